//! The papers, read by another PDF library: how many pages, how large, and what they say.

#![expect(
    clippy::unwrap_used,
    reason = "a failed expectation is a test's way of speaking"
)]

use lopdf::{Document, Object};
use printing::{
    Catalogue, Council, Cut, Figure, Good, NotPrinted, Paper, Pickup, Pickups, Poster, Posters, PriceCards,
    PriceTag, Section, Stride,
};

fn poster(paper: Paper) -> Poster {
    Poster {
        paper,
        language: "fr".into(),
        title: "Affiche de La pause".into(),
        sign: "La pause".into(),
        kind: "Épicerie".into(),
        sentence: "Commandez ici, retirez en boutique".into(),
        hint: "Visez ce carré avec votre téléphone.".into(),
        address: "halle.example/dourdan/la-pause".into(),
        market: "Le marché de Dourdan".into(),
        square: "Code QR de La pause".into(),
        link: "https://halle.example/dourdan/la-pause".into(),
    }
}

fn tag(name: &str) -> PriceTag {
    PriceTag {
        name: name.into(),
        euros: "9".into(),
        cents: ",80".into(),
        unit: "le kilo".into(),
        square: format!("Code QR : {name}"),
        link: "https://halle.example/dourdan/la-pause/oeufs".into(),
    }
}

fn prices(cut: Cut, count: usize) -> PriceCards {
    PriceCards {
        cut,
        language: "fr".into(),
        title: "Prix de La pause".into(),
        shop: "La pause".into(),
        tags: vec![tag("Œufs frais"); count],
    }
}

/// Width and height of the first page in whole millimetres.
fn size(document: &Document) -> (i64, i64) {
    let page = document.get_pages()[&1];
    let page = document.get_dictionary(page).unwrap();
    let corners = page.get(b"MediaBox").and_then(Object::as_array).unwrap();
    #[expect(clippy::cast_possible_truncation, reason = "a sheet of paper")]
    let millimetres = |at: usize| (corners[at].as_float().unwrap() * 25.4 / 72.0).round() as i64;
    (millimetres(2), millimetres(3))
}

fn pages(document: &Document) -> usize {
    document.get_pages().len()
}

fn text(document: &Document) -> String {
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&numbers).unwrap()
}

#[test]
fn the_poster_fits_its_paper_and_says_who_and_where() {
    for (paper, millimetres) in [(Paper::A4, (210, 297)), (Paper::A5, (148, 210))] {
        let read = Document::load_mem(&poster(paper).print().unwrap()).unwrap();
        assert_eq!((pages(&read), size(&read)), (1, millimetres));
        let said = text(&read);
        for words in [
            "La pause",
            "Épicerie",
            "Commandez ici,",
            "retirez en boutique",
            "halle.example/dourdan/la-pause",
            "Le marché de Dourdan",
        ] {
            assert!(said.contains(words), "{words} in {said}");
        }
    }
}

#[test]
fn a_sheet_is_full_before_the_next_begins() {
    for (cut, count, sheets, millimetres) in [
        (Cut::Cards, 8, 1, (210, 297)),
        (Cut::Cards, 9, 2, (210, 297)),
        (Cut::Pages, 3, 3, (210, 148)),
        (Cut::Labels, 24, 1, (210, 297)),
        (Cut::Labels, 25, 2, (210, 297)),
    ] {
        let read = Document::load_mem(&prices(cut, count).print().unwrap()).unwrap();
        assert_eq!(
            (pages(&read), size(&read)),
            (sheets, millimetres),
            "{cut:?} of {count}"
        );
        assert_eq!(
            text(&read).matches("Œufs frais").count(),
            count,
            "{cut:?} of {count}"
        );
    }
}

#[test]
fn screen_readers_hear_the_price_whole_and_in_its_language() {
    let read = Document::load_mem(&prices(Cut::Cards, 1).print().unwrap()).unwrap();
    let root = read.catalog().unwrap();
    assert_eq!(root.get(b"Lang").and_then(Object::as_str).unwrap(), b"fr");
    let marked = root.get(b"MarkInfo").and_then(Object::as_dict).unwrap();
    assert!(marked.get(b"Marked").and_then(Object::as_bool).unwrap());
    let page = read.get_pages()[&1];
    let drawn = String::from_utf8_lossy(&read.get_page_content(page)).into_owned();
    assert!(drawn.contains("ActualText"), "{drawn}");
}

