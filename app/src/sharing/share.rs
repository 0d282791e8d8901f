//! A shopper's button. Its markup is the server's; the island only wakes it, so that it weighs almost nothing.

use crate::browser::share;
use leptos::prelude::*;

/// Wakes the button beside it.
#[island]
pub fn WakeShare() -> impl IntoView {
    Effect::new(|_| share::wake());
}
