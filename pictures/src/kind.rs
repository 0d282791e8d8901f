//! What a file is, by its first bytes. Its name and its declared type are never believed.

use crate::refused::PhotoRefused;

/// The kinds of file we open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Jpeg,
    Png,
    WebP,
}

/// Brands of the HEIF family (ISO 23008-12, AVIF 1.1): the same container as films, told apart by four letters.
const HEIF_BRANDS: [&[u8; 4]; 13] = [
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"mif2", b"msf1",
    b"avif", b"avis",
];

impl Kind {
    /// Looks at the first bytes only.
    ///
    /// # Errors
    /// [`PhotoRefused::Heic`] for the HEIF family, [`PhotoRefused::NotAPicture`] for anything else we do not open.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, PhotoRefused> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Ok(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Self::WebP),
            _ if is_heif(bytes) => Err(PhotoRefused::Heic),
            _ => Err(PhotoRefused::NotAPicture),
        }
    }
}

/// `size(4) "ftyp" major(4) version(4) compatible(4)…`: any of the brands may tell.
fn is_heif(bytes: &[u8]) -> bool {
    let Some((&[s0, s1, s2, s3, b'f', b't', b'y', b'p'], rest)) = bytes.split_first_chunk::<8>() else {
        return false;
    };
    let size = usize::try_from(u32::from_be_bytes([s0, s1, s2, s3])).unwrap_or(usize::MAX);
    let brands = &rest[..rest.len().min(size.saturating_sub(8)).min(256)];
    brands
        .chunks_exact(4)
        .any(|brand| HEIF_BRANDS.iter().any(|known| brand == known.as_slice()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell() {
        assert_eq!(Kind::of(b"\xFF\xD8\xFF\xE0 and more"), Ok(Kind::Jpeg));
        assert_eq!(Kind::of(b"\x89PNG\r\n\x1A\n and more"), Ok(Kind::Png));
        assert_eq!(Kind::of(b"RIFF\0\0\0\0WEBPVP8 "), Ok(Kind::WebP));
    }

    #[test]
    fn what_an_iphone_keeps_is_named() {
        for file in [
            &b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..],
            b"\0\0\0\x1Cftypmif1\0\0\0\0mif1avif",
            b"\0\0\0\x1Cftypavif\0\0\0\0avifmif1",
            b"\0\0\0\x18ftypisom\0\0\0\0isomheic",
        ] {
            assert_eq!(Kind::of(file), Err(PhotoRefused::Heic));
        }
    }

    #[test]
    fn anything_else_is_no_picture() {
        for file in [
            &b""[..],
            b"\xFF\xD8",
            b"\x89PNG",
            b"GIF89a",
            b"BM",
            b"II*\0",
            b"%PDF-1.7",
            b"RIFF\0\0\0\0WAVE",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            b"\0\0\0\x18ftypisom\0\0\0\0isommp42",
            b"\0\0\0\x04ftypheic",
            b"une liste de courses",
        ] {
            assert_eq!(Kind::of(file), Err(PhotoRefused::NotAPicture), "{file:?}");
        }
    }
}
