//! The shops' table.

use domain::{
    id::{ShopId, TownId},
    pickup::Lead,
    shops::{Shop, ShopKind},
    text::Name,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shops")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ShopId,
    pub town_id: TownId,
    pub slug: String,
    pub name: Name,
    pub kind: ShopKind,
    pub address: String,
    /// Empty when unknown.
    pub phone: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub hours: String,
    pub about: String,
    pub created_at: ChronoDateTimeUtc,
    pub claimed_at: Option<ChronoDateTimeUtc>,
    /// None: the usual.
    pub lead_minutes: Option<i32>,
    /// The picture of the shop, among the photos.
    pub cover_hash: Option<String>,
    pub at_the_door: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Shop {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            kind: row.kind,
            address: row.address,
            phone: row.phone.parse().ok(),
            hours: row.hours,
            about: row.about,
            lead: row.lead_minutes.and_then(Lead::of_minutes).unwrap_or_default(),
            at_the_door: row.at_the_door,
        }
    }
}
