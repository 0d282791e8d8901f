//! The letters that tell of bad news, in both languages: what happened, what to do, what is to be paid.

use super::{language, letter};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    catalogue::Unit,
    decisions::{Measure, Rule},
    id::{DecisionId, MemberId, OrderPartId, ProductId, ReportId, ShopId, TownId},
    money::Price,
    notifications::{AccessNews, News},
    orders::{Actor, Alarm, Given, Instead, Line, Order, OrderKind, Part, Reason, Standing, Withdrawn},
    pickup::{Lead, Slots, Window},
    shops::{CompanyNumber, Shop, ShopKind, Trader},
    towns::{Awning, Front, Town},
};
use services::{
    accounts::way_back::Access,
    decisions::Decided,
    notifications::{
        AccessLetter, DecisionLetter, Letter, OrderLetter, ReportLetter, Wish, WithdrawalLetter,
    },
    secret::Secret,
};
use uuid::Uuid;

const HOUSE: &str = "https://halle.example";

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn town() -> Town {
    Town {
        id: TownId(Uuid::nil()),
        name: "Dourdan".into(),
        slug: "dourdan".into(),
        time_zone: "Europe/Paris".into(),
        front: Front::default(),
        announcement: None,
        lockdown: None,
    }
}

fn part(number: u128, shop: &str, standing: Standing, line: Line) -> Part {
    let (from, to) = (at("2026-11-24T14:30:00"), at("2026-11-24T19:00:00"));
    Part {
        id: OrderPartId(Uuid::from_u128(number)),
        standing,
        shop: Shop {
            id: ShopId(Uuid::from_u128(number)),
            slug: "la-pause".into(),
            name: shop.parse().unwrap(),
            kind: ShopKind::Grocer,
            address: "12 rue de Chartres".into(),
            phone: "01 99 00 00 12".parse().ok(),
            hours: String::new(),
            about: String::new(),
            lead: Lead::default(),
            slots: Slots::default(),
            at_the_door: false,
            position: None,
            sells_at_a_distance: false,
        },
        window: Window {
            from: from.and_utc(),
            to: to.and_utc(),
            local_from: from,
            local_to: to,
        },
        kept_until: at("2026-11-25T19:00:00"),
        lines: vec![line],
        withdraw_until: None,
        withdrawn: None,
    }
}

fn jam() -> Line {
    Line {
        product: ProductId(Uuid::nil()),
        name: "Confiture".parse().ok(),
        price: Price::from_cents(450).unwrap(),
        unit: Unit::Piece,
        quantity: 2,
        given: None,
        perishes: false,
    }
}

fn order(parts: Vec<Part>) -> Order {
    Order {
        code: "K7M4Q".parse().unwrap(),
        name: "Jeanne Martin".parse().ok(),
        email: "jeanne@exemple.fr".parse().ok(),
        kind: OrderKind::Firm,
        placed_at: at("2026-11-23T18:05:00"),
        entered_as: Actor::Shopper,
        town: "dourdan".into(),
        parts,
    }
}

fn trader() -> Trader {
    Trader {
        name: "Épicerie Blanchard SARL".parse().unwrap(),
        email: "bonjour@lapause.example".parse().unwrap(),
        number: CompanyNumber::parse("732829320").unwrap(),
        mediator: None,
    }
}

fn told(locale: &str, news: News, parts: Vec<Part>) -> Letter {
    let wish = Wish::Order(Box::new(OrderLetter {
        news,
        town: town(),
        page_key: "key".into(),
        order: order(parts),
        today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
        traders: vec![(ShopId(Uuid::from_u128(1)), trader())],
    }));
    letter(HOUSE, locale, &wish).unwrap()
}

/// Everything is in both forms of the letter, as its text says it.
fn says(letter: &Letter, wanted: &[&str]) {
    for words in wanted {
        assert!(letter.text.contains(words), "{words} in {}", letter.text);
        let escaped = words.replace('\'', "&#39;");
        assert!(letter.html.contains(&escaped), "{words} in {}", letter.html);
    }
}

