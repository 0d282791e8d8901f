//! The way from this phone to the market. Everything that was confirmed is kept on the phone before it is sent, leaves
//! in the order in which it was made, and is forgotten only when the server has it.
//!
//! Two lanes, because a picture takes seconds and a price does not: products and their changes in one, pictures in the
//! other. Each sends one thing at a time and waits out whatever stands in the way.

mod lanes;
mod words;

pub use words::{Heard, standstill};

use crate::browser::{
    edits::{self, Wanted},
    network::Trouble,
    new_id,
    picture::{self, Taken},
    queue::{self, Waiting},
};
use domain::{
    catalogue::{ListingForm, Outcome, Wish},
    id::{EditId, ProductId, ShopId},
};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
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
    /// On sale; the picture was refused, with the sentence that says why.
    PhotoRefused(String),
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
}

/// Why nothing leaves at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standstill {
    /// Something between this phone and the market.
    Trouble(Trouble),
    /// Nobody is signed in on this phone any more.
    SignedOut,
}

/// What an edit was answered, for the page that shows the product.
pub type Answered = (ProductId, Outcome);

// In no signal, because a browser's pictures stay in their thread and the server's pages change threads.
thread_local! {
    static WAITING: RefCell<Vec<Waiting>> = const { RefCell::new(Vec::new()) };
    static WANTED: RefCell<Vec<Wanted>> = const { RefCell::new(Vec::new()) };
    static GOODS_LANE: Cell<bool> = const { Cell::new(false) };
    static PICTURE_LANE: Cell<bool> = const { Cell::new(false) };
}

/// The counter's post. One per page: the island that shows what it carries, else the counter's frame.
#[derive(Clone, Copy)]
pub struct Post {
    shop: ShopId,
    /// What was confirmed, the newest first.
    pub shots: RwSignal<Vec<Shot>>,
    /// How many changes wait on the phone.
    pub wishes: RwSignal<usize>,
    /// How many things wait here for another shop.
    pub strangers: RwSignal<usize>,
    /// Why nothing leaves; none while all is well.
    pub standstill: RwSignal<Option<Standstill>>,
    /// The last answer to a change.
    pub answered: RwSignal<Option<Answered>>,
}

impl Post {
    /// An empty post for a shop's phone.
    pub fn new(shop: ShopId) -> Self {
        Self {
            shop,
            shots: RwSignal::new(Vec::new()),
            wishes: RwSignal::new(0),
            strangers: RwSignal::new(0),
            standstill: RwSignal::new(None),
            answered: RwSignal::new(None),
        }
    }

    /// Fetches what earlier pages could not send, and sends it. Gives the changes that wait, so that the page can show
    /// what is wished and not only what is known.
    pub async fn open(self) -> Vec<(ProductId, Wish)> {
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
        for waiting in goods {
            // Confirmed in this page while the drawer was being opened.
            if self.shot(waiting.product).is_some() {
                continue;
            }
            self.show(&waiting);
            WAITING.with_borrow_mut(|all| all.push(waiting));
        }
        let wishes = wanted
            .iter()
            .map(|wanted| (wanted.product, wanted.wish.clone()))
            .collect();
        WANTED.with_borrow_mut(|all| {
            // Before those that were wished in this page while the drawer was being opened.
            for earlier in wanted.into_iter().rev() {
                if all.iter().all(|known| known.id != earlier.id) {
                    all.insert(0, earlier);
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

    /// A product was confirmed. It is in the ribbon at once; its file may still be in the making. Ends when it is kept on
    /// the phone.
    pub fn confirm(
        self,
        product: ProductId,
        form: ListingForm,
        taken: Option<Taken>,
    ) -> impl Future<Output = ()> {
        let mut waiting = Waiting {
            product,
            shop: self.shop,
            form,
            picture: None,
            listed: false,
            made: js_sys::Date::now(),
            tried: false,
        };
        let shot = self.show(&waiting);
        async move {
            if let Some(taken) = taken {
                // A picture that cannot be made is no reason not to sell.
                waiting.picture = taken.file().await.ok();
            }
            if let Some(picture) = &waiting.picture {
                shot.address.set(picture::address(picture));
            }
            self.keep(&waiting).await;
            WAITING.with_borrow_mut(|all| all.push(waiting));
            self.run();
        }
    }

    /// Another picture for a product whose picture was refused.
    pub fn retake(self, product: ProductId, taken: Taken) {
        spawn_local(async move {
            let Ok(file) = taken.file().await else { return };
            let waiting = Waiting {
                product,
                shop: self.shop,
                form: ListingForm::default(),
                picture: Some(file),
                listed: true,
                made: js_sys::Date::now(),
                tried: true,
            };
            if let Some(shot) = self.shot(product) {
                shot.address
                    .set(waiting.picture.as_ref().map(picture::address).unwrap_or_default());
                shot.journey.set(Journey::OnItsWay);
            }
            self.keep(&waiting).await;
            WAITING.with_borrow_mut(|all| all.push(waiting));
            self.run();
        });
    }

    /// Something about a product is to change.
    pub fn wish(self, product: ProductId, wish: Wish) {
        let wanted = Wanted {
            id: EditId(new_id()),
            shop: self.shop,
            product,
            wish,
            made: js_sys::Date::now(),
        };
        WANTED.with_borrow_mut(|all| all.push(wanted.clone()));
        self.count_wishes();
        spawn_local(async move {
            // Without room it is only as safe as this page, which shows that it waits.
            let _ = edits::keep(&wanted).await;
            self.run();
        });
    }

    /// The product was confirmed by mistake. If it never left, it is forgotten; if it may have reached the market, its
    /// listing goes first and is taken back then, for a request that was given up may still arrive.
    pub fn undo(self, product: ProductId) {
        self.shots
            .update(|shots| shots.retain(|shot| shot.product != product));
        let never_left = WAITING.with_borrow_mut(|all| {
            let waiting = all.iter_mut().find(|waiting| waiting.product == product)?;
            waiting.picture = None;
            Some(!waiting.tried)
        });
        if never_left != Some(true) {
            return self.wish(product, Wish::Withdraw);
        }
        WAITING.with_borrow_mut(|all| all.retain(|waiting| waiting.product != product));
        spawn_local(async move {
            let _ = queue::forget(product).await;
        });
    }

    fn show(self, waiting: &Waiting) -> Shot {
        let shot = Shot {
            product: waiting.product,
            address: RwSignal::new(waiting.picture.as_ref().map(picture::address).unwrap_or_default()),
            journey: RwSignal::new(Journey::OnPhone),
            unkept: RwSignal::new(false),
        };
        self.shots.update(|shots| shots.insert(0, shot));
        shot
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

    async fn keep(self, waiting: &Waiting) {
        let kept = queue::keep(waiting).await;
        if let Some(shot) = self.shot(waiting.product) {
            shot.unkept.set(kept.is_err());
        }
    }

    /// The server has all of it, or never will.
    async fn finish(self, product: ProductId, journey: Journey) {
        WAITING.with_borrow_mut(|all| all.retain(|waiting| waiting.product != product));
        // A row that stays is sent again and changes nothing.
        let _ = queue::forget(product).await;
        if let Some(shot) = self.shot(product) {
            shot.unkept.set(false);
        }
        self.reached(product, journey);
    }

    fn count_wishes(self) {
        self.wishes.set(WANTED.with_borrow(Vec::len));
    }
}
