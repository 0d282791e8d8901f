//! For tests and the demo: a database of its own for every test on both engines, a bucket, and the cast that plays in all of
//! them.

mod bucket;
mod cast;
mod database;

pub use bucket::{Mood, TestBucket};
pub use cast::{Cast, operator, reservation, seal};
pub use database::{TestDb, postgres, sqlite};

/// Writes one test per engine: `on_both_engines!(stock_is_taken_once => |db| async move { … })` becomes
/// `stock_is_taken_once::sqlite` and `stock_is_taken_once::postgres`.
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: &Db) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn on($db: &$crate::db::Db) $body

            #[tokio::test]
            async fn sqlite() {
                let db = $crate::testing::sqlite().await;
                on(&db).await;
            }

            #[tokio::test]
            async fn postgres() {
                let db = $crate::testing::postgres().await;
                on(&db).await;
            }
        }
    )+};
}
