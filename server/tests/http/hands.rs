//! Who works at a shop, and who lends a hand at its shelf for a while: pages, codes, and what an open page is answered.

use crate::{
    limits::from,
    reserving::form,
    support::{Stage, cookie, location},
};
use axum_test::TestResponse;
use chrono::Duration;
use domain::{catalogue::Stock, limits::Limited};
use http::{Method, StatusCode, header};
use services::{accounts::NewSession, db::Db, on_both_engines};

const HELPERS: &str = "/comptoir/aides";
const HELP: &str = "/aider";
const SHELF: &str = "/comptoir/etal";

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text
        .split_once(before)
        .unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split(after).next().unwrap()
}

/// The code on the page that shows it once.
async fn code(stage: &Stage, who: &NewSession, term: &str) -> String {
    let made = stage
        .post_as(who, HELPERS, &[("act", "demander"), ("term", term)])
        .await;
    made.assert_status_ok();
    let text = made.text();
    assert!(
        text.contains("halle.example/aider") && text.contains("15 minutes"),
        "{text}"
    );
    between(&text, "proof__code\">", "<").to_owned()
}

/// The cookie that an answer sets.
fn cookie_of(response: &TestResponse) -> String {
    let set = response.header(header::SET_COOKIE);
    set.to_str().unwrap().split(';').next().unwrap().to_owned()
}

/// Somebody who was nobody here types the code.
async fn helping(stage: &Stage, term: &str) -> String {
    let code = code(stage, &stage.cast.grocer_session, term).await;
    let taken = stage.post(HELP, &[("code", &code), ("name", "Paul Petit")]).await;
    assert_eq!(location(&taken), SHELF);
    cookie_of(&taken)
}

async fn get(stage: &Stage, device: &str, address: &str) -> TestResponse {
    stage.server.get(address).add_header(header::COOKIE, device).await
}

async fn post(stage: &Stage, device: &str, address: &str, fields: &[(&str, &str)]) -> TestResponse {
    stage
        .server
        .post(address)
        .add_header(header::COOKIE, device)
        .form(fields)
        .await
}

/// A product of La pause that somebody reserved, and its name's price field.
async fn reserved(stage: &Stage, db: &Db) -> String {
    let honey = stage
        .cast
        .product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Plenty)
        .await;
    location(
        &stage
            .server
            .post("/dourdan/panier")
            .form(&form(stage, "a", honey, 1))
            .await,
    );
    honey.to_string()
}

