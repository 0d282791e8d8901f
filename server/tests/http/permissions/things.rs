//! What is asked about: the goods, orders and links of La pause in Dourdan, of another La pause in Étampes, and of nobody.

use super::asked::Row;
use crate::support::{Stage, picture};
use domain::{
    catalogue::Stock,
    decisions::StatementForm,
    hand::Term,
    id::{DecisionId, ProductId, ReportId},
    reports::ReportForm,
    text::{Email, Name},
};
use services::{
    accounts::{self, way_back},
    catalogue,
    db::Transaction,
    decisions::{self, Matter},
    hands::{self, Taker},
    orders::{self, Placer},
    reports, secret,
    testing::{Cast, reservation, seal},
};
use std::sync::atomic::{AtomicU32, Ordering};

/// In whose shop, or on whose device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Ours,
    Theirs,
    Nobodys,
}

impl Whose {
    pub const ALL: [Self; 3] = [Self::Ours, Self::Theirs, Self::Nobodys];
}

/// The words that stand for things in what is asked.
pub struct Words(Vec<(&'static str, String)>);

impl Words {
    /// What is asked, with these things in it. Who does not hold an order's key tries the best that they may know.
    pub fn fill(&self, text: &str, holds: bool) -> String {
        let mut filled = text.to_owned();
        for (name, value) in &self.0 {
            if *name == "{key}" && !holds {
                filled = filled.replace("{key}", self.of("{part}"));
            } else {
                filled = filled.replace(name, value);
            }
        }
        filled.replace("{n}", &NUMBER.fetch_add(1, Ordering::Relaxed).to_string())
    }

    /// All of them.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, value)| value.as_str())
    }

    fn of(&self, wanted: &str) -> &str {
        let known = self.0.iter().find(|(name, _)| *name == wanted);
        known.map_or("nobody", |(_, value)| value)
    }
}

/// No two forms with the same key.
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// What stands from the beginning to the end.
pub struct Things<'c> {
    here: &'c Cast,
    there: &'c Cast,
    photo: String,
    standing: [Words; 2],
}

impl<'c> Things<'c> {
    pub async fn of(stage: &'c Stage, there: &'c Cast) -> Self {
        let here = &stage.cast;
        let photo = stage.house.photos.accept(picture()).await.unwrap();
        let photo = format!("/photos/{}/640.webp", photo.hash);
        let standing = [
            words(stage, here, Whose::Ours, &photo).await,
            words(stage, there, Whose::Theirs, &photo).await,
        ];
        Self {
            here,
            there,
            photo,
            standing,
        }
    }

    /// What stands from the beginning.
    pub fn standing(&self, whose: Whose) -> Words {
        match whose {
            Whose::Ours => Words(self.standing[0].0.clone()),
            Whose::Theirs => Words(self.standing[1].0.clone()),
            Whose::Nobodys => missing(),
        }
    }

    /// What a row asks about. What it may use up is made for it.
    pub async fn fresh(&self, stage: &Stage, row: &Row, whose: Whose) -> Words {
        match whose {
            Whose::Ours if row.uses_up() => words(stage, self.here, whose, &self.photo).await,
            Whose::Theirs if row.uses_up() => words(stage, self.there, whose, &self.photo).await,
            _ => self.standing(whose),
        }
    }
}

/// A product on sale, an order for it, and a link to a shop that waits to be claimed.
async fn words(stage: &Stage, cast: &Cast, whose: Whose, photo: &str) -> Words {
    let db = &stage.house.db;
    let (goods, who) = match whose {
        Whose::Ours => ("Miel de Dourdan", "Jeanne Martin"),
        _ => ("Miel des voisins", "Paul Petit"),
    };
    let product = cast
        .product(db, &cast.grocer_merchant, goods, "9,80", Stock::Plenty)
        .await;
    let shelf = catalogue::all_of_shop(db.read(), &cast.grocer_merchant)
        .await
        .unwrap();
    let shelved = shelf.iter().find(|shelved| shelved.product.id == product);
    let slug = shelved.unwrap().product.slug.clone();
    let key = format!("order-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut wanted = reservation(cast, &key, &[(product, 1)], &[&cast.grocer]);
    wanted.name = who.parse().unwrap();
    let placed = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at)
        .await
        .unwrap();
    let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
    let tx = db.write().await.unwrap();
    let to_claim = services::shops::NewShop::named(
        format!("Boutique {key}").parse().unwrap(),
        domain::shops::ShopKind::Other,
    );
    let to_claim = services::shops::add(&tx, cast.town.id, to_claim, cast.at)
        .await
        .unwrap();
    let secret = accounts::invite_merchant(&tx, to_claim.id, cast.at)
        .await
        .unwrap();
    let (report, decision) = (ReportId(secret::id()), DecisionId(secret::id()));
    let said = ReportForm {
        place: format!("/{}/{}/{slug}", cast.town.slug, cast.grocer.slug),
        concern: "untrue".into(),
        words: "9,80 ? 8,90.".into(),
        in_good_faith: true,
        ..ReportForm::default()
    };
    reports::report(&tx, report, &said.parse().unwrap(), "fr", cast.at)
        .await
        .unwrap();
    let asked = StatementForm {
        measure: "asked".into(),
        facts: "8,90.".into(),
        ..StatementForm::default()
    };
    let matter = Matter {
        shop: cast.grocer.id,
        product: Some(product),
        report: None,
    };
    decisions::decide(
        &tx,
        &cast.official,
        decision,
        &matter,
        &asked.parse().unwrap(),
        cast.at,
    )
    .await
    .unwrap();
    let people = people(&tx, cast, &key).await;
    tx.commit().await.unwrap();
    let things = [
        ("{town}", cast.town.slug.clone()),
        ("{shop}", cast.grocer.slug.clone()),
        ("{shop-id}", cast.grocer.id.to_string()),
        ("{to-claim}", to_claim.id.to_string()),
        ("{slug}", slug),
        ("{product}", product.to_string()),
        ("{basket}", format!("{}.1", product.0.simple())),
        ("{window}", cast.first_window(&cast.grocer).key()),
        ("{part}", order.parts[0].id.to_string()),
        ("{key}", placed.page_key),
        ("{code}", order.code.as_str().to_owned()),
        ("{secret}", secret.reveal().to_owned()),
        ("{member}", cast.grocer_merchant.member().to_string()),
        ("{photo}", photo.to_owned()),
        ("{report}", report.to_string()),
        ("{decision}", decision.to_string()),
        ("{goods}", goods.to_owned()),
        ("{who}", who.to_owned()),
    ];
    Words(people.into_iter().chain(things).collect())
}

