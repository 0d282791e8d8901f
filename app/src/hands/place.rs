//! Where somebody who lent a hand finds that it is over, or that a page is not of the shelf at which they help.

use super::bands::way;
use crate::{
    areas::Market,
    i18n::Locale,
    routes,
    ui::{Drawing, EmptyState},
};
use domain::hand::Ending;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::hands::Place;

/// Why there is nothing here for them, and where to go.
pub fn shelf_over(locale: Locale, place: &Place) -> AnyView {
    let shop = place.shop.name.to_string();
    let over = td_string!(locale, hand.over_title);
    let (title, says, way_on) = match place.ending {
        Some(Ending::TakenBack) => (
            over,
            td_string!(locale, hand.over_taken_back, shop = shop),
            (routes::HELP, td_string!(locale, hand.another_code)),
        ),
        Some(Ending::Lapsed | Ending::Finished) => (
            over,
            td_string!(locale, hand.over_lapsed, shop = shop),
            (routes::HELP, td_string!(locale, hand.another_code)),
        ),
        None => (
            td_string!(locale, hand.elsewhere_title),
            td_string!(locale, hand.elsewhere, shop = shop),
            (routes::SHELF, td_string!(locale, hand.to_shelf)),
        ),
    };
    let back = place
        .has_own_place
        .then(|| way("sortir", td_string!(locale, hand.go_out)));
    view! {
        <Title text=title />
        <Market>
            <EmptyState title=title drawing=Drawing::EmptyStall>
                <p>{says}</p>
                <div class="empty-state__actions">
                    <a class="button" href=way_on.0>{way_on.1}</a>
                    {back}
                </div>
            </EmptyState>
        </Market>
    }
    .into_any()
}
