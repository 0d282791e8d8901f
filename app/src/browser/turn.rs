//! Whose turn it is to send what waits on this phone: the pages', or their worker's once none of them is sending
//! (`server/src/workers/post.js`). Never both at once.

use super::network::in_time;
use js_sys::{Function, Object, Promise, Reflect};
use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::window;

/// The worker calls it by the same name.
const TURN: &str = "halle-post";

thread_local! {
    /// What this page asked for last.
    static ASKED: RefCell<Weak<Asked>> = const { RefCell::new(Weak::new()) };
}

/// This page's turn, for as long as somebody in it holds one. All pages may have theirs at once.
pub struct Turn(Rc<Asked>);

struct Asked {
    come: Promise,
    over: Option<Function>,
}

impl Turn {
    /// Asks for it, or joins in with who did.
    pub fn ask() -> Self {
        ASKED.with_borrow_mut(|last| {
            let asked = last.upgrade().unwrap_or_else(|| Rc::new(Asked::new()));
            *last = Rc::downgrade(&asked);
            Self(asked)
        })
    }

    /// Waits for it, which is a moment. Not for ever: what is sent twice is done once.
    pub async fn come(&self) {
        let _ = in_time(JsFuture::from(self.0.come.clone())).await;
    }
}

impl Asked {
    fn new() -> Self {
        let mut over = None;
        let until = Promise::new(&mut |resolve, _| over = Some(resolve));
        let come = Promise::new(&mut |come, _| {
            if request(&come, until.clone().into()).is_err() {
                // A browser that knows no locks wakes no worker either.
                let _ = come.call0(&JsValue::NULL);
            }
        });
        Self { come, over }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        if let Some(over) = &self.over {
            let _ = over.call0(&JsValue::NULL);
        }
    }
}

/// Says when it has come, and holds it until then.
fn request(come: &Function, until: JsValue) -> Result<(), JsValue> {
    let navigator = window().ok_or(JsValue::UNDEFINED)?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let shared = JsValue::from(Object::new());
    Reflect::set(&shared, &"mode".into(), &"shared".into())?;
    let here = come.clone();
    let held = Closure::once_into_js(move || {
        let _ = here.call0(&JsValue::NULL);
        until
    });
    let refused: Promise = request
        .call3(&locks, &TURN.into(), &shared, &held)?
        .unchecked_into();
    let come = come.clone();
    spawn_local(async move {
        if JsFuture::from(refused).await.is_err() {
            let _ = come.call0(&JsValue::NULL);
        }
    });
    Ok(())
}
