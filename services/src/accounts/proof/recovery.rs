//! The codes for the day on which the phone is lost.

use super::{super::entity::recovery_code, SealKey};
use crate::{accounts::Unproven, secret};
use domain::id::{MemberId, RecoveryCodeId};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, Set,
};

/// How many somebody gets.
const COUNT: usize = 8;
const LENGTH: usize = 10;
/// Without those that are taken for each other on paper; 32 of them, so that a byte chooses evenly.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Fresh codes, shown once: the database keeps only what they hash to.
#[derive(Clone)]
pub struct RecoveryCodes(Vec<String>);

/// Never shown by accident.
impl std::fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCodes(…)")
    }
}

impl RecoveryCodes {
    fn fresh() -> Self {
        Self((0..COUNT).map(|_| one()).collect())
    }

    /// As they are written down: "ABCDE-FGHJK".
    pub fn written(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|code| {
            let (first, second) = code.split_at(LENGTH / 2);
            format!("{first}-{second}")
        })
    }
}

fn one() -> String {
    let bits = secret::key();
    bits.iter()
        .take(LENGTH)
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect()
}

/// A code as it was made, from how somebody types it; none when it cannot be one.
pub(super) fn read(typed: &str) -> Option<String> {
    let code: String = typed
        .chars()
        .filter(|typed| !typed.is_whitespace() && *typed != '-')
        .map(|typed| typed.to_ascii_uppercase())
        .collect();
    let is_one = code.len() == LENGTH && code.bytes().all(|byte| ALPHABET.contains(&byte));
    is_one.then_some(code)
}

/// How many somebody still has.
pub async fn recovery_codes_left(db: &impl ConnectionTrait, who: &Unproven) -> Result<u64, DbErr> {
    recovery_code::Entity::find()
        .filter(recovery_code::Column::MemberId.eq(who.member()))
        .filter(recovery_code::Column::UsedAt.is_null())
        .count(db)
        .await
}

/// Gives somebody new ones; those that they had are good for nothing any more.
pub(super) async fn renew(
    tx: &impl ConnectionTrait,
    seal: &SealKey,
    member: MemberId,
) -> Result<RecoveryCodes, DbErr> {
    forget(tx, member).await?;
    let codes = RecoveryCodes::fresh();
    for code in &codes.0 {
        let row = recovery_code::ActiveModel {
            id: Set(RecoveryCodeId(secret::id())),
            member_id: Set(member),
            code_hash: Set(seal.hash(member, code)),
            used_at: Set(None),
        };
        row.insert(tx).await?;
    }
    Ok(codes)
}

pub(super) async fn forget(tx: &impl ConnectionTrait, member: MemberId) -> Result<(), DbErr> {
    recovery_code::Entity::delete_many()
        .filter(recovery_code::Column::MemberId.eq(member))
        .exec(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_copy_it_from_paper() {
        let codes = RecoveryCodes::fresh();
        assert_eq!(codes.written().count(), 8);
        for (written, made) in codes.written().zip(&codes.0) {
            assert_eq!(written.len(), 11);
            assert_eq!(read(&written).as_ref(), Some(made));
            assert_eq!(
                read(&written.to_lowercase().replace('-', " ")).as_ref(),
                Some(made)
            );
        }
        for wrong in [
            "",
            "ABCDE",
            "ABCDE-FGHJK2",
            "ABCDE-FGHJI",
            "ABCDE-FGHJ0",
            "ABCDE-FGHJé",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
