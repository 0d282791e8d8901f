//! What somebody chooses before a paper is drawn: the sheet, and the language of its words.

use super::PAPERS;
use crate::i18n::Locale;
use ::printing::Paper;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// A4 or A5, for a poster.
#[component]
pub(super) fn PosterPapers(locale: Locale) -> impl IntoView {
    let papers = PAPERS.map(|(word, paper)| {
        let (picture, says) = match paper {
            Paper::A4 => ("poster", td_string!(locale, printing.paper_a4)),
            Paper::A5 => ("small-poster", td_string!(locale, printing.paper_a5)),
        };
        view! { <PaperChoice word=word picture=picture says=says first=word == PAPERS[0].0 /> }
    });
    view! {
        <fieldset>
            <legend class="field__label">{td_string!(locale, printing.format)}</legend>
            <div class="paper-choice">{papers.into_iter().collect_view()}</div>
        </fieldset>
    }
}

/// Each language by its own name: whoever looks for one reads that one.
#[component]
pub(super) fn PaperLanguage(
    /// Of the page, and the one that is chosen.
    locale: Locale,
    /// "Langue de l’affiche".
    legend: &'static str,
) -> impl IntoView {
    let languages = [(Locale::fr, "Français"), (Locale::en, "English")].map(|(language, name)| {
        view! {
            <label class="check">
                <input type="radio" name="langue" value=language.to_string() checked=language == locale />
                " "<span lang=language.to_string()>{name}</span>
            </label>
        }
    });
    view! {
        <fieldset>
            <legend class="field__label">{legend}</legend>
            <div class="papers__row">{languages.into_iter().collect_view()}</div>
        </fieldset>
    }
}

/// A sheet to choose, with its picture.
#[component]
pub(super) fn PaperChoice(
    /// In the address.
    word: &'static str,
    /// Its id in `papers.svg`.
    picture: &'static str,
    /// What it is.
    says: &'static str,
    /// Whether it is chosen until somebody chooses.
    first: bool,
) -> impl IntoView {
    view! {
        <label class="paper-choice__one">
            <svg class="paper-choice__picture" viewBox="0 0 64 64" aria-hidden="true"><use href=format!("/papers.svg#{picture}") /></svg>
            <span class="paper-choice__words">
                <input type="radio" name="format" value=word checked=first />" "{says}
            </span>
        </label>
    }
}
