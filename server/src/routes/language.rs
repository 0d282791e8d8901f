//! The language that somebody chooses by hand.

use super::Fields;
use crate::pages::{Server, see_other};
use app::session;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};

/// `POST /langue`: from now on this device reads that language; back to where it was chosen.
pub async fn choose(State(server): State<Server>, fields: Fields) -> Response {
    let Some(language) = session::language(&fields.text("langue")) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let cookie = session::language_cookie(&server.house, language);
    (
        [(header::SET_COOKIE, cookie)],
        see_other(&of_ours(fields.text("ou"))),
    )
        .into_response()
}

/// Only a page of ours: browsers read `//` and `/\` as the beginning of another site's address.
fn of_ours(address: String) -> String {
    let is_plain = address
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if address.starts_with('/') && !address.starts_with("//") && is_plain {
        address
    } else {
        "/".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_to_no_other_site() {
        let back = |address: &str| of_ours(address.to_owned());
        assert_eq!(back("/dourdan/panier?panier=a.1"), "/dourdan/panier?panier=a.1");
        for elsewhere in [
            "",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "https://elsewhere.example",
            "/\t/elsewhere.example",
            "javascript:alert(1)",
        ] {
            assert_eq!(back(elsewhere), "/", "{elsewhere}");
        }
    }
}
