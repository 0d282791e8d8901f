use crate::support::{Stage, location};
use http::StatusCode;
use services::on_both_engines;

const OURS: &str = "/mairie/ville";
const CLOSE: [(&str, &str); 2] = [("what", "close"), ("essential", "grocer")];

on_both_engines! {
    async fn a_town_is_closed_to_the_public_and_opened_again(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let (town, toys, grocer) = ("/dourdan", "/dourdan/le-cheval-de-bois", "/dourdan/la-pause");
        let door = "Vos réservations vous sont remises à la porte.";
        // Kept from here on.
        for page in [town, toys, grocer] {
            assert!(!stage.get(page).await.text().contains(door), "{page}");
        }
        let closed = stage.post_as(me, OURS, &CLOSE).await;
        assert_eq!(location(&closed), "/mairie/ville?fait=ferme");
        let says = stage.get(town).await.text();
        assert!(says.contains("Commerces fermés au public jusqu’à nouvel ordre"), "{says}");
        assert!(says.contains("Restent ouverts\u{a0}: épicerie."), "{says}");
        assert!(stage.get(toys).await.text().contains(door));
        assert!(!stage.get(grocer).await.text().contains(door));
        let counter = stage.get_as(&stage.cast.toys_session, "/comptoir/boutique").await.text();
        assert!(counter.contains("La mairie a fermé les commerces comme le vôtre"), "{counter}");
        // The merchant's own box stays as it was.
        assert!(!counter.contains("name=\"door\" value=\"only\" checked"), "{counter}");
        let counter = stage.get_as(&stage.cast.grocer_session, "/comptoir/boutique").await.text();
        assert!(!counter.contains("La mairie a fermé"));
        assert!(stage.get_as(me, "/mairie").await.text().contains("La ville est fermée au public jusqu’à nouvel ordre"));
        let ledger = stage.get_as(me, "/mairie/cahier").await.text();
        assert!(ledger.contains("Ville fermée au public jusqu’à nouvel ordre. Restent ouverts\u{a0}: épicerie."), "{ledger}");

        let opened = stage.post_as(me, OURS, &[("what", "reopen")]).await;
        assert_eq!(location(&opened), "/mairie/ville?fait=rouvert");
        assert!(!stage.get(town).await.text().contains("fermés au public"));
        assert!(!stage.get(toys).await.text().contains(door));
        assert!(stage.get_as(me, "/mairie/cahier").await.text().contains("La ville rouvre au public."));
    }

    async fn a_closing_begins_and_ends_at_midnight_without_anybody_doing_anything(db: &Db) {
        let stage = Stage::on(db).await;
        let form = [("what", "close"), ("essential", "grocer"), ("from", "2026-11-25"), ("to", "25/11/2026")];
        location(&stage.post_as(&stage.cast.official_session, OURS, &form).await);
        // In Paris it is midnight at eleven.
        for (at, is_closed) in [
            ("2026-11-24T22:59:00Z", false),
            ("2026-11-24T23:00:00Z", true),
            ("2026-11-25T22:59:00Z", true),
            ("2026-11-25T23:00:00Z", false),
        ] {
            stage.house.clock.set(at.parse().unwrap());
            let shop = stage.get("/dourdan/le-cheval-de-bois").await.text();
            assert_eq!(shop.contains("Fermé au public."), is_closed, "{at}");
            let town = stage.get("/dourdan").await.text();
            assert_eq!(town.contains("Ils vendent quand même"), is_closed, "{at}");
        }
    }

    async fn what_cannot_be_closed_is_told_and_stays_typed(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let backwards = [CLOSE.as_slice(), &[("from", "2026-12-24"), ("to", "2026-12-01"), ("essential", "toys")]].concat();
        let refused = stage.post_as(me, OURS, &backwards).await;
        refused.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let refused = refused.text();
        assert!(refused.contains("Le dernier jour vient avant le premier") && refused.contains("value=\"2026-12-24\""), "{refused}");
        assert!(refused.contains("value=\"toys\" checked") && !refused.contains("value=\"bakery\" checked"), "{refused}");
        let all: Vec<(&str, &str)> = domain::shops::ShopKind::ALL.iter().map(|kind| ("essential", kind.as_str())).collect();
        let all = [all.as_slice(), &[("what", "close")]].concat();
        let refused = stage.post_as(me, OURS, &all).await;
        refused.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Décochez ce qui ferme"));
        assert!(!stage.get("/dourdan").await.text().contains("fermés au public"));
    }

    async fn an_announcement_stands_on_every_page_of_its_days(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let pages = ["/dourdan", "/dourdan/la-pause", "/dourdan/boutiques", "/dourdan/panier"];
        for page in pages {
            assert!(!stage.get(page).await.text().contains("Marché de Noël"), "{page}");
        }
        let form = [("what", "announcement"), ("words", "Marché de Noël <samedi>"), ("from", ""), ("to", "2026-11-24")];
        assert_eq!(location(&stage.post_as(me, OURS, &form).await), "/mairie/ville?fait=annonce");
        for page in pages {
            assert!(stage.get(page).await.text().contains("Marché de Noël &lt;samedi&gt;"), "{page}");
        }
        // Nor does it end the field in which it was typed.
        assert!(stage.get_as(me, OURS).await.text().contains(">Marché de Noël &lt;samedi&gt;</textarea>"));
        location(&stage.post_as(me, OURS, &[("what", "announcement")]).await);
        assert!(!stage.get("/dourdan").await.text().contains("Marché de Noël"));
        location(&stage.post_as(me, OURS, &form).await);
        assert!(stage.get("/dourdan").await.text().contains("Marché de Noël"));
        // Its last day is over.
        stage.house.clock.set("2026-11-24T23:00:00Z".parse().unwrap());
        assert!(!stage.get("/dourdan").await.text().contains("Marché de Noël"));

        let long = "é".repeat(201);
        let wrong = [("what", "announcement"), ("words", long.as_str()), ("from", "hier")];
        let refused = stage.post_as(me, OURS, &wrong).await;
        refused.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let refused = refused.text();
        assert!(refused.contains("200 caractères au plus.") && refused.contains(&long) && refused.contains("value=\"hier\""), "{refused}");
        assert!(refused.contains("Il manque un jour, ou il ne se lit pas"), "{refused}");
    }

    async fn a_town_has_its_own_words_and_colour(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        stage.cast.product(db, &stage.cast.grocer_merchant, "Miel", "9,80", domain::catalogue::Stock::Plenty).await;
        let before = stage.get("/dourdan").await.text();
        assert!(before.contains("awning--tomato") && !before.contains("en ligne"), "{before}");
        let form = [("what", "front"), ("welcome", "Bienvenue à la halle."), ("awning", "basil"), ("counts", "1")];
        assert_eq!(location(&stage.post_as(me, OURS, &form).await), "/mairie/ville?fait=page");
        let after = stage.get("/dourdan").await.text();
        for part in ["awning--basil", "Bienvenue à la halle.", "Un commerce en ligne"] {
            assert!(after.contains(part), "{part}");
        }
        assert!(stage.get("/dourdan/la-pause").await.text().contains("awning--basil"));
        let page = stage.get_as(me, "/mairie/ville?fait=page").await.text();
        assert!(page.contains("C’est noté.") && page.contains("value=\"basil\" checked"), "{page}");
        // A colour that is none is the usual one; an unchecked box is a no.
        location(&stage.post_as(me, OURS, &[("what", "front"), ("awning", "url(x)")]).await);
        let after = stage.get("/dourdan").await.text();
        assert!(after.contains("awning--tomato") && !after.contains("Un commerce en ligne") && !after.contains("Bienvenue"), "{after}");
    }

    async fn only_officials_say_something_for_the_town(db: &Db) {
        let stage = Stage::on(db).await;
        stage.get(OURS).await.assert_status_unauthorized();
        stage.get_as(&stage.cast.grocer_session, OURS).await.assert_status_unauthorized();
        stage.post(OURS, &CLOSE).await.assert_status_unauthorized();
        stage.post_as(&stage.cast.grocer_session, OURS, &CLOSE).await.assert_status_unauthorized();
        assert!(!stage.get("/dourdan").await.text().contains("fermés au public"));
        // What is no wish of ours changes nothing.
        assert_eq!(location(&stage.post_as(&stage.cast.official_session, OURS, &[("what", "sell")]).await), OURS);
    }
}
