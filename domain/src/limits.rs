//! How much of something one person, one address or one shop may do, and when again. Where people try keys and codes the
//! limits are tight; everywhere else they are so wide that a whole town behind one address does not meet them.

use chrono::{DateTime, Duration, Utc};

words! {
    /// What is limited.
    Limited {
        /// Links that let somebody in and that nobody made, by address.
        Link = "link",
        /// Orders' pages that are none, by address.
        OrderKey = "order_key",
        /// Codes at the counter, until the right one, by shop.
        Code = "code",
        /// Codes by which an official proves who it is, until the right one, by person.
        Proof = "proof",
        /// Codes by which somebody lends a hand at a shelf, until the right one, by address.
        Hand = "hand",
        /// Letters that let somebody in, asked for, by address.
        Letter = "letter",
        /// The same, and letters that confirm an e-mail address, by e-mail address.
        LetterTo = "letter_to",
        /// Making links and codes that let somebody in, by person.
        NewLink = "new_link",
        /// Orders sent, by address.
        Order = "order",
        /// Reports from the public, by address.
        Report = "report",
        /// Orders that somebody signed in enters for others, by person.
        OrderForOthers = "order_for_others",
        /// Pictures and products sent from the counter, by person.
        Upload = "upload",
        /// The same, by shop.
        ShopUpload = "shop_upload",
        /// Searches, and what is offered while somebody types, by address.
        Search = "search",
        /// Everything that is drawn or written, by address.
        Request = "request",
    }
}

impl Limited {
    /// How much of it is allowed.
    pub const fn allowance(self) -> Allowance {
        match self {
            // All the shops of a street may sit behind one address, and nobody needs many letters.
            Self::Link | Self::Letter => Allowance::of(20, 15),
            Self::OrderKey => Allowance::of(60, 15),
            Self::Code => Allowance::of(30, 15),
            Self::Proof => Allowance::of(5, 15),
            Self::Hand => Allowance::of(10, 15),
            Self::LetterTo => Allowance::of(5, 60),
            // An official makes one at each door.
            Self::NewLink => Allowance::of(60, 60),
            // A hall full of people who order at once through the town hall's own connection.
            Self::Order => Allowance::of(120, 10),
            // Nobody reports by the dozen; a library or a school behind one address may.
            Self::Report => Allowance::of(20, 60),
            Self::OrderForOthers => Allowance::of(300, 10),
            // A phone that comes back from a cellar sends what waited there, and a shop that moves in its whole shelf.
            Self::Upload => Allowance::of(3_000, 10),
            Self::ShopUpload => Allowance::of(6_000, 10),
            Self::Search => Allowance::of(3_000, 1),
            Self::Request => Allowance::of(6_000, 1),
        }
    }
}

/// So many in so long: all at once if need be, then as many as time gives back, one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    most: u32,
    per: Duration,
}

impl Allowance {
    /// `most` in so many minutes.
    pub const fn of(most: u32, minutes: i64) -> Self {
        Self {
            most,
            per: Duration::minutes(minutes),
        }
    }

    /// How many at once.
    pub const fn most(self) -> u32 {
        self.most
    }

    /// After so long one more is allowed.
    pub fn step(self) -> Duration {
        self.per / i32::try_from(self.most).unwrap_or(i32::MAX).max(1)
    }

    /// One more is allowed as long as what was taken is paid back no later than this.
    pub fn latest(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + self.per - self.step()
    }

    /// Takes one. `owing` is when everything that was taken is paid back; the answer is when it will be then, or when
    /// one more is allowed.
    pub fn take(self, owing: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<DateTime<Utc>, TooMany> {
        let owing = owing.map_or(now, |owing| owing.max(now));
        if owing > self.latest(now) {
            return Err(self.too_many(owing));
        }
        Ok(owing + self.step())
    }

    /// What is said to whoever owes that much.
    pub fn too_many(self, owing: DateTime<Utc>) -> TooMany {
        TooMany {
            again_at: owing - self.per + self.step(),
        }
    }
}

/// It was too much; nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// When one more is allowed.
    pub again_at: DateTime<Utc>,
}

impl TooMany {
    /// Seconds to wait, at least one.
    pub fn seconds(self, now: DateTime<Utc>) -> u64 {
        let whole = (self.again_at - now + Duration::milliseconds(999)).num_seconds();
        u64::try_from(whole).unwrap_or(0).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        "2026-11-24T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn so_many_at_once_and_then_one_after_another() {
        let ten = Allowance::of(10, 10);
        let mut owing = None;
        for _ in 0..10 {
            owing = Some(ten.take(owing, noon()).unwrap());
        }
        let refused = ten.take(owing, noon()).unwrap_err();
        assert_eq!(refused.again_at, noon() + Duration::minutes(1));
        assert_eq!(refused.seconds(noon()), 60);
        let later = refused.again_at;
        assert_eq!(
            ten.take(owing, later - Duration::milliseconds(1)).unwrap_err(),
            refused
        );
        owing = Some(ten.take(owing, later).unwrap());
        assert!(ten.take(owing, later).is_err());
        // Whoever waits long enough owes nothing.
        let rested = noon() + Duration::hours(1);
        for _ in 0..10 {
            owing = Some(ten.take(owing, rested).unwrap());
        }
        assert!(ten.take(owing, rested).is_err());
    }

    #[test]
    fn guessing_is_tight_and_a_town_behind_one_address_is_not() {
        let most = |limited: Limited| limited.allowance().most();
        for guessing in [
            Limited::Link,
            Limited::OrderKey,
            Limited::Code,
            Limited::Proof,
            Limited::Hand,
        ] {
            assert!(most(guessing) <= 60, "{guessing}");
            assert_eq!(guessing.allowance().per, Duration::minutes(15));
        }
        // Fifty people who type at once.
        assert!(most(Limited::Search) >= 50 * 60);
        assert!(most(Limited::Order) >= 100);
    }
}
