//! What the shelf says above its products.

use super::Shelf;
use crate::{
    catalogue::post::{Redo, waits, warnings},
    ui::Notice,
};
use leptos::prelude::*;

/// What waits on the phone and why, what is to be done by hand, and what was answered.
#[component]
pub(super) fn Standing(shelf: Shelf) -> impl IntoView {
    let Shelf { locale, post, .. } = shelf;
    let says = move || {
        let answer = shelf.says.get();
        warnings(locale, post).into_iter().chain(answer)
    };
    view! {
        {move || waits(locale, post).map(|says| view! { <Notice icon="clock"><p>{says}</p></Notice> })}
        {move || says().map(|says| view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> }).collect_view()}
        <Redo locale=locale post=post />
    }
}
