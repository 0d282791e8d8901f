//! Prints one of each into a folder, to look at: `cargo run -p printing --example papers -- /tmp/papers`.

use printing::{
    Card, Catalogue, Cell, Council, Cut, Figure, Good, Paper, Pickup, Pickups, Poster, PriceCards, PriceTag,
    Section, Slate, Stride,
};
use std::{env, error::Error, fs, path::PathBuf};

/// Name, euros, cents, unit.
const GOODS: [(&str, &str, &str, &str); 10] = [
    ("Miel de tilleul", "9", ",80", ""),
    ("Œufs de poules élevées en plein air, la douzaine", "4", ",20", ""),
    ("Tomates anciennes", "5", ",90", "le kilo"),
    ("Comté affiné 18 mois", "2", ",95", "les 100\u{A0}g"),
    ("Vélo à assistance électrique", "1\u{202F}890", "", ""),
    ("Sablés salés aux drêches, 150 g", "4", ",60", ""),
    ("Cidre", "3", "", "le litre"),
    ("Pain", "99\u{202F}999", ",99", "le kilo"),
    (
        "Confiture de fraises et rhubarbe de Saint-Chéron, préparée à la maison",
        "6",
        ",50",
        "",
    ),
    ("Nœud papillon", "24", "", ""),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("a folder, please")?);
    fs::create_dir_all(&folder)?;
    for (paper, name) in [(Paper::A4, "poster-a4"), (Paper::A5, "poster-a5")] {
        fs::write(folder.join(name).with_extension("pdf"), poster(paper).print()?)?;
    }
    fs::write(folder.join("catalogue.pdf"), catalogue().print()?)?;
    fs::write(folder.join("pickups.pdf"), pickups().print()?)?;
    fs::write(folder.join("council.pdf"), council().print()?)?;
    for (cut, name) in [
        (Cut::Cards, "cards"),
        (Cut::Pages, "pages"),
        (Cut::Labels, "labels"),
    ] {
        let tags = GOODS.map(|(name, euros, cents, unit)| PriceTag {
            name: name.into(),
            euros: euros.into(),
            cents: cents.into(),
            unit: unit.into(),
            square: format!("Code QR : {name}"),
            link: "https://halle.example/dourdan/la-pause/sables-sales-aux-dreches-150-g".into(),
        });
        let prices = PriceCards {
            cut,
            language: "fr".into(),
            title: "Prix de La pause".into(),
            shop: "La pause".into(),
            tags: tags.into(),
        };
        fs::write(folder.join(name).with_extension("pdf"), prices.print()?)?;
    }
    for (count, name) in [(0, "card-none"), (1, "card"), (4, "card-four")] {
        let cells = GOODS.iter().take(count).map(|(_, euros, cents, unit)| Cell {
            photo: env::args().nth(3).and_then(|path| fs::read(path).ok()),
            slate: Some(Slate {
                euros: (*euros).into(),
                cents: (*cents).into(),
                unit: (*unit).into(),
            }),
        });
        let card = Card {
            cells: cells.collect(),
            above: "Épicerie".into(),
            title: GOODS[if count == 1 { 0 } else { 8 }].0.into(),
            below: "La pause, Dourdan".into(),
            sentence: "Réservez, payez en boutique.".into(),
            market: "Le marché de Dourdan".into(),
        };
        fs::write(folder.join(name).with_extension("jpg"), card.draw()?)?;
    }
    Ok(())
}

fn poster(paper: Paper) -> Poster {
    Poster {
        paper,
        language: "fr".into(),
        title: "Affiche de La pause".into(),
        sign: env::args().nth(2).unwrap_or_else(|| "La pause".into()),
        kind: "Épicerie".into(),
        sentence: "Commandez ici, retirez en boutique".into(),
        hint: "Visez ce carré avec l’appareil photo de votre téléphone.".into(),
        address: "halle.example/dourdan/la-pause".into(),
        market: "Le marché de Dourdan".into(),
        square: "Code QR de la page de La pause".into(),
        link: "https://halle.example/dourdan/la-pause".into(),
    }
}

