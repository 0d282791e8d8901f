//! Deciding.

use super::entity::decision;
use crate::{
    accounts::OfficialOf,
    catalogue::entity::product,
    db::Transaction,
    error::Error,
    ledger::{self, Note},
    notifications,
    reports::{self, entity as report},
    shops::{self, entity as shop},
};
use chrono::{DateTime, Utc};
use domain::{
    decisions::{Measure, Rule, Statement},
    id::{DecisionId, ProductId, ReportId, ShopId},
    ledger::Deed,
    notifications::Message,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Set, sea_query::Expr,
};

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matter {
    /// Whose page.
    pub shop: ShopId,
    /// Which of its products, if it is about one.
    pub product: Option<ProductId>,
    /// The report that it answers, if it answers one.
    pub report: Option<ReportId>,
}

/// Why something cannot be decided. The transaction must not be committed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecideRefused {
    /// The shop is suspended already.
    Suspended,
    /// The product is held back already.
    Held,
    /// No product was named that could be held back.
    NoProduct,
    /// Nothing stands that this would answer or end.
    NoMatter,
    /// A shop is suspended only by who proved a moment ago to be an official.
    ProofTooOld,
}

/// Decides about a shop of the official's town, or one of its products; tells the merchant, and whoever reported it. Sent
/// again under the same id, it is decided once. Another town's shop is not found, nor is another shop's product.
pub async fn decide(
    tx: &Transaction,
    who: &OfficialOf,
    id: DecisionId,
    matter: &Matter,
    said: &Statement,
    at: DateTime<Utc>,
) -> Result<(), Error<DecideRefused>> {
    if let Some(known) = decision::Entity::find_by_id(id).one(tx).await? {
        return if known.town_id == who.town() {
            Ok(())
        } else {
            Err(Error::NotFound)
        };
    }
    let town = shops::town_id_of(tx, matter.shop).await.map_err(Error::widen)?;
    if town != who.town() {
        return Err(Error::NotFound);
    }
    if said.measure == Measure::Suspended {
        who.just_proved(at)
            .map_err(|_| Error::Refused(DecideRefused::ProofTooOld))?;
        // Whoever orders there at this instant waits, or is waited for.
        shops::to_change(tx, matter.shop).await.map_err(Error::widen)?;
    }
    write(tx, who, id, matter, said, at).await?;
    let deed = match said.measure {
        Measure::Nothing if matter.report.is_some() => Deed::Dismissed,
        Measure::Asked => Deed::Asked,
        Measure::Held => {
            hold(tx, matter, id, at).await?;
            Deed::Held
        }
        Measure::Suspended => {
            suspend(tx, matter.shop, id).await?;
            Deed::Suspended
        }
        // Nothing to dismiss; and what is lifted is named.
        Measure::Nothing | Measure::Lifted => return Err(Error::Refused(DecideRefused::NoMatter)),
    };
    let rule = said.rule.map(|rule| Rule::as_str(rule).to_owned());
    let mut note = Note::of(deed).at_shop(matter.shop).from_to(None, rule);
    if let Some(product) = matter.product.filter(|_| said.measure != Measure::Suspended) {
        note = note.on(product);
    }
    ledger::note(tx, &who.doer(), note, at).await?;
    tell(tx, who, id, matter, said.measure, at).await
}

async fn write(
    tx: &Transaction,
    who: &OfficialOf,
    id: DecisionId,
    matter: &Matter,
    said: &Statement,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = decision::ActiveModel {
        id: Set(id),
        town_id: Set(who.town()),
        shop_id: Set(matter.shop),
        // A whole shop is suspended, whatever was reported of it.
        product_id: Set(matter.product.filter(|_| said.measure != Measure::Suspended)),
        report_id: Set(matter.report),
        lifts_id: Set(None),
        measure: Set(said.measure),
        rule: Set(said.rule),
        why: Set(said.why.as_ref().map(ToString::to_string).unwrap_or_default()),
        facts: Set(said.facts.to_string()),
        member_id: Set(who.member()),
        decided_at: Set(at),
        lifted_at: Set(None),
    };
    row.insert(tx).await?;
    Ok(())
}

async fn suspend(tx: &Transaction, shop: ShopId, id: DecisionId) -> Result<(), Error<DecideRefused>> {
    let suspended = shop::Entity::update_many()
        .col_expr(shop::Column::SuspendedBy, Expr::value(Some(id.0)))
        .filter(shop::Column::Id.eq(shop))
        .filter(shop::Column::SuspendedBy.is_null())
        .exec(tx)
        .await?;
    if suspended.rows_affected == 0 {
        return Err(Error::Refused(DecideRefused::Suspended));
    }
    Ok(())
}

async fn hold(
    tx: &Transaction,
    matter: &Matter,
    id: DecisionId,
    at: DateTime<Utc>,
) -> Result<(), Error<DecideRefused>> {
    let wanted = matter.product.ok_or(Error::Refused(DecideRefused::NoProduct))?;
    // Whoever orders it at this instant waits, or is waited for.
    let row = product::Entity::find_by_id(wanted)
        .filter(product::Column::ShopId.eq(matter.shop))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if row.held_by.is_some() {
        return Err(Error::Refused(DecideRefused::Held));
    }
    product::Entity::update_many()
        .col_expr(product::Column::HeldBy, Expr::value(Some(id.0)))
        .col_expr(product::Column::ChangedAt, Expr::value(at))
        .filter(product::Column::Id.eq(wanted))
        .exec(tx)
        .await?;
    Ok(())
}

/// Tells the merchant, and whoever reported it.
async fn tell(
    tx: &Transaction,
    who: &OfficialOf,
    id: DecisionId,
    matter: &Matter,
    measure: Measure,
    at: DateTime<Utc>,
) -> Result<(), Error<DecideRefused>> {
    let mut messages = Vec::new();
    if measure.concerns_merchant() {
        messages.push(Message::Decided {
            shop: matter.shop,
            decision: id,
        });
    }
    if let Some(report) = matter.report {
        let row = reports::of_town(tx, who, report).await.map_err(Error::widen)?;
        if row.shop_id != matter.shop {
            return Err(Error::NotFound);
        }
        if !measure.answers() && row.answered_at.is_some() {
            return Err(Error::Refused(DecideRefused::NoMatter));
        }
        if measure.answers() {
            let answered = report::Entity::update_many()
                .col_expr(report::Column::AnsweredAt, Expr::value(Some(at)))
                .filter(report::Column::Id.eq(report))
                .filter(report::Column::AnsweredAt.is_null())
                .exec(tx)
                .await?;
            if answered.rows_affected == 0 {
                return Err(Error::Refused(DecideRefused::NoMatter));
            }
        }
        if !row.email.is_empty() {
            messages.push(Message::ReportAnswered { report, decision: id });
        }
    }
    Ok(notifications::tell(tx, &messages, at).await?)
}
