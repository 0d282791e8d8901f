//! What an official's application of codes holds, and the codes that follow from it (RFC 6238).

use crate::secret;
use chrono::{DateTime, Utc};
use totp_rs::{Builder, Secret, Totp};

/// Stands in place of what an application would read as the end of a name.
const COLON: &str = "\u{a0}-";

/// What makes one secret of a person's different from the next. Whoever holds it and not the seal key holds nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// A new one.
    pub fn fresh() -> Self {
        Self(secret::unguessable())
    }

    /// One that came back with its form, or lay in the database.
    pub fn presented(text: &str) -> Self {
        Self(text.chars().take(64).collect())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The secret of somebody's application of codes: six digits, every thirty seconds.
pub struct Key([u8; 20]);

impl Key {
    pub(super) const fn of(secret: [u8; 20]) -> Self {
        Self(secret)
    }

    /// To be typed: letters and digits in groups of four.
    pub fn by_hand(&self) -> String {
        let text = self.secret().to_base32();
        let groups: Vec<&str> = text
            .as_bytes()
            .chunks(4)
            .filter_map(|group| std::str::from_utf8(group).ok())
            .collect();
        groups.join(" ")
    }

    /// What the square holds: read by an application of codes, it shows these names.
    pub fn address(&self, market: &str, person: &str) -> String {
        let plain = |name: &str| name.replace(':', COLON);
        let named = Builder::new()
            .with_secret(self.secret())
            .with_issuer(Some(plain(market)))
            .with_account_name(plain(person))
            .build();
        // Every name is one without a colon, and a market's is not empty.
        named.ok().and_then(|totp| totp.to_url().ok()).unwrap_or_default()
    }

    /// The code of an instant.
    pub fn code(&self, at: DateTime<Utc>) -> String {
        self.totp().generate(seconds(at)).to_string()
    }

    /// Which step a code is of: that of an instant, the one before or the one after.
    pub(super) fn step(&self, typed: &str, at: DateTime<Utc>) -> Option<i64> {
        let digits: String = typed.chars().filter(|typed| !typed.is_whitespace()).collect();
        let is_code = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit());
        let step = is_code.then(|| self.totp().check(&digits, seconds(at)))??;
        i64::try_from(step).ok()
    }

    fn secret(&self) -> Secret {
        Secret::new_stack(self.0)
    }

    fn totp(&self) -> Totp {
        Builder::new().with_secret(self.secret()).build_noncompliant()
    }
}

fn seconds(at: DateTime<Utc>) -> u64 {
    u64::try_from(at.timestamp()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        Key(*b"12345678901234567890")
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    /// RFC 6238, appendix B, cut down to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(key().code(at(seconds)), code);
        }
    }

    #[test]
    fn a_clock_may_be_off_by_one_step_and_no_more() {
        let code = key().code(at(1_111_111_111));
        let step = 1_111_111_111 / 30;
        for (ahead, found) in [
            (-60, None),
            (-30, Some(step)),
            (0, Some(step)),
            (30, Some(step)),
            (60, None),
        ] {
            assert_eq!(key().step(&code, at(1_111_111_111 + ahead)), found, "{ahead}");
        }
        assert_eq!(key().step("050 471", at(1_111_111_111)), Some(step));
        for wrong in ["", "05047", "0504711", "05047a", "+50471", "０50471"] {
            assert_eq!(key().step(wrong, at(1_111_111_111)), None, "{wrong}");
        }
    }

    #[test]
    fn an_application_reads_the_square() {
        assert_eq!(key().by_hand(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let address = key().address("Marché de Dourdan", "Camille: Roux");
        assert!(address.starts_with("otpauth://totp/"), "{address}");
        assert!(
            address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
            "{address}"
        );
        assert!(address.contains("issuer=March%C3%A9"), "{address}");
    }
}
