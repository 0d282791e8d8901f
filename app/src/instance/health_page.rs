//! `/exploitant/sante`: whether all is well, one sentence a thing, and what was given up.

use super::moment;
use crate::{
    areas::{AtInstance, Instance},
    i18n::Locale,
    page::{NoPage, page},
    routes, speech,
    state::{Backups, House},
    ui::{Icon, Notice},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use services::{
    error::Error,
    notifications::{self, DeadLetter, Health},
};

/// Letters that were given up, shown one by one.
const SHOWN: usize = 20;

/// `/exploitant/sante`
#[component]
pub fn HealthPage() -> impl IntoView {
    let again = use_query_map().read_untracked().get("renvoyes");
    page(async move { content(again.and_then(|count| count.parse().ok())).await })
}

async fn content(again: Option<u64>) -> Result<AnyView, NoPage> {
    let AtInstance { house, locale, .. } = AtInstance::here().await?;
    let outbox = notifications::health(&house.db, house.clock.now())
        .await
        .map_err(Error::from)?;
    let dead = notifications::dead_letters(house.db.read())
        .await
        .map_err(Error::from)?;
    let sentences = sentences(&house, locale, outbox).await?;
    let lines = sentences.into_iter().map(|(is_well, says)| {
        let (icon, class) = if is_well {
            ("check", "health__line")
        } else {
            ("alert", "health__line health__line--wrong")
        };
        view! { <li class=class><Icon name=icon /><span>{says}</span></li> }
    });
    let lines = lines.collect_view();
    let done = again.map(|count| counted(locale, count, Said::Again));
    let given_up = (!dead.is_empty()).then(|| given_up(locale, &dead));
    let title = td_string!(locale, operator.health);
    Ok(view! {
        <Instance title=title>
            <div class="page page--narrow">
                <div class="page__head"><h1>{title}</h1></div>
                {done.map(|says| view! { <Notice kind="notice--done" icon="check"><p>{says}</p></Notice> })}
                <ul class="health" role="list">{lines}</ul>
                {given_up}
            </div>
        </Instance>
    }
    .into_any())
}

/// Each thing, and whether it is as it should be.
async fn sentences(house: &House, locale: Locale, outbox: Health) -> Result<Vec<(bool, String)>, NoPage> {
    let now = house.clock.now();
    let says = house.machine.says(now).await;
    let mut all = vec![(!outbox.is_late, waiting(locale, outbox))];
    if outbox.dead > 0 {
        all.push((false, counted(locale, outbox.dead, Said::Dead)));
    }
    let backup = match says.backups {
        Backups::Nobody => (false, td_string!(locale, operator.backup_nobody).to_owned()),
        Backups::None => (false, td_string!(locale, operator.backup_none).to_owned()),
        Backups::Last(at) => {
            let when = moment(locale, at);
            (true, td_string!(locale, operator.backup_last, when = when))
        }
        Backups::Late(at) => {
            let when = moment(locale, at);
            (false, td_string!(locale, operator.backup_late, when = when))
        }
    };
    all.push(backup);
    let photos = match house.photos.weigh(now).await {
        Some(weight) => td_string!(
            locale,
            operator.photos,
            count = weight.photos,
            size = speech::bytes(locale, weight.bytes)
        ),
        None => td_string!(locale, operator.photos_weighing).to_owned(),
    };
    all.push((true, photos));
    let database = house.db.bytes().await.map_err(Error::from)?;
    let size = speech::bytes(locale, database);
    all.push((true, td_string!(locale, operator.database, size = size)));
    if let Some(free) = says.free {
        let size = speech::bytes(locale, free);
        // Less than a busy day may take.
        all.push((
            free >= 1_000_000_000,
            td_string!(locale, operator.free, size = size),
        ));
    }
    Ok(all)
}

fn waiting(locale: Locale, outbox: Health) -> String {
    if outbox.is_late {
        return td_string!(locale, operator.outbox_late).to_owned();
    }
    match outbox.waiting {
        0 => td_string!(locale, operator.outbox_idle).to_owned(),
        count => counted(locale, count, Said::Waiting),
    }
}

/// What is said of a number of messages.
#[derive(Clone, Copy)]
enum Said {
    Waiting,
    Dead,
    Again,
}

fn counted(locale: Locale, count: u64, said: Said) -> String {
    let many = speech::is_plural(locale, count) || count == 0;
    match (said, many) {
        (Said::Waiting, false) => td_string!(locale, operator.outbox_waiting_one).to_owned(),
        (Said::Waiting, true) => td_string!(locale, operator.outbox_waiting, count = count),
        (Said::Dead, false) => td_string!(locale, operator.outbox_dead_one).to_owned(),
        (Said::Dead, true) => td_string!(locale, operator.outbox_dead, count = count),
        (Said::Again, false) => td_string!(locale, operator.sent_again_one).to_owned(),
        (Said::Again, true) => td_string!(locale, operator.sent_again, count = count),
    }
}

fn given_up(locale: Locale, dead: &[DeadLetter]) -> impl IntoView + use<> {
    let lines = dead.iter().take(SHOWN).map(|letter| {
        let facts = [
            letter.what.clone(),
            letter.channel.clone(),
            moment(locale, letter.told_at),
            letter.why.clone(),
        ];
        view! {
            <li class="roster__shop">
                <p class="roster__facts">{facts.join(" · ")}</p>
                <div class="roster__ways">
                    <form method="post" action=routes::OPERATOR_HEALTH>
                        <input type="hidden" name="which" value=letter.id.to_string() />
                        <button class="button button--quiet" type="submit">{td_string!(locale, operator.send_again)}</button>
                    </form>
                </div>
            </li>
        }
        .into_any()
    });
    let lines = lines.collect_view();
    view! {
        <section class="section team" aria-labelledby="dead">
            <div class="section__head"><h2 id="dead">{td_string!(locale, operator.dead_title)}</h2></div>
            <form method="post" action=routes::OPERATOR_HEALTH>
                <input type="hidden" name="which" value="all" />
                <button class="button" type="submit">{td_string!(locale, operator.send_all_again)}</button>
            </form>
            <ul class="roster" role="list">{lines}</ul>
        </section>
    }
}
