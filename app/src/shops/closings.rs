//! Days on which the shop stays closed against its habit: two of them are one tap away.

use crate::{
    areas::sent_from_here,
    i18n::Locale,
    page::NoPage,
    routes, speech,
    state::House,
    ui::{FieldError, Icon},
};
use chrono::NaiveDate;
use domain::shops::{Closure, ClosureError, ClosureForm, Closures, Shop};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{accounts::MerchantOf, orders, pickup};

/// A closing that was refused: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct ClosurePosted {
    /// What was typed.
    pub form: ClosureForm,
    /// What is wrong with it.
    pub wrong: ClosureError,
}

/// What the section shows.
pub struct Closed {
    /// The day it is at the shop.
    today: NaiveDate,
    /// Those that are not over, each with the reservations that stand for its days.
    coming: Vec<(Closure, u64)>,
}

impl Closed {
    /// Asks for the closings of a shop.
    pub async fn of(house: &House, who: &MerchantOf, shop: &Shop, time_zone: &str) -> Result<Self, NoPage> {
        let db = house.db.read();
        let today = pickup::wall_clock(time_zone, house.clock.now()).date();
        let mut coming = Vec::new();
        for closure in Closures::split(&shop.hours).1.coming(today) {
            let (from, to) = pickup::closed_between(time_zone, *closure);
            coming.push((*closure, orders::count_planned(db, who, from, to).await?));
        }
        Ok(Self { today, coming })
    }

    fn has(&self, day: NaiveDate) -> bool {
        self.coming.iter().any(|(closure, _)| closure.has(day))
    }
}

/// Closing today, tomorrow or on other days, and opening again.
#[component]
pub fn Closings(locale: Locale, closed: Closed, said: Option<ClosurePosted>) -> impl IntoView {
    let today = closed.today;
    let tomorrow = today.succ_opt().unwrap_or(today);
    let tap = |day: NaiveDate, word: &'static str, says: &'static str| {
        (!closed.has(day)).then(|| {
            view! { <button class="button button--quiet button--big" type="submit" name="day" value=word>{says}</button> }
        })
    };
    let taps = (
        tap(today, "today", td_string!(locale, closing.today)),
        tap(tomorrow, "tomorrow", td_string!(locale, closing.tomorrow)),
    );
    let items = closed
        .coming
        .iter()
        .map(|(closure, planned)| {
            view! { <Coming locale=locale closure=*closure planned=*planned today=today /> }.into_any()
        })
        .collect_view();
    let has_any = !closed.coming.is_empty();
    view! {
        <section class="closings" aria-labelledby="closings">
            <h2 class="fields__legend" id="closings">{td_string!(locale, closing.title)}</h2>
            {has_any.then(|| view! { <ul class="closings__list" role="list" aria-label=td_string!(locale, closing.list)>{items}</ul> })}
            <form class="closings__taps" method="post" action=sent_from_here(routes::CLOSING)>{taps}</form>
            <OtherDays locale=locale today=today said=said />
        </section>
    }
}

/// A closing that is not over, with whom it leaves before a closed door.
#[component]
fn Coming(locale: Locale, closure: Closure, planned: u64, today: NaiveDate) -> impl IntoView {
    let days = speech::closure(locale, &closure, today);
    let when = if closure.is_one_day() {
        td_string!(locale, closing.that_day)
    } else {
        td_string!(locale, closing.those_days)
    };
    let planned = match planned {
        0 => None,
        1 => Some(td_string!(locale, closing.planned_one, when = when)),
        count => Some(td_string!(locale, closing.planned, count = count, when = when)),
    };
    view! {
        <li class="closings__item">
            <p class="closings__day">{td_string!(locale, closing.closed, days = days.clone())}</p>
            <form method="post" action=sent_from_here(routes::CLOSING)>
                <input type="hidden" name="from" value=closure.first.to_string() />
                <input type="hidden" name="to" value=closure.last.to_string() />
                <button class="button button--quiet" type="submit" name="reopen" value="1">
                    {td_string!(locale, closing.reopen)}" "<span class="visually-hidden">{days}</span>
                </button>
            </form>
            {planned.map(|says| view! {
                <p class="closings__planned"><Icon name="bell" />
                    <span>{says}" "<a href=routes::INBOX>{td_string!(locale, closing.see)}</a></span>
                </p>
            })}
        </li>
    }
}

/// Any days, by their dates; folded away until somebody wants them.
#[component]
fn OtherDays(locale: Locale, today: NaiveDate, said: Option<ClosurePosted>) -> impl IntoView {
    let wrong = said.as_ref().map(|said| said.wrong);
    let form = said.map(|said| said.form).unwrap_or_default();
    let described = wrong.map(|_| "closing-error");
    let today = today.to_string();
    view! {
        <details class="closings__days" open=wrong.is_some()>
            <summary class="closings__summary">{td_string!(locale, closing.days)}</summary>
            <form class="fields" method="post" action=sent_from_here(routes::CLOSING) novalidate>
                {wrong.map(|why| view! { <FieldError id="closing-error".to_owned() says=speech::closure_error(locale, why) /> })}
                <div class="closings__dates">
                    <div class="field">
                        <label class="field__label" for="closing-from">{td_string!(locale, closing.from)}</label>
                        <input class="field__input" id="closing-from" name="from" type="date" min=today.clone() value=form.from
                            aria-invalid=wrong.map(|_| "true") aria-describedby=described />
                    </div>
                    <div class="field">
                        <label class="field__label" for="closing-to">{td_string!(locale, closing.to)}</label>
                        <input class="field__input" id="closing-to" name="to" type="date" min=today value=form.to
                            aria-invalid=wrong.map(|_| "true") aria-describedby=described.unwrap_or("closing-hint") />
                    </div>
                </div>
                <p class="field__hint" id="closing-hint">{td_string!(locale, closing.to_hint)}</p>
                <button class="button button--quiet button--big button--wide" type="submit">{td_string!(locale, closing.close)}</button>
            </form>
        </details>
    }
}
