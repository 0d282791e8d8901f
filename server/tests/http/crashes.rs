//! The program itself, killed under orders: a few blows of the batteries in `benches/kill` and `benches/same-key`.

use crate::ground;
use storm::{
    batteries::{kill::Kill, same_key::SameKey},
    market::Ground,
};

async fn killed_under_orders(ground: &Ground) {
    let kill = Kill {
        cycles: 8,
        clients: 4,
        seed: 1,
        life: 500,
    };
    let found = kill.run(ground).await.unwrap();
    println!(
        "R1: {} lost and {} doubled of {} acknowledged orders over {} kills, {} failures in all",
        found.lost,
        found.doubled,
        found.acknowledged,
        found.blows,
        found.failures()
    );
    assert!(found.acknowledged > 0, "{found:?}");
    assert_eq!(found.failures(), 0, "{found:?}");
}

async fn the_same_order_many_times(ground: &Ground) {
    let same = SameKey {
        rounds: 4,
        copies: 30,
        seed: 1,
    };
    let failures = same.run(ground).await.unwrap();
    println!(
        "R4: {failures} failures over {} rounds of {} copies",
        same.rounds, same.copies
    );
    assert_eq!(failures, 0);
}

mod no_order_is_lost_or_doubled_when_the_server_is_killed {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        killed_under_orders(&ground::sqlite()).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        killed_under_orders(&ground::postgres()).await;
    }
}

mod one_key_is_one_order_even_across_a_crash {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        the_same_order_many_times(&ground::sqlite()).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        the_same_order_many_times(&ground::postgres()).await;
    }
}
