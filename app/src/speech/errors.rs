//! What needs another look: what happened, then what to do.

use crate::i18n::Locale;
use domain::{
    catalogue::{ContentError, EditError, ListingError},
    money::PriceError,
    shops::{ClosureError, DayError},
    text::TextError,
    tour::CallError,
};
use leptos_i18n::td_string;

/// What is wrong with a price.
pub fn price_error(locale: Locale, error: PriceError) -> &'static str {
    match error {
        PriceError::Missing => td_string!(locale, wrong.price_missing),
        PriceError::NotANumber => td_string!(locale, wrong.price_not_a_number),
        PriceError::Negative => td_string!(locale, wrong.price_negative),
        PriceError::Zero => td_string!(locale, wrong.price_zero),
        PriceError::TooManyDecimals => td_string!(locale, wrong.price_decimals),
        PriceError::TooHigh => td_string!(locale, wrong.price_too_high),
    }
}

/// What is wrong with a change of the shelf.
pub fn edit_error(locale: Locale, error: EditError) -> String {
    match error {
        EditError::Price(why) => price_error(locale, why).to_owned(),
        EditError::Name(why) => text_error(locale, why),
        EditError::Content(why) => content_error(locale, why).to_owned(),
        EditError::Pieces => listing_pieces(locale).to_owned(),
        EditError::Suspended => td_string!(locale, wrong.suspended).to_owned(),
    }
}

/// What is wrong with a name.
pub fn text_error(locale: Locale, error: TextError) -> String {
    match error {
        TextError::Missing => td_string!(locale, wrong.name_missing).to_owned(),
        TextError::TooLong { max } => td_string!(locale, wrong.too_long, max = max),
        TextError::NotAPhoneNumber => td_string!(locale, wrong.phone).to_owned(),
        TextError::NotAnEmail => td_string!(locale, wrong.email).to_owned(),
        TextError::NotOnline => td_string!(locale, wrong.online).to_owned(),
    }
}

/// What is wrong with words that somebody tells at length.
pub fn telling_error(locale: Locale, error: TextError) -> String {
    match error {
        TextError::Missing => td_string!(locale, wrong.words_missing).to_owned(),
        other => text_error(locale, other),
    }
}

/// What is wrong with a call that was noted.
pub fn call_error(locale: Locale, error: CallError) -> String {
    match error {
        CallError::NoDay => td_string!(locale, tour.no_day).to_owned(),
        CallError::StrangeDay => td_string!(locale, tour.strange_day).to_owned(),
        CallError::Note(why) => text_error(locale, why),
    }
}

/// What is wrong with an e-mail address.
pub fn email_error(locale: Locale, _: TextError) -> String {
    td_string!(locale, wrong.email).to_owned()
}

/// What is wrong with a phone number.
pub fn phone_error(locale: Locale, error: TextError) -> String {
    match error {
        TextError::Missing => td_string!(locale, wrong.phone_missing).to_owned(),
        TextError::TooLong { .. }
        | TextError::NotAPhoneNumber
        | TextError::NotAnEmail
        | TextError::NotOnline => td_string!(locale, wrong.phone).to_owned(),
    }
}

/// What is wrong with a day's opening hours.
pub fn day_error(locale: Locale, error: DayError) -> &'static str {
    match error {
        DayError::NotATime => td_string!(locale, wrong.not_a_time),
        DayError::Unfinished => td_string!(locale, wrong.unfinished),
        DayError::Backwards => td_string!(locale, wrong.backwards),
    }
}

/// What is wrong with how much is in a piece.
pub fn content_error(locale: Locale, error: ContentError) -> &'static str {
    match error {
        ContentError::Missing | ContentError::NotAQuantity => td_string!(locale, wrong.content),
        ContentError::TooMuch => td_string!(locale, wrong.content_too_much),
    }
}

/// The first thing that is wrong with a listing.
pub fn listing_error(locale: Locale, error: ListingError) -> Option<String> {
    let suspended = error
        .suspended
        .then(|| td_string!(locale, wrong.suspended).to_owned());
    suspended
        .or_else(|| error.price.map(|why| price_error(locale, why).to_owned()))
        .or_else(|| error.name.map(|why| text_error(locale, why)))
        .or_else(|| error.content.map(|why| content_error(locale, why).to_owned()))
        .or_else(|| error.pieces.then(|| listing_pieces(locale).to_owned()))
}

/// What is wrong with the days of a closing.
pub fn closure_error(locale: Locale, error: ClosureError) -> &'static str {
    match error {
        ClosureError::NotADay => td_string!(locale, closing.not_a_day),
        ClosureError::Backwards => td_string!(locale, closing.backwards),
        ClosureError::Over => td_string!(locale, closing.over),
        ClosureError::TooFar => td_string!(locale, closing.too_far),
    }
}

/// What is wrong with a count of pieces.
pub fn listing_pieces(locale: Locale) -> &'static str {
    td_string!(locale, wrong.pieces)
}
