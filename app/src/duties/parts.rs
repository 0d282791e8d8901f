//! A product that is to be completed, and those behind it.

use crate::{i18n::Locale, routes, speech, ui::Picture};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::duties::{Article, WorkList};

/// Products that are named behind the first; the others come as these go.
const NAMED: usize = 30;

/// Which product it is, and until when something is to be said of it.
#[component]
pub(super) fn Head(locale: Locale, article: Article, today: NaiveDate) -> impl IntoView {
    let Article { product, waiting, .. } = article;
    let name = speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
    let price = format!(
        "{} {}",
        speech::euros(locale, product.price.cents()),
        speech::unit(locale, product.unit)
    );
    let by = waiting.as_ref().map(|waiting| By {
        locale,
        late: waiting.is_late(today),
        until: speech::until(locale, waiting.by, today),
    });
    let complete = waiting.is_none().then(|| td_string!(locale, duties.is_complete));
    let class = if product.photo.is_none() {
        "photo photo--none to-complete__photo"
    } else {
        "photo to-complete__photo"
    };
    view! {
        <div class="to-complete__head">
            <div class=class>
                <Picture photo=product.photo kind=product.shop.kind sizes="72px" alt=String::new() />
            </div>
            <div>
                <h2 id="article">{name}</h2>
                <p class="soft">{price}</p>
                <p>{by.map(By::chip)}{complete.map(|words| view! { <span class="chip chip--ready">{words}</span> })}</p>
            </div>
        </div>
    }
}

/// Until when something is to be said.
struct By {
    locale: Locale,
    late: bool,
    until: String,
}

impl By {
    fn chip(self) -> AnyView {
        let Self { locale, late, until } = self;
        if late {
            view! { <span class="chip chip--failed">{td_string!(locale, duties.is_late)}</span> }.into_any()
        } else {
            view! { <span class="chip chip--soon">{td_string!(locale, duties.by, by = until)}</span> }
                .into_any()
        }
    }
}

/// What comes then.
#[component]
pub(super) fn Others(locale: Locale, others: Vec<Article>, today: NaiveDate) -> impl IntoView {
    let lines = others.iter().take(NAMED).map(|other| {
        let name = speech::name_or_kind(locale, other.product.name.as_ref(), other.product.shop.kind);
        let waiting = other.waiting.clone();
        let missing = waiting
            .as_ref()
            .map(|waiting| speech::facts(locale, &waiting.facts));
        let by = waiting.map(|waiting| By {
            locale,
            late: waiting.is_late(today),
            until: speech::until(locale, waiting.by, today),
        });
        let address = format!("{}?article={}", routes::TO_COMPLETE, other.product.id);
        view! {
            <li class="to-complete__other">
                <a href=address>{name}</a>" "{by.map(By::chip)}
                <p class="soft small">{missing}</p>
            </li>
        }
        .into_any()
    });
    let lines = lines.collect_view();
    (!others.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="others">
                <div class="section__head"><h2 id="others">{td_string!(locale, duties.others)}</h2></div>
                <ul class="to-complete__others" role="list">{lines}</ul>
            </section>
        }
    })
}

/// Nothing is left to say.
#[component]
pub(super) fn Done(locale: Locale, list: WorkList) -> impl IntoView {
    let drawing = "/drawings/empty-stall.svg#ink";
    let words = td_string!(
        locale,
        duties.complete,
        complete = list.meter.complete(),
        all = list.meter.all
    );
    view! {
        <div class="empty-state">
            <svg class="drawing" viewBox="0 0 240 160" aria-hidden="true"><use href=drawing /></svg>
            <h2 class="empty-state__title">{td_string!(locale, duties.none_title)}</h2>
            <p>{td_string!(locale, duties.none)}</p>
            <p class="soft small">{words}</p>
            <div class="empty-state__actions"><a class="button button--quiet" href=routes::SHELF>{td_string!(locale, counter.shelf)}</a></div>
        </div>
    }
}
