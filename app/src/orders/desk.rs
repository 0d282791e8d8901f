//! What shoppers, merchants and officials do to orders, from a script or from a plain form alike: guard, parse, one verb,
//! commit, and a word to the screens that are open.

use super::{
    WithdrawalPosted,
    agenda::calendar,
    api::{TicketAct, TicketRefused},
};
use crate::{
    error::{ApiError, Nothing},
    i18n::Locale,
    letters,
    state::House,
};
use domain::{
    id::OrderPartId,
    limits::{Limited, TooMany},
    orders::{
        Code, Given, NoWithdrawal, PartState, RefusalForm, Reservation, ReservationError, ReservationForm,
        Shown, StillNeeded, Ticket,
    },
    text::optional,
    towns::Town,
};
use services::{
    accounts::{MerchantOf, OfficialOf},
    db::Transaction,
    error::{Error, Failed},
    live::Change,
    notifications::{Wish, WithdrawalLetter},
    orders::{self, ChangeRefused, Declaration, PlaceRefused, Placed, Placer, Weighed},
    towns, tries,
};

/// Why a basket was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReserveRefused {
    /// Fields that need another look.
    Fields(ReservationError),
    /// The market has moved on.
    Market(PlaceRefused),
    /// Too many were sent from there; in so many seconds one may send again.
    TooMany(u64),
}

/// Sends a basket; `locale` is the language of messages to the shopper, as "fr".
pub async fn reserve(
    house: &House,
    town: &Town,
    form: &ReservationForm,
    by: Placer,
    locale: &str,
) -> Result<Placed, ApiError<ReserveRefused>> {
    let wanted: Reservation = form
        .parse()
        .map_err(|wrong| ApiError::Refused(ReserveRefused::Fields(wrong)))?;
    let placed = orders::place(&house.db, town, &wanted, by, locale, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, ReserveRefused::Market))?;
    for shop in &placed.shops {
        house.live.tell(Change {
            shop: *shop,
            order: placed.order,
        });
    }
    Ok(placed)
}

/// Takes one shop's part back.
pub async fn cancel(house: &House, page_key: &str, part: OrderPartId) -> Result<(), ApiError<TicketRefused>> {
    let tx = house.db.write().await.map_err(Error::from)?;
    let change = orders::cancel(&tx, page_key, part, house.clock.now()).await;
    match commit_and_tell(house, tx, change).await {
        // Sent twice, it is done once.
        Err(ApiError::Refused(TicketRefused::Moved(PartState::Cancelled))) => Ok(()),
        done => done,
    }
}

/// Takes back all that can still be taken back.
pub async fn cancel_all(house: &House, page_key: &str) -> Result<(), ApiError<TicketRefused>> {
    let tx = house.db.write().await.map_err(Error::from)?;
    let changes = orders::cancel_all(&tx, page_key, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, refused))?;
    tx.commit().await.map_err(Error::from)?;
    for change in changes {
        house.live.tell(change);
    }
    Ok(())
}

/// Forgets whose an order was, because its shopper asks.
pub async fn forget(house: &House, page_key: &str) -> Result<(), ApiError<StillNeeded>> {
    let tx = house.db.write().await.map_err(Error::from)?;
    let changes = orders::forget(&tx, page_key, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |why| why))?;
    tx.commit().await.map_err(Error::from)?;
    for change in changes {
        house.live.tell(change);
    }
    Ok(())
}

/// All that is kept about an order, in JSON.
pub async fn export(house: &House, page_key: &str) -> Result<String, ApiError<Nothing>> {
    let export = orders::export(house.db.read(), page_key).await?;
    Ok(serde_json::to_string_pretty(&export).map_err(Failed::new)?)
}

/// Why a declaration is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WithdrawRefused {
    /// What was typed needs another look.
    Fields(WithdrawalPosted),
    /// There is no right to it, or not any more.
    NoRight(NoWithdrawal),
}

