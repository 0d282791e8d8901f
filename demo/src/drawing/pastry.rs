//! Tarts, cakes and biscuits.

use super::colour::{CREAM, Rgb};
use super::shape::{around, blob, drum, lathe, oval, rect, scallop};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif("tart", View::Above, [0xcf_9448, 0xc6_2f3e, 0xf4_dd9a], tart),
    motif("cake", View::Side, [0xf3_d7c5, 0x6b_3b2a, 0xc6_2f3e], cake),
    motif(
        "macarons",
        View::Side,
        [0xe5_8fa0, 0xa9_bd6c, 0x8a_5a3c],
        macarons,
    ),
    motif("cookies", View::Above, [0xd3_9a55, 0x5c_3424, 0xa8_6a30], cookies),
];

fn tart(s: &mut Sheet, t: Tones) {
    let centre = (300., 300.);
    s.moulded(&scallop(centre, 232., 30, 16.), t.main, 1.);
    s.oval(300., 300., 196., 196., t.main.dark());
    s.oval(300., 303., 190., 190., t.third);
    for (radius, count) in [(152., 14u16), (94., 9), (38., 4)] {
        for step in 0..count {
            let turn = f32::from(step) / f32::from(count);
            let (x, y) = around(centre, radius, turn);
            s.turned((x, y), turn * 360. + 90., |s| {
                s.moulded("M0 -34C30 -38 42 -8 0 34C-42 -8 -30 -38 0 -34Z", t.accent, 0.7);
                s.veil(&oval(-9., -14., 5., 8.), CREAM, 0.7);
            });
        }
    }
    s.leaf((296., 300.), (54., 28.), -20., super::colour::LEAF);
    s.leaf((304., 300.), (54., 28.), 60., super::colour::LEAF);
}

fn cake(s: &mut Sheet, t: Tones) {
    s.shadow(300., 520., 170.);
    let china = Rgb(0xee, 0xec, 0xe4);
    s.solid(
        &lathe(300., &[(30., 440.), (30., 480.), (90., 512.), (94., 520.)], 10.),
        china,
    );
    s.solid(&drum(300., 428., 440., (216., 216.), 30.), china);
    let body = drum(300., 236., 418., (164., 164.), 34.);
    s.solid(&body, t.main);
    s.clip(&body, |s| {
        s.line("M136 330Q300 400 464 330", t.third, 16.);
        s.line("M136 340Q300 410 464 340", t.main.light(), 5.);
    });
    s.solid("M134 232A166 38 0 0 1 466 232V290Q462 312 446 306Q434 296 430 284Q420 356 396 348Q384 340 382 304Q362 296 352 330Q338 352 322 330Q314 308 298 312Q284 318 280 362Q264 386 248 358Q246 316 230 304Q212 306 208 334Q190 350 180 322Q178 286 160 296Q140 300 134 280Z", t.accent);
    s.oval(300., 230., 162., 36., t.accent.light());
    s.oval(300., 232., 152., 31., t.accent.tint(10));
    for (x, y) in [
        (180., 226.),
        (240., 246.),
        (360., 246.),
        (420., 226.),
        (300., 252.),
        (250., 210.),
        (350., 210.),
    ] {
        s.moulded(&scallop((x, y - 12.), 28., 7, 5.), CREAM, 0.6);
        s.ball(x, y - 34., 20., 19., t.third);
    }
}

fn macarons(s: &mut Sheet, t: Tones) {
    s.shadow(300., 494., 250.);
    for (x, y, tone) in [
        (182., 420., t.main),
        (420., 420., t.third),
        (300., 262., t.accent),
    ] {
        let cream = tone.tint(58);
        let shell = lathe(
            x,
            &[(30., y + 16.), (108., y + 16.), (112., y + 36.), (84., y + 68.)],
            12.,
        );
        s.solid(&shell, tone);
        s.line(
            &format!("M{} {}H{}", x - 104., y + 17., x + 104.),
            tone.tint(18),
            12.,
        );
        s.solid(&rect(x - 98., y - 16., 196., 30., 13.), cream);
        let top = format!(
            "M{} {}Q{} {} {x} {}Q{} {} {} {}Z",
            x - 112.,
            y - 18.,
            x - 108.,
            y - 96.,
            y - 96.,
            x + 108.,
            y - 96.,
            x + 112.,
            y - 18.
        );
        s.solid(&top, tone);
        s.dashes(
            &format!("M{} {}H{}", x - 108., y - 17., x + 108.),
            tone.tint(22),
            14.,
            (9., 3.),
        );
        s.veil(&oval(x - 46., y - 70., 26., 8.), CREAM, 0.6);
    }
}

fn cookies(s: &mut Sheet, t: Tones) {
    for (x, y, size, angle) in [
        (200., 196., 130., 0.),
        (412., 230., 118., 70.),
        (194., 420., 112., 140.),
        (386., 418., 138., 210.),
    ] {
        s.placed((x, y), angle, size / 100., |s| {
            s.placed((0., 0.), -angle, 1., |s| {
                s.moulded(&scallop((0., 0.), 100., 13, 4.), t.main, 0.9);
            });
            let chips = [
                (-44., -40.),
                (14., -58.),
                (52., -12.),
                (-10., -4.),
                (-60., 16.),
                (-26., 54.),
                (30., 42.),
                (62., 40.),
                (4., 78.),
            ];
            for (x, y) in chips {
                s.fill(
                    &blob(&[(x - 13., y - 4.), (x, y - 13.), (x + 13., y), (x + 2., y + 12.)]),
                    t.accent,
                );
                s.fill(
                    &blob(&[(x - 8., y - 4.), (x, y - 9.), (x + 6., y - 3.)]),
                    t.accent.light(),
                );
            }
            s.line(
                "M-66 -20Q-50 -10 -46 4M30 4Q40 12 38 20M-8 26Q2 30 4 40",
                t.third,
                4.,
            );
        });
    }
}
