//! What is printed for eyes like these, as the camera or a picture shows it, the number under a barcode or the words in a
//! square: read by the browser where it can, else by a module of our own that is fetched only then. Whoever cannot wait for
//! it types what is written beside.

use super::{BrowserError, missing};
use domain::catalogue::Ean;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use std::{cell::RefCell, collections::HashMap, convert::Infallible, str::FromStr};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap, ImageBitmapOptions,
    ImageOrientation, window,
};

/// What can be looked for.
pub trait Printed: FromStr {
    /// Its names in the Shape Detection API.
    const FORMATS: &'static [&'static str];
    /// What our own module calls its reader.
    const READER: &'static str;
    /// How much of the picture's height our reader looks at.
    const BAND: f64;
}

/// What a shop's goods carry; people aim with the middle.
impl Printed for Ean {
    const FORMATS: &'static [&'static str] = &["ean_13", "ean_8", "upc_a"];
    const READER: &'static str = "read";
    const BAND: f64 = 0.5;
}

/// The words in a QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Square(pub String);

impl FromStr for Square {
    type Err = Infallible;

    fn from_str(words: &str) -> Result<Self, Infallible> {
        Ok(Self(words.to_owned()))
    }
}

impl Printed for Square {
    const FORMATS: &'static [&'static str] = &["qr_code"];
    const READER: &'static str = "read_square";
    const BAND: f64 = 1.0;
}

/// Pixels of what our own reader looks at: a bar of a barcode that fills a third of the picture has four of them.
const WIDTH: f64 = 1280.0;
/// Beside the module that this code is part of, and so of the same build.
const MODULE: &str = "./halle-scanner.js";

#[wasm_bindgen]
extern "C" {
    /// The browser's own reader, which web-sys does not know yet.
    #[wasm_bindgen(js_name = BarcodeDetector)]
    #[derive(Clone)]
    type Detector;
    #[wasm_bindgen(constructor, catch, js_class = "BarcodeDetector")]
    fn new(options: &JsValue) -> Result<Detector, JsValue>;
    #[wasm_bindgen(static_method_of = Detector, catch, js_class = "BarcodeDetector", js_name = getSupportedFormats)]
    fn formats() -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn detect(this: &Detector, source: &JsValue) -> Result<Promise, JsValue>;

    /// JavaScript's own `import()`.
    #[wasm_bindgen(js_name = import, catch)]
    fn import(module: &str) -> Result<Promise, JsValue>;
}

thread_local! {
    /// The browser's readers that were found, by what they look for.
    static DETECTORS: RefCell<HashMap<&'static str, Detector>> = RefCell::default();
    /// Ours, once they were fetched.
    static FETCHED: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Looks once at what the camera shows. None: there is nothing of the kind, or not sharp enough; ask again a moment later.
/// An error says that this browser cannot read any, or not without a network.
pub async fn read<P: Printed>(video: &HtmlVideoElement) -> Result<Option<P>, BrowserError> {
    let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
    if width < 1.0 {
        return Ok(None);
    }
    if let Some(seen) = detected(video).await {
        return Ok(seen);
    }
    let reader = reader::<P>().await?;
    // Of the moment after the reader arrived.
    let band = height * P::BAND;
    let top = (height - band) / 2.0;
    let grey = Grey::draw(width, band, |paper, to_width, to_height| {
        paper.draw_image_with_html_video_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            video, 0.0, top, width, band, 0.0, 0.0, to_width, to_height,
        )
    })?;
    grey.read(&reader)
}

/// Looks at a whole picture.
pub async fn read_picture<P: Printed>(picture: &Blob) -> Result<Option<P>, BrowserError> {
    let upright = ImageBitmapOptions::new();
    upright.set_image_orientation(ImageOrientation::FromImage);
    let window = window().ok_or_else(|| missing("window"))?;
    let decoded = window.create_image_bitmap_with_blob_and_image_bitmap_options(picture, &upright)?;
    let bitmap: ImageBitmap = JsFuture::from(decoded).await?.unchecked_into();
    let read = read_bitmap(&bitmap).await;
    bitmap.close();
    read
}

async fn read_bitmap<P: Printed>(bitmap: &ImageBitmap) -> Result<Option<P>, BrowserError> {
    if let Some(seen) = detected(bitmap).await {
        return Ok(seen);
    }
    let reader = reader::<P>().await?;
    let grey = Grey::draw(
        bitmap.width().into(),
        bitmap.height().into(),
        |paper, width, height| {
            paper.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height)
        },
    )?;
    grey.read(&reader)
}

