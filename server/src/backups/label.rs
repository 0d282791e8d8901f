//! What is written on a backup.

use anyhow::{Context, Result, ensure};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io,
    path::Path,
};

/// The file of it.
pub const LABEL: &str = "backup.json";

/// What a backup is, and how to know that it is still the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// When the database was at that instant.
    pub taken: DateTime<Utc>,
    /// Which program took it.
    pub halle: String,
    /// Of which database.
    pub engine: Engine,
    /// The last migration that it knows.
    pub schema: String,
    /// How many photos it needs.
    pub photos: u64,
    /// Photos that the database knew and the store did not have: they were lost before.
    pub missing: Vec<String>,
    /// The other files of its folder.
    pub files: Vec<Sealed>,
}

/// The two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// In a file.
    Sqlite,
    /// On a server.
    Postgres,
}

/// A file and its sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Its name in the backup's folder.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

impl Engine {
    /// The one that a database's URL names.
    pub fn of(url: &str) -> Self {
        if url.starts_with("sqlite:") {
            Self::Sqlite
        } else {
            Self::Postgres
        }
    }

    /// As people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// The name of the database's file in a backup.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Sqlite => "halle.db",
            Self::Postgres => "halle.dump",
        }
    }
}

impl Label {
    /// Reads it from a backup's folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(LABEL);
        let text = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        serde_json::from_slice(&text).with_context(|| format!("{} is damaged", path.display()))
    }

    /// Writes it into a backup's folder.
    pub fn write(&self, folder: &Path) -> Result<()> {
        fs::write(folder.join(LABEL), serde_json::to_vec_pretty(self)?)
            .context("the backup's label cannot be written")?;
        Ok(File::open(folder.join(LABEL))?.sync_all()?)
    }

    /// Whether the files beside it are what they were.
    pub fn check_seals(&self, folder: &Path) -> Result<()> {
        for sealed in &self.files {
            let found = Sealed::of(folder, &sealed.name)?;
            ensure!(
                found == *sealed,
                "{} is not what was written: take another backup, and look after the disk",
                folder.join(&sealed.name).display()
            );
        }
        let has_database = self.files.iter().any(|sealed| sealed.name == self.engine.file());
        ensure!(has_database, "{} holds no database", folder.display());
        Ok(())
    }
}

impl Sealed {
    /// The sum of a file; makes sure that the disk has it.
    pub fn of(folder: &Path, name: &str) -> Result<Self> {
        let path = folder.join(name);
        let reading = || format!("{} cannot be read", path.display());
        let mut file = File::open(&path).with_context(reading)?;
        file.sync_all().with_context(reading)?;
        let mut sum = Sha256::new();
        let bytes = io::copy(&mut file, &mut sum).with_context(reading)?;
        Ok(Self {
            name: name.to_owned(),
            bytes,
            sha256: format!("{:x}", sum.finalize()),
        })
    }
}
