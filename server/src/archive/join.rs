//! Arriving: all of an archive or nothing. Who somebody is stays as it was, so that links between things hold; addresses and
//! orders' codes that somebody has here are told.

use super::{
    label::{FORMAT, LABEL, Label, rows_of},
    rows::{self, Row, Sum},
    tables::{PARTS, Part, Whose},
    write::described,
    zip::Reader,
};
use crate::carry::{self, Table};
use anyhow::{Context, Result, bail, ensure};
use app::state::House;
use domain::{
    id::{ShopId, TownId},
    orders::Code,
    towns::RESERVED_SLUGS,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Statement, Value,
    sea_query::OnConflict,
};
use serde_json::Value as Json;
use services::{
    addresses::{self, entity::Kind},
    catalogue,
    db::{Transaction, is_duplicate},
    orders::entity::order,
    photos::PhotoHash,
    secret, shops, slugs, towns,
};
use std::{
    collections::{BTreeMap, HashSet},
    fs::File,
};

/// Codes asked about at once.
const AT_ONCE: usize = 1_000;

/// Where it shall be, if not where it was.
#[derive(Clone, Debug, Default)]
pub struct Arrival {
    /// Another address for the town, or for the shop.
    pub slug: Option<String>,
    /// A shop's new town; none: the commune that it comes from.
    pub town: Option<String>,
}

/// What arrived.
#[derive(Debug)]
pub struct Joined {
    /// What the archive says of itself.
    pub label: Label,
    /// Where it is now.
    pub town: TownId,
    /// The town's slug.
    pub town_slug: String,
    /// The shop, if it is one shop's archive, with its slug.
    pub shop: Option<(ShopId, String)>,
    /// Photos that the store had not.
    pub photos: u64,
    /// Orders whose code somebody else's has here: they have another one now.
    pub codes: u64,
    /// Addresses that led there before and belong to others here.
    pub lost: Vec<String>,
}

/// Sets it up in this instance.
pub async fn join(house: &House, file: File, arrival: &Arrival) -> Result<Joined> {
    let mut zip = Reader::open(file)?;
    let label: Label = serde_json::from_slice(&zip.read(LABEL)?).context("its label cannot be read")?;
    ensure!(
        label.format == FORMAT,
        "it is of another kind ({}): read it by the halle that made it, {}",
        label.format,
        label.halle
    );
    let photos = take_in(house, &mut zip, &label).await?;
    let tx = house.db.write().await?;
    let place = match label.whose {
        Whose::Town => Place::of_town(&tx, &label, arrival).await?,
        Whose::Shop => Place::of_shop(&tx, &label, arrival).await?,
    };
    let mut moved = Moved {
        label: &label,
        place: &place,
        taken: taken_codes(&tx, &mut zip, &label).await?,
        codes: 0,
        lost: Vec::new(),
    };
    let mut written = Vec::new();
    for table in &label.tables {
        let part = PARTS.iter().find(|part| part.table == table.name);
        let part = part.with_context(|| format!("{} is of a newer halle", table.name))?;
        let rows = moved.rows(&tx, &mut zip, part, table.rows).await?;
        let (table, sum) = write(&tx, part, rows).await?;
        written.push((part, table, sum));
    }
    for (part, table, sum) in &written {
        let arrived = arrived(&tx, part, table, &label, &place).await?;
        // Of what was there before, that it is there is enough.
        let is_same = arrived == *sum || (part.is_shared && arrived.rows == sum.rows);
        ensure!(
            is_same,
            "{}: {} rows were written and {} are there, or not the same ones; nothing was changed",
            part.table,
            sum.rows,
            arrived.rows
        );
    }
    let (codes, lost) = (moved.codes, moved.lost);
    tx.commit().await?;
    catalogue::words::catch_up(&house.db).await?;
    Ok(Joined {
        town: place.town,
        town_slug: place.town_slug,
        shop: label.shop.as_ref().map(|shop| (shop.id, place.slug)),
        label,
        photos,
        codes,
        lost,
    })
}

/// Reads every file and compares it with the label; photos go to the store, which names them by what they are.
async fn take_in(house: &House, zip: &mut Reader, label: &Label) -> Result<u64> {
    ensure!(
        zip.count() == label.files.len() + 1,
        "there is more or less in it than its label says"
    );
    let mut photos: BTreeMap<PhotoHash, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    let mut brought = 0;
    for file in &label.files {
        let bytes = zip.read(&file.name)?;
        ensure!(
            bytes.len() as u64 == file.bytes && secret::hash(&bytes) == file.sha256,
            "{} is not what was put in",
            file.name
        );
        let Some(path) = file.name.strip_prefix("photos/") else {
            continue;
        };
        let mut names = path.split('/').skip(1);
        let (hash, name) = (names.next(), names.next());
        let (hash, name) = hash
            .zip(name)
            .with_context(|| format!("{} is no file of a photo", file.name))?;
        let hash: PhotoHash = hash
            .parse()
            .with_context(|| format!("{} is no file of a photo", file.name))?;
        let files = photos.entry(hash.clone()).or_default();
        files.push((name.to_owned(), bytes));
        // The description comes last: the photo is whole then.
        if name == "about.json"
            && let Some(files) = photos.remove(&hash)
        {
            brought += u64::from(house.photos.put_back(&hash, files).await?);
        }
    }
    Ok(brought)
}

