//! Towns of this instance.

mod changes;

pub use changes::{announce, close, describe, reopen};
pub(crate) use changes::{lock, to_change};

use crate::{error::Error, secret, slugs};
use chrono::{DateTime, Utc};
use domain::{
    id::TownId,
    towns::{RESERVED_SLUGS, Town},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
};

/// The table's row.
pub mod entity {
    use domain::{id::TownId, text::Sentence, towns};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "towns")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TownId,
        pub insee_code: String,
        pub name: String,
        pub slug: String,
        /// Separated by blanks.
        pub postcodes: String,
        pub time_zone: String,
        pub created_at: ChronoDateTimeUtc,
        /// Who is told of an order that nobody saw, besides the officials' devices; empty: nobody.
        pub alarm_email: String,
        /// The language in which they are written to, as "fr".
        pub alarm_locale: String,
        /// What the town says to whoever comes in; empty when nothing.
        pub welcome: String,
        pub awning: towns::Awning,
        /// Whether its page shows how many shops are online.
        pub counts_shops: bool,
        /// What it announces; empty when nothing. The days are those of the town's calendar.
        pub announcement: String,
        pub announced_from: Option<Date>,
        pub announced_to: Option<Date>,
        /// None: it does not close its shops, and nobody plans to.
        pub closed_from: Option<Date>,
        pub closed_to: Option<Date>,
        /// Kinds of shops that stay open then, separated by blanks.
        pub essential_kinds: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    impl Model {
        /// What it shows of itself.
        pub fn front(&self) -> towns::Front {
            towns::Front {
                welcome: self.welcome.parse().ok(),
                awning: self.awning,
                counts: self.counts_shops,
            }
        }

        /// What it announces, whatever the day is.
        pub fn announcement(&self) -> Option<towns::Announcement> {
            Some(towns::Announcement {
                words: self.announcement.parse::<Sentence>().ok()?,
                days: towns::Days {
                    from: self.announced_from,
                    to: self.announced_to,
                },
            })
        }

        /// When it closes its shops, whatever the day is.
        pub fn lockdown(&self) -> Option<towns::Lockdown> {
            let kinds = self.essential_kinds.split_whitespace();
            Some(towns::Lockdown {
                from: self.closed_from?,
                to: self.closed_to,
                essential: kinds.filter_map(|kind| kind.parse().ok()).collect(),
            })
        }
    }
}

impl From<entity::Model> for Town {
    fn from(row: entity::Model) -> Self {
        Self {
            front: row.front(),
            announcement: row.announcement(),
            lockdown: row.lockdown(),
            id: row.id,
            name: row.name,
            slug: row.slug,
            time_zone: row.time_zone,
        }
    }
}

/// What it takes to open a town's market.
#[derive(Clone, Debug)]
pub struct NewTown {
    /// Code of the commune in the official geographic code.
    pub insee_code: String,
    /// "Dourdan".
    pub name: String,
    /// "dourdan".
    pub slug: String,
    /// Separated by blanks.
    pub postcodes: String,
    /// IANA name.
    pub time_zone: String,
}

/// Why a town cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TownRefused {
    /// The slug is one of our own addresses.
    ReservedSlug,
    /// Not an IANA time zone.
    UnknownTimeZone,
}

/// Opens a town's market.
pub async fn open(
    tx: &impl ConnectionTrait,
    new: NewTown,
    at: DateTime<Utc>,
) -> Result<Town, Error<TownRefused>> {
    if RESERVED_SLUGS.contains(&new.slug.as_str()) {
        return Err(Error::Refused(TownRefused::ReservedSlug));
    }
    if new.time_zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(Error::Refused(TownRefused::UnknownTimeZone));
    }
    let row = entity::ActiveModel {
        id: Set(TownId(secret::id())),
        insee_code: Set(new.insee_code),
        name: Set(new.name),
        slug: Set(new.slug),
        postcodes: Set(new.postcodes),
        time_zone: Set(new.time_zone),
        created_at: Set(at),
        ..Default::default()
    };
    Ok(row.insert(tx).await?.into())
}

/// All towns by name.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Town>, Error> {
    let rows = entity::Entity::find()
        .order_by_asc(entity::Column::Name)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Town::from).collect())
}

/// A page of so many of the towns, counted from 1, by their addresses, and how many there are on all pages: of all, or of those
/// that are meant by a part of the name, of the address or of a postcode, or by the code.
pub async fn find(
    db: &impl ConnectionTrait,
    asked: &str,
    page: u64,
    size: u64,
) -> Result<(Vec<Town>, u64), Error> {
    let (rows, found) = rows(db, asked, page, size).await?;
    Ok((rows.into_iter().map(Town::from).collect(), found))
}

/// The same as rows.
pub(crate) async fn rows(
    db: &impl ConnectionTrait,
    asked: &str,
    page: u64,
    size: u64,
) -> Result<(Vec<entity::Model>, u64), Error> {
    let meant = entity::Entity::find().filter(meant(asked));
    let found = meant.clone().count(db).await?;
    let rows = meant
        .order_by_asc(entity::Column::Slug)
        .offset(page.saturating_sub(1).saturating_mul(size))
        .limit(size)
        .all(db)
        .await?;
    Ok((rows, found))
}

fn meant(asked: &str) -> Condition {
    // Signs that would mean something else than themselves.
    let asked = asked.trim().replace(['%', '_', '\\'], "");
    if asked.is_empty() {
        return Condition::all();
    }
    let slug = slugs::slug(&asked, "");
    Condition::any()
        .add(entity::Column::InseeCode.eq(asked.to_uppercase()))
        .add(entity::Column::Postcodes.contains(&asked))
        .add(entity::Column::Name.contains(&asked))
        .add_option((!slug.is_empty()).then(|| entity::Column::Slug.contains(&slug)))
}

/// The town at an address.
pub async fn by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Town, Error> {
    let row = entity::Entity::find()
        .filter(entity::Column::Slug.eq(slug))
        .one(db)
        .await?;
    row.map(Town::from).ok_or(Error::NotFound)
}

/// A town by its id.
pub async fn by_id(db: &impl ConnectionTrait, id: TownId) -> Result<Town, Error> {
    let row = entity::Entity::find_by_id(id).one(db).await?;
    row.map(Town::from).ok_or(Error::NotFound)
}
