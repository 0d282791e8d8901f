//! `/mairie/equipe`: who works at the town hall, who comes new, and who works there no longer.

use super::team_desk::NotInvited;
use crate::{
    areas::{AtTownHall, TownHall},
    i18n::Locale,
    page::{NoPage, page},
    routes, speech,
    ui::{FieldError, Icon, Notice, Qr},
};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use services::{
    accounts::{self, Arrival, Colleague},
    pickup,
    secret::Secret,
};

/// What a form of the page ended in, where it did not lead back to the page.
#[derive(Clone, Debug)]
pub enum TeamPosted {
    /// A fresh link for somebody, to be shown once.
    Link(String, Secret),
    /// Nobody can be invited under what was typed.
    NotInvited(String, NotInvited),
    /// It was one's own access.
    OwnAccess,
}

/// `/mairie/equipe`
#[component]
pub fn TeamPage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("retire").is_some();
    page(async move { content(done).await })
}

async fn content(done: bool) -> Result<AnyView, NoPage> {
    let AtTownHall {
        house,
        locale,
        who,
        town,
        ..
    } = AtTownHall::here().await?;
    let (mut typed, mut own) = (None, false);
    match use_context::<TeamPosted>() {
        Some(TeamPosted::Link(name, secret)) => {
            let link = house.absolute(&routes::invitation(secret.reveal()));
            let shown = view! { <TownHall town=town><FreshLink locale=locale name=name link=link back=routes::TEAM back_words=td_string!(locale, team.back) /></TownHall> };
            return Ok(shown.into_any());
        }
        Some(TeamPosted::NotInvited(name, wrong)) => typed = Some((name, wrong)),
        Some(TeamPosted::OwnAccess) => own = true,
        None => {}
    }
    let team = accounts::team(house.db.read(), &who, house.clock.now()).await?;
    let has_key = who.grace().is_none();
    let team = team
        .iter()
        .map(|colleague| line(locale, colleague, &town.time_zone, has_key).into_any())
        .collect_view();
    let title = td_string!(locale, team.title);
    Ok(view! {
        <TownHall town=town.clone() title=title>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1><p>{td_string!(locale, team.lead)}</p></div>
                {done.then(|| view! { <Notice kind="notice--done" icon="check"><p>{td_string!(locale, team.done_let_go)}</p></Notice> })}
                {own.then(|| view! { <Notice kind="notice--failed" icon="alert"><p>{td_string!(locale, team.own)}</p></Notice> })}
                <section class="section team" aria-labelledby="team">
                    <div class="section__head"><h2 id="team">{td_string!(locale, team.people)}</h2></div>
                    <ul class="roster" role="list">{team}</ul>
                </section>
                {if has_key {
                    view! { <InviteForm locale=locale typed=typed action=routes::TEAM title=td_string!(locale, team.invite) /> }.into_any()
                } else {
                    view! {
                        <Notice icon="bell"><p>
                            {td_string!(locale, team.key_first)}" "
                            <a href=routes::OFFICIAL_KEY>{td_string!(locale, official_key.band_link)}</a>
                        </p></Notice>
                    }.into_any()
                }}
            </div>
        </TownHall>
    }
    .into_any())
}

fn line(locale: Locale, colleague: &Colleague, time_zone: &str, may_change: bool) -> impl IntoView + use<> {
    let name = colleague.name.to_string();
    let day = |at: DateTime<Utc>| speech::date(locale, pickup::wall_clock(time_zone, at).date());
    let you = colleague.is_you.then(|| td_string!(locale, team.you).to_owned());
    let since = td_string!(locale, team.since, day = day(colleague.since));
    let seen = colleague
        .seen
        .map(|at| td_string!(locale, team.seen, day = day(at)));
    let facts: Vec<String> = you.into_iter().chain([since]).chain(seen).collect();
    let (chip, word) = match colleague.arrival {
        Arrival::WithKey(_) => ("chip chip--ready", td_string!(locale, team.with_key)),
        Arrival::WithoutKey => ("chip chip--soon", td_string!(locale, team.without_key)),
        Arrival::Awaited => ("chip", td_string!(locale, team.awaited)),
    };
    let link = (may_change && colleague.may_have_link()).then(|| fresh_link(locale, colleague));
    let let_go = (may_change && !colleague.is_you).then(|| let_go(locale, colleague));
    view! {
        <li class="roster__shop">
            <h3>{name}</h3>
            <p class="roster__facts">{facts.join(" · ")}</p>
            <span class=chip>{word}</span>
            {link}
            {let_go}
        </li>
    }
}

