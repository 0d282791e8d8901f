//! `/entrer/lettre/{secret}`: where a letter's link leads. It only shows what the link opens, because mail programs open links;
//! a button goes through.

use super::{WHO, place};
use crate::{
    areas::Market,
    i18n::Locale,
    page::{NoPage, page, param},
    routes, session,
    state::House,
    ui::{Drawing, EmptyState},
};
use domain::text::Email;
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::{
    accounts::{
        InvitationRefused,
        way_back::{self, Access, Opens},
    },
    error::Error,
    secret::Secret,
};

/// `/entrer/lettre/{secret}`
#[component]
pub fn LinkPage() -> impl IntoView {
    let secret = param("secret");
    page(async move { content(&secret).await })
}

async fn content(secret: &str) -> Result<AnyView, NoPage> {
    let (house, locale) = (House::here(), session::locale());
    let now = house.clock.now();
    let link = routes::letter(secret);
    match way_back::look(house.db.read(), &Secret::presented(secret), now).await {
        Ok(Opens::Confirms(access, address)) => Ok(confirms(locale, link, &access, &address).into_any()),
        Ok(Opens::Enters(accesses)) => Ok(enters(locale, &link, &accesses).into_any()),
        Err(Error::Refused(InvitationRefused::Used)) => Ok(closed(locale, StatusCode::GONE, true).into_any()),
        Err(Error::Refused(InvitationRefused::Expired)) => {
            Ok(closed(locale, StatusCode::GONE, false).into_any())
        }
        // Nobody made it, or it is forgotten by now.
        Err(Error::NotFound) => Ok(closed(locale, StatusCode::NOT_FOUND, false).into_any()),
        Err(Error::Failed(failed)) => Err(failed.into()),
    }
}

fn confirms(locale: Locale, link: String, access: &Access, address: &Email) -> impl IntoView + use<> {
    let title = td_string!(locale, way_back.confirm_title);
    let lead = td_string!(
        locale,
        way_back.confirm_lead,
        address = address.to_string(),
        place = place(locale, access)
    );
    view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <Market>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p class="page__lead">{lead}</p></div>
                <div class="fields">
                    <form method="post" action=link>
                        <button class="button button--big button--wide" type="submit">{td_string!(locale, way_back.confirm_yes)}</button>
                    </form>
                    <p class="small">{td_string!(locale, way_back.confirm_no)}</p>
                </div>
            </div>
        </Market>
    }
}

fn enters(locale: Locale, link: &str, accesses: &[Access]) -> impl IntoView + use<> {
    let title = td_string!(locale, way_back.enter_title);
    let buttons = accesses.iter().map(|access| {
        view! {
            <form method="post" action=link.to_owned()>
                <input type="hidden" name=WHO value=access.member.to_string() />
                <button class="button button--big button--wide" type="submit">
                    {td_string!(locale, way_back.enter, place = place(locale, access))}
                </button>
            </form>
        }
    });
    let buttons = buttons.collect_view();
    view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <Market>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p class="page__lead">{td_string!(locale, way_back.enter_lead)}</p></div>
                <div class="fields">
                    {buttons}
                    <p class="small">{td_string!(locale, way_back.enter_no)}</p>
                </div>
            </div>
        </Market>
    }
}

fn closed(locale: Locale, status: StatusCode, used: bool) -> impl IntoView + use<> {
    let (title, words) = if used {
        (
            td_string!(locale, way_back.used_title),
            td_string!(locale, way_back.used),
        )
    } else {
        (
            td_string!(locale, way_back.over_title),
            td_string!(locale, way_back.over),
        )
    };
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
    view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <Market>
            <EmptyState title=title drawing=Drawing::NotFound>
                <p>{words}</p>
                <div class="empty-state__actions"><a class="button" href=routes::WAY_BACK>{td_string!(locale, way_back.title)}</a></div>
            </EmptyState>
        </Market>
    }
}
