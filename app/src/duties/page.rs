//! `/comptoir/a-completer`: what is still to be said of what is on sale, one product after the other.

use super::{
    answers::{Recipe, Why, known},
    fields::Fields,
    licence::{LicenceForm, LicenceKnown},
    meter::Gauge,
    parts::{Done, Head, Others},
};
use crate::{
    areas::{AtShelf, Counter, Tab},
    page::{NoPage, page},
    routes,
    ui::Notice,
};
use chrono::NaiveDate;
use domain::{
    duties::{Fact, LabelError, LabelForm, asked, blocking},
    id::ProductId,
    orders::OrderKind,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{
    duties::{self, Article, WorkList},
    pickup,
};

/// A label that was refused: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct LabelPosted {
    /// Of which product.
    pub product: ProductId,
    /// What was typed.
    pub form: LabelForm,
    /// What is wrong with it.
    pub wrong: LabelError,
}

/// A licence was to be noted, and none was chosen.
#[derive(Clone, Copy, Debug)]
pub struct LicenceMissing;

/// What the address asks for.
struct Asked {
    product: Option<Result<ProductId, NoPage>>,
    /// Also what is known already.
    all: bool,
    noted: bool,
    /// Another licence is to be said.
    licence: bool,
}

/// `/comptoir/a-completer?article=…`
#[component]
pub fn ToCompletePage() -> impl IntoView {
    let query = use_query_map().read_untracked();
    let product = query
        .get("article")
        .filter(|id| !id.is_empty())
        .map(|id| id.parse().map_err(|_| NoPage::NotFound));
    let asked = Asked {
        product,
        all: query.get("tout").is_some(),
        noted: query.get("note").is_some(),
        licence: query.get("licence").is_some(),
    };
    page(async move { content(asked).await })
}

async fn content(wanted: Asked) -> Result<AnyView, NoPage> {
    let at = AtShelf::here().await?;
    let (locale, db) = (at.locale, at.house.db.read());
    let today = pickup::wall_clock(&at.town.time_zone, at.house.clock.now()).date();
    let list = duties::work_list(db, &at.who, today).await?;
    let posted = use_context::<LabelPosted>();
    let licence_missing = use_context::<LicenceMissing>().is_some();
    let product = posted
        .as_ref()
        .map(|posted| Ok(posted.product))
        .or(wanted.product)
        .transpose()?;
    let article = match product {
        Some(id) => Some(duties::article(db, &at.who, id).await?),
        None => list.articles.first().cloned(),
    };
    let may_license = at.merchant.is_some_and(|who| who.as_owner().is_ok());
    let asks_licence = may_license && (licence_missing || list.licence_by.is_some() || wanted.licence);
    let is_done = article.is_none() && !asks_licence;
    let shown = article.as_ref().map(|article| article.product.id);
    let current = match article {
        Some(article) => {
            let next = next(&list, article.product.id);
            Some(current(&at, article, posted, next, wanted.all, today).await?)
        }
        None => None,
    };
    let others = list
        .articles
        .iter()
        .filter(|other| Some(other.product.id) != shown);
    let others: Vec<Article> = others.cloned().collect();
    let window = routes::shop(&at.town.slug, &at.shop.slug);
    Ok(view! {
        <Title text=td_string!(locale, duties.title) />
        <Counter shop=at.shop.name.to_string() window=window tab=Tab::None post=Some(at.shop.id)>
            <div class="page page--narrow">
                <div class="page__head">
                    <h1>{td_string!(locale, duties.title)}</h1>
                    {(!is_done).then(|| view! { <p>{td_string!(locale, duties.lead)}</p> })}
                </div>
                {wanted.noted.then(|| view! { <Notice kind="notice--done" icon="check"><p>{td_string!(locale, duties.noted)}</p></Notice> })}
                {(list.meter.open > 0).then(|| view! { <Gauge locale=locale list=list.clone() today=today /> })}
                {asks_licence.then(|| view! { <LicenceForm locale=locale known=list.licence wrong=licence_missing /> })}
                {current}
                {is_done.then(|| view! { <Done locale=locale list=list.clone() /> })}
                <Others locale=locale others=others today=today />
                {(may_license && !asks_licence).then(|| view! { <LicenceKnown locale=locale list=list /> })}
            </div>
        </Counter>
    }
    .into_any())
}

/// The product that is looked at, with its form.
async fn current(
    at: &AtShelf,
    article: Article,
    posted: Option<LabelPosted>,
    next: Option<ProductId>,
    all: bool,
    today: NaiveDate,
) -> Result<AnyView, NoPage> {
    let (locale, db) = (at.locale, at.house.db.read());
    let is_firm = at.shop.sells_at_a_distance;
    let makers = duties::makers(db, &at.who).await?;
    let (form, wrong) = match posted {
        Some(posted) => (posted.form, posted.wrong),
        None => (
            known(&article, facts(&article, all, is_firm)),
            LabelError::default(),
        ),
    };
    let is_wrong = wrong != LabelError::default();
    let recipe = match &article.waiting {
        Some(waiting) if !is_wrong => duties::recipe(db, &at.who, article.product.id, &waiting.facts).await?,
        _ => None,
    };
    let recipe = recipe.map(|recipe| {
        view! { <Recipe locale=locale of=article.product.id recipe=recipe today=today time_zone=at.town.time_zone.clone() next=next /> }
    });
    let is_blocked = is_firm && !blocking(article.goods, &article.label, OrderKind::Firm).is_empty();
    let rules = asked(article.goods, is_firm);
    Ok(view! {
        <section class="panel to-complete__article" aria-labelledby="article">
            <Head locale=locale article=article.clone() today=today />
            {is_wrong.then(|| view! { <Notice kind="notice--failed" icon="alert"><p>{td_string!(locale, duties.wrong)}</p></Notice> })}
            {is_blocked.then(|| view! { <p class="to-complete__blocks">{td_string!(locale, duties.blocks)}</p> })}
            {recipe}
            <Fields locale=locale article=article form=form wrong=wrong makers=makers next=next all=all />
            <Why locale=locale rules=rules />
        </section>
    }
    .into_any())
}

/// What is asked of a product: what is missing; or all, where nothing is or everything is to be seen.
fn facts(article: &Article, all: bool, at_a_distance: bool) -> Vec<Fact> {
    match &article.waiting {
        Some(waiting) if !all => waiting.facts.clone(),
        _ => asked(article.goods, at_a_distance)
            .into_iter()
            .map(|rule| rule.fact)
            .collect(),
    }
}

/// The product behind this one; behind the last comes the first. Of one of which nothing is missing: the first that waits.
fn next(list: &WorkList, of: ProductId) -> Option<ProductId> {
    let ids: Vec<ProductId> = list.articles.iter().map(|article| article.product.id).collect();
    let at = ids.iter().position(|id| *id == of);
    let behind = at.and_then(|at| ids.get(at + 1));
    behind.or(ids.first()).copied().filter(|id| *id != of)
}
