//! Sending what was confirmed, and waiting for a network that comes back.

use crate::{error::ApiError, routes};
use domain::id::{ProductId, ShopId};
use futures::future::{Either, select};
use gloo_net::http::{Request, Response as Answer};
use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use serde::{Serialize, de::DeserializeOwned};
use server_fn::ServerFn;
use std::pin::pin;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AddEventListenerOptions, Blob, Response, window};

/// What became of a picture that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It hangs above its product.
    Taken,
    /// Refused, with the sentence to show.
    Refused(String),
    /// There is no such product any more.
    Gone,
    /// Nobody is signed in on this device any more.
    SignedOut,
    /// Not taken for now: try again later.
    Later(Held),
}

/// Why something waits on the phone, and for how long at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// What stands in the way.
    pub why: Trouble,
    /// Seconds that whoever answered asks us to wait.
    pub seconds: Option<u32>,
}

impl From<Trouble> for Held {
    fn from(why: Trouble) -> Self {
        Self { why, seconds: None }
    }
}

/// Why something waits on the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing answers.
    NoNetwork,
    /// No answer in time.
    Slow,
    /// Too many at once; the server or somebody on the way asks for patience.
    Busy,
    /// Somebody on the way takes no pictures that large.
    Heavy,
    /// Somebody on the way takes not even a price.
    Shut,
    /// The town hall has suspended the shop: it is taken once that is lifted.
    Suspended,
    /// The server is not well, or what answers is not our server.
    Unwell,
}

/// Until a request without an answer counts as lost, in milliseconds. Sent again, it is done once all the same.
const PATIENCE: u32 = 30_000;
/// The same for a picture: 150 kB at 20 kb/s, the slowest network on which this is any use.
const PICTURE_PATIENCE: u32 = 60_000;

/// The answer, unless it takes too long.
pub async fn in_time<T>(answer: impl Future<Output = T>) -> Result<T, Trouble> {
    within(PATIENCE, answer).await
}

async fn within<T>(millis: u32, answer: impl Future<Output = T>) -> Result<T, Trouble> {
    match select(pin!(answer), TimeoutFuture::new(millis)).await {
        Either::Left((answer, _)) => Ok(answer),
        Either::Right(_) => Err(Trouble::Slow),
    }
}

/// What an address answers to what was typed; none when it answers nothing good.
pub async fn ask(address: &str, typed: &str) -> Option<String> {
    let address = format!("{address}?q={}", js_sys::encode_uri_component(typed));
    let answer = JsFuture::from(window()?.fetch_with_str(&address)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}

/// Sends the picture of a product of this shop. What is no word of our server's own, whoever says it, loses nothing.
pub async fn send_picture(shop: ShopId, product: ProductId, picture: &Blob) -> Sent {
    let address = routes::of_shop(&routes::photo_upload(product), shop);
    let Ok(request) = Request::put(&address).body(picture) else {
        return Sent::Later(Trouble::Unwell.into());
    };
    let answer = match within(PICTURE_PATIENCE, request.send()).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(_)) => return Sent::Later(Trouble::NoNetwork.into()),
        Err(slow) => return Sent::Later(slow.into()),
    };
    match answer.status() {
        // Ours answers so and with nothing; a hotel's login page says 200.
        204 => Sent::Taken,
        401 => Sent::SignedOut,
        422 => Sent::Refused(answer.text().await.unwrap_or_default()),
        404 if answer
            .text()
            .await
            .is_ok_and(|word| word == routes::NO_SUCH_PRODUCT) =>
        {
            Sent::Gone
        }
        409 => Sent::Later(Trouble::Suspended.into()),
        413 => Sent::Later(Trouble::Heavy.into()),
        _ => Sent::Later(held(&answer)),
    }
}

