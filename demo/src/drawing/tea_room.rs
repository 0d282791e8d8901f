//! Tea, and what it is served in.

use super::colour::{CREAM, INK, LEAF, STEEL};
use super::shape::{drum, lathe, oval};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif("teapot", View::Side, [0x3f_7f8c, 0xe6_c067, 0xfb_f3e0], teapot),
    motif("tea_tin", View::Side, [0x2f_5d50, 0xd8_ae52, 0xfb_f3e0], tea_tin),
    motif("cup", View::Side, [0xf0_e6d4, 0x3f_7394, 0x8a_4c22], cup),
    motif("tea_bag", View::Above, [0x7a_4a26, 0xf3_ead8, 0xc9_4c40], tea_bag),
];

fn teapot(s: &mut Sheet, t: Tones) {
    s.shadow(300., 490., 230.);
    s.line("M420 280C540 230 560 420 424 430", t.main.dark(), 32.);
    s.line("M420 274C530 232 546 410 420 422", t.main, 24.);
    s.solid(
        "M190 420Q120 410 96 320Q84 280 56 262L96 240Q132 262 150 310Q166 346 206 340Z",
        t.main,
    );
    s.oval(77., 250., 24., 12., t.main.shade(45));
    let body = lathe(
        300.,
        &[
            (70., 218.),
            (120., 244.),
            (156., 320.),
            (150., 400.),
            (104., 466.),
            (92., 486.),
        ],
        16.,
    );
    s.moulded(&body, t.main, 1.5);
    s.clip(&body, |s| {
        s.line("M120 350Q300 410 480 350", t.accent, 12.);
        s.line("M120 374Q300 434 480 374", t.third, 5.);
    });
    for x in [228., 300., 372.] {
        s.flower((x, 310. + (x - 300.).abs() * -0.06), 24., 6, (t.third, t.accent));
    }
    s.solid(
        "M212 222Q300 250 388 222Q370 172 300 168Q230 172 212 222Z",
        t.main.tint(10),
    );
    s.line("M216 222Q300 248 384 222", t.accent, 9.);
    s.ball(300., 152., 24., 22., t.accent);
    s.turned((192., 290.), 22., |s| {
        s.veil(&oval(0., 0., 11., 40.), CREAM, 0.55);
    });
}

fn tea_tin(s: &mut Sheet, t: Tones) {
    s.shadow(300., 494., 190.);
    s.solid(&drum(300., 196., 470., (128., 128.), 32.), t.main);
    s.clip(&drum(300., 196., 470., (128., 128.), 32.), |s| {
        s.line("M170 268Q300 318 430 268M170 442Q300 494 430 442", t.accent, 9.);
        s.veil("M190 200H212V520H190Z", CREAM, 0.25);
    });
    s.solid(&drum(300., 150., 218., (136., 136.), 34.), t.main.tint(8));
    s.clip(&drum(300., 150., 218., (136., 136.), 34.), |s| {
        s.line("M164 212Q300 280 436 212", t.accent, 12.);
    });
    s.oval(300., 150., 136., 34., t.main.light());
    s.oval(300., 152., 112., 25., t.main.tint(12));
    s.ball(300., 138., 28., 18., t.accent);
    let plate = "M300 306L364 330V404Q364 446 300 466Q236 446 236 404V330Z";
    s.fill(plate, t.third);
    s.line(plate, t.accent, 6.);
    s.sprig((300., 434.), 100., LEAF.mix(t.main, 30).against(t.third));
}

fn cup(s: &mut Sheet, t: Tones) {
    s.shadow(300., 492., 250.);
    s.oval(300., 470., 216., 38., t.main.dark());
    s.oval(300., 462., 216., 36., t.main);
    s.oval(300., 462., 150., 22., t.main.shade(12));
    s.line("M420 290C520 270 520 400 396 396", t.main.dark(), 28.);
    s.line("M420 286C508 272 508 388 396 388", t.main, 19.);
    let body = "M150 256Q156 420 236 456Q300 474 364 456Q444 420 450 256Z";
    s.moulded(body, t.main, 1.3);
    s.clip(body, |s| {
        s.line("M140 300Q300 366 460 300", t.accent, 17.);
        s.line("M140 326Q300 392 460 326", t.accent.light(), 6.);
    });
    s.oval(300., 256., 150., 40., t.main.tint(40));
    s.oval(300., 262., 134., 30., t.third);
    s.oval(286., 258., 104., 19., t.third.tint(12));
    for x in [244., 300., 356.] {
        s.veil(
            &format!("M{x} 220q-34 -44 0 -84q30 -38 4 -76q44 40 14 84q-30 40 -4 76Z"),
            CREAM,
            0.7,
        );
    }
}

fn tea_bag(s: &mut Sheet, t: Tones) {
    s.line(
        "M276 150C290 60 420 40 440 130C452 210 400 230 430 300",
        CREAM.shade(10),
        5.,
    );
    s.turned((260., 330.), -8., |s| {
        let bag = "M-110 -150L-70 -186H70L110 -150V176H-110Z";
        s.moulded(bag, t.accent, 0.7);
        s.clip(bag, |s| {
            s.fill("M-100 0Q-40 -30 0 -10T110 -16V180H-110Z", t.main.tint(22));
            for (x, y) in [
                (-80., 30.),
                (-46., 70.),
                (-20., 24.),
                (20., 60.),
                (56., 20.),
                (84., 74.),
                (-70., 120.),
                (-14., 120.),
                (40., 126.),
                (78., 140.),
                (6., 94.),
            ] {
                s.turned((x, y), x * 2., |s| s.oval(0., 0., 15., 6., t.main.dark()));
            }
            s.veil("M-110 -150H-40V180H-110Z", CREAM, 0.18);
        });
        s.dashes(
            "M-100 160H100M-98 -140V160M98 -140V160",
            t.accent.shade(26),
            4.,
            (9., 6.),
        );
        s.bar([-16., -192., 32., 18.], 3., STEEL);
    });
    s.turned((446., 356.), 12., |s| {
        s.moulded("M-64 -60L0 -92L64 -60V84H-64Z", t.third, 0.6);
        s.oval(0., -62., 8., 8., INK);
        s.oval(0., 10., 44., 44., CREAM);
        s.sprig((0., 42.), 66., LEAF);
    });
}
