//! Who asks: the session's cookie and the guards that follow from it, and the language that the browser prefers.

use crate::{i18n::Locale, proof::Area, state::House};
use http::{HeaderMap, header, request::Parts};
use leptos::prelude::use_context;
use services::{
    accounts::{self, Browser, MerchantOf, NewSession, OfficialOf, Operator, ShelfOf, SignedIn, Unproven},
    error::Error,
    orders::Placer,
    secret::Secret,
};

/// Over TLS the prefix makes browsers refuse a cookie that another host or path tries to plant.
const SECURE_COOKIE: &str = "__Host-halle";
const PLAIN_COOKIE: &str = "halle";
const SECURE_LANGUAGE: &str = "__Host-halle-langue";
const PLAIN_LANGUAGE: &str = "halle-langue";
/// A year.
const LANGUAGE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The cookie that keeps a device signed in.
pub fn cookie(house: &House, session: &NewSession) -> String {
    let seconds = (session.expires_at - house.clock.now()).num_seconds();
    format!(
        "{}={}; Max-Age={seconds}; {}",
        name(house),
        session.secret.reveal(),
        attributes(house)
    )
}

/// The cookie that remembers a language chosen by hand: set for nobody else, it holds the language and nothing more.
pub fn language_cookie(house: &House, language: Locale) -> String {
    let name = if is_secure(house) {
        SECURE_LANGUAGE
    } else {
        PLAIN_LANGUAGE
    };
    format!(
        "{name}={}; Max-Age={LANGUAGE_SECONDS}; {}",
        word(language),
        attributes(house)
    )
}

/// Whether these headers' cookies say which language was chosen, and nothing else: such a browser is a stranger's.
pub fn has_only_language(headers: &HeaderMap) -> bool {
    cookies(headers).all(|pair| language_of_cookie(pair).is_some())
}

fn chosen(headers: &HeaderMap) -> Option<Locale> {
    cookies(headers).find_map(language_of_cookie)
}

fn language_of_cookie(pair: &str) -> Option<Locale> {
    let (name, value) = pair.split_once('=')?;
    [SECURE_LANGUAGE, PLAIN_LANGUAGE]
        .contains(&name)
        .then(|| language(value))?
}

/// One of our languages by its word: "en".
pub fn language(word: &str) -> Option<Locale> {
    match word {
        "fr" => Some(Locale::fr),
        "en" => Some(Locale::en),
        _ => None,
    }
}

/// Pairs of names and values. What is no text counts as a pair that nobody knows.
fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .flat_map(|value| value.to_str().unwrap_or("?").split(';').map(str::trim))
}

/// The cookie that forgets.
pub fn forget_cookie(house: &House) -> String {
    format!("{}=; Max-Age=0; {}", name(house), attributes(house))
}

fn is_secure(house: &House) -> bool {
    house.base_url.starts_with("https:")
}

fn name(house: &House) -> &'static str {
    if is_secure(house) {
        SECURE_COOKIE
    } else {
        PLAIN_COOKIE
    }
}

fn attributes(house: &House) -> &'static str {
    if is_secure(house) {
        "Path=/; HttpOnly; SameSite=Lax; Secure"
    } else {
        "Path=/; HttpOnly; SameSite=Lax"
    }
}

/// Whether the device that sent these headers was signed in by us, now or once. Asks no database.
pub fn has_cookie(house: &House, headers: &HeaderMap) -> bool {
    presented(house, headers).is_some()
}

/// What the device that sent these headers shows of itself, signed in or not: to tell devices apart, and for nothing else.
pub fn device(house: &House, headers: &HeaderMap) -> Option<String> {
    presented(house, headers).map(|secret| secret.hash())
}

/// The secret that a browser holds, whether it opens something or not.
pub fn presented(house: &House, headers: &HeaderMap) -> Option<Secret> {
    let wanted = format!("{}=", name(house));
    cookies(headers).find_map(|pair| pair.strip_prefix(&wanted).map(Secret::presented))
}

/// The browser that sent these headers, as somebody comes in on it; `earlier` is what it holds already.
pub fn browser<'b>(headers: &'b HeaderMap, earlier: Option<&'b Secret>) -> Browser<'b> {
    let device = headers
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    Browser { device, earlier }
}

/// Who is signed in on the device that sent these headers.
pub async fn signed_in(house: &House, headers: &HeaderMap) -> Result<SignedIn, Error> {
    let secret = presented(house, headers).ok_or(Error::NotFound)?;
    accounts::signed_in(house.db.read(), &secret, house.clock.now()).await
}

