//! What shoppers of Dourdan type, and what they mean by it.
//!
//! A query scores by where the first product that was meant stands (1, 1/2, 1/3 …, nothing below the tenth place), times the
//! share of all that was meant that is among the first twenty-four. The score is the mean over all queries. Queries that are to
//! find nothing score 1 when they do.

use super::*;
use services::towns::{self, NewTown};

/// Below it something that people type every day is not found any more: each query is worth 1/74, so that one that fails
/// altogether, or three that slip from the first place to the second, are seen.
const FLOOR: f64 = 0.97;

/// What is typed, and beginnings of the names of what is meant.
const SET: &[(&str, &[&str])] = &[
    // As it is called
    ("miel", &["Miel de tilleul"]),
    ("confiture", &["Confiture de fraise", "Confiture de coing"]),
    ("comté", &["Comté 18 mois"]),
    ("baguette", &["Baguette de tradition"]),
    ("croissant", &["Croissant au beurre"]),
    ("toupie", &["Toupie peinte"]),
    ("potimarron", &["Potimarron"]),
    ("chinon", &["Chinon rouge"]),
    ("entrecote", &["Entrecôte de bœuf"]),
    ("marteau", &["Marteau de menuisier"]),
    ("les misérables", &["Les Misérables"]),
    ("victor hugo", &["Les Misérables"]),
    // Capitals, accents, ligatures
    ("BEURRE", &["Beurre de baratte", "Croissant au beurre"]),
    ("cafe en grain", &["Café en grains"]),
    ("boeuf", &["Entrecôte de bœuf"]),
    ("œuf", &["Œufs de plein air"]),
    ("oeufs plein air", &["Œufs de plein air"]),
    ("mache", &["Mâche du jour"]),
    ("theiere", &["Théière en grès"]),
    (
        "noel",
        &[
            "Chapon de Noël",
            "Petits sablés de Noël",
            "Bière de Noël",
            "Thé de Noël",
            "Rose de Noël",
        ],
    ),
    ("huile d’olive", &["Sardines à l'huile d'olive"]),
    // One and several
    (
        "pomme",
        &[
            "Pommes reinettes",
            "Pommes de terre",
            "Jus de pomme",
            "Tarte fine aux pommes",
            "Infusion pomme",
        ],
    ),
    ("carotte", &["Carottes des sables"]),
    ("oignon", &["Oignons jaunes"]),
    ("gateaux", &["Gâteau moelleux"]),
    ("macaron", &["Macarons assortis"]),
    ("saucisses", &["Saucisse aux herbes"]),
    ("chaussette", &["Chaussettes de laine"]),
    ("verre", &["Verres à pied", "Coffret découverte"]),
    (
        "bières",
        &[
            "Bière de Noël",
            "Bière du jour",
            "Coffret découverte",
            "Blonde des Lavoirs",
            "Ambrée",
            "Brune du Guet",
        ],
    ),
    // Slips of the finger
    ("confitrue", &["Confiture de fraise", "Confiture de coing"]),
    ("mile", &["Miel de tilleul"]),
    (
        "chcolat",
        &["Tablette de chocolat", "Gâteau moelleux au chocolat"],
    ),
    ("bagette", &["Baguette de tradition"]),
    ("fromaje", &["Plateau de cinq fromages", "Comté", "Brie de Melun"]),
    ("potimaron", &["Potimarron"]),
    ("sausison", &["Saucisson sec"]),
    ("poiraux", &["Poireaux de plein champ"]),
    ("chrysantheme", &["Bouquet de novembre"]),
    ("rilettes", &["Rillettes d'oie"]),
    ("brioch a tete", &["Brioche à tête"]),
    ("rouibos", &["Rooibos vanille"]),
    // Beginnings
    ("choco", &["Tablette de chocolat", "Gâteau moelleux au chocolat"]),
    ("champi", &["Champignons de Paris"]),
    ("conf frai", &["Confiture de fraise"]),
    ("amary", &["Amaryllis"]),
    // How much
    ("miel 500g", &["Miel de tilleul"]),
    ("miel 0,5 kg", &["Miel de tilleul"]),
    ("jus 1 litre", &["Jus de pomme trouble"]),
    ("jus de pomme 100cl", &["Jus de pomme trouble"]),
    ("vin 50 cl", &["Vin doux de muscat"]),
    ("pommes 1 kg", &["Pommes reinettes", "Pommes de terre"]),
    (
        "biere 33cl",
        &["Blonde des Lavoirs", "Ambrée", "Blanche aux agrumes"],
    ),
    ("peinture 1l", &["Peinture mate « vert", "Peinture mate « blanc"]),
    ("corde 10m", &["Corde de chanvre"]),
    // Aisles, trades, signs
    (
        "fromage",
        &[
            "Plateau de cinq fromages",
            "Comté",
            "Brie de Melun",
            "Tomme grise",
            "Crottin de chèvre",
        ],
    ),
    ("fromage de chèvre", &["Crottin de chèvre", "Bûche de chèvre"]),
    (
        "jouets",
        &[
            "Petit train",
            "Ours en peluche",
            "Toupie",
            "Puzzle",
            "Cerf-volant",
            "Dominos",
            "Poupée",
            "Cubes",
            "Jeu de l'oie",
            "Marionnettes",
        ],
    ),
    (
        "fleurs",
        &[
            "Couronne de fleurs",
            "Bouquet de novembre",
            "Rose rouge",
            "Cyclamen",
        ],
    ),
    ("vin", &["Vin doux", "Chinon", "Sancerre", "Beaujolais"]),
    ("vin blanc", &["Sancerre blanc"]),
    (
        "la pause",
        &[
            "Confiture de fraise",
            "Confiture de coing",
            "Miel de tilleul",
            "Sardines",
            "Huile de noix",
            "Jus de pomme",
            "Café en grains",
            "Tablette de chocolat",
            "Part de tarte",
            "Panier gourmand",
        ],
    ),
    ("malvoisin rôti", &["Rôti de porc"]),
    ("quincaillerie ampoule", &["Ampoule à filament"]),
    (
        "livre",
        &["Les Misérables", "La Mare au diable", "Le Grand Meaulnes"],
    ),
    // What it may cost
    ("thé moins de 7 €", &["Thé noir d'Assam", "Earl Grey"]),
    ("bouquet à 30 euros", &["Bouquet de novembre"]),
    // Several words, some of them too much
    ("couronne de l'avent", &["Couronne de l'Avent"]),
    ("thé vert", &["Thé vert sencha"]),
    ("chemise flanelle bleue", &["Chemise en flanelle"]),
    ("pull laine", &["Pull en laine"]),
    ("tome de montagne", &["Tomme grise"]),
    // Nothing
    ("camembert", &[]),
    ("tronçonneuse", &[]),
];

