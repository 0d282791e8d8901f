//! `/mairie/decisions?commerce=…`: what was decided about one shop, and where more is.

use super::{
    statement::{Wall, statement},
    statement_form::{Choice, StatementFields, StatementPosted},
};
use crate::{
    areas::{AtTownHall, TownHall, asked},
    page::{NoPage, go_to, or_signed_out, page},
    routes, session, speech,
    state::House,
};
use domain::{decisions::Measure, id::ShopId};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{decisions, towns};

/// `/mairie/decisions`
#[component]
pub fn ShopDecisionsPage() -> impl IntoView {
    let shop = asked("commerce");
    page(async move { content(shop).await })
}

async fn content(asked: Option<String>) -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        ..
    } = AtTownHall::here().await?;
    let Some(asked) = asked else {
        go_to(routes::TOWN_REPORTS);
        return Ok(().into_any());
    };
    let db = house.db.read();
    let shop: ShopId = asked.parse().map_err(|_| NoPage::NotFound)?;
    let (shop, decided) = decisions::of_shop(db, &who, shop).await?;
    let wall = Wall::of(locale, &town);
    let is_suspended = decided
        .iter()
        .any(|one| one.measure == Measure::Suspended && one.holds());
    let products = decisions::holding(db, &who, shop.id).await?;
    let products: Vec<_> = products
        .into_iter()
        .map(|(id, name)| (id, speech::name_or_kind(locale, name.as_ref(), shop.kind)))
        .collect();
    let mut measures = vec![Measure::Asked];
    measures.extend((!products.is_empty()).then_some(Measure::Held));
    measures.extend((!is_suspended).then_some(Measure::Suspended));
    let choice = Choice {
        shop: shop.id,
        report: None,
        products,
        measures,
    };
    let title = td_string!(locale, decisions.of_shop, shop = shop.name.to_string());
    let none = decided
        .is_empty()
        .then(|| view! { <p>{td_string!(locale, decisions.none)}</p> });
    let all = decided.iter().map(|one| statement(&wall, one, false));
    let all = all.collect_view();
    let posted = use_context::<StatementPosted>();
    Ok(view! {
        <TownHall town=town title=title.clone()>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1></div>
                <section class="section" aria-labelledby="decided">
                    <div class="section__head"><h2 id="decided">{td_string!(locale, decisions.decided)}</h2></div>
                    {none}
                    {all}
                </section>
                <section class="section" aria-labelledby="decide">
                    <div class="section__head"><h2 id="decide">{td_string!(locale, decisions.decide)}</h2></div>
                    <StatementFields locale=locale choice=choice posted=posted />
                </section>
            </div>
        </TownHall>
    }
    .into_any())
}
