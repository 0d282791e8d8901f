//! The way back in: an address that was confirmed, and letters whose links let somebody in.

use chrono::{DateTime, Duration, Utc};
use domain::{id::MemberId, ledger::Deed, notifications::AccessNews, text::Email};
use sea_orm::EntityTrait;
use services::{
    accounts::{
        self, InvitationRefused, NewSession, Office,
        entity::{access_letter, mail_address},
        proof::{self, SealKey},
        way_back::{self, Oneself, Opens, OwnAddress},
    },
    db::Db,
    error::Error,
    ledger,
    notifications::{self, AccessLetter, Outcome, Parcel, Prepared, Wish},
    on_both_engines,
    secret::{self, Secret},
    testing::{Cast, seal},
};

const LEA: &str = "lea@commerce.example";

fn email(text: &str) -> Email {
    text.parse().unwrap()
}

fn grocer(cast: &Cast) -> Oneself {
    cast.grocer_merchant.in_person().unwrap().oneself()
}

fn official(cast: &Cast) -> Oneself {
    cast.official_just_proved.by_key().unwrap().oneself()
}

/// What the postman carries at an instant: to whom, and what.
async fn carried(db: &Db, at: DateTime<Utc>) -> Vec<(Email, AccessLetter)> {
    notifications::address(db, at).await.unwrap();
    let node = secret::id();
    let mut carried = Vec::new();
    for delivery in notifications::take(db, node, 50, at).await.unwrap() {
        let prepared = notifications::prepare(db.read(), &seal(), &delivery, at)
            .await
            .unwrap();
        if let Prepared::Send(Parcel::Letter {
            to,
            wish: Wish::Access(letter),
            ..
        }) = prepared
        {
            carried.push((to, *letter));
        }
        let done = vec![(delivery, Outcome::Sent)];
        notifications::settle(db, node, done, at).await.unwrap();
    }
    carried
}

