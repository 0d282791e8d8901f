//! What is for sale, when it can be collected, and the form that a shopper sends.

use crate::{books::Books, dice::Dice, http::Client, market::Market};
use anyhow::{Context, Result, ensure};
use std::fmt::Write;
use uuid::Uuid;

/// Open all day, in two stretches, so that there are always windows to choose from.
const HOURS: &str = "Mo-Su 00:00-11:45,12:00-23:45";
/// The address of the synthetic town.
pub const TOWN: &str = "ville-1";

/// One shop with what it sells.
#[derive(Clone, Debug)]
pub struct Stall {
    pub id: Uuid,
    pub slug: String,
    /// Products with their slugs.
    pub products: Vec<(Uuid, String)>,
    /// The windows that its basket offers.
    pub windows: Vec<String>,
}

/// What a shopper fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub key: String,
    pub basket: Vec<(Uuid, u32)>,
    pub windows: Vec<(Uuid, String)>,
    pub name: String,
}

impl Form {
    /// Where it is sent.
    pub fn address() -> String {
        format!("/{TOWN}/panier")
    }

    /// As a browser writes it.
    pub fn body(&self) -> String {
        let mut body = format!(
            "key={}&basket={}&name={}&phone=0199001234&age=18",
            self.key,
            basket(&self.basket),
            self.name.replace(' ', "+")
        );
        for (shop, window) in &self.windows {
            // Writing into a string never fails.
            let _ = write!(body, "&window-{shop}={window}");
        }
        body
    }
}

/// As a link carries it.
pub fn basket(lines: &[(Uuid, u32)]) -> String {
    let lines: Vec<String> = lines
        .iter()
        .map(|(product, quantity)| format!("{}.{quantity}", product.simple()))
        .collect();
    lines.join("_")
}

/// Opens all shops all day and gives every product so many pieces; without a number nothing is counted.
pub async fn stock_up(market: &Market, pieces: Option<u32>) -> Result<()> {
    let books = Books::open(&market.url).await?;
    books
        .change(&format!("UPDATE shops SET hours = '{HOURS}'"))
        .await?;
    let stock = pieces.map_or_else(
        || "stock_kind = 'plenty', stock_count = NULL".to_owned(),
        |pieces| format!("stock_kind = 'pieces', stock_count = {pieces}"),
    );
    books.change(&format!("UPDATE products SET {stock}")).await?;
    books.close().await
}

/// Has every other shop count its pieces: so many of each product.
pub async fn count_every_other(market: &Market, pieces: u32) -> Result<()> {
    let books = Books::open(&market.url).await?;
    let every_other = "SELECT id FROM (SELECT id, row_number() OVER (ORDER BY slug) AS place FROM shops) s WHERE place % 2 = 0";
    books
        .change(&format!(
            "UPDATE products SET stock_kind = 'pieces', stock_count = {pieces} WHERE shop_id IN ({every_other})"
        ))
        .await?;
    books.close().await
}

/// All stalls with the windows of each, as the running server offers them.
pub async fn stalls(market: &Market) -> Result<Vec<Stall>> {
    let books = Books::open(&market.url).await?;
    let shops: Vec<(Uuid, String)> = books.rows("SELECT id, slug FROM shops ORDER BY slug").await?;
    let mut stalls = Vec::with_capacity(shops.len());
    let mut client = Client::new(market.addr);
    let products: Vec<(Uuid, Uuid)> = books.rows("SELECT shop_id, id FROM products ORDER BY id").await?;
    let slugs: Vec<(Uuid, String)> = books.rows("SELECT id, slug FROM products ORDER BY id").await?;
    for (id, slug) in shops {
        let of_shop = products.iter().zip(&slugs).filter(|((shop, _), _)| *shop == id);
        let mut stall = Stall {
            id,
            slug,
            products: of_shop.map(|(_, product)| product.clone()).collect(),
            windows: Vec::new(),
        };
        if !stall.products.is_empty() {
            stall.windows = windows(&mut client, &stall).await?;
            ensure!(!stall.windows.is_empty(), "{} hands nothing over", stall.slug);
        }
        stalls.push(stall);
    }
    books.close().await?;
    stalls.retain(|stall| !stall.products.is_empty());
    Ok(stalls)
}

