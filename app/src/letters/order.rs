//! To the shopper: how the whole order stands, whatever made us write.

use super::{BASIL, BEET, Card, CodeBox, INK_SOFT, Line, Link, Page};
use crate::{i18n::Locale, routes, speech};
use chrono::Datelike;
use domain::{
    notifications::News,
    orders::{Line as Wanted, OrderKind, Part, PartState, Reason, Standing, total},
};
use leptos_i18n::td_string;
use services::notifications::OrderLetter;

pub(super) fn page(base_url: &str, locale: Locale, letter: &OrderLetter) -> Page {
    let order = &letter.order;
    let waits = order.parts.iter().any(|part| !part.state().is_over());
    let code = waits.then(|| CodeBox {
        label: td_string!(locale, letters.code).to_owned(),
        code: order.code.to_string(),
        hint: td_string!(locale, letters.code_hint).to_owned(),
    });
    let title = title(locale, letter);
    Page {
        subject: title.clone(),
        sign: td_string!(locale, letters.sign, town = letter.town.name.clone()),
        lead: vec![
            td_string!(locale, letters.hello, name = speech::whoever(order.name.as_ref())),
            lead(locale, letter).to_owned(),
        ],
        code,
        cards: order
            .parts
            .iter()
            .map(|part| card(base_url, locale, letter, part))
            .chain(contract(base_url, locale, letter))
            .collect(),
        action: Some(Link {
            words: td_string!(locale, letters.see_order).to_owned(),
            url: format!("{base_url}{}", routes::order(&letter.page_key)),
        }),
        foot: td_string!(locale, letters.foot_shopper, town = letter.town.name.clone()),
        title,
    }
}

/// Whom the news is about: those whose part is in the state it tells; all when that has passed by now.
fn title(locale: Locale, letter: &OrderLetter) -> String {
    let in_state = |wanted: PartState| names(locale, letter, |part| part.state() == wanted);
    let told = match letter.news {
        News::Placed => None,
        News::Ready => {
            in_state(PartState::Ready).map(|shops| td_string!(locale, letters.ready, shops = shops))
        }
        News::NotReady => {
            in_state(PartState::Accepted).map(|shops| td_string!(locale, letters.not_ready, shops = shops))
        }
        News::Refused => {
            in_state(PartState::Refused).map(|shops| td_string!(locale, letters.refused, shops = shops))
        }
        News::Expired => {
            in_state(PartState::Expired).map(|shops| td_string!(locale, letters.expired, shops = shops))
        }
        News::Changed => names(locale, letter, |part| {
            part.lines.iter().any(|line| line.given.is_some())
        })
        .map(|shops| td_string!(locale, letters.changed, shops = shops)),
    };
    told.unwrap_or_else(|| {
        let shops = names(locale, letter, |_| true).unwrap_or_default();
        if letter.order.kind == OrderKind::Firm {
            td_string!(locale, letters.placed_firm, shops = shops)
        } else {
            td_string!(locale, letters.placed, shops = shops)
        }
    })
}

/// "La pause", "La pause et Le cheval de bois", "3 commerces".
fn names(locale: Locale, letter: &OrderLetter, of: impl Fn(&Part) -> bool) -> Option<String> {
    let names: Vec<String> = letter
        .order
        .parts
        .iter()
        .filter(|part| of(part))
        .map(|part| part.shop.name.to_string())
        .collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [one, other] => Some(td_string!(
            locale,
            letters.both,
            one = one.clone(),
            other = other.clone()
        )),
        many => Some(td_string!(locale, letters.several, count = many.len())),
    }
}

fn lead(locale: Locale, letter: &OrderLetter) -> &'static str {
    match letter.news {
        News::Placed if letter.order.kind == OrderKind::Firm => td_string!(locale, letters.lead_placed_firm),
        News::Placed => td_string!(locale, letters.lead_placed),
        News::Ready => td_string!(locale, letters.lead_ready),
        News::NotReady => td_string!(locale, letters.lead_not_ready),
        News::Refused => td_string!(locale, letters.lead_refused),
        News::Expired => td_string!(locale, letters.lead_expired),
        News::Changed => td_string!(locale, letters.lead_changed),
    }
}

