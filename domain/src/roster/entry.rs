//! One line of a list, as a shop.

use super::{
    Columns, Siret,
    activity::shop_kind,
    address::{joined, spoken},
    lambert::from_lambert_93,
};
use crate::{
    catalogue::folded,
    shops::ShopKind,
    text::{Name, Phone, Remark, TextError},
    walk::Position,
};

/// What is known of a shop that nobody claimed yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its sign.
    pub name: Name,
    /// What it mainly sells.
    pub kind: ShopKind,
    /// Street and number.
    pub address: Option<Remark>,
    /// How to call it.
    pub phone: Option<Phone>,
    /// Its number in the register of establishments.
    pub siret: Option<Siret>,
    /// Where it stands.
    pub position: Option<Position>,
}

/// The town whose list it is.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Its code in the official geographic code.
    pub insee_code: &'a str,
    /// Separated by blanks.
    pub postcodes: &'a str,
}

words! {
    /// Why a line is left out.
    Left {
        /// No sign, no usual name.
        NoName = "no_name",
        /// A name, address or sign that is longer than its field.
        TooLong = "too_long",
        /// A spreadsheet would run what stands there.
        Formula = "formula",
        /// The establishment has ceased.
        Closed = "closed",
        /// A business without a door at which one buys something.
        NotAShop = "not_a_shop",
        /// It stands in another town.
        Elsewhere = "elsewhere",
        /// Its owner does not want to be found by this file.
        Undisclosed = "undisclosed",
        /// The line is broken: its quotes are, or it has more fields than any list.
        Broken = "broken",
    }
}

words! {
    /// What was not taken of a line that was.
    Note {
        /// It reads like no phone number.
        NoPhone = "no_phone",
        /// Its digits do not check.
        NoSiret = "no_siret",
        /// A word that names none of our kinds.
        NoKind = "no_kind",
        /// A sign by which a spreadsheet knows a formula was taken off.
        Cleaned = "cleaned",
    }
}

/// What official files write where the owner keeps it private.
const UNDISCLOSED: &str = "[ND]";

/// Reads a line.
pub fn entry(columns: &Columns, line: &[String], town: Place<'_>) -> Result<(Entry, Vec<Note>), Left> {
    if columns.is_official() {
        official(columns, line, town)
    } else {
        simple(columns, line)
    }
}

fn simple(columns: &Columns, line: &[String]) -> Result<(Entry, Vec<Note>), Left> {
    let mut notes = Vec::new();
    let name = harmless(columns.cell(line, "nom"), &mut notes)?;
    let address = harmless(columns.cell(line, "adresse"), &mut notes)?;
    let wanted = columns.cell(line, "genre");
    let kind = kind_named(wanted);
    if kind.is_none() && !wanted.is_empty() {
        notes.push(Note::NoKind);
    }
    let phone = noted(columns.cell(line, "telephone"), Note::NoPhone, &mut notes);
    let siret = noted(columns.cell(line, "siret"), Note::NoSiret, &mut notes);
    let entry = Entry {
        name: name.parse().map_err(left)?,
        kind: kind.unwrap_or(ShopKind::Other),
        address: optional(address)?,
        phone,
        siret,
        position: Position::new(
            degrees(columns.cell(line, "latitude")),
            degrees(columns.cell(line, "longitude")),
        ),
    };
    Ok((entry, notes))
}

fn official(columns: &Columns, line: &[String], town: Place<'_>) -> Result<(Entry, Vec<Note>), Left> {
    let cell = |name: &str| columns.cell(line, name);
    if !matches!(cell("etatadministratifetablissement"), "A" | "") {
        return Err(Left::Closed);
    }
    if !is_here(columns, line, town) {
        return Err(Left::Elsewhere);
    }
    // Another nomenclature's numbers mean other things.
    let is_known = matches!(
        cell("nomenclatureactiviteprincipaleetablissement"),
        "NAFRev2" | ""
    );
    let kind = if is_known {
        shop_kind(cell("activiteprincipaleetablissement")).ok_or(Left::NotAShop)?
    } else {
        ShopKind::Other
    };
    let mut notes = Vec::new();
    let named = ["enseigne1etablissement", "denominationusuelleetablissement"]
        .into_iter()
        .map(cell)
        .find(|name| !name.is_empty())
        .ok_or(Left::NoName)?;
    if named == UNDISCLOSED {
        return Err(Left::Undisclosed);
    }
    let parts = [
        "numerovoieetablissement",
        "indicerepetitionetablissement",
        "typevoieetablissement",
        "libellevoieetablissement",
    ];
    let [number, repeated, street_kind, street] = parts.map(|part| {
        Some(cell(part))
            .filter(|cell| *cell != UNDISCLOSED)
            .unwrap_or_default()
    });
    let address = joined(number, repeated, street_kind, street);
    let name = spoken(harmless(named, &mut notes)?);
    let metres = |name: &str| cell(name).replace(',', ".").parse::<f64>().ok();
    let position = metres("coordonneelambertabscisseetablissement")
        .zip(metres("coordonneelambertordonneeetablissement"))
        .and_then(|(x, y)| from_lambert_93(x, y));
    let siret = noted(cell("siret"), Note::NoSiret, &mut notes);
    let entry = Entry {
        name: name.parse().map_err(left)?,
        kind,
        address: optional(harmless(&address, &mut notes)?)?,
        phone: None,
        siret,
        position,
    };
    Ok((entry, notes))
}

