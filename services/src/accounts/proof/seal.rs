//! The key that makes officials' secrets, and those of links in letters and of shops' tills, out of what the database holds.
//! It lies in a file: whoever steals the database alone can compute no code and no link, and try no recovery code at home.

use super::{Key, Nonce};
use crate::{
    error::Failed,
    key_file,
    secret::{self, Secret},
    tills::TillSecret,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::id::{LetterId, MemberId, ShopId};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::{fmt::Write, path::Path, sync::Arc};
use uuid::Uuid;

/// Bytes of a secret that applications of codes take.
const SECRET: usize = 20;

/// 256 random bits.
#[derive(Clone)]
pub struct SealKey(Arc<[u8; 32]>);

/// Never shown.
impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey(…)")
    }
}

impl SealKey {
    /// Reads the key in a file; makes the file, readable for its owner only, when there is none.
    pub fn at(path: &Path) -> Result<Self, Failed> {
        let make = || URL_SAFE_NO_PAD.encode(secret::key());
        let text = key_file::read_or_make(path, make).map_err(Failed::new)?;
        Self::read(&text).ok_or_else(|| Failed::new("it holds no seal key"))
    }

    /// 32 bytes, base64url.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text.trim().trim_end_matches('=')).ok()?;
        Some(Self(Arc::new(bytes.try_into().ok()?)))
    }

    /// A new one, which no file keeps.
    pub fn generate() -> Self {
        Self(Arc::new(secret::key()))
    }

    /// The key by which somebody proves who they are. The secret in it is stored nowhere.
    pub fn key(&self, member: MemberId, nonce: &Nonce) -> Key {
        let made = self.seal("totp", member.0, nonce.as_str());
        let mut secret = [0; SECRET];
        secret.copy_from_slice(&made[..SECRET]);
        Key::of(secret)
    }

    /// What the database keeps of a recovery code, hexadecimal.
    pub(super) fn hash(&self, member: MemberId, code: &str) -> String {
        let sealed = self.seal("recovery", member.0, code);
        sealed.iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing into a string never fails.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// The secret of the link in a letter. It is made again when the letter is sent: until then it is nowhere.
    pub fn letter(&self, id: LetterId) -> Secret {
        Secret::presented(&URL_SAFE_NO_PAD.encode(self.seal("letter", id.0, "")))
    }

    /// The secret by which a shop's till knows who speaks; it is stored nowhere either.
    pub fn till(&self, shop: ShopId, nonce: &Nonce) -> TillSecret {
        TillSecret::of(self.seal("till", shop.0, nonce.as_str()))
    }

    fn seal(&self, purpose: &str, of: Uuid, text: &str) -> [u8; 32] {
        let mut mac =
            <Hmac<Sha256> as Mac>::new_from_slice(&self.0[..]).expect("HMAC takes keys of any length");
        // Neither a purpose nor an id holds the byte between them, and an id is always as long.
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(of.as_bytes());
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::PermissionsExt};

    #[test]
    fn it_is_made_once_and_only_its_owner_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seal.key");
        let first = SealKey::at(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(SealKey::at(&path).unwrap().0, first.0);
        fs::write(&path, "not a key").unwrap();
        assert!(SealKey::at(&path).is_err());
    }

    #[test]
    fn each_person_each_nonce_and_each_key_has_secrets_of_its_own() {
        let (one, other) = (SealKey::generate(), SealKey::generate());
        let (camille, noe) = (MemberId(secret::id()), MemberId(secret::id()));
        let (first, second) = (Nonce::fresh(), Nonce::fresh());
        let by_hand = |seal: &SealKey, who, nonce: &Nonce| seal.key(who, nonce).by_hand();
        assert_eq!(by_hand(&one, camille, &first), by_hand(&one, camille, &first));
        assert_ne!(by_hand(&one, camille, &first), by_hand(&one, camille, &second));
        assert_ne!(by_hand(&one, camille, &first), by_hand(&one, noe, &first));
        assert_ne!(by_hand(&one, camille, &first), by_hand(&other, camille, &first));
        assert_ne!(one.hash(camille, "ABCDE"), one.hash(noe, "ABCDE"));
        assert_ne!(one.hash(camille, "ABCDE"), other.hash(camille, "ABCDE"));
        let (first, second) = (LetterId(secret::id()), LetterId(secret::id()));
        assert_eq!(one.letter(first), one.letter(first));
        assert_ne!(one.letter(first), one.letter(second));
        assert_ne!(one.letter(first), other.letter(first));
    }
}
