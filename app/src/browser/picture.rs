//! Pictures made small and upright on the device: a camera's original is never sent.

use super::{BrowserError, missing};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlVideoElement, ImageBitmap,
    ImageBitmapOptions, ImageOrientation, Url, window,
};

/// Longest side in pixels of what is sent.
const SIDE: f64 = 1600.0;
/// Bytes of what is sent: 1.3 to 2.7 seconds on a slow phone network.
const BYTES: f64 = 250_000.0;
/// Tried in turn until the picture fits into [`BYTES`].
const QUALITIES: [f64; 5] = [0.82, 0.72, 0.6, 0.45, 0.3];

/// The square that the viewfinder shows.
pub async fn from_video(video: &HtmlVideoElement) -> Result<Blob, BrowserError> {
    let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
    let side = width.min(height);
    if side < 1.0 {
        return Err(missing("picture in the viewfinder yet"));
    }
    let (canvas, paper) = canvas(side.min(SIDE), side.min(SIDE))?;
    let (left, top) = ((width - side) / 2.0, (height - side) / 2.0);
    let to = side.min(SIDE);
    paper.draw_image_with_html_video_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        video, left, top, side, side, 0.0, 0.0, to, to,
    )?;
    fit(&canvas).await
}

/// A chosen file, upright. The browser decodes it, which includes HEIC where the system can.
pub async fn from_file(file: &File) -> Result<Blob, BrowserError> {
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
    fit(&canvas).await
}

/// An address under which this page can show a picture that is still on the device.
pub fn address(picture: &Blob) -> String {
    Url::create_object_url_with_blob(picture).unwrap_or_default()
}

pub(super) fn canvas(
    width: f64,
    height: f64,
) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), BrowserError> {
    let document = window()
        .and_then(|window| window.document())
        .ok_or_else(|| missing("document"))?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "1 to 1600 pixels"
    )]
    {
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
    }
    let paper = canvas
        .get_context("2d")?
        .ok_or_else(|| missing("canvas"))?
        .unchecked_into();
    Ok((canvas, paper))
}

/// The best quality that fits; JPEG, because Safari's canvas writes no WebP.
async fn fit(canvas: &HtmlCanvasElement) -> Result<Blob, BrowserError> {
    let mut smallest = None;
    for quality in QUALITIES {
        let picture = encode(canvas, quality).await?;
        let fits = picture.size() <= BYTES;
        smallest = Some(picture);
        if fits {
            break;
        }
    }
    smallest.ok_or_else(|| missing("picture"))
}

pub(super) async fn encode(canvas: &HtmlCanvasElement, quality: f64) -> Result<Blob, BrowserError> {
    let canvas = canvas.clone();
    let made = js_sys::Promise::new(&mut |resolve, reject| {
        let take = Closure::once_into_js(move |blob: JsValue| resolve.call1(&JsValue::NULL, &blob));
        let asked =
            canvas.to_blob_with_type_and_encoder_options(take.unchecked_ref(), "image/jpeg", &quality.into());
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
