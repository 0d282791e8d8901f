//! Draws the picture card that goes out with a shared product: photographs with their slates, name and shop.

use super::{BrowserError, picture};
use crate::sharing::{Card, Cell};
use js_sys::Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, File, FilePropertyBag, HtmlImageElement, Path2d};

/// Upright, as phones show pictures.
const WIDTH: f64 = 1080.0;
const HEIGHT: f64 = 1350.0;
/// The photographs fill a square above the words.
const SQUARE: f64 = 1080.0;
const QUALITY: f64 = 0.88;
const GAP: f64 = 8.0;
const TEETH: u32 = 18;
/// Radians by which a slate hangs askew.
const ASKEW: f64 = -0.026;
const SERIF: &str = "ui-serif, Charter, 'Iowan Old Style', Georgia, serif";
const SANS: &str = "system-ui, sans-serif";

const PAPER: &str = "#fdfaf4";
const INK: &str = "#1a2029";
const SOFT_INK: &str = "#4c535e";
const KRAFT: &str = "#f0ddc1";
const TIMBER: &str = "#7f5a3d";
const SLATE: &str = "#262c33";
const FRAME: &str = "#a07f60";
const CHALK: &str = "#f9f7ee";
const SOFT_CHALK: &str = "#c7c4b9";
const TOMATO: &str = "#cc3529";
const CANVAS: &str = "#faf4e7";

/// The market hall of `icons.svg`.
const HALL: &str = "M2.5 11 7 5.5h10l4.5 5.5zM10 5.5V3.75L12 2l2 1.75V5.5M4.75 11v9.5M9.6 11v9.5M14.4 11v9.5M19.25 11v9.5M2.5 20.5h19";

/// The card as a JPEG file.
pub async fn draw(card: &Card) -> Result<File, BrowserError> {
    let mut photos = Vec::new();
    for cell in &card.cells {
        // A photo that does not arrive is a product without one.
        photos.push(match &cell.photo {
            Some(address) => load(address).await.ok(),
            None => None,
        });
    }
    let (canvas, pen) = picture::canvas(WIDTH, HEIGHT)?;
    fill(&pen, PAPER, (0.0, 0.0, WIDTH, HEIGHT));
    let frames = frames(card.cells.len());
    for (photo, frame) in photos.iter().zip(&frames) {
        draw_photo(&pen, photo.as_ref(), *frame)?;
    }
    draw_awning(&pen)?;
    for (cell, frame) in card.cells.iter().zip(&frames) {
        draw_slate(&pen, cell, *frame, frames.len() == 1)?;
    }
    draw_words(&pen, card)?;
    let drawn = picture::encode(&canvas, picture::JPEG, QUALITY).await?;
    file(&drawn)
}

fn file(drawn: &Blob) -> Result<File, BrowserError> {
    let kind = FilePropertyBag::new();
    kind.set_type("image/jpeg");
    Ok(File::new_with_blob_sequence_and_options(
        &Array::of1(drawn),
        "halle.jpg",
        &kind,
    )?)
}

async fn load(address: &str) -> Result<HtmlImageElement, BrowserError> {
    let image = HtmlImageElement::new()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await?;
    Ok(image)
}

/// Left, top, width and height.
type Frame = (f64, f64, f64, f64);

/// Where each photograph goes: rows that fill the square, wide ones first.
fn frames(count: usize) -> Vec<Frame> {
    let rows: &[usize] = match count {
        0 | 1 => &[1],
        2 => &[2],
        3 => &[1, 2],
        4 => &[2, 2],
        5 => &[2, 3],
        6 => &[3, 3],
        7 => &[2, 2, 3],
        8 => &[2, 3, 3],
        9 => &[3, 3, 3],
        _ => &[2, 4, 4],
    };
    #[expect(clippy::cast_precision_loss, reason = "at most four")]
    let share = |of: usize| (SQUARE - GAP * (of as f64 - 1.0)) / of as f64;
    let height = share(rows.len());
    let mut frames = Vec::new();
    let mut top = 0.0;
    for &in_row in rows {
        let width = share(in_row);
        let mut left = 0.0;
        for _ in 0..in_row {
            frames.push((left, top, width, height));
            left += width + GAP;
        }
        top += height + GAP;
    }
    frames
}

/// Fills its frame; what is too wide or too high hangs over and is cut.
fn draw_photo(
    pen: &CanvasRenderingContext2d,
    photo: Option<&HtmlImageElement>,
    frame: Frame,
) -> Result<(), BrowserError> {
    let (left, top, width, height) = frame;
    let Some(photo) = photo else {
        fill(pen, KRAFT, frame);
        return draw_hall(pen, frame);
    };
    let (wide, high) = (
        f64::from(photo.natural_width()),
        f64::from(photo.natural_height()),
    );
    let scale = (wide / width).min(high / height);
    let (cut_width, cut_height) = (width * scale, height * scale);
    pen.draw_image_with_html_image_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        photo,
        (wide - cut_width) / 2.0,
        (high - cut_height) / 2.0,
        cut_width,
        cut_height,
        left,
        top,
        width,
        height,
    )?;
    Ok(())
}

fn draw_hall(pen: &CanvasRenderingContext2d, (left, top, width, height): Frame) -> Result<(), BrowserError> {
    let side = width.min(height) * 0.4;
    pen.save();
    pen.translate(left + (width - side) / 2.0, top + (height - side) / 2.0)?;
    pen.scale(side / 24.0, side / 24.0)?;
    pen.set_stroke_style_str(TIMBER);
    pen.set_line_width(1.25);
    pen.stroke_with_path(&Path2d::new_with_path_string(HALL)?);
    pen.restore();
    Ok(())
}

