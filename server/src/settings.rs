//! Every setting there is. Each comes from the environment, else from a file, else it has the value written here; the
//! same list for people is in `docs/settings.md`.

use crate::limits::Networks;
use anyhow::{Context, Result, anyhow, bail, ensure};
use app::{law::Operator, state::Tiles};
use config::{Config, Environment, File};
use serde::Deserialize;
use services::place::{NoPlace, Place, Storage};
use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

/// Read from the folder in which the server starts when no other file is named.
const FILE: &str = "halle.toml";
/// Whom nearly all tiles are owed to.
const TILES_CREDIT: &str = "© OpenStreetMap";
/// The region of storages that have but one.
const REGION: &str = "us-east-1";
/// Who writes letters that never leave the house.
const NOBODY: &str = "halle@halle.invalid";

/// What an operator may set. A field is `HALLE_` and its name in capitals in the environment, its name in the file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(default = "addr")]
    addr: SocketAddr,
    base_url: Option<String>,
    #[serde(default)]
    trusted_proxies: String,
    metrics_addr: Option<SocketAddr>,
    #[serde(default = "data")]
    data: PathBuf,
    database_url: Option<String>,
    photos: Option<String>,
    backups: Option<String>,
    #[serde(default)]
    s3_endpoint: String,
    #[serde(default = "region")]
    s3_region: String,
    #[serde(default)]
    s3_key: String,
    s3_secret: Option<PathBuf>,
    #[serde(default = "log")]
    log: String,
    contact: Option<String>,
    food_facts: Option<String>,
    smtp: Option<String>,
    smtp_authority: Option<PathBuf>,
    mail_from: Option<String>,
    push_key: Option<PathBuf>,
    seal_key: Option<PathBuf>,
    #[serde(default)]
    push_hosts: String,
    tiles: Option<String>,
    tiles_credit: Option<String>,
    #[serde(default = "design")]
    design: bool,
    #[serde(default)]
    operator: String,
    #[serde(default)]
    operator_address: String,
    #[serde(default)]
    operator_phone: String,
    #[serde(default)]
    operator_email: String,
    #[serde(default)]
    operator_number: String,
    #[serde(default)]
    publisher: String,
    #[serde(default)]
    host: String,
    #[serde(default)]
    privacy_contact: String,
}

/// The names above, as they stand in the environment. What else begins with `HALLE_` there is somebody else's.
const NAMES: [&str; 32] = [
    "HALLE_ADDR",
    "HALLE_BASE_URL",
    "HALLE_TRUSTED_PROXIES",
    "HALLE_METRICS_ADDR",
    "HALLE_DATA",
    "HALLE_DATABASE_URL",
    "HALLE_PHOTOS",
    "HALLE_BACKUPS",
    "HALLE_S3_ENDPOINT",
    "HALLE_S3_REGION",
    "HALLE_S3_KEY",
    "HALLE_S3_SECRET",
    "HALLE_LOG",
    "HALLE_CONTACT",
    "HALLE_FOOD_FACTS",
    "HALLE_SMTP",
    "HALLE_SMTP_AUTHORITY",
    "HALLE_MAIL_FROM",
    "HALLE_PUSH_KEY",
    "HALLE_PUSH_HOSTS",
    "HALLE_SEAL_KEY",
    "HALLE_TILES",
    "HALLE_TILES_CREDIT",
    "HALLE_DESIGN",
    "HALLE_OPERATOR",
    "HALLE_OPERATOR_ADDRESS",
    "HALLE_OPERATOR_PHONE",
    "HALLE_OPERATOR_EMAIL",
    "HALLE_OPERATOR_NUMBER",
    "HALLE_PUBLISHER",
    "HALLE_HOST",
    "HALLE_PRIVACY_CONTACT",
];

fn told() -> HashMap<String, String> {
    #[expect(clippy::disallowed_methods, reason = "this is where settings are read")]
    let value = |name: &str| std::env::var(name).ok();
    NAMES
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), value(name)?)))
        .collect()
}

fn addr() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 3000))
}

fn data() -> PathBuf {
    "data".into()
}

/// Whoever builds for work looks at the parts of the pages; whoever builds for people has no use for them.
const fn design() -> bool {
    cfg!(debug_assertions)
}

fn region() -> String {
    REGION.into()
}

