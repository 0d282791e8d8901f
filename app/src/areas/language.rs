use crate::{i18n::Locale, routes, session};
use http::request::Parts;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The languages by their own names.
const LANGUAGES: [(Locale, &str); 2] = [(Locale::fr, "Français"), (Locale::en, "English")];

/// The choice of a language by hand, at the foot of every page. It leads back to the page it stands on.
#[component]
pub fn LanguageChoice() -> impl IntoView {
    let locale = session::locale();
    let here = use_context::<Parts>()
        .and_then(|asked| asked.uri.path_and_query().map(ToString::to_string))
        .unwrap_or_default();
    let choices = LANGUAGES.map(|(language, name)| {
        let word = session::word(language);
        if language == locale {
            view! { <span class="language__name" aria-current="true">{name}</span> }.into_any()
        } else {
            view! { <button class="language__name" type="submit" name="langue" value=word lang=word>{name}</button> }
                .into_any()
        }
    });
    view! {
        <form class="language" method="post" action=routes::LANGUAGE aria-label=td_string!(locale, page.language)>
            <input type="hidden" name="ou" value=here />
            {choices.into_iter().collect_view()}
        </form>
    }
}
