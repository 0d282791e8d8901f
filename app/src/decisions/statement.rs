//! A decision with all its reasons, in the order of Regulation (EU) 2022/2065, art. 17(3): what, how far and how long; on
//! which facts, and from where they are known; whether a machine had a hand in it; on which rule, and why.

use crate::{i18n::Locale, routes, speech};
use chrono::{DateTime, NaiveDateTime, Utc};
use domain::{decisions::Measure, shops::ShopKind, towns::Town};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{decisions::Decided, pickup};

/// The town's wall clock, for words.
#[derive(Clone)]
pub struct Wall {
    pub locale: Locale,
    /// The town's name.
    pub town: String,
    time_zone: String,
}

impl Wall {
    /// Of a town.
    pub fn of(locale: Locale, town: &Town) -> Self {
        Self {
            locale,
            town: town.name.clone(),
            time_zone: town.time_zone.clone(),
        }
    }

    /// "vendredi 27 novembre 2026, 11 h 12".
    pub fn moment(&self, at: DateTime<Utc>) -> String {
        speech::moment(self.locale, self.at(at))
    }

    fn at(&self, at: DateTime<Utc>) -> NaiveDateTime {
        pickup::wall_clock(&self.time_zone, at)
    }
}

/// "Miel, chez La pause", "La pause".
pub fn about(locale: Locale, one: &Decided) -> String {
    let shop = one.shop.name.to_string();
    match product(locale, one) {
        None => shop,
        Some(name) => td_string!(locale, reports.at_shop, product = name, shop = shop),
    }
}

/// The product's name, or what stands for it.
fn product(locale: Locale, one: &Decided) -> Option<String> {
    let kind: ShopKind = one.shop.kind;
    let (_, name) = one.product.as_ref()?;
    Some(speech::name_or_kind(locale, name.as_ref(), kind))
}

/// How far it reaches.
pub(super) fn reach(locale: Locale, one: &Decided) -> String {
    match (one.measure, product(locale, one)) {
        (Measure::Suspended, _) | (Measure::Lifted, None) => {
            td_string!(locale, decisions.reach_shop, shop = one.shop.name.to_string())
        }
        (_, Some(name)) => td_string!(locale, decisions.reach_product, product = name),
        (_, None) => td_string!(locale, decisions.reach_page, shop = one.shop.name.to_string()),
    }
}

/// The whole statement. At the counter it names the town hall and no person; at the town hall it leads to its own page.
pub fn statement(wall: &Wall, one: &Decided, for_merchant: bool) -> AnyView {
    let locale = wall.locale;
    let row = |name: &'static str, value: String| {
        view! { <div class="facts__row"><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
    };
    let restricts = one.measure.restricts();
    let ended = one.lifted_at.map(|at| wall.moment(at));
    let how_long = restricts.then(|| {
        ended.clone().map_or_else(
            || td_string!(locale, decisions.until_lifted).to_owned(),
            |when| td_string!(locale, decisions.ended_on, when = when),
        )
    });
    let source = if one.report.is_some() {
        td_string!(locale, decisions.from_report)
    } else {
        td_string!(locale, decisions.from_town)
    };
    let rule = one.rule.map(|rule| {
        let kind = if rule.is_law() {
            td_string!(locale, decisions.against_law)
        } else {
            td_string!(locale, decisions.against_terms)
        };
        format!("{kind} {}", speech::rule(locale, rule))
    });
    let facts_name = match one.measure {
        Measure::Asked => td_string!(locale, decisions.facts_asked),
        Measure::Nothing | Measure::Lifted => td_string!(locale, decisions.facts_reason),
        _ => td_string!(locale, decisions.facts),
    };
    let (class, word) = match (one.measure, one.lifted_at) {
        (Measure::Held | Measure::Suspended, None) => {
            ("chip chip--failed", td_string!(locale, decisions.in_force))
        }
        (Measure::Held | Measure::Suspended, Some(_)) => ("chip", td_string!(locale, decisions.over)),
        (Measure::Asked, _) => ("chip chip--soon", td_string!(locale, decisions.asked_chip)),
        _ => ("chip chip--ready", td_string!(locale, decisions.done_chip)),
    };
    let by = one.by.as_ref().filter(|_| !for_merchant).map_or_else(
        || td_string!(locale, hall.brand, town = wall.town.clone()),
        ToString::to_string,
    );
    let when = td_string!(locale, decisions.when_by, when = wall.moment(one.at), by = by);
    let title = format!("decision-{}", one.id);
    let replies = one.replies.iter().map(|reply| {
        let by = reply.by.as_ref().map(ToString::to_string).unwrap_or_default();
        let said = td_string!(locale, decisions.replied, by = by, when = wall.moment(reply.at));
        view! { <div class="decision__reply"><p class="small soft">{said}</p><p>{speech::quoted(locale, &reply.words)}</p></div> }
    });
    let heading = speech::measure(locale, one.measure);
    let heading = if for_merchant {
        heading.into_any()
    } else {
        view! { <a href=routes::decision(one.id)>{heading}</a> }.into_any()
    };
    view! {
        <article class="decision panel" aria-labelledby=title.clone()>
            <h3 id=title.clone()>{heading}</h3>
            <p class="small soft"><span class=class>{word}</span>" "{when}</p>
            <dl class="facts__list">
                {row(td_string!(locale, decisions.reach), reach(locale, one))}
                {how_long.map(|says| row(td_string!(locale, decisions.how_long), says))}
                {row(facts_name, one.facts.clone())}
                {rule.map(|says| row(td_string!(locale, decisions.rule), says))}
                {(!one.why.is_empty()).then(|| row(td_string!(locale, decisions.why), one.why.clone()))}
                {restricts.then(|| row(td_string!(locale, decisions.source), source.to_owned()))}
                {restricts.then(|| row(td_string!(locale, decisions.automated), td_string!(locale, decisions.automated_no).to_owned()))}
            </dl>
            {replies.collect_view()}
        </article>
    }
    .into_any()
}
