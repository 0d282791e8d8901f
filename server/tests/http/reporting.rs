//! From a report to a suspension, an answer and its end, as each of them reads it.

use crate::support::{Stage, location};
use domain::{
    catalogue::Stock,
    id::{DecisionId, ProductId, ReplyId, ReportId},
};
use http::StatusCode;
use services::{
    accounts::NewSession,
    decisions, on_both_engines,
    orders::{self, Placer},
    reports, secret,
    testing::reservation,
};

const REPORT: &str = "/signaler";
const REPORTS: &str = "/mairie/signalements";
const DECISIONS: &str = "/mairie/decisions";
const COUNTER: &str = "/comptoir/decisions";
const SHELF: &str = "/comptoir/etal";

async fn honey(stage: &Stage) -> ProductId {
    let cast = &stage.cast;
    cast.product(
        &stage.house.db,
        &cast.grocer_merchant,
        "Miel",
        "9,80",
        Stock::Pieces(5),
    )
    .await
}

/// Somebody reports the honey; gives the report's id.
async fn somebody_reports(stage: &Stage) -> ReportId {
    let id = ReportId(secret::id());
    let form = [
        ("id", id.to_string()),
        ("place", "/dourdan/la-pause/miel".into()),
        ("concern", "untrue".into()),
        ("words", "Ce miel ne vient pas d’ici.".into()),
        ("email", "jeanne@exemple.example".into()),
        ("faith", "yes".into()),
    ];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let sent = stage.post(REPORT, &form).await;
    sent.assert_status_ok();
    let page = sent.text();
    assert!(
        page.contains("Votre signalement est arrivé") && page.contains("jeanne@exemple.example"),
        "{page}"
    );
    id
}

/// The official decides; gives the answer.
async fn decide(stage: &Stage, who: &NewSession, more: &[(&str, &str)]) -> axum_test::TestResponse {
    let mut form = vec![
        ("rule", "misleading"),
        ("why", "L’étiquette trompe sur l’origine."),
        ("facts", "Le pot vient d’ailleurs."),
    ];
    form.extend_from_slice(more);
    stage.post_as(who, DECISIONS, &form).await
}

pub async fn suspend(stage: &Stage) -> DecisionId {
    let shop = stage.cast.grocer.id.to_string();
    let decided = decide(
        stage,
        &stage.cast.official_session,
        &[("shop", &shop), ("measure", "suspended")],
    )
    .await;
    let page = location(&decided);
    page.rsplit('/').next().unwrap().parse().unwrap()
}