/// Where it will be.
struct Place {
    town: TownId,
    town_slug: String,
    /// Of what arrives: the town's, or the shop's.
    slug: String,
}

impl Place {
    async fn of_town(tx: &Transaction, label: &Label, arrival: &Arrival) -> Result<Self> {
        let same = towns::entity::Entity::find()
            .filter(towns::entity::Column::InseeCode.eq(label.town.insee_code.as_str()));
        ensure!(
            same.count(tx).await? == 0,
            "{} has its market here already: a commune has only one",
            label.town.name
        );
        let slug = wanted(arrival, &label.town.slug)?;
        let known = towns::entity::Entity::find().filter(towns::entity::Column::Slug.eq(slug.as_str()));
        let had = addresses::who_left(tx, Kind::Town, None, &slug).await?;
        ensure!(
            !RESERVED_SLUGS.contains(&slug.as_str()) && known.count(tx).await? == 0 && had.is_none(),
            "/{slug} is somebody's address here, or was: name another one with --slug"
        );
        Ok(Self {
            town: label.town.id,
            town_slug: slug.clone(),
            slug,
        })
    }

    async fn of_shop(tx: &Transaction, label: &Label, arrival: &Arrival) -> Result<Self> {
        let shop = label.shop.as_ref().context("its label names no shop")?;
        let town = match &arrival.town {
            Some(slug) => towns::entity::Entity::find().filter(towns::entity::Column::Slug.eq(slug.as_str())),
            None => towns::entity::Entity::find()
                .filter(towns::entity::Column::InseeCode.eq(label.town.insee_code.as_str())),
        };
        let town = town.one(tx).await?.with_context(|| {
            format!(
                "{} has no market here: open it with `halle open`, or name another town with --town",
                label.town.name
            )
        })?;
        let slug = wanted(arrival, &shop.slug)?;
        let known = shops::entity::Entity::find()
            .filter(shops::entity::Column::TownId.eq(town.id))
            .filter(shops::entity::Column::Slug.eq(slug.as_str()));
        let had = addresses::who_left(tx, Kind::Shop, Some(town.id), &slug).await?;
        ensure!(
            !shops::RESERVED_SLUGS.contains(&slug.as_str()) && known.count(tx).await? == 0 && had.is_none(),
            "/{}/{slug} is somebody's address here, or was: name another one with --slug",
            town.slug
        );
        Ok(Self {
            town: town.id,
            town_slug: town.slug,
            slug,
        })
    }
}

fn wanted(arrival: &Arrival, was: &str) -> Result<String> {
    let slug = arrival.slug.as_deref().unwrap_or(was);
    ensure!(
        !slug.is_empty() && slugs::slug(slug, "") == slug,
        "{slug:?} is no slug: write small letters, digits and hyphens"
    );
    Ok(slug.to_owned())
}

/// The codes of orders in the archive that others have here.
async fn taken_codes(tx: &Transaction, zip: &mut Reader, label: &Label) -> Result<HashSet<String>> {
    if !label.tables.iter().any(|table| table.name == "orders") {
        return Ok(HashSet::new());
    }
    let codes: Vec<String> = lines(zip, "orders")?
        .iter()
        .filter_map(|row| Some(row.get("code")?.as_str()?.to_owned()))
        .collect();
    let mut taken = HashSet::new();
    for some in codes.chunks(AT_ONCE) {
        let known: Vec<String> = order::Entity::find()
            .select_only()
            .column(order::Column::Code)
            .filter(order::Column::Code.is_in(some.iter().map(String::as_str)))
            .into_tuple()
            .all(tx)
            .await?;
        taken.extend(known);
    }
    Ok(taken)
}

fn lines(zip: &mut Reader, table: &str) -> Result<Vec<Row>> {
    let text = zip.read(&rows_of(table))?;
    let rows = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    rows.map(|line| serde_json::from_slice(line).with_context(|| format!("a row of {table} cannot be read")))
        .collect()
}

/// Rows on their way.
struct Moved<'l> {
    label: &'l Label,
    place: &'l Place,
    taken: HashSet<String>,
    codes: u64,
    lost: Vec<String>,
}

