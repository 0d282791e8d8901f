//! Barcodes drawn here, from a table written once more and differently, and then treated as a phone's camera would.

#![expect(clippy::unwrap_used, reason = "a failed expectation is how a test speaks")]

use scanner::read;

/// A digit's seven modules in the left half, odd parity; all others are made from it.
const LEFT: [&str; 10] = [
    "0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111",
    "0001011",
];
const PARITY: [&str; 10] = [
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL",
];

fn right(digit: usize) -> String {
    LEFT[digit]
        .chars()
        .map(|module| if module == '0' { '1' } else { '0' })
        .collect()
}

fn even(digit: usize) -> String {
    right(digit).chars().rev().collect()
}

fn digits(number: &str) -> Vec<usize> {
    number
        .chars()
        .map(|digit| usize::try_from(digit.to_digit(10).unwrap()).unwrap())
        .collect()
}

/// Modules from the first bar to the last: '1' is black.
fn modules(number: &str) -> Vec<bool> {
    let digits = digits(number);
    let (left, right_half, parity) = match digits.len() {
        13 => (&digits[1..7], &digits[7..], PARITY[digits[0]]),
        8 => (&digits[..4], &digits[4..], "LLLL"),
        _ => panic!("{number} is no EAN"),
    };
    let mut drawn = "101".to_owned();
    for (digit, side) in left.iter().zip(parity.chars()) {
        drawn += &if side == 'L' {
            LEFT[*digit].to_owned()
        } else {
            even(*digit)
        };
    }
    drawn += "01010";
    drawn.extend(right_half.iter().map(|digit| right(*digit)));
    drawn += "101";
    drawn.chars().map(|module| module == '1').collect()
}

/// How a picture is taken.
#[derive(Clone, Copy)]
struct Shot {
    /// Pixels a module.
    scale: f64,
    /// Degrees.
    lean: f64,
    /// Radius of the blur, in pixels.
    blur: f64,
    /// Grey levels up and down.
    grain: f64,
    /// How many modules the ink ran on each side of a bar.
    ink: f64,
    /// Grey levels lost from the left rim to the right one.
    shade: f64,
    /// Half of the angle under which a bottle's side is seen, in radians; zero for a flat box.
    bend: f64,
}

const STILL: Shot = Shot {
    scale: 4.0,
    lean: 0.0,
    blur: 0.0,
    grain: 0.0,
    ink: 0.0,
    shade: 0.0,
    bend: 0.0,
};
const WIDTH: u32 = 640;
const HEIGHT: u32 = 120;

/// Black on white, in the middle.
fn take(number: &str, shot: Shot) -> Vec<u8> {
    let modules = modules(number);
    let count = f64::from(u32::try_from(modules.len()).unwrap());
    let (sin, cos) = shot.lean.to_radians().sin_cos();
    let light = |x: f64, y: f64| -> f64 {
        let (x, y) = (x - f64::from(WIDTH) / 2.0, y - f64::from(HEIGHT) / 2.0);
        let (mut along, across) = ((x * cos + y * sin) / shot.scale, (y * cos - x * sin) / shot.scale);
        if shot.bend > 0.0 {
            let radius = count / 2.0 / shot.bend.sin();
            along = (along / radius).clamp(-1.0, 1.0).asin() * count / 2.0 / shot.bend;
        }
        along += count / 2.0;
        let bar = |at: f64| modules.get(cell(at)).copied().unwrap_or_default() && at >= 0.0;
        let is_black = across.abs() < 11.0 && (bar(along) || bar(along - shot.ink) || bar(along + shot.ink));
        if is_black { 40.0 } else { 225.0 }
    };
    let sharp = pixels(|x, y| {
        // Three by three points in each pixel.
        let points = (0..9).map(|n| light(x + f64::from(n % 3) / 3.0, y + f64::from(n / 3) / 3.0));
        points.sum::<f64>() / 9.0
    });
    let blurred = if shot.blur > 0.0 {
        blur(&sharp, shot.blur)
    } else {
        sharp
    };
    let mut noise = 1_u64;
    let mut place = 0_u32;
    blurred
        .iter()
        .map(|value| {
            noise = noise
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let grain =
                (f64::from(u32::try_from(noise >> 40).unwrap()) / f64::from(1 << 23) - 1.0) * shot.grain;
            let shade = f64::from(place % WIDTH) / f64::from(WIDTH) * shot.shade;
            place += 1;
            level(value - shade + grain)
        })
        .collect()
}

fn pixels(value: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    (0..WIDTH * HEIGHT)
        .map(|at| value(f64::from(at % WIDTH), f64::from(at / WIDTH)))
        .collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is outside counts as the last one"
)]
fn cell(at: f64) -> usize {
    at as usize
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte"
)]
fn level(value: f64) -> u8 {
    value.clamp(0.0, 255.0) as u8
}

