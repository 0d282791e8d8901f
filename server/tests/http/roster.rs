use crate::support::{Stage, cookie, location};
use app::tour::api::NoteCalls;
use axum_test::multipart::{MultipartForm, Part};
use domain::{
    id::CallId,
    tour::{CallForm, Noted, Said},
};
use http::{StatusCode, header};
use leptos::server_fn::ServerFn;
use services::{accounts::NewSession, on_both_engines, secret};

async fn send(stage: &Stage, who: &NewSession, list: Vec<u8>) -> axum_test::TestResponse {
    let part = Part::bytes(list).file_name("liste.csv").mime_type("text/csv");
    stage
        .server
        .post("/mairie/liste")
        .add_header(header::COOKIE, cookie(who))
        .multipart(MultipartForm::new().add_part("list", part))
        .await
}

/// What a page's first form for a shop carries as its call's id.
fn call_id(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"id\" value=\"").unwrap();
    rest[..36].to_owned()
}

on_both_engines! {
    async fn an_official_brings_a_list_and_walks_along_it(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let list = "nom;adresse;telephone;genre\nL’épi d’or;3 rue de Chartres;01 99 00 00 99;boulangerie\n=1+1;;;\n";
        let told = send(&stage, me, list.into()).await;
        told.assert_status_ok();
        let told = told.text();
        assert!(told.contains("Nouveaux commerces\u{a0}: 1"), "{told}");
        assert!(told.contains("Ligne 3\u{a0}: =1+1"), "{told}");
        let tour = stage.get_as(me, "/mairie/tournee").await.text();
        assert!(tour.contains("L’épi d’or") && tour.contains("rue de Chartres") && tour.contains("tel:0199000099"), "{tour}");
        let again = send(&stage, me, list.into()).await.text();
        assert!(again.contains("Commerces déjà connus\u{a0}: 1"), "{again}");
        // Shoppers see nothing of it.
        assert!(!stage.get("/dourdan/boutiques").await.text().contains("L’épi d’or"));
    }

    async fn a_list_that_cannot_be_read_is_refused_whole(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        for (list, says) in [
            (Vec::new(), "Il n’y a rien dans ce fichier"),
            (b"PK\x03\x04".to_vec(), "enregistrez-le au format CSV"),
            (b"a;b\nLa ruche;1\n".to_vec(), "ne nomme pas de colonne"),
            (b"nom\nLa ruche\n\"Le puits\n1\n2\n3\n4\n5\n".to_vec(), "la ligne 3, un guillemet"),
            (b"nom\n".repeat(services::roster::MAX_BYTES / 4 + 10), "dépasse 8"),
            (b"nom\n".repeat(services::roster::MAX_BYTES), "dépasse 8"),
        ] {
            let refused = send(&stage, me, list).await;
            refused.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text().contains(says), "{says}");
        }
        assert!(!stage.get_as(me, "/mairie/tournee").await.text().contains("La ruche"));
    }

    async fn lists_and_tours_are_for_officials(db: &Db) {
        let stage = Stage::on(db).await;
        for address in ["/mairie/liste", "/mairie/tournee"] {
            stage.get(address).await.assert_status_unauthorized();
            stage.get_as(&stage.cast.grocer_session, address).await.assert_status_unauthorized();
        }
        send(&stage, &stage.cast.grocer_session, b"nom\nLa ruche\n".to_vec()).await.assert_status_unauthorized();
        let shop = stage.cast.grocer.id.to_string();
        let id = CallId(secret::id()).to_string();
        let form = [("id", id.as_str()), ("shop", shop.as_str()), ("said", "refused")];
        stage.post("/mairie/tournee", &form).await.assert_status_unauthorized();
        stage.post_as(&stage.cast.grocer_session, "/mairie/tournee", &form).await.assert_status_unauthorized();
        stage.post("/mairie/tournee", &form[..2]).await.assert_status_unauthorized();
    }

    async fn what_was_said_is_noted_by_a_plain_form(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let page = stage.get_as(me, "/mairie/tournee").await.text();
        let (id, shop) = (call_id(&page), stage.cast.grocer.id.to_string());
        let wrong = [("id", id.as_str()), ("shop", &shop), ("said", "come_back"), ("note", "Demander Léa")];
        let refused = stage.post_as(me, "/mairie/tournee", &wrong).await;
        refused.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let refused = refused.text();
        assert!(refused.contains("Il manque le jour") && refused.contains("value=\"Demander Léa\""), "{refused}");
        stage.post_as(me, "/mairie/tournee", &wrong[..2]).await.assert_status(StatusCode::UNPROCESSABLE_ENTITY);

        let right = [wrong.as_slice(), &[("on", "2026-11-25")]].concat();
        for _ in 0..2 {
            let noted = stage.post_as(me, "/mairie/tournee", &right).await;
            assert_eq!(location(&noted), format!("/mairie/tournee#porte-{shop}"));
        }
        let page = stage.get_as(me, "/mairie/tournee").await.text();
        assert!(page.contains("revenir demain"), "{page}");
        assert_eq!(page.matches("<li>aujourd’hui\u{a0}: Revenir le mercredi 25 novembre · Demander Léa").count(), 1, "{page}");
        let nowhere = CallId(secret::id()).to_string();
        let stranger = [("id", nowhere.as_str()), ("shop", nowhere.as_str()), ("said", "refused")];
        stage.post_as(me, "/mairie/tournee", &stranger).await.assert_status_not_found();
    }

    async fn a_phone_sends_what_it_kept_and_each_call_is_answered(db: &Db) {
        let stage = Stage::on(db).await;
        let call = |shop, said| CallForm { id: CallId(secret::id()), shop, said, on: String::new(), note: String::new(), age: 60_000 };
        let calls = [
            call(stage.cast.grocer.id, Said::Refused),
            call(stage.cast.toys.id, Said::ComeBack),
            call(domain::id::ShopId(secret::id()), Said::Stuck),
        ];
        let ask = async |who: &NewSession| {
            let asked = serde_json::json!({ "calls": calls });
            stage.server.post(NoteCalls::PATH).add_header(header::COOKIE, cookie(who)).json(&asked).await
        };
        ask(&stage.cast.grocer_session).await.assert_status_unauthorized();
        for _ in 0..2 {
            let noted: Vec<Noted> = ask(&stage.cast.official_session).await.json();
            let no_day = Noted::Refused(domain::tour::CallError::NoDay);
            assert_eq!(noted, [Noted::Done, no_day, Noted::Gone]);
        }
    }

    async fn a_shop_typed_twice_is_one_shop(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let form = [("name", "La ruche"), ("kind", "grocer"), ("address", "1 rue du Puits"), ("phone", "01 99 00 00 98")];
        assert_eq!(location(&stage.post_as(me, "/mairie", &form).await), "/mairie?commerce=ajoute");
        assert_eq!(location(&stage.post_as(me, "/mairie", &form).await), "/mairie?commerce=connu");
        assert!(stage.get_as(me, "/mairie?commerce=connu").await.text().contains("déjà dans la liste"));
        let wrong = stage.post_as(me, "/mairie", &[("name", "Le puits"), ("phone", "le soir"), ("address", "2 rue")]).await;
        wrong.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let wrong = wrong.text();
        assert!(wrong.contains("value=\"le soir\"") && wrong.contains("value=\"2 rue\""), "{wrong}");
    }
}