fn log() -> String {
    "info".into()
}

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `HALLE_ADDR`: where the server listens.
    pub addr: SocketAddr,
    /// `HALLE_BASE_URL`: how people reach it, without a slash at the end. Goes into QR codes and link previews, and
    /// with `https:` makes cookies secure.
    pub base_url: String,
    /// `HALLE_TRUSTED_PROXIES`: who is believed about the address of whoever asked them.
    pub trusted_proxies: Networks,
    /// `HALLE_METRICS_ADDR`: where the operator's monitoring asks for figures; none: nowhere.
    pub metrics_addr: Option<SocketAddr>,
    /// `HALLE_DATA`: the folder that holds everything, unless told otherwise below.
    pub data: PathBuf,
    /// `HALLE_DATABASE_URL`: `sqlite://path` or `postgres://user:password@host/name`.
    pub database_url: String,
    /// `HALLE_PHOTOS`: the folder or the bucket of the photographs.
    pub photos: Place,
    /// `HALLE_BACKUPS`: the folder or the bucket of the backups; none: nobody takes any.
    pub backups: Option<Place>,
    /// `HALLE_S3_ENDPOINT` and those after it: where buckets are that do not say otherwise.
    pub storage: Storage,
    /// `HALLE_LOG`: how much is told, as in "info" or "info,services=debug".
    pub log: String,
    /// `HALLE_CONTACT`: the operator's address for other services, as in "halle@mairie.example".
    pub contact: Option<String>,
    /// `HALLE_FOOD_FACTS`: where Open Food Facts or a copy of it is asked about barcodes; none: nowhere.
    pub food_facts: Option<String>,
    /// `HALLE_SMTP`: the server by which letters leave, as in `smtps://user:password@mail.example`; none: they lie in
    /// the folder `mail` of the data folder.
    pub smtp: Option<String>,
    /// `HALLE_SMTP_AUTHORITY`: the file (PEM) with the certificate of who vouches for that server; none: those whom browsers
    /// know.
    pub smtp_authority: Option<PathBuf>,
    /// `HALLE_MAIL_FROM`: who writes them, as in "Marché de Dourdan <marche@mairie.example>".
    pub mail_from: String,
    /// `HALLE_PUSH_KEY`: the file with the key by which push services know this server.
    pub push_key: PathBuf,
    /// `HALLE_SEAL_KEY`: the file with the key that makes officials' secrets.
    pub seal_key: PathBuf,
    /// `HALLE_PUSH_HOSTS`: push services that are spoken to besides those of the known browsers.
    pub push_hosts: Vec<String>,
    /// `HALLE_TILES` and `HALLE_TILES_CREDIT`: what lies under the shops of a town's plan; none: we draw it.
    pub tiles: Option<Tiles>,
    /// `HALLE_DESIGN`: whether `/design` shows every part of the pages.
    pub design: bool,
    /// `HALLE_OPERATOR` and those after it: who runs this instance.
    pub operator: Operator,
}

