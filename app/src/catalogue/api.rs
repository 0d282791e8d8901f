//! What the counter's scripts may ask about products.

use crate::error::{ApiError, Nothing};
use domain::catalogue::{Described, Edit, ListingError, ListingForm, NotAnEan, Outcome};
use domain::id::ProductId;
use leptos::prelude::*;

/// Puts a product on sale; its picture follows on its own way. Sent again under the same id, it lists once.
#[server(endpoint = "put_on_sale", input = server_fn::codec::Json)]
pub async fn put_on_sale(form: ListingForm) -> Result<ProductId, ApiError<ListingError>> {
    let house = crate::state::House::here();
    let who = super::desk::at_shelf(&house, &crate::session::headers()).await?;
    super::desk::put_on_sale(&house, &who, &form).await
}

/// Does what a phone wished, in the order in which it was wished; one answer an edit, in the same order. Asked again,
/// it does nothing twice.
#[server(endpoint = "edit_shelf", input = server_fn::codec::Json)]
pub async fn edit_shelf(edits: Vec<Edit>) -> Result<Vec<Outcome>, ApiError<Nothing>> {
    let house = crate::state::House::here();
    let who = super::desk::at_shelf(&house, &crate::session::headers()).await?;
    let mut outcomes = Vec::with_capacity(edits.len());
    for edit in &edits {
        outcomes.push(super::desk::edit(&house, &who, edit).await?);
    }
    Ok(outcomes)
}

/// What is known of the goods under a barcode, by a shop of this instance or by those whom the operator lets us ask.
#[server(endpoint = "describe", input = server_fn::codec::Json)]
pub async fn describe(ean: String) -> Result<Option<Described>, ApiError<NotAnEan>> {
    let house = crate::state::House::here();
    let headers = crate::session::headers();
    let who = super::desk::at_shelf(&house, &headers).await?;
    super::desk::describe(&house, &who, crate::session::locale_of(&headers), &ean).await
}
