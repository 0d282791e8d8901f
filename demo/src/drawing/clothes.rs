//! Wool, cotton and linen, laid flat.

use super::colour::{CREAM, Rgb};
use super::shape::{oval, rect};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif("sweater", View::Above, [0x3f_6480, 0xf3_e6cf, 0xc9_4c40], sweater),
    motif("scarf", View::Above, [0xb8_3f45, 0xf0_dfbf, 0x37_5a63], scarf),
    motif("hat", View::Above, [0xd0_8a35, 0xf3_e6cf, 0x8a_4c2a], hat),
    motif(
        "felt_hat",
        View::Side,
        [0x5a_4a42, 0xb5_533c, 0x35_5f5a],
        felt_hat,
    ),
    motif("socks", View::Above, [0x4f_8278, 0xe9_c46a, 0xd0_6a4a], socks),
    motif("shirt", View::Above, [0xa9_c4d6, 0xfb_f6ea, 0x4f_7394], shirt),
    motif("gloves", View::Above, [0x9a_5a3c, 0xe6_cba0, 0x6b_3a28], gloves),
    motif("apron", View::Above, [0x5a_7d6a, 0xf3_e6cf, 0xd8_a84a], apron),
    motif(
        "bag_tote",
        View::Above,
        [0xf0_e2c4, 0x2f_6f7a, 0xd6_6a4a],
        bag_tote,
    ),
];

/// Knitted ribs along an edge.
fn ribs(s: &mut Sheet, [left, top, wide, high]: [f32; 4], wool: Rgb) {
    let edge = rect(left, top, wide, high, 6.);
    s.fill(&edge, wool.shade(14));
    s.stripes(&edge, [left + 6., left + wide, 13.], wool.light(), 5.);
}

fn sweater(s: &mut Sheet, t: Tones) {
    for side in [-1., 1.] {
        s.placed((300., 300.), 0., 1., |s| {
            let sleeve = format!(
                "M{} -190L{} -140L{} 150L{} 170L{} -40Z",
                side * 90.,
                side * 164.,
                side * 236.,
                side * 164.,
                side * 112.
            );
            s.moulded(&sleeve, t.main.shade(6), 0.7);
            s.turned((side * 200., 166.), side * -16., |s| {
                ribs(s, [-42., -14., 84., 44.], t.main);
            });
        });
    }
    let body = "M204 116Q300 156 396 116L436 150L420 470H180L164 150Z";
    s.moulded(body, t.main, 0.9);
    s.clip(body, |s| {
        s.fill(&rect(150., 226., 300., 84., 1.), t.accent);
        for step in 0..9u8 {
            let x = 160. + f32::from(step) * 36.;
            s.fill(&format!("M{x} 268l18 -26l18 26l-18 26Z"), t.third);
            s.oval(x, 268., 6., 6., t.main);
        }
        s.line("M150 212H450M150 324H450", t.third, 7.);
        s.dashes("M150 200H450M150 336H450", t.accent, 7., (9., 9.));
    });
    ribs(s, [178., 462., 244., 46.], t.main);
    s.line("M214 118Q300 172 386 118", t.main.light(), 26.);
    s.dashes("M214 118Q300 172 386 118", t.main.dark(), 26., (4., 10.));
}

fn scarf(s: &mut Sheet, t: Tones) {
    let tail = |s: &mut Sheet, x: f32, angle: f32, long: f32| {
        s.turned((x, 230.), angle, |s| {
            let cloth = rect(-62., 0., 124., long, 6.);
            for step in 0..8u8 {
                let at = -54. + f32::from(step) * 15.5;
                s.line(&format!("M{at} {long}v36"), t.main.shade(12), 7.);
            }
            s.moulded(&cloth, t.main, 0.8);
            s.clip(&cloth, |s| {
                for y in [long - 52., long - 118., long - 184., long - 250.] {
                    s.bar([-62., y, 124., 24.], 1., t.accent);
                    s.bar([-62., y + 30., 124., 8.], 1., t.third);
                }
                s.stripes(&cloth, [-40., 40., 40.], t.third.tint(20), 5.);
            });
        });
    };
    tail(s, 230., 10., 270.);
    tail(s, 366., -14., 290.);
    let loop_cloth = "M300 84C410 84 470 140 462 210C452 290 370 316 300 316C230 316 148 290 138 210C130 140 190 84 300 84Z";
    s.moulded(loop_cloth, t.main, 1.1);
    s.clip(loop_cloth, |s| {
        s.line("M170 120Q150 240 260 320M430 120Q450 240 340 320", t.accent, 22.);
        s.line("M200 100Q190 230 290 320M400 100Q410 230 310 320", t.third, 8.);
    });
    s.oval(300., 176., 92., 54., t.main.shade(50));
    s.line("M206 182Q300 262 394 182", t.main.light(), 7.);
}

