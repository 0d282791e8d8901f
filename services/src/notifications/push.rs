//! Ringing a device through its browser's push service (RFC 8030), encrypted so that the service cannot read it
//! (RFC 8291).

use super::{Hosts, Outcome, PushKey, Subscription, subscriptions::keys};
use crate::error::Failed;
use chrono::{DateTime, Duration, Utc};
use reqwest::{Client, Response, StatusCode, header, redirect};
use serde::Serialize;
use std::{sync::Arc, time};

/// From the first byte to the last.
const PATIENCE: time::Duration = time::Duration::from_secs(15);
/// What push services take at least (RFC 8030, section 7.2), less what encryption adds.
const MOST: usize = 3_900;

/// What a device shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notification {
    /// First line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// Notifications with the same tag replace each other.
    pub tag: String,
    /// The page that opens.
    pub url: String,
    /// New orders that nobody has seen, for the app's icon; none: leave it.
    pub unseen: Option<u64>,
    /// A test: pages that are open say that it came.
    pub test: bool,
}

/// How a push service shall handle it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urgency {
    /// How long it keeps it for a device that is out of reach.
    pub ttl: Duration,
    /// A later one with the same topic replaces one that still waits; at most 32 letters.
    pub topic: Option<String>,
}

/// Who rings devices.
#[derive(Clone, Debug)]
pub struct Pusher {
    key: Arc<PushKey>,
    hosts: Hosts,
    contact: Arc<str>,
    client: Client,
}

impl Pusher {
    /// With the server's key; `contact` is a `mailto:` or `https:` address by which push services can reach the operator.
    pub fn new(key: PushKey, hosts: Hosts, contact: &str) -> Result<Self, Failed> {
        // Taken already when this is the second client of the process: it is the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .timeout(PATIENCE)
            // A redirection would lead out of the list.
            .redirect(redirect::Policy::none());
        Ok(Self {
            key: Arc::new(key),
            hosts,
            contact: contact.into(),
            client: client.build().map_err(Failed::new)?,
        })
    }

    /// Rings a device.
    pub async fn ring(
        &self,
        to: &Subscription,
        notification: &Notification,
        how: &Urgency,
        at: DateTime<Utc>,
    ) -> Outcome {
        let Some(service) = self.hosts.allowed(&to.endpoint) else {
            return never("its push service is none that this server speaks to");
        };
        let Some((public, auth)) = keys(&to.p256dh, &to.auth) else {
            return Outcome::Gone;
        };
        let body = match serde_json::to_vec(notification) {
            Ok(body) if body.len() <= MOST => body,
            _ => return never("it is too long for a notification"),
        };
        let Ok(sealed) = web_push_native::encrypt(body, &public, &auth) else {
            return never("it cannot be encrypted for this device");
        };
        let authorization = self.key.authorization(&service, &self.contact, at);
        let mut request = self
            .client
            .post(service)
            .header(header::AUTHORIZATION, authorization)
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("TTL", how.ttl.num_seconds())
            .header("Urgency", "high");
        if let Some(topic) = &how.topic {
            request = request.header("Topic", topic);
        }
        match request.body(sealed).send().await {
            Ok(answer) => heard(&answer, at),
            Err(error) if error.is_timeout() => later("the push service did not answer in time", None),
            // Its own words would name the endpoint, which is the device's secret.
            Err(_) => later("the push service was not reached", None),
        }
    }
}

fn heard(answer: &Response, at: DateTime<Utc>) -> Outcome {
    let status = answer.status();
    match status {
        _ if status.is_success() => Outcome::Sent,
        StatusCode::NOT_FOUND | StatusCode::GONE => Outcome::Gone,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => never(&format!(
            "the push service does not take this server's key or contact ({})",
            status.as_u16()
        )),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => later_status(status, answer, at),
        _ if status.is_server_error() => later_status(status, answer, at),
        _ => never(&format!("the push service answered {}", status.as_u16())),
    }
}

fn later_status(status: StatusCode, answer: &Response, at: DateTime<Utc>) -> Outcome {
    let asked = answer
        .headers()
        .get(header::RETRY_AFTER)
        .and_then(|value| value.to_str().ok());
    later(
        &format!("the push service answered {}", status.as_u16()),
        asked.and_then(|asked| retry_after(asked, at)),
    )
}

/// Seconds, or a date.
pub(super) fn retry_after(asked: &str, at: DateTime<Utc>) -> Option<Duration> {
    let asked = asked.trim();
    if let Ok(seconds) = asked.parse::<u32>() {
        return Some(Duration::seconds(seconds.into()));
    }
    let date = DateTime::parse_from_rfc2822(asked).ok()?;
    Some((date.to_utc() - at).max(Duration::zero()))
}

fn later(why: &str, after: Option<Duration>) -> Outcome {
    Outcome::Later {
        why: why.to_owned(),
        after,
    }
}

fn never(why: &str) -> Outcome {
    Outcome::Never { why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_is_asked_for_in_seconds_or_until_a_date() {
        let at = "2026-11-24T09:00:00Z".parse().unwrap();
        assert_eq!(retry_after("120", at), Some(Duration::seconds(120)));
        assert_eq!(
            retry_after("Tue, 24 Nov 2026 09:05:00 GMT", at),
            Some(Duration::minutes(5))
        );
        assert_eq!(
            retry_after("Tue, 24 Nov 2026 08:00:00 GMT", at),
            Some(Duration::zero())
        );
        assert_eq!(retry_after("soon", at), None);
    }
}
