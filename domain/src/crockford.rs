//! Characters that can be said aloud: digits and capitals without I, L, O and U, which ears and eyes mix up (Crockford's
//! base 32).

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// So many characters, each from five of the bits; higher bits are ignored.
pub fn spelt(bits: u64, length: usize) -> String {
    (0..length)
        .map(|at| char::from(ALPHABET[((bits >> (5 * at)) & 31) as usize]))
        .collect()
}

/// What people said and typed, as it was spelt: small letters, blanks and dashes, O for zero, I and L for one. None unless
/// it is exactly so many characters.
pub fn heard(typed: &str, length: usize) -> Option<String> {
    let heard = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        });
    let code: String = heard.take(length + 1).collect();
    let fits = code.len() == length && code.bytes().all(|b| ALPHABET.contains(&b));
    fits.then_some(code)
}
