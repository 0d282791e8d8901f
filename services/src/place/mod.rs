//! Where files are kept: in a folder of this machine, or in a bucket of a storage that speaks S3. Knows nothing of what the
//! files are.

mod files;

use object_store::{
    ClientOptions, ObjectStore, RetryConfig, aws::AmazonS3Builder, path::Path, prefix::PrefixStore,
};
use std::{
    fmt, io,
    path::{Path as FolderPath, PathBuf},
    sync::Arc,
    time::Duration,
};
use url::Url;

pub use files::Files;

/// What a bucket begins with when it is written down.
const SCHEME: &str = "s3://";
/// Until a storage that does not even greet counts as gone.
const GREETING: Duration = Duration::from_secs(3);
/// How often something is asked again that failed, within the same patience.
const AGAIN: usize = 2;

/// A folder or a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On this machine.
    Folder(PathBuf),
    /// In a storage.
    Bucket(Bucket),
}

/// What of a bucket begins with a prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// What the names of our files there begin with, without slashes around; empty: all of it is ours.
    pub prefix: String,
    /// Where it is.
    pub storage: Storage,
}

/// A storage, and the key to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Storage {
    /// Its address, as in `http://127.0.0.1:3900`; empty: nobody said it.
    pub endpoint: String,
    /// What it calls the region where it stands, as in `garage`.
    pub region: String,
    /// The key's name; empty: nobody said it.
    pub key: String,
    /// The file with the key's secret.
    pub secret: PathBuf,
}

/// What was written down names no place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPlace {
    /// Neither a path nor a bucket.
    #[error(
        "{0} is neither a folder nor a bucket, which is written s3://name/prefix, in small letters, digits, - and ."
    )]
    Neither(String),
    /// Something stands behind the bucket that is not known.
    #[error("{0} means nothing behind a bucket: endpoint, region, key and secret do")]
    Unknown(String),
    /// The storage's address is missing, or is none.
    #[error("it is not said where the storage of the bucket {0} is")]
    NoEndpoint(String),
    /// The key's name is missing.
    #[error("it is not said by which key the bucket {0} opens")]
    NoKey(String),
}

/// A place does not do what it is asked.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// There is no key without it.
    #[error("the secret of the storage's key cannot be read from {}", .0.display())]
    Secret(PathBuf, #[source] io::Error),
    /// The storage refuses, or does not answer. Its errors tell their causes themselves.
    #[error("the storage does not do what it is asked: {0}")]
    Storage(object_store::Error),
    /// A file of this machine cannot be read or written.
    #[error("{} cannot be read or written", .0.display())]
    Here(PathBuf, #[source] io::Error),
    /// What was written is not what is read.
    #[error("what was written is not there, or is not the same")]
    Forgetful,
}

/// What is wrong with a storage, as far as it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no such bucket.
    NoBucket,
    /// The key does not open it, or not for this.
    NotAllowed,
    /// Anything else: it is not there, or not well, or not a storage.
    Unwell,
}

impl Place {
    /// Reads a path, or `s3://bucket/prefix`. A bucket is in the storage given here, as far as it does not say otherwise:
    /// `s3://bucket/prefix?endpoint=https://s3.example&region=fr&key=name&secret=/path/of/a/file`.
    ///
    /// # Errors
    /// [`NoPlace`] says what is not understood or missing.
    pub fn parse(typed: &str, storage: &Storage) -> Result<Self, NoPlace> {
        if !typed.contains("://") {
            return Ok(Self::Folder(typed.into()));
        }
        let neither = || NoPlace::Neither(typed.to_owned());
        if !typed.starts_with(SCHEME) {
            return Err(neither());
        }
        let url = Url::parse(typed).map_err(|_| neither())?;
        let name = url.host_str().unwrap_or_default().to_owned();
        let prefix = url.path().trim_matches('/').to_owned();
        if name.is_empty() || !is_plain(&name) || !prefix.split('/').all(is_plain) {
            return Err(neither());
        }
        let mut storage = storage.clone();
        for (word, value) in url.query_pairs() {
            match &*word {
                "endpoint" => storage.endpoint = value.into_owned(),
                "region" => storage.region = value.into_owned(),
                "key" => storage.key = value.into_owned(),
                "secret" => storage.secret = value.into_owned().into(),
                _ => return Err(NoPlace::Unknown(word.into_owned())),
            }
        }
        if !["http://", "https://"]
            .iter()
            .any(|scheme| storage.endpoint.starts_with(scheme))
        {
            return Err(NoPlace::NoEndpoint(name));
        }
        if storage.key.is_empty() {
            return Err(NoPlace::NoKey(name));
        }
        Ok(Self::Bucket(Bucket {
            name,
            prefix,
            storage,
        }))
    }
}

/// Nothing that is written otherwise in an address. No dots alone: they would lead out of the prefix.
fn is_plain(part: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    part.bytes().all(known) && ![".", ".."].contains(&part)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => path.display().fmt(f),
            Self::Bucket(bucket) => bucket.fmt(f),
        }
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slash = if self.prefix.is_empty() { "" } else { "/" };
        write!(f, "{SCHEME}{}{slash}{}", self.name, self.prefix)
    }
}

