//! What was noted on this phone, until the town hall has it: kept before it is sent, sent in order, forgotten when it is
//! answered.

use super::api::{AT_ONCE, note_calls};
use crate::{
    browser::{
        calls::{self, Kept},
        network::{Trouble, back_off, in_time},
    },
    catalogue::post::Standstill,
    error::ApiError,
};
use domain::{
    id::ShopId,
    tour::{CallForm, Noted},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// A phone's notebook.
#[derive(Clone, Copy)]
pub(super) struct Notebook {
    /// What the town hall does not have yet, the oldest first.
    pub waiting: RwSignal<Vec<Kept>>,
    /// Why nothing leaves; none while all is well.
    pub standstill: RwSignal<Option<Standstill>>,
    /// Calls that were answered by no, with the answer.
    pub refused: RwSignal<Vec<(ShopId, Noted)>>,
    /// The phone has no room: what waits is only as safe as this page.
    pub unkept: RwSignal<bool>,
    runs: RwSignal<bool>,
}

impl Notebook {
    pub fn new() -> Self {
        Self {
            waiting: RwSignal::new(Vec::new()),
            standstill: RwSignal::new(None),
            refused: RwSignal::new(Vec::new()),
            unkept: RwSignal::new(false),
            runs: RwSignal::new(false),
        }
    }

    /// Fetches what earlier pages could not send, and sends it.
    pub async fn open(self) -> Vec<Kept> {
        let earlier = calls::all().await.unwrap_or_default();
        self.waiting.update(|all| {
            let mut whole = earlier.clone();
            // Noted in this page while the drawer was being opened.
            let later = all
                .drain(..)
                .filter(|kept| earlier.iter().all(|known| known.form.id != kept.form.id));
            whole.extend(later.collect::<Vec<_>>());
            *all = whole;
        });
        self.run();
        earlier
    }

    /// Notes a call, now.
    pub fn note(self, form: CallForm) -> Kept {
        let kept = Kept {
            form,
            made: js_sys::Date::now(),
        };
        self.waiting.update(|all| all.push(kept.clone()));
        let written = kept.clone();
        spawn_local(async move {
            self.unkept.set(calls::keep(&written).await.is_err());
            self.run();
        });
        kept
    }

    fn run(self) {
        if !self.runs.get_untracked() {
            self.runs.set(true);
            spawn_local(async move {
                self.send().await;
                self.runs.set(false);
            });
        }
    }

    async fn send(self) {
        let mut tries = 0;
        loop {
            let some: Vec<Kept> = self
                .waiting
                .with_untracked(|all| all.iter().take(AT_ONCE).cloned().collect());
            if some.is_empty() {
                return;
            }
            let asked = some.iter().map(Kept::to_send).collect();
            let why = match in_time(Box::pin(note_calls(asked))).await {
                Ok(Ok(noted)) => {
                    self.standstill.set(None);
                    tries = 0;
                    self.answered(&some, noted).await;
                    continue;
                }
                Ok(Err(ApiError::SignedOut)) => Standstill::SignedOut,
                Ok(Err(ApiError::Unreached)) => Standstill::Trouble(Trouble::NoNetwork),
                Ok(Err(_)) => Standstill::Trouble(Trouble::Unwell),
                Err(slow) => Standstill::Trouble(slow),
            };
            self.standstill.set(Some(why));
            back_off(tries).await;
            tries += 1;
        }
    }

    async fn answered(self, asked: &[Kept], noted: Vec<Noted>) {
        for (kept, noted) in asked.iter().zip(noted) {
            if noted != Noted::Done {
                self.refused.update(|all| all.push((kept.form.shop, noted)));
            }
            let id = kept.form.id;
            self.waiting.update(|all| all.retain(|other| other.form.id != id));
            // A row that stays is sent again and changes nothing.
            let _ = calls::forget(id).await;
        }
    }
}
