//! One door on the way, with what there is to do there.

use super::list::Tour;
use crate::{
    browser::new_id,
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Icon},
};
use chrono::NaiveDate;
use domain::{
    id::{CallId, ShopId},
    tour::{CallForm, Progress, Said, Standing},
};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;
use serde::{Deserialize, Serialize};

/// A door as the page knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stop {
    /// Whose door.
    pub shop: ShopId,
    /// Its sign.
    pub name: String,
    /// Its kind, its address, and how far it is from the door before.
    pub facts: String,
    /// Whether anybody knows where it stands, so that the way may begin there.
    pub placed: bool,
    /// How to call it.
    pub phone: Option<String>,
    /// What the shop did so far.
    pub progress: Progress,
    /// Somebody owns it.
    pub owned: bool,
    /// How much is known of who sells there, in words; none while it is only on the roster, and once all is known.
    pub known: Option<String>,
    /// What there is to do.
    pub standing: Standing,
    /// What was heard, in words, the last first.
    pub heard: Vec<String>,
    /// For the next call that is noted here without scripts.
    pub call: CallId,
}

/// A call that was refused without scripts: shown again with what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Refused {
    /// Whose door.
    pub shop: ShopId,
    /// What was chosen.
    pub said: Option<Said>,
    /// The day as typed.
    pub on: String,
    /// The note as typed.
    pub note: String,
    /// What is wrong.
    pub says: String,
}

/// A standing as a chip: its class and its words.
pub(super) fn chip(locale: Locale, standing: Standing, today: NaiveDate) -> (&'static str, String) {
    match standing {
        Standing::ToVisit => ("chip", td_string!(locale, tour.to_visit).to_owned()),
        Standing::ComeBack(on) => {
            let day = speech::day(locale, on, today);
            ("chip chip--soon", td_string!(locale, tour.come_back, day = day))
        }
        Standing::Refused => ("chip chip--failed", td_string!(locale, tour.refused).to_owned()),
        Standing::Stuck => ("chip chip--failed", td_string!(locale, tour.stuck).to_owned()),
        Standing::Claimed => ("chip chip--soon", td_string!(locale, tour.claimed).to_owned()),
        Standing::Live => ("chip chip--ready", td_string!(locale, tour.live).to_owned()),
    }
}

/// How a call ended, in words.
pub(super) fn said(locale: Locale, said: Said) -> &'static str {
    match said {
        Said::Nobody => td_string!(locale, tour.said_nobody),
        Said::ComeBack => td_string!(locale, tour.said_come_back),
        Said::Refused => td_string!(locale, tour.said_refused),
        Said::Stuck => td_string!(locale, tour.said_stuck),
    }
}

/// One door.
#[component]
pub(super) fn Door(tour: Tour, door: RwSignal<Stop>, refused: Option<Refused>) -> impl IntoView {
    let locale = tour.locale;
    let Stop {
        shop,
        name,
        facts,
        placed,
        phone,
        progress,
        owned,
        known,
        ..
    } = door.get_untracked();
    let chip = Memo::new(move |_| chip(locale, door.with(|door| door.standing), tour.today.get()));
    let call = phone.map(|phone| {
        let address = format!("tel:{}", phone.replace(' ', ""));
        view! { <a class="button button--quiet" href=address><Icon name="phone" />" "{phone}</a> }
    });
    let open = (!owned).then(|| {
        let word = if progress.claimed_at.is_some() {
            td_string!(locale, stall.at_door)
        } else {
            td_string!(locale, stall.open)
        };
        view! {
            <a class="button" href=routes::stall(shop)>
                <Icon name="camera" />" "{word}<span class="visually-hidden">" "{name.clone()}</span>
            </a>
        }
    });
    let invite = (!owned).then(|| {
        view! {
            <form method="post" action=routes::TOWN_HALL>
                <input type="hidden" name="shop" value=shop.to_string() />
                <button class="button button--quiet" type="submit">
                    <Icon name="qr" />" "{td_string!(locale, hall.invite)}
                    <span class="visually-hidden">" "{td_string!(locale, hall.invite_of, shop = name.clone())}</span>
                </button>
            </form>
        }
    });
    let from_here = placed.then(|| {
        let address = format!("{}?depuis={shop}", routes::TOUR);
        view! {
            <a class="button button--plain" href=address>
                <Icon name="map-pin" />" "{td_string!(locale, tour.from_here)}<span class="visually-hidden">" "{name.clone()}</span>
            </a>
        }
    });
    let heard = move || {
        let heard = door.with(|door| door.heard.clone());
        heard
            .into_iter()
            .take(3)
            .map(|words| view! { <li>{words}</li> })
            .collect_view()
    };
    view! {
        <li class="door" id=format!("porte-{shop}")>
            <h3 class="door__name">{name.clone()}</h3>
            <span class=move || chip.get().0>{move || chip.get().1}</span>
            <p class="door__facts">{facts}</p>
            {known.map(|says| view! { <p class="door__facts">{says}</p> })}
            <ul class="door__heard" role="list">{heard}</ul>
            <div class="door__ways">{open}{call}{invite}{from_here}</div>
            <Note tour=tour door=door name=name refused=refused />
        </li>
    }
}

