//! What a merchant's camera sent becomes clean pictures that anyone may be shown. Pure computing: no files, no database,
//! no clock; [`prepare`] takes bytes and gives bytes.
//!
//! Uploaded bytes are never served. They are checked before they are decoded, drawn again in three widths as WebP and
//! JPEG, and only those drawings are kept: whatever else the file carried (the place where it was taken, the camera's
//! serial number, a script, an archive glued to its end) is left behind.
//!
//! A file that is no good is *refused* ([`PhotoRefused`], a sentence for the person).
//!
//! Colours: an embedded colour profile is dropped with the rest, and the numbers are read as sRGB. A phone's Display P3
//! photo therefore looks slightly less saturated. Phones that shrink in the browser send sRGB already.

mod decode;
mod encode;
mod hash;
mod jpeg_walk;
mod kind;
mod placeholder;
mod prepare;
mod pyramid;
mod refused;
mod sizes;
mod webp_walk;

pub use decode::check_outside;
pub use encode::PhotoFormat;
pub use hash::{NotAPhotoHash, PhotoHash};
pub use placeholder::thumbhash_data_url;
pub use prepare::{Prepared, PreparedFile, prepare, prepare_as};
pub use refused::{MAX_BYTES, MAX_PIXELS, PhotoRefused};
pub use sizes::{WIDTHS, size_at};
