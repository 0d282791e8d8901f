//! The 106 criteria of the RGAA 4.1 in thirteen themes. "axe" stands for what looks at every page of every story, by day and
//! by night (`end2end/support/axe.ts`).

use super::{Criterion, Gap, Verdict};

const fn kept(theme: u8, number: u8, seen: &'static str) -> Criterion {
    let verdict = Verdict::Kept(seen);
    Criterion {
        theme,
        number,
        verdict,
    }
}

const fn apart(theme: u8, number: u8, why: &'static str) -> Criterion {
    let verdict = Verdict::Apart(why);
    Criterion {
        theme,
        number,
        verdict,
    }
}

const fn missed(theme: u8, number: u8, gap: Gap) -> Criterion {
    let verdict = Verdict::Missed(gap);
    Criterion {
        theme,
        number,
        verdict,
    }
}

/// In the standard's order, one a line.
#[rustfmt::skip]
pub const CRITERIA: [Criterion; 106] = [
    // 1 Images
    kept(1, 1, "axe; app/src/ui/photo.rs, app/src/ui/qr.rs"),
    kept(1, 2, "hidden from them or without words: app/src/ui/icon.rs, app/src/ui/photo.rs"),
    kept(1, 3, "a photo is named after its product: app/src/catalogue/product_page.rs; a square says what it holds: app/src/ui/qr.rs"),
    apart(1, 4, "no picture is a test"),
    apart(1, 5, "no picture is a test"),
    kept(1, 6, "the plan stands beside its list, the walk beside its steps: app/src/towns/plan_page.rs, app/src/orders/walk/mod.rs"),
    kept(1, 7, "the list has every shop of the plan under its number: roaming in server/tests/http/roaming.rs"),
    kept(1, 8, "words are text, those of the plan and of the walk too: app/src/towns/drawn_plan.rs"),
    apart(1, 9, "no picture has a caption"),
    // 2 Frames
    apart(2, 1, "no page has a frame; the one that a town sets on its own site comes with a title"),
    apart(2, 2, "no page has a frame"),
    // 3 Colours
    kept(3, 1, "each state is a word: app/src/ui/tag.rs, app/src/orders/order_page/part.rs; open shops of the plan are in its list"),
    kept(3, 2, "axe, by day and by night; style/tokens.css"),
    kept(3, 3, "fields and the focus have 3:1 or more in both themes: --edge and --focus in style/tokens.css, style/ui/field.css"),
    // 4 Media
    apart(4, 1, "nothing recorded is played"),
    apart(4, 2, "nothing recorded is played"),
    apart(4, 3, "nothing recorded is played"),
    apart(4, 4, "nothing recorded is played"),
    apart(4, 5, "nothing recorded is played"),
    apart(4, 6, "nothing recorded is played"),
    apart(4, 7, "nothing recorded is played"),
    apart(4, 8, "no such media"),
    apart(4, 9, "no such media"),
    kept(4, 10, "the doorbell is short, and ends when somebody looks: app/src/orders/doorbell.rs, end2end/merchant/bell.spec.ts"),
    apart(4, 11, "nothing recorded is played"),
    apart(4, 12, "no such media"),
    apart(4, 13, "no such media"),
    // 5 Tables
    apart(5, 1, "no table is complex"),
    apart(5, 2, "no table is complex"),
    apart(5, 3, "no table lays out a page"),
    kept(5, 4, "a caption or a name: app/src/shops/opening_hours.rs, app/src/visits/mod.rs, app/src/town_hall/adoption.rs"),
    kept(5, 5, "it names the shop or the figures: app/src/shops/opening_hours.rs, app/src/visits/mod.rs"),
    kept(5, 6, "th with its scope: app/src/visits/mod.rs, app/src/town_hall/adoption.rs, app/src/shops/opening_hours.rs"),
    kept(5, 7, "scope, in the same places: app/src/visits/mod.rs"),
    apart(5, 8, "no table lays out a page"),
    // 6 Links
    kept(6, 1, "stories find links by their names alone; what is short says more to who hears it: app/src/orders/basket/line.rs"),
    kept(6, 2, "axe looks for links without a name"),
    // 7 Scripts
    missed(7, 1, Gap::Unheard),
    kept(7, 2, "every page and form works without scripts: each story runs both ways, end2end/playwright.config.ts"),
    kept(7, 3, "buttons, links and fields only; a purchase by the keyboard alone: end2end/shopper/keyboard.spec.ts"),
    missed(7, 4, Gap::Reloads),
    missed(7, 5, Gap::Unheard),
    // 8 What must be there
    kept(8, 1, "app/src/shell.rs, for every page"),
    missed(8, 2, Gap::Unvalidated),
    kept(8, 3, "app/src/shell.rs; axe"),
    kept(8, 4, "of the words that are read: server/tests/http/languages.rs"),
    kept(8, 5, "axe looks for the title of each page"),
    kept(8, 6, "it begins with what the page is about: app/src/catalogue/product_page.rs, app/src/law/mod.rs"),
    missed(8, 7, Gap::Words),
    kept(8, 8, "the names of languages have their own: app/src/areas/language.rs, app/src/duties/answers.rs"),
    kept(8, 9, "presentation is in style/; no inline style passes the policy: server/tests/http/walls.rs"),
    apart(8, 10, "both languages are read from left to right"),
    // 9 Structure
    kept(9, 1, "one of the first order on each page, the others below it: end2end/anonymous/law.spec.ts"),
    kept(9, 2, "header, nav, main, footer: app/src/areas/market.rs, app/src/areas/counter.rs, app/src/areas/town_hall.rs"),
    kept(9, 3, "ul, ol and dl; axe"),
    apart(9, 4, "nobody is quoted"),
    // 10 Presentation
    kept(10, 1, "style/main.css and style/market.css alone; no inline style passes the policy: server/tests/http/walls.rs"),
    kept(10, 2, "no style writes words: the signs of what folds out only repeat its state, style/orders/basket.css"),
    kept(10, 3, "the HTML is in the order in which it is read: app/src/areas/market.rs"),
    kept(10, 4, "sizes are in rem; at 320 pixels nothing goes sideways: end2end/shopper/keyboard.spec.ts"),
    kept(10, 5, "each ground has its ink beside it, from style/tokens.css; axe"),
    kept(10, 6, "links in a text are underlined: style/base.css"),
    kept(10, 7, "a ring of three pixels: style/base.css, end2end/shopper/keyboard.spec.ts"),
    kept(10, 8, "what is hidden is hidden from all, but for words that are only heard: style/utilities.css"),
    kept(10, 9, "each state and each place has its word: app/src/orders/order_page/part.rs"),
    kept(10, 10, "in the text itself: app/src/orders/order_page/part.rs, app/src/ui/tag.rs"),
    missed(10, 11, Gap::Narrow),
    missed(10, 12, Gap::Spacing),
    kept(10, 13, "what is offered while one types closes by Escape: app/src/search/offers_list.rs, end2end/shopper/search.spec.ts"),
    apart(10, 14, "no style alone shows more"),
    // 11 Forms
    kept(11, 1, "axe looks for the label of each field"),
    kept(11, 2, "stories find fields by their labels alone: end2end/shopper/basket.spec.ts"),
    kept(11, 3, "one text for one thing: locales/fr.json"),
    kept(11, 4, "the label stands above its field or beside its box: style/ui/field.css"),
    kept(11, 5, "fieldset: app/src/orders/basket/form.rs, app/src/tour/door.rs, app/src/duties/fields.rs"),
    kept(11, 6, "legend, in the same places: app/src/orders/basket/form.rs"),
    kept(11, 7, "it asks what its fields answer: app/src/orders/basket/form.rs, app/src/stand_ins/consent_form.rs"),
    kept(11, 8, "moments are in the order of time and say their day: app/src/orders/basket/bag.rs"),
    kept(11, 9, "it says what it does, and to what: app/src/orders/basket/line.rs, app/src/orders/basket/law.rs"),
    missed(11, 10, Gap::Required),
    kept(11, 11, "an example beside what is wrong: app/src/speech/errors.rs, end2end/shopper/basket.spec.ts"),
    kept(11, 12, "all is read again before it is sent, and can be taken back: app/src/orders/order_page/cancel.rs, end2end/shopper/withdrawal.spec.ts"),
    kept(11, 13, "autocomplete where somebody writes of themselves: app/src/orders/basket/form.rs, app/src/shops/trader_page.rs"),
    // 12 Ways
    kept(12, 1, "links by aisle and shop, and a search: app/src/towns.rs, app/src/search/page.rs; tabs at the counter"),
    kept(12, 2, "one frame for each place: app/src/areas/market.rs, app/src/areas/counter.rs, app/src/areas/town_hall.rs"),
    apart(12, 3, "no page is a plan of the site: there are two other ways"),
    apart(12, 4, "no page is a plan of the site"),
    kept(12, 5, "a link at the foot of each page of a town: app/src/areas/market.rs"),
    kept(12, 6, "landmarks and a link past the header: app/src/areas/mod.rs"),
    kept(12, 7, "the first stop of the tab key: app/src/areas/mod.rs"),
    kept(12, 8, "the order of the HTML: end2end/shopper/keyboard.spec.ts"),
    kept(12, 9, "a purchase goes from stop to stop: end2end/shopper/keyboard.spec.ts"),
    missed(12, 10, Gap::Keys),
    kept(12, 11, "arrows reach what is offered while one types: app/src/search/offers_list.rs, end2end/shopper/search.spec.ts"),
    // 13 Looking
    missed(13, 1, Gap::Reloads),
    kept(13, 2, "no link opens a window: app/src/routes.rs holds every address, and no view names a target"),
    kept(13, 3, "papers have their structure, and say what pages say: printing/src/page.rs, app/src/printing/posters_page.rs"),
    kept(13, 4, "they are made of the same data: app/src/printing/desk.rs"),
    apart(13, 5, "nothing is drawn with signs"),
    apart(13, 6, "nothing is drawn with signs"),
    kept(13, 7, "the shutter blinks once: style/capture/capture.css"),
    kept(13, 8, "the bell swings for less than five seconds, and not at all for who asks for rest: style/orders/doorbell.css"),
    kept(13, 9, "neither the pages nor public/manifest.webmanifest hold an orientation"),
    kept(13, 10, "no gesture is needed: buttons only, end2end/merchant/thumbs.spec.ts"),
    kept(13, 11, "what is done is done by a click or a form, when the finger leaves: app/src/orders/inbox/mod.rs"),
    apart(13, 12, "nothing asks for a movement of the device"),
];