/// What was said, as a form.
#[component]
fn Note(tour: Tour, door: RwSignal<Stop>, name: String, refused: Option<Refused>) -> impl IntoView {
    let locale = tour.locale;
    let (shop, call) = door.with_untracked(|door| (door.shop, door.call));
    let is_open = RwSignal::new(refused.is_some());
    let says = RwSignal::new(refused.as_ref().map(|refused| refused.says.clone()));
    let chosen = RwSignal::new(refused.as_ref().and_then(|refused| refused.said));
    let (on, note) = refused.map_or_else(Default::default, |refused| (refused.on, refused.note));
    let (on, note) = (RwSignal::new(on), RwSignal::new(note));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(said) = chosen.get_untracked() else {
            says.set(Some(td_string!(locale, tour.no_choice).to_owned()));
            return;
        };
        let form = CallForm {
            id: CallId(new_id()),
            shop,
            said,
            on: on.get_untracked(),
            note: note.get_untracked(),
            age: 0,
        };
        if let Err(wrong) = form.parse(tour.today.get_untracked()) {
            says.set(Some(speech::call_error(locale, wrong)));
            return;
        }
        says.set(None);
        tour.note(door, form);
        chosen.set(None);
        on.set(String::new());
        note.set(String::new());
        is_open.set(false);
    };
    let choices = Said::ALL.iter().map(|word| {
        let word = *word;
        view! {
            <label class="check">
                <input type="radio" name="said" value=word.as_str() required
                    checked=chosen.get_untracked() == Some(word)
                    prop:checked=move || chosen.get() == Some(word)
                    on:change=move |_| chosen.set(Some(word)) />
                {said(locale, word)}
            </label>
        }
    });
    let choices = choices.collect_view();
    let error = format!("appel-{shop}");
    let described = error.clone();
    let wrong = move || {
        let id = error.clone();
        says.get().map(|says| view! { <FieldError id=id says=says /> })
    };
    view! {
        <details class="door__note" prop:open=move || is_open.get() open=is_open.get_untracked()
            on:toggle=move |event| is_open.set(event_target_open(&event))>
            <summary class="button button--quiet">
                <Icon name="pencil" />" "{td_string!(locale, tour.note)}<span class="visually-hidden">" "{name}</span>
            </summary>
            <form class="fields door__form" method="post" action=routes::TOUR on:submit=submit>
                <input type="hidden" name="id" value=call.to_string() />
                <input type="hidden" name="shop" value=shop.to_string() />
                {wrong}
                <fieldset class="door__said" aria-describedby=described>
                    <legend class="field__label">{td_string!(locale, tour.what)}</legend>
                    {choices}
                </fieldset>
                <div class="field">
                    <label class="field__label" for=format!("jour-{shop}")>{td_string!(locale, tour.on)}</label>
                    <input class="field__input" id=format!("jour-{shop}") type="date" name="on" value=on.get_untracked()
                        prop:value=move || on.get() on:input=move |event| on.set(event_target_value(&event)) />
                </div>
                <div class="field">
                    <label class="field__label" for=format!("note-{shop}")>{td_string!(locale, tour.remark)}</label>
                    <input class="field__input" id=format!("note-{shop}") name="note" maxlength="300" autocomplete="off"
                        value=note.get_untracked() prop:value=move || note.get()
                        on:input=move |event| note.set(event_target_value(&event)) />
                </div>
                <button class="button" type="submit">{td_string!(locale, tour.keep)}</button>
            </form>
        </details>
    }
}

/// Whether the details that were toggled are open now.
fn event_target_open(event: &ev::Event) -> bool {
    use wasm_bindgen::JsCast;
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|details| details.has_attribute("open"))
}
