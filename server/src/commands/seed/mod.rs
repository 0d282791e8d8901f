//! `halle seed`: a market to look at, or one of any size to measure.

mod demo_town;
mod synthetic;

use crate::{house, settings::Settings};
use anyhow::Result;
use clap::Args;

#[derive(Debug, Args)]
pub struct Seed {
    /// The demo town: Dourdan, thirteen shops, ten products each.
    #[arg(long, conflicts_with = "synthetic", required_unless_present = "synthetic")]
    demo: bool,
    /// Towns that nobody lives in, for measurements.
    #[arg(long)]
    synthetic: bool,
    /// How many towns.
    #[arg(long, default_value_t = 10, requires = "synthetic")]
    towns: u32,
    /// Shops in each of them.
    #[arg(long, default_value_t = 20, requires = "synthetic")]
    shops_per_town: u32,
    /// Products in each shop.
    #[arg(long, default_value_t = 50, requires = "synthetic")]
    products_per_shop: u32,
}

impl Seed {
    pub async fn run(self, settings: &Settings) -> Result<()> {
        let house = house::open(settings).await?;
        if self.demo {
            demo_town::open(&house).await
        } else {
            synthetic::open(&house, self.towns, self.shops_per_town, self.products_per_shop).await
        }
    }
}