/// The confirmation of a contract at a distance on something that lasts: who sells, what for, and how to withdraw, with a model
/// of the message for that (Code de la consommation, art. L221-13, L221-5 and R221-1).
fn contract(base_url: &str, locale: Locale, letter: &OrderLetter) -> Option<Card> {
    let order = &letter.order;
    if order.kind != OrderKind::Firm || letter.news != News::Placed {
        return None;
    }
    let sellers = order.parts.iter().map(|part| {
        let shop = &part.shop;
        let says = td_string!(
            locale,
            letters.contract_seller,
            shop = shop.name.to_string(),
            address = format!("{}, {}", shop.address, letter.town.name),
            phone = shop.phone.as_ref().map(ToString::to_string).unwrap_or_default()
        );
        let known = letter.traders.iter().find(|(id, _)| *id == shop.id);
        match known {
            Some((_, trader)) => format!("{says} {}, {}, {}.", trader.name, trader.number, trader.email),
            None => says,
        }
    });
    let terms = order.parts.iter().map(|part| {
        td_string!(
            locale,
            letters.contract_terms,
            shop = part.shop.name.to_string(),
            address = format!("{base_url}{}", routes::sale(&letter.town.slug, &part.shop.slug))
        )
    });
    let says = [
        td_string!(locale, letters.contract_price),
        td_string!(locale, letters.contract_withdrawal),
        td_string!(locale, letters.contract_form),
        td_string!(locale, letters.contract_back),
        td_string!(locale, letters.contract_warranty),
    ];
    Some(Card {
        title: td_string!(locale, letters.contract).to_owned(),
        state: td_string!(
            locale,
            letters.withdrawn_order,
            code = order.code.to_string(),
            day = speech::date(locale, order.placed_at.date()),
            year = order.placed_at.year()
        ),
        colour: INK_SOFT,
        says: sellers.chain(says.map(str::to_owned)).chain(terms).collect(),
        lines: Vec::new(),
        link: None,
    })
}

fn card(base_url: &str, locale: Locale, letter: &OrderLetter, part: &Part) -> Card {
    let colour = match part.state() {
        PartState::Ready | PartState::HandedOver => BASIL,
        PartState::Refused | PartState::Expired => BEET,
        _ => INK_SOFT,
    };
    let mut lines: Vec<Line> = part.lines.iter().map(|line| wanted(locale, part, line)).collect();
    if part.state().is_over() && part.state() != PartState::HandedOver {
        // Nothing of it is to be paid.
        for line in &mut lines {
            line.price.clear();
        }
    } else {
        lines.push(Line {
            what: td_string!(locale, letters.pay).to_owned(),
            price: speech::euros(locale, total(&part.lines)),
        });
    }
    Card {
        title: part.shop.name.to_string(),
        state: speech::state(locale, part.state()).to_owned(),
        colour,
        says: says(locale, letter, part),
        lines,
        link: instead(base_url, locale, letter, part),
    }
}

fn wanted(locale: Locale, part: &Part, line: &Wanted) -> Line {
    let name = speech::name_or_kind(locale, line.name.as_ref(), part.shop.kind);
    let quantity = speech::quantity(line.unit, line.quantity);
    let what = match line.given {
        Some(_) if line.is_missing() => {
            td_string!(locale, letters.missing, product = name, quantity = quantity)
        }
        Some(_) => td_string!(locale, letters.adjusted, product = name, quantity = quantity),
        None => format!("{quantity} {name}"),
    };
    Line {
        what,
        price: speech::euros(locale, line.total()),
    }
}

fn says(locale: Locale, letter: &OrderLetter, part: &Part) -> Vec<String> {
    match &part.standing {
        Standing::Refused { because, words, .. } => {
            let mut says = vec![reason(locale, *because).to_owned()];
            says.extend(words.as_ref().map(|words| speech::quoted(locale, words.as_str())));
            says
        }
        Standing::Expired { because } => vec![reason(locale, *because).to_owned()],
        Standing::Cancelled | Standing::HandedOver { .. } => Vec::new(),
        _ => {
            let when = speech::window(locale, &part.window, letter.today);
            let mut says = vec![td_string!(locale, letters.collect, when = when)];
            let place = [
                Some(part.shop.address.clone()).filter(|address| !address.is_empty()),
                part.shop.phone.as_ref().map(ToString::to_string),
            ];
            let place: Vec<String> = place.into_iter().flatten().collect();
            if !place.is_empty() {
                says.push(place.join(" · "));
            }
            if part.shop.hands_out(&letter.town, part.window.local_from.date()) {
                says.push(td_string!(locale, door_mode.words).to_owned());
            }
            says
        }
    }
}

fn reason(locale: Locale, reason: Reason) -> &'static str {
    match reason {
        Reason::SoldOut => td_string!(locale, letters.because_sold_out),
        Reason::NoTime => td_string!(locale, letters.because_no_time),
        Reason::Closed => td_string!(locale, letters.because_closed),
        Reason::Other => td_string!(locale, letters.because_other),
        Reason::Unanswered => td_string!(locale, letters.because_unanswered),
        Reason::NotCollected => td_string!(locale, letters.because_not_collected),
    }
}

/// What the shop offers instead.
fn instead(base_url: &str, locale: Locale, letter: &OrderLetter, part: &Part) -> Option<Link> {
    let Standing::Refused {
        instead: Some(instead),
        ..
    } = &part.standing
    else {
        return None;
    };
    let product = speech::name_or_kind(locale, instead.name.as_ref(), part.shop.kind);
    let price = speech::euros(locale, instead.price.cents());
    Some(Link {
        words: td_string!(locale, letters.instead, product = product, price = price),
        url: format!(
            "{base_url}{}",
            routes::product(&letter.town.slug, &part.shop.slug, &instead.slug)
        ),
    })
}
