//! Towns: a commune on this instance, what it says on its market, and when it closes its shops.

mod days;
mod front;
mod lockdown;

pub use days::{Days, DaysForm};
pub use front::{Announcement, AnnouncementError, AnnouncementForm, Awning, Front, FrontForm};
pub use lockdown::{Lockdown, LockdownError, LockdownForm, NoLockdown};

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
    /// What it shows of itself on its market's pages.
    pub front: Front,
    /// What it has to say these days.
    pub announcement: Option<Announcement>,
    /// Which of its shops nobody may walk into, and when; whether a shop is one of them says
    /// [`Shop::hands_out`](crate::shops::Shop::hands_out).
    pub lockdown: Option<Lockdown>,
}

/// First segments of addresses that are ours: no town may be called so.
pub const RESERVED_SLUGS: [&str; 24] = [
    "accessibilite",
    "aider",
    "api",
    "classement",
    "commande",
    "comptoir",
    "conditions",
    "design",
    "entrer",
    "exploitant",
    "healthz",
    "invitation",
    "langue",
    "mairie",
    "mentions-legales",
    "mes-commandes",
    "panier",
    "photos",
    "pkg",
    "signaler",
    "sitemap",
    "sortie",
    "static",
    "vie-privee",
];
