//! The pages of orders that the shopper's worker keeps (`server/src/workers/orders.js`): forgotten with the order.

use crate::routes;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, window};

/// Where the worker keeps them.
const PAGES: &str = "halle-orders";

/// Drops the kept pages of some orders.
pub async fn forget(keys: Vec<String>) {
    let Some(caches) = caches() else { return };
    let Ok(pages) = JsFuture::from(caches.open(PAGES)).await else {
        return;
    };
    let pages: Cache = pages.unchecked_into();
    for key in keys {
        for page in [routes::order(&key), routes::slip(&key)] {
            // One that was never kept is as good as gone.
            let _ = JsFuture::from(pages.delete_with_str(&page)).await;
        }
    }
}

/// None in browsers without, and on sites that are neither local nor encrypted.
fn caches() -> Option<CacheStorage> {
    let caches = Reflect::get(&window()?.into(), &"caches".into()).ok()?;
    (!JsValue::is_undefined(&caches)).then(|| caches.unchecked_into())
}
