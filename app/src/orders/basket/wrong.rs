//! What needs another look before a basket can be sent.

use super::{ReservationPosted, bags::LaidOut};
use crate::{i18n::Locale, orders::desk::ReserveRefused, speech};
use domain::{
    id::ShopId,
    orders::{OrderKind, ReservationError, ReservationForm},
    walk::Chosen,
};
use leptos_i18n::td_string;
use services::{
    orders::{Gone, PlaceRefused},
    secret,
};
use std::collections::BTreeSet;

/// What needs another look, in words, each beside its place.
#[derive(Default)]
pub(super) struct Wrong {
    pub(super) fields: ReservationError,
    /// What is wrong with the plan that was chosen, or that none was.
    pub(super) plan: Option<String>,
    /// Nobody said to be eighteen.
    pub(super) age: Option<&'static str>,
    windows: Vec<(ShopId, &'static str)>,
    /// A place on the page, and what is to be said of it.
    others: Vec<(String, String)>,
}

impl Wrong {
    pub(super) fn of(locale: Locale, posted: ReservationPosted, laid: &LaidOut) -> (ReservationForm, Self) {
        let mut form = posted.form;
        let mut wrong = Self::default();
        match posted.refused {
            ReserveRefused::Fields(fields) => {
                wrong.fields = fields;
                let unset: Vec<ShopId> = laid.shops().iter().map(|shop| shop.id).collect();
                wrong.no_window(locale, &form, &unset, laid, None);
                wrong.is_of_age(locale, &form, laid);
            }
            ReserveRefused::TooMany(seconds) => {
                let says = td_string!(locale, wrong.too_many);
                wrong.other(&format!("{says} {}", speech::wait(locale, seconds)));
            }
            ReserveRefused::Market(PlaceRefused::Windows(shops)) => {
                let gone = td_string!(locale, wrong.window_gone);
                wrong.no_window(locale, &form, &shops, laid, Some(gone));
            }
            ReserveRefused::Market(PlaceRefused::Full(shops)) => {
                let full = td_string!(locale, wrong.window_full);
                wrong.no_window(locale, &form, &shops, laid, Some(full));
            }
            ReserveRefused::Market(PlaceRefused::Walk(_)) => {
                wrong.plan = Some(td_string!(locale, walk.too_late).to_owned());
            }
            ReserveRefused::Market(PlaceRefused::Price(_)) => {
                // Each line says it too, of the same basket.
                let told = laid.lines().filter_map(|line| Some((line, line.before?)));
                wrong.others.extend(told.map(|(line, before)| {
                    let euros = |price: domain::money::Price| speech::euros(locale, price.cents());
                    let (now, before) = (euros(line.product.price), euros(before));
                    let name =
                        speech::name_or_kind(locale, line.product.name.as_ref(), line.product.shop.kind);
                    let says = td_string!(
                        locale,
                        wrong.price_changed,
                        name = name,
                        now = now,
                        before = before
                    );
                    (format!("#line-{}", line.product.id), says)
                }));
            }
            ReserveRefused::Market(PlaceRefused::Age) => wrong.is_of_age(locale, &form, laid),
            ReserveRefused::Market(PlaceRefused::NotFirm(_)) => {
                form.kind = OrderKind::Reservation.to_string();
                wrong.other(td_string!(locale, firm.not_any_more));
            }
            ReserveRefused::Market(PlaceRefused::Unsaid(_)) => {
                form.kind = OrderKind::Reservation.to_string();
                let says = super::law::unsaid(locale, &laid.unsaid);
                wrong.other(&says.unwrap_or_else(|| td_string!(locale, firm.not_any_more).to_owned()));
            }
            // The page names them above.
            ReserveRefused::Market(PlaceRefused::Suspended(_)) => {
                wrong.other(td_string!(locale, wrong.not_sent));
            }
            ReserveRefused::Market(PlaceRefused::Gone(gone)) => {
                wrong.others = gone.iter().map(|gone| gone_words(locale, gone, laid)).collect();
            }
            ReserveRefused::Market(PlaceRefused::KeyUsed) => {
                form.key = secret::unguessable();
                wrong.other(td_string!(locale, wrong.key_used));
            }
        }
        (form, wrong)
    }

