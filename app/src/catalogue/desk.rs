//! What merchants do to products, from a script or from a plain form alike: guard, parse, one verb, commit.

use crate::{
    error::{ApiError, Nothing},
    i18n::Locale,
    session, speech,
    state::House,
};
use domain::{
    catalogue::{
        Described, Ean, Edit, EditError, ListingError, ListingForm, NotAnEan, Outcome, Source, Wish,
    },
    id::ProductId,
};
use http::HeaderMap;
use services::{
    accounts::{InPerson, MerchantOf, Suspended},
    catalogue,
    error::{Error, Failed},
    food_facts,
    photos::{AcceptError, PhotoRefused, Stored},
    secret,
};

/// The merchant who sent these headers; everybody else is asked to sign in.
pub async fn merchant<R>(house: &House, headers: &HeaderMap) -> Result<MerchantOf, ApiError<R>> {
    session::merchant(house, headers)
        .await
        .map_err(|error| match error {
            Error::NotFound => ApiError::SignedOut,
            other => other.into(),
        })
}

/// The same, one of the shop's own people; to an official who stands in there is no such thing.
pub async fn in_person<R>(house: &House, headers: &HeaderMap) -> Result<InPerson, ApiError<R>> {
    merchant(house, headers)
        .await?
        .in_person()
        .map_err(|_| ApiError::NotFound)
}

/// Puts a product on sale. From a page of another shop's counter it is not taken: whoever stands in went elsewhere since.
pub async fn put_on_sale(
    house: &House,
    who: &MerchantOf,
    form: &ListingForm,
) -> Result<ProductId, ApiError<ListingError>> {
    if form.shop.is_some_and(|shop| shop != who.shop()) {
        return Err(ApiError::SignedOut);
    }
    let listing = form.parse().map_err(ApiError::Refused)?;
    let id = form.product.unwrap_or_else(|| ProductId(secret::id()));
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    let who = who
        .in_good_standing(&tx)
        .await
        .map_err(|error| ApiError::from_verb(error, |Suspended| ListingError::SUSPENDED))?;
    catalogue::put_on_sale(&tx, &who, id, listing, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(id)
}

/// Takes a picture in; nothing hangs it yet.
pub async fn take_photo(house: &House, picture: Vec<u8>) -> Result<Stored, ApiError<PhotoRefused>> {
    house.photos.accept(picture).await.map_err(|error| match error {
        AcceptError::Refused(why) => ApiError::Refused(why),
        AcceptError::Failed(failed) => Failed::new(failed).into(),
    })
}

/// Hangs a stored picture above a product that is on sale already.
pub async fn hang_photo(
    house: &House,
    who: &MerchantOf,
    product: ProductId,
    photo: &Stored,
) -> Result<(), ApiError<Suspended>> {
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    let who = who
        .in_good_standing(&tx)
        .await
        .map_err(|error| ApiError::from_verb(error, |why| why))?;
    catalogue::attach_photo(&tx, &who, product, photo, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Does what a phone wished, perhaps a while ago, and says what became of it. What was wished at another shop's counter
/// stays on the phone until it is there again.
pub async fn edit(house: &House, who: &MerchantOf, asked: &Edit) -> Result<Outcome, ApiError<Nothing>> {
    if asked.shop.is_some_and(|shop| shop != who.shop()) {
        return Err(ApiError::SignedOut);
    }
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    let outcome = catalogue::apply(&tx, who, asked, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(outcome)
}

/// Grants wishes about products, as a form sends them: all or none.
pub async fn wish(
    house: &House,
    who: &MerchantOf,
    wishes: &[(ProductId, Wish)],
) -> Result<(), ApiError<EditError>> {
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    let who = who
        .in_good_standing(&tx)
        .await
        .map_err(|error| ApiError::from_verb(error, |Suspended| EditError::Suspended))?;
    for (product, wish) in wishes {
        let change = wish.parse().map_err(ApiError::Refused)?;
        catalogue::change(&tx, &who, *product, change, house.clock.now()).await?;
    }
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// What is known of the goods under a barcode: the town's own memory first, then those whom the operator lets us ask.
pub async fn describe(
    house: &House,
    who: &MerchantOf,
    locale: Locale,
    typed: &str,
) -> Result<Option<Described>, ApiError<NotAnEan>> {
    let ean: Ean = typed.parse().map_err(ApiError::Refused)?;
    let db = house.db.read();
    let mut remembered = catalogue::described(db, who, &ean).await?;
    if let Some(known) = &mut remembered {
        // What a merchant took over from them is still theirs, and says so.
        let told = food_facts::told(db, &ean).await?;
        if told.is_some_and(|facts| facts.is_behind(known)) {
            known.source = Source::FoodFacts;
        }
    }
    let Some(outside) = house.food_facts.as_ref().filter(|_| remembered.is_none()) else {
        return Ok(remembered);
    };
    let facts = outside.about(&house.db, &ean, house.clock.now()).await?;
    Ok(facts.map(|facts| Described {
        allergens: speech::allergens(locale, &facts.allergens),
        name: facts.name,
        quantity: facts.quantity,
        brand: facts.brand,
        source: Source::FoodFacts,
    }))
}
