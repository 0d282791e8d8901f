//! Bottles and glasses.

use super::colour::{CORK, CREAM, Rgb};
use super::grocer::vessel;
use super::shape::{Point, blob, drum, lathe, oval, rect};
use super::sheet::{Sheet, Tones};
use super::{Motif, View, motif};

pub const MOTIFS: &[Motif] = &[
    motif(
        "beer_bottle",
        View::Side,
        [0x7a_4a24, 0xd9_a02f, 0xf6_e7c4],
        beer_bottle,
    ),
    motif(
        "wine_bottle",
        View::Side,
        [0x2f_4a36, 0x8d_2138, 0xf6_ecd6],
        wine_bottle,
    ),
    motif("cider", View::Side, [0x5f_7a35, 0xdc_a63a, 0xf6_ecd6], cider),
    motif(
        "beer_glass",
        View::Side,
        [0xe0_9a2b, 0xff_f6e2, 0x8a_5a2c],
        beer_glass,
    ),
    motif(
        "wine_glass",
        View::Side,
        [0xd4_dedd, 0x8d_2138, 0xfb_f3e0],
        wine_glass,
    ),
];

/// Dark glass, full to the cork.
fn flask(s: &mut Sheet, profile: &[Point], glass: Rgb) {
    let outline = lathe(300., profile, 14.);
    s.solid(&outline, glass);
    s.clip(&outline, |s| {
        s.veil(
            "M262 0H282V260Q240 300 240 600H222V280Q262 250 262 0Z",
            CREAM,
            0.3,
        );
    });
}

fn beer_bottle(s: &mut Sheet, t: Tones) {
    s.shadow(300., 508., 140.);
    flask(
        s,
        &[
            (26., 92.),
            (26., 100.),
            (30., 190.),
            (44., 240.),
            (80., 300.),
            (84., 350.),
            (84., 480.),
            (76., 506.),
        ],
        t.main,
    );
    s.label([216., 338., 168., 130.], t.third, t.accent);
    s.solid("M271 168H329L333 216Q300 226 267 216Z", t.third);
    s.oval(300., 194., 13., 13., t.accent);
    s.solid(
        "M266 62Q300 48 334 62L340 92L330 98L320 92L310 99L300 93L290 99L280 92L270 98L260 92Z",
        t.accent,
    );
}

fn wine_bottle(s: &mut Sheet, t: Tones) {
    s.shadow(300., 510., 140.);
    flask(
        s,
        &[
            (24., 60.),
            (24., 70.),
            (26., 190.),
            (36., 220.),
            (78., 252.),
            (84., 300.),
            (84., 480.),
            (78., 510.),
        ],
        t.main,
    );
    s.solid(
        "M272 42Q300 36 328 42V62H332V78H328L330 176Q300 186 270 176L272 78H268V62H272Z",
        t.accent,
    );
    s.line("M271 150Q300 158 329 150", t.third.shade(12), 5.);
    s.bar([216., 308., 168., 150.], 4., t.third);
    s.bar([360., 308., 24., 150.], 4., t.third.shade(8));
    let ink = t.accent.against(t.third);
    s.bar([216., 308., 168., 12.], 2., ink);
    // A small château between its vines.
    s.fill(
        "M264 392V352L276 338L288 352V364H312V352L324 338L336 352V392Z",
        ink,
    );
    s.bar([293., 374., 14., 18.], 5., t.third);
    s.line("M236 404Q300 388 364 404", ink.light(), 5.);
    s.bar([252., 420., 96., 8.], 3., t.main.against(t.third));
    s.bar([270., 436., 60., 6.], 3., t.main.against(t.third).light());
}

