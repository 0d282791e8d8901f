//! Leaving: the archive is sent piece by piece while it is made, so that neither a page nor a disk holds all of it.

use super::{
    label::{FORMAT, FileLabel, LABEL, Label, ShopLabel, TableLabel, TownLabel, rows_of},
    rows::{self, Row},
    tables::{MADE_ANEW, PARTS, Part, Whose},
    zip::Writer,
};
use crate::carry::{Column, Table};
use anyhow::{Context, Result};
use app::{i18n::Locale, leaving, state::House};
use bytes::Bytes;
use domain::{
    id::{ShopId, TownId},
    shops::Shop,
    towns::Town,
};
use futures::TryStreamExt as _;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, EntityTrait, IsolationLevel, Statement,
    StreamTrait as _, TransactionTrait as _, Value,
};
use services::{catalogue, oversight::sheet, photos::PhotoHash, secret, shops, towns};
use tokio::sync::mpsc;

/// More than any shelf holds.
const SHELF: u64 = 100_000;

/// Who leaves.
#[derive(Clone, Debug)]
pub struct Leaving {
    town: Town,
    insee_code: String,
    shop: Option<Shop>,
}

impl Leaving {
    /// A whole town.
    pub async fn town(db: &impl ConnectionTrait, town: TownId) -> Result<Self> {
        let row = towns::entity::Entity::find_by_id(town).one(db).await?;
        let row = row.context("there is no such town")?;
        Ok(Self {
            insee_code: row.insee_code.clone(),
            town: row.into(),
            shop: None,
        })
    }

    /// One shop.
    pub async fn shop(db: &impl ConnectionTrait, shop: ShopId) -> Result<Self> {
        let town = shops::town_of(db, shop).await?;
        let known = shops::by_id(db, shop).await?;
        Ok(Self {
            shop: Some(known),
            ..Self::town(db, town.id).await?
        })
    }

    /// What its file is called.
    pub fn file_name(&self) -> String {
        match &self.shop {
            Some(shop) => format!("{}-{}.zip", self.town.slug, shop.slug),
            None => format!("{}.zip", self.town.slug),
        }
    }

    const fn whose(&self) -> Whose {
        match self.shop {
            Some(_) => Whose::Shop,
            None => Whose::Town,
        }
    }

    fn id(&self) -> Value {
        self.shop
            .as_ref()
            .map_or_else(|| self.town.id.into(), |shop| shop.id.into())
    }
}

/// Sends the archive, and says what is in it. Whoever hangs up ends it.
pub async fn stream(
    house: &House,
    who: &Leaving,
    locale: Locale,
    to: mpsc::Sender<Result<Bytes, std::io::Error>>,
) -> Result<Label> {
    let mut pack = Pack {
        zip: Writer::default(),
        files: Vec::new(),
        to,
    };
    let (tables, photos) = pack.tables(house, who).await?;
    pack.pages(house, who, locale).await?;
    let about = leaving::about(locale, &house.base_url, house.clock.now());
    pack.add("LISEZMOI.txt", about.into()).await?;
    let mut missing = Vec::new();
    for hash in &photos {
        if !pack.photo(house, hash).await? {
            missing.push(hash.to_string());
        }
    }
    let schema = Migrator::migrations().last().map(|last| last.name().to_owned());
    let label = Label {
        format: FORMAT,
        halle: env!("CARGO_PKG_VERSION").to_owned(),
        schema: schema.unwrap_or_default(),
        taken: house.clock.now(),
        from: house.base_url.to_string(),
        whose: who.whose(),
        town: TownLabel {
            id: who.town.id,
            insee_code: who.insee_code.clone(),
            name: who.town.name.clone(),
            slug: who.town.slug.clone(),
        },
        shop: who.shop.as_ref().map(|shop| ShopLabel {
            id: shop.id,
            name: shop.name.to_string(),
            slug: shop.slug.clone(),
        }),
        tables,
        photos: (photos.len() - missing.len()) as u64,
        missing,
        files: std::mem::take(&mut pack.files),
    };
    pack.add(LABEL, serde_json::to_vec_pretty(&label)?).await?;
    pack.end().await?;
    Ok(label)
}

/// What is being made.
struct Pack {
    zip: Writer,
    files: Vec<FileLabel>,
    to: mpsc::Sender<Result<Bytes, std::io::Error>>,
}

impl Pack {
    async fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<()> {
        let head = self.zip.begin(name, &bytes)?;
        self.files.push(FileLabel {
            name: name.to_owned(),
            bytes: bytes.len() as u64,
            sha256: secret::hash(&bytes),
        });
        self.send(head).await?;
        self.send(bytes).await
    }

    async fn send(&self, bytes: Vec<u8>) -> Result<()> {
        let sent = self.to.send(Ok(bytes.into())).await;
        sent.context("nobody takes the archive any more")
    }

    async fn end(self) -> Result<()> {
        let Self { zip, to, .. } = self;
        to.send(Ok(zip.end()?.into()))
            .await
            .context("nobody takes the archive any more")
    }

