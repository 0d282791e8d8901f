//! The town's roster: shops typed by an official or read from a list, each of them once, and nothing half.

use domain::{
    roster::{EntryForm, Left, Note},
    shops::{Shop, ShopKind},
};
use services::{
    db::Db,
    error::Error,
    on_both_engines,
    oversight::{self, Step},
    roster::{self, Fate, Report, SheetRefused},
    shops,
    testing::Cast,
};

async fn import(db: &Db, cast: &Cast, list: &[u8]) -> Result<Report, Error<SheetRefused>> {
    let tx = db.write().await.unwrap();
    let report = roster::import(&tx, &cast.official, list, cast.at).await?;
    tx.commit().await.unwrap();
    Ok(report)
}

async fn add(db: &Db, cast: &Cast, name: &str, address: &str) -> Fate {
    let form = EntryForm {
        name: name.into(),
        kind: "bakery".into(),
        address: address.into(),
        phone: String::new(),
    };
    let tx = db.write().await.unwrap();
    let (_, fate) = roster::add(&tx, &cast.official, form.parse().unwrap(), cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    fate
}

/// The roster's shops that nobody claimed.
async fn waiting(db: &Db, cast: &Cast) -> Vec<Shop> {
    let board = oversight::board(db.read(), &cast.official).await.unwrap();
    board
        .shops
        .into_iter()
        .filter(|shop| shop.step == Step::ToInvite)
        .map(|shop| shop.shop)
        .collect()
}

const OFFICIAL: &str = "siret,etatAdministratifEtablissement,enseigne1Etablissement,denominationUsuelleEtablissement,\
numeroVoieEtablissement,typeVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,codeCommuneEtablissement,\
activitePrincipaleEtablissement,coordonneeLambertAbscisseEtablissement,coordonneeLambertOrdonneeEtablissement\n\
73282932000074,A,L'EPI D'OR,,3,RUE,DE CHARTRES,91410,91200,10.71C,626900,6825000\n\
73282932000082,F,ANCIEN BAZAR,,5,RUE,DE CHARTRES,91410,91200,47.19B,,\n\
73282932000090,A,,FLEURS DES CHAMPS,7,PL,DU MARCHE,91410,91200,47.76Z,,\n\
,A,CONSEIL ET CIE,,9,PL,DU MARCHE,91410,91200,70.22Z,,\n";

on_both_engines! {
    async fn an_official_list_brings_the_open_shops_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let report = import(db, &cast, OFFICIAL.as_bytes()).await.unwrap();
        assert_eq!((report.added, report.completed, report.known), (2, 0, 0));
        let left: Vec<_> = report.left.iter().map(|(line, why, _)| (*line, *why)).collect();
        assert_eq!(left, [(3, Left::Closed), (5, Left::NotAShop)]);

        let shops = waiting(db, &cast).await;
        let names: Vec<_> = shops.iter().map(|shop| shop.name.as_str()).collect();
        assert_eq!(names, ["Fleurs des Champs", "L’Epi d’Or"]);
        assert_eq!(shops[1].kind, ShopKind::Bakery);
        assert_eq!(shops[1].address, "3 rue de Chartres");
        assert!(shops[1].position.is_some());

        let again = import(db, &cast, OFFICIAL.as_bytes()).await.unwrap();
        assert_eq!((again.added, again.completed, again.known), (0, 0, 2));
        assert_eq!(waiting(db, &cast).await.len(), 2);
    }

    async fn a_shop_is_known_by_its_number_or_by_its_name_and_address(db: &Db) {
        let cast = Cast::on_stage(db).await;
        assert_eq!(add(db, &cast, "l'épi d'or", "").await, Fate::Added);
        assert_eq!(add(db, &cast, "L’Épi d’Or", "").await, Fate::Known);
        // Of the same name, now with an address and a number.
        let report = import(db, &cast, OFFICIAL.as_bytes()).await.unwrap();
        assert_eq!((report.added, report.completed), (1, 1));
        // It has another name by now, and the same number.
        let renamed = OFFICIAL.replace("L'EPI D'OR", "LE BON PAIN");
        let report = import(db, &cast, renamed.as_bytes()).await.unwrap();
        assert_eq!((report.added, report.known), (0, 2));
        // A second house of the same name is another shop.
        assert_eq!(add(db, &cast, "L’Épi d’Or", "90 avenue de Paris").await, Fate::Added);
        assert_eq!(add(db, &cast, "L’Épi d’Or", "3, Rue de Chartres").await, Fate::Known);
        // Twice in one list.
        let report = import(db, &cast, "nom;adresse\nLa ruche;1 rue\nLA RUCHE;1, rue\n".as_bytes()).await.unwrap();
        assert_eq!((report.added, report.known), (1, 1));
    }

    async fn what_a_merchant_said_stands(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let list = "nom;adresse;telephone;genre;siret\nLa pause;12 rue de Chartres;01 99 00 99 99;jouets;73282932000074\n";
        let report = import(db, &cast, list.as_bytes()).await.unwrap();
        assert_eq!((report.added, report.completed), (0, 1));
        let shop = shops::by_id(db.read(), cast.grocer.id).await.unwrap();
        assert_eq!(shop, cast.grocer);
    }

    async fn a_line_that_cannot_be_read_is_told_and_the_others_are_taken(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let list = "\u{FEFF}nom;adresse;telephone\n=HYPERLINK(\"http://x\");;\nLa ruche;;demain\n;3 rue;\n+Le puits;;\n";
        let report = import(db, &cast, list.as_bytes()).await.unwrap();
        assert_eq!(report.added, 2);
        let left: Vec<_> = report.left.iter().map(|(line, why, _)| (*line, *why)).collect();
        assert_eq!(left, [(2, Left::Formula), (4, Left::NoName)]);
        assert_eq!(report.notes, [(3, Note::NoPhone, "La ruche".into()), (5, Note::Cleaned, "Le puits".into())]);
    }

    async fn of_a_list_that_is_refused_nothing_is_taken(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let many: String = (0..2_001).fold("nom\n".to_owned(), |list, n| format!("{list}Boutique {n}\n"));
        let rows = format!("nom\nLa ruche\n{}", "a\n".repeat(20_000));
        for (list, why) in [
            ("nom\nLa ruche\n\"Le puits\n1\n2\n3\n4\n5\n6\n".as_bytes(), SheetRefused::OpenQuote(3)),
            (b"boutique;rue\nLa ruche;\n", SheetRefused::UnknownColumns),
            (many.as_bytes(), SheetRefused::TooManyShops),
            (rows.as_bytes(), SheetRefused::TooManyLines),
            (b"PK\x03\x04", SheetRefused::NotText),
        ] {
            let refused = import(db, &cast, list).await;
            assert!(matches!(refused, Err(Error::Refused(found)) if found == why), "{why:?}: {refused:?}");
        }
        assert!(waiting(db, &cast).await.is_empty());
    }

    async fn a_list_stays_in_its_own_town(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let other = Cast::named(db, "etampes").await;
        import(db, &cast, OFFICIAL.as_bytes()).await.unwrap();
        assert!(waiting(db, &other).await.is_empty());
        // The same number in another town is another row, which a town's officials cannot tell.
        let report = import(db, &other, OFFICIAL.as_bytes()).await.unwrap();
        assert_eq!(report.added, 2);
    }
}
