//! On each page of a counter: what the town hall decided, while it holds or waits for an answer.

use crate::{routes, session, ui::Icon};
use domain::{decisions::Measure, id::ProductId};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::decisions::Decided;

/// What the merchant has to know, whole shops first.
#[derive(Clone, Debug)]
pub struct Waiting(pub Vec<Decided>);

impl Waiting {
    /// Whether shoppers cannot see this product of the shop for what was decided.
    pub fn hold(&self, product: ProductId) -> bool {
        self.0.iter().any(|one| match one.measure {
            Measure::Suspended => one.holds(),
            Measure::Held => one.holds() && one.product.as_ref().is_some_and(|(held, _)| *held == product),
            _ => false,
        })
    }
}

/// Nothing where nothing was decided, or all of it is over.
#[component]
pub fn DecisionBand() -> impl IntoView {
    let locale = session::locale();
    let first = use_context::<Waiting>().and_then(|waiting| waiting.0.into_iter().next());
    first.map(|one| {
        let name = super::about(locale, &one);
        let says = match one.measure {
            Measure::Suspended => td_string!(locale, decisions.band_suspended).to_owned(),
            Measure::Held => td_string!(locale, decisions.band_held, about = name),
            _ => td_string!(locale, decisions.band_asked, about = name),
        };
        view! {
            <aside class="contact" aria-label=td_string!(locale, decisions.band)>
                <div class="band contact__inner">
                    <Icon name="alert" />
                    <p class="contact__says">{says}" "<a href=routes::DECISIONS>{td_string!(locale, decisions.band_link)}</a></p>
                </div>
            </aside>
        }
    })
}
