//! The town hall's bell: this phone, and an address.

use super::ringer::Ringer;
use crate::{
    page::{NoPage, or_signed_out},
    routes, session, speech,
    state::House,
    ui::FieldError,
};
use domain::text::TextError;
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{accounts::OfficialOf, notifications};

/// An address that was refused: shown again as typed.
#[derive(Clone, Debug)]
pub struct HallPosted {
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub wrong: TextError,
}

/// What the section shows.
#[derive(Clone, Debug)]
pub struct HallBell {
    key: String,
    rings: bool,
    address: String,
}

/// Looks up how the town's bell is set.
pub async fn town_bell(house: &House, who: &OfficialOf) -> Result<HallBell, NoPage> {
    let device = session::signed_in(house, &session::headers()).await.map_err(or_signed_out)?;
    let address = notifications::bell_of_town(house.db.read(), who).await?;
    Ok(HallBell {
        key: house.postbox.push_key.to_string(),
        rings: notifications::rings(house.db.read(), &device).await?,
        address: address.map(String::from).unwrap_or_default(),
    })
}

/// Who is told of orders that nobody saw.
#[component]
pub fn TownBell(
    /// How it is set.
    bell: HallBell,
) -> impl IntoView {
    let locale = session::locale();
    let posted = use_context::<HallPosted>();
    let says = posted.as_ref().map(|posted| speech::text_error(locale, posted.wrong));
    let is_wrong = says.is_some();
    let address = posted.map_or(bell.address, |posted| posted.typed);
    view! {
        <section class="section panel bell" aria-labelledby="hall-bell">
            <h2 id="hall-bell">{td_string!(locale, bell.hall_title)}</h2>
            <p>{td_string!(locale, bell.hall_lead)}</p>
            <noscript><p>{td_string!(locale, bell.needs_scripts)}</p></noscript>
            <Ringer locale=locale key=bell.key rings=bell.rings />
            <form class="fields" method="post" action=routes::TOWN_BELL novalidate>
                <div class="field">
                    <label class="field__label" for="hall-contact">{td_string!(locale, bell.hall_contact)}</label>
                    {says.map(|says| view! { <FieldError id="hall-contact-error".into() says=says /> })}
                    <input class="field__input" id="hall-contact" name="contact" type="email" autocomplete="off" value=address
                        aria-invalid=is_wrong.then_some("true")
                        aria-describedby=if is_wrong { "hall-contact-error" } else { "hall-contact-hint" } />
                    <p class="field__hint" id="hall-contact-hint">{td_string!(locale, bell.hall_contact_hint)}</p>
                </div>
                <button class="button" type="submit">{td_string!(locale, bell.save)}</button>
            </form>
        </section>
    }
}
