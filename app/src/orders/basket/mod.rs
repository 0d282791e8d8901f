//! The basket: lines by shop, when to come to each, and who comes. One page, no account.

use super::desk::ReserveRefused;
use crate::{
    areas::{Market, carried},
    i18n::Locale,
    page::{NoPage, go_to, page, param},
    routes, session, speech,
    state::House,
    ui::{Drawing, EmptyState, FieldError, Icon, Notice, Picture},
};
use chrono::NaiveDate;
use domain::{
    basket::Basket,
    catalogue::{Product, Unit},
    id::ProductId,
    orders::{ReservationError, ReservationForm},
    pickup::Window,
    shops::{Door, Shop},
    towns::Town,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;
use services::{catalogue, orders::PlaceRefused, pickup, secret, shops, towns};

/// A reservation that was refused: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct ReservationPosted {
    /// What was typed.
    pub form: ReservationForm,
    /// Why it cannot stand.
    pub refused: ReserveRefused,
}

/// Choices in a line's quantity list, at least.
const CHOICES: u32 = 12;

/// `/{town}/panier`
#[component]
pub fn BasketPage() -> impl IntoView {
    let town = param("town");
    let query = use_query_map().get_untracked();
    let posted = use_context::<ReservationPosted>();
    let basket = posted
        .as_ref()
        .map_or_else(carried, |posted| posted.form.basket.parse().unwrap_or_default());
    let product = |name: &str| query.get(name).and_then(|id| id.parse::<ProductId>().ok());
    let quantity = query
        .get("nombre")
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let (add, set, added) = (
        product("ajouter"),
        product("changer"),
        query.get("ajoute").is_some(),
    );
    page(async move {
        if let Some(address) = changed(&town, &basket, add, set, quantity) {
            go_to(&address);
            return Ok(().into_any());
        }
        content(&town, basket, posted, added).await
    })
}

/// Where a change of the basket leads: the same page, whose address then holds the new basket.
fn changed(
    town: &str,
    basket: &Basket,
    add: Option<ProductId>,
    set: Option<ProductId>,
    quantity: u32,
) -> Option<String> {
    let mut next = basket.clone();
    let mut added = Basket::default();
    if let Some(product) = add {
        next.add(product, quantity.max(1));
        added.add(product, quantity.max(1));
    } else {
        next.set(set?, quantity);
    }
    let address = routes::carrying(&routes::basket(town), &next);
    let joint = if next.is_empty() { "?panier=" } else { "" };
    Some(if added.is_empty() {
        format!("{address}{joint}")
    } else {
        format!("{address}&ajoute={added}")
    })
}

/// A shop's share of the basket.
struct Bag {
    shop: Shop,
    door: Door,
    windows: Vec<Window>,
    lines: Vec<(Product, u32)>,
}

async fn content(
    town: &str,
    basket: Basket,
    posted: Option<ReservationPosted>,
    added: bool,
) -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let town = towns::by_slug(house.db.read(), town).await?;
    let (basket, bags, lost) = bags(&house, &town, &basket).await?;
    if bags.is_empty() && posted.is_none() {
        return Ok(empty(locale, town).into_any());
    }
    let (form, wrong) = posted.map_or_else(
        || {
            (
                ReservationForm {
                    key: secret::unguessable(),
                    ..Default::default()
                },
                Wrong::default(),
            )
        },
        |posted| Wrong::of(locale, posted, &bags),
    );
    let sum = bags
        .iter()
        .flat_map(|bag| &bag.lines)
        .map(|(product, quantity)| product.price.cents() * *quantity)
        .sum();
    let errors = wrong.all(locale, &bags);
    let market = routes::carrying(&routes::town(&town.slug), &basket);
    let slug = town.slug.clone();
    let bags = bags.into_iter().enumerate().map(|(at, bag)| {
        let chosen = form.windows.get(&bag.shop.id).cloned();
        let window_wrong = wrong
            .windows
            .iter()
            .find(|(shop, _)| *shop == bag.shop.id)
            .map(|(_, says)| *says);
        bag_view(locale, &slug, &basket, at, bag, chosen, window_wrong).into_any()
    });
    let bags = bags.collect_view();
    Ok(view! {
        <Title text=td_string!(locale, basket.title) />
        <Meta name="robots" content="noindex" />
        <Market town=town.clone()>
            <div class="page page--narrow">
                <div class="page__head"><h1>{td_string!(locale, basket.title)}</h1></div>
                {added.then(|| view! {
                    <Notice kind="notice--done" icon="check">
                        <p>{td_string!(locale, basket.added)}" "<a href=market>{td_string!(locale, basket.more)}</a></p>
                    </Notice>
                })}
                {lost.then(|| view! { <Notice kind="notice--failed" icon="alert"><p>{td_string!(locale, wrong.gone_unknown)}</p></Notice> })}
                <div class="basket">
                    {(!errors.is_empty()).then(|| view! { <Errors locale=locale errors=errors /> })}
                    {bags}
                    <ReserveForm locale=locale town=town.slug.clone() basket=basket form=form wrong=wrong.fields sum=speech::euros(locale, sum) />
                </div>
            </div>
        </Market>
    }
    .into_any())
}

