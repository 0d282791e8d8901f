//! What the counter's post says where no product is shown: why nothing leaves, and what became of a change.

use super::{Post, Standstill};
use crate::{browser::network::Trouble, i18n::Locale, speech, ui::Notice};
use domain::catalogue::Outcome;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Why nothing leaves, and what happens then.
pub fn standstill(locale: Locale, why: Standstill) -> &'static str {
    match why {
        Standstill::SignedOut => td_string!(locale, capture.signed_out),
        Standstill::Trouble(Trouble::NoNetwork) => td_string!(locale, capture.waiting),
        Standstill::Trouble(Trouble::Slow) => td_string!(locale, capture.slow),
        Standstill::Trouble(Trouble::Busy) => td_string!(locale, capture.busy),
        Standstill::Trouble(Trouble::Heavy) => td_string!(locale, capture.heavy),
        Standstill::Trouble(Trouble::Suspended) => td_string!(locale, capture.suspended),
        Standstill::Trouble(Trouble::Unwell) => td_string!(locale, capture.unwell),
    }
}

/// What the market answered, when it is not what was wished: a change that was made on the shelf may leave from any
/// other page, and its answer is for whoever holds the phone then.
#[component]
pub fn Heard(locale: Locale, post: Post) -> impl IntoView {
    let heard = RwSignal::new(Vec::<String>::new());
    Effect::new(move |_| {
        if let Some(says) = post
            .answered
            .get()
            .and_then(|(_, outcome)| outcome_in_words(locale, outcome))
        {
            heard.update(|all| all.push(says));
        }
    });
    let notice = |says: String| view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> };
    view! { {move || heard.get().into_iter().map(notice).collect_view()} }
}

fn outcome_in_words(locale: Locale, outcome: Outcome) -> Option<String> {
    match outcome {
        Outcome::Done => None,
        Outcome::Later(price) => {
            let price = speech::euros(locale, price.cents());
            Some(td_string!(locale, post.later, price = price))
        }
        Outcome::Refused(why) => Some(speech::edit_error(locale, why)),
        Outcome::Gone => Some(td_string!(locale, post.gone).to_owned()),
    }
}
