//! Flowers and plants.

use super::colour::{CREAM, LEAF, Rgb};
use super::shape::{around, blob, drum, lathe, oval, rect};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif("bouquet", View::Side, [0xd8_5a6b, 0xf0_b64a, 0xfb_f3e0], bouquet),
    motif(
        "potted_plant",
        View::Side,
        [0x4f_8550, 0xc5_6b45, 0x86_a85c],
        potted_plant,
    ),
    motif(
        "single_flower",
        View::Side,
        [0xd8_4a5c, 0x5d_864a, 0x8f_b3b8],
        single_flower,
    ),
    motif("wreath", View::Above, [0x5c_8557, 0xb8_323a, 0xd8_b25a], wreath),
    motif(
        "succulent",
        View::Side,
        [0x7f_ab8c, 0xd6_d0c4, 0xd4_8a90],
        succulent,
    ),
];

fn bouquet(s: &mut Sheet, t: Tones) {
    s.shadow(300., 520., 150.);
    for (x, y, angle) in [
        (150., 250., -64.),
        (180., 190., -38.),
        (250., 140., -14.),
        (350., 136., 14.),
        (424., 190., 38.),
        (450., 256., 64.),
        (300., 120., 2.),
    ] {
        s.leaf((300. + (x - 300.) * 0.6, y + 60.), (130., 50.), angle, LEAF);
    }
    let paper = "M152 300L286 520Q300 528 314 520L448 300Q380 250 300 258Q220 250 152 300Z";
    s.fill(paper, Rgb(0xb8, 0x90, 0x60));
    for (x, y, radius, tones) in [
        (206., 222., 66., (t.main, t.accent)),
        (396., 222., 66., (t.main, t.accent)),
        (300., 172., 64., (t.third, t.accent)),
        (250., 286., 54., (t.third, t.accent)),
        (350., 286., 56., (t.accent, t.accent.shade(50))),
        (300., 232., 56., (t.main, t.third)),
        (160., 278., 42., (t.accent, t.accent.shade(50))),
        (440., 280., 42., (t.third, t.accent)),
    ] {
        s.flower((x, y), radius, 9, tones);
    }
    s.solid(
        "M140 312Q210 322 262 350L330 520Q300 530 284 520Z",
        Rgb(0xd6, 0xb0, 0x7d),
    );
    s.solid(
        "M460 312Q380 320 300 360L272 510Q292 530 318 520Z",
        Rgb(0xcb, 0xa2, 0x6e),
    );
    s.bow((300., 456.), 62., t.main);
}

fn pot(s: &mut Sheet, clay: Rgb) {
    s.shadow(300., 504., 150.);
    s.solid(&drum(300., 390., 496., (104., 78.), 16.), clay);
    s.solid(&drum(300., 352., 388., (124., 120.), 18.), clay);
    s.oval(300., 352., 124., 18., clay.light());
    s.oval(300., 354., 110., 13., Rgb(0x4a, 0x35, 0x2b));
}

fn potted_plant(s: &mut Sheet, t: Tones) {
    pot(s, t.accent);
    // A main colour that is no green is the colour of its flowers.
    let blooms = t.main.1 <= t.main.0.max(t.main.2);
    let (leaf, young) = if blooms {
        (LEAF, LEAF.tint(18))
    } else {
        (t.main, t.third)
    };
    for (angle, length, tone) in [
        (-74., 200., leaf.shade(14)),
        (74., 200., leaf.shade(14)),
        (-50., 250., young),
        (52., 250., young),
        (-26., 290., leaf),
        (30., 280., leaf),
        (2., 310., young),
        (-62., 150., leaf),
        (62., 150., leaf),
        (-16., 190., leaf.light()),
        (18., 180., leaf),
    ] {
        s.leaf((300. + angle * 0.5, 356.), (length, length * 0.34), angle, tone);
    }
    if blooms {
        for (x, y, size) in [
            (206., 210., 58.),
            (396., 214., 58.),
            (300., 140., 64.),
            (258., 268., 50.),
            (350., 272., 50.),
        ] {
            s.flower((x, y), size, 6, (t.main, Rgb(0xf0, 0xc0, 0x4e)));
        }
    }
}

