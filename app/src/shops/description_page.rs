//! `/comptoir/boutique`: the shop as its merchant describes it, and the doors to its window and to a second phone.

use super::{
    closings::{Closed, Closings, ClosurePosted},
    cover_form::{CoverForm, CoverRefused},
    doors::{Doors, for_helper},
};
use crate::{
    areas::{AtCounter, Counter, Tab, sent_from_here},
    duties::MeterNotice,
    hours::AsBefore,
    i18n::Locale,
    page::{NoPage, page},
    place::{PlaceForm, PlacePosted},
    routes, session, speech,
    ui::{FieldError, Notice},
    visits::ShopVisits,
};
use chrono::Weekday;
use domain::{
    pickup::{Lead, SlotLength},
    shops::{DAYS, DayError, DescriptionError, DescriptionForm, STRETCHES, Shop, StretchForm, WeekForm},
    text::Phone,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{duties, pickup, shops, visits};

/// A description that was refused: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct DescriptionPosted {
    /// What was typed.
    pub form: DescriptionForm,
    /// What is wrong with it.
    pub wrong: DescriptionError,
}

/// `/comptoir/boutique`
#[component]
pub fn DescriptionPage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("note").is_some();
    page(async move { content(done).await })
}

async fn content(done: bool) -> Result<AnyView, NoPage> {
    let at = AtCounter::here().await?;
    if at.who.as_owner().is_err() {
        return for_helper(at).await;
    }
    let AtCounter {
        house,
        locale,
        who,
        shop,
        town,
    } = at;
    let closed = Closed::of(&house, &who, &shop, &town.time_zone).await?;
    let cover = shops::cover(house.db.read(), who.shop()).await?;
    let week = visits::of_shop(house.db.read(), &who, &town.time_zone, house.clock.now()).await?;
    let is_nobody = shops::trader(house.db.read(), shop.id).await?.is_none();
    let no_hours = !shop.has_hours();
    let today = pickup::wall_clock(&town.time_zone, house.clock.now()).date();
    let to_complete = duties::work_list(house.db.read(), &who, today).await?;
    let by_town = town
        .lockdown
        .as_ref()
        .filter(|lockdown| lockdown.closes(shop.kind, today));
    let by_town = by_town.map(|lockdown| speech::days(locale, &lockdown.days(), today));
    let (closure_posted, cover_wrong) = (use_context::<ClosurePosted>(), use_context::<CoverRefused>());
    let place_wrong = use_context::<PlacePosted>().is_some();
    let is_other_wrong = closure_posted.is_some() || cover_wrong.is_some() || place_wrong;
    let plan = routes::on_plan(&town.slug, &shop.slug);
    let posted = use_context::<DescriptionPosted>().unwrap_or_else(|| DescriptionPosted {
        form: as_known(&shop),
        wrong: DescriptionError::default(),
    });
    let is_wrong = is_other_wrong || posted.wrong != DescriptionError::default();
    Ok(view! {
        <Title text=td_string!(locale, description.title) />
        <Counter shop=shop.name.to_string() window=routes::shop(&town.slug, &shop.slug) tab=Tab::Shop post=Some(shop.id)>
            <div class="page page--narrow">
                <div class="page__head"><h1>{td_string!(locale, description.title)}</h1></div>
                {done.then(|| view! { <Notice kind="notice--done" icon="check"><p>{td_string!(locale, description.done)}</p></Notice> })}
                {is_wrong.then(|| view! { <Notice kind="notice--failed" icon="alert"><p>{td_string!(locale, description.wrong)}</p></Notice> })}
                {by_town.map(|days| view! { <Notice icon="hand"><p>{td_string!(locale, door_mode.by_town, days = days)}</p></Notice> })}
                {(no_hours && !is_wrong).then(|| view! { <Notice icon="clock"><p>{td_string!(locale, description.no_hours)}</p></Notice> })}
                {(is_nobody && !done && !is_wrong && !no_hours).then(|| view! { <Notice icon="user"><p>{td_string!(locale, trader.missing)}" "<a href=routes::TRADER>{td_string!(locale, trader.give)}</a></p></Notice> })}
                {(!is_wrong).then(|| view! { <MeterNotice locale=locale list=to_complete today=today /> })}
                <ShopVisits locale=locale week=week kind=shop.kind />
                <Closings locale=locale closed=closed said=closure_posted />
                <DescriptionFields locale=locale said=posted />
                <PlaceForm locale=locale action=sent_from_here(routes::PLACE) known=shop.position plan=Some(plan) />
                <CoverForm locale=locale cover=cover kind=shop.kind wrong=cover_wrong />
                <Doors locale=locale window=routes::shop(&town.slug, &shop.slug) who=who />
            </div>
        </Counter>
    }
    .into_any())
}

