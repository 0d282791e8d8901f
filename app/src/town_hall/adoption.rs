//! How far the shops have come: the way from the door to the first handover as bars, the same as a table, who needs a hand,
//! and whose shelf nobody looked after.

use crate::{i18n::Locale, routes, speech, tour::door_address, ui::Icon};
use chrono::{DateTime, Utc};
use domain::{
    adoption::{Milestone, Passed},
    shops::Shop,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::oversight::{Stale, Stuck};

/// Shops named in each list at first.
const NAMED: usize = 12;
/// Shops named at all: who helped so many asks again.
pub(super) const LISTED: usize = 60;

/// The way, and how many went how far.
#[component]
pub(super) fn Funnel(
    locale: Locale,
    steps: Vec<Passed>,
    /// Shops of the town.
    all: usize,
) -> impl IntoView {
    let bars = steps.iter().map(|step| bar(locale, step, all).into_any());
    let rows = steps.iter().map(|step| row(locale, step, all).into_any());
    let (bars, rows) = (bars.collect_view(), rows.collect_view());
    view! {
        <section class="section" aria-labelledby="funnel">
            <div class="section__head"><h2 id="funnel">{td_string!(locale, adoption.title)}</h2></div>
            <ol class="funnel" role="list">{bars}</ol>
            <details class="visits__more">
                <summary>{td_string!(locale, adoption.as_table)}</summary>
                <div class="visits__scroll" tabindex="0" role="group" aria-label=td_string!(locale, adoption.as_table)>
                <table class="visits__table" aria-label=td_string!(locale, adoption.as_table)>
                    <thead><tr>
                        <th scope="col">{td_string!(locale, adoption.step)}</th>
                        <th scope="col">{td_string!(locale, adoption.shops)}</th>
                        <th scope="col">{td_string!(locale, adoption.share)}</th>
                        <th scope="col">{td_string!(locale, adoption.minutes)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                </div>
            </details>
            <p class="soft small">{td_string!(locale, adoption.how)}</p>
        </section>
    }
}

fn bar(locale: Locale, step: &Passed, all: usize) -> impl IntoView + use<> {
    let width = percent(step.shops, all).to_string();
    let span = step.minutes.map(|minutes| {
        let took = speech::span(locale, minutes);
        view! { <span class="funnel__span"><Icon name="clock" />" "{td_string!(locale, adoption.after, span = took)}</span> }
    });
    view! {
        <li class="funnel__step">
            <p class="funnel__words"><span>{speech::milestone(locale, step.milestone)}</span>" "{span}</p>
            <p class="funnel__count">{step.shops}</p>
            <svg class="funnel__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect class="funnel__all" width="100" height="4" />
                <rect class="funnel__those" width=width height="4" />
            </svg>
        </li>
    }
}

fn row(locale: Locale, step: &Passed, all: usize) -> impl IntoView + use<> {
    let minutes = step
        .minutes
        .map_or_else(|| "–".to_owned(), |minutes| minutes.to_string());
    let share = td_string!(locale, adoption.percent, count = percent(step.shops, all));
    view! {
        <tr>
            <th scope="row">{speech::milestone(locale, step.milestone)}</th>
            <td>{step.shops}</td><td>{share}</td><td>{minutes}</td>
        </tr>
    }
}

fn percent(part: usize, of: usize) -> usize {
    (part * 100).checked_div(of).unwrap_or_default()
}

/// Who does not get on, and what one can do.
#[component]
pub(super) fn StuckShops(
    locale: Locale,
    stuck: Vec<Stuck>,
    now: DateTime<Utc>,
    /// Shops of the town.
    all: usize,
) -> impl IntoView {
    let count = stuck.len();
    let lines = stuck.into_iter().take(LISTED).map(|one| {
        // Of what is fresh, the minutes say nothing.
        let since = (now - one.since).num_minutes();
        let since = (since >= 60).then(|| td_string!(locale, adoption.since, span = speech::span(locale, since)));
        let step = if one.said_so {
            td_string!(locale, adoption.said_so)
        } else {
            speech::short_of(locale, one.before)
        };
        let note = (!one.note.is_empty()).then(|| view! { <p class="helped__note">{speech::quoted(locale, &one.note)}</p> });
        view! {
            <li class="helped">
                <h3>{one.shop.name.to_string()}</h3>
                <p class="helped__step">{step}" "{since.map(|since| view! { <span class="soft">{since}</span> })}</p>
                <p>{to_do(locale, one.before)}</p>
                {note}
                {ways(locale, &one.shop, all)}
            </li>
        }
        .into_any()
    });
    let list = helped(
        locale,
        lines.collect(),
        count,
        td_string!(locale, adoption.nobody_stuck),
    );
    view! {
        <section class="section" aria-labelledby="stuck">
            <div class="section__head"><h2 id="stuck">{td_string!(locale, adoption.stuck)}</h2></div>
            {list}
        </section>
    }
}

/// Whose offers say "to be confirmed".
#[component]
pub(super) fn StaleShops(
    locale: Locale,
    stale: Vec<Stale>,
    now: DateTime<Utc>,
    /// Shops of the town.
    all: usize,
) -> impl IntoView {
    let count = stale.len();
    let words = (!stale.is_empty()).then(|| td_string!(locale, adoption.stale_words));
    let lines = stale.into_iter().take(LISTED).map(|one| {
        let since = speech::span(locale, (now - one.since).num_minutes().max(0));
        let offers = if speech::is_plural(locale, one.offers) {
            td_string!(locale, adoption.stale_offers, count = one.offers, span = since)
        } else {
            td_string!(locale, adoption.stale_offer, span = since)
        };
        view! {
            <li class="helped">
                <h3>{one.shop.name.to_string()}</h3>
                <p class="helped__step">{offers}</p>
                {ways(locale, &one.shop, all)}
            </li>
        }
        .into_any()
    });
    let list = helped(
        locale,
        lines.collect(),
        count,
        td_string!(locale, adoption.all_fresh),
    );
    view! {
        <section class="section" aria-labelledby="stale">
            <div class="section__head"><h2 id="stale">{td_string!(locale, adoption.stale)}</h2></div>
            {words.map(|words| view! { <p class="soft">{words}</p> })}
            {list}
        </section>
    }
}

/// The first of these lines, which are as many as are listed of so many in all, with the others behind a fold; where there are
/// none, the words that say so.
pub(super) fn helped(locale: Locale, mut lines: Vec<AnyView>, all: usize, none: &'static str) -> AnyView {
    if lines.is_empty() {
        return view! { <p>{none}</p> }.into_any();
    }
    let beyond = all.saturating_sub(lines.len());
    let beyond = (beyond > 0)
        .then(|| view! { <li class="soft">{td_string!(locale, adoption.beyond, count = beyond)}</li> });
    let rest = lines.split_off(NAMED.min(lines.len()));
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details class="helped-rest">
                <summary>{td_string!(locale, adoption.rest, count = all - NAMED)}</summary>
                <ul class="helped-list" role="list">{rest}{beyond}</ul>
            </details>
        }
    });
    view! { <ul class="helped-list" role="list">{lines}</ul>{rest} }.into_any()
}