/// The basket by shop, without what the market does not know; whether something was left out.
async fn bags(house: &House, town: &Town, basket: &Basket) -> Result<(Basket, Vec<Bag>, bool), NoPage> {
    let db = house.db.read();
    let now = house.clock.now();
    let ids: Vec<ProductId> = basket.lines().map(|(id, _)| id).collect();
    let known = catalogue::by_ids(db, town.id, &ids).await?;
    let mut kept = Basket::default();
    let mut bags: Vec<Bag> = Vec::new();
    for (id, quantity) in basket.lines() {
        let Some(product) = known.iter().find(|product| product.id == id) else {
            continue;
        };
        kept.set(id, quantity);
        let line = (product.clone(), quantity);
        if let Some(bag) = bags.iter_mut().find(|bag| bag.shop.id == product.shop.id) {
            bag.lines.push(line);
            continue;
        }
        let shop = shops::by_id(db, product.shop.id).await?;
        let door = pickup::door(&shop, &town.time_zone, now);
        let windows = pickup::windows(&shop, &town.time_zone, now);
        bags.push(Bag {
            shop,
            door,
            windows,
            lines: vec![line],
        });
    }
    let lost = kept.lines().count() < ids.len();
    Ok((kept, bags, lost))
}

/// What needs another look, in words, each beside its place.
#[derive(Default)]
struct Wrong {
    fields: ReservationError,
    windows: Vec<(domain::id::ShopId, &'static str)>,
    others: Vec<String>,
}

impl Wrong {
    fn of(locale: Locale, posted: ReservationPosted, bags: &[Bag]) -> (ReservationForm, Self) {
        let mut form = posted.form;
        let mut wrong = Self::default();
        match posted.refused {
            ReserveRefused::Fields(fields) => {
                wrong.fields = fields;
                let unset = bags
                    .iter()
                    .filter(|bag| form.windows.get(&bag.shop.id).is_none_or(String::is_empty));
                wrong.windows = unset
                    .map(|bag| (bag.shop.id, td_string!(locale, wrong.window_missing)))
                    .collect();
            }
            ReserveRefused::Market(PlaceRefused::Windows(shops)) => {
                let says = |shop| match form.windows.get(&shop) {
                    Some(key) if !key.is_empty() => (shop, td_string!(locale, wrong.window_gone)),
                    _ => (shop, td_string!(locale, wrong.window_missing)),
                };
                wrong.windows = shops.into_iter().map(says).collect();
            }
            ReserveRefused::Market(PlaceRefused::Gone(gone)) => {
                let known = |id| {
                    bags.iter()
                        .flat_map(|bag| &bag.lines)
                        .find(|(product, _)| product.id == id)
                };
                wrong.others = gone
                    .into_iter()
                    .map(|gone| match known(gone.product) {
                        Some((product, _)) => gone_words(locale, product, gone.left),
                        None => td_string!(locale, wrong.gone_unknown).to_owned(),
                    })
                    .collect();
            }
            ReserveRefused::Market(PlaceRefused::KeyUsed) => {
                form.key = secret::unguessable();
                wrong.others.push(td_string!(locale, wrong.key_used).to_owned());
            }
        }
        (form, wrong)
    }

