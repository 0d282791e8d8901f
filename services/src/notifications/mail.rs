//! Writing letters: by an SMTP server, or into a folder when there is none.

use super::Outcome;
use crate::error::Failed;
use chrono::{DateTime, Utc};
use domain::text::Email;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{
        self,
        client::{Certificate, Tls, TlsParameters},
    },
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};
use tokio::{fs, time::timeout};
use url::Url;
use uuid::Uuid;

/// For the whole conversation: half of what the outbox lends a letter for.
const PATIENCE: Duration = Duration::from_mins(1);

/// For a greeting: somebody stands at the terminal.
const GREETING: Duration = Duration::from_secs(10);

const SLOW: &str = "the mail server did not answer in time";

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its subject.
    pub subject: String,
    /// For those who read no HTML.
    pub text: String,
    /// For all others.
    pub html: String,
    /// The language it is in, as "fr".
    pub locale: String,
}

/// Who writes letters.
#[derive(Clone, Debug)]
pub struct Mailer {
    carrier: Carrier,
    from: Mailbox,
    /// Behind the "@" of a Message-ID.
    house: Arc<str>,
    patience: Duration,
}

#[derive(Clone, Debug)]
enum Carrier {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

impl Mailer {
    /// By a server, as in `smtps://user:password@mail.example` or `smtp://127.0.0.1:25`. `authority`: who vouches for it, as
    /// PEM, beside those whom browsers know.
    ///
    /// # Errors
    /// [`Failed`] when the address, the sender or the certificates cannot be read.
    pub fn smtp(server: &str, authority: Option<&[u8]>, from: &str) -> Result<Self, Failed> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut carrier = AsyncSmtpTransport::<Tokio1Executor>::from_url(server).map_err(Failed::new)?;
        if let Some(authority) = authority {
            carrier = carrier.tls(vouched_for(server, authority)?);
        }
        let carrier = carrier.timeout(Some(PATIENCE)).build();
        Self::by(Carrier::Smtp(carrier), from)
    }

    /// Into a folder, one `.eml` file a letter, for those who want to see what would be written.
    pub fn folder(folder: &Path, from: &str) -> Result<Self, Failed> {
        Self::by(Carrier::Folder(folder.to_owned()), from)
    }

    fn by(carrier: Carrier, from: &str) -> Result<Self, Failed> {
        let from: Mailbox = from.parse().map_err(Failed::new)?;
        Ok(Self {
            carrier,
            house: from.email.domain().into(),
            patience: PATIENCE,
            from,
        })
    }

