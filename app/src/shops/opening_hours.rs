use crate::{i18n::Locale, speech, ui::Icon};
use domain::shops::Shop;
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::pickup::DayHours;

/// The hours of the next seven days, behind a word.
#[component]
pub fn OpeningHours(
    locale: Locale,
    shop: Shop,
    /// Whether nobody walks in: these are then the hours at which goods are handed over.
    at_the_door: bool,
    /// From today on; empty when nobody told the hours.
    week: Vec<DayHours>,
) -> impl IntoView {
    let name = shop.name.to_string();
    let hours = if at_the_door {
        td_string!(locale, door_mode.hours)
    } else {
        td_string!(locale, shop.hours)
    };
    (!week.is_empty()).then(|| {
        let rows = week.into_iter().enumerate().map(|(at, day)| row(locale, at == 0, &day));
        view! {
            <details class="opening-hours">
                <summary class="opening-hours__summary"><Icon name="clock" />{hours}</summary>
                <table class="opening-hours__table">
                    <caption class="visually-hidden">{td_string!(locale, shop.hours_of, shop = name)}</caption>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </details>
        }
    })
}

fn row(locale: Locale, today: bool, day: &DayHours) -> AnyView {
    let hours = if day.open.is_empty() {
        td_string!(locale, shop.closed).to_owned()
    } else {
        let stretches = day
            .open
            .iter()
            .map(|(from, to)| format!("{} – {}", speech::hour(locale, *from), speech::hour(locale, *to)));
        stretches.collect::<Vec<_>>().join(", ")
    };
    view! {
        <tr class=today.then_some("opening-hours__today")>
            <th scope="row">
                {speech::weekday(locale, day.date)}
                {today.then(|| view! { " "<span class="visually-hidden">{td_string!(locale, shop.today)}</span> })}
            </th>
            <td>{hours}</td>
        </tr>
    }
    .into_any()
}