/// By the code of the town, or by its postcodes where the list has no codes.
fn is_here(columns: &Columns, line: &[String], town: Place<'_>) -> bool {
    let code = columns.cell(line, "codecommuneetablissement");
    if !code.is_empty() {
        return code == town.insee_code;
    }
    let postcode = columns.cell(line, "codepostaletablissement");
    postcode.is_empty() || town.postcodes.split_whitespace().any(|known| known == postcode)
}

/// A cell that a spreadsheet would run is refused; one that merely begins like that loses its sign.
fn harmless<'a>(cell: &'a str, notes: &mut Vec<Note>) -> Result<&'a str, Left> {
    if cell.starts_with(['=', '@']) {
        return Err(Left::Formula);
    }
    let plain = cell.trim_start_matches(['+', '-', '\t', ' ']);
    if plain.len() != cell.len() {
        notes.push(Note::Cleaned);
    }
    Ok(plain)
}

fn noted<T: std::str::FromStr>(cell: &str, note: Note, notes: &mut Vec<Note>) -> Option<T> {
    if cell.is_empty() {
        return None;
    }
    let read = cell.parse().ok();
    if read.is_none() {
        notes.push(note);
    }
    read
}

fn optional(text: &str) -> Result<Option<Remark>, Left> {
    crate::text::optional(text).map_err(left)
}

const fn left(wrong: TextError) -> Left {
    match wrong {
        TextError::TooLong { .. } => Left::TooLong,
        _ => Left::NoName,
    }
}

fn degrees(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok()
}

/// A kind by our own word for it, or by the words people use, in French and English.
fn kind_named(typed: &str) -> Option<ShopKind> {
    if let Ok(kind) = typed.parse() {
        return Some(kind);
    }
    let typed = folded(typed);
    let beginnings: [(&[&str], ShopKind); 13] = [
        (
            &["epicer", "superette", "alimentation", "grocer"],
            ShopKind::Grocer,
        ),
        (&["boulang", "patiss", "baker"], ShopKind::Bakery),
        (&["bouch", "charcut", "traiteur", "butcher"], ShopKind::Butcher),
        (&["fromag", "cremer", "chees"], ShopKind::Cheese),
        (
            &["maraich", "primeur", "fruits", "legumes"],
            ShopKind::MarketGarden,
        ),
        (&["vin", "cave", "wine"], ShopKind::Wine),
        (&["brass", "bier", "brewer"], ShopKind::Brewery),
        (&["the", "tea", "salon de the", "cafe"], ShopKind::Tea),
        (&["fleur", "florist"], ShopKind::Florist),
        (
            &["librair", "livre", "presse", "papeter", "book"],
            ShopKind::Books,
        ),
        (&["jouet", "jeux", "toy"], ShopKind::Toys),
        (
            &["vetement", "mode", "pret-a-porter", "chaussure", "cloth"],
            ShopKind::Clothes,
        ),
        (
            &["quincaill", "bricolage", "droguer", "hardware"],
            ShopKind::Hardware,
        ),
    ];
    let found = beginnings
        .iter()
        .find(|(words, _)| words.iter().any(|word| typed.starts_with(word)));
    found
        .map(|(_, kind)| *kind)
        .or((typed == "autre").then_some(ShopKind::Other))
}

