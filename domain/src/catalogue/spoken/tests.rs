//! Phrases as merchants say them and as browsers write them down.

use super::{Spoken, hear};
use crate::{
    catalogue::{Content, Unit},
    money::Price,
    text::Name,
};
use proptest::prelude::*;

/// Each row is a phrase and what is heard: `phrase => name | price | unit | content | pieces`, empty for what was not
/// said; empty columns at the end may be left out.
fn check(rows: &[&str]) {
    let wrong: Vec<String> = rows.iter().filter_map(|row| difference(row)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn difference(row: &str) -> Option<String> {
    let (phrase, expected) = row.split_once(" =>").unwrap();
    let columns: Vec<&str> = expected.split('|').map(str::trim).collect();
    let said = |at: usize| columns.get(at).copied().filter(|text| !text.is_empty());
    let expected = Spoken {
        name: said(0).map(str::to_owned),
        price: said(1).map(|price| Price::parse(price).unwrap()),
        unit: said(2).map(|unit| match unit {
            "piece" => Unit::Piece,
            "kg" => Unit::Kilogram,
            "100 g" => Unit::HundredGrams,
            "l" => Unit::Litre,
            other => panic!("no such unit: {other}"),
        }),
        content: said(3).map(|content| content.parse::<Content>().unwrap()),
        pieces: said(4).map(|pieces| pieces.parse().unwrap()),
    };
    let heard = hear(phrase);
    (heard != expected).then(|| format!("{phrase}\n  expected {expected:?}\n  heard    {heard:?}"))
}

#[test]
fn prices_are_heard_in_words() {
    check(&[
        "confiture de fraise, quatre euros cinquante le pot => Confiture de fraise | 4,50 | piece",
        "tarte aux pommes douze euros => Tarte aux pommes | 12",
        "baguette un euro dix => Baguette | 1,10",
        "pain au chocolat un euro et demi => Pain au chocolat | 1,50",
        "chouquette vingt-cinq centimes => Chouquette | 0,25",
        "chouquette vingt cinq centimes d'euro => Chouquette | 0,25",
        "sablé zéro euro quatre-vingts => Sablé | 0,80",
        "vélo mille deux cents euros => Vélo | 1200",
        "bague deux cents euros => Bague | 200",
        "écharpe soixante-dix euros => Écharpe | 70",
        "écharpe soixante et onze euros quatre-vingt-onze => Écharpe | 71,91",
        "chocolat septante-cinq euros nonante => Chocolat | 75,90",
        "chocolat huitante francs => Chocolat huitante francs",
        "chocolat huitante-deux euros => Chocolat | 82",
        "roses trois euros et cinquante centimes => Roses | 3,50",
        "roses trois euros cinq => Roses | 3,05",
        "roses quatre virgule cinquante euros => Roses | 4,50",
        "roses neuf euros quatre-vingt-dix-neuf pièce => Roses | 9,99 | piece",
        "roses cinquante cents => Roses | 0,50",
        "roses zéro euro => Roses",
        "vase à vingt euros => Vase | 20",
        "vase vendu à vingt euros => Vase | 20",
        "le vase est à vingt euros => Le vase | 20",
        "vase ça fait vingt euros => Vase | 20",
        "carte cadeau de vingt euros => Carte cadeau | 20",
    ]);
}

#[test]
fn prices_are_heard_in_digits() {
    check(&[
        "Confiture de fraise 4,50 € le pot => Confiture de fraise | 4,50 | piece",
        "Confiture de fraise 4€50 => Confiture de fraise | 4,50",
        "Confiture de fraise 4 euros 50 => Confiture de fraise | 4,50",
        "Confiture de fraise 4 € 50 le pot => Confiture de fraise | 4,50 | piece",
        "Confiture de fraise 4.50€ => Confiture de fraise | 4,50",
        "Confiture de fraise €4.50 => Confiture de fraise | 4,50",
        "Confiture de fraise : 4,50 €. => Confiture de fraise | 4,50",
        "citron 1,20 euro la pièce => Citron | 1,20 | piece",
        "citron 90 centimes => Citron | 0,90",
        "citron 0,90 €/pièce => Citron | 0,90 | piece",
        "tomates 3,90 €/kg => Tomates | 3,90 | kg",
        "jambon 2,40€ / 100 g => Jambon | 2,40 | 100 g",
        "vélo 1 200 € => Vélo | 1200",
        "vélo 1\u{202F}234,50\u{A0}€ => Vélo | 1234,50",
        "citron 1,234 € => Citron",
        "yacht 500 000 € => Yacht",
    ]);
}

#[test]
fn prices_are_heard_without_the_word_euros() {
    check(&[
        "confiture quatre cinquante le pot => Confiture | 4,50 | piece",
        "comté deux quarante les cent grammes => Comté | 2,40 | 100 g",
        "fraises 5 la barquette => Fraises | 5 | piece",
        "tomates trois quatre-vingt-dix le kilo => Tomates | 3,90 | kg",
        "tarte 12,50 => Tarte | 12,50",
        "tarte quatre cinquante => Tarte | 4,50",
        // These numbers are no prices.
        "comté dix-huit mois => Comté dix-huit mois",
        "une pièce de bœuf => Une pièce de bœuf",
        "puzzle mille pièces => Puzzle mille pièces",
        "numéro cinq => Numéro cinq",
    ]);
}

#[test]
fn what_the_price_buys_is_heard() {
    check(&[
        "tomates anciennes trois euros quatre-vingt-dix le kilo => Tomates anciennes | 3,90 | kg",
        "comté dix-huit mois deux euros quarante les cent grammes => Comté dix-huit mois | 2,40 | 100 g",
        "olives deux euros pour cent grammes => Olives | 2 | 100 g",
        "lait cru un euro vingt le litre => Lait cru | 1,20 | l",
        "tomates au kilo trois euros => Tomates | 3 | kg",
        "tomates le kilo trois euros => Tomates | 3 | kg",
        "radis un euro cinquante la botte => Radis | 1,50 | piece",
        "radis la botte un euro cinquante => Radis | 1,50 | piece",
        "fraises quatre euros la barquette => Fraises | 4 | piece",
        "terrine six euros la tranche => Terrine | 6 | piece",
        "quiche trois euros la part => Quiche | 3 | piece",
        "bougies huit euros le lot => Bougies | 8 | piece",
        "biscuits trois euros le sachet => Biscuits | 3 | piece",
        "sardines quatre euros la boîte => Sardines | 4 | piece",
        "citrons un euro à l'unité => Citrons | 1 | piece",
        "citrons un euro chacun => Citrons | 1 | piece",
        "citrons un euro l'un => Citrons | 1 | piece",
        "salade un euro le pied => Salade | 1 | piece",
        "tomates 3 euros 90 du kilo => Tomates | 3,90 | kg",
        "bœuf haché 12 € le kg => Bœuf haché | 12 | kg",
        "poires dans la boîte en fer douze euros => Poires dans la boîte en fer | 12",
    ]);
}

#[test]
fn several_at_once_stay_in_the_name() {
    check(&[
        "œufs fermiers quatre euros la douzaine => Œufs fermiers, la douzaine | 4 | piece",
        "œufs la demi-douzaine deux euros => Œufs, la demi-douzaine | 2 | piece",
        "une douzaine d'œufs quatre euros => Une douzaine d'œufs | 4",
        "ananas cinq euros les deux => Ananas, les deux | 5 | piece",
        "huîtres 12 € les 12 => Huîtres, les 12 | 12 | piece",
        "savons douze euros le lot de trois => Savons, le lot de trois | 12 | piece",
        "œufs la boîte de six trois euros => Œufs, la boîte de six | 3 | piece",
        "galette pour six douze euros => Galette, pour six | 12 | piece",
        "galette pour six personnes douze euros => Galette pour six personnes | 12",
        "cinq euros les deux =>  | 5 | piece",
        "saucisson 6 € pièce, les 3 pour 15 € => Saucisson | 6 | piece",
        "croissant un euro vingt pièce ou cinq euros les cinq => Croissant | 1,20 | piece",
        "lin vingt euros le mètre => Lin, le mètre | 20 | piece",
    ]);
}

#[test]
fn the_quantity_in_a_piece_is_heard() {
    check(&[
        "huile d'olive un litre douze euros => Huile d'olive | 12 | piece | 1 l",
        "huile d’olive un litre et demi douze euros => Huile d’olive | 12 | piece | 1,5 l",
        "pot de miel de 500 grammes 7 euros 20 => Pot de miel | 7,20 | piece | 500 g",
        "miel 500g 7€20 le pot => Miel | 7,20 | piece | 500 g",
        "miel sept euros vingt le pot de cinq cents grammes => Miel | 7,20 | piece | 500 g",
        "cidre six euros la bouteille de soixante-quinze centilitres => Cidre | 6 | piece | 75 cl",
        "cidre, bouteille de 75 cl, 6 € => Cidre | 6 | piece | 75 cl",
        "farine un kilo et demi trois euros => Farine | 3 | piece | 1,5 kg",
        "farine 1,5 kg trois euros => Farine | 3 | piece | 1,5 kg",
        "beurre une livre cinq euros => Beurre | 5 | piece | 500 g",
        "beurre cinq euros la livre => Beurre | 5 | piece | 500 g",
        "cerises cinq euros le demi-kilo => Cerises | 5 | piece | 500 g",
        "crème un demi-litre trois euros => Crème | 3 | piece | 50 cl",
        "miel de lavande pot de 250 g 6,80 € => Miel de lavande | 6,80 | piece | 250 g",
        "safran deux grammes quinze euros => Safran | 15 | piece | 2 g",
        "cerises cinq euros les deux kilos => Cerises | 5 | piece | 2 kg",
        "un kilo de tomates trois euros => Tomates | 3 | piece | 1 kg",
        "sachet 500 g de farine trois euros => Sachet de farine | 3 | piece | 500 g",
        "bière six fois vingt-cinq centilitres neuf euros => Bière | 9 | piece | 1,5 l",
        "bière 6 x 25 cl 9 € => Bière | 9 | piece | 1,5 l",
        "bière six bouteilles de trente-trois cl neuf euros => Bière six bouteilles | 9 | piece | 1,98 l",
        "sirop sept euros 500 ml => Sirop | 7 | piece | 50 cl",
        "bouteille d'huile d'un litre et demi neuf euros => Bouteille d'huile | 9 | piece | 1,5 l",
        "yaourt cinq euros les quatre cents grammes => Yaourt | 5 | piece | 400 g",
        "un litre d'huile douze euros => Huile | 12 | piece | 1 l",
        "un livre de cuisine douze euros => Un livre de cuisine | 12",
        "deux livres douze euros => Deux livres | 12",
    ]);
}

#[test]
fn the_price_may_come_first() {
    check(&[
        "quatre euros le bouquet de tulipes => Bouquet de tulipes | 4 | piece",
        "trois euros le kilo de tomates => Tomates | 3 | kg",
        "deux euros quarante les cent grammes de comté => Comté | 2,40 | 100 g",
        "quatre euros cinquante confiture de fraise => Confiture de fraise | 4,50",
        "douze euros la tarte aux pommes => Tarte aux pommes | 12",
        "trois euros les 6 œufs => 6 œufs | 3",
        "trois euros six œufs => Six œufs | 3",
        "quatre euros la douzaine d'œufs => Douzaine d'œufs | 4 | piece",
        "le kilo de tomates trois euros quatre-vingt-dix => Tomates | 3,90 | kg",
        "le pot de 500 grammes de miel sept euros => Miel | 7 | piece | 500 g",
        "la tête de veau douze euros => Tête de veau | 12 | piece",
        "la pièce montée cent euros => La pièce montée | 100",
        "quatre euros le pot => Pot | 4 | piece",
        "la bouteille de soixante-quinze centilitres douze euros => Bouteille | 12 | piece | 75 cl",
        "quatre euros la douzaine => Douzaine | 4 | piece",
        "quatre euros =>  | 4",
    ]);
}

#[test]
fn pieces_that_are_left_are_counted() {
    check(&[
        "lampe ancienne quarante euros il m'en reste trois => Lampe ancienne | 40 |  |  | 3",
        "lampe ancienne, il en reste trois, quarante euros => Lampe ancienne | 40 |  |  | 3",
        "lampe 40 € il ne m'en reste plus que 2 => Lampe | 40 |  |  | 2",
        "confiture quatre euros le pot et j'en ai douze pots => Confiture | 4 | piece |  | 12",
        "lampe quarante euros plus que deux => Lampe | 40 |  |  | 2",
        "lampe quarante euros trois en stock => Lampe | 40 |  |  | 3",
        "il en reste une, table de ferme, deux cents euros => Table de ferme | 200 |  |  | 1",
        "lampe il en reste zéro => Lampe",
        "puzzle mille pièces vingt euros => Puzzle mille pièces | 20",
    ]);
}

#[test]
fn hesitations_are_not_heard() {
    check(&[
        "alors euh voilà confiture de fraise quatre euros => Confiture de fraise | 4",
        "j'ai des tomates anciennes à trois euros le kilo => Tomates anciennes | 3 | kg",
        "j’ai de la confiture quatre euros => Confiture | 4",
        "c'est un pot de miel sept euros => Pot de miel | 7 | piece",
        "je vous propose du pâté à 1,80 € les 100 g => Pâté | 1,80 | 100 g",
        "je vends une table deux cents euros => Table | 200",
        "j'ai un kilo de tomates ça fait trois euros => Tomates | 3 | piece | 1 kg",
        "ça fait quatre euros le pot => Pot | 4 | piece",
        "Bon alors, tarte aux euh pommes, douze euros, voilà merci => Tarte aux pommes | 12",
        "Bon cadeau vingt euros => Bon cadeau | 20",
        "euh =>",
        "… =>",
        " =>",
    ]);
}

#[test]
fn names_are_left_as_they_were_said() {
    check(&[
        "le petit prince sept euros => Le petit prince | 7",
        "Coca-Cola 33cl 2 € => Coca-Cola | 2 | piece | 33 cl",
        "chocolat 70 % noir 4 € => Chocolat 70 % noir | 4",
        "Bordeaux deux mille dix-neuf douze euros => Bordeaux deux mille dix-neuf | 12",
        "comté (AOP) 3 € les 100 g bio => Comté (AOP) bio | 3 | 100 g",
        "crème de marrons, vanille, 4 € => Crème de marrons, vanille | 4",
        "œuf dur => Œuf dur",
        "vitamine A douze euros => Vitamine A | 12",
        "crème à la vanille trois euros pièce => Crème à la vanille | 3 | piece",
        "jus de pomme, 1 litre, 3,50 € => Jus de pomme | 3,50 | piece | 1 l",
        "LA VACHE 3 EUROS 50 LE POT => LA VACHE | 3,50 | piece",
        "quatre-quarts cinq euros => Quatre-quarts | 5",
        "huile aux trois noix huit euros => Huile aux trois noix | 8",
    ]);
}

#[test]
fn a_long_name_is_cut_between_words() {
    let name = hear(&"très bonne confiture ".repeat(50)).name.unwrap();
    assert_eq!(
        name,
        "Très bonne confiture très bonne confiture très bonne confiture très bonne"
    );
    assert_eq!(hear(&"é".repeat(99)).name.unwrap().chars().count(), 80);
}

fn in_words(number: u64) -> String {
    const SMALL: [&str; 17] = [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
        "douze", "treize", "quatorze", "quinze", "seize",
    ];
    const TENS: [&str; 7] = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"];
    let small = |at: u64| SMALL[usize::try_from(at).unwrap()].to_owned();
    let tens = |at: u64| TENS[usize::try_from(at).unwrap()];
    let after = |head: String, rest: u64| match rest {
        0 => head,
        _ => format!("{head} {}", in_words(rest)),
    };
    match number {
        0..=16 => small(number),
        17..=19 => format!("dix-{}", small(number - 10)),
        71 => "soixante et onze".into(),
        80 => "quatre-vingts".into(),
        81..=99 => format!("quatre-vingt-{}", in_words(number - 80)),
        70..=79 => format!("soixante-{}", in_words(number - 60)),
        20..=69 => match number % 10 {
            0 => tens(number / 10).into(),
            1 => format!("{} et un", tens(number / 10)),
            rest => format!("{}-{}", tens(number / 10), small(rest)),
        },
        100..=199 => after("cent".into(), number - 100),
        200..=999 if number.is_multiple_of(100) => format!("{} cents", small(number / 100)),
        200..=999 => after(format!("{} cent", small(number / 100)), number % 100),
        1000..=1999 => after("mille".into(), number - 1000),
        _ => after(format!("{} mille", in_words(number / 1000)), number % 1000),
    }
}

fn euros_in_words(cents: u64) -> String {
    let plural = if cents >= 200 { "euros" } else { "euro" };
    match (cents / 100, cents % 100) {
        (0, cents) => format!("{} centimes", in_words(cents)),
        (euros, 0) => format!("{} {plural}", in_words(euros)),
        (euros, cents) => format!("{} {plural} {}", in_words(euros), in_words(cents)),
    }
}

proptest! {
    #[test]
    fn every_price_said_in_words_is_heard(cents in 1u64..=999_999) {
        let said = euros_in_words(cents);
        let price = Price::from_cents(i64::try_from(cents).unwrap()).ok();
        for phrase in [format!("tarte {said} la part"), format!("tarte, {said}"), format!("{said} la tarte")] {
            let heard = hear(&phrase);
            // "quatre euros cinq la tarte": five what? Cents below ten want a word behind them.
            if phrase.ends_with("la tarte") && (1..10).contains(&(cents % 100)) && cents > 100 {
                continue;
            }
            prop_assert_eq!(heard.price, price, "{}", phrase);
            prop_assert_eq!(heard.name.as_deref(), Some("Tarte"), "{}", phrase);
        }
    }

    #[test]
    fn every_price_said_in_digits_is_heard(cents in 1i64..=999_999) {
        let price = Price::from_cents(cents).unwrap();
        let (euros, rest) = (cents / 100, cents % 100);
        let typed = price.cents().typed();
        for said in [
            format!("{typed} €"),
            format!("{typed}€"),
            format!("{} euros", typed.replace(',', ".")),
            format!("{euros} euros {rest:02}"),
            format!("{euros}€{rest:02}"),
            format!("{euros}\u{A0}€ {rest:02}"),
        ] {
            let phrase = format!("tarte {said} la part");
            let heard = hear(&phrase);
            prop_assert_eq!(heard.price, Some(price), "{}", phrase);
            prop_assert_eq!(heard.name.as_deref(), Some("Tarte"), "{}", phrase);
            prop_assert_eq!(heard.unit, Some(Unit::Piece), "{}", phrase);
        }
    }

    #[test]
    fn every_count_up_to_9999_is_heard(count in 1u64..=9_999) {
        for said in [in_words(count), count.to_string()] {
            let heard = hear(&format!("lampe, il m'en reste {said}, quarante euros"));
            prop_assert_eq!(heard.pieces.map(u64::from), Some(count));
            prop_assert_eq!(heard.name.as_deref(), Some("Lampe"));
        }
    }

    #[test]
    fn no_text_makes_it_panic_and_every_name_is_fit(text in ".{0,120}") {
        if let Some(name) = hear(&text).name {
            prop_assert_eq!(name.parse::<Name>().map(String::from), Ok(name));
        }
    }

    #[test]
    fn no_order_of_its_own_words_makes_it_panic(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "un", "deux", "quatre", "vingt", "cent", "mille", "virgule", "zéro", "et", "demi", "euros", "€", "4,50",
                "12", "centimes", "le", "la", "les", "l'", "pot", "kilo", "litre", "grammes", "livre", "douzaine", "de",
                "d'", "x", "/", ",", ".", "-", "il en reste", "j'ai", "euh", "confiture", "à", "pour", "pièce",
            ]),
            0..14,
        ),
    ) {
        if let Some(name) = hear(&words.join(" ")).name {
            prop_assert_eq!(name.parse::<Name>().map(String::from), Ok(name));
        }
    }
}