/// What helps there.
fn to_do(locale: Locale, milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Met | Milestone::Claimed => td_string!(locale, adoption.do_claimed),
        Milestone::FirstProduct => td_string!(locale, adoption.do_first_product),
        Milestone::TenProducts => td_string!(locale, adoption.do_ten_products),
        Milestone::Ordered => td_string!(locale, adoption.do_ordered),
        Milestone::HandedOver => td_string!(locale, adoption.do_handed_over),
    }
}

/// To call, and to knock again at one of the town's doors.
pub(super) fn ways(locale: Locale, shop: &Shop, doors: usize) -> impl IntoView + use<> {
    let name = shop.name.to_string();
    let call = shop.phone.as_ref().map(|phone| {
        view! {
            <a class="button button--quiet" href=routes::call(phone)>
                <Icon name="phone" />" "{phone.to_string()}<span class="visually-hidden">" "{name.clone()}</span>
            </a>
        }
    });
    let door = door_address(shop.id, doors);
    view! {
        <p class="helped__ways">
            {call}
            <a class="button button--quiet" href=door>
                <Icon name="map-pin" />" "{td_string!(locale, adoption.visit)}<span class="visually-hidden">" "{name}</span>
            </a>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nobody_is_nothing() {
        assert_eq!((percent(0, 0), percent(1, 3), percent(3, 3)), (0, 33, 100));
    }
}
