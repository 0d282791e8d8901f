//! Refusing well: a reason that a shopper understands, a word if the merchant has one, and something else to buy.

use crate::{
    id::ProductId,
    text::{Remark, TextError, optional},
};
use serde::{Deserialize, Serialize};

words! {
    /// Why a part ended without a handover.
    Reason {
        /// It was sold at the counter, or never came.
        SoldOut = "sold_out",
        /// Not enough time to prepare it.
        NoTime = "no_time",
        /// The shop is closed then.
        Closed = "closed",
        /// What the merchant says in words.
        Other = "other",
        /// The clock: nobody at the shop answered.
        Unanswered = "unanswered",
        /// The clock: nobody came.
        NotCollected = "not_collected",
    }
}

impl Reason {
    /// What a merchant may choose from.
    pub const OF_MERCHANTS: [Self; 4] = [Self::SoldOut, Self::NoTime, Self::Closed, Self::Other];
}

/// A refusal as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RefusalForm {
    /// A [`Reason`].
    pub because: String,
    /// A sentence to the shopper; may be empty.
    pub words: String,
    /// A product of the same shop that could do instead; may be empty.
    pub instead: String,
}

/// Why a merchant cannot serve a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// In a word.
    pub because: Reason,
    /// In the merchant's own.
    pub words: Option<Remark>,
    /// What could do instead.
    pub instead: Option<ProductId>,
}

impl RefusalForm {
    /// Reads what was typed. A form without a reason says nothing more than "no"; only words may be too long.
    pub fn parse(&self) -> Result<Refusal, TextError> {
        let because = self
            .because
            .parse()
            .ok()
            .filter(|reason| Reason::OF_MERCHANTS.contains(reason));
        Ok(Refusal {
            because: because.unwrap_or(Reason::Other),
            words: optional(&self.words)?,
            instead: self.instead.parse().ok(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_needs_no_words() {
        let form = |because: &str, words: &str| RefusalForm {
            because: because.into(),
            words: words.into(),
            instead: String::new(),
        };
        let parsed = form("sold_out", "  ").parse().unwrap();
        assert_eq!((parsed.because, parsed.words), (Reason::SoldOut, None));
        assert_eq!(form("unanswered", "").parse().unwrap().because, Reason::Other);
        assert_eq!(
            form("", "Désolée").parse().unwrap().words.unwrap().as_str(),
            "Désolée"
        );
        assert!(form("other", &"x".repeat(301)).parse().is_err());
    }
}
