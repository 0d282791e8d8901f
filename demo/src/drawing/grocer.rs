//! Jars, tins, boxes and bags.

use super::colour::{CORK, CREAM, Rgb, STEEL, WOOD};
use super::shape::{blob, drum, lathe, oval, rect, scallop};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif("jar", View::Side, [0xb2_343c, 0xc8_483f, 0xfb_f3e0], jar),
    motif("bottle", View::Side, [0xc9_a83a, 0x5d_7a3c, 0xfb_f3e0], bottle),
    motif("juice", View::Side, [0xe8_8b2e, 0x3f_7a4a, 0xfb_f3e0], juice),
    motif("tin", View::Side, [0x2f_6f8f, 0xe2_b544, 0xfb_f3e0], tin),
    motif("box", View::Side, [0xc9_5a45, 0xf2_d9a0, 0x7a_3328], carton),
    motif("bag", View::Side, [0xcf_a673, 0x4d_7350, 0xfb_f3e0], bag),
    motif("honey", View::Side, [0xe3_9a22, 0xf4_d56b, 0xfb_f3e0], honey),
    motif(
        "chocolate",
        View::Above,
        [0x6b_3d2a, 0xc7_3f4a, 0xd9_dcdc],
        chocolate,
    ),
];

/// Glass around something: the pane, what it holds up to `level`, and its shine.
pub fn vessel(s: &mut Sheet, outline: &str, level: f32, content: Rgb) {
    s.fill(outline, content.tint(62));
    s.clip(outline, |s| {
        s.moulded(&rect(0., level, 600., 300., 1.), content, 0.2);
        s.oval(300., level, 300., 9., content.light());
        s.veil("M352 0H600V600H352Q392 330 352 0Z", content.shade(60), 0.2);
    });
    s.line(outline, content.tint(75), 5.);
}

fn jar(s: &mut Sheet, t: Tones) {
    s.shadow(300., 494., 190.);
    let glass = lathe(
        300.,
        &[
            (104., 190.),
            (108., 205.),
            (138., 245.),
            (140., 300.),
            (140., 440.),
            (132., 488.),
        ],
        22.,
    );
    vessel(s, &glass, 238., t.main);
    s.glint([184., 262., 16., 190.]);
    s.label([214., 296., 172., 146.], t.third, t.main);
    // A cloth over the lid, tied with string.
    let skirt = "M172 212Q186 160 196 122Q300 96 404 122Q414 160 428 212Q404 226 384 210Q360 230 336 212Q306 232 276 212Q246 230 220 212Q196 226 172 212Z";
    s.solid(skirt, t.accent);
    let check = if t.accent.pale() { t.main } else { CREAM };
    s.clip(skirt, |s| {
        for step in 0..9u8 {
            let x = 170. + f32::from(step) * 32.;
            s.veil(&rect(x, 90., 13., 150., 1.), check, 0.55);
            s.veil(
                &rect(150., 92. + f32::from(step) * 28., 300., 12., 1.),
                check,
                0.35,
            );
        }
    });
    s.line("M190 178Q300 196 410 178", t.third.shade(10), 8.);
    s.placed((300., 186.), 0., 0.34, |s| {
        s.bow((0., 0.), 110., t.third.shade(10));
    });
}

fn bottle(s: &mut Sheet, t: Tones) {
    s.shadow(300., 504., 150.);
    let glass = lathe(
        300.,
        &[
            (32., 92.),
            (30., 100.),
            (30., 180.),
            (46., 226.),
            (92., 276.),
            (96., 330.),
            (96., 460.),
            (90., 500.),
        ],
        18.,
    );
    s.solid(&rect(274., 48., 52., 60., 8.), CORK);
    vessel(s, &glass, 190., t.main);
    s.bar([262., 88., 76., 24.], 8., t.main.tint(50));
    s.glint([220., 300., 14., 170.]);
    s.glint([280., 120., 8., 70.]);
    s.label([214., 316., 172., 136.], t.third, t.accent);
}

fn juice(s: &mut Sheet, t: Tones) {
    s.shadow(300., 504., 160.);
    let glass = lathe(
        300.,
        &[
            (44., 120.),
            (42., 132.),
            (44., 170.),
            (84., 220.),
            (110., 270.),
            (112., 330.),
            (112., 460.),
            (104., 500.),
        ],
        20.,
    );
    vessel(s, &glass, 176., t.main);
    s.solid(&rect(250., 72., 100., 56., 10.), t.accent);
    s.stripes(
        &rect(250., 72., 100., 56., 10.),
        [262., 340., 13.],
        t.accent.dark(),
        3.,
    );
    s.glint([206., 262., 14., 200.]);
    s.bar([214., 286., 172., 160.], 84., t.third);
    s.ball(300., 372., 48., 46., t.main);
    s.leaf((302., 330.), (58., 26.), 58., t.accent);
    s.line("M300 332Q300 320 294 312", t.accent.dark(), 6.);
}

fn tin(s: &mut Sheet, t: Tones) {
    s.shadow(300., 486., 200.);
    let body = drum(300., 190., 464., (142., 142.), 38.);
    s.solid(&body, STEEL);
    let wrap = drum(300., 232., 440., (142., 142.), 38.);
    s.clip(&body, |s| {
        s.moulded("M150 212Q300 288 450 212V446Q300 520 150 446Z", t.main, 1.);
        s.clip(&wrap, |s| {
            s.fill("M150 372Q300 446 450 372V412Q300 488 150 412Z", t.accent);
        });
        s.veil("M186 200H212V560H186Z", CREAM, 0.28);
        s.veil("M384 180H460V560H384Q398 380 384 180Z", t.main.shade(70), 0.22);
    });
    s.oval(300., 328., 62., 56., t.third);
    s.sprig((300., 372.), 84., t.main.against(t.third));
    s.oval(300., 190., 142., 38., STEEL.light());
    s.oval(300., 193., 124., 31., STEEL);
    s.oval(300., 197., 108., 24., STEEL.light());
    s.line(
        "M286 176Q262 196 290 208Q330 210 322 190Q314 176 300 176",
        STEEL.dark(),
        9.,
    );
}

