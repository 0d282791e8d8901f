//! The last pictures, each with how far it has come, and what holds them up.

use super::bench::{Bench, Stage};
use crate::{
    browser::deck::MOST,
    catalogue::post::{Heard, Journey, Shot, Standstill, held_up, warnings},
    i18n::Locale,
    routes,
    ui::{Icon, KindPicture, Notice},
};
use domain::shops::ShopKind;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The ribbon under the viewfinder.
#[component]
pub(super) fn Ribbon(bench: Bench, kind: ShopKind, unproven: bool) -> impl IntoView {
    let Bench { locale, post, .. } = bench;
    let shots = post.shots;
    let notices = move || {
        let mut says = warnings(locale, post);
        if let Some(pictures) = bench.room.get().filter(|_| !post.lacks_room()) {
            says.push(td_string!(locale, capture.little_room, count = pictures));
        }
        match bench.left_out.get() {
            0 => {}
            1 => says.push(td_string!(locale, deck.left_out_one, most = MOST)),
            count => says.push(td_string!(locale, deck.left_out, count = count, most = MOST)),
        }
        match bench.unkept.get() {
            0 => {}
            1 => says.push(td_string!(locale, deck.unkept_one).to_owned()),
            count => says.push(td_string!(locale, deck.unkept, count = count)),
        }
        let refused = shots.with(|shots| {
            shots.iter().find_map(|shot| match shot.journey.get() {
                Journey::PhotoRefused(why) if why.is_empty() => {
                    Some(td_string!(locale, capture.photo_lost).to_owned())
                }
                Journey::PhotoRefused(why) => Some(why),
                Journey::Refused => Some(td_string!(locale, capture.refused).to_owned()),
                _ => None,
            })
        });
        says.extend(refused);
        let is_waiting = |shot: &Shot| matches!(shot.journey.get(), Journey::OnPhone | Journey::OnItsWay);
        if post.wishes.get() > 0 || shots.with(|shots| shots.iter().any(is_waiting)) {
            says.extend(
                post.standstill
                    .get()
                    .map(|why| held_up(locale, post, why).to_owned()),
            );
        }
        says
    };
    let items = move || {
        shots
            .get()
            .into_iter()
            .map(|shot| item(bench, kind, shot))
            .collect_view()
    };
    // A shop that sells gets orders: whether it can hear them is the last step on the way in.
    let calls_for_bell = move || {
        let sells = |shot: &Shot| matches!(shot.journey.get(), Journey::OnItsWay | Journey::OnSale);
        bench.stage.get() != Stage::Pricing && shots.with(|shots| shots.iter().any(sells))
    };
    view! {
        <Heard locale=locale post=post />
        <div hidden=move || shots.with(Vec::is_empty) && notices().is_empty()>
            {move || notices().into_iter().map(|says| view! { <Notice kind="notice--failed" icon="alert"><p>{says}</p></Notice> }).collect_view()}
            {unproven.then(|| view! {
                <div class="ribbon__bell" hidden=move || !calls_for_bell()>
                    <Notice icon="bell"><p><a href=routes::BELL>{td_string!(locale, bell.last_step)}</a></p></Notice>
                </div>
            })}
            <div class="ribbon__head" hidden=move || shots.with(Vec::is_empty)>
                <p class="ribbon__count" role="status">{move || count(locale, &shots.get())}</p>
                <Undo bench=bench />
            </div>
            <ul class="ribbon" role="list" tabindex="0" aria-label=td_string!(locale, capture.ribbon)>{items}</ul>
        </div>
    }
}

/// Takes the last product back; of one that stood on the shelf before, its new picture while that waits.
#[component]
fn Undo(bench: Bench) -> impl IntoView {
    let locale = bench.locale;
    let last = move || {
        let shot = bench.post.shots.with(|shots| shots.first().copied())?;
        let has_arrived = matches!(shot.journey.get(), Journey::OnSale | Journey::Gone);
        (!shot.stood || !has_arrived).then_some(shot.product)
    };
    view! {
        <button class="capture__tool" type="button" hidden=move || last().is_none()
            on:click=move |_| last().map_or((), |product| bench.undo(product))>
            <Icon name="arrow-left" />" "{td_string!(locale, capture.undo)}
        </button>
    }
}

/// "2 sur le téléphone · 1 en route · 7 en vente"
fn count(locale: Locale, shots: &[Shot]) -> String {
    let how_many = |is: fn(&Journey) -> bool| shots.iter().filter(|shot| shot.journey.with(is)).count();
    let parts = [
        (
            how_many(|journey| matches!(journey, Journey::OnPhone | Journey::Refused)),
            td_string!(locale, capture.on_phone),
        ),
        (
            how_many(|journey| *journey == Journey::OnItsWay),
            td_string!(locale, capture.on_its_way),
        ),
        (
            how_many(|journey| *journey == Journey::OnSale),
            td_string!(locale, capture.on_sale),
        ),
        (
            how_many(|journey| matches!(journey, Journey::PhotoRefused(_))),
            td_string!(locale, capture.photo_failed),
        ),
    ];
    let said = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"));
    said.collect::<Vec<_>>().join(" · ")
}

fn item(bench: Bench, kind: ShopKind, shot: Shot) -> impl IntoView {
    let Bench { locale, post, .. } = bench;
    let journey = shot.journey;
    let class = move || match journey.get() {
        Journey::OnPhone | Journey::Refused => "ribbon__item ribbon__item--phone",
        Journey::OnItsWay => "ribbon__item ribbon__item--travelling",
        Journey::OnSale | Journey::PhotoRefused(_) | Journey::Gone => "ribbon__item ribbon__item--online",
    };
    let word = move || match journey.get() {
        Journey::OnPhone if post.standstill.get() == Some(Standstill::SignedOut) => {
            td_string!(locale, capture.not_sent)
        }
        Journey::OnPhone => td_string!(locale, capture.on_phone),
        Journey::Refused => td_string!(locale, capture.not_sent),
        Journey::OnItsWay => td_string!(locale, capture.on_its_way),
        Journey::OnSale => td_string!(locale, capture.on_sale),
        Journey::PhotoRefused(_) => td_string!(locale, capture.photo_failed),
        Journey::Gone => td_string!(locale, capture.off_shelf),
    };
    let picture = move || {
        let address = shot.address.get();
        if address.is_empty() {
            view! { <KindPicture kind=kind class="photo__kind" /> }.into_any()
        } else {
            view! { <img src=address alt="" width="56" height="56" /> }.into_any()
        }
    };
    let acts = move || match journey.get() {
        Journey::PhotoRefused(_) => Some(
            view! {
                <button class="capture__tool" type="button" on:click=move |_| bench.retake_of(shot.product)>
                    {td_string!(locale, capture.retake)}
                </button>
                <button class="capture__tool" type="button" on:click=move |_| post.do_without(shot.product)>
                    {td_string!(locale, capture.do_without)}
                </button>
            }
            .into_any(),
        ),
        Journey::Refused => Some(
            view! {
                <button class="capture__tool" type="button" on:click=move |_| post.try_again(shot.product)>
                    {td_string!(locale, capture.try_again)}
                </button>
                <button class="capture__tool" type="button" on:click=move |_| bench.undo(shot.product)>
                    {td_string!(locale, capture.take_back)}
                </button>
            }
            .into_any(),
        ),
        _ => None,
    };
    view! { <li class=class><span class="ribbon__photo">{picture}</span>{word}{acts}</li> }
}
