//! Whether what leaves this machine can be read on its way.

use std::net::IpAddr;
use url::Url;

/// To a mail server: encrypted, or not away from here.
pub(super) fn hides_letters(server: &str) -> bool {
    server.starts_with("smtps:") || is_here(server) || says(server, "tls", &["required"])
}

/// To a database: a file, or likewise, and by nobody who only says to be it.
pub(super) fn hides_rows(database: &str) -> bool {
    !database.starts_with("postgres")
        || is_here(database)
        || says(database, "sslmode", &["verify-ca", "verify-full"])
}

/// To a storage: likewise.
pub(super) fn hides_files(endpoint: &str) -> bool {
    endpoint.starts_with("https:") || is_here(endpoint)
}

/// On this machine; a socket has no host at all.
fn is_here(address: &str) -> bool {
    let Ok(address) = Url::parse(address) else {
        return false;
    };
    let host = address.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.is_empty()
        || host == "localhost"
        || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn says(address: &str, what: &str, any: &[&str]) -> bool {
    let Ok(address) = Url::parse(address) else {
        return false;
    };
    address
        .query_pairs()
        .any(|(name, value)| name == what && any.contains(&&*value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_encrypted_or_stay_here() {
        for good in [
            "smtps://marche:secret@mail.example:465",
            "smtp://marche:secret@mail.example?tls=required",
            "smtp://127.0.0.1:25",
            "smtp://[::1]:25",
            "smtp://localhost",
        ] {
            assert!(hides_letters(good), "{good}");
        }
        for bad in [
            "smtp://mail.example",
            "smtp://10.0.0.5:25",
            "smtp://mail.example?tls=opportunistic",
            "smtp://localhost.example",
        ] {
            assert!(!hides_letters(bad), "{bad}");
        }
    }

    #[test]
    fn files_go_encrypted_or_stay_here() {
        assert!(hides_files("https://s3.example") && hides_files("http://127.0.0.1:3900"));
        assert!(!hides_files("http://10.0.0.5:3900") && !hides_files("http://localhost.example"));
    }

    #[test]
    fn rows_go_encrypted_or_stay_here() {
        for good in [
            "sqlite:///srv/halle/halle.db",
            "postgres://halle:secret@127.0.0.1/halle",
            "postgres:///halle?host=/run/postgresql",
            "postgres://halle@db.example/halle?sslmode=verify-full",
        ] {
            assert!(hides_rows(good), "{good}");
        }
        for bad in [
            "postgres://halle@db.example/halle",
            "postgresql://halle@10.0.0.5/halle?sslmode=require",
        ] {
            assert!(!hides_rows(bad), "{bad}");
        }
    }
}