    /// Every table at one instant, and the photos that its rows name.
    #[expect(clippy::disallowed_methods, reason = "nothing is written in it")]
    async fn tables(&mut self, house: &House, who: &Leaving) -> Result<(Vec<TableLabel>, Vec<PhotoHash>)> {
        let seen = house
            .db
            .read()
            .begin_with_config(Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly))
            .await?;
        let (mut tables, mut photos) = (Vec::new(), Vec::new());
        for part in PARTS {
            let Some(which) = part.which(who.whose()) else {
                continue;
            };
            let table = described(&seen, &part).await?;
            let rows = read(&seen, &table, &which, who.id()).await?;
            if part.table == "photos" {
                let hashes = rows
                    .iter()
                    .filter_map(|row| row.get("hash")?.as_str()?.parse().ok());
                photos = hashes.collect();
            }
            self.table(&table, &rows).await?;
            tables.push(TableLabel {
                name: table.name,
                rows: rows.len() as u64,
            });
        }
        if let Some(shop) = &who.shop {
            let sales = sales(&seen, shop.id).await?;
            self.add("csv/ventes.csv", sales).await?;
        }
        seen.rollback().await?;
        Ok((tables, photos))
    }

    async fn table(&mut self, table: &Table, rows: &[Row]) -> Result<()> {
        let mut json = Vec::new();
        for row in rows {
            serde_json::to_writer(&mut json, row)?;
            json.push(b'\n');
        }
        self.add(&rows_of(&table.name), json).await?;
        let columns = || table.columns.iter().map(|column| column.name.as_str());
        let head: Vec<String> = columns().map(str::to_owned).collect();
        let cells = rows
            .iter()
            .map(|row| columns().map(|column| rows::cell(row.get(column))).collect());
        let csv = sheet::csv(std::iter::once(head).chain(cells), b';')?;
        self.add(&format!("csv/{}.csv", table.name), csv).await
    }

    /// Its shops as pages that open without a server.
    async fn pages(&mut self, house: &House, who: &Leaving, locale: Locale) -> Result<()> {
        let db = house.db.read();
        let shops = match &who.shop {
            Some(shop) => vec![shop.clone()],
            None => shops::in_town(db, who.town.id).await?,
        };
        let index = leaving::index(locale, &who.town, &shops)?;
        self.add("index.html", index.into()).await?;
        for shop in &shops {
            let goods = catalogue::in_shop(db, shop.id, SHELF).await?;
            let page = leaving::shop(locale, &who.town, shop, &goods)?;
            self.add(&leaving::shop_file(shop), page.into()).await?;
        }
        Ok(())
    }

    /// All files of a photo; false where the store does not have it.
    async fn photo(&mut self, house: &House, hash: &PhotoHash) -> Result<bool> {
        let files = house.photos.unpacked(hash).await?;
        for (name, bytes) in &files {
            self.add(&leaving::photo_file(hash.as_str(), name), bytes.to_vec())
                .await?;
        }
        Ok(!files.is_empty())
    }
}

/// A table without what is made anew where it arrives.
pub(super) async fn described(db: &impl ConnectionTrait, part: &Part) -> Result<Table> {
    let mut table = Table::known(db, part.table).await?;
    table
        .columns
        .retain(|column| !MADE_ANEW.contains(&(part.table, column.name.as_str())));
    Ok(table)
}

async fn read(seen: &DatabaseTransaction, table: &Table, which: &str, id: Value) -> Result<Vec<Row>> {
    let asked = format!("{} WHERE {which}", table.question());
    let asked = Statement::from_sql_and_values(ConnectionTrait::get_database_backend(seen), asked, [id]);
    let mut stream = seen.stream_raw(asked).await?;
    let mut all = Vec::new();
    while let Some(row) = stream.try_next().await? {
        all.push(rows::spell(table, &table.read(&row)?));
    }
    Ok(all)
}

/// What a shop sold, without who bought it.
const SALES: &str = "SELECT p.placed_at, p.pickup_from, p.state, l.name, l.unit, l.quantity, l.given, l.price \
    FROM order_parts p JOIN order_lines l ON l.part_id = p.id WHERE p.shop_id = $1 ORDER BY p.placed_at, p.id, l.position";

async fn sales(seen: &DatabaseTransaction, shop: ShopId) -> Result<Vec<u8>> {
    let columns = ["order_parts", "order_lines"];
    let (parts, lines) = (
        Table::known(seen, columns[0]).await?,
        Table::known(seen, columns[1]).await?,
    );
    let wanted = [
        (&parts, "placed_at"),
        (&parts, "pickup_from"),
        (&parts, "state"),
        (&lines, "name"),
        (&lines, "unit"),
        (&lines, "quantity"),
        (&lines, "given"),
        (&lines, "price"),
    ];
    let known = |(table, name): (&Table, &str)| {
        let column = table.columns.iter().find(|column| column.name == name);
        column.cloned().with_context(|| format!("there is no {name}"))
    };
    let columns = wanted.into_iter().map(known).collect::<Result<Vec<Column>>>()?;
    let table = Table {
        name: "ventes".to_owned(),
        columns,
    };
    let asked =
        Statement::from_sql_and_values(ConnectionTrait::get_database_backend(seen), SALES, [shop.into()]);
    let mut all = vec![table.columns.iter().map(|column| column.name.clone()).collect()];
    let mut stream = seen.stream_raw(asked).await?;
    while let Some(row) = stream.try_next().await? {
        let row = rows::spell(&table, &table.read(&row)?);
        let cells = table
            .columns
            .iter()
            .map(|column| rows::cell(row.get(&column.name)));
        all.push(cells.collect::<Vec<String>>());
    }
    Ok(sheet::csv(all, b';')?)
}
