//! Every page and every letter in each language: nothing of the other one in it.

use crate::{
    permissions::{
        ask,
        asked::ROWS,
        things::{Things, Whose},
    },
    reserving::form,
    support::{Stage, cookie, location},
};
use axum::body::to_bytes;
use domain::catalogue::Stock;
use http::{HeaderValue, Method, header};
use sea_orm::EntityTrait;
use serde_json::Value;
use server::postman::Postman;
use services::{
    notifications::{Caller, Hosts, Mailer, PushKey, Pusher},
    on_both_engines,
    testing::{Cast, operator},
};
use std::collections::BTreeMap;

const FRENCH: &str = include_str!("../../../locales/fr.json");
const ENGLISH: &str = include_str!("../../../locales/en.json");

/// Words that stand in nearly every French sentence, in no English one, and in none of the names on stage.
const FRENCH_WORDS: [&str; 12] = [
    " vous ",
    " votre ",
    " vos ",
    " est ",
    " sont ",
    " avec ",
    " dans ",
    " pour ",
    " une ",
    " cette ",
    " n’est ",
    " c’est ",
];
/// Shorter pieces of a sentence say nothing about its language.
const TELLING: usize = 9;

/// Texts by their keys: "hall.title".
fn texts(file: &str) -> BTreeMap<String, String> {
    fn gather(at: &str, value: &Value, texts: &mut BTreeMap<String, String>) {
        match value {
            Value::Object(inner) => {
                for (key, value) in inner {
                    let at = if at.is_empty() {
                        key.clone()
                    } else {
                        format!("{at}.{key}")
                    };
                    gather(&at, value, texts);
                }
            }
            other => drop(texts.insert(at.to_owned(), other.as_str().unwrap_or_default().to_owned())),
        }
    }
    let mut all = BTreeMap::new();
    gather("", &serde_json::from_str(file).unwrap(), &mut all);
    all
}

/// What stands in a text before, between and behind its values.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for part in text.split("{{") {
        let plain = part.split_once("}}").map_or(part, |(_, behind)| behind).trim();
        if plain.chars().count() >= TELLING && plain.contains(' ') {
            pieces.push(plain.to_owned());
        }
    }
    pieces
}

/// The pieces of one language's texts that are in none of the other's.
fn telling(ours: &str, others: &str) -> Vec<(String, String)> {
    let others: String = texts(others).into_values().collect::<Vec<_>>().join("\n");
    let ours = texts(ours).into_iter();
    ours.flat_map(|(key, text)| pieces(&text).into_iter().map(move |piece| (key.clone(), piece)))
        .filter(|(_, piece)| !others.contains(piece.as_str()))
        .collect()
}

/// A page as it is read: without scripts, and with the letters that HTML writes in another way.
fn readable(html: &str) -> String {
    let mut text = String::new();
    for part in html.split("<script") {
        text.push_str(part.split_once("</script>").map_or(part, |(_, behind)| behind));
    }
    text.replace("&#x27;", "'")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("<!>", "")
}

/// What stands around a piece where it is not a part of longer words.
fn whole<'t>(text: &'t str, piece: &str) -> Option<&'t str> {
    let found = text.match_indices(piece).find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        let behind = text[at + piece.len()..].chars().next();
        ![before, behind].into_iter().flatten().any(char::is_alphanumeric)
    });
    found.map(|(at, _)| {
        let from = text.floor_char_boundary(at.saturating_sub(80));
        let to = text.ceil_char_boundary((at + piece.len() + 80).min(text.len()));
        &text[from..to]
    })
}

