//! Towns: a commune on this instance.

use crate::id::TownId;
use serde::{Deserialize, Serialize};

/// A commune with its market.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Town {
    /// Who it is.
    pub id: TownId,
    /// Its name, "Dourdan".
    pub name: String,
    /// Its place in addresses, "dourdan".
    pub slug: String,
    /// IANA name of its time zone, "Europe/Paris".
    pub time_zone: String,
}

/// First segments of addresses that are ours: no town may be called so.
pub const RESERVED_SLUGS: [&str; 20] = [
    "accessibilite",
    "api",
    "classement",
    "commande",
    "comptoir",
    "conditions",
    "design",
    "healthz",
    "invitation",
    "langue",
    "mairie",
    "mentions-legales",
    "mes-commandes",
    "panier",
    "photos",
    "pkg",
    "sitemap",
    "sortie",
    "static",
    "vie-privee",
];
