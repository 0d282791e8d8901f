//! Words as they are compared: without capitals and accents, because neither a hurried thumb nor a microphone sets them
//! reliably.

/// The text in small letters without accents, ligatures written out, every apostrophe the straight one:
/// "Œufs d’Été" becomes "oeufs d'ete".
pub fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => plain.push('a'),
            'ç' => plain.push('c'),
            'è' | 'é' | 'ê' | 'ë' => plain.push('e'),
            'ì' | 'í' | 'î' | 'ï' => plain.push('i'),
            'ñ' => plain.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => plain.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => plain.push('u'),
            'ý' | 'ÿ' => plain.push('y'),
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            'ß' => plain.push_str("ss"),
            '’' | 'ʼ' | '‘' => plain.push('\''),
            // Accents that some devices write as a character of their own.
            '\u{300}'..='\u{36F}' => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn accents_and_capitals_make_no_difference() {
        assert_eq!(folded("Œufs d’Été"), "oeufs d'ete");
        assert_eq!(folded("Crème BRÛLÉE"), "creme brulee");
        assert_eq!(folded("e\u{301}te\u{301}"), "ete");
    }
}
