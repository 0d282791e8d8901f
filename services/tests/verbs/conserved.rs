//! Whatever people do in whatever order: stock and places in pickup windows are conserved, and every answer is the one
//! that a small model on paper foresees.

use chrono::{DateTime, Duration, Utc};
use domain::{
    catalogue::{Stock, StockKind},
    id::{OrderId, OrderPartId, ProductId, ShopId},
    orders::{
        Act, Actor, Code, DAYS_TO_WITHDRAW, Given, NoWithdrawal, OrderKind, PartState, Reason, RefusalForm,
        UNDO_HANDOVER, allowed,
    },
    pickup::{SlotLength, Window},
    shops::Shop,
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use services::{
    catalogue::entity::product,
    db::Db,
    error::Error,
    on_both_engines,
    orders::{
        self, ChangeRefused, Declaration, PlaceRefused, Placer, clock,
        entity::{order, part},
    },
    shops,
    testing::{Cast, reservation},
};

/// What is played when nobody asks for more by `HALLE_SEQUENCES`.
const SEQUENCES: usize = 12;
const JAMS: u32 = 6;
const TRAINS: u32 = 2;
/// Orders that fit into a window of the grocer.
const PLACES: usize = 4;

#[derive(Clone, Debug)]
enum Move {
    /// Refused because there is none.
    SoldOut {
        part: usize,
    },
    /// An official called the shop, and it said yes or no.
    Answer {
        part: usize,
        yes: bool,
    },
    /// All that can be is taken back.
    CancelAll {
        part: usize,
    },
    Place {
        jams: u32,
        trains: u32,
    },
    Act {
        part: usize,
        act: Act,
    },
    Adjust {
        part: usize,
        jams: u32,
    },
    /// The shopper renounces a firm order.
    Withdraw {
        part: usize,
    },
    /// The grocer opens at other hours, and cuts them otherwise.
    Recut {
        length: SlotLength,
        hours: &'static str,
    },
    See,
    /// Minutes pass, and the clock looks.
    Wait(i64),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let act = prop::sample::select(vec![
        Act::Accept,
        Act::MakeReady,
        Act::HandOver,
        Act::Undo,
        Act::Refuse,
        Act::Cancel,
    ]);
    let one = prop_oneof![
        4 => (0..3u32, 0..2u32).prop_map(|(jams, trains)| Move::Place { jams, trains }),
        8 => (0..8usize, act).prop_map(|(part, act)| Move::Act { part, act }),
        2 => (0..8usize, 0..5u32).prop_map(|(part, jams)| Move::Adjust { part, jams }),
        1 => (0..8usize).prop_map(|part| Move::SoldOut { part }),
        1 => (0..8usize).prop_map(|part| Move::CancelAll { part }),
        1 => (0..8usize, any::<bool>()).prop_map(|(part, yes)| Move::Answer { part, yes }),
        1 => (0..8usize).prop_map(|part| Move::Withdraw { part }),
        1 => recut(),
        1 => Just(Move::See),
        1 => prop::sample::select(vec![4, 11, 40, 60 * 24 * 8]).prop_map(Move::Wait),
    ];
    prop::collection::vec(one, 1..40)
}

fn recut() -> impl Strategy<Value = Move> {
    let hours = prop::sample::select(vec!["Tu-Sa 09:00-12:30,14:30-19:00", "Tu-Sa 08:45-19:00"]);
    let length = prop::sample::select(SlotLength::ALL.to_vec());
    (length, hours).prop_map(|(length, hours)| Move::Recut { length, hours })
}

/// A part as the model knows it.
#[derive(Clone, Debug)]
struct OnPaper {
    id: OrderPartId,
    shop: ShopId,
    page: String,
    code: Code,
    quantity: u32,
    /// What is still promised of it: less than was ordered, or more.
    promised: u32,
    /// The shop said that there is none.
    sold_out: bool,
    state: PartState,
    since: DateTime<Utc>,
    window: Window,
    is_firm: bool,
    is_withdrawn: bool,
}

impl OnPaper {
    fn holds(&self) -> bool {
        !self.state.returns_stock()
    }

    fn overlaps(&self, other: &Window) -> bool {
        self.window.from < other.to && self.window.to > other.from
    }

    /// Pieces that left the shelf for it.
    fn taken(&self) -> u32 {
        self.quantity.max(self.promised)
    }
}

struct Play<'p> {
    db: &'p Db,
    cast: Cast,
    jam: ProductId,
    train: ProductId,
    parts: Vec<OnPaper>,
    keys: u32,
}

