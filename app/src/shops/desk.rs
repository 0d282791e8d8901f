//! What a merchant says about the shop: guard, parse, one verb, commit.

use crate::{error::ApiError, state::House};
use domain::shops::{DescriptionError, DescriptionForm};
use services::{accounts::MerchantOf, error::Error};

/// Takes down what was typed.
pub async fn describe(
    house: &House,
    who: &MerchantOf,
    form: &DescriptionForm,
) -> Result<(), ApiError<DescriptionError>> {
    let said = form.parse().map_err(ApiError::Refused)?;
    let tx = house.db.write().await.map_err(Error::from)?;
    who.describe(&tx, said).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}
