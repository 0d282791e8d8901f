//! `/exploitant/ouvrir?commune=…`: the communes that may be meant, each with a button that opens its market.

use crate::{
    areas::{AtInstance, Instance, asked},
    i18n::Locale,
    page::{NoPage, page},
    routes,
    ui::{Icon, Notice},
};
use domain::towns::Town;
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{
    communes::{self, Commune},
    instance,
};

/// Communes shown at once.
const MOST: usize = 20;

/// The commune has its market already: its name.
#[derive(Clone, Debug)]
pub struct OpenPosted(pub String);

/// `/exploitant/ouvrir`
#[component]
pub fn OpenTownPage() -> impl IntoView {
    let said = asked("commune").unwrap_or_default();
    page(async move { content(said.trim().to_owned()).await })
}

async fn content(said: String) -> Result<AnyView, NoPage> {
    let AtInstance { house, locale, who } = AtInstance::here().await?;
    let posted = use_context::<OpenPosted>();
    let said = posted.as_ref().map_or(said, |posted| posted.0.clone());
    let already = posted.map(|posted| td_string!(locale, operator.already, town = posted.0));
    let found = communes::find(&said, MOST);
    let codes: Vec<&str> = found.iter().map(|commune| commune.insee_code).collect();
    let open = instance::by_code(house.db.read(), &who, &codes).await?;
    let nothing = (!said.is_empty() && found.is_empty())
        .then(|| view! { <p>{td_string!(locale, operator.commune_none, said = said.clone())}</p> });
    let lines = found
        .iter()
        .map(|commune| line(locale, commune, open.get(commune.insee_code)).into_any())
        .collect_view();
    let title = td_string!(locale, operator.open);
    Ok(view! {
        <Instance title=title>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, operator.open_lead)}</p></div>
                {already.map(|says| view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> })}
                <form class="fields" role="search" method="get" action=routes::OPEN_TOWN>
                    <div class="field">
                        <label class="field__label" for="commune">{td_string!(locale, operator.commune)}</label>
                        <input class="field__input" id="commune" name="commune" type="search" autocomplete="off" value=said />
                    </div>
                    <button class="button" type="submit"><Icon name="search" />" "{td_string!(locale, operator.find_button)}</button>
                </form>
                <section class="section team" aria-labelledby="communes">
                    <h2 class="visually-hidden" id="communes">{td_string!(locale, operator.communes)}</h2>
                    {nothing}
                    <ul class="roster" role="list">{lines}</ul>
                </section>
                <p class="small soft">{td_string!(locale, operator.credit)}</p>
            </div>
        </Instance>
    }
    .into_any())
}

fn line(locale: Locale, commune: &Commune, open: Option<&Town>) -> impl IntoView + use<> {
    let name = commune.name();
    let facts = td_string!(
        locale,
        operator.commune_facts,
        postcodes = commune.postcodes,
        code = commune.insee_code
    );
    let act = match open {
        Some(town) => view! {
            <a class="chip chip--ready" href=routes::instance_town(&town.slug)>
                {td_string!(locale, operator.is_open)}<span class="visually-hidden">" "{name.clone()}</span>
            </a>
        }
        .into_any(),
        None => view! {
            <div class="roster__ways">
                <form method="post" action=routes::OPEN_TOWN>
                    <input type="hidden" name="insee" value=commune.insee_code />
                    <button class="button button--quiet" type="submit">
                        {td_string!(locale, operator.open_one)}
                        <span class="visually-hidden">" "{td_string!(locale, operator.open_of, town = name.clone())}</span>
                    </button>
                </form>
            </div>
        }
        .into_any(),
    };
    view! { <li class="roster__shop"><h3>{name}</h3><p class="roster__facts">{facts}</p>{act}</li> }
}