impl Settings {
    /// Whether strangers are meant to come: an address with TLS that is not this machine's own.
    pub fn is_public(&self) -> bool {
        let Some(rest) = self.base_url.strip_prefix("https://") else {
            return false;
        };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = match host.strip_prefix('[') {
            Some(address) => address.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        };
        let is_own_address = host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback() || address.is_unspecified());
        let is_own_name = host == "localhost" || host.ends_with(".localhost");
        !is_own_address && !is_own_name
    }

    /// The folder or the bucket that somebody names.
    pub fn place(&self, typed: &str) -> Result<Place> {
        place(typed, &self.storage)
    }

    /// What the law wants everybody to read about who runs this instance and nobody said yet, in one sentence each.
    pub fn unsaid(&self) -> Vec<&'static str> {
        let who = &self.operator;
        [
            (&who.name, "who runs this market is not said: set HALLE_OPERATOR, as in Commune de Dourdan"),
            (&who.address, "its address is not said: set HALLE_OPERATOR_ADDRESS, in one line"),
            (&who.phone, "its phone number is not said: set HALLE_OPERATOR_PHONE"),
            (&who.email, "its e-mail address is not said: set HALLE_OPERATOR_EMAIL"),
            (&who.number, "its number in the register is not said: set HALLE_OPERATOR_NUMBER to its SIREN or SIRET"),
            (&who.publisher, "who answers for what is published is not said: set HALLE_PUBLISHER to a person's name"),
            (&who.host, "where the machine stands is not said: set HALLE_HOST to the host's name, address and phone, in one line"),
        ]
        .into_iter()
        .filter(|(said, _)| said.is_empty())
        .map(|(_, sentence)| sentence)
        .collect()
    }

    /// Reads the file (when it is there; one that was named must be) and then the environment, which wins.
    pub fn read(file: Option<&Path>) -> Result<Self> {
        let file = file.map_or_else(|| File::from(Path::new(FILE)).required(false), File::from);
        Self::from(
            Config::builder()
                .add_source(file)
                .add_source(Environment::with_prefix("HALLE").source(Some(told()))),
        )
    }

    fn from(sources: config::ConfigBuilder<config::builder::DefaultState>) -> Result<Self> {
        let typed: Typed = sources
            .build()
            .and_then(Config::try_deserialize)
            .context("a setting cannot be read; docs/settings.md lists them all")?;
        let base_url = typed.base_url.unwrap_or_else(|| format!("http://{}", typed.addr));
        ensure!(
            base_url.starts_with("http://") || base_url.starts_with("https://"),
            "HALLE_BASE_URL must begin with http:// or https://, as in https://marche.example.fr"
        );
        ensure!(
            typed.metrics_addr != Some(typed.addr),
            "HALLE_METRICS_ADDR must be another address than HALLE_ADDR, as in 127.0.0.1:9464"
        );
        if let Some(endpoint) = &typed.food_facts {
            ensure!(
                endpoint.starts_with("http://") || endpoint.starts_with("https://"),
                "HALLE_FOOD_FACTS must begin with http:// or https://, as in https://world.openfoodfacts.org"
            );
            ensure!(
                typed
                    .contact
                    .as_ref()
                    .is_some_and(|contact| !contact.trim().is_empty()),
                "HALLE_FOOD_FACTS needs HALLE_CONTACT: Open Food Facts wants to know whom to write to"
            );
        }
        if let Some(server) = &typed.smtp {
            ensure!(
                server.starts_with("smtp://") || server.starts_with("smtps://"),
                "HALLE_SMTP must begin with smtp:// or smtps://, as in smtps://user:password@mail.example"
            );
            ensure!(
                typed.mail_from.is_some(),
                "HALLE_SMTP needs HALLE_MAIL_FROM: the address from which letters are written"
            );
        }
        let storage = Storage {
            endpoint: typed.s3_endpoint,
            region: typed.s3_region,
            key: typed.s3_key,
            secret: typed.s3_secret.unwrap_or_else(|| typed.data.join("s3.secret")),
        };
        let photos = match &typed.photos {
            Some(typed) => place(typed, &storage).context("HALLE_PHOTOS")?,
            None => Place::Folder(typed.data.join("photos")),
        };
        let backups = typed
            .backups
            .map(|typed| place(&typed, &storage).context("HALLE_BACKUPS"))
            .transpose()?;
        let sqlite = format!("sqlite://{}", typed.data.join("halle.db").display());
        Ok(Self {
            addr: typed.addr,
            base_url: base_url.trim_end_matches('/').to_owned(),
            trusted_proxies: typed
                .trusted_proxies
                .parse()
                .context("HALLE_TRUSTED_PROXIES lists addresses and networks, as in 127.0.0.1, 10.0.0.0/8")?,
            metrics_addr: typed.metrics_addr,
            database_url: typed.database_url.unwrap_or(sqlite),
            photos,
            backups,
            storage,
            push_key: typed.push_key.unwrap_or_else(|| typed.data.join("push.key")),
            seal_key: typed.seal_key.unwrap_or_else(|| typed.data.join("seal.key")),
            push_hosts: typed
                .push_hosts
                .split([',', ' '])
                .filter(|host| !host.is_empty())
                .map(str::to_owned)
                .collect(),
            smtp: typed.smtp,
            smtp_authority: typed.smtp_authority,
            mail_from: typed.mail_from.unwrap_or_else(|| NOBODY.to_owned()),
            data: typed.data,
            log: typed.log,
            contact: typed.contact,
            food_facts: typed.food_facts,
            tiles: typed
                .tiles
                .map(|template| tiles(template, typed.tiles_credit))
                .transpose()?,
            design: typed.design,
            operator: Operator {
                name: typed.operator.trim().to_owned(),
                address: typed.operator_address.trim().to_owned(),
                phone: typed.operator_phone.trim().to_owned(),
                email: typed.operator_email.trim().to_owned(),
                number: typed.operator_number.trim().to_owned(),
                publisher: typed.publisher.trim().to_owned(),
                host: typed.host.trim().to_owned(),
                privacy: typed.privacy_contact.trim().to_owned(),
            },
        })
    }
}

