//! The forms in which a merchant says what the law wants said of goods.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{
    catalogue::desk::{as_owner, at_shelf},
    duties::{LabelPosted, LicenceMissing, desk},
    error::{ApiError, Nothing},
    routes,
};
use axum::{extract::State, response::Response};
use domain::{
    duties::{Fact, LabelError, LabelForm},
    id::ProductId,
};
use http::{StatusCode, request::Parts};

/// `POST /comptoir/a-completer`: a product's label, "as that other one", or the shop's licence.
pub async fn say(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    match fields.text("act").as_str() {
        "licence" => license(&server, &asked, &fields).await,
        "like" => take_over(&server, &asked, &fields).await,
        _ => label(&server, &asked, &fields).await,
    }
}

/// The page again, at the product behind the one that was answered for.
fn on(fields: &Fields) -> Response {
    let next = fields.read::<ProductId>("next");
    let next = next.map(|next| format!("&article={next}")).unwrap_or_default();
    see_other(&format!("{}?note=1{next}", routes::TO_COMPLETE))
}

async fn label(server: &Server, asked: &Parts, fields: &Fields) -> Response {
    let mut form = form(fields);
    match try_label(server, asked, fields, &mut form).await {
        Ok(()) => on(fields),
        Err(ApiError::Refused(wrong)) => {
            let Some(product) = fields.read("product") else {
                return see_other(routes::TO_COMPLETE);
            };
            let said = LabelPosted { product, form, wrong };
            server.again(asked, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(asked, error).await,
    }
}

fn form(fields: &Fields) -> LabelForm {
    let facts = fields.text("facts");
    let asked: Vec<Fact> = facts.split(' ').filter_map(|word| word.parse().ok()).collect();
    LabelForm {
        asked,
        name: fields.text("name"),
        // A word that no form of ours sends names no allergen.
        allergens: fields
            .all::<String>("allergen")
            .unwrap_or_default()
            .iter()
            .filter_map(|word| word.parse().ok())
            .collect(),
        no_allergens: fields.has("no_allergens") || fields.text("act") == "none",
        strength: fields.text("strength"),
        amount: fields.text("amount"),
        by_count: fields.has("by_count"),
        ingredients: fields.text("ingredients"),
        maker: fields.text("maker"),
        maker_address: fields.text("maker_address"),
        maker_online: fields.text("maker_online"),
        warnings: fields.text("warnings"),
        under_three: fields.has("under_three"),
        no_warnings: fields.has("no_warnings"),
    }
}

async fn try_label(
    server: &Server,
    asked: &Parts,
    fields: &Fields,
    form: &mut LabelForm,
) -> Result<(), ApiError<LabelError>> {
    let who = at_shelf(&server.house, &asked.headers).await?;
    let product = fields.read("product").ok_or(ApiError::NotFound)?;
    desk::label(&server.house, &who, product, form, &fields.text("maker_like")).await
}

async fn take_over(server: &Server, asked: &Parts, fields: &Fields) -> Response {
    match try_take_over(server, asked, fields).await {
        Ok(()) => on(fields),
        Err(error) => server.instead(asked, error).await,
    }
}

async fn try_take_over(server: &Server, asked: &Parts, fields: &Fields) -> Result<(), ApiError<Nothing>> {
    let who = at_shelf(&server.house, &asked.headers).await?;
    let product = fields.read("product").ok_or(ApiError::NotFound)?;
    let from = fields.read("from").ok_or(ApiError::NotFound)?;
    desk::take_over(&server.house, &who, product, from).await
}

async fn license(server: &Server, asked: &Parts, fields: &Fields) -> Response {
    let who = match as_owner::<Nothing>(&server.house, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(asked, error).await,
    };
    let Some(licence) = fields.read("licence") else {
        return server
            .again(asked, StatusCode::UNPROCESSABLE_ENTITY, LicenceMissing)
            .await;
    };
    match desk::license(&server.house, &who, licence).await {
        Ok(()) => on(fields),
        Err(error) => server.instead(asked, error).await,
    }
}
