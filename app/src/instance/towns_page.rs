//! `/exploitant`: the towns of the instance.

use crate::{
    areas::{AtInstance, Instance},
    page::{NoPage, page},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// `/exploitant`
#[component]
pub fn TownsPage() -> impl IntoView {
    page(async move { content().await })
}

async fn content() -> Result<AnyView, NoPage> {
    let AtInstance { locale, .. } = AtInstance::here().await?;
    let title = td_string!(locale, operator.towns);
    Ok(view! {
        <Instance title=title>
            <div class="page"><div class="page__head"><h1>{title}</h1></div></div>
        </Instance>
    }
    .into_any())
}