/// A Gaussian, along rows and then along columns.
fn blur(picture: &[f64], radius: f64) -> Vec<f64> {
    let (width, height) = (usize::try_from(WIDTH).unwrap(), usize::try_from(HEIGHT).unwrap());
    let weights: Vec<f64> = (-12..=12)
        .map(|at| (-f64::from(at * at) / (2.0 * radius * radius)).exp())
        .collect();
    let whole: f64 = weights.iter().sum();
    let pass = |from: &[f64], step: usize, place: &dyn Fn(usize) -> usize, length: usize| -> Vec<f64> {
        (0..from.len())
            .map(|at| {
                let sum = weights.iter().enumerate().map(|(n, weight)| {
                    let inside = (place(at) + n).saturating_sub(12).min(length - 1);
                    weight * from[at + inside * step - place(at) * step]
                });
                sum.sum::<f64>() / whole
            })
            .collect()
    };
    let along = pass(picture, 1, &|at| at % width, width);
    pass(&along, width, &|at| at / width, height)
}

fn scan(picture: &[u8]) -> Option<String> {
    read(picture, WIDTH, HEIGHT)
}

/// One number for each first digit.
const NUMBERS: [&str; 10] = [
    "0012345678905",
    "1234567890128",
    "2000000000015",
    "3017620422003",
    "4006381333931",
    "5901234123457",
    "6291041500213",
    "7622210449283",
    "8076809513753",
    "9780201379624",
];

#[track_caller]
fn every_number_is_read(shot: Shot) {
    for number in NUMBERS.iter().chain(&["96385074", "40170725"]) {
        assert_eq!(scan(&take(number, shot)).as_deref(), Some(*number));
    }
}

#[test]
fn every_number_is_read_from_a_still_picture() {
    every_number_is_read(STILL);
}

#[test]
fn a_small_barcode_is_read() {
    every_number_is_read(Shot { scale: 2.0, ..STILL });
}

#[test]
fn a_barcode_that_leans_is_read() {
    for lean in [-3.0, -1.5, 1.0, 3.0] {
        every_number_is_read(Shot { lean, ..STILL });
    }
}

#[test]
fn a_blurred_barcode_is_read() {
    every_number_is_read(Shot {
        blur: 2.2,
        grain: 3.0,
        ..STILL
    });
}

#[test]
fn a_grainy_barcode_in_the_shade_is_read() {
    every_number_is_read(Shot {
        grain: 25.0,
        shade: 120.0,
        blur: 0.8,
        ..STILL
    });
}

#[test]
fn a_barcode_whose_ink_ran_is_read() {
    every_number_is_read(Shot {
        ink: 0.25,
        blur: 0.8,
        ..STILL
    });
}

#[test]
fn a_barcode_around_a_bottle_is_read() {
    every_number_is_read(Shot {
        bend: 0.8,
        blur: 0.8,
        scale: 5.0,
        ..STILL
    });
}

#[test]
fn all_of_it_at_once_is_read() {
    every_number_is_read(Shot {
        scale: 3.5,
        lean: 2.0,
        blur: 1.6,
        grain: 12.0,
        ink: 0.1,
        shade: 60.0,
        bend: 0.3,
    });
}

#[test]
fn a_barcode_upside_down_is_read() {
    let turned: Vec<u8> = take(NUMBERS[4], Shot { grain: 12.0, ..STILL })
        .into_iter()
        .rev()
        .collect();
    assert_eq!(scan(&turned).as_deref(), Some(NUMBERS[4]));
}

#[test]
fn a_barcode_that_stands_is_read() {
    let lying = take(NUMBERS[3], Shot { grain: 12.0, ..STILL });
    let standing: Vec<u8> = (0..WIDTH * HEIGHT)
        .map(|at| lying[usize::try_from(at % HEIGHT * WIDTH + at / HEIGHT).unwrap()])
        .collect();
    assert_eq!(read(&standing, HEIGHT, WIDTH).as_deref(), Some(NUMBERS[3]));
}

#[test]
fn what_is_no_barcode_is_not_read() {
    let grain = take(
        "4006381333931",
        Shot {
            scale: 0.01,
            grain: 200.0,
            ..STILL
        },
    );
    assert_eq!(scan(&grain), None);
    let fence: Vec<u8> = (0..WIDTH * HEIGHT)
        .map(|at| {
            if (at % WIDTH / 4).is_multiple_of(2) {
                30
            } else {
                220
            }
        })
        .collect();
    assert_eq!(scan(&fence), None);
    assert_eq!(scan(&[]), None);
}

#[test]
fn a_wrong_check_digit_is_not_read() {
    assert_eq!(scan(&take("4006381333932", STILL)), None);
    assert_eq!(scan(&take("96385075", STILL)), None);
}

#[test]
fn half_a_barcode_is_not_read() {
    let mut covered = take(NUMBERS[4], STILL);
    for row in covered.chunks_mut(usize::try_from(WIDTH).unwrap()) {
        row[..300].fill(225);
    }
    assert_eq!(scan(&covered), None);
}