    /// The same with another patience.
    #[must_use]
    pub fn patient(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Whether letters leave the house.
    pub const fn has_server(&self) -> bool {
        matches!(self.carrier, Carrier::Smtp(_))
    }

    /// Knocks at the mail server, and signs in where it asks for a name. A folder is always at home.
    ///
    /// # Errors
    /// [`Failed`] when it does not answer in ten seconds, or does not let us in.
    pub async fn greet(&self) -> Result<(), Failed> {
        let Carrier::Smtp(server) = &self.carrier else {
            return Ok(());
        };
        let answer = timeout(GREETING, server.test_connection()).await;
        if answer.map_err(Failed::new)?.map_err(Failed::new)? {
            Ok(())
        } else {
            Err(Failed::new(std::io::Error::other("it did not greet back")))
        }
    }

    /// Writes a letter. One that is sent again under the same id is the same letter to those who sort mail.
    pub async fn write(&self, to: &Email, letter: &Letter, id: Uuid, at: DateTime<Utc>) -> Outcome {
        let Ok(message) = self.message(to, letter, id, at) else {
            return Outcome::Never {
                why: "no letter can be made for this address".to_owned(),
            };
        };
        match &self.carrier {
            // What the library calls its timeout is for each step, and not for all of them.
            Carrier::Smtp(server) => match timeout(self.patience, server.send(message)).await {
                Ok(Ok(_)) => Outcome::Sent,
                Ok(Err(error)) => refused(&error),
                Err(_) => Outcome::Later {
                    why: SLOW.to_owned(),
                    after: None,
                },
            },
            Carrier::Folder(folder) => match lay(folder, id, &message.formatted()).await {
                Ok(()) => Outcome::Sent,
                Err(_) => Outcome::Later {
                    why: "the folder of letters cannot be written to".to_owned(),
                    after: None,
                },
            },
        }
    }

    /// Letters that lie in a folder are thrown away once they are older than this: people stand in them.
    pub async fn forget(&self, before: DateTime<Utc>) -> Result<(), Failed> {
        match &self.carrier {
            Carrier::Smtp(_) => Ok(()),
            Carrier::Folder(folder) => forget(folder, before.into()).await.map_err(Failed::new),
        }
    }

    fn message(
        &self,
        to: &Email,
        letter: &Letter,
        id: Uuid,
        at: DateTime<Utc>,
    ) -> Result<Message, lettre::error::Error> {
        let to: lettre::Address = to.as_str().parse().map_err(|_| lettre::error::Error::MissingTo)?;
        let plain = |name: &'static str, value: &str| {
            HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
        };
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject.as_str())
            .date(SystemTime::from(at))
            .message_id(Some(format!("<{}@{}>", id.simple(), self.house)))
            // Holiday replies stay away (RFC 3834).
            .raw_header(plain("Auto-Submitted", "auto-generated"))
            .raw_header(plain("Content-Language", &letter.locale))
            .multipart(MultiPart::alternative_plain_html(
                letter.text.clone(),
                letter.html.clone(),
            ))
    }
}

async fn forget(folder: &Path, before: SystemTime) -> std::io::Result<()> {
    let mut letters = match fs::read_dir(folder).await {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        letters => letters?,
    };
    while let Some(letter) = letters.next_entry().await? {
        let about = letter.metadata().await?;
        if about.is_file() && about.modified()? < before {
            fs::remove_file(letter.path()).await?;
        }
    }
    Ok(())
}

/// Whole or not at all; the same letter again replaces itself.
async fn lay(folder: &Path, id: Uuid, letter: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(folder).await?;
    let half = folder.join(format!("{}.half", id.simple()));
    fs::write(&half, letter).await?;
    fs::rename(&half, folder.join(format!("{}.eml", id.simple()))).await
}

/// The encryption that the address asks for, with one more authority. An address that asks for none cannot be vouched for.
fn vouched_for(server: &str, authority: &[u8]) -> Result<Tls, Failed> {
    let address = Url::parse(server).map_err(Failed::new)?;
    let host = address.host_str().unwrap_or_default().to_owned();
    let vouched = TlsParameters::builder(host)
        .add_root_certificate(Certificate::from_pem(authority).map_err(Failed::new)?)
        .build()
        .map_err(Failed::new)?;
    let asked = address.query_pairs().find(|(name, _)| name == "tls");
    match (address.scheme(), asked.as_ref().map(|(_, how)| how.as_ref())) {
        ("smtps", _) => Ok(Tls::Wrapper(vouched)),
        (_, Some("required")) => Ok(Tls::Required(vouched)),
        (_, Some("opportunistic")) => Ok(Tls::Opportunistic(vouched)),
        _ => Err(Failed::new(std::io::Error::other(
            "this address asks for no encryption",
        ))),
    }
}

/// A server's own words name the address: only its number is told.
fn refused(error: &smtp::Error) -> Outcome {
    let code = error.status().map(|code| code.to_string());
    let words = match &code {
        Some(code) => format!("the mail server answered {code}"),
        None if error.is_timeout() => SLOW.to_owned(),
        None if error.is_tls() => "no encryption could be agreed on with the mail server".to_owned(),
        None => "the mail server was not reached".to_owned(),
    };
    // 53x: it does not take our password, which somebody can put right.
    let is_ours = code.is_none_or(|code| code.starts_with("53"));
    if error.is_permanent() && !is_ours {
        Outcome::Never { why: words }
    } else {
        Outcome::Later {
            why: words,
            after: None,
        }
    }
}