/// The one letter that is carried at an instant.
async fn letter(db: &Db, at: DateTime<Utc>) -> (Email, AccessLetter) {
    let mut all = carried(db, at).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

async fn write(db: &Db, who: &Oneself, to: &str, at: DateTime<Utc>) {
    let tx = db.write().await.unwrap();
    way_back::write(&tx, &seal(), who, &email(to), "fr", at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn confirm(db: &Db, link: &Secret, at: DateTime<Utc>) -> Result<(), Error<InvitationRefused>> {
    let tx = db.write().await.unwrap();
    let done = way_back::confirm(&tx, &seal(), link, at).await;
    tx.settle(done).await
}

async fn ask(db: &Db, to: &str, at: DateTime<Utc>) {
    let tx = db.write().await.unwrap();
    way_back::ask(&tx, &seal(), &email(to), "fr", at).await.unwrap();
    tx.commit().await.unwrap();
}

/// Writes an address and confirms it.
async fn confirmed(db: &Db, who: &Oneself, to: &str, at: DateTime<Utc>) {
    write(db, who, to, at).await;
    let (_, sent) = letter(db, at).await;
    confirm(db, &sent.link, at).await.unwrap();
}

async fn come_in(
    db: &Db,
    link: &Secret,
    who: MemberId,
    at: DateTime<Utc>,
) -> Result<NewSession, Error<InvitationRefused>> {
    let tx = db.write().await.unwrap();
    let done = way_back::come_in(&tx, link, who, "phone", at).await;
    tx.settle(done).await
}

async fn own(db: &Db, cast: &Cast, at: DateTime<Utc>) -> OwnAddress {
    let who = accounts::signed_in(db.read(), &cast.grocer_session.secret, at)
        .await
        .unwrap();
    way_back::own_address(db.read(), &who, at).await.unwrap()
}

fn is_used<T>(answer: &Result<T, Error<InvitationRefused>>) -> bool {
    matches!(answer, Err(Error::Refused(InvitationRefused::Used)))
}

on_both_engines! {
    async fn an_address_lets_in_once_it_is_confirmed(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = cast.grocer_merchant.member();
        write(db, &grocer(&cast), "Lea@Commerce.example", cast.at).await;
        let awaited = OwnAddress { confirmed: None, awaited: Some(email(LEA)) };
        assert_eq!(own(db, &cast, cast.at).await, awaited);
        let (to, sent) = letter(db, cast.at).await;
        assert_eq!((to, sent.what), (email(LEA), AccessNews::Confirm));
        // Not before.
        ask(db, LEA, cast.at).await;
        assert!(carried(db, cast.at).await.is_empty());
        assert!(matches!(come_in(db, &sent.link, who, cast.at).await, Err(Error::NotFound)));
        confirm(db, &sent.link, cast.at).await.unwrap();
        let known = OwnAddress { confirmed: Some(email(LEA)), awaited: None };
        assert_eq!(own(db, &cast, cast.at).await, known);
        assert!(is_used(&confirm(db, &sent.link, cast.at).await));
        assert!(carried(db, cast.at).await.is_empty(), "there is no address before to tell");
        // However it is typed.
        ask(db, "LEA@commerce.Example", cast.at).await;
        let (to, sent) = letter(db, cast.at).await;
        assert_eq!((to, sent.what), (email(LEA), AccessNews::Enter));
        let Opens::Enters(known) = way_back::look(db.read(), &sent.link, cast.at).await.unwrap() else { panic!("it lets in") };
        assert_eq!(known.len(), 1);
        assert_eq!(known[0].shop.as_ref().unwrap().as_str(), "La pause");
        let session = come_in(db, &sent.link, who, cast.at).await.unwrap();
        let device = accounts::signed_in(db.read(), &session.secret, cast.at).await.unwrap();
        assert_eq!(device.merchant(db.read()).await.unwrap().shop(), cast.grocer.id);
        let lines = ledger::of_shop(db.read(), &cast.grocer_merchant, None).await.unwrap();
        let written: Vec<Deed> = lines.iter().map(|line| line.deed).take(2).collect();
        assert_eq!(written, [Deed::SignedIn, Deed::AddressConfirmed]);
        assert!(lines.iter().all(|line| line.after.as_deref() != Some(LEA)), "it is nobody else's to read");
    }

    async fn a_link_has_its_time(db: &Db) {
        let cast = Cast::on_stage(db).await;
        write(db, &grocer(&cast), LEA, cast.at).await;
        let (_, sent) = letter(db, cast.at).await;
        let late = cast.at + way_back::CONFIRMS_WITHIN;
        assert!(matches!(confirm(db, &sent.link, late).await, Err(Error::Refused(InvitationRefused::Expired))));
        assert_eq!(own(db, &cast, late).await, OwnAddress::default());
        confirm(db, &sent.link, late - Duration::seconds(1)).await.unwrap();
        ask(db, LEA, cast.at).await;
        let (_, sent) = letter(db, cast.at).await;
        let late = cast.at + way_back::ENTERS_WITHIN;
        let who = cast.grocer_merchant.member();
        assert!(matches!(come_in(db, &sent.link, who, late).await, Err(Error::Refused(InvitationRefused::Expired))));
        // A letter that could not leave in time does not leave any more.
        ask(db, LEA, cast.at).await;
        assert!(carried(db, late).await.is_empty());
        way_back::sweep(db, late).await.unwrap();
        assert!(matches!(way_back::look(db.read(), &sent.link, late).await, Err(Error::NotFound)));
    }

    async fn of_two_clicks_at_once_one_wins(db: &Db) {
        let cast = Cast::on_stage(db).await;
        write(db, &grocer(&cast), LEA, cast.at).await;
        let (_, sent) = letter(db, cast.at).await;
        let (one, other) = tokio::join!(confirm(db, &sent.link, cast.at), confirm(db, &sent.link, cast.at));
        assert!(one.is_ok() != other.is_ok());
        assert!(is_used(&one) != is_used(&other));
        ask(db, LEA, cast.at).await;
        let (_, sent) = letter(db, cast.at).await;
        let who = cast.grocer_merchant.member();
        let (one, other) = tokio::join!(come_in(db, &sent.link, who, cast.at), come_in(db, &sent.link, who, cast.at));
        assert!(one.is_ok() != other.is_ok());
        assert!(is_used(&one) != is_used(&other));
    }

    async fn whoever_comes_in_makes_the_other_letters_worthless(db: &Db) {
        let cast = Cast::on_stage(db).await;
        confirmed(db, &grocer(&cast), LEA, cast.at).await;
        ask(db, LEA, cast.at).await;
        ask(db, LEA, cast.at).await;
        let sent = carried(db, cast.at).await;
        assert_eq!(sent.len(), 2);
        let who = cast.grocer_merchant.member();
        come_in(db, &sent[0].1.link, who, cast.at).await.unwrap();
        assert!(matches!(come_in(db, &sent[1].1.link, who, cast.at).await, Err(Error::NotFound)));
    }

    async fn for_an_address_that_is_nobodys_the_same_is_written_and_nothing_is_sent(db: &Db) {
        let cast = Cast::on_stage(db).await;
        confirmed(db, &grocer(&cast), LEA, cast.at).await;
        let before = access_letter::Entity::find().all(db.read()).await.unwrap().len();
        ask(db, LEA, cast.at).await;
        ask(db, "nobody@commerce.example", cast.at).await;
        let rows = access_letter::Entity::find().all(db.read()).await.unwrap();
        let rows: Vec<_> = rows.iter().filter(|row| row.what == AccessNews::Enter).collect();
        assert_eq!((before, rows.len()), (1, 2));
        let shape = |row: &access_letter::Model| (row.member_id, row.address.len(), row.address_hash.len(), row.token_hash.len(), row.expires_at);
        assert_eq!(shape(rows[0]), shape(rows[1]));
        assert!(rows.iter().all(|row| !format!("{row:?}").contains("commerce.example")));
        let (to, _) = letter(db, cast.at).await;
        assert_eq!(to, email(LEA));
    }

    async fn another_address_takes_its_place_and_the_old_one_is_told(db: &Db) {
        let cast = Cast::on_stage(db).await;
        confirmed(db, &grocer(&cast), LEA, cast.at).await;
        ask(db, LEA, cast.at).await;
        let (_, underway) = letter(db, cast.at).await;
        let other = "lea@maison.example";
        write(db, &grocer(&cast), other, cast.at).await;
        let (_, confirms) = letter(db, cast.at).await;
        let both = OwnAddress { confirmed: Some(email(LEA)), awaited: Some(email(other)) };
        assert_eq!(own(db, &cast, cast.at).await, both);
        confirm(db, &confirms.link, cast.at).await.unwrap();
        let (to, told) = letter(db, cast.at).await;
        assert_eq!((to, told.what), (email(LEA), AccessNews::Changed));
        // What it was made with opens nothing.
        assert!(matches!(way_back::look(db.read(), &told.link, cast.at).await, Err(Error::NotFound)));
        let who = cast.grocer_merchant.member();
        assert!(matches!(come_in(db, &underway.link, who, cast.at).await, Err(Error::NotFound)));
        ask(db, LEA, cast.at).await;
        assert!(carried(db, cast.at).await.is_empty());
        let tx = db.write().await.unwrap();
        for _ in 0..2 {
            way_back::remove(&tx, &seal(), &grocer(&cast), cast.at).await.unwrap();
        }
        tx.commit().await.unwrap();
        let (to, told) = letter(db, cast.at).await;
        assert_eq!((to, told.what), (email(other), AccessNews::Removed));
        ask(db, other, cast.at).await;
        assert!(carried(db, cast.at).await.is_empty());
        let lines = ledger::of_town(db.read(), &cast.official).await.unwrap();
        let count = |deed| lines.iter().filter(|line| line.deed == deed).count();
        assert_eq!((count(Deed::AddressConfirmed), count(Deed::AddressRemoved)), (2, 1));
    }

    async fn only_the_last_address_that_was_written_is_confirmed(db: &Db) {
        let cast = Cast::on_stage(db).await;
        write(db, &grocer(&cast), "lea@comerce.example", cast.at).await;
        let (_, slip) = letter(db, cast.at).await;
        write(db, &grocer(&cast), LEA, cast.at).await;
        assert!(matches!(confirm(db, &slip.link, cast.at).await, Err(Error::NotFound)));
    }

    async fn whoever_keeps_two_shops_chooses_and_nobody_comes_in_as_somebody_else(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let toys = cast.toys_merchant.in_person().unwrap().oneself();
        confirmed(db, &grocer(&cast), LEA, cast.at).await;
        confirmed(db, &toys, LEA, cast.at).await;
        ask(db, LEA, cast.at).await;
        let (_, sent) = letter(db, cast.at).await;
        assert_eq!(sent.accesses.len(), 2);
        let stranger = cast.official.member();
        assert!(matches!(come_in(db, &sent.link, stranger, cast.at).await, Err(Error::NotFound)));
        assert!(matches!(confirm(db, &sent.link, cast.at).await, Err(Error::NotFound)));
        let session = come_in(db, &sent.link, cast.toys_merchant.member(), cast.at).await.unwrap();
        let device = accounts::signed_in(db.read(), &session.secret, cast.at).await.unwrap();
        assert_eq!(device.merchant(db.read()).await.unwrap().shop(), cast.toys.id);
        // A link of another kind opens nothing here, nor the other way round.
        let tx = db.write().await.unwrap();
        let link = accounts::another_device(&tx, &cast.grocer_merchant.in_person().unwrap(), cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(way_back::look(db.read(), &link, cast.at).await, Err(Error::NotFound)));
        assert!(matches!(accounts::look(db.read(), &sent.link, cast.at).await, Err(Error::NotFound)));
    }

    async fn an_official_who_comes_in_by_letter_still_proves_it(db: &Db) {
        let cast = Cast::on_stage(db).await;
        confirmed(db, &official(&cast), "camille@mairie.example", cast.at).await;
        ask(db, "camille@mairie.example", cast.at).await;
        let (_, sent) = letter(db, cast.at).await;
        assert_eq!(sent.accesses[0].shop, None);
        let session = come_in(db, &sent.link, cast.official.member(), cast.at).await.unwrap();
        let device = accounts::signed_in(db.read(), &session.secret, cast.at).await.unwrap();
        assert!(matches!(device.official(db.read()).await, Err(Error::NotFound)));
        assert!(device.unproven(db.read()).await.unwrap().owes_proof());
    }

    async fn whoever_lost_their_key_or_left_is_not_let_in_by_letter(db: &Db) {
        let cast = Cast::on_stage(db).await;
        confirmed(db, &official(&cast), "camille@mairie.example", cast.at).await;
        ask(db, "camille@mairie.example", cast.at).await;
        let (_, underway) = letter(db, cast.at).await;
        let tx = db.write().await.unwrap();
        proof::lost(&tx, Office::TownHall(cast.town.id), &"Camille Roux".parse().unwrap(), cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(come_in(db, &underway.link, cast.official.member(), cast.at).await, Err(Error::NotFound)));
        confirmed(db, &grocer(&cast), LEA, cast.at).await;
        let who = accounts::signed_in(db.read(), &cast.grocer_session.secret, cast.at).await.unwrap();
        let account = accounts::account(db.read(), &who).await.unwrap();
        assert_eq!(account.letters.as_deref(), Some(LEA));
        let tx = db.write().await.unwrap();
        accounts::leave(&tx, &who, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert!(mail_address::Entity::find().all(db.read()).await.unwrap().is_empty());
        let rows = access_letter::Entity::find().all(db.read()).await.unwrap();
        assert!(rows.iter().all(|row| row.address.is_empty() && row.member_id.is_none()), "{rows:?}");
    }

    async fn the_database_alone_yields_no_link(db: &Db) {
        let cast = Cast::on_stage(db).await;
        confirmed(db, &grocer(&cast), LEA, cast.at).await;
        ask(db, LEA, cast.at).await;
        let (_, sent) = letter(db, cast.at).await;
        let rows = access_letter::Entity::find().all(db.read()).await.unwrap();
        assert!(!format!("{rows:?}").contains(sent.link.reveal()));
        let row = rows.iter().find(|row| row.token_hash == sent.link.hash()).unwrap();
        assert_ne!(SealKey::generate().letter(row.id), sent.link);
    }
}
