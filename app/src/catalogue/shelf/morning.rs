//! The morning check: ten cards, one at a time, "still there?", in fifteen seconds.

use super::{Row, Shelf, Sight};
use crate::{
    routes, speech,
    ui::{Icon, KindPicture},
};
use domain::{catalogue::Wish, id::ProductId};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;
use std::time::Duration;

/// Cards of one check; the others come tomorrow, or after these.
const CARDS: usize = 10;

/// Asks about the offers that nobody confirmed for days; nothing when there are none.
#[component]
pub(super) fn Morning(shelf: Shelf) -> impl IntoView {
    let Shelf { locale, kind, .. } = shelf;
    // Answered, and not shown on the shelf yet.
    let answered = RwSignal::new(Vec::<ProductId>::new());
    let stale = Memo::new(move |_| {
        shelf.rows.with(|rows| {
            rows.iter()
                .filter(|row| {
                    row.with(|row| Sight::Stale.sees(row) && answered.with(|ids| !ids.contains(&row.id)))
                })
                .copied()
                .collect::<Vec<_>>()
        })
    });
    let left = move || stale.with(Vec::len).min(CARDS);
    // The oldest first: they are at the end of the shelf.
    let card = move || stale.with(|stale| stale.last().copied());
    let act = move |row: RwSignal<Row>,
                    word: &'static str,
                    icon: &'static str,
                    says: &'static str,
                    wish: Wish| {
        let id = row.with_untracked(|row| row.id);
        let submit = move |event: ev::SubmitEvent| {
            event.prevent_default();
            // The next card before anything else: a quick thumb does not wait until a long shelf is drawn again.
            answered.update(|ids| ids.push(id));
            let wish = wish.clone();
            shelf.ask(id, wish.clone());
            once_painted(move || {
                shelf.grant(id, &wish);
                answered.update(|ids| ids.retain(|other| *other != id));
            });
        };
        view! {
            <form method="post" action=routes::SHELF on:submit=submit>
                <input type="hidden" name="product" value=id.to_string() />
                <input type="hidden" name="wish" value=word />
                <button class=format!("button button--big morning__act morning__act--{word}") type="submit"><Icon name=icon />" "{says}</button>
            </form>
        }
    };
    let content = move |row: RwSignal<Row>| {
        let known = row.get_untracked();
        let picture = match known.photo.clone() {
            Some(hash) => view! { <img class="photo__image" src=format!("/photos/{hash}/320.webp") alt="" width="120" height="120" /> }.into_any(),
            None => view! { <KindPicture kind=kind class="photo__kind" /> }.into_any(),
        };
        view! {
            <div class="morning__card">
                <div class="photo morning__photo">{picture}</div>
                <p class="morning__name">{known.title(locale, kind)}</p>
                <p class="morning__price">{speech::euros(locale, known.price.cents())}</p>
            </div>
            <div class="morning__acts">
                {act(row, "off", "x", td_string!(locale, morning.gone), Wish::Off)}
                {act(row, "still", "check", td_string!(locale, morning.there), Wish::Still)}
            </div>
        }
    };
    view! {
        <section class="morning" aria-labelledby="morning" hidden=move || card().is_none()>
            <div class="section__head">
                <h2 id="morning">{td_string!(locale, morning.title)}</h2>
                <p class="soft" role="status">{move || td_string!(locale, morning.left, count = left())}</p>
            </div>
            {move || card().map(content)}
        </section>
    }
}

/// Runs after the next picture of the screen.
fn once_painted(then: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}
