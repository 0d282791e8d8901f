//! What a merchant says of goods: guard, parse, one verb, commit.

use crate::{error::ApiError, error::Nothing, state::House};
use domain::{
    duties::{LabelError, LabelForm, Licence, Maker},
    id::ProductId,
};
use services::{accounts::MerchantOf, duties, error::Error};

/// Takes down what was typed about a product. A maker that was chosen among known ones stands for what is typed of it.
pub async fn label(
    house: &House,
    who: &MerchantOf,
    product: ProductId,
    form: &mut LabelForm,
    chosen: &str,
) -> Result<(), ApiError<LabelError>> {
    if !chosen.is_empty() {
        let makers = duties::makers(house.db.read(), who).await?;
        if let Some(maker) = makers.into_iter().find(|maker| maker.name.as_str() == chosen) {
            choose(form, maker);
        }
    }
    let said = form.parse().map_err(ApiError::Refused)?;
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    duties::label(&tx, who, product, &said, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

fn choose(form: &mut LabelForm, maker: Maker) {
    form.maker = maker.name.into();
    form.maker_address = maker.address.into();
    form.maker_online = maker.online.into();
}

/// Answers for a product as for another one.
pub async fn take_over(
    house: &House,
    who: &MerchantOf,
    product: ProductId,
    from: ProductId,
) -> Result<(), ApiError<Nothing>> {
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    duties::take_over(&tx, who, product, from, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Takes down by which right the shop sells alcohol.
pub async fn license(house: &House, who: &MerchantOf, licence: Licence) -> Result<(), ApiError<Nothing>> {
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    duties::license(&tx, who, licence, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}
