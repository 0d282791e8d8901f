//! Secrets that open doors: made of 256 random bits, stored only as a hash, so that a stolen database opens nothing.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::{Rng, distr::StandardUniform, prelude::Distribution};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A secret as its holder carries it, 43 characters fit for links and cookies.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one.
    pub fn generate() -> Self {
        Self(URL_SAFE_NO_PAD.encode(random::<[u8; 32]>()))
    }

    /// What somebody claims to be a secret.
    pub fn presented(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text that its holder carries.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps: hexadecimal SHA-256.
    pub fn hash(&self) -> String {
        hash(self.0.as_bytes())
    }
}

/// Never shown by accident, in a log least of all.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Hexadecimal SHA-256.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing into a string never fails.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// 128 random bits as 22 characters: for addresses that nobody can guess.
pub fn unguessable() -> String {
    URL_SAFE_NO_PAD.encode(random::<[u8; 16]>())
}

/// 256 random bits, from which a private key is made.
pub fn key() -> [u8; 32] {
    random()
}

/// 32 random bits.
pub fn bits() -> u32 {
    random()
}

/// 64 random bits.
pub fn long_bits() -> u64 {
    random()
}

/// A new id: starts with the time, so that neighbours in time are neighbours in the index.
pub fn id() -> uuid::Uuid {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the room that makes random things"
    )]
    uuid::Uuid::now_v7()
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the room that makes random things"
)]
fn random<T>() -> T
where
    StandardUniform: Distribution<T>,
{
    rand::rng().random()
}
