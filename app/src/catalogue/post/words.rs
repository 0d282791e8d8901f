//! What the counter's post says where no product is shown: what waits and why, what is to be done by hand, and what became
//! of a change.

use super::{Post, Standstill};
use crate::{
    browser::network::Trouble,
    i18n::Locale,
    routes, speech,
    ui::{Icon, Notice},
};
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
        Standstill::Trouble(Trouble::Shut) => td_string!(locale, capture.shut),
        Standstill::Trouble(Trouble::Suspended) => td_string!(locale, capture.suspended),
        Standstill::Trouble(Trouble::Unwell) => td_string!(locale, capture.unwell),
    }
}

/// The same of this post: whoever only lends a hand has no code of their own to scan again.
pub fn held_up(locale: Locale, post: Post, why: Standstill) -> &'static str {
    match why {
        Standstill::SignedOut if post.lends => td_string!(locale, capture.help_over),
        why => standstill(locale, why),
    }
}

/// How much waits and why; nothing while all goes well, for then it is over in a moment.
pub fn waits(locale: Locale, post: Post) -> Option<String> {
    let why = post.standstill.get()?;
    let changes = post.wishes.get();
    let says = match post.waiting() {
        0 => return None,
        1 => td_string!(locale, post.waiting_one).to_owned(),
        count if count == changes => td_string!(locale, shelf.waiting, count = count),
        count => td_string!(locale, post.waiting, count = count),
    };
    Some(format!("{says} {}", held_up(locale, post, why)))
}

/// What else the page has to say of this phone: it has no room, or it holds another shop's things.
pub fn warnings(locale: Locale, post: Post) -> Vec<String> {
    let room = post
        .lacks_room()
        .then(|| td_string!(locale, capture.no_room).to_owned());
    let strangers = match post.strangers.get() {
        0 => None,
        1 => Some(td_string!(locale, capture.strangers_one).to_owned()),
        count => Some(td_string!(locale, capture.strangers, count = count)),
    };
    room.into_iter().chain(strangers).collect()
}

/// Pictures that have to be taken again, with the way to where that is done.
#[component]
pub fn Redo(locale: Locale, post: Post) -> impl IntoView {
    let says = move || match post.to_redo() {
        0 => None,
        1 => Some(td_string!(locale, post.redo_one).to_owned()),
        count => Some(td_string!(locale, post.redo, count = count)),
    };
    view! {
        <div class="notice" role="status" hidden=move || says().is_none()>
            <Icon name="camera" />
            <div class="notice__body"><p>{says}" "<a href=routes::COUNTER>{td_string!(locale, post.redo_where)}</a></p></div>
        </div>
    }
}

/// What the market answered, when it is not what was wished: a change that was made on the shelf may leave from any
/// other page, and its answer is for whoever holds the phone then.
#[component]
pub fn Heard(locale: Locale, post: Post) -> impl IntoView {
    let heard = RwSignal::new(Vec::<String>::new());
    Effect::new(move |_| {
        let answers = post.hear().into_iter();
        let says: Vec<String> = answers
            .filter_map(|answer| outcome_in_words(locale, answer.outcome))
            .collect();
        if !says.is_empty() {
            heard.update(|all| all.extend(says));
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
