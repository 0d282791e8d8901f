//! What an official's phone may ask while it shows a square.

use crate::error::{ApiError, Nothing};
use domain::id::ShopId;
use leptos::prelude::*;

/// Whether a shop has its merchant by now.
#[server(endpoint = "has_merchant", input = server_fn::codec::Json)]
pub async fn has_merchant(shop: ShopId) -> Result<bool, ApiError<Nothing>> {
    let house = crate::state::House::here();
    let who = crate::tour::desk::official(&house, &crate::session::headers()).await?;
    let stall = services::stand_ins::stall(house.db.read(), &who, shop, house.clock.now()).await?;
    Ok(stall.has_merchant)
}
