//! A nonce is for one answer. A page that many get names its scripts by their hashes instead: as strict, and the same for all.

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};

/// The page without its nonce, and its policy with the hashes of the scripts that bore it. None when it cannot be done: such
/// a page must not be kept.
pub(super) fn for_everybody(html: &[u8], headers: &HeaderMap) -> Option<(String, HeaderValue)> {
    let html = std::str::from_utf8(html).ok()?;
    let policy = headers.get(header::CONTENT_SECURITY_POLICY)?.to_str().ok()?;
    let nonce = policy.split_once("'nonce-")?.1.split_once('\'')?.0;
    let mark = format!(" nonce=\"{nonce}\"");
    let hashes: Vec<String> = scripts(html, &mark).map(hash).collect();
    // Leptos also writes it where the browser wants to hear how a module is fetched; any value means the same.
    let html = html.replace(&mark, "").replace(&format!("\"{nonce}\""), "\"\"");
    if html.contains(nonce) {
        return None;
    }
    let policy = policy.replace(&format!("'nonce-{nonce}'"), &hashes.join(" "));
    Some((html, HeaderValue::from_str(&policy).ok()?))
}

/// The scripts inside the page that bear the nonce: nobody else's words can.
fn scripts<'a>(html: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    html.split("<script").skip(1).filter_map(move |rest| {
        let (tag, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (tag.contains(mark) && !tag.contains(" src=")).then_some(script)
    })
}

fn hash(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(policy: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy))])
    }

    #[test]
    fn scripts_that_bore_the_nonce_are_named_by_their_hash() {
        let html = r#"<link nonce="abc" crossorigin="abc"><script type="module" nonce="abc">run()</script><script src="/x.js" nonce="abc"></script><p title="<script>steal()</script>">"#;
        let (html, policy) = for_everybody(
            html.as_bytes(),
            &headers("script-src 'self' 'nonce-abc'; img-src 'self'"),
        )
        .unwrap();
        assert!(!html.contains("abc"), "{html}");
        assert_eq!(
            policy,
            format!("script-src 'self' {}; img-src 'self'", hash("run()"))
        );
        // printf 'run()' | openssl dgst -sha256 -binary | base64
        assert_eq!(
            hash("run()"),
            "'sha256-AvyuiL0SD1mVY3NNxR+V2uo+lhk6RMFrytWmRt6CrJQ='"
        );
    }

    #[test]
    fn a_nonce_that_stays_behind_is_not_given_to_others() {
        let html = b"<script nonce='abc'>run()</script>";
        assert_eq!(for_everybody(html, &headers("script-src 'nonce-abc'")), None);
        assert_eq!(for_everybody(b"<p>", &headers("script-src 'self'")), None);
        assert_eq!(for_everybody(b"<p>", &HeaderMap::new()), None);
    }
}
