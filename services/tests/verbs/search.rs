//! Looking for something in the market: found by its words whatever the slips, true after every change, the same on both
//! databases.

mod relevance;

use domain::{
    catalogue::{Category, Change, ListingForm, Stock},
    id::ProductId,
    search::{Filters, PriceBand, Query},
    shops::ShopKind,
};
use sea_orm::{ConnectionTrait, EntityTrait, Set};
use services::{
    accounts::{self, InGoodStanding, MerchantOf},
    catalogue::{
        self,
        entity::{product, search_word},
    },
    db::Db,
    on_both_engines,
    search::{self, Found},
    secret,
    shops::{self, NewShop},
    testing::Cast,
};

async fn found(db: &Db, cast: &Cast, typed: &str) -> Found {
    narrowed(db, cast, typed, &Filters::default()).await
}

async fn narrowed(db: &Db, cast: &Cast, typed: &str, filters: &Filters) -> Found {
    search::find(db.read(), &cast.town, Query::parse(typed), filters, 1, cast.at)
        .await
        .unwrap()
}

fn names(found: &Found) -> Vec<&str> {
    found
        .products
        .iter()
        .map(|product| product.name.as_ref().map_or("-", |name| name.as_str()))
        .collect()
}

async fn change(db: &Db, cast: &Cast, who: &InGoodStanding, id: ProductId, change: Change) {
    let tx = db.write().await.unwrap();
    catalogue::change(&tx, who, id, change, cast.at).await.unwrap();
    tx.commit().await.unwrap();
}

/// Shops named "Ruche 00" and so on, each with its honey.
async fn many_shops(db: &Db, cast: &Cast, count: usize) -> Vec<MerchantOf> {
    let mut merchants = Vec::new();
    for at in 0..count {
        let tx = db.write().await.unwrap();
        let new = NewShop::named(format!("Ruche {at:02}").parse().unwrap(), ShopKind::Grocer);
        let shop = shops::add(&tx, cast.town.id, new, cast.at).await.unwrap();
        let link = accounts::invite_merchant(&tx, shop.id, cast.at).await.unwrap();
        let session = accounts::accept(&tx, &link, "test", cast.at).await.unwrap();
        let who = accounts::signed_in(&tx, &session.secret, cast.at).await.unwrap();
        merchants.push(who.merchant(&tx).await.unwrap());
        tx.commit().await.unwrap();
        cast.product(db, &merchants[at], "Miel", "9", Stock::Plenty).await;
    }
    merchants
}

/// All words of the town, as they are kept.
async fn kept(db: &Db) -> Vec<(String, ProductId, i16)> {
    let rows = search_word::Entity::find().all(db.read()).await.unwrap();
    let mut kept: Vec<_> = rows
        .into_iter()
        .map(|row| (row.word, row.product_id, row.place))
        .collect();
    kept.sort();
    kept
}

