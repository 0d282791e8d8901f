//! What lies on the counter while products are put on sale: the picture in hand, its card, and the deck that waits.

use super::{
    coach::Hint,
    habits::Habits,
    hand::{self, read},
    scanning::Told,
};
use crate::{
    browser::{deck, drawers, new_id, picture::Taken},
    catalogue::post::Post,
    i18n::Locale,
};
use domain::{
    catalogue::{ListingForm, Unit},
    id::{ProductId, ShopId},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// What the screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The plain form: before the island wakes, and where there is no camera.
    Plain,
    /// The camera.
    Viewfinder,
    /// The camera, looking for a barcode.
    Scanning,
    /// The keypad under the frozen picture.
    Pricing,
}

/// What is said about the picture in hand; nothing of it blocks a sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    /// What the coach would do better.
    Coach(Hint),
    /// This phone cannot show it.
    Unreadable,
}

/// For whom the next picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    /// A new product.
    New,
    /// A product whose picture was refused.
    Product(ProductId),
    /// The card in hand.
    Card,
}

/// Pictures that still fit on the phone when it begins to warn.
const FEW: f64 = 40.0;
/// What one picture takes at most, in bytes.
const PICTURE: f64 = 260_000.0;

/// The counter's bench.
#[derive(Clone, Copy)]
pub(super) struct Bench {
    pub locale: Locale,
    pub shop: ShopId,
    pub stage: RwSignal<Stage>,
    /// Where one is between two products: at the camera once it is open.
    pub home: RwSignal<Stage>,
    pub form: RwSignal<ListingForm>,
    pub remark: RwSignal<Option<Remark>>,
    /// Whether squares would cut something off the picture in hand.
    pub uncut: RwSignal<bool>,
    /// Prices come later: the shutter adds to the deck.
    pub later: RwSignal<bool>,
    /// Cards that wait for a price, the next one first.
    pub deck: RwSignal<Vec<String>>,
    /// The deck's card in hand; none for a picture that was just taken.
    pub card: RwSignal<Option<String>>,
    /// What came of a barcode.
    pub told: RwSignal<Option<Told>>,
    /// Changes with every picture that goes into the deck: the viewfinder blinks.
    pub flash: RwSignal<u32>,
    /// Changes with every product that comes into hand.
    pub begun: RwSignal<u32>,
    /// Changes whenever the picture in hand does.
    pub shown: RwSignal<u32>,
    /// Pictures that were chosen and found no room in the deck.
    pub left_out: RwSignal<u32>,
    /// Pictures without a price that the phone had no room to keep.
    pub unkept: RwSignal<u32>,
    /// What the product is called that gets another picture, when the page was opened for that.
    pub again: RwSignal<Option<String>>,
    /// Pictures that still fit on this phone, when they are few.
    pub room: RwSignal<Option<u32>>,
    /// The unit of the product before.
    unit: RwSignal<Unit>,
    /// What the shop's products were before.
    habits: RwSignal<Habits>,
    next: RwSignal<For>,
    pub post: Post,
}

impl Bench {
    pub fn new(locale: Locale, shop: ShopId, lends: bool, unit: Unit, habits: Habits) -> Self {
        Self {
            locale,
            shop,
            stage: RwSignal::new(Stage::Plain),
            home: RwSignal::new(Stage::Plain),
            form: RwSignal::new(ListingForm::default()),
            remark: RwSignal::new(None),
            uncut: RwSignal::new(false),
            later: RwSignal::new(false),
            deck: RwSignal::new(Vec::new()),
            card: RwSignal::new(None),
            told: RwSignal::new(None),
            flash: RwSignal::new(0),
            begun: RwSignal::new(0),
            shown: RwSignal::new(0),
            left_out: RwSignal::new(0),
            unkept: RwSignal::new(0),
            again: RwSignal::new(None),
            room: RwSignal::new(None),
            unit: RwSignal::new(unit),
            habits: RwSignal::new(habits),
            next: RwSignal::new(For::New),
            post: Post::new(shop, lends),
        }
    }

    /// Fetches what earlier pages left: products that did not leave, and cards without a price.
    pub async fn open(self) {
        drawers::ask_to_stay();
        self.post.open().await;
        self.count_room();
        let sold: Vec<String> = self
            .post
            .shots
            .with_untracked(|shots| shots.iter().map(|shot| shot.product.to_string()).collect());
        let mut waiting = Vec::new();
        for card in deck::of_shop(self.shop).await.unwrap_or_default() {
            // The page ended between keeping the product and forgetting its card.
            if sold.contains(&card.id) {
                let _ = deck::forget(&card.id).await;
            } else if self.in_hand().as_ref() != Some(&card.id) {
                waiting.push(card.id);
            }
        }
        self.deck.set(waiting);
    }