fn speaks_only(text: &str, foreign: &[(String, String)], of: &str) {
    for (key, piece) in foreign {
        if let Some(around) = whole(text, piece) {
            panic!("{of}: {key} is in the other language: {piece}, in …{around}…");
        }
    }
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_values() {
    let (french, english) = (texts(FRENCH), texts(ENGLISH));
    let keys = |texts: &BTreeMap<String, String>| texts.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&french), keys(&english));
    let values = |text: &str| {
        let mut values: Vec<String> = text
            .split("{{")
            .skip(1)
            .filter_map(|part| part.split_once("}}"))
            .map(|(name, _)| name.trim().to_owned())
            .collect();
        values.sort();
        values.dedup();
        values
    };
    for (key, text) in &french {
        assert!(!text.is_empty() && !english[key].is_empty(), "{key}");
        assert_eq!(values(text), values(&english[key]), "{key}");
    }
}

on_both_engines! {
    async fn every_page_speaks_one_language(db: &Db) {
        let stage = Stage::on(db).await;
        let there = Cast::named(db, "etampes").await;
        let (runs_it, _) = operator(db, "Solène Hébert", stage.cast.at).await;
        let [in_french, in_english] = [telling(FRENCH, ENGLISH), telling(ENGLISH, FRENCH)];
        let mut pages = 0;
        for (language, foreign) in [("fr", &in_english), ("en", &in_french)] {
            // Some rows use up what they ask about.
            let things = Things::of(&stage, &there).await;
            for row in ROWS.iter().filter(|row| !row.ends_it()) {
                for whose in [Whose::Ours, Whose::Nobodys] {
                    let who = if row.endpoint.contains("/mairie") { Some(&stage.cast.official_session) } else if row.endpoint.contains("/comptoir") { Some(&stage.cast.grocer_session) } else if row.endpoint.contains("/exploitant") { Some(&runs_it) } else { None };
                    let words = things.standing(whose);
                    let fill = |text: &str| words.fill(text, true);
                    let (mut headers, body) = row.sends.request(fill, who.map(cookie).as_deref());
                    headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(language));
                    let (method, _) = row.endpoint.split_once(' ').unwrap();
                    let answer = ask(&stage, method.parse::<Method>().unwrap(), &fill(row.address), &headers, body).await;
                    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
                    if !kind.starts_with("text/html") {
                        continue;
                    }
                    let html = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
                    let text = readable(std::str::from_utf8(&html).unwrap());
                    let at = format!("{} in {language}", row.endpoint);
                    // Lines for a list and the showcase's inside have no frame of their own.
                    assert!(text.contains(&format!("lang=\"{language}\"")) || !text.contains("<html"), "{at}");
                    speaks_only(&text, foreign, &at);
                    if language == "en" {
                        for word in FRENCH_WORDS {
                            assert!(!text.contains(word), "{at}: {word:?} in …{}…", whole(&text, word.trim()).unwrap_or_default());
                        }
                    }
                    pages += 1;
                }
            }
        }
        println!("{pages} pages, each in one language");
    }

    async fn every_letter_about_an_order_speaks_the_shoppers_language(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let folder = tempfile::tempdir().unwrap();
        let mail = folder.path().join("mail");
        for (language, foreign) in [("fr", telling(ENGLISH, FRENCH)), ("en", telling(FRENCH, ENGLISH))] {
            for act in ["pret", "refuser"] {
                let mut fields = form(&stage, &format!("{language}-{act}"), honey, 1);
                fields.push(("email".into(), "jeanne@courriel.example".into()));
                let sent = stage.server.post("/dourdan/panier").add_header(header::ACCEPT_LANGUAGE, language).form(&fields).await;
                let page = location(&sent);
                let (_, order) = services::orders::page(db.read(), page.rsplit('/').next().unwrap()).await.unwrap();
                let part = order.parts[0].id.to_string();
                location(&stage.post_as(&stage.cast.grocer_session, "/comptoir/commandes", &[("part", &part), ("act", act), ("because", "other")]).await);
            }
            let pusher = Pusher::new(PushKey::generate(), Hosts::default(), "mailto:halle@mairie.example").unwrap();
            let mailer = Mailer::folder(&mail, "marche@mairie.example").unwrap();
            let postman = Postman::with(&stage.house, pusher, mailer, Caller::of_this_machine().unwrap());
            while postman.round().await.unwrap() {}
            let mut letters = 0;
            for file in std::fs::read_dir(&mail).unwrap() {
                let path = file.unwrap().path();
                let bytes = std::fs::read(&path).unwrap();
                let letter = mail_parser::MessageParser::default().parse(&bytes).unwrap();
                let text = format!("{}\n{}\n{}", letter.subject().unwrap(), letter.body_text(0).unwrap(), letter.body_html(0).unwrap_or_default());
                speaks_only(&readable(&text), &foreign, &format!("{} in {language}", letter.subject().unwrap()));
                letters += 1;
                std::fs::remove_file(path).unwrap();
            }
            assert!(letters >= 2, "{letters} letters in {language}");
        }
    }

    async fn a_language_chosen_by_hand_comes_before_the_browsers_and_only_for_who_chose_it(db: &Db) {
        let stage = Stage::on(db).await;
        let get = |language: &'static str, cookie: Option<&'static str>| {
            let asked = stage.server.get("/dourdan").add_header(header::ACCEPT_LANGUAGE, language);
            match cookie {
                Some(cookie) => asked.add_header(header::COOKIE, cookie),
                None => asked,
            }
        };
        let french = get("fr", None).await;
        assert!(french.text().contains(">English</button>") && !french.text().contains(">Français</button>"));
        let chosen = stage.post("/langue", &[("langue", "en"), ("ou", "/dourdan?q=vitrine")]).await;
        assert_eq!(location(&chosen), "/dourdan?q=vitrine");
        let set = chosen.header(header::SET_COOKIE).to_str().unwrap().to_owned();
        assert_eq!(set, "__Host-halle-langue=en; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax; Secure");

        // Both are kept, and neither is given to the other.
        let english = get("fr", Some("__Host-halle-langue=en")).await;
        assert!(english.text().contains("<html lang=\"en\""));
        let tags = [&french, &english].map(|page| page.header(header::ETAG));
        assert_ne!(tags[0], tags[1]);
        assert_eq!(get("en", None).await.header(header::ETAG), tags[1]);
        assert_eq!(get("fr", None).await.header(header::ETAG), tags[0]);
        assert_eq!(get("en", Some("__Host-halle-langue=fr")).await.header(header::ETAG), tags[0]);
        // Whoever is signed in is nobody else, in whatever language.
        let signed_in = format!("__Host-halle-langue=en; {}", cookie(&stage.cast.grocer_session));
        let page = stage.server.get("/dourdan").add_header(header::COOKIE, signed_in.clone()).await;
        assert!(page.maybe_header(header::ETAG).is_none() && page.text().contains("<html lang=\"en\""));
        let counter = stage.server.get("/comptoir/etal").add_header(header::ACCEPT_LANGUAGE, "fr").add_header(header::COOKIE, signed_in).await;
        assert!(counter.text().contains("<html lang=\"en\""));

        let elsewhere = stage.post("/langue", &[("langue", "fr"), ("ou", "//elsewhere.example")]).await;
        assert_eq!(location(&elsewhere), "/");
        stage.post("/langue", &[("langue", "tlh")]).await.assert_status_unprocessable_entity();
        // Nobody else is given a cookie.
        assert!(french.maybe_header(header::SET_COOKIE).is_none() && english.maybe_header(header::SET_COOKIE).is_none());
    }

    async fn an_orders_letters_speak_the_language_that_was_chosen_by_hand(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let mut fields = form(&stage, "chosen", honey, 1);
        fields.push(("email".into(), "jeanne@courriel.example".into()));
        let sent = stage.server.post("/dourdan/panier").add_header(header::ACCEPT_LANGUAGE, "fr").add_header(header::COOKIE, "__Host-halle-langue=en").form(&fields).await;
        location(&sent);
        let orders = services::orders::entity::order::Entity::find().all(db.read()).await.unwrap();
        assert_eq!(orders[0].locale, "en");
    }
}
