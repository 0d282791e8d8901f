//! The ledger as people read it: what was changed, by whom, when, and on which device.

mod pages;

pub use pages::{LedgerPage, TownLedgerPage};

use crate::{i18n::Locale, speech};
use chrono::NaiveDate;
use domain::{
    duties::Fact,
    hand::{self, Term},
    ledger::Deed,
    money::Price,
    orders::Actor,
    shops::{Closure, ShopKind},
    stand_in::Ending,
    text::Name,
    towns::Lockdown,
};
use leptos_i18n::td_string;
use services::{ledger::Entry, pickup};

/// For whom the lines are put into words.
#[derive(Clone)]
struct Reader {
    locale: Locale,
    time_zone: String,
    today: NaiveDate,
    /// What a product without a name is called; none at the town hall, which reads of shops.
    kind: Option<ShopKind>,
}

impl Reader {
    /// "aujourd’hui", "hier", "lundi 23 novembre".
    fn day(&self, day: NaiveDate) -> String {
        match (self.today - day).num_days() {
            0 => td_string!(self.locale, time.today).to_owned(),
            1 => td_string!(self.locale, ledger.yesterday).to_owned(),
            _ => speech::date(self.locale, day),
        }
    }

    fn what(&self, entry: &Entry) -> String {
        let locale = self.locale;
        let price = |typed: &Option<String>| {
            let read = typed.as_deref().and_then(|typed| Price::parse(typed).ok());
            read.map_or_else(String::new, |price| speech::euros(locale, price.cents()))
        };
        let text = |said: &Option<String>| said.clone().unwrap_or_default();
        match entry.deed {
            Deed::Listed => td_string!(locale, ledger.listed, price = price(&entry.after)),
            Deed::Priced => td_string!(
                locale,
                ledger.priced,
                before = price(&entry.before),
                after = price(&entry.after)
            ),
            Deed::Named if entry.before.is_none() => {
                td_string!(locale, ledger.first_named, after = text(&entry.after))
            }
            Deed::Named => td_string!(
                locale,
                ledger.named,
                before = text(&entry.before),
                after = text(&entry.after)
            ),
            Deed::Labelled => {
                let facts: Vec<Fact> = text(&entry.after)
                    .split(' ')
                    .filter_map(|word| word.parse().ok())
                    .collect();
                td_string!(locale, ledger.labelled, facts = speech::facts(locale, &facts))
            }
            Deed::Licensed => {
                let licence = text(&entry.after).parse().ok();
                let says = licence.map_or("", |licence| speech::licence(locale, licence));
                td_string!(locale, ledger.licensed, licence = says)
            }
            Deed::Closed => td_string!(locale, ledger.closed, days = self.days(entry)),
            Deed::Reopened => td_string!(locale, ledger.reopened, days = self.days(entry)),
            Deed::Appointed => {
                let name = entry.about.as_ref().map(Name::to_string).unwrap_or_default();
                td_string!(locale, ledger.appointed, name = name)
            }
            Deed::LetGo => {
                let name = entry.about.as_ref().map(Name::to_string).unwrap_or_default();
                td_string!(locale, ledger.let_go, name = name)
            }
            Deed::Opened if entry.about.is_some() => {
                let name = entry.about.as_ref().map(Name::to_string).unwrap_or_default();
                td_string!(locale, ledger.opened_for, name = name)
            }
            Deed::HelperInvited => {
                let name = entry.about.as_ref().map(Name::to_string).unwrap_or_default();
                td_string!(locale, ledger.helper_invited, name = name)
            }
            Deed::HelperLetGo => {
                let name = entry.about.as_ref().map(Name::to_string).unwrap_or_default();
                td_string!(locale, ledger.helper_let_go, name = name)
            }
            Deed::HandAsked => {
                let term = text(&entry.after).parse::<Term>().unwrap_or_default();
                let term = crate::hands::term(locale, term).to_lowercase();
                td_string!(locale, ledger.hand_asked, term = term)
            }
            Deed::HandLent => self.hand_lent(entry),
            Deed::HandEnded => hand_ended(locale, entry),
            Deed::KeyLost => {
                let name = entry.about.as_ref().map(Name::to_string).unwrap_or_default();
                td_string!(locale, ledger.key_lost, name = name)
            }
            Deed::SessionsEnded if entry.about.is_some() => {
                let name = entry.about.as_ref().map(Name::to_string).unwrap_or_default();
                td_string!(locale, ledger.sessions_ended_of, name = name)
            }
            Deed::TillConnected => td_string!(locale, ledger.till_connected, host = text(&entry.after)),
            Deed::TillUnplugged => td_string!(locale, ledger.till_unplugged, host = text(&entry.before)),
            Deed::SignedOutThere => {
                td_string!(locale, ledger.signed_out_there, device = text(&entry.before))
            }
            Deed::TownClosed => self.town_closed(entry.after.as_deref()),
            Deed::Announced => td_string!(locale, ledger.announced, words = text(&entry.after)),
            Deed::StoodIn => self.stood_in(entry),
            Deed::StoodDown => stood_down(locale, entry),
            Deed::Held | Deed::Suspended => self.by_rule(entry),
            other => without_values(locale, other).to_owned(),
        }
    }

