//! The forms of the shop's page at the counter: what its merchant says about it, the days it stays closed, its picture.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    catalogue::desk,
    error::ApiError,
    place::PlacePosted,
    routes,
    shops::{
        ClosurePosted, CoverRefused, DescriptionPosted, TraderPosted,
        desk::{self as shop, ToClose},
    },
};
use axum::{
    extract::{Multipart, State, multipart::MultipartError},
    response::Response,
};
use domain::{
    shops::{
        ClosureError, ClosureForm, DescriptionError, DescriptionForm, StretchForm, TraderError, TraderForm,
        WeekForm,
    },
    walk::PlaceError,
};
use http::{StatusCode, Uri, request::Parts};
use services::{
    accounts::AsOwner,
    photos::{MAX_BYTES, PhotoRefused},
};

/// `POST /comptoir/boutique`
pub async fn describe(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let form = DescriptionForm {
        address: fields.text("address"),
        phone: fields.text("phone"),
        about: fields.text("about"),
        lead: fields.read("lead").unwrap_or_default(),
        slot_length: fields.read("slot").unwrap_or_default(),
        slot_capacity: fields.text("capacity"),
        at_the_door: fields.has("door"),
        sells_at_a_distance: fields.has("distance"),
        week: WeekForm {
            days: std::array::from_fn(|day| std::array::from_fn(|at| stretch(&fields, day, at))),
            closed_on_holidays: fields.has("holidays"),
        },
    };
    match try_describe(&server, &asked, &form).await {
        Ok(()) => see_other(&format!("{}?note=1", routes::SHOP)),
        Err(ApiError::Refused(wrong)) => {
            server
                .again(
                    &asked,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    DescriptionPosted { form, wrong },
                )
                .await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

fn stretch(fields: &Fields, day: usize, at: usize) -> StretchForm {
    StretchForm {
        from: fields.text(&format!("day-{day}-{at}-from")),
        to: fields.text(&format!("day-{day}-{at}-to")),
    }
}

async fn try_describe(
    server: &Server,
    asked: &Parts,
    form: &DescriptionForm,
) -> Result<(), ApiError<DescriptionError>> {
    let who = of_page(server, asked).await?;
    shop::describe(&server.house, &who, form).await
}

/// `POST /comptoir/identite`: who stands behind the sign.
pub async fn identify(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let form = TraderForm {
        name: fields.text("name"),
        email: fields.text("email"),
        number: fields.text("number"),
        mediator: fields.text("mediator"),
        certified: fields.has("certified"),
    };
    match try_identify(&server, &asked, &form).await {
        Ok(()) => see_other(&format!("{}?note=1", routes::TRADER)),
        Err(ApiError::Refused(wrong)) => {
            server
                .again(
                    &asked,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    TraderPosted { form, wrong },
                )
                .await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_identify(
    server: &Server,
    asked: &Parts,
    form: &TraderForm,
) -> Result<(), ApiError<TraderError>> {
    let who = of_page(server, asked).await?;
    shop::identify(&server.house, &who, form).await
}

/// `POST /comptoir/emplacement`: where the shop stands.
pub async fn place(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let typed = fields.text("position");
    match try_place(&server, &asked, &typed).await {
        Ok(()) => see_other(&format!("{}?note=1#place", routes::SHOP)),
        Err(ApiError::Refused(wrong)) => {
            let said = PlacePosted { typed, wrong };
            let page = on_page(&asked);
            server.again(&page, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_place(server: &Server, asked: &Parts, typed: &str) -> Result<(), ApiError<PlaceError>> {
    let who = of_page(server, asked).await?;
    shop::place(&server.house, &who, typed).await
}

/// Who says what the shop is at whose counter the page was drawn: an official who stands in may be at another one since, where nothing of
/// this page belongs.
async fn of_page<R>(server: &Server, asked: &Parts) -> Result<AsOwner, ApiError<R>> {
    let who = desk::as_owner(&server.house, &asked.headers).await?;
    match routes::named_shop(asked.uri.query().unwrap_or_default()) {
        Some(shop) if shop != who.shop().to_string() => Err(ApiError::SignedOut),
        _ => Ok(who),
    }
}

/// `GET` where only forms are sent: somebody loaded a refused form's answer again.
pub async fn to_page() -> Response {
    see_other(routes::SHOP)
}

/// The refusal of a form is drawn on the shop's page, from which it was sent.
fn on_page(asked: &Parts) -> Parts {
    let mut page = asked.clone();
    page.uri = Uri::from_static(routes::SHOP);
    page
}

/// `POST /comptoir/fermeture`: closed today, tomorrow or on other days, or open again.
pub async fn close(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let form = ClosureForm {
        from: fields.text("from"),
        to: fields.text("to"),
    };
    let opens = fields.has("reopen");
    match try_close(&server, &asked, &fields, &form).await {
        Ok(()) => see_other(&format!("{}?note=1", routes::SHOP)),
        // Those days have passed while the page was open.
        Err(ApiError::Refused(_)) if opens => see_other(routes::SHOP),
        Err(ApiError::Refused(wrong)) => {
            let said = ClosurePosted { form, wrong };
            let page = on_page(&asked);
            server.again(&page, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_close(
    server: &Server,
    asked: &Parts,
    fields: &Fields,
    form: &ClosureForm,
) -> Result<(), ApiError<ClosureError>> {
    let who = of_page(server, asked).await?;
    if fields.has("reopen") {
        return shop::reopen(&server.house, &who, form).await;
    }
    let what = match fields.text("day").as_str() {
        "today" => ToClose::Today,
        "tomorrow" => ToClose::Tomorrow,
        _ => ToClose::Days(form.clone()),
    };
    shop::close(&server.house, &who, &what).await
}

/// `POST /comptoir/couverture`: the shop's picture goes up, or comes down.
pub async fn set_cover(State(server): State<Server>, asked: Parts, body: Multipart) -> Response {
    match try_set_cover(&server, &asked, body).await {
        Ok(()) => see_other(&format!("{}?note=1#cover", routes::SHOP)),
        Err(ApiError::Refused(why)) => {
            let page = on_page(&asked);
            server.again(&page, StatusCode::UNPROCESSABLE_ENTITY, why).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_set_cover(
    server: &Server,
    asked: &Parts,
    body: Multipart,
) -> Result<(), ApiError<CoverRefused>> {
    let who = of_page(server, asked).await?;
    // The only body that cannot be read is one over the limit.
    let too_heavy = |_| ApiError::Refused(CoverRefused::Photo(PhotoRefused::TooManyBytes { max: MAX_BYTES }));
    match picture(body).await.map_err(too_heavy)? {
        Some(picture) => shop::hang_cover(&server.house, &who, picture).await,
        None => shop::take_cover_down(&server.house, &who).await,
    }
}

/// The picture that was sent, empty when none was chosen; nothing when the one that hangs shall come down.
async fn picture(mut body: Multipart) -> Result<Option<Vec<u8>>, MultipartError> {
    let mut picture = Vec::new();
    let mut comes_down = false;
    while let Some(field) = body.next_field().await? {
        match field.name().unwrap_or_default() {
            "photo" => picture = field.bytes().await?.to_vec(),
            "remove" => comes_down = true,
            _ => {}
        }
    }
    Ok((!comes_down).then_some(picture))
}
