use fast_qr::{QRBuilder, convert::Builder, convert::svg::SvgBuilder};
use leptos::prelude::*;

/// A QR code as inline SVG; medium error correction survives a scratched screen and a cheap printer.
#[component]
pub fn Qr(
    /// What it holds.
    holds: String,
    /// What it is for, to those who cannot see it.
    label: String,
    /// `qr--big` or nothing.
    #[prop(default = "")]
    size: &'static str,
) -> impl IntoView {
    let drawn = QRBuilder::new(holds)
        .ecl(fast_qr::ECL::M)
        .build()
        .map(|code| SvgBuilder::default().margin(2).to_str(&code));
    // Only a text of more than two kilobytes does not fit: the link beside it then has to do.
    drawn.ok().map(
        |svg| view! { <div class=format!("qr {size}") role="img" aria-label=label inner_html=svg></div> },
    )
}
