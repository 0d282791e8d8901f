//! `/comptoir/sonnette`: the shop's bell, and what happens when nobody hears it.

use super::ringer::Ringer;
use crate::{
    areas::{AtCounter, Counter, Tab},
    i18n::Locale,
    page::{NoPage, or_signed_out, page},
    routes, session, speech,
    ui::{FieldError, Icon, Notice},
};
use chrono::NaiveDateTime;
use domain::{
    orders::Patience,
    shops::{BellError, BellForm},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{notifications, pickup};

/// A bell that was refused: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct BellPosted {
    /// What was typed.
    pub form: BellForm,
    /// What is wrong with it.
    pub wrong: BellError,
}

/// Somebody says that they heard it, and it cannot be.
#[derive(Clone, Copy, Debug)]
pub struct NotHeard;

/// `/comptoir/sonnette`
#[component]
pub fn BellPage() -> impl IntoView {
    let note = use_query_map().read_untracked().get("note");
    page(async move { content(note).await })
}

async fn content(note: Option<String>) -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = AtCounter::here().await?;
    who.in_person()?;
    let db = house.db.read();
    let device = session::signed_in(&house, &session::headers())
        .await
        .map_err(or_signed_out)?;
    let rings = notifications::rings(db, &device).await?;
    let bell = notifications::bell(db, &who).await?;
    let heard = bell.heard_at.map(|at| pickup::wall_clock(&town.time_zone, at));
    let not_heard = use_context::<NotHeard>().is_some();
    let posted = use_context::<BellPosted>();
    let is_wrong = posted.is_some();
    let posted = posted.unwrap_or_else(|| BellPosted {
        form: BellForm::of(&bell),
        wrong: BellError::default(),
    });
    let said = note.map(|note| {
        let is_heard = note == "entendue";
        let says = if is_heard {
            td_string!(locale, bell.heard_done)
        } else {
            td_string!(locale, bell.done)
        };
        // The last step on the way in: what comes now is the day's work.
        let next = is_heard.then(|| {
            view! { <p><a href=routes::COUNTER>{td_string!(locale, bell.heard_next)}</a></p> }
        });
        view! { <Notice kind="notice--done" icon="check"><p>{says}</p>{next}</Notice> }
    });
    let key = house.postbox.push_key.to_string();
    Ok(view! {
        <Title text=td_string!(locale, bell.title) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::Shop>
            <div class="page page--narrow">
                <div class="page__head"><h1>{td_string!(locale, bell.title)}</h1><p>{td_string!(locale, bell.lead)}</p></div>
                {said}
                {is_wrong.then(|| view! { <Notice kind="notice--failed" icon="alert"><p>{td_string!(locale, bell.wrong)}</p></Notice> })}
                {not_heard.then(|| view! { <Notice kind="notice--failed" icon="alert"><p>{td_string!(locale, bell.not_rung)}</p></Notice> })}
                <Proof locale=locale heard=heard />
                <section class="section bell" aria-label=td_string!(locale, bell.title)>
                    <noscript><p>{td_string!(locale, bell.needs_scripts)}</p></noscript>
                    <Ringer locale=locale key=key rings=rings />
                    <form class="bell__heard" method="post" action=routes::BELL>
                        <h3>{td_string!(locale, bell.step_heard)}</h3>
                        <p class="soft" id="heard-hint">{td_string!(locale, bell.heard_hint)}</p>
                        <button class="button button--quiet button--big button--wide" type="submit" name="act" value="entendue" aria-describedby="heard-hint">
                            <Icon name="check" />" "{td_string!(locale, bell.heard)}
                        </button>
                    </form>
                </section>
                <Settings locale=locale said=posted />
            </div>
        </Counter>
    }
    .into_any())
}

