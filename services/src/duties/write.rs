//! How it is said.

use super::{article, label_of, recipe, rows::write_label};
use crate::{
    accounts::{AsOwner, ShelfOf},
    catalogue,
    catalogue::entity::product,
    error::Error,
    ledger::{self, Note},
    shops::entity as shop,
};
use chrono::{DateTime, Utc};
use domain::{
    duties::{Fact, Labelled, Licence},
    id::ProductId,
    ledger::Deed,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Set};

/// Takes down what a merchant says of a product of this shop: what was asked, and nothing else. Said twice, it is done once.
pub async fn label(
    tx: &impl ConnectionTrait,
    who: &ShelfOf,
    id: ProductId,
    said: &Labelled,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let mut known = catalogue::mine(tx, who, id).await?;
    if let Some(name) = said
        .name
        .as_ref()
        .filter(|name| known.name.as_ref() != Some(name))
    {
        Box::pin(catalogue::name(tx, who, id, name.clone(), at)).await?;
        known = catalogue::mine(tx, who, id).await?;
    }
    let before = label_of(&known);
    let mut after = before.clone();
    for fact in &said.asked {
        after.take(*fact, &said.label);
    }
    let changed = before.differing(&after);
    if changed.is_empty() {
        return Ok(());
    }
    let mut row = product::ActiveModel {
        id: Set(id),
        changed_at: Set(at),
        ..Default::default()
    };
    write_label(&mut row, &after);
    // How much is in a piece is one of the words by which it is found.
    catalogue::keep_words(tx, &row.update(tx).await?).await?;
    let words: Vec<&str> = changed.into_iter().map(Fact::as_str).collect();
    let note = Note::of(Deed::Labelled)
        .on(id)
        .from_to(None, Some(words.join(" ")));
    Ok(ledger::note(tx, &who.doer(), note, at).await?)
}

/// Answers for a product with what [`recipe`] offers, if that is still the product `from`: nobody can name another shop's.
pub async fn take_over(
    tx: &impl ConnectionTrait,
    who: &ShelfOf,
    id: ProductId,
    from: ProductId,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let waiting = article(tx, who, id).await?.waiting;
    let missing = waiting.map(|waiting| waiting.facts).unwrap_or_default();
    let offered = recipe(tx, who, id, &missing).await?;
    let Some(offered) = offered.filter(|offered| offered.from == from) else {
        // It was answered meanwhile, or nobody offered that one.
        return Ok(());
    };
    let said = Labelled {
        asked: offered.facts,
        name: None,
        label: offered.label,
    };
    Box::pin(label(tx, who, id, &said, at)).await
}

/// Takes down by which right a shop sells alcohol.
pub async fn license(
    tx: &impl ConnectionTrait,
    who: &AsOwner,
    licence: Licence,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let known = shop::Entity::find_by_id(who.shop()).one(tx).await?;
    let before = known.ok_or(Error::NotFound)?.licence;
    if before == Some(licence) {
        return Ok(());
    }
    let row = shop::ActiveModel {
        id: Set(who.shop()),
        licence: Set(Some(licence)),
        ..Default::default()
    };
    shop::Entity::update(row).exec(tx).await?;
    let word = |of: Licence| of.as_str().to_owned();
    let note = Note::of(Deed::Licensed).from_to(before.map(word), Some(word(licence)));
    Ok(ledger::note(tx, &who.doer(), note, at).await?)
}
