//! Every address the server answers, grouped by who calls it. Pages are listed in `app::app`; server functions register
//! themselves under `/api/`.

use crate::{
    kept, layers, limits,
    listed::Listed,
    metrics,
    pages::{self, Server},
    routes::{
        abroad, account, accounts, api, catalogue, decisions, duties, events, figures, hands, health,
        instance, language, leaving, notifications, orders, our_town, photos, printing, proof, reports,
        roster, search, share, shops, site, stand_ins, team, tills, tour, town_hall, way_back,
    },
    visits,
};
use app::{routes as at, stand_ins::api::HasMerchant, tour::api::NoteCalls};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post, put},
};
use leptos::server_fn::axum::register_explicit;
use leptos_axum::LeptosRoutes;
use services::photos::MAX_BYTES;

/// One byte more than is taken, so that a picture that is too large can be told so in words.
#[expect(clippy::cast_possible_truncation, reason = "12 MB fit everywhere")]
const PICTURE_BYTES: usize = MAX_BYTES as usize + 1;
/// A picture with the fields around it.
const FORM_WITH_PICTURE_BYTES: usize = PICTURE_BYTES + 64 * 1024;

/// A list of shops with the fields around it, and as much more that a list that is too large can be told so in words.
const LIST_BYTES: usize = 2 * services::roster::MAX_BYTES;

/// All routes with the layers around them.
pub fn router(server: Server) -> Router {
    let (house, tally, metrics) = (
        server.house.clone(),
        server.visits.clone(),
        server.metrics.clone(),
    );
    let router = listed()
        .into_router()
        .leptos_routes_with_context(&server, pages::all(), server.contexts(), pages::frame(&server))
        .fallback(pages::not_found)
        .with_state(server.clone());
    let router = limits::around(router, &server);
    let router = metrics::mark(layers::around(router, &house), &metrics.requests);
    let market = kept::around(router, &house, &metrics);
    // Outside of what gives pages out again: each time counts.
    metrics::around(visits::around(market, &house, &tally), &metrics.requests)
}

/// Every address that is no page and no server function. A new one gets its lines in `server/tests/http/permissions`,
/// which asks at all of them who may do what.
pub fn listed() -> Listed {
    // They register themselves like all others, but nothing else of their module is used here, so that a linker may leave
    // them out.
    register_explicit::<NoteCalls>();
    register_explicit::<HasMerchant>();
    let listed = office(counter(market(Listed::default())));
    listed.files(&get(site::file))
}

fn market(listed: Listed) -> Listed {
    listed
        // Everybody
        .route(at::HEALTH, get(health::healthz))
        .route("/photos/{hash}/{file}", get(photos::picture))
        .route("/pkg/{build}/{*file}", get(site::of_build))
        .route(at::LANGUAGE, post(language::choose))
        .route(at::WORKER, get(site::worker))
        .route(at::SPECULATION_RULES, get(site::speculation_rules))
        // Other sites and programs
        .route(at::ROBOTS, get(abroad::robots))
        .route(at::SITEMAP, get(abroad::sitemap))
        .route("/sitemap/{part}", get(abroad::sitemap_part))
        .route("/{town}/nouveautes.rss", get(abroad::town_feed))
        .route("/{town}/{shop}/nouveautes.rss", get(abroad::shop_feed))
        .route("/{town}/carte.jpg", get(abroad::of_town))
        .route("/{town}/{shop}/carte.jpg", get(abroad::of_shop))
        .route("/{town}/{shop}/{product}/carte.jpg", get(abroad::of_product))
        .route("/{town}/vitrine", get(abroad::showcase))
        .route(at::api::TOWNS, get(api::towns))
        .route("/api/v1/towns/{town}/shops", get(api::shops))
        .route("/api/v1/towns/{town}/shops/{shop}", get(api::shop))
        .route("/api/v1/towns/{town}/products", get(api::of_town))
        .route("/api/v1/towns/{town}/shops/{shop}/products", get(api::of_shop))
        .route(
            "/api/v1/towns/{town}/shops/{shop}/products/{product}",
            get(api::product),
        )
        .route(at::api::DOCUMENT, get(api::openapi))
        .route("/api/v1/{*rest}", get(api::nothing))
        // Shoppers
        .route("/{town}/panier", post(orders::reserve))
        .route("/api/recherche/{town}", get(search::offers))
        .route(at::SEEN, post(visits::shown))
        .route("/commande/{key}", post(orders::cancel))
        .route("/commande/{key}/agenda.ics", get(orders::agenda))
        .route("/commande/{key}/donnees.json", get(orders::export))
        .route("/commande/{key}/retractation/{part}", post(orders::withdraw))
        .route(
            "/commande/{key}/retractation/{part}/accuse.txt",
            get(orders::receipt),
        )
        .route(at::REPORT, post(reports::report))
        .route(at::ORDER_WORKER, get(site::order_worker))
        .route("/api/commande/{key}/evenements", get(events::order))
        // Whoever holds a link
        .route("/invitation/{secret}", post(accounts::go_through))
        .route(at::WAY_BACK, post(way_back::ask))
        .route("/entrer/lettre/{secret}", post(way_back::go_through))
        .route(at::SIGN_OUT, post(accounts::sign_out))
        .route(at::HELP, post(hands::help))
}