fn draw_awning(pen: &CanvasRenderingContext2d) -> Result<(), BrowserError> {
    let tooth = WIDTH / f64::from(TEETH);
    for at in 0..TEETH {
        let left = f64::from(at) * tooth;
        pen.set_fill_style_str(if at % 2 == 0 { TOMATO } else { CANVAS });
        pen.begin_path();
        pen.rect(left, 0.0, tooth, tooth * 0.7);
        pen.arc(
            left + tooth / 2.0,
            tooth * 0.7,
            tooth / 2.0,
            0.0,
            std::f64::consts::PI,
        )?;
        pen.fill();
    }
    Ok(())
}

/// The price, over the lower left corner. Alone, it hangs over the photograph's edge as on the market's pages.
fn draw_slate(
    pen: &CanvasRenderingContext2d,
    cell: &Cell,
    (left, top, width, height): Frame,
    alone: bool,
) -> Result<(), BrowserError> {
    let (size, x, bottom) = if alone {
        (150.0, left + 40.0, top + height + 36.0)
    } else {
        ((width * 0.17).min(76.0), left + 14.0, top + height - 16.0)
    };
    let sign = "\u{202F}€";
    let (large, small, words) = (
        format!("600 {size}px {SERIF}"),
        format!("600 {}px {SERIF}", size * 0.62),
        format!("500 {}px {SANS}", size * 0.34),
    );
    let euros = wide(pen, &large, &cell.euros)?;
    let cents = wide(pen, &small, &cell.cents)?;
    let euro_sign = wide(pen, &large, sign)?;
    let unit = wide(pen, &words, &cell.unit)?;
    let gap = if cell.unit.is_empty() { 0.0 } else { size * 0.2 };
    let margin = size * 0.3;
    let inside = euros + cents + euro_sign + gap + unit + 2.0 * margin;
    // A price of many figures is drawn smaller, slate and all.
    let scale = ((width - 28.0) / inside).min(1.0);
    let (frame, tall) = (size * 0.05, size * 1.25);
    pen.save();
    pen.translate(x, bottom)?;
    pen.rotate(ASKEW)?;
    pen.scale(scale, scale)?;
    fill(
        pen,
        "rgb(0 0 0 / 25%)",
        (frame, -tall + frame * 1.5, inside, tall),
    );
    fill(pen, FRAME, (0.0, -tall, inside, tall));
    fill(
        pen,
        SLATE,
        (frame, -tall + frame, inside - 2.0 * frame, tall - 2.0 * frame),
    );
    let baseline = -size * 0.32;
    let mut at = margin;
    write(pen, &large, CHALK, &cell.euros, (at, baseline))?;
    at += euros;
    write(pen, &small, CHALK, &cell.cents, (at, baseline - size * 0.26))?;
    at += cents;
    write(pen, &large, CHALK, sign, (at, baseline))?;
    at += euro_sign + gap;
    write(pen, &words, SOFT_CHALK, &cell.unit, (at, baseline))?;
    pen.restore();
    Ok(())
}

fn draw_words(pen: &CanvasRenderingContext2d, card: &Card) -> Result<(), BrowserError> {
    let left = 44.0;
    let room = WIDTH - 2.0 * left;
    let (lines, size) = title(pen, &card.title, room)?;
    let mut baseline = if lines.len() == 1 { 1206.0 } else { 1184.0 };
    let font = format!("600 {size}px {SERIF}");
    for line in &lines {
        write(pen, &font, INK, line, (left, baseline))?;
        baseline += size * 1.1;
    }
    let (by, address) = (1282.0, 1324.0);
    write(pen, &format!("600 38px {SANS}"), SOFT_INK, &card.line, (left, by))?;
    write(
        pen,
        &format!("500 30px {SANS}"),
        TIMBER,
        &card.address,
        (left, address),
    )
}

/// In one line as large as may be, else in two; what still does not fit is cut.
fn title(pen: &CanvasRenderingContext2d, text: &str, room: f64) -> Result<(Vec<String>, f64), BrowserError> {
    for size in [80.0, 70.0, 62.0] {
        if wide(pen, &format!("600 {size}px {SERIF}"), text)? <= room {
            return Ok((vec![text.to_owned()], size));
        }
    }
    let size = 50.0;
    let font = format!("600 {size}px {SERIF}");
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last().map_or("", String::as_str);
        let longer = format!("{last} {word}").trim_start().to_owned();
        if last.is_empty() || wide(pen, &font, &longer)? <= room {
            lines.pop();
            lines.push(longer);
        } else if lines.len() == 2 {
            let cut = format!("{last}…");
            lines.pop();
            lines.push(cut);
            break;
        } else {
            lines.push(word.to_owned());
        }
    }
    Ok((lines, size))
}

fn fill(pen: &CanvasRenderingContext2d, colour: &str, (left, top, width, height): Frame) {
    pen.set_fill_style_str(colour);
    pen.fill_rect(left, top, width, height);
}

fn wide(pen: &CanvasRenderingContext2d, font: &str, text: &str) -> Result<f64, BrowserError> {
    pen.set_font(font);
    Ok(pen.measure_text(text)?.width())
}

fn write(
    pen: &CanvasRenderingContext2d,
    font: &str,
    colour: &str,
    text: &str,
    (left, baseline): (f64, f64),
) -> Result<(), BrowserError> {
    pen.set_font(font);
    pen.set_fill_style_str(colour);
    // Only what no shop is called would be wider than the card.
    pen.fill_text_with_max_width(text, left, baseline, WIDTH - left)
        .map_err(BrowserError::from)
}