#[test]
fn a_name_that_is_very_long_is_no_reason_to_print_nothing() {
    let mut cards = prices(Cut::Labels, 1);
    cards.tags[0].name = "Anticonstitutionnellement".repeat(8);
    cards.tags[0].euros = "99\u{202F}999".into();
    cards.shop = "Au bonheur des petits et des grands gourmands de la vallée de l’Orge".into();
    let read = Document::load_mem(&cards.print().unwrap()).unwrap();
    assert!(text(&read).contains('…'));
}

#[test]
fn without_a_product_there_is_no_card() {
    assert!(matches!(prices(Cut::Cards, 0).print(), Err(NotPrinted::Empty)));
}

#[test]
fn a_link_that_no_square_holds_is_said() {
    let mut long = poster(Paper::A4);
    long.link = "x".repeat(4000);
    assert!(matches!(long.print(), Err(NotPrinted::TooLongForQr(4000))));
}

#[test]
fn the_same_words_are_the_same_paper() {
    let drawn = || prices(Cut::Labels, 30).print().unwrap();
    assert_eq!(drawn(), drawn());
}

#[test]
fn a_paper_is_light_enough_to_be_sent() {
    assert!(poster(Paper::A4).print().unwrap().len() < 60_000);
    assert!(prices(Cut::Labels, 200).print().unwrap().len() < 400_000);
}

/// A photograph all in green.
fn meadow() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(64, 48, image::Rgb([40, 160, 60]))
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

fn good(name: &str, photo: Option<Vec<u8>>) -> Good {
    Good {
        photo,
        alt: format!("Photo : {name}"),
        name: name.into(),
        shop: String::new(),
        euros: "9".into(),
        cents: ",80".into(),
        unit: "le kilo".into(),
        square: format!("Code QR : {name}"),
        link: "https://halle.example/dourdan/la-pause/miel".into(),
    }
}

fn section(title: &str, goods: Vec<Good>) -> Section {
    Section {
        title: title.into(),
        words: vec!["12 rue de Chartres".into()],
        square: Some((
            format!("Code QR de {title}"),
            "https://halle.example/dourdan/x".into(),
        )),
        goods,
    }
}

