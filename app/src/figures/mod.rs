//! What a town reports to its council, to its own records and to the tax office: tables for a spreadsheet.

pub mod desk;
mod page;

pub use page::FiguresPage;

/// A table that can be taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The shops, how far each has come, and what it sold.
    Shops,
    /// What is on sale.
    Products,
    /// What was ordered in a year, without who ordered it.
    Sales,
    /// What was looked at, day by day, for a year.
    Visits,
    /// What each seller was paid in a year.
    Sellers,
}

impl Table {
    /// In the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Shops,
        Self::Products,
        Self::Sales,
        Self::Visits,
        Self::Sellers,
    ];

    /// Its name in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shops => "boutiques",
            Self::Products => "produits",
            Self::Sales => "commandes",
            Self::Visits => "visites",
            Self::Sellers => "vendeurs",
        }
    }

    /// The table of a file's name, "boutiques.csv".
    pub fn of_file(name: &str) -> Option<Self> {
        let word = name.strip_suffix(".csv")?;
        Self::ALL.into_iter().find(|table| table.word() == word)
    }

    /// Whether it is about a year, and not about today.
    const fn is_of_year(self) -> bool {
        matches!(self, Self::Sales | Self::Visits | Self::Sellers)
    }
}
