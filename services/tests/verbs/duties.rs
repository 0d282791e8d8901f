//! What the law wants said of goods: until when, by whom, and once a recipe.

use chrono::{Duration, NaiveDate};
use domain::{
    catalogue::{Allergen, Category, Change, ListingForm, Stock},
    duties::{Allergens, Amount, Fact, LabelForm, Labelled, Licence, Strength, Warnings},
    id::ProductId,
    ledger::Deed,
    orders::OrderKind,
};
use services::{
    accounts::{InGoodStanding, MerchantOf},
    catalogue,
    db::Db,
    duties::{self, WorkList},
    error::Error,
    ledger, on_both_engines, secret,
    testing::Cast,
};

const HONEY: &str = "3760020507350";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn list(db: &Db, who: &MerchantOf, today: &str) -> WorkList {
    duties::work_list(db.read(), who, day(today)).await.unwrap()
}

async fn say(db: &Db, cast: &Cast, who: &MerchantOf, id: ProductId, form: LabelForm) -> Result<(), Error> {
    let tx = db.write().await.unwrap();
    duties::label(&tx, who, id, &form.parse().unwrap(), cast.at).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn change(db: &Db, cast: &Cast, id: ProductId, what: Change) {
    let tx = db.write().await.unwrap();
    catalogue::change(&tx, &cast.grocer_merchant, id, what, cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn bread() -> LabelForm {
    LabelForm {
        asked: vec![Fact::Allergens],
        allergens: vec![Allergen::Gluten, Allergen::Milk],
        ..LabelForm::default()
    }
}

/// Something with a barcode, on a merchant's shelf.
async fn scanned(db: &Db, cast: &Cast, who: &InGoodStanding, name: &str) -> ProductId {
    let form = ListingForm {
        name: name.into(),
        price: "9".into(),
        ean: HONEY.into(),
        ..ListingForm::default()
    };
    let id = ProductId(secret::id());
    let tx = db.write().await.unwrap();
    catalogue::put_on_sale(&tx, who, id, form.parse().unwrap(), cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

on_both_engines! {
    async fn what_is_on_sale_is_to_be_completed_within_seven_days(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let jam = cast.product(db, who, "Confiture", "4,50", Stock::Plenty).await;
        let soon = list(db, who, "2026-11-24").await;
        let waiting = soon.articles[0].waiting.clone().unwrap();
        assert_eq!(waiting.facts, [Fact::Allergens, Fact::Amount]);
        assert_eq!(waiting.by, day("2026-12-01"));
        assert_eq!((soon.meter.open, soon.meter.late), (1, 0));
        assert_eq!(list(db, who, "2026-12-01").await.meter.late, 0);
        assert_eq!(list(db, who, "2026-12-02").await.meter.late, 1);
        // What nobody can buy may wait.
        change(db, &cast, jam, Change::Hide).await;
        assert!(list(db, who, "2026-12-02").await.articles.is_empty());
        assert!(list(db, &cast.toys_merchant, "2026-12-02").await.articles.is_empty());
    }

    async fn what_was_said_is_known_and_what_was_not_asked_stays(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let jam = cast.product(db, who, "Confiture", "4,50", Stock::Plenty).await;
        say(db, &cast, who, jam, bread()).await.unwrap();
        let amount = LabelForm { asked: vec![Fact::Amount], amount: "370 g".into(), ..LabelForm::default() };
        say(db, &cast, who, jam, amount).await.unwrap();
        let article = duties::article(db.read(), who, jam).await.unwrap();
        assert_eq!(article.waiting, None);
        assert_eq!(article.label.allergens, Some(Allergens::Listed(vec![Allergen::Gluten, Allergen::Milk])));
        assert!(matches!(article.label.amount, Some(Amount::Content(content)) if content.to_string() == "370 g"));
        // The unit price follows from it.
        assert!(article.product.unit_price().is_some());
        let found = catalogue::facts(db.read(), jam).await.unwrap();
        assert!(found.missing.is_empty());
        // None of the fourteen is an answer; nothing at all takes it back.
        let none = LabelForm { allergens: Vec::new(), no_allergens: true, ..bread() };
        say(db, &cast, who, jam, none).await.unwrap();
        let article = duties::article(db.read(), who, jam).await.unwrap();
        assert_eq!(article.label.allergens, Some(Allergens::Listed(Vec::new())));
        let unsaid = LabelForm { allergens: Vec::new(), ..bread() };
        say(db, &cast, who, jam, unsaid).await.unwrap();
        let article = duties::article(db.read(), who, jam).await.unwrap();
        assert_eq!(article.waiting.unwrap().facts, [Fact::Allergens]);
    }

    async fn all_kinds_of_facts_come_back_from_their_columns(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.toys_merchant;
        let train = cast.product(db, who, "Train", "32", Stock::Always).await;
        cast.says_all(db, who, train).await;
        let label = duties::article(db.read(), who, train).await.unwrap().label;
        assert_eq!(label.strength.map(Strength::tenths), Some(55));
        assert_eq!(label.warnings, Some(Warnings::None));
        assert_eq!(label.ingredients.unwrap().as_str(), "Fraises, sucre");
        assert_eq!(label.maker.unwrap().name.as_str(), "Les vergers");
        let said = LabelForm { asked: vec![Fact::Warnings, Fact::Amount], warnings: "Petits éléments.".into(), by_count: true, ..LabelForm::default() };
        say(db, &cast, who, train, said).await.unwrap();
        let label = duties::article(db.read(), who, train).await.unwrap().label;
        assert!(matches!(label.warnings, Some(Warnings::Said(said)) if said.as_str() == "Petits éléments."));
        assert_eq!(label.amount, Some(Amount::ByCount));
    }

    async fn a_strangers_product_is_not_found(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let train = cast.product(db, &cast.toys_merchant, "Train", "32", Stock::Always).await;
        let tried = say(db, &cast, &cast.grocer_merchant, train, bread()).await;
        assert!(matches!(tried, Err(Error::NotFound)));
        let seen = duties::article(db.read(), &cast.grocer_merchant, train).await;
        assert!(matches!(seen, Err(Error::NotFound)));
    }

    async fn what_was_completed_is_in_the_ledger_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let jam = cast.product(db, who, "Confitur", "4,50", Stock::Plenty).await;
        let named = LabelForm { asked: vec![Fact::Name, Fact::Allergens], name: "Confiture".into(), ..bread() };
        for _ in 0..2 {
            say(db, &cast, who, jam, named.clone()).await.unwrap();
        }
        let tx = db.write().await.unwrap();
        for _ in 0..2 {
            duties::license(&tx, &who.as_owner().unwrap(), Licence::Small, cast.at).await.unwrap();
        }
        tx.commit().await.unwrap();
        let lines = ledger::of_shop(db.read(), who, None).await.unwrap();
        let count = |deed: Deed| lines.iter().filter(|line| line.deed == deed).count();
        assert_eq!((count(Deed::Named), count(Deed::Labelled), count(Deed::Licensed)), (1, 1, 1));
        let labelled = lines.iter().find(|line| line.deed == Deed::Labelled).unwrap();
        assert_eq!(labelled.after.as_deref(), Some("allergens"));
        let product = duties::article(db.read(), who, jam).await.unwrap().product;
        assert_eq!((product.name.unwrap().as_str(), product.slug.as_str()), ("Confiture", "confiture"));
    }

    async fn a_recipe_is_asked_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let before = cast.product(db, who, "Brioche", "4,50", Stock::Plenty).await;
        say(db, &cast, who, before, bread()).await.unwrap();
        change(db, &cast, before, Change::Withdraw).await;
        let other = cast.product(db, who, "Pain", "2", Stock::Plenty).await;
        let today = cast.product(db, who, "BRIOCHE", "4,50", Stock::Plenty).await;
        let missing = [Fact::Allergens, Fact::Amount];
        assert_eq!(duties::recipe(db.read(), who, other, &missing).await.unwrap(), None);
        let recipe = duties::recipe(db.read(), who, today, &missing).await.unwrap().unwrap();
        assert_eq!((recipe.from, &recipe.facts[..], recipe.of_another_shop), (before, &[Fact::Allergens][..], false));
        let tx = db.write().await.unwrap();
        // A product that nobody offered answers nothing.
        duties::take_over(&tx, who, today, other, cast.at).await.unwrap();
        duties::take_over(&tx, who, other, before, cast.at).await.unwrap();
        duties::take_over(&tx, who, today, before, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let label = duties::article(db.read(), who, today).await.unwrap().label;
        assert_eq!(label.allergens, Some(Allergens::Listed(vec![Allergen::Gluten, Allergen::Milk])));
        assert_eq!(duties::article(db.read(), who, other).await.unwrap().label.allergens, None);
    }

    async fn what_a_neighbour_said_of_the_same_barcode_is_offered(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let theirs = scanned(db, &cast, &cast.toys_merchant, "Miel de forêt").await;
        let none = LabelForm { asked: vec![Fact::Allergens], no_allergens: true, ..LabelForm::default() };
        say(db, &cast, &cast.toys_merchant, theirs, none).await.unwrap();
        let mine = scanned(db, &cast, &cast.grocer_merchant, "Miel").await;
        let recipe = duties::recipe(db.read(), &cast.grocer_merchant, mine, &[Fact::Allergens, Fact::Amount]).await.unwrap().unwrap();
        assert_eq!((recipe.from, recipe.of_another_shop), (theirs, true));
        assert_eq!(recipe.label.allergens, Some(Allergens::Listed(Vec::new())));
    }

    async fn what_a_barcode_told_in_words_is_taken_over_in_words(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let form = ListingForm { name: "Sablés".into(), price: "4".into(), allergens: "gluten, lait".into(), ..ListingForm::default() };
        let told = ProductId(secret::id());
        let tx = db.write().await.unwrap();
        catalogue::put_on_sale(&tx, who, told, form.parse().unwrap(), cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let again = cast.product(db, who, "Sablés", "4", Stock::Plenty).await;
        let tx = db.write().await.unwrap();
        duties::take_over(&tx, who, again, told, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let label = duties::article(db.read(), who, again).await.unwrap().label;
        assert_eq!(label.allergens, Some(Allergens::Told("gluten, lait".into())));
    }

    async fn makers_are_offered_again(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.toys_merchant;
        for name in ["Train", "Cheval"] {
            let toy = cast.product(db, who, name, "32", Stock::Always).await;
            cast.says_all(db, who, toy).await;
        }
        let makers = duties::makers(db.read(), who).await.unwrap();
        assert_eq!(makers.iter().map(|maker| maker.name.as_str()).collect::<Vec<_>>(), ["Les vergers"]);
        assert!(duties::makers(db.read(), &cast.grocer_merchant).await.unwrap().is_empty());
    }

    async fn whoever_sells_alcohol_says_by_which_licence(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let beer = cast.product(db, who, "Blonde", "3", Stock::Always).await;
        assert_eq!(list(db, who, "2026-11-24").await.licence_by, None);
        change(db, &cast, beer, Change::Category(Category::BeerAndWine)).await;
        let asked = list(db, who, "2026-11-24").await;
        assert_eq!(asked.licence_by, Some(day("2026-12-01")));
        assert_eq!(asked.articles[0].waiting.as_ref().unwrap().facts, [Fact::Allergens, Fact::Strength, Fact::Amount]);
        let tx = db.write().await.unwrap();
        duties::license(&tx, &who.as_owner().unwrap(), Licence::Small, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let said = list(db, who, "2026-11-24").await;
        assert_eq!((said.licence, said.licence_by), (Some(Licence::Small), None));
    }

    async fn only_a_firm_order_waits_for_what_the_law_wants_in_the_offer(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Plenty).await;
        let train = cast.product(db, &cast.toys_merchant, "Train", "32", Stock::Always).await;
        let both = [jam, train];
        let unsaid = async |way| duties::unsaid(db.read(), &both, way).await.unwrap();
        assert!(unsaid(OrderKind::Reservation).await.is_empty());
        assert_eq!(unsaid(OrderKind::Firm).await.len(), 2);
        cast.says_all(db, &cast.grocer_merchant, jam).await;
        assert_eq!(unsaid(OrderKind::Firm).await, [train]);
    }

    async fn another_like_it_says_the_same(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let jam = cast.product(db, who, "Confiture", "4,50", Stock::Plenty).await;
        cast.says_all(db, who, jam).await;
        let copy = ProductId(secret::id());
        change(db, &cast, jam, Change::Duplicate(copy)).await;
        let (one, two) = (
            duties::article(db.read(), who, jam).await.unwrap().label,
            duties::article(db.read(), who, copy).await.unwrap().label,
        );
        assert_eq!(one, two);
    }

    async fn a_week_is_counted_on_the_shops_calendar(db: &Db) {
        // Half an hour before midnight in Greenwich it is the next day in Dourdan.
        let late = "2026-11-24T23:30:00Z".parse().unwrap();
        let cast = Cast::at(db, late).await;
        cast.product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Plenty).await;
        let by = list(db, &cast.grocer_merchant, "2026-11-25").await.articles[0].waiting.clone().unwrap().by;
        assert_eq!(by, day("2026-12-02"));
        assert_eq!(by - day("2026-11-25"), Duration::days(7));
    }

    async fn a_town_hall_sees_whose_labels_are_late(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let there = Cast::named(db, "etampes").await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Plenty).await;
        cast.product(db, &cast.grocer_merchant, "Miel", "9", Stock::Plenty).await;
        let train = cast.product(db, &cast.toys_merchant, "Train", "32", Stock::Always).await;
        cast.says_all(db, &cast.toys_merchant, train).await;
        let late = async |days| duties::late_in_town(db.read(), &cast.official, cast.at + Duration::days(days)).await.unwrap();
        assert!(late(7).await.is_empty());
        let shops = late(8).await;
        assert_eq!(shops.iter().map(|one| (one.shop.id, one.products)).collect::<Vec<_>>(), [(cast.grocer.id, 2)]);
        change(db, &cast, jam, Change::Off).await;
        assert_eq!(late(8).await[0].products, 1);
        let elsewhere = duties::late_in_town(db.read(), &there.official, cast.at + Duration::days(8)).await.unwrap();
        assert!(elsewhere.is_empty());
    }

    async fn nothing_said_changes_nothing(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let jam = cast.product(db, who, "Confiture", "4,50", Stock::Plenty).await;
        let tx = db.write().await.unwrap();
        duties::label(&tx, who, jam, &Labelled::default(), cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let lines = ledger::of_shop(db.read(), who, Some(jam)).await.unwrap();
        assert_eq!(lines.len(), 1);
    }
}