on_both_engines! {
    async fn a_product_is_found_by_what_it_is_called_now(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let id = cast.product(db, &cast.grocer_merchant, "Miel de forêt", "9", Stock::Few).await;
        assert_eq!(names(&found(db, &cast, "MIELS de foret").await), ["Miel de forêt"]);
        change(db, &cast, &cast.grocer_merchant, id, Change::Name("Gelée de coing".parse().unwrap())).await;
        assert_eq!(names(&found(db, &cast, "gelée").await), ["Gelée de coing"]);
        assert!(names(&found(db, &cast, "miel").await).is_empty());
        change(db, &cast, &cast.grocer_merchant, id, Change::Category(Category::Beauty)).await;
        assert_eq!(names(&found(db, &cast, "beauté").await), ["Gelée de coing"]);
        assert!(names(&found(db, &cast, "épicerie beurre").await).is_empty());
    }

    async fn what_is_hidden_or_withdrawn_is_not_found_and_what_is_sold_out_comes_last(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let first = cast.product(db, who, "Miel de forêt", "9", Stock::Few).await;
        let second = cast.product(db, who, "Miel de tilleul", "9", Stock::Few).await;
        change(db, &cast, who, second, Change::Off).await;
        assert_eq!(names(&found(db, &cast, "miel").await), ["Miel de forêt", "Miel de tilleul"]);
        change(db, &cast, who, second, Change::Back).await;
        change(db, &cast, who, first, Change::Off).await;
        assert_eq!(names(&found(db, &cast, "miel").await), ["Miel de tilleul", "Miel de forêt"]);
        change(db, &cast, who, second, Change::Hide).await;
        assert_eq!(names(&found(db, &cast, "miel").await), ["Miel de forêt"]);
        change(db, &cast, who, second, Change::Show).await;
        change(db, &cast, who, first, Change::Withdraw).await;
        assert_eq!(names(&found(db, &cast, "miel").await), ["Miel de tilleul"]);
    }

    async fn the_shops_own_sign_and_trade_are_found_as_they_are_now(db: &Db) {
        let cast = Cast::on_stage(db).await;
        cast.product(db, &cast.toys_merchant, "Toupie", "9", Stock::Few).await;
        for typed in ["cheval", "jouets", "cheval de bois toupie"] {
            let found = found(db, &cast, typed).await;
            assert_eq!(names(&found), ["Toupie"], "{typed}");
        }
        assert_eq!(found(db, &cast, "cheval").await.shops[0].0.slug, "le-cheval-de-bois");
        let tx = db.write().await.unwrap();
        let renamed = services::shops::entity::ActiveModel {
            id: Set(cast.toys.id),
            name: Set("La toupie bleue".parse().unwrap()),
            ..Default::default()
        };
        services::shops::entity::Entity::update(renamed).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        assert!(found(db, &cast, "cheval").await.shops.is_empty());
        assert_eq!(names(&found(db, &cast, "bleue").await), ["Toupie"]);
        // A shop that leaves the market takes its shelf along.
        let tx = db.write().await.unwrap();
        let gone = services::shops::entity::ActiveModel { id: Set(cast.toys.id), claimed_at: Set(None), ..Default::default() };
        services::shops::entity::Entity::update(gone).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let found = found(db, &cast, "toupie").await;
        assert!(found.products.is_empty() && found.shops.is_empty() && found.total == 0);
    }

    async fn another_town_finds_nothing_of_it(db: &Db) {
        let here = Cast::on_stage(db).await;
        let there = Cast::named(db, "etampes").await;
        here.product(db, &here.grocer_merchant, "Miel", "9", Stock::Few).await;
        assert_eq!(found(db, &here, "miel").await.total, 1);
        assert_eq!(found(db, &there, "miel").await.total, 0);
    }

    async fn the_words_are_the_same_when_all_are_read_again(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let id = cast.product(db, who, "Miel de forêt, 500 g", "9", Stock::Few).await;
        let other = cast.product(db, who, "", "3", Stock::Always).await;
        let copy = ProductId(secret::id());
        change(db, &cast, who, id, Change::Duplicate(copy)).await;
        for name in ["Miel d'acacia", "Miel miel", "Pain d'épices au miel"] {
            change(db, &cast, who, copy, Change::Name(name.parse().unwrap())).await;
        }
        change(db, &cast, who, other, Change::Category(Category::Drinks)).await;
        let before = kept(db).await;
        assert!(before.iter().any(|(word, of, place)| word == "500g" && *of == id && *place == 2));
        assert!(!before.iter().any(|(word, of, _)| word == "500g" && *of == copy), "{before:?}");
        // As if yesterday's program had listed them.
        db.write().await.unwrap().rollback().await.unwrap();
        let tx = db.write().await.unwrap();
        tx.execute_unprepared("UPDATE products SET words_version = 0, words = NULL").await.unwrap();
        tx.execute_unprepared("DELETE FROM search_words").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(catalogue::words::catch_up(db).await.unwrap(), 3);
        assert_eq!(kept(db).await, before);
        assert_eq!(catalogue::words::catch_up(db).await.unwrap(), 0);
    }

    async fn two_who_name_a_product_at_once_leave_one_name_to_be_found(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let id = cast.product(db, who, "Miel", "9", Stock::Few).await;
        let name = |name: &'static str| change(db, &cast, who, id, Change::Name(name.parse().unwrap()));
        tokio::join!(name("Acacia"), name("Bruyère"), name("Châtaignier"), name("Lavande"));
        let row = product::Entity::find_by_id(id).one(db.read()).await.unwrap().unwrap();
        let mut words: Vec<String> = row.words.unwrap().split(' ').map(str::to_owned).collect();
        words.sort();
        let kept: Vec<String> = kept(db).await.into_iter().map(|(word, ..)| word).collect();
        assert_eq!(kept, words);
        assert_eq!(found(db, &cast, row.name.unwrap().as_str()).await.total, 1);
    }

    async fn filters_count_what_they_would_leave(db: &Db) {
        let cast = Cast::on_stage(db).await;
        for (who, name, price) in [
            (&cast.grocer_merchant, "Miel clair", "4"),
            (&cast.grocer_merchant, "Miel brun", "12"),
            (&cast.toys_merchant, "Abeille en bois et son miel", "40"),
        ] {
            cast.product(db, who, name, price, Stock::Few).await;
        }
        let all = found(db, &cast, "miel").await;
        let prices = [(PriceBand::Small, 1), (PriceBand::Middle, 1), (PriceBand::Huge, 1)];
        assert_eq!((all.total, all.facets.open, all.facets.prices.as_slice()), (3, 3, prices.as_slice()));
        assert_eq!(all.facets.categories, [(Category::Grocery, 2), (Category::Toys, 1)]);
        let in_toys = Filters { shop: Some("le-cheval-de-bois".into()), ..Filters::default() };
        let narrow = narrowed(db, &cast, "miel", &in_toys).await;
        assert_eq!(names(&narrow), ["Abeille en bois et son miel"]);
        assert_eq!((narrow.facets.shops.len(), narrow.facets.prices.len()), (2, 1));
        assert_eq!(names(&found(db, &cast, "miel moins de 5 €").await), ["Miel clair"]);
        assert_eq!(names(&found(db, &cast, "miel plus de 20 euros").await), ["Abeille en bois et son miel"]);
        // At night nobody's door is open.
        let night = "2026-11-24T23:00:00Z".parse().unwrap();
        let open = Filters { open: true, ..Filters::default() };
        let asleep = search::find(db.read(), &cast.town, Query::parse("miel"), &open, 1, night).await.unwrap();
        assert_eq!((asleep.total, asleep.facets.open), (0, 0));
    }

    async fn pages_follow_each_other_and_the_last_is_the_last(db: &Db) {
        let cast = Cast::on_stage(db).await;
        for at in 1..=30 {
            cast.product(db, &cast.grocer_merchant, &format!("Miel {at}"), "9", Stock::Few).await;
        }
        let page = |page| search::find(db.read(), &cast.town, Query::parse("miel"), &NONE, page, cast.at);
        let (first, second, far) = (page(1).await.unwrap(), page(2).await.unwrap(), page(99).await.unwrap());
        assert_eq!((first.products.len(), second.products.len(), first.total, first.pages), (24, 6, 30, 2));
        assert_eq!((far.page, names(&far)), (2, names(&second)));
        assert!(second.products.iter().all(|product| first.products.iter().all(|other| other.id != product.id)));
    }

    async fn whatever_is_typed_is_answered(db: &Db) {
        let cast = Cast::on_stage(db).await;
        cast.product(db, &cast.grocer_merchant, "Miel", "9", Stock::Few).await;
        let long = "miel ".repeat(2_000);
        for typed in [
            "", " ", "\u{0}", "\u{1b}[31m", "\"", "'", "')--", "miel AND", "NEAR(miel, 3)", "miel*", "%", "_", "^miel",
            "col:miel", "-miel", "{miel}", "🍯🐝", "de la", "\u{202E}leim", "a", "\u{10FFFF}", "日本", "\\", &long,
        ] {
            let found = found(db, &cast, typed).await;
            assert!(found.products.len() <= 1 && found.pages == 1, "{typed}");
            search::suggest(db.read(), &cast.town, Query::parse(typed), cast.at).await.unwrap();
        }
        assert_eq!(names(&found(db, &cast, "col:miel*\"'").await), ["Miel"]);
        assert_eq!(names(&found(db, &cast, &long).await), ["Miel"]);
    }

    async fn a_few_letters_offer_what_can_be_bought(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        cast.product(db, who, "Confiture de fraise", "4,50", Stock::Few).await;
        let out = cast.product(db, who, "Confiture de figue", "4,50", Stock::Few).await;
        change(db, &cast, who, out, Change::Off).await;
        for typed in ["co", "conf", "confi frai", "cofni", "fraise"] {
            let offered = search::suggest(db.read(), &cast.town, Query::parse(typed), cast.at).await.unwrap();
            let names: Vec<String> = offered.products.iter().map(|product| product.slug.clone()).collect();
            assert_eq!(names, ["confiture-de-fraise"], "{typed}");
        }
        let offered = search::suggest(db.read(), &cast.town, Query::parse("chev"), cast.at).await.unwrap();
        assert_eq!(offered.shops[0].slug, "le-cheval-de-bois");
    }

    async fn where_nothing_is_found_somebody_is_named_who_may_have_it(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let nothing = found(db, &cast, "puzzle").await;
        assert_eq!(nothing.ask.unwrap().slug, "le-cheval-de-bois");
        assert!(found(db, &cast, "xyzzy").await.ask.is_none());
    }

    async fn a_large_town_offers_the_shops_that_have_most(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let shops = many_shops(db, &cast, 30).await;
        // The last by name has most, all others have one.
        for more in ["Miel de ronce", "Miel de tilleul"] {
            cast.product(db, &shops[29], more, "9", Stock::Plenty).await;
        }
        let all = found(db, &cast, "miel").await;
        assert_eq!((all.facets.shops.len(), all.facets.other_shops), (20, 10));
        let last = all.facets.shops.last().unwrap();
        assert_eq!((last.0.as_str(), last.2), ("ruche-29", 3));
        let names: Vec<&str> = all.facets.shops.iter().map(|(_, name, _)| name.as_str()).collect();
        assert!(names.is_sorted(), "{names:?}");
        assert!(!names.contains(&"Ruche 25"), "{names:?}");
        // Whoever chose another one still sees which.
        let chosen = Filters { shop: Some("ruche-25".into()), ..Filters::default() };
        let chosen = narrowed(db, &cast, "miel", &chosen).await;
        let names: Vec<&str> = chosen.facets.shops.iter().map(|(_, name, _)| name.as_str()).collect();
        assert_eq!((chosen.total, names.len(), chosen.facets.other_shops), (1, 20, 10));
        assert!(names.contains(&"Ruche 25"), "{names:?}");
        // A small choice is whole.
        let few = found(db, &cast, "ronce").await;
        assert_eq!((few.facets.shops.len(), few.facets.other_shops), (1, 0));
    }
}

const NONE: Filters = Filters {
    open: false,
    price: None,
    category: None,
    shop: None,
};

/// A form as it is needed by the relevance set.
fn form(name: &str, price: &str, unit: &str) -> ListingForm {
    ListingForm {
        name: name.into(),
        price: price.into(),
        unit: unit.into(),
        ..Default::default()
    }
}
