//! The alarm of a shop: how long an order may stay unseen, and when it must not ring. Quiet hours put things off,
//! they lose nothing. Everything here is the wall clock of the shop.

use chrono::{Duration, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

words! {
    /// How far the alarm of an order part has gone.
    Alarm {
        /// The shop's phones rang.
        Rung = "rung",
        /// Nobody looked: its second contact was told.
        SecondContact = "second_contact",
        /// Still nobody: it is on the town hall's board.
        TownHall = "town_hall",
    }
}

words! {
    /// How long an order may stay unseen before somebody else is told; each word is a number of minutes.
    #[derive(Default)]
    Patience {
        FiveMinutes = "5",
        TenMinutes = "10",
        #[default]
        QuarterHour = "15",
        HalfHour = "30",
        Hour = "60",
    }
}

impl Patience {
    /// As it is kept.
    pub const fn minutes(self) -> i32 {
        match self {
            Self::FiveMinutes => 5,
            Self::TenMinutes => 10,
            Self::QuarterHour => 15,
            Self::HalfHour => 30,
            Self::Hour => 60,
        }
    }

    /// The same, to reckon with.
    pub fn duration(self) -> Duration {
        Duration::minutes(self.minutes().into())
    }

    /// The one that is kept as so many minutes.
    pub fn of_minutes(minutes: i32) -> Option<Self> {
        Self::ALL.iter().copied().find(|kept| kept.minutes() == minutes)
    }
}

/// Hours of every day in which nothing rings; they may lie over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    /// First instant, included.
    pub from: NaiveTime,
    /// Last instant, excluded.
    pub to: NaiveTime,
}

impl Quiet {
    /// From two times as "21:00"; none when one is missing, unreadable, or both are the same.
    pub fn between(from: &str, to: &str) -> Option<Self> {
        let read = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
        let (from, to) = (read(from)?, read(to)?);
        (from != to).then_some(Self { from, to })
    }

    /// Whether nothing rings then.
    pub fn covers(self, time: NaiveTime) -> bool {
        if self.from < self.to {
            (self.from..self.to).contains(&time)
        } else {
            time >= self.from || time < self.to
        }
    }

    /// The first instant from `now` on at which something may ring.
    pub fn after(self, now: NaiveDateTime) -> NaiveDateTime {
        if !self.covers(now.time()) {
            return now;
        }
        let ends = now.date().and_time(self.to);
        if ends > now {
            ends
        } else {
            ends + Duration::days(1)
        }
    }

    /// The next instant behind `now` at which it falls quiet.
    fn falls_after(self, now: NaiveDateTime) -> NaiveDateTime {
        let today = now.date().and_time(self.from);
        if today > now {
            today
        } else {
            today + Duration::days(1)
        }
    }
}

/// The instant at which somebody had so much time to look, quiet hours left out.
pub fn awake_later(quiet: Option<Quiet>, from: NaiveDateTime, patience: Duration) -> NaiveDateTime {
    let Some(quiet) = quiet else {
        return from + patience;
    };
    let begin = quiet.after(from);
    let falls_quiet = quiet.falls_after(begin);
    let awake = falls_quiet - begin;
    if patience <= awake {
        begin + patience
    } else {
        // What is left of it goes on after the quiet hours.
        awake_later(Some(quiet), falls_quiet, patience - awake)
    }
}

/// How much time there is between two instants, quiet hours left out.
pub fn awake_between(quiet: Option<Quiet>, from: NaiveDateTime, to: NaiveDateTime) -> Duration {
    let Some(quiet) = quiet else {
        return (to - from).max(Duration::zero());
    };
    let mut awake = Duration::zero();
    let mut begin = quiet.after(from);
    while begin < to {
        let falls_quiet = quiet.falls_after(begin);
        awake += falls_quiet.min(to) - begin;
        begin = quiet.after(falls_quiet);
    }
    awake
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> NaiveDateTime {
        format!("2026-11-{text}:00").parse().unwrap()
    }

    fn night() -> Quiet {
        Quiet::between("21:00", "07:30").unwrap()
    }

    #[test]
    fn quiet_hours_lie_over_midnight() {
        assert_eq!(night().after(at("24T20:59")), at("24T20:59"));
        assert_eq!(night().after(at("24T21:00")), at("25T07:30"));
        assert_eq!(night().after(at("25T03:00")), at("25T07:30"));
        assert_eq!(night().after(at("25T07:30")), at("25T07:30"));
        let noon = Quiet::between("12:30", "14:00").unwrap();
        assert_eq!(noon.after(at("24T13:00")), at("24T14:00"));
        for (from, to) in [
            ("", "07:00"),
            ("21:00", ""),
            ("21:00", "21:00"),
            ("soir", "07:00"),
        ] {
            assert_eq!(Quiet::between(from, to), None, "{from} {to}");
        }
    }

    #[test]
    fn patience_sleeps_in_quiet_hours() {
        let quarter = Patience::QuarterHour.duration();
        let later = |from| awake_later(Some(night()), from, quarter);
        assert_eq!(later(at("24T15:00")), at("24T15:15"));
        assert_eq!(later(at("24T20:50")), at("25T07:35"));
        assert_eq!(later(at("24T23:00")), at("25T07:45"));
        assert_eq!(awake_later(None, at("24T23:00"), quarter), at("24T23:15"));
    }

    #[test]
    fn the_time_to_look_leaves_the_quiet_out() {
        let between = |from, to| awake_between(Some(night()), at(from), at(to)).num_minutes();
        assert_eq!(between("24T20:50", "24T20:55"), 5);
        assert_eq!(between("24T20:50", "25T07:40"), 20);
        assert_eq!(between("24T22:00", "25T07:30"), 0);
        assert_eq!(between("24T20:00", "26T08:00"), 60 + 13 * 60 + 30 + 30);
        assert_eq!(
            awake_between(None, at("24T20:00"), at("24T21:00")).num_minutes(),
            60
        );
        assert_eq!(
            awake_between(None, at("24T21:00"), at("24T20:00")),
            Duration::zero()
        );
    }

    proptest! {
        #[test]
        fn nothing_ever_rings_in_quiet_hours_and_nothing_is_early(
            from in 0..1440i64, to in 0..1440i64, sent in 0..2880i64, patience in 1..240i64
        ) {
            prop_assume!(from != to);
            let time = |minute: i64| at("24T00:00") + Duration::minutes(minute);
            let quiet = Quiet { from: time(from).time(), to: time(to).time() };
            let awake = (1440 - (to - from).rem_euclid(1440)).max(1);
            prop_assume!(awake >= 30);
            let rings = awake_later(Some(quiet), time(sent), Duration::minutes(patience));
            prop_assert!(rings - time(sent) >= Duration::minutes(patience));
            // It may fall on the very instant at which the quiet begins, never behind it.
            prop_assert!(!quiet.covers(rings.time()) || rings.time() == quiet.from);
            prop_assert!(!quiet.covers(quiet.after(time(sent)).time()));
            prop_assert_eq!(awake_between(Some(quiet), time(sent), rings), Duration::minutes(patience));
        }
    }
}
