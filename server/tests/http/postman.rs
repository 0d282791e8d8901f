//! From an order to a phone and a letter: the real postman, a push service that writes down what it is told, letters in a
//! folder, and two servers on one database.

use crate::support::{Stage, location};
use axum::{Router, body::Bytes, routing::post};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Duration;
use domain::{basket::Basket, catalogue::Stock, id::OrderPartId};
use http::{HeaderMap, header};
use mail_parser::MessageParser;
use p256::{SecretKey, elliptic_curve::sec1::ToEncodedPoint};
use server::{pages::Server, postman::Postman, router::router};
use services::{
    accounts::{self, NewSession},
    db::Db,
    live::Live,
    notifications::{self, Caller, Device, Hosts, Mailer, PushKey, Pusher},
    on_both_engines, orders, secret,
};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex},
};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::watch, time::timeout};

const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

/// A postman with everything it needs, around a stage.
struct Post {
    stage: Stage,
    postman: Postman,
    phone: SecretKey,
    told: Arc<Mutex<Vec<Bytes>>>,
    folder: TempDir,
}

impl Post {
    async fn office(db: &Db) -> Self {
        let stage = Stage::on(db).await;
        let told: Arc<Mutex<Vec<Bytes>>> = Arc::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}/push", listener.local_addr().unwrap());
        let kept = told.clone();
        let service = Router::new().route(
            "/push",
            post(move |body: Bytes| {
                kept.lock().unwrap().push(body);
                async {}
            }),
        );
        tokio::spawn(async move { axum::serve(listener, service).await });
        let hosts = Hosts::and(&["127.0.0.1".into()]);
        let folder = tempfile::tempdir().unwrap();
        let pusher = Pusher::new(PushKey::generate(), hosts.clone(), "mailto:halle@mairie.example").unwrap();
        let mailer = Mailer::folder(&folder.path().join("mail"), "marche@mairie.example").unwrap();
        let phone = SecretKey::from_slice(&secret::key()).unwrap();
        let postman = Postman::with(&stage.house, pusher, mailer, Caller::of_this_machine().unwrap());
        let device = Device {
            endpoint,
            p256dh: URL_SAFE_NO_PAD.encode(phone.public_key().to_encoded_point(false).as_bytes()),
            auth: URL_SAFE_NO_PAD.encode([7; 16]),
            locale: "fr".into(),
        };
        let at = stage.cast.at;
        let who = accounts::signed_in(db.read(), &stage.cast.grocer_session.secret, at)
            .await
            .unwrap();
        let tx = db.write().await.unwrap();
        notifications::subscribe(&tx, &who, device, &hosts, at)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Self {
            stage,
            postman,
            phone,
            told,
            folder,
        }
    }

    /// Works until there is nothing to do.
    async fn works(&self) {
        while self.postman.round().await.unwrap() {}
    }

    /// What the phone showed, oldest first.
    fn rings(&self) -> Vec<serde_json::Value> {
        let auth = web_push_native::Auth::clone_from_slice(&[7; 16]);
        let told = self.told.lock().unwrap();
        told.iter()
            .map(|sealed| web_push_native::decrypt(sealed.to_vec(), &self.phone, &auth).unwrap())
            .map(|plain| serde_json::from_slice(&plain).unwrap())
            .collect()
    }

    /// Letters by the address that they are for, with their subject, text and HTML.
    fn letters(&self) -> BTreeMap<String, Vec<[String; 3]>> {
        let mut letters: BTreeMap<String, Vec<[String; 3]>> = BTreeMap::new();
        let Ok(files) = std::fs::read_dir(self.folder.path().join("mail")) else {
            return letters;
        };
        let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let bytes = std::fs::read(path).unwrap();
            let read = MessageParser::default().parse(&bytes).unwrap();
            let to = read.to().unwrap().first().unwrap().address().unwrap().to_owned();
            let text = [
                read.subject().unwrap().to_owned(),
                read.body_text(0).unwrap().into_owned(),
                read.body_html(0).unwrap().into_owned(),
            ];
            letters.entry(to).or_default().push(text);
        }
        letters
    }

    async fn orders(&self, db: &Db, language: &str) -> (String, OrderPartId) {
        let cast = &self.stage.cast;
        let honey = cast
            .product(db, &cast.grocer_merchant, "Miel <doux>", "9,80", Stock::Pieces(3))
            .await;
        let mut basket = Basket::default();
        basket.add(honey, 2);
        let form = [
            ("key".to_owned(), language.to_owned()),
            ("basket".to_owned(), basket.to_string()),
            ("name".to_owned(), "Jeanne Martin".to_owned()),
            ("phone".to_owned(), "06 12 34 56 78".to_owned()),
            ("email".to_owned(), format!("jeanne-{language}@courriel.example")),
            (
                format!("window-{}", cast.grocer.id),
                cast.first_window(&cast.grocer).key(),
            ),
        ];
        let sent = self
            .stage
            .server
            .post("/dourdan/panier")
            .add_header(header::ACCEPT_LANGUAGE, language)
            .form(&form)
            .await;
        let page = location(&sent);
        let key = page.rsplit('/').next().unwrap().to_owned();
        let (_, order) = orders::page(db.read(), &key).await.unwrap();
        (key, order.parts[0].id)
    }

    async fn ready(&self, part: OrderPartId) {
        let form = [("part", part.to_string()), ("act", "pret".to_owned())];
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        location(
            &self
                .stage
                .post_as(&self.stage.cast.grocer_session, "/comptoir/commandes", &form)
                .await,
        );
    }
}

