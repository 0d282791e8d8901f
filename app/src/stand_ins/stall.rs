//! One shop at its door: opened by a yes, held for a while, handed over, or its merchant's already.

use super::{consent_form::Consent, page::Wall, words};
use crate::{
    i18n::Locale,
    place::PlaceForm,
    routes,
    ui::{Icon, Notice},
};
use domain::{
    id::ShopId,
    shops::{Fact, Shop},
    stand_in::{ConsentError, ConsentForm, Ending, Term},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::stand_ins::{Held, Stall};

/// A yes that needs another look: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct ConsentPosted {
    /// What was typed.
    pub form: ConsentForm,
    /// What is wrong with it.
    pub wrong: ConsentError,
}

/// Orders that nobody else could serve: the shop was not given back.
#[derive(Clone, Copy, Debug)]
pub struct OrdersWaitPosted(pub u64);

/// Nothing is left to do here.
const DONE: &str = "button button--big button--wide";

/// The shop's page; `next` is the next door of the tour.
pub(super) fn one_stall(wall: &Wall, stall: &Stall, next: Option<(ShopId, String)>) -> AnyView {
    let locale = wall.locale;
    let shop = stall.shop.name.to_string();
    let holds = stall
        .held
        .clone()
        .filter(|held| held.ended.is_none() && held.is_mine);
    let was_taken = stall.held.as_ref().and_then(|held| held.ended) == Some(Ending::TakenOver);
    let title = if stall.has_merchant && was_taken {
        td_string!(locale, stall.taken_title, shop = shop)
    } else {
        td_string!(locale, stall.page_title, shop = shop)
    };
    let body = match holds {
        _ if stall.has_merchant && was_taken => taken(locale, &stall.shop, next).into_any(),
        _ if stall.has_merchant => {
            view! { <p>{td_string!(locale, stall.has_merchant)}</p>{next_door(locale, &stall.shop, next, DONE)} }
                .into_any()
        }
        Some(held) => held_now(wall, stall, &held, next).into_any(),
        None => to_open(wall, stall).into_any(),
    };
    view! {
        <Title text=title.clone() />
        <div class="page page--narrow">
            <div class="page__head"><h1>{title}</h1></div>
            <div class="stall">{body}</div>
        </div>
    }
    .into_any()
}

/// The merchant came through the square.
fn taken(locale: Locale, shop: &Shop, next: Option<(ShopId, String)>) -> impl IntoView + use<> {
    let says = td_string!(locale, stall.taken, shop = shop.name.to_string());
    view! {
        <Notice kind="notice--done" icon="check"><p>{says}</p></Notice>
        {next_door(locale, shop, next, DONE)}
    }
}

/// The next door of the tour: what comes next once this one is done.
fn next_door(
    locale: Locale,
    from: &Shop,
    next: Option<(ShopId, String)>,
    class: &'static str,
) -> impl IntoView + use<> {
    let next = next.map(|(id, name)| {
        let here = routes::asking(routes::TOUR, "depuis", &from.id.to_string());
        let there = routes::asking(&here, "porte", &id.to_string());
        let address = format!("{there}#porte-{id}");
        view! { <a class=class href=address>{td_string!(locale, stall.next, shop = name)}</a> }
    });
    view! { {next}<a class="button button--quiet button--wide" href=routes::TOUR>{td_string!(locale, stall.to_tour)}</a> }
}

/// Nobody holds it, or not this official.
fn to_open(wall: &Wall, stall: &Stall) -> impl IntoView + use<> {
    let locale = wall.locale;
    let posted = use_context::<ConsentPosted>();
    let last = stall.held.clone();
    let note = last.as_ref().map(|held| {
        let until = words::until(locale, wall.at(held.until), wall.today);
        let official = held
            .official
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let says = match held.ended {
            None => td_string!(locale, stall.held_by, official = official, until = until),
            Some(Ending::Lapsed) => td_string!(locale, stall.lapsed_on, until = until),
            Some(_) => td_string!(locale, stall.was_held, official = official),
        };
        view! { <Notice icon="clock"><p>{says}</p></Notice> }
    });
    let posted = posted.unwrap_or_else(|| ConsentPosted {
        form: ConsentForm {
            // Said before, it is said anew: only the name stays.
            by: last.as_ref().map(|held| held.by.to_string()).unwrap_or_default(),
            term: last.map(|held| held.term.to_string()).unwrap_or_default(),
            heard: false,
        },
        wrong: ConsentError::default(),
    });
    view! {
        {note}
        <p>{td_string!(locale, stall.open_lead)}</p>
        <Consent locale=locale shop=stall.shop.id sign=stall.shop.name.to_string() form=posted.form wrong=posted.wrong
            word=td_string!(locale, stall.go) />
        {at_the_door(locale, &stall.shop)}
    }
}

