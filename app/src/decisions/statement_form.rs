//! The reasons of a decision, as an official writes them down.

use super::desk::NotDecided;
use crate::{
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Icon, Notice, as_typed},
};
use domain::{
    decisions::{Measure, Rule, StatementError, StatementForm},
    id::{DecisionId, ProductId, ReportId, ShopId},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{decisions::DecideRefused, secret};

/// What was sent and not decided: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct StatementPosted {
    /// Made with the form.
    pub id: DecisionId,
    /// As typed.
    pub form: StatementForm,
    /// Which product was chosen.
    pub product: Option<ProductId>,
    /// Why it was not decided.
    pub why: NotDecided,
}

/// What can be decided here.
#[derive(Clone)]
pub struct Choice {
    /// About which shop.
    pub shop: ShopId,
    /// Which report it answers.
    pub report: Option<ReportId>,
    /// Which products may be held back, with their names. Of a report there is one, and it is named above.
    pub products: Vec<(ProductId, String)>,
    /// What may be done.
    pub measures: Vec<Measure>,
}

/// The form.
#[component]
pub fn StatementFields(locale: Locale, choice: Choice, posted: Option<StatementPosted>) -> impl IntoView {
    let (wrong, refused) = match posted.as_ref().map(|posted| posted.why) {
        Some(NotDecided::Wrong(wrong)) => (wrong, None),
        Some(NotDecided::Refused(why)) => (StatementError::default(), Some(refused(locale, why))),
        None => (StatementError::default(), None),
    };
    let (id, form, product) = posted.map_or_else(
        || (DecisionId(secret::id()), StatementForm::default(), None),
        |posted| (posted.id, posted.form, posted.product),
    );
    let chosen = form.measure.parse::<Measure>().ok();
    let measures = choice.measures.iter().map(|measure| {
        let (word, hint) = words(locale, *measure);
        view! {
            <label class="check">
                <input type="radio" name="measure" value=measure.as_str() checked={chosen == Some(*measure)} />
                <span>{word}<br /><span class="small soft">{hint}</span></span>
            </label>
        }
    });
    let measures = measures.collect_view();
    let rules = Rule::ALL.iter().map(|rule| {
        view! { <option value=rule.as_str() selected=form.rule == rule.as_str()>{speech::rule(locale, *rule)}</option> }
    });
    let rules = rules.collect_view();
    let report = choice
        .report
        .map(|id| view! { <input type="hidden" name="report" value=id.to_string() /> });
    let told = |wrong: Option<domain::text::TextError>| wrong.map(|why| speech::telling_error(locale, why));
    view! {
        <form class="fields panel" method="post" action=routes::TOWN_DECISIONS novalidate>
            {refused.map(|says| view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> })}
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="shop" value=choice.shop.to_string() />
            {report}
            <fieldset class="checks" aria-describedby=wrong.measure.then_some("measure-error")>
                <legend class="field__label">{td_string!(locale, decisions.measure)}</legend>
                {wrong.measure.then(|| view! { <FieldError id="measure-error".into() says=td_string!(locale, decisions.measure_wrong) /> })}
                {measures}
            </fieldset>
            <Products locale=locale products=choice.products chosen=product />
            <Long id="facts" label=td_string!(locale, decisions.facts_label) hint=td_string!(locale, decisions.facts_hint) typed=form.facts wrong=told(wrong.facts) />
            <fieldset class="fields decision__rule">
                <legend class="field__label">{td_string!(locale, decisions.reasons)}</legend>
                <p class="field__hint">{td_string!(locale, decisions.reasons_hint)}</p>
                <div class="field">
                    <label class="field__label" for="rule">{td_string!(locale, decisions.rule_label)}</label>
                    {wrong.rule.then(|| view! { <FieldError id="rule-error".into() says=td_string!(locale, decisions.rule_wrong) /> })}
                    <select class="field__input" id="rule" name="rule" aria-invalid=wrong.rule.then_some("true") aria-describedby=wrong.rule.then_some("rule-error")>
                        <option value="">{td_string!(locale, decisions.rule_none)}</option>
                        {rules}
                    </select>
                </div>
                <Long id="why" label=td_string!(locale, decisions.why_label) hint=td_string!(locale, decisions.why_hint) typed=form.why wrong=told(wrong.why) />
                <p class="small soft">{td_string!(locale, decisions.automated_hint)}</p>
            </fieldset>
            <button class="button button--big button--wide" type="submit"><Icon name="check" />" "{td_string!(locale, decisions.send)}</button>
        </form>
    }
}

/// Which product is meant: chosen, or named already.
#[component]
fn Products(locale: Locale, products: Vec<(ProductId, String)>, chosen: Option<ProductId>) -> impl IntoView {
    match products.as_slice() {
        [] => ().into_any(),
        [(only, name)] if name.is_empty() => {
            view! { <input type="hidden" name="product" value=only.to_string() /> }.into_any()
        }
        _ => {
            let options = products.into_iter().map(|(id, name)| {
                view! { <option value=id.to_string() selected={chosen == Some(id)}>{name}</option> }
            });
            view! {
                <div class="field">
                    <label class="field__label" for="product">{td_string!(locale, decisions.product)}</label>
                    <select class="field__input" id="product" name="product">
                        <option value="">{td_string!(locale, decisions.product_none)}</option>
                        {options.collect_view()}
                    </select>
                </div>
            }
            .into_any()
        }
    }
}

/// A field for some sentences.
#[component]
pub(super) fn Long(
    /// Its name in the form.
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    typed: String,
    wrong: Option<String>,
) -> impl IntoView {
    let is_wrong = wrong.is_some();
    let described = if is_wrong {
        format!("{id}-error {id}-hint")
    } else {
        format!("{id}-hint")
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <p class="field__hint" id=format!("{id}-hint")>{hint}</p>
            {wrong.map(|says| view! { <FieldError id=format!("{id}-error") says=says /> })}
            <textarea class="field__input" id=id name=id rows="4" maxlength="2000"
                aria-invalid=is_wrong.then_some("true") aria-describedby=described inner_html=as_typed(&typed)></textarea>
        </div>
    }
}

/// What it is called where it is chosen, and what it means.
fn words(locale: Locale, measure: Measure) -> (&'static str, &'static str) {
    match measure {
        Measure::Nothing | Measure::Lifted => (
            td_string!(locale, decisions.do_nothing),
            td_string!(locale, decisions.do_nothing_hint),
        ),
        Measure::Asked => (
            td_string!(locale, decisions.do_ask),
            td_string!(locale, decisions.do_ask_hint),
        ),
        Measure::Held => (
            td_string!(locale, decisions.do_hold),
            td_string!(locale, decisions.do_hold_hint),
        ),
        Measure::Suspended => (
            td_string!(locale, decisions.do_suspend),
            td_string!(locale, decisions.do_suspend_hint),
        ),
    }
}

fn refused(locale: Locale, why: DecideRefused) -> &'static str {
    match why {
        DecideRefused::Suspended => td_string!(locale, decisions.wrong_suspended),
        DecideRefused::Held => td_string!(locale, decisions.wrong_held),
        DecideRefused::NoProduct => td_string!(locale, decisions.wrong_product),
        DecideRefused::NoMatter => td_string!(locale, decisions.wrong_matter),
        DecideRefused::ProofTooOld => td_string!(locale, official_proof.again_lead),
    }
}
