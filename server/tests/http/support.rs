//! The cast in front of a server: who asks carries the cookie of their device, and no other.

use app::{
    law::Operator,
    state::{House, Look, Machine},
};
use axum_test::{TestResponse, TestServer};
use chrono::{DateTime, Duration, Utc};
use http::header;
use server::{metrics, pages::Server, router::router};
use services::{
    accounts::{self, NewSession},
    clock::Clock,
    db::Db,
    food_facts::FoodFacts,
    live::Live,
    notifications::Postbox,
    photos::Photos,
    testing::Cast,
    visits::Tally,
};
use tokio::sync::{Mutex, watch};

/// A server with everybody on stage.
pub struct Stage {
    pub cast: Cast,
    pub house: House,
    pub server: TestServer,
    /// The same, for whoever does not wait for an answer to end.
    pub router: axum::Router,
    /// Where the operator's monitoring asks.
    pub monitoring: TestServer,
    /// What was counted and not written yet.
    pub visits: Tally,
    /// When the official's phone last proved itself.
    proved: Mutex<DateTime<Utc>>,
    // The server stops when this is dropped.
    _running: watch::Sender<()>,
}

impl Stage {
    pub async fn on(db: &Db) -> Self {
        Self::asking(db, None).await
    }

    /// The same with somebody to ask about barcodes.
    pub async fn asking(db: &Db, food_facts: Option<FoodFacts>) -> Self {
        Box::pin(Self::with(db, Photos::memory(), food_facts)).await
    }

    /// The same with photos in a folder that can be tampered with.
    pub async fn keeping(db: &Db, photos: Photos) -> Self {
        Box::pin(Self::with(db, photos, None)).await
    }

    async fn with(db: &Db, photos: Photos, food_facts: Option<FoodFacts>) -> Self {
        let cast = Cast::on_stage(db).await;
        let house = House {
            db: db.clone(),
            photos,
            food_facts,
            live: Live::default(),
            postbox: Postbox::default(),
            seal: services::testing::seal(),
            clock: Clock::at(cast.at),
            base_url: "https://halle.example".into(),
            version: "test".into(),
            counter_script: "halle-counter".into(),
            hall_script: "halle-hall".into(),
            look: Look::default(),
            operator: std::sync::Arc::new(dourdan()),
            machine: Machine::default(),
        };
        let (running, stopping) = watch::channel(());
        let server = Server::new(house.clone(), stopping);
        let visits = server.visits.clone();
        let monitoring = TestServer::new(metrics::router(server.clone()));
        let router = router(server);
        Self {
            proved: Mutex::new(cast.at),
            cast,
            house,
            server: TestServer::new(router.clone()),
            router,
            monitoring,
            visits,
            _running: running,
        }
    }

    /// Asks for a page as nobody in particular.
    pub async fn get(&self, address: &str) -> TestResponse {
        self.server.get(address).await
    }

    /// Asks for a page from a device that is signed in.
    pub async fn get_as(&self, who: &NewSession, address: &str) -> TestResponse {
        self.as_of_today(who).await;
        self.server
            .get(address)
            .add_header(header::COOKIE, cookie(who))
            .await
    }

    /// One more device of the official's, which has yet to prove itself.
    pub async fn unproven(&self) -> NewSession {
        let tx = self.house.db.write().await.expect("the writer");
        let link = accounts::may_sign_in(&tx, Some(self.cast.town.id), None, self.cast.at).await;
        let device = accounts::accept(&tx, &link.expect("a link"), "test", self.cast.at).await;
        tx.commit().await.expect("committed");
        device.expect("signed in")
    }

    /// The cast's official proves anew once the clock has moved on, as people do in the morning.
    async fn as_of_today(&self, who: &NewSession) {
        if who.secret != self.cast.official_session.secret {
            return;
        }
        let now = self.house.clock.now();
        let mut proved = self.proved.lock().await;
        if now - *proved > Duration::minutes(5) {
            self.cast.official_proves(&self.house.db, now).await;
            *proved = now;
        }
    }

    /// Sends a form as nobody in particular.
    pub async fn post(&self, address: &str, form: &[(&str, &str)]) -> TestResponse {
        self.server.post(address).form(form).await
    }

    /// Sends a form from a device that is signed in.
    pub async fn post_as(&self, who: &NewSession, address: &str, form: &[(&str, &str)]) -> TestResponse {
        self.as_of_today(who).await;
        self.server
            .post(address)
            .add_header(header::COOKIE, cookie(who))
            .form(form)
            .await
    }
}

/// Who runs the market of the tests.
fn dourdan() -> Operator {
    Operator {
        name: "Commune de Dourdan".into(),
        address: "1 place de l’Hôtel-de-Ville, 91410 Dourdan".into(),
        phone: "01 99 00 91 41".into(),
        email: "marche@mairie.example".into(),
        number: "219 102 001".into(),
        publisher: "Camille Roux".into(),
        host: "Halle Hébergement, 2 rue du Serveur, 75000 Paris, 01 99 00 75 00".into(),
        privacy: "donnees@mairie.example".into(),
    }
}

/// The cookie of a device.
pub fn cookie(who: &NewSession) -> String {
    format!("__Host-halle={}", who.secret.reveal())
}

/// Where an answer sends the browser.
pub fn location(response: &TestResponse) -> String {
    response.assert_status_see_other();
    response
        .header(header::LOCATION)
        .to_str()
        .expect("an address")
        .to_owned()
}

/// A small picture, as a phone would send it.
pub fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(64, 48, |x, y| {
        image::Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], 90])
    })
    .write_to(&mut bytes, image::ImageFormat::Jpeg)
    .expect("a JPEG");
    bytes.into_inner()
}
