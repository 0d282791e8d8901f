//! A shop's own till: it hears of every step of the shop's orders, signed, and of nobody who ordered.

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
    routing::post,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Duration, Utc};
use domain::{catalogue::Stock, id::ProductId, orders::RefusalForm};
use hmac::{Hmac, Mac};
use sea_orm::Set;
use serde_json::Value;
use services::{
    accounts::OwnerOf,
    db::Db,
    error::Error,
    notifications::{self, Call, Caller, Outcome, Parcel, Prepared, TillNote, entity::delivery},
    on_both_engines,
    orders::{self, Placed, Placer},
    secret,
    testing::{Cast, reservation, seal},
    tills::{self, Going, TillSecret, TrialRefused},
};
use sha2::Sha256;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use uuid::Uuid;

/// A till that writes down what it hears and answers as it is told to.
#[derive(Clone)]
struct Listener {
    heard: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    answer: Arc<Mutex<(StatusCode, HeaderMap)>>,
    address: String,
}

impl Listener {
    async fn listens() -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let listener = Self {
            heard: Arc::default(),
            answer: Arc::new(Mutex::new((StatusCode::NO_CONTENT, HeaderMap::new()))),
            address: format!("http://{}/halle?boutique=12", socket.local_addr().unwrap()),
        };
        let router = Router::new()
            .route("/halle", post(hear))
            .with_state(listener.clone());
        tokio::spawn(async move { axum::serve(socket, router).await });
        listener
    }

    fn answers(&self, status: u16, headers: &[(header::HeaderName, &str)]) {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()));
        *self.answer.lock().unwrap() = (StatusCode::from_u16(status).unwrap(), headers.collect());
    }

    /// What it heard since it was last asked, as it reads it; each is signed with this secret.
    fn heard(&self, secret: &TillSecret) -> Vec<Value> {
        let heard = std::mem::take(&mut *self.heard.lock().unwrap());
        let read = heard.iter().map(|(headers, body)| {
            let said = |name: &str| headers[name].to_str().unwrap().to_owned();
            assert_eq!(said("content-type"), "application/json");
            let signed = format!("{}.{}.", said("webhook-id"), said("webhook-timestamp"));
            let key = STANDARD
                .decode(secret.reveal().strip_prefix("whsec_").unwrap())
                .unwrap();
            let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&key).unwrap();
            mac.update(signed.as_bytes());
            mac.update(body);
            let wanted = STANDARD.encode(mac.finalize().into_bytes());
            assert_eq!(said("webhook-signature"), format!("v1,{wanted}"));
            serde_json::from_slice(body).unwrap()
        });
        read.collect()
    }
}

async fn hear(
    State(listener): State<Listener>,
    headers: HeaderMap,
    body: Bytes,
) -> impl IntoResponse + use<> {
    listener.heard.lock().unwrap().push((headers, body));
    listener.answer.lock().unwrap().clone()
}

fn owner(cast: &Cast) -> OwnerOf {
    cast.grocer_merchant.owner().unwrap()
}

/// Plugs the grocer's till in, at a listener of this machine.
async fn plug(db: &Db, cast: &mut Cast, listener: &Listener) -> TillSecret {
    let tx = db.write().await.unwrap();
    let address = "https://caisse.example/halle".parse().unwrap();
    let secret = tills::connect(&tx, &seal(), &owner(cast), &address, cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let address = listener.address.clone();
    cast.settle(db, |row| row.till_address = Set(address)).await;
    secret
}

async fn honey(db: &Db, cast: &Cast) -> ProductId {
    cast.product(db, &cast.grocer_merchant, "Miel", "9,80", Stock::Plenty)
        .await
}

async fn place(db: &Db, cast: &Cast, key: &str, honey: ProductId) -> Placed {
    let wanted = reservation(cast, key, &[(honey, 2)], &[&cast.grocer]);
    orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at)
        .await
        .unwrap()
}

async fn taken(db: &Db, at: DateTime<Utc>) -> (Uuid, Vec<delivery::Model>) {
    notifications::address(db, at).await.unwrap();
    let node = secret::id();
    (node, notifications::take_calls(db, node, 50, at).await.unwrap())
}