fn place(typed: &str, storage: &Storage) -> Result<Place> {
    Place::parse(typed, storage).map_err(|wrong| match wrong {
        NoPlace::NoEndpoint(_) => anyhow!("{wrong}: set HALLE_S3_ENDPOINT, as in http://127.0.0.1:3900"),
        NoPlace::NoKey(_) => {
            anyhow!("{wrong}: set HALLE_S3_KEY to its name, and HALLE_S3_SECRET to the file of its secret")
        }
        other => other.into(),
    })
}

/// A source of tiles by the address of one, with its three numbers left open.
fn tiles(template: String, credit: Option<String>) -> Result<Tiles> {
    let plain = template
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\"'<>;,".contains(&byte));
    let whole = ["{z}", "{x}", "{y}"]
        .iter()
        .all(|number| template.contains(number));
    let origin = template.split_once("://").and_then(|(scheme, rest)| {
        let host = rest
            .split('/')
            .next()
            .filter(|host| !host.is_empty() && !host.contains('{'))?;
        Some(format!("{scheme}://{host}"))
    });
    let Some(origin) = origin.filter(|origin| plain && whole && origin.starts_with("http")) else {
        bail!("HALLE_TILES is the address of a tile, as in https://tile.example.org/{{z}}/{{x}}/{{y}}.png");
    };
    Ok(Tiles {
        template: template.into(),
        origin: origin.into(),
        credit: credit.unwrap_or_else(|| TILES_CREDIT.to_owned()).into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Result<Settings> {
        Settings::from(Config::builder().add_source(File::from_str(file, config::FileFormat::Toml)))
    }

    #[test]
    fn nothing_has_to_be_set() {
        let settings = read("").unwrap();
        assert_eq!(settings.base_url, "http://127.0.0.1:3000");
        assert_eq!(settings.database_url, "sqlite://data/halle.db");
        assert_eq!(settings.photos, Place::Folder("data/photos".into()));
    }

    #[test]
    fn the_data_folder_holds_what_is_not_set_apart() {
        let settings = read("data = '/srv/halle'\nbase_url = 'https://marche.example.fr/'").unwrap();
        assert_eq!(settings.database_url, "sqlite:///srv/halle/halle.db");
        assert_eq!(settings.base_url, "https://marche.example.fr");
    }

    #[test]
    fn photos_and_backups_may_be_in_a_bucket() {
        let storage = "s3_endpoint = 'http://127.0.0.1:3900'\ns3_key = 'GK1'\n";
        let both = read(&format!(
            "{storage}photos = 's3://halle/photos'\nbackups = 's3://away?endpoint=https://s3.example'"
        ))
        .unwrap();
        let (Place::Bucket(photos), Some(Place::Bucket(backups))) = (both.photos, both.backups) else {
            panic!("no buckets");
        };
        assert_eq!(photos.storage.secret, Path::new("data/s3.secret"));
        assert_eq!(photos.storage.endpoint, "http://127.0.0.1:3900");
        assert_eq!(backups.storage.endpoint, "https://s3.example");
        let said = |file: &str| format!("{:#}", read(file).unwrap_err());
        assert!(said("photos = 's3://halle'").contains("set HALLE_S3_ENDPOINT"));
        assert!(said("backups = 's3://halle'\ns3_endpoint = 'http://a'").contains("HALLE_BACKUPS: "));
        assert!(said("backups = 's3://halle'\ns3_endpoint = 'http://a'").contains("set HALLE_S3_KEY"));
    }

    #[test]
    fn a_setting_that_means_nothing_is_said() {
        assert!(read("base_url = 'marche.example.fr'").is_err());
        assert!(read("adress = '0.0.0.0:80'").is_err());
        assert!(read("addr = 'here'").is_err());
    }

    #[test]
    fn no_proxy_is_trusted_until_it_is_named() {
        assert!(read("").unwrap().trusted_proxies.is_empty());
        let two = read("trusted_proxies = '127.0.0.1, fd00::/8'")
            .unwrap()
            .trusted_proxies;
        assert!(two.hold("fd00::1".parse().unwrap()) && !two.hold("10.0.0.1".parse().unwrap()));
        assert!(read("trusted_proxies = 'nginx'").is_err());
    }

    #[test]
    fn figures_are_told_nowhere_until_an_address_is_named() {
        assert_eq!(read("").unwrap().metrics_addr, None);
        let told = read("metrics_addr = '127.0.0.1:9464'").unwrap().metrics_addr;
        assert_eq!(told, "127.0.0.1:9464".parse().ok());
        assert!(read("metrics_addr = '9464'").is_err());
        // Those of the market itself are the public's.
        assert!(read("addr = '127.0.0.1:9464'\nmetrics_addr = '127.0.0.1:9464'").is_err());
    }

    #[test]
    fn who_asks_open_food_facts_says_who_it_is() {
        assert_eq!(read("").unwrap().food_facts, None);
        assert!(read("food_facts = 'https://world.openfoodfacts.org'").is_err());
        assert!(read("food_facts = 'world.openfoodfacts.org'\ncontact = 'a@mairie.example'").is_err());
        let asks =
            read("food_facts = 'https://world.openfoodfacts.org'\ncontact = 'a@mairie.example'").unwrap();
        assert_eq!(asks.contact.as_deref(), Some("a@mairie.example"));
    }

    #[test]
    fn letters_leave_with_an_address_to_answer_to() {
        let quiet = read("data = '/srv/halle'").unwrap();
        assert_eq!((quiet.smtp, quiet.push_key), (None, "/srv/halle/push.key".into()));
        assert_eq!(quiet.seal_key, Path::new("/srv/halle/seal.key"));
        assert!(read("smtp = 'smtps://mail.example'").is_err());
        assert!(read("smtp = 'mail.example'\nmail_from = 'marche@mairie.example'").is_err());
        let writes = read("smtp = 'smtps://mail.example'\nmail_from = 'marche@mairie.example'").unwrap();
        assert_eq!(writes.mail_from, "marche@mairie.example");
    }

    #[test]
    fn strangers_come_where_there_is_tls_and_another_machine() {
        let public = |url: &str| read(&format!("base_url = '{url}'")).unwrap().is_public();
        assert!(public("https://marche.example.fr") && public("https://192.0.2.7:8443"));
        for own in [
            "http://127.0.0.1:3000",
            "https://127.0.0.1:8443",
            "https://localhost",
            "https://halle.localhost:3000/",
            "https://[::1]:443",
            "http://marche.example.fr",
        ] {
            assert!(!public(own), "{own}");
        }
    }

    #[test]
    fn what_the_law_wants_is_missed_until_it_is_said() {
        let all = "operator = 'Commune de Dourdan'\noperator_address = 'a'\noperator_phone = 'b'\noperator_email = 'c'\noperator_number = 'd'\npublisher = 'e'\nhost = 'f'";
        assert_eq!(read("").unwrap().unsaid().len(), 7);
        assert_eq!(read("operator = '  '").unwrap().unsaid().len(), 7);
        assert!(read("publisher = 'e'").unwrap().unsaid().len() == 6);
        assert_eq!(read(all).unwrap().unsaid(), Vec::<&str>::new());
        assert_eq!(read(all).unwrap().operator.privacy_contact(), "c");
    }

    #[test]
    fn push_services_of_the_house_are_listed() {
        assert_eq!(read("").unwrap().push_hosts, Vec::<String>::new());
        let two = read("push_hosts = 'push.example, 127.0.0.1'").unwrap();
        assert_eq!(two.push_hosts, ["push.example", "127.0.0.1"]);
    }

    #[test]
    fn tiles_come_from_one_address_with_three_numbers_in_it() {
        assert_eq!(read("").unwrap().tiles, None);
        let drawn = read("tiles = 'https://tile.example.org/{z}/{x}/{y}.png'")
            .unwrap()
            .tiles
            .unwrap();
        assert_eq!(&*drawn.origin, "https://tile.example.org");
        assert_eq!(&*drawn.credit, "© OpenStreetMap");
        for wrong in [
            "tile.example.org/{z}/{x}/{y}.png",
            "https://tile.example.org/{z}/{x}.png",
            "https://{z}.example.org/{x}/{y}.png",
            "https://tile.example.org; script-src */{z}/{x}/{y}.png",
            "https:///{z}/{x}/{y}.png",
            "javascript://x/{z}/{x}/{y}",
        ] {
            assert!(read(&format!("tiles = '{wrong}'")).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_setting_is_explained_to_people() {
        let page = include_str!("../../docs/settings.md");
        for name in NAMES {
            assert!(page.contains(&format!("`{name}`")), "{name}");
        }
    }
}