/// The shop as the form shows it; the usual week of a French shop until somebody told us better.
fn as_known(shop: &Shop) -> DescriptionForm {
    DescriptionForm {
        address: shop.address.clone(),
        phone: shop.phone.as_ref().map(Phone::to_string).unwrap_or_default(),
        about: shop.about.clone(),
        week: pickup::usual_week(&shop.hours).map_or_else(WeekForm::usual, |week| week.form()),
        lead: shop.lead,
        slot_length: shop.slots.length,
        slot_capacity: shop
            .slots
            .capacity
            .map(|count| count.to_string())
            .unwrap_or_default(),
        at_the_door: shop.at_the_door,
        sells_at_a_distance: shop.sells_at_a_distance,
    }
}

#[component]
fn DescriptionFields(locale: Locale, said: DescriptionPosted) -> impl IntoView {
    let DescriptionPosted { form, wrong } = said;
    let days = DAYS.into_iter().zip(form.week.days).zip(wrong.days);
    let days = days.enumerate().map(|(at, ((weekday, day), wrong))| {
        view! { <DayFields locale=locale at=at weekday=weekday day=day wrong=wrong /> }.into_any()
    });
    let days = days.collect_view();
    view! {
        <form class="fields" method="post" action=sent_from_here(routes::SHOP) novalidate>
            <fieldset class="week">
                <legend class="fields__legend">{td_string!(locale, description.hours)}</legend>
                <p class="field__hint" id="hours-hint">{td_string!(locale, description.hours_hint)}</p>
                {days}
                <label class="check">
                    <input type="checkbox" name="holidays" value="off" checked=form.week.closed_on_holidays />" "
                    {td_string!(locale, description.holidays)}
                </label>
                <label class="check">
                    <input type="checkbox" name="door" value="only" checked=form.at_the_door aria-describedby="door-hint" />" "
                    {td_string!(locale, door_mode.label)}
                </label>
                <p class="field__hint" id="door-hint">{td_string!(locale, door_mode.hint)}</p>
            </fieldset>
            <LeadField locale=locale chosen=form.lead />
            <SlotFields locale=locale length=form.slot_length capacity=form.slot_capacity wrong=wrong.capacity />
            <Words locale=locale id="address" label=td_string!(locale, description.address) value=form.address
                wrong=wrong.address.map(|why| speech::text_error(locale, why)) autocomplete="street-address" kind="text" />
            <Words locale=locale id="phone" label=td_string!(locale, description.phone) value=form.phone
                wrong=wrong.phone.map(|why| speech::phone_error(locale, why)) autocomplete="tel" kind="tel" />
            <Words locale=locale id="about" label=td_string!(locale, description.about) value=form.about
                wrong=wrong.about.map(|why| speech::text_error(locale, why)) autocomplete="off" kind="text" />
            <DistanceField locale=locale checked=form.sells_at_a_distance wrong=wrong.distance />
            <button class="button button--big button--wide" type="submit">{td_string!(locale, description.save)}</button>
        </form>
    }
}

/// Whether the shop takes firm orders besides reservations.
#[component]
fn DistanceField(locale: Locale, checked: bool, wrong: bool) -> impl IntoView {
    let described = if wrong {
        "distance-error distance-hint"
    } else {
        "distance-hint"
    };
    view! {
        <div class="field">
            {wrong.then(|| view! { <FieldError id="distance-error".into() says=td_string!(locale, firm.who_missing) /> })}
            <label class="check">
                <input type="checkbox" name="distance" value="yes" checked=checked aria-describedby=described
                    aria-invalid=wrong.then_some("true") />" "
                {td_string!(locale, firm.setting)}
            </label>
            <p class="field__hint" id="distance-hint">{td_string!(locale, firm.setting_hint)}</p>
        </div>
    }
}

/// How long after an order somebody may come for it.
#[component]
fn LeadField(locale: Locale, chosen: Lead) -> impl IntoView {
    let options = Lead::ALL.iter().copied().map(|lead| {
        view! { <option value=lead.as_str() selected=lead == chosen>{speech::lead(locale, lead)}</option> }
    });
    let options = options.collect_view();
    view! {
        <div class="field">
            <label class="field__label" for="lead">{td_string!(locale, lead.label)}</label>
            <p class="field__hint" id="lead-hint">{td_string!(locale, lead.hint)}</p>
            <select class="field__input" id="lead" name="lead" aria-describedby="lead-hint">{options}</select>
        </div>
    }
}

