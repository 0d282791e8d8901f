//! One line in the counter's frame, for when the market is not reached. Also hires the worker that makes this worth
//! saying, and sends what waits on the phone where no other island of the page does.

use super::standing::{Said, Standing};
use crate::{
    browser::{contact, worker},
    catalogue::post::{Heard, Post, Redo, waits, warnings},
    i18n::Locale,
    speech,
    ui::{Icon, Notice},
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::id::ShopId;
use leptos::prelude::*;
use leptos_i18n::td_string;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

/// Milliseconds between two questions: somebody who lost the market waits for it.
const LOST: i32 = 10_000;
const REACHED: i32 = 60_000;

/// What the page shows, which decides what its age means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    /// The camera: it needs no market.
    Photo,
    /// The stall.
    Shelf,
    /// The orders, which come by themselves as long as the market is there.
    Orders,
    /// Anything else.
    Page,
}

/// Hidden while all is well.
#[island]
pub fn Contact(
    /// Language of the texts.
    locale: Locale,
    /// What the page shows.
    shown: Shown,
    /// When the server drew it.
    drawn: DateTime<Utc>,
    /// Whose products and changes leave from here; none where an island of the page sends them itself.
    post: Option<ShopId>,
    /// Whether this device only lends a hand at that shop.
    lends: bool,
) -> impl IntoView {
    let standing = RwSignal::new(Standing::of(drawn));
    Effect::new(move |_| {
        worker::register();
        // Shoppers' pages have nothing of this.
        #[cfg(any(feature = "ssr", feature = "counter"))]
        spawn_local(crate::browser::ring::tell_again());
        spawn_local(follow(standing));
    });
    let line = move || line(locale, shown, standing.get());
    view! {
        <div class="contact" role="status" hidden=move || line().is_none()>
            <div class="band contact__inner">
                <Icon name="alert" />
                <p class="contact__says">{move || line().map(|line| line.says)}</p>
                <a class="contact__again" href="" hidden=move || !line().is_some_and(|line| line.again)>
                    {td_string!(locale, offline.again)}
                </a>
            </div>
        </div>
        {post.map(|shop| view! { <Carried locale=locale shop=shop lends=lends /> })}
    }
}

/// Sends what earlier pages left on the phone, and says so if it cannot.
#[component]
fn Carried(locale: Locale, shop: ShopId, lends: bool) -> impl IntoView {
    let post = Post::new(shop, lends);
    Effect::new(move |_| {
        spawn_local(async move {
            post.open().await;
        });
    });
    let says = move || waits(locale, post);
    let warning = |says: String| view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> };
    view! {
        <div class="contact" role="status" hidden=move || says().is_none()>
            <div class="band contact__inner">
                <Icon name="clock" />
                <p class="contact__says">{says}</p>
            </div>
        </div>
        {move || warnings(locale, post).into_iter().map(warning).collect_view()}
        <Redo locale=locale post=post />
        <Heard locale=locale post=post />
    }
}

async fn follow(standing: RwSignal<Standing>) {
    loop {
        let answer = contact::market().await;
        let was_there = !matches!(standing.get_untracked().said(), Said::Lost(_));
        standing.update(|standing| standing.hear(answer));
        if answer.is_none() && was_there {
            // Without it the queue leaves when the page is looked at, as everywhere.
            spawn_local(async {
                let _ = worker::call_back().await;
            });
        }
        contact::pause(if answer.is_some() { REACHED } else { LOST }).await;
    }
}

struct Line {
    says: String,
    /// Whether loading the page again helps.
    again: bool,
}

fn line(locale: Locale, shown: Shown, standing: Standing) -> Option<Line> {
    match standing.said() {
        Said::Nothing => None,
        Said::Lost(since) => {
            let (since, drawn) = (
                contact::on_the_phone(since),
                contact::on_the_phone(standing.drawn()),
            );
            let since_words = moment(locale, since, contact::today());
            let lost = td_string!(locale, offline.since, moment = since_words);
            let stands = stands(locale, shown, drawn, since);
            Some(Line {
                says: format!("{lost} {stands}"),
                again: false,
            })
        }
        // Neither the camera nor what comes by itself is any older for it.
        Said::Older if matches!(shown, Shown::Photo | Shown::Orders) => None,
        Said::Older => {
            let drawn = moment(locale, contact::on_the_phone(standing.drawn()), contact::today());
            Some(Line {
                says: td_string!(locale, offline.older, moment = drawn),
                again: true,
            })
        }
    }
}

/// What is still worth what it was.
fn stands(locale: Locale, shown: Shown, drawn: NaiveDateTime, since: NaiveDateTime) -> String {
    match shown {
        Shown::Photo => td_string!(locale, offline.photo).to_owned(),
        Shown::Orders => td_string!(locale, offline.orders).to_owned(),
        Shown::Shelf if drawn == since => td_string!(locale, offline.shelf).to_owned(),
        Shown::Page if drawn == since => td_string!(locale, offline.page).to_owned(),
        Shown::Shelf | Shown::Page => {
            td_string!(
                locale,
                offline.drawn,
                moment = moment(locale, drawn, since.date())
            )
        }
    }
}

/// "14 h 05"; "mardi 24 novembre, 14 h 05" from another day.
fn moment(locale: Locale, at: NaiveDateTime, today: NaiveDate) -> String {
    let hour = speech::hour(locale, at);
    if at.date() == today {
        hour
    } else {
        let day = speech::date(locale, at.date());
        td_string!(locale, offline.moment, day = day, hour = hour)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yesterday_is_said_with_its_day() {
        let at: NaiveDateTime = "2026-11-24T14:05:00".parse().unwrap();
        assert_eq!(moment(Locale::fr, at, at.date()), "14\u{A0}h\u{A0}05");
        let tomorrow = at.date().succ_opt().unwrap();
        assert_eq!(
            moment(Locale::fr, at, tomorrow),
            "mardi 24 novembre, 14\u{A0}h\u{A0}05"
        );
    }
}
