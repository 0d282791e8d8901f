use leptos::prelude::*;

/// A line drawing from the sprite; always beside a word.
#[component]
pub fn Icon(
    /// Its id in `icons.svg`.
    name: &'static str,
) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use href=format!("/icons.svg#{name}") /></svg> }
}
