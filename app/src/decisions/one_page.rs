//! `/mairie/decisions/{decision}`: one decision, what the merchant answered, and the way to lift it.

use super::{
    desk::NotLifted,
    statement::{Wall, about, statement},
    statement_form::Long,
};
use crate::{
    areas::{AtTownHall, TownHall},
    i18n::Locale,
    page::{NoPage, or_signed_out, page, param},
    routes, session, speech,
    state::House,
    ui::{Icon, Notice},
};
use domain::id::DecisionId;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{
    decisions::{self, Decided},
    secret, towns,
};

/// Something that was not lifted: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct LiftPosted {
    /// Made with the form.
    pub id: DecisionId,
    /// As typed.
    pub typed: String,
    /// Why not.
    pub why: NotLifted,
}

/// `/mairie/decisions/{decision}`
#[component]
pub fn DecisionPage() -> impl IntoView {
    let decision = param("decision");
    page(async move { content(&decision).await })
}

async fn content(decision: &str) -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        ..
    } = AtTownHall::here().await?;
    let id: DecisionId = decision.parse().map_err(|_| NoPage::NotFound)?;
    let one = decisions::one(house.db.read(), &who, id).await?;
    let wall = Wall::of(locale, &town);
    let title = about(locale, &one);
    let from_report = one.report.map(|report| {
        view! { <p><a href=routes::report(report)>{td_string!(locale, decisions.to_report)}</a></p> }
    });
    let unanswered = (one.measure.concerns_merchant() && one.replies.is_empty())
        .then(|| view! { <p class="soft">{td_string!(locale, decisions.no_reply)}</p> });
    let all = routes::decisions_about(one.shop.id);
    let shop = one.shop.name.to_string();
    let whole = statement(&wall, &one, false);
    let lift = lift(locale, &one);
    Ok(view! {
        <TownHall town=town title=title.clone()>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1></div>
                {whole}
                {unanswered}
                {lift}
                {from_report}
                <p><a href=all>{td_string!(locale, decisions.all_of, shop = shop)}</a></p>
                <p><a href=routes::TOWN_REPORTS>{td_string!(locale, reports.back)}</a></p>
            </div>
        </TownHall>
    }
    .into_any())
}

/// Where it ends, if it holds somebody back.
fn lift(locale: Locale, one: &Decided) -> Option<AnyView> {
    let posted = use_context::<LiftPosted>();
    let over = posted
        .as_ref()
        .filter(|posted| posted.why == NotLifted::NotStanding)
        .map(
            |_| view! { <Notice icon="check"><p>{td_string!(locale, decisions.lifted_already)}</p></Notice> },
        );
    if !one.holds() {
        return over.map(IntoAny::into_any);
    }
    let wrong = posted.as_ref().and_then(|posted| match posted.why {
        NotLifted::Wrong(why) => Some(speech::telling_error(locale, why)),
        NotLifted::NotStanding => None,
    });
    let (id, typed) = posted.map_or_else(
        || (DecisionId(secret::id()), String::new()),
        |posted| (posted.id, posted.typed),
    );
    Some(
        view! {
            <section class="section" aria-labelledby="lift">
                <div class="section__head"><h2 id="lift">{td_string!(locale, decisions.lift)}</h2></div>
                <form class="fields panel" method="post" action=routes::TOWN_DECISIONS novalidate>
                    <input type="hidden" name="id" value=id.to_string() />
                    <input type="hidden" name="lifts" value=one.id.to_string() />
                    <Long id="facts" label=td_string!(locale, decisions.lift_label) hint=td_string!(locale, decisions.lift_hint) typed=typed wrong=wrong />
                    <button class="button button--big button--wide" type="submit"><Icon name="check" />" "{td_string!(locale, decisions.lift_send)}</button>
                </form>
            </section>
        }
        .into_any(),
    )
}
