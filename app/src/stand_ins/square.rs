//! The square by which a merchant takes the stall over: on the screen for now, on paper for later.

use super::{page::Wall, watch::TakenWatch};
use crate::{routes, speech, state::House, ui::Qr};
use chrono::{DateTime, Utc};
use domain::towns::Town;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use services::{secret::Secret, stand_ins::Stall};

/// A fresh square, to be shown once.
#[derive(Clone, Debug)]
pub struct SquarePosted {
    /// What it opens.
    pub secret: Secret,
    /// Until when.
    pub until: DateTime<Utc>,
}

pub(super) fn square(
    house: &House,
    wall: &Wall,
    town: &Town,
    stall: &Stall,
    posted: &SquarePosted,
) -> AnyView {
    let locale = wall.locale;
    let (id, shop) = (stall.shop.id, stall.shop.name.to_string());
    let link = house.absolute(&routes::invitation(posted.secret.reveal()));
    let title = td_string!(locale, stall.square_title, shop = shop.clone());
    let day = speech::date(locale, wall.at(posted.until).date());
    view! {
        <Title text=title.clone() />
        <div class="page page--narrow">
            <div class="page__head no-print"><h1>{title}</h1><p>{td_string!(locale, stall.square_lead)}</p></div>
            <div class="device takeover">
                <p class="takeover__sign">{shop.clone()}</p>
                <Qr holds=link label=td_string!(locale, stall.square_qr, shop = shop) size="qr--big" />
                <p class="takeover__words">{td_string!(locale, stall.slip, town = town.name.clone())}</p>
                <ol class="takeover__steps">
                    <li>{td_string!(locale, stall.slip_scan)}</li>
                    <li>{td_string!(locale, stall.slip_yes)}</li>
                    <li>{td_string!(locale, stall.slip_home)}</li>
                </ol>
                <p>{td_string!(locale, stall.slip_until, day = day)}</p>
            </div>
            <div class="stall section no-print">
            <TakenWatch locale=locale shop=id />
            <p class="soft">{td_string!(locale, stall.print)}</p>
            <p><a class="button button--wide" href=routes::stall(id)>{td_string!(locale, stall.square_done)}</a></p>
            </div>
        </div>
    }
    .into_any()
}
