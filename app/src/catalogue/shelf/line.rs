//! A product on the shelf, with what can be done to it.

use super::{Refused, Row, Shelf, another};
use crate::{
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Icon, KindPicture},
};
use domain::{
    catalogue::{Category, Stock, StockKind, Wish},
    id::ProductId,
    money::Price,
};
use leptos::{ev, html::Input, prelude::*};
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
    let open = refused.is_some();
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
            <Typed shelf=shelf id=id kind=Field::Price open=open refused=refused.clone()
                summary=Signal::derive(price) known=Signal::derive(move || row.with(|row| row.price.cents().typed())) name=Signal::derive(name) />
            <div class="shelf-list__acts">
                <MainAct shelf=shelf row=row name=Signal::derive(name) />
                <details class="shelf-list__more">
                    <summary class="button button--plain">{td_string!(locale, shelf.other)}<span class="visually-hidden">" "{name}</span></summary>
                    <More shelf=shelf row=row name=Signal::derive(name) />
                </details>
            </div>
        </li>
    }
}

fn state(locale: Locale, row: &Row) -> String {
    if row.hidden {
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
fn More(shelf: Shelf, row: RwSignal<Row>, name: Signal<String>) -> impl IntoView {
    let Shelf { locale, .. } = shelf;
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
    view! {
        <div class="shelf-list__form">
            <Typed shelf=shelf id=id kind=Field::Name open=true refused=None summary=Signal::derive(String::new) known=known name=name />
            <Pieces shelf=shelf row=row />
            <Categories shelf=shelf row=row />
            <a class="button button--plain" href=format!("{}?produit={id}", routes::HAND_ON)>{td_string!(locale, sharing.share)}</a>
            {act("still", td_string!(locale, shelf.still), || Wish::Still)}
            {act("hide", td_string!(locale, shelf.hide), || Wish::Hide)}
            {act("duplicate", td_string!(locale, shelf.duplicate), || Wish::Duplicate(another()))}
            {act("withdraw", td_string!(locale, shelf.withdraw), || Wish::Withdraw)}
        </div>
    }
}

/// What is typed about a product.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Price,
    Name,
}

/// A field with its button. The price's is folded away under the price itself: two taps and the digits.
#[component]
fn Typed(
    shelf: Shelf,
    id: ProductId,
    kind: Field,
    open: bool,
    refused: Option<Refused>,
    summary: Signal<String>,
    known: Signal<String>,
    name: Signal<String>,
) -> impl IntoView {
    let locale = shelf.locale;
    let input = NodeRef::<Input>::new();
    let is_open = RwSignal::new(open);
    let wrong = RwSignal::new(refused.as_ref().map(|refused| refused.says.clone()));
    let typed = refused.map_or_else(|| known.get_untracked(), |refused| refused.typed);
    let word = if kind == Field::Price { "price" } else { "name" };
    let (field, error) = (format!("{word}-{id}"), format!("{word}-error-{id}"));
    let described = {
        let error = error.clone();
        move || wrong.with(Option::is_some).then(|| error.clone())
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(value) = input.get_untracked().map(|input| input.value()) else {
            return;
        };
        let wish = if kind == Field::Price {
            Wish::Price(value)
        } else {
            Wish::Name(value)
        };
        match wish.parse() {
            Ok(_) => {
                wrong.set(None);
                shelf.wish(id, wish);
                is_open.set(kind == Field::Name);
            }
            Err(why) => wrong.set(Some(speech::edit_error(locale, why))),
        }
    };
    // The keys come up with the field.
    let opened = move |_: ev::Event| {
        if let Some(input) = input.get_untracked().filter(|_| kind == Field::Price) {
            let _ = input.focus();
            input.select();
        }
    };
    let label = move || match kind {
        Field::Price => td_string!(locale, shelf.price_of, product = name.get()),
        Field::Name => td_string!(locale, shelf.name_of, product = name.get()),
    };
    let mode = if kind == Field::Price { "decimal" } else { "text" };
    let form = view! {
        <form class="shelf-list__typed" method="post" action=routes::SHELF novalidate on:submit=submit>
            <input type="hidden" name="product" value=id.to_string() />
            <input type="hidden" name="wish" value=word />
            <div class="field">
                <label class="field__label" for=field.clone()>{label}</label>
                {move || wrong.get().map(|says| view! { <FieldError id=error.clone() says=says /> })}
                <input class="field__input" class:field__input--price=kind == Field::Price id=field name="typed" inputmode=mode autocomplete="off"
                    node_ref=input value=typed aria-invalid=move || wrong.with(Option::is_some).then_some("true") aria-describedby=described />
            </div>
            <button class="button" type="submit">{td_string!(locale, shelf.save)}</button>
        </form>
    };
    if kind == Field::Name {
        return form.into_any();
    }
    view! {
        <details class="shelf-list__price" prop:open=move || is_open.get() open=open on:toggle=opened>
            <summary><span class="shelf-list__amount">{summary}</span>" "<Icon name="pencil" /><span class="visually-hidden">{td_string!(locale, shelf.price)}" "{name}</span></summary>
            {form}
        </details>
    }
    .into_any()
}

/// How many there are.
#[component]
fn Pieces(shelf: Shelf, row: RwSignal<Row>) -> impl IntoView {
    let locale = shelf.locale;
    let id = row.with_untracked(|row| row.id);
    let input = NodeRef::<Input>::new();
    let wrong = RwSignal::new(false);
    let field = format!("pieces-{id}");
    let known = row.with_untracked(|row| {
        row.stock
            .count()
            .map(|count| count.to_string())
            .unwrap_or_default()
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(value) = input.get_untracked().map(|input| input.value()) else {
            return;
        };
        let wish = Wish::Stock(StockKind::Pieces.to_string(), value);
        wrong.set(wish.parse().is_err());
        if !wrong.get_untracked() {
            shelf.wish(id, wish);
        }
    };
    view! {
        <form class="shelf-list__typed" method="post" action=routes::SHELF novalidate on:submit=submit>
            <input type="hidden" name="product" value=id.to_string() />
            <input type="hidden" name="wish" value="pieces" />
            <div class="field">
                <label class="field__label" for=field.clone()>{td_string!(locale, capture.pieces)}</label>
                {move || wrong.get().then(|| view! { <FieldError id=format!("pieces-error-{id}") says=speech::listing_pieces(locale) /> })}
                <input class="field__input" id=field name="typed" inputmode="numeric" autocomplete="off" node_ref=input value=known
                    aria-invalid=move || wrong.get().then_some("true") aria-describedby=move || wrong.get().then(|| format!("pieces-error-{id}")) />
            </div>
            <button class="button" type="submit">{td_string!(locale, shelf.save)}</button>
        </form>
    }
}

/// Where shoppers look for it.
#[component]
fn Categories(shelf: Shelf, row: RwSignal<Row>) -> impl IntoView {
    let locale = shelf.locale;
    let id = row.with_untracked(|row| row.id);
    let chosen = RwSignal::new(row.with_untracked(|row| row.category));
    let field = format!("category-{id}");
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        shelf.wish(id, Wish::Category(chosen.get_untracked().to_string()));
    };
    view! {
        <form class="shelf-list__typed" method="post" action=routes::SHELF on:submit=submit>
            <input type="hidden" name="product" value=id.to_string() />
            <input type="hidden" name="wish" value="category" />
            <div class="field">
                <label class="field__label" for=field.clone()>{td_string!(locale, shelf.category)}</label>
                <select class="field__input" id=field name="typed"
                    on:change:target=move |event| chosen.set(event.target().value().parse().unwrap_or(Category::Other))>
                    {categories(locale, chosen.get_untracked())}
                </select>
            </div>
            <button class="button" type="submit">{td_string!(locale, shelf.save)}</button>
        </form>
    }
}

/// The categories as choices.
pub(super) fn categories(locale: Locale, chosen: Category) -> impl IntoView + use<> {
    let options = Category::ALL.iter().map(|category| {
        view! { <option value=category.as_str() selected=*category == chosen>{speech::category(locale, *category)}</option> }
    });
    options.collect_view()
}

/// A price that many percent lower, as it would be typed.
pub(super) fn reduced(price: Price, percent: u8) -> String {
    price.less(percent).cents().typed()
}
