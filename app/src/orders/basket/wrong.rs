//! What needs another look before a basket can be sent.

use super::{ReservationPosted, bags::Bag};
use crate::{i18n::Locale, orders::desk::ReserveRefused, speech};
use domain::{
    catalogue::Product,
    id::ShopId,
    orders::{ReservationError, ReservationForm},
};
use leptos_i18n::td_string;
use services::{orders::PlaceRefused, secret};

/// What needs another look, in words, each beside its place.
#[derive(Default)]
pub(super) struct Wrong {
    pub(super) fields: ReservationError,
    windows: Vec<(ShopId, &'static str)>,
    others: Vec<String>,
}

impl Wrong {
    pub(super) fn of(locale: Locale, posted: ReservationPosted, bags: &[Bag]) -> (ReservationForm, Self) {
        let mut form = posted.form;
        let mut wrong = Self::default();
        match posted.refused {
            ReserveRefused::Fields(fields) => {
                wrong.fields = fields;
                let unset = bags
                    .iter()
                    .filter(|bag| form.windows.get(&bag.shop.id).is_none_or(String::is_empty));
                wrong.windows = unset
                    .map(|bag| (bag.shop.id, td_string!(locale, wrong.window_missing)))
                    .collect();
            }
            ReserveRefused::Market(PlaceRefused::Windows(shops)) => {
                let says = |shop| match form.windows.get(&shop) {
                    Some(key) if !key.is_empty() => (shop, td_string!(locale, wrong.window_gone)),
                    _ => (shop, td_string!(locale, wrong.window_missing)),
                };
                wrong.windows = shops.into_iter().map(says).collect();
            }
            ReserveRefused::Market(PlaceRefused::Full(shops)) => {
                let says = |shop| (shop, td_string!(locale, wrong.window_full));
                wrong.windows = shops.into_iter().map(says).collect();
            }
            ReserveRefused::Market(PlaceRefused::Gone(gone)) => {
                let known = |id| {
                    bags.iter()
                        .flat_map(|bag| &bag.lines)
                        .find(|(product, _)| product.id == id)
                };
                wrong.others = gone
                    .into_iter()
                    .map(|gone| match known(gone.product) {
                        Some((product, _)) => gone_words(locale, product, gone.left),
                        None => td_string!(locale, wrong.gone_unknown).to_owned(),
                    })
                    .collect();
            }
            ReserveRefused::Market(PlaceRefused::KeyUsed) => {
                form.key = secret::unguessable();
                wrong.others.push(td_string!(locale, wrong.key_used).to_owned());
            }
        }
        (form, wrong)
    }

    /// What is wrong with the window that was chosen at a shop.
    pub(super) fn of_window(&self, shop: ShopId) -> Option<&'static str> {
        self.windows
            .iter()
            .find(|(of, _)| *of == shop)
            .map(|(_, says)| *says)
    }

    /// Every sentence with the place it leads to.
    pub(super) fn all(&self, locale: Locale, bags: &[Bag]) -> Vec<(String, String)> {
        let fields = [
            self.fields
                .name
                .map(|why| ("#name", speech::text_error(locale, why))),
            self.fields
                .phone
                .map(|why| ("#phone", speech::phone_error(locale, why))),
            self.fields
                .email
                .map(|why| ("#email", speech::email_error(locale, why))),
            self.fields
                .empty
                .then(|| ("#content", td_string!(locale, wrong.basket_empty).to_owned())),
        ];
        let others = self
            .others
            .iter()
            .map(|says| ("#content".to_owned(), says.clone()));
        let windows = self.windows.iter().map(|(shop, says)| {
            let sign = bags.iter().find(|bag| bag.shop.id == *shop);
            let sign = sign
                .map(|bag| format!("{} : ", bag.shop.name))
                .unwrap_or_default();
            (format!("#window-{shop}"), format!("{sign}{says}"))
        });
        let fields = fields
            .into_iter()
            .flatten()
            .map(|(place, says)| (place.to_owned(), says));
        others.chain(windows).chain(fields).collect()
    }
}

fn gone_words(locale: Locale, product: &Product, left: u32) -> String {
    let name = speech::name_or_kind(locale, product.name.as_ref(), product.shop.kind);
    if left == 0 {
        td_string!(locale, wrong.gone, name = name)
    } else {
        td_string!(locale, wrong.left, name = name, left = left)
    }
}