    /// "jeudi 24 décembre".
    fn days(&self, entry: &Entry) -> String {
        let said = entry.after.as_deref().and_then(|days| days.split_once('/'));
        let closure = said.and_then(|(first, last)| {
            Some(Closure {
                first: first.parse().ok()?,
                last: last.parse().ok()?,
            })
        });
        closure.map_or_else(String::new, |closure| {
            speech::closure(self.locale, &closure, self.today)
        })
    }

    /// "La ville ferme au public à partir du lundi 30 novembre. Restent ouverts : épicerie, boulangerie."
    fn town_closed(&self, after: Option<&str>) -> String {
        let locale = self.locale;
        let said = after.and_then(|said| said.parse::<Lockdown>().ok());
        said.map_or_else(String::new, |lockdown| {
            let days = speech::days(locale, &lockdown.days(), self.today);
            let open = speech::open_kinds(locale, &lockdown.essential);
            td_string!(locale, ledger.town_closed, days = days, open = open)
        })
    }

    /// "La mairie tient l’étal jusqu’à vendredi 27 novembre, 12 h 10. Mme Martin a dit oui."
    fn stood_in(&self, entry: &Entry) -> String {
        let said = entry.after.as_deref().and_then(|said| said.split_once(' '));
        let said = said.and_then(|(until, by)| Some((until.parse().ok()?, by)));
        said.map_or_else(String::new, |(until, by)| {
            let until = pickup::wall_clock(&self.time_zone, until);
            let until = format!(
                "{}, {}",
                speech::date(self.locale, until.date()),
                speech::hour(self.locale, until)
            );
            td_string!(self.locale, ledger.stood_in, until = until, by = by.to_owned())
        })
    }

    /// "Paul Petit aide à l’étal jusqu’à : vendredi 27 novembre, 12 h 10."
    fn hand_lent(&self, entry: &Entry) -> String {
        let name = entry.about.as_ref().map(Name::to_string).unwrap_or_default();
        let until = entry.after.as_deref().and_then(|until| until.parse().ok());
        until.map_or_else(String::new, |until| {
            let until = pickup::wall_clock(&self.time_zone, until);
            let until = format!(
                "{}, {}",
                speech::date(self.locale, until.date()),
                speech::hour(self.locale, until)
            );
            td_string!(self.locale, ledger.hand_lent, name = name, until = until)
        })
    }

    /// "La mairie suspend la boutique : étiquetage trompeur."
    fn by_rule(&self, entry: &Entry) -> String {
        let locale = self.locale;
        let rule = entry.after.as_deref().and_then(|word| word.parse().ok());
        let rule = rule.map_or("", |rule| speech::rule(locale, rule));
        if entry.deed == Deed::Suspended {
            td_string!(locale, ledger.suspended, rule = rule)
        } else {
            td_string!(locale, ledger.held, rule = rule)
        }
    }

    /// "La pause, Android, Chrome".
    fn who(&self, entry: &Entry) -> String {
        let role = match entry.actor {
            None => Some(td_string!(self.locale, ledger.operator)),
            Some(Actor::Helper) => Some(td_string!(self.locale, ledger.helper)),
            Some(Actor::Official) => Some(td_string!(self.locale, ledger.official)),
            Some(_) => None,
        };
        let name = entry.name.as_ref().map(Name::to_string);
        let words = [
            name.unwrap_or_default(),
            role.unwrap_or_default().to_owned(),
            entry.device.clone(),
        ];
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        words.join(" · ")
    }
}