#[test]
fn a_refusal_says_why_what_instead_and_that_the_rest_stands() {
    let refused = Standing::Refused {
        because: Reason::SoldOut,
        words: "Le dernier pot est parti ce matin".parse().ok(),
        instead: Some(Instead {
            slug: "prune".into(),
            name: "Confiture de prune".parse().ok(),
            price: Price::from_cents(400).unwrap(),
            unit: Unit::Piece,
        }),
    };
    let parts = || {
        vec![
            part(1, "La pause", refused.clone(), jam()),
            part(2, "La ruche", Standing::Ready, jam()),
        ]
    };
    let french = told("fr", News::Refused, parts());
    assert_eq!(
        french.subject,
        "Votre réservation ne peut pas être servie chez La pause"
    );
    says(
        &french,
        &[
            "Il n’y en a plus.",
            "«\u{a0}Le dernier pot est parti ce matin\u{a0}»",
            "Confiture de prune, 4,00\u{202f}€",
            "https://halle.example/dourdan/la-pause/prune",
            "Le reste de votre réservation n’a pas changé",
            "K7M4Q",
        ],
    );
    // Only what is still to be had is to be paid.
    assert_eq!(french.text.matches("À payer en boutique").count(), 1);
    let english = told("en", News::Refused, parts());
    says(&english, &["Confiture de prune, €4.00"]);
    assert!(!english.text.contains("réservation"), "{}", english.text);
}

#[test]
fn what_is_no_longer_kept_costs_nothing_and_has_no_code_to_show() {
    for (because, words) in [
        (Reason::NotCollected, "Personne n’est venu la chercher."),
        (
            Reason::Unanswered,
            "Personne n’a pu répondre à temps à la boutique.",
        ),
    ] {
        let letter = told(
            "fr",
            News::Expired,
            vec![part(1, "La pause", Standing::Expired { because }, jam())],
        );
        assert_eq!(
            letter.subject,
            "Votre réservation n’est plus gardée chez La pause"
        );
        says(&letter, &[words, "il n’y a rien à payer pour eux"]);
        assert!(
            !letter.text.contains("K7M4Q") && !letter.text.contains("9,00"),
            "{}",
            letter.text
        );
    }
}

#[test]
fn the_letter_of_a_firm_order_is_the_contract_on_paper() {
    let placed = || {
        vec![part(
            1,
            "La pause",
            Standing::Placed { alarm: Alarm::Rung },
            jam(),
        )]
    };
    let french = told("fr", News::Placed, placed());
    assert_eq!(french.subject, "Votre commande chez La pause");
    says(
        &french,
        &[
            "La vente est conclue.",
            "Vendeur\u{a0}: La pause, ",
            "Épicerie Blanchard SARL, 732 829 320, bonjour@lapause.example",
            "Vous pouvez renoncer au contrat sans dire pourquoi",
            "Je vous notifie par la présente ma rétractation",
            "articles L. 217-3 et suivants",
            "https://halle.example/conditions/dourdan/la-pause",
        ],
    );
    says(
        &told("en", News::Placed, placed()),
        &["The sale is made.", "I hereby give notice"],
    );
    // Later letters are news, and no second contract.
    let ready = told(
        "fr",
        News::Ready,
        vec![part(1, "La pause", Standing::Ready, jam())],
    );
    assert!(!ready.text.contains("Votre contrat"), "{}", ready.text);
}

#[test]
fn a_change_says_what_is_given_and_what_is_paid_for_it() {
    let fewer = Line {
        given: Some(Given::whole(1)),
        ..jam()
    };
    let letter = told(
        "fr",
        News::Changed,
        vec![part(1, "La pause", Standing::Accepted, fewer)],
    );
    assert_eq!(letter.subject, "Votre réservation a un peu changé chez La pause");
    says(
        &letter,
        &["2\u{a0}× Confiture, ajusté au comptoir", "4,50\u{202f}€"],
    );
    assert!(!letter.text.contains("9,00"), "{}", letter.text);
    let none = Line {
        given: Some(Given::NOTHING),
        ..jam()
    };
    let letter = told(
        "fr",
        News::Changed,
        vec![part(1, "La pause", Standing::Accepted, none)],
    );
    says(&letter, &["2\u{a0}× Confiture\u{a0}: il n’y en a plus"]);
}

