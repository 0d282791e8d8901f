//! An order's pickups as a calendar file (RFC 5545), for the shopper's own agenda: one event a shop. Its identifiers are
//! stable, so that taking the file in again moves nothing and marks what was given up.

use crate::{i18n::Locale, routes, speech};
use chrono::{DateTime, Utc};
use domain::{
    orders::{Order, Part},
    towns::Town,
};
use leptos_i18n::td_string;

/// Octets in a line, after which it goes on in the next (RFC 5545, 3.1).
const LINE: usize = 75;

/// The whole file; `base_url` is how people reach this instance, `at` when it is written.
pub fn calendar(
    base_url: &str,
    locale: Locale,
    town: &Town,
    key: &str,
    order: &Order,
    at: DateTime<Utc>,
) -> String {
    let mut file = File::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//Halle//Halle//FR");
    file.line("CALSCALE", "GREGORIAN");
    file.line("METHOD", "PUBLISH");
    for part in &order.parts {
        file.line("BEGIN", "VEVENT");
        file.line("UID", &format!("{}@{}", part.id, host(base_url)));
        file.line("DTSTAMP", &instant(at));
        file.line("DTSTART", &instant(part.window.from));
        file.line("DTEND", &instant(part.window.to));
        let (status, sequence) = if part.state().returns_stock() {
            ("CANCELLED", "1")
        } else {
            ("CONFIRMED", "0")
        };
        file.line("STATUS", status);
        file.line("SEQUENCE", sequence);
        // A window of hours in which one drops by fills no day.
        file.line("TRANSP", "TRANSPARENT");
        let shop = part.shop.name.to_string();
        file.text("SUMMARY", &td_string!(locale, order.agenda_title, shop = shop));
        file.text("LOCATION", &place(town, part));
        file.text("DESCRIPTION", &about(locale, town, order, part));
        file.line("URL", &format!("{base_url}{}", routes::order(key)));
        file.line("END", "VEVENT");
    }
    file.line("END", "VCALENDAR");
    file.0
}

/// "La pause, 12 rue de Chartres, Dourdan".
fn place(town: &Town, part: &Part) -> String {
    let place = [
        part.shop.name.to_string(),
        part.shop.address.clone(),
        town.name.clone(),
    ];
    place
        .into_iter()
        .filter(|fact| !fact.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The code, what is to be collected, whom to call, and that nobody walks in where it is so.
fn about(locale: Locale, town: &Town, order: &Order, part: &Part) -> String {
    let code = order.code.to_string();
    let mut about = vec![td_string!(locale, order.agenda_code, code = code)];
    let given = part.lines.iter().filter(|line| !line.is_missing());
    about.extend(given.map(|line| {
        let name = speech::name_or_kind(locale, line.name.as_ref(), part.shop.kind);
        format!("{} {name}", speech::quantity(line.unit, line.quantity))
    }));
    about.extend(part.shop.phone.as_ref().map(ToString::to_string));
    if part.shop.hands_out(town, part.window.local_from.date()) {
        about.push(td_string!(locale, door_mode.words).to_owned());
    }
    about.join("\n")
}

/// What makes identifiers ours.
fn host(base_url: &str) -> &str {
    let after = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    after.split(['/', ':']).next().unwrap_or(after)
}

fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

#[derive(Default)]
struct File(String);

impl File {
    /// A property whose value is text that people wrote.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for character in value.chars() {
            match character {
                '\n' => escaped.push_str("\\n"),
                '\\' | ';' | ',' => escaped.extend(['\\', character]),
                hidden if hidden.is_control() => {}
                other => escaped.push(other),
            }
        }
        self.line(name, &escaped);
    }

    /// A property, folded: no line has more than [`LINE`] octets, and no character is cut.
    fn line(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            if octets + character.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_without_cutting_a_character() {
        let mut file = File::default();
        file.text("SUMMARY", &"é".repeat(100));
        assert!(file.0.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(
            file.0.replace("\r\n ", ""),
            format!("SUMMARY:{}\r\n", "é".repeat(100))
        );
    }

    #[test]
    fn what_people_wrote_cannot_begin_a_line_of_its_own() {
        let mut file = File::default();
        file.text("LOCATION", "1, rue\r\nATTENDEE:x; \\");
        assert_eq!(file.0, "LOCATION:1\\, rue\\nATTENDEE:x\\; \\\\\r\n");
    }

    #[test]
    fn identifiers_name_the_host_alone() {
        assert_eq!(host("https://halle.example:8443/x"), "halle.example");
        assert_eq!(host("http://127.0.0.1:3000"), "127.0.0.1");
    }
}