/// How long a pickup window lasts, and how many orders it takes.
#[component]
fn SlotFields(locale: Locale, length: SlotLength, capacity: String, wrong: bool) -> impl IntoView {
    let options = SlotLength::ALL.iter().copied().map(|choice| {
        view! { <option value=choice.as_str() selected=choice == length>{speech::slot_length(locale, choice)}</option> }
    });
    let options = options.collect_view();
    view! {
        <div class="fields__row">
            <div class="field">
                <label class="field__label" for="slot">{td_string!(locale, slots.length)}</label>
                <select class="field__input" id="slot" name="slot">{options}</select>
            </div>
            <div class="field">
                <label class="field__label" for="capacity">{td_string!(locale, slots.capacity)}" "<span class="soft">{td_string!(locale, description.optional)}</span></label>
                <p class="field__hint" id="capacity-hint">{td_string!(locale, slots.capacity_hint)}</p>
                {wrong.then(|| view! { <FieldError id="capacity-error".into() says=td_string!(locale, slots.capacity_wrong) /> })}
                <input class="field__input" id="capacity" name="capacity" inputmode="numeric" autocomplete="off" maxlength="3" value=capacity
                    aria-invalid=wrong.then_some("true") aria-describedby=if wrong { "capacity-hint capacity-error" } else { "capacity-hint" } />
            </div>
        </div>
    }
}

#[component]
fn Words(
    locale: Locale,
    /// Also the field's name.
    id: &'static str,
    label: &'static str,
    value: String,
    wrong: Option<String>,
    autocomplete: &'static str,
    /// `text` or `tel`.
    kind: &'static str,
) -> impl IntoView {
    let error = format!("{id}-error");
    let described = wrong.is_some().then(|| error.clone());
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}" "<span class="soft">{td_string!(locale, description.optional)}</span></label>
            {wrong.map(|says| view! { <FieldError id=error says=says /> })}
            <input class="field__input" id=id name=id type=kind autocomplete=autocomplete value=value
                aria-invalid=described.is_some().then_some("true") aria-describedby=described />
        </div>
    }
}

/// One day of the week: a morning and an afternoon.
#[component]
fn DayFields(
    locale: Locale,
    /// 0 is Monday.
    at: usize,
    weekday: Weekday,
    day: [StretchForm; STRETCHES],
    wrong: Option<DayError>,
) -> impl IntoView {
    let name = speech::weekday_name(locale, weekday);
    let error = format!("day-{at}-error");
    let described = if wrong.is_some() {
        error.clone()
    } else {
        "hours-hint".to_owned()
    };
    let fields = day.into_iter().enumerate().map(|(stretch, StretchForm { from, to })| {
        let time = |end: &'static str, label: String, value: String| {
            view! {
                <input class="field__input week__time" name=format!("day-{at}-{stretch}-{end}") type="text" inputmode="numeric" autocomplete="off" placeholder="–" value=value
                    aria-label=label aria-describedby=described.clone() aria-invalid=wrong.map(|_| "true") />
            }
        };
        let part = if stretch == 0 { td_string!(locale, description.first) } else { td_string!(locale, description.second) };
        view! {
            <span class="week__stretch">
                {time("from", td_string!(locale, description.opens, day = name, part = part), from)}
                " "<span aria-hidden="true">"–"</span>" "
                {time("to", td_string!(locale, description.closes, day = name, part = part), to)}
            </span>
        }
    });
    let fields = fields.collect_view();
    let says = wrong.map(|why| speech::day_error(locale, why));
    view! {
        <div class="week__day">
            <p class="week__name" aria-hidden="true">{name}</p>
            {says.map(|says| view! { <FieldError id=error says=says /> })}
            {fields}
            {(at > 0).then(|| view! { <AsBefore locale=locale at=at day=name.to_owned() /> })}
        </div>
    }
}

/// Reminds a merchant whose hours nobody knows, on the pages where they work.
#[component]
pub fn HoursMissing(shop: Shop) -> impl IntoView {
    let locale = session::locale();
    (!shop.has_hours()).then(|| {
        view! {
            <Notice icon="clock">
                <p>{td_string!(locale, description.missing)}" "<a href=routes::SHOP>{td_string!(locale, description.give)}</a></p>
            </Notice>
        }
    })
}