/// The merchant who sent these headers.
pub async fn merchant(house: &House, headers: &HeaderMap) -> Result<MerchantOf, Error> {
    signed_in(house, headers).await?.merchant(house.db.read()).await
}

/// Whoever works at a shelf and sent these headers: its merchant, or who lends a hand there.
pub async fn at_shelf(house: &House, headers: &HeaderMap) -> Result<ShelfOf, Error> {
    signed_in(house, headers).await?.shelf(house.db.read()).await
}

/// The official who sent these headers.
pub async fn official(house: &House, headers: &HeaderMap) -> Result<OfficialOf, Error> {
    signed_in(house, headers).await?.official(house.db.read()).await
}

/// Whoever runs this instance, if they sent these headers.
pub async fn operator(house: &House, headers: &HeaderMap) -> Result<Operator, Error> {
    signed_in(house, headers).await?.operator(house.db.read()).await
}

/// Whoever works there and sent these headers, whether the device proved itself or not.
pub async fn unproven(house: &House, headers: &HeaderMap, area: Area) -> Result<Unproven, Error> {
    let who = signed_in(house, headers).await?;
    match area {
        Area::TownHall => who.unproven(house.db.read()).await,
        Area::Instance => who.unproven_operator(house.db.read()).await,
    }
}

/// As whom this browser sends an order: whoever is signed in as an official or a merchant enters it for somebody.
pub async fn placer(house: &House, headers: &HeaderMap) -> Result<Placer, Error> {
    let who = match signed_in(house, headers).await {
        Ok(who) => who,
        Err(Error::NotFound) => return Ok(Placer::Shopper),
        Err(other) => return Err(other),
    };
    match who.official(house.db.read()).await {
        Ok(who) => return Ok(Placer::Official(who)),
        Err(Error::NotFound) => {}
        Err(other) => return Err(other),
    }
    match who.merchant(house.db.read()).await {
        Ok(who) => Ok(Placer::Merchant(who)),
        Err(Error::NotFound) => Ok(Placer::Shopper),
        Err(other) => Err(other),
    }
}

/// The headers of the request that is being answered.
pub fn headers() -> HeaderMap {
    use_context::<Parts>()
        .map(|parts| parts.headers)
        .unwrap_or_default()
}

/// The language of the request that is being answered.
pub fn locale() -> Locale {
    locale_of(&headers())
}

/// The language that somebody chose by hand on this device; else the first of ours in the browser's list; French when none
/// is in it.
pub fn locale_of(headers: &HeaderMap) -> Locale {
    chosen(headers).unwrap_or_else(|| preferred(headers))
}

fn preferred(headers: &HeaderMap) -> Locale {
    let list = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    list.split(',')
        .find_map(|entry| match entry.trim().split(['-', ';']).next() {
            Some("fr") => Some(Locale::fr),
            Some("en") => Some(Locale::en),
            _ => None,
        })
        .unwrap_or_default()
}

/// The same as messages to a shopper are marked with: "fr".
pub fn language_of(headers: &HeaderMap) -> &'static str {
    word(locale_of(headers))
}

/// "fr".
pub const fn word(language: Locale) -> &'static str {
    match language {
        Locale::fr => "fr",
        Locale::en => "en",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_first_known_language_is_spoken() {
        let of = |list: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, list.parse().unwrap());
            locale_of(&headers)
        };
        assert_eq!(of("en-GB,en;q=0.9,fr;q=0.8"), Locale::en);
        assert_eq!(of("de, fr-CH;q=0.9, en;q=0.8"), Locale::fr);
        assert_eq!(of("zh"), Locale::fr);
        assert_eq!(locale_of(&HeaderMap::new()), Locale::fr);
    }

    #[test]
    fn what_was_chosen_by_hand_comes_before_what_the_browser_prefers() {
        let of = |cookie: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, "fr".parse().unwrap());
            headers.insert(header::COOKIE, cookie.parse().unwrap());
            (locale_of(&headers), has_only_language(&headers))
        };
        assert_eq!(of("__Host-halle-langue=en"), (Locale::en, true));
        assert_eq!(of("halle-langue=en"), (Locale::en, true));
        assert_eq!(of("halle-langue=tlh"), (Locale::fr, false));
        assert_eq!(of("halle=secret; halle-langue=en"), (Locale::en, false));
        assert_eq!(of("other=en"), (Locale::fr, false));
    }
}
