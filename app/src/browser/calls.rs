//! Calls at doors that were noted on this phone and that the server has not answered yet.

use super::{
    BrowserError,
    drawers::{Drawer, field, row},
    queue::wished,
};
use domain::{id::CallId, tour::CallForm};

/// A call that was noted on this phone.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// As it was noted.
    pub form: CallForm,
    /// When, in milliseconds by this phone's clock.
    pub made: f64,
}

impl Kept {
    /// The call as it is sent now.
    pub fn to_send(&self) -> CallForm {
        CallForm {
            age: wished(self.made).age,
            ..self.form.clone()
        }
    }
}

/// Keeps a call.
pub async fn keep(kept: &Kept) -> Result<(), BrowserError> {
    let form = serde_json::to_string(&kept.form).map_err(|error| BrowserError(error.to_string()))?;
    let row = row(&[("form", form.into()), ("made", kept.made.into())])?;
    Drawer::Calls.put(&kept.form.id.to_string(), &row).await
}

/// The server has answered.
pub async fn forget(id: CallId) -> Result<(), BrowserError> {
    Drawer::Calls.delete(&id.to_string()).await
}

/// What still waits here, in the order in which it was noted.
pub async fn all() -> Result<Vec<Kept>, BrowserError> {
    let rows = Drawer::Calls.all().await?;
    let read = |row: &wasm_bindgen::JsValue| {
        Some(Kept {
            form: serde_json::from_str(&field(row, "form")?.as_string()?).ok()?,
            made: field(row, "made")?.as_f64()?,
        })
    };
    Ok(rows.iter().filter_map(read).collect())
}
