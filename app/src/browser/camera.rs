//! The camera, towards the world rather than the face.

use super::{BrowserError, missing};
use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, window};

/// Shows the camera in a `<video>`, which gives it back when its page is left. Asks the person the first time.
pub async fn open(video: &HtmlVideoElement) -> Result<(), BrowserError> {
    let devices = window()
        .ok_or_else(|| missing("window"))?
        .navigator()
        .media_devices()?;
    let wanted = MediaStreamConstraints::new();
    let constraints = constraints()?;
    wanted.set_video(&constraints);
    let stream: MediaStream = JsFuture::from(devices.get_user_media_with_constraints(&wanted)?)
        .await?
        .unchecked_into();
    video.set_src_object(Some(&stream));
    JsFuture::from(video.play()?).await?;
    Ok(())
}

/// Back camera where there is one, sharp enough for 1,600 pixels.
fn constraints() -> Result<Object, BrowserError> {
    let video = Object::new();
    js_sys::Reflect::set(&video, &"facingMode".into(), &"environment".into())?;
    for side in ["width", "height"] {
        let ideal = Object::new();
        js_sys::Reflect::set(&ideal, &"ideal".into(), &JsValue::from(1600))?;
        js_sys::Reflect::set(&video, &side.into(), &ideal)?;
    }
    Ok(video)
}