    /// Every sentence with the place it leads to.
    fn all(&self, locale: Locale, bags: &[Bag]) -> Vec<(String, String)> {
        let fields = [
            self.fields
                .name
                .map(|why| ("#name", speech::text_error(locale, why))),
            self.fields
                .phone
                .map(|why| ("#phone", speech::phone_error(locale, why))),
            self.fields
                .empty
                .then(|| ("#content", td_string!(locale, wrong.basket_empty).to_owned())),
        ];
        let others = self
            .others
            .iter()
            .map(|says| ("#content".to_owned(), says.clone()));
        let windows = self.windows.iter().map(|(shop, says)| {
            let sign = bags.iter().find(|bag| bag.shop.id == *shop);
            let sign = sign
                .map(|bag| format!("{} : ", bag.shop.name))
                .unwrap_or_default();
            (format!("#window-{shop}"), format!("{sign}{says}"))
        });
        let fields = fields
            .into_iter()
            .flatten()
            .map(|(place, says)| (place.to_owned(), says));
        others.chain(windows).chain(fields).collect()
    }
}

fn gone_words(locale: Locale, product: &Product, left: u32) -> String {
    let name = speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
    if left == 0 {
        td_string!(locale, wrong.gone, name = name)
    } else {
        td_string!(locale, wrong.left, name = name, left = left)
    }
}

fn empty(locale: Locale, town: Town) -> impl IntoView {
    let title = td_string!(locale, basket.empty_title);
    let stalls = routes::town(&town.slug);
    view! {
        <Title text=title />
        <Market town=town>
            <EmptyState title=title drawing=Drawing::EmptyBasket>
                <p>{td_string!(locale, basket.empty)}</p>
                <div class="empty-state__actions"><a class="button" href=stalls>{td_string!(locale, basket.to_stalls)}</a></div>
            </EmptyState>
        </Market>
    }
}

#[component]
fn Errors(locale: Locale, errors: Vec<(String, String)>) -> impl IntoView {
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

fn bag_view(
    locale: Locale,
    town: &str,
    basket: &Basket,
    at: usize,
    bag: Bag,
    chosen: Option<String>,
    wrong: Option<&'static str>,
) -> impl IntoView {
    let heading = format!("bag-{at}");
    let id = heading.clone();
    let state = if bag.door.is_open() {
        "opening-state--open"
    } else {
        "opening-state--soon"
    };
    let lines = bag.lines.into_iter().map(|(product, quantity)| {
        view! { <LineItem locale=locale town=town.to_owned() basket=basket.clone() product=product quantity=quantity /> }.into_any()
    });
    let lines = lines.collect_view();
    view! {
        <section class="bag" aria-labelledby=heading>
            <div class="bag__fold">
                <h2 id=id>{bag.shop.name.to_string()}</h2>
                <p class=format!("opening-state {state} opening-state--on-kraft")>{speech::door(locale, &bag.door)}</p>
            </div>
            <ul class="bag__lines" role="list">{lines}</ul>
            <WindowChoice locale=locale shop=bag.shop windows=bag.windows today=bag.door.today chosen=chosen wrong=wrong />
        </section>
    }
}

#[component]
fn WindowChoice(
    locale: Locale,
    shop: Shop,
    windows: Vec<Window>,
    today: NaiveDate,
    chosen: Option<String>,
    wrong: Option<&'static str>,
) -> impl IntoView {
    if windows.is_empty() {
        return view! { <div class="bag__slot"><p>{td_string!(locale, basket.no_window)}</p></div> }
            .into_any();
    }
    let (id, error) = (format!("window-{}", shop.id), format!("window-error-{}", shop.id));
    let options = windows.into_iter().map(|window| {
        let key = window.key();
        let selected = chosen.as_ref() == Some(&key);
        view! { <option value=key selected=selected>{speech::window(locale, &window, today)}</option> }
    });
    let options = options.collect_view();
    let described = wrong.is_some().then(|| error.clone());
    view! {
        <div class="bag__slot">
            <label class="field__label" for=id.clone()>{td_string!(locale, basket.when, shop = shop.name.to_string())}</label>
            {wrong.map(|says| view! { <FieldError id=error says=says /> })}
            <select class="field__input" id=id.clone() name=id form="reserve" aria-invalid=wrong.map(|_| "true") aria-describedby=described>
                <option value="">{td_string!(locale, basket.choose)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

#[component]
fn LineItem(locale: Locale, town: String, basket: Basket, product: Product, quantity: u32) -> impl IntoView {
    let name = speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
    let address = routes::carrying(
        &routes::product(&town, &product.shop.slug, &product.slug),
        &basket,
    );
    let total = speech::euros(locale, product.price.cents() * quantity);
    let price = format!(
        "{} {}",
        speech::euros(locale, product.price.cents()),
        speech::unit(locale, product.unit)
    );
    let hurry = speech::on_offer(locale, product.stock);
    let most = product.stock.on_offer().min(CHOICES.max(quantity));
    let options = (1..=most.max(quantity)).map(|choice| {
        let words = if product.unit == Unit::Piece {
            choice.to_string()
        } else {
            speech::quantity(product.unit, choice)
        };
        view! { <option value=choice.to_string() selected=choice == quantity>{words}</option> }
    });
    let options = options.collect_view();
    let (id, field, action) = (
        product.id.to_string(),
        format!("quantity-{}", product.id),
        routes::basket(&town),
    );
    let class = if product.photo.is_some() {
        "photo basket-line__photo"
    } else {
        "photo photo--none basket-line__photo"
    };
    view! {
        <li class="basket-line">
            <div class=class><Picture photo=product.photo kind=product.shop.kind sizes="64px" /></div>
            <h3 class="basket-line__name">
                <a href=address>{name.clone()}</a>" "
                <span class="basket-line__unit">{price.trim_end().to_owned()}{hurry.map(|words| format!(", {}", words.to_lowercase()))}</span>
            </h3>
            <p class="basket-line__price">{total}</p>
            <div class="basket-line__change">
                <form method="get" action=action.clone()>
                    <input type="hidden" name="panier" value=basket.to_string() />
                    <input type="hidden" name="changer" value=id.clone() />
                    <div class="quantity">
                        <label class="visually-hidden" for=field.clone()>{td_string!(locale, basket.quantity_of, product = name.clone())}</label>
                        <select class="quantity__input" id=field name="nombre">{options}</select>
                    </div>
                    <button class="button button--plain" type="submit">
                        {td_string!(locale, basket.change)}
                        <span class="visually-hidden">" "{td_string!(locale, basket.change_of, product = name.clone())}</span>
                    </button>
                </form>
                <form method="get" action=action>
                    <input type="hidden" name="panier" value=basket.to_string() />
                    <input type="hidden" name="changer" value=id />
                    <input type="hidden" name="nombre" value="0" />
                    <button class="button button--plain" type="submit">
                        {td_string!(locale, basket.remove)}<span class="visually-hidden">" "{name}</span>
                    </button>
                </form>
            </div>
        </li>
    }
}

#[component]
fn ReserveForm(
    locale: Locale,
    town: String,
    basket: Basket,
    form: ReservationForm,
    wrong: ReservationError,
    sum: String,
) -> impl IntoView {
    let name_wrong = wrong.name.map(|why| speech::text_error(locale, why));
    let phone_wrong = wrong.phone.map(|why| speech::phone_error(locale, why));
    view! {
        <form class="fields" id="reserve" method="post" action=routes::basket(&town) novalidate>
            <input type="hidden" name="key" value=form.key />
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
            </fieldset>
            <p class="total"><span>{td_string!(locale, basket.total)}</span>" "<span class="total__amount">{sum}</span></p>
            <div class="action-bar">
                <button class="button button--big" type="submit"><Icon name="check" />" "{td_string!(locale, basket.reserve)}</button>
            </div>
            <p class="small soft">{td_string!(locale, basket.words)}</p>
        </form>
    }
}
