//! What comes back in many pictures: leaves, flowers, labels, bows, smiles.

use super::colour::{INK, Rgb};
use super::shape::{self, Point};
use super::sheet::Sheet;

impl Sheet {
    /// A leaf growing from `at`, towards `angle` (0 points up, clockwise).
    pub fn leaf(&mut self, at: Point, (length, width): Point, angle: f32, tone: Rgb) {
        let (half, mid) = (width / 2., -length * 0.45);
        let blade = format!(
            "M0 0C-{half} {} -{half} {} 0 -{length}C{half} {} {half} {} 0 0Z",
            mid * 0.5,
            mid * 1.5,
            mid * 1.5,
            mid * 0.5
        );
        let lit = format!("M0 0C-{half} {} -{half} {} 0 -{length}Z", mid * 0.5, mid * 1.5);
        self.turned(at, angle, |s| {
            s.fill(&blade, tone.dark());
            s.fill(&lit, tone);
            s.line(
                &format!("M0 -6V-{}", length * 0.8),
                tone.light(),
                (length / 40.).max(1.5),
            );
        });
    }

    /// An upright twig with rounded leaves, as printed on labels.
    pub fn sprig(&mut self, (x, y): Point, height: f32, tone: Rgb) {
        self.line(
            &format!("M{x} {y}V{}", y - height * 0.7),
            tone.dark(),
            (height * 0.04).max(3.),
        );
        self.leaf((x, y - height * 0.62), (height * 0.38, height * 0.24), 0., tone);
        for (rise, size) in [(0.06, 0.42), (0.36, 0.36)] {
            for angle in [-64., 64.] {
                self.leaf(
                    (x, y - height * rise),
                    (height * size, height * size * 0.56),
                    angle,
                    tone,
                );
            }
        }
    }

    /// A flower seen from the front.
    pub fn flower(&mut self, at: Point, radius: f32, petals: u16, (petal, heart): (Rgb, Rgb)) {
        let width = radius * 4.5 / f32::from(petals);
        for ring in [0u16, 1] {
            let (tone, reach) = if ring == 0 {
                (petal.dark(), 1.)
            } else {
                (petal, 0.9)
            };
            for index in 0..petals {
                let angle = 360. * (f32::from(index) + f32::from(ring) * 0.5) / f32::from(petals);
                self.turned(at, angle, |s| {
                    s.oval(0., -radius * 0.56 * reach, width / 2., radius * 0.44, tone);
                });
            }
        }
        self.ball(at.0, at.1, radius * 0.3, radius * 0.3, heart);
    }

    /// A printed label without words: a border, a sprig and two rules.
    pub fn label(&mut self, [x, y, w, h]: [f32; 4], paper: Rgb, ink: Rgb) {
        let ink = ink.against(paper);
        self.bar([x, y, w, h], 8., paper);
        self.bar([x + w * 0.86, y, w * 0.14, h], 8., paper.shade(8));
        self.line(&shape::rect(x + 9., y + 9., w - 18., h - 18., 5.), ink, 3.);
        self.sprig((x + w / 2., y + h * 0.6), h * 0.44, ink);
        let cx = x + w / 2.;
        self.bar([cx - w * 0.26, y + h * 0.65, w * 0.52, 7.], 3., ink.dark());
        self.bar([cx - w * 0.16, y + h * 0.65 + 14., w * 0.32, 5.], 2., ink.light());
    }

    /// A ribbon tied in a bow.
    pub fn bow(&mut self, at: Point, size: f32, tone: Rgb) {
        self.placed(at, 0., size / 100., |s| {
            s.fill("M-6 4L-52 84L-24 78L-14 98L10 8Z", tone.dark());
            s.fill("M6 4L52 84L26 80L12 98L-10 8Z", tone.shade(12));
            s.solid("M0 0C-30 -60 -100 -66 -98 -8C-96 42 -34 34 0 0Z", tone);
            s.solid("M0 0C30 -60 100 -66 98 -8C96 42 34 34 0 0Z", tone);
            s.ball(0., 0., 20., 18., tone.tint(12));
        });
    }

    /// A pair of eyes and a smile, for toys.
    pub fn face(&mut self, (x, y): Point, size: f32) {
        for side in [-1., 1.] {
            self.oval(x + side * size, y, size * 0.17, size * 0.2, INK);
        }
        let smile = format!(
            "M{} {}Q{x} {} {} {}",
            x - size * 0.5,
            y + size * 0.7,
            y + size * 1.15,
            x + size * 0.5,
            y + size * 0.7
        );
        self.line(&smile, INK, size * 0.12);
    }
}
