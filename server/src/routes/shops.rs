//! The form in which a merchant describes the shop.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    catalogue::desk::merchant,
    error::ApiError,
    routes,
    shops::{DescriptionPosted, desk},
};
use axum::{extract::State, response::Response};
use domain::shops::{DescriptionError, DescriptionForm, StretchForm, WeekForm};
use http::{StatusCode, request::Parts};

/// `POST /comptoir/boutique`
pub async fn describe(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    let form = DescriptionForm {
        address: fields.text("address"),
        phone: fields.text("phone"),
        about: fields.text("about"),
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
    let who = merchant(&server.house, &asked.headers).await?;
    desk::describe(&server.house, &who, form).await
}
