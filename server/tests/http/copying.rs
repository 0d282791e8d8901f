//! A grown market moves to PostgreSQL, and back again.

use crate::ground;
use storm::{
    batteries::kill::{LINES, PIECES},
    books::Books,
    goods,
    load::Crowd,
    market::{Market, Size},
};

/// One in which orders just came in.
async fn grown() -> Market {
    let size = Size {
        shops: 4,
        products: 6,
    };
    let mut market = Market::open(&ground::sqlite(), size, "").await.unwrap();
    goods::stock_up(&market, Some(PIECES)).await.unwrap();
    market.serve().await.unwrap();
    let crowd = Crowd {
        addr: market.addr,
        stalls: goods::stalls(&market).await.unwrap().into(),
        clients: 2,
        lines: LINES,
        name: "copy".to_owned(),
        seed: 1,
    };
    let tally = crowd.rush_for(std::time::Duration::from_millis(300)).await;
    assert!(!tally.acknowledged.is_empty());
    market.kill().unwrap();
    market
}

/// What both sides hold, table by table, as the command prints it.
fn copied(market: &Market, from: &str, to: &str) -> String {
    market.run(&["copy", "--from", from, "--to", to]).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_market_moves_to_postgres_and_back_without_losing_a_row() {
    let market = grown().await;
    market.run(&["seed", "--demo"]).unwrap();
    let postgres = Market::empty(&ground::postgres(), "").await.unwrap();
    let there = copied(&market, &market.url, &postgres.url);
    assert!(
        there.contains("order_lines") && there.contains("photos"),
        "{there}"
    );
    let books = Books::open(&postgres.url).await.unwrap();
    assert_eq!(
        books
            .faults(PIECES, u32::try_from(LINES).unwrap())
            .await
            .unwrap()
            .halves,
        0
    );
    books.close().await.unwrap();

    let again = Market::empty(&ground::sqlite(), "").await.unwrap();
    assert_eq!(copied(&market, &postgres.url, &again.url), there);
    let said = again
        .run(&["copy", "--from", &postgres.url, "--to", &again.url])
        .unwrap_err();
    assert!(said.to_string().contains("already: name an empty one"), "{said}");
    let said = market
        .run(&["copy", "--from", &market.url, "--to", &again.url])
        .unwrap_err();
    assert!(said.to_string().contains("both are of one kind"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_arrive_whole_does_not_arrive_at_all() {
    let market = grown().await;
    let postgres = Market::empty(&ground::postgres(), "").await.unwrap();
    postgres.run(&["migrate"]).unwrap();
    let books = Books::open(&postgres.url).await.unwrap();
    books
        .change("ALTER TABLE products ADD CONSTRAINT none CHECK (false)")
        .await
        .unwrap();
    let said = market
        .run(&["copy", "--from", &market.url, "--to", &postgres.url])
        .unwrap_err();
    assert!(
        said.to_string().contains("products cannot be carried over"),
        "{said}"
    );
    assert_eq!(books.number("SELECT count(*) FROM towns").await.unwrap(), 0);
    books.close().await.unwrap();
}