impl<'p> Play<'p> {
    async fn begin(db: &'p Db) -> Self {
        let mut cast = Cast::named(db, &services::secret::unguessable()).await;
        shops::entity::ActiveModel {
            id: Set(cast.grocer.id),
            slot_capacity: Set(i32::try_from(PLACES).ok()),
            ..Default::default()
        }
        .update(db.for_migrations())
        .await
        .unwrap();
        cast.grocer = shops::by_id(db.read(), cast.grocer.id).await.unwrap();
        let jam = cast
            .product(
                db,
                &cast.grocer_merchant,
                "Confiture",
                "4,50",
                Stock::Pieces(JAMS),
            )
            .await;
        let train = cast
            .product(db, &cast.toys_merchant, "Train", "32", Stock::Pieces(TRAINS))
            .await;
        Self {
            db,
            cast,
            jam,
            train,
            parts: Vec::new(),
            keys: 0,
        }
    }

    /// Pieces that the model has left on a shelf: what is adjusted away is not there to be sold again.
    fn left(&self, shop: ShopId, start: u32) -> u32 {
        let gone: u32 = self
            .parts
            .iter()
            .filter(|part| part.shop == shop)
            .map(|part| {
                if part.holds() || part.sold_out {
                    part.taken()
                } else {
                    part.taken() - part.promised
                }
            })
            .sum();
        start - gone
    }

    async fn place(&mut self, jams: u32, trains: u32) {
        let (grocer, toys) = (self.cast.grocer.clone(), self.cast.toys.clone());
        let mut wanted = Vec::new();
        let mut at: Vec<&Shop> = Vec::new();
        if jams > 0 {
            wanted.push((self.jam, jams));
            at.push(&grocer);
        }
        if trains > 0 {
            wanted.push((self.train, trains));
            at.push(&toys);
        }
        if wanted.is_empty() {
            return;
        }
        self.keys += 1;
        let wanted = reservation(
            &self.cast,
            &format!("{}k{}", self.cast.town.slug, self.keys),
            &wanted,
            &at,
        );
        let window = self.cast.first_window(&grocer);
        let taken = self
            .parts
            .iter()
            .filter(|part| part.shop == grocer.id && part.overlaps(&window) && part.holds())
            .count();
        let enough = self.left(grocer.id, JAMS) >= jams && self.left(toys.id, TRAINS) >= trains;
        let room = jams == 0 || taken < PLACES;
        let placed = orders::place(
            self.db,
            &self.cast.town,
            &wanted,
            Placer::Shopper,
            "fr",
            self.cast.at,
        )
        .await;
        match placed {
            Ok(placed) => {
                assert!(
                    enough && room,
                    "sold what is not there: {jams} {trains} {:?}",
                    self.parts
                );
                // Trains alone are bought, jam is only kept aside.
                let is_firm = jams == 0;
                if is_firm {
                    self.make_firm(placed.order).await;
                }
                let (_, order) = orders::page(self.db.read(), &placed.page_key).await.unwrap();
                for part in order.parts {
                    let quantity = part.lines.iter().map(|line| line.quantity).sum();
                    self.parts.push(OnPaper {
                        id: part.id,
                        shop: part.shop.id,
                        page: placed.page_key.clone(),
                        code: order.code.clone(),
                        quantity,
                        promised: quantity,
                        sold_out: false,
                        state: PartState::Placed,
                        since: self.cast.at,
                        window: part.window,
                        is_firm,
                        is_withdrawn: false,
                    });
                }
            }
            Err(Error::Refused(PlaceRefused::Full(full))) => {
                assert!(!room && full == [grocer.id]);
            }
            Err(Error::Refused(PlaceRefused::Gone(_))) => assert!(!enough && room),
            Err(other) => panic!("{other:?}"),
        }
    }