/// Asks one of the market's own functions. Somebody in between may answer instead, in no words of ours: then their status
/// says what holds us up.
pub async fn ask_market<F, R>(asked: &F) -> Result<Result<F::Output, ApiError<R>>, Held>
where
    F: ServerFn<Error = ApiError<R>> + Serialize,
    F::Output: DeserializeOwned,
    R: DeserializeOwned,
{
    let body = serde_json::to_string(asked).map_err(|_| Trouble::Unwell)?;
    let request = Request::post(F::url())
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .body(body)
        .map_err(|_| Trouble::Unwell)?;
    let (answer, words) = within(PATIENCE, async {
        let answer = request.send().await?;
        let words = answer.text().await?;
        Ok::<_, gloo_net::Error>((answer, words))
    })
    .await?
    .map_err(|_| Trouble::NoNetwork)?;
    if answer.ok() {
        return serde_json::from_str(&words)
            .map(Ok)
            .map_err(|_| Trouble::Unwell.into());
    }
    serde_json::from_str::<ApiError<R>>(&words)
        .map(Err)
        .map_err(|_| held(&answer))
}

/// What the status of an answer says that is no word of ours, and how long we shall wait.
fn held(answer: &Answer) -> Held {
    let seconds = answer.headers().get("retry-after");
    Held {
        why: why(answer.status()),
        seconds: seconds.and_then(|typed| typed.trim().parse().ok()),
    }
}

const fn why(status: u16) -> Trouble {
    match status {
        408 | 504 => Trouble::Slow,
        413 => Trouble::Shut,
        429 | 503 => Trouble::Busy,
        _ => Trouble::Unwell,
    }
}

/// Waits before the next try: a second, then twice as long each time, half a minute at most; less when the network
/// comes back or somebody looks at the page again.
pub async fn back_off(tries: u32) {
    rest(tries, None).await;
}

/// The longest that we let ourselves be told to wait, in seconds: nobody leaves a phone on the counter for longer.
const LONGEST_REST: u32 = 300;

/// The same; whoever asks for more patience gets it, and is asked no earlier.
pub async fn rest(tries: u32, at_least: Option<u32>) {
    let millis = 1000_u32.saturating_mul(1 << tries.min(5)).min(30_000);
    if let Some(seconds) = at_least {
        return TimeoutFuture::new(millis.max(seconds.min(LONGEST_REST) * 1000)).await;
    }
    let Ok(over) = AbortController::new() else {
        return TimeoutFuture::new(millis).await;
    };
    let woken = Promise::new(&mut |resolve, _| {
        let Some((window, document)) = window().and_then(|window| Some((window.clone(), window.document()?)))
        else {
            return;
        };
        let once = AddEventListenerOptions::new();
        once.set_signal(&over.signal());
        // Whichever of them cannot be had, the others still wake us.
        let millis = i32::try_from(millis).unwrap_or(i32::MAX);
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
        for event in ["online", "focus"] {
            let _ = window
                .add_event_listener_with_callback_and_add_event_listener_options(event, &resolve, &once);
        }
        let _ = document.add_event_listener_with_callback_and_add_event_listener_options(
            "visibilitychange",
            &resolve,
            &once,
        );
        // The service worker's call, where the system wakes it when the network comes back.
        if let Some(worker) = super::worker::workers() {
            let _ = worker
                .add_event_listener_with_callback_and_add_event_listener_options("message", &resolve, &once);
        }
    });
    let _ = JsFuture::from(woken).await;
    // Takes the listeners away that did not wake us.
    over.abort();
}

/// Opens another page of ours. A browser that refuses leaves the page as it is.
pub fn go_to(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign(address);
    }
}

/// Loads this page again.
pub fn reload() {
    if let Some(window) = window() {
        // A page that is being left does not mind.
        let _ = window.location().reload();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_of_somebody_on_the_way_says_why() {
        use Trouble::{Busy, Shut, Slow, Unwell};
        let said = [429, 503, 504, 408, 413, 500, 502, 404].map(why);
        assert_eq!(said, [Busy, Busy, Slow, Slow, Shut, Unwell, Unwell, Unwell]);
    }
}
