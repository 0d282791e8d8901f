//! What a shop sells, by its activity's code.

use crate::shops::ShopKind;

/// The kind of shop behind a code of the French nomenclature of activities (INSEE, NAF rév. 2, decree no. 2007-1888), as
/// "47.24Z" or "4724Z"; none when such a business usually has no door at which one buys something.
///
/// Classes are those of NACE Rev. 2 (regulation 1893/2006); where a class is wider than one of our kinds, the kind is what
/// most of its shops in a small town are, and the merchant corrects it.
pub fn shop_kind(code: &str) -> Option<ShopKind> {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let (class, letter) = (plain.get(..4)?, plain.get(4..).unwrap_or_default());
    if !class.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(match class {
        // Vegetables grown and sold at the farm.
        "0113" | "4721" => ShopKind::MarketGarden,
        // Charcuterie made where it is sold; "A" is a factory.
        "1013" if letter != "A" => ShopKind::Butcher,
        "4722" => ShopKind::Butcher,
        "1051" if letter == "C" => ShopKind::Cheese,
        // Bread baked where it is sold; "A" is a factory.
        "1071" if letter != "A" => ShopKind::Bakery,
        "4724" => ShopKind::Bakery,
        "1083" => ShopKind::Tea,
        "1102" | "4725" => ShopKind::Wine,
        "1105" => ShopKind::Brewery,
        // "Other food in specialised stores", cheese and tea among it.
        "4711" | "4729" | "4781" => ShopKind::Grocer,
        "4752" => ShopKind::Hardware,
        // Books, and newspapers with stationery.
        "4761" | "4762" => ShopKind::Books,
        "4765" => ShopKind::Toys,
        "4771" | "4772" | "4782" => ShopKind::Clothes,
        "4776" => ShopKind::Florist,
        // Sold by post, over the Internet or at people's doors: no door of its own.
        "4791" | "4799" => return None,
        // All other retail; tables, counters and bars; hairdressers and beauty; things that are mended.
        _ if class.starts_with("47") => ShopKind::Other,
        "5610" | "5630" | "9602" | "9521" | "9522" | "9523" | "9525" | "9529" => ShopKind::Other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_kinds_of_shop() {
        for (code, kind) in [
            ("47.24Z", Some(ShopKind::Bakery)),
            ("1071C", Some(ShopKind::Bakery)),
            ("10.71A", None),
            ("47.76Z", Some(ShopKind::Florist)),
            ("47.65Z", Some(ShopKind::Toys)),
            ("11.05Z", Some(ShopKind::Brewery)),
            ("47.78A", Some(ShopKind::Other)),
            ("47.91B", None),
            // A holding, a joiner, nothing at all.
            ("64.20Z", None),
            ("43.32A", None),
            ("", None),
            ("é47", None),
        ] {
            assert_eq!(shop_kind(code), kind, "{code}");
        }
    }
}
