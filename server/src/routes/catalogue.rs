//! The forms of the counter, for phones without scripts or without a camera.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    catalogue::{ListingPosted, ShelfPosted, desk, refused_word},
    error::ApiError,
    routes,
};
use axum::{
    extract::{Multipart, State, multipart::MultipartError},
    response::Response,
};
use domain::{
    catalogue::{EditError, ListingError, ListingForm, Product, StockKind, Wish},
    id::ProductId,
};
use http::{StatusCode, request::Parts};
use services::{
    accounts::{MerchantOf, Suspended},
    catalogue,
    photos::{MAX_BYTES, PhotoHash, PhotoRefused, Stored},
    secret,
};

/// What the counter's form sends: the fields, a picture, or the name of one that was sent before.
#[derive(Default)]
struct Sent {
    form: ListingForm,
    picture: Vec<u8>,
    kept: Option<PhotoHash>,
    /// The product of the shelf that gets the picture; none when a new one is put on sale.
    photo_of: Option<ProductId>,
}

/// `POST /comptoir`: puts a product on sale, or gives one of the shelf another picture. The product stands even when its picture is refused; the picture is kept
/// even when the product is refused.
pub async fn put_on_sale(State(server): State<Server>, asked: Parts, body: Multipart) -> Response {
    let who = match desk::merchant::<ListingError>(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, error).await,
    };
    let mut sent = Sent::default();
    let picture = match read(body, &mut sent).await {
        Ok(()) => picture(&server, &sent).await,
        // Too large to be read to its end: what stands after the picture in the form is lost with it.
        Err(_) => Some(Err(ApiError::Refused(PhotoRefused::TooManyBytes {
            max: MAX_BYTES,
        }))),
    };
    let Sent { form, photo_of, .. } = sent;
    if let Some(product) = photo_of {
        return hang(&server, &asked, &who, product, form, picture).await;
    }
    match try_put_on_sale(&server, &who, &form, picture.as_ref()).await {
        Ok(None) => see_other(&format!("{}?vendu=1", routes::COUNTER)),
        Ok(Some(why)) => see_other(&format!(
            "{}?vendu=1&photo={}",
            routes::COUNTER,
            refused_word(&why)
        )),
        Err(ApiError::Refused(wrong)) => {
            let (kept, photo_wrong) = match picture {
                Some(Ok(stored)) => (Some(stored.hash.to_string()), None),
                Some(Err(ApiError::Refused(why))) => (None, Some(why)),
                _ => (None, None),
            };
            let said = ListingPosted {
                form,
                wrong,
                kept,
                photo_wrong,
            };
            server.again(&asked, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

/// Another picture for a product of the shelf.
async fn hang(
    server: &Server,
    asked: &Parts,
    who: &MerchantOf,
    product: ProductId,
    form: ListingForm,
    picture: Option<Picture>,
) -> Response {
    if form.shop.is_some_and(|shop| shop != who.shop()) {
        return server.instead(asked, ApiError::<Suspended>::SignedOut).await;
    }
    let again = routes::retake(product);
    match picture {
        None => see_other(&again),
        Some(Err(ApiError::Refused(why))) => see_other(&routes::asking(&again, "photo", refused_word(&why))),
        Some(Err(error)) => server.instead(asked, error).await,
        Some(Ok(stored)) => match desk::hang_photo(&server.house, who, product, &stored).await {
            Ok(()) => see_other(routes::SHELF),
            Err(ApiError::Refused(Suspended)) => {
                let said = ListingPosted {
                    form,
                    wrong: ListingError::SUSPENDED,
                    kept: None,
                    photo_wrong: None,
                };
                server.again(asked, StatusCode::UNPROCESSABLE_ENTITY, said).await
            }
            Err(error) => server.instead(asked, error).await,
        },
    }
}

type Picture = Result<Stored, ApiError<PhotoRefused>>;

/// The picture that came along or was kept from last time; none when there is none.
async fn picture(server: &Server, sent: &Sent) -> Option<Picture> {
    if !sent.picture.is_empty() {
        return Some(desk::take_photo(&server.house, sent.picture.clone()).await);
    }
    let kept = sent.kept.as_ref()?;
    match server.house.photos.about(kept).await {
        Ok(stored) => stored.map(Ok),
        Err(error) => Some(Err(services::error::Failed::new(error).into())),
    }
}

/// Puts the product on sale and hangs its picture; returns why the picture was refused.
async fn try_put_on_sale(
    server: &Server,
    who: &MerchantOf,
    form: &ListingForm,
    picture: Option<&Picture>,
) -> Result<Option<PhotoRefused>, ApiError<ListingError>> {
    let product = desk::put_on_sale(&server.house, who, form).await?;
    match picture {
        None => Ok(None),
        Some(Ok(stored)) => {
            desk::hang_photo(&server.house, who, product, stored)
                .await
                .map_err(|error| error.map_refused(|Suspended| ListingError::SUSPENDED))?;
            Ok(None)
        }
        Some(Err(ApiError::Refused(why))) => Ok(Some(why.clone())),
        Some(Err(ApiError::Crowded)) => Err(ApiError::Crowded),
        Some(Err(ApiError::Failed(code))) => Err(ApiError::Failed(code.clone())),
        Some(Err(_)) => Err(ApiError::NotFound),
    }
}

async fn read(mut body: Multipart, sent: &mut Sent) -> Result<(), MultipartError> {
    while let Some(field) = body.next_field().await? {
        match field.name().unwrap_or_default() {
            "photo" => sent.picture = field.bytes().await?.to_vec(),
            "photo_of" => sent.photo_of = field.text().await?.parse().ok(),
            "kept" => sent.kept = field.text().await?.parse().ok(),
            "product" => sent.form.product = field.text().await?.parse().ok(),
            "shop" => sent.form.shop = field.text().await?.parse().ok(),
            "price" => sent.form.price = field.text().await?,
            "name" => sent.form.name = field.text().await?,
            "unit" => sent.form.unit = field.text().await?,
            "stock" => sent.form.stock = field.text().await?,
            "content" => sent.form.content = field.text().await?,
            "pieces" => sent.form.pieces = field.text().await?,
            _ => {}
        }
    }
    Ok(())
}

/// `POST /comptoir/etal`: one wish for one product, or one for all that are chosen.
pub async fn change(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    match try_change(&server, &asked, &fields).await {
        Ok(()) => see_other(routes::SHELF),
        Err(ApiError::Refused(wrong)) => {
            let Some(product) = fields.read("product") else {
                return see_other(routes::SHELF);
            };
            let said = ShelfPosted {
                product,
                typed: fields.text("typed"),
                wrong,
            };
            server.again(&asked, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_change(server: &Server, asked: &Parts, fields: &Fields) -> Result<(), ApiError<EditError>> {
    let who = desk::merchant(&server.house, &asked.headers).await?;
    let chosen: Vec<ProductId> = fields.all("product").map_err(|_| ApiError::NotFound)?;
    let wishes = if fields.text("wish") == "bulk" {
        for_all(server, &who, &chosen, fields).await?
    } else {
        let wish = wish(fields);
        chosen
            .into_iter()
            .map(|product| (product, wish.clone()))
            .collect()
    };
    desk::wish(&server.house, &who, &wishes).await
}

/// The wish of a form. A word that no form of ours sends confirms the product, which does no harm.
fn wish(fields: &Fields) -> Wish {
    let typed = fields.text("typed");
    match fields.text("wish").as_str() {
        "price" => Wish::Price(typed),
        "name" => Wish::Name(typed),
        "unit" => Wish::Unit(typed),
        "content" => Wish::Content(typed),
        "stock" => Wish::Stock(typed, String::new()),
        "pieces" => Wish::Stock(StockKind::Pieces.to_string(), typed),
        "category" => Wish::Category(typed),
        "lead" => Wish::Lead(typed),
        "sold" => Wish::Sold,
        "off" => Wish::Off,
        "on" => Wish::Back,
        "hide" => Wish::Hide,
        "show" => Wish::Show,
        "duplicate" => Wish::Duplicate(ProductId(secret::id())),
        "withdraw" => Wish::Withdraw,
        _ => Wish::Still,
    }
}

/// One wish for each product that is chosen.
async fn for_all(
    server: &Server,
    who: &MerchantOf,
    chosen: &[ProductId],
    fields: &Fields,
) -> Result<Vec<(ProductId, Wish)>, ApiError<EditError>> {
    let percent = fields.read("percent").unwrap_or(0_u8).min(90);
    let shelf = catalogue::all_of_shop(server.house.db.read(), who).await?;
    let wish = |product: &Product| match fields.text("act").as_str() {
        "less" => Wish::Reduced(product.price.less(percent).cents().typed()),
        "hide" => Wish::Hide,
        _ => Wish::Category(fields.text("category")),
    };
    let products = shelf.iter().map(|shelved| &shelved.product);
    Ok(products
        .filter(|product| chosen.contains(&product.id))
        .map(|product| (product.id, wish(product)))
        .collect())
}
