//! Books, paper, maps.

use super::colour::{CREAM, INK, LEAF, Rgb, STEEL};
use super::shape::{oval, rect};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif("book", View::Side, [0x8d_2f3a, 0xe6_c377, 0xf6_ecd6], book),
    motif(
        "picture_book",
        View::Side,
        [0x8f_c1cf, 0xe0_913c, 0x6d_9a58],
        picture_book,
    ),
    motif(
        "notebook",
        View::Above,
        [0x2f_5d62, 0xe0_7a5f, 0xf6_ecd6],
        notebook,
    ),
    motif("map", View::Above, [0xe6_e0bd, 0x7f_b0bd, 0xc9_4438], map),
];

/// An upright book, slightly turned, with its pages on the right.
fn volume(s: &mut Sheet, [left, top, wide, high]: [f32; 4], cover: Rgb) {
    let (right, foot) = (left + wide, top + high);
    s.fill(
        &format!(
            "M{right} {}L{} {}V{}L{right} {foot}Z",
            top + 6.,
            right + 40.,
            top - 12.,
            foot - 26.
        ),
        cover.dark(),
    );
    s.fill(
        &format!(
            "M{right} {}L{} {}V{}L{right} {}Z",
            top + 12.,
            right + 34.,
            top - 4.,
            foot - 30.,
            foot - 10.
        ),
        CREAM,
    );
    for step in 1..4u8 {
        let shift = f32::from(step) * 9.;
        let (upper, end) = (top + 12. - shift * 0.45, foot - 10. - shift * 0.55);
        s.line(&format!("M{} {upper}V{end}", right + shift), CREAM.shade(14), 2.);
    }
    s.fill(
        &format!(
            "M{left} {top}L{} {}H{}L{right} {top}Z",
            left + 46.,
            top - 18.,
            right + 40.
        ),
        cover.light(),
    );
    s.moulded(&rect(left, top, wide, high, 5.), cover, 0.5);
    s.bar([left, top, 26., high], 5., cover.dark());
    s.bar([left + 24., top, 5., high], 2., cover.light());
}

fn book(s: &mut Sheet, t: Tones) {
    s.shadow(310., 500., 190.);
    volume(s, [170., 120., 236., 380.], t.main);
    s.line(&rect(212., 142., 176., 336., 6.), t.accent, 4.);
    s.bar([232., 178., 136., 18.], 6., t.third);
    s.bar([252., 208., 96., 12.], 5., t.third.shade(10));
    s.oval(300., 318., 64., 64., t.accent);
    s.oval(300., 318., 54., 54., t.main.shade(10));
    s.sprig((300., 358.), 82., t.accent.against(t.main));
    s.bar([266., 432., 68., 10.], 4., t.accent);
}

fn picture_book(s: &mut Sheet, t: Tones) {
    s.shadow(300., 500., 230.);
    let cover = [116., 186., 330., 308.];
    volume(s, cover, t.main);
    s.clip(&rect(145., 186., 301., 308., 5.), |s| {
        s.ball(368., 258., 36., 36., Rgb(0xf4, 0xd0, 0x5c));
        s.veil(&oval(220., 240., 46., 14.), CREAM, 0.9);
        s.veil(&oval(250., 230., 30., 16.), CREAM, 0.9);
        s.fill("M100 420Q220 330 330 400T480 380V520H100Z", t.third.light());
        s.fill("M100 460Q260 400 470 450V520H100Z", t.third);
        // A fox on the hill.
        s.solid(
            "M318 430Q372 372 402 440Q396 480 342 476Q300 470 318 430Z",
            t.accent,
        );
        s.fill("M226 470Q214 380 270 368Q330 372 338 470Z", t.accent);
        s.fill("M262 470Q258 420 282 408Q304 420 302 470Z", CREAM);
        s.fill(
            "M214 330L228 276L256 306H300L328 276L342 330Q322 384 278 392Q232 384 214 330Z",
            t.accent,
        );
        s.fill(
            "M214 332Q250 340 278 390Q306 340 342 332Q324 386 278 394Q232 386 214 332Z",
            CREAM,
        );
        s.oval(256., 334., 7., 8., INK);
        s.oval(300., 334., 7., 8., INK);
        s.oval(278., 386., 10., 8., INK);
    });
}

fn notebook(s: &mut Sheet, t: Tones) {
    s.turned((290., 300.), -10., |s| {
        s.bar([-146., -196., 306., 406.], 16., t.third.shade(16));
        s.bar([-146., -200., 300., 404.], 16., t.third);
        s.moulded(&rect(-160., -206., 300., 404., 18.), t.main, 0.6);
        s.bar([-160., -206., 46., 404.], 18., t.main.dark());
        s.bar([78., -206., 18., 404.], 2., t.accent);
        s.bar([88., -206., 8., 404.], 2., t.accent.dark());
        s.bar([-80., -130., 130., 84.], 8., t.third);
        s.bar([-60., -108., 90., 10.], 4., t.accent);
        s.bar([-60., -84., 60., 8.], 4., t.main.light());
        s.fill("M-20 198V246L-8 232L4 246V198Z", t.accent);
    });
    s.turned((470., 330.), 18., |s| {
        s.bar([-15., -170., 30., 300.], 3., Rgb(0xe2, 0xb5, 0x44));
        s.bar([5., -170., 10., 300.], 2., Rgb(0xe2, 0xb5, 0x44).dark());
        s.fill("M-15 130L0 176L15 130Z", Rgb(0xec, 0xcf, 0xa0));
        s.fill("M-5 160L0 176L5 160Z", INK);
        s.bar([-15., -186., 30., 22.], 3., STEEL);
        s.bar([-15., -210., 30., 28.], 9., Rgb(0xd8, 0x7c, 0x82));
    });
}

fn map(s: &mut Sheet, t: Tones) {
    s.turned((300., 300.), -6., |s| {
        let sheet = "M-236 -160L-118 -190L0 -160L118 -190L236 -160V170L118 140L0 170L-118 140L-236 170Z";
        s.fill(sheet, t.main);
        s.clip(sheet, |s| {
            s.fill("M-240 -60Q-150 -100 -100 -40T40 10T240 -30V40Q120 20 50 70T-110 30T-240 10Z", t.accent);
            for (x, y, size) in [(-170., 110., 60.), (150., -110., 66.), (60., 130., 44.), (-60., -130., 40.)] {
                s.oval(x, y, size, size * 0.7, LEAF.tint(42));
            }
            s.line("M-240 60L-120 90L-20 60L60 -80L240 -90M-150 -190L-60 -60L-20 60L30 190M110 -190L60 -80L150 170", CREAM, 11.);
            s.dashes("M-190 80L-120 90L-20 60L60 -80L110 -86", t.third, 6., (13., 9.));
            for (x, y) in [(-84., -30.), (-40., 100.), (-4., 96.), (96., -50.), (120., -30.), (-70., 84.), (90., -116.), (14., -10.)] {
                s.bar([x, y, 22., 16.], 2., t.third.tint(40));
            }
            s.veil("M-118 -200V200H0V-200Z", INK, 0.1);
            s.veil("M118 -200V200H240V-200Z", INK, 0.1);
        });
        s.solid("M110 -84C60 -150 76 -196 110 -198C144 -196 160 -150 110 -84Z", t.third);
        s.oval(110., -158., 14., 14., CREAM);
    });
}