fn catalogue() -> Catalogue {
    let photo = env::args().nth(3).and_then(|path| fs::read(path).ok());
    let goods = GOODS.map(|(name, euros, cents, unit)| Good {
        photo: photo.clone(),
        alt: name.into(),
        name: name.into(),
        shop: String::new(),
        euros: euros.into(),
        cents: cents.into(),
        unit: unit.into(),
        square: format!("Code QR : {name}"),
        link: "https://halle.example/dourdan/la-pause/miel-de-tilleul".into(),
    });
    let section = |title: &str| Section {
        title: title.into(),
        words: vec![
            "Épicerie · 12 rue de Chartres · 01 99 00 01 02".into(),
            "Du mardi au samedi".into(),
        ],
        square: Some((
            "Code QR de La pause".into(),
            "https://halle.example/dourdan/la-pause".into(),
        )),
        goods: goods.to_vec(),
    };
    Catalogue {
        cover: poster(Paper::A4),
        sections: vec![section("La pause"), section("Au puits")],
    }
}

fn pickups() -> Pickups {
    let pickup = |number: usize| Pickup {
        when: format!("{} h – {} h 30", 9 + number / 2, 9 + number / 2),
        name: "Camille Durand".into(),
        goods: GOODS
            .iter()
            .take(1 + number % 4)
            .map(|(name, ..)| format!("2 × {name}"))
            .collect(),
        total: "19,60 €".into(),
        state: if number.is_multiple_of(3) {
            "prête".into()
        } else {
            String::new()
        },
    };
    Pickups {
        language: "fr".into(),
        title: "Retraits de La pause".into(),
        shop: "La pause".into(),
        day: "Retraits du vendredi 27 novembre".into(),
        pickups: (0..14).map(pickup).collect(),
        together: "À préparer en tout".into(),
        all: GOODS.iter().map(|(name, ..)| format!("12 × {name}")).collect(),
    }
}

fn council() -> Council {
    let figures = [
        ("12", "commerces en ligne, sur 13"),
        ("130", "produits"),
        ("48", "commandes reçues"),
        ("31", "commandes remises"),
        ("4210", "pages vues"),
        ("1", "commandes restées sans réponse"),
    ];
    let steps = [
        ("Rencontrés ou invités", 13_u8),
        ("Ont ouvert leur boutique", 12),
        ("Premier produit en vente", 12),
        ("Dix produits", 9),
        ("Première commande", 7),
        ("Première remise", 6),
    ];
    let words = |words: [&str; 5]| words.map(str::to_owned).to_vec();
    Council {
        language: "fr".into(),
        title: "Le marché de Dourdan, pour le conseil".into(),
        market: "Le marché de Dourdan".into(),
        period: "Du samedi 31 octobre 2026 au vendredi 27 novembre 2026".into(),
        figures: figures
            .map(|(value, words)| Figure {
                value: value.into(),
                words: words.into(),
            })
            .to_vec(),
        way: "Le chemin des commerces".into(),
        steps: steps
            .map(|(words, shops)| Stride {
                words: words.into(),
                value: format!("{shops} sur 13"),
                percent: shops * 7,
            })
            .to_vec(),
        weekly: "Semaine après semaine".into(),
        head: words(["Semaine", "Reçues", "Remises", "Sans réponse", "Pages vues"]),
        weeks: vec![
            words([
                "du mercredi 18 novembre au mardi 24 novembre",
                "17",
                "9",
                "1",
                "1290",
            ]);
            4
        ],
        helped: "Qui a besoin d’un coup de main".into(),
        stuck: GOODS
            .iter()
            .map(|(name, ..)| ((*name).into(), "Commandé, mais rien n’est remis".into()))
            .collect(),
        rest: "Et 12 autres".into(),
        foot: "Une commande à deux boutiques compte deux fois. Sans réponse : personne ne l’a vue, elle a été rendue au client. \
               Les pages vues sont comptées sans cookie, les robots ne comptent pas. Boutiques, produits et chemin : à ce jour."
            .into(),
    }
}
