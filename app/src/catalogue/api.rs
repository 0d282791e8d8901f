//! What the counter's scripts may ask about products.

use crate::error::ApiError;
use domain::catalogue::{ListingError, ListingForm};
use domain::id::ProductId;
use leptos::prelude::*;

/// Puts a product on sale; its picture follows on its own way. Sent again under the same id, it lists once.
#[server(endpoint = "put_on_sale", input = server_fn::codec::Json)]
pub async fn put_on_sale(form: ListingForm) -> Result<ProductId, ApiError<ListingError>> {
    let house = crate::state::House::here();
    let who = super::desk::merchant(&house, &crate::session::headers()).await?;
    super::desk::put_on_sale(&house, &who, &form).await
}
