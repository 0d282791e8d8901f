//! Which column of a list is what.

use crate::catalogue::folded;

/// A line of the simplest list that is taken: what an official can type in any spreadsheet.
pub const SIMPLE: &str = "nom;adresse;téléphone;genre";

/// The columns of a list, by what its first line calls them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    names: Vec<String>,
    sirene: bool,
}

/// The first line names no column by which a shop would be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownColumns;

impl Columns {
    /// From the first line: that of the official establishment files (INSEE, `StockEtablissement` of the base SIRENE), or a
    /// simple one with at least "nom".
    pub fn named(first: &[String]) -> Result<Self, UnknownColumns> {
        let names: Vec<String> = first
            .iter()
            .map(|name| folded(name).chars().filter(char::is_ascii_alphanumeric).collect())
            .collect();
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        let sirene =
            has("siret") && (has("enseigne1etablissement") || has("denominationusuelleetablissement"));
        if sirene || has("nom") {
            Ok(Self { names, sirene })
        } else {
            Err(UnknownColumns)
        }
    }

    /// Whether it is an official file.
    pub const fn is_official(&self) -> bool {
        self.sirene
    }

    /// Whether there is such a column; its name in small letters and digits only.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// What a line says in a column; empty when it says nothing.
    pub fn cell<'a>(&self, line: &'a [String], name: &str) -> &'a str {
        self.names
            .iter()
            .position(|known| known == name)
            .and_then(|at| line.get(at))
            .map_or("", |cell| cell.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Vec<String> {
        text.split(';').map(String::from).collect()
    }

    #[test]
    fn columns_are_known_by_their_names() {
        let simple = Columns::named(&line(SIMPLE)).unwrap();
        assert!(!simple.is_official());
        assert_eq!(
            simple.cell(&line("La pause; 12 rue de Chartres"), "adresse"),
            "12 rue de Chartres"
        );
        assert_eq!(simple.cell(&line("La pause"), "telephone"), "");
        let official = Columns::named(&line("siren;siret;enseigne1Etablissement")).unwrap();
        assert!(official.is_official());
        assert_eq!(Columns::named(&line("a;b;c")), Err(UnknownColumns));
        assert_eq!(Columns::named(&[]), Err(UnknownColumns));
    }
}
