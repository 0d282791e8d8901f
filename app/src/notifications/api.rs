//! What scripts may ask about the bell. The service worker asks for the first of these too.

use crate::error::ApiError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Why a device is not rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RingRefused {
    /// Its browser gave something that cannot be rung.
    Unfit,
    /// It did not ask to be rung, or not any more.
    Silent,
}

/// What a browser gives to be rung, in the browser's own shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscribed {
    /// Where its push service takes messages for it.
    pub endpoint: String,
    /// With what they are encrypted.
    pub keys: Keys,
}

/// A device's keys, base64url.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// The public one.
    pub p256dh: String,
    /// The secret.
    pub auth: String,
}

/// Rings this device from now on.
#[server(endpoint = "allow_ring", input = server_fn::codec::Json)]
pub async fn allow_ring(device: Subscribed) -> Result<(), ApiError<RingRefused>> {
    let house = crate::state::House::here();
    super::desk::allow(&house, &crate::session::headers(), device).await
}

/// Does not ring this device any more.
#[server(endpoint = "silence_ring", input = server_fn::codec::Json)]
pub async fn silence_ring() -> Result<(), ApiError<RingRefused>> {
    let house = crate::state::House::here();
    super::desk::silence(&house, &crate::session::headers()).await
}

/// Rings this device now, to see whether it does.
#[server(endpoint = "test_ring", input = server_fn::codec::Json)]
pub async fn test_ring() -> Result<(), ApiError<RingRefused>> {
    let house = crate::state::House::here();
    super::desk::ring_me(&house, &crate::session::headers()).await
}
