//! What the market answered, on the shelf: what it refused goes back to what it was.

use super::{Row, Shelf};
use crate::{catalogue::post::Answered, speech};
use domain::{catalogue::Outcome, id::ProductId};
use leptos::prelude::*;
use leptos_i18n::td_string;

impl Shelf {
    /// Takes in what was answered, in the order in which it was wished.
    pub(super) fn hear(self, answers: Vec<Answered>) {
        let others: Vec<ProductId> = answers
            .iter()
            .filter(|answer| answer.outcome != Outcome::Done)
            .map(|answer| answer.product)
            .collect();
        for answer in answers {
            self.learn(&answer);
            if let Some(says) = self.in_words(answer) {
                self.says.set(Some(says));
            }
        }
        for product in others {
            self.show_what_is_so(product);
        }
        self.known.update_untracked(|known| {
            known.retain(|product, _| !self.post.wishes_for(*product).is_empty());
        });
    }

    fn in_words(self, answer: Answered) -> Option<String> {
        let locale = self.locale;
        let name = || {
            let row = self.row(answer.product);
            row.map(|row| row.with_untracked(|row| row.title(locale, self.kind)))
                .unwrap_or_default()
        };
        match answer.outcome {
            Outcome::Done => None,
            Outcome::Later(price) => {
                let price = speech::euros(locale, price.cents());
                Some(td_string!(locale, shelf.later, product = name(), price = price))
            }
            Outcome::Refused(why) => Some(speech::edit_error(locale, why)),
            Outcome::Gone => {
                let says = td_string!(locale, shelf.gone, product = name());
                self.forget(answer.product);
                Some(says)
            }
        }
    }

    /// What the market knows of a product after its answer.
    fn learn(self, answer: &Answered) {
        self.known.update_untracked(|known| {
            let Some(row) = known.get_mut(&answer.product) else {
                return;
            };
            match &answer.outcome {
                Outcome::Done => row.grant(&answer.wish),
                Outcome::Later(price) => row.price = *price,
                Outcome::Refused(_) | Outcome::Gone => {}
            }
        });
    }

    /// Shows a product as the market knows it, with what is still wished of it.
    fn show_what_is_so(self, product: ProductId) {
        let known = self.known.with_untracked(|known| known.get(&product).cloned());
        if let (Some(known), Some(row)) = (known, self.row(product)) {
            row.set(as_wished(known, &self.post.wishes_for(product)));
        }
    }
}

fn as_wished(mut row: Row, wishes: &[domain::catalogue::Wish]) -> Row {
    for wish in wishes {
        row.grant(wish);
    }
    row
}
