//! A row as an archive spells it, the same from either database.

use crate::carry::{Kind, Table};
use anyhow::{Context, Result, anyhow};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use sea_orm::Value;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A row as an object, by its columns.
pub type Row = Map<String, Json>;

/// What a database gave.
pub fn spell(table: &Table, values: &[Value]) -> Row {
    let columns = table.columns.iter().map(|column| column.name.clone());
    columns.zip(values.iter().map(spell_one)).collect()
}

fn spell_one(value: &Value) -> Json {
    let spelled = match value {
        Value::String(text) => text.as_ref().map(|text| Json::from(text.as_str())),
        Value::Bytes(bytes) => bytes.as_ref().map(|bytes| STANDARD.encode(bytes).into()),
        Value::Bool(is) => is.map(Json::from),
        Value::SmallInt(number) => number.map(Json::from),
        Value::Int(number) => number.map(Json::from),
        Value::BigInt(number) => number.map(Json::from),
        // As a text: a reader that rounds would move a shop.
        Value::Double(number) => number.map(|number| number.to_string().into()),
        Value::Uuid(id) => id.map(|id| id.to_string().into()),
        Value::ChronoDate(day) => day.as_ref().map(|day| day.to_string().into()),
        // PostgreSQL keeps microseconds.
        Value::ChronoDateTimeUtc(at) => at
            .as_ref()
            .map(|at| at.to_rfc3339_opts(SecondsFormat::Micros, true).into()),
        _ => None,
    };
    spelled.unwrap_or(Json::Null)
}

/// What a database takes, in the order of the table's columns.
pub fn read(table: &Table, row: &Row) -> Result<Vec<Value>> {
    let values = table.columns.iter().map(|column| {
        let spelled = row.get(&column.name).unwrap_or(&Json::Null);
        read_one(column.kind, spelled)
            .with_context(|| format!("{}.{} cannot be read", table.name, column.name))
    });
    values.collect()
}

fn read_one(kind: Kind, spelled: &Json) -> Result<Value> {
    let whole = || match spelled {
        Json::Null => Ok(None),
        other => other.as_i64().map(Some).ok_or_else(|| anyhow!("no whole number")),
    };
    let text = || match spelled {
        Json::Null => Ok(None),
        other => other.as_str().map(Some).ok_or_else(|| anyhow!("no text")),
    };
    Ok(match kind {
        Kind::Text => text()?.map(str::to_owned).into(),
        Kind::Bytes => text()?.map(|text| STANDARD.decode(text)).transpose()?.into(),
        Kind::Bool => match spelled {
            Json::Null => None::<bool>.into(),
            other => other.as_bool().context("neither yes nor no")?.into(),
        },
        Kind::Small => whole()?.map(i16::try_from).transpose()?.into(),
        Kind::Int => whole()?.map(i32::try_from).transpose()?.into(),
        Kind::Big => whole()?.into(),
        Kind::Double => text()?.map(str::parse::<f64>).transpose()?.into(),
        Kind::Uuid => text()?.map(str::parse::<Uuid>).transpose()?.into(),
        Kind::Day => text()?.map(str::parse::<NaiveDate>).transpose()?.into(),
        Kind::Moment => text()?.map(str::parse::<DateTime<Utc>>).transpose()?.into(),
    })
}

/// A cell for a spreadsheet.
pub fn cell(spelled: Option<&Json>) -> String {
    match spelled {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// What rows come to, in whatever order they are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many there are.
    pub rows: u64,
    total: u128,
}

impl Sum {
    /// Takes a row in, as far as these columns go.
    pub fn add(&mut self, table: &Table, row: &Row) {
        let mut digest = Sha256::new();
        for column in &table.columns {
            let spelled = row.get(&column.name).unwrap_or(&Json::Null).to_string();
            digest.update((spelled.len() as u64).to_be_bytes());
            digest.update(spelled);
        }
        let digest: [u8; 32] = digest.finalize().into();
        let half = digest.first_chunk().map_or(0, |half| u128::from_be_bytes(*half));
        self.total = self.total.wrapping_add(half);
        self.rows += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carry::Column;

    #[test]
    fn what_is_spelled_is_read_as_it_was() {
        let values: [(Kind, Value); 9] = [
            (Kind::Text, "Œufs; \"frais\"".into()),
            (Kind::Bytes, vec![0_u8, 255].into()),
            (Kind::Bool, true.into()),
            (Kind::Int, 7_i32.into()),
            (Kind::Big, i64::MAX.into()),
            (Kind::Double, 48.528_612_345_678_9_f64.into()),
            (Kind::Uuid, Uuid::nil().into()),
            (Kind::Day, NaiveDate::from_ymd_opt(2026, 11, 28).into()),
            (
                Kind::Moment,
                "2026-11-28T07:12:13.000001Z"
                    .parse::<DateTime<Utc>>()
                    .unwrap()
                    .into(),
            ),
        ];
        let columns = values.iter().enumerate().map(|(at, (kind, _))| Column {
            name: format!("c{at}"),
            kind: *kind,
        });
        let table = Table {
            name: "things".into(),
            columns: columns.collect(),
        };
        let values: Vec<Value> = values.into_iter().map(|(_, value)| value).collect();
        let row = spell(&table, &values);
        assert_eq!(read(&table, &row).unwrap(), values);
        let nothing = read(&table, &Row::new()).unwrap();
        assert_eq!(
            spell(&table, &nothing)
                .values()
                .filter(|json| !json.is_null())
                .count(),
            0
        );
        let mut wrong = row;
        wrong.insert("c3".into(), "seven".into());
        assert!(read(&table, &wrong).is_err());
    }
}
