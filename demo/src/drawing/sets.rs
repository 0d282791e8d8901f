//! Games in several pieces, and baskets of good things.

use super::colour::{CREAM, INK, LEAF, Rgb, WOOD};
use super::shape::{lathe, rect};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif("puzzle", View::Above, [0x3f_86a0, 0xe6_b94a, 0xd0_574a], puzzle),
    motif(
        "dominoes",
        View::Above,
        [0xf6_ecd6, 0x2f_2b33, 0xb8_323a],
        dominoes,
    ),
    motif("blocks", View::Side, [0xd0_4a3e, 0x35_7f9a, 0xe6_b94a], blocks),
    motif(
        "gift_basket",
        View::Side,
        [0xb9_8450, 0xb8_323a, 0x5d_864a],
        gift_basket,
    ),
];

fn puzzle(s: &mut Sheet, t: Tones) {
    let piece = |s: &mut Sheet, at, angle: f32, tone: Rgb| {
        s.turned(at, angle, |s| {
            s.moulded("M-90 -90H-30C-10 -92 -38 -140 0 -140C38 -140 10 -92 30 -90H90V-30C92 -10 140 -38 140 0C140 38 92 10 90 30V90H30C10 88 36 46 0 46C-36 46 -10 88 -30 90H-90V30C-88 10 -46 36 -46 0C-46 -36 -88 -10 -90 -30Z", tone, 0.5);
        });
    };
    piece(s, (196., 228.), 0., t.main);
    piece(s, (384., 222.), 6., t.accent);
    piece(s, (190., 420.), 0., t.third);
    piece(s, (402., 430.), 22., LEAF.light());
}

fn dominoes(s: &mut Sheet, t: Tones) {
    let spots = |s: &mut Sheet, y: f32, count: u8| {
        let places: &[(f32, f32)] = match count {
            1 => &[(0., 0.)],
            2 => &[(-24., -24.), (24., 24.)],
            3 => &[(-26., -26.), (0., 0.), (26., 26.)],
            4 => &[(-26., -26.), (26., -26.), (-26., 26.), (26., 26.)],
            5 => &[(-26., -26.), (26., -26.), (0., 0.), (-26., 26.), (26., 26.)],
            _ => &[
                (-26., -28.),
                (26., -28.),
                (-26., 0.),
                (26., 0.),
                (-26., 28.),
                (26., 28.),
            ],
        };
        for (dx, dy) in places {
            s.oval(*dx, y + dy, 11., 11., t.accent);
        }
    };
    for (at, angle, upper, lower) in [
        ((164., 236.), -12., 5, 3),
        ((316., 230.), 10., 6, 2),
        ((452., 330.), 34., 1, 4),
        ((268., 452.), 82., 4, 6),
    ] {
        s.turned(at, angle, |s| {
            s.bar([-58., -108., 122., 226.], 18., t.main.shade(26));
            s.moulded(&rect(-60., -112., 120., 222., 18.), t.main, 0.5);
            s.line("M-42 0H42", t.third, 6.);
            spots(s, -56., upper);
            spots(s, 56., lower);
        });
    }
}

fn blocks(s: &mut Sheet, t: Tones) {
    s.shadow(300., 492., 250.);
    for (x, y, tone, figure) in [
        (110., 330., t.main, 0u8),
        (304., 330., t.accent, 1),
        (206., 166., t.third, 2),
    ] {
        s.fill(
            &format!("M{x} {y}L{} {}H{}L{} {y}Z", x + 30., y - 24., x + 192., x + 162.),
            tone.light(),
        );
        s.fill(&format!("M{} {y}l30 -24v162l-30 24Z", x + 162.), tone.dark());
        s.bar([x, y, 162., 162.], 5., tone);
        s.bar([x + 15., y + 15., 132., 132.], 6., CREAM);
        let (cx, cy) = (x + 81., y + 81.);
        match figure {
            0 => super::cellar::apple(s, (cx, cy + 6.), 46., tone),
            1 => {
                s.fill(&format!("M{} {}h96l-16 30h-64Z", cx - 48., cy + 14.), tone);
                s.fill(&format!("M{} {}v-62l46 62Z", cx + 2., cy + 8.), tone.light());
                s.fill(&format!("M{} {}v-50l-36 50Z", cx - 4., cy + 8.), tone.dark());
            }
            _ => s.flower((cx, cy), 52., 8, (tone, t.main)),
        }
    }
}

fn gift_basket(s: &mut Sheet, t: Tones) {
    s.shadow(300., 500., 240.);
    s.line("M112 340C120 40 480 40 488 340", t.main.dark(), 24.);
    s.line("M112 340C120 40 480 40 488 340", t.main.light(), 9.);
    // A bottle, a loaf, a jar and fruit look over the rim.
    let bottle = lathe(220., &[(16., 110.), (18., 190.), (46., 240.), (48., 400.)], 4.);
    s.solid(&bottle, Rgb(0x35, 0x55, 0x3c));
    s.solid(&rect(202., 98., 36., 62., 5.), t.accent);
    s.bar([174., 278., 92., 80.], 4., CREAM);
    s.turned((430., 330.), 24., |s| {
        s.moulded(
            "M-38 60V-140Q-30 -196 6 -196Q44 -190 46 -140V60Z",
            Rgb(0xcf, 0x8c, 0x3f),
            1.,
        );
        for y in [-150., -96., -42.] {
            s.turned((4., y), -30., |s| {
                s.fill("M-34 4Q0 -26 38 -4Q0 20 -34 4Z", Rgb(0xf3, 0xd9, 0xa4));
            });
        }
    });
    s.solid(&rect(280., 236., 96., 140., 14.), Rgb(0xe3, 0x9a, 0x22));
    s.solid(&rect(274., 206., 108., 40., 8.), t.third);
    s.bar([292., 272., 72., 60.], 4., CREAM);
    for (x, y) in [(166., 350.), (402., 352.), (272., 362.)] {
        super::cellar::apple(s, (x, y), 42., t.accent.tint(8));
    }
    s.leaf((330., 380.), (96., 44.), -20., t.third);
    s.leaf((340., 380.), (90., 44.), 34., t.third);
    let body = "M82 364H518L470 488Q300 512 130 488Z";
    s.solid(body, t.main);
    s.clip(body, |s| {
        for row in 0..5u8 {
            for column in 0..16u8 {
                let x = 60. + f32::from(column) * 32. + f32::from(row % 2) * 16.;
                let y = 384. + f32::from(row) * 26.;
                s.veil(&rect(x, y, 26., 17., 7.), WOOD.tint(45), 0.55);
            }
        }
        s.veil("M420 360H530V520H400Z", INK, 0.14);
    });
    s.solid(&rect(68., 350., 464., 32., 15.), t.main.tint(14));
    s.bow((300., 392.), 76., t.accent);
}
