//! What a server function answers when it cannot do what was asked.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use std::fmt::Debug;
use thiserror::Error;

/// `Refused` is the function's own, typed, and told to the person; the others are the same everywhere.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ApiError<R> {
    /// Expected: the page says why and keeps what was typed.
    #[error("refused")]
    Refused(R),
    /// Nobody is signed in on this device.
    #[error("signed out")]
    SignedOut,
    /// No such thing, or a stranger's.
    #[error("not found")]
    NotFound,
    /// More people came than there is room for; in a moment one may ask again.
    #[error("crowded")]
    Crowded,
    /// Unexpected; logged under this code.
    #[error("incident {0}")]
    Failed(String),
    /// The request or its answer did not arrive.
    #[error("not reached")]
    Unreached,
    /// What answered was not us, or was not well enough to speak for us.
    #[error("an answer that is not ours")]
    Garbled,
}

impl<R> FromServerFnError for ApiError<R>
where
    R: Clone + Debug + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::ServerError(code) => Self::Failed(code),
            ServerFnErrorErr::Request(_) => Self::Unreached,
            _ => Self::Garbled,
        }
    }
}

/// For functions that refuse nothing of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nothing {}

#[cfg(feature = "ssr")]
mod ssr {
    use super::ApiError;
    use http::StatusCode;
    use services::{
        error::{Error, Failed},
        secret,
    };

    /// Logs a failure once, with its chain of causes, and gives the code under which it was logged.
    pub fn incident(failed: &Failed) -> String {
        let code = domain::orders::Code::from_bits(secret::bits()).to_string();
        let mut causes = vec![failed.to_string()];
        let mut cause = std::error::Error::source(failed);
        while let Some(deeper) = cause {
            causes.push(deeper.to_string());
            cause = deeper.source();
        }
        tracing::error!(incident = %code, causes = %causes.join(": "), "something failed");
        code
    }

    /// Whether more people came than there is room for: logged, since somebody who runs a small server wants to know.
    pub fn is_crowded(failed: &Failed) -> bool {
        let is_crowded = failed.is_crowded();
        if is_crowded {
            tracing::warn!(cause = %failed, "somebody waited in vain");
        }
        is_crowded
    }

    /// Logs that somebody was refused: at which route or what they tried, and why. Never who, and nothing that was typed.
    pub fn refused(what: &str, why: &'static str) {
        tracing::info!(what, why, "refused");
    }

    /// Logs that somebody was let in, and by what; the ledger knows whom.
    pub fn let_in(what: &str) {
        tracing::info!(what, "let in");
    }

    /// The bare answer of an address that has no page: its status, and the code of an incident.
    pub fn bare(failed: &Failed) -> (StatusCode, String) {
        if is_crowded(failed) {
            return (StatusCode::SERVICE_UNAVAILABLE, String::new());
        }
        (StatusCode::INTERNAL_SERVER_ERROR, incident(failed))
    }

    impl<R> ApiError<R> {
        /// What an answer that carries it says at first glance.
        pub const fn status(&self) -> StatusCode {
            match self {
                Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
                Self::SignedOut => StatusCode::UNAUTHORIZED,
                Self::NotFound => StatusCode::NOT_FOUND,
                Self::Crowded => StatusCode::SERVICE_UNAVAILABLE,
                Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
                Self::Unreached | Self::Garbled => StatusCode::BAD_REQUEST,
            }
        }

        /// The same, with what was refused said otherwise.
        pub fn map_refused<S>(self, otherwise: impl FnOnce(R) -> S) -> ApiError<S> {
            match self {
                Self::Refused(why) => ApiError::Refused(otherwise(why)),
                Self::SignedOut => ApiError::SignedOut,
                Self::NotFound => ApiError::NotFound,
                Self::Crowded => ApiError::Crowded,
                Self::Failed(code) => ApiError::Failed(code),
                Self::Unreached => ApiError::Unreached,
                Self::Garbled => ApiError::Garbled,
            }
        }

        /// What a verb answered, told by way of the web; `refused` turns the verb's refusal into this function's.
        pub fn from_verb<V>(error: Error<V>, refused: impl FnOnce(V) -> R) -> Self {
            match error {
                Error::Refused(why) => Self::Refused(refused(why)),
                Error::NotFound => Self::NotFound,
                Error::Failed(failed) => failed.into(),
            }
        }
    }

    impl<R> From<Error> for ApiError<R> {
        fn from(error: Error) -> Self {
            Self::from_verb(error, |never| match never {})
        }
    }

    impl<R> From<Failed> for ApiError<R> {
        fn from(failed: Failed) -> Self {
            if is_crowded(&failed) {
                return Self::Crowded;
            }
            Self::Failed(incident(&failed))
        }
    }
}

#[cfg(feature = "ssr")]
pub use ssr::{bare, incident, is_crowded, let_in, refused};
