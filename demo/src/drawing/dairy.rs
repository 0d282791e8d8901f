//! Cheese, butter, yoghurt.

use super::colour::{CREAM, LEAF, Rgb};
use super::grocer::vessel;
use super::shape::{blob, drum, lathe, oval, rect};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif(
        "cheese_wheel",
        View::Side,
        [0xd9_9a3c, 0xf5_dd97, 0x9a_5c2a],
        cheese_wheel,
    ),
    motif(
        "cheese_wedge",
        View::Side,
        [0xf0_c659, 0xc7_8a35, 0xb0_3a32],
        cheese_wedge,
    ),
    motif(
        "goat_cheese",
        View::Side,
        [0xf4_ecd9, 0x8d_8f92, 0x5d_864a],
        goat_cheese,
    ),
    motif("butter", View::Side, [0xf5_d76e, 0xf3_ede0, 0x4f_7fa3], butter),
    motif("yoghurt", View::Side, [0xfb_f5ea, 0xb0_3a5b, 0xd8_c49a], yoghurt),
];

fn cheese_wheel(s: &mut Sheet, t: Tones) {
    s.shadow(300., 470., 270.);
    let body = drum(300., 290., 420., (222., 222.), 74.);
    s.moulded(&body, t.main, 1.4);
    s.clip(&body, |s| {
        s.line("M78 340Q300 470 522 340", t.third, 5.);
        s.line("M78 388Q300 518 522 388", t.third, 5.);
    });
    s.oval(300., 290., 222., 74., t.main.light());
    s.oval(300., 293., 208., 67., t.main.tint(16));
    // A wedge has been cut away: two creamy faces.
    s.fill("M300 286L446 348L446 474L300 414Z", t.accent);
    s.fill("M300 286L200 354L200 480L300 414Z", t.accent.shade(12));
    s.fill("M200 354Q320 376 446 348L300 286Z", t.main.shade(30));
    s.fill("M300 286V414L200 486V354Z", t.accent.shade(12));
    s.fill("M300 286V414L448 480V346Z", t.accent);
    s.fill("M200 480L300 414L448 476Q320 500 200 486Z", t.main.shade(45));
    for (x, y, size) in [
        (350., 344., 11.),
        (400., 400., 14.),
        (342., 396., 8.),
        (420., 362., 7.),
        (256., 380., 10.),
        (226., 426., 7.),
    ] {
        s.oval(x, y, size, size * 0.9, t.accent.dark());
        s.oval(x + 2., y + 2., size * 0.72, size * 0.62, t.accent.shade(14));
    }
}

fn cheese_wedge(s: &mut Sheet, t: Tones) {
    s.shadow(310., 486., 250.);
    s.fill("M96 336L398 210Q470 240 506 300V448L96 486Z", t.main);
    s.fill("M96 336L398 210Q480 240 506 312L96 350Z", t.main.light());
    let face = "M96 346L506 310V452L96 488Z";
    s.fill(face, t.main);
    s.fill("M478 312L506 306V452L478 455Z", t.accent);
    s.fill(
        "M398 210Q480 240 506 308L478 312Q452 252 374 220Z",
        t.accent.light(),
    );
    // Yellow cheeses have eyes, blue ones have veins, white ones are smooth.
    let holes = [
        (180., 400., 27.),
        (270., 444., 19.),
        (320., 372., 32.),
        (410., 424., 23.),
        (236., 356., 13.),
        (140., 452., 14.),
        (440., 350., 13.),
        (352., 476., 14.),
    ];
    let flecks = [(300., 278., 20.), (390., 262., 15.), (210., 320., 14.)];
    if t.main.0.saturating_sub(t.main.2) > 60 {
        s.clip(face, |s| {
            for (x, y, size) in holes {
                s.oval(x, y, size, size * 0.9, t.main.dark());
                s.oval(
                    x + size * 0.16,
                    y + size * 0.16,
                    size * 0.8,
                    size * 0.7,
                    t.main.shade(10),
                );
            }
        });
        for (x, y, size) in flecks {
            s.oval(x, y, size, size * 0.36, t.main.shade(8));
        }
    } else if t.accent.2 > t.accent.0 {
        s.clip(face, |s| {
            for (x, y, size) in holes {
                s.turned((x, y), x + y, |s| {
                    let (long, half) = (size * 1.3, size * 0.45);
                    let vein = [
                        (-long, 0.),
                        (-half, -half),
                        (0., -4.),
                        (half, -size),
                        (long, -half),
                        (half, half),
                        (-half, half * 1.2),
                    ];
                    s.fill(&blob(&vein), t.accent.light());
                    s.oval(half, -half * 0.4, half * 0.7, half * 0.6, t.accent);
                });
            }
        });
        for (x, y, size) in flecks {
            s.oval(x, y, size, size * 0.3, t.accent.light());
        }
    } else {
        s.line(
            "M150 404H290M340 380H430M200 450H260M380 434H440",
            t.main.shade(8),
            6.,
        );
    }
}