on_both_engines! {
    async fn an_order_rings_the_shop_and_writes_to_the_shopper(db: &Db) {
        let office = Post::office(db).await;
        for (language, hello, ready) in [("fr", "Bonjour Jeanne Martin", "C’est prêt chez La pause"), ("en", "Hello Jeanne Martin", "Ready for you at La pause")] {
            let (key, part) = office.orders(db, language).await;
            office.works().await;
            let letters = office.letters().remove(&format!("jeanne-{language}@courriel.example")).unwrap();
            let [subject, text, html] = &letters[0];
            assert!(subject.contains("La pause"), "{subject}");
            let (_, order) = orders::page(db.read(), &key).await.unwrap();
            for words in [text, html] {
                assert!(words.contains(order.code.as_str()), "{words}");
                assert!(words.contains(&format!("https://halle.example/commande/{key}")), "{words}");
                assert!(words.contains("19") && words.contains("60"), "{words}");
                assert!(words.contains(hello), "{words}");
            }
            assert!(text.contains("Miel <doux>"), "{text}");
            assert!(html.contains("Miel &#60;doux&#62;") || html.contains("Miel &lt;doux&gt;"), "{html}");
            // No tracking: nothing is loaded from anywhere.
            assert!(!html.contains("<img") && !html.contains("src="), "{html}");

            office.ready(part).await;
            office.works().await;
            let letters = office.letters().remove(&format!("jeanne-{language}@courriel.example")).unwrap();
            assert_eq!(letters.len(), 2);
            assert!(letters.iter().any(|[subject, ..]| subject == ready), "{letters:?}");
        }
        let rings = office.rings();
        assert_eq!(rings.len(), 2, "{rings:?}");
        assert_eq!(rings[0]["title"], "Nouvelle commande");
        assert_eq!(rings[0]["url"], "/comptoir/commandes");
        assert!(!rings[0].to_string().contains("Jeanne") && !rings[0].to_string().contains("Miel"), "{}", rings[0]);
    }

    async fn an_order_that_nobody_sees_is_told_further_and_further(db: &Db) {
        let office = Post::office(db).await;
        let cast = &office.stage.cast;
        let form = [("act", "regler"), ("contact", "lea@commerce.example"), ("patience", "5"), ("quiet-from", ""), ("quiet-to", "")];
        location(&office.stage.post_as(&cast.grocer_session, "/comptoir/sonnette", &form).await);
        location(&office.stage.post_as(&cast.official_session, "/mairie/sonnette", &[("contact", "mairie@dourdan.example")]).await);
        office.orders(db, "fr").await;
        office.works().await;
        assert_eq!(office.letters().len(), 1);
        office.stage.house.clock.set(cast.at + Duration::minutes(6));
        office.works().await;
        let letters = office.letters();
        let [subject, text, _] = &letters["lea@commerce.example"][0];
        assert_eq!(subject, "Une commande attend chez La pause");
        assert!(text.contains("https://halle.example/comptoir/commandes"), "{text}");
        assert!(!text.contains("Jeanne") && !text.contains("Miel"), "{text}");
        assert!(!letters.contains_key("mairie@dourdan.example"));
        office.stage.house.clock.set(cast.at + Duration::minutes(12));
        office.works().await;
        let [subject, text, _] = &office.letters()["mairie@dourdan.example"][0];
        assert_eq!(subject, "Personne n’a vu une commande chez La pause");
        assert!(text.contains("01 99 00 00 12"), "{text}");
        assert_eq!(office.rings().len(), 2);
    }

    async fn a_postman_that_stops_leaves_nothing_lying(db: &Db) {
        let office = Post::office(db).await;
        let (stop, stopping) = watch::channel(());
        let at_work = tokio::spawn(office.postman.clone().work(stopping));
        office.orders(db, "fr").await;
        let arrived = async {
            while office.rings().is_empty() || office.letters().is_empty() {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, arrived).await.unwrap();
        drop(stop);
        timeout(PATIENCE, at_work).await.unwrap().unwrap();
        let held = notifications::survey(db.read()).await.unwrap();
        assert!(held.iter().all(|count| count.state == "sent"), "{held:?}");
    }
}

/// A shop's stream of events.
async fn hears(address: &str, who: &NewSession, mark: Option<&str>) -> reqwest::Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::COOKIE, crate::support::cookie(who).parse().unwrap());
    if let Some(mark) = mark {
        headers.insert("last-event-id", mark.parse().unwrap());
    }
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = client.get(address).headers(headers).send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.status());
    answer
}