fn counter(listed: Listed) -> Listed {
    listed
        .route(
            at::COUNTER,
            post(catalogue::put_on_sale).layer(DefaultBodyLimit::max(FORM_WITH_PICTURE_BYTES)),
        )
        .route(
            "/api/comptoir/photos/{product}",
            put(photos::attach).layer(DefaultBodyLimit::max(PICTURE_BYTES)),
        )
        .route(at::SHARE, post(share::pictures))
        .route(at::SHELF, post(catalogue::change))
        .route(at::INBOX, post(orders::move_ticket))
        .route("/comptoir/remise/{code}", post(orders::hand_over))
        .route(at::SHOP, post(shops::describe))
        .route(at::TRADER, post(shops::identify))
        .route(at::TO_COMPLETE, post(duties::say))
        .route(at::ACCOUNT, post(account::leave))
        .route(at::ACCOUNT_EXPORT, get(account::export))
        .route(at::SHOP_ARCHIVE, get(leaving::shop))
        .route(at::DECISIONS, post(decisions::reply))
        .route(at::POSTER_PDF, get(printing::poster))
        .route(at::PRICES_PDF, get(printing::prices))
        .route(at::PICKUPS_PDF, get(printing::pickups))
        .route(at::PLACE, post(shops::place).get(shops::to_page))
        .route(at::CLOSING, post(shops::close).get(shops::to_page))
        .route(
            at::COVER,
            post(shops::set_cover)
                .get(shops::to_page)
                .layer(DefaultBodyLimit::max(FORM_WITH_PICTURE_BYTES)),
        )
        .route(at::TILL, post(tills::act))
        .route(at::BELL, post(notifications::bell))
        .route(at::DEVICE, post(accounts::another_device))
        .route(at::HELPERS, post(hands::of_shop))
        .route(at::INBOX_EVENTS, get(events::inbox))
}

fn office(listed: Listed) -> Listed {
    listed
        // Officials
        .route(at::TOWN_HALL, post(town_hall::add_or_invite))
        .route(at::OUR_TOWN, post(our_town::say))
        .route(at::OFFICIAL_KEY, post(proof::set_up))
        .route(at::PROOF, post(proof::prove))
        .route(at::TEAM, post(team::act))
        .route(at::TOWN_DEVICES, post(accounts::of_town))
        .route(
            at::ROSTER,
            post(roster::import).layer(DefaultBodyLimit::max(LIST_BYTES)),
        )
        .route(at::TOUR, post(tour::note))
        .route(at::TOWN_DECISIONS, post(decisions::decide_or_lift))
        .route(at::STALLS, post(stand_ins::act))
        .route(at::TOWN_POSTERS_PDF, get(printing::town_posters))
        .route(at::CATALOGUE_PDF, get(printing::catalogue))
        .route(at::COUNCIL_PDF, get(printing::council))
        .route("/mairie/chiffres/{file}", get(figures::file))
        .route(
            at::TOWN_BELL,
            post(notifications::town).get(notifications::to_board),
        )
        // Whoever runs the instance
        .route(at::OPEN_TOWN, post(instance::open))
        .route("/exploitant/villes/{town}", post(instance::of_town))
        .route(at::OPERATOR_HEALTH, post(instance::send_again))
        .route(at::OPERATOR_KEY, post(proof::set_up))
        .route(at::OPERATOR_PROOF, post(proof::prove))
}
