//! What the law wants to be known of whoever sells on somebody else's market (Regulation (EU) 2022/2065, art. 30(1)), and how
//! much of it is known of a shop. Goods that are only kept aside may be shown before all of it is; a sale at a distance waits.

use super::{Shop, Trader};

words! {
    /// One thing to know.
    Fact {
        /// The person or company that sells.
        Name = "name",
        /// Its number in the register of companies.
        Number = "number",
        /// Where customers write to.
        Email = "email",
        /// Says to sell only what the law allows.
        Certified = "certified",
        /// Where it is.
        Address = "address",
        /// How to call it.
        Phone = "phone",
    }
}

impl Fact {
    /// Whether the form of the trader asks for it; the others stand on the shop's own page.
    pub const fn is_of_trader(self) -> bool {
        !matches!(self, Self::Address | Self::Phone)
    }
}

/// What is missing at a shop, in the order in which it is asked.
pub fn missing(shop: &Shop, trader: Option<&Trader>) -> Vec<Fact> {
    let is_known = |fact: Fact| match fact {
        // They are said together or not at all.
        Fact::Name | Fact::Number | Fact::Email | Fact::Certified => trader.is_some(),
        Fact::Address => !shop.address.trim().is_empty(),
        Fact::Phone => shop.phone.is_some(),
    };
    Fact::ALL
        .iter()
        .copied()
        .filter(|fact| !is_known(*fact))
        .collect()
}
