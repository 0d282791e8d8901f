//! The key by which push services know this server (VAPID, RFC 8292). Devices subscribe with its public half, so all
//! nodes share it, and a new one silences every device until it opens the page again.

use crate::{error::Failed, key_file, secret};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use reqwest::Url;
use serde_json::json;
use std::path::Path;

/// A day is the most that push services take.
const VALID: Duration = Duration::hours(12);

/// Both halves.
#[derive(Clone)]
pub struct PushKey {
    private: SigningKey,
    public: String,
}

/// The private half is never shown.
impl std::fmt::Debug for PushKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PushKey({})", self.public)
    }
}

impl PushKey {
    /// Reads the key in a file; makes the file, readable for its owner only, when there is none.
    pub fn at(path: &Path) -> Result<Self, Failed> {
        let make = || URL_SAFE_NO_PAD.encode(Self::generate().private.to_bytes());
        let text = key_file::read_or_make(path, make).map_err(Failed::new)?;
        Self::read(&text).ok_or_else(|| Failed::new("it holds no push key"))
    }

    /// The 32 bytes of a private key, base64url, as other tools write it too.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text.trim().trim_end_matches('=')).ok()?;
        let private = SigningKey::from_slice(&bytes).ok()?;
        let point = private.verifying_key().to_encoded_point(false);
        Some(Self {
            public: URL_SAFE_NO_PAD.encode(point.as_bytes()),
            private,
        })
    }

    /// A new one.
    pub fn generate() -> Self {
        loop {
            // Almost all numbers of 256 bits are keys.
            if let Some(key) = Self::read(&URL_SAFE_NO_PAD.encode(secret::key())) {
                return key;
            }
        }
    }

    /// The public half as browsers want it: 65 bytes, base64url.
    pub fn public(&self) -> &str {
        &self.public
    }

    /// What a push service wants to see of us: who we are and where we can be written to.
    pub(super) fn authorization(&self, service: &Url, contact: &str, at: DateTime<Utc>) -> String {
        let encode = |json: serde_json::Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let header = encode(json!({ "typ": "JWT", "alg": "ES256" }));
        let claims = encode(json!({
            "aud": service.origin().ascii_serialization(),
            "exp": (at + VALID).timestamp(),
            "sub": contact,
        }));
        let signed: Signature = self.private.sign(format!("{header}.{claims}").as_bytes());
        let signature = URL_SAFE_NO_PAD.encode(signed.to_bytes());
        format!("vapid t={header}.{claims}.{signature}, k={}", self.public)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use p256::ecdsa::{VerifyingKey, signature::Verifier};
    use std::{fs, os::unix::fs::PermissionsExt};

    #[test]
    fn a_key_is_made_once_and_only_its_owner_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("push.key");
        let first = PushKey::at(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(PushKey::at(&path).unwrap().public(), first.public());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::write(&path, "not a key").unwrap();
        assert!(PushKey::at(&path).is_err());
    }

    #[test]
    fn nodes_that_start_together_share_the_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("push.key");
        let keys: Vec<String> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| PushKey::at(&path).unwrap().public().to_owned()))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(keys.iter().all(|key| key == &keys[0]), "{keys:?}");
    }

    #[test]
    fn a_push_service_can_check_who_we_are() {
        let key = PushKey::generate();
        let at = "2026-11-24T09:00:00Z".parse().unwrap();
        let service = Url::parse("https://push.example:8443/x/y?z").unwrap();
        let header = key.authorization(&service, "mailto:halle@mairie.example", at);
        let (token, public) = header
            .strip_prefix("vapid t=")
            .unwrap()
            .split_once(", k=")
            .unwrap();
        assert_eq!(public, key.public());
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
        let verifier = VerifyingKey::from_sec1_bytes(&decode(public)).unwrap();
        let signature = Signature::from_slice(&decode(signature)).unwrap();
        verifier.verify(signed.as_bytes(), &signature).unwrap();
        let claims: serde_json::Value =
            serde_json::from_slice(&decode(signed.split_once('.').unwrap().1)).unwrap();
        assert_eq!(claims["aud"], "https://push.example:8443");
        assert_eq!(claims["sub"], "mailto:halle@mairie.example");
        assert_eq!(
            claims["exp"].as_i64(),
            Some((at + Duration::hours(12)).timestamp())
        );
    }
}
