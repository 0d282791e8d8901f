//! All doors in the order in which one walks past them.

use super::{
    door::{Door, Refused, Stop, said},
    notebook::Notebook,
};
use crate::{
    browser::{calls::Kept, contact},
    catalogue::post::standstill,
    i18n::Locale,
    speech,
    ui::{Icon, Notice},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::tour::{CallForm, Noted, Said};
use leptos::{either::Either, prelude::*};
use leptos_i18n::td_string;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

/// One street of the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Street {
    /// Its name, or what stands for one.
    pub name: String,
    /// Its doors in order.
    pub stops: Vec<Stop>,
}

/// The tour while it is walked.
#[derive(Clone, Copy)]
pub(super) struct Tour {
    pub locale: Locale,
    /// The day it is: the server's, then the phone's, for a page may have been kept since yesterday.
    pub today: RwSignal<NaiveDate>,
    stops: StoredValue<Vec<RwSignal<Stop>>>,
    notebook: Notebook,
}

impl Tour {
    /// Notes a call: on this page at once, then at the town hall.
    pub fn note(self, door: RwSignal<Stop>, form: CallForm) {
        let kept = self.notebook.note(form);
        self.show(door, &kept);
    }

    fn show(self, door: RwSignal<Stop>, kept: &Kept) {
        let locale = self.locale;
        let on = (kept.form.said == Said::ComeBack)
            .then(|| kept.form.on.trim().parse::<NaiveDate>().ok())
            .flatten();
        #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
        let at = DateTime::<Utc>::from_timestamp_millis(kept.made as i64).unwrap_or_default();
        let today = self.today.get_untracked();
        let words = heard(
            locale,
            contact::on_the_phone(at).date(),
            today,
            (kept.form.said, on),
            &kept.form.note,
        );
        door.update(|door| {
            door.standing = door.progress.standing(Some((kept.form.said, on, at)));
            door.heard.insert(0, words);
        });
    }

    /// A page that was kept does not know what was noted since.
    async fn open(self) {
        let waiting = self.notebook.open().await;
        for kept in &waiting {
            let door = self.stops.with_value(|stops| {
                stops
                    .iter()
                    .find(|door| door.with_untracked(|door| door.shop == kept.form.shop))
                    .copied()
            });
            if let Some(door) = door {
                self.show(door, kept);
            }
        }
    }
}

/// A call in one line: "aujourd’hui : revenir demain. Demander Léa".
pub(super) fn heard(
    locale: Locale,
    day: NaiveDate,
    today: NaiveDate,
    (how, on): (Said, Option<NaiveDate>),
    note: &str,
) -> String {
    let on = on
        .map(|on| format!(" {}", speech::date(locale, on)))
        .unwrap_or_default();
    let day = if day == today {
        td_string!(locale, time.today).to_owned()
    } else {
        speech::date(locale, day)
    };
    let what = format!("{}{on}", said(locale, how));
    let line = td_string!(locale, tour.heard, day = day, what = what);
    match note.trim() {
        "" => line,
        note => format!("{line} · {note}"),
    }
}

/// The list.
#[island]
pub(super) fn TourList(
    /// Language of the texts.
    locale: Locale,
    /// The day in town.
    today: NaiveDate,
    /// The way.
    streets: Vec<Street>,
    /// What was refused before, without scripts.
    refused: Option<Refused>,
    /// Whether it is the whole way, and not one page of it.
    whole: bool,
) -> impl IntoView {
    let streets: Vec<(String, Vec<RwSignal<Stop>>)> = streets
        .into_iter()
        .map(|street| (street.name, street.stops.into_iter().map(RwSignal::new).collect()))
        .collect();
    let all: Vec<RwSignal<Stop>> = streets.iter().flat_map(|(_, stops)| stops).copied().collect();
    let tour = Tour {
        locale,
        today: RwSignal::new(today),
        stops: StoredValue::new(all),
        notebook: Notebook::new(),
    };
    Effect::new(move |_| {
        tour.today.set(contact::today());
        spawn_local(tour.open());
    });
    let streets = streets.into_iter().enumerate().map(|(at, (name, stops))| {
        let doors = stops.into_iter().map(|door| {
            let refused = refused
                .clone()
                .filter(|refused| door.with_untracked(|door| door.shop == refused.shop));
            view! { <Door tour=tour door=door refused=refused /> }
        });
        let id = format!("rue-{at}");
        view! {
            <section class="section" aria-labelledby=id.clone()>
                <h2 class="tour__street" id=id.clone()>{name}</h2>
                <ul class="tour__doors" role="list">{doors.collect_view()}</ul>
            </section>
        }
    });
    let streets = streets.collect_view();
    view! {
        <div class="tour">
            <Waiting tour=tour />
            {streets}
            <Next tour=tour whole=whole />
        </div>
    }
}

/// What still waits on the phone, and what the town hall would not have.
#[component]
fn Waiting(tour: Tour) -> impl IntoView {
    let (locale, notebook) = (tour.locale, tour.notebook);
    let waits = move || {
        let words = match notebook.waiting.with(Vec::len) {
            0 => return None,
            1 => td_string!(locale, tour.waiting_one).to_owned(),
            count => td_string!(locale, tour.waiting, count = count),
        };
        let why = notebook
            .standstill
            .get()
            .map(|why| standstill(locale, why))
            .unwrap_or_default();
        let unkept = if notebook.unkept.get() {
            td_string!(locale, tour.unkept)
        } else {
            ""
        };
        Some([words.as_str(), why, unkept].join(" ").trim().to_owned())
    };
    let no = move || {
        let answer = |(shop, noted)| {
            let name = tour.stops.with_value(|stops| {
                let known = stops
                    .iter()
                    .find(|door| door.with_untracked(|door| door.shop == shop));
                known
                    .map(|door| door.with_untracked(|door| door.name.clone()))
                    .unwrap_or_default()
            });
            let why = match noted {
                Noted::Refused(wrong) => speech::call_error(locale, wrong),
                _ => td_string!(locale, tour.gone).to_owned(),
            };
            view! { <Notice kind="notice--failed" icon="alert"><p>{format!("{name} {why}")}</p></Notice> }
        };
        notebook.refused.get().into_iter().map(answer).collect_view()
    };
    view! {
        <div class="tour__waits" role="status" hidden=move || waits().is_none()><Icon name="clock" /><p>{waits}</p></div>
        {no}
    }
}

/// The next door at which there is something to do, within the thumb's reach.
#[component]
fn Next(tour: Tour, whole: bool) -> impl IntoView {
    let locale = tour.locale;
    let due = Memo::new(move |_| {
        let today = tour.today.get();
        tour.stops.with_value(|stops| {
            let due: Vec<_> = stops
                .iter()
                .filter(|door| door.with(|door| door.standing.is_due(today)))
                .collect();
            (
                due.len(),
                due.first()
                    .map(|door| door.with(|door| (door.shop, door.name.clone()))),
            )
        })
    });
    let next = move || match due.get() {
        (count, Some((shop, name))) => {
            let words = match count {
                1 => td_string!(locale, tour.next_one, shop = name),
                count => td_string!(locale, tour.next, shop = name, count = count),
            };
            Either::Left(view! { <a class="button" href=format!("#porte-{shop}")>{words}</a> })
        }
        (_, None) if whole => Either::Right(td_string!(locale, tour.all_done)),
        (_, None) => Either::Right(td_string!(locale, tour.page_done)),
    };
    view! { <p class="tour__next">{next}</p> }
}