#[test]
fn where_nobody_walks_in_the_letter_says_it() {
    let mut closed = part(1, "La pause", Standing::Ready, jam());
    closed.shop.at_the_door = true;
    let words = "Vos réservations vous sont remises à la porte.";
    says(&told("fr", News::Ready, vec![closed]), &[words]);
    let open = part(1, "La pause", Standing::Ready, jam());
    assert!(!told("fr", News::Ready, vec![open]).text.contains(words));
}

#[test]
fn what_a_merchant_wrote_is_only_words() {
    let refused = Standing::Refused {
        because: Reason::Other,
        words: "<b>Demain</b> & après".parse().ok(),
        instead: None,
    };
    let letter = told("fr", News::Refused, vec![part(1, "La pause", refused, jam())]);
    assert!(!letter.html.contains("<b>Demain"), "{}", letter.html);
}

#[test]
fn the_receipt_of_a_withdrawal_says_what_when_and_what_follows() {
    let withdrawal = |after_handover| {
        let declared = Withdrawn {
            name: "Jeanne Martin".parse().ok(),
            email: "jeanne@exemple.fr".parse().ok(),
            stated_at: at("2026-11-24T14:05:00"),
            after_handover,
            lines: vec![jam()],
        };
        Wish::Withdrawn(Box::new(WithdrawalLetter {
            town: town(),
            page_key: "key".into(),
            order: order(vec![part(1, "La pause", Standing::Cancelled, jam())]),
            part: OrderPartId(Uuid::from_u128(1)),
            declared,
        }))
    };
    let before = letter(HOUSE, "fr", &withdrawal(false)).unwrap();
    assert_eq!(
        before.subject,
        "Accusé de réception de votre rétractation chez La pause"
    );
    says(
        &before,
        &[
            "Reçue le mardi 24 novembre 2026 à 14\u{a0}h\u{a0}05.",
            "Commande K7M4Q du lundi 23 novembre 2026",
            "2\u{a0}× Confiture",
            "9,00\u{202f}€",
            "12 rue de Chartres · Dourdan · 01 99 00 00 12",
            "il n’y a rien à payer",
        ],
    );
    let after = letter(HOUSE, "fr", &withdrawal(true)).unwrap();
    says(&after, &["Rapportez-les à la boutique dans les quatorze jours."]);
    let english = letter(HOUSE, "en", &withdrawal(true)).unwrap();
    says(&english, &["Received on Tuesday 24 November 2026 at 14:05."]);
}

#[test]
fn a_language_that_we_do_not_speak_is_french() {
    assert_eq!(language("de").to_string(), "fr");
}

fn suspended() -> Decided {
    Decided {
        id: DecisionId(Uuid::nil()),
        shop: part(1, "La pause", Standing::Accepted, jam()).shop,
        product: None,
        report: Some(ReportId(Uuid::nil())),
        lifts: None,
        measure: Measure::Suspended,
        rule: Some(Rule::Misleading),
        why: "L’étiquette trompe sur l’origine.".into(),
        facts: "Le pot vient d’ailleurs.".into(),
        by: "Camille Roux".parse().ok(),
        at: at("2026-11-24T09:00:00").and_utc(),
        lifted_at: None,
        replies: Vec::new(),
    }
}

#[test]
fn a_statement_of_reasons_is_whole_in_a_letter_too() {
    let told = Wish::Decided(Box::new(DecisionLetter {
        town: town(),
        decided: suspended(),
        decided_at: at("2026-11-24T10:00:00"),
    }));
    let french = letter(HOUSE, "fr", &told).unwrap();
    assert_eq!(french.subject, "La mairie a suspendu La pause");
    says(
        &french,
        &[
            "Le pot vient d’ailleurs.",
            "L’étiquette trompe sur l’origine.",
            "article L. 121-2",
            "Par un signalement du public.",
            "Aucun moyen automatisé",
            "Jusqu’à ce que la mairie lève la mesure.",
            "règlement extrajudiciaire",
            "tribunal administratif",
            "https://halle.example/comptoir/decisions",
        ],
    );
    // Which official decided is between the town hall and its ledger.
    assert!(!french.text.contains("Camille"));
    let english = letter(HOUSE, "en", &told).unwrap();
    says(
        &english,
        &["The town hall has suspended La pause", "out-of-court"],
    );
}

