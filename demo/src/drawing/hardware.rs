//! Tools and household things.

use super::colour::{CREAM, Rgb, STEEL, WOOD};
use super::shape::{drum, oval, rect};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif("hammer", View::Above, [0x8b_979c, 0xc9_8a4b, 0xb8_323a], hammer),
    motif(
        "screwdriver",
        View::Above,
        [0xd6_532f, 0x2f_3a44, 0xa9_b2b6],
        screwdriver,
    ),
    motif(
        "paint_pot",
        View::Side,
        [0x2f_86a0, 0xc3_cbcd, 0xfb_f3e0],
        paint_pot,
    ),
    motif(
        "light_bulb",
        View::Side,
        [0xf6_d574, 0xa9_b2b6, 0xe2_963a],
        light_bulb,
    ),
    motif(
        "watering_can",
        View::Side,
        [0x5f_8f7f, 0xd8_a84a, 0xa9_b2b6],
        watering_can,
    ),
    motif("padlock", View::Side, [0xd9_a63c, 0x9a_a5aa, 0x3a_2c33], padlock),
    motif("rope", View::Above, [0xcf_a86c, 0x9a_7440, 0xb8_323a], rope),
    motif("brush", View::Above, [0xc9_8a4b, 0xe6_d2a6, 0xa9_b2b6], brush),
    motif("candle", View::Side, [0xf3_e3c4, 0xf2_a93b, 0xc0_7a5a], candle),
];

fn hammer(s: &mut Sheet, t: Tones) {
    s.turned((300., 310.), 38., |s| {
        s.solid("M-17 -150H17L24 90Q28 180 22 236Q0 250 -22 236Q-28 180 -24 90Z", t.accent);
        s.solid("M-25 110Q-28 190 -22 238Q0 250 22 238Q28 190 25 110Z", t.third);
        s.solid("M-128 -214H-86Q-70 -206 -44 -206H44Q98 -214 150 -168L142 -156Q100 -170 44 -146H-44Q-70 -146 -86 -138H-128Q-140 -140 -140 -150V-202Q-140 -212 -128 -214Z", t.main);
        s.bar([-28., -212., 56., 72.], 6., t.main.dark());
        s.bar([-28., -212., 56., 16.], 6., t.main.light());
    });
}

fn screwdriver(s: &mut Sheet, t: Tones) {
    s.turned((300., 300.), 40., |s| {
        s.solid("M-13 -10H13V186L20 222V244H-20V222L-13 186Z", t.third);
        s.bar([-26., -16., 52., 34.], 8., t.third.dark());
        let grip = "M-34 -10Q-52 -40 -42 -80Q-56 -130 -54 -190Q-48 -244 0 -246Q48 -244 54 -190Q56 -130 42 -80Q52 -40 34 -10Z";
        s.solid(grip, t.main);
        for x in [-30., 0., 30.] {
            s.bar([x - 8., -210., 16., 116.], 8., t.accent);
        }
        s.veil(&rect(-46., -196., 8., 90., 4.), CREAM, 0.6);
    });
}

fn paint_pot(s: &mut Sheet, t: Tones) {
    s.shadow(300., 492., 200.);
    s.line("M150 240Q120 420 300 420Q480 420 450 240", t.accent.dark(), 8.);
    s.solid(&drum(300., 214., 466., (150., 146.), 40.), t.accent);
    s.clip(&drum(300., 214., 466., (150., 146.), 40.), |s| {
        let paper = if t.main.pale() { t.third.shade(36) } else { t.third };
        s.moulded("M140 262Q300 338 460 262V436Q300 512 140 436Z", paper, 0.8);
        s.fill("M140 372Q300 448 460 372V414Q300 490 140 414Z", t.main);
    });
    s.fill("M236 322Q300 342 364 322V352Q300 374 236 352Z", t.main.light());
    s.oval(300., 214., 156., 44., t.accent.light());
    s.oval(300., 215., 138., 36., t.accent.dark());
    s.oval(300., 222., 134., 29., t.main);
    s.fill("M146 226Q220 262 300 258Q330 258 330 290Q330 330 310 328Q292 326 290 296Q270 300 268 350Q262 380 244 374Q230 366 232 300Q200 288 196 314Q186 330 176 316Q178 270 146 226Z", t.main);
    s.line("M154 234Q220 266 300 264", t.main.light(), 6.);
    s.turned((356., 214.), 28., |s| {
        s.solid(&rect(-18., -200., 36., 130., 15.), WOOD);
        s.solid(&rect(-34., -84., 68., 46., 4.), STEEL);
        s.fill("M-34 -40H34L38 8H-38Z", Rgb(0xe6, 0xd2, 0xa6));
    });
    s.clip(&oval(300., 222., 134., 29.), |s| {
        s.oval(356., 232., 60., 22., t.main.shade(12));
    });
}

fn light_bulb(s: &mut Sheet, t: Tones) {
    s.shadow(300., 500., 90.);
    let glass = "M300 84C410 84 460 170 440 240C426 290 370 320 360 384H240C230 320 174 290 160 240C140 170 190 84 300 84Z";
    s.veil(&oval(300., 230., 214., 206.), t.main.tint(50), 0.45);
    s.solid(glass, t.main);
    s.line(
        "M270 380V290L250 230L280 256L300 224L320 256L350 230L330 290V380",
        t.third,
        8.,
    );
    s.turned((214., 180.), 30., |s| {
        s.veil(&oval(0., 0., 16., 50.), CREAM, 0.85);
    });
    for (step, half) in [(0u8, 58.), (1, 56.), (2, 52.)] {
        s.solid(
            &rect(300. - half, 384. + f32::from(step) * 30., half * 2., 28., 12.),
            t.accent,
        );
    }
    s.solid("M262 474H338L318 504H282Z", t.accent.shade(45));
}