/// One more phone of the merchant's, a letter, and somebody new everywhere.
async fn people(tx: &Transaction, cast: &Cast, key: &str) -> [(&'static str, String); 5] {
    // One more phone of the merchant's.
    let link = accounts::another_device(tx, &cast.grocer_merchant.in_person().unwrap(), cast.at)
        .await
        .unwrap();
    let phone = accounts::accept(tx, &link, "test", cast.at).await.unwrap();
    let phone = accounts::signed_in(tx, &phone.secret, cast.at).await.unwrap();
    // A letter that lets the merchant in.
    let person = cast.grocer_merchant.in_person().unwrap().oneself();
    let address: Email = format!("lea@{}.example", cast.town.slug).parse().unwrap();
    let confirms = way_back::write(tx, &seal(), &person, &address, "fr", cast.at)
        .await
        .unwrap();
    way_back::confirm(tx, &seal(), &seal().letter(confirms), cast.at)
        .await
        .unwrap();
    let letter = way_back::ask(tx, &seal(), &address, "fr", cast.at).await.unwrap();
    // Somebody new at the town hall.
    let name: Name = format!("Nadia {key}").parse().unwrap();
    accounts::invite_official(tx, cast.town.id, name.clone(), cast.at)
        .await
        .unwrap();
    let team = accounts::team(tx, &cast.official, cast.at).await.unwrap();
    let colleague = team.iter().find(|colleague| colleague.name == name).unwrap();
    // Somebody new at the shop, and somebody who lends a hand.
    let owner = cast.grocer_merchant.owner().unwrap();
    let name: Name = format!("Léa {key}").parse().unwrap();
    accounts::invite_helper(tx, &owner, name.clone(), cast.at)
        .await
        .unwrap();
    let people = accounts::people(tx, &owner, cast.at).await.unwrap();
    let helper = people.iter().find(|person| person.name == name).unwrap();
    let code = hands::ask(tx, &owner, Term::Hour, cast.at).await.unwrap();
    let name: Name = format!("Paul {key}").parse().unwrap();
    hands::take(tx, Taker::Guest(&name, "test", None), &code, cast.at)
        .await
        .unwrap();
    let lent = hands::lent(tx, &owner, cast.at).await.unwrap();
    let hand = lent.iter().find(|lent| lent.name == name).unwrap();
    [
        ("{helper}", helper.id.to_string()),
        ("{hand}", hand.id.to_string()),
        ("{colleague}", colleague.id.to_string()),
        ("{device}", phone.session().to_string()),
        ("{letter}", seal().letter(letter).reveal().to_owned()),
    ]
}

/// What nobody has.
fn missing() -> Words {
    let id = ProductId(secret::id()).to_string();
    let basket = format!("{}.1", secret::id().simple());
    let hash = "a".repeat(64);
    let photo = format!("/photos/{hash}/640.webp");
    let words = [
        ("{town}", "nulle-part"),
        ("{helper}", id.as_str()),
        ("{hand}", id.as_str()),
        ("{colleague}", id.as_str()),
        ("{device}", id.as_str()),
        ("{shop}", "personne"),
        ("{shop-id}", id.as_str()),
        ("{to-claim}", id.as_str()),
        ("{slug}", "rien"),
        ("{product}", id.as_str()),
        ("{basket}", basket.as_str()),
        ("{window}", "2026-11-25T10:00"),
        ("{part}", id.as_str()),
        ("{key}", "nobody"),
        ("{code}", "00000"),
        ("{secret}", "nobody"),
        ("{letter}", "nobody"),
        ("{member}", id.as_str()),
        ("{photo}", photo.as_str()),
        ("{report}", id.as_str()),
        ("{decision}", id.as_str()),
        ("{goods}", "Rien de tel"),
        ("{who}", "Personne Aucune"),
    ];
    Words(words.map(|(name, value)| (name, value.to_owned())).to_vec())
}