fn fresh_link(locale: Locale, colleague: &Colleague) -> impl IntoView + use<> {
    let word = match colleague.arrival {
        Arrival::Awaited => td_string!(locale, team.another_link),
        _ => td_string!(locale, team.another_device),
    };
    let of = td_string!(locale, team.link_of, name = colleague.name.to_string());
    view! {
        <div class="roster__ways">
            <form method="post" action=routes::TEAM>
                <input type="hidden" name="act" value="lien" />
                <input type="hidden" name="who" value=colleague.id.to_string() />
                <button class="button button--quiet" type="submit">
                    <Icon name="qr" />" "{word}<span class="visually-hidden">" "{of}</span>
                </button>
            </form>
        </div>
    }
}

fn let_go(locale: Locale, colleague: &Colleague) -> impl IntoView + use<> {
    let name = colleague.name.to_string();
    let of = td_string!(locale, team.let_go_of, name = name.clone());
    view! {
        <details class="ticket__more">
            <summary>{td_string!(locale, team.let_go)}<span class="visually-hidden">" "{of.clone()}</span></summary>
            <form class="fields" method="post" action=routes::TEAM>
                <p>{td_string!(locale, team.let_go_words, name = name)}</p>
                <input type="hidden" name="act" value="retirer" />
                <input type="hidden" name="who" value=colleague.id.to_string() />
                <button class="button button--quiet" type="submit">
                    {td_string!(locale, team.let_go_now)}<span class="visually-hidden">" "{of}</span>
                </button>
            </form>
        </details>
    }
}

/// A name, for whom a link is made.
#[component]
pub(crate) fn InviteForm(
    locale: Locale,
    /// What was typed and could not be taken.
    typed: Option<(String, NotInvited)>,
    /// Where it is sent to.
    #[prop(into)]
    action: String,
    title: &'static str,
) -> impl IntoView {
    let (typed, wrong) = typed.map_or_else(Default::default, |(typed, wrong)| (typed, Some(wrong)));
    let is_wrong = wrong.is_some();
    let says = wrong.map(|wrong| match wrong {
        NotInvited::Wrong(wrong) => speech::text_error(locale, wrong),
        NotInvited::Taken => td_string!(locale, team.taken).to_owned(),
    });
    let described = if is_wrong {
        "colleague-error colleague-hint"
    } else {
        "colleague-hint"
    };
    view! {
        <section class="section panel" aria-labelledby="invite">
            <form class="fields" method="post" action=action novalidate>
                <h2 id="invite">{title}</h2>
                <input type="hidden" name="act" value="inviter" />
                <div class="field">
                    <label class="field__label" for="colleague">{td_string!(locale, team.name)}</label>
                    <p class="field__hint" id="colleague-hint">{td_string!(locale, team.name_hint)}</p>
                    {says.map(|says| view! { <FieldError id="colleague-error".to_owned() says=says /> })}
                    <input class="field__input" id="colleague" name="name" type="text" autocomplete="off" value=typed
                        aria-invalid=is_wrong.then_some("true") aria-describedby=described />
                </div>
                <button class="button" type="submit"><Icon name="qr" />" "{td_string!(locale, team.invite_button)}</button>
            </form>
        </section>
    }
}

/// A link that was just made for somebody, with its square.
#[component]
pub(crate) fn FreshLink(
    locale: Locale,
    name: String,
    link: String,
    /// The page that it was made on.
    #[prop(into)]
    back: String,
    #[prop(into)] back_words: String,
) -> impl IntoView {
    let title = td_string!(locale, team.link_title, name = name.clone());
    let lead = td_string!(locale, team.link_lead, name = name.clone());
    view! {
        <Title text=title.clone() />
        <div class="page page--narrow">
            <div class="page__head"><h1>{title}</h1><p>{lead}</p></div>
            <div class="device">
                <Qr holds=link.clone() label=td_string!(locale, team.qr, name = name) size="qr--big" />
                <div class="field">
                    <label class="field__label" for="link">{td_string!(locale, team.link)}</label>
                    <input class="field__input" id="link" readonly value=link />
                </div>
                <p>{td_string!(locale, team.link_words)}</p>
                <a class="button button--quiet" href=back>{back_words}</a>
            </div>
        </div>
    }
}
