//! Who works at the shop: the owner, the helpers, and the form by which one more comes.

use super::desk::NotInvited;
use crate::{
    i18n::Locale,
    routes, speech,
    ui::{FieldError, Icon},
};
use chrono::{DateTime, Utc};
use domain::{id::MemberId, shops::ShopRole};
use leptos::prelude::*;
use leptos_i18n::td_string;
use services::{accounts::Person, pickup};

/// Everybody, who came first first.
#[component]
pub(super) fn People(
    locale: Locale,
    people: Vec<Person>,
    /// Who reads it.
    you: MemberId,
    time_zone: String,
) -> impl IntoView {
    let lines = people
        .iter()
        .map(|person| line(locale, person, you, &time_zone).into_any());
    view! {
        <section class="section team" aria-labelledby="people">
            <div class="section__head"><h2 id="people">{td_string!(locale, hand.people)}</h2></div>
            <ul class="roster" role="list">{lines.collect_view()}</ul>
        </section>
    }
}

fn line(locale: Locale, person: &Person, you: MemberId, time_zone: &str) -> impl IntoView + use<> {
    let day = |at: DateTime<Utc>| speech::date(locale, pickup::wall_clock(time_zone, at).date());
    let is_you = (person.id == you).then(|| td_string!(locale, team.you).to_owned());
    let since = td_string!(locale, team.since, day = day(person.since));
    let seen = match person.seen {
        Some(at) => td_string!(locale, hand.seen, day = day(at)),
        None => td_string!(locale, hand.unseen).to_owned(),
    };
    let facts: Vec<String> = is_you.into_iter().chain([since, seen]).collect();
    let is_helper = person.role == ShopRole::Helper;
    let word = if is_helper {
        td_string!(locale, ledger.helper)
    } else {
        td_string!(locale, hand.owner)
    };
    let ways = is_helper.then(|| (fresh_link(locale, person), let_go(locale, person)));
    view! {
        <li class="roster__shop">
            <h3>{person.name.to_string()}</h3>
            <p class="roster__facts">{facts.join(" · ")}</p>
            <span class="chip">{word}</span>
            {ways}
        </li>
    }
}

fn fresh_link(locale: Locale, person: &Person) -> impl IntoView + use<> {
    let of = td_string!(locale, team.link_of, name = person.name.to_string());
    view! {
        <div class="roster__ways">
            <form method="post" action=routes::HELPERS>
                <input type="hidden" name="act" value="lien" />
                <input type="hidden" name="who" value=person.id.to_string() />
                <button class="button button--quiet" type="submit">
                    <Icon name="qr" />" "{td_string!(locale, team.another_link)}<span class="visually-hidden">" "{of}</span>
                </button>
            </form>
        </div>
    }
}

fn let_go(locale: Locale, person: &Person) -> impl IntoView + use<> {
    let name = person.name.to_string();
    let of = td_string!(locale, team.let_go_of, name = name.clone());
    view! {
        <details class="ticket__more">
            <summary>{td_string!(locale, team.let_go)}<span class="visually-hidden">" "{of.clone()}</span></summary>
            <form class="fields" method="post" action=routes::HELPERS>
                <p>{td_string!(locale, hand.let_go_words, name = name)}</p>
                <input type="hidden" name="act" value="retirer" />
                <input type="hidden" name="who" value=person.id.to_string() />
                <button class="button button--quiet" type="submit">
                    {td_string!(locale, team.let_go_now)}<span class="visually-hidden">" "{of}</span>
                </button>
            </form>
        </details>
    }
}

/// Where a helper is invited.
#[component]
pub(super) fn InviteForm(locale: Locale, typed: Option<(String, NotInvited)>) -> impl IntoView {
    let (typed, wrong) = typed.map_or_else(Default::default, |(typed, wrong)| (typed, Some(wrong)));
    let is_wrong = wrong.is_some();
    let says = wrong.map(|wrong| match wrong {
        NotInvited::Wrong(wrong) => speech::text_error(locale, wrong),
        NotInvited::Taken => td_string!(locale, hand.taken).to_owned(),
    });
    let described = if is_wrong {
        "helper-error helper-hint"
    } else {
        "helper-hint"
    };
    view! {
        <section class="section panel" aria-labelledby="invite">
            <form class="fields" method="post" action=routes::HELPERS novalidate>
                <h2 id="invite">{td_string!(locale, hand.invite)}</h2>
                <p>{td_string!(locale, hand.invite_lead)}</p>
                <input type="hidden" name="act" value="inviter" />
                <div class="field">
                    <label class="field__label" for="helper">{td_string!(locale, hand.helper_name)}</label>
                    <p class="field__hint" id="helper-hint">{td_string!(locale, hand.helper_hint)}</p>
                    {says.map(|says| view! { <FieldError id="helper-error".to_owned() says=says /> })}
                    <input class="field__input" id="helper" name="name" type="text" autocomplete="off" value=typed
                        aria-invalid=is_wrong.then_some("true") aria-describedby=described />
                </div>
                <button class="button" type="submit"><Icon name="qr" />" "{td_string!(locale, team.invite_button)}</button>
            </form>
        </section>
    }
}
