//! `halle copy`

use crate::carry::carry;
use anyhow::{Context, Result};
use clap::Args;
use services::db::Db;

#[derive(Debug, Args)]
pub struct Copy {
    /// The database that is full, as in `sqlite:///srv/halle/halle.db`. Nothing may write to it meanwhile: stop the server.
    #[arg(long)]
    from: String,
    /// The database that is empty, as in `postgres://halle:secret@127.0.0.1/halle`.
    #[arg(long)]
    to: String,
}

impl Copy {
    /// Carries everything over, and says how much it was.
    pub async fn run(self) -> Result<()> {
        let from = Db::connect(&self.from)
            .await
            .context("the database that is full does not open")?;
        let to = Db::connect(&self.to)
            .await
            .context("the database that is empty does not open")?;
        crate::house::check_schema(&from).await?;
        let carried = carry(from.read(), to.for_migrations()).await?;
        let rows: u64 = carried.iter().map(|table| table.rows).sum();
        for table in carried.iter().filter(|table| table.rows > 0) {
            println!("{:>10}  {}", table.rows, table.table);
        }
        println!(
            "{rows:>10}  rows in all, read again and found the same. Photographs stay where they are: `halle photos` carries them."
        );
        println!("Next: set HALLE_DATABASE_URL, then `halle doctor`.");
        Ok(())
    }
}
