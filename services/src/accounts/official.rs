//! Permission for a town, step by step: who works there, whose device proved it, and who proved it a moment ago. Whoever runs
//! the instance proves it in the same way ([`Operator`]).

use super::{Operator, proof};
use crate::{
    error::Error,
    ledger::{Doer, INSTANCE},
};
use chrono::{DateTime, Utc};
use domain::{
    id::{MemberId, SessionId, TownId},
    orders::Actor,
};

/// Where somebody works who proves who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// At the hall of a town.
    TownHall(TownId),
    /// For the whole instance.
    Instance,
}

/// Works there, as far as the device says. May prove it, and do nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Unproven {
    pub(super) office: Office,
    pub(super) member: MemberId,
    pub(super) session: SessionId,
    /// When they first came in.
    pub(super) started_at: Option<DateTime<Utc>>,
    /// Since when they have a key.
    pub(super) key_since: Option<DateTime<Utc>>,
    /// When the device last proved itself.
    pub(super) proved_at: Option<DateTime<Utc>>,
    /// When it was asked.
    pub(super) at: DateTime<Utc>,
}

/// May act for a town, on a device that proved itself.
#[derive(Clone, Copy, Debug)]
pub struct OfficialOf {
    town: TownId,
    member: MemberId,
    session: SessionId,
    proved_at: Option<DateTime<Utc>>,
    grace: Option<DateTime<Utc>>,
}

/// Proved it a moment ago: for what is grave.
#[derive(Clone, Copy, Debug)]
pub struct JustProved<Who = OfficialOf>(pub(super) Who);

impl<Who> std::ops::Deref for JustProved<Who> {
    type Target = Who;
    fn deref(&self) -> &Who {
        &self.0
    }
}

/// Proved it a moment ago, by a key: for who else works at the town hall. The day that somebody works without one is not
/// enough, or whoever found an unused link could keep everybody else out.
#[derive(Clone, Copy, Debug)]
pub struct ByKey(JustProved);

impl std::ops::Deref for ByKey {
    type Target = JustProved;
    fn deref(&self) -> &JustProved {
        &self.0
    }
}

impl JustProved {
    /// The same, if there is a key; not found for who has yet to set one up.
    pub const fn by_key(self) -> Result<ByKey, Error> {
        match self.0.grace {
            None => Ok(ByKey(self)),
            Some(_) => Err(Error::NotFound),
        }
    }
}

/// May set up a key: has none yet, or proved a moment ago that it is theirs.
#[derive(Clone, Copy, Debug)]
pub struct MaySetUp(Unproven);

impl std::ops::Deref for MaySetUp {
    type Target = Unproven;
    fn deref(&self) -> &Unproven {
        &self.0
    }
}

impl MaySetUp {
    /// Whether there was a key when it was asked.
    pub(super) const fn had_key(&self) -> bool {
        self.0.key_since.is_some()
    }
}

impl Unproven {
    /// Where they work.
    pub const fn office(&self) -> Office {
        self.office
    }

    /// Who it is.
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// The device.
    pub const fn session(&self) -> SessionId {
        self.session
    }

    /// Since when they have a key.
    pub const fn key_since(&self) -> Option<DateTime<Utc>> {
        self.key_since
    }

    /// Until when they may work without a key.
    fn grace(&self) -> Option<DateTime<Utc>> {
        let until = self.started_at? + proof::GRACE;
        (self.key_since.is_none() && self.at < until).then_some(until)
    }

    pub(super) fn proved_within(&self, span: chrono::Duration) -> bool {
        self.key_since.is_some() && self.proved_at.is_some_and(|proved| self.at < proved + span)
    }

    /// The guard of a town's verbs, if this device proved itself or nobody has to yet; else not found.
    pub fn official(&self) -> Result<OfficialOf, Error> {
        let Office::TownHall(town) = self.office else {
            return Err(Error::NotFound);
        };
        let grace = self.grace();
        if grace.is_none() && !self.proved_within(proof::LASTS) {
            return Err(Error::NotFound);
        }
        Ok(OfficialOf {
            town,
            member: self.member,
            session: self.session,
            proved_at: self.proved_at,
            grace,
        })
    }

    /// The guard of the instance's verbs, if this device proved itself by a key; else not found. There is no day without one.
    pub fn operator(&self) -> Result<Operator, Error> {
        Operator::of(self)
    }

    /// Whether the device may act there only once it has proved itself.
    pub fn owes_proof(&self) -> bool {
        match self.office {
            Office::TownHall(_) => self.official().is_err(),
            Office::Instance => self.operator().is_err(),
        }
    }

    /// The same, if they may set up a key; not found for who has one and did not prove it a moment ago.
    pub fn may_set_up(self) -> Result<MaySetUp, Error> {
        if self.key_since.is_none() || self.proved_within(proof::JUST_NOW) {
            Ok(MaySetUp(self))
        } else {
            Err(Error::NotFound)
        }
    }

    /// As whom the ledger names them.
    pub const fn doer(&self) -> Doer {
        match self.office {
            Office::TownHall(town) => doer(town, self.member, self.session),
            Office::Instance => Doer {
                member: Some(self.member),
                session: Some(self.session),
                ..Doer::operator(INSTANCE)
            },
        }
    }
}

impl OfficialOf {
    /// The device.
    pub const fn session(&self) -> SessionId {
        self.session
    }

    /// The town.
    pub const fn town(&self) -> TownId {
        self.town
    }

    /// Who acts.
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// Until when they work without a key; none for who has one.
    pub const fn grace(&self) -> Option<DateTime<Utc>> {
        self.grace
    }

    /// The same, if the proof is of a moment ago, or nobody has to prove anything yet; else not found.
    pub fn just_proved(self, at: DateTime<Utc>) -> Result<JustProved, Error> {
        let is_fresh = self.proved_at.is_some_and(|proved| at < proved + proof::JUST_NOW);
        if is_fresh || self.grace.is_some() {
            Ok(JustProved(self))
        } else {
            Err(Error::NotFound)
        }
    }

    /// As whom the ledger names them.
    pub const fn doer(&self) -> Doer {
        doer(self.town, self.member, self.session)
    }
}

const fn doer(town: TownId, member: MemberId, session: SessionId) -> Doer {
    Doer {
        town,
        shop: None,
        actor: Some(Actor::Official),
        member: Some(member),
        session: Some(session),
    }
}