impl Bucket {
    /// A folder of it.
    #[must_use]
    pub fn folder(&self, name: &str) -> Self {
        Self {
            prefix: format!("{}/{name}", self.prefix)
                .trim_start_matches('/')
                .to_owned(),
            ..self.clone()
        }
    }

    /// Opens it; nobody is asked yet, so it opens while the storage is down. Each thing that is asked of it gets this much
    /// patience. Blocking: for start-up.
    pub(crate) fn open(&self, patience: Duration) -> Result<Arc<dyn ObjectStore>, PlaceError> {
        // Taken already when this is the second client of the process: it is the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let Storage {
            endpoint,
            region,
            key,
            secret,
        } = &self.storage;
        let secret = read_secret(secret)?;
        let client = ClientOptions::new()
            .with_timeout(patience)
            .with_connect_timeout(patience.min(GREETING))
            .with_allow_http(endpoint.starts_with("http://"));
        let retry = RetryConfig {
            max_retries: AGAIN,
            retry_timeout: patience,
            ..RetryConfig::default()
        };
        // Names of buckets stay in the path, and files are deleted one by one: every storage knows that.
        let bucket = AmazonS3Builder::new()
            .with_endpoint(endpoint)
            .with_region(region)
            .with_bucket_name(&self.name)
            .with_access_key_id(key)
            .with_secret_access_key(secret)
            .with_client_options(client)
            .with_retry(retry)
            .with_disable_bulk_delete(true)
            .build()?;
        Ok(Arc::new(PrefixStore::new(
            bucket,
            Path::from(self.prefix.as_str()),
        )))
    }
}

fn read_secret(file: &FolderPath) -> Result<String, PlaceError> {
    let text = std::fs::read_to_string(file).map_err(|error| PlaceError::Secret(file.to_owned(), error))?;
    Ok(text.trim().to_owned())
}

impl From<object_store::Error> for PlaceError {
    fn from(error: object_store::Error) -> Self {
        Self::Storage(error)
    }
}

impl PlaceError {
    /// What to look after.
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Storage(object_store::Error::NotFound { .. }) => Trouble::NoBucket,
            Self::Storage(
                object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. },
            ) => Trouble::NotAllowed,
            _ => Trouble::Unwell,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn storage() -> Storage {
        Storage {
            endpoint: "http://127.0.0.1:3900".into(),
            region: "garage".into(),
            key: "GK1".into(),
            secret: "data/s3.secret".into(),
        }
    }

    fn read(typed: &str) -> Result<Place, NoPlace> {
        Place::parse(typed, &storage())
    }

    fn bucket(typed: &str) -> Bucket {
        match read(typed) {
            Ok(Place::Bucket(bucket)) => bucket,
            other => panic!("{typed}: {other:?}"),
        }
    }

    #[test]
    fn a_path_is_a_folder_and_a_bucket_says_so() {
        assert_eq!(read("/srv/photos"), Ok(Place::Folder("/srv/photos".into())));
        let plain = bucket("s3://halle");
        assert_eq!((plain.name.as_str(), plain.prefix.as_str()), ("halle", ""));
        assert_eq!(plain.storage, storage());
        let deep = bucket("s3://halle/dourdan/photos/");
        assert_eq!(deep.prefix, "dourdan/photos");
        assert_eq!(deep.to_string(), "s3://halle/dourdan/photos");
        assert_eq!(plain.folder("photos").to_string(), "s3://halle/photos");
        assert_eq!(deep.folder("x").prefix, "dourdan/photos/x");
    }

    #[test]
    fn a_bucket_may_be_elsewhere_than_the_others() {
        let away = bucket("s3://halle?endpoint=https://s3.example&region=fr&key=K2&secret=/etc/halle/k2");
        assert_eq!(away.storage.endpoint, "https://s3.example");
        assert_eq!(
            (away.storage.region.as_str(), away.storage.key.as_str()),
            ("fr", "K2")
        );
        assert_eq!(away.storage.secret, PathBuf::from("/etc/halle/k2"));
        assert_eq!(away.to_string(), "s3://halle", "what is shown names no key");
    }

    #[test]
    fn what_names_no_place_is_said() {
        for neither in [
            "s3://",
            "https://s3.example/halle",
            "s3://halle/a b",
            "s3://halle/a//b%2F..",
            "s3://ha%20lle",
        ] {
            assert!(matches!(read(neither), Err(NoPlace::Neither(_))), "{neither}");
        }
        assert_eq!(
            read("s3://halle?regoin=x"),
            Err(NoPlace::Unknown("regoin".into()))
        );
        assert_eq!(read("s3://halle?key="), Err(NoPlace::NoKey("halle".into())));
        assert_eq!(
            read("s3://halle?endpoint=s3.example"),
            Err(NoPlace::NoEndpoint("halle".into()))
        );
    }

    #[test]
    fn a_bucket_does_not_open_without_its_secret() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret");
        let mut storage = storage();
        storage.secret.clone_from(&secret);
        let Ok(Place::Bucket(bucket)) = Place::parse("s3://halle", &storage) else {
            panic!("no bucket");
        };
        let patience = Duration::from_secs(1);
        assert!(matches!(bucket.open(patience), Err(PlaceError::Secret(..))));
        std::fs::write(&secret, "s3cret\n").unwrap();
        // Nobody listens there: it opens all the same.
        assert!(bucket.open(patience).is_ok());
    }
}
