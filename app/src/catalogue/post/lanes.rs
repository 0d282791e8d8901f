//! What moves the counter's post: two lanes, each carrying one thing at a time.

use super::{GOODS_LANE, Journey, PICTURE_LANE, Post, Standstill, WAITING, WANTED};
use crate::{
    browser::{
        edits::{self, Wanted},
        network::{Sent, Trouble, back_off, in_time, send_picture},
        queue::Waiting,
    },
    catalogue::api::{edit_shelf, put_on_sale},
    error::ApiError,
};
use domain::catalogue::{EditError, Outcome, Wish};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

impl Post {
    /// Starts the lanes that stand still and have something to carry.
    pub(super) fn run(self) {
        if !GOODS_LANE.replace(true) {
            spawn_local(async move {
                self.carry_goods().await;
                GOODS_LANE.set(false);
            });
        }
        if !PICTURE_LANE.replace(true) {
            spawn_local(async move {
                self.carry_pictures().await;
                PICTURE_LANE.set(false);
            });
        }
    }

    async fn carry_goods(self) {
        let mut tries = 0;
        loop {
            let listing = WAITING.with_borrow(|all| all.iter().find(|waiting| !waiting.listed).cloned());
            let carried = if let Some(waiting) = listing {
                self.list(waiting).await
            } else if let Some(wanted) = WANTED.with_borrow(|all| all.first().cloned()) {
                self.change(wanted).await
            } else {
                return;
            };
            match carried {
                Ok(()) => tries = 0,
                Err(why) => {
                    self.standstill.set(Some(why));
                    back_off(tries).await;
                    tries += 1;
                }
            }
        }
    }

    async fn list(self, mut waiting: Waiting) -> Result<(), Standstill> {
        let product = waiting.product;
        WAITING.with_borrow_mut(|all| {
            if let Some(kept) = all.iter_mut().find(|kept| kept.product == product) {
                kept.tried = true;
            }
        });
        let answered = in_time(Box::pin(put_on_sale(waiting.to_send()))).await;
        if matches!(&answered, Ok(Err(ApiError::Refused(wrong))) if wrong.suspended) {
            // It waits on the phone until the town hall lifts that.
            return Err(Standstill::Trouble(Trouble::Suspended));
        }
        let listed = answer(answered)?;
        self.standstill.set(None);
        if listed.is_none() {
            // Its row stays on the phone, and is tried again by the next page.
            WAITING.with_borrow_mut(|all| all.retain(|kept| kept.product != product));
            self.reached(product, Journey::Refused);
            return Ok(());
        }
        waiting.listed = true;
        let has_picture = WAITING.with_borrow_mut(|all| {
            let kept = all.iter_mut().find(|kept| kept.product == product);
            kept.is_some_and(|kept| {
                kept.listed = true;
                kept.picture.is_some()
            })
        });
        if has_picture {
            self.keep(&waiting).await;
            self.reached(product, Journey::OnItsWay);
            self.run();
        } else {
            self.finish(product, Journey::OnSale).await;
        }
        Ok(())
    }

    async fn change(self, wanted: Wanted) -> Result<(), Standstill> {
        let outcomes = answer(in_time(Box::pin(edit_shelf(vec![wanted.to_send()]))).await)?;
        let first = outcomes.as_ref().and_then(|outcomes| outcomes.first());
        if first == Some(&Outcome::Refused(EditError::Suspended)) {
            return Err(Standstill::Trouble(Trouble::Suspended));
        }
        self.standstill.set(None);
        WANTED.with_borrow_mut(|all| all.retain(|other| other.id != wanted.id));
        let _ = edits::forget(wanted.id).await;
        self.count_wishes();
        let outcome = outcomes.and_then(|outcomes| outcomes.into_iter().next());
        // What is gone already is taken back too.
        let wished_away = wanted.wish == Wish::Withdraw && outcome == Some(Outcome::Gone);
        if let Some(outcome) = outcome.filter(|_| !wished_away) {
            self.answered.set(Some((wanted.product, outcome)));
        }
        Ok(())
    }

    async fn carry_pictures(self) {
        let mut tries = 0;
        loop {
            let next = WAITING.with_borrow(|all| {
                all.iter().find_map(|waiting| {
                    Some((
                        waiting.product,
                        waiting.picture.clone().filter(|_| waiting.listed)?,
                    ))
                })
            });
            let Some((product, picture)) = next else { return };
            match send_picture(product, &picture).await {
                Sent::Taken => self.finish(product, Journey::OnSale).await,
                Sent::Refused(why) => self.finish(product, Journey::PhotoRefused(why)).await,
                Sent::Gone => {
                    self.shots
                        .update(|shots| shots.retain(|shot| shot.product != product));
                    self.finish(product, Journey::OnSale).await;
                }
                Sent::SignedOut => self.stand_still(Standstill::SignedOut, &mut tries).await,
                Sent::Later(why) => self.stand_still(Standstill::Trouble(why), &mut tries).await,
            }
        }
    }

    async fn stand_still(self, why: Standstill, tries: &mut u32) {
        self.standstill.set(Some(why));
        back_off(*tries).await;
        *tries += 1;
    }
}

/// What was answered; none when the server would not have it however often one asks: that would hold up all that comes
/// after it.
fn answer<T, R>(answered: Result<Result<T, ApiError<R>>, Trouble>) -> Result<Option<T>, Standstill> {
    match answered {
        Ok(Ok(value)) => Ok(Some(value)),
        Ok(Err(ApiError::Refused(_) | ApiError::NotFound)) => Ok(None),
        Ok(Err(ApiError::SignedOut)) => Err(Standstill::SignedOut),
        Ok(Err(ApiError::Unreached)) => Err(Standstill::Trouble(Trouble::NoNetwork)),
        Ok(Err(ApiError::Garbled | ApiError::Failed(_))) => Err(Standstill::Trouble(Trouble::Unwell)),
        Err(slow) => Err(Standstill::Trouble(slow)),
    }
}
