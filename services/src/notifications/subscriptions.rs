//! Devices that want to ring. A device is one session of one browser; it has one subscription, the last it gave.

use super::entity::subscription;
use crate::{accounts::SignedIn, error::Error, secret};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use p256::PublicKey;
use reqwest::Url;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, Set,
};
use std::{net::IpAddr, sync::Arc};

/// Characters of an endpoint; those of today have 500 at most.
const LONGEST: usize = 2_000;
/// Push services of the browsers that there are; a dot in front stands for any name before it.
const KNOWN: [&str; 4] = [
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
];

/// Whose push services are spoken to. An endpoint comes from a browser, so anybody can name any address: only those of
/// known services are ever called.
#[derive(Clone, Debug, Default)]
pub struct Hosts(Arc<[String]>);

impl Hosts {
    /// With some more names than the known ones. A name that is this machine may be called without encryption.
    pub fn and(more: &[String]) -> Self {
        Self(more.iter().map(|host| host.to_lowercase()).collect())
    }

    /// The address behind an endpoint, if it may be called.
    pub fn allowed(&self, endpoint: &str) -> Option<Url> {
        let url = Url::parse(endpoint).ok().filter(|_| endpoint.len() <= LONGEST)?;
        let host = url.host_str()?.to_lowercase();
        let added = self.0.contains(&host);
        let known = KNOWN.iter().any(|known| {
            if known.starts_with('.') { host.ends_with(known) && host.len() > known.len() } else { host == *known }
        });
        let plain = url.username().is_empty() && url.password().is_none();
        let ours = match url.scheme() {
            // Another port of a push service's name is not the push service.
            "https" => added || (known && url.port().is_none()),
            "http" => added && is_this_machine(&host),
            _ => false,
        };
        (ours && plain).then_some(url)
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What a browser gives to be rung.
#[derive(Clone, PartialEq, Eq)]
pub struct Device {
    /// Where its push service takes messages for it.
    pub endpoint: String,
    /// Its public key, base64url.
    pub p256dh: String,
    /// Its secret, base64url.
    pub auth: String,
    /// The language of its notifications, as "fr".
    pub locale: String,
}

/// A device as the postman rings it.
pub type Subscription = subscription::Model;

/// Why a device cannot be rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubscribeRefused {
    /// Its push service is none that we speak to.
    StrangeService,
    /// Its keys are none.
    BadKeys,
}

/// Rings this device from now on, and no longer as it was rung before.
pub async fn subscribe(
    tx: &impl ConnectionTrait,
    who: &SignedIn,
    device: Device,
    hosts: &Hosts,
    at: DateTime<Utc>,
) -> Result<(), Error<SubscribeRefused>> {
    if hosts.allowed(&device.endpoint).is_none() {
        return Err(Error::Refused(SubscribeRefused::StrangeService));
    }
    if keys(&device.p256dh, &device.auth).is_none() {
        return Err(Error::Refused(SubscribeRefused::BadKeys));
    }
    // The same browser may have been somebody else's before.
    subscription::Entity::delete_many()
        .filter(
            subscription::Column::SessionId
                .eq(who.session())
                .or(subscription::Column::Endpoint.eq(device.endpoint.as_str())),
        )
        .exec(tx)
        .await?;
    let row = subscription::ActiveModel {
        id: Set(secret::id()),
        member_id: Set(who.member()),
        session_id: Set(who.session()),
        endpoint: Set(device.endpoint),
        p256dh: Set(device.p256dh),
        auth: Set(device.auth),
        locale: Set(device.locale.chars().take(8).collect()),
        created_at: Set(at),
    };
    row.insert(tx).await?;
    Ok(())
}

/// Does not ring this device any more.
pub async fn silence(tx: &impl ConnectionTrait, who: &SignedIn) -> Result<(), Error> {
    subscription::Entity::delete_many()
        .filter(subscription::Column::SessionId.eq(who.session()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Whether this device is rung.
pub async fn rings(db: &impl ConnectionTrait, who: &SignedIn) -> Result<bool, Error> {
    let known = subscription::Entity::find().filter(subscription::Column::SessionId.eq(who.session()));
    Ok(known.count(db).await? > 0)
}

/// A device's public key and secret, if they are such.
pub(super) fn keys(p256dh: &str, auth: &str) -> Option<(PublicKey, web_push_native::Auth)> {
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
    let public = PublicKey::from_sec1_bytes(&decode(p256dh)?).ok()?;
    let auth = decode(auth).filter(|auth| auth.len() == 16)?;
    Some((public, web_push_native::Auth::clone_from_slice(&auth)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_push_services_are_called() {
        let hosts = Hosts::default();
        for good in [
            "https://fcm.googleapis.com/fcm/send/abc",
            "https://updates.push.services.mozilla.com/wpush/v2/abc",
            "https://web.push.apple.com/abc",
            "https://wns2-par02p.notify.windows.com/w/?token=abc",
        ] {
            assert!(hosts.allowed(good).is_some(), "{good}");
        }
        for bad in [
            "http://fcm.googleapis.com/fcm/send/abc",
            "https://fcm.googleapis.com.evil.example/x",
            "https://evilpush.apple.com/x",
            "https://.push.apple.com/x",
            "https://fcm.googleapis.com:8443/x",
            "https://user:pass@fcm.googleapis.com/x",
            "https://fcm.googleapis.com@127.0.0.1/x",
            "https://169.254.169.254/latest/meta-data",
            "http://127.0.0.1/x",
            "https://localhost/x",
            "file:///etc/passwd",
            "not an address",
            "",
        ] {
            assert_eq!(hosts.allowed(bad), None, "{bad}");
        }
        let long = format!("https://fcm.googleapis.com/{}", "x".repeat(LONGEST));
        assert_eq!(hosts.allowed(&long), None);
    }

    #[test]
    fn an_operator_may_add_a_service_of_the_house() {
        let hosts = Hosts::and(&["127.0.0.1".into(), "push.example".into()]);
        assert!(hosts.allowed("http://127.0.0.1:4321/x").is_some());
        assert!(hosts.allowed("https://push.example:8443/x").is_some());
        assert_eq!(hosts.allowed("http://push.example/x"), None);
        assert_eq!(hosts.allowed("http://127.0.0.2/x"), None);
    }
}
