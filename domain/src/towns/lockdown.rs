//! A town that closes its shops to the public, all but the essential ones: for a storm, a flood, an epidemic.

use super::{Days, DaysForm};
use crate::shops::{ClosureError, ShopKind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// When nobody walks into a town's shops, and into which they do all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lockdown {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none: until somebody opens the town again.
    pub to: Option<NaiveDate>,
    /// Kinds of shops that stay open, in the order of [`ShopKind::ALL`].
    pub essential: Vec<ShopKind>,
}

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockdownForm {
    /// From when to when; without a first day it begins at once.
    pub days: DaysForm,
    /// Kinds that were ticked.
    pub essential: Vec<ShopKind>,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockdownError {
    /// The days.
    pub days: Option<ClosureError>,
    /// Every kind was ticked: nothing would close.
    pub closes_nothing: bool,
}

impl Lockdown {
    /// Kinds that stayed open in France in November 2020, when the others had to close (decree no. 2020-1310, art. 37):
    /// what the form proposes.
    pub const USUAL: &[ShopKind] = &[
        ShopKind::Grocer,
        ShopKind::Bakery,
        ShopKind::Butcher,
        ShopKind::Cheese,
        ShopKind::MarketGarden,
        ShopKind::Wine,
        ShopKind::Brewery,
        ShopKind::Tea,
        ShopKind::Hardware,
    ];

    /// The days on which it holds.
    pub const fn days(&self) -> Days {
        Days {
            from: Some(self.from),
            to: self.to,
        }
    }

    /// Whether it holds on that day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.days().has(day)
    }

    /// Whether a shop of that kind is closed to the public on that day.
    pub fn closes(&self, kind: ShopKind, day: NaiveDate) -> bool {
        self.holds(day) && !self.essential.contains(&kind)
    }

    /// As the form shows it again.
    pub fn form(&self) -> LockdownForm {
        LockdownForm {
            days: self.days().form(),
            essential: self.essential.clone(),
        }
    }
}

impl LockdownForm {
    /// What an official finds who never closed the town.
    pub fn usual() -> Self {
        Self {
            days: DaysForm::default(),
            essential: Lockdown::USUAL.to_vec(),
        }
    }

    /// The lockdown, as seen on `today`.
    pub fn parse(&self, today: NaiveDate) -> Result<Lockdown, LockdownError> {
        let stays = |kind: &&ShopKind| self.essential.contains(kind);
        let essential: Vec<ShopKind> = ShopKind::ALL.iter().filter(stays).copied().collect();
        let closes_nothing = essential.len() == ShopKind::ALL.len();
        // One that begins at once ends today at the earliest, which the rule for days has seen to.
        match self.days.parse(today) {
            Ok(days) if !closes_nothing => Ok(Lockdown {
                from: days.from.unwrap_or(today),
                to: days.to,
                essential,
            }),
            days => Err(LockdownError {
                days: days.err(),
                closes_nothing,
            }),
        }
    }
}

/// As the ledger keeps it: "2026-11-30/2026-12-14 grocer bakery", without a last day "2026-11-30/ grocer".
impl fmt::Display for Lockdown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/", self.from)?;
        if let Some(to) = self.to {
            write!(f, "{to}")?;
        }
        self.essential.iter().try_for_each(|kind| write!(f, " {kind}"))
    }
}

/// Not what [`Lockdown`] writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoLockdown;

impl FromStr for Lockdown {
    type Err = NoLockdown;

    fn from_str(text: &str) -> Result<Self, NoLockdown> {
        let mut words = text.split(' ');
        let (from, to) = words
            .next()
            .and_then(|days| days.split_once('/'))
            .ok_or(NoLockdown)?;
        let to = (!to.is_empty()).then(|| to.parse()).transpose();
        Ok(Self {
            from: from.parse().map_err(|_| NoLockdown)?,
            to: to.map_err(|_| NoLockdown)?,
            essential: words
                .map(str::parse)
                .collect::<Result<_, _>>()
                .map_err(|_| NoLockdown)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn form(from: &str, to: &str, essential: &[ShopKind]) -> LockdownForm {
        LockdownForm {
            days: DaysForm {
                from: from.into(),
                to: to.into(),
            },
            essential: essential.to_vec(),
        }
    }

    #[test]
    fn what_is_not_essential_closes_on_these_days() {
        let today = day("2026-11-24");
        let closed = form("2026-11-30", "2026-12-14", &[ShopKind::Bakery, ShopKind::Grocer]);
        let closed = closed.parse(today).unwrap();
        assert!(!closed.closes(ShopKind::Toys, day("2026-11-29")));
        assert!(closed.closes(ShopKind::Toys, day("2026-11-30")));
        assert!(!closed.closes(ShopKind::Bakery, day("2026-11-30")));
        assert!(closed.closes(ShopKind::Toys, day("2026-12-14")));
        assert!(!closed.closes(ShopKind::Toys, day("2026-12-15")));
        // Without days: from now on, until further notice.
        let open_end = LockdownForm::usual().parse(today).unwrap();
        assert!(open_end.closes(ShopKind::Books, today) && open_end.closes(ShopKind::Books, NaiveDate::MAX));
        assert_eq!(open_end.form().parse(today), Ok(open_end));
    }

    #[test]
    fn a_lockdown_that_closes_nothing_is_refused() {
        let wrong = LockdownError {
            days: Some(ClosureError::Backwards),
            closes_nothing: true,
        };
        let today = day("2026-11-24");
        assert_eq!(
            form("2026-12-24", "2026-12-01", ShopKind::ALL).parse(today),
            Err(wrong)
        );
        assert!(form("", "", &[]).parse(today).is_ok());
        let over = form("", "2026-11-23", &[]).parse(today).unwrap_err();
        assert_eq!(over.days, Some(ClosureError::Over));
    }

    #[test]
    fn the_ledger_reads_what_it_wrote() {
        for text in [
            "2026-11-30/2026-12-14 grocer bakery",
            "2026-11-30/",
            "2026-11-30/ toys",
        ] {
            assert_eq!(text.parse::<Lockdown>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "2026-11-30",
            "demain/",
            "2026-11-30/ bakery boat",
            "2026-11-30/x",
        ] {
            assert_eq!(text.parse::<Lockdown>(), Err(NoLockdown), "{text}");
        }
    }
}
