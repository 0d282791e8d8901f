//! What people read when they are not looking: letters, and the few words of a notification. The facts come from
//! `services::notifications`; here they become words.

mod access;
mod decision;
mod order;
mod report;
mod ring;
mod shop;
#[cfg(test)]
mod tests;
mod withdrawal;

use crate::i18n::Locale;
use askama::Template;
use domain::towns::{Awning, Town};
use services::{
    error::Failed,
    notifications::{Letter, Wish},
};

pub use ring::notification;

/// A letter before it is laid out.
#[derive(Clone, Debug, Default)]
struct Page {
    subject: String,
    /// What the house calls itself.
    sign: String,
    title: String,
    /// The first sentences.
    lead: Vec<String>,
    code: Option<CodeBox>,
    cards: Vec<Card>,
    /// Where it leads.
    action: Option<Link>,
    /// Why one gets it.
    foot: String,
}

/// The shopper's code, as on the order's page.
#[derive(Clone, Debug)]
struct CodeBox {
    label: String,
    code: String,
    hint: String,
}

/// One shop.
#[derive(Clone, Debug)]
struct Card {
    title: String,
    /// In a word or two, where it stands.
    state: String,
    colour: &'static str,
    says: Vec<String>,
    lines: Vec<Line>,
    link: Option<Link>,
}

#[derive(Clone, Debug)]
struct Line {
    what: String,
    price: String,
}

#[derive(Clone, Debug)]
struct Link {
    words: String,
    url: String,
}

/// The colours of `style/tokens.css` as mail programs understand them.
const BASIL: &str = "#2b7440";
const BEET: &str = "#a52051";
const INK_SOFT: &str = "#4c535e";

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'p> {
    lang: &'p str,
    canvas: &'static str,
    subject: &'p str,
    sign: &'p str,
    title: &'p str,
    lead: &'p [String],
    code: Option<&'p CodeBox>,
    cards: &'p [Card],
    action: Option<&'p Link>,
    foot: &'p str,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Text<'p> {
    title: &'p str,
    lead: &'p [String],
    code: Option<&'p CodeBox>,
    cards: &'p [Card],
    action: Option<&'p Link>,
    foot: &'p str,
}

/// The letter that tells what there is to tell; `base_url` is how people reach this instance.
pub fn letter(base_url: &str, locale: &str, wish: &Wish) -> Result<Letter, Failed> {
    let locale = language(locale);
    let page = match wish {
        Wish::Order(letter) => order::page(base_url, locale, letter),
        Wish::Withdrawn(letter) => withdrawal::page(base_url, locale, letter),
        Wish::Report(letter) => report::page(base_url, locale, letter),
        Wish::Decided(letter) => decision::page(base_url, locale, letter),
        Wish::Access(letter) => access::page(base_url, locale, letter),
        Wish::StillUnseen(share) => shop::to_second_contact(base_url, locale, share),
        Wish::NobodySaw(share) => shop::to_town_hall(base_url, locale, share),
    };
    let lang = locale.to_string();
    let html = Html {
        lang: &lang,
        canvas: canvas(town_of(wish)),
        subject: &page.subject,
        sign: &page.sign,
        title: &page.title,
        lead: &page.lead,
        code: page.code.as_ref(),
        cards: &page.cards,
        action: page.action.as_ref(),
        foot: &page.foot,
    };
    let text = Text {
        title: &page.title,
        lead: &page.lead,
        code: page.code.as_ref(),
        cards: &page.cards,
        action: page.action.as_ref(),
        foot: &page.foot,
    };
    Ok(Letter {
        html: html.render().map_err(Failed::new)?,
        text: text.render().map_err(Failed::new)?,
        subject: page.subject,
        locale: lang,
    })
}

/// The stripe of the town's own canvas (`style/layout.css`); no text stands on it.
const fn canvas(town: &Town) -> &'static str {
    match town.front.awning {
        Awning::Tomato => "#cc3529",
        Awning::Basil => BASIL,
        Awning::Honey => "#ebbd57",
        Awning::Slate => "#4b5763",
        Awning::Sky => "#3a80b7",
        Awning::Plum => BEET,
    }
}

fn town_of(wish: &Wish) -> &Town {
    match wish {
        Wish::Order(letter) => &letter.town,
        Wish::Withdrawn(letter) => &letter.town,
        Wish::Report(letter) => &letter.town,
        Wish::Decided(letter) => &letter.town,
        Wish::Access(letter) => &letter.town,
        Wish::StillUnseen(share) | Wish::NobodySaw(share) => &share.town,
    }
}

/// The language that was kept; French when it is none of ours.
fn language(kept: &str) -> Locale {
    match kept {
        "en" => Locale::en,
        _ => Locale::fr,
    }
}
