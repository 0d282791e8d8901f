//! Fruit, vegetables, eggs.

use super::cellar::apple;
use super::colour::{CREAM, Rgb};
use super::shape::{blob, oval, rect, scallop};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif("carrots", View::Above, [0xe5_7f2c, 0x5f_9148, 0xb8_5a1c], carrots),
    motif("apples", View::Side, [0xc9_3a36, 0xd9_b540, 0x5d_864a], apples),
    motif("pears", View::Side, [0xb9_b84a, 0xd9_9a4a, 0x5d_864a], pears),
    motif("leeks", View::Above, [0x5f_8f4c, 0xf3_efdc, 0xc9_a86c], leeks),
    motif("lettuce", View::Side, [0x7f_ad4c, 0xcf_dd8c, 0x4f_8040], lettuce),
    motif("eggs", View::Side, [0xd9_a87c, 0xf3_e4d0, 0xb0_aca4], eggs),
    motif(
        "tomatoes",
        View::Side,
        [0xd0_3f30, 0x4f_8040, 0xe8_7a3a],
        tomatoes,
    ),
];

/// The same thing in a heap: where, how it leans, how large.
pub fn heap(s: &mut Sheet, places: &[(f32, f32, f32, f32)], one: impl Fn(&mut Sheet, usize)) {
    for (index, (x, y, angle, scale)) in places.iter().enumerate() {
        s.placed((*x, *y), *angle, *scale, |s| one(s, index));
    }
}

fn carrots(s: &mut Sheet, t: Tones) {
    let places = [
        (200., 250., 22., 0.94),
        (420., 250., -20., 0.94),
        (310., 262., 2., 1.08),
    ];
    heap(s, &places, |s, _| {
        for (angle, length) in [(-34., 130.), (34., 130.), (-14., 165.), (16., 160.)] {
            s.leaf((0., -76.), (length, 52.), angle, t.accent);
        }
        let root = "M-54 -60Q-50 -92 0 -92Q50 -92 54 -60Q52 60 6 250Q0 262 -6 250Q-52 60 -54 -60Z";
        s.moulded(root, t.main, 1.1);
        s.line(
            "M-44 -30h34M16 10h24M-34 50h26M4 100h18M-18 150h14M-26 -66h20",
            t.third,
            5.,
        );
    });
}

fn apples(s: &mut Sheet, t: Tones) {
    s.shadow(300., 490., 250.);
    apple(s, (310., 260.), 96., t.accent);
    apple(s, (186., 402.), 104., t.main);
    apple(s, (414., 404.), 104., t.main);
}

fn pears(s: &mut Sheet, t: Tones) {
    s.shadow(300., 494., 220.);
    heap(s, &[(206., 376., -8., 1.), (394., 384., 10., 0.94)], |s, _| {
        let body = [
            (0., -190.),
            (40., -160.),
            (52., -90.),
            (104., 0.),
            (96., 84.),
            (0., 122.),
            (-96., 84.),
            (-104., 0.),
            (-52., -90.),
            (-40., -160.),
        ];
        let outline = blob(&body);
        s.moulded(&outline, t.main, 1.5);
        s.clip(&outline, |s| {
            for reach in [1., 0.8, 0.6] {
                s.veil(&oval(74., 40., 84. * reach, 110. * reach), t.accent, 0.22);
            }
        });
        s.turned((-46., 6.), 14., |s| s.veil(&oval(0., 0., 13., 36.), CREAM, 0.6));
        s.specks(
            &[
                (10., 60.),
                (-20., 80.),
                (30., 20.),
                (-10., -60.),
                (60., 70.),
                (0., 0.),
            ],
            3.,
            t.accent.dark(),
        );
        s.line("M0 -184Q0 -220 18 -240", Rgb(0x6b, 0x45, 0x2b), 11.);
        s.leaf((6., -200.), (90., 44.), 70., t.third);
    });
}

