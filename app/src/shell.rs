//! The HTML document around every page.

use crate::{
    app::App,
    routes, session,
    state::{House, WHOLE_STYLE},
};
use http::request::Parts;
use leptos::{html, hydration::HydrationScripts, nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use std::sync::Arc;

/// Colour of the browser's own frame, light and dark.
const PAPER: [(&str, &str); 2] = [
    ("(prefers-color-scheme: light)", "#fcfaf5"),
    ("(prefers-color-scheme: dark)", "#16191d"),
];

/// The document; scripts come last and wake the islands of pages that have some.
pub fn shell(mut options: LeptosOptions) -> impl IntoView {
    let house = House::here();
    let mut style: &str = &house.look.market_style;
    if let Some(script) = script_of_its_own(&house) {
        options.output_name = script.clone();
        style = WHOLE_STYLE;
    }
    let styles = format!("/pkg/{}/{style}.css", house.version);
    // Leptos knows no `media` attribute of <meta>.
    let colours = PAPER.map(|(media, colour)| {
        html::meta()
            .name("theme-color")
            .content(colour)
            .attr("media", media)
    });
    view! {
        <!DOCTYPE html>
        <html lang=session::locale().to_string()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                {colours.collect_view()}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="stylesheet" href=styles />
                <HydrationScripts options=options islands=true />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// What wakes a page of a merchant's, an official's or the operator's, which load more; or an invitation: while it is read, the
/// phone fetches what comes next.
fn script_of_its_own(house: &House) -> Option<&Arc<str>> {
    let asked = use_context::<Parts>()?;
    let path = asked.uri.path();
    let is_at_counter = routes::lies_in(path, routes::COUNTER)
        || path == routes::DESIGN
        || path.starts_with(&routes::invitation(""));
    if [routes::TOWN_HALL, routes::OPERATOR]
        .iter()
        .any(|place| routes::lies_in(path, place))
    {
        Some(&house.hall_script)
    } else {
        is_at_counter.then_some(&house.counter_script)
    }
}

/// The nonce that the page's scripts carry and its policy names.
pub fn nonce() -> Option<String> {
    use_nonce().map(|nonce| nonce.to_string())
}