async fn prepared(db: &Db, held: &delivery::Model, at: DateTime<Utc>) -> Option<Call> {
    match notifications::prepare(db.read(), &seal(), held, at)
        .await
        .unwrap()
    {
        Prepared::Send(Parcel::Till(call)) => Some(*call),
        Prepared::Pointless => None,
        other => panic!("{other:?}"),
    }
}

/// Calls tills until nothing is due; what became of it.
async fn carried(db: &Db, at: DateTime<Utc>) -> Vec<Outcome> {
    let caller = Caller::of_this_machine().unwrap();
    let (node, held) = taken(db, at).await;
    let mut outcomes = Vec::new();
    for held in held {
        let outcome = match prepared(db, &held, at).await {
            Some(call) => caller.call(&seal(), &call, held.id, at).await,
            None => Outcome::Pointless,
        };
        outcomes.push(outcome.clone());
        notifications::settle(db, node, vec![(held, outcome)], at)
            .await
            .unwrap();
    }
    outcomes
}

async fn going(db: &Db, cast: &Cast) -> Going {
    tills::going(db.read(), &owner(cast)).await.unwrap()
}

/// All names of fields, from the outermost in.
fn fields(of: &Value) -> Vec<String> {
    match of {
        Value::Object(all) => all
            .iter()
            .flat_map(|(name, value)| [vec![name.clone()], fields(value)].concat())
            .collect(),
        Value::Array(all) => all.iter().flat_map(fields).collect(),
        _ => Vec::new(),
    }
}

