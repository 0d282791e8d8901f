//! How much room something takes.

use crate::i18n::Locale;

/// "12,4 Go", "860 ko": by thousands, as disks are sold.
pub fn bytes(locale: Locale, bytes: u64) -> String {
    let (one, unit) = match bytes {
        0..1_000_000 => (1_000, ["ko", "kB"]),
        1_000_000..1_000_000_000 => (1_000_000, ["Mo", "MB"]),
        _ => (1_000_000_000, ["Go", "GB"]),
    };
    let ([french, english], tenths) = (unit, u128::from(bytes) * 10 / one);
    let (unit, comma) = match locale {
        Locale::fr => (french, ','),
        Locale::en => (english, '.'),
    };
    if tenths >= 100 || tenths % 10 == 0 {
        format!("{}\u{a0}{unit}", tenths / 10)
    } else {
        format!("{}{comma}{}\u{a0}{unit}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_disks_are_sold() {
        for (size, french, english) in [
            (0, "0\u{a0}ko", "0\u{a0}kB"),
            (1_550, "1,5\u{a0}ko", "1.5\u{a0}kB"),
            (860_000, "860\u{a0}ko", "860\u{a0}kB"),
            (12_400_000, "12\u{a0}Mo", "12\u{a0}MB"),
            (2_000_000_000, "2\u{a0}Go", "2\u{a0}GB"),
            (u64::MAX, "18446744073\u{a0}Go", "18446744073\u{a0}GB"),
        ] {
            assert_eq!(bytes(Locale::fr, size), french);
            assert_eq!(bytes(Locale::en, size), english);
        }
    }
}
