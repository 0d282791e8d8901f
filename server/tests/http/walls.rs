use crate::support::{Stage, cookie};
use app::{catalogue::api::PutOnSale, orders::api::Inbox};
use http::{StatusCode, header};
use leptos::server_fn::ServerFn;
use services::on_both_engines;

on_both_engines! {
    async fn every_answer_is_guarded(db: &Db) {
        let stage = Stage::on(db).await;
        for address in ["/dourdan", "/healthz", "/nulle-part", "/comptoir", "/sw.js"] {
            let answer = stage.get(address).await;
            let policy = answer.header(header::CONTENT_SECURITY_POLICY).to_str().unwrap().to_owned();
            assert!(policy.contains("default-src 'none'"), "{address}: {policy}");
            assert!(!policy.contains("unsafe-inline"));
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert!(answer.header(header::STRICT_TRANSPORT_SECURITY).to_str().unwrap().starts_with("max-age="));
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        }
    }

    async fn a_page_names_the_nonce_of_its_scripts(db: &Db) {
        let stage = Stage::on(db).await;
        let page = stage.get("/dourdan/panier").await;
        let policy = page.header(header::CONTENT_SECURITY_POLICY).to_str().unwrap().to_owned();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        let html = page.text();
        // Blocks of data are no scripts: whatever a shop typed into them must not be let through as one.
        for script in html.split("<script").skip(1).filter(|script| !script.starts_with(" type=\"application/ld+json\"")) {
            assert!(script.split('>').next().unwrap().contains(&nonce), "a script without the nonce");
        }
        assert!(!html.contains(" style=\""), "inline styles do not pass the policy");
    }

    async fn what_another_site_makes_a_browser_send_is_refused(db: &Db) {
        let stage = Stage::on(db).await;
        let me = cookie(&stage.cast.grocer_session);
        for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example"), ("origin", "null")] {
            let answer = stage.server.post("/sortie").add_header(header::COOKIE, me.clone()).add_header(name, value).await;
            answer.assert_status(StatusCode::FORBIDDEN);
        }
        stage.get_as(&stage.cast.grocer_session, "/comptoir/etal").await.assert_status_ok();
    }

    async fn nobody_works_at_the_counter_without_a_session(db: &Db) {
        let stage = Stage::on(db).await;
        for address in ["/comptoir", "/comptoir/etal", "/comptoir/commandes", "/comptoir/appareil", "/comptoir/boutique", "/comptoir/installer", "/mairie", "/comptoir/remise/K7M4Q", "/api/comptoir/evenements"] {
            stage.get(address).await.assert_status(StatusCode::UNAUTHORIZED);
        }
        stage.get_as(&stage.cast.grocer_session, "/mairie").await.assert_status(StatusCode::UNAUTHORIZED);
    }

    async fn server_functions_answer_expected_refusals_without_an_alarm(db: &Db) {
        let stage = Stage::on(db).await;
        let nobody = stage.server.post(Inbox::PATH).json(&serde_json::json!({})).await;
        nobody.assert_status(StatusCode::UNAUTHORIZED);
        let form = serde_json::json!({ "form": { "price": "0" } });
        let zero = stage.server.post(PutOnSale::PATH).add_header(header::COOKIE, cookie(&stage.cast.grocer_session)).json(&form).await;
        zero.assert_status_unprocessable_entity();
        for odd in ["", "{", "[]", "{\"form\":7}", "\u{0}"] {
            let answer = stage.server.post(PutOnSale::PATH).add_header(header::COOKIE, cookie(&stage.cast.grocer_session)).content_type("application/json").text(odd).await;
            assert!(answer.status_code().is_client_error(), "{odd}: {}", answer.status_code());
        }
    }
}
