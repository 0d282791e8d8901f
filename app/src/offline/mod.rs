//! The counter without a network: what its frame says then, the page that stands in for one that the phone never saw,
//! and the way onto the home screen. What is kept, and when, is the worker's affair: `server/src/workers/counter.js`.

#[cfg(any(feature = "ssr", feature = "counter"))]
mod contact;
#[cfg(any(feature = "ssr", feature = "counter"))]
mod install_button;
#[cfg(feature = "ssr")]
mod install_page;
#[cfg(feature = "ssr")]
mod offline_page;
#[cfg(any(feature = "ssr", feature = "counter"))]
mod standing;

#[cfg(any(feature = "ssr", feature = "counter"))]
pub use contact::{Contact, Shown};
#[cfg(feature = "ssr")]
pub use install_page::InstallPage;
#[cfg(feature = "ssr")]
pub use offline_page::OfflinePage;

/// More was shared with Halle than is read without a worker, in words.
#[cfg(feature = "ssr")]
pub fn too_much(locale: crate::i18n::Locale) -> &'static str {
    leptos_i18n::td_string!(locale, offline.share_too_much)
}
