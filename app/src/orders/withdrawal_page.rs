//! `/commande/{key}/retractation/{part}`: withdrawing from a firm order in two steps (Code de la consommation, art.
//! L221-21): the order's page says "renoncer au contrat ici", this one asks for a name and is confirmed; then it is the
//! dated receipt.

use crate::{
    areas::Market,
    i18n::Locale,
    page::{NoPage, page, param},
    routes, session, speech,
    state::House,
    ui::{FieldError, Icon, Notice},
};
use chrono::Datelike;
use domain::{
    id::OrderPartId,
    orders::{Line, NoWithdrawal, Order, Part, Withdrawn},
    text::TextError,
    towns::Town,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{orders, pickup, towns};

/// A declaration that needs another look, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WithdrawalPosted {
    /// Who declares it.
    pub name: String,
    /// Where the receipt goes.
    pub email: String,
    /// What is wrong with the name.
    pub name_wrong: Option<TextError>,
    /// What is wrong with the address.
    pub email_wrong: Option<TextError>,
}

/// `/commande/{key}/retractation/{part}`
#[component]
pub fn WithdrawalPage() -> impl IntoView {
    let (key, part) = (param("key"), param("part"));
    page(async move { content(key, &part).await })
}

async fn content(key: String, part: &str) -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let id: OrderPartId = part.parse().map_err(|_| NoPage::NotFound)?;
    let (_, order) = orders::page(house.db.read(), &key).await?;
    let town = towns::by_slug(house.db.read(), &order.town).await?;
    let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
    let part = order.parts.iter().find(|part| part.id == id);
    let part = part.cloned().ok_or(NoPage::NotFound)?;
    let shown = match (&part.withdrawn, part.may_withdraw(order.kind, today)) {
        (Some(declared), _) => {
            view! { <Received locale=locale key=key town=town.clone() order=order declared=declared.clone() part=part.clone() /> }.into_any()
        }
        (None, Ok(())) => view! { <Confirm locale=locale key=key order=order part=part /> }.into_any(),
        (None, Err(why)) => no_way(locale, &key, why).into_any(),
    };
    Ok(view! {
        <Title text=td_string!(locale, withdrawal.title) />
        <Meta name="robots" content="noindex" />
        <Market town=town><div class="page page--narrow withdrawal">{shown}</div></Market>
    }
    .into_any())
}

/// "Commande K7M4Q du mardi 24 novembre, chez La pause."
fn what(locale: Locale, order: &Order, part: &Part) -> String {
    td_string!(
        locale,
        withdrawal.what,
        code = order.code.to_string(),
        day = speech::date(locale, order.placed_at.date()),
        shop = part.shop.name.to_string()
    )
}

#[component]
fn Confirm(locale: Locale, key: String, order: Order, part: Part) -> impl IntoView {
    let posted = use_context::<WithdrawalPosted>().unwrap_or_else(|| WithdrawalPosted {
        name: speech::whoever(order.name.as_ref()),
        email: order.email.as_ref().map(ToString::to_string).unwrap_or_default(),
        ..WithdrawalPosted::default()
    });
    let name_wrong = posted.name_wrong.map(|why| speech::text_error(locale, why));
    let email_wrong = posted.email_wrong.map(|why| speech::email_error(locale, why));
    let stays: Vec<Line> = part.lines.iter().filter(|line| line.perishes).cloned().collect();
    let about: Vec<Line> = part
        .lines
        .iter()
        .filter(|line| line.can_be_withdrawn())
        .cloned()
        .collect();
    let is_given = part.withdraw_until.is_some();
    view! {
        <div class="page__head"><h1>{td_string!(locale, withdrawal.title)}</h1><p class="page__lead">{what(locale, &order, &part)}</p></div>
        <h2>{td_string!(locale, withdrawal.about)}</h2>
        <Lines locale=locale part=part.clone() lines=about />
        {(!stays.is_empty()).then(|| view! {
            <h2>{td_string!(locale, withdrawal.stays)}</h2>
            <Lines locale=locale part=part.clone() lines=stays />
        })}
        <p>{consequence(locale, is_given)}" "{td_string!(locale, withdrawal.no_reason)}</p>
        <form class="fields" method="post" action=routes::withdrawal(&key, part.id) novalidate>
            <div class="field">
                <label class="field__label" for="name">{td_string!(locale, withdrawal.name)}</label>
                {name_wrong.map(|says| view! { <FieldError id="name-error".into() says=says /> })}
                <input class="field__input" id="name" name="name" type="text" autocomplete="name" value=posted.name
                    aria-describedby=posted.name_wrong.map(|_| "name-error") aria-invalid=posted.name_wrong.map(|_| "true") />
            </div>
            <div class="field">
                <label class="field__label" for="email">{td_string!(locale, withdrawal.email)}" "<span class="soft">{td_string!(locale, description.optional)}</span></label>
                <p class="field__hint" id="email-hint">{td_string!(locale, withdrawal.email_hint)}</p>
                {email_wrong.map(|says| view! { <FieldError id="email-error".into() says=says /> })}
                <input class="field__input" id="email" name="email" type="email" autocomplete="email" value=posted.email
                    aria-describedby=if posted.email_wrong.is_some() { "email-hint email-error" } else { "email-hint" }
                    aria-invalid=posted.email_wrong.map(|_| "true") />
            </div>
            <button class="button button--big" type="submit"><Icon name="check" />" "{td_string!(locale, withdrawal.confirm)}</button>
        </form>
        <p><a class="link" href=routes::order(&key)>{td_string!(locale, withdrawal.back)}</a></p>
    }
}

