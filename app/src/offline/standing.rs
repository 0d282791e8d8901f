//! How a page stands with the market, from what it heard so far.

use chrono::{DateTime, TimeDelta, Utc};

/// A page that comes from the server is never older than this when it first asks.
const FRESH: TimeDelta = TimeDelta::seconds(90);

/// What the page has to say about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing: the market is there, or nobody knows yet that it is not.
    Nothing,
    /// The market is not reached. It last was at this instant.
    Lost(DateTime<Utc>),
    /// The market is there, but the page is from before.
    Older,
}

/// All instants are of the server's clock: a phone's own may be wrong.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// When the server drew the page.
    drawn: DateTime<Utc>,
    /// When the server was last heard.
    heard: DateTime<Utc>,
    said: Said,
    has_asked: bool,
}

impl Standing {
    /// A page that has asked nothing yet.
    pub const fn of(drawn: DateTime<Utc>) -> Self {
        Self {
            drawn,
            heard: drawn,
            said: Said::Nothing,
            has_asked: false,
        }
    }

    /// What was heard from the market when it was asked: its time, or nothing.
    pub fn hear(&mut self, answer: Option<DateTime<Utc>>) {
        self.said = match answer {
            None => Said::Lost(self.heard),
            // The worker showed a page that it had kept.
            Some(now) if !self.has_asked && now - self.drawn > FRESH => Said::Older,
            Some(_) if self.said != Said::Nothing => Said::Older,
            Some(_) => Said::Nothing,
        };
        self.heard = answer.unwrap_or(self.heard).max(self.heard);
        self.has_asked = true;
    }

    /// What the page has to say.
    pub const fn said(&self) -> Said {
        self.said
    }

    /// When the server drew the page.
    pub const fn drawn(&self) -> DateTime<Utc> {
        self.drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn a_page_opened_without_a_network_says_since_when() {
        let mut standing = Standing::of(at(0));
        standing.hear(None);
        assert_eq!(standing.said(), Said::Lost(at(0)));
        standing.hear(None);
        assert_eq!(standing.said(), Said::Lost(at(0)));
        standing.hear(Some(at(4000)));
        assert_eq!(standing.said(), Said::Older);
    }

    #[test]
    fn an_open_page_counts_from_the_last_word_of_the_market() {
        let mut standing = Standing::of(at(0));
        standing.hear(Some(at(2)));
        standing.hear(Some(at(3600)));
        assert_eq!(standing.said(), Said::Nothing);
        standing.hear(None);
        assert_eq!(standing.said(), Said::Lost(at(3600)));
    }

    #[test]
    fn a_kept_page_is_told_apart_although_the_market_is_there() {
        let mut standing = Standing::of(at(0));
        standing.hear(Some(at(91)));
        assert_eq!(standing.said(), Said::Older);
        // It stays what it is until it is loaded again.
        standing.hear(Some(at(151)));
        assert_eq!(standing.said(), Said::Older);
    }
}
