//! What all rows of a table come to, in whatever order they are read.

use super::value::spell;
use sea_orm::Value;
use sha2::{Digest, Sha256};

/// The number of rows, and the sum of their SHA-256.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many there are.
    pub rows: u64,
    total: u128,
}

impl Sum {
    /// Takes a row in.
    pub fn add(&mut self, row: &[Value]) {
        let mut digest = Sha256::new();
        for value in row {
            let spelled = spell(value);
            // With its length first, so that no two rows are spelled alike.
            digest.update((spelled.len() as u64).to_be_bytes());
            digest.update(spelled);
        }
        let digest: [u8; 32] = digest.finalize().into();
        let half = digest.first_chunk().map_or(0, |half| u128::from_be_bytes(*half));
        self.total = self.total.wrapping_add(half);
        self.rows += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(rows: &[&[Value]]) -> Sum {
        let mut sum = Sum::default();
        for row in rows {
            sum.add(row);
        }
        sum
    }

    #[test]
    fn order_means_nothing_and_everything_else_does() {
        let (a, b): ([Value; 2], [Value; 2]) = (["pear".into(), 1_i32.into()], ["fig".into(), 2_i32.into()]);
        assert_eq!(sum(&[&a, &b]), sum(&[&b, &a]));
        assert_ne!(sum(&[&a, &b]), sum(&[&a]));
        assert_ne!(sum(&[&a, &b]), sum(&[&a, &a]));
        assert_ne!(
            sum(&[&["pe".into(), "ar".into()]]),
            sum(&[&["p".into(), "ear".into()]])
        );
        let nothing: Value = None::<String>.into();
        assert_ne!(sum(&[&[nothing]]), sum(&[&["".into()]]));
    }
}