#[test]
fn whoever_reported_hears_that_it_came_and_what_came_of_it() {
    let told = |answer| {
        Wish::Report(Box::new(ReportLetter {
            town: town(),
            shop: part(1, "La pause", Standing::Accepted, jam()).shop,
            place: "/dourdan/la-pause/miel".into(),
            words: "Ce miel ne vient pas d’ici.".into(),
            reported_at: at("2026-11-24T10:00:00"),
            answer,
        }))
    };
    let receipt = letter(HOUSE, "fr", &told(None)).unwrap();
    says(
        &receipt,
        &[
            "Votre signalement est arrivé",
            "«\u{a0}Ce miel ne vient pas d’ici.\u{a0}»",
            "mardi 24 novembre 2026",
        ],
    );
    let answer = letter(HOUSE, "fr", &told(Some(suspended()))).unwrap();
    says(
        &answer,
        &[
            "Boutique suspendue",
            "Le pot vient d’ailleurs.",
            "tribunal administratif",
        ],
    );
}

#[test]
fn ready_that_was_said_too_early_is_taken_back() {
    let accepted = vec![part(1, "La pause", Standing::Accepted, jam())];
    let french = told("fr", News::NotReady, accepted.clone());
    assert_eq!(french.subject, "Pas encore prêt chez La pause");
    says(&french, &["ce n’est pas encore prêt"]);
    says(&told("en", News::NotReady, accepted), &["it is not ready yet"]);
}

#[test]
fn a_letter_hangs_under_the_canvas_of_its_town() {
    let under = |awning: Awning| {
        let mut town = town();
        town.front.awning = awning;
        let wish = Wish::Order(Box::new(OrderLetter {
            news: News::Placed,
            town,
            page_key: "key".into(),
            order: order(vec![part(1, "La pause", Standing::Seen, jam())]),
            today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
            traders: Vec::new(),
        }));
        let html = letter(HOUSE, "fr", &wish).unwrap().html;
        let (_, stripe) = html.split_once("border-bottom:3px solid ").unwrap();
        stripe[..7].to_owned()
    };
    let stripes: std::collections::BTreeSet<String> =
        Awning::ALL.iter().map(|awning| under(*awning)).collect();
    assert_eq!(stripes.len(), Awning::ALL.len());
    assert!(
        stripes.iter().all(|stripe| stripe.starts_with('#')),
        "{stripes:?}"
    );
}

#[test]
fn a_letter_about_an_access_says_what_to_do_and_what_if_it_was_somebody_else() {
    let access = |shop: Option<&str>| Access {
        member: MemberId(Uuid::nil()),
        name: "Léa".parse().unwrap(),
        shop: shop.map(|shop| shop.parse().unwrap()),
        town: town(),
    };
    let told = |locale: &str, what, shop| {
        let wish = Wish::Access(Box::new(AccessLetter {
            what,
            accesses: vec![access(shop)],
            town: town(),
            link: Secret::presented("the-secret"),
        }));
        letter(HOUSE, locale, &wish).unwrap()
    };
    let link = "https://halle.example/entrer/lettre/the-secret";
    let confirm = told("fr", AccessNews::Confirm, Some("La pause"));
    assert_eq!(confirm.subject, "Confirmez votre adresse\u{a0}: La pause");
    says(
        &confirm,
        &[
            link,
            "dans les 15 minutes",
            "Ne faites rien",
            "Confirmer cette adresse",
        ],
    );
    let enter = told("fr", AccessNews::Enter, None);
    says(
        &enter,
        &[
            link,
            "la mairie de Dourdan",
            "une seule fois",
            "Ne le donnez à personne.",
        ],
    );
    for what in [AccessNews::Changed, AccessNews::Removed] {
        let letter = told("fr", what, Some("La pause"));
        says(
            &letter,
            &[
                "https://halle.example/comptoir/appareil",
                "ne fait plus rentrer",
                "prévenez la mairie",
            ],
        );
        assert!(!letter.text.contains("the-secret"), "{}", letter.text);
        let english = told("en", what, None);
        says(
            &english,
            &[
                "https://halle.example/mairie/appareils",
                "lets nobody in any more",
            ],
        );
    }
    assert_eq!(
        told("en", AccessNews::Enter, None).subject,
        "Your link to come in"
    );
}