on_both_engines! {
    async fn a_till_hears_of_every_step_and_of_nobody(db: &Db) {
        let mut cast = Cast::on_stage(db).await;
        let listener = Listener::listens().await;
        let secret = plug(db, &mut cast, &listener).await;
        let (honey, who) = (honey(db, &cast).await, cast.grocer_merchant);
        let placed = place(db, &cast, "a", honey).await;
        let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
        let part = order.parts[0].id;
        assert_eq!(carried(db, cast.at).await, [Outcome::Sent]);
        let first = listener.heard(&secret).remove(0);
        assert_eq!(first["event"], "order.placed");
        assert_eq!(first["town"], "dourdan");
        assert_eq!(first["shop"], "la-pause");
        assert_eq!(first["order"]["part"], part.to_string());
        assert_eq!(first["order"]["total_cents"], 1_960);
        assert_eq!(first["order"]["lines"][0]["name"], "Miel");
        assert_eq!(first["order"]["pickup"]["from"], serde_json::to_value(cast.first_window(&cast.grocer).from).unwrap());
        for secret in ["Jeanne", "Martin", "0199001234", "01 99 00 12 34", order.code.as_str(), placed.page_key.as_str()] {
            assert!(!first.to_string().contains(secret), "{first}");
        }
        assert_eq!(fields(&first), fields(&serde_json::to_value(TillNote::example()).unwrap()), "what whoever makes tills is told");

        // That somebody looked is nothing to it.
        let tx = db.write().await.unwrap();
        orders::see(&tx, &who, &[part], cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(carried(db, cast.at).await, Vec::<Outcome>::new());
        let mut heard = Vec::new();
        for step in 0..3 {
            let tx = db.write().await.unwrap();
            match step {
                0 => orders::accept(&tx, &who, part, cast.at).await.unwrap(),
                1 => orders::make_ready(&tx, &who, part, cast.at).await.unwrap(),
                _ => orders::hand_over(&tx, &who, part, &order.code, cast.at).await.unwrap(),
            };
            tx.commit().await.unwrap();
            assert_eq!(carried(db, cast.at).await, [Outcome::Sent]);
            heard.extend(listener.heard(&secret));
        }
        let steps: Vec<(&str, &str)> = heard
            .iter()
            .map(|note| (note["event"].as_str().unwrap(), note["order"]["state"].as_str().unwrap()))
            .collect();
        assert_eq!(steps, [("order.changed", "accepted"), ("order.changed", "ready"), ("order.handed_over", "handed_over")]);
        // The goods are gone: whose they were was proven, and the till may know by what.
        assert_eq!(heard[2]["order"]["code"], order.code.as_str());
        assert!(heard[..2].iter().all(|note| note["order"]["code"].is_null()));
    }

    async fn whatever_ends_an_order_is_told_as_its_end(db: &Db) {
        let mut cast = Cast::on_stage(db).await;
        let listener = Listener::listens().await;
        let secret = plug(db, &mut cast, &listener).await;
        let honey = honey(db, &cast).await;
        let (taken_back, refused) = (place(db, &cast, "a", honey).await, place(db, &cast, "b", honey).await);
        carried(db, cast.at).await;
        listener.heard(&secret);
        let tx = db.write().await.unwrap();
        orders::cancel_all(&tx, &taken_back.page_key, cast.at).await.unwrap();
        let part = orders::page(&tx, &refused.page_key).await.unwrap().1.parts[0].id;
        let why = RefusalForm { because: "other".into(), ..RefusalForm::default() }.parse().unwrap();
        orders::refuse(&tx, &cast.grocer_merchant, part, &why, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(carried(db, cast.at).await, [Outcome::Sent, Outcome::Sent]);
        let mut ends: Vec<String> = listener
            .heard(&secret)
            .iter()
            .map(|note| format!("{} {}", note["event"].as_str().unwrap(), note["order"]["state"].as_str().unwrap()))
            .collect();
        ends.sort();
        assert_eq!(ends, ["order.cancelled cancelled", "order.cancelled refused"]);
    }

    async fn only_what_is_plugged_in_is_told(db: &Db) {
        let mut cast = Cast::on_stage(db).await;
        let honey = honey(db, &cast).await;
        place(db, &cast, "before", honey).await;
        assert_eq!(carried(db, cast.at).await, Vec::<Outcome>::new());
        let listener = Listener::listens().await;
        let secret = plug(db, &mut cast, &listener).await;
        let top = cast.product(db, &cast.toys_merchant, "Toupie", "12", Stock::Plenty).await;
        let wanted = reservation(&cast, "theirs", &[(top, 1)], &[&cast.toys]);
        orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await.unwrap();
        assert_eq!(carried(db, cast.at).await, Vec::<Outcome>::new());
        // What waits when it is unplugged is not sent any more.
        place(db, &cast, "ours", honey).await;
        notifications::address(db, cast.at).await.unwrap();
        let tx = db.write().await.unwrap();
        tills::disconnect(&tx, &owner(&cast), cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(carried(db, cast.at).await, [Outcome::Pointless]);
        assert_eq!(listener.heard(&secret), Vec::<Value>::new());
        assert_eq!(tills::till(db.read(), &owner(&cast)).await.unwrap(), None);
    }

    async fn a_till_that_is_away_is_told_later_under_the_same_id(db: &Db) {
        let mut cast = Cast::on_stage(db).await;
        let listener = Listener::listens().await;
        let secret = plug(db, &mut cast, &listener).await;
        let honey = honey(db, &cast).await;
        place(db, &cast, "a", honey).await;
        listener.answers(503, &[(header::RETRY_AFTER, "30")]);
        let says = |status: u16| format!("the till answered {status}");
        assert_eq!(carried(db, cast.at).await, [Outcome::Later { why: says(503), after: Some(Duration::seconds(30)) }]);
        // Nobody is followed anywhere.
        listener.answers(307, &[(header::LOCATION, &listener.address)]);
        let later = cast.at + Duration::minutes(1);
        assert_eq!(carried(db, later).await, [Outcome::Later { why: says(307), after: None }]);
        assert_eq!(going(db, &cast).await, Going { arrived_at: None, waiting: 1, given_up: 0, why: says(307) });
        listener.answers(200, &[]);
        let at_last = cast.at + Duration::minutes(10);
        assert_eq!(carried(db, at_last).await, [Outcome::Sent]);
        let ids: Vec<HeaderMap> = listener.heard.lock().unwrap().iter().map(|(headers, _)| headers.clone()).collect();
        assert_eq!(ids.len(), 3);
        assert!(ids.iter().all(|headers| headers["webhook-id"] == ids[0]["webhook-id"]));
        // And signed anew, so that it is not taken for an old one.
        assert_ne!(ids[0]["webhook-timestamp"], ids[2]["webhook-timestamp"]);
        assert_eq!(listener.heard(&secret).len(), 3);
        assert_eq!(going(db, &cast).await, Going { arrived_at: Some(at_last), ..Going::default() });

        place(db, &cast, "b", honey).await;
        listener.answers(410, &[]);
        assert_eq!(carried(db, at_last).await, [Outcome::Never { why: says(410) }]);
        assert_eq!(going(db, &cast).await, Going { arrived_at: Some(at_last), waiting: 0, given_up: 1, why: says(410) });
    }

    async fn letters_do_not_wait_for_tills_and_tills_not_for_letters(db: &Db) {
        let mut cast = Cast::on_stage(db).await;
        let listener = Listener::listens().await;
        plug(db, &mut cast, &listener).await;
        let honey = honey(db, &cast).await;
        let mut wanted = reservation(&cast, "a", &[(honey, 1)], &[&cast.grocer]);
        wanted.email = Some("jeanne@courriel.example".parse().unwrap());
        orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await.unwrap();
        notifications::address(db, cast.at).await.unwrap();
        let letters = notifications::take(db, secret::id(), 50, cast.at).await.unwrap();
        let calls = notifications::take_calls(db, secret::id(), 50, cast.at).await.unwrap();
        let what = |held: &[delivery::Model]| held.iter().map(|held| held.what.clone()).collect::<Vec<_>>();
        assert_eq!((what(&letters), what(&calls)), (vec!["order_stands".to_owned()], vec!["till".to_owned()]));
        assert!(calls.iter().chain(&letters).all(|held| !format!("{held:?}").contains("jeanne")));
    }

    async fn a_till_is_tried_once_a_minute(db: &Db) {
        let mut cast = Cast::on_stage(db).await;
        let try_it = async |cast: &Cast, at| {
            let tx = db.write().await.unwrap();
            let tried = tills::try_it(&tx, &owner(cast), at).await;
            tx.settle(tried).await
        };
        assert!(matches!(try_it(&cast, cast.at).await, Err(Error::Refused(TrialRefused::Unplugged))));
        let listener = Listener::listens().await;
        let secret = plug(db, &mut cast, &listener).await;
        try_it(&cast, cast.at).await.unwrap();
        assert!(matches!(try_it(&cast, cast.at).await, Err(Error::Refused(TrialRefused::TooSoon))));
        carried(db, cast.at).await;
        assert!(matches!(try_it(&cast, cast.at + Duration::seconds(59)).await, Err(Error::Refused(TrialRefused::TooSoon))));
        try_it(&cast, cast.at + Duration::minutes(1)).await.unwrap();
        carried(db, cast.at + Duration::minutes(1)).await;
        let heard = listener.heard(&secret);
        assert_eq!(heard.len(), 2);
        assert!(heard.iter().all(|note| note["event"] == "test" && note["order"].is_null()), "{heard:?}");
    }

    async fn each_time_that_it_is_plugged_in_the_secret_is_another(db: &Db) {
        let mut cast = Cast::on_stage(db).await;
        let listener = Listener::listens().await;
        let first = plug(db, &mut cast, &listener).await;
        let second = plug(db, &mut cast, &listener).await;
        assert_ne!(first, second);
        let honey = honey(db, &cast).await;
        place(db, &cast, "a", honey).await;
        assert_eq!(carried(db, cast.at).await, [Outcome::Sent]);
        assert_eq!(listener.heard(&second).len(), 1);
    }
}

#[tokio::test]
async fn nobody_is_called_who_is_not_on_the_internet() {
    let listener = Listener::listens().await;
    let caller = Caller::new().unwrap();
    let at = "2026-11-24T09:00:00Z".parse().unwrap();
    // Kept from a restored backup, or written by somebody who got into the database.
    for address in [
        listener.address.clone(),
        listener.address.replace("http:", "https:"),
        listener
            .address
            .replace("http:", "https:")
            .replace("127.0.0.1", "localhost"),
        "file:///etc/passwd".to_owned(),
    ] {
        let call = Call {
            shop: domain::id::ShopId(secret::id()),
            address: address.clone(),
            nonce: services::accounts::proof::Nonce::fresh(),
            note: TillNote::example(),
        };
        let outcome = caller.call(&seal(), &call, secret::id(), at).await;
        assert!(matches!(outcome, Outcome::Never { .. }), "{address}: {outcome:?}");
    }
    assert!(listener.heard.lock().unwrap().is_empty());
}
