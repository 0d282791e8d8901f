//! Toys with a face, wheels or wings.

use super::colour::{CREAM, INK, Rgb, WOOD};
use super::shape::{around, blob, lathe, oval, rect};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif(
        "wooden_train",
        View::Side,
        [0xc9_4438, 0x35_6f8c, 0xe6_b94a],
        wooden_train,
    ),
    motif("teddy", View::Side, [0xb8_8250, 0xe8_cfa4, 0xc9_4438], teddy),
    motif(
        "spinning_top",
        View::Side,
        [0xd0_4a3e, 0xf0_c04e, 0x35_7f86],
        spinning_top,
    ),
    motif("kite", View::Above, [0xd9_5145, 0xf0_c04e, 0x35_7f9a], kite),
    motif("doll", View::Side, [0x6f_8fb0, 0xc9_6a3c, 0xd0_4a5c], doll),
];

fn wheel(s: &mut Sheet, x: f32, radius: f32, tone: Rgb) {
    let y = 496. - radius;
    s.ball(x, y, radius, radius, tone);
    s.oval(x, y, radius * 0.62, radius * 0.62, tone.dark());
    s.oval(x, y, radius * 0.24, radius * 0.24, WOOD.light());
}

fn wooden_train(s: &mut Sheet, t: Tones) {
    s.shadow(300., 494., 270.);
    s.solid(&rect(70., 408., 450., 40., 12.), WOOD);
    s.solid(&rect(84., 210., 166., 200., 8.), t.accent);
    s.solid(&rect(66., 180., 202., 40., 14.), t.main);
    s.bar([116., 246., 98., 76.], 10., CREAM.shade(8));
    s.bar([116., 246., 98., 76.], 10., Rgb(0xbf, 0xdb, 0xe0));
    s.bar([160., 246., 10., 76.], 2., t.accent.dark());
    s.solid(&rect(246., 284., 240., 126., 40.), t.main);
    s.bar([300., 284., 18., 126.], 2., t.third);
    s.bar([396., 284., 18., 126.], 2., t.third);
    s.solid(
        &lathe(430., &[(44., 176.), (40., 190.), (26., 214.), (24., 288.)], 4.),
        t.third,
    );
    s.solid(
        &lathe(330., &[(2., 236.), (24., 246.), (34., 276.), (34., 288.)], 2.),
        t.third,
    );
    s.fill("M508 408L556 452H500Z", t.third);
    wheel(s, 160., 64., t.third);
    wheel(s, 340., 46., t.accent);
    wheel(s, 450., 46., t.accent);
    for (x, y, size) in [(446., 130., 28.), (478., 92., 36.), (430., 66., 24.)] {
        s.veil(&oval(x, y, size, size * 0.9), CREAM, 0.75);
    }
}

fn teddy(s: &mut Sheet, t: Tones) {
    s.shadow(300., 498., 200.);
    for side in [-1., 1.] {
        s.ball(300. + side * 98., 130., 48., 46., t.main);
        s.oval(300. + side * 98., 134., 27., 25., t.accent);
        s.turned((300. + side * 122., 360.), side * -34., |s| {
            s.ball(0., 0., 42., 84., t.main);
        });
    }
    s.ball(300., 392., 122., 112., t.main);
    s.oval(300., 408., 74., 76., t.accent);
    for side in [-1., 1.] {
        s.ball(300. + side * 108., 460., 62., 48., t.main);
        s.oval(300. + side * 112., 462., 36., 30., t.accent);
    }
    s.ball(300., 206., 126., 108., t.main);
    s.oval(300., 246., 62., 46., t.accent);
    s.oval(300., 222., 21., 15., INK);
    s.line(
        "M300 236V254M300 254Q282 270 268 258M300 254Q318 270 332 258",
        INK,
        5.,
    );
    for side in [-1., 1.] {
        s.oval(300. + side * 52., 188., 12., 14., INK);
        s.oval(297. + side * 52., 184., 4., 4., CREAM);
    }
    s.bow((300., 316.), 56., t.third);
}

