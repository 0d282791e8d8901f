//! A product on the shelf, with what can be done to it.

use super::{
    Refused, Row, Shelf, another,
    fields::{Categories, Field, Pieces, Preparation, Typed},
    measure::{Kinds, Units},
};
use crate::{
    i18n::Locale,
    routes, speech,
    ui::{Icon, KindPicture},
};
use domain::catalogue::{Stock, Wish};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;

/// One line.
#[component]
pub(super) fn Line(shelf: Shelf, row: RwSignal<Row>, refused: Option<Refused>) -> impl IntoView {
    let Shelf { locale, kind, .. } = shelf;
    let id = row.with_untracked(|row| row.id);
    let name = move || {
        row.with(|row| row.name.as_ref().map(ToString::to_string))
            .unwrap_or_else(|| td_string!(locale, shelf.no_name).to_owned())
    };
    let price = move || {
        row.with(|row| {
            format!(
                "{} {}",
                speech::euros(locale, row.price.cents()),
                speech::unit(locale, row.unit)
            )
        })
    };
    let refused_for = |word: &str| refused.clone().filter(|refused| refused.about == word);
    let (price_refused, more_refused) = (
        refused_for("price"),
        refused.filter(|refused| refused.about != "price"),
    );
    let (open, more_open) = (price_refused.is_some(), more_refused.is_some());
    let picture = move || {
        match row.with(|row| row.photo.clone()) {
        Some(hash) => view! {
            <img class="photo__image" src=format!("/photos/{hash}/320.webp") alt="" width="72" height="72" loading="lazy" />
        }
        .into_any(),
        None => view! { <KindPicture kind=kind class="photo__kind" /> }.into_any(),
    }
    };
    let is_chosen = move || shelf.chosen.with(|chosen| chosen.contains(&id));
    let choose = move |_| {
        shelf.chosen.update(|chosen| {
            let before = chosen.len();
            chosen.retain(|other| *other != id);
            if chosen.len() == before {
                chosen.push(id);
            }
        });
    };
    view! {
        <li class="shelf-list__item">
            <label class="shelf-list__choice">
                <input type="checkbox" name="product" value=id.to_string() form="bulk" prop:checked=is_chosen on:change=choose />
                <span class="visually-hidden">{move || td_string!(locale, shelf.choose, product = name())}</span>
                <span class="photo shelf-list__photo" class:photo--none=move || row.with(|row| row.photo.is_none())>{picture}</span>
            </label>
            <h2 class="shelf-list__name" class:shelf-list__name--missing=move || row.with(|row| row.name.is_none())>{name}</h2>
            <p class="shelf-list__state">
                <span class="chip" class:chip--ready=move || row.with(|row| row.is_selling() && !row.stale)
                    class:chip--soon=move || row.with(|row| row.is_selling() && row.stale)>
                    {move || row.with(|row| state(locale, row))}
                </span>
            </p>
            <Typed shelf=shelf id=id kind=Field::Price open=open refused=price_refused
                summary=Signal::derive(price) known=Signal::derive(move || row.with(|row| row.price.cents().typed())) name=Signal::derive(name) />
            <div class="shelf-list__acts">
                <MainAct shelf=shelf row=row name=Signal::derive(name) />
                <details class="shelf-list__more" open=more_open>
                    <summary class="button button--plain">{td_string!(locale, shelf.other)}<span class="visually-hidden">" "{name}</span></summary>
                    <More shelf=shelf row=row refused=more_refused name=Signal::derive(name) />
                </details>
            </div>
        </li>
    }
}

fn state(locale: Locale, row: &Row) -> String {
    if row.held {
        td_string!(locale, shelf.held).to_owned()
    } else if row.hidden {
        td_string!(locale, shelf.hidden).to_owned()
    } else if row.stock.on_offer() == 0 {
        td_string!(locale, shelf.off).to_owned()
    } else if row.stale {
        td_string!(locale, shelf.stale).to_owned()
    } else if let Stock::Pieces(_) = row.stock {
        speech::stock(locale, row.stock)
    } else if row.photo.is_none() {
        td_string!(locale, shelf.selling_no_photo).to_owned()
    } else {
        td_string!(locale, shelf.selling).to_owned()
    }
}

