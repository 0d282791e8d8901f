//! `/aider`: somebody types the code that the owner of a shop read out to them, and finds the shelves at which they help
//! already.

use super::{desk::NotTaken, words::Until};
use crate::{
    areas::Market,
    i18n::Locale,
    page::{NoPage, page},
    routes, session, speech,
    state::House,
    ui::{FieldError, Icon},
};
use chrono::{DateTime, Utc};
use domain::hand::{HelpError, HelpForm};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{
    accounts,
    error::Error,
    hands::{self, Lending, TakeRefused},
};

/// A code that opened nothing: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct HelpPosted {
    /// What was typed.
    pub form: HelpForm,
    /// Why it opened nothing.
    pub why: NotTaken,
}

/// `/aider`
#[component]
pub fn HelpPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let device = match session::signed_in(&house, &session::headers()).await {
        Ok(device) => Some(device),
        Err(Error::NotFound) => None,
        Err(other) => return Err(other.into()),
    };
    let (mut name, mut lent) = (None, Vec::new());
    if let Some(who) = &device
        && who.has_own_place(house.db.read()).await?
    {
        name = Some(accounts::name_of(house.db.read(), who.member()).await?);
        lent = hands::lent_by(house.db.read(), who, house.clock.now()).await?;
    }
    let posted = use_context::<HelpPosted>();
    let title = td_string!(locale, hand.help_title);
    Ok(view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <Market>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, hand.help_lead)}</p></div>
                {(!lent.is_empty()).then(|| view! { <Going locale=locale lent=lent now=house.clock.now() /> })}
                <CodeForm locale=locale posted=posted known=name.map(String::from) />
            </div>
        </Market>
    }
    .into_any())
}

#[component]
fn Going(locale: Locale, lent: Vec<Lending>, now: DateTime<Utc>) -> impl IntoView {
    let lines = lent.into_iter().map(|one| {
        let (shop, until) = (one.shop.to_string(), Until::of(&one.time_zone, one.until, now));
        view! {
            <li class="roster__shop">
                <h3>{shop.clone()}</h3>
                <p class="roster__facts">{until.said(locale)}</p>
                <div class="roster__ways">
                    <form method="post" action=routes::HELP>
                        <input type="hidden" name="act" value="entrer" />
                        <input type="hidden" name="hand" value=one.id.to_string() />
                        <button class="button" type="submit">{td_string!(locale, hand.to_shelf)}<span class="visually-hidden">" "{shop}</span></button>
                    </form>
                </div>
            </li>
        }
    });
    view! {
        <section class="section" aria-labelledby="going">
            <h2 id="going">{td_string!(locale, hand.going)}</h2>
            <ul class="roster" role="list">{lines.collect_view()}</ul>
        </section>
    }
}

#[component]
fn CodeForm(
    locale: Locale,
    posted: Option<HelpPosted>,
    /// Under which name they are known; none: it is asked.
    known: Option<String>,
) -> impl IntoView {
    let (form, why) = posted.map_or_else(Default::default, |posted| (posted.form, Some(posted.why)));
    let wrong = match why {
        Some(NotTaken::Wrong(wrong)) => wrong,
        _ => HelpError::default(),
    };
    let code_wrong = match why {
        Some(NotTaken::Refused(why)) => Some(refused(locale, why)),
        _ => wrong.code.then(|| td_string!(locale, hand.code_wrong)),
    };
    let described = if code_wrong.is_some() {
        "code-error code-hint"
    } else {
        "code-hint"
    };
    let invalid = code_wrong.is_some().then_some("true");
    let who = match known {
        Some(name) => view! { <p>{td_string!(locale, hand.known, name = name)}</p> }.into_any(),
        None => name_field(locale, form.name, wrong),
    };
    view! {
        <form class="fields panel" method="post" action=routes::HELP novalidate>
            <div class="field">
                <label class="field__label" for="code">{td_string!(locale, hand.code)}</label>
                <p class="field__hint" id="code-hint">{td_string!(locale, hand.code_hint)}</p>
                {code_wrong.map(|says| view! { <FieldError id="code-error".into() says=says /> })}
                <input class="field__input proof__code" id="code" name="code" type="text" autocomplete="off" autocapitalize="characters"
                    spellcheck="false" maxlength="20" value=form.code aria-invalid=invalid aria-describedby=described />
            </div>
            {who}
            <button class="button button--big button--wide" type="submit"><Icon name="check" />" "{td_string!(locale, hand.to_shelf)}</button>
        </form>
    }
}

fn name_field(locale: Locale, typed: String, wrong: HelpError) -> AnyView {
    let says = wrong.name.map(|why| speech::text_error(locale, why));
    let is_wrong = says.is_some();
    let described = if is_wrong {
        "name-error name-hint"
    } else {
        "name-hint"
    };
    view! {
        <div class="field">
            <label class="field__label" for="name">{td_string!(locale, hand.name)}</label>
            <p class="field__hint" id="name-hint">{td_string!(locale, hand.name_hint)}</p>
            {says.map(|says| view! { <FieldError id="name-error".into() says=says /> })}
            <input class="field__input" id="name" name="name" type="text" autocomplete="name" maxlength="80" value=typed
                aria-invalid=is_wrong.then_some("true") aria-describedby=described />
        </div>
    }
    .into_any()
}

fn refused(locale: Locale, why: TakeRefused) -> &'static str {
    match why {
        TakeRefused::Unknown => td_string!(locale, hand.refused_unknown),
        TakeRefused::Used => td_string!(locale, hand.refused_used),
        TakeRefused::Expired => td_string!(locale, hand.refused_expired),
        TakeRefused::OwnShop => td_string!(locale, hand.refused_own),
    }
}