/// Whether somebody has heard it, in words.
#[component]
fn Proof(locale: Locale, heard: Option<NaiveDateTime>) -> impl IntoView {
    let (chip, state, words) = match heard {
        Some(heard) => {
            let (day, hour) = (speech::date(locale, heard.date()), speech::hour(locale, heard));
            let state = td_string!(locale, bell.proven, day = day, hour = hour);
            ("chip chip--ready", state, td_string!(locale, bell.proven_words))
        }
        None => (
            "chip chip--soon",
            td_string!(locale, bell.not_proven).to_owned(),
            td_string!(locale, bell.not_proven_words),
        ),
    };
    view! {
        <div class="bell__proof">
            <p class=chip>{state}</p>
            <p>{words}</p>
        </div>
    }
}

/// Who is told when nobody looks, after how long, and when nothing rings.
#[component]
fn Settings(locale: Locale, said: BellPosted) -> impl IntoView {
    let BellPosted { form, wrong } = said;
    let address_says = wrong.second_contact.map(|why| speech::text_error(locale, why));
    let is_address_wrong = address_says.is_some();
    let choices = Patience::ALL.iter().map(|patience| {
        let words = match patience {
            Patience::Hour => td_string!(locale, bell.hour).to_owned(),
            other => td_string!(locale, bell.minutes, count = other.minutes()),
        };
        let chosen = form.patience == patience.as_str()
            || (form.patience.is_empty() && *patience == Patience::default());
        view! { <option value=patience.as_str() selected=chosen>{words}</option> }
    });
    let choices = choices.collect_view();
    let time = |id: &'static str, label: &'static str, value: String| {
        view! {
            <div class="field">
                <label class="field__label" for=id>{label}</label>
                <input class="field__input" id=id name=id type="text" inputmode="numeric" autocomplete="off" value=value
                    aria-invalid=wrong.quiet.then_some("true") aria-describedby=if wrong.quiet { "quiet-error" } else { "quiet-hint" } />
            </div>
        }
    };
    view! {
        <section class="section" aria-labelledby="second">
            <div class="section__head"><h2 id="second">{td_string!(locale, bell.second)}</h2></div>
            <p>{td_string!(locale, bell.second_lead)}</p>
            <form class="fields" method="post" action=routes::BELL novalidate>
                <div class="field">
                    <label class="field__label" for="contact">{td_string!(locale, bell.contact)}</label>
                    {address_says.map(|says| view! { <FieldError id="contact-error".into() says=says /> })}
                    <input class="field__input" id="contact" name="contact" type="email" autocomplete="off" value=form.second_contact
                        aria-invalid=is_address_wrong.then_some("true")
                        aria-describedby=if is_address_wrong { "contact-error" } else { "contact-hint" } />
                    <p class="field__hint" id="contact-hint">{td_string!(locale, bell.contact_hint)}</p>
                </div>
                <div class="field">
                    <label class="field__label" for="patience">{td_string!(locale, bell.patience)}</label>
                    <select class="field__input" id="patience" name="patience">{choices}</select>
                </div>
                <fieldset class="bell__quiet">
                    <legend class="fields__legend">{td_string!(locale, bell.quiet)}</legend>
                    {wrong.quiet.then(|| view! { <FieldError id="quiet-error".into() says=td_string!(locale, bell.quiet_wrong) /> })}
                    <div class="fields__row">
                        {time("quiet-from", td_string!(locale, bell.quiet_from), form.quiet_from)}
                        {time("quiet-to", td_string!(locale, bell.quiet_to), form.quiet_to)}
                    </div>
                    <p class="field__hint" id="quiet-hint">{td_string!(locale, bell.quiet_hint)}</p>
                </fieldset>
                <button class="button button--big button--wide" type="submit" name="act" value="regler">{td_string!(locale, bell.save)}</button>
            </form>
        </section>
    }
}

/// Reminds a merchant whose bell nobody has heard yet, on the pages where they work.
#[component]
pub fn BellMissing(
    /// Whether somebody has heard it: `bell(…).heard_at.is_some()`.
    proven: bool,
) -> impl IntoView {
    let locale = session::locale();
    (!proven).then(|| {
        view! {
            <Notice icon="bell">
                <p>{td_string!(locale, bell.missing)}" "<a href=routes::BELL>{td_string!(locale, bell.test)}</a></p>
            </Notice>
        }
    })
}
