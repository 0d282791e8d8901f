//! What must be read where alcohol is sold online.

use crate::i18n::Locale;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Across the whole page, on the market's first page and where alcohol is about to be ordered (arrêté du 17 octobre 2016; Code
/// de la santé publique, art. L3342-1, L3353-3 and L3323-4).
#[component]
pub fn AlcoholBanner(
    locale: Locale,
    /// Under the picture of a town, where no awning hangs over it.
    #[prop(default = false)]
    slim: bool,
) -> impl IntoView {
    let class = if slim {
        "alcohol-banner alcohol-banner--slim"
    } else {
        "alcohol-banner"
    };
    view! {
        <aside class=class aria-label=td_string!(locale, alcohol.label)>
            <p><strong>{td_string!(locale, alcohol.minors)}</strong></p>
            <p>{td_string!(locale, alcohol.health)}</p>
        </aside>
    }
}