fn leeks(s: &mut Sheet, t: Tones) {
    heap(
        s,
        &[
            (210., 300., -14., 1.),
            (390., 300., 12., 1.),
            (300., 306., 0., 1.06),
        ],
        |s, _| {
            for (angle, length) in [(-22., 250.), (24., 240.), (-8., 280.), (10., 270.)] {
                s.leaf((0., 20.), (length, 70.), angle, t.main);
            }
            s.moulded(
                "M-34 0L-38 -70L0 -20L38 -70L34 0V170Q0 196 -34 170Z",
                t.accent,
                0.8,
            );
            s.fill("M-36 -40L0 20L36 -40L35 60Q0 30 -35 60Z", t.main.tint(38));
            s.line("M-12 60V160M12 60V160", t.accent.shade(12), 4.);
            s.line(
                "M-18 184L-30 222M-6 188L-8 230M6 188L12 228M18 184L34 218",
                t.third,
                5.,
            );
        },
    );
    s.moulded(&rect(160., 350., 280., 30., 10.), t.third, 0.4);
    s.dashes("M160 365H440", t.third.dark(), 22., (4., 14.));
}

fn lettuce(s: &mut Sheet, t: Tones) {
    s.shadow(300., 490., 230.);
    for (x, y, size, tone) in [
        (170., 366., 120., t.third),
        (430., 366., 120., t.third),
        (220., 270., 122., t.third.tint(12)),
        (384., 270., 122., t.third.tint(12)),
        (300., 400., 110., t.main.shade(8)),
        (220., 390., 106., t.main),
        (382., 390., 106., t.main),
        (300., 300., 112., t.main.tint(12)),
        (300., 376., 92., t.accent),
    ] {
        s.moulded(&scallop((x, y), size, 11, 10.), tone, 0.8);
        let vein = format!(
            "M{x} {}V{}M{x} {}l-34 -30M{x} {}l34 -30M{x} {}l-26 -26M{x} {}l26 -26",
            y + size * 0.8,
            y - size * 0.5,
            y + 40.,
            y + 40.,
            y - 6.,
            y - 6.
        );
        s.line(&vein, tone.light(), 5.);
    }
}

fn eggs(s: &mut Sheet, t: Tones) {
    s.shadow(300., 486., 270.);
    let places = [
        (130., 340., 0., 0.82),
        (244., 336., 0., 0.82),
        (358., 340., 0., 0.82),
        (472., 336., 0., 0.82),
    ];
    heap(s, &places, |s, index| {
        let shell = if index % 2 == 0 { t.main } else { t.accent };
        let body = [
            (0., -110.),
            (50., -66.),
            (70., 10.),
            (46., 66.),
            (0., 78.),
            (-46., 66.),
            (-70., 10.),
            (-50., -66.),
        ];
        s.moulded(&blob(&body), shell, 1.2);
        s.turned((-26., -40.), 24., |s| s.veil(&oval(0., 0., 9., 22.), CREAM, 0.7));
        s.specks(
            &[(10., -30.), (28., 10.), (-8., 20.), (-30., 6.), (4., -70.)],
            3.,
            shell.dark(),
        );
    });
    let carton = "M66 356Q98 392 130 356Q162 340 187 356Q215 392 244 356Q276 340 301 356Q330 392 358 356Q390 340 415 356Q444 392 472 356Q504 340 536 356L508 476Q300 496 92 476Z";
    s.moulded(carton, t.third, 1.);
    s.line("M84 420Q300 440 516 420", t.third.light(), 6.);
    s.line("M187 400V478M301 400V484M415 400V478", t.third.dark(), 5.);
}

fn calyx(s: &mut Sheet, y: f32, size: f32, green: Rgb) {
    for angle in [-100., -50., 0., 50., 100.] {
        s.leaf((0., y), (size, size * 0.34), angle, green);
    }
    s.line(&format!("M0 {y}v-{}", size * 0.6), green.dark(), size * 0.16);
}

fn tomatoes(s: &mut Sheet, t: Tones) {
    s.shadow(300., 492., 240.);
    let places = [
        (306., 282., 8., 0.94),
        (184., 398., -8., 1.),
        (420., 402., 6., 1.),
        (302., 436., 0., 0.62),
    ];
    heap(s, &places, |s, index| {
        let skin = if index == 3 { t.third } else { t.main };
        let body = [
            (0., -88.),
            (70., -84.),
            (116., -10.),
            (80., 76.),
            (0., 92.),
            (-80., 76.),
            (-116., -10.),
            (-70., -84.),
        ];
        s.moulded(&blob(&body), skin, 1.5);
        s.turned((-60., -30.), 30., |s| {
            s.veil(&oval(0., 0., 14., 30.), CREAM, 0.65);
        });
        calyx(s, -72., 70., t.accent);
    });
}