fn cider(s: &mut Sheet, t: Tones) {
    s.shadow(300., 510., 160.);
    flask(
        s,
        &[
            (28., 90.),
            (28., 100.),
            (32., 170.),
            (52., 222.),
            (92., 286.),
            (100., 340.),
            (98., 470.),
            (88., 510.),
        ],
        t.main,
    );
    s.solid("M276 84V62Q266 38 282 30Q300 24 318 30Q334 38 324 62V84Z", CORK);
    s.line(
        "M280 92L288 44M320 92L312 44M284 46H316",
        Rgb(0x8f, 0x93, 0x94),
        4.,
    );
    s.solid(
        "M266 88Q300 80 334 88L340 196Q322 186 300 200Q278 186 260 196Z",
        t.accent,
    );
    s.bar([208., 316., 184., 140.], 10., t.third);
    s.bar([366., 316., 26., 140.], 10., t.third.shade(8));
    s.line(&rect(216., 324., 168., 124., 6.), t.accent, 4.);
    apple(s, (300., 392.), 44., t.accent.mix(Rgb(0xc8, 0x3a, 0x2e), 55));
}

/// A small apple, as on a label.
pub fn apple(s: &mut Sheet, at: Point, size: f32, skin: Rgb) {
    s.placed(at, 0., size / 100., |s| {
        let body = [
            (0., -74.),
            (62., -92.),
            (104., -20.),
            (66., 84.),
            (0., 78.),
            (-66., 84.),
            (-104., -20.),
            (-62., -92.),
        ];
        s.moulded(&blob(&body), skin, 1.5);
        s.veil(&oval(-50., -40., 14., 26.), CREAM, 0.6);
        s.line("M0 -70Q2 -104 16 -122", Rgb(0x6b, 0x45, 0x2b), 12.);
        s.leaf((6., -88.), (78., 38.), 66., super::colour::LEAF);
    });
}

fn beer_glass(s: &mut Sheet, t: Tones) {
    s.shadow(310., 500., 190.);
    let handle = "M400 236Q492 226 490 320Q486 424 396 424";
    s.line(handle, t.main.tint(55), 34.);
    s.line(handle, t.main.tint(78), 16.);
    let glass = drum(286., 190., 474., (124., 116.), 24.);
    vessel(s, &glass, 226., t.main);
    s.clip(&glass, |s| {
        for x in [206., 258., 310.] {
            s.veil(&rect(x, 268., 34., 180., 16.), CREAM, 0.26);
        }
        for (x, y) in [
            (226., 430.),
            (276., 380.),
            (330., 420.),
            (246., 310.),
            (352., 340.),
            (300., 290.),
        ] {
            s.veil(&oval(x, y, 5., 5.), CREAM, 0.8);
        }
    });
    let foam = [
        (152., 214.),
        (164., 152.),
        (214., 130.),
        (250., 106.),
        (306., 112.),
        (352., 128.),
        (404., 148.),
        (424., 208.),
        (404., 250.),
        (372., 236.),
        (350., 284.),
        (326., 244.),
        (250., 240.),
        (206., 262.),
        (176., 246.),
    ];
    s.solid(&blob(&foam), t.accent);
    s.line(
        "M206 172Q226 152 248 160M300 150Q320 140 340 152",
        t.accent.shade(14),
        6.,
    );
}

fn wine_glass(s: &mut Sheet, t: Tones) {
    s.shadow(300., 512., 130.);
    let pane = t.main;
    s.oval(300., 506., 88., 17., pane.shade(14));
    s.oval(300., 502., 88., 15., pane);
    s.fill("M291 344H309L313 496Q300 506 287 496Z", pane.shade(10));
    s.fill("M292 344H300V498L288 496Z", pane);
    let bowl = "M212 84Q180 210 204 276Q232 350 300 356Q368 350 396 276Q420 210 388 84Z";
    s.veil(bowl, pane, 0.75);
    s.clip(bowl, |s| {
        s.moulded("M150 214H450V400H150Z", t.accent, 0.1);
        s.veil("M350 60Q400 240 320 360H450V60Z", t.accent.shade(70), 0.28);
        s.oval(300., 214., 108., 20., t.accent.light());
    });
    s.line(bowl, pane.tint(30), 5.);
    s.oval(300., 84., 88., 14., pane.tint(25));
    s.oval(300., 85., 80., 10., pane.shade(8));
    s.glint([216., 130., 14., 150.]);
}
