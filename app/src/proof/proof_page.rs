//! `/mairie/preuve`, `/exploitant/preuve`: a device proves itself.

use super::{
    Area,
    fields::{CodeField, RecoveryField},
};
use crate::{
    areas::{Market, asked},
    page::{NoPage, go_to, or_signed_out, page},
    routes, session,
    state::House,
    ui::Icon,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};

/// A code that was not the one.
#[derive(Clone, Debug)]
pub struct ProofPosted {
    /// Whether it was one of those that are kept on paper.
    pub recovery: bool,
    /// Where they wanted to go.
    pub to: String,
}

/// `/mairie/preuve?vers=…`, and the same for whoever runs the instance; with `secours=1` it asks for a code from paper.
#[component]
pub fn ProofPage() -> impl IntoView {
    let (to, recovery) = (asked("vers"), asked("secours").is_some());
    page(async move { content(to, recovery).await })
}

async fn content(to: Option<String>, recovery: bool) -> Result<AnyView, NoPage> {
    let (house, locale, area) = (House::here(), session::locale(), Area::here());
    let who = session::unproven(&house, &session::headers(), area)
        .await
        .map_err(or_signed_out)?;
    if who.key_since().is_none() {
        go_to(area.key());
        return Ok(().into_any());
    }
    let posted = use_context::<ProofPosted>();
    let wrong = posted.is_some();
    let recovery = posted.as_ref().map_or(recovery, |posted| posted.recovery);
    let to = posted.map(|posted| posted.to).or(to).unwrap_or_default();
    let to = area.wanted(&to);
    let title = td_string!(locale, official_proof.title);
    let (field, lead, other, other_words) = if recovery {
        (
            view! { <RecoveryField locale=locale wrong=wrong /> }.into_any(),
            td_string!(locale, official_proof.rescue_lead),
            area.proving(&to),
            td_string!(locale, official_proof.use_code),
        )
    } else {
        (
            view! { <CodeField locale=locale wrong=wrong /> }.into_any(),
            td_string!(locale, official_proof.lead),
            format!("{}&secours=1", area.proving(&to)),
            td_string!(locale, official_proof.use_rescue),
        )
    };
    Ok(view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <Market>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p>{lead}</p></div>
                <form class="fields panel" method="post" action=area.proof()>
                    <input type="hidden" name="vers" value=to />
                    {field}
                    <button class="button button--big button--wide" type="submit"><Icon name="check" />" "{td_string!(locale, official_proof.go_on)}</button>
                    <p class="small soft">{td_string!(locale, official_proof.lasts)}</p>
                </form>
                <p><a href=other>{other_words}</a></p>
                <p class="small">{area.lost(locale)}</p>
                <form method="post" action=routes::SIGN_OUT>
                    <button class="button button--plain" type="submit">{td_string!(locale, hall.leave)}</button>
                </form>
            </div>
        </Market>
    }
    .into_any())
}
