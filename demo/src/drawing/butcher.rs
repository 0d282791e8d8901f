//! The butcher's counter.

use super::colour::{CREAM, LEAF, Rgb, WOOD};
use super::shape::{blob, oval, rect};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif("sausage", View::Above, [0xb8_5a42, 0x7a_3328, 0xe6_cba0], sausage),
    motif("roast", View::Side, [0xa0_4a3a, 0xf3_e2cc, 0x5d_864a], roast),
    motif("chicken", View::Side, [0xcf_8a3c, 0xf3_efe4, 0x5d_864a], chicken),
    motif("pate", View::Side, [0xa8_6a4c, 0xc9_5a36, 0xf0_dfbf], pate),
    motif("ham", View::Side, [0xd9_7f7c, 0xf6_e6d8, 0x9a_5a30], ham),
    motif("steak", View::Above, [0xb0_3a38, 0xf6_e2d0, 0xf3_e8d4], steak),
];

/// A wooden board seen from the table's edge.
fn board(s: &mut Sheet) {
    s.shadow(300., 498., 270.);
    s.solid(&rect(54., 462., 492., 36., 14.), WOOD);
    s.line("M80 476H330M380 482H510", WOOD.dark(), 4.);
}

fn sausage(s: &mut Sheet, t: Tones) {
    let link = |s: &mut Sheet, path: &str| {
        s.line(path, t.main.dark(), 84.);
        s.line(path, t.main, 72.);
        s.placed((-7., -11.), 0., 1., |s| s.line(path, t.main.light(), 16.));
    };
    s.line(
        "M112 130L96 100M470 150L500 116M120 300L92 290M490 330L520 324M140 470L108 480M460 500L492 520",
        t.third,
        12.,
    );
    link(s, "M130 150Q290 250 460 166");
    link(s, "M128 310Q300 400 482 330");
    link(s, "M146 466Q310 540 452 492");
    for (x, y) in [
        (210., 208.),
        (300., 222.),
        (390., 206.),
        (200., 356.),
        (310., 376.),
        (420., 362.),
        (230., 508.),
        (320., 522.),
        (400., 516.),
    ] {
        s.oval(x, y, 7., 4., t.third.shade(6));
        s.oval(x + 26., y + 12., 5., 4., t.accent);
    }
    s.leaf((280., 440.), (90., 30.), 60., LEAF);
    s.leaf((280., 440.), (80., 28.), 100., LEAF);
}

fn roast(s: &mut Sheet, t: Tones) {
    board(s);
    let fat = if t.accent.pale() { t.accent } else { CREAM };
    for angle in [-70., -50., 64., 80.] {
        s.leaf(
            (if angle < 0. { 130. } else { 470. }, 466.),
            (110., 34.),
            angle,
            t.third,
        );
    }
    let body = rect(96., 262., 400., 204., 96.);
    s.moulded(&body, t.main, 1.6);
    s.clip(&body, |s| {
        s.fill("M90 300Q200 230 320 264T520 290V240H90Z", fat);
        s.fill(
            "M90 306Q200 240 320 274T520 300V284Q400 260 320 262T90 298Z",
            fat.shade(18),
        );
    });
    s.oval(462., 364., 56., 92., fat);
    s.oval(464., 366., 46., 80., t.main.tint(20));
    s.line("M440 340Q470 330 482 360M446 390Q470 400 488 384", fat, 8.);
    for x in [160., 228., 296., 364.] {
        s.line(&format!("M{x} 264Q{} 364 {x} 464", x - 40.), CREAM.shade(12), 8.);
        s.line(&format!("M{x} 264Q{} 364 {x} 464", x - 36.), t.main.dark(), 3.);
    }
    s.line("M116 340Q290 310 420 330", CREAM.shade(12), 8.);
    s.leaf((250., 330.), (120., 26.), 70., t.third);
    s.leaf((250., 334.), (100., 24.), 96., t.third);
}

fn chicken(s: &mut Sheet, t: Tones) {
    s.shadow(300., 496., 270.);
    s.oval(300., 470., 264., 44., t.accent.dark());
    s.oval(300., 462., 264., 42., t.accent);
    s.oval(300., 458., 214., 30., t.accent.shade(8));
    for (x, angle) in [(110., -60.), (140., -84.), (470., 66.), (500., 84.)] {
        s.leaf((x, 468.), (84., 40.), angle, t.third);
    }
    let body = blob(&[
        (110., 390.),
        (130., 290.),
        (220., 220.),
        (330., 208.),
        (430., 260.),
        (486., 350.),
        (470., 430.),
        (390., 474.),
        (220., 474.),
        (130., 446.),
    ]);
    s.moulded(&body, t.main, 1.8);
    s.moulded(
        &blob(&[
            (190., 330.),
            (250., 300.),
            (306., 340.),
            (290., 410.),
            (220., 420.),
            (176., 384.),
        ]),
        t.main.shade(8),
        1.,
    );
    s.turned((418., 372.), 44., |s| {
        s.bar([-13., -180., 26., 80.], 10., CREAM);
        s.ball(-11., -182., 18., 18., CREAM);
        s.ball(13., -182., 18., 18., CREAM);
        s.moulded(
            &blob(&[
                (-22., -110.),
                (22., -110.),
                (70., 0.),
                (50., 76.),
                (-20., 90.),
                (-84., 50.),
                (-80., -14.),
            ]),
            t.main.tint(6),
            1.5,
        );
    });
    s.turned((220., 270.), -30., |s| {
        s.veil(&oval(0., 0., 52., 14.), CREAM, 0.5);
    });
    s.specks(
        &[
            (300., 260.),
            (340., 300.),
            (260., 450.),
            (330., 440.),
            (160., 350.),
            (350., 240.),
        ],
        5.,
        t.main.shade(40),
    );
}

