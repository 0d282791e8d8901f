//! What the town says: an announcement for some days, and what its page always shows.

use super::{DaysFields, Save, SentenceField};
use crate::{i18n::Locale, routes, speech};
use domain::{
    text::TextError,
    towns::{AnnouncementError, AnnouncementForm, Awning, FrontForm},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The announcement above every page of the market.
#[component]
pub(super) fn AnnouncementFields(
    locale: Locale,
    /// Whether there is one that can be taken down.
    stands: bool,
    form: AnnouncementForm,
    wrong: AnnouncementError,
) -> impl IntoView {
    let words = wrong.words.map(|why| speech::text_error(locale, why));
    view! {
        <section class="section panel" aria-labelledby="announcement">
            <form class="fields" method="post" action=routes::OUR_TOWN novalidate>
                <h2 id="announcement">{td_string!(locale, our_town.announcement)}</h2>
                <input type="hidden" name="what" value="announcement" />
                <SentenceField id="announcement-words" name="words" label=td_string!(locale, our_town.announcement_words)
                    hint=td_string!(locale, our_town.announcement_hint) typed=form.words wrong=words />
                <DaysFields locale=locale id="announced" form=form.days wrong=wrong.days hint=td_string!(locale, our_town.announced_days) />
                <Save icon="check" says=td_string!(locale, our_town.announce) />
            </form>
            {stands.then(|| view! {
                <form class="our-town__other" method="post" action=routes::OUR_TOWN>
                    <input type="hidden" name="what" value="announcement" />
                    <button class="button button--quiet" type="submit">{td_string!(locale, our_town.unannounce)}</button>
                </form>
            })}
        </section>
    }
}

/// The welcome, the colour of the canvas, and the count.
#[component]
pub(super) fn FrontFields(locale: Locale, form: FrontForm, wrong: Option<TextError>) -> impl IntoView {
    let wrong = wrong.map(|why| speech::text_error(locale, why));
    let awnings = Awning::ALL.iter().map(|awning| {
        let class = format!("our-town__canvas awning awning--small awning--{awning}");
        view! {
            <label class="our-town__awning">
                <span class=class aria-hidden="true"></span>
                <span class="check">
                    <input type="radio" name="awning" value=awning.as_str() checked=form.awning == *awning />" "{colour(locale, *awning)}
                </span>
            </label>
        }
    });
    let awnings = awnings.collect_view();
    view! {
        <section class="section panel" aria-labelledby="front">
            <form class="fields" method="post" action=routes::OUR_TOWN novalidate>
                <h2 id="front">{td_string!(locale, our_town.front)}</h2>
                <input type="hidden" name="what" value="front" />
                <SentenceField id="welcome" name="welcome" label=td_string!(locale, our_town.welcome)
                    hint=td_string!(locale, our_town.welcome_hint) typed=form.welcome wrong=wrong />
                <fieldset class="our-town__choice">
                    <legend class="field__label">{td_string!(locale, our_town.awning)}</legend>
                    <div class="our-town__awnings">{awnings}</div>
                </fieldset>
                <label class="check">
                    <input type="checkbox" name="counts" value="1" checked=form.counts />" "{td_string!(locale, our_town.counts)}
                </label>
                <Save icon="check" says=td_string!(locale, our_town.save) />
            </form>
        </section>
    }
}

fn colour(locale: Locale, awning: Awning) -> &'static str {
    match awning {
        Awning::Tomato => td_string!(locale, our_town.tomato),
        Awning::Basil => td_string!(locale, our_town.basil),
        Awning::Honey => td_string!(locale, our_town.honey),
        Awning::Slate => td_string!(locale, our_town.slate),
        Awning::Sky => td_string!(locale, our_town.sky),
        Awning::Plum => td_string!(locale, our_town.plum),
    }
}
