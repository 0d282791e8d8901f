//! The market, copied under orders and set up again: a few rounds of the battery in `benches/backup`, and what a backup holds
//! besides the database.

use crate::ground;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use storm::{batteries::backup::Backup, market::Ground};

async fn restored_under_orders(ground: &Ground) {
    let backup = Backup {
        rounds: 3,
        clients: 4,
        seed: 1,
    };
    let found = backup.run(ground).await.unwrap();
    assert!(found.acknowledged > 0, "{found:?}");
    assert_eq!(found.failures(), 0, "{found:?}");
}

mod a_backup_under_orders_is_a_prefix_of_what_was_acknowledged {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        restored_under_orders(&ground::sqlite()).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        restored_under_orders(&ground::postgres()).await;
    }
}

/// Runs `halle` on the data in a folder; gives whether it did what was asked, and what it said.
fn halle(data: &Path, words: &[&str]) -> (bool, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_halle"))
        .current_dir(data)
        .env("HALLE_DATA", data)
        .env("HALLE_BACKUPS", data.parent().unwrap().join("vault"))
        .args(words)
        .output()
        .unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8_lossy(&said).into_owned())
}

fn done(data: &Path, words: &[&str]) -> String {
    let (well, said) = halle(data, words);
    assert!(well, "halle {words:?}: {said}");
    said
}

fn refused(data: &Path, words: &[&str]) -> String {
    let (well, said) = halle(data, words);
    assert!(!well, "halle {words:?}: {said}");
    said
}

/// Every file below a folder, by its path from there, but for what programs make for themselves.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_owned());
            }
        }
    }
    found.retain(|path| !path.ends_with("sha256sums"));
    found.sort();
    found
}

#[test]
fn photos_and_the_keys_come_back_and_damage_is_seen() {
    let place = tempfile::tempdir().unwrap();
    let folder = |name: &str| {
        let folder = place.path().join(name);
        fs::create_dir(&folder).unwrap();
        folder
    };
    let (market, again) = (folder("market"), folder("again"));
    assert!(refused(&market, &["verify"]).contains("there is no backup"));
    done(&market, &["migrate"]);
    done(&market, &["seed", "--demo"]);
    done(&market, &["backup"]);
    let copied = files(&place.path().join("vault/photos")).len();
    assert!(done(&market, &["backup"]).contains("0 bytes of them new"));
    assert_eq!(files(&place.path().join("vault/photos")).len(), copied);
    done(&market, &["verify"]);

    done(&again, &["restore"]);
    assert_eq!(files(&again.join("photos")), files(&market.join("photos")));
    for path in files(&market.join("photos")) {
        let same = |data: &Path| fs::read(data.join("photos").join(&path)).unwrap();
        assert_eq!(same(&again), same(&market), "{}", path.display());
    }
    for key in ["push.key", "seal.key"] {
        assert_eq!(
            fs::read(again.join(key)).unwrap(),
            fs::read(market.join(key)).unwrap(),
            "{key}"
        );
    }
    assert!(done(&again, &["doctor"]).contains("the last one is of"));
    // Not over what is there, nor beside a journal that belongs to something else.
    assert!(refused(&again, &["restore"]).contains("halle.db is there already"));
    let left = folder("left");
    fs::write(left.join("halle.db-wal"), b"of another one").unwrap();
    assert!(refused(&left, &["restore"]).contains("halle.db-wal is there already"));

    let picture = files(&place.path().join("vault/photos")).remove(0);
    fs::write(place.path().join("vault/photos").join(picture), b"rot").unwrap();
    assert!(refused(&market, &["verify"]).contains("damaged"));
    let newest = fs::read_dir(place.path().join("vault"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let newest = newest
        .filter(|path| path.join("halle.db").exists())
        .max()
        .unwrap();
    let mut database = fs::read(newest.join("halle.db")).unwrap();
    let middle = database.len() / 2;
    database[middle] ^= 1;
    fs::write(newest.join("halle.db"), database).unwrap();
    assert!(refused(&folder("third"), &["restore"]).contains("is not what was written"));
}
