//! How far shops have come, held against what really happened, row by row.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{
    adoption::Milestone,
    catalogue::{ListingForm, Stock},
    id::{CallId, ProductId, ShopId},
    orders::PartState,
    shops::{Shop, ShopKind},
    tour::{CallForm, Said},
};
use sea_orm::EntityTrait;
use services::{
    accounts::{self, MerchantOf, OfficialOf, entity::invitation},
    catalogue::{self, entity::product},
    db::Db,
    on_both_engines,
    orders::{
        self, Placer,
        entity::{change, part},
    },
    oversight::{self, Adoption},
    pickup, secret,
    shops::{self, NewShop},
    testing::{Cast, reservation},
    tour,
};
use std::collections::BTreeMap;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

async fn adoption(db: &Db, who: &OfficialOf, now: DateTime<Utc>) -> Adoption {
    oversight::adoption(db.read(), who, today(), now).await.unwrap()
}

/// Shops that passed each milestone, and the median minutes from the one before.
async fn funnel(db: &Db, cast: &Cast, now: DateTime<Utc>) -> Vec<(usize, Option<i64>)> {
    let adoption = adoption(db, &cast.official, now).await;
    let steps = adoption.funnel.iter();
    steps.map(|step| (step.shops, step.minutes)).collect()
}

async fn on_roster(db: &Db, cast: &Cast, name: &str, kind: ShopKind) -> Shop {
    let tx = db.write().await.unwrap();
    let shop = NewShop::named(name.parse().unwrap(), kind);
    let shop = shops::add(&tx, cast.town.id, shop, cast.at).await.unwrap();
    tx.commit().await.unwrap();
    shop
}

async fn call(db: &Db, cast: &Cast, shop: ShopId, said: Said, at: DateTime<Utc>) {
    let form = CallForm {
        id: CallId(secret::id()),
        shop,
        said,
        on: String::new(),
        note: "Demander Léa".into(),
        age: 0,
    };
    let tx = db.write().await.unwrap();
    tour::note(&tx, &cast.official, &form, at).await.unwrap();
    tx.commit().await.unwrap();
}

/// Through a link of the official, `minutes` after the play begins.
async fn claim(db: &Db, cast: &Cast, shop: ShopId, minutes: (i64, i64)) -> MerchantOf {
    let at = |minutes| cast.at + Duration::minutes(minutes);
    let tx = db.write().await.unwrap();
    let link = cast.official.invite(&tx, shop, at(minutes.0)).await.unwrap();
    let session = accounts::accept(&tx, &link, "test", at(minutes.1)).await.unwrap();
    let who = accounts::signed_in(&tx, &session.secret, at(minutes.1))
        .await
        .unwrap();
    let who = who.merchant(&tx).await.unwrap();
    tx.commit().await.unwrap();
    who
}

async fn list(db: &Db, who: &MerchantOf, count: usize, first: DateTime<Utc>) -> Vec<ProductId> {
    let tx = db.write().await.unwrap();
    let mut listed = Vec::new();
    for nth in 0..count {
        let form = ListingForm {
            name: format!("Numéro {nth}"),
            price: "4".into(),
            ..Default::default()
        };
        let at = first + Duration::minutes(i64::try_from(nth).unwrap());
        let id = ProductId(secret::id());
        let who = who.in_good_standing(&tx).await.unwrap();
        catalogue::put_on_sale(&tx, &who, id, form.parse().unwrap(), at)
            .await
            .unwrap();
        listed.push(id);
    }
    tx.commit().await.unwrap();
    listed
}