fn hat(s: &mut Sheet, t: Tones) {
    let crown = "M132 400C120 230 200 132 300 132C400 132 480 230 468 400Z";
    s.moulded(crown, t.main, 1.2);
    s.clip(crown, |s| {
        for step in 0..7u8 {
            let lean = f32::from(step) * 50. - 150.;
            s.line(
                &format!("M{} 410Q{} 260 300 120", 300. + lean * 1.1, 300. + lean),
                t.main.dark(),
                5.,
            );
        }
        s.line("M100 316Q300 280 500 316", t.accent, 22.);
        s.dashes("M100 316Q300 280 500 316", t.third, 10., (14., 14.));
    });
    s.moulded(&rect(110., 376., 380., 100., 30.), t.main.tint(10), 0.8);
    s.stripes(
        &rect(110., 376., 380., 100., 30.),
        [130., 480., 24.],
        t.main.dark(),
        5.,
    );
    s.moulded(&super::shape::scallop((300., 112.), 66., 15, 8.), t.accent, 0.9);
    let tufts: Vec<_> = (0..9u8)
        .map(|step| super::shape::around((298., 110.), 36., f32::from(step) / 9.))
        .collect();
    s.specks(&tufts, 5., t.accent.dark());
}

fn felt_hat(s: &mut Sheet, t: Tones) {
    s.shadow(300., 440., 280.);
    s.moulded(
        "M40 384Q90 350 180 352H420Q510 350 560 384Q520 452 300 456Q80 452 40 384Z",
        t.main,
        1.2,
    );
    let crown = "M152 392Q160 230 206 176Q250 148 300 184Q350 148 394 176Q440 230 448 392Q300 436 152 392Z";
    s.moulded(crown, t.main.tint(6), 1.5);
    s.clip(crown, |s| {
        s.fill("M130 318Q300 366 470 318V384Q300 432 130 384Z", t.accent);
        s.line("M130 320Q300 368 470 320", t.accent.light(), 5.);
        s.line("M300 186Q294 230 306 268", t.main.shade(34), 7.);
    });
    for (angle, tone) in [(34., t.third), (20., t.third.light())] {
        s.leaf((412., 384.), (170., 40.), angle, tone);
    }
    s.ball(412., 372., 15., 15., t.accent.light());
}

fn socks(s: &mut Sheet, t: Tones) {
    for (at, angle) in [((206., 280.), -8.), ((370., 300.), 8.)] {
        s.turned(at, angle, |s| {
            let sock = "M-64 -190H60V60Q64 100 110 128Q176 164 156 206Q140 238 70 230Q-20 224 -54 170Q-70 130 -64 60Z";
            s.moulded(sock, t.main, 0.9);
            s.clip(sock, |s| {
                for y in [-120., -64., -8.] {
                    s.bar([-70., y, 140., 22.], 1., t.accent);
                }
                s.oval(152., 206., 66., 70., t.third);
                s.oval(-64., 148., 58., 62., t.third);
            });
            ribs(s, [-70., -206., 136., 58.], t.third);
        });
    }
}