/// Somebody helps no longer, and why.
fn hand_ended(locale: Locale, entry: &Entry) -> String {
    let name = entry.about.as_ref().map(Name::to_string).unwrap_or_default();
    match entry.after.as_deref().and_then(|word| word.parse().ok()) {
        Some(hand::Ending::TakenBack) => td_string!(locale, ledger.hand_taken_back, name = name),
        Some(hand::Ending::Finished) => td_string!(locale, ledger.hand_finished, name = name),
        Some(hand::Ending::Lapsed) | None => td_string!(locale, ledger.hand_lapsed, name = name),
    }
}

/// Nobody of the town hall holds the counter any more, and why.
fn stood_down(locale: Locale, entry: &Entry) -> String {
    let says = match entry.after.as_deref().and_then(|word| word.parse().ok()) {
        Some(Ending::TakenOver) => td_string!(locale, ledger.taken_over),
        Some(Ending::GivenBack) => td_string!(locale, ledger.given_back),
        Some(Ending::Lapsed) | None => td_string!(locale, ledger.lapsed),
    };
    says.to_owned()
}

fn without_values(locale: Locale, deed: Deed) -> &'static str {
    match deed {
        Deed::Off => td_string!(locale, ledger.off),
        Deed::Back => td_string!(locale, ledger.back_on),
        Deed::Sold => td_string!(locale, ledger.sold),
        Deed::Hidden => td_string!(locale, ledger.hidden),
        Deed::Shown => td_string!(locale, ledger.shown),
        Deed::Withdrawn => td_string!(locale, ledger.withdrawn),
        Deed::Described => td_string!(locale, ledger.described),
        Deed::Invited => td_string!(locale, ledger.invited),
        Deed::Claimed => td_string!(locale, ledger.claimed),
        Deed::Archived => td_string!(locale, ledger.archived),
        Deed::TownOpened => td_string!(locale, ledger.town_opened),
        Deed::Opened => td_string!(locale, ledger.opened),
        Deed::SignedIn => td_string!(locale, ledger.signed_in),
        Deed::SignedOut => td_string!(locale, ledger.signed_out),
        Deed::LetBackIn => td_string!(locale, ledger.let_back_in),
        Deed::AddressConfirmed => td_string!(locale, ledger.address_confirmed),
        Deed::AddressRemoved => td_string!(locale, ledger.address_removed),
        Deed::SessionsEnded => td_string!(locale, ledger.sessions_ended),
        Deed::KeySet => td_string!(locale, ledger.key_set),
        Deed::RecoveryUsed => td_string!(locale, ledger.recovery_used),
        Deed::TownReopened => td_string!(locale, ledger.town_reopened),
        Deed::Unannounced => td_string!(locale, ledger.unannounced),
        Deed::TownDescribed => td_string!(locale, ledger.town_described),
        Deed::Asked => td_string!(locale, ledger.asked),
        Deed::Released => td_string!(locale, ledger.released),
        Deed::Reinstated => td_string!(locale, ledger.reinstated),
        Deed::Dismissed => td_string!(locale, ledger.dismissed),
        Deed::Replied => td_string!(locale, ledger.replied),
        Deed::Stocked
        | Deed::Held
        | Deed::Suspended
        | Deed::Listed
        | Deed::Priced
        | Deed::Named
        | Deed::Labelled
        | Deed::Licensed
        | Deed::Closed
        | Deed::Reopened
        | Deed::Appointed
        | Deed::LetGo
        | Deed::HelperInvited
        | Deed::HelperLetGo
        | Deed::HandAsked
        | Deed::HandLent
        | Deed::HandEnded
        | Deed::KeyLost
        | Deed::TownClosed
        | Deed::Announced
        | Deed::StoodIn
        | Deed::StoodDown
        | Deed::TillConnected
        | Deed::TillUnplugged
        | Deed::SignedOutThere => td_string!(locale, ledger.stocked),
    }
}
