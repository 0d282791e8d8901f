//! The shops' table.

use domain::{
    duties::Licence,
    id::{DecisionId, ShopId, TownId},
    orders::{Patience, Quiet},
    pickup::{Lead, SlotLength, Slots},
    roster::Siret,
    shops::{Shop, ShopKind},
    text::Name,
    walk::Position,
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
    /// None: a pickup window lasts as long as the door is open.
    pub slot_minutes: Option<i32>,
    /// None: as many orders a window as come.
    pub slot_capacity: Option<i32>,
    /// None: the usual.
    pub alarm_minutes: Option<i32>,
    /// Who is told of an order that stays unseen, besides the shop's phones; empty: nobody.
    pub alarm_email: String,
    /// The language in which that person is written to, as "fr".
    pub alarm_locale: String,
    /// Quiet hours on the shop's wall clock, as "21:00"; both or none.
    pub quiet_from: Option<String>,
    pub quiet_to: Option<String>,
    /// When somebody of the shop last heard the test ring.
    pub alarm_heard_at: Option<ChronoDateTimeUtc>,
    /// Takes firm orders besides reservations.
    pub sells_at_a_distance: bool,
    /// Its number in the register of establishments, if anybody told us; once in a town.
    pub siret: Option<Siret>,
    /// By which right it sells alcohol; none: nobody said.
    pub licence: Option<Licence>,
    /// The town hall's decision that suspends it; none: it may sell.
    pub suspended_by: Option<DecisionId>,
    /// Where its own till is told of its orders; empty: nowhere.
    pub till_address: String,
    /// From which the secret that signs is made; empty while nothing is told.
    pub till_nonce: String,
    pub till_since: Option<ChronoDateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Shop {
    fn from(row: Model) -> Self {
        let slots = row.slots();
        Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            kind: row.kind,
            address: row.address,
            position: Position::new(row.latitude, row.longitude),
            phone: row.phone.parse().ok(),
            hours: row.hours,
            about: row.about,
            lead: row.lead_minutes.and_then(Lead::of_minutes).unwrap_or_default(),
            slots,
            at_the_door: row.at_the_door,
            sells_at_a_distance: row.sells_at_a_distance,
        }
    }
}

impl Model {
    /// Its pickup windows.
    pub fn slots(&self) -> Slots {
        Slots {
            length: SlotLength::of_minutes(self.slot_minutes),
            capacity: self.slot_capacity.map(i32::unsigned_abs),
        }
    }

    /// How long an order may stay unseen here.
    pub fn patience(&self) -> Patience {
        self.alarm_minutes
            .and_then(Patience::of_minutes)
            .unwrap_or_default()
    }

    /// When nothing rings here.
    pub fn quiet(&self) -> Option<Quiet> {
        Quiet::between(self.quiet_from.as_deref()?, self.quiet_to.as_deref()?)
    }
}
