//! The picture in hand: under the eye, made brighter or square, and looked at by the coach.

use super::{
    bench::{Bench, Remark},
    coach,
};
use crate::browser::{
    BrowserError,
    picture::{self, Taken},
};
use futures::future::{FutureExt, LocalBoxFuture, Shared};
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlCanvasElement};

thread_local! {
    /// The picture above the keypad. In no signal, because a browser's picture stays in its thread, and the server's
    /// pages change threads while they are drawn.
    static HAND: RefCell<Option<Taken>> = const { RefCell::new(None) };
    /// Ends when the card of the picture in hand lies in the deck.
    static LAID: RefCell<Option<Shared<LocalBoxFuture<'static, ()>>>> = const { RefCell::new(None) };
}

impl Bench {
    /// More light in the picture in hand.
    pub fn brighten(self) {
        self.develop(Taken::brightened);
    }

    /// Only the middle square of the picture in hand.
    pub fn square(self) {
        self.develop(Taken::squared);
    }

    fn develop(self, how: impl Fn(&Taken) -> Result<Taken, BrowserError>) {
        let developed = HAND.with_borrow(|hand| hand.as_ref().and_then(|taken| how(taken).ok()));
        if let Some(taken) = developed {
            self.keep_card_in_hand(&taken);
            self.lay(taken);
        }
    }

    /// Its picture is on its way: until it is seen, nothing of the product before is.
    pub(super) fn await_picture(self, coming: Taken) {
        self.remark.set(None);
        self.uncut.set(false);
        HAND.set(Some(coming));
        self.shown.update(|shown| *shown += 1);
    }

    /// Puts a picture under the eye, and says what the coach thinks of it once it is seen.
    pub(super) fn lay(self, taken: Taken) {
        self.remark.set((!taken.is_read()).then_some(Remark::Unreadable));
        self.uncut.set(!taken.is_square());
        HAND.set(Some(taken.clone()));
        self.shown.update(|shown| *shown += 1);
        let shown = self.shown.get_untracked();
        set_timeout(
            move || {
                let hint = taken
                    .glance()
                    .ok()
                    .and_then(|(grey, side)| coach::look(&grey, side));
                if self.shown.get_untracked() == shown {
                    self.remark
                        .update(|remark| *remark = remark.or(hint.map(Remark::Coach)));
                }
            },
            std::time::Duration::from_millis(60),
        );
    }
}

/// A picture that this browser cannot read goes as it is: the server says in words what is wrong with it.
pub(super) async fn read(file: Blob) -> Taken {
    picture::from_file(&file)
        .await
        .unwrap_or_else(|_| Taken::unread(file))
}

/// Lays a card into the deck, after the one of the same hand that was there before.
pub(super) fn lay_card(card: impl Future<Output = ()> + 'static) {
    let before = laid();
    let after = async move {
        before.await;
        card.await;
    };
    let after = after.boxed_local().shared();
    LAID.set(Some(after.clone()));
    spawn_local(after);
}

/// Ends when the card in hand lies in the deck.
pub(super) fn laid() -> impl Future<Output = ()> {
    let laid = LAID.with_borrow(Clone::clone);
    async move {
        if let Some(laid) = laid {
            laid.await;
        }
    }
}

/// Gives it out of hand.
pub(super) fn give() -> Option<Taken> {
    HAND.take()
}

/// Nothing is in hand any more.
pub(super) fn empty_hand() {
    HAND.set(None);
}

/// Draws the picture in hand, or nothing while there is none to see.
pub(super) fn show(on: &HtmlCanvasElement) {
    let drawn = HAND.with_borrow(|hand| hand.as_ref().is_some_and(|taken| taken.show(on).is_ok()));
    if !drawn {
        // A canvas forgets what it shows when it is given a size, be it the same.
        on.set_width(on.width());
    }
}