on_both_engines! {
    async fn a_code_that_is_read_out_opens_the_shelf_and_nothing_else(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = reserved(&stage, db).await;
        let paul = helping(&stage, "hour").await;
        let page = get(&stage, &paul, SHELF).await;
        page.assert_status_ok();
        let page = page.text();
        assert!(page.contains("Vous aidez à l’étal de La pause, jusqu’à 11") && page.contains("Miel"), "{page}");
        // Who ordered is nowhere on it, and neither is the way to who did.
        for never in ["06 12 34 56 78", "Jeanne Martin", "/comptoir/commandes", "/comptoir/boutique", "/comptoir/cahier", "/comptoir/aides"] {
            assert!(!page.contains(never), "{never} in {page}");
        }
        let priced = post(&stage, &paul, SHELF, &[("product", &honey), ("wish", "price"), ("typed", "8,90")]).await;
        assert_eq!(location(&priced), SHELF);
        assert!(stage.get("/dourdan/la-pause/miel").await.text().contains("8,90"));
        for address in ["/comptoir", "/comptoir/a-completer"] {
            get(&stage, &paul, address).await.assert_status_ok();
        }
        for closed in [
            "/comptoir/commandes", "/comptoir/commandes/retraits.pdf", "/comptoir/remise", "/comptoir/boutique", "/comptoir/identite",
            "/comptoir/cahier", HELPERS, "/comptoir/appareil", "/comptoir/mes-donnees", "/comptoir/sonnette", "/comptoir/decisions",
            "/comptoir/affiches", "/api/comptoir/evenements", "/mairie",
        ] {
            let answer = get(&stage, &paul, closed).await;
            answer.assert_status_unauthorized();
            assert!(!answer.text().contains("06 12 34 56 78"), "{closed}");
        }
        let words = get(&stage, &paul, "/comptoir/commandes").await.text();
        assert!(words.contains("Ici, vous aidez à l’étal") && words.contains(&format!("href=\"{SHELF}\"")), "{words}");
        get(&stage, &paul, "/comptoir/mes-donnees.json").await.assert_status_not_found();
        for (form, fields) in [
            (HELPERS, &[("act", "demander")][..]),
            ("/comptoir/commandes", &[("act", "accepter"), ("part", honey.as_str())]),
            ("/comptoir/boutique", &[("address", "3 rue Haute")]),
            ("/comptoir/a-completer", &[("act", "licence"), ("licence", "small")]),
        ] {
            post(&stage, &paul, form, fields).await.assert_status_unauthorized();
        }
        // The owner sees who helps on each page, and reads what they did.
        let grocer = &stage.cast.grocer_session;
        let counter = stage.get_as(grocer, "/comptoir/commandes").await.text();
        assert!(counter.contains("Paul Petit vous aide à l’étal, jusqu’à 11"), "{counter}");
        let ledger = stage.get_as(grocer, "/comptoir/cahier").await.text();
        assert!(ledger.contains("Paul Petit aide à l’étal jusqu’à") && ledger.contains("Paul Petit · aide"), "{ledger}");
    }

    async fn a_code_that_opens_nothing_says_why_and_keeps_what_was_typed(db: &Db) {
        let stage = Stage::on(db).await;
        let grocer = &stage.cast.grocer_session;
        let empty = stage.post(HELP, &[("code", "K7M"), ("name", " ")]).await;
        empty.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let empty = empty.text();
        assert!(empty.contains("Un code a huit lettres") && empty.contains("Il manque le nom.") && empty.contains("value=\"K7M\""), "{empty}");
        let type_in = async |code: &str| {
            let refused = stage.post(HELP, &[("code", code), ("name", "Paul <Petit>")]).await;
            refused.assert_status(StatusCode::CONFLICT);
            let text = refused.text();
            assert!(text.contains("Paul &lt;Petit&gt;"), "{text}");
            text
        };
        assert!(type_in("K7M4-Q2XD").await.contains("Ce code n’ouvre rien."));
        let late = code(&stage, grocer, "hour").await;
        stage.house.clock.set(stage.cast.at + Duration::minutes(16));
        assert!(type_in(&late).await.contains("Ce code a attendu plus de 15 minutes."));
        let once = code(&stage, grocer, "today").await;
        location(&stage.post(HELP, &[("code", &once.to_lowercase()), ("name", "Paul")]).await);
        assert!(type_in(&once).await.contains("Ce code a déjà servi."));
        let void = code(&stage, grocer, "hour").await;
        let page = stage.get_as(grocer, HELPERS).await.text();
        assert!(page.contains("Un code attend d’être tapé") && !page.contains(&void), "{page}");
        assert_eq!(location(&stage.post_as(grocer, HELPERS, &[("act", "annuler")]).await), format!("{HELPERS}?note=annule"));
        assert!(type_in(&void).await.contains("Ce code n’ouvre rien."));
        let own = code(&stage, grocer, "hour").await;
        let own = stage.post_as(grocer, HELP, &[("code", &own)]).await;
        own.assert_status(StatusCode::CONFLICT);
        assert!(own.text().contains("C’est votre propre boutique."));
    }

    async fn an_open_page_is_told_that_it_is_over_and_nothing_is_stored(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = reserved(&stage, db).await;
        let paul = helping(&stage, "hour").await;
        let form = [("product", honey.as_str()), ("wish", "price"), ("typed", "1,00")];
        stage.house.clock.set(stage.cast.at + Duration::minutes(61));
        let late = post(&stage, &paul, SHELF, &form).await;
        late.assert_status_unauthorized();
        let late = late.text();
        assert!(late.contains("Le coup de main est terminé") && late.contains("Le temps convenu avec La pause est passé."), "{late}");
        // A script is told so too, and keeps what waits.
        let wish = serde_json::json!({ "id": honey, "product": honey, "wished": { "by": null, "age": 0 }, "wish": "Off" });
        let script = stage.server.post("/apiapp/catalogue/api//edit_shelf")
            .add_header(header::COOKIE, paul.clone())
            .json(&serde_json::json!({ "edits": [wish] })).await;
        script.assert_status_unauthorized();
        assert!(script.text().contains("SignedOut"));
        let shop = stage.get("/dourdan/la-pause/miel").await.text();
        assert!(shop.contains("9,80") && !shop.contains("1,00"), "{shop}");
        assert!(!stage.get_as(&stage.cast.grocer_session, SHELF).await.text().contains("Paul Petit vous aide"));
    }

    async fn the_owner_stops_it_with_one_button(db: &Db) {
        let stage = Stage::on(db).await;
        let honey = reserved(&stage, db).await;
        let paul = helping(&stage, "three_days").await;
        let grocer = &stage.cast.grocer_session;
        let page = stage.get_as(grocer, SHELF).await.text();
        let hand = between(&page, "name=\"hand\" value=\"", "\"").to_owned();
        let stranger = stage.post_as(&stage.cast.toys_session, HELPERS, &[("act", "arreter"), ("hand", &hand)]).await;
        stranger.assert_status_not_found();
        get(&stage, &paul, SHELF).await.assert_status_ok();
        let stopped = stage.post_as(grocer, HELPERS, &[("act", "arreter"), ("hand", &hand)]).await;
        assert_eq!(location(&stopped), format!("{HELPERS}?note=fini"));
        let form = [("product", honey.as_str()), ("wish", "withdraw")];
        let late = post(&stage, &paul, SHELF, &form).await;
        late.assert_status_unauthorized();
        assert!(late.text().contains("La pause a repris son étal."));
        assert!(stage.get("/dourdan/la-pause").await.text().contains("Miel"));
        let ledger = stage.get_as(grocer, "/comptoir/cahier").await.text();
        assert!(ledger.contains("Paul Petit n’aide plus à l’étal\u{a0}: la boutique y a mis fin."), "{ledger}");
    }

    async fn whoever_came_only_to_help_is_gone_when_they_have_finished(db: &Db) {
        let stage = Stage::on(db).await;
        let paul = helping(&stage, "hour").await;
        let done = post(&stage, &paul, HELP, &[("act", "terminer")]).await;
        assert_eq!(location(&done), "/");
        assert!(done.header(header::SET_COOKIE).to_str().unwrap().contains("Max-Age=0"));
        get(&stage, &paul, SHELF).await.assert_status_unauthorized();
        assert_eq!(location(&post(&stage, &paul, HELP, &[("act", "terminer")]).await), HELP);
        assert!(stage.get_as(&stage.cast.grocer_session, "/comptoir/cahier").await.text().contains("Paul Petit a terminé son coup de main."));
    }

    async fn an_official_takes_a_code_and_is_back_at_the_town_hall(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let page = stage.get_as(me, HELP).await.text();
        assert!(page.contains("Vous aidez sous ce nom\u{a0}: Camille Roux.") && !page.contains("name=\"name\""), "{page}");
        let code = code(&stage, &stage.cast.grocer_session, "hour").await;
        let taken = stage.post_as(me, HELP, &[("code", &code)]).await;
        assert_eq!(location(&taken), SHELF);
        assert!(taken.maybe_header(header::SET_COOKIE).is_none());
        assert!(stage.get_as(me, SHELF).await.text().contains("Vous aidez à l’étal de La pause"));
        // The town hall is theirs meanwhile.
        stage.get_as(me, "/mairie").await.assert_status_ok();
        assert_eq!(location(&stage.post_as(me, HELP, &[("act", "sortir")]).await), HELP);
        let page = stage.get_as(me, HELP).await.text();
        assert!(page.contains("Vous aidez déjà") && page.contains("La pause"), "{page}");
        let hand = between(&page, "name=\"hand\" value=\"", "\"").to_owned();
        let stranger = stage.post_as(&stage.cast.toys_session, HELP, &[("act", "entrer"), ("hand", &hand)]).await;
        stranger.assert_status_not_found();
        assert_eq!(location(&stage.post_as(me, HELP, &[("act", "entrer"), ("hand", &hand)]).await), SHELF);
        assert_eq!(location(&stage.post_as(me, HELP, &[("act", "terminer")]).await), HELP);
        stage.get_as(me, "/mairie").await.assert_status_ok();
        stage.get_as(me, SHELF).await.assert_status_unauthorized();
    }

    async fn a_helper_is_invited_works_and_is_out(db: &Db) {
        let stage = Stage::on(db).await;
        let grocer = &stage.cast.grocer_session;
        reserved(&stage, db).await;
        assert!(stage.get_as(grocer, "/comptoir/boutique").await.text().contains(&format!("href=\"{HELPERS}\"")));
        let empty = stage.post_as(grocer, HELPERS, &[("act", "inviter"), ("name", " ")]).await;
        empty.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text().contains("Il manque le nom."));
        let made = stage.post_as(grocer, HELPERS, &[("act", "inviter"), ("name", "Léa")]).await;
        let made = made.text();
        assert!(made.contains("Un lien pour Léa") && made.contains("<svg"), "{made}");
        let link = between(&made, "value=\"https://halle.example", "\"");
        let taken = stage.post_as(grocer, HELPERS, &[("act", "inviter"), ("name", "Léa")]).await;
        taken.assert_status(StatusCode::CONFLICT);
        let through = stage.post(link, &[]).await;
        assert_eq!(location(&through), "/comptoir");
        let lea = cookie_of(&through);
        // The shelf and the orders, with who ordered.
        assert!(get(&stage, &lea, "/comptoir/commandes").await.text().contains("Jeanne Martin"));
        let shop = get(&stage, &lea, "/comptoir/boutique").await;
        shop.assert_status_ok();
        let shop = shop.text();
        assert!(shop.contains("se règlent chez le propriétaire") && !shop.contains("name=\"address\"") && !shop.contains(HELPERS), "{shop}");
        for closed in [HELPERS, "/comptoir/identite"] {
            get(&stage, &lea, closed).await.assert_status_not_found();
        }
        for (form, fields) in [
            (HELPERS, &[("act", "inviter"), ("name", "Zoé")][..]),
            (HELPERS, &[("act", "demander")]),
            ("/comptoir/boutique", &[("address", "3 rue Haute")]),
            ("/comptoir/identite", &[("name", "Léa")]),
            ("/comptoir/fermeture", &[("day", "today")]),
            ("/comptoir/a-completer", &[("act", "licence"), ("licence", "small")]),
        ] {
            post(&stage, &lea, form, fields).await.assert_status_not_found();
        }
        let page = stage.get_as(grocer, HELPERS).await.text();
        let who = between(&page, "name=\"who\" value=\"", "\"").to_owned();
        let gone = stage.post_as(grocer, HELPERS, &[("act", "retirer"), ("who", &who)]).await;
        assert_eq!(location(&gone), format!("{HELPERS}?note=retire"));
        get(&stage, &lea, SHELF).await.assert_status_unauthorized();
        stage.post_as(grocer, HELPERS, &[("act", "retirer"), ("who", &who)]).await.assert_status_not_found();
    }

    async fn whoever_tries_codes_is_stopped_and_a_right_one_costs_nothing(db: &Db) {
        let stage = Stage::on(db).await;
        let type_in = async |peer: &str, code: &str| {
            let body = format!("code={code}&name=Paul");
            from(&stage.router, peer, (Method::POST, HELP), &[], body).await.status()
        };
        let (home, elsewhere) = ("203.0.113.7", "198.51.100.9");
        for _ in 0..Limited::Hand.allowance().most() {
            assert_eq!(type_in(home, "K7M4-Q2XD").await, StatusCode::CONFLICT);
        }
        let right = code(&stage, &stage.cast.grocer_session, "hour").await;
        assert_eq!(type_in(home, &right).await, StatusCode::TOO_MANY_REQUESTS);
        for _ in 0..2 * Limited::Hand.allowance().most() {
            let right = code(&stage, &stage.cast.grocer_session, "hour").await;
            assert_eq!(type_in(elsewhere, &right).await, StatusCode::SEE_OTHER);
        }
    }

    async fn a_page_of_another_shelf_is_taken_for_none_of_this(db: &Db) {
        let stage = Stage::on(db).await;
        let paul = helping(&stage, "hour").await;
        let doll = stage.cast.product(db, &stage.cast.toys_merchant, "Poupée", "24", Stock::Plenty).await.to_string();
        let strange = post(&stage, &paul, SHELF, &[("product", &doll), ("wish", "withdraw")]).await;
        strange.assert_status_not_found();
        let toys = stage.cast.toys.id.to_string();
        let listing = axum_test::multipart::MultipartForm::new().add_text("price", "2").add_text("shop", toys);
        let strange = stage.server.post("/comptoir").add_header(header::COOKIE, paul).multipart(listing).await;
        strange.assert_status_unauthorized();
        assert!(stage.server.get(SHELF).add_header(header::COOKIE, cookie(&stage.cast.toys_session)).await.text().contains("Poupée"));
    }
}
