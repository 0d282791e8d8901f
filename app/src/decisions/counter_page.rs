//! `/comptoir/decisions`: what the town hall decided about the shop, why, what one may do about it, and where to answer.

use super::statement::{Wall, about, statement};
use crate::{
    areas::{AtCounter, Counter, Tab, sent_from_here},
    i18n::Locale,
    page::{NoPage, page},
    routes, speech,
    ui::{FieldError, Icon, Notice, as_typed},
};
use domain::{
    decisions::Measure,
    id::{DecisionId, ReplyId},
    text::TextError,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{
    decisions::{self, Decided},
    secret,
};

/// An answer that needs another look: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct ReplyPosted {
    /// Made with the form.
    pub id: ReplyId,
    /// To which decision.
    pub to: DecisionId,
    /// As typed.
    pub typed: String,
    /// What is wrong with it.
    pub wrong: TextError,
}

/// `/comptoir/decisions`
#[component]
pub fn CounterDecisionsPage() -> impl IntoView {
    let sent = use_query_map().read_untracked().get("envoye").is_some();
    page(async move { content(sent).await })
}

async fn content(sent: bool) -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = AtCounter::here().await?;
    let decided = decisions::at_counter(house.db.read(), &who).await?;
    let wall = Wall::of(locale, &town);
    let may_answer = who.stands_in().is_none();
    let email = house.operator.email.clone();
    let none = decided
        .is_empty()
        .then(|| view! { <p>{td_string!(locale, decisions.none)}</p> });
    let all = decided.iter().map(|one| {
        let restricts = one.measure.restricts();
        let contest = restricts.then(|| contest(locale, &email));
        let suspended = (one.measure == Measure::Suspended && one.holds())
            .then(|| view! { <p>{td_string!(locale, decisions.what_still_works)}</p> });
        let answer = (may_answer && one.measure != Measure::Lifted).then(|| answer(locale, one));
        view! {
            <section class="section decision-whole" aria-label=about(locale, one)>
                <h2>{about(locale, one)}</h2>
                {suspended}
                {statement(&wall, one, true)}
                {contest}
                {answer}
            </section>
        }
        .into_any()
    });
    let all = all.collect_view();
    let title = td_string!(locale, decisions.counter_title);
    Ok(view! {
        <Title text=title />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::None post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p class="page__lead">{td_string!(locale, decisions.counter_lead)}</p></div>
                {sent.then(|| view! { <Notice kind="notice--done" icon="check"><p>{td_string!(locale, decisions.reply_sent)}</p></Notice> })}
                {none}
                {all}
                <p><a href=routes::SHOP>{td_string!(locale, ledger.back)}</a></p>
            </div>
        </Counter>
    }
    .into_any())
}

/// The three ways to contest it (Regulation (EU) 2022/2065, art. 17(3)(f), 20 and 21).
fn contest(locale: Locale, email: &str) -> impl IntoView + use<> {
    view! {
        <details class="ask">
            <summary class="ask__summary">{td_string!(locale, decisions.contest)}</summary>
            <div class="ask__form">
                <p>{td_string!(locale, decisions.contest_town, email = email.to_owned())}</p>
                <p>{td_string!(locale, decisions.contest_body)}</p>
                <p>{td_string!(locale, decisions.contest_court)}</p>
            </div>
        </details>
    }
}

/// Where the merchant answers.
fn answer(locale: Locale, one: &Decided) -> AnyView {
    let posted = use_context::<ReplyPosted>().filter(|posted| posted.to == one.id);
    let wrong = posted
        .as_ref()
        .map(|posted| speech::telling_error(locale, posted.wrong));
    let is_open = posted.is_some() || one.replies.is_empty();
    let (id, typed) = posted.map_or_else(
        || (ReplyId(secret::id()), String::new()),
        |posted| (posted.id, posted.typed),
    );
    let field = format!("words-{}", one.id);
    let described = if wrong.is_some() {
        format!("{field}-error {field}-hint")
    } else {
        format!("{field}-hint")
    };
    let is_wrong = wrong.is_some();
    view! {
        <details class="ask" open=is_open>
            <summary class="ask__summary">{td_string!(locale, decisions.answer)}</summary>
            <form class="ask__form" method="post" action=sent_from_here(routes::DECISIONS) novalidate>
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="to" value=one.id.to_string() />
                <div class="field">
                    <label class="field__label" for=field.clone()>{td_string!(locale, decisions.answer_label)}</label>
                    <p class="field__hint" id=format!("{field}-hint")>{td_string!(locale, decisions.answer_hint)}</p>
                    {wrong.map(|says| view! { <FieldError id=format!("{field}-error") says=says /> })}
                    <textarea class="field__input" id=field.clone() name="words" rows="4" maxlength="2000"
                        aria-invalid=is_wrong.then_some("true") aria-describedby=described inner_html=as_typed(&typed)></textarea>
                </div>
                <button class="button" type="submit"><Icon name="check" />" "{td_string!(locale, decisions.answer_send)}</button>
            </form>
        </details>
    }
    .into_any()
}
