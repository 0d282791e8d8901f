//! What people see and may ask: pages, islands and server functions, in French and in English.

/// Texts of the interface, made from `locales/*.json` when the crate is built.
mod locales {
    #![expect(clippy::pedantic, reason = "generated")]
    include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
}

pub use locales::i18n;