fn consequence(locale: Locale, is_given: bool) -> &'static str {
    if is_given {
        td_string!(locale, withdrawal.bring_back)
    } else {
        td_string!(locale, withdrawal.not_given)
    }
}

#[component]
fn Received(
    locale: Locale,
    key: String,
    town: Town,
    order: Order,
    part: Part,
    declared: Withdrawn,
) -> impl IntoView {
    let at = declared.stated_at;
    let received = td_string!(
        locale,
        withdrawal.received_at,
        day = speech::date(locale, at.date()),
        year = at.year(),
        hour = speech::hour(locale, at)
    );
    let sent = declared
        .email
        .as_ref()
        .map(|email| td_string!(locale, withdrawal.sent_to, email = email.to_string()));
    let shop = [
        part.shop.name.to_string(),
        part.shop.address.clone(),
        town.name,
        part.shop
            .phone
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
    ];
    let shop = shop
        .into_iter()
        .filter(|fact| !fact.is_empty())
        .collect::<Vec<_>>();
    let by = declared
        .name
        .as_ref()
        .map(|name| td_string!(locale, withdrawal.of, name = name.to_string()));
    let by = by.map(|by| view! { <br />{by} });
    view! {
        <div class="page__head"><h1>{td_string!(locale, withdrawal.received)}</h1><p class="page__lead"><strong>{received}</strong></p></div>
        <Notice kind="notice--done" icon="check">
            {sent.map(|says| view! { <p>{says}</p> })}
            <p>{td_string!(locale, withdrawal.keep)}</p>
        </Notice>
        <p>{what(locale, &order, &part)}{by}</p>
        <p class="soft">{shop.join(" · ")}</p>
        <h2>{td_string!(locale, withdrawal.about)}</h2>
        <Lines locale=locale part=part.clone() lines=declared.lines />
        <p>{consequence(locale, declared.after_handover)}</p>
        <div class="order__papers no-print">
            <a class="button button--quiet" href=routes::withdrawal_receipt(&key, part.id)><Icon name="check" />" "{td_string!(locale, withdrawal.save)}</a>
            <a class="button button--quiet" href=routes::order(&key)>{td_string!(locale, withdrawal.back)}</a>
        </div>
    }
}

#[component]
fn Lines(locale: Locale, part: Part, lines: Vec<Line>) -> impl IntoView {
    let lines = lines.iter().map(|line| {
        let name = speech::name_or_kind(locale, line.name.as_ref(), part.shop.kind);
        let quantity = match line.given {
            Some(given) => speech::given_quantity(locale, line.unit, given),
            None => speech::quantity(line.unit, line.quantity),
        };
        view! {
            <li class="order-part__line"><span>{quantity}" "{name}</span>" "<span>{speech::euros(locale, line.total())}</span></li>
        }
    });
    view! { <ul class="order-part__lines" role="list">{lines.collect_view()}</ul> }
}

fn no_way(locale: Locale, key: &str, why: NoWithdrawal) -> impl IntoView + use<> {
    view! {
        <div class="page__head"><h1>{td_string!(locale, withdrawal.title)}</h1></div>
        <Notice icon="alert"><p>{speech::no_withdrawal(locale, why)}</p></Notice>
        <p><a class="link" href=routes::order(key)>{td_string!(locale, withdrawal.back)}</a></p>
    }
}
