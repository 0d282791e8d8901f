use domain::{photos::Photo, shops::ShopKind};
use leptos::prelude::*;

/// A square picture that lets the browser choose its size, or the drawing of the shop's kind while there is none.
#[component]
pub fn Picture(
    /// None until it has arrived.
    photo: Option<Photo>,
    /// Draws what stands in.
    kind: ShopKind,
    /// How wide it is shown, as a `sizes` attribute.
    sizes: &'static str,
    /// Empty when the name stands beside it.
    #[prop(default = String::new())]
    alt: String,
    /// The largest picture of the page is fetched first; the others when they come near.
    #[prop(default = false)]
    first: bool,
) -> impl IntoView {
    let Some(photo) = photo else {
        return view! { <KindPicture kind=kind class="photo__kind" /> }.into_any();
    };
    let blur = photo.placeholder.clone();
    view! {
        {blur.map(|blur| view! { <img class="photo__image photo__blur" src=blur alt="" aria-hidden="true" /> })}
        <picture>
            <source type="image/webp" srcset=photo.srcset("webp") sizes=sizes />
            <img
                class="photo__image"
                src=photo.url(640, "jpg")
                srcset=photo.srcset("jpg")
                sizes=sizes
                alt=alt
                width=photo.width.to_string()
                height=photo.height.to_string()
                loading=(!first).then_some("lazy")
                fetchpriority=first.then_some("high")
                decoding="async"
            />
        </picture>
    }
    .into_any()
}

/// The line drawing of a kind of shop.
#[component]
pub fn KindPicture(
    /// Which.
    kind: ShopKind,
    /// The class that gives it its place and its stroke.
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=class viewBox="0 0 48 48" aria-hidden="true"><use href=format!("/kinds.svg#{kind}") /></svg>
    }
}
