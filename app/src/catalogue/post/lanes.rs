//! What moves the counter's post: two lanes, each carrying one thing at a time; changes up to fifty together.

use super::{
    Answered, Journey, Post, Standstill,
    held::{self, GOODS_LANE, PICTURE_LANE, Parcel, WANTED},
};
use crate::{
    browser::{
        edits::{self, Wanted},
        network::{Held, Sent, Trouble, ask_market, rest, send_picture},
        turn::Turn,
        worker,
    },
    catalogue::api::{EditShelf, PutOnSale},
    error::ApiError,
};
use domain::{
    catalogue::{EditError, Outcome, Wish},
    id::ProductId,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Changes that are sent together: a whole shelf is repriced in a minute, and one request is still small.
const AT_ONCE: usize = 50;

/// Why a lane stands still, and for how many seconds at least.
struct Stop {
    why: Standstill,
    seconds: Option<u32>,
}

impl Post {
    /// Starts the lanes that stand still and have something to carry.
    pub(super) fn run(self) {
        if !GOODS_LANE.replace(true) {
            let turn = Turn::ask();
            spawn_local(async move {
                turn.come().await;
                self.carry_goods().await;
                GOODS_LANE.set(false);
            });
        }
        if !PICTURE_LANE.replace(true) {
            let turn = Turn::ask();
            spawn_local(async move {
                turn.come().await;
                self.carry_pictures().await;
                PICTURE_LANE.set(false);
            });
        }
        // After the lanes asked for their turn: the worker that is called at once leaves it to them.
        ask_to_be_called();
    }

    async fn carry_goods(self) {
        let mut tries = 0;
        loop {
            let listing = held::next(|parcel| !parcel.row.listed && !parcel.making);
            let carried = if let Some(parcel) = listing {
                self.list(parcel).await
            } else {
                let some: Vec<Wanted> = WANTED.with_borrow(|all| {
                    let first = all.iter().filter(|wished| !is_being_made(&wished.row));
                    first.take(AT_ONCE).map(|wished| wished.row.clone()).collect()
                });
                if some.is_empty() {
                    return;
                }
                self.change(&some).await
            };
            match carried {
                Ok(()) => tries = 0,
                Err(stop) => self.stand_still(stop, &mut tries).await,
            }
        }
    }

    async fn list(self, parcel: Parcel) -> Result<(), Stop> {
        let product = parcel.row.product;
        held::alter(product, |parcel| parcel.row.tried = true);
        let form = parcel.row.to_send();
        let answered = ask_market(&PutOnSale { form }).await;
        if matches!(&answered, Ok(Err(ApiError::Refused(wrong))) if wrong.suspended) {
            // It waits on the phone until the town hall lifts that.
            return Err(Trouble::Suspended.into());
        }
        let listed = answer(answered)?;
        self.standstill.set(None);
        if listed.is_none() {
            // Its row stays on the phone, and is tried again by the next page.
            held::let_go(product);
            self.reached(product, Journey::Refused);
            return Ok(());
        }
        let now = held::alter(product, |parcel| parcel.row.listed = true);
        let row = now.map(|parcel| parcel.row);
        match row {
            Some(row) if row.picture.is_some() => {
                self.keep(product).await;
                self.reached(product, Journey::OnItsWay);
                self.run();
            }
            Some(row) if row.redo.is_some() => self.redo(product, row.redo.unwrap_or_default()).await,
            _ => self.finish(product, Journey::OnSale).await,
        }
        Ok(())
    }

    async fn change(self, some: &[Wanted]) -> Result<(), Stop> {
        let edits = some.iter().map(Wanted::to_send).collect();
        let outcomes = match answer(ask_market(&EditShelf { edits }).await)? {
            Some(outcomes) => outcomes,
            // No shelf of ours has what they are about.
            None => vec![Outcome::Gone; some.len()],
        };
        self.standstill.set(None);
        let is_suspended = |outcome: &Outcome| *outcome == Outcome::Refused(EditError::Suspended);
        let suspended = outcomes.iter().any(is_suspended);
        let answered = some.iter().zip(outcomes);
        for (wanted, outcome) in answered.take_while(|(_, outcome)| !is_suspended(outcome)) {
            WANTED.with_borrow_mut(|all| all.retain(|other| other.row.id != wanted.id));
            let _ = edits::forget(wanted.id).await;
            // What is gone already is taken back too.
            if wanted.wish != Wish::Withdraw || outcome != Outcome::Gone {
                self.tell(wanted.product, wanted.wish.clone(), outcome);
            }
        }
        self.count_wishes();
        self.keep_the_rest().await;
        if suspended {
            return Err(Trouble::Suspended.into());
        }
        Ok(())
    }

    async fn carry_pictures(self) {
        let mut tries = 0;
        loop {
            let next =
                held::next(|parcel| parcel.row.listed && !parcel.making && parcel.row.picture.is_some());
            let Some(Parcel { row, turn, .. }) = next else {
                return;
            };
            let (product, Some(picture)) = (row.product, row.picture) else {
                return;
            };
            let sent = send_picture(row.shop, product, &picture).await;
            // Taken again, or taken back, while it was on its way: only what holds us up is news.
            let is_old = held::of(product).is_none_or(|parcel| parcel.turn != turn);
            match sent {
                Sent::SignedOut => self.stand_still(Standstill::SignedOut.into(), &mut tries).await,
                Sent::Later(held) => self.stand_still(held.into(), &mut tries).await,
                _ if is_old => tries = 0,
                sent => {
                    tries = 0;
                    self.standstill.set(None);
                    match sent {
                        Sent::Refused(why) => self.redo(product, why).await,
                        Sent::Gone => {
                            self.finish(product, Journey::Gone).await;
                            self.tell(product, Wish::Still, Outcome::Gone);
                        }
                        _ => self.finish(product, Journey::OnSale).await,
                    }
                }
            }
        }
    }

    fn tell(self, product: ProductId, wish: Wish, outcome: Outcome) {
        self.answered.update(|answers| {
            answers.push(Answered {
                product,
                wish,
                outcome,
            });
        });
    }

    async fn stand_still(self, stop: Stop, tries: &mut u32) {
        self.standstill.set(Some(stop.why));
        ask_to_be_called();
        self.keep_the_rest().await;
        rest(*tries, stop.seconds).await;
        *tries += 1;
    }
}

/// What waits leaves although this page is closed, where the browser wakes the worker.
fn ask_to_be_called() {
    if held::waits() {
        spawn_local(async {
            // Without it the queue leaves when a page is looked at.
            let _ = worker::call_back().await;
        });
    }
}

/// Whether the product itself has not left yet: what is wished of it comes after.
fn is_being_made(wanted: &Wanted) -> bool {
    held::of(wanted.product).is_some_and(|parcel| !parcel.row.listed)
}

/// What was answered; none when the server would not have it however often one asks: that would hold up all that comes
/// after it.
fn answer<T, R>(answered: Result<Result<T, ApiError<R>>, Held>) -> Result<Option<T>, Stop> {
    match answered {
        Ok(Ok(value)) => Ok(Some(value)),
        Ok(Err(ApiError::Refused(_) | ApiError::NotFound)) => Ok(None),
        Ok(Err(ApiError::SignedOut)) => Err(Standstill::SignedOut.into()),
        Ok(Err(ApiError::Unreached)) => Err(Trouble::NoNetwork.into()),
        Ok(Err(ApiError::Garbled | ApiError::Crowded | ApiError::Failed(_))) => Err(Trouble::Unwell.into()),
        Err(held) => Err(held.into()),
    }
}

impl From<Standstill> for Stop {
    fn from(why: Standstill) -> Self {
        Self { why, seconds: None }
    }
}

impl From<Trouble> for Stop {
    fn from(why: Trouble) -> Self {
        Standstill::Trouble(why).into()
    }
}

impl From<Held> for Stop {
    fn from(held: Held) -> Self {
        Self {
            why: Standstill::Trouble(held.why),
            seconds: held.seconds,
        }
    }
}