    /// As the basket sends it once a shopper chose to.
    async fn make_firm(&self, id: OrderId) {
        let row = order::ActiveModel {
            id: Set(id),
            kind: Set(OrderKind::Firm),
            ..Default::default()
        };
        row.update(self.db.for_migrations()).await.unwrap();
    }

    async fn withdraw(&mut self, at: usize) {
        let Some(part) = self.parts.get(at).cloned() else {
            return;
        };
        let declared = Declaration {
            name: "Jeanne Martin".parse().unwrap(),
            email: None,
            locale: "fr".into(),
        };
        let now = self.cast.at;
        let tx = self.db.write().await.unwrap();
        let done = orders::withdraw(&tx, &part.page, part.id, &declared, now).await;
        tx.commit().await.unwrap();
        let may = part.is_firm && allowed(Actor::Shopper, Act::Withdraw, part.state);
        match done {
            Ok(Some(_)) => {
                assert!(may && !part.is_withdrawn, "withdrawn from {}", part.state);
                let part = &mut self.parts[at];
                (part.state, part.is_withdrawn) = (Act::Withdraw.leads_to(part.state), true);
            }
            Ok(None) => assert!(part.is_withdrawn),
            Err(Error::Refused(NoWithdrawal::NotAContract)) => assert!(!part.is_firm),
            Err(Error::Refused(NoWithdrawal::Over)) => assert!(part.is_firm && !may, "{}", part.state),
            Err(Error::Refused(NoWithdrawal::TooLate { .. })) => {
                let days = (now - part.since).num_days().unsigned_abs();
                assert!(
                    part.state == PartState::HandedOver && days >= DAYS_TO_WITHDRAW,
                    "{days}"
                );
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    async fn recut(&mut self, length: SlotLength, hours: &str) {
        self.cast
            .settle(self.db, |row| {
                row.hours = Set(hours.to_owned());
                row.slot_minutes = Set(length.minutes());
            })
            .await;
    }

    async fn act(&mut self, at: usize, act: Act) {
        let Some(part) = self.parts.get(at).cloned() else {
            return;
        };
        let who = if part.shop == self.cast.grocer.id {
            self.cast.grocer_merchant
        } else {
            self.cast.toys_merchant
        };
        let (now, no) = (self.cast.at, RefusalForm::default().parse().unwrap());
        let tx = self.db.write().await.unwrap();
        let moved = match act {
            Act::Accept => orders::accept(&tx, &who, part.id, now).await,
            Act::MakeReady => orders::make_ready(&tx, &who, part.id, now).await,
            Act::HandOver => orders::hand_over(&tx, &who, part.id, &part.code, now).await,
            Act::Undo => orders::undo(&tx, &who, part.id, now).await,
            Act::Refuse => orders::refuse(&tx, &who, part.id, &no, now).await,
            _ => orders::cancel(&tx, &part.page, part.id, now).await,
        };
        tx.commit().await.unwrap();
        let actor = if act == Act::Cancel {
            Actor::Shopper
        } else {
            Actor::Merchant
        };
        let late = act == Act::Undo
            && part.state == PartState::HandedOver
            && (part.is_withdrawn || now >= part.since + UNDO_HANDOVER);
        match moved {
            Ok(_) => {
                assert!(
                    allowed(actor, act, part.state) && !late,
                    "{act} from {}",
                    part.state
                );
                self.parts[at].state = act.leads_to(part.state);
                self.parts[at].since = now;
            }
            Err(Error::Refused(ChangeRefused::Moved(state))) => {
                assert!(
                    !allowed(actor, act, part.state) && state == part.state,
                    "{act} {state} {}",
                    part.state
                );
            }
            Err(Error::Refused(ChangeRefused::TooLate)) => assert!(late),
            Err(other) => panic!("{other:?}"),
        }
    }

    async fn adjust(&mut self, at: usize, jams: u32) {
        let Some(part) = self
            .parts
            .get(at)
            .filter(|part| part.shop == self.cast.grocer.id)
            .cloned()
        else {
            return;
        };
        let tx = self.db.write().await.unwrap();
        let given = vec![Some(Given::whole(jams))];
        let done = orders::adjust(&tx, &self.cast.grocer_merchant, part.id, &given, self.cast.at).await;
        tx.commit().await.unwrap();
        let may = allowed(Actor::Merchant, Act::Adjust, part.state);
        let left = self.left(self.cast.grocer.id, JAMS);
        let enough = jams.max(part.quantity) <= part.taken() + left;
        match done {
            Ok(_) => {
                assert!(may && enough, "gave what is not there: {jams} {:?}", self.parts);
                self.parts[at].promised = jams;
            }
            Err(Error::Refused(ChangeRefused::Moved(_))) => assert!(!may, "{}", part.state),
            Err(Error::Refused(ChangeRefused::NotThere { line: 0, left: told })) => {
                assert!(may && !enough && told == left, "{told} {left} {:?}", self.parts);
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    async fn sold_out(&mut self, at: usize) {
        let Some(part) = self.parts.get(at).cloned() else {
            return;
        };
        let who = if part.shop == self.cast.grocer.id {
            self.cast.grocer_merchant
        } else {
            self.cast.toys_merchant
        };
        let form = RefusalForm {
            because: Reason::SoldOut.to_string(),
            ..RefusalForm::default()
        };
        let tx = self.db.write().await.unwrap();
        let refused = orders::refuse(&tx, &who, part.id, &form.parse().unwrap(), self.cast.at).await;
        tx.commit().await.unwrap();
        assert_eq!(
            refused.is_ok(),
            allowed(Actor::Merchant, Act::Refuse, part.state),
            "{}",
            part.state
        );
        if refused.is_ok() {
            let part = &mut self.parts[at];
            (part.state, part.sold_out, part.since) = (PartState::Refused, true, self.cast.at);
        }
    }

    async fn answer(&mut self, at: usize, yes: bool) {
        let Some(part) = self.parts.get(at).cloned() else {
            return;
        };
        let no = RefusalForm::default().parse().unwrap();
        let act = if yes { Act::Accept } else { Act::Refuse };
        let tx = self.db.write().await.unwrap();
        let refusal = (!yes).then_some(&no);
        let done = orders::answer_for_shop(&tx, &self.cast.official, part.id, refusal, self.cast.at).await;
        tx.commit().await.unwrap();
        assert_eq!(
            done.is_ok(),
            allowed(Actor::Official, act, part.state),
            "{act} {}",
            part.state
        );
        if done.is_ok() {
            let part = &mut self.parts[at];
            (part.state, part.since) = (act.leads_to(part.state), self.cast.at);
        }
    }

    async fn cancel_all(&mut self, at: usize) {
        let Some(page) = self.parts.get(at).map(|part| part.page.clone()) else {
            return;
        };
        let tx = self.db.write().await.unwrap();
        let done = orders::cancel_all(&tx, &page, self.cast.at).await;
        tx.commit().await.unwrap();
        let now = self.cast.at;
        let mut open = 0;
        for part in self.parts.iter_mut().filter(|part| part.page == page) {
            if allowed(Actor::Shopper, Act::Cancel, part.state) {
                (part.state, part.since) = (PartState::Cancelled, now);
                open += 1;
            }
        }
        match done {
            Ok(changes) => assert_eq!(changes.len(), open),
            Err(Error::Refused(ChangeRefused::Moved(_))) => assert_eq!(open, 0),
            Err(other) => panic!("{other:?}"),
        }
    }

    async fn see(&mut self) {
        let tx = self.db.write().await.unwrap();
        let shown: Vec<OrderPartId> = self.parts.iter().map(|part| part.id).collect();
        orders::see(&tx, &self.cast.grocer_merchant, &shown, self.cast.at)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for part in &mut self.parts {
            if part.shop == self.cast.grocer.id && part.state == PartState::Placed {
                part.state = PartState::Seen;
            }
        }
    }

    async fn wait(&mut self, minutes: i64) {
        self.cast.at += Duration::minutes(minutes);
        // Each look takes one step of the alarm; none is left to do when nothing changes.
        while !clock::tick(self.db, self.cast.at)
            .await
            .unwrap()
            .changes
            .is_empty()
        {}
        for part in &mut self.parts {
            let row = part::Entity::find_by_id(part.id)
                .one(self.db.read())
                .await
                .unwrap()
                .unwrap();
            if row.state != part.state {
                assert_eq!(row.state, PartState::Expired, "the clock only gives up");
                assert!(allowed(Actor::Clock, Act::Expire, part.state));
                let unseen = part.state == PartState::Placed;
                assert!(unseen || self.cast.at >= part.window.to + clock::KEPT_ASIDE);
                part.state = PartState::Expired;
            } else if part.state == PartState::Placed {
                assert!(
                    self.cast.at < part.window.to,
                    "nobody waits for an answer after the window"
                );
            }
        }
    }

    /// What the database says, against the paper.
    async fn check(&self, after: &Move) {
        for (product, shop, start) in [
            (self.jam, self.cast.grocer.id, JAMS),
            (self.train, self.cast.toys.id, TRAINS),
        ] {
            let row = product::Entity::find_by_id(product)
                .one(self.db.read())
                .await
                .unwrap()
                .unwrap();
            assert_eq!(row.stock_kind, StockKind::Pieces);
            let left = i32::try_from(self.left(shop, start)).unwrap();
            assert_eq!(row.stock_count, Some(left), "{after:?} {:?}", self.parts);
        }
        for part in &self.parts {
            let row = part::Entity::find_by_id(part.id)
                .one(self.db.read())
                .await
                .unwrap()
                .unwrap();
            assert_eq!(row.state, part.state, "{after:?}");
            assert_eq!(
                row.due_at.is_some(),
                !part.state.is_over(),
                "{after:?} {}",
                part.state
            );
        }
        let held = part::Entity::find()
            .filter(part::Column::ShopId.eq(self.cast.grocer.id))
            .filter(part::Column::State.is_not_in([
                PartState::Refused,
                PartState::Cancelled,
                PartState::Expired,
            ]))
            .all(self.db.read())
            .await
            .unwrap();
        // However the day was cut meanwhile, no more may come in any instant.
        for one in &held {
            let covers =
                |other: &&part::Model| (other.pickup_from..other.pickup_to).contains(&one.pickup_from);
            assert!(held.iter().filter(covers).count() <= PLACES, "{after:?} {held:?}");
        }
    }
}

fn said(name: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "tests have no settings")]
    let said = std::env::var(name);
    said.ok()
}

/// Other sequences at each run; those that failed come again with the seed that was printed.
fn runner() -> TestRunner {
    let seed: u64 = match said("HALLE_TEST_SEED") {
        Some(typed) => typed.parse().unwrap(),
        None => u64::from(services::secret::bits()),
    };
    println!("HALLE_TEST_SEED={seed}");
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    TestRunner::new_with_rng(
        Config::default(),
        TestRng::from_seed(RngAlgorithm::ChaCha, &bytes),
    )
}

on_both_engines! {
    async fn stock_and_places_are_conserved_over_any_sequence(db: &Db) {
        let mut runner = runner();
        let sequences = said("HALLE_SEQUENCES").map_or(SEQUENCES, |typed| typed.parse().unwrap());
        for _ in 0..sequences {
            let sequence = moves().new_tree(&mut runner).unwrap().current();
            let mut play = Play::begin(db).await;
            for step in &sequence {
                match *step {
                    Move::Place { jams, trains } => play.place(jams, trains).await,
                    Move::Act { part, act } => play.act(part, act).await,
                    Move::SoldOut { part } => play.sold_out(part).await,
                    Move::Answer { part, yes } => play.answer(part, yes).await,
                    Move::CancelAll { part } => play.cancel_all(part).await,
                    Move::Adjust { part, jams } => play.adjust(part, jams).await,
                    Move::Withdraw { part } => play.withdraw(part).await,
                    Move::Recut { length, hours } => play.recut(length, hours).await,
                    Move::See => play.see().await,
                    Move::Wait(minutes) => play.wait(minutes).await,
                }
                play.check(step).await;
            }
        }
    }
}