fn pate(s: &mut Sheet, t: Tones) {
    board(s);
    // The terrine, and two slices.
    s.solid("M176 270H516L490 462H202Z", t.accent);
    s.line("M190 330H504", t.accent.light(), 8.);
    s.solid(&rect(158., 238., 376., 42., 18.), t.accent.tint(8));
    s.fill("M196 240Q206 178 346 176Q486 178 496 240Z", t.main);
    s.clip("M196 240Q206 178 346 176Q486 178 496 240Z", |s| {
        s.specks(
            &[
                (240., 210.),
                (280., 196.),
                (320., 222.),
                (370., 200.),
                (420., 222.),
                (450., 206.),
            ],
            8.,
            t.third,
        );
    });
    s.leaf((330., 224.), (90., 36.), 60., LEAF);
    s.leaf((326., 222.), (80., 34.), -50., LEAF);
    for (x, lean) in [(70., -4.), (150., 4.)] {
        s.turned((x + 70., 470.), lean, |s| {
            let slice = rect(-76., -150., 152., 146., 26.);
            s.moulded(&slice, t.third, 0.6);
            s.fill(&rect(-66., -140., 132., 126., 20.), t.main);
            for (dx, dy) in [
                (-40., -110.),
                (0., -60.),
                (34., -100.),
                (-30., -50.),
                (40., -40.),
                (6., -120.),
            ] {
                s.oval(dx, dy, 13., 9., t.main.light());
                s.oval(dx + 20., dy + 16., 6., 6., LEAF);
            }
        });
    }
}

fn ham(s: &mut Sheet, t: Tones) {
    board(s);
    s.line("M440 300L520 210", CREAM.shade(22), 32.);
    s.ball(512., 198., 24., 24., CREAM.shade(10));
    s.ball(536., 220., 22., 22., CREAM.shade(10));
    let leg = blob(&[
        (96., 360.),
        (130., 250.),
        (240., 196.),
        (350., 206.),
        (452., 262.),
        (474., 306.),
        (420., 390.),
        (330., 462.),
        (190., 470.),
        (112., 440.),
    ]);
    s.moulded(&leg, t.third.tint(12), 1.5);
    s.clip(&leg, |s| {
        s.line(
            "M250 190L460 400M330 190L480 340M480 250L330 480M410 220L270 420",
            t.third.shade(26),
            5.,
        );
    });
    s.oval(206., 350., 118., 122., t.accent);
    s.oval(206., 352., 98., 102., t.main);
    s.line(
        "M140 320Q190 290 230 320M150 390Q200 420 270 380",
        t.main.light(),
        11.,
    );
    s.oval(214., 352., 30., 29., t.accent);
    s.oval(214., 352., 16., 15., t.main.shade(20));
}

fn steak(s: &mut Sheet, t: Tones) {
    s.turned((300., 310.), -12., |s| {
        s.moulded(&rect(-250., -176., 470., 356., 30.), WOOD.tint(12), 0.8);
        s.oval(180., -140., 16., 16., WOOD.shade(40));
        s.line("M-220 -120H80M-200 130H180M-226 20H-190", WOOD.shade(8), 4.);
    });
    let cut = [
        (104., 330.),
        (140., 220.),
        (250., 160.),
        (360., 190.),
        (440., 250.),
        (480., 350.),
        (430., 420.),
        (340., 390.),
        (250., 430.),
        (150., 420.),
    ];
    s.moulded(&blob(&cut), t.accent, 1.);
    s.placed((294., 306.), 0., 0.88, |s| {
        let moved: Vec<_> = cut.iter().map(|(x, y)| (x - 294., y - 306.)).collect();
        s.fill(&blob(&moved), t.main);
    });
    s.line("M170 300Q230 260 270 290T360 270M180 360Q240 340 290 360M330 330Q390 310 420 350M230 220Q270 210 300 226", t.main.tint(38), 9.);
    s.line("M250 310Q300 330 340 300", t.main.tint(38), 6.);
    s.oval(410., 290., 36., 32., t.third);
    s.oval(410., 290., 17., 15., Rgb(0xe0, 0xa8, 0x90));
    for angle in [-50., -16., 20.] {
        s.leaf((470., 500.), (120., 26.), angle - 30., LEAF);
    }
}
