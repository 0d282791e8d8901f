//! `/comptoir/identite`: who stands behind the shop's sign, asked once, shown in its terms of sale.

use crate::{
    areas::{AtCounter, Counter, Tab, sent_from_here},
    i18n::Locale,
    page::{NoPage, page},
    routes, speech,
    ui::{FieldError, Notice},
};
use domain::shops::{Trader, TraderError, TraderForm};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::shops;

/// An identity that was refused: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct TraderPosted {
    /// What was typed.
    pub form: TraderForm,
    /// What is wrong with it.
    pub wrong: TraderError,
}

/// `/comptoir/identite`
#[component]
pub fn TraderPage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("note").is_some();
    page(async move { content(done).await })
}

async fn content(done: bool) -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        shop,
        town,
        who,
    } = AtCounter::here().await?;
    who.as_owner()?;
    let known = shops::trader(house.db.read(), shop.id).await?;
    let posted = use_context::<TraderPosted>().unwrap_or_else(|| TraderPosted {
        form: known.map(as_known).unwrap_or_default(),
        wrong: TraderError::default(),
    });
    let is_wrong = posted.wrong != TraderError::default();
    Ok(view! {
        <Title text=td_string!(locale, trader.title) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::Shop post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head"><h1>{td_string!(locale, trader.title)}</h1><p>{td_string!(locale, trader.lead)}</p></div>
                {who.stands_in().map(|_| view! { <Notice icon="user"><p>{td_string!(locale, stall.ask_them)}</p></Notice> })}
                {done.then(|| view! { <Notice kind="notice--done" icon="check"><p>{td_string!(locale, trader.done)}" "<a href=routes::sale(&town.slug, &shop.slug)>{td_string!(locale, trader.see)}</a></p></Notice> })}
                {is_wrong.then(|| view! { <Notice kind="notice--failed" icon="alert"><p>{td_string!(locale, description.wrong)}</p></Notice> })}
                <Fields locale=locale said=posted />
            </div>
        </Counter>
    }
    .into_any())
}

fn as_known(trader: Trader) -> TraderForm {
    TraderForm {
        name: trader.name.to_string(),
        email: trader.email.to_string(),
        number: trader.number.to_string(),
        mediator: trader.mediator.map(String::from).unwrap_or_default(),
        // Said anew each time: it is said about what is sold now.
        certified: false,
    }
}

#[component]
fn Fields(locale: Locale, said: TraderPosted) -> impl IntoView {
    let TraderPosted { form, wrong } = said;
    view! {
        <form class="fields" method="post" action=sent_from_here(routes::TRADER) novalidate>
            <Words id="name" kind="text" autocomplete="organization" label=td_string!(locale, trader.name) hint=td_string!(locale, trader.name_hint)
                value=form.name wrong=wrong.name.map(|why| speech::text_error(locale, why)) />
            <Words id="number" kind="text" autocomplete="off" label=td_string!(locale, trader.number) hint=td_string!(locale, trader.number_hint)
                value=form.number wrong=wrong.number.then(|| td_string!(locale, trader.number_wrong).to_owned()) />
            <Words id="email" kind="email" autocomplete="email" label=td_string!(locale, trader.email) hint=td_string!(locale, trader.email_hint)
                value=form.email wrong=wrong.email.map(|why| speech::email_error(locale, why)) />
            <Words id="mediator" kind="text" autocomplete="off" label=td_string!(locale, trader.mediator) hint=td_string!(locale, trader.mediator_hint)
                value=form.mediator wrong=wrong.mediator.map(|why| speech::text_error(locale, why)) />
            <div class="field">
                {wrong.certified.then(|| view! { <FieldError id="certified-error".into() says=td_string!(locale, trader.certified_wrong) /> })}
                <label class="check">
                    <input type="checkbox" name="certified" value="yes" checked=form.certified
                        aria-invalid=wrong.certified.then_some("true") aria-describedby=wrong.certified.then_some("certified-error") />" "
                    {td_string!(locale, trader.certified)}
                </label>
            </div>
            <button class="button button--big button--wide" type="submit">{td_string!(locale, description.save)}</button>
        </form>
    }
}

#[component]
fn Words(
    /// Also the field's name.
    id: &'static str,
    /// `text` or `email`.
    kind: &'static str,
    autocomplete: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
    wrong: Option<String>,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let invalid = wrong.is_some().then_some("true");
    let described = if wrong.is_some() {
        format!("{hint_id} {error_id}")
    } else {
        hint_id.clone()
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <p class="field__hint" id=hint_id>{hint}</p>
            {wrong.map(|says| view! { <FieldError id=error_id says=says /> })}
            <input class="field__input" id=id name=id type=kind autocomplete=autocomplete value=value aria-invalid=invalid aria-describedby=described />
        </div>
    }
}
