//! What was said at a door.

use crate::{
    id::{CallId, ShopId},
    text::{Remark, TextError, optional},
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

words! {
    /// How a call at a door ended.
    Said {
        /// The door was shut, or nobody had time.
        Nobody = "nobody",
        /// Come back on a day that was agreed.
        ComeBack = "come_back",
        /// They do not want to.
        Refused = "refused",
        /// They want to and cannot: somebody must help.
        Stuck = "stuck",
    }
}

/// A call as it was noted, on paper, a phone or a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallForm {
    /// Made where it was noted, so that sending twice notes once.
    pub id: CallId,
    /// Whose door.
    pub shop: ShopId,
    /// How it ended.
    pub said: Said,
    /// The day to come back on, "2026-11-27"; only for [`Said::ComeBack`].
    pub on: String,
    /// What is worth knowing next time; may be empty.
    pub note: String,
    /// Milliseconds since it was noted, by the clock of whoever noted it.
    pub age: u64,
}

/// A call that makes sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// Whose door.
    pub shop: ShopId,
    /// How it ended.
    pub said: Said,
    /// The day to come back on; none unless one was agreed.
    pub on: Option<NaiveDate>,
    /// What is worth knowing next time.
    pub note: Option<Remark>,
}

/// Why a call cannot be noted as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CallError {
    /// "Come back" without a day.
    NoDay,
    /// The day is over, or so far away that it is a slip.
    StrangeDay,
    /// The note.
    Note(TextError),
}

/// What became of a call that a phone sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Noted {
    /// It is noted, now or before.
    Done,
    /// It cannot be, however often one asks.
    Refused(CallError),
    /// There is no such door in this town.
    Gone,
}

/// Days ahead to which somebody may be put off.
const AHEAD: Days = Days::new(366);

impl CallForm {
    /// The call; `then` is the day in town on which it was noted.
    pub fn parse(&self, then: NaiveDate) -> Result<Call, CallError> {
        let on = match (self.said, self.on.trim()) {
            (Said::ComeBack, "") => return Err(CallError::NoDay),
            (Said::ComeBack, day) => {
                let day: NaiveDate = day.parse().map_err(|_| CallError::StrangeDay)?;
                let last = then.checked_add_days(AHEAD).unwrap_or(NaiveDate::MAX);
                if day < then || day > last {
                    return Err(CallError::StrangeDay);
                }
                Some(day)
            }
            _ => None,
        };
        Ok(Call {
            id: self.id,
            shop: self.shop,
            said: self.said,
            on,
            note: optional(&self.note).map_err(CallError::Note)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_day_is_agreed_for_coming_back_and_for_nothing_else() {
        let today: NaiveDate = "2026-11-27".parse().unwrap();
        let form = |said, on: &str| CallForm {
            id: CallId(Uuid::nil()),
            shop: ShopId(Uuid::nil()),
            said,
            on: on.into(),
            note: " Demander  Léa ".into(),
            age: 0,
        };
        let call = form(Said::ComeBack, "2026-11-27").parse(today).unwrap();
        assert_eq!(call.on, Some(today));
        assert_eq!(call.note.unwrap().as_str(), "Demander Léa");
        assert_eq!(form(Said::Refused, "2026-11-27").parse(today).unwrap().on, None);
        assert_eq!(form(Said::ComeBack, " ").parse(today), Err(CallError::NoDay));
        for strange in ["2026-11-26", "2028-01-01", "demain", "-262143-01-01"] {
            assert_eq!(
                form(Said::ComeBack, strange).parse(today),
                Err(CallError::StrangeDay),
                "{strange}"
            );
        }
        let long = CallForm {
            note: "a".repeat(301),
            ..form(Said::Nobody, "")
        };
        assert!(matches!(
            long.parse(today),
            Err(CallError::Note(TextError::TooLong { .. }))
        ));
    }
}