/// The windows that a stall's basket offers now.
pub async fn windows(client: &mut Client, stall: &Stall) -> Result<Vec<String>> {
    let (product, _) = stall.products.first().context("nothing is for sale")?;
    let page = client
        .get(&format!("/{TOWN}/panier?panier={}", basket(&[(*product, 1)])))
        .await?;
    ensure!(page.status.is_success(), "the basket answers {}", page.status);
    Ok(offered(&page.text(), &format!("window-{}", stall.id)))
}

/// The values of a field that a page offers, be it a list or a row of buttons.
fn offered(html: &str, field: &str) -> Vec<String> {
    let named = format!("name=\"{field}\"");
    let mut inside = false;
    let mut values = Vec::new();
    for tag in html.split('<').filter_map(|piece| piece.split('>').next()) {
        if tag.starts_with("select") {
            inside = tag.contains(&named);
        } else if tag.starts_with("/select") {
            inside = false;
        }
        let is_choice =
            tag.starts_with("option") && inside || tag.starts_with("input") && tag.contains(&named);
        if is_choice
            && !tag.contains(" disabled")
            && let Some(value) = attribute(tag, "value").filter(|value| !value.is_empty())
        {
            values.push(value.to_owned());
        }
    }
    values
}

/// An attribute's value in a tag.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let begins = format!(" {name}=\"");
    let (_, rest) = tag.split_once(&begins)?;
    rest.split('"').next()
}

/// Fills in forms, each with a key of its own and lines of one shop.
#[derive(Clone)]
pub struct Shopper {
    dice: Dice,
    name: String,
    sent: u64,
    lines: usize,
}

impl Shopper {
    /// `name` begins the keys: no two shoppers may share one.
    pub fn new(name: &str, seed: u64, lines: usize) -> Self {
        Self {
            dice: Dice::new(seed),
            name: name.to_owned(),
            sent: 0,
            lines,
        }
    }

    pub fn fill(&mut self, stalls: &[Stall]) -> Option<Form> {
        let stall = self.dice.pick(stalls)?;
        let mut basket: Vec<(Uuid, u32)> = Vec::with_capacity(self.lines);
        while basket.len() < self.lines.min(stall.products.len()) {
            let (product, _) = self.dice.pick(&stall.products)?;
            if basket.iter().all(|(known, _)| known != product) {
                basket.push((*product, 1));
            }
        }
        self.sent += 1;
        Some(Form {
            key: format!("{}x{}", self.name, self.sent),
            basket,
            windows: vec![(stall.id, self.dice.pick(&stall.windows)?.clone())],
            name: "Jeanne Martin".to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_read_from_lists_and_from_buttons() {
        let list = "<select id=\"window-a\" name=\"window-a\"><option value=\"\">Choisir</option><option value=\"7\" \
                    selected>x</option></select><select name=\"other\"><option value=\"8\"></select>";
        assert_eq!(offered(list, "window-a"), ["7"]);
        let buttons = "<input type=\"radio\" name=\"window-a\" value=\"7\"><input type=\"radio\" name=\"window-a\" \
                       value=\"9\" disabled><input name=\"window-b\" value=\"8\">";
        assert_eq!(offered(buttons, "window-a"), ["7"]);
    }

    #[test]
    fn a_form_is_written_as_a_browser_does() {
        let shop = Uuid::from_u128(2);
        let form = Form {
            key: "k".to_owned(),
            basket: vec![(Uuid::from_u128(1), 3)],
            windows: vec![(shop, "7".to_owned())],
            name: "Jeanne Martin".to_owned(),
        };
        let body = form.body();
        assert!(body.starts_with("key=k&basket=00000000000000000000000000000001.3&name=Jeanne+Martin"));
        assert!(body.ends_with(&format!("&window-{shop}=7")));
    }
}
