//! The form around the field, at the counter and at the door.

use super::field::PlaceField;
use crate::{i18n::Locale, ui::Icon};
use domain::walk::{PlaceError, Position};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// A place that was refused: shown again as it was typed.
#[derive(Clone, Debug)]
pub struct PlacePosted {
    /// As typed.
    pub typed: String,
    /// What is wrong with it.
    pub wrong: PlaceError,
}

/// Where the shop stands, with the field to say it anew.
#[component]
pub fn PlaceForm(
    locale: Locale,
    /// Where it is sent.
    action: String,
    /// Where the shop stands, as far as anybody knows.
    known: Option<Position>,
    /// Where one sees it; none while nobody does.
    plan: Option<String>,
    /// Names and values that are sent along.
    #[prop(default = Vec::new())]
    along: Vec<(&'static str, String)>,
) -> impl IntoView {
    let posted = use_context::<PlacePosted>();
    let says = posted
        .as_ref()
        .map(|posted| wrong(locale, posted.wrong).to_owned());
    let typed = posted.map_or_else(
        || known.map(|at| at.to_string()).unwrap_or_default(),
        |posted| posted.typed,
    );
    let along = along
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let along = along.collect_view();
    let plan = plan.filter(|_| known.is_some());
    view! {
        <form class="fields place-form" method="post" action=action aria-labelledby="place" novalidate>
            <h2 class="fields__legend" id="place">{td_string!(locale, place.title)}</h2>
            <p class="soft">{td_string!(locale, place.why)}</p>
            {along}
            <PlaceField locale=locale typed=typed says=says />
            <div class="place-form__ways">
                <button class="button button--quiet button--big" type="submit">{td_string!(locale, place.save)}</button>
                {plan.map(|plan| view! { <a class="button button--plain" href=plan><Icon name="map-pin" />" "{td_string!(locale, roam.on_plan)}</a> })}
            </div>
        </form>
    }
}

fn wrong(locale: Locale, why: PlaceError) -> &'static str {
    match why {
        PlaceError::NotAPlace => td_string!(locale, place.not_a_place),
        PlaceError::OnNoEarth => td_string!(locale, place.on_no_earth),
    }
}
