//! What leaves the house: a notification that only its device can read, and letters in a real conversation with a mail
//! server.

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
    routing::post,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use domain::id::{MemberId, SessionId};
use mail_parser::{MessageParser, MimeHeaders};
use p256::{
    SecretKey,
    ecdsa::{Signature, VerifyingKey, signature::Verifier},
    elliptic_curve::sec1::ToEncodedPoint,
};
use services::{
    notifications::{Hosts, Letter, Mailer, Notification, Outcome, PushKey, Pusher, Subscription, Urgency},
    secret,
};
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

fn at() -> DateTime<Utc> {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

/// A push service that writes down what it is told and answers as it is told to.
#[derive(Clone)]
struct Service {
    told: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    answer: Arc<Mutex<(StatusCode, HeaderMap)>>,
}

async fn tell(State(service): State<Service>, headers: HeaderMap, body: Bytes) -> impl IntoResponse + use<> {
    service.told.lock().unwrap().push((headers, body));
    service.answer.lock().unwrap().clone()
}

async fn service() -> (Service, String) {
    let service = Service {
        told: Arc::default(),
        answer: Arc::new(Mutex::new((StatusCode::CREATED, HeaderMap::new()))),
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/wpush/secret", listener.local_addr().unwrap());
    let router = Router::new()
        .route("/wpush/secret", post(tell))
        .with_state(service.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (service, address)
}

fn subscription(endpoint: &str, key: &SecretKey) -> Subscription {
    Subscription {
        id: secret::id(),
        member_id: MemberId(secret::id()),
        session_id: SessionId(secret::id()),
        endpoint: endpoint.into(),
        p256dh: URL_SAFE_NO_PAD.encode(key.public_key().to_encoded_point(false).as_bytes()),
        auth: URL_SAFE_NO_PAD.encode([7; 16]),
        locale: "fr".into(),
        created_at: at(),
    }
}

fn ring() -> (Notification, Urgency) {
    let notification = Notification {
        title: "Nouvelle commande".into(),
        body: "3 articles, à retirer demain".into(),
        tag: "halle-1".into(),
        url: "/comptoir/commandes".into(),
        unseen: Some(2),
        test: false,
    };
    let how = Urgency {
        ttl: Duration::hours(4),
        topic: Some("0198c0de".into()),
    };
    (notification, how)
}

fn pusher(hosts: &[String], key: &PushKey) -> Pusher {
    Pusher::new(key.clone(), Hosts::and(hosts), "mailto:halle@mairie.example").unwrap()
}

#[tokio::test]
async fn only_the_device_reads_what_it_is_told() {
    let (service, endpoint) = service().await;
    let (phone, ours) = (
        SecretKey::from_slice(&secret::key()).unwrap(),
        PushKey::generate(),
    );
    let to = subscription(&endpoint, &phone);
    let (notification, how) = ring();
    let sent = pusher(&["127.0.0.1".into()], &ours)
        .ring(&to, &notification, &how, at())
        .await;
    assert_eq!(sent, Outcome::Sent);

    let (headers, body) = service.told.lock().unwrap().pop().unwrap();
    let header = |name: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap()
            .to_owned()
    };
    assert_eq!(header("ttl"), "14400");
    assert_eq!(header("urgency"), "high");
    assert_eq!(header("topic"), "0198c0de");
    assert_eq!(header("content-encoding"), "aes128gcm");
    assert!(!body.windows(5).any(|five| five == b"title"));
    let auth = web_push_native::Auth::clone_from_slice(&[7; 16]);
    let read = web_push_native::decrypt(body.to_vec(), &phone, &auth).unwrap();
    let read: serde_json::Value = serde_json::from_slice(&read).unwrap();
    assert_eq!(read, serde_json::to_value(&notification).unwrap());
    let stranger = SecretKey::from_slice(&secret::key()).unwrap();
    assert!(web_push_native::decrypt(body.to_vec(), &stranger, &auth).is_err());

    // The push service checks who we are.
    let authorization = header("authorization");
    let (token, public) = authorization
        .strip_prefix("vapid t=")
        .unwrap()
        .split_once(", k=")
        .unwrap();
    assert_eq!(public, ours.public());
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let key = VerifyingKey::from_sec1_bytes(&decode(public)).unwrap();
    key.verify(
        signed.as_bytes(),
        &Signature::from_slice(&decode(signature)).unwrap(),
    )
    .unwrap();
    let claims: serde_json::Value =
        serde_json::from_slice(&decode(signed.split_once('.').unwrap().1)).unwrap();
    assert!(endpoint.starts_with(claims["aud"].as_str().unwrap()), "{claims}");
}

#[tokio::test]
async fn what_a_push_service_answers_is_understood() {
    let (service, endpoint) = service().await;
    let phone = SecretKey::from_slice(&secret::key()).unwrap();
    let to = subscription(&endpoint, &phone);
    let (notification, how) = ring();
    let pusher = pusher(&["127.0.0.1".into()], &PushKey::generate());
    let answer = async |status: u16, patience: Option<&str>| {
        let mut headers = HeaderMap::new();
        if let Some(patience) = patience {
            headers.insert("retry-after", patience.parse().unwrap());
        }
        *service.answer.lock().unwrap() = (StatusCode::from_u16(status).unwrap(), headers);
        pusher.ring(&to, &notification, &how, at()).await
    };
    for gone in [404, 410] {
        assert_eq!(answer(gone, None).await, Outcome::Gone);
    }
    let later = |status: u16, after| Outcome::Later {
        why: format!("the push service answered {status}"),
        after,
    };
    assert_eq!(
        answer(429, Some("90")).await,
        later(429, Some(Duration::seconds(90)))
    );
    assert_eq!(answer(503, None).await, later(503, None));
    for never in [400, 401, 403, 413, 302] {
        assert!(
            matches!(answer(never, None).await, Outcome::Never { .. }),
            "{never}"
        );
    }
}

#[tokio::test]
async fn nobody_else_is_called() {
    let (service, endpoint) = service().await;
    let phone = SecretKey::from_slice(&secret::key()).unwrap();
    let (notification, how) = ring();
    // Kept from a time when the operator allowed it.
    let pusher = pusher(&[], &PushKey::generate());
    let refused = pusher
        .ring(&subscription(&endpoint, &phone), &notification, &how, at())
        .await;
    assert!(matches!(refused, Outcome::Never { .. }), "{refused:?}");
    assert!(service.told.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_push_service_that_is_away_is_tried_later() {
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let phone = SecretKey::from_slice(&secret::key()).unwrap();
    let (notification, how) = ring();
    let to = subscription(&format!("http://{closed}/wpush/secret"), &phone);
    let pusher = pusher(&["127.0.0.1".into()], &PushKey::generate());
    match pusher.ring(&to, &notification, &how, at()).await {
        Outcome::Later { why, .. } => assert!(!why.contains("secret"), "{why}"),
        other => panic!("{other:?}"),
    }
}

/// A mail server that speaks SMTP; `refuses` is said to recipients instead of "250".
async fn mail_server(refuses: Option<&'static str>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let letters = Arc::new(Mutex::new(Vec::new()));
    let kept = letters.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let kept = kept.clone();
            tokio::spawn(async move { converse(stream, refuses, &kept).await });
        }
    });
    (address, letters)
}

async fn converse(
    stream: TcpStream,
    refuses: Option<&str>,
    letters: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail.example ESMTP\r\n").await?;
    let mut envelope = String::new();
    let mut line = String::new();
    while stream.read_line(&mut line).await? > 0 {
        let word = line.split([' ', '\r']).next().unwrap_or_default().to_uppercase();
        let answer = match word.as_str() {
            "EHLO" => "250-mail.example\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n".to_owned(),
            "MAIL" => {
                envelope = line.clone();
                "250 ok\r\n".to_owned()
            }
            "RCPT" => {
                envelope.push_str(&line);
                format!("{}\r\n", refuses.unwrap_or("250 ok"))
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let mut letter = String::new();
                loop {
                    line.clear();
                    stream.read_line(&mut line).await?;
                    if line == ".\r\n" {
                        break;
                    }
                    letter.push_str(line.strip_prefix('.').unwrap_or(&line));
                }
                letters.lock().unwrap().push(format!("{envelope}\n{letter}"));
                "250 taken\r\n".to_owned()
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 ok\r\n".to_owned(),
        };
        stream.write_all(answer.as_bytes()).await?;
        line.clear();
    }
    Ok(())
}

fn letter() -> Letter {
    Letter {
        subject: "C’est prêt chez La pause".into(),
        text: "Vos produits vous attendent.\n\n.\nUn point seul ne finit pas la lettre.".into(),
        html: "<!DOCTYPE html><p>Vos produits vous <b>attendent</b>.</p>".into(),
        locale: "fr".into(),
    }
}

#[tokio::test]
async fn a_letter_is_spoken_to_a_mail_server_and_read_as_it_was_written() {
    let (address, letters) = mail_server(None).await;
    let mailer = Mailer::smtp(&address, None, "Marché de Dourdan <marche@mairie.example>").unwrap();
    let (to, id) = ("jeanne@courriel.example".parse().unwrap(), secret::id());
    for _ in 0..2 {
        assert_eq!(mailer.write(&to, &letter(), id, at()).await, Outcome::Sent);
    }
    let taken = letters.lock().unwrap().clone();
    assert_eq!(taken.len(), 2);
    let (envelope, letter) = taken[0]
        .split_once("\n\n")
        .or_else(|| taken[0].split_once("\r\n\n"))
        .unwrap();
    assert!(
        envelope.contains("MAIL FROM:<marche@mairie.example>"),
        "{envelope}"
    );
    assert!(
        envelope.contains("RCPT TO:<jeanne@courriel.example>"),
        "{envelope}"
    );
    let read = MessageParser::default().parse(letter).unwrap();
    assert_eq!(read.subject(), Some("C’est prêt chez La pause"));
    assert_eq!(
        read.from().unwrap().first().unwrap().name(),
        Some("Marché de Dourdan")
    );
    assert_eq!(
        read.to().unwrap().first().unwrap().address(),
        Some("jeanne@courriel.example")
    );
    assert_eq!(
        read.header("Auto-Submitted").unwrap().as_text(),
        Some("auto-generated")
    );
    assert_eq!(
        read.message_id(),
        Some(format!("{}@mairie.example", id.simple()).as_str())
    );
    assert_eq!(read.date().unwrap().to_timestamp(), at().timestamp());
    assert_eq!(read.content_type().unwrap().subtype(), Some("alternative"));
    let text = read.body_text(0).unwrap();
    assert!(text.contains("\n.\n") || text.contains("\r\n.\r\n"), "{text}");
    assert!(read.body_html(0).unwrap().contains("<b>attendent</b>"));
    // A repeat is recognised by its id.
    let again = MessageParser::default()
        .parse(taken[1].split_once("\r\n\n").unwrap().1)
        .unwrap();
    assert_eq!(again.message_id(), read.message_id());
}

#[tokio::test]
async fn what_a_mail_server_refuses_is_told_without_the_address() {
    let to = "jeanne@courriel.example".parse().unwrap();
    for (refuses, is_final, says) in [
        (
            "450 jeanne@courriel.example is busy",
            false,
            "the mail server answered 450",
        ),
        (
            "550 no jeanne@courriel.example here",
            true,
            "the mail server answered 550",
        ),
        ("535 who are you", false, "the mail server answered 535"),
    ] {
        let (address, _) = mail_server(Some(refuses)).await;
        let mailer = Mailer::smtp(&address, None, "marche@mairie.example").unwrap();
        let expected = if is_final {
            Outcome::Never { why: says.into() }
        } else {
            Outcome::Later {
                why: says.into(),
                after: None,
            }
        };
        assert_eq!(mailer.write(&to, &letter(), secret::id(), at()).await, expected);
    }
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let nobody = Mailer::smtp(&format!("smtp://{closed}"), None, "marche@mairie.example").unwrap();
    let answer = nobody.write(&to, &letter(), secret::id(), at()).await;
    assert!(matches!(answer, Outcome::Later { .. }), "{answer:?}");
}

#[tokio::test]
async fn a_mail_server_that_says_nothing_is_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let mailer = Mailer::smtp(&address, None, "marche@mairie.example").unwrap();
    let mailer = mailer.patient(std::time::Duration::from_millis(200));
    let to = "jeanne@courriel.example".parse().unwrap();
    let late = Outcome::Later {
        why: "the mail server did not answer in time".into(),
        after: None,
    };
    assert_eq!(mailer.write(&to, &letter(), secret::id(), at()).await, late);
}

#[tokio::test]
async fn without_a_server_letters_lie_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::folder(&folder.path().join("mail"), "halle@halle.invalid").unwrap();
    let (to, id) = ("jeanne@courriel.example".parse().unwrap(), secret::id());
    for _ in 0..2 {
        assert_eq!(mailer.write(&to, &letter(), id, at()).await, Outcome::Sent);
    }
    let files: Vec<_> = std::fs::read_dir(folder.path().join("mail"))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(files.len(), 1);
    assert_eq!(
        files[0].file_name().to_str(),
        Some(format!("{}.eml", id.simple()).as_str())
    );
    let read = std::fs::read(files[0].path()).unwrap();
    let read = MessageParser::default().parse(&read).unwrap();
    assert!(read.body_text(0).unwrap().contains("attendent"));
}
