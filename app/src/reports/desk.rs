//! What the public reports: parse, one verb, commit.

use crate::{error::ApiError, state::House};
use domain::{
    id::ReportId,
    reports::{ReportError, ReportForm},
};
use services::{error::Error, reports};

/// Takes a report. Where there is nothing at its address, the address needs another look.
pub async fn report(
    house: &House,
    id: ReportId,
    form: &ReportForm,
    locale: &str,
) -> Result<(), ApiError<ReportError>> {
    let said = form.parse().map_err(ApiError::Refused)?;
    let tx = house.db.write().await.map_err(Error::from)?;
    match reports::report(&tx, id, &said, locale, house.clock.now()).await {
        Ok(()) => {}
        Err(Error::NotFound) => {
            return Err(ApiError::Refused(ReportError {
                place: true,
                ..ReportError::default()
            }));
        }
        Err(other) => return Err(other.into()),
    }
    tx.commit().await.map_err(Error::from)?;
    house.postbox.wake();
    Ok(())
}
