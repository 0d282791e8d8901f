//! Pictures made small and upright on the device: a camera's original is never sent.

use super::{BrowserError, missing};
use futures::future::{FutureExt, LocalBoxFuture, Shared};
use wasm_bindgen::{Clamped, JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap, ImageBitmapOptions,
    ImageData, ImageOrientation, Url, window,
};

/// Longest side in pixels of what is sent: the widest in which anybody sees it.
const SIDE: f64 = 1200.0;
/// Bytes of what is sent at most: a second and a half on a slow phone network.
const BYTES: f64 = 150_000.0;
/// Tried in turn until the picture fits into [`BYTES`]. As WebP the first is a twentieth of what a phone's camera keeps.
const QUALITIES: [f64; 4] = [0.72, 0.6, 0.45, 0.3];
/// A third smaller than the same picture as JPEG.
const WEBP: &str = "image/webp";
/// What every canvas writes.
pub(super) const JPEG: &str = "image/jpeg";
/// Side in pixels of what the coach looks at.
const GLANCE: f64 = 160.0;

/// A picture in hand. Its file is being made from the moment it is taken, while its price is typed.
#[derive(Clone)]
pub struct Taken {
    /// None for a picture that this browser cannot read: it goes as it is, and the server says what is wrong with it.
    canvas: Option<HtmlCanvasElement>,
    file: Shared<LocalBoxFuture<'static, Result<Blob, BrowserError>>>,
}

impl Taken {
    fn new(canvas: HtmlCanvasElement) -> Self {
        let drawn = canvas.clone();
        let file = async move { fit(&drawn).await }.boxed_local().shared();
        spawn_local(file.clone().map(drop));
        Self {
            canvas: Some(canvas),
            file,
        }
    }

    /// A picture that is still being fetched from this phone's own drawers: it can be sold before it is seen.
    pub fn coming(taken: impl Future<Output = Result<Self, BrowserError>> + 'static) -> Self {
        let file = async move { taken.await?.file().await };
        Self {
            canvas: None,
            file: file.boxed_local().shared(),
        }
    }

    /// A file that this browser cannot read.
    pub fn unread(file: Blob) -> Self {
        Self {
            canvas: None,
            file: futures::future::ready(Ok(file)).boxed_local().shared(),
        }
    }

    fn canvas(&self) -> Result<&HtmlCanvasElement, BrowserError> {
        self.canvas
            .as_ref()
            .ok_or_else(|| missing("picture that can be read"))
    }

    /// Whether it can be looked at on this phone.
    pub const fn is_read(&self) -> bool {
        self.canvas.is_some()
    }

    /// The file that is sent.
    pub async fn file(&self) -> Result<Blob, BrowserError> {
        self.file.clone().await
    }

    /// Draws the middle square into a canvas on the page.
    pub fn show(&self, on: &HtmlCanvasElement) -> Result<(), BrowserError> {
        let drawn = self.canvas()?;
        let side = shorter(drawn);
        resize(on, side.min(720.0), side.min(720.0));
        draw_square(drawn, side, on)
    }

    /// The middle square in grey, row by row, with its side in pixels: what the coach looks at.
    pub fn glance(&self) -> Result<(Vec<u8>, usize), BrowserError> {
        let drawn = self.canvas()?;
        let side = shorter(drawn);
        let (small, paper) = canvas(side.min(GLANCE), side.min(GLANCE))?;
        draw_square(drawn, side, &small)?;
        let pixels = paper.get_image_data(0.0, 0.0, small.width().into(), small.height().into())?;
        let grey = pixels.data().chunks_exact(4).map(grey).collect();
        Ok((grey, small.width() as usize))
    }

    /// Whether shoppers' squares would cut something off.
    pub fn is_square(&self) -> bool {
        self.canvas
            .as_ref()
            .is_none_or(|drawn| drawn.width() == drawn.height())
    }

    /// The middle square alone.
    pub fn squared(&self) -> Result<Self, BrowserError> {
        let drawn = self.canvas()?;
        let side = shorter(drawn);
        let (square, _) = canvas(side, side)?;
        draw_square(drawn, side, &square)?;
        Ok(Self::new(square))
    }

    /// The same picture with more light in its dark parts.
    pub fn brightened(&self) -> Result<Self, BrowserError> {
        let drawn = self.canvas()?;
        let (width, height) = (drawn.width(), drawn.height());
        let (bright, paper) = canvas(width.into(), height.into())?;
        paper.draw_image_with_html_canvas_element(drawn, 0.0, 0.0)?;
        let pixels = paper.get_image_data(0.0, 0.0, width.into(), height.into())?;
        let mut data = pixels.data();
        let curve = brighter();
        for pixel in data.chunks_exact_mut(4) {
            for channel in &mut pixel[..3] {
                *channel = curve[usize::from(*channel)];
            }
        }
        let lit = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&data), width, height)?;
        paper.put_image_data(&lit, 0.0, 0.0)?;
        Ok(Self::new(bright))
    }
}

