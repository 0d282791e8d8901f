//! What is thrown away in time: what was told long ago, letters that lie in a folder, whose an order was, who reported
//! something, and who
//! changed what.

use app::state::House;
use chrono::{DateTime, Duration, Utc};
use domain::orders::REMEMBERED;
use services::{
    accounts::way_back,
    decisions,
    error::Failed,
    hands, ledger,
    notifications::{self, Mailer},
    orders, reports, stand_ins, tries,
};

/// Between two sweeps.
const SWEEP: Duration = Duration::hours(1);
/// Between two scrubs of the database's files, when there was something to forget.
const SCRUB: Duration = Duration::hours(24);

/// Sweeps now and then. Several servers on one database may each have one.
pub struct Broom {
    swept: DateTime<Utc>,
    scrubbed: DateTime<Utc>,
}

impl Broom {
    /// One that sweeps at once. What another forgot just before it stopped is scrubbed too.
    pub fn new(now: DateTime<Utc>) -> Self {
        Self {
            swept: now - SWEEP,
            scrubbed: now - SCRUB,
        }
    }

    /// Sweeps, when it is time.
    pub async fn sweep(&mut self, house: &House, mailer: &Mailer) -> Result<(), Failed> {
        let now = house.clock.now();
        if now - self.swept < SWEEP {
            return Ok(());
        }
        self.swept = now;
        notifications::sweep(&house.db, now).await?;
        ledger::sweep(&house.db, now).await?;
        stand_ins::sweep(&house.db, now).await?;
        hands::sweep(&house.db, now).await?;
        tries::sweep(&house.db, now).await?;
        way_back::sweep(&house.db, now).await?;
        decisions::sweep(&house.db, now).await?;
        let reporters = reports::forget_old(&house.db, now).await?;
        if reporters > 0 {
            tracing::info!(reporters, "reports forgot whose they were");
        }
        let forgotten = orders::forget_old(&house.db, now).await?;
        if forgotten > 0 {
            tracing::info!(forgotten, "orders forgot whose they were");
        }
        mailer.forget(now - REMEMBERED).await?;
        self.scrub(house, now).await
    }

    async fn scrub(&mut self, house: &House, now: DateTime<Utc>) -> Result<(), Failed> {
        if now - self.scrubbed < SCRUB {
            return Ok(());
        }
        let db = house.db.read();
        if !orders::forgot_since(db, self.scrubbed).await?
            && !reports::forgot_since(db, self.scrubbed).await?
        {
            return Ok(());
        }
        let tables = [&orders::PERSONAL_TABLES[..], &reports::PERSONAL_TABLES].concat();
        // Else again at the next sweep.
        if house.db.scrub(&tables).await? {
            self.scrubbed = now;
        }
        Ok(())
    }
}