fn spinning_top(s: &mut Sheet, t: Tones) {
    s.shadow(300., 504., 150.);
    s.turned((300., 500.), 9., |s| {
        s.solid(
            &lathe(0., &[(16., -440.), (18., -424.), (10., -396.), (12., -300.)], 2.),
            WOOD,
        );
        s.ball(0., -436., 26., 22., WOOD);
        let body = lathe(
            0.,
            &[
                (14., -330.),
                (60., -318.),
                (150., -272.),
                (182., -222.),
                (150., -160.),
                (60., -60.),
                (10., -4.),
            ],
            6.,
        );
        s.solid(&body, t.main);
        s.clip(&body, |s| {
            s.fill("M-220 -262Q0 -190 220 -262V-206Q0 -124 -220 -206Z", t.accent);
            s.line("M-220 -190Q0 -106 220 -190", t.third, 20.);
            s.line("M-120 -308Q0 -276 120 -308", t.third, 15.);
            s.veil("M60 -340H240V0H20Q140 -180 60 -340Z", t.main.shade(80), 0.2);
        });
        s.turned((-104., -256.), -30., |s| {
            s.veil(&oval(0., 0., 34., 10.), CREAM, 0.6);
        });
    });
}

fn kite(s: &mut Sheet, t: Tones) {
    s.turned((320., 250.), 24., |s| {
        s.line("M0 210Q-60 260 0 290T0 350", t.third.dark(), 5.);
        s.fill("M0 -210L-144 -40L0 -40Z", t.main);
        s.fill("M0 -210L144 -40L0 -40Z", t.accent);
        s.fill("M-144 -40L0 210V-40Z", t.third);
        s.fill("M144 -40L0 210V-40Z", t.main.shade(12));
        s.line("M0 -210V210M-144 -40H144", WOOD.light(), 7.);
        s.oval(0., -40., 30., 30., CREAM);
        s.face((0., -46.), 14.);
        for (x, y, tone) in [(-22., 248., t.main), (-2., 296., t.accent), (2., 344., t.main)] {
            s.turned((x, y), 30., |s| s.fill("M0 0L-30 -16V16ZM0 0L30 -16V16Z", tone));
        }
    });
}

fn doll(s: &mut Sheet, t: Tones) {
    s.shadow(300., 504., 150.);
    // A pale second colour is her skin, and her hair is the third.
    let (skin, hair) = if t.accent.pale() {
        (t.accent, t.third)
    } else {
        (Rgb(0xf0, 0xc8, 0xa2), t.accent)
    };
    for side in [-1., 1.] {
        s.bar([300. + side * 42. - 20., 420., 40., 64.], 10., CREAM);
        s.ball(300. + side * 48., 486., 36., 22., t.third);
        s.turned((300. + side * 96., 316.), side * -38., |s| {
            s.solid(&rect(-19., -60., 38., 130., 18.), t.main.light());
            s.ball(0., 72., 22., 22., skin);
        });
        s.ball(300. + side * 116., 214., 36., 54., hair);
    }
    s.solid("M250 262H350L428 438Q300 470 172 438Z", t.main);
    s.line("M178 424Q300 456 422 424", CREAM, 9.);
    let dots = [
        (260., 340.),
        (310., 320.),
        (350., 360.),
        (290., 390.),
        (230., 400.),
        (380., 410.),
        (340., 420.),
    ];
    s.specks(&dots, 9., CREAM);
    s.fill(
        &blob(&[
            (252., 270.),
            (300., 262.),
            (348., 270.),
            (330., 300.),
            (300., 288.),
            (270., 300.),
        ]),
        CREAM,
    );
    s.ball(300., 172., 112., 104., hair);
    s.ball(300., 186., 94., 86., skin);
    s.fill(
        "M204 182Q206 92 300 86Q394 92 396 182Q360 168 340 124Q290 168 204 182Z",
        hair,
    );
    for side in [-1., 1.] {
        s.oval(300. + side * 54., 214., 17., 12., Rgb(0xe8, 0x9c, 0x94));
        let (x, y) = around((300., 120.), 112., if side < 0. { 0.44 } else { 0.06 });
        s.placed((x, y + 20.), side * 40., 0.34, |s| {
            s.bow((0., 0.), 110., if hair == t.third { t.main } else { t.third });
        });
    }
    s.face((300., 190.), 34.);
}
