//! Who comes: the only thing a shopper has to type.

use super::law::{AgeField, FirmOrder};
use crate::{
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Icon, Notice},
};
use domain::{
    basket::Basket,
    orders::{OrderKind, ReservationError, ReservationForm},
    shops::Shop,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// All that needs another look, at the top of the page.
#[component]
pub(super) fn Errors(locale: Locale, errors: Vec<(String, String)>) -> impl IntoView {
    let items = errors
        .into_iter()
        .map(|(place, says)| view! { <li><a href=place>{says}</a></li> });
    view! {
        <Notice kind="notice--failed" icon="alert">
            <h2 class="notice__title">{td_string!(locale, basket.errors)}</h2>
            <ul class="notice__list">{items.collect_view()}</ul>
        </Notice>
    }
}

/// The form itself.
#[component]
pub(super) fn ReserveForm(
    locale: Locale,
    town: String,
    basket: Basket,
    form: ReservationForm,
    wrong: ReservationError,
    sum: String,
    /// Whether nothing was sent yet: the key is one that nobody used.
    fresh: bool,
    /// Something in it is for who is eighteen.
    has_alcohol: bool,
    /// What is wrong with what was said of the age.
    age_wrong: Option<&'static str>,
    /// The shops of the basket when all of them sell at a distance.
    sellers: Option<Vec<Shop>>,
    /// Why nobody can order firmly, where that is because of the goods.
    unsaid: Option<String>,
) -> impl IntoView {
    let of_age = form.of_age;
    let name_wrong = wrong.name.map(|why| speech::text_error(locale, why));
    let phone_wrong = wrong.phone.map(|why| speech::phone_error(locale, why));
    let email_wrong = wrong.email.map(|why| speech::email_error(locale, why));
    view! {
        <form class="fields" id="reserve" method="post" action=routes::basket(&town) novalidate>
            <input type="hidden" name="key" value=form.key data-fresh=fresh />
            <input type="hidden" name="basket" value=basket.to_string() />
            <fieldset class="fields">
                <legend class="fields__legend">{td_string!(locale, basket.who)}</legend>
                <div class="fields__row">
                    <div class="field">
                        <label class="field__label" for="name">{td_string!(locale, basket.name)}</label>
                        <p class="field__hint" id="name-hint">{td_string!(locale, basket.name_hint)}</p>
                        {name_wrong.map(|says| view! { <FieldError id="name-error".into() says=says /> })}
                        <input class="field__input" id="name" name="name" type="text" autocomplete="name" value=form.name
                            aria-describedby=if wrong.name.is_some() { "name-hint name-error" } else { "name-hint" }
                            aria-invalid=wrong.name.map(|_| "true") />
                    </div>
                    <div class="field">
                        <label class="field__label" for="phone">{td_string!(locale, basket.phone)}</label>
                        <p class="field__hint" id="phone-hint">{td_string!(locale, basket.phone_hint)}</p>
                        {phone_wrong.map(|says| view! { <FieldError id="phone-error".into() says=says /> })}
                        <input class="field__input" id="phone" name="phone" type="tel" autocomplete="tel" inputmode="tel" value=form.phone
                            aria-describedby=if wrong.phone.is_some() { "phone-hint phone-error" } else { "phone-hint" }
                            aria-invalid=wrong.phone.map(|_| "true") />
                    </div>
                </div>
                <div class="field">
                    <label class="field__label" for="email">{td_string!(locale, basket.email)}" "<span class="soft">{td_string!(locale, description.optional)}</span></label>
                    <p class="field__hint" id="email-hint">{td_string!(locale, basket.email_hint)}</p>
                    {email_wrong.map(|says| view! { <FieldError id="email-error".into() says=says /> })}
                    <input class="field__input" id="email" name="email" type="email" autocomplete="email" value=form.email
                        aria-describedby=if wrong.email.is_some() { "email-hint email-error" } else { "email-hint" }
                        aria-invalid=wrong.email.map(|_| "true") />
                </div>
            </fieldset>
            {has_alcohol.then(|| view! { <AgeField locale=locale checked=of_age wrong=age_wrong /> })}
            <p class="total"><span>{td_string!(locale, basket.total)}</span>" "<span class="total__amount">{sum.clone()}</span></p>
            <div class="action-bar">
                <button class="button button--big" type="submit" name="kind" value=OrderKind::Reservation.as_str()>
                    <Icon name="check" />" "{td_string!(locale, basket.reserve)}
                </button>
            </div>
            <p class="small soft">{td_string!(locale, basket.words)}" "<a href=routes::PRIVACY>{td_string!(locale, law.privacy_at_order)}</a></p>
            {unsaid.map(|says| view! { <p class="small soft" id="firm">{says}</p> })}
            {sellers.map(|sellers| view! { <FirmOrder locale=locale town=town.clone() sellers=sellers sum=sum /> })}
        </form>
    }
}
