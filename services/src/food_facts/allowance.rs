//! How often others may be asked.

use chrono::{DateTime, Duration, Utc};

/// A bucket that holds a minute's questions and fills up evenly.
#[derive(Debug)]
pub(super) struct Allowance {
    /// Time that one question costs.
    cost: Duration,
    /// From when on the bucket is full. Each question moves it on.
    full_at: DateTime<Utc>,
}

impl Allowance {
    pub(super) fn of(a_minute: u32) -> Self {
        Self {
            cost: Duration::minutes(1) / i32::try_from(a_minute.max(1)).unwrap_or(i32::MAX),
            full_at: DateTime::UNIX_EPOCH,
        }
    }

    /// Whether one may ask now; it then counts as asked.
    pub(super) fn take(&mut self, now: DateTime<Utc>) -> bool {
        let full_at = self.full_at.max(now) + self.cost;
        let may = full_at <= now + Duration::minutes(1);
        if may {
            self.full_at = full_at;
        }
        may
    }

    /// They said that it was too often: nothing is asked for a minute, and then slowly again.
    pub(super) fn rest(&mut self, now: DateTime<Utc>) {
        self.full_at = now + Duration::minutes(2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minutes_questions_at_once_and_then_evenly() {
        let mut allowance = Allowance::of(12);
        let start: DateTime<Utc> = "2026-11-24T09:00:00Z".parse().unwrap();
        let after = |seconds| start + Duration::seconds(seconds);
        let taken = |allowance: &mut Allowance, now| (0..20).filter(|_| allowance.take(now)).count();
        assert_eq!(taken(&mut allowance, start), 12);
        assert_eq!(taken(&mut allowance, after(4)), 0);
        assert_eq!(taken(&mut allowance, after(5)), 1);
        assert_eq!(taken(&mut allowance, after(300)), 12);
        allowance.rest(after(400));
        assert_eq!(taken(&mut allowance, after(460)), 0);
        assert_eq!(taken(&mut allowance, after(466)), 1);
    }
}
