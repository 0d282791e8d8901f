use super::{LanguageChoice, SkipLink};
use crate::{
    browser::deck::MOST,
    decisions::{DecisionBand, Waiting},
    hands::{HandBanner, Helped, HelpedBand, Lends},
    i18n::Locale,
    offline::{Contact, Shown},
    orders::Doorbell,
    page::{NoPage, or_signed_out},
    routes, session, speech,
    stand_ins::{StandInBanner, StandsIn},
    state::House,
    ui::Icon,
};
use domain::{id::ShopId, shops::Shop, towns::Town};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Body;
use leptos_router::hooks::use_query_map;
use services::{
    accounts::{MerchantOf, ShelfOf},
    decisions, hands, ledger, orders, pickup, shops, stand_ins,
};

/// What every page of the counter begins with. Whoever is no merchant is asked to sign in.
pub struct AtCounter {
    pub house: House,
    /// Language of the texts.
    pub locale: Locale,
    /// Who works here.
    pub who: MerchantOf,
    pub shop: Shop,
    pub town: Town,
}

impl AtCounter {
    /// Of the request that is being answered.
    pub async fn here() -> Result<Self, NoPage> {
        let house = House::here();
        let who = session::merchant(&house, &session::headers())
            .await
            .map_err(or_signed_out)?;
        Self::of(house, who).await
    }

    async fn of(house: House, who: MerchantOf) -> Result<Self, NoPage> {
        let (db, now) = (house.db.read(), house.clock.now());
        let shop = shops::by_id(db, who.shop()).await?;
        let town = shops::town_of(db, who.shop()).await?;
        let let_back_in = ledger::let_back_in(db, &who, now - chrono::Duration::days(3)).await?;
        provide_context(let_back_in.map(|at| LetBackIn(pickup::wall_clock(&town.time_zone, at))));
        provide_context(Unseen(orders::count_unseen(db, &who).await?));
        provide_context(Whose(shop.id));
        provide_context(Waiting(decisions::waiting_at_counter(db, &who).await?));
        let behind = stand_ins::behind(db, &who).await?;
        provide_context(behind.map(|(by, until)| StandsIn {
            shop: shop.clone(),
            by,
            until: pickup::wall_clock(&town.time_zone, until),
            today: pickup::wall_clock(&town.time_zone, now).date(),
        }));
        if let Ok(owner) = who.owner() {
            let lent = hands::lent(db, &owner, now).await?;
            provide_context(Helped::of(lent, &town.time_zone, now));
        }
        Ok(Self {
            locale: session::locale(),
            house,
            who,
            shop,
            town,
        })
    }
}

/// What every page of the shelf begins with: also for whoever lends a hand there.
pub struct AtShelf {
    pub house: House,
    /// Language of the texts.
    pub locale: Locale,
    /// Who works there.
    pub who: ShelfOf,
    /// The same, if they act for the shop; none for whoever lends a hand.
    pub merchant: Option<MerchantOf>,
    pub shop: Shop,
    pub town: Town,
}

impl AtShelf {
    /// Of the request that is being answered.
    pub async fn here() -> Result<Self, NoPage> {
        let house = House::here();
        let device = session::signed_in(&house, &session::headers())
            .await
            .map_err(or_signed_out)?;
        let (db, now) = (house.db.read(), house.clock.now());
        let Some(place) = hands::place(db, &device, now).await? else {
            let who = device.merchant(db).await.map_err(or_signed_out)?;
            return Ok(AtCounter::of(house, who).await?.into());
        };
        let who = device.shelf(db).await.map_err(or_signed_out)?;
        let town = shops::town_of(db, who.shop()).await?;
        let shop = place.shop.clone();
        provide_context(Whose(shop.id));
        provide_context(Waiting(decisions::waiting_at_counter(db, &who).await?));
        provide_context(Lends::at(place, &town.time_zone, now));
        Ok(Self {
            locale: session::locale(),
            house,
            who,
            merchant: None,
            shop,
            town,
        })
    }
}

impl From<AtCounter> for AtShelf {
    fn from(at: AtCounter) -> Self {
        Self {
            house: at.house,
            locale: at.locale,
            who: *at.who,
            merchant: Some(at.who),
            shop: at.shop,
            town: at.town,
        }
    }
}

/// How many orders nobody had seen when the page was made; the frame's doorbell wants to know.
#[derive(Clone, Copy)]
struct Unseen(u64);

/// When the town hall made a link into this shop, on the shop's wall clock: all its devices say so for three days.
#[derive(Clone, Copy)]
struct LetBackIn(chrono::NaiveDateTime);

/// Whose counter the page is of.
#[derive(Clone, Copy)]
struct Whose(ShopId);

/// Where a form of this counter is sent: it names the shop, so that it is taken for no other one.
pub fn sent_from_here(form: &str) -> String {
    match use_context::<Whose>() {
        Some(Whose(shop)) => routes::of_shop(form, shop),
        None => form.to_owned(),
    }
}

