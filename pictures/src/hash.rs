//! A photo's name: what was uploaded, and how we drew it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How pictures are drawn today. Change it whenever sizes, qualities or filters change: the same upload then gets a new
/// name, so that a page cached for ever never mixes two drawings.
const PIPELINE: &[u8] = b"halle photos 1\n";

/// The name of a photo: SHA-256 of the pipeline's version followed by the uploaded bytes, as 64 lower-case hex digits.
///
/// The same upload always gets the same name, so sending it twice stores it once. It reveals nothing about the upload
/// to who does not have it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhotoHash(String);

/// The text is not 64 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a photo's name is 64 lower-case hexadecimal digits")]
pub struct NotAPhotoHash;

impl PhotoHash {
    /// The name of the photo these uploaded bytes would become. Takes some 10 ms for the largest upload: not for an
    /// async thread.
    pub fn of(upload: &[u8]) -> Self {
        let digest = Sha256::new()
            .chain_update(PIPELINE)
            .chain_update(upload)
            .finalize();
        Self(format!("{digest:x}"))
    }

    /// The 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PhotoHash {
    type Err = NotAPhotoHash;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for PhotoHash {
    type Error = NotAPhotoHash;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() == 64 && text.bytes().all(is_digit) {
            Ok(Self(text))
        } else {
            Err(NotAPhotoHash)
        }
    }
}

impl From<PhotoHash> for String {
    fn from(hash: PhotoHash) -> Self {
        hash.0
    }
}

impl fmt::Display for PhotoHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_64_lower_case_digits_and_reads_back() {
        let hash = PhotoHash::of(b"a pear");
        assert_eq!(hash.as_str().len(), 64);
        assert_eq!(hash.to_string().parse(), Ok(hash));
    }

    #[test]
    fn other_bytes_get_another_name() {
        assert_ne!(PhotoHash::of(b"a pear"), PhotoHash::of(b"an apple"));
        assert_eq!(PhotoHash::of(b"a pear"), PhotoHash::of(b"a pear"));
    }

    #[test]
    fn anything_else_is_not_a_hash() {
        let good = PhotoHash::of(b"").to_string();
        let upper = good.to_uppercase();
        let climbing = format!("../{}", &good[3..]);
        let accented = format!("é{}", &good[2..]);
        for text in [
            "",
            "abc",
            &good[1..],
            &format!("{good}0"),
            &upper,
            &climbing,
            &accented,
        ] {
            assert_eq!(text.parse::<PhotoHash>(), Err(NotAPhotoHash), "{text}");
        }
    }

    #[test]
    fn a_stored_name_is_checked_when_read() {
        let hash = PhotoHash::of(b"a pear");
        let json = serde_json::to_string(&hash).expect("a string");
        assert_eq!(serde_json::from_str::<PhotoHash>(&json).expect("a name"), hash);
        assert!(serde_json::from_str::<PhotoHash>("\"../../etc/passwd\"").is_err());
    }
}