/// Withdraws from one shop's part of a firm order; `locale` is the language of the receipt, as "fr".
pub async fn withdraw(
    house: &House,
    page_key: &str,
    part: OrderPartId,
    posted: WithdrawalPosted,
    locale: &str,
) -> Result<(), ApiError<WithdrawRefused>> {
    let (name, email) = match (posted.name.parse(), optional(&posted.email)) {
        (Ok(name), Ok(email)) => (name, email),
        (name, email) => {
            return Err(ApiError::Refused(WithdrawRefused::Fields(WithdrawalPosted {
                name_wrong: name.err(),
                email_wrong: email.err(),
                ..posted
            })));
        }
    };
    let declared = Declaration {
        name,
        email,
        locale: locale.to_owned(),
    };
    let tx = house.db.write().await.map_err(Error::from)?;
    let change = orders::withdraw(&tx, page_key, part, &declared, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, WithdrawRefused::NoRight))?;
    tx.commit().await.map_err(Error::from)?;
    if let Some(change) = change {
        house.live.tell(change);
        house.postbox.wake();
    }
    Ok(())
}

/// A declaration's receipt as plain text.
pub async fn receipt(
    house: &House,
    page_key: &str,
    part: OrderPartId,
    locale: &str,
) -> Result<String, ApiError<Nothing>> {
    let (_, order) = orders::page(house.db.read(), page_key).await?;
    let found = order.parts.iter().find(|known| known.id == part);
    let declared = found
        .and_then(|known| known.withdrawn.clone())
        .ok_or(ApiError::NotFound)?;
    let letter = WithdrawalLetter {
        town: towns::by_slug(house.db.read(), &order.town).await?,
        page_key: page_key.to_owned(),
        order,
        part,
        declared,
    };
    let wish = Wish::Withdrawn(Box::new(letter));
    Ok(letters::letter(&house.base_url, locale, &wish)?.text)
}

/// An order's pickups for the shopper's own agenda.
pub async fn agenda(house: &House, page_key: &str, locale: Locale) -> Result<String, ApiError<Nothing>> {
    let (_, order) = orders::page(house.db.read(), page_key).await?;
    let town = towns::by_slug(house.db.read(), &order.town).await?;
    let now = house.clock.now();
    Ok(calendar(&house.base_url, locale, &town, page_key, &order, now))
}

/// What somebody looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looked {
    /// At what a screen showed of the rail: these.
    At(Vec<OrderPartId>),
    /// At the page that is being made.
    AtAll,
}

/// The rail of a shop; what was new of that at which somebody looked counts as seen.
pub async fn inbox<R>(house: &House, who: &MerchantOf, looked: Looked) -> Result<Vec<Ticket>, ApiError<R>> {
    let now = house.clock.now();
    let tickets = orders::inbox(house.db.read(), who, now).await?;
    let new = tickets
        .iter()
        .filter(|ticket| ticket.state() == PartState::Placed);
    let new: Vec<OrderPartId> = new
        .map(|ticket| ticket.part)
        .filter(|part| match &looked {
            Looked::At(shown) => shown.contains(part),
            Looked::AtAll => true,
        })
        .collect();
    if new.is_empty() {
        return Ok(tickets);
    }
    let tx = house.db.write().await.map_err(Error::from)?;
    let seen = orders::see(&tx, who, &new, now).await?;
    tx.commit().await.map_err(Error::from)?;
    for change in seen {
        house.live.tell(change);
    }
    Ok(orders::inbox(house.db.read(), who, now).await?)
}

/// Moves a ticket on from where the screen showed it.
pub async fn move_ticket(
    house: &House,
    who: &MerchantOf,
    shown: Shown,
    act: &TicketAct,
) -> Result<(), ApiError<TicketRefused>> {
    let TicketAct::HandOver(_) = act else {
        return take_step(house, who, shown, act).await;
    };
    let now = house.clock.now();
    guess(house, who).await.map_err(|error| {
        ApiError::from_verb(error, |too_many| {
            TicketRefused::TooManyCodes(too_many.seconds(now))
        })
    })?;
    let done = take_step(house, who, shown, act).await;
    if !matches!(done, Err(ApiError::Refused(TicketRefused::WrongCode))) {
        no_guess(house, who).await?;
    }
    done
}