    fn other(&mut self, says: &str) {
        self.others.push(("#content".to_owned(), says.to_owned()));
    }

    fn is_of_age(&mut self, locale: Locale, form: &ReservationForm, laid: &LaidOut) {
        self.age = (laid.has_alcohol() && !form.of_age).then(|| td_string!(locale, alcohol.missing));
    }

    /// Of these shops, those whose window is not chosen; and with `passed`, those whose window was, but cannot be had.
    /// What the plan chose is told beside the plans, what was chosen at a shop beside its name.
    fn no_window(
        &mut self,
        locale: Locale,
        form: &ReservationForm,
        shops: &[ShopId],
        laid: &LaidOut,
        passed: Option<&'static str>,
    ) {
        let plan: Chosen = form.plan.parse().unwrap_or_default();
        let planned: BTreeSet<ShopId> = plan.windows().map(|(shop, _)| shop).collect();
        let has_own = |shop: &ShopId| form.windows.get(shop).is_some_and(|key| !key.is_empty());
        let nothing_chosen = planned.is_empty() && !laid.shops().iter().any(|shop| has_own(&shop.id));
        let mut of_plan = Vec::new();
        for shop in shops {
            match passed {
                // It has no other one either: the page says there whom to call.
                Some(says) if !laid.shops().iter().any(|wanted| wanted.id == *shop) => {
                    self.others.push((format!("#call-{shop}"), says.to_owned()));
                }
                Some(says) if has_own(shop) => self.windows.push((*shop, says)),
                Some(_) if planned.contains(shop) => of_plan.push(*shop),
                _ if has_own(shop) || planned.contains(shop) => {}
                _ if nothing_chosen && !laid.plans.is_empty() => {
                    self.plan = Some(td_string!(locale, walk.missing).to_owned());
                }
                _ => self
                    .windows
                    .push((*shop, td_string!(locale, wrong.window_missing))),
            }
        }
        if !of_plan.is_empty() {
            let names = laid.shops().into_iter().filter(|shop| of_plan.contains(&shop.id));
            let names: Vec<String> = names.map(|shop| shop.name.to_string()).collect();
            self.plan = Some(td_string!(locale, walk.gone, shops = names.join(", ")));
        }
    }

    /// What is wrong with the window that was chosen at a shop.
    pub(super) fn of_window(&self, shop: ShopId) -> Option<&'static str> {
        self.windows
            .iter()
            .find(|(of, _)| *of == shop)
            .map(|(_, says)| *says)
    }

    /// Every sentence with the place it leads to.
    pub(super) fn all(&self, locale: Locale, laid: &LaidOut) -> Vec<(String, String)> {
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
            self.age.map(|says| ("#age", says.to_owned())),
            self.fields
                .empty
                .then(|| ("#content", td_string!(locale, wrong.basket_empty).to_owned())),
        ];
        let windows = self.windows.iter().map(|(shop, says)| {
            let sign = laid.bags.iter().find(|bag| bag.shop.id == *shop);
            let sign = sign
                .map(|bag| format!("{}\u{a0}: ", bag.shop.name))
                .unwrap_or_default();
            (format!("#window-{shop}"), format!("{sign}{says}"))
        });
        let place = if laid.plans.is_empty() {
            "#content"
        } else {
            "#plans"
        };
        let plan = self.plan.iter().map(|says| (place.to_owned(), says.clone()));
        let fields = fields
            .into_iter()
            .flatten()
            .map(|(place, says)| (place.to_owned(), says));
        self.others
            .iter()
            .cloned()
            .chain(windows)
            .chain(plan)
            .chain(fields)
            .collect()
    }
}

fn gone_words(locale: Locale, gone: &Gone, laid: &LaidOut) -> (String, String) {
    let Some(line) = laid.lines().find(|line| line.product.id == gone.product) else {
        return (
            "#content".to_owned(),
            td_string!(locale, wrong.gone_unknown).to_owned(),
        );
    };
    let name = speech::name_or_kind(locale, line.product.name.as_ref(), line.product.shop.kind);
    let says = if gone.left == 0 {
        td_string!(locale, wrong.gone, name = name)
    } else {
        td_string!(locale, wrong.left, name = name, left = gone.left)
    };
    (format!("#line-{}", gone.product), says)
}
