use crate::support::{Stage, cookie, location, picture};
use axum_test::multipart::{MultipartForm, Part};
use http::{StatusCode, header};
use server::site;
use services::on_both_engines;

/// What the server wrote into the worker's first line.
fn build(script: &str) -> serde_json::Value {
    let line = script
        .lines()
        .find_map(|line| line.strip_prefix("const BUILD = "));
    serde_json::from_str(line.unwrap().trim_end_matches(';')).unwrap()
}

fn shared(bytes: Vec<u8>) -> MultipartForm {
    let part = Part::bytes(bytes).file_name("photo.jpg").mime_type("image/jpeg");
    MultipartForm::new().add_part("pictures", part)
}

async fn share(stage: &Stage, form: MultipartForm) -> axum_test::TestResponse {
    stage
        .server
        .post("/comptoir/partage")
        .add_header(header::COOKIE, cookie(&stage.cast.grocer_session))
        .multipart(form)
        .await
}

on_both_engines! {
    async fn the_worker_is_asked_for_again_and_may_only_ask_its_own_site(db: &Db) {
        let stage = Stage::on(db).await;
        let worker = stage.get("/sw.js").await;
        worker.assert_status_ok();
        assert_eq!(worker.header(header::CONTENT_TYPE), "text/javascript; charset=utf-8");
        assert_eq!(worker.header(header::CACHE_CONTROL), "no-cache");
        assert_eq!(worker.header(header::CONTENT_SECURITY_POLICY), "default-src 'none'; connect-src 'self'");
    }

    async fn the_worker_knows_its_build_and_every_file_of_it_is_there(db: &Db) {
        let stage = Stage::on(db).await;
        let build = build(&stage.get("/sw.js").await.text());
        assert_eq!(build["version"], "test");
        let files: Vec<&str> = build["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap()).collect();
        if site::version() != site::UNBUILT {
            for file in ["/pkg/test/halle.css", "/pkg/test/halle-counter.js", "/icons.svg", "/drawings/no-orders.svg"] {
                assert!(files.contains(&file), "{file} is missing in {files:?}");
            }
            assert!(!files.contains(&"/pkg/test/halle.js"), "{files:?}");
        }
        let stand_in = build["standIn"].as_str().unwrap();
        for file in files.into_iter().chain([stand_in]) {
            stage.get(file).await.assert_status_ok();
        }
        for page in build["kept"].as_array().unwrap() {
            let page = page.as_str().unwrap();
            let cast = &stage.cast;
            let who = if page.starts_with("/mairie") { &cast.official_session } else { &cast.grocer_session };
            stage.get_as(who, page).await.assert_status_ok();
        }
    }

    async fn everything_that_the_manifest_names_is_there(db: &Db) {
        let stage = Stage::on(db).await;
        let manifest: serde_json::Value = serde_json::from_str(include_str!("../../../public/manifest.webmanifest")).unwrap();
        assert_eq!(manifest["share_target"]["action"], app::routes::SHARE);
        let shortcuts = manifest["shortcuts"].as_array().unwrap();
        for shortcut in shortcuts {
            stage.get_as(&stage.cast.grocer_session, shortcut["url"].as_str().unwrap()).await.assert_status_ok();
        }
        let icons = shortcuts.iter().flat_map(|shortcut| shortcut["icons"].as_array().unwrap());
        let pictures = ["icons", "screenshots"].into_iter().flat_map(|list| manifest[list].as_array().unwrap());
        for picture in icons.chain(pictures) {
            let bytes = std::fs::read(format!("../public{}", picture["src"].as_str().unwrap())).unwrap();
            if picture["sizes"] != "any" {
                let drawn = image::load_from_memory(&bytes).unwrap();
                assert_eq!(picture["sizes"], format!("{}x{}", drawn.width(), drawn.height()), "{picture}");
            }
        }
    }

    async fn what_stands_in_for_a_page_belongs_to_nobody(db: &Db) {
        let stage = Stage::on(db).await;
        let page = stage.get_as(&stage.cast.grocer_session, "/comptoir/hors-ligne").await;
        page.assert_status_ok();
        assert!(page.text().contains("href=\"/comptoir\""));
        assert!(!page.text().contains("La pause"));
        let english = stage.server.get("/comptoir/hors-ligne").add_header(header::ACCEPT_LANGUAGE, "en").await;
        assert!(english.text().contains("No network"));
    }

    async fn pictures_shared_past_the_worker_are_not_said_to_be_there(db: &Db) {
        let stage = Stage::on(db).await;
        let to = location(&share(&stage, shared(picture())).await);
        assert_eq!(to, "/comptoir?jeu=echec");
        let page = stage.get_as(&stage.cast.grocer_session, &to).await.text();
        assert!(page.contains("Les photos partagées ne sont pas arrivées."), "{page}");
        let plain = stage.get_as(&stage.cast.grocer_session, "/comptoir").await.text();
        assert!(!plain.contains("Les photos partagées"));
    }

    async fn more_pictures_than_anybody_waits_for_are_refused_in_words(db: &Db) {
        let stage = Stage::on(db).await;
        let answer = share(&stage, shared(vec![0; 65 * 1024 * 1024])).await;
        answer.assert_status(StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.text().contains("partagez-en moins"), "{}", answer.text());
    }

    async fn nobody_shares_without_a_session(db: &Db) {
        let stage = Stage::on(db).await;
        let answer = stage.server.post("/comptoir/partage").multipart(shared(picture())).await;
        answer.assert_status(StatusCode::UNAUTHORIZED);
    }

    async fn the_way_onto_the_home_screen_begins_with_the_phone_in_hand(db: &Db) {
        let stage = Stage::on(db).await;
        for (agent, first) in [("Mozilla/5.0 (Linux; Android 15; Pixel 7)", "android"), ("Mozilla/5.0 (iPhone; CPU iPhone OS 26_0)", "iphone")] {
            let page = stage
                .server
                .get("/comptoir/installer")
                .add_header(header::COOKIE, cookie(&stage.cast.grocer_session))
                .add_header(header::USER_AGENT, agent)
                .await
                .text();
            let at = |id: &str| page.find(&format!("id=\"{id}\"")).unwrap();
            assert_eq!(at("android") < at("iphone"), first == "android", "{agent}");
        }
    }
}
