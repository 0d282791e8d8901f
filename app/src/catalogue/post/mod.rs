//! The way from this phone to the market. Everything that was confirmed is kept on the phone before it is sent, leaves
//! in the order in which it was made, and is forgotten only when the server has it.
//!
//! Two lanes, because a picture takes seconds and a price does not: products and their changes in one, pictures in the
//! other. Each sends one thing at a time and waits out whatever stands in the way.

mod goods;
mod held;
mod keeping;
mod lanes;
mod pictures;
mod words;

pub use words::{Heard, Redo, held_up, standstill, waits, warnings};

use crate::browser::{
    drawers,
    edits::{self, Wanted},
    network::Trouble,
    new_id, picture,
    queue::{self, Waiting},
    turn::Turn,
};
use domain::{
    catalogue::{Outcome, Wish},
    id::{EditId, ProductId, ShopId},
};
use held::{Parcel, WAITING, WANTED, Wished};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// How far a product has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Journey {
    /// On the phone.
    OnPhone,
    /// On sale; its picture is still on its way.
    OnItsWay,
    /// On sale with its picture.
    OnSale,
    /// Its picture has to be taken again, with the sentence that says why; empty when it could not be made.
    PhotoRefused(String),
    /// Another phone took it off the shelf before its picture came.
    Gone,
    /// The market does not take it; it stays on the phone.
    Refused,
}

impl Journey {
    /// Whether something of it is still only on the phone.
    pub const fn is_here(&self) -> bool {
        matches!(self, Self::OnPhone | Self::OnItsWay | Self::Refused)
    }
}

/// A product that was confirmed on this phone, now or in an earlier page.
#[derive(Clone, Copy)]
pub struct Shot {
    /// Which product.
    pub product: ProductId,
    /// Where its picture can be seen; empty until it is made, and for a product without one.
    pub address: RwSignal<String>,
    /// How far it has come.
    pub journey: RwSignal<Journey>,
    /// The phone had no room to keep it: it is only as safe as this page.
    pub unkept: RwSignal<bool>,
    /// It stood on the shelf before: only its picture is new.
    pub stood: bool,
}

/// Why nothing leaves at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standstill {
    /// Something between this phone and the market.
    Trouble(Trouble),
    /// Nobody is signed in on this phone any more.
    SignedOut,
}

/// What a change was answered, for the page that shows the product.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Which product.
    pub product: ProductId,
    /// What was wished.
    pub wish: Wish,
    /// What became of it.
    pub outcome: Outcome,
}

/// The counter's post. One per page: the island that shows what it carries, else the counter's frame.
#[derive(Clone, Copy)]
pub struct Post {
    shop: ShopId,
    /// Whether this device only lends a hand there.
    lends: bool,
    /// What was confirmed, the newest first.
    pub shots: RwSignal<Vec<Shot>>,
    /// How many changes wait on the phone.
    pub wishes: RwSignal<usize>,
    /// How many changes the phone had no room to keep: they are only as safe as this page.
    pub unkept: RwSignal<usize>,
    /// How many things wait here for another shop.
    pub strangers: RwSignal<usize>,
    /// Why nothing leaves; none while all is well.
    pub standstill: RwSignal<Option<Standstill>>,
    /// Answers to changes that no part of the page has heard yet.
    answered: RwSignal<Vec<Answered>>,
}

impl Post {
    /// An empty post for a shop's phone, or for that of somebody who lends a hand there.
    pub fn new(shop: ShopId, lends: bool) -> Self {
        Self {
            shop,
            lends,
            shots: RwSignal::new(Vec::new()),
            wishes: RwSignal::new(0),
            unkept: RwSignal::new(0),
            strangers: RwSignal::new(0),
            standstill: RwSignal::new(None),
            answered: RwSignal::new(Vec::new()),
        }
    }

