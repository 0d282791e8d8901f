//! What is asked again before an order stands: another price, an age, a walk that time has shortened.

use chrono::{DateTime, Duration, Utc};
use domain::{
    catalogue::{Category, ListingForm, Stock},
    id::{ProductId, ShopId},
    money::Price,
    orders::{OrderKind, Reservation},
    pickup::{Lead, Window},
    shops::{DescriptionForm, Shop},
};
use sea_orm::{ActiveModelTrait, EntityTrait, PaginatorTrait, Set};
use services::{
    accounts::MerchantOf,
    catalogue,
    db::Db,
    error::Error,
    on_both_engines,
    orders::{self, PlaceRefused, Placed, Placer, entity},
    pickup, secret, shops,
    testing::{Cast, reservation},
};

async fn place(
    db: &Db,
    cast: &Cast,
    wanted: &Reservation,
    at: DateTime<Utc>,
) -> Result<Placed, Error<PlaceRefused>> {
    orders::place(db, &cast.town, wanted, Placer::Shopper, "fr", at).await
}

fn price(cents: i64) -> Price {
    Price::from_cents(cents).unwrap()
}

/// That nothing was written and nothing taken.
async fn nothing_happened(db: &Db, cast: &Cast, product: ProductId, stock: Stock) {
    assert_eq!(entity::order::Entity::find().count(db.read()).await.unwrap(), 0);
    let known = catalogue::by_ids(db.read(), cast.town.id, &[product])
        .await
        .unwrap();
    assert_eq!(known[0].stock, stock);
}

