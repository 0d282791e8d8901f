//! What all pages share: they wait for their data, and say so honestly when it is not there.

use crate::{
    areas::Market,
    catalogue::gone,
    decisions::suspended,
    error::{ApiError, incident, is_crowded},
    hands::shelf_over,
    i18n::Locale,
    proof::{Area, ProveFirst, prove_again},
    routes, session,
    shops::left,
    speech,
    stand_ins::counter_over,
    state::House,
    ui::{Drawing, EmptyState},
};
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use services::{
    addresses::{self, Whither},
    error::{Error, Failed},
    hands, stand_ins,
};

/// Seconds after which there is room again, as a rule.
const A_MOMENT: u64 = 5;

/// Why a page cannot show what was asked for. Found in the context, it is said instead of the page.
#[derive(Clone, Debug)]
pub enum NoPage {
    /// No such thing, or a stranger's.
    NotFound,
    /// Only for people who are signed in.
    SignedOut,
    /// Only for who proves first, a moment before: what was sent waits in the page.
    ProveFirst(ProveFirst),
    /// Too much was asked for; in so many seconds one may ask again.
    TooMany(u64),
    /// More people came than there is room for.
    Crowded,
    /// Logged already, under this code.
    Failed(String),
}

impl From<Failed> for NoPage {
    fn from(failed: Failed) -> Self {
        if is_crowded(&failed) {
            return Self::Crowded;
        }
        Self::Failed(incident(&failed))
    }
}

impl From<Error> for NoPage {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(never) => match never {},
            Error::NotFound => Self::NotFound,
            Error::Failed(failed) => failed.into(),
        }
    }
}

impl<R> From<ApiError<R>> for NoPage {
    fn from(error: ApiError<R>) -> Self {
        match error {
            ApiError::SignedOut => Self::SignedOut,
            ApiError::Crowded => Self::Crowded,
            ApiError::Failed(code) => Self::Failed(code),
            ApiError::NotFound | ApiError::Refused(_) | ApiError::Unreached | ApiError::Garbled => {
                Self::NotFound
            }
        }
    }
}

/// Somebody who is not who the page is for is asked to sign in; everything else is as it is.
pub fn or_signed_out(error: Error) -> NoPage {
    match error {
        Error::NotFound => NoPage::SignedOut,
        other => other.into(),
    }
}

/// A segment of the page's address.
pub fn param(name: &str) -> String {
    use_params_map().read_untracked().get(name).unwrap_or_default()
}

/// Answers with the way to another page.
pub fn go_to(address: &str) {
    leads_to(StatusCode::SEE_OTHER, address);
}

fn leads_to(status: StatusCode, address: &str) {
    let (Some(response), Ok(address)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(address))
    else {
        return;
    };
    response.set_status(status);
    response.insert_header(header::LOCATION, address);
}

/// Waits for a page's data, then shows it, or the page that says why not, with its status.
pub fn page(content: impl Future<Output = Result<AnyView, NoPage>> + Send + 'static) -> impl IntoView {
    let response = use_context::<ResponseOptions>();
    let locale = session::locale();
    let already = use_context::<NoPage>();
    let asked = use_context::<Parts>().map(|parts| parts.uri);
    let (house, headers) = (House::here(), session::headers());
    let shown = Suspend::new(async move {
        let content = match already {
            Some(why) => Err(why),
            None => match (content.await, asked) {
                (Err(NoPage::NotFound), Some(asked)) => astray(&house, locale, &asked).await,
                (Err(NoPage::SignedOut), Some(asked)) => prove_first(&house, &headers, &asked).await,
                (content, _) => content,
            },
        };
        let content = match content {
            Err(NoPage::SignedOut) => elsewhere(&house, locale, &headers).await,
            content => content,
        };
        content.unwrap_or_else(|why| instead(locale, response.as_ref(), why))
    });
    view! { <Suspense>{shown}</Suspense> }
}

/// The answer for an address behind which there is no page: the way to where it moved, or a word about what is gone.
async fn astray(house: &House, locale: Locale, asked: &Uri) -> Result<AnyView, NoPage> {
    let segments: Vec<&str> = asked
        .path()
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    match addresses::whither(house.db.read(), &segments).await? {
        Whither::Moved(to) => {
            let query = asked
                .query()
                .map_or_else(String::new, |query| format!("?{query}"));
            leads_to(
                StatusCode::MOVED_PERMANENTLY,
                &format!("/{}{query}", to.join("/")),
            );
            Ok(().into_any())
        }
        Whither::Gone(town, shop) => {
            answer(StatusCode::GONE);
            gone(house, locale, (town, shop), true).await
        }
        Whither::Left(town, shop) => {
            answer(StatusCode::GONE);
            Ok(left(locale, town, &shop))
        }
        Whither::Suspended(town, shop) => {
            answer(StatusCode::NOT_FOUND);
            Ok(suspended(locale, town, &shop))
        }
        Whither::Away(town, shop) => {
            answer(StatusCode::NOT_FOUND);
            gone(house, locale, (town, shop), false).await
        }
    }
}

/// The answer at a counter for whoever lends a hand at its shelf only, or no longer; and for an official who stood in and does so
/// no longer, or at another one.
async fn elsewhere(house: &House, locale: Locale, headers: &HeaderMap) -> Result<AnyView, NoPage> {
    let who = session::signed_in(house, headers).await.map_err(or_signed_out)?;
    let (db, now) = (house.db.read(), house.clock.now());
    if let Some(place) = hands::place(db, &who, now).await? {
        answer(StatusCode::UNAUTHORIZED);
        return Ok(shelf_over(locale, &place));
    }
    let over = stand_ins::over(db, &who, now).await?;
    let over = over.ok_or(NoPage::SignedOut)?;
    answer(StatusCode::UNAUTHORIZED);
    Ok(counter_over(locale, &over))
}

