//! The form of a product's label: only what is asked of it.

use crate::{
    i18n::Locale,
    routes, speech,
    ui::{FieldError, as_typed},
};
use domain::{
    catalogue::{Allergen, Category},
    duties::{Fact, LabelError, LabelForm, Maker, MakerError},
    id::ProductId,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::duties::Article;

/// The form.
#[component]
pub(super) fn Fields(
    locale: Locale,
    article: Article,
    form: LabelForm,
    wrong: LabelError,
    /// Known ones, to choose among.
    makers: Vec<Maker>,
    /// The product behind it.
    next: Option<ProductId>,
    /// Whether all is shown.
    all: bool,
) -> impl IntoView {
    let id = article.product.id;
    let is_waiting = article.waiting.is_some();
    let is_toy = article.product.category == Category::Toys;
    let facts: Vec<&str> = form.asked.iter().map(|fact| fact.as_str()).collect();
    let facts = facts.join(" ");
    let asked = form.asked.clone();
    let asks = |fact: Fact| asked.contains(&fact);
    let none_button = asks(Fact::Allergens) && is_waiting && !all;
    let (skips, see_all) = (
        next.map(|next| format!("{}?article={next}", routes::TO_COMPLETE)),
        (is_waiting && !all).then(|| format!("{}?article={id}&tout=1", routes::TO_COMPLETE)),
    );
    let form_for = form.clone();
    view! {
        <form class="fields" method="post" action=routes::TO_COMPLETE novalidate>
            <input type="hidden" name="product" value=id.to_string() />
            <input type="hidden" name="facts" value=facts />
            <input type="hidden" name="next" value=next.map(|next| next.to_string()) />
            // Whoever presses Enter in a field saves it, and does not say that there are no allergens.
            <button class="visually-hidden" type="submit" name="act" value="save" tabindex="-1" aria-hidden="true">{td_string!(locale, duties.save)}</button>
            {asks(Fact::Name).then(|| view! { <Text id="name" label=td_string!(locale, duties.name) hint=None value=form.name.clone() mode="text" wrong=wrong.name.map(|why| speech::text_error(locale, why)) affix=None /> })}
            {asks(Fact::Allergens).then(|| view! { <Allergens locale=locale ticked=form.allergens.clone() none=form.no_allergens button=none_button wrong=wrong.allergens /> })}
            {asks(Fact::Strength).then(|| view! { <Text id="strength" label=td_string!(locale, duties.strength) hint=Some(td_string!(locale, duties.strength_hint)) value=form.strength.clone() mode="decimal" wrong=wrong.strength.map(|why| speech::strength_error(locale, why).to_owned()) affix=Some(td_string!(locale, duties.volume)) /> })}
            {asks(Fact::Amount).then(|| view! { <AmountField locale=locale form=form_for wrong=wrong /> })}
            {asks(Fact::Ingredients).then(|| view! { <Area id="ingredients" label=td_string!(locale, duties.ingredients) hint=td_string!(locale, duties.ingredients_hint) value=form.ingredients.clone() wrong=wrong.ingredients.map(|why| speech::text_error(locale, why)) /> })}
            {asks(Fact::Maker).then(|| view! { <MakerFields locale=locale form=form.clone() wrong=wrong.maker makers=makers /> })}
            {asks(Fact::Warnings).then(|| view! { <WarningFields locale=locale form=form.clone() wrong=wrong is_toy=is_toy /> })}
            <div class="to-complete__acts">
                <button class="button button--big" type="submit" name="act" value="save">{td_string!(locale, duties.save)}</button>
                {skips.map(|address| view! { <a class="button button--quiet button--big" href=address>{td_string!(locale, duties.later)}</a> })}
            </div>
            {see_all.map(|address| view! { <p class="small"><a class="link" href=address>{td_string!(locale, duties.all_facts)}</a></p> })}
        </form>
    }
}

/// The fourteen, and that it is none of them: one tap.
#[component]
fn Allergens(locale: Locale, ticked: Vec<Allergen>, none: bool, button: bool, wrong: bool) -> impl IntoView {
    let chips = Allergen::ALL.iter().map(|allergen| {
        view! {
            <label class="to-complete__chip">
                <input type="checkbox" name="allergen" value=allergen.as_str() checked=ticked.contains(allergen) />" "
                <span>{speech::allergen(locale, *allergen)}</span>
            </label>
        }
        .into_any()
    });
    let chips = chips.collect_view();
    let described = if wrong {
        "allergens-error allergens-hint"
    } else {
        "allergens-hint"
    };
    let none = if button {
        view! { <button class="button button--quiet button--wide" type="submit" name="act" value="none">{td_string!(locale, duties.no_allergens)}</button> }
            .into_any()
    } else {
        view! {
            <label class="check">
                <input type="checkbox" name="no_allergens" value="yes" checked=none />" "
                <span>{td_string!(locale, duties.no_allergens)}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="to-complete__set" aria-describedby=described>
            <legend class="field__label">{td_string!(locale, duties.allergens)}</legend>
            <p class="field__hint" id="allergens-hint">{td_string!(locale, duties.allergens_hint)}</p>
            {wrong.then(|| view! { <FieldError id="allergens-error".into() says=td_string!(locale, duties.allergens_both) /> })}
            {none}
            <div class="to-complete__chips">{chips}</div>
        </fieldset>
    }
}

#[component]
fn AmountField(locale: Locale, form: LabelForm, wrong: LabelError) -> impl IntoView {
    let says = wrong
        .amount
        .map(|why| speech::content_error(locale, why).to_owned())
        .or_else(|| {
            wrong
                .by_count
                .then(|| td_string!(locale, duties.amount_both).to_owned())
        });
    view! {
        <div class="field">
            <Text id="amount" label=td_string!(locale, duties.amount) hint=Some(td_string!(locale, duties.amount_hint)) value=form.amount mode="text" wrong=says affix=None />
            <label class="check">
                <input type="checkbox" name="by_count" value="yes" checked=form.by_count />" "
                <span>{td_string!(locale, duties.by_count)}</span>
            </label>
        </div>
    }
}

/// Who makes it: chosen among those whom the shop named before, or written.
#[component]
fn MakerFields(locale: Locale, form: LabelForm, wrong: MakerError, makers: Vec<Maker>) -> impl IntoView {
    let known = makers.into_iter().map(|maker| {
        let words = format!("{}, {}", maker.name, maker.address);
        view! { <option value=maker.name.to_string()>{words}</option> }
    });
    let known: Vec<_> = known.collect();
    let choice = (!known.is_empty()).then(|| {
        view! {
            <div class="field">
                <label class="field__label" for="maker_like">{td_string!(locale, duties.maker_like)}</label>
                <select class="field__input" id="maker_like" name="maker_like">
                    <option value="">{td_string!(locale, duties.maker_other)}</option>
                    {known}
                </select>
            </div>
        }
    });
    view! {
        <fieldset class="to-complete__set to-complete__maker" aria-describedby="maker-hint">
            <legend class="field__label">{td_string!(locale, duties.maker)}</legend>
            <p class="field__hint" id="maker-hint">{td_string!(locale, duties.maker_hint)}</p>
            {choice}
            <Text id="maker" label=td_string!(locale, duties.maker_name) hint=None value=form.maker mode="text" wrong=wrong.name.map(|why| speech::text_error(locale, why)) affix=None />
            <Text id="maker_address" label=td_string!(locale, duties.maker_address) hint=None value=form.maker_address mode="text" wrong=wrong.address.map(|why| speech::address_error(locale, why)) affix=None />
            <Text id="maker_online" label=td_string!(locale, duties.maker_online) hint=None value=form.maker_online mode="email" wrong=wrong.online.map(|why| speech::online_error(locale, why)) affix=None />
        </fieldset>
    }
}

#[component]
fn WarningFields(locale: Locale, form: LabelForm, wrong: LabelError, is_toy: bool) -> impl IntoView {
    let says = wrong
        .warnings
        .map(|why| speech::text_error(locale, why))
        .or_else(|| {
            wrong
                .no_warnings
                .then(|| td_string!(locale, duties.warnings_both).to_owned())
        });
    let under_three = is_toy.then(|| {
        view! {
            <label class="check">
                <input type="checkbox" name="under_three" value="yes" checked=form.under_three />" "
                <span>{td_string!(locale, duties.under_three)}</span>
            </label>
        }
    });
    view! {
        <div class="field">
            <Area id="warnings" label=td_string!(locale, duties.warnings) hint=td_string!(locale, duties.warnings_hint) value=form.warnings wrong=says />
            {under_three}
            <label class="check">
                <input type="checkbox" name="no_warnings" value="yes" checked=form.no_warnings />" "
                <span>{td_string!(locale, duties.no_warnings)}</span>
            </label>
        </div>
    }
}

#[component]
fn Text(
    /// Also the field's name.
    id: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    value: String,
    /// The keys that come up.
    mode: &'static str,
    wrong: Option<String>,
    /// Stands behind it.
    affix: Option<&'static str>,
) -> impl IntoView {
    let described = Described::of(id, hint.is_some(), wrong.is_some());
    let field = view! {
        <input class="field__input" id=id name=id type="text" inputmode=mode autocomplete="off" value=value
            aria-invalid=described.invalid() aria-describedby=described.by() />
    };
    let field = match affix {
        Some(affix) => view! { <div class="field__affix">{field}<span>{affix}</span></div> }.into_any(),
        None => field.into_any(),
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
            {wrong.map(|says| view! { <FieldError id=format!("{id}-error") says=says /> })}
            {field}
        </div>
    }
}

#[component]
fn Area(
    /// Also the field's name.
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
    wrong: Option<String>,
) -> impl IntoView {
    let described = Described::of(id, true, wrong.is_some());
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <p class="field__hint" id=format!("{id}-hint")>{hint}</p>
            {wrong.map(|says| view! { <FieldError id=format!("{id}-error") says=says /> })}
            <textarea class="field__input" id=id name=id rows="3" autocomplete="off"
                aria-invalid=described.invalid() aria-describedby=described.by() inner_html=as_typed(&value)></textarea>
        </div>
    }
}

/// What a field is described by.
struct Described {
    ids: Vec<String>,
    is_wrong: bool,
}

impl Described {
    fn of(id: &str, has_hint: bool, is_wrong: bool) -> Self {
        let hint = has_hint.then(|| format!("{id}-hint"));
        let error = is_wrong.then(|| format!("{id}-error"));
        Self {
            ids: hint.into_iter().chain(error).collect(),
            is_wrong,
        }
    }

    fn by(&self) -> Option<String> {
        (!self.ids.is_empty()).then(|| self.ids.join(" "))
    }

    fn invalid(&self) -> Option<&'static str> {
        self.is_wrong.then_some("true")
    }
}