impl Moved<'_> {
    /// A table's rows as they are from now on.
    async fn rows(
        &mut self,
        tx: &Transaction,
        zip: &mut Reader,
        part: &Part,
        count: u64,
    ) -> Result<Vec<Row>> {
        let rows = lines(zip, part.table)?;
        ensure!(
            rows.len() as u64 == count,
            "{} has {} rows and not {count}",
            part.table,
            rows.len()
        );
        let mut moved = Vec::with_capacity(rows.len());
        for row in rows {
            let row = self.row(part.table, row);
            if part.table == "former_slugs" && self.is_anothers(tx, &row).await? {
                continue;
            }
            moved.push(row);
        }
        Ok(moved)
    }

    fn row(&mut self, table: &str, mut row: Row) -> Row {
        let mut set = |column: &str, value: Json| drop(row.insert(column.to_owned(), value));
        match (self.label.whose, table) {
            (Whose::Town, "towns") => set("slug", self.place.slug.as_str().into()),
            (Whose::Town, "orders") => {
                let code = row.get("code").and_then(Json::as_str);
                if code.is_some_and(|code| self.taken.contains(code)) {
                    self.codes += 1;
                    row.insert("code".to_owned(), self.fresh_code().into());
                }
            }
            // Nobody's until its merchant comes through the new link; what a town hall decided holds in its town.
            (Whose::Shop, "shops") => {
                set("town_id", self.place.town.to_string().into());
                set("slug", self.place.slug.as_str().into());
                set("claimed_at", Json::Null);
                set("suspended_by", Json::Null);
            }
            (Whose::Shop, "products") => {
                set("town_id", self.place.town.to_string().into());
                set("held_by", Json::Null);
            }
            (Whose::Shop, "former_slugs") => {
                let was = self.label.town.id.to_string();
                if row.get("within").and_then(Json::as_str) == Some(was.as_str()) {
                    row.insert("within".to_owned(), self.place.town.to_string().into());
                }
            }
            _ => {}
        }
        row
    }

    fn fresh_code(&self) -> String {
        let mut codes = std::iter::repeat_with(|| Code::from_bits(secret::bits()).to_string());
        codes.find(|code| !self.taken.contains(code)).unwrap_or_default()
    }

    /// Whether an address that led there before is somebody's here.
    async fn is_anothers(&mut self, tx: &Transaction, row: &Row) -> Result<bool> {
        let text = |column: &str| row.get(column).and_then(Json::as_str).unwrap_or_default();
        let slug = text("slug").to_owned();
        let is_had = match text("kind") {
            "town" => {
                let known =
                    towns::entity::Entity::find().filter(towns::entity::Column::Slug.eq(slug.as_str()));
                known.count(tx).await? > 0
                    || addresses::who_left(tx, Kind::Town, None, &slug).await?.is_some()
            }
            "shop" => {
                let known = shops::entity::Entity::find()
                    .filter(shops::entity::Column::TownId.eq(self.place.town))
                    .filter(shops::entity::Column::Slug.eq(slug.as_str()));
                let is_ours = self.label.whose == Whose::Town;
                let left = addresses::who_left(tx, Kind::Shop, Some(self.place.town), &slug).await?;
                !is_ours && (known.count(tx).await? > 0 || left.is_some())
            }
            _ => false,
        };
        if is_had {
            self.lost.push(slug);
        }
        Ok(is_had)
    }
}

/// Writes a table's rows; says which columns they have and what they come to.
async fn write(tx: &Transaction, part: &Part, rows: Vec<Row>) -> Result<(Table, Sum)> {
    let mut table = described(tx, part).await?;
    let mut sum = Sum::default();
    let Some(first) = rows.first() else {
        return Ok((table, sum));
    };
    for column in first.keys() {
        ensure!(
            table.columns.iter().any(|known| known.name == *column),
            "{}.{column} is of a newer halle: upgrade this one first",
            part.table
        );
    }
    // What an older one did not know begins as everywhere.
    table.columns.retain(|column| first.contains_key(&column.name));
    for some in rows.chunks(carry::at_once(&table)) {
        let mut values = Vec::with_capacity(some.len());
        for row in some {
            sum.add(&table, row);
            values.push(rows::read(&table, row)?);
        }
        let mut insert = carry::insert(&table, values)?;
        if part.is_shared {
            insert.on_conflict(OnConflict::new().do_nothing().to_owned());
        }
        match tx.execute(&insert).await {
            Ok(_) => {}
            Err(error) if is_duplicate(&error) => {
                bail!(
                    "something of it is here already (in {}); nothing was changed",
                    part.table
                )
            }
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be written", part.table));
            }
        }
    }
    Ok((table, sum))
}

/// What is there of a table now.
async fn arrived(tx: &Transaction, part: &Part, table: &Table, label: &Label, place: &Place) -> Result<Sum> {
    let which = part.which(label.whose);
    let which = which.with_context(|| format!("{} does not belong in it", part.table))?;
    let id: Value = match &label.shop {
        Some(shop) => shop.id.into(),
        None => place.town.into(),
    };
    let asked = format!("{} WHERE {which}", table.question());
    let asked = Statement::from_sql_and_values(tx.get_database_backend(), asked, [id]);
    let mut sum = Sum::default();
    for row in tx.query_all_raw(asked).await? {
        sum.add(table, &rows::spell(table, &table.read(&row)?));
    }
    Ok(sum)
}