async fn beer(db: &Db, cast: &Cast) -> ProductId {
    let form = ListingForm {
        name: "Bière blonde".into(),
        price: "3,20".into(),
        category: Category::BeerAndWine.to_string(),
        ..ListingForm::default()
    };
    let (tx, id) = (db.write().await.unwrap(), ProductId(secret::id()));
    catalogue::put_on_sale(&tx, &cast.grocer_merchant, id, form.parse().unwrap(), cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn sells_at_a_distance(db: &Db, cast: &Cast, who: &MerchantOf, shop: &Shop) {
    let form = DescriptionForm {
        address: shop.address.clone(),
        phone: "01 99 00 00 12".into(),
        week: pickup::usual_week(&shop.hours).unwrap().form(),
        sells_at_a_distance: true,
        ..DescriptionForm::default()
    };
    let tx = db.write().await.unwrap();
    let owner = who.as_owner().unwrap();
    owner
        .describe(&tx, form.parse().unwrap(), cast.at.date_naive())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Puts a shop somewhere else.
async fn stands_at(db: &Db, shop: ShopId, latitude: f64, longitude: f64) {
    let tx = db.write().await.unwrap();
    let row = shops::entity::ActiveModel {
        id: Set(shop),
        latitude: Set(Some(latitude)),
        longitude: Set(Some(longitude)),
        ..Default::default()
    };
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

on_both_engines! {
    async fn only_the_price_that_was_seen_is_taken(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Pieces(3)).await;
        let mut wanted = reservation(&cast, "seen", &[(jam, 2)], &[&cast.grocer]);
        for other in [390, 451, 1] {
            wanted.basket.see(jam, price(other));
            let asked = place(db, &cast, &wanted, cast.at).await;
            assert!(matches!(asked, Err(Error::Refused(PlaceRefused::Price(of))) if of == [jam]));
        }
        nothing_happened(db, &cast, jam, Stock::Pieces(3)).await;
        wanted.basket.see(jam, price(450));
        let placed = place(db, &cast, &wanted, cast.at).await.unwrap();
        let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
        assert_eq!(order.parts[0].lines[0].price, price(450));
    }

    async fn an_answer_that_was_lost_is_given_again_although_the_price_moved_on(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Pieces(3)).await;
        let mut wanted = reservation(&cast, "lost", &[(jam, 1)], &[&cast.grocer]);
        wanted.basket.see(jam, price(450));
        let first = place(db, &cast, &wanted, cast.at).await.unwrap();
        let tx = db.write().await.unwrap();
        let dearer = catalogue::entity::product::ActiveModel { id: Set(jam), price: Set(price(520)), ..Default::default() };
        dearer.update(&tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(place(db, &cast, &wanted, cast.at).await.unwrap().page_key, first.page_key);
    }

    async fn alcohol_is_for_who_says_to_be_eighteen(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let beer = beer(db, &cast).await;
        let train = cast.product(db, &cast.toys_merchant, "Train", "32", Stock::Pieces(2)).await;
        let mut wanted = reservation(&cast, "age", &[(beer, 1), (train, 1)], &[&cast.grocer, &cast.toys]);
        assert!(matches!(place(db, &cast, &wanted, cast.at).await, Err(Error::Refused(PlaceRefused::Age))));
        nothing_happened(db, &cast, train, Stock::Pieces(2)).await;
        wanted.of_age = true;
        place(db, &cast, &wanted, cast.at).await.unwrap();
        let at_the_grocer = orders::inbox(db.read(), &cast.grocer_merchant, cast.at).await.unwrap();
        let at_the_toys = orders::inbox(db.read(), &cast.toys_merchant, cast.at).await.unwrap();
        assert!(at_the_grocer[0].has_alcohol && !at_the_toys[0].has_alcohol);
    }

    async fn a_firm_order_is_one_at_every_shop_of_it(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Pieces(3)).await;
        let train = cast.product(db, &cast.toys_merchant, "Train", "32", Stock::Always).await;
        let mut wanted = reservation(&cast, "firm", &[(jam, 1), (train, 1)], &[&cast.grocer, &cast.toys]);
        wanted.kind = OrderKind::Firm;
        sells_at_a_distance(db, &cast, &cast.grocer_merchant, &cast.grocer).await;
        let asked = place(db, &cast, &wanted, cast.at).await;
        assert!(matches!(asked, Err(Error::Refused(PlaceRefused::NotFirm(shops))) if shops == [cast.toys.id]));
        nothing_happened(db, &cast, jam, Stock::Pieces(3)).await;
        sells_at_a_distance(db, &cast, &cast.toys_merchant, &cast.toys).await;
        let unsaid = place(db, &cast, &wanted, cast.at).await;
        let mut both = vec![jam, train];
        both.sort_unstable();
        assert!(matches!(unsaid, Err(Error::Refused(PlaceRefused::Unsaid(goods))) if goods == both));
        nothing_happened(db, &cast, jam, Stock::Pieces(3)).await;
        cast.says_all(db, &cast.grocer_merchant, jam).await;
        cast.says_all(db, &cast.toys_merchant, train).await;
        let firm = place(db, &cast, &wanted, cast.at).await.unwrap();
        wanted = Reservation { key: "plain".into(), kind: OrderKind::Reservation, ..wanted };
        let plain = place(db, &cast, &wanted, cast.at).await.unwrap();
        for (placed, kind) in [(firm, OrderKind::Firm), (plain, OrderKind::Reservation)] {
            let row = entity::order::Entity::find_by_id(placed.order).one(db.read()).await.unwrap().unwrap();
            assert_eq!(row.kind, kind);
        }
    }

    async fn who_names_no_time_to_come_is_left_out_as_it_was_shown(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Pieces(3)).await;
        let train = cast.product(db, &cast.toys_merchant, "Train", "32", Stock::Pieces(1)).await;
        let mut wanted = reservation(&cast, "none", &[(jam, 1), (train, 1)], &[&cast.grocer]);
        let asked = place(db, &cast, &wanted, cast.at).await;
        assert!(matches!(asked, Err(Error::Refused(PlaceRefused::Windows(shops))) if shops == [cast.toys.id]));
        wanted.windows.insert(cast.toys.id, Window::LEFT_OUT.into());
        let placed = place(db, &cast, &wanted, cast.at).await.unwrap();
        assert_eq!(placed.shops, [cast.grocer.id]);
        let stock = catalogue::by_ids(db.read(), cast.town.id, &[train]).await.unwrap()[0].stock;
        assert_eq!(stock, Stock::Pieces(1));
        let nothing = Reservation {
            key: "nothing".into(),
            windows: [(cast.grocer.id, Window::LEFT_OUT.into()), (cast.toys.id, Window::LEFT_OUT.into())].into(),
            ..wanted
        };
        let asked = place(db, &cast, &nothing, cast.at).await;
        assert!(matches!(asked, Err(Error::Refused(PlaceRefused::Windows(shops))) if shops.is_empty()));
    }

    async fn hours_that_changed_since_they_were_shown_are_asked_again(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Pieces(3)).await;
        let mut wanted = reservation(&cast, "moved", &[(jam, 1)], &[]);
        let shown = pickup::windows(&cast.grocer, Lead::Hour, &cast.town.time_zone, cast.at)[0];
        let moved = |from: i64, to: i64| {
            let (from, to) = (shown.from + Duration::minutes(from), shown.to + Duration::minutes(to));
            pickup::window_between(&cast.town.time_zone, from, to)
        };
        wanted.windows.insert(cast.grocer.id, moved(0, -30).key());
        let asked = place(db, &cast, &wanted, cast.at).await;
        assert!(matches!(asked, Err(Error::Refused(PlaceRefused::Windows(shops))) if shops == [cast.grocer.id]));
        // What was shown to begin later is kept as it was shown.
        let late = moved(15, 0);
        wanted.windows.insert(cast.grocer.id, late.key());
        let placed = place(db, &cast, &wanted, cast.at).await.unwrap();
        let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
        assert_eq!(order.parts[0].window, late);
    }

    async fn a_walk_that_time_has_shortened_is_asked_again(db: &Db) {
        let cast = Cast::on_stage(db).await;
        // Some eleven minutes apart, and five at each counter.
        stands_at(db, cast.toys.id, 48.529, 2.022).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Pieces(3)).await;
        let train = cast.product(db, &cast.toys_merchant, "Train", "32", Stock::Always).await;
        let mut wanted = reservation(&cast, "walk", &[(jam, 1), (train, 1)], &[&cast.grocer, &cast.toys]);
        wanted.trips = vec![vec![cast.grocer.id, cast.toys.id]];
        assert_eq!(cast.grocer.lead, Lead::Hour);
        // The morning ends at half past twelve: at eleven half an hour is shown of it, and a quarter is left from 11:15 on.
        let soon = "2026-11-24T10:00:00Z".parse().unwrap();
        for shop in [&cast.grocer, &cast.toys] {
            let shown = pickup::windows(shop, Lead::Hour, &cast.town.time_zone, soon);
            wanted.windows.insert(shop.id, shown[0].key());
        }
        let late = "2026-11-24T10:14:00Z".parse().unwrap();
        let asked = place(db, &cast, &wanted, late).await;
        assert!(matches!(asked, Err(Error::Refused(PlaceRefused::Walk(shops))) if shops == [cast.grocer.id, cast.toys.id]));
        nothing_happened(db, &cast, jam, Stock::Pieces(3)).await;
        // Whoever chose each window by hand is not asked about a walk.
        let by_hand = Reservation { key: "hand".into(), trips: Vec::new(), ..wanted.clone() };
        place(db, &cast, &by_hand, late).await.unwrap();
        place(db, &cast, &wanted, soon).await.unwrap();
    }
}