    /// A picture was taken.
    pub fn take(self, taken: Taken) {
        match self.next.get_untracked() {
            For::Product(product) => {
                self.next.set(For::New);
                self.again.set(None);
                self.stage.set(self.home.get_untracked());
                self.post.retake(product, taken);
            }
            For::Card => {
                self.next.set(For::New);
                self.keep_card_in_hand(&taken);
                self.lay(taken);
                self.stage.set(Stage::Pricing);
            }
            For::New if self.later.get_untracked() => {
                self.unkept.set(0);
                spawn_local(self.add_to_deck(taken));
            }
            For::New => self.price(ProductId(new_id()), taken),
        }
    }

    /// Pictures were chosen from the gallery: one is priced at once, several make a deck.
    pub fn choose(self, mut files: Vec<File>) {
        spawn_local(async move {
            if files.len() == 1 {
                if let Some(file) = files.pop() {
                    self.take(read(file.into()).await);
                }
                return;
            }
            self.left_out.set(0);
            self.unkept.set(0);
            // One after the other: the deck has them in the order in which they were chosen.
            for file in files {
                self.add_to_deck(read(file.into()).await).await;
            }
        });
    }

    /// The picture in hand is taken again.
    pub fn retake(self) {
        self.next.set(For::Card);
        self.stage.set(self.home.get_untracked());
    }

    /// The picture of a product that is on sale without one is taken again.
    pub fn retake_of(self, product: ProductId) {
        self.next.set(For::Product(product));
        self.stage.set(self.home.get_untracked());
    }

    /// Puts the product in hand on sale.
    pub fn sell(self, mut form: ListingForm) {
        self.habits.with_untracked(|habits| habits.fill(&mut form));
        let Some(product) = form.product else { return };
        if let Ok(unit) = form.unit.parse() {
            self.unit.set(unit);
        }
        let kept = self.post.confirm(product, form, hand::give());
        let laid = hand::laid();
        spawn_local(async move {
            let kept = kept.await;
            // Its card may still be on its way into the deck: what is forgotten before would be there afterwards.
            laid.await;
            // Without room for the product its card is the only copy: it stays until there is some, or until it left.
            if kept {
                let _ = deck::forget(&product.to_string()).await;
            }
            self.count_room();
        });
        self.leave_card();
        self.go_on();
    }

    /// The product that was confirmed last was a mistake: it is taken back.
    pub fn undo(self, product: ProductId) {
        self.post.undo(product);
    }

    /// Back to the camera; what is in the deck stays there.
    pub fn put_down(self) {
        self.card.set(None);
        self.next.set(For::New);
        self.stage.set(self.home.get_untracked());
    }

    fn price(self, product: ProductId, taken: Taken) {
        self.begin(product, None);
        // Whatever becomes of this page, the picture is there afterwards, as a card without a price.
        self.keep_card_in_hand(&taken);
        self.lay(taken);
        self.stage.set(Stage::Pricing);
    }

    /// A product comes into hand: whatever is typed from now on is about this one.
    pub(super) fn begin(self, product: ProductId, card: Option<String>) {
        self.form.set(ListingForm {
            product: Some(product),
            unit: self.unit.get_untracked().to_string(),
            ..ListingForm::default()
        });
        self.told.set(None);
        self.card.set(card);
        self.begun.update(|begun| *begun += 1);
    }

    /// The card of the product in hand, in the deck or not; none between two products.
    pub(super) fn in_hand(self) -> Option<String> {
        let is_priced =
            self.stage.get_untracked() == Stage::Pricing || self.next.get_untracked() == For::Card;
        let product = self.form.with_untracked(|form| form.product);
        product.filter(|_| is_priced).map(|product| product.to_string())
    }

    /// Another card comes into hand: the next picture is for a new product again, and what was laid down half done waits
    /// with the others.
    pub(super) fn lay_down(self) {
        let half_done = self.in_hand().filter(|_| self.next.get_untracked() == For::Card);
        self.next.set(For::New);
        self.again.set(None);
        if let Some(card) = half_done.filter(|_| self.card.with_untracked(Option::is_none)) {
            self.deck.update(|deck| deck.push(card));
        }
    }

    pub(super) fn count_room(self) {
        spawn_local(async move {
            if let Some(bytes) = drawers::room().await {
                let pictures = (bytes / PICTURE).floor();
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 40")]
                let few = (pictures < FEW).then(|| pictures.max(0.0) as u32);
                self.room.set(few);
            }
        });
    }
}
