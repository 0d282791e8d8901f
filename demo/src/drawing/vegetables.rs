//! Vegetables by the kilo.

use super::colour::{CREAM, Rgb};
use super::kitchen_garden::heap;
use super::shape::{Point, blob, drum, oval, rect};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif("pumpkin", View::Side, [0xe0_802c, 0x6f_7f3c, 0xb8_5a1c], pumpkin),
    motif(
        "potatoes",
        View::Side,
        [0xcf_a568, 0xa8_8350, 0xb9_8a5c],
        potatoes,
    ),
    motif("onions", View::Side, [0xc8_8038, 0x9a_3f5a, 0xe6_cf98], onions),
    motif(
        "mushrooms",
        View::Side,
        [0xb0_7a4c, 0xf3_e8d4, 0x8a_5a38],
        mushrooms,
    ),
    motif("herbs", View::Above, [0x5d_9048, 0x8f_b05c, 0xc9_a86c], herbs),
];

fn pumpkin(s: &mut Sheet, t: Tones) {
    s.shadow(300., 490., 250.);
    for (x, half, tone) in [
        (150., 84., 14),
        (450., 84., 24),
        (200., 92., 4),
        (400., 92., 14),
        (250., 92., 0),
        (350., 92., 6),
        (300., 84., 0),
    ] {
        let rib = [
            (x - half * 0.5, 210.),
            (x + half * 0.5, 210.),
            (x + half, 344.),
            (x + half * 0.5, 478.),
            (x - half * 0.5, 478.),
            (x - half, 344.),
        ];
        s.moulded(&blob(&rib), t.main.shade(tone), 0.9);
    }
    s.line(
        "M300 240Q282 340 300 470M246 236Q206 350 246 470M354 236Q394 350 354 470",
        t.third,
        5.,
    );
    s.solid(
        "M262 222Q284 200 280 130L326 116Q316 190 340 222Q300 244 262 222Z",
        t.accent,
    );
    s.line(
        "M336 206Q400 190 410 150Q424 120 446 140Q450 164 428 160",
        t.accent.light(),
        8.,
    );
    s.leaf((270., 214.), (120., 84.), -70., t.accent.tint(10));
}

fn potatoes(s: &mut Sheet, t: Tones) {
    s.shadow(300., 492., 260.);
    let places = [
        (300., 280., 8., 0.96),
        (186., 330., -24., 0.9),
        (420., 336., 20., 0.94),
        (170., 430., 6., 0.98),
        (428., 436., -8., 1.),
        (300., 426., 4., 1.02),
    ];
    heap(s, &places, |s, index| {
        let skin = if index % 3 == 1 { t.third } else { t.main };
        let body = [
            (-100., 6.),
            (-72., -54.),
            (0., -64.),
            (78., -50.),
            (104., 8.),
            (70., 58.),
            (-10., 62.),
            (-80., 52.),
        ];
        s.moulded(&blob(&body), skin, 1.3);
        let eye = |x: f32, y: f32| format!("M{x} {y}q8 7 18 1");
        s.line(
            &[
                eye(-50., -14.),
                eye(0., 14.),
                eye(38., -22.),
                eye(-30., 32.),
                eye(54., 18.),
            ]
            .concat(),
            t.accent,
            5.,
        );
        s.veil(&oval(-40., -36., 24., 8.), CREAM, 0.4);
    });
}

fn onions(s: &mut Sheet, t: Tones) {
    s.shadow(300., 490., 250.);
    heap(
        s,
        &[
            (300., 290., 0., 0.9),
            (182., 400., -12., 1.),
            (420., 402., 10., 1.),
        ],
        |s, index| {
            let skin = if index == 0 { t.accent } else { t.main };
            let body = blob(&[
                (0., -140.),
                (14., -110.),
                (60., -78.),
                (110., 0.),
                (74., 74.),
                (0., 90.),
                (-74., 74.),
                (-110., 0.),
                (-60., -78.),
                (-14., -110.),
            ]);
            s.moulded(&body, skin, 1.4);
            s.clip(&body, |s| {
                s.line(
                    "M0 -140Q-100 -30 -30 90M0 -140Q-34 -20 0 90M0 -140Q100 -30 40 90",
                    skin.dark(),
                    4.,
                );
                s.line("M-4 -120Q-130 -20 -66 70", skin.light(), 7.);
            });
            s.line(
                "M0 -130Q-4 -160 -16 -172M2 -130Q6 -160 14 -170",
                t.third.shade(20),
                7.,
            );
            s.line("M-8 90l-12 16M0 92v18M8 90l12 16", t.third.shade(20), 4.);
        },
    );
}

fn mushrooms(s: &mut Sheet, t: Tones) {
    s.shadow(300., 492., 240.);
    heap(
        s,
        &[
            (196., 300., -6., 1.1),
            (414., 360., 10., 0.86),
            (300., 408., 2., 0.66),
        ],
        |s, _| {
            s.moulded(&drum(0., 10., 160., (38., 52.), 16.), t.accent, 0.9);
            s.fill(
                "M-120 12Q0 64 120 12Q60 -10 0 -8Q-60 -10 -120 12Z",
                t.accent.shade(18),
            );
            s.line(
                "M-80 20L-30 4M-40 32L-14 6M0 36V6M40 32L14 6M80 20L30 4",
                t.third,
                4.,
            );
            s.moulded(
                "M-134 16C-150 -70 -70 -130 0 -130C70 -130 150 -70 134 16Q70 -10 0 -8Q-70 -10 -134 16Z",
                t.main,
                1.5,
            );
            s.turned((-60., -70.), -34., |s| {
                s.veil(&oval(0., 0., 32., 11.), CREAM, 0.5);
            });
        },
    );
}

fn herbs(s: &mut Sheet, t: Tones) {
    let sprig = |s: &mut Sheet, base: Point, angle: f32, tone: Rgb| {
        s.turned(base, angle, |s| {
            s.line("M0 140V-210", tone.dark(), 7.);
            for step in 0..6u8 {
                let y = -10. - f32::from(step) * 36.;
                let length = 84. - f32::from(step) * 7.;
                s.leaf((0., y), (length, 38.), -58., tone);
                s.leaf((0., y - 12.), (length, 38.), 58., tone);
            }
            s.leaf((0., -200.), (62., 34.), 0., tone);
        });
    };
    for (angle, tone) in [
        (-34., t.accent),
        (34., t.accent),
        (-17., t.main),
        (18., t.main),
        (0., t.main.tint(14)),
    ] {
        sprig(s, (300. + angle * 1.2, 350.), angle, tone);
    }
    s.moulded(&rect(232., 396., 136., 44., 14.), t.third, 0.6);
    s.dashes("M232 418H368", t.third.dark(), 36., (4., 12.));
    s.bow((300., 418.), 52., t.third);
}
