//! What is asked at each address.

use super::things::Whose;
use crate::support::picture;
use axum::body::Body;
use http::{HeaderMap, HeaderValue, header};
use std::fmt::Write;

/// Stands above the table.
pub const HEAD: &str = "\
Who may do what, at every address; drawn and compared by `everybody_gets_what_the_table_says`.

Where it matters whose thing is asked about, there are three answers: for a thing of La pause in Dourdan, for one of a shop
in Étampes, and for one that nobody has. `+` says that the answer shows it, `-` that it does not. Of an order, only its
shopper holds the key; everybody else tries with what a merchant may know. A link lets in whoever holds it, once.

merchant and helper: of La pause. neighbour: of another shop of Dourdan. other merchant: of the shop in Étampes.
official: of Dourdan; other official: of Étampes. standing in: of Dourdan, at the counter of a shop that nobody owns.
unproven official: the official of Dourdan, on a device that has yet to prove itself.
let go: was a helper of La pause, and is still signed in. lent hand: took a code of La pause, and has no other place here.
operator: runs the instance, and works for no town and no shop.
";

/// What goes along with a request.
pub enum Sends {
    Nothing,
    Form(&'static str),
    Json(&'static str),
    /// A form with pictures, each field as name and text.
    Parts(&'static [(&'static str, &'static str)]),
    Picture,
    Text(&'static str),
}

/// One way to ask at an address.
pub struct Row {
    /// As the router knows it: "GET /healthz".
    pub endpoint: &'static str,
    /// What it does, where the address alone does not say so.
    pub what: &'static str,
    pub address: &'static str,
    pub sends: Sends,
    /// What the answer may show of the thing that was asked about.
    pub shows: &'static str,
}

use Sends::{Form, Json, Nothing, Parts, Picture, Text};

const fn row(endpoint: &'static str, address: &'static str, sends: Sends) -> Row {
    Row {
        endpoint,
        what: "",
        address,
        sends,
        shows: "",
    }
}

impl Row {
    const fn shows(mut self, what: &'static str) -> Self {
        self.shows = what;
        self
    }

    const fn does(mut self, what: &'static str) -> Self {
        self.what = what;
        self
    }

    /// Three things where the request or its answer speaks of one, else none in particular.
    pub fn asks_about(&self) -> &'static [Whose] {
        if THINGS.iter().any(|thing| self.speaks_of(thing)) {
            &Whose::ALL
        } else {
            &Whose::ALL[..1]
        }
    }

    /// Whether whoever asks is signed out afterwards.
    pub fn ends_it(&self) -> bool {
        let leaves = matches!(self.sends, Form(text) if text.contains("leave") || text.contains("terminer"));
        leaves || self.endpoint == "POST /sortie"
    }

    /// Whether it lets in whoever asks: the session that they asked with has ended then.
    pub fn lets_in(&self) -> bool {
        ["POST /invitation/{secret}", "POST /entrer/lettre/{secret}"].contains(&self.endpoint)
    }

    /// Whether the thing is another one afterwards.
    pub fn uses_up(&self) -> bool {
        !self.endpoint.starts_with("GET") && THINGS.iter().any(|thing| self.speaks_of(thing))
    }

    fn speaks_of(&self, thing: &str) -> bool {
        let in_body = match self.sends {
            Form(text) | Json(text) | Text(text) => text.contains(thing),
            Nothing | Parts(_) | Picture => false,
        };
        in_body || self.address.contains(thing) || self.shows.contains(thing)
    }
}

/// The words of [`super::things`].
const THINGS: [&str; 23] = [
    "{helper}",
    "{hand}",
    "{colleague}",
    "{report}",
    "{decision}",
    "{device}",
    "{town}",
    "{shop}",
    "{shop-id}",
    "{to-claim}",
    "{slug}",
    "{product}",
    "{basket}",
    "{window}",
    "{part}",
    "{key}",
    "{code}",
    "{secret}",
    "{letter}",
    "{member}",
    "{photo}",
    "{goods}",
    "{who}",
];

const BOUNDARY: &str = "halle-test-boundary";

impl Sends {
    /// Headers and body, once the thing's words are filled in.
    pub fn request(&self, fill: impl Fn(&str) -> String, cookie: Option<&str>) -> (HeaderMap, Body) {
        let (kind, body) = match self {
            Nothing => (None, Body::empty()),
            Form(text) => (
                Some("application/x-www-form-urlencoded".to_owned()),
                Body::from(fill(text)),
            ),
            Json(text) => (Some("application/json".to_owned()), Body::from(fill(text))),
            Text(text) => (Some("text/plain".to_owned()), Body::from(fill(text))),
            Picture => (Some("image/jpeg".to_owned()), Body::from(picture())),
            Parts(fields) => {
                let mut body = String::new();
                for (name, value) in *fields {
                    let value = fill(value);
                    write!(
                        body,
                        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                    )
                    .unwrap();
                }
                write!(body, "--{BOUNDARY}--\r\n").unwrap();
                let kind = format!("multipart/form-data; boundary={BOUNDARY}");
                (Some(kind), Body::from(body))
            }
        };
        let mut headers = HeaderMap::new();
        if let Some(kind) = kind {
            headers.insert(header::CONTENT_TYPE, HeaderValue::try_from(kind).unwrap());
        }
        if let Some(cookie) = cookie {
            headers.insert(header::COOKIE, HeaderValue::try_from(cookie).unwrap());
        }
        (headers, body)
    }
}

/// What a browser gives to be rung.
const DEVICE: &str = r#"{"device":{"endpoint":"https://fcm.googleapis.com/fcm/send/abc","keys":{"p256dh":"BLn9b-VR0ca83knDNZ32dCHGyjJp-1riX9ZTN40MqV8K_LpQmLqxC_DoHvqvFXO_nGdAB4W9dogZb_sM-uV4JbY","auth":"_ordMnz7uTCmrpBTeUV4Bw"}}}"#;

/// Every address, grouped as the router groups them.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // Everybody
    row("GET /", "/", Nothing),
    row("GET /healthz", "/healthz", Nothing),
    row("POST /langue", "/langue", Form("langue=en&ou=/{town}")).does("reads another language from now on"),
    row("GET /photos/{hash}/{file}", "{photo}", Nothing),
    row("GET /pkg/{build}/{*file}", "/pkg/none/nothing.css", Nothing),
    row("GET /sw.js", "/sw.js", Nothing),
    row("GET /commandes.js", "/commandes.js", Nothing),
    row("GET /regles.json", "/regles.json", Nothing),
    row("GET /design", "/design", Nothing).does("is there only where somebody works on the pages"),
    row("GET /robots.txt", "/robots.txt", Nothing),
    row("GET /sitemap.xml", "/sitemap.xml", Nothing),
    row("GET /sitemap/{part}", "/sitemap/1.xml", Nothing),
    row("GET /mentions-legales", "/mentions-legales", Nothing),
    row("GET /conditions", "/conditions", Nothing),
    row("GET /conditions/{town}/{shop}", "/conditions/{town}/{shop}", Nothing),
    row("GET /vie-privee", "/vie-privee", Nothing),
    row("GET /classement", "/classement", Nothing),
    row("GET /accessibilite", "/accessibilite", Nothing),
    row("GET /{town}", "/{town}", Nothing).shows("{goods}"),
    row("GET /{town}/boutiques", "/{town}/boutiques", Nothing),
    row("GET /{town}/plan", "/{town}/plan", Nothing),
    row("GET /{town}/rayon/{category}", "/{town}/rayon/epicerie", Nothing),
    row("GET /{town}/recherche", "/{town}/recherche?q=miel", Nothing).shows("{goods}"),
    row("GET /api/recherche/{town}", "/api/recherche/{town}?q=miel", Nothing).shows("{goods}"),
    row("GET /{town}/{shop}", "/{town}/{shop}", Nothing).shows("{goods}"),
    row("GET /{town}/{shop}/{product}", "/{town}/{shop}/{slug}", Nothing).shows("{goods}"),
    row("GET /{town}/nouveautes.rss", "/{town}/nouveautes.rss", Nothing).shows("{goods}"),
    row("GET /{town}/{shop}/nouveautes.rss", "/{town}/{shop}/nouveautes.rss", Nothing).shows("{goods}"),
    row("GET /{town}/carte.jpg", "/{town}/carte.jpg", Nothing),
    row("GET /{town}/{shop}/carte.jpg", "/{town}/{shop}/carte.jpg", Nothing),
    row("GET /{town}/{shop}/{product}/carte.jpg", "/{town}/{shop}/{slug}/carte.jpg", Nothing),
    row("GET /{town}/vitrine", "/{town}/vitrine", Nothing),
    row("GET /api", "/api", Nothing),
    row("GET /api/v1/towns", "/api/v1/towns", Nothing),
    row("GET /api/v1/towns/{town}/shops", "/api/v1/towns/{town}/shops", Nothing),
    row("GET /api/v1/towns/{town}/shops/{shop}", "/api/v1/towns/{town}/shops/{shop}", Nothing),
    row("GET /api/v1/towns/{town}/products", "/api/v1/towns/{town}/products", Nothing).shows("{goods}"),
    row("GET /api/v1/towns/{town}/shops/{shop}/products", "/api/v1/towns/{town}/shops/{shop}/products", Nothing).shows("{goods}"),
    row("GET /api/v1/towns/{town}/shops/{shop}/products/{product}", "/api/v1/towns/{town}/shops/{shop}/products/{slug}", Nothing).shows("{goods}"),
    row("GET /api/v1/openapi.json", "/api/v1/openapi.json", Nothing),
    row("GET /api/v1/{*rest}", "/api/v1/rien", Nothing).does("says that there is nothing, as a program reads it"),
    // Shoppers
    row("GET /{town}/panier", "/{town}/panier?panier={basket}", Nothing).shows("{goods}"),
    row("POST /{town}/panier", "/{town}/panier", Form("key=sent-{n}&basket={basket}&name=Quelquun+Dautre&phone=0199001234&window-{shop-id}={window}")).does("sends a basket"),
    row("GET /commande/{key}", "/commande/{key}", Nothing).shows("{goods}"),
    row("POST /commande/{key}", "/commande/{key}", Form("part={part}")).does("takes a part back"),
    row("POST /commande/{key}", "/commande/{key}", Form("tout=1")).does("takes all back"),
    row("POST /commande/{key}", "/commande/{key}", Form("oublier=1")).does("forgets whose it was; not while somebody needs it"),
    row("GET /commande/{key}/donnees.json", "/commande/{key}/donnees.json", Nothing).shows("{who}"),
    row("GET /commande/{key}/bon", "/commande/{key}/bon", Nothing).shows("{goods}"),
    row("GET /commande/{key}/agenda.ics", "/commande/{key}/agenda.ics", Nothing),
    row("GET /commande/{key}/retractation/{part}", "/commande/{key}/retractation/{part}", Nothing),
    row("POST /commande/{key}/retractation/{part}", "/commande/{key}/retractation/{part}", Form("name=Jeanne&email=")).does("says that it is withdrawn from; the page answers why a reservation needs none"),
    row("GET /commande/{key}/retractation/{part}/accuse.txt", "/commande/{key}/retractation/{part}/accuse.txt", Nothing).does("there is none before a withdrawal"),
    row("GET /api/commande/{key}/evenements", "/api/commande/{key}/evenements", Nothing),
    row("POST /api/vu", "/api/vu", Text("/{town}")).does("counts a page that was fetched ahead, and does not say whether it did"),
    row("GET /signaler", "/signaler?page=/{town}/{shop}/{slug}", Nothing).shows("{goods}"),
    row("POST /signaler", "/signaler", Form("place=/{town}/{shop}/{slug}&concern=untrue&words=Faux&faith=yes")).does("reports a product"),
    row("GET /mes-commandes", "/mes-commandes", Nothing),
    row("POST /apiapp/orders/api//standing", "/apiapp/orders/api//standing", Json(r#"{"key":"{key}"}"#)),
    row("POST /apiapp/orders/api//my_orders", "/apiapp/orders/api//my_orders", Json(r#"{"keys":["{key}"]}"#)).shows("La pause"),
    // Whoever holds a link
    row("GET /invitation/{secret}", "/invitation/{secret}", Nothing),
    row("POST /invitation/{secret}", "/invitation/{secret}", Nothing).does("claims the shop, in place of the session that the browser had"),
    row("GET /entrer/lettre", "/entrer/lettre", Nothing),
    row("POST /entrer/lettre", "/entrer/lettre", Form("address=personne-{n}%40courriel.example")).does("asks for a letter that lets in, and does not say whether it is sent"),
    row("GET /entrer/lettre/{secret}", "/entrer/lettre/{letter}", Nothing),
    row("POST /entrer/lettre/{secret}", "/entrer/lettre/{letter}", Form("who={member}")).does("comes in by a letter, in place of the session that the browser had"),
    row("GET /aider", "/aider", Nothing),
    row("POST /aider", "/aider", Form("code=K7M4-Q2XD&name=Paul")).does("types a code that nobody made"),
    row("POST /aider", "/aider", Form("act=entrer&hand={hand}")).does("goes to a shelf at which somebody else helps"),
    row("POST /aider", "/aider", Form("act=sortir")).does("comes back to their own place from a shelf; nobody is at one that has a place"),
    // Merchants
    row("GET /comptoir", "/comptoir", Nothing),
    row("POST /comptoir", "/comptoir", Parts(&[("price", "3,50"), ("name", "Nougat")])).does("puts on sale"),
    row("GET /comptoir/etal", "/comptoir/etal", Nothing).shows("{goods}"),
    row("POST /comptoir/etal", "/comptoir/etal", Form("product={product}&wish=price&typed=9,90")).does("sets a price"),
    row("POST /comptoir/etal", "/comptoir/etal", Form("product={product}&wish=withdraw")).does("takes off the shelf"),
    row("POST /comptoir/etal", "/comptoir/etal", Form("product={product}&wish=bulk&act=hide")).does("chooses many; of others', none"),
    row("GET /comptoir/partager", "/comptoir/partager?produit={product}", Nothing).shows("{goods}"),
    row("POST /comptoir/partage", "/comptoir/partage", Nothing),
    row("GET /comptoir/commandes", "/comptoir/commandes", Nothing).shows("{who}"),
    row("POST /comptoir/commandes", "/comptoir/commandes", Form("part={part}&act=accepter")).does("accepts"),
    row("POST /comptoir/commandes", "/comptoir/commandes", Form("part={part}&act=refuser&because=other")).does("refuses"),
    row("GET /comptoir/remise", "/comptoir/remise?code={code}", Nothing).shows("{who}"),
    row("GET /comptoir/remise/{code}", "/comptoir/remise/{code}", Nothing).shows("{who}"),
    row("POST /comptoir/remise/{code}", "/comptoir/remise/{code}", Form("part={part}&act=pret")).does("makes ready"),
    row("GET /comptoir/boutique", "/comptoir/boutique", Nothing),
    row("POST /comptoir/boutique", "/comptoir/boutique", Form("day-1-0-from=9h")).does("says hours that cannot be read"),
    row("GET /comptoir/fermeture", "/comptoir/fermeture", Nothing),
    row("POST /comptoir/fermeture", "/comptoir/fermeture", Form("from=rien&to=rien")).does("closes on days that cannot be read"),
    row("GET /comptoir/emplacement", "/comptoir/emplacement", Nothing),
    row("POST /comptoir/emplacement", "/comptoir/emplacement", Form("position=rien")).does("says a place that cannot be read"),
    row("GET /comptoir/couverture", "/comptoir/couverture", Nothing),
    row("POST /comptoir/couverture", "/comptoir/couverture", Parts(&[("remove", "1")])).does("takes the picture down"),
    row("GET /comptoir/caisse", "/comptoir/caisse", Nothing),
    row("POST /comptoir/caisse", "/comptoir/caisse", Form("address=https://localhost/")).does("plugs a till in at an address that nobody else reaches"),
    row("POST /comptoir/caisse", "/comptoir/caisse", Form("act=essai")).does("tries a till that nobody plugged in"),
    row("POST /comptoir/caisse", "/comptoir/caisse", Form("act=debrancher")).does("unplugs what nobody plugged in"),
    row("GET /comptoir/sonnette", "/comptoir/sonnette", Nothing),
    row("POST /comptoir/sonnette", "/comptoir/sonnette", Form("act=entendue")).does("heard it, without being rung"),
    row("GET /comptoir/commandes/retraits.pdf", "/comptoir/commandes/retraits.pdf", Nothing).does("lists the day's pickups; back to the orders when there is none"),
    row("GET /comptoir/affiches", "/comptoir/affiches", Nothing),
    row("GET /comptoir/affiches/vitrine.pdf", "/comptoir/affiches/vitrine.pdf", Nothing),
    row("GET /comptoir/affiches/prix.pdf", "/comptoir/affiches/prix.pdf?product={product}", Nothing),
    row("GET /comptoir/appareil", "/comptoir/appareil", Nothing),
    row("POST /comptoir/appareil", "/comptoir/appareil", Form("")).does("makes a link for a second device"),
    row("POST /comptoir/appareil", "/comptoir/appareil", Form("device={device}")).does("closes a merchant's other device"),
    row("POST /comptoir/appareil", "/comptoir/appareil", Form("act=adresse&address=personne-{n}%40courriel.example")).does("asks for the letter that confirms one's own address"),
    row("POST /comptoir/appareil", "/comptoir/appareil", Form("act=sans-adresse")).does("takes one's own address away"),
    row("GET /comptoir/aides", "/comptoir/aides", Nothing).shows("{helper}").does("names who works at the shop"),
    row("POST /comptoir/aides", "/comptoir/aides", Form("act=inviter&name=Nadia+{n}")).does("invites a helper, for whom it makes a link"),
    row("POST /comptoir/aides", "/comptoir/aides", Form("act=lien&who={helper}")).does("makes a helper one more link"),
    row("POST /comptoir/aides", "/comptoir/aides", Form("act=retirer&who={helper}")).does("takes a helper's access away"),
    row("POST /comptoir/aides", "/comptoir/aides", Form("act=demander&term=hour")).does("makes a code for somebody who lends a hand"),
    row("POST /comptoir/aides", "/comptoir/aides", Form("act=annuler")).does("voids it"),
    row("POST /comptoir/aides", "/comptoir/aides", Form("act=arreter&hand={hand}")).does("ends somebody's help"),
    row("GET /comptoir/cahier", "/comptoir/cahier?article={product}", Nothing).shows("{goods}").does("what happened to a product"),
    row("GET /comptoir/identite", "/comptoir/identite", Nothing),
    row("POST /comptoir/identite", "/comptoir/identite", Form("number=rien")).does("says a number that cannot be read"),
    row("GET /comptoir/a-completer", "/comptoir/a-completer?article={product}", Nothing).shows("{goods}").does("what a product's label says"),
    row("POST /comptoir/a-completer", "/comptoir/a-completer", Form("product={product}&facts=allergens&act=none")).does("says that it holds none of the fourteen allergens"),
    row("POST /comptoir/a-completer", "/comptoir/a-completer", Form("act=like&product={product}&from={product}")).does("answers as for another product, which nobody offered"),
    row("POST /comptoir/a-completer", "/comptoir/a-completer", Form("act=licence")).does("says no licence"),
    row("GET /comptoir/mes-donnees", "/comptoir/mes-donnees", Nothing),
    row("POST /comptoir/mes-donnees", "/comptoir/mes-donnees", Form("")).does("goes back to the page, without the word that leaves for good"),
    row("GET /comptoir/mes-donnees.json", "/comptoir/mes-donnees.json", Nothing),
    row("GET /comptoir/mes-donnees/boutique.zip", "/comptoir/mes-donnees/boutique.zip", Nothing).does("takes the whole shop along; the owner alone"),
    row("GET /comptoir/decisions", "/comptoir/decisions", Nothing),
    row("POST /comptoir/decisions", "/comptoir/decisions", Form("to={decision}&words=Fait")).does("answers a decision about the shop"),
    row("GET /comptoir/installer", "/comptoir/installer", Nothing),
    row("GET /comptoir/hors-ligne", "/comptoir/hors-ligne", Nothing),
    row("GET /api/comptoir/evenements", "/api/comptoir/evenements", Nothing),
    row("PUT /api/comptoir/photos/{product}", "/api/comptoir/photos/{product}", Picture),
    row("POST /apiapp/catalogue/api//put_on_sale", "/apiapp/catalogue/api//put_on_sale", Json(r#"{"form":{"price":"3,50","product":"{product}"}}"#)).does("under an id of its own; under one that is taken"),
    row("POST /apiapp/catalogue/api//edit_shelf", "/apiapp/catalogue/api//edit_shelf", Json(r#"{"edits":[{"id":"{product}","product":"{product}","wished":{"by":null,"age":0},"wish":"Off"}]}"#)).shows("Done"),
    row("POST /apiapp/catalogue/api//describe", "/apiapp/catalogue/api//describe", Json(r#"{"ean":"3017620422003"}"#)),
    row("POST /apiapp/orders/api//inbox", "/apiapp/orders/api//inbox", Json(r#"{"looked":false}"#)).shows("{who}"),
    row("POST /apiapp/orders/api//unseen", "/apiapp/orders/api//unseen", Json("{}")),
    row("POST /apiapp/orders/api//quiet", "/apiapp/orders/api//quiet", Json("{}")),
    row("POST /apiapp/orders/api//move_ticket", "/apiapp/orders/api//move_ticket", Json(r#"{"part":"{part}","act":"Accept"}"#)),
    row("POST /apiapp/notifications/api//test_ring", "/apiapp/notifications/api//test_ring", Json("{}")).does("without being rung"),
    row("POST /apiapp/notifications/api//allow_ring", "/apiapp/notifications/api//allow_ring", Json(DEVICE)),
    row("POST /apiapp/notifications/api//silence_ring", "/apiapp/notifications/api//silence_ring", Json("{}")),
    // Officials
    row("GET /mairie", "/mairie", Nothing).shows("{to-claim}"),
    row("GET /mairie/appareils", "/mairie/appareils", Nothing).shows("{shop-id}").does("names the shops of the town"),
    row("POST /mairie/appareils", "/mairie/appareils", Form("shop={shop-id}")).does("lets a merchant back in"),
    row("POST /mairie/appareils", "/mairie/appareils", Form("device={device}")).does("closes one's own other device, also a merchant's"),
    row("POST /mairie/appareils", "/mairie/appareils", Form("act=adresse&address=personne-{n}%40courriel.example")).does("asks for the letter that confirms one's own address"),
    row("GET /mairie/equipe", "/mairie/equipe", Nothing).shows("{colleague}").does("names who works at the town hall"),
    row("POST /mairie/equipe", "/mairie/equipe", Form("act=inviter&name=Nadia+{n}")).does("invites a colleague, for whom it makes a link"),
    row("POST /mairie/equipe", "/mairie/equipe", Form("act=lien&who={colleague}")).does("makes a colleague one more link"),
    row("POST /mairie/equipe", "/mairie/equipe", Form("act=retirer&who={colleague}")).does("takes a colleague's access away"),
    row("GET /mairie/cle", "/mairie/cle", Nothing),
    row("POST /mairie/cle", "/mairie/cle", Form("nonce=x&proof=rien")).does("sets up a key with a code that is none"),
    row("GET /mairie/preuve", "/mairie/preuve", Nothing),
    row("POST /mairie/preuve", "/mairie/preuve", Form("proof=rien")).does("proves a device with a code that is none"),
    row("GET /mairie/cahier", "/mairie/cahier", Nothing),
    row("POST /mairie", "/mairie", Form("shop={to-claim}")).does("makes a shop's link"),
    row("POST /mairie", "/mairie", Form("name=Le+Moulin&kind=bakery")).does("adds a shop"),
    row("POST /mairie", "/mairie", Form("part={part}&act=accepter")).does("answers for a shop"),
    row("GET /mairie/ville", "/mairie/ville", Nothing),
    row("POST /mairie/ville", "/mairie/ville", Form("what=announcement&words=Bonjour")).does("announces something"),
    row("POST /mairie/ville", "/mairie/ville", Form("what=front&welcome=Bonjour&awning=basil")).does("says a word of welcome"),
    row("POST /mairie/ville", "/mairie/ville", Form("what=close&essential=grocer")).does("closes the town's shops to the public"),
    row("POST /mairie/ville", "/mairie/ville", Form("what=reopen")).does("opens them again"),
    row("GET /mairie/liste", "/mairie/liste", Nothing),
    row("POST /mairie/liste", "/mairie/liste", Parts(&[("list", "nom;adresse\nLe Moulin;1 rue du Puits\n")])).does("brings a list of shops"),
    row("GET /mairie/chiffres", "/mairie/chiffres", Nothing),
    row("GET /mairie/chiffres/{file}", "/mairie/chiffres/boutiques.csv", Nothing),
    row("GET /mairie/chiffres/{file}", "/mairie/chiffres/commandes.csv?annee=2026", Nothing).does("sums and states, never who ordered"),
    row("GET /mairie/papier", "/mairie/papier", Nothing),
    row("GET /mairie/papier/affiches.pdf", "/mairie/papier/affiches.pdf", Nothing),
    row("GET /mairie/papier/catalogue.pdf", "/mairie/papier/catalogue.pdf", Nothing),
    row("GET /mairie/papier/conseil.pdf", "/mairie/papier/conseil.pdf", Nothing),
    row("GET /mairie/tournee", "/mairie/tournee", Nothing).shows("{shop-id}"),
    row("POST /mairie/tournee", "/mairie/tournee", Form("id={shop-id}&shop={shop-id}&said=refused")).does("notes a call"),
    row("POST /apiapp/tour/api//note_calls", "/apiapp/tour/api//note_calls", Json(r#"{"calls":[{"id":"{shop-id}","shop":"{shop-id}","said":"stuck","on":"","note":"","age":0}]}"#)).shows("Done"),
    row("GET /mairie/sonnette", "/mairie/sonnette", Nothing),
    row("POST /mairie/sonnette", "/mairie/sonnette", Form("contact=rien")).does("names a contact that cannot be read"),
    row("GET /mairie/etals", "/mairie/etals", Nothing).does("names the stalls that the town hall holds"),
    row("GET /mairie/etals", "/mairie/etals?commerce={to-claim}", Nothing).does("one shop at its door"),
    row("POST /mairie/etals", "/mairie/etals", Form("act=placer&shop={to-claim}&position=48.5286,2.0094")).does("says where a shop stands that has no merchant yet"),
    row("POST /mairie/etals", "/mairie/etals", Form("act=carre&shop={to-claim}")).does("makes the square by which a merchant takes a stall over"),
    row("POST /mairie/etals", "/mairie/etals", Form("act=entrer&shop={to-claim}")).does("goes in at a counter; of one that nobody holds it says so"),
    row("GET /mairie/signalements", "/mairie/signalements", Nothing),
    row("GET /mairie/signalements/{report}", "/mairie/signalements/{report}", Nothing).shows("{goods}"),
    row("GET /mairie/decisions", "/mairie/decisions?commerce={shop-id}", Nothing).shows("{goods}"),
    row("GET /mairie/decisions/{decision}", "/mairie/decisions/{decision}", Nothing).shows("{goods}"),
    row("POST /mairie/decisions", "/mairie/decisions", Form("shop={shop-id}&measure=asked&facts=Corrigez")).does("asks a merchant to put something right"),
    row("POST /mairie/decisions", "/mairie/decisions", Form("shop={shop-id}&report={report}&measure=nothing&facts=Rien")).does("closes a report"),
    row("POST /mairie/decisions", "/mairie/decisions", Form("shop={shop-id}&product={product}&measure=held&rule=terms&why=Clause&facts=Faits")).does("takes a product off sale"),
    row("POST /mairie/decisions", "/mairie/decisions", Form("lifts={decision}&facts=Fait")).does("lifts what holds nobody back"),
    row("POST /mairie/etals", "/mairie/etals", Form("act=rendre&shop={to-claim}")).does("gives a stall back"),
    row("POST /mairie/etals", "/mairie/etals", Form("act=ouvrir&shop={to-claim}&by=Mme+Martin&heard=yes")).does("holds a stall, and stands at its counter"),
    row("POST /mairie/etals", "/mairie/etals", Form("act=sortir&shop={to-claim}")).does("goes out of whatever counter"),
    row("POST /apiapp/stand_ins/api//has_merchant", "/apiapp/stand_ins/api//has_merchant", Json(r#"{"shop":"{to-claim}"}"#)).shows("false"),
    // Whoever runs the instance
    row("GET /exploitant", "/exploitant", Nothing),
    row("GET /exploitant/ouvrir", "/exploitant/ouvrir?commune=dourdan", Nothing).does("names the communes that may be meant"),
    row("POST /exploitant/ouvrir", "/exploitant/ouvrir", Form("insee=91200")).does("opens a market that is open already"),
    row("GET /exploitant/villes/{town}", "/exploitant/villes/{town}", Nothing),
    row("POST /exploitant/villes/{town}", "/exploitant/villes/{town}", Form("act=inviter&name=Nadia+{n}")).does("lets an official in"),
    row("POST /exploitant/villes/{town}", "/exploitant/villes/{town}", Form("act=lien&who={colleague}")).does("makes an official who has not come in a new link"),
    row("POST /exploitant/villes/{town}", "/exploitant/villes/{town}", Form("act=archive")).does("takes a whole town along"),
    row("GET /exploitant/sante", "/exploitant/sante", Nothing),
    row("POST /exploitant/sante", "/exploitant/sante", Form("which=all")).does("sends again what was given up"),
    row("GET /exploitant/cle", "/exploitant/cle", Nothing),
    row("POST /exploitant/cle", "/exploitant/cle", Form("nonce=x&proof=rien")).does("sets up a key with a code that is none"),
    row("GET /exploitant/preuve", "/exploitant/preuve", Nothing),
    row("POST /exploitant/preuve", "/exploitant/preuve", Form("proof=rien")).does("proves a device with a code that is none"),
    // The last: nobody is signed in afterwards
    row("POST /aider", "/aider", Form("act=terminer")).does("has finished helping; nobody else helps"),
    row("POST /comptoir/mes-donnees", "/comptoir/mes-donnees", Form("leave=1")).does("leaves for good, one after the other: the owner of a shop stays while orders wait, the last with a key at a town hall always"),
    row("POST /sortie", "/sortie", Nothing),
];