async fn serves(house: &app::state::House) -> (String, watch::Sender<()>) {
    let (running, stopping) = watch::channel(());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = router(Server::new(house.clone(), stopping));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, running)
}

/// The next event, whenever it comes.
async fn next(events: &mut reqwest::Response) -> String {
    let event = timeout(PATIENCE, events.chunk())
        .await
        .expect("nothing was heard");
    String::from_utf8_lossy(&event.unwrap().expect("the stream ended")).into_owned()
}

fn mark_in(event: &str) -> String {
    let line = event
        .lines()
        .find(|line| line.starts_with("id:"))
        .expect("a mark");
    line.trim_start_matches("id:").trim().to_owned()
}

on_both_engines! {
    async fn who_comes_back_is_told_only_what_was_missed(db: &Db) {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let stage = Stage::on(db).await;
        let (address, _running) = serves(&stage.house).await;
        let inbox = format!("{address}/api/comptoir/evenements");
        let (grocer, toys) = (&stage.cast.grocer_session, &stage.cast.toys_session);
        let first = next(&mut hears(&inbox, grocer, None).await).await;
        assert!(first.contains("data: changed"), "{first}");
        let mark = mark_in(&first);
        let again = next(&mut hears(&inbox, grocer, Some(&mark)).await).await;
        assert!(again.contains("event: here") && !again.contains("changed"), "{again}");
        let change = services::live::Change { shop: stage.cast.grocer.id, order: domain::id::OrderId(secret::id()) };
        stage.house.live.tell(change);
        let missed = next(&mut hears(&inbox, grocer, Some(&mark)).await).await;
        assert!(missed.contains("data: changed"), "{missed}");
        let not_theirs = next(&mut hears(&inbox, toys, Some(&mark)).await).await;
        assert!(not_theirs.contains("event: here"), "{not_theirs}");
        let by_itself = next(&mut hears(&format!("{inbox}?depuis={mark}"), grocer, None).await).await;
        assert!(by_itself.contains("data: changed"), "{by_itself}");
    }
}

mod an_order_placed_on_one_server_is_heard_on_the_other {
    use super::*;

    #[tokio::test]
    async fn postgres() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let db = services::testing::postgres().await;
        let mut stage = Stage::on(&db).await;
        stage.house.live = Live::across(&db.url, &db);
        let mut other = stage.house.clone();
        other.live = Live::across(&db.url, &db);
        let ((one, _up), (two, _up_too)) = (serves(&stage.house).await, serves(&other).await);
        // Its line is up once it was told to look again.
        let mut lines = other.live.listen();
        if other.live.mark().ends_with(".0") {
            timeout(PATIENCE, lines.recv()).await.unwrap().unwrap();
        }
        let mut events = hears(
            &format!("{two}/api/comptoir/evenements"),
            &stage.cast.grocer_session,
            None,
        )
        .await;
        next(&mut events).await;
        let cast = &stage.cast;
        let honey = cast
            .product(&db, &cast.grocer_merchant, "Miel", "9,80", Stock::Plenty)
            .await;
        let mut basket = Basket::default();
        basket.add(honey, 1);
        let form = [
            ("key".to_owned(), "a".to_owned()),
            ("basket".to_owned(), basket.to_string()),
            ("name".to_owned(), "Jeanne Martin".to_owned()),
            ("phone".to_owned(), "06 12 34 56 78".to_owned()),
            (
                format!("window-{}", cast.grocer.id),
                cast.first_window(&cast.grocer).key(),
            ),
        ];
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        let begun = std::time::Instant::now();
        let body = serde_urlencoded::to_string(&form).unwrap();
        let sent = client
            .post(format!("{one}/dourdan/panier"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await
            .unwrap();
        assert_eq!(sent.status(), 303);
        let heard = next(&mut events).await;
        assert!(heard.contains("data: changed"), "{heard}");
        println!(
            "sent on one server and heard on the other after {} ms",
            begun.elapsed().as_millis()
        );
    }
}
