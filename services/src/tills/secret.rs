//! How a till knows who speaks: each message is signed as "Standard Webhooks" has it (standardwebhooks.com), for which there
//! are libraries in most languages.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

/// By which such libraries know a secret.
const PREFIX: &str = "whsec_";

/// Shared with one till; made anew from the seal key each time it is needed.
#[derive(Clone, PartialEq, Eq)]
pub struct TillSecret([u8; 32]);

/// Never shown by accident.
impl std::fmt::Debug for TillSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TillSecret(…)")
    }
}

impl TillSecret {
    pub(crate) const fn of(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// As its owner copies it into the till, once.
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(self.0))
    }

    /// The signature of a message: of its id, of the second at which it leaves and of its body, so that none of the three
    /// can be replaced and an old message is seen to be old.
    pub fn sign(&self, id: Uuid, at: DateTime<Utc>, body: &[u8]) -> String {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(format!("{id}.{}.", at.timestamp()).as_bytes());
        mac.update(body);
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_signs_as_others_read_it() {
        let secret = TillSecret::of(*b"0123456789abcdef0123456789abcdef");
        assert_eq!(
            secret.reveal(),
            "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
        );
        let (id, at) = (Uuid::nil(), DateTime::from_timestamp(1_764_000_000, 0).unwrap());
        let signed = secret.sign(id, at, br#"{"event":"test"}"#);
        // printf '00000000-0000-0000-0000-000000000000.1764000000.{"event":"test"}' |
        //   openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef -binary | base64
        assert_eq!(signed, "v1,htjbnz2hD+COsnnYdq555HIk1byPVynRP73mEHed/6k=");
        assert_ne!(signed, secret.sign(id, at, br#"{"event":"tast"}"#));
        assert_ne!(
            signed,
            secret.sign(id, at + chrono::Duration::seconds(1), br#"{"event":"test"}"#)
        );
        assert_eq!(format!("{secret:?}"), "TillSecret(…)");
    }
}
