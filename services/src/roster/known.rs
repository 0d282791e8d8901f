//! What the roster knows already, looked up once for a whole list.

use crate::{error::Error, shops::entity};
use domain::{
    id::TownId,
    roster::{Entry, Siret, sameness},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;

/// The shops of a town, by all that one can know them by.
pub(super) struct Known {
    pub rows: Vec<entity::Model>,
    by_siret: HashMap<Siret, usize>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Known {
    pub async fn of(db: &impl ConnectionTrait, town: TownId) -> Result<Self, Error> {
        let mut known = Self {
            rows: Vec::new(),
            by_siret: HashMap::new(),
            by_name: HashMap::new(),
        };
        let all = entity::Entity::find().filter(entity::Column::TownId.eq(town));
        for row in all.all(db).await? {
            known.learn(row);
        }
        Ok(known)
    }

    /// A shop that is on the roster from now on.
    pub fn learn(&mut self, row: entity::Model) {
        let at = self.rows.len();
        self.by_name
            .entry(sameness(row.name.as_str(), ""))
            .or_default()
            .push(at);
        if let Some(siret) = &row.siret {
            self.by_siret.insert(siret.clone(), at);
        }
        self.rows.push(row);
    }

    /// Its number is known from now on.
    pub fn numbered(&mut self, at: usize, siret: Siret) {
        self.by_siret.insert(siret, at);
    }

    /// The shop that an entry speaks of: that of its SIRET, else the one of the same name at the same address. One without
    /// an address is taken to be the other, unless several could be meant; one with another SIRET never is.
    pub fn find(&self, entry: &Entry) -> Option<usize> {
        if let Some(at) = entry.siret.as_ref().and_then(|siret| self.by_siret.get(siret)) {
            return Some(*at);
        }
        let address = entry.address.as_ref().map_or("", |address| address.as_str());
        let named = self.by_name.get(&sameness(entry.name.as_str(), ""))?;
        let may_be: Vec<usize> = named
            .iter()
            .copied()
            .filter(|at| entry.siret.is_none() || self.rows[*at].siret.is_none())
            .collect();
        let same = |at: &&usize| sameness("", &self.rows[**at].address) == sameness("", address);
        if let Some(at) = may_be.iter().find(same) {
            return Some(*at);
        }
        match may_be.as_slice() {
            [only] if address.is_empty() || self.rows[*only].address.is_empty() => Some(*only),
            _ => None,
        }
    }
}
