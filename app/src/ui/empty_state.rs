use leptos::prelude::*;

/// A single-line ink drawing.
#[derive(Clone, Copy)]
pub enum Drawing {
    EmptyBasket,
    EmptyStall,
    NoOrders,
    NotFound,
}

impl Drawing {
    const fn file(self) -> &'static str {
        match self {
            Self::EmptyBasket => "empty-basket",
            Self::EmptyStall => "empty-stall",
            Self::NoOrders => "no-orders",
            Self::NotFound => "not-found",
        }
    }
}

/// A page or section with nothing in it yet: a drawing, a title, what to do.
#[component]
pub fn EmptyState(
    /// The page's heading.
    #[prop(into)]
    title: String,
    /// What is drawn above it.
    drawing: Drawing,
    children: Children,
) -> impl IntoView {
    let drawing = format!("/drawings/{}.svg#ink", drawing.file());
    view! {
        <div class="page page--narrow">
            <div class="empty-state">
                <svg class="drawing" viewBox="0 0 240 160" aria-hidden="true"><use href=drawing /></svg>
                <h1 class="empty-state__title">{title}</h1>
                {children()}
            </div>
        </div>
    }
}

/// A part of a page with nothing in it yet.
#[component]
pub fn EmptyPart(
    /// Its heading.
    title: String,
    /// What is drawn above it.
    drawing: Drawing,
    /// What to do.
    words: String,
) -> impl IntoView {
    let drawing = format!("/drawings/{}.svg#ink", drawing.file());
    view! {
        <div class="empty-state">
            <svg class="drawing" viewBox="0 0 240 160" aria-hidden="true"><use href=drawing /></svg>
            <h2 class="empty-state__title">{title}</h2>
            <p>{words}</p>
        </div>
    }
}
