//! The way back in for who has no device left: an e-mail address that they confirmed while they had one, and a letter with a
//! link that goes there when somebody asks for it. Whoever asks is told the same whether the address is known or not, and
//! nothing is looked up for it before the letter is to be sent.

mod address;
mod letters;
mod opening;

pub use address::{Oneself, OwnAddress, own_address, remove, write};
pub use letters::{ask, sweep};
pub use opening::{Access, Opens, come_in, confirm, look};

pub(super) use address::forget;
pub(crate) use opening::{access_of, accesses};

use chrono::Duration;

/// A link that confirms an address.
pub const CONFIRMS_WITHIN: Duration = Duration::minutes(15);
/// A link that lets somebody in (OWASP ASVS 5.0, V6.5.5).
pub const ENTERS_WITHIN: Duration = Duration::minutes(10);
/// So long it is tried to send word to an address that lets nobody in any more.
const TOLD_WITHIN: Duration = Duration::days(1);
