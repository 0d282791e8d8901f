//! Keeping on the phone what is on its way, and forgetting what has arrived. A phone without room keeps nothing; what it
//! could not keep is tried again as soon as something else has left.

use super::{
    Journey, Post,
    held::{self, WAITING, WANTED},
};
use crate::browser::{deck, edits, queue};
use domain::id::{EditId, ProductId};
use leptos::prelude::*;

impl Post {
    /// Keeps a product as far as it has come; false when there is no room.
    pub(super) async fn keep(self, product: ProductId) -> bool {
        let Some(parcel) = held::of(product) else {
            return true;
        };
        let kept = queue::keep(&parcel.row).await.is_ok();
        let is_held = held::alter(product, |parcel| parcel.kept = kept).is_some();
        if kept && !is_held {
            // It left, or was taken back, while it was being written.
            let _ = queue::forget(product).await;
        }
        if let Some(shot) = self.shot(product) {
            shot.unkept.set(!kept && is_held);
        }
        kept
    }

    /// Keeps a change; without room it is only as safe as this page, which says so.
    pub(super) async fn keep_wish(self, id: EditId) {
        let row = WANTED.with_borrow(|all| {
            let its = all.iter().find(|wished| wished.row.id == id);
            its.map(|wished| wished.row.clone())
        });
        let Some(row) = row else { return };
        let kept = edits::keep(&row).await.is_ok();
        let is_held = WANTED.with_borrow_mut(|all| {
            let its = all.iter_mut().find(|wished| wished.row.id == id);
            its.map(|wished| wished.kept = kept).is_some()
        });
        if kept && !is_held {
            let _ = edits::forget(id).await;
        }
        self.count_wishes();
    }

    /// Tries again what found no room before.
    pub(super) async fn keep_the_rest(self) {
        let goods: Vec<ProductId> = WAITING.with_borrow(|all| {
            let rest = all.iter().filter(|parcel| !parcel.kept && !parcel.making);
            rest.map(|parcel| parcel.row.product).collect()
        });
        for product in goods {
            if self.keep(product).await {
                // Its card stayed in the deck for as long as it was the only thing kept.
                let _ = deck::forget(&product.to_string()).await;
            }
        }
        let changes: Vec<EditId> = WANTED.with_borrow(|all| {
            let rest = all.iter().filter(|wished| !wished.kept);
            rest.map(|wished| wished.row.id).collect()
        });
        for id in changes {
            self.keep_wish(id).await;
        }
    }

    /// The server has all of it, or never will.
    pub(super) async fn finish(self, product: ProductId, journey: Journey) {
        let was_kept = held::of(product).is_none_or(|parcel| parcel.kept);
        held::let_go(product);
        // A row that stays is sent again and changes nothing.
        let _ = queue::forget(product).await;
        if !was_kept {
            let _ = deck::forget(&product.to_string()).await;
        }
        if let Some(shot) = self.shot(product) {
            shot.unkept.set(false);
        }
        self.reached(product, journey);
        self.keep_the_rest().await;
    }

    pub(super) fn count_wishes(self) {
        self.wishes.set(WANTED.with_borrow(Vec::len));
        let unkept = WANTED.with_borrow(|all| all.iter().filter(|wished| !wished.kept).count());
        self.unkept.set(unkept);
    }
}
