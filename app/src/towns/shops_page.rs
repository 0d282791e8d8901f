//! `/{town}/boutiques`: all shops, by trade, by street or by name.

use super::{seen_from_the_street, stalls::Seen};
use crate::{
    areas::{Market, asked, carried, page_asked},
    i18n::Locale,
    kept::ToKeep,
    page::{NoPage, page, param},
    routes, session,
    shops::{Mark, ShopLine},
    speech,
    state::House,
    ui::{Drawing, EmptyPart, Icon, Pager, Tag, Tags},
};
use domain::{
    basket::Basket,
    shops::{Shop, ShopKind, street},
    towns::Town,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::{Meta, Title};
use services::towns;

/// Shops on a page.
const SIZE: usize = 60;

/// What a shopper wants to see of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wish {
    sorted: Sorted,
    open_only: bool,
    page: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sorted {
    Kind,
    Street,
    Name,
}

impl Sorted {
    const ALL: [Self; 3] = [Self::Kind, Self::Street, Self::Name];

    /// Its word in addresses.
    const fn word(self) -> &'static str {
        match self {
            Self::Kind => "metier",
            Self::Street => "rue",
            Self::Name => "nom",
        }
    }

    fn words(self, locale: Locale) -> &'static str {
        match self {
            Self::Kind => td_string!(locale, roam.by_kind),
            Self::Street => td_string!(locale, roam.by_street),
            Self::Name => td_string!(locale, roam.by_name),
        }
    }
}

impl Wish {
    fn asked() -> Self {
        let word = asked("par").unwrap_or_default();
        let sorted = Sorted::ALL.into_iter().find(|sorted| sorted.word() == word);
        Self {
            sorted: sorted.unwrap_or(Sorted::Kind),
            open_only: asked("ouverts").is_some(),
            page: page_asked(),
        }
    }

    fn address(self, town: &Town, basket: &Basket) -> String {
        let mut address = routes::shops(&town.slug);
        if self.sorted != Sorted::Kind {
            address = routes::asking(&address, "par", self.sorted.word());
        }
        if self.open_only {
            address = routes::asking(&address, "ouverts", "1");
        }
        routes::carrying(&routes::leaf(&address, self.page), basket)
    }

    /// Which page it is of the list as everybody finds it.
    fn leaf(self) -> u64 {
        if self.sorted == Sorted::Kind && !self.open_only {
            self.page
        } else {
            1
        }
    }

    /// Links to the same list in another order, and to those that are open.
    fn tags(self, locale: Locale, town: &Town, basket: &Basket) -> Vec<Tag> {
        let first = Self { page: 1, ..self };
        let sorted = Sorted::ALL.into_iter().map(|sorted| Tag {
            words: sorted.words(locale).to_owned(),
            count: None,
            address: Self { sorted, ..first }.address(town, basket),
            here: sorted == self.sorted,
        });
        let open = Tag {
            words: td_string!(locale, roam.open_only).to_owned(),
            count: None,
            address: Self {
                open_only: !self.open_only,
                ..first
            }
            .address(town, basket),
            here: self.open_only,
        };
        sorted.chain([open]).collect()
    }
}

/// All shops of a town.
#[component]
pub fn ShopsPage() -> impl IntoView {
    let town = param("town");
    let (basket, wish) = (carried(), Wish::asked());
    page(async move { content(&town, wish, basket).await })
}