fn watering_can(s: &mut Sheet, t: Tones) {
    s.shadow(300., 494., 240.);
    s.line("M430 250Q560 250 540 360Q520 430 436 440", t.accent, 24.);
    s.line("M220 240Q300 90 420 236", t.accent, 24.);
    s.solid("M206 452L96 218L60 232L172 470Z", t.main.shade(8));
    s.turned((78., 214.), -32., |s| {
        s.solid("M-30 30L-64 -24H64L30 30Z", t.accent);
        s.oval(0., -24., 64., 18., t.accent.light());
        s.specks(
            &[
                (-34., -24.),
                (-12., -30.),
                (-12., -18.),
                (12., -30.),
                (12., -18.),
                (34., -24.),
            ],
            5.,
            t.accent.dark(),
        );
    });
    s.solid(&drum(316., 240., 474., (118., 132.), 26.), t.main);
    s.clip(&drum(316., 240., 474., (118., 132.), 26.), |s| {
        s.line(
            "M170 300Q316 346 460 300M170 424Q316 474 460 424",
            t.main.dark(),
            7.,
        );
    });
    s.oval(316., 240., 118., 26., t.main.light());
    s.oval(316., 243., 102., 19., t.main.shade(45));
    s.glint([214., 290., 14., 150.]);
    s.flower((316., 376.), 40., 8, (CREAM, t.accent));
}

fn padlock(s: &mut Sheet, t: Tones) {
    s.shadow(300., 498., 190.);
    s.line(
        "M204 286V210Q204 112 300 112Q396 112 396 210V286",
        t.accent.dark(),
        48.,
    );
    s.line("M200 286V210Q200 108 298 108Q392 108 392 210V286", t.accent, 34.);
    s.line("M194 280V210Q194 108 290 104", t.accent.light(), 8.);
    s.solid(&rect(144., 258., 312., 236., 34.), t.main);
    s.line(&rect(164., 278., 272., 196., 22.), t.main.light(), 5.);
    s.oval(300., 352., 34., 34., t.third);
    s.fill("M288 360H312L324 436H276Z", t.third);
    s.specks(
        &[(184., 298.), (416., 298.), (184., 454.), (416., 454.)],
        9.,
        t.main.dark(),
    );
}

fn rope(s: &mut Sheet, t: Tones) {
    s.line("M460 380Q540 430 500 500Q470 540 400 520", t.accent, 46.);
    s.line("M460 380Q540 430 500 500Q470 540 400 520", t.main, 34.);
    s.dashes(
        "M460 380Q540 430 500 500Q470 540 400 520",
        t.accent,
        34.,
        (5., 17.),
    );
    for (radius, shift) in [(206., 0.), (166., 6.), (126., -4.), (88., 2.)] {
        let coil = oval(290. + shift, 290. - shift, radius, radius * 0.96);
        s.line(&coil, t.accent.shade(20), 46.);
        s.line(&coil, t.main, 36.);
        s.dashes(&coil, t.accent, 36., (5., 17.));
    }
    s.turned((400., 460.), 40., |s| {
        s.solid(&rect(-64., -28., 128., 56., 12.), t.third);
        s.stripes(
            &rect(-64., -28., 128., 56., 12.),
            [-40., 40., 20.],
            t.third.light(),
            4.,
        );
    });
}

fn brush(s: &mut Sheet, t: Tones) {
    s.turned((300., 300.), 42., |s| {
        let hair = "M-88 60H88L96 190Q70 226 48 204Q24 240 0 210Q-24 240 -48 204Q-70 226 -96 190Z";
        s.solid(hair, t.accent);
        s.stripes(hair, [-80., 80., 16.], t.accent.dark(), 3.);
        s.clip(hair, |s| s.fill("M-110 164Q-60 140 0 164T110 160V260H-110Z", t.accent.shade(24)));
        s.solid(&rect(-92., 4., 184., 66., 5.), t.third);
        s.line("M-90 22H90M-90 52H90", t.third.dark(), 4.);
        s.solid("M-84 6Q-80 -40 -34 -60Q-22 -150 -30 -214Q-26 -246 0 -248Q26 -246 30 -214Q22 -150 34 -60Q80 -40 84 6Z", t.main);
        s.oval(0., -214., 11., 11., t.main.shade(50));
    });
}

fn candle(s: &mut Sheet, t: Tones) {
    s.shadow(300., 496., 190.);
    s.veil(&oval(300., 150., 120., 130.), t.accent.tint(60), 0.5);
    s.solid(&drum(300., 452., 474., (170., 150.), 28.), t.third);
    s.oval(300., 452., 170., 30., t.third.light());
    s.solid(&drum(300., 256., 446., (92., 92.), 22.), t.main);
    s.oval(300., 256., 92., 22., t.main.light());
    s.oval(300., 258., 66., 13., t.accent.tint(60));
    s.solid(
        "M208 262Q222 300 226 340Q240 366 250 336Q252 290 268 276Q230 280 208 262Z",
        t.main.light(),
    );
    s.line("M300 258V214", t.third.shade(70), 7.);
    s.fill(
        "M300 74C352 140 356 182 332 210Q300 236 268 210C246 180 262 140 300 74Z",
        t.accent,
    );
    s.fill(
        "M302 128C330 166 330 190 316 208Q300 220 284 208C272 188 282 160 302 128Z",
        t.accent.tint(62),
    );
}