/// What the raw rows say, reckoned the slow way: every instant of each shop at each milestone.
async fn raw(db: &Db, cast: &Cast) -> BTreeMap<ShopId, [Option<DateTime<Utc>>; 6]> {
    let all = shops::entity::Entity::find().all(db.read()).await.unwrap();
    let calls = tour::entity::Entity::find().all(db.read()).await.unwrap();
    let links = invitation::Entity::find().all(db.read()).await.unwrap();
    let products = product::Entity::find().all(db.read()).await.unwrap();
    let parts = part::Entity::find().all(db.read()).await.unwrap();
    let changes = change::Entity::find().all(db.read()).await.unwrap();
    let ours = all.iter().filter(|shop| shop.town_id == cast.town.id);
    let of = |shop: &shops::entity::Model| {
        let spoken = calls
            .iter()
            .filter(|call| call.shop_id == shop.id && call.said != Said::Nobody)
            .map(|call| call.made_at);
        let linked = links
            .iter()
            .filter(|link| link.shop_id == Some(shop.id))
            .map(|link| link.created_at);
        let mut listed: Vec<_> = products
            .iter()
            .filter(|product| product.shop_id == shop.id)
            .map(|product| product.listed_at)
            .collect();
        listed.sort();
        let of_shop = || parts.iter().filter(|part| part.shop_id == shop.id);
        let handed = of_shop().filter_map(|part| {
            let reached = changes.iter().filter(|change| {
                change.part_id == part.id
                    && change.to_state == PartState::HandedOver
                    && part.state == PartState::HandedOver
            });
            reached.map(|change| change.at).max()
        });
        let milestones = [
            spoken.chain(linked).min(),
            shop.claimed_at,
            listed.first().copied(),
            listed.get(9).copied(),
            of_shop().map(|part| part.placed_at).min(),
            handed.min(),
        ];
        (shop.id, milestones)
    };
    ours.map(of).collect()
}

