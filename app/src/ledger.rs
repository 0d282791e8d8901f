//! The ledger as people read it: what was changed, by whom, when, and on which device.

use crate::{
    areas::{AtCounter, AtTownHall, Counter, Tab, TownHall},
    i18n::Locale,
    page::{NoPage, page},
    routes, speech,
    state::House,
};
use chrono::NaiveDate;
use domain::{
    duties::Fact,
    id::ProductId,
    ledger::Deed,
    money::Price,
    orders::Actor,
    shops::{Closure, ShopKind},
    stand_in::Ending,
    text::Name,
    towns::Lockdown,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{
    accounts::MerchantOf,
    catalogue,
    ledger::{self, Entry},
    pickup,
};

/// For whom the lines are put into words.
#[derive(Clone)]
struct Reader {
    locale: Locale,
    time_zone: String,
    today: NaiveDate,
    /// What a product without a name is called; none at the town hall, which reads of shops.
    kind: Option<ShopKind>,
}

/// `/comptoir/cahier?article=…`: what happened at the shop, or to one product.
#[component]
pub fn LedgerPage() -> impl IntoView {
    let asked = use_query_map().read_untracked().get("article");
    page(async move { of_shop(asked).await })
}

async fn of_shop(asked: Option<String>) -> Result<AnyView, NoPage> {
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = AtCounter::here().await?;
    let product = match asked {
        Some(id) => Some(id.parse::<ProductId>().map_err(|_| NoPage::NotFound)?),
        None => None,
    };
    let entries = ledger::of_shop(house.db.read(), &who, product).await?;
    let of = match product {
        Some(product) => Some(name_of(&house, &who, product, &entries).await?),
        None => None,
    };
    let reader = Reader {
        locale,
        today: pickup::wall_clock(&town.time_zone, house.clock.now()).date(),
        time_zone: town.time_zone.clone(),
        kind: Some(shop.kind),
    };
    let title = match of {
        Some(name) => td_string!(
            locale,
            ledger.of_product,
            product = speech::name_or_kind(locale, name.as_ref(), shop.kind)
        ),
        None => td_string!(locale, ledger.title).to_owned(),
    };
    Ok(view! {
        <Title text=title.clone() />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::None post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p class="page__lead">{td_string!(locale, ledger.lead)}</p></div>
                {product.map(|_| view! { <p><a href=routes::LEDGER>{td_string!(locale, ledger.all)}</a></p> })}
                <Days reader=reader entries=entries links={product.is_none()} />
                <p><a href=routes::SHOP>{td_string!(locale, ledger.back)}</a></p>
            </div>
        </Counter>
    }
    .into_any())
}

/// What a product of this shop is called, on the shelf or in the ledger; another shop's is not found.
async fn name_of(
    house: &House,
    who: &MerchantOf,
    id: ProductId,
    entries: &[Entry],
) -> Result<Option<Name>, NoPage> {
    if let Some((_, name)) = entries.first().and_then(|entry| entry.product.clone()) {
        return Ok(name);
    }
    let shelf = catalogue::all_of_shop(house.db.read(), who).await?;
    let found = shelf.into_iter().find(|shelved| shelved.product.id == id);
    Ok(found.ok_or(NoPage::NotFound)?.product.name)
}

/// `/mairie/cahier`: who came in, who was let in, which links were made.
#[component]
pub fn TownLedgerPage() -> impl IntoView {
    page(async move { of_town().await })
}

async fn of_town() -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        ..
    } = AtTownHall::here().await?;
    let entries = ledger::of_town(house.db.read(), &who).await?;
    let reader = Reader {
        locale,
        today: pickup::wall_clock(&town.time_zone, house.clock.now()).date(),
        time_zone: town.time_zone.clone(),
        kind: None,
    };
    let title = td_string!(locale, ledger.title);
    Ok(view! {
        <TownHall town=town title=title>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p class="page__lead">{td_string!(locale, ledger.town_lead)}</p></div>
                <Days reader=reader entries=entries links=false />
                <p><a href=routes::TOWN_HALL>{td_string!(locale, hall.back)}</a></p>
            </div>
        </TownHall>
    }
    .into_any())
}

/// The lines, newest first, under the day on which they were written.
#[component]
fn Days(reader: Reader, entries: Vec<Entry>, links: bool) -> impl IntoView {
    if entries.is_empty() {
        return view! { <p>{td_string!(reader.locale, ledger.empty)}</p> }.into_any();
    }
    let mut days: Vec<(NaiveDate, Vec<AnyView>)> = Vec::new();
    for entry in &entries {
        let day = pickup::wall_clock(&reader.time_zone, entry.at).date();
        let line = line(&reader, entry, links).into_any();
        match days.last_mut() {
            Some((last, lines)) if *last == day => lines.push(line),
            _ => days.push((day, vec![line])),
        }
    }
    let days = days.into_iter().map(|(day, lines)| {
        view! {
            <section class="ledger__day">
                <h2 class="ledger__date">{reader.day(day)}</h2>
                <ul class="ledger__lines" role="list">{lines}</ul>
            </section>
        }
    });
    view! { <div class="ledger">{days.collect_view()}</div> }.into_any()
}

fn line(reader: &Reader, entry: &Entry, links: bool) -> impl IntoView + use<> {
    let product = reader.kind.zip(entry.product.clone()).map(|(kind, (id, name))| {
        let name = speech::name_or_kind(reader.locale, name.as_ref(), kind);
        let address = format!("{}?article={id}", routes::LEDGER);
        if links {
            view! { <a class="ledger__thing" href=address>{name}</a> }.into_any()
        } else {
            view! { <span class="ledger__thing">{name}</span> }.into_any()
        }
    });
    let shop = reader.kind.is_none().then(|| entry.shop.clone()).flatten();
    let shop = shop.map(|name| view! { <span class="ledger__thing">{name.to_string()}</span> });
    let hour = speech::hour(reader.locale, pickup::wall_clock(&reader.time_zone, entry.at));
    view! {
        <li class="ledger__line">
            <span class="ledger__hour">{hour}</span>
            <div>
                {product}{shop}
                <p class="ledger__what">{reader.what(entry)}</p>
                <p class="ledger__who">{reader.who(entry)}</p>
            </div>
        </li>
    }
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
            Deed::KeyLost => {
                let name = entry.about.as_ref().map(Name::to_string).unwrap_or_default();
                td_string!(locale, ledger.key_lost, name = name)
            }
            Deed::SessionsEnded if entry.about.is_some() => {
                let name = entry.about.as_ref().map(Name::to_string).unwrap_or_default();
                td_string!(locale, ledger.sessions_ended_of, name = name)
            }
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
        | Deed::KeyLost
        | Deed::TownClosed
        | Deed::Announced
        | Deed::StoodIn
        | Deed::StoodDown
        | Deed::SignedOutThere => td_string!(locale, ledger.stocked),
    }
}
