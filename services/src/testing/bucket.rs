//! A storage that speaks S3, in the test's own process, and in whatever mood the test wants it.

use crate::place::{Bucket, Storage};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use futures::stream;
use s3s::{
    auth::SimpleAuth,
    service::{S3Service, S3ServiceBuilder},
};
use s3s_fs::FileSystem;
use std::{fs::Permissions, io, os::unix::fs::PermissionsExt, path::PathBuf};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::watch};

const NAME: &str = "halle-test";
const KEY: &str = "a-key";
const SECRET: &str = "its-secret";

/// How the storage feels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// It does what it is asked.
    Well,
    /// It answers, and that it cannot.
    Failing,
    /// It takes what is sent and says nothing until it feels better.
    Silent,
    /// Files break off in the middle.
    Broken,
}

/// A bucket that goes away with the test.
pub struct TestBucket {
    /// What opens it.
    pub bucket: Bucket,
    mood: watch::Sender<Mood>,
    folder: TempDir,
}

#[derive(Clone)]
struct Moody {
    service: S3Service,
    mood: watch::Receiver<Mood>,
}

impl TestBucket {
    /// An empty one, served by the runtime of the test.
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir_all(folder.path().join("files").join(NAME)).expect("a bucket");
        let secret = folder.path().join("secret");
        std::fs::write(&secret, SECRET).expect("a secret");
        std::fs::set_permissions(&secret, Permissions::from_mode(0o600)).expect("a secret");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let files = FileSystem::new(folder.path().join("files")).expect("a storage");
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let (mood, watched) = watch::channel(Mood::Well);
        let router = Router::new().fallback(answer).with_state(Moody {
            service: service.build(),
            mood: watched,
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            bucket: Bucket {
                name: NAME.to_owned(),
                prefix: "dourdan".to_owned(),
                storage: Storage {
                    endpoint: format!("http://{address}"),
                    region: "garage".to_owned(),
                    key: KEY.to_owned(),
                    secret,
                },
            },
            mood,
            folder,
        }
    }

    /// From now on it feels so.
    pub fn feels(&self, mood: Mood) {
        self.mood.send_replace(mood);
    }

    /// Where the storage keeps a file, for whoever tampers with it.
    pub fn file(&self, name: &str) -> PathBuf {
        let files = self.folder.path().join("files").join(NAME);
        files.join(&self.bucket.prefix).join(name)
    }

    /// As it is written in a setting, with all that opens it.
    pub fn setting(&self, prefix: &str) -> String {
        let Storage {
            endpoint,
            region,
            key,
            secret,
        } = &self.bucket.storage;
        let secret = secret.display();
        format!("s3://{NAME}/{prefix}?endpoint={endpoint}&region={region}&key={key}&secret={secret}")
    }
}

async fn answer(State(mut moody): State<Moody>, asked: Request) -> Response {
    let mood = *moody.mood.borrow();
    match mood {
        Mood::Failing => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        // Whoever asked is gone when the test ends.
        Mood::Silent => drop(moody.mood.wait_for(|mood| *mood != Mood::Silent).await),
        Mood::Well | Mood::Broken => {}
    }
    let breaks = mood == Mood::Broken && asked.method() == Method::GET;
    let asked = asked.map(s3s::Body::http_body_unsync);
    match moody.service.call(asked).await {
        Ok(answer) if breaks => broken_off(answer.map(Body::new)).await,
        Ok(answer) => answer.map(Body::new),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The same up to the middle; its headers promise the rest.
async fn broken_off(whole: Response) -> Response {
    let (head, body) = whole.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let half = whole.slice(..whole.len() / 2);
    let body = Body::from_stream(stream::iter([
        Ok::<Bytes, io::Error>(half),
        Err(io::ErrorKind::BrokenPipe.into()),
    ]));
    Response::from_parts(head, body)
}
