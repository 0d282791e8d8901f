//! What a column may hold, read alike from both engines.

use anyhow::Result;
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, TryGetable, Value};
use uuid::Uuid;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Bytes,
    Bool,
    Small,
    Int,
    Big,
    Double,
    Uuid,
    Day,
    Moment,
}

impl Kind {
    /// As PostgreSQL calls it; nothing when there is no such column in this schema.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "varchar" | "text" => Self::Text,
            "bytea" => Self::Bytes,
            "bool" => Self::Bool,
            "int2" => Self::Small,
            "int4" => Self::Int,
            "int8" => Self::Big,
            "float8" => Self::Double,
            "uuid" => Self::Uuid,
            "date" => Self::Day,
            "timestamptz" => Self::Moment,
            _ => return None,
        })
    }

    /// As SQLite was told when the column was made: it keeps the words, those it knows itself in capitals. Whole numbers are
    /// read in their largest size.
    pub fn declared(words: &str) -> Option<Self> {
        let word = words.split('(').next().unwrap_or_default().to_ascii_lowercase();
        Some(match word.as_str() {
            "varchar" | "text" => Self::Text,
            "blob" | "varbinary_blob" => Self::Bytes,
            "boolean" => Self::Bool,
            "smallint" | "integer" | "bigint" => Self::Big,
            "double" => Self::Double,
            "uuid_text" => Self::Uuid,
            "date_text" => Self::Day,
            "timestamp_with_timezone_text" => Self::Moment,
            _ => return None,
        })
    }

    /// The value at a place of a row.
    pub fn read(self, row: &QueryResult, at: usize) -> Result<Value> {
        fn get<T: TryGetable + Into<Value>>(row: &QueryResult, at: usize) -> Result<Value>
        where
            Option<T>: Into<Value>,
        {
            Ok(row.try_get_by_index::<Option<T>>(at)?.into())
        }
        match self {
            Self::Text => get::<String>(row, at),
            Self::Bytes => get::<Vec<u8>>(row, at),
            Self::Bool => get::<bool>(row, at),
            Self::Small => get::<i16>(row, at),
            Self::Int => get::<i32>(row, at),
            Self::Big => get::<i64>(row, at),
            Self::Double => get::<f64>(row, at),
            Self::Uuid => get::<Uuid>(row, at),
            Self::Day => get::<NaiveDate>(row, at),
            Self::Moment => get::<DateTime<Utc>>(row, at),
        }
    }
}

/// A value in bytes, the same from both engines; nothing is spelled unlike everything else.
pub fn spell(value: &Value) -> Vec<u8> {
    let spelled = match value {
        Value::String(text) => text.as_ref().map(|text| text.as_bytes().to_vec()),
        Value::Bytes(bytes) => bytes.clone(),
        Value::Bool(is) => is.map(|is| vec![u8::from(is)]),
        Value::SmallInt(number) => number.map(|number| number.to_be_bytes().to_vec()),
        Value::Int(number) => number.map(|number| number.to_be_bytes().to_vec()),
        Value::BigInt(number) => number.map(|number| number.to_be_bytes().to_vec()),
        Value::Double(number) => number.map(|number| number.to_bits().to_be_bytes().to_vec()),
        Value::Uuid(id) => id.map(|id| id.as_bytes().to_vec()),
        Value::ChronoDate(day) => day.as_ref().map(|day| day.to_string().into_bytes()),
        // PostgreSQL keeps microseconds.
        Value::ChronoDateTimeUtc(at) => at.as_ref().map(|at| at.timestamp_micros().to_be_bytes().to_vec()),
        other => Some(format!("{other:?}").into_bytes()),
    };
    spelled.map_or_else(Vec::new, |mut bytes| {
        bytes.insert(0, 1);
        bytes
    })
}
