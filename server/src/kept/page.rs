//! A page as it leaves, prepared once: plain, as brotli, and "not modified".

use super::{policy, takes_brotli};
use crate::metrics::{self, Place};
use app::kept::Keep;
use axum::{
    body::{Body, to_bytes},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use sha2::{Digest, Sha256};
use std::io::Write;

/// A page larger than this is not kept.
const LARGEST: usize = 4 * 1024 * 1024;
/// Of eleven: a page is packed anew whenever its town changes.
const QUALITY: u32 = 5;
/// The size of brotli's window as a power of two: 1 MB, more than any page.
const WINDOW: u32 = 20;

pub(super) struct Page {
    pub(super) keep: Keep,
    /// What was committed when it was drawn.
    pub(super) mark: u64,
    /// The route that drew it.
    pub(super) place: Place,
    headers: HeaderMap,
    tag: HeaderValue,
    plain: Bytes,
    brotli: Bytes,
}

impl Page {
    /// Takes down an answer; gives it back when it cannot be kept.
    pub(super) async fn new(response: Response, keep: Keep, mark: u64) -> Result<Self, Response> {
        let (mut head, body) = response.into_parts();
        let is_plain_page = head.status == StatusCode::OK
            && !head.headers.contains_key(header::SET_COOKIE)
            && !head.headers.contains_key(header::CONTENT_ENCODING);
        if !is_plain_page {
            return Err(Response::from_parts(head, body));
        }
        let Ok(html) = to_bytes(body, LARGEST).await else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        let Some((html, policy)) = policy::for_everybody(&html, &head.headers) else {
            return Err(Response::from_parts(head, Body::from(html)));
        };
        let tag = tag(&html);
        let headers = &mut head.headers;
        headers.remove(header::CONTENT_LENGTH);
        headers.remove(header::TRANSFER_ENCODING);
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        headers.insert(header::ETAG, tag.clone());
        headers.insert(
            header::VARY,
            HeaderValue::from_static("accept-encoding, accept-language, cookie"),
        );
        Ok(Self {
            keep,
            mark,
            place: metrics::here(),
            headers: head.headers,
            tag,
            brotli: packed(&html).into(),
            plain: html.into(),
        })
    }

    /// What one browser gets.
    pub(super) fn answer(&self, asked: &HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        *response.headers_mut() = self.headers.clone();
        if self.is_known(asked) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(header::CONTENT_TYPE);
        } else if takes_brotli(asked) {
            response
                .headers_mut()
                .insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            *response.body_mut() = Body::from(self.brotli.clone());
        } else {
            *response.body_mut() = Body::from(self.plain.clone());
        }
        response
    }

    fn is_known(&self, asked: &HeaderMap) -> bool {
        let known = asked
            .get(header::IF_NONE_MATCH)
            .and_then(|tags| tags.to_str().ok());
        known.is_some_and(|tags| {
            tags.split(',')
                .any(|tag| self.tag.as_bytes() == tag.trim().as_bytes())
        })
    }

    /// Bytes in memory, about.
    pub(super) fn size(&self) -> u32 {
        u32::try_from(self.plain.len() + self.brotli.len() + 2_048).unwrap_or(u32::MAX)
    }
}

/// Weak: the same page packed is other bytes.
fn tag(html: &str) -> HeaderValue {
    let hash = URL_SAFE_NO_PAD.encode(&Sha256::digest(html)[..12]);
    HeaderValue::from_str(&format!("W/\"{hash}\"")).expect("letters and digits in quotes")
}

fn packed(html: &str) -> Vec<u8> {
    let mut packer =
        brotli::CompressorWriter::new(Vec::with_capacity(html.len() / 4), 4_096, QUALITY, WINDOW);
    // Writing into memory never fails.
    let _ = packer.write_all(html.as_bytes());
    packer.into_inner()
}