/// The way to the proof, for who opens a page of where they work on a device that has yet to prove itself.
async fn prove_first(house: &House, headers: &HeaderMap, asked: &Uri) -> Result<AnyView, NoPage> {
    let area = Area::of(asked.path()).ok_or(NoPage::SignedOut)?;
    let who = session::unproven(house, headers, area)
        .await
        .map_err(or_signed_out)?;
    if !who.owes_proof() {
        return Err(NoPage::SignedOut);
    }
    let to = asked.path_and_query().map_or(area.home(), |to| to.as_str());
    match who.key_since() {
        Some(_) => go_to(&area.proving(to)),
        None => go_to(area.key()),
    }
    Ok(().into_any())
}

fn answer(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

const fn status(why: &NoPage) -> StatusCode {
    match why {
        NoPage::NotFound => StatusCode::NOT_FOUND,
        NoPage::SignedOut => StatusCode::UNAUTHORIZED,
        NoPage::ProveFirst(_) => StatusCode::UNPROCESSABLE_ENTITY,
        NoPage::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        NoPage::Crowded => StatusCode::SERVICE_UNAVAILABLE,
        NoPage::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The page of an address behind which there is nothing.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    // Here nothing is waited for: addresses that are no page never moved.
    let why = use_context::<NoPage>().unwrap_or(NoPage::NotFound);
    instead(session::locale(), use_context::<ResponseOptions>().as_ref(), why)
}

/// The page that says why there is none, with its status.
fn instead(locale: Locale, response: Option<&ResponseOptions>, why: NoPage) -> AnyView {
    if let Some(response) = response {
        response.set_status(status(&why));
        match why {
            NoPage::TooMany(seconds) => response.insert_header(header::RETRY_AFTER, seconds.into()),
            NoPage::Crowded => response.insert_header(header::RETRY_AFTER, A_MOMENT.into()),
            _ => {}
        }
    }
    match why {
        NoPage::NotFound => not_found(locale).into_any(),
        NoPage::SignedOut => signed_out(locale).into_any(),
        NoPage::ProveFirst(first) => prove_again(locale, first).into_any(),
        NoPage::TooMany(seconds) => too_many(locale, seconds).into_any(),
        NoPage::Crowded => crowded(locale).into_any(),
        NoPage::Failed(code) => failed(locale, code).into_any(),
    }
}

fn not_found(locale: Locale) -> impl IntoView {
    let title = td_string!(locale, page.not_found_title);
    view! {
        <Title text=title />
        <Market>
            <EmptyState title=title drawing=Drawing::NotFound>
                <p>{td_string!(locale, page.not_found)}</p>
                <div class="empty-state__actions">
                    <a class="button" href="/">{td_string!(locale, page.to_market)}</a>
                </div>
            </EmptyState>
        </Market>
    }
}

fn signed_out(locale: Locale) -> impl IntoView {
    let title = td_string!(locale, page.signed_out_title);
    view! {
        <Title text=title />
        <Market>
            <EmptyState title=title drawing=Drawing::EmptyStall>
                <p>{td_string!(locale, page.signed_out)}</p>
                <div class="empty-state__actions">
                    <a class="button" href=routes::WAY_BACK>{td_string!(locale, way_back.title)}</a>
                    <a class="button button--quiet" href=routes::HELP>{td_string!(locale, hand.have_code)}</a>
                    <a class="button button--quiet" href="/">{td_string!(locale, page.to_market)}</a>
                </div>
            </EmptyState>
        </Market>
    }
}

/// The page of whoever asked for too much, or whose neighbours behind the same address did.
fn too_many(locale: Locale, seconds: u64) -> impl IntoView {
    let title = td_string!(locale, page.too_many_title);
    view! {
        <Title text=title />
        <Market>
            <EmptyState title=title drawing=Drawing::EmptyStall>
                <p>{td_string!(locale, page.too_many)}</p>
                <p>{speech::wait(locale, seconds)}</p>
                <div class="empty-state__actions">
                    <a class="button" href="/">{td_string!(locale, page.to_market)}</a>
                </div>
            </EmptyState>
        </Market>
    }
}

/// The page of whoever waited in vain: nothing is broken.
fn crowded(locale: Locale) -> impl IntoView {
    let title = td_string!(locale, page.crowded_title);
    view! {
        <Title text=title />
        <Market>
            <EmptyState title=title drawing=Drawing::EmptyStall>
                <p>{td_string!(locale, page.crowded)}</p>
                <div class="empty-state__actions">
                    <a class="button" href="">{td_string!(locale, page.retry)}</a>
                </div>
            </EmptyState>
        </Market>
    }
}

/// The page of something that failed, with the code under which the operator finds it.
pub fn failed(locale: Locale, code: String) -> impl IntoView {
    let title = td_string!(locale, page.failed_title);
    view! {
        <Title text=title />
        <Market>
            <EmptyState title=title drawing=Drawing::EmptyStall>
                <p>{td_string!(locale, page.failed)}</p>
                <p class="chip chip--failed">{td_string!(locale, page.incident, code = code)}</p>
                <div class="empty-state__actions">
                    <a class="button" href="">{td_string!(locale, page.retry)}</a>
                    <a class="button button--quiet" href="/">{td_string!(locale, page.to_market)}</a>
                </div>
            </EmptyState>
        </Market>
    }
}
