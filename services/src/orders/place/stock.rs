//! Taking what is ordered off the shelves.

use super::{
    Gone, Tried,
    goods::{ByShop, out_of_sight},
};
use crate::{catalogue, db::Transaction};
use domain::{catalogue::Stock, id::ProductId};

/// All of it, or a list of what is gone. In the order of ids, so that two orders never wait for each other.
pub(super) async fn take(tx: &Transaction, by_shop: &ByShop) -> Result<(), Tried> {
    let mut lines: Vec<(ProductId, Stock, u32)> = by_shop
        .values()
        .flatten()
        .map(|(product, quantity)| (product.id, product.stock, *quantity))
        .collect();
    lines.sort_unstable_by_key(|(product, ..)| *product);
    let mut gone = Vec::new();
    for (product, stock, quantity) in lines {
        let taken = match stock {
            // As it was read in this very transaction: there is nothing to count down.
            Stock::Always | Stock::Plenty | Stock::Few => true,
            Stock::Pieces(_) => catalogue::take(tx, product, quantity).await?,
            Stock::Out => false,
        };
        if !taken {
            gone.push(Gone {
                product,
                left: catalogue::left(tx, product).await?,
            });
        }
    }
    if gone.is_empty() {
        Ok(())
    } else {
        // Perhaps the town hall suspended the shop just now: then that is said.
        out_of_sight(tx, gone).await
    }
}
