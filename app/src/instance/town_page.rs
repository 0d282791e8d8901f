//! `/exploitant/villes/{town}`: how a town does, and who works at its hall.

use super::{day, towns_page::last_order};
use crate::{
    areas::{AtInstance, Instance},
    i18n::Locale,
    page::{NoPage, page, param},
    routes, speech,
    town_hall::{FreshLink, InviteForm, team_desk::NotInvited},
    ui::{Figure, Figures, Icon, Notice},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use services::{
    accounts::{Arrival, Colleague},
    instance::{self, OnInstance},
    secret::Secret,
};

/// What a form of the page ended in, where it did not lead back to the page.
#[derive(Clone, Debug)]
pub enum OfficialPosted {
    /// A fresh link for somebody, to be shown once.
    Link(String, Secret),
    /// Nobody can be invited under what was typed.
    NotInvited(String, NotInvited),
}

/// `/exploitant/villes/{town}`
#[component]
pub fn OneTownPage() -> impl IntoView {
    let (town, is_new) = (
        param("town"),
        use_query_map().read_untracked().get("ouverte").is_some(),
    );
    page(async move { content(&town, is_new).await })
}

async fn content(town: &str, is_new: bool) -> Result<AnyView, NoPage> {
    let AtInstance { house, locale, who } = AtInstance::here().await?;
    let now = house.clock.now();
    let on = instance::town(house.db.read(), &who, town).await?;
    let (name, address) = (on.town.name.clone(), routes::instance_town(&on.town.slug));
    let typed = match use_context::<OfficialPosted>() {
        Some(OfficialPosted::Link(name, secret)) => {
            let link = house.absolute(&routes::invitation(secret.reveal()));
            let title = td_string!(locale, team.link_title, name = name.clone());
            let back = td_string!(locale, operator.back_to, town = on.town.name);
            let shown = view! {
                <Instance title=title><FreshLink locale=locale name=name link=link back=address back_words=back /></Instance>
            };
            return Ok(shown.into_any());
        }
        Some(OfficialPosted::NotInvited(name, wrong)) => Some((name, wrong)),
        None => None,
    };
    let team = who.team_of(house.db.read(), on.town.id, now).await?;
    let nobody = team.is_empty();
    let people = team
        .iter()
        .map(|official| line(locale, &address, official).into_any())
        .collect_view();
    let since = td_string!(
        locale,
        operator.since,
        day = day(locale, &on.town.time_zone, on.since, now)
    );
    let facts = [
        on.postcodes.clone(),
        td_string!(locale, operator.code, code = on.insee_code.clone()),
        since,
        last_order(locale, &on, now),
    ];
    let opened = is_new.then(|| td_string!(locale, operator.opened, town = name.clone()));
    let market = house.absolute(&routes::town(&on.town.slug));
    let shown = market.clone();
    Ok(view! {
        <Instance title=name.clone()>
            <div class="page page--narrow">
                <div class="page__head"><h1>{name}</h1><p>{facts.join(" · ")}</p></div>
                {opened.map(|says| view! { <Notice kind="notice--done" icon="check"><p>{says}</p></Notice> })}
                <p><a href=market>{shown}</a></p>
                {figures(locale, &on)}
                <section class="section team" aria-labelledby="officials">
                    <div class="section__head"><h2 id="officials">{td_string!(locale, operator.officials)}</h2></div>
                    {nobody.then(|| view! { <p>{td_string!(locale, operator.nobody)}</p> })}
                    <ul class="roster" role="list">{people}</ul>
                </section>
                <InviteForm locale=locale typed=typed action=address.clone() title=td_string!(locale, operator.invite) />
                <section class="section panel" aria-labelledby="leave">
                    <form class="fields" method="post" action=address>
                        <h2 id="leave">{td_string!(locale, operator.leave)}</h2>
                        <p>{td_string!(locale, operator.leave_words)}</p>
                        <input type="hidden" name="act" value="archive" />
                        <button class="button button--quiet" type="submit"><Icon name="package" />" "{td_string!(locale, operator.leave_button)}</button>
                    </form>
                </section>
                <p><a href=routes::OPERATOR>{td_string!(locale, operator.back)}</a></p>
            </div>
        </Instance>
    }
    .into_any())
}

fn figures(locale: Locale, on: &OnInstance) -> impl IntoView + use<> {
    let selling = Figure {
        of: Some(td_string!(locale, hall.of, count = on.shops)),
        ..Figure::of(td_string!(locale, hall.online), on.selling)
    };
    view! { <Figures figures=vec![selling] /> }
}

fn line(locale: Locale, address: &str, official: &Colleague) -> impl IntoView + use<> {
    let name = official.name.to_string();
    let since = td_string!(
        locale,
        team.since,
        day = speech::date(
            locale,
            services::pickup::wall_clock(crate::areas::OPERATOR_TIME_ZONE, official.since).date()
        )
    );
    let (chip, word) = match official.arrival {
        Arrival::WithKey(_) => ("chip chip--ready", td_string!(locale, team.with_key)),
        Arrival::WithoutKey => ("chip chip--soon", td_string!(locale, team.without_key)),
        Arrival::Awaited => ("chip", td_string!(locale, team.awaited)),
    };
    let again = (official.arrival == Arrival::Awaited).then(|| {
        let of = td_string!(locale, team.link_of, name = name.clone());
        view! {
            <div class="roster__ways">
                <form method="post" action=address.to_owned()>
                    <input type="hidden" name="act" value="lien" />
                    <input type="hidden" name="who" value=official.id.to_string() />
                    <button class="button button--quiet" type="submit">
                        <Icon name="qr" />" "{td_string!(locale, team.another_link)}<span class="visually-hidden">" "{of}</span>
                    </button>
                </form>
            </div>
        }
    });
    view! {
        <li class="roster__shop">
            <h3>{name}</h3>
            <p class="roster__facts">{since}</p>
            <span class=chip>{word}</span>
            {again}
        </li>
    }
}