fn goat_cheese(s: &mut Sheet, t: Tones) {
    s.shadow(300., 494., 250.);
    for (at, angle) in [((120., 490.), 68.), ((480., 492.), -70.), ((150., 492.), 100.)] {
        s.leaf(at, (240., 110.), angle, t.third);
    }
    for (x, y, rind) in [(214., 450., t.main), (400., 452., t.accent), (300., 316., t.main)] {
        let body = drum(x, y - 82., y + 12., (96., 96.), 26.);
        s.solid(&body, rind);
        s.clip(&body, |s| {
            for (dx, dy) in [
                (-60., -30.),
                (-20., 10.),
                (30., -10.),
                (64., -40.),
                (-76., 4.),
                (56., 14.),
                (0., -30.),
            ] {
                s.oval(x + dx, y + dy, 12., 5., rind.shade(12));
            }
        });
        s.oval(x, y - 82., 96., 26., rind.tint(35));
        s.line(
            &format!("M{} {}q20 8 44 2m30 -8q14 4 34 -4", x - 56., y - 84.),
            rind.shade(14),
            4.,
        );
    }
    for angle in [-60., -20., 24.] {
        s.leaf((302., 234.), (76., 22.), angle, LEAF);
    }
}

fn butter(s: &mut Sheet, t: Tones) {
    s.shadow(300., 488., 260.);
    s.fill("M70 470L150 410L520 400L556 462L420 508L110 506Z", t.accent);
    s.fill("M420 508L556 462L520 400L500 440Z", t.accent.dark());
    s.fill("M150 300L400 300V474L150 474Z", t.main);
    s.fill("M400 300L482 258V424L400 474Z", t.main.dark());
    s.fill("M150 300L236 258H482L400 300Z", t.main.light());
    // Ridges left by the paddles.
    for step in 0..6u8 {
        let x = 184. + f32::from(step) * 37.;
        s.line(&format!("M{x} 322V452"), t.main.shade(10), 6.);
        s.line(&format!("M{} 322V452", x + 6.), t.main.light(), 5.);
    }
    // A curl and a slice in front.
    s.fill("M84 440L190 428L250 486L132 500Z", t.main.light());
    s.fill("M132 500L250 486V504L134 518Z", t.main.dark());
    s.fill("M84 440L132 500L134 518L84 456Z", t.main.shade(10));
    s.turned((452., 250.), 62., |s| {
        s.solid("M-20 -170Q28 -160 26 -40L24 20H-18Z", Rgb(0xc3, 0xcb, 0xcd));
        s.solid(&rect(-20., 20., 46., 110., 16.), t.third);
    });
}

fn yoghurt(s: &mut Sheet, t: Tones) {
    s.shadow(300., 494., 180.);
    let glass = lathe(
        300.,
        &[
            (118., 196.),
            (122., 206.),
            (112., 236.),
            (130., 280.),
            (136., 400.),
            (124., 490.),
        ],
        22.,
    );
    vessel(s, &glass, 216., t.main.shade(4));
    s.clip(&glass, |s| {
        s.moulded("M140 414Q200 390 250 412T360 408T460 416V540H140Z", t.accent, 0.5);
        s.veil("M366 180H460V540H366Q396 380 366 180Z", t.accent.shade(60), 0.14);
    });
    s.glint([190., 270., 15., 190.]);
    let cap = "M166 198Q160 150 176 136Q300 108 424 136Q440 150 434 198Q410 210 394 196Q370 212 350 198Q324 214 300 200Q276 214 250 198Q230 212 206 196Q188 210 166 198Z";
    s.solid(cap, t.third);
    s.oval(300., 142., 122., 22., t.third.light());
    s.line("M178 180Q300 200 422 180", t.accent, 7.);
    s.oval(300., 318., 56., 54., CREAM);
    s.line(&oval(300., 318., 48., 46.), t.accent, 4.);
    for (x, y) in [(286., 326.), (316., 324.), (300., 302.)] {
        s.ball(x, y, 17., 17., t.accent);
    }
    s.leaf((306., 290.), (34., 18.), 50., LEAF);
    s.fill(
        &blob(&[
            (120., 470.),
            (150., 452.),
            (176., 474.),
            (160., 500.),
            (128., 498.),
        ]),
        t.accent,
    );
    s.ball(146., 474., 26., 26., t.accent);
    s.ball(462., 480., 24., 24., t.accent.shade(10));
}
