//! Opening a town's market: one a commune, at an address of its own.

use crate::{
    accounts::Operator,
    addresses::{self, entity::Kind},
    communes::Commune,
    error::{Error, Failed},
    ledger::{self, Doer, Note},
    slugs,
    towns::{self, NewTown, entity},
};
use chrono::{DateTime, Utc};
use domain::{
    ledger::Deed,
    towns::{RESERVED_SLUGS, Town},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// The commune has its market on this instance already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlreadyOpen;

/// Opens a commune's market, by whoever runs the instance; none: at the terminal.
pub async fn open(
    tx: &impl ConnectionTrait,
    by: Option<&Operator>,
    commune: &Commune,
    at: DateTime<Utc>,
) -> Result<Town, Error<AlreadyOpen>> {
    let same = entity::Entity::find().filter(entity::Column::InseeCode.eq(commune.insee_code));
    if same.count(tx).await? > 0 {
        return Err(Error::Refused(AlreadyOpen));
    }
    let new = NewTown {
        insee_code: commune.insee_code.to_owned(),
        name: commune.name(),
        slug: free_slug(tx, commune).await.map_err(Error::widen)?,
        postcodes: commune.postcodes.to_owned(),
        time_zone: commune.time_zone().to_owned(),
    };
    let town = match towns::open(tx, new, at).await {
        Ok(town) => town,
        // Somebody opens it at this instant.
        Err(Error::Failed(failed)) if failed.is_duplicate() => return Err(Error::Refused(AlreadyOpen)),
        Err(Error::Refused(why)) => return Err(Failed::new(format!("{why:?}")).into()),
        Err(Error::NotFound) => return Err(Error::NotFound),
        Err(Error::Failed(failed)) => return Err(failed.into()),
    };
    let doer = by.map_or(Doer::operator(town.id), |by| by.doer(town.id));
    ledger::note(tx, &doer, Note::of(Deed::TownOpened), at).await?;
    Ok(town)
}

/// "saint-denis", for the second of that name "saint-denis-974", for the next of the same department "saint-denis-97411".
async fn free_slug(tx: &impl ConnectionTrait, commune: &Commune) -> Result<String, Error> {
    let name = slugs::slug(&commune.name(), commune.insee_code);
    let ways = [
        name.clone(),
        slugs::slug(&format!("{name} {}", commune.department()), ""),
        slugs::slug(&format!("{name} {}", commune.insee_code), ""),
    ];
    for slug in &ways {
        if is_free(tx, slug).await? {
            return Ok(slug.clone());
        }
    }
    Ok(commune.insee_code.to_lowercase())
}

/// Whether it is neither ours nor a town's, nor was: paper of yesterday leads there.
async fn is_free(tx: &impl ConnectionTrait, slug: &str) -> Result<bool, Error> {
    let nobody = Uuid::nil();
    let known = entity::Entity::find().filter(entity::Column::Slug.eq(slug));
    let had = addresses::had_by_others(tx, Kind::Town, nobody, nobody, slug).await?;
    let is_had = had.iter().any(|known| known == slug);
    Ok(!RESERVED_SLUGS.contains(&slug) && !is_had && known.count(tx).await? == 0)
}
