use super::{LanguageChoice, SkipLink};
use crate::{
    i18n::Locale,
    page::{NoPage, or_signed_out},
    routes, session,
    state::House,
};
use http::request::Parts;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Body, Meta, Title};
use services::accounts::Operator;

/// The clock on the wall of whoever runs the instance: its towns may have others.
pub const OPERATOR_TIME_ZONE: &str = "Europe/Paris";

/// What every page begins with on which the instance is run. Whoever does not run it is asked to sign in.
pub struct AtInstance {
    pub house: House,
    /// Language of the texts.
    pub locale: Locale,
    /// Who works here.
    pub who: Operator,
}

impl AtInstance {
    /// Of the request that is being answered.
    pub async fn here() -> Result<Self, NoPage> {
        let (house, locale) = (House::here(), session::locale());
        let who = session::operator(&house, &session::headers())
            .await
            .map_err(or_signed_out)?;
        Ok(Self { house, locale, who })
    }
}

/// The frame of such a page.
#[component]
pub fn Instance(
    /// The page's name.
    #[prop(into)]
    title: String,
    children: Children,
) -> impl IntoView {
    let locale = session::locale();
    let here = use_context::<Parts>().map(|asked| asked.uri.path().to_owned());
    let link = |address: &'static str, words: &'static str| {
        let current = (here.as_deref() == Some(address)).then_some("page");
        view! { <a href=address aria-current=current>{words}</a> }
    };
    view! {
        <Body attr:class="hall" />
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <SkipLink />
        <header class="hall-header">
            <div class="band hall-header__inner">
                <a class="hall-header__brand" href=routes::OPERATOR>{td_string!(locale, operator.brand)}</a>
                <nav class="hall-header__nav" aria-label=td_string!(locale, operator.nav)>
                    {link(routes::OPERATOR, td_string!(locale, operator.towns))}
                    {link(routes::OPEN_TOWN, td_string!(locale, operator.open))}
                    {link(routes::OPERATOR_HEALTH, td_string!(locale, operator.health))}
                    {link(routes::OPERATOR_KEY, td_string!(locale, official_key.title))}
                </nav>
                <form class="hall-header__leave" method="post" action=routes::SIGN_OUT>
                    <button class="button button--plain" type="submit">{td_string!(locale, hall.leave)}</button>
                </form>
            </div>
        </header>
        <main id="content" tabindex="-1">{children()}</main>
        <footer class="foot"><div class="band"><LanguageChoice /></div></footer>
    }
}