/// What the browser's own reader sees. None: it has none, or none that works: some name it and then lack a part.
async fn detected<P: Printed>(source: &JsValue) -> Option<Option<P>> {
    let looking = detector::<P>().await?.detect(source).ok()?;
    let found: Array = JsFuture::from(looking).await.ok()?.dyn_into().ok()?;
    let says = |seen: JsValue| {
        Reflect::get(&seen, &"rawValue".into())
            .ok()?
            .as_string()?
            .parse()
            .ok()
    };
    Some(found.iter().find_map(says))
}

async fn detector<P: Printed>() -> Option<Detector> {
    if let Some(known) = DETECTORS.with_borrow(|known| known.get(P::READER).cloned()) {
        return Some(known);
    }
    let window = window()?;
    if !Reflect::has(&window, &"BarcodeDetector".into()).ok()? {
        return None;
    }
    let known: Array = JsFuture::from(Detector::formats().ok()?)
        .await
        .ok()?
        .dyn_into()
        .ok()?;
    if !P::FORMATS
        .iter()
        .all(|format| known.includes(&(*format).into(), 0))
    {
        return None;
    }
    let wanted: Array = P::FORMATS.iter().copied().map(JsValue::from).collect();
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &wanted).ok()?;
    let detector = Detector::new(&options).ok()?;
    DETECTORS.with_borrow_mut(|known| known.insert(P::READER, detector.clone()));
    Some(detector)
}

/// Our own reader, fetched the first time.
async fn reader<P: Printed>() -> Result<Function, BrowserError> {
    let known = FETCHED.with_borrow(Clone::clone);
    let module = match known {
        Some(known) => known,
        None => fetch().await?,
    };
    Ok(Reflect::get(&module, &P::READER.into())?.dyn_into()?)
}

async fn fetch() -> Result<JsValue, BrowserError> {
    let module = JsFuture::from(import(MODULE)?).await?;
    let wake: Function = Reflect::get(&module, &"default".into())?.dyn_into()?;
    JsFuture::from(Promise::resolve(&wake.call0(&JsValue::UNDEFINED)?)).await?;
    FETCHED.set(Some(module.clone()));
    Ok(module)
}

/// A picture of one byte a pixel, row by row.
struct Grey {
    pixels: Vec<u8>,
    width: u32,
    height: u32,
}

impl Grey {
    /// Has something of this size drawn, made smaller when it is wide, and takes the colours out.
    fn draw(
        width: f64,
        height: f64,
        draw: impl FnOnce(&CanvasRenderingContext2d, f64, f64) -> Result<(), JsValue>,
    ) -> Result<Self, BrowserError> {
        let scale = (WIDTH / width).min(1.0);
        let document = window()
            .and_then(|window| window.document())
            .ok_or_else(|| missing("document"))?;
        let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a few thousand pixels"
        )]
        {
            canvas.set_width((width * scale) as u32);
            canvas.set_height((height * scale) as u32);
        }
        let (width, height) = (canvas.width(), canvas.height());
        // Its pixels are wanted here and not on the screen.
        let options = Object::new();
        Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE)?;
        let paper: CanvasRenderingContext2d = canvas
            .get_context_with_context_options("2d", &options)?
            .ok_or_else(|| missing("canvas"))?
            .unchecked_into();
        draw(&paper, width.into(), height.into())?;
        let colours = paper
            .get_image_data(0.0, 0.0, width.into(), height.into())?
            .data();
        let pixels = colours
            .as_chunks::<4>()
            .0
            .iter()
            .map(|[red, green, blue, _]| luma(*red, *green, *blue));
        Ok(Self {
            pixels: pixels.collect(),
            width,
            height,
        })
    }

    fn read<P: Printed>(&self, reader: &Function) -> Result<Option<P>, BrowserError> {
        let pixels = Uint8Array::from(self.pixels.as_slice());
        let (width, height) = (self.width.into(), self.height.into());
        let says = reader.call3(&JsValue::UNDEFINED, &pixels, &width, &height)?;
        Ok(says.as_string().and_then(|says| says.parse().ok()))
    }
}

/// How bright a colour looks, in the parts that ITU-R BT.601 gives, of 256.
fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let sum = u32::from(red) * 77 + u32::from(green) * 150 + u32::from(blue) * 29;
    sum.to_be_bytes()[2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_stays_white_and_green_looks_brighter_than_blue() {
        assert_eq!((luma(255, 255, 255), luma(0, 0, 0)), (255, 0));
        assert!(luma(0, 255, 0) > luma(255, 0, 0) && luma(255, 0, 0) > luma(0, 0, 255));
    }
}