on_both_engines! {
    async fn the_figures_are_what_really_happened(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let at = |minutes| cast.at + Duration::minutes(minutes);
        // Somebody was there, nobody was there, and nobody went there.
        let books = on_roster(db, &cast, "La ruche aux livres", ShopKind::Books).await;
        let tea = on_roster(db, &cast, "Le thé", ShopKind::Tea).await;
        on_roster(db, &cast, "Le puits", ShopKind::Other).await;
        call(db, &cast, books.id, Said::Stuck, at(3)).await;
        call(db, &cast, tea.id, Said::Nobody, at(4)).await;
        // One in five minutes from the link to the claim, its first product four minutes later, ten products.
        let bakery = on_roster(db, &cast, "L’épi d’or", ShopKind::Bakery).await;
        let baker = claim(db, &cast, bakery.id, (10, 15)).await;
        let breads = list(db, &baker, 11, at(19)).await;
        // What is taken back was listed all the same.
        let tx = db.write().await.unwrap();
        let standing = baker.in_good_standing(&tx).await.unwrap();
        catalogue::change(&tx, &standing, breads[0], domain::catalogue::Change::Withdraw, at(40)).await.unwrap();
        tx.commit().await.unwrap();
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4", Stock::Plenty).await;

        // An order, handed over, taken back, and handed over for good.
        let mut wanted = reservation(&cast, "k", &[(jam, 1)], &[&cast.grocer]);
        let shown = pickup::windows(&cast.grocer, cast.grocer.lead, &cast.town.time_zone, at(50));
        wanted.windows.insert(cast.grocer.id, shown[0].key());
        let placed = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", at(50)).await.unwrap();
        let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
        let (part, code, who) = (order.parts[0].id, order.code, &cast.grocer_merchant);
        let steps = async |handed: bool, minutes: i64| {
            let tx = db.write().await.unwrap();
            if handed {
                orders::hand_over(&tx, who, part, &code, at(minutes)).await.unwrap();
            } else {
                orders::undo(&tx, who, part, at(minutes)).await.unwrap();
            }
            tx.commit().await.unwrap();
        };
        let tx = db.write().await.unwrap();
        orders::make_ready(&tx, who, part, at(55)).await.unwrap();
        tx.commit().await.unwrap();
        steps(true, 60).await;
        assert_eq!(funnel(db, &cast, at(61)).await[5], (1, Some(10)));
        steps(false, 62).await;
        assert_eq!(funnel(db, &cast, at(63)).await[5], (0, None));
        steps(true, 80).await;

        // Books, the bakery and the two of the cast, whose links were made and used at once.
        let seen = funnel(db, &cast, at(90)).await;
        assert_eq!(seen, [(4, None), (3, Some(0)), (2, Some(2)), (1, Some(9)), (1, None), (1, Some(30))]);

        let raw = raw(db, &cast).await;
        assert_eq!(raw.len(), 6);
        for (place, step) in seen.iter().enumerate() {
            let passed = raw.values().filter(|shop| shop[place].is_some()).count();
            let mut spans: Vec<i64> = raw.values().filter_map(|shop| {
                let span = (shop[place]? - shop[place.checked_sub(1)?]?).num_minutes();
                (span >= 0).then_some(span)
            }).collect();
            spans.sort_unstable();
            let middle = spans.len() / 2;
            let median = match spans.len() {
                0 => None,
                odd if odd % 2 == 1 => Some(spans[middle]),
                _ => Some(i64::midpoint(spans[middle - 1], spans[middle])),
            };
            assert_eq!(*step, (passed, median), "{:?}", Milestone::ALL[place]);
        }
    }

    async fn who_needs_a_hand_is_told_with_what_stands_in_the_way(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let at = |minutes| cast.at + Duration::minutes(minutes);
        let books = on_roster(db, &cast, "La ruche aux livres", ShopKind::Books).await;
        call(db, &cast, books.id, Said::Stuck, at(1)).await;
        let stuck = async |minutes| {
            let adoption = adoption(db, &cast.official, at(minutes)).await;
            let named = adoption.stuck.into_iter().map(|one| (one.shop.name.to_string(), one.before, one.said_so));
            named.collect::<Vec<_>>()
        };
        let theirs = ("La ruche aux livres".to_owned(), Milestone::Claimed, true);
        assert_eq!(stuck(2).await, std::slice::from_ref(&theirs));
        // An hour with an empty shelf.
        let empty = |name: &str| (name.to_owned(), Milestone::FirstProduct, false);
        let (toys, grocer) = (empty("Le cheval de bois"), empty("La pause"));
        assert_eq!(stuck(60).await, [theirs.clone(), grocer, toys.clone()]);
        let said = adoption(db, &cast.official, at(2)).await.stuck.remove(0);
        assert_eq!((said.note.as_str(), said.since), ("Demander Léa", at(1)));
        list(db, &cast.grocer_merchant, 1, at(61)).await;
        assert_eq!(stuck(62).await, [theirs.clone(), toys.clone()]);
        // They say that they do not want to: they are left in peace.
        call(db, &cast, books.id, Said::Refused, at(63)).await;
        assert_eq!(stuck(64).await, [toys]);
    }

    async fn a_shelf_that_nobody_confirms_grows_old_as_its_goods_do(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = list(db, &cast.grocer_merchant, 2, cast.at).await;
        list(db, &cast.toys_merchant, 1, cast.at).await;
        let stale = async |days| {
            let adoption = adoption(db, &cast.official, cast.at + Duration::days(days)).await;
            let named = adoption.stale.into_iter().map(|one| (one.shop.name.to_string(), one.offers, one.since));
            named.collect::<Vec<_>>()
        };
        assert!(stale(13).await.is_empty());
        let (grocer, toys) = ("La pause".to_owned(), "Le cheval de bois".to_owned());
        assert_eq!(stale(15).await, [(grocer.clone(), 2, cast.at)]);
        // One is still there, one is hidden.
        let tx = db.write().await.unwrap();
        let later = cast.at + Duration::days(15);
        catalogue::change(&tx, &cast.grocer_merchant, jam[0], domain::catalogue::Change::Still, later).await.unwrap();
        catalogue::change(&tx, &cast.grocer_merchant, jam[1], domain::catalogue::Change::Hide, later).await.unwrap();
        tx.commit().await.unwrap();
        assert!(stale(16).await.is_empty());
        assert_eq!(stale(46).await, [(toys, 1, cast.at), (grocer, 1, later)]);
    }

    async fn another_towns_shops_are_not_counted(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let there = Cast::named(db, "etampes").await;
        list(db, &there.grocer_merchant, 10, there.at).await;
        let now = cast.at + Duration::days(90);
        assert_eq!(funnel(db, &cast, now).await[2], (0, None));
        assert_eq!(funnel(db, &there, now).await[3], (1, Some(9)));
        assert!(adoption(db, &cast.official, now).await.stale.is_empty());
        assert_eq!(adoption(db, &there.official, now).await.stale.len(), 1);
        assert_eq!(adoption(db, &cast.official, now).await.stuck.len(), 2);
    }
}
