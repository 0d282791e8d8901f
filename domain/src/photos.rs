//! A product's picture, as a page needs it.

use serde::{Deserialize, Serialize};

/// Widths in pixels in which each picture is kept; a page lets the browser choose.
pub const WIDTHS: [u32; 3] = [320, 640, 1200];

/// A picture that is stored: its address follows from its content, so it never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// 64 hexadecimal digits.
    pub hash: String,
    /// Pixels of the largest size.
    pub width: u32,
    /// Pixels of the largest size.
    pub height: u32,
    /// A blur of some 300 characters, as a `data:` address, shown until the picture arrives.
    pub placeholder: Option<String>,
}

impl Photo {
    /// Where a size is served; `extension` is `webp` or `jpg`.
    pub fn url(&self, width: u32, extension: &str) -> String {
        format!("/photos/{}/{width}.{extension}", self.hash)
    }

    /// All sizes as a `srcset`.
    pub fn srcset(&self, extension: &str) -> String {
        WIDTHS
            .map(|width| format!("{} {width}w", self.url(width, extension)))
            .join(", ")
    }
}
