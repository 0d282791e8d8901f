//! Names as they stand in addresses.

/// Characters of a slug before its number.
const MAX: usize = 60;

/// "Confiture de fraise" → "confiture-de-fraise"; `fallback` when nothing remains of the name.
pub fn slug(name: &str, fallback: &str) -> String {
    let slug: String = slug::slugify(name).chars().take(MAX).collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() {
        fallback.to_owned()
    } else {
        slug.to_owned()
    }
}

/// The first of "miel", "miel-2", "miel-3"… that is not taken.
pub fn free(wanted: &str, taken: &[String]) -> String {
    let is_free = |slug: &String| !taken.contains(slug);
    let numbered = (2..).map(|n| format!("{wanted}-{n}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_and_free() {
        assert_eq!(slug("Œufs & crème fraîche", "article"), "oeufs-creme-fraiche");
        assert_eq!(slug("日", "article"), "ri");
        assert_eq!(slug("…", "article"), "article");
        assert_eq!(free("miel", &["miel".into(), "miel-2".into()]), "miel-3");
        assert_eq!(free("miel", &[]), "miel");
    }
}