#[test]
fn the_catalogue_has_a_cover_and_then_each_shop_with_its_goods() {
    let catalogue = Catalogue {
        cover: poster(Paper::A4),
        sections: vec![
            section("Chez Lucette", vec![good("Miel", Some(meadow())); 11]),
            section("Au puits", vec![good("Pain", None)]),
            section("Toujours vide", Vec::new()),
        ],
    };
    let read = Document::load_mem(&catalogue.print().unwrap()).unwrap();
    // Ten beside a head fill a page.
    assert_eq!((pages(&read), size(&read)), (3, (210, 297)));
    let said = text(&read);
    for words in [
        "Chez Lucette",
        "Au puits",
        "12 rue de Chartres",
        "Le marché de Dourdan",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(!said.contains("Toujours vide"));
    assert_eq!(
        (said.matches("Miel").count(), said.matches("Pain").count()),
        (11, 1)
    );
}

#[test]
fn a_photograph_is_laid_in_as_it_is_and_what_is_none_is_left_out() {
    let of = |photo| Catalogue {
        cover: poster(Paper::A4),
        sections: vec![section("Au puits", vec![good("Pain", photo)])],
    };
    let has_picture = |catalogue: &Catalogue| {
        let bytes = catalogue.print().unwrap();
        let read = Document::load_mem(&bytes).unwrap();
        read.objects.values().any(|object| {
            let stream = object.as_stream().ok();
            stream.is_some_and(|stream| stream.content == meadow())
        })
    };
    assert!(has_picture(&of(Some(meadow()))));
    assert!(!has_picture(&of(None)));
    assert!(!has_picture(&of(Some(b"\xFF\xD8\xFF".to_vec()))));
}

#[test]
fn a_market_without_goods_has_no_catalogue() {
    let catalogue = Catalogue {
        cover: poster(Paper::A4),
        sections: vec![section("Vide", Vec::new())],
    };
    assert!(matches!(catalogue.print(), Err(NotPrinted::Empty)));
}

#[test]
fn every_shop_has_its_poster_in_one_file() {
    let posters = |count| Posters {
        title: "Affiches".into(),
        language: "fr".into(),
        posters: vec![poster(Paper::A5); count],
    };
    let read = Document::load_mem(&posters(13).print().unwrap()).unwrap();
    assert_eq!((pages(&read), size(&read)), (13, (148, 210)));
    assert!(matches!(posters(0).print(), Err(NotPrinted::Empty)));
}

#[test]
fn the_days_list_says_who_comes_what_they_take_and_what_is_to_prepare() {
    let pickup = Pickup {
        when: "10 h".into(),
        name: "Mme Martin".into(),
        goods: vec!["2 × Miel".into(), "500 g Tomates".into()],
        total: "9,80 €".into(),
        state: "prête".into(),
    };
    let list = |count| Pickups {
        language: "fr".into(),
        title: "Retraits".into(),
        shop: "La pause".into(),
        day: "Retraits du vendredi 27 novembre".into(),
        pickups: vec![pickup.clone(); count],
        together: "À préparer".into(),
        all: vec!["16 × Miel".into()],
    };
    let read = Document::load_mem(&list(8).print().unwrap()).unwrap();
    let said = text(&read);
    for words in [
        "La pause",
        "vendredi 27 novembre",
        "10 h",
        "prête",
        "À préparer",
        "16 × Miel",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert_eq!(
        (
            said.matches("Mme Martin").count(),
            said.matches("500 g Tomates").count()
        ),
        (8, 8)
    );
    assert!(matches!(list(0).print(), Err(NotPrinted::Empty)));
}

fn council(stuck: usize) -> Council {
    Council {
        language: "fr".into(),
        title: "Le marché de Dourdan, pour le conseil".into(),
        market: "Le marché de Dourdan".into(),
        period: "Du samedi 31 octobre 2026 au vendredi 27 novembre 2026".into(),
        figures: ["12", "130", "48", "31", "4 210", "1"]
            .map(|value| Figure {
                value: value.into(),
                words: "produits".into(),
            })
            .to_vec(),
        way: "Le chemin des commerces".into(),
        steps: [(13, 100), (0, 0)]
            .map(|(shops, percent)| Stride {
                words: "Première remise".into(),
                value: format!("{shops} sur 13"),
                percent,
            })
            .to_vec(),
        weekly: "Semaine après semaine".into(),
        head: ["Semaine", "Reçues", "Remises"].map(str::to_owned).to_vec(),
        weeks: vec![
            ["du samedi 21 novembre au vendredi 27 novembre", "17", "9"]
                .map(str::to_owned)
                .to_vec();
            4
        ],
        helped: "Qui a besoin d’un coup de main".into(),
        stuck: vec![("Au puits".into(), "L’étal est vide".into()); stuck],
        rest: "Et 29 autres".into(),
        foot: "Une commande à deux boutiques compte deux fois.".into(),
    }
}

#[test]
fn the_councils_sheet_is_one_page_whatever_stands_on_it() {
    for stuck in [0, 3, 40] {
        let read = Document::load_mem(&council(stuck).print().unwrap()).unwrap();
        assert_eq!((pages(&read), size(&read)), (1, (210, 297)));
        let said = text(&read);
        for words in [
            "Le marché de Dourdan",
            "31 octobre 2026",
            "4 210",
            "13 sur 13",
            "0 sur 13",
            "Reçues",
            "Et 29 autres",
            "compte deux fois",
        ] {
            assert!(said.contains(words), "{words} in {said}");
        }
        assert_eq!(said.matches("du samedi 21 novembre").count(), 4);
        assert_eq!(said.matches("Au puits").count(), stuck.min(Council::STUCK));
    }
}
