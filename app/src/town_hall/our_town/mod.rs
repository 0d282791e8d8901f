//! `/mairie/ville`: what the town says on its market's pages, and how it closes its shops to the public.

mod lockdown;
mod words;

use crate::{
    areas::{AtTownHall, TownHall},
    i18n::Locale,
    page::{NoPage, or_signed_out, page},
    routes, session, speech,
    state::House,
    ui::{FieldError, Icon, Notice, as_typed},
};
use domain::{
    shops::ClosureError,
    text::TextError,
    towns::{
        Announcement, AnnouncementError, AnnouncementForm, DaysForm, Front, FrontForm, Lockdown,
        LockdownError, LockdownForm,
    },
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;
pub(super) use lockdown::ClosedNow;
use lockdown::LockdownFields;
use services::{pickup, shops, towns};
use words::{AnnouncementFields, FrontFields};

/// What could not be taken down: shown again with what was typed.
#[derive(Clone, Debug)]
pub enum TownPosted {
    /// An announcement.
    Announcement(AnnouncementForm, AnnouncementError),
    /// The welcome.
    Front(FrontForm, TextError),
    /// A lockdown.
    Lockdown(LockdownForm, LockdownError),
}

/// `/mairie/ville`
#[component]
pub fn OurTownPage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("fait");
    page(async move { content(done).await })
}

async fn content(done: Option<String>) -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        ..
    } = AtTownHall::here().await?;
    let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
    let kinds = shops::kinds_in_town(house.db.read(), town.id).await?;
    // What is over is as if it had never been.
    let announced = town
        .announcement
        .clone()
        .filter(|said| !said.days.are_over(today));
    let lockdown = town.lockdown.clone().filter(|said| !said.days().are_over(today));
    let posted = use_context::<TownPosted>();
    let is_wrong = posted.is_some();
    let mut announcement = (
        announced.as_ref().map(Announcement::form).unwrap_or_default(),
        AnnouncementError::default(),
    );
    let mut front = (Front::form(&town.front), None);
    let mut closing = (
        lockdown.as_ref().map_or_else(LockdownForm::usual, Lockdown::form),
        LockdownError::default(),
    );
    match posted {
        Some(TownPosted::Announcement(form, wrong)) => announcement = (form, wrong),
        Some(TownPosted::Front(form, wrong)) => front = (form, Some(wrong)),
        Some(TownPosted::Lockdown(form, wrong)) => closing = (form, wrong),
        None => {}
    }
    let is_closed = lockdown.is_some();
    let title = td_string!(locale, our_town.title);
    let market = routes::town(&town.slug);
    Ok(view! {
        <TownHall town=town title=title>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, our_town.lead)}</p></div>
                {is_wrong.then(|| view! { <Notice kind="notice--failed" icon="alert"><p>{td_string!(locale, our_town.wrong)}</p></Notice> })}
                {told(locale, done.as_deref()).map(|says| view! {
                    <Notice kind="notice--done" icon="check"><p>{says}" "<a href=market>{td_string!(locale, our_town.look)}</a></p></Notice>
                })}
                {lockdown.map(|lockdown| view! { <ClosedNow locale=locale lockdown=lockdown today=today /> })}
                <AnnouncementFields locale=locale stands=announced.is_some() form=announcement.0 wrong=announcement.1 />
                <FrontFields locale=locale form=front.0 wrong=front.1 />
                <LockdownFields locale=locale is_closed=is_closed kinds=kinds form=closing.0 wrong=closing.1 />
            </div>
        </TownHall>
    }
    .into_any())
}

/// What was just done.
fn told(locale: Locale, done: Option<&str>) -> Option<&'static str> {
    match done? {
        "annonce" => Some(td_string!(locale, our_town.done_announced)),
        "page" => Some(td_string!(locale, our_town.done_front)),
        "ferme" => Some(td_string!(locale, our_town.done_closed)),
        "rouvert" => Some(td_string!(locale, our_town.done_reopened)),
        _ => None,
    }
}

/// Two days, either of which may stay empty.
#[component]
fn DaysFields(
    locale: Locale,
    /// Of the fields, unique on the page.
    id: &'static str,
    form: DaysForm,
    wrong: Option<ClosureError>,
    /// What an empty day means.
    hint: &'static str,
) -> impl IntoView {
    let (error, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let described = if wrong.is_some() {
        format!("{error} {hint_id}")
    } else {
        hint_id.clone()
    };
    let field = |end: &'static str, label: &'static str, typed: String| {
        let id = format!("{id}-{end}");
        view! {
            <div class="field">
                <label class="field__label" for=id.clone()>{label}</label>
                <input class="field__input" id=id name=end type="date" value=typed
                    aria-invalid=wrong.map(|_| "true") aria-describedby=described.clone() />
            </div>
        }
    };
    view! {
        <div class="field">
            {wrong.map(|why| view! { <FieldError id=error says=speech::closure_error(locale, why) /> })}
            <div class="our-town__days">
                {field("from", td_string!(locale, closing.from), form.from)}
                {field("to", td_string!(locale, closing.to), form.to)}
            </div>
            <p class="field__hint" id=hint_id>{hint}</p>
        </div>
    }
}

/// A sentence or two.
#[component]
fn SentenceField(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    typed: String,
    /// What is wrong with it, in words.
    wrong: Option<String>,
) -> impl IntoView {
    let (error, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let is_wrong = wrong.is_some();
    let described = if is_wrong {
        format!("{error} {hint_id}")
    } else {
        hint_id.clone()
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            {wrong.map(|says| view! { <FieldError id=error says=says /> })}
            <textarea class="field__input" id=id name=name rows="3" aria-invalid=is_wrong.then_some("true") aria-describedby=described inner_html=as_typed(&typed)></textarea>
            <p class="field__hint" id=hint_id>{hint}</p>
        </div>
    }
}

/// The button at a form's end.
#[component]
fn Save(icon: &'static str, says: &'static str) -> impl IntoView {
    view! { <button class="button" type="submit"><Icon name=icon />" "{says}</button> }
}