/// The one change that a product calls for most: one less, or back again.
#[component]
fn MainAct(shelf: Shelf, row: RwSignal<Row>, name: Signal<String>) -> impl IntoView {
    let locale = shelf.locale;
    let act = move || {
        row.with(|row| match row.stock {
            _ if row.hidden => (Wish::Show, "show", td_string!(locale, shelf.show)),
            Stock::Pieces(0) | Stock::Out => (Wish::Back, "on", td_string!(locale, shelf.put_back)),
            Stock::Pieces(_) => (Wish::Sold, "sold", td_string!(locale, shelf.sold)),
            _ => (Wish::Off, "off", td_string!(locale, shelf.take_off)),
        })
    };
    let id = row.with_untracked(|row| row.id);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        shelf.wish(id, act().0);
    };
    view! {
        <form class="shelf-list__switch" method="post" action=routes::SHELF on:submit=submit>
            <input type="hidden" name="product" value=id.to_string() />
            <input type="hidden" name="wish" value=move || act().1 />
            <button class="button button--plain" type="submit">
                {move || act().2}<span class="visually-hidden">" "{name}</span>
            </button>
        </form>
    }
}

/// What is wished less often.
#[component]
fn More(shelf: Shelf, row: RwSignal<Row>, refused: Option<Refused>, name: Signal<String>) -> impl IntoView {
    let Shelf { locale, lends, .. } = shelf;
    let refused_for = |word: &str| refused.clone().filter(|refused| refused.about == word);
    let id = row.with_untracked(|row| row.id);
    let act = move |word: &'static str, says: &'static str, wish: fn() -> Wish| {
        let submit = move |event: ev::SubmitEvent| {
            event.prevent_default();
            shelf.wish(id, wish());
        };
        view! {
            <form method="post" action=routes::SHELF on:submit=submit>
                <input type="hidden" name="product" value=id.to_string() />
                <input type="hidden" name="wish" value=word />
                <button class="button button--plain" type="submit">{says}<span class="visually-hidden">" "{name}</span></button>
            </form>
        }
    };
    let known = Signal::derive(move || {
        row.with(|row| row.name.as_ref().map(ToString::to_string).unwrap_or_default())
    });
    let content = Signal::derive(move || {
        row.with(|row| row.content.map(|content| content.to_string()).unwrap_or_default())
    });
    let no_summary = Signal::derive(String::new);
    // Of what is not counted, it is the first thing that is offered.
    let is_counted = move || row.with(|row| matches!(row.stock, Stock::Pieces(1..)) && !row.hidden);
    view! {
        <div class="shelf-list__form">
            <Typed shelf=shelf id=id kind=Field::Name open=true refused=refused_for("name") summary=no_summary known=known name=name />
            <a class="button button--plain" href=routes::retake(id)><Icon name="camera" />" "{td_string!(locale, shelf.retake)}<span class="visually-hidden">" "{name}</span></a>
            <Units shelf=shelf row=row />
            <Typed shelf=shelf id=id kind=Field::Content open=true refused=refused_for("content") summary=no_summary known=content name=name />
            <Kinds shelf=shelf row=row />
            <Pieces shelf=shelf row=row refused=refused_for("pieces") />
            <Categories shelf=shelf row=row />
            <Preparation shelf=shelf row=row />
            <a class="button button--plain" href=format!("{}?produit={id}", routes::HAND_ON)>{td_string!(locale, sharing.share)}</a>
            <a class="button button--plain" href=format!("{}?article={id}&tout=1", routes::TO_COMPLETE)>{td_string!(locale, duties.on_shelf)}</a>
            {(!lends).then(|| view! {
                <a class="button button--plain" href=format!("{}?article={id}", routes::LEDGER)>{td_string!(locale, ledger.of_this)}</a>
            })}
            <div hidden=move || !is_counted()>{act("off", td_string!(locale, shelf.take_off), || Wish::Off)}</div>
            {act("still", td_string!(locale, shelf.still), || Wish::Still)}
            {act("hide", td_string!(locale, shelf.hide), || Wish::Hide)}
            {act("duplicate", td_string!(locale, shelf.duplicate), || Wish::Duplicate(another()))}
            {act("withdraw", td_string!(locale, shelf.withdraw), || Wish::Withdraw)}
        </div>
    }
}
