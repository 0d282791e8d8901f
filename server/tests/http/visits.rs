//! Which answers count as a visit, and who is shown the count.

use crate::support::{Stage, cookie};
use domain::{catalogue::Stock, visits::Figures};
use http::{HeaderName, StatusCode, header};
use services::{db::Db, on_both_engines, visits};

const PHONE: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";
const ROBOT: &str = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
const HONEY: &str = "/dourdan/la-pause/miel";

/// Asks as a phone does, with more headers.
async fn visit(stage: &Stage, address: &str, more: &[(&'static str, &str)]) -> StatusCode {
    let mut request = stage.server.get(address).add_header(header::USER_AGENT, PHONE);
    for (name, value) in more {
        request = request.add_header(HeaderName::from_static(name), *value);
    }
    request.await.status_code()
}

/// The grocer's week, after what was counted is written.
async fn week(stage: &Stage, db: &Db) -> Figures {
    stage.visits.flush(db, stage.cast.at).await.unwrap();
    let who = &stage.cast.grocer_merchant;
    let week = visits::of_shop(db.read(), who, "Europe/Paris", stage.cast.at).await;
    week.unwrap().figures
}

async fn stage(db: &Db) -> Stage {
    let stage = Stage::on(db).await;
    stage
        .cast
        .product(db, &stage.cast.grocer_merchant, "Miel", "9", Stock::Always)
        .await;
    stage
}

on_both_engines! {
    async fn people_are_counted_by_the_page_and_by_how_they_came(db: &Db) {
        let stage = stage(db).await;
        for address in ["/dourdan/la-pause", "/dourdan/la-pause?q=vitrine", HONEY, "/dourdan/la-pause/miel?q=prix", "/dourdan/la-pause/miel?panier=&q=partage"] {
            assert_eq!(visit(&stage, address, &[("sec-fetch-dest", "document")]).await, StatusCode::OK);
        }
        assert_eq!(week(&stage, db).await, Figures { views: 5, scans: 2, shared: 1, ..Figures::default() });
    }

    async fn a_page_that_is_given_out_again_counts_again(db: &Db) {
        let stage = stage(db).await;
        let page = stage.server.get(HONEY).add_header(header::USER_AGENT, PHONE).await;
        let tag = page.header(header::ETAG).to_str().unwrap().to_owned();
        assert_eq!(visit(&stage, HONEY, &[]).await, StatusCode::OK);
        assert_eq!(visit(&stage, HONEY, &[("if-none-match", &tag)]).await, StatusCode::NOT_MODIFIED);
        assert_eq!(week(&stage, db).await.views, 3);
        // Writing the count makes no page old.
        assert_eq!(visit(&stage, HONEY, &[("if-none-match", &tag)]).await, StatusCode::NOT_MODIFIED);
        assert_eq!(week(&stage, db).await.views, 4);
    }

    async fn a_page_that_was_fetched_ahead_counts_when_it_is_shown(db: &Db) {
        let stage = stage(db).await;
        let show = async |address: &str, agent: &str, who: &str| {
            let told = stage.server.post("/api/vu").text(address).add_header(header::USER_AGENT, agent).add_header(header::COOKIE, who);
            told.add_header(HeaderName::from_static("sec-fetch-dest"), "empty").await.status_code()
        };
        visit(&stage, HONEY, &[("sec-purpose", "prefetch")]).await;
        assert_eq!(week(&stage, db).await.views, 0);
        assert_eq!(show("/dourdan/la-pause/miel?q=partage", PHONE, "other=1").await, StatusCode::NO_CONTENT);
        assert_eq!(week(&stage, db).await, Figures { views: 1, shared: 1, ..Figures::default() });
        for (address, agent, who) in [
            (HONEY, ROBOT, "other=1".to_owned()),
            (HONEY, PHONE, cookie(&stage.cast.grocer_session)),
            ("/dourdan/la-pause/rien", PHONE, "other=1".to_owned()),
            ("\u{0} pas une adresse", PHONE, "other=1".to_owned()),
            ("", PHONE, "other=1".to_owned()),
        ] {
            assert_eq!(show(address, agent, &who).await, StatusCode::NO_CONTENT, "{address}");
        }
        assert_eq!(week(&stage, db).await.views, 1);
    }

    async fn what_is_no_person_who_looks_is_not_counted(db: &Db) {
        let stage = stage(db).await;
        for ahead in [("sec-purpose", "prefetch"), ("sec-purpose", "prefetch;prerender"), ("purpose", "prefetch"), ("x-moz", "prefetch"), ("sec-fetch-dest", "empty"), ("sec-fetch-dest", "iframe")] {
            visit(&stage, HONEY, &[ahead]).await;
        }
        stage.server.get(HONEY).add_header(header::USER_AGENT, ROBOT).await.assert_status_ok();
        stage.server.get(HONEY).await.assert_status_ok();
        stage.server.method(http::Method::HEAD, HONEY).add_header(header::USER_AGENT, PHONE).await.assert_status_ok();
        for address in ["/dourdan/la-pause/rien", "/dourdan/la-pause/nouveautes.rss", "/dourdan/la-pause/carte.jpg", "/dourdan/panier"] {
            visit(&stage, address, &[]).await;
        }
        for who in [&stage.cast.grocer_session, &stage.cast.official_session] {
            visit(&stage, HONEY, &[("cookie", &cookie(who))]).await;
        }
        assert_eq!(week(&stage, db).await, Figures::default());
    }

    async fn a_square_on_paper_counts_itself(db: &Db) {
        let stage = stage(db).await;
        // What the square holds is drawn, not written: the link is asked for where it is made.
        let (house, who) = (&stage.house, &stage.cast.grocer_merchant);
        let poster = app::printing::desk::poster::<()>(house, who, printing::Paper::A4, app::i18n::Locale::fr).await.unwrap();
        let cards = app::printing::desk::price_cards(house, who, printing::Cut::Cards, app::printing::desk::Choice::OnSale, app::i18n::Locale::fr).await.unwrap();
        assert_eq!(poster.address, "halle.example/dourdan/la-pause");
        for link in [&poster.link, &cards.tags[0].link] {
            visit(&stage, &link.replace("https://halle.example", ""), &[]).await;
        }
        assert_eq!(week(&stage, db).await, Figures { views: 2, scans: 2, ..Figures::default() });
    }

    async fn only_the_shop_and_the_town_hall_see_the_count(db: &Db) {
        let stage = stage(db).await;
        for _ in 0..41 {
            visit(&stage, HONEY, &[]).await;
        }
        visit(&stage, "/dourdan/la-pause?q=vitrine", &[]).await;
        week(&stage, db).await;
        let (cast, shown) = (&stage.cast, "<dd class=\"visits__value\">42</dd>");
        let counter = stage.get_as(&cast.grocer_session, "/comptoir/boutique").await.text();
        assert!(counter.contains(shown) && counter.contains("pages vues") && counter.contains("Miel"), "{counter}");
        let board = stage.get_as(&cast.official_session, "/mairie").await.text();
        assert!(board.contains(shown) && board.contains("La pause"), "{board}");
        let other = stage.get_as(&cast.toys_session, "/comptoir/boutique").await.text();
        assert!(!other.contains(">42<"), "{other}");
        for page in ["/dourdan", "/dourdan/la-pause", HONEY] {
            let public = stage.get(page).await.text();
            assert!(!public.contains(">42<") && !public.contains("visits"), "{page}");
        }
    }
}
