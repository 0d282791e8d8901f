//! Why a ticket did not move, in words.

use crate::{
    i18n::Locale,
    orders::api::TicketRefused,
    speech::{self, text_error},
};
use domain::{id::OrderPartId, orders::Ticket};
use leptos_i18n::td_string;

/// What went wrong with one ticket, or with all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Trouble {
    /// The ticket, if it is one's.
    pub part: Option<OrderPartId>,
    /// The sentence.
    pub says: String,
}

impl Trouble {
    /// A refusal in words.
    pub fn refused(locale: Locale, part: OrderPartId, why: TicketRefused) -> Self {
        Self {
            part: Some(part),
            says: says(locale, why),
        }
    }

    /// Whether none of these tickets can say it.
    pub(super) fn is_of_none(&self, tickets: &[Ticket]) -> bool {
        tickets.iter().all(|ticket| self.part != Some(ticket.part))
    }
}

fn says(locale: Locale, why: TicketRefused) -> String {
    match why {
        TicketRefused::WrongCode => td_string!(locale, inbox.wrong_code).to_owned(),
        TicketRefused::TooManyCodes(seconds) => format!(
            "{} {}",
            td_string!(locale, inbox.too_many_codes),
            speech::wait(locale, seconds)
        ),
        TicketRefused::TooLate => td_string!(locale, inbox.too_late).to_owned(),
        TicketRefused::Words(wrong) => text_error(locale, wrong),
        TicketRefused::Given(_) => td_string!(locale, inbox.wrong_given).to_owned(),
        TicketRefused::NotThere(_, left) => td_string!(locale, inbox.not_there, left = left),
        TicketRefused::Moved(state) => td_string!(
            locale,
            inbox.moved,
            state = speech::state(locale, state).to_lowercase()
        ),
    }
}