on_both_engines! {
    async fn each_public_page_leads_to_the_form(db: &Db) {
        let stage = Stage::on(db).await;
        honey(&stage).await;
        for page in ["/dourdan/la-pause", "/dourdan/la-pause/miel"] {
            let link = format!("/signaler?page={}", page.replace('/', "%2F"));
            let text = stage.get(page).await.text();
            assert!(text.contains(&link), "{page}: {text}");
            let form = stage.get(&link).await.text();
            assert!(form.contains("Vous signalez") && form.contains("La pause") && form.contains("noindex"), "{form}");
        }
        let wanted = reservation(&stage.cast, "k", &[(honey(&stage).await, 1)], &[&stage.cast.grocer]);
        let placed = orders::place(db, &stage.cast.town, &wanted, Placer::Shopper, "fr", stage.cast.at).await.unwrap();
        let order = stage.get(&format!("/commande/{}", placed.page_key)).await.text();
        // It names the shop, and never the order's key.
        assert!(order.contains("/signaler?page=%2Fdourdan%2Fla-pause\""), "{order}");
    }

    async fn what_needs_another_look_is_said_and_nothing_typed_is_lost(db: &Db) {
        let stage = Stage::on(db).await;
        honey(&stage).await;
        let form = [("place", "/dourdan/la-pause/rien"), ("words", "Mes </textarea><mots>"), ("name", "Jeanne"), ("email", "jeanne"), ("concern", "age")];
        let refused = stage.post(REPORT, &form).await;
        refused.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let page = refused.text();
        for says in ["Nous ne trouvons ni boutique ni produit", "Mes &lt;/textarea&gt;&lt;mots&gt;", "Vérifiez l’adresse e-mail", "Cochez cette case si vous le pensez", "value=\"Jeanne\""] {
            assert!(page.contains(says), "{says}: {page}");
        }
        assert_eq!(reports::count_open(db.read(), &stage.cast.official).await.unwrap(), 0);
        let empty = stage.post(REPORT, &[("place", "/dourdan/la-pause"), ("faith", "yes")]).await;
        empty.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text().contains("Choisissez ce qui s’en approche le plus"));
    }

    async fn the_town_hall_reads_it_and_says_what_came_of_it(db: &Db) {
        let stage = Stage::on(db).await;
        let me = &stage.cast.official_session;
        let product = honey(&stage).await.to_string();
        let report = somebody_reports(&stage).await.to_string();
        assert!(stage.get_as(me, "/mairie").await.text().contains("Signalements à traiter"));
        let list = stage.get_as(me, REPORTS).await.text();
        assert!(list.contains("Miel, chez La pause") && list.contains("à lire"), "{list}");
        let case = format!("{REPORTS}/{report}");
        let page = stage.get_as(me, &case).await.text();
        assert!(page.contains("Ce miel ne vient pas d’ici.") && page.contains("par Camille Roux") && page.contains("jeanne@exemple.example"), "{page}");
        assert!(stage.get_as(me, REPORTS).await.text().contains(">lu<"));
        // Without its reasons nothing is taken down, and what was written stays.
        let shop = stage.cast.grocer.id.to_string();
        let bare = [("shop", &*shop), ("report", &*report), ("product", &*product), ("measure", "held"), ("facts", "Vu <hier>.")];
        let refused = stage.post_as(me, DECISIONS, &bare).await;
        refused.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let page = refused.text();
        assert!(page.contains("Choisissez la règle") && page.contains("Vu &lt;hier&gt;.") && page.contains("Ce miel ne vient pas d’ici."), "{page}");
        stage.get("/dourdan/la-pause/miel").await.assert_status_ok();
        let decided = decide(&stage, me, &[("shop", &shop), ("report", &report), ("product", &product), ("measure", "held")]).await;
        assert!(location(&decided).starts_with(DECISIONS));
        stage.get("/dourdan/la-pause/miel").await.assert_status(StatusCode::NOT_FOUND);
        let case = stage.get_as(me, &case).await.text();
        assert!(case.contains("Produit retiré de la vente") && !case.contains("Décider et prévenir"), "{case}");
        let counter = stage.get_as(&stage.cast.grocer_session, SHELF).await.text();
        assert!(counter.contains("La mairie a retiré de la vente\u{a0}: Miel, chez La pause."), "{counter}");
        // Decided a second time, it says so.
        decide(&stage, me, &[("shop", &shop), ("report", &report), ("measure", "nothing")]).await.assert_status(StatusCode::CONFLICT);
    }

    async fn a_suspended_shop_says_so_and_its_orders_go_on(db: &Db) {
        let stage = Stage::on(db).await;
        let product = honey(&stage).await;
        let (grocer, cast) = (&stage.cast.grocer_session, &stage.cast);
        let wanted = reservation(cast, "k", &[(product, 1)], &[&cast.grocer]);
        let placed = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await.unwrap();
        let basket = format!("/dourdan/panier?panier={}.1", product.0.simple());
        assert!(stage.get("/dourdan").await.text().contains("Miel"));
        assert!(stage.get(&basket).await.text().contains("Miel"));
        let decision = suspend(&stage).await;
        for page in ["/dourdan/la-pause", "/dourdan/la-pause/miel"] {
            let gone = stage.get(page).await;
            gone.assert_status(StatusCode::NOT_FOUND);
            assert!(gone.text().contains("La pause ne vend pas en ce moment"));
        }
        for page in ["/dourdan/la-pause/nouveautes.rss", "/dourdan/la-pause/carte.jpg", "/dourdan/la-pause/miel/carte.jpg"] {
            stage.get(page).await.assert_status(StatusCode::NOT_FOUND);
        }
        for page in ["/dourdan", "/dourdan/boutiques", "/dourdan/plan", "/dourdan/recherche?q=miel", "/dourdan/nouveautes.rss", "/sitemap.xml"] {
            let text = stage.get(page).await.text();
            assert!(!text.contains("la-pause") && !text.contains("9,80"), "{page}: {text}");
        }
        stage.get("/conditions/dourdan/la-pause").await.assert_status_ok();
        // In the basket already.
        let left = stage.get(&basket).await.text();
        assert!(left.contains("La pause ne prend plus de commandes\u{a0}: la mairie a suspendu cette boutique."), "{left}");
        let window = format!("window-{}", cast.grocer.id);
        let key = cast.first_window(&cast.grocer).key();
        let basket = format!("{}.1", product.0.simple());
        let form = [("key", "late"), ("basket", &*basket), ("name", "Jeanne"), ("phone", "0199001234"), (&*window, &*key)];
        let refused = stage.post("/dourdan/panier", &form).await;
        refused.assert_status(StatusCode::CONFLICT);
        let page = refused.text();
        assert!(page.contains("a suspendu cette boutique") && page.contains("Rien n’a été envoyé"), "{page}");
        // What was ordered before goes on.
        let order = format!("/commande/{}", placed.page_key);
        stage.get(&order).await.assert_status_ok();
        let (_, shown) = orders::page(db.read(), &placed.page_key).await.unwrap();
        let part = shown.parts[0].id.to_string();
        assert_eq!(location(&stage.post_as(grocer, "/comptoir/commandes", &[("part", &part), ("act", "pret")]).await), "/comptoir/commandes");
        let lifted = stage.post_as(&cast.official_session, DECISIONS, &[("lifts", &decision.to_string()), ("facts", "Corrigé.")]).await;
        assert_eq!(location(&lifted), format!("{DECISIONS}/{decision}"));
        stage.get("/dourdan/la-pause/miel").await.assert_status_ok();
        assert!(stage.get("/dourdan").await.text().contains("Miel"));
    }

    async fn a_suspended_shops_counter_keeps_what_was_typed(db: &Db) {
        let stage = Stage::on(db).await;
        let product = honey(&stage).await.to_string();
        let grocer = &stage.cast.grocer_session;
        suspend(&stage).await;
        let listing = axum_test::multipart::MultipartForm::new().add_text("price", "12,34").add_text("name", "Gelée");
        let sold = stage.server.post("/comptoir").add_header(http::header::COOKIE, crate::support::cookie(grocer)).multipart(listing).await;
        sold.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let page = sold.text();
        assert!(page.contains("12,34") && page.contains("Gelée") && page.contains("rien ne peut être mis en vente"), "{page}");
        let priced = stage.post_as(grocer, SHELF, &[("product", &product), ("wish", "price"), ("typed", "7,77")]).await;
        priced.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        let page = priced.text();
        assert!(page.contains("7,77") && page.contains("rien ne peut être mis en vente"), "{page}");
        let off = stage.post_as(grocer, SHELF, &[("product", &product), ("wish", "off")]).await;
        off.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(off.text().contains("rien ne peut être mis en vente"));
        let picture = stage.server.put(&format!("/api/comptoir/photos/{product}"))
            .add_header(http::header::COOKIE, crate::support::cookie(grocer))
            .bytes(crate::support::picture().into()).await;
        picture.assert_status(StatusCode::CONFLICT);
        // What the law wants said may be said.
        let label = [("product", &*product), ("facts", "allergens"), ("act", "none")];
        stage.post_as(grocer, "/comptoir/a-completer", &label).await.assert_status_see_other();
    }

    async fn the_merchant_reads_all_the_reasons_and_answers(db: &Db) {
        let stage = Stage::on(db).await;
        let (grocer, me) = (&stage.cast.grocer_session, &stage.cast.official_session);
        let decision = suspend(&stage).await.to_string();
        for page in ["/comptoir", SHELF, "/comptoir/commandes", "/comptoir/boutique"] {
            let text = stage.get_as(grocer, page).await.text();
            assert!(text.contains("La mairie a suspendu votre boutique.") && text.contains(COUNTER), "{page}");
        }
        let page = stage.get_as(grocer, COUNTER).await.text();
        for says in [
            "Le pot vient d’ailleurs.", "L’étiquette trompe sur l’origine.", "article L. 121-2", "Aucun, ni pour trouver ni pour décider.",
            "Jusqu’à ce que la mairie lève la mesure.", "De sa propre initiative.", "règlement extrajudiciaire", "tribunal administratif", "marche@mairie.example",
        ] {
            assert!(page.contains(says), "{says}: {page}");
        }
        let reply = ReplyId(secret::id()).to_string();
        let empty = stage.post_as(grocer, COUNTER, &[("to", &*decision), ("id", &reply), ("words", " ")]).await;
        empty.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text().contains("Écrivez au moins une phrase"));
        for _ in 0..2 {
            let sent = stage.post_as(grocer, COUNTER, &[("to", &*decision), ("id", &reply), ("words", "L’étiquette est corrigée.")]).await;
            assert_eq!(location(&sent), format!("{COUNTER}?envoye=1"));
        }
        let read = stage.get_as(me, &format!("{DECISIONS}/{decision}")).await.text();
        assert_eq!(read.matches("L’étiquette est corrigée.").count(), 1, "{read}");
        stage.post_as(&stage.cast.toys_session, COUNTER, &[("to", &*decision), ("words", "Moi aussi")]).await.assert_status(StatusCode::NOT_FOUND);
        let nothing = stage.post_as(me, DECISIONS, &[("lifts", &*decision), ("facts", "")]).await;
        nothing.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(location(&stage.post_as(me, DECISIONS, &[("lifts", &*decision), ("facts", "Corrigé.")]).await), format!("{DECISIONS}/{decision}"));
        assert!(!stage.get_as(grocer, SHELF).await.text().contains("La mairie a suspendu votre boutique."));
        let page = stage.get_as(grocer, COUNTER).await.text();
        assert!(page.contains("Mesure levée") && page.contains("Corrigé."), "{page}");
        stage.post_as(me, DECISIONS, &[("lifts", &*decision), ("facts", "Encore.")]).await.assert_status(StatusCode::CONFLICT);
        let ledger = stage.get_as(me, "/mairie/cahier").await.text();
        assert!(ledger.contains("La mairie a suspendu la boutique") && ledger.contains("La mairie a levé la suspension."), "{ledger}");
        assert!(decisions::standing_in_town(db.read(), &stage.cast.official).await.unwrap().is_empty());
    }
}