/// The ticket at this shop that a shopper's code belongs to; none when it is nobody's, which counts as a guess.
pub async fn ticket_of_code(
    house: &House,
    who: &MerchantOf,
    code: &Code,
) -> Result<Option<Ticket>, ApiError<TooMany>> {
    guess(house, who)
        .await
        .map_err(|error| ApiError::from_verb(error, |too_many| too_many))?;
    match orders::ticket_by_code(house.db.read(), who, code).await {
        Ok(ticket) => {
            no_guess(house, who).await?;
            Ok(Some(ticket))
        }
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// One try at a code, taken before it is looked at: of many at the same instant, no more than are allowed.
async fn guess(house: &House, who: &MerchantOf) -> Result<(), Error<TooMany>> {
    let shop = who.shop().to_string();
    tries::take(&house.db, Limited::Code, &shop, house.clock.now()).await
}

/// It was right, or not looked at.
async fn no_guess(house: &House, who: &MerchantOf) -> Result<(), Failed> {
    tries::give_back(&house.db, Limited::Code, &who.shop().to_string()).await
}

async fn take_step(
    house: &House,
    who: &MerchantOf,
    shown: Shown,
    act: &TicketAct,
) -> Result<(), ApiError<TicketRefused>> {
    let now = house.clock.now();
    let tx = house.db.write().await.map_err(Error::from)?;
    let change = match act {
        TicketAct::Accept => orders::accept(&tx, who, shown, now).await,
        TicketAct::MakeReady => orders::make_ready(&tx, who, shown, now).await,
        TicketAct::Undo => orders::undo(&tx, who, shown, now).await,
        TicketAct::Refuse(form) => {
            let refusal = form
                .parse()
                .map_err(|wrong| ApiError::Refused(TicketRefused::Words(wrong)))?;
            orders::refuse(&tx, who, shown, &refusal, now).await
        }
        TicketAct::HandOver(typed) => {
            let code: Code = typed
                .parse()
                .map_err(|_| ApiError::Refused(TicketRefused::WrongCode))?;
            orders::hand_over(&tx, who, shown, &code, now).await
        }
        TicketAct::Adjust(typed) => {
            let weighed = weighed(&tx, who, shown.part, typed).await?;
            orders::adjust(&tx, who, shown, &weighed, now).await
        }
    };
    commit_and_tell(house, tx, change).await
}

/// What was typed for each line; nothing typed means as ordered.
async fn weighed(
    tx: &Transaction,
    who: &MerchantOf,
    part: OrderPartId,
    typed: &[String],
) -> Result<Weighed, ApiError<TicketRefused>> {
    let ticket = orders::ticket(tx, who, part).await?;
    let lines = ticket.lines.iter().zip(typed).enumerate();
    lines
        .map(|(at, (line, typed))| {
            if typed.trim().is_empty() {
                return Ok(None);
            }
            let given = Given::parse(typed, line.unit);
            given
                .map(Some)
                .map_err(|_| ApiError::Refused(TicketRefused::Given(at)))
        })
        .collect()
}

/// What an official heard when calling a shop whose order nobody had seen: yes, or why not.
pub async fn answer_for_shop(
    house: &House,
    who: &OfficialOf,
    part: OrderPartId,
    refusal: Option<&RefusalForm>,
) -> Result<(), ApiError<TicketRefused>> {
    let refusal = refusal
        .map(RefusalForm::parse)
        .transpose()
        .map_err(|wrong| ApiError::Refused(TicketRefused::Words(wrong)))?;
    let tx = house.db.write().await.map_err(Error::from)?;
    let change = orders::answer_for_shop(&tx, who, part, refusal.as_ref(), house.clock.now()).await;
    commit_and_tell(house, tx, change).await
}

async fn commit_and_tell(
    house: &House,
    tx: Transaction,
    change: Result<Change, Error<ChangeRefused>>,
) -> Result<(), ApiError<TicketRefused>> {
    let change = change.map_err(|error| ApiError::from_verb(error, refused))?;
    tx.commit().await.map_err(Error::from)?;
    house.live.tell(change);
    Ok(())
}

const fn refused(why: ChangeRefused) -> TicketRefused {
    match why {
        ChangeRefused::Moved(state) => TicketRefused::Moved(state),
        ChangeRefused::WrongCode => TicketRefused::WrongCode,
        ChangeRefused::TooLate => TicketRefused::TooLate,
        ChangeRefused::NotThere { line, left } => TicketRefused::NotThere(line, left),
    }
}
