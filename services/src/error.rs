//! Two kinds of error. *Refused* is expected: typed per verb, told to the person. *Failed* is everything else: logged
//! once at the boundary, told only as an incident code. A thing that is not there, or not yours, is *not found*.

use sea_orm::DbErr;
use std::convert::Infallible;
use thiserror::Error;

/// What a verb returns instead of its result. Verbs that refuse nothing use the default.
#[derive(Debug, Error)]
pub enum Error<R = Infallible> {
    /// Expected; the person is told why.
    #[error("refused")]
    Refused(R),
    /// No such thing, or a stranger's.
    #[error("not found")]
    NotFound,
    /// Unexpected; the operator is told why.
    #[error(transparent)]
    Failed(#[from] Failed),
}

/// An unexpected failure with its chain of causes.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct Failed(Box<dyn std::error::Error + Send + Sync>);

impl Failed {
    /// Wraps any error that is no refusal.
    pub fn new(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(cause.into())
    }

    /// Whether nothing is broken: more people came than there is room for, and this one waited in vain.
    pub fn is_crowded(&self) -> bool {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(self.0.as_ref());
        while let Some(error) = cause {
            if let Some(DbErr::ConnectionAcquire(_)) = error.downcast_ref() {
                return true;
            }
            cause = error.source();
        }
        false
    }

    /// Whether a row was refused because one with the same key is there already.
    pub fn is_duplicate(&self) -> bool {
        let cause = self.0.downcast_ref::<DbErr>();
        cause.is_some_and(crate::db::is_duplicate)
    }
}

impl From<DbErr> for Failed {
    fn from(cause: DbErr) -> Self {
        Self(Box::new(cause))
    }
}

impl<R> From<DbErr> for Error<R> {
    fn from(cause: DbErr) -> Self {
        Self::Failed(cause.into())
    }
}

impl Error {
    /// Lets a verb that refuses nothing be used by one that refuses something.
    pub fn widen<R>(self) -> Error<R> {
        match self {
            Self::Refused(never) => match never {},
            Self::NotFound => Error::NotFound,
            Self::Failed(failed) => Error::Failed(failed),
        }
    }
}
