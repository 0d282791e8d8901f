//! What the post holds in this page until the server has it.

use crate::browser::{edits::Wanted, queue::Waiting};
use domain::id::ProductId;
use std::cell::{Cell, RefCell};

/// A product or a picture on its way.
#[derive(Clone)]
pub(super) struct Parcel {
    pub row: Waiting,
    /// Its picture is still in the making: it does not leave before.
    pub making: bool,
    /// The phone keeps it: it outlives this page.
    pub kept: bool,
    /// How often its picture was taken again: what becomes of an earlier one is no matter any more.
    pub turn: u32,
}

/// A change on its way.
#[derive(Clone)]
pub(super) struct Wished {
    pub row: Wanted,
    /// The phone keeps it: it outlives this page.
    pub kept: bool,
}

// In no signal, because a browser's pictures stay in their thread and the server's pages change threads.
thread_local! {
    pub(super) static WAITING: RefCell<Vec<Parcel>> = const { RefCell::new(Vec::new()) };
    pub(super) static WANTED: RefCell<Vec<Wished>> = const { RefCell::new(Vec::new()) };
    pub(super) static GOODS_LANE: Cell<bool> = const { Cell::new(false) };
    pub(super) static PICTURE_LANE: Cell<bool> = const { Cell::new(false) };
}

impl Parcel {
    /// What has just been confirmed.
    pub const fn new(row: Waiting, making: bool) -> Self {
        Self {
            row,
            making,
            kept: false,
            turn: 0,
        }
    }

    /// What an earlier page left.
    pub const fn found(row: Waiting) -> Self {
        Self {
            row,
            making: false,
            kept: true,
            turn: 0,
        }
    }
}

/// The first parcel that is such.
pub(super) fn next(is: impl Fn(&Parcel) -> bool) -> Option<Parcel> {
    WAITING.with_borrow(|all| all.iter().find(|parcel| is(parcel)).cloned())
}

/// Whether anything is still to be sent.
pub(super) fn waits() -> bool {
    let to_send = |parcel: &Parcel| !parcel.row.listed || parcel.row.picture.is_some();
    next(to_send).is_some() || WANTED.with_borrow(|all| !all.is_empty())
}

/// What is held of a product.
pub(super) fn of(product: ProductId) -> Option<Parcel> {
    next(|parcel| parcel.row.product == product)
}

/// Changes what is held of a product, and says what it is then; none when nothing is.
pub(super) fn alter(product: ProductId, how: impl FnOnce(&mut Parcel)) -> Option<Parcel> {
    WAITING.with_borrow_mut(|all| {
        let parcel = all.iter_mut().find(|parcel| parcel.row.product == product)?;
        how(parcel);
        Some(parcel.clone())
    })
}

/// Holds nothing of a product any more.
pub(super) fn let_go(product: ProductId) {
    WAITING.with_borrow_mut(|all| all.retain(|parcel| parcel.row.product != product));
}
