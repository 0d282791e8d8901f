//! Bread, pastry and cakes.

use super::colour::CREAM;
use super::shape::{blob, oval, rect};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif(
        "baguette",
        View::Above,
        [0xcf_8c3f, 0xf3_d9a4, 0x9a_5a26],
        baguette,
    ),
    motif("loaf", View::Side, [0xa8_6533, 0xf3_dfb8, 0x6f_3d20], loaf),
    motif("brioche", View::Side, [0xc8_7a2c, 0xf0_c069, 0x7a_4320], brioche),
    motif(
        "croissant",
        View::Above,
        [0xd0_8a3a, 0xf0_c477, 0x8a_4f22],
        croissant,
    ),
];

fn baguette(s: &mut Sheet, t: Tones) {
    for (at, angle, scale) in [((250., 262.), -52., 0.96), ((344., 330.), -38., 1.)] {
        s.placed(at, angle, scale, |s| {
            let outline = "M-262 6Q-240 -56 -110 -58H110Q240 -56 262 6Q230 60 110 60H-110Q-236 58 -262 6Z";
            s.moulded(outline, t.main, 1.3);
            s.clip(outline, |s| {
                for step in 0..5u8 {
                    let x = -196. + f32::from(step) * 98.;
                    s.turned((x, 0.), -24., |s| {
                        s.fill("M-50 6Q0 -46 56 -10Q6 28 -50 6Z", t.third);
                        s.fill("M-46 6Q0 -32 52 -8Q4 26 -46 6Z", t.accent);
                    });
                }
            });
        });
    }
}

fn loaf(s: &mut Sheet, t: Tones) {
    s.shadow(300., 484., 250.);
    let body = [
        (90., 400.),
        (120., 288.),
        (216., 214.),
        (320., 204.),
        (424., 240.),
        (500., 326.),
        (508., 420.),
        (450., 486.),
        (300., 494.),
        (150., 486.),
    ];
    let outline = blob(&body);
    s.moulded(&outline, t.main, 1.8);
    s.clip(&outline, |s| {
        for (x, lean) in [(190., 0.), (270., 0.), (350., 0.), (430., 0.)] {
            s.turned((x, 306.), 20. + lean, |s| {
                s.fill("M-10 -100Q42 -30 0 96Q-38 0 -10 -100Z", t.third);
                s.fill("M-8 -88Q28 -24 0 82Q-26 0 -8 -88Z", t.accent);
            });
        }
        s.veil(&oval(230., 240., 70., 16.), CREAM, 0.25);
    });
    let flour = [
        (150., 380.),
        (230., 420.),
        (310., 440.),
        (390., 400.),
        (460., 370.),
        (180., 440.),
        (420., 452.),
        (136., 340.),
    ];
    s.specks(&flour, 6., t.accent);
}

fn brioche(s: &mut Sheet, t: Tones) {
    s.shadow(300., 490., 200.);
    let cup = "M136 330L188 488Q300 512 412 488L464 330Q300 390 136 330Z";
    s.fill(cup, t.main);
    s.clip(cup, |s| {
        for (x, lean) in [
            (150., -18.),
            (210., -11.),
            (270., -4.),
            (330., 4.),
            (390., 11.),
            (450., 18.),
        ] {
            s.turned((x, 330.), -lean, |s| {
                s.fill(&rect(-27., -10., 54., 220., 10.), t.main.shade(10));
                s.fill(&rect(-24., -10., 22., 220., 10.), t.main.light());
            });
        }
    });
    let dome = [
        (122., 340.),
        (150., 262.),
        (230., 226.),
        (300., 220.),
        (370., 226.),
        (450., 262.),
        (478., 340.),
        (400., 376.),
        (300., 386.),
        (200., 376.),
    ];
    s.moulded(&blob(&dome), t.main.mix(t.third, 22), 1.7);
    s.moulded(
        &blob(&[
            (208., 200.),
            (244., 128.),
            (300., 112.),
            (356., 128.),
            (392., 200.),
            (360., 252.),
            (300., 264.),
            (240., 252.),
        ]),
        t.main.mix(t.third, 12),
        1.5,
    );
    s.veil(&oval(262., 164., 30., 17.), t.accent.tint(40), 0.8);
    s.veil(&oval(190., 282., 26., 15.), t.accent.tint(40), 0.6);
    let sugar = [
        (300., 140.),
        (330., 170.),
        (240., 260.),
        (350., 280.),
        (400., 290.),
        (290., 300.),
        (170., 320.),
        (430., 330.),
        (230., 330.),
    ];
    s.specks(&sugar, 6., CREAM);
}

fn croissant(s: &mut Sheet, t: Tones) {
    s.turned((300., 330.), -10., |s| {
        for (x, y, angle, wide, tall) in [
            (-214., 96., 54., 40., 50.),
            (214., 96., -54., 40., 50.),
            (-184., 22., 36., 54., 82.),
            (184., 22., -36., 54., 82.),
            (-116., -48., 20., 66., 108.),
            (116., -48., -20., 66., 108.),
            (0., -76., 0., 84., 124.),
        ] {
            s.turned((x, y), -angle, |s| {
                let roll = rect(-wide, -tall, wide * 2., tall * 2., wide * 0.85);
                s.fill(
                    &rect(
                        -wide - 5.,
                        -tall - 3.,
                        wide * 2. + 10.,
                        tall * 2. + 6.,
                        wide * 0.85,
                    ),
                    t.third,
                );
                s.moulded(&roll, t.main, 1.);
                s.clip(&roll, |s| {
                    for line in [-0.5, -0.1] {
                        let at = wide * line;
                        s.line(
                            &format!("M{at} -{}Q{} 0 {at} {}", tall * 0.8, at - 12., tall * 0.8),
                            t.accent,
                            7.,
                        );
                    }
                });
            });
        }
    });
}
