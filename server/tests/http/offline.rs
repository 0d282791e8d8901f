use crate::support::{Stage, cookie, location, picture};
use axum_test::multipart::{MultipartForm, Part};
use domain::{
    catalogue::{ListingForm, Wish},
    id::ProductId,
};
use http::{StatusCode, header};
use serde_json::json;
use server::site;
use services::{catalogue, on_both_engines, secret};

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

    async fn what_the_worker_sends_is_taken_as_if_a_page_sent_it(db: &Db) {
        let stage = Stage::on(db).await;
        let post = &build(&stage.get("/sw.js").await.text())["post"];
        let (product, shop) = (ProductId(secret::id()), stage.cast.grocer.id);
        // The row that the page left, and what the worker adds to it.
        let kept = ListingForm { product: Some(product), price: "3,50".into(), ..ListingForm::default() };
        let mut form = serde_json::to_value(kept).unwrap();
        (form["shop"], form["wished"]) = (json!(shop), json!({ "by": null, "age": 90_000 }));
        let ask = async |what: &str, body: serde_json::Value| {
            let asked = stage.server.post(post[what].as_str().unwrap()).add_header(header::COOKIE, cookie(&stage.cast.grocer_session));
            asked.json(&body).await
        };
        for _ in 0..2 {
            let listed = ask("list", json!({ "form": form })).await;
            assert_eq!(listed.json::<serde_json::Value>(), json!(product));
        }
        let wish = serde_json::to_value(Wish::Price("3,20".into())).unwrap();
        let wished = json!({ "by": null, "age": 30_000 });
        let edit = json!({ "id": secret::id(), "shop": shop, "product": product, "wished": wished, "wish": wish });
        let changed = ask("change", json!({ "edits": [edit] })).await;
        assert_eq!(changed.json::<serde_json::Value>(), json!(["Done"]));
        let address = format!("{}{product}?{}={shop}", post["photos"].as_str().unwrap(), post["of"].as_str().unwrap());
        let hung = stage.server.put(&address).add_header(header::COOKIE, cookie(&stage.cast.grocer_session));
        hung.bytes(picture().into()).await.assert_status(StatusCode::NO_CONTENT);
        let shelf = catalogue::all_of_shop(db.read(), &stage.cast.grocer_merchant).await.unwrap();
        let one = &shelf.iter().find(|shelved| shelved.product.id == product).unwrap().product;
        assert_eq!((one.price.cents().0, one.photo.is_some()), (320, true));
        // Whoever is at another counter since is told so, and the row stays.
        form["shop"] = json!(stage.cast.toys.id);
        let strange = ask("list", json!({ "form": form })).await;
        strange.assert_status_unauthorized();
        assert_eq!(strange.json::<serde_json::Value>(), json!("SignedOut"));
    }

    async fn everything_that_the_manifest_names_is_there(db: &Db) {
        let stage = Stage::on(db).await;
        let manifest: serde_json::Value = serde_json::from_str(include_str!("../../../public/manifest.webmanifest")).unwrap();
        assert_eq!(manifest["share_target"]["action"], app::routes::SHARE);
        let shortcuts = manifest["shortcuts"].as_array().unwrap();
        for shortcut in shortcuts {
            stage.get_as(&stage.cast.grocer_session, shortcut["url"].as_str().unwrap()).await.assert_status_ok();
        }
        // Android cuts an icon to the shape of its own: one has the room for that.
        let is_maskable = |icon: &serde_json::Value| icon["purpose"] == "maskable" && icon["sizes"] == "512x512";
        assert!(manifest["icons"].as_array().unwrap().iter().any(is_maskable));
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
