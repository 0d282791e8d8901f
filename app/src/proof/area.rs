//! The two places at whose doors a code is asked for.

use crate::{i18n::Locale, routes};
use http::request::Parts;
use leptos::prelude::use_context;
use leptos_i18n::td_string;

/// Where somebody works who proves who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The town hall.
    TownHall,
    /// Where the whole instance is run.
    Instance,
}

impl Area {
    /// The one in which an address lies.
    pub fn of(path: &str) -> Option<Self> {
        let all = [Self::TownHall, Self::Instance];
        all.into_iter().find(|area| routes::lies_in(path, area.home()))
    }

    /// That of the page that is being drawn.
    pub(super) fn here() -> Self {
        let asked = use_context::<Parts>();
        asked
            .and_then(|asked| Self::of(asked.uri.path()))
            .unwrap_or(Self::TownHall)
    }

    /// Its first page.
    pub const fn home(self) -> &'static str {
        match self {
            Self::TownHall => routes::TOWN_HALL,
            Self::Instance => routes::OPERATOR,
        }
    }

    /// Where a key is set up.
    pub const fn key(self) -> &'static str {
        match self {
            Self::TownHall => routes::OFFICIAL_KEY,
            Self::Instance => routes::OPERATOR_KEY,
        }
    }

    /// Where a device proves itself.
    pub const fn proof(self) -> &'static str {
        match self {
            Self::TownHall => routes::PROOF,
            Self::Instance => routes::OPERATOR_PROOF,
        }
    }

    /// The same, on the way to another of its pages.
    pub fn proving(self, to: &str) -> String {
        routes::asking(self.proof(), "vers", to)
    }

    /// Where somebody wanted to go: one of its pages, and nowhere else.
    pub fn wanted(self, to: &str) -> String {
        let path = to.split('?').next().unwrap_or_default();
        let is_ours = routes::lies_in(path, self.home())
            && to
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"/?&=-_.%+".contains(&byte));
        if is_ours { to } else { self.home() }.to_owned()
    }

    /// Why there is a key.
    pub(super) fn key_lead(self, locale: Locale) -> &'static str {
        match self {
            Self::TownHall => td_string!(locale, official_key.lead),
            Self::Instance => td_string!(locale, operator.key_lead),
        }
    }

    /// What helps whoever lost everything.
    pub(super) fn lost(self, locale: Locale) -> &'static str {
        match self {
            Self::TownHall => td_string!(locale, official_proof.lost),
            Self::Instance => td_string!(locale, operator.lost),
        }
    }

    /// The way back.
    pub(super) fn back(self, locale: Locale) -> &'static str {
        match self {
            Self::TownHall => td_string!(locale, hall.back),
            Self::Instance => td_string!(locale, operator.back),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_leads_to_a_page_of_the_same_place_and_nowhere_else() {
        for ours in [
            "/mairie",
            "/mairie/etals?commerce=0199-a",
            "/mairie?commerce=ajoute",
        ] {
            assert_eq!(Area::TownHall.wanted(ours), ours);
            assert_eq!(Area::Instance.wanted(ours), "/exploitant");
        }
        assert_eq!(
            Area::Instance.wanted("/exploitant?ville=dourdan"),
            "/exploitant?ville=dourdan"
        );
        for other in [
            "",
            "/",
            "//evil.example",
            "/mairie@evil.example",
            "https://evil.example",
            "/mairie/\r\nx: y",
            "/mairieuse",
        ] {
            assert_eq!(Area::TownHall.wanted(other), "/mairie", "{other}");
        }
    }

    #[test]
    fn a_town_may_be_called_nearly_so() {
        assert_eq!(Area::of("/mairie/cle"), Some(Area::TownHall));
        assert_eq!(Area::of("/exploitant"), Some(Area::Instance));
        assert_eq!(Area::of("/mairieux"), None);
    }
}