/// The demo town's shops with their shelves, by the verbs.
async fn dourdan(db: &Db) -> Cast {
    let demo = demo::dourdan().unwrap();
    let mut cast = Cast::named(db, "scene").await;
    let tx = db.write().await.unwrap();
    let town = NewTown {
        insee_code: demo.town.insee_code,
        name: demo.town.name,
        slug: demo.town.slug,
        postcodes: demo.town.postcodes,
        time_zone: demo.town.time_zone,
    };
    let Ok(town) = towns::open(&tx, town, cast.at).await else {
        panic!("Dourdan does not open")
    };
    for shop in demo.shops {
        let kind: ShopKind = shop.kind.parse().unwrap();
        let new = NewShop {
            hours: shop.hours,
            ..NewShop::named(shop.name.parse().unwrap(), kind)
        };
        let added = services::shops::add(&tx, town.id, new, cast.at).await.unwrap();
        let link = accounts::invite_merchant(&tx, added.id, cast.at).await.unwrap();
        let session = accounts::accept(&tx, &link, "test", cast.at).await.unwrap();
        let who = accounts::signed_in(&tx, &session.secret, cast.at)
            .await
            .unwrap()
            .merchant(&tx)
            .await
            .unwrap()
            .in_good_standing(&tx)
            .await
            .unwrap();
        for product in shop.products {
            let listing = form(&product.name, &product.price, &product.unit)
                .parse()
                .unwrap();
            let id = ProductId(secret::id());
            catalogue::put_on_sale(&tx, &who, id, listing, cast.at)
                .await
                .unwrap();
        }
    }
    tx.commit().await.unwrap();
    cast.town = town;
    cast
}

fn score(found: &[&str], meant: &[&str]) -> f64 {
    if meant.is_empty() {
        return if found.is_empty() { 1.0 } else { 0.0 };
    }
    let is_meant = |name: &str| meant.iter().any(|meant| name.starts_with(meant));
    let first = found.iter().take(10).position(|name| is_meant(name));
    let reached = meant
        .iter()
        .filter(|meant| found.iter().any(|name| name.starts_with(**meant)))
        .count();
    let place = first.map_or(0.0, |at| 1.0 / f64::from(u32::try_from(at + 1).unwrap()));
    place * f64::from(u32::try_from(reached).unwrap()) / f64::from(u32::try_from(meant.len()).unwrap())
}

on_both_engines! {
    async fn shoppers_find_what_they_mean(db: &Db) {
        let cast = Box::pin(dourdan(db)).await;
        let mut sum = 0.0;
        for (typed, meant) in SET {
            let page = found(db, &cast, typed).await;
            let names = names(&page);
            let score = score(&names, meant);
            sum += score;
            if score < 1.0 {
                println!("{score:.2}  {typed}: {:?}", names.iter().take(8).collect::<Vec<_>>());
            }
        }
        let mean = sum / f64::from(u32::try_from(SET.len()).unwrap());
        println!("relevance {mean:.3} over {} queries, floor {FLOOR}", SET.len());
        assert!(mean >= FLOOR, "relevance fell to {mean:.3}");
    }
}
