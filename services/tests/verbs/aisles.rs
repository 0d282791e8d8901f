//! The market by aisles, page by page, the last pieces, and what is known of a product.

use domain::{
    catalogue::{Category, Change, ListingForm, Stock},
    duties::{Allergens, Fact},
    id::ProductId,
};
use services::{
    catalogue::{self, Leaf},
    db::Db,
    on_both_engines, secret,
    testing::Cast,
};

const FIRST: Leaf = Leaf { number: 1, size: 2 };

async fn change(db: &Db, cast: &Cast, product: ProductId, change: Change) {
    let tx = db.write().await.unwrap();
    catalogue::change(&tx, &cast.grocer_merchant, product, change, cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_both_engines! {
    async fn a_product_lies_in_its_shops_aisle_until_its_merchant_says_otherwise(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Plenty).await;
        cast.product(db, &cast.toys_merchant, "Toupie", "12", Stock::Pieces(2)).await;
        let aisles = |db: &Db| { let (db, town) = (db.clone(), cast.town.id); async move { catalogue::aisles(db.read(), town).await.unwrap() } };
        assert_eq!(aisles(db).await, [(Category::Grocery, 1), (Category::Toys, 1)]);
        change(db, &cast, jam, Change::Category(Category::Ready)).await;
        assert_eq!(aisles(db).await, [(Category::Ready, 1), (Category::Toys, 1)]);
        let of = |category| async move { catalogue::in_aisle(db.read(), cast.town.id, category, FIRST).await.unwrap().products.len() };
        assert_eq!((of(Category::Ready).await, of(Category::Grocery).await, of(Category::Toys).await), (1, 0, 1));
        assert_eq!(catalogue::aisles_of(db.read(), cast.grocer.id).await.unwrap(), [(Category::Ready, 1)]);
    }

    async fn what_cannot_be_bought_lies_in_no_aisle(db: &Db) {
        let cast = Cast::on_stage(db).await;
        cast.product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Out).await;
        cast.product(db, &cast.grocer_merchant, "Miel", "4,50", Stock::Pieces(0)).await;
        let hidden = cast.product(db, &cast.grocer_merchant, "Sardines", "4,50", Stock::Always).await;
        change(db, &cast, hidden, Change::Hide).await;
        assert!(catalogue::aisles(db.read(), cast.town.id).await.unwrap().is_empty());
        let aisle = catalogue::in_aisle(db.read(), cast.town.id, Category::Grocery, FIRST).await.unwrap();
        assert!(aisle.products.is_empty() && !aisle.goes_on);
    }

    async fn a_long_shelf_is_turned_page_by_page_and_nothing_is_shown_twice(db: &Db) {
        let cast = Cast::on_stage(db).await;
        for n in 1..=5 {
            cast.product(db, &cast.grocer_merchant, &format!("Miel {n}"), "4,50", Stock::Plenty).await;
        }
        let mut seen = Vec::new();
        for (number, count, goes_on) in [(1, 2, true), (2, 2, true), (3, 1, false), (4, 0, false), (u64::MAX, 0, false)] {
            let leaf = Leaf { number: number.min(1_000), size: 2 };
            let shelf = catalogue::on_shelf(db.read(), cast.grocer.id, Some(Category::Grocery), leaf).await.unwrap();
            assert_eq!((shelf.products.len(), shelf.goes_on), (count, goes_on), "{number}");
            seen.extend(shelf.products.into_iter().map(|product| product.slug));
        }
        seen.sort();
        assert_eq!(seen, ["miel-1", "miel-2", "miel-3", "miel-4", "miel-5"]);
    }

    async fn the_last_pieces_are_told_fewest_first(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let grocer = &cast.grocer_merchant;
        cast.product(db, grocer, "Trois", "4,50", Stock::Pieces(3)).await;
        let one = cast.product(db, grocer, "Un", "4,50", Stock::Pieces(1)).await;
        cast.product(db, grocer, "Quatre", "4,50", Stock::Pieces(4)).await;
        cast.product(db, grocer, "Zéro", "4,50", Stock::Pieces(0)).await;
        cast.product(db, grocer, "Peu", "4,50", Stock::Few).await;
        let ending = |shown: Vec<ProductId>| async move {
            let ending = catalogue::ending_in_town(db.read(), cast.town.id, &shown, 8).await.unwrap();
            ending.into_iter().map(|product| product.slug).collect::<Vec<_>>()
        };
        assert_eq!(ending(Vec::new()).await, ["un", "trois"]);
        assert_eq!(ending(vec![one]).await, ["trois"]);
    }

    async fn what_the_law_wants_said_is_known_of_a_product(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let plain = cast.product(db, &cast.grocer_merchant, "Miel", "4,50", Stock::Plenty).await;
        let facts = catalogue::facts(db.read(), plain).await.unwrap();
        let asked = catalogue::Facts {
            missing: vec![Fact::Allergens, Fact::Amount],
            ..catalogue::Facts::default()
        };
        assert_eq!(facts, asked);
        let form = ListingForm {
            name: "Sablés".into(),
            price: "4,60".into(),
            brand: "Les lavoirs".into(),
            allergens: "gluten, lait".into(),
            ..ListingForm::default()
        };
        let tx = db.write().await.unwrap();
        let id = ProductId(secret::id());
        catalogue::put_on_sale(&tx, &cast.grocer_merchant, id, form.parse().unwrap(), cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let facts = catalogue::facts(db.read(), id).await.unwrap();
        assert_eq!(facts.brand.as_deref(), Some("Les lavoirs"));
        assert_eq!(facts.label.allergens, Some(Allergens::Told("gluten, lait".into())));
        assert!(!facts.from_food_facts);
    }
}
