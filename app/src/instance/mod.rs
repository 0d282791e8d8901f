//! Where the instance is run: its towns, a new one, the first officials of each, and whether all is well.

pub mod desk;
mod health_page;
mod open_page;
mod town_page;
mod towns_page;

pub use health_page::HealthPage;
pub use open_page::{OpenPosted, OpenTownPage};
pub use town_page::{OfficialPosted, OneTownPage};
pub use towns_page::TownsPage;

use crate::{areas::OPERATOR_TIME_ZONE, i18n::Locale, speech};
use chrono::{DateTime, Datelike, Utc};
use services::pickup;

/// "hier", "jeudi 3 décembre", "jeudi 3 décembre 2020": the day of an instant, on the wall of a town.
fn day(locale: Locale, time_zone: &str, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let day = |at| pickup::wall_clock(time_zone, at).date();
    let (day, today) = (day(at), day(now));
    let words = speech::past_day(locale, day, today);
    if (today - day).num_days() < 300 {
        words
    } else {
        format!("{words} {}", day.year())
    }
}

/// "vendredi 27 novembre 2026, 3 h", on the wall of whoever runs the instance.
fn moment(locale: Locale, at: DateTime<Utc>) -> String {
    speech::moment(locale, pickup::wall_clock(OPERATOR_TIME_ZONE, at))
}