/// What two lines about one shop have in common: name and address without capitals, accents and punctuation.
pub fn sameness(name: &str, address: &str) -> String {
    let bare = |text: &str| {
        folded(text)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    format!("{}|{}", bare(name), bare(address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DOURDAN: Place<'_> = Place {
        insee_code: "91200",
        postcodes: "91410",
    };

    fn cells(text: &str) -> Vec<String> {
        text.split(';').map(String::from).collect()
    }

    fn read(first: &str, line: &str) -> Result<(Entry, Vec<Note>), Left> {
        entry(&Columns::named(&cells(first)).unwrap(), &cells(line), DOURDAN)
    }

    const OFFICIAL: &str = "siret;etatAdministratifEtablissement;denominationUsuelleEtablissement;enseigne1Etablissement;\
numeroVoieEtablissement;indiceRepetitionEtablissement;typeVoieEtablissement;libelleVoieEtablissement;codePostalEtablissement;\
libelleCommuneEtablissement;codeCommuneEtablissement;activitePrincipaleEtablissement;coordonneeLambertAbscisseEtablissement;\
coordonneeLambertOrdonneeEtablissement";

    #[test]
    fn an_official_line_becomes_a_shop() {
        let line =
            "73282932000074;A;;L'EPI D'OR;12;B;RUE;DE CHARTRES;91410;DOURDAN;91200;10.71C;626900;6825000";
        let (shop, notes) = read(OFFICIAL, line).unwrap();
        assert_eq!(shop.name.as_str(), "L’Epi d’Or");
        assert_eq!(shop.kind, ShopKind::Bakery);
        assert_eq!(shop.address.unwrap().as_str(), "12 bis rue de Chartres");
        assert_eq!(shop.siret.unwrap().as_str(), "73282932000074");
        assert!((shop.position.unwrap().latitude - 48.5).abs() < 0.1);
        assert!(notes.is_empty());
    }

    #[test]
    fn what_is_no_open_shop_of_this_town_is_left_out() {
        for (line, why) in [
            ("73282932000074;F;;A;;;;;;;91200;10.71C;;", Left::Closed),
            ("73282932000074;A;;A;;;;;;;75056;10.71C;;", Left::Elsewhere),
            ("73282932000074;A;;A;;;;;75001;;;10.71C;;", Left::Elsewhere),
            ("73282932000074;A;;A;;;;;;;91200;64.20Z;;", Left::NotAShop),
            ("73282932000074;A;;;;;;;;;91200;10.71C;;", Left::NoName),
            ("73282932000074;A;[ND];;;;;;;;91200;10.71C;;", Left::Undisclosed),
            ("73282932000074;A;=1+1;;;;;;;;91200;10.71C;;", Left::Formula),
        ] {
            assert_eq!(read(OFFICIAL, line).unwrap_err(), why, "{line}");
        }
    }

    #[test]
    fn a_simple_line_keeps_what_can_be_read() {
        let first = "Nom;Adresse;Téléphone;Genre";
        let (shop, notes) = read(first, "La pause;12 rue de Chartres;0199000012;épicerie fine").unwrap();
        assert_eq!(shop.kind, ShopKind::Grocer);
        assert_eq!(shop.phone.unwrap().as_str(), "01 99 00 00 12");
        assert!(notes.is_empty());
        let (shop, notes) = read(first, "+La pause;;appeler le soir;licornes").unwrap();
        assert_eq!((shop.name.as_str(), shop.phone), ("La pause", None));
        assert_eq!(notes, [Note::Cleaned, Note::NoKind, Note::NoPhone]);
        assert_eq!(read(first, "=HYPERLINK(1);;;").unwrap_err(), Left::Formula);
        assert_eq!(read(first, ";12 rue de Chartres;;").unwrap_err(), Left::NoName);
        assert_eq!(
            read(first, &format!("{};;;", "a".repeat(81))).unwrap_err(),
            Left::TooLong
        );
    }

    #[test]
    fn one_shop_is_known_again() {
        assert_eq!(
            sameness("L’Épi d’Or", "12 bis, rue de Chartres"),
            sameness("L'EPI D'OR", "12 BIS RUE DE CHARTRES")
        );
        assert_ne!(sameness("La pause", "12 rue"), sameness("La pause", ""));
    }

    proptest! {
        #[test]
        fn no_line_makes_it_panic(line in proptest::collection::vec(".{0,40}", 0..16)) {
            for first in [OFFICIAL, "nom;adresse;telephone;genre;siret;latitude;longitude"] {
                let _ = entry(&Columns::named(&cells(first)).unwrap(), &line, DOURDAN);
            }
        }
    }
}