/// Lifts the shadows and leaves black and white where they are: the root of the light, three quarters of the way.
fn brighter() -> [u8; 256] {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "stays within 0 to 255"
    )]
    std::array::from_fn(|at| {
        let light = at as f64 / 255.0;
        (255.0 * light.powf(0.62)).round() as u8
    })
}

fn grey(pixel: &[u8]) -> u8 {
    let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
    // Weights of Rec. 601, in 256ths.
    u8::try_from((77 * red + 150 * green + 29 * blue) >> 8).unwrap_or(u8::MAX)
}

/// The square that the viewfinder shows, of which `zoom` takes the middle.
pub fn from_video(video: &HtmlVideoElement, zoom: f64) -> Result<Taken, BrowserError> {
    let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
    let side = width.min(height) / zoom;
    if side < 1.0 {
        return Err(missing("picture in the viewfinder yet"));
    }
    let to = side.min(SIDE);
    let (canvas, paper) = canvas(to, to)?;
    let (left, top) = ((width - side) / 2.0, (height - side) / 2.0);
    paper.draw_image_with_html_video_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        video, left, top, side, side, 0.0, 0.0, to, to,
    )?;
    Ok(Taken::new(canvas))
}

/// A chosen file, upright. The browser decodes it, which includes HEIC where the system can.
pub async fn from_file(file: &Blob) -> Result<Taken, BrowserError> {
    let upright = ImageBitmapOptions::new();
    upright.set_image_orientation(ImageOrientation::FromImage);
    let window = window().ok_or_else(|| missing("window"))?;
    let decoded = window.create_image_bitmap_with_blob_and_image_bitmap_options(file, &upright)?;
    let bitmap: ImageBitmap = JsFuture::from(decoded).await?.unchecked_into();
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (SIDE / width.max(height)).min(1.0);
    let (canvas, paper) = canvas((width * scale).round(), (height * scale).round())?;
    let (to_width, to_height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    paper.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, to_width, to_height)?;
    bitmap.close();
    Ok(Taken::new(canvas))
}

/// An address under which this page can show a picture that is still on the device.
pub fn address(picture: &Blob) -> String {
    Url::create_object_url_with_blob(picture).unwrap_or_default()
}

fn shorter(drawn: &HtmlCanvasElement) -> f64 {
    f64::from(drawn.width().min(drawn.height()))
}

fn draw_square(from: &HtmlCanvasElement, side: f64, on: &HtmlCanvasElement) -> Result<(), BrowserError> {
    let (width, height) = (f64::from(from.width()), f64::from(from.height()));
    let to = f64::from(on.width());
    paper(on)?.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        from,
        (width - side) / 2.0,
        (height - side) / 2.0,
        side,
        side,
        0.0,
        0.0,
        to,
        to,
    )?;
    Ok(())
}

pub(super) fn canvas(
    width: f64,
    height: f64,
) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), BrowserError> {
    let document = window()
        .and_then(|window| window.document())
        .ok_or_else(|| missing("document"))?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    resize(&canvas, width, height);
    let paper = paper(&canvas)?;
    Ok((canvas, paper))
}

fn resize(canvas: &HtmlCanvasElement, width: f64, height: f64) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "1 to 1200 pixels"
    )]
    {
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
    }
}

fn paper(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, BrowserError> {
    let paper = canvas.get_context("2d")?.ok_or_else(|| missing("canvas"))?;
    Ok(paper.unchecked_into())
}

/// The best quality that fits.
async fn fit(canvas: &HtmlCanvasElement) -> Result<Blob, BrowserError> {
    let kind = if writes_webp() { WEBP } else { JPEG };
    let mut smallest = None;
    for quality in QUALITIES {
        let picture = encode(canvas, kind, quality).await?;
        let fits = picture.size() <= BYTES;
        smallest = Some(picture);
        if fits {
            break;
        }
    }
    smallest.ok_or_else(|| missing("picture"))
}

/// Whether this browser's canvas writes WebP: Safari's gives a PNG instead.
fn writes_webp() -> bool {
    let asked = canvas(1.0, 1.0).and_then(|(dot, _)| Ok(dot.to_data_url_with_type(WEBP)?));
    asked.is_ok_and(|address| address.starts_with("data:image/webp"))
}

pub(super) async fn encode(
    canvas: &HtmlCanvasElement,
    kind: &'static str,
    quality: f64,
) -> Result<Blob, BrowserError> {
    let canvas = canvas.clone();
    let made = js_sys::Promise::new(&mut |resolve, reject| {
        let take = Closure::once_into_js(move |blob: JsValue| resolve.call1(&JsValue::NULL, &blob));
        let asked = canvas.to_blob_with_type_and_encoder_options(take.unchecked_ref(), kind, &quality.into());
        if let Err(error) = asked {
            // Nobody listens any more if this fails too.
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(made)
        .await?
        .dyn_into()
        .map_err(|_| missing("encoded picture"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_is_lifted_and_never_turned_round() {
        let curve = brighter();
        assert_eq!((curve[0], curve[255]), (0, 255));
        assert!(curve.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(curve[60] > 95);
    }
}