fn shirt(s: &mut Sheet, t: Tones) {
    for side in [-1., 1.] {
        let sleeve = format!(
            "M{} 130L{} 170L{} 330L{} 350L{} 250Z",
            300. + side * 96.,
            300. + side * 160.,
            300. + side * 232.,
            300. + side * 156.,
            300. + side * 116.
        );
        s.moulded(&sleeve, t.main.shade(5), 0.7);
        s.stripes(&sleeve, [40., 560., 22.], t.accent, 5.);
    }
    let body = "M214 116L300 140L386 116L440 160L428 500Q300 518 172 500L160 160Z";
    s.moulded(body, t.main, 0.9);
    s.stripes(body, [168., 440., 22.], t.accent, 5.);
    s.bar([284., 150., 32., 360.], 3., t.main.light());
    s.line("M284 160V508", t.main.dark(), 3.);
    s.specks(
        &[
            (300., 210.),
            (300., 270.),
            (300., 330.),
            (300., 390.),
            (300., 450.),
        ],
        7.,
        t.third,
    );
    s.moulded(&rect(340., 240., 66., 76., 8.), t.main.tint(12), 0.4);
    s.fill("M236 112Q300 90 364 112L300 160Z", t.main.shade(40));
    s.moulded("M232 104L300 162L254 206L208 126Z", t.main.tint(20), 0.5);
    s.moulded("M368 104L300 162L346 206L392 126Z", t.main.tint(20), 0.5);
}

fn gloves(s: &mut Sheet, t: Tones) {
    for (x, side, angle) in [(196., 1., -8.), (404., -1., 8.)] {
        s.turned((x, 320.), angle, |s| {
            for (place, top) in [(-66., -170.), (-23., -206.), (21., -196.), (63., -150.)] {
                s.moulded(&rect(side * place - 21., top, 42., 200., 20.), t.main, 0.5);
            }
            s.turned((side * 84., 40.), side * 42., |s| {
                s.moulded(&rect(-22., -104., 44., 140., 21.), t.main, 0.5);
            });
            s.moulded(&rect(-90., -60., 178., 190., 34.), t.main, 0.8);
            for place in [-44., 0., 44.] {
                s.line(&format!("M{} -30v74", side * place), t.third, 5.);
            }
            ribs(s, [-78., 116., 154., 66.], t.accent);
        });
    }
}

fn apron(s: &mut Sheet, t: Tones) {
    s.line("M226 150C220 40 380 40 374 150", t.accent, 15.);
    s.line("M160 290Q90 300 70 380M440 290Q510 300 530 380", t.accent, 15.);
    let cloth = "M214 136H386Q384 230 452 280L462 510Q300 534 138 510L148 280Q216 230 214 136Z";
    s.moulded(cloth, t.main, 1.);
    s.stripes(cloth, [160., 460., 40.], t.main.light(), 7.);
    s.moulded(&rect(208., 340., 184., 112., 12.), t.main.tint(10), 0.5);
    s.bar([208., 340., 184., 22.], 6., t.accent);
    s.line("M300 362V450", t.main.dark(), 4.);
    s.fill(&rect(212., 130., 176., 24., 4.), t.accent);
    s.turned((346., 350.), 12., |s| {
        s.solid(&rect(-8., -110., 16., 120., 7.), t.third);
        s.solid(&oval(0., -124., 25., 34.), t.third);
    });
    s.bar([314., 348., 76., 16.], 4., t.accent);
}

fn bag_tote(s: &mut Sheet, t: Tones) {
    s.line("M222 220C214 40 386 40 378 220", t.main.shade(24), 24.);
    s.line("M222 220C214 60 386 60 378 220", t.main.shade(8), 17.);
    let cloth = "M148 198H452L470 506Q300 530 130 506Z";
    s.moulded(cloth, t.main, 1.1);
    s.dashes("M150 220H450", t.main.shade(30), 4., (10., 7.));
    s.bar([206., 186., 34., 54.], 4., t.main.shade(14));
    s.bar([360., 186., 34., 54.], 4., t.main.shade(14));
    // The covered market, printed in one colour.
    s.fill("M190 340L300 262L410 340Z", t.accent);
    s.fill("M262 290L300 250L338 290Z", t.accent);
    s.oval(300., 312., 15., 15., t.main);
    for x in [198., 246., 294., 342., 390.] {
        s.bar([x, 340., 13., 96.], 2., t.accent);
    }
    s.bar([186., 430., 228., 15.], 3., t.accent);
    s.line("M228 400Q252 372 276 400M324 400Q348 372 372 400", t.third, 9.);
    s.fill("M258 436V392Q300 360 342 392V436Z", t.third);
    s.veil("M410 198H452L470 506L424 514Z", CREAM.shade(80), 0.12);
}
