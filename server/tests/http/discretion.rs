//! What the operator reads of a whole order: which routes were asked, and nothing about anybody.

use crate::{
    reserving::form,
    support::{Stage, cookie, location},
};
use domain::{catalogue::Stock, limits::Limited};
use http::header;
use server::{journal, postman::Postman};
use services::{
    accounts,
    notifications::{Caller, Hosts, Mailer, PushKey, Pusher},
    on_both_engines, orders, tries,
};
use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};
use tracing_subscriber::fmt::MakeWriter;

/// What the operator reads.
#[derive(Clone, Default)]
struct Journal(Arc<Mutex<Vec<u8>>>);

impl Write for Journal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Journal {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

const INBOX: &str = "/comptoir/commandes";

on_both_engines! {
    async fn the_log_of_a_whole_order_names_nobody(db: &Db) {
        let stage = Stage::on(db).await;
        let journal = Journal::default();
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_env_filter(journal::filter("trace")).with_writer(journal.clone()).finish();
        let reading = tracing::subscriber::set_default(subscriber);
        let grocer = &stage.cast.grocer_session;
        let honey = stage.cast.product(db, &stage.cast.grocer_merchant, "Miel de sapin", "9,80", Stock::Pieces(3)).await;
        let mut fields = form(&stage, "a", honey, 2);
        fields.push(("email".into(), "jeanne@courriel.example".into()));
        let sent = stage.server.post("/dourdan/panier").add_header(header::USER_AGENT, "Telephone-de-Jeanne/1").form(&fields).await;
        let page = location(&sent);
        let key = page.rsplit('/').next().unwrap();
        let (_, order) = orders::page(db.read(), key).await.unwrap();
        let part = order.parts[0].id.to_string();
        stage.get(&page).await.assert_status_ok();
        for moved in [vec![("act", "accepter")], vec![("act", "pret")], vec![("act", "remettre"), ("code", order.code.as_str())]] {
            let moved: Vec<_> = moved.into_iter().chain([("part", part.as_str())]).collect();
            location(&stage.post_as(grocer, INBOX, &moved).await);
        }
        // What goes wrong is no reason to tell more.
        stage.post_as(grocer, INBOX, &[("part", &part), ("act", "remettre"), ("code", "00000")]).await;
        let folder = tempfile::tempdir().unwrap();
        let pusher = Pusher::new(PushKey::generate(), Hosts::default(), "mailto:halle@mairie.example").unwrap();
        let mailer = Mailer::folder(&folder.path().join("mail"), "marche@mairie.example").unwrap();
        let postman = Postman::with(&stage.house, pusher, mailer, Caller::of_this_machine().unwrap());
        while postman.round().await.unwrap() {}
        assert!(std::fs::read_dir(folder.path().join("mail")).unwrap().count() > 0, "no letter was written");
        drop(reading);

        let log = String::from_utf8(journal.0.lock().unwrap().clone()).unwrap();
        assert!(log.contains("/commande/{key}"), "the log does not even name the routes: {log}");
        let secret = grocer.secret.reveal();
        for never in ["Jeanne", "Martin", "12 34 56 78", "612345678", "jeanne@", "Telephone-de", key, order.code.as_str(), secret, &cookie(grocer), "Miel de sapin"] {
            assert!(!log.contains(never), "{never} is in the log:\n{}", log.lines().filter(|line| line.contains(never)).collect::<Vec<_>>().join("\n"));
        }
    }
    async fn who_tries_too_many_keys_is_in_the_log_and_has_no_address_there(db: &Db) {
        let stage = Stage::on(db).await;
        let journal = Journal::default();
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_env_filter(journal::filter("info")).with_writer(journal.clone()).finish();
        let reading = tracing::subscriber::set_default(subscriber);
        let who = "203.0.113.7";
        let log = || String::from_utf8(journal.0.lock().unwrap().clone()).unwrap();
        for _ in 0..Limited::Link.allowance().most() {
            tries::take(db, Limited::Link, who, stage.cast.at).await.unwrap();
        }
        assert_eq!(log(), "", "whoever is allowed to is nobody's business");
        tries::take(db, Limited::Link, who, stage.cast.at).await.unwrap_err();
        drop(reading);
        let log = log();
        assert!(log.contains("too many tries what=link") && !log.contains(who), "{log}");
    }

    async fn whoever_was_refused_left_a_line_with_a_reason_and_without_a_name(db: &Db) {
        let stage = Stage::on(db).await;
        let grocer = &stage.cast.grocer_session;
        let honey = stage.cast.product(db, &stage.cast.toys_merchant, "Cheval", "20", Stock::Plenty).await.to_string();
        let tx = db.write().await.unwrap();
        let link = accounts::another_device(&tx, &stage.cast.grocer_merchant.in_person().unwrap(), stage.cast.at).await.unwrap();
        accounts::accept(&tx, &link, "test", stage.cast.at).await.unwrap();
        let late = accounts::another_device(&tx, &stage.cast.grocer_merchant.in_person().unwrap(), stage.cast.at - chrono::Duration::hours(1)).await.unwrap();
        tx.commit().await.unwrap();
        let journal = Journal::default();
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_env_filter(journal::filter("info")).with_writer(journal.clone()).finish();
        let reading = tracing::subscriber::set_default(subscriber);
        for secret in [link.reveal(), late.reveal(), "personne"] {
            stage.post(&format!("/invitation/{secret}"), &[]).await;
            stage.post(&format!("/entrer/lettre/{secret}"), &[]).await;
        }
        stage.post_as(&stage.cast.official_session, "/mairie/preuve", &[("proof", "000111")]).await;
        stage.post("/aider", &[("code", "K7M4-Q2XD"), ("name", "Paul Petit")]).await;
        stage.server.post("/entrer/lettre").add_header("sec-fetch-site", "cross-site").form(&[("address", "jeanne@courriel.example")]).await;
        stage.get_as(grocer, &format!("/comptoir/cahier?article={honey}")).await;
        stage.get_as(grocer, "/mairie").await;
        // What is allowed is nobody's business, and neither is a stranger who is lost.
        stage.post("/entrer/lettre", &[("address", "jeanne@courriel.example")]).await;
        stage.get("/dourdan/personne").await;
        drop(reading);
        let log = String::from_utf8(journal.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<&str> = log.lines().filter_map(|line| Some(line.split_once("refused ")?.1)).collect();
        assert_eq!(lines, [
            "what=\"link\" why=\"used\"",
            "what=\"letter\" why=\"unknown\"",
            "what=\"link\" why=\"expired\"",
            "what=\"letter\" why=\"unknown\"",
            "what=\"link\" why=\"unknown\"",
            "what=\"letter\" why=\"unknown\"",
            "what=\"code\" why=\"wrong\"",
            "what=\"hand\" why=\"unknown\"",
            "what=\"/entrer/lettre\" why=\"sent by another site\"",
            "what=\"/comptoir/cahier\" why=\"not theirs, or not there\"",
            "what=\"/mairie\" why=\"not for this device\"",
        ], "{log}");
        for never in ["jeanne", "courriel", "K7M4", "Paul Petit", "La pause", "Camille", "000111", honey.as_str(), link.reveal(), late.reveal(), &cookie(grocer)] {
            assert!(!log.contains(never), "{never} in {log}");
        }
    }
}
