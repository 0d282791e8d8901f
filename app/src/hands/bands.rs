//! On each page of a counter: for whoever lends a hand, whose shelf it is and until when; for its owner, who helps.

use super::words::Until;
use crate::{routes, session, ui::Icon};
use chrono::{DateTime, Utc};
use domain::id::HandId;
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::hands::{Lent, Place};

/// What lets somebody be at this shelf who does not work for the shop.
#[derive(Clone, Debug)]
pub struct Lends {
    shop: String,
    until: Until,
    has_own_place: bool,
}

impl Lends {
    /// As seen now.
    pub fn at(place: Place, time_zone: &str, now: DateTime<Utc>) -> Self {
        Self {
            until: Until::of(time_zone, place.until, now),
            shop: place.shop.name.to_string(),
            has_own_place: place.has_own_place,
        }
    }
}

/// Nothing for those who work for the shop.
#[component]
pub fn HandBanner() -> impl IntoView {
    let locale = session::locale();
    use_context::<Lends>().map(|here| {
        let says = td_string!(
            locale,
            hand.banner,
            shop = here.shop,
            until = here.until.said(locale)
        );
        let back = here
            .has_own_place
            .then(|| way("sortir", td_string!(locale, hand.go_out)));
        view! {
            <aside class="stand-in" aria-label=td_string!(locale, hand.label)>
                <div class="band stand-in__inner">
                    <Icon name="hand" />
                    <p class="stand-in__says">{says}</p>
                    {back}
                    {way("terminer", td_string!(locale, hand.finish))}
                </div>
            </aside>
        }
    })
}

/// A way out of somebody else's shelf.
pub(super) fn way(act: &'static str, word: &'static str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=routes::HELP>
            <input type="hidden" name="act" value=act />
            <button class="button button--quiet" type="submit">{word}</button>
        </form>
    }
}

/// Who helps at the owner's shelf.
#[derive(Clone, Debug)]
pub struct Helped(Vec<(HandId, String, Until)>);

impl Helped {
    /// As seen now.
    pub fn of(lent: Vec<Lent>, time_zone: &str, now: DateTime<Utc>) -> Self {
        let seen = |one: Lent| (one.id, one.name.to_string(), Until::of(time_zone, one.until, now));
        Self(lent.into_iter().map(seen).collect())
    }
}

/// Nothing for anybody else, and where nobody helps.
#[component]
pub fn HelpedBand() -> impl IntoView {
    let locale = session::locale();
    let helped = use_context::<Helped>().filter(|helped| !helped.0.is_empty());
    helped.map(|Helped(helped)| {
        let lines = helped.into_iter().map(|(id, name, until)| {
            let until = until.said(locale);
            let says = td_string!(locale, hand.helps, name = name.clone(), until = until);
            view! {
                <div class="band stand-in__inner">
                    <Icon name="hand" />
                    <p class="stand-in__says">{says}</p>
                    <form method="post" action=routes::HELPERS>
                        <input type="hidden" name="act" value="arreter" />
                        <input type="hidden" name="hand" value=id.to_string() />
                        <button class="button button--quiet" type="submit">
                            {td_string!(locale, hand.stop)}<span class="visually-hidden">" "{name}</span>
                        </button>
                    </form>
                </div>
            }
        });
        view! { <aside class="stand-in" aria-label=td_string!(locale, hand.label)>{lines.collect_view()}</aside> }
    })
}