/// Where it stands: whoever is at the door can say it by one tap.
fn at_the_door(locale: Locale, shop: &Shop) -> impl IntoView + use<> {
    let along = vec![("act", "placer".to_owned()), ("shop", shop.id.to_string())];
    view! { <PlaceForm locale=locale action=routes::STALLS.to_owned() known=shop.position plan=None along=along /> }
}

/// This official holds it.
fn held_now(
    wall: &Wall,
    stall: &Stall,
    held: &Held,
    next: Option<(ShopId, String)>,
) -> impl IntoView + use<> {
    let locale = wall.locale;
    let id = stall.shop.id;
    let waits = use_context::<OrdersWaitPosted>().map(|OrdersWaitPosted(count)| {
        let says = td_string!(locale, stall.orders_wait, count = count);
        view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> }
    });
    let posted = use_context::<ConsentPosted>();
    let is_wrong = posted.is_some();
    let posted = posted.unwrap_or_else(|| ConsentPosted {
        form: ConsentForm {
            by: held.by.to_string(),
            term: Term::Month.to_string(),
            heard: false,
        },
        wrong: ConsentError::default(),
    });
    let products = match stall.products {
        0 => td_string!(locale, stall.no_products).to_owned(),
        1 => td_string!(locale, hall.product_count_one).to_owned(),
        count => td_string!(locale, hall.product_count, count = count),
    };
    view! {
        {waits}
        <p class="stall__yes">{yes(wall, held)}</p>
        <p class="soft">{products}</p>
        {act(id, "entrer", "", "button button--big button--wide", "camera", td_string!(locale, stall.enter).to_owned())}
        {act(id, "carre", "", "button button--big button--wide", "qr", td_string!(locale, stall.show_square).to_owned())}
        <p class="soft">{td_string!(locale, stall.square_why)}</p>
        {meter(locale, id, &stall.missing)}
        {at_the_door(locale, &stall.shop)}
        <details class="ask" open=is_wrong>
            <summary class="ask__summary">{td_string!(locale, stall.longer)}</summary>
            <Consent locale=locale shop=id sign=stall.shop.name.to_string() form=posted.form wrong=posted.wrong word=td_string!(locale, stall.go_on_holding) />
        </details>
        <details class="ask">
            <summary class="ask__summary">{td_string!(locale, stall.give_back)}</summary>
            <div class="ask__form">
                <p>{td_string!(locale, stall.give_back_what)}</p>
                {act(id, "rendre", "", "button button--quiet", "x", td_string!(locale, stall.give_back_yes).to_owned())}
            </div>
        </details>
        {next_door(locale, &stall.shop, next, "button button--quiet button--wide")}
    }
}

/// "Mme Martin a dit oui vendredi 27 novembre, jusqu’à 11 h 47."
pub(super) fn yes(wall: &Wall, held: &Held) -> String {
    let locale = wall.locale;
    td_string!(
        locale,
        stall.yes,
        by = held.by.to_string(),
        day = crate::speech::date(locale, wall.at(held.since).date()),
        until = words::until(locale, wall.at(held.until), wall.today)
    )
}

/// A button that does something to the stall.
pub(super) fn act(
    shop: ShopId,
    what: &'static str,
    towards: &'static str,
    class: &'static str,
    icon: &'static str,
    word: String,
) -> impl IntoView + use<> {
    let towards = (!towards.is_empty()).then(|| view! { <input type="hidden" name="vers" value=towards /> });
    view! {
        <form method="post" action=routes::STALLS>
            <input type="hidden" name="act" value=what />
            <input type="hidden" name="shop" value=shop.to_string() />
            {towards}
            <button class=class type="submit"><Icon name=icon />" "{word}</button>
        </form>
    }
}

/// How much is known of who sells, and the way to say the rest.
fn meter(locale: Locale, shop: ShopId, missing: &[Fact]) -> impl IntoView + use<> {
    let known = Fact::ALL.len() - missing.len();
    let says = words::facts_known(locale, missing);
    let rest = (!missing.is_empty()).then(|| {
        let by_trader = missing.iter().any(|fact| fact.is_of_trader());
        let by_shop = missing.iter().any(|fact| !fact.is_of_trader());
        let quiet = "button button--quiet";
        view! {
            <p class="soft">{td_string!(locale, stall.missing, facts = words::facts(locale, missing))}</p>
            <p class="small soft">{td_string!(locale, stall.missing_law)}</p>
            <div class="stall__acts">
                {by_trader.then(|| act(shop, "entrer", "identite", quiet, "pencil", td_string!(locale, stall.say_trader).to_owned()))}
                {by_shop.then(|| act(shop, "entrer", "boutique", quiet, "pencil", td_string!(locale, stall.say_shop).to_owned()))}
            </div>
        }
    });
    view! {
        <section class="panel stall__meter" aria-labelledby="meter">
            <h2 id="meter">{says.clone()}</h2>
            <meter min="0" max=Fact::ALL.len() value=known aria-label=says></meter>
            {rest}
        </section>
    }
}