    /// Fetches what earlier pages could not send, and sends it. Gives the changes that wait, so that the page can show
    /// what is wished and not only what is known.
    pub async fn open(self) -> Vec<(ProductId, Wish)> {
        // What the worker sends at this moment is not read as if it waited. Held until the lanes have theirs.
        let turn = Turn::ask();
        turn.come().await;
        let is_ours = |shop: &ShopId| *shop == self.shop;
        let (goods, strange): (Vec<_>, Vec<_>) = queue::all()
            .await
            .unwrap_or_default()
            .into_iter()
            .partition(|waiting| is_ours(&waiting.shop));
        let (wanted, strange_too): (Vec<_>, Vec<_>) = edits::all()
            .await
            .unwrap_or_default()
            .into_iter()
            .partition(|wanted| is_ours(&wanted.shop));
        self.strangers.set(strange.len() + strange_too.len());
        let is_taken_back = |product: ProductId| {
            let is_that = |wanted: &Wanted| wanted.product == product && wanted.wish == Wish::Withdraw;
            wanted.iter().any(is_that)
        };
        for mut waiting in goods {
            // Confirmed in this page while the drawer was being opened.
            if self.shot(waiting.product).is_some() {
                continue;
            }
            if is_taken_back(waiting.product) {
                (waiting.picture, waiting.redo) = (None, None);
            } else {
                self.show_earlier(&waiting);
            }
            WAITING.with_borrow_mut(|all| all.push(Parcel::found(waiting)));
        }
        let wishes = wanted
            .iter()
            .map(|wanted| (wanted.product, wanted.wish.clone()))
            .collect();
        WANTED.with_borrow_mut(|all| {
            // Before those that were wished in this page while the drawer was being opened.
            for earlier in wanted.into_iter().rev() {
                if all.iter().all(|known| known.row.id != earlier.id) {
                    let kept = true;
                    all.insert(0, Wished { row: earlier, kept });
                }
            }
        });
        self.count_wishes();
        self.run();
        wishes
    }

    /// How many things the market does not have yet.
    pub fn waiting(self) -> usize {
        let goods = self.shots.with(|shots| {
            let is_here = |shot: &&Shot| shot.journey.with(Journey::is_here);
            shots.iter().filter(is_here).count()
        });
        goods + self.wishes.get()
    }

    /// Whether something is only as safe as this page.
    pub fn lacks_room(self) -> bool {
        self.unkept.get() > 0
            || self
                .shots
                .with(|shots| shots.iter().any(|shot| shot.unkept.get()))
    }

    /// The changes of a product that have no answer yet, the oldest first.
    pub fn wishes_for(self, product: ProductId) -> Vec<Wish> {
        WANTED.with_borrow(|all| {
            let its = all.iter().filter(|wished| wished.row.product == product);
            its.map(|wished| wished.row.wish.clone()).collect()
        })
    }

    /// Answers to changes that came since it was asked last; whoever asks is called again when more come.
    pub fn hear(self) -> Vec<Answered> {
        self.answered.track();
        let mut heard = Vec::new();
        self.answered
            .update_untracked(|answers| heard = std::mem::take(answers));
        heard
    }

    /// Something about a product is to change.
    pub fn wish(self, product: ProductId, wish: Wish) {
        let row = Wanted {
            id: EditId(new_id()),
            shop: self.shop,
            product,
            wish,
            made: js_sys::Date::now(),
        };
        let id = row.id;
        if self.wishes.get_untracked() == 0 {
            drawers::ask_to_stay();
        }
        WANTED.with_borrow_mut(|all| all.push(Wished { row, kept: true }));
        self.count_wishes();
        spawn_local(async move {
            self.keep_wish(id).await;
            self.run();
        });
    }

    fn show(self, product: ProductId, address: &str, stood: bool) -> Shot {
        let shot = Shot {
            product,
            address: RwSignal::new(address.to_owned()),
            journey: RwSignal::new(Journey::OnPhone),
            unkept: RwSignal::new(false),
            stood,
        };
        self.shots.update(|shots| shots.insert(0, shot));
        shot
    }

    /// What an earlier page left, as far as it had come.
    fn show_earlier(self, waiting: &Waiting) {
        let address = waiting.picture.as_ref().map(picture::address).unwrap_or_default();
        let shot = self.show(waiting.product, &address, waiting.stood);
        if let Some(why) = waiting.redo.clone().filter(|_| waiting.listed) {
            shot.journey.set(Journey::PhotoRefused(why));
        }
    }

    fn shot(self, product: ProductId) -> Option<Shot> {
        self.shots
            .with_untracked(|shots| shots.iter().find(|shot| shot.product == product).copied())
    }

    fn reached(self, product: ProductId, journey: Journey) {
        if let Some(shot) = self.shot(product) {
            shot.journey.set(journey);
        }
    }
}