fn single_flower(s: &mut Sheet, t: Tones) {
    s.shadow(300., 506., 110.);
    s.line("M300 400Q290 300 304 190", t.accent.dark(), 13.);
    s.leaf((297., 340.), (124., 58.), -58., t.accent);
    s.leaf((298., 312.), (112., 54.), 56., t.accent);
    for angle in [130., 165., 195., 230.] {
        s.leaf((304., 226.), (96., 34.), angle, t.accent.light());
    }
    // Petals in rings, tighter and lighter towards the heart.
    for (reach, size, count, tone) in [
        (72., 62., 7u8, t.main.shade(14)),
        (52., 54., 5, t.main.shade(4)),
        (32., 44., 4, t.main.tint(10)),
        (14., 30., 3, t.main.tint(18)),
    ] {
        for step in 0..count {
            let (x, y) = around(
                (304., 174.),
                reach,
                (f32::from(step) + reach / 90.) / f32::from(count),
            );
            s.moulded(&oval(x, y, size, size * 0.94), tone, 0.5);
        }
    }
    s.line(
        "M292 176Q296 158 312 164Q326 174 312 186Q292 192 284 172Q286 146 316 146",
        t.main.shade(34),
        6.,
    );
    let vase = lathe(
        300.,
        &[
            (34., 346.),
            (30., 370.),
            (38., 400.),
            (72., 440.),
            (76., 476.),
            (58., 502.),
        ],
        12.,
    );
    s.solid(&vase, t.third);
    s.oval(300., 346., 34., 8., t.third.shade(25));
    s.glint([244., 424., 12., 56.]);
}

fn wreath(s: &mut Sheet, t: Tones) {
    let centre = (300., 290.);
    for ring in 0..3u8 {
        let (radius, tone) = match ring {
            0 => (196., t.main.shade(16)),
            1 => (150., t.main),
            _ => (172., t.main.light()),
        };
        for step in 0..26u8 {
            let turn = (f32::from(step) + f32::from(ring) * 0.4) / 26.;
            let lean = match ring {
                0 => 130.,
                1 => 215.,
                _ => 172.,
            };
            s.leaf(around(centre, radius, turn), (76., 30.), turn * 360. + lean, tone);
        }
    }
    for step in 0..11u8 {
        let turn = f32::from(step) / 11. + 0.02;
        let reach = if step % 2 == 0 { 186. } else { 158. };
        let (x, y) = around(centre, reach, turn);
        s.ball(x, y, 15., 15., t.accent);
        let (x, y) = around(centre, 172., turn + 0.03);
        s.ball(x, y, 11., 11., t.third);
    }
    s.bow((300., 456.), 84., t.accent);
}

fn succulent(s: &mut Sheet, t: Tones) {
    pot(s, t.accent);
    let tip = |s: &mut Sheet, angle: f32, length: f32, tone: Rgb| {
        s.turned((300., 346.), angle, |s| {
            let (top, half) = (-length, length * 0.24);
            let plump = blob(&[
                (-12., 0.),
                (-half, top * 0.62),
                (0., top),
                (half, top * 0.62),
                (12., 0.),
            ]);
            s.moulded(&plump, tone, 0.8);
            s.fill(
                &format!(
                    "M-9 {}Q0 {} 9 {}Q0 {} -9 {}Z",
                    top + 14.,
                    top - 10.,
                    top + 14.,
                    top + 6.,
                    top + 14.
                ),
                t.third,
            );
        });
    };
    for (length, tone, angles) in [
        (190., t.main.shade(16), [-66., -33., 0., 33., 66.]),
        (160., t.main, [-80., -48., -16., 16., 80.]),
        (150., t.main, [48., -64., 64., -30., 30.]),
        (116., t.main.light(), [-46., 46., -22., 22., 0.]),
        (72., t.main.tint(45), [-40., 40., -14., 14., 0.]),
    ] {
        for angle in angles {
            tip(s, angle, length, tone);
        }
    }
    s.solid(&drum(300., 360., 388., (124., 120.), 14.), t.accent);
    s.line("M196 420Q300 440 404 420", CREAM, 6.);
    s.fill(&rect(200., 362., 20., 20., 8.), t.accent.light());
}