/// Which of the counter's tabs is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Photo,
    Shelf,
    Inbox,
    Shop,
    /// A page beside the tabs.
    None,
}

impl Tab {
    const fn shown(self) -> Shown {
        match self {
            Self::Photo => Shown::Photo,
            Self::Shelf => Shown::Shelf,
            Self::Inbox => Shown::Orders,
            Self::Shop | Self::None => Shown::Page,
        }
    }
}

/// The frame of a merchant's page: the shop's sign above, the tabs within the thumb's reach below.
#[component]
pub fn Counter(
    /// The shop's sign.
    shop: String,
    /// The shop's page in the market.
    window: String,
    /// The open tab.
    tab: Tab,
    /// Whose waiting products and changes leave from this page; none where its own island sends them.
    #[prop(default = None)]
    post: Option<ShopId>,
    children: Children,
) -> impl IntoView {
    let locale = session::locale();
    // Whoever opens the orders has seen them.
    let unseen = use_context::<Unseen>().filter(|_| tab != Tab::Inbox);
    let waiting = unseen.map_or(0, |unseen| unseen.0);
    // Its orders and what its town hall decided are the shop's own.
    let lends = use_context::<Lends>().is_some();
    view! {
        <Body attr:class="counter" />
        <SkipLink />
        <header class="counter-header">
            <div class="band counter-header__inner">
                <p class="counter-header__shop">{shop}</p>
                <a class="counter-header__link" href=window>
                    <Icon name="store" />" "{td_string!(locale, counter.my_window)}
                </a>
            </div>
        </header>
        <Contact locale=locale shown=tab.shown() drawn=House::here().clock.now() post=post lends=lends />
        {(!lends).then(|| view! { <Doorbell locale=locale waiting=waiting at_the_rail={tab == Tab::Inbox} /> })}
        <NotShared />
        <ToldOfLink />
        <StandInBanner />
        <HandBanner />
        <HelpedBand />
        {(!lends).then(|| view! { <DecisionBand /> })}
        <main id="content" tabindex="-1">{children()}</main>
        <footer class="foot"><div class="band"><LanguageChoice /></div></footer>
        <CounterTabs tab=tab lends=lends />
    }
}

/// Pictures from another app that did not arrive, or not all of them.
#[component]
fn NotShared() -> impl IntoView {
    let locale = session::locale();
    let asked = use_query_map().read_untracked();
    let left_out = asked.get("reste").and_then(|count| count.parse::<u32>().ok());
    let says = match (asked.get("jeu").as_deref(), left_out) {
        (Some("echec"), _) => Some(td_string!(locale, offline.share_lost).to_owned()),
        (Some("partage"), Some(1)) => Some(td_string!(locale, offline.share_left_out_one, most = MOST)),
        (Some("partage"), Some(count)) => Some(td_string!(
            locale,
            offline.share_left_out,
            count = count,
            most = MOST
        )),
        _ => None,
    };
    says.map(|says| {
        view! {
            <div class="contact" role="alert">
                <div class="band contact__inner">
                    <Icon name="alert" />
                    <p class="contact__says">{says}</p>
                </div>
            </div>
        }
    })
}

/// The town hall let somebody into this shop: whoever works here learns of it.
#[component]
fn ToldOfLink() -> impl IntoView {
    let locale = session::locale();
    let told = use_context::<Option<LetBackIn>>().flatten();
    told.map(|LetBackIn(at)| {
        let when = format!("{}, {}", speech::date(locale, at.date()), speech::hour(locale, at));
        view! {
            <div class="contact">
                <div class="band contact__inner">
                    <Icon name="alert" />
                    <p class="contact__says">
                        {td_string!(locale, devices.told, when = when)}" "<a href=routes::DEVICE>{td_string!(locale, devices.told_link)}</a>
                    </p>
                </div>
            </div>
        }
    })
}

/// The counter's tabs.
#[component]
pub fn CounterTabs(
    /// The open one.
    tab: Tab,
    /// Whether only the shelf's are there.
    #[prop(default = false)]
    lends: bool,
) -> impl IntoView {
    let locale = session::locale();
    let link = |this: Tab, href: &'static str, icon: &'static str, word: &'static str| {
        view! {
            <a class="counter-bar__tab" href=href aria-current=(tab == this).then_some("page")>
                <Icon name=icon />" "{word}
            </a>
        }
    };
    view! {
        <nav class="counter-bar" aria-label=td_string!(locale, counter.tabs)>
            <div class="counter-bar__tabs">
                {link(Tab::Photo, routes::COUNTER, "camera", td_string!(locale, counter.photo))}
                {link(Tab::Shelf, routes::SHELF, "store", td_string!(locale, counter.shelf))}
                {(!lends).then(|| (
                    link(Tab::Inbox, routes::INBOX, "package", td_string!(locale, counter.orders)),
                    link(Tab::Shop, routes::SHOP, "clock", td_string!(locale, counter.shop)),
                ))}
            </div>
        </nav>
    }
}