fn carton(s: &mut Sheet, t: Tones) {
    s.shadow(306., 492., 220.);
    s.fill("M150 206L390 220V496L150 476Z", t.main);
    s.fill("M390 220L462 190V462L390 496Z", t.main.dark());
    s.fill("M150 206L226 178L462 190L390 220Z", t.main.light());
    s.fill("M150 300L390 314V440L150 424Z", t.accent);
    s.fill("M390 314L462 286V408L390 440Z", t.accent.dark());
    s.placed((270., 370.), 4., 1., |s| {
        s.sprig((0., 52.), 104., t.third.against(t.accent));
    });
    s.line("M176 236L364 247", t.accent, 9.);
    s.line("M176 262L290 269", t.accent.shade(8), 6.);
    s.line("M296 183L258 212", t.main, 5.);
}

fn bag(s: &mut Sheet, t: Tones) {
    s.shadow(300., 494., 190.);
    let body = "M186 160L414 160L438 478Q440 496 420 498L180 498Q160 496 162 478Z";
    s.solid(body, t.main);
    s.veil(
        "M414 160L438 478Q440 496 420 498L392 498L384 160Z",
        t.main.shade(70),
        0.18,
    );
    s.line("M206 184L190 480", t.main.light(), 4.);
    s.solid("M180 108H420L426 186Q300 204 174 186Z", t.main.tint(12));
    s.line("M180 150Q300 164 420 150", t.main.dark(), 4.);
    s.fill(&rect(272., 96., 56., 84., 6.), t.accent);
    s.bar([272., 158., 56., 22.], 4., t.accent.dark());
    s.fill(&scallop((300., 340.), 92., 22, 6.), t.accent);
    s.oval(300., 340., 76., 76., t.third);
    s.sprig((300., 398.), 116., t.accent.against(t.third));
}

fn honey(s: &mut Sheet, t: Tones) {
    s.shadow(310., 494., 230.);
    let glass = lathe(
        270.,
        &[
            (100., 214.),
            (104., 226.),
            (140., 262.),
            (148., 340.),
            (144., 440.),
            (120., 490.),
        ],
        20.,
    );
    s.fill(&glass, t.main);
    s.clip(&glass, |s| {
        s.veil("M330 160H440V520H310Q380 350 330 160Z", t.main.shade(60), 0.25);
        s.fill(&rect(120., 200., 300., 42., 1.), t.main.tint(45));
    });
    s.line(&glass, t.main.tint(60), 5.);
    s.glint([146., 290., 16., 140.]);
    let hexagon = "M270 276L338 314V392L270 430L202 392V314Z";
    s.fill(hexagon, t.third);
    s.line(hexagon, t.main.dark(), 4.);
    // A bee.
    s.turned((270., 356.), -18., |s| {
        let body = oval(0., 0., 38., 25.);
        s.veil(&oval(-8., -28., 15., 24.), STEEL, 0.7);
        s.veil(&oval(16., -28., 15., 24.), STEEL, 0.6);
        s.fill(&body, t.main);
        s.stripes(&body, [-18., 30., 18.], Rgb(0x3a, 0x2c, 0x33), 9.);
    });
    s.solid(&rect(158., 160., 224., 58., 12.), t.accent);
    s.stripes(
        &rect(158., 160., 224., 58., 12.),
        [176., 380., 17.],
        t.accent.dark(),
        4.,
    );
    // The dipper leaning beside it.
    s.turned((456., 486.), 16., |s| {
        s.line("M0 -300V-90", WOOD, 15.);
        for (y, half) in [(-92., 24.), (-72., 34.), (-52., 37.), (-32., 34.), (-12., 24.)] {
            s.solid(&rect(-half, y - 9., half * 2., 16., 7.), WOOD);
        }
        s.solid(
            &blob(&[
                (-30., -60.),
                (0., -40.),
                (34., -56.),
                (30., -14.),
                (8., 10.),
                (-28., -6.),
            ]),
            t.main,
        );
    });
}

fn chocolate(s: &mut Sheet, t: Tones) {
    s.turned((300., 300.), -14., |s| {
        s.solid(&rect(-130., -210., 260., 300., 8.), t.main);
        for row in 0..4u8 {
            for column in 0..3u8 {
                let (x, y) = (-124. + f32::from(column) * 84., -204. + f32::from(row) * 72.);
                s.fill(&rect(x, y, 80., 68., 5.), t.main.dark());
                s.fill(&rect(x, y, 75., 63., 5.), t.main.light());
                s.fill(&rect(x + 8., y + 8., 64., 52., 4.), t.main);
            }
        }
        // The foil, torn, and the sleeve.
        s.fill(
            "M-140 40L-116 22L-92 46L-62 18L-30 44L0 20L34 46L66 16L94 42L118 20L140 40V120H-140Z",
            t.third,
        );
        s.fill("M0 20L34 46L66 16L94 42L118 20L140 40V120H20Z", t.third.dark());
        s.moulded(&rect(-144., 70., 288., 168., 6.), t.accent, 0.7);
        s.label([-84., 92., 168., 122.], CREAM, t.accent);
    });
}