async fn content(town: &str, wish: Wish, basket: Basket) -> Result<AnyView, NoPage> {
    let (house, kept, locale) = (House::here(), ToKeep::here(), session::locale());
    let town = towns::by_slug(house.db.read(), town).await?;
    let mut shops = seen_from_the_street(&house, &kept, &town).await?;
    let nobody = shops.is_empty();
    shops.retain(|(_, front)| !wish.open_only || front.door.is_open());
    let count = shops.len();
    let (groups, goes_on) = turned_to(locale, wish, shops)?;
    let title = td_string!(locale, roam.shops_title, town = town.name.clone());
    let words = td_string!(locale, roam.shops_words, town = town.name.clone());
    let previous = (wish.page > 1).then(|| {
        let before = Wish {
            page: wish.page - 1,
            ..wish
        };
        before.address(&town, &basket)
    });
    let next = goes_on.then(|| {
        let behind = Wish {
            page: wish.page + 1,
            ..wish
        };
        behind.address(&town, &basket)
    });
    let tags = wish.tags(locale, &town, &basket);
    let plan = routes::carrying(&routes::plan(&town.slug), &basket);
    let address = house.absolute(&routes::leaf(&routes::shops(&town.slug), wish.leaf()));
    let how_many = speech::shops(locale, count as u64);
    let empty = (count == 0).then(|| empty(locale, &town, nobody));
    let slug = town.slug.clone();
    let groups = groups.into_iter().map(|(name, shops)| {
        let lines = shops.into_iter().map(|(shop, front)| {
            view! { <li class="shop-list__item"><ShopLine locale=locale town=slug.clone() shop=shop door=front.door basket=basket.clone() mark=Mark::Kind /></li> }.into_any()
        });
        view! {
            <section class="section shop-list__group">
                <h2 class="shop-list__name">{name}</h2>
                <ul class="shop-list" role="list">{lines.collect_view()}</ul>
            </section>
        }
        .into_any()
    });
    let groups = groups.collect_view();
    Ok(view! {
        <Title text=title.clone() />
        <Meta name="description" content=words.clone() />
        <Meta property="og:type" content="website" />
        <Meta property="og:title" content=title.clone() />
        <Meta property="og:description" content=words />
        <Meta property="og:url" content=address />
        <Market town=town leaf=wish.leaf()>
            <div class="page page--stalls">
                <div class="page__head">
                    <h1>{title}</h1>
                    <div class="page__ways">
                        <p>{how_many}</p>
                        <a class="link" href=plan><Icon name="map-pin" />" "{td_string!(locale, roam.on_plan)}</a>
                    </div>
                </div>
                <Tags label=td_string!(locale, roam.sorted).to_owned() tags=tags />
                {empty}
                {groups}
                <Pager locale=locale page=wish.page previous=previous next=next />
            </div>
        </Market>
    }
    .into_any())
}

fn empty(locale: Locale, town: &Town, nobody: bool) -> AnyView {
    let (title, words) = if nobody {
        (
            td_string!(locale, roam.no_shops_title),
            td_string!(locale, roam.no_shops, town = town.name.clone()),
        )
    } else {
        (
            td_string!(locale, roam.none_open_title),
            td_string!(locale, roam.none_open).to_owned(),
        )
    };
    view! { <EmptyPart title=title.to_owned() drawing=Drawing::EmptyStall words=words /> }.into_any()
}

/// Shops under the name of what they have in common.
type Groups = Vec<(String, Vec<Seen>)>;

/// The page that is asked for, and whether another follows. A page behind the last is not found.
fn turned_to(locale: Locale, wish: Wish, mut shops: Vec<Seen>) -> Result<(Groups, bool), NoPage> {
    let place = |kind: ShopKind| ShopKind::ALL.iter().position(|known| *known == kind);
    // Within a group they stand by name, accents aside: databases disagree on where "É" belongs.
    shops.sort_by_cached_key(|(shop, _)| domain::catalogue::folded(shop.name.as_str()));
    match wish.sorted {
        Sorted::Kind => shops.sort_by_key(|(shop, _)| place(shop.kind)),
        Sorted::Street => shops.sort_by_cached_key(|(shop, _)| {
            let street = street(&shop.address).to_lowercase();
            (street.is_empty(), street, number(&shop.address))
        }),
        Sorted::Name => {}
    }
    let from = usize::try_from(wish.page - 1)
        .unwrap_or(usize::MAX)
        .saturating_mul(SIZE);
    if from >= shops.len() && wish.page > 1 {
        return Err(NoPage::NotFound);
    }
    let goes_on = shops.len() > from.saturating_add(SIZE);
    let mut groups: Groups = Vec::new();
    for (shop, front) in shops.into_iter().skip(from).take(SIZE) {
        let name = heading(locale, wish.sorted, &shop);
        match groups.last_mut().filter(|(known, _)| *known == name) {
            Some((_, of_it)) => of_it.push((shop, front)),
            None => groups.push((name, vec![(shop, front)])),
        }
    }
    Ok((groups, goes_on))
}

fn heading(locale: Locale, sorted: Sorted, shop: &Shop) -> String {
    match sorted {
        Sorted::Kind => speech::kind(locale, shop.kind).to_owned(),
        Sorted::Street => match street(&shop.address) {
            "" => td_string!(locale, roam.no_street).to_owned(),
            street => capital(street),
        },
        Sorted::Name => {
            let folded = domain::catalogue::folded(shop.name.as_str());
            let first = folded.chars().find(|c| c.is_alphanumeric());
            first.map_or_else(|| "…".to_owned(), |c| c.to_uppercase().collect())
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// A house's number, for its place along the street.
fn number(address: &str) -> u32 {
    let digits: String = address.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn houses_stand_in_the_order_of_their_numbers() {
        assert!(number("9 rue de Chartres") < number("12 bis rue de Chartres"));
        assert_eq!(number("rue de Chartres"), 0);
        assert_eq!(capital("église Saint-Germain"), "Église Saint-Germain");
    }
}
