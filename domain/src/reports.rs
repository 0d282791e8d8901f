//! What somebody of the public reports: that something on the market should not be there (Regulation (EU) 2022/2065, art.
//! 16). Which page, why, and how long it is known who said so.

use crate::text::{Email, Name, Telling, TextError, optional};
use chrono::{DateTime, Duration, Utc};
use thiserror::Error;

words! {
    /// What it is about, in the order in which it is asked.
    Concern {
        /// Something that nobody may sell, or that is dangerous.
        Forbidden = "forbidden",
        /// A copy that pretends to be another maker's.
        Counterfeit = "counterfeit",
        /// A price or a description that is not true.
        Untrue = "untrue",
        /// Alcohol, or something else that not everybody may buy at their age.
        Age = "age",
        /// A picture, a text or a sign that is somebody else's.
        Rights = "rights",
        /// A picture of somebody, or something about them.
        Person = "person",
        /// None of these.
        Other = "other",
    }
}

/// How long who reported is remembered once it was decided: for as long as the decision can be contested (art. 20).
pub const REMEMBERED: Duration = Duration::days(180);
/// The same of what nobody ever decided.
pub const REMEMBERED_OPEN: Duration = Duration::days(365);

/// When it is forgotten who reported something, and in which words.
pub fn forgotten_at(reported: DateTime<Utc>, decided: Option<DateTime<Utc>>) -> DateTime<Utc> {
    decided.map_or(reported + REMEMBERED_OPEN, |decided| decided + REMEMBERED)
}

/// The page of a shop or of a product, by the segments of its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The town's.
    pub town: String,
    /// The shop's.
    pub shop: String,
    /// The product's; none for the shop's own page.
    pub product: Option<String>,
}

impl Spot {
    /// From an address as the browser shows it, or its path alone; none when it cannot be a shop's or a product's.
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let path = match typed.split_once("://") {
            Some((_, rest)) => rest.split_once('/')?.1,
            None => typed,
        };
        let path = path.split(['?', '#']).next()?;
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let spot = Self {
            town: segments.next()?.to_owned(),
            shop: segments.next()?.to_owned(),
            product: segments.next().map(str::to_owned),
        };
        let is_slug = |text: &String| {
            text.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        let are_slugs = is_slug(&spot.town) && is_slug(&spot.shop) && spot.product.iter().all(is_slug);
        (segments.next().is_none() && are_slugs).then_some(spot)
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        let product = self.product.as_ref().map(|slug| format!("/{slug}"));
        format!("/{}/{}{}", self.town, self.shop, product.unwrap_or_default())
    }
}

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportForm {
    /// The address of the page.
    pub place: String,
    /// A word of [`Concern`].
    pub concern: String,
    /// What is wrong with it.
    pub words: String,
    /// May be empty: nobody has to say who they are.
    pub name: String,
    /// May be empty: then nobody can be told what came of it.
    pub email: String,
    /// Whoever reports believes it.
    pub in_good_faith: bool,
}

/// A report that can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which page.
    pub spot: Spot,
    /// What it is about.
    pub concern: Concern,
    /// What is wrong with it.
    pub words: Telling,
    /// Who says so, if they said.
    pub name: Option<Name>,
    /// Where they are told what came of it.
    pub email: Option<Email>,
}

/// Every field that needs another look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Error)]
#[error("some fields need another look")]
pub struct ReportError {
    /// No page of a shop or a product.
    pub place: bool,
    /// Nothing was chosen.
    pub concern: bool,
    /// What is wrong with the words.
    pub words: Option<TextError>,
    /// What is wrong with the name.
    pub name: Option<TextError>,
    /// What is wrong with the address of whoever reports.
    pub email: Option<TextError>,
    /// Nobody said to believe it.
    pub in_good_faith: bool,
}

impl ReportForm {
    /// A report, or everything that is wrong at once.
    pub fn parse(&self) -> Result<Report, ReportError> {
        let spot = Spot::read(&self.place);
        let concern = self.concern.parse::<Concern>().ok();
        let words = self.words.parse::<Telling>();
        let name = optional::<Name>(&self.name);
        let email = optional::<Email>(&self.email);
        match (spot, concern, words, name, email) {
            (Some(spot), Some(concern), Ok(words), Ok(name), Ok(email)) if self.in_good_faith => Ok(Report {
                spot,
                concern,
                words,
                name,
                email,
            }),
            (spot, concern, words, name, email) => Err(ReportError {
                place: spot.is_none(),
                concern: concern.is_none(),
                words: words.err(),
                name: name.err(),
                email: email.err(),
                in_good_faith: !self.in_good_faith,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_read_as_the_browser_shows_it() {
        for (typed, path) in [
            ("/dourdan/la-pause", "/dourdan/la-pause"),
            (
                " https://halle.example/dourdan/la-pause/miel?panier=a.1#avis ",
                "/dourdan/la-pause/miel",
            ),
            ("dourdan/la-pause/", "/dourdan/la-pause"),
        ] {
            assert_eq!(Spot::read(typed).unwrap().path(), path, "{typed}");
        }
        for none in [
            "",
            "/",
            "/dourdan",
            "https://halle.example",
            "/dourdan/la-pause/miel/trop",
            "/dourdan/La pause",
            "/dourdan/../mairie",
        ] {
            assert_eq!(Spot::read(none), None, "{none}");
        }
    }

    fn form() -> ReportForm {
        ReportForm {
            place: "/dourdan/la-pause/miel".into(),
            concern: "untrue".into(),
            words: "Ce n’est pas du miel de Dourdan.".into(),
            name: String::new(),
            email: String::new(),
            in_good_faith: true,
        }
    }

    #[test]
    fn nobody_has_to_say_who_they_are() {
        let report = form().parse().unwrap();
        assert_eq!((report.name, report.email), (None, None));
        let known = ReportForm {
            email: "jeanne@exemple.example".into(),
            ..form()
        };
        assert!(known.parse().unwrap().email.is_some());
    }

    #[test]
    fn all_that_is_missing_is_said_at_once() {
        let wrong = ReportForm::default().parse().unwrap_err();
        assert!(wrong.place && wrong.concern && wrong.in_good_faith);
        assert_eq!(wrong.words, Some(TextError::Missing));
        let wrong = ReportForm {
            email: "jeanne".into(),
            ..form()
        };
        assert_eq!(wrong.parse().unwrap_err().email, Some(TextError::NotAnEmail));
    }

    #[test]
    fn it_is_forgotten_half_a_year_after_it_was_decided_or_a_year_after_it_came() {
        let came: DateTime<Utc> = "2026-11-27T09:00:00Z".parse().unwrap();
        assert_eq!(forgotten_at(came, None), came + Duration::days(365));
        let decided = came + Duration::days(3);
        assert_eq!(forgotten_at(came, Some(decided)), decided + Duration::days(180));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_as_an_address_is_read_or_not(typed in ".*") {
            if let Some(spot) = Spot::read(&typed) {
                prop_assert_eq!(Spot::read(&spot.path()), Some(spot));
            }
        }
    }
}
