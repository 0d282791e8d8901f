//! Standing in: somebody of the town hall holds a shop's counter for a while, because its merchant said so; and what is
//! known by then of who sells there.

use crate::text::{Name, TextError};
use chrono::{DateTime, Duration, Utc};
use thiserror::Error;

words! {
    /// For how long a merchant said yes.
    #[derive(Default)]
    Term {
        /// For the first products, while the official stands in the shop.
        #[default]
        Visit = "visit",
        /// For a merchant without a phone: the town hall serves the shop, until it is said anew.
        Month = "month",
    }
}

words! {
    /// How it ended.
    Ending {
        /// The merchant came through the square.
        TakenOver = "taken_over",
        /// The town hall gave the shop back.
        GivenBack = "given_back",
        /// Its time was over.
        Lapsed = "lapsed",
    }
}

impl Term {
    /// How long it lasts from the yes on.
    pub fn lasts(self) -> Duration {
        match self {
            Self::Visit => Duration::hours(2),
            Self::Month => Duration::days(30),
        }
    }
}

/// From when until when somebody stands in, and whether it ended before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it ends by itself.
    pub until: DateTime<Utc>,
    /// How it ended before that.
    pub ending: Option<Ending>,
}

impl Span {
    /// Whether it opens the counter at that instant.
    pub fn holds(self, at: DateTime<Utc>) -> bool {
        self.ending.is_none() && at < self.until
    }

    /// How it ended, if it did.
    pub fn ended(self, at: DateTime<Utc>) -> Option<Ending> {
        self.ending
            .or_else(|| (at >= self.until).then_some(Ending::Lapsed))
    }
}

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsentForm {
    /// Who said yes.
    pub by: String,
    /// A word of [`Term`]; empty means the shortest.
    pub term: String,
    /// The official heard the yes.
    pub heard: bool,
}

/// A merchant's yes, as an official heard it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Who said it.
    pub by: Name,
    /// For how long.
    pub term: Term,
}

/// Every field that needs another look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Error)]
#[error("some fields need another look")]
pub struct ConsentError {
    /// What is wrong with the name.
    pub by: Option<TextError>,
    /// No term that we know.
    pub term: bool,
    /// Nobody said that the merchant agrees.
    pub heard: bool,
}

impl ConsentForm {
    /// A consent, or everything that is wrong at once.
    pub fn parse(&self) -> Result<Consent, ConsentError> {
        let mut wrong = ConsentError::default();
        let by = self.by.parse().map_err(|why| wrong.by = Some(why));
        let term = match self.term.trim() {
            "" => Ok(Term::default()),
            word => word.parse().map_err(|_| wrong.term = true),
        };
        wrong.heard = !self.heard;
        match (by, term) {
            (Ok(by), Ok(term)) if self.heard => Ok(Consent { by, term }),
            _ => Err(wrong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(by: &str, term: &str, heard: bool) -> ConsentForm {
        ConsentForm {
            by: by.into(),
            term: term.into(),
            heard,
        }
    }

    #[test]
    fn a_yes_has_a_name_and_a_term() {
        let consent = form(" Mme Martin ", "", true).parse().unwrap();
        assert_eq!((consent.by.as_str(), consent.term), ("Mme Martin", Term::Visit));
        assert_eq!(
            form("M. Diallo", "month", true).parse().unwrap().term,
            Term::Month
        );
    }

    #[test]
    fn all_that_is_missing_is_said_at_once() {
        let wrong = form("", "for ever", false).parse().unwrap_err();
        assert!(wrong.by.is_some() && wrong.term && wrong.heard);
        let unheard = form("Mme Martin", "visit", false).parse().unwrap_err();
        assert_eq!(
            unheard,
            ConsentError {
                heard: true,
                ..ConsentError::default()
            }
        );
    }

    #[test]
    fn a_counter_is_held_until_its_time_is_over_or_somebody_ends_it() {
        let nine: DateTime<Utc> = "2026-11-27T09:00:00Z".parse().unwrap();
        let until = nine + Term::Visit.lasts();
        let open = Span { until, ending: None };
        assert!(open.holds(nine) && open.ended(nine).is_none());
        assert!(!open.holds(until));
        assert_eq!(open.ended(until), Some(Ending::Lapsed));
        let taken = Span {
            until,
            ending: Some(Ending::TakenOver),
        };
        assert!(!taken.holds(nine));
        assert_eq!(taken.ended(until), Some(Ending::TakenOver));
    }
}
