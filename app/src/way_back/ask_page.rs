//! `/entrer/lettre`: somebody who has no device left asks for a letter. The page says the same for every address.

use super::own_address::AddressField;
use crate::{
    areas::{Market, asked},
    page::page,
    routes, session,
    ui::Notice,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};

/// `/entrer/lettre`; `note=demandee` once a letter was asked for, `note=confirmee` once an address was confirmed.
#[component]
pub fn AskPage() -> impl IntoView {
    let note = asked("note");
    page(async move { Ok(content(note.as_deref())) })
}

fn content(note: Option<&str>) -> AnyView {
    let locale = session::locale();
    let title = td_string!(locale, way_back.title);
    let done = match note {
        Some("demandee") => vec![
            td_string!(locale, way_back.asked),
            td_string!(locale, way_back.asked_hint),
        ],
        Some("confirmee") => vec![td_string!(locale, way_back.confirm_done)],
        _ => Vec::new(),
    };
    let done = (!done.is_empty()).then(|| {
        let says = done
            .into_iter()
            .map(|says| view! { <p>{says}</p> })
            .collect_view();
        view! { <Notice kind="notice--done" icon="check">{says}</Notice> }
    });
    view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <Market>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1></div>
                <div class="fields">
                    {done}
                    <p>{td_string!(locale, way_back.lead)}</p>
                    <form class="fields panel" method="post" action=routes::WAY_BACK novalidate>
                        <AddressField locale=locale label=td_string!(locale, way_back.address) hinted=false />
                        <button class="button button--big button--wide" type="submit">{td_string!(locale, way_back.send)}</button>
                    </form>
                    <p class="small">{td_string!(locale, way_back.none)}</p>
                </div>
            </div>
        </Market>
    }
    .into_any()
}
