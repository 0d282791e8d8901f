//! The camera: towards the world rather than the face, with its lamp where it has one.

use super::{BrowserError, missing};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    HtmlVideoElement, MediaDevices, MediaStream, MediaStreamConstraints, MediaStreamTrack, window,
};

/// Which way a camera looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facing {
    /// The goods.
    World,
    /// Whoever holds the phone.
    Face,
}

impl Facing {
    const fn word(self) -> &'static str {
        match self {
            Self::World => "environment",
            Self::Face => "user",
        }
    }

    /// The other way.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::World => Self::Face,
            Self::Face => Self::World,
        }
    }
}

/// What an open camera can do.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Abilities {
    /// It has a lamp.
    pub lamp: bool,
    /// There is another one to turn to.
    pub turns: bool,
    /// Its own measure for the whole picture, and for one twice as near, if its lens comes that near.
    pub lens: Option<(f64, f64)>,
}

/// Shows a camera in a `<video>`, which gives it back when its page is left. Asks the person the first time.
pub async fn open(video: &HtmlVideoElement, facing: Facing) -> Result<Abilities, BrowserError> {
    close(video);
    let devices = devices()?;
    let wanted = MediaStreamConstraints::new();
    wanted.set_video(&constraints(facing)?);
    let stream: MediaStream = JsFuture::from(devices.get_user_media_with_constraints(&wanted)?)
        .await?
        .unchecked_into();
    video.set_src_object(Some(&stream));
    JsFuture::from(video.play()?).await?;
    Ok(Abilities {
        lamp: has_lamp(video).unwrap_or(false),
        turns: several(&devices).await.unwrap_or(false),
        lens: lens(video),
    })
}

/// Whether the camera went away, as it does on some phones while they are locked.
pub fn is_gone(video: &HtmlVideoElement) -> bool {
    track(video).is_none_or(|track| track.ready_state() == web_sys::MediaStreamTrackState::Ended)
}

/// Switches the lamp; a camera that will not is left as it is.
pub async fn light(video: &HtmlVideoElement, on: bool) -> Result<(), BrowserError> {
    set(video, "torch", &on.into()).await
}

/// Brings the lens nearer, or back, in its own measure: all its pixels are then of what is seen.
pub async fn bring(video: &HtmlVideoElement, near: f64) -> Result<(), BrowserError> {
    set(video, "zoom", &near.into()).await
}

async fn set(video: &HtmlVideoElement, what: &str, to: &JsValue) -> Result<(), BrowserError> {
    let track = track(video).ok_or_else(|| missing("camera"))?;
    let one = object(&[(what, to.clone())])?;
    let wanted = object(&[("advanced", Array::of1(&one).into())])?;
    let apply: Function = Reflect::get(&track, &"applyConstraints".into())?.dyn_into()?;
    JsFuture::from(apply.call1(&track, &wanted)?.dyn_into::<js_sys::Promise>()?).await?;
    Ok(())
}

/// Gives the camera back.
pub fn close(video: &HtmlVideoElement) {
    if let Some(track) = track(video) {
        track.stop();
    }
    video.set_src_object(None);
}

fn track(video: &HtmlVideoElement) -> Option<MediaStreamTrack> {
    video.src_object()?.get_video_tracks().get(0).dyn_into().ok()
}

fn devices() -> Result<MediaDevices, BrowserError> {
    let window = window().ok_or_else(|| missing("window"))?;
    Ok(window.navigator().media_devices()?)
}

fn has_lamp(video: &HtmlVideoElement) -> Option<bool> {
    able(video, "torch")?.as_bool()
}

/// Whole and twice as near, as the camera counts.
fn lens(video: &HtmlVideoElement) -> Option<(f64, f64)> {
    let range = able(video, "zoom")?;
    let end = |name: &str| Reflect::get(&range, &name.into()).ok()?.as_f64();
    let (whole, most) = (end("min")?, end("max")?);
    (whole > 0.0 && most >= whole * 2.0).then_some((whole, whole * 2.0))
}

/// Not every browser tells what a camera can do.
fn able(video: &HtmlVideoElement, what: &str) -> Option<JsValue> {
    let track = track(video)?;
    let tell: Function = Reflect::get(&track, &"getCapabilities".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let told = Reflect::get(&tell.call0(&track).ok()?, &what.into()).ok()?;
    (!told.is_undefined()).then_some(told)
}

async fn several(devices: &MediaDevices) -> Option<bool> {
    let all: Array = JsFuture::from(devices.enumerate_devices().ok()?)
        .await
        .ok()?
        .unchecked_into();
    let cameras = all.iter().filter(|device| {
        Reflect::get(device, &"kind".into())
            .is_ok_and(|kind| kind.as_string().as_deref() == Some("videoinput"))
    });
    Some(cameras.count() > 1)
}

/// Sharp enough for 1,200 pixels of a square.
fn constraints(facing: Facing) -> Result<JsValue, BrowserError> {
    let sharp = object(&[("ideal", 1600.into())])?;
    object(&[
        ("facingMode", facing.word().into()),
        ("width", sharp.clone()),
        ("height", sharp),
    ])
}

fn object(fields: &[(&str, JsValue)]) -> Result<JsValue, BrowserError> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}
