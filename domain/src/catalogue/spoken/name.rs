//! What remains of a phrase, once the rest is understood, as a name that reads well.

use super::phrase::Phrase;
use crate::text::Name;

/// As many characters as a [`Name`] has.
const NAME: usize = 80;
/// Words people begin with while they think.
const OPENERS: &[&str] = &[
    "alors",
    "euh",
    "heu",
    "hum",
    "hein",
    "voila",
    "ben",
    "bah",
    "donc",
    "bonjour",
    "ok",
    "oui",
    "et",
    "puis",
    "ensuite",
    "bon alors",
    "bon ben",
    "bon voila",
    "bon donc",
    "bon euh",
    "allez",
    "attends",
    "attendez",
    "aussi",
];
/// Words that present what follows; an article behind them is no part of the name.
const PRESENTERS: &[&str] = &[
    "j' ai",
    "j' ai aussi",
    "j' aurais",
    "c' est",
    "ce sont",
    "je vends",
    "je vous vends",
    "je vous propose",
    "nous proposons",
    "je vend",
    "je propose",
    "je mets",
    "on vend",
    "on a",
    "nous avons",
    "nous vendons",
    "il y a",
    "y a",
    "ca fait",
    "voici",
    "ajoute",
    "ajouter",
    "ajoutez",
];
const CLOSERS: &[&str] = &[
    "voila",
    "merci",
    "euh",
    "heu",
    "hein",
    "s' il vous plait",
    "s' il te plait",
    "c' est tout",
    "et voila",
    "voila merci",
];
const HESITATIONS: &[&str] = &["euh", "heu", "hum"];
/// Articles and small words in front of a name that begins behind something else.
const ARTICLES: &[&str] = &[
    "le", "la", "l'", "les", "un", "une", "des", "du", "de", "d'", "de la", "de l'", "pour", "pour le",
    "pour la", "pour les", "pour un", "pour une", "et",
];
/// Small words that lose their sense when what followed them is gone.
const LINKS: &[&str] = &[
    "de", "d'", "du", "des", "à", "au", "aux", "en", "et", "pour", "par", "le", "la", "les", "l'", "un",
    "une",
];

/// What was dropped at the beginning.
#[derive(Clone, Copy)]
pub(super) struct Opening {
    end: usize,
    presented: bool,
}

/// Drops the words that only begin, end or delay a phrase.
pub(super) fn drop_fillers(phrase: &mut Phrase) -> Opening {
    let mut opening = Opening {
        end: 0,
        presented: false,
    };
    loop {
        let at = phrase.past_signs(opening.end);
        let opener = phrase.longest(at, OPENERS);
        let presenter = phrase.longest(at, PRESENTERS);
        if opener + presenter == 0 {
            break;
        }
        opening.presented |= presenter > 0;
        opening.end = at + opener.max(presenter);
    }
    phrase.take(0..opening.end);
    let mut end = phrase.len();
    loop {
        let closer = phrase.longest_before(end, CLOSERS);
        if closer == 0 && (end == 0 || !phrase.is_sign(end - 1)) {
            break;
        }
        end -= closer.max(1);
    }
    phrase.take(end..phrase.len());
    for at in 0..phrase.len() {
        if phrase.is_one_of(at, HESITATIONS) {
            phrase.take(at..at + 1);
        }
    }
    opening
}

/// The name: what is kept, trimmed, its first letter a capital, at most 80 characters, cut between words. A comma goes
/// before the words set `aside`.
pub(super) fn name(phrase: &mut Phrase, opening: Opening, aside: Option<usize>) -> Option<String> {
    trim(phrase, opening, aside);
    let mut text = String::new();
    let mut last = None;
    for at in (0..phrase.len()).filter(|at| phrase.is_kept(*at)) {
        match last {
            None => {}
            Some(_) if aside == Some(at) => text.push_str(", "),
            Some(last) if last + 1 == at => {
                let both = phrase.raw(last..at + 1);
                let inner = both.len() - phrase.raw(at..at + 1).len();
                text.push_str(&both[phrase.raw(last..at).len()..inner]);
            }
            Some(_) => text.push(' '),
        }
        text.push_str(phrase.raw(at..at + 1));
        last = Some(at);
    }
    fit(&text)
}

/// Takes the signs beside gaps, and the small words that tied the name to what is gone.
fn trim(phrase: &mut Phrase, opening: Opening, aside: Option<usize>) {
    loop {
        let Some(first) = (0..phrase.len()).find(|at| phrase.is_kept(*at)) else {
            return;
        };
        let behind_something = opening.presented || first > opening.end;
        let articles = phrase.longest(first, ARTICLES);
        let drop = if is_trimmed(phrase, first) {
            1
        } else if behind_something && aside != Some(first) {
            articles
        } else {
            0
        };
        if drop == 0 {
            break;
        }
        phrase.take(first..first + drop);
    }
    for at in (0..phrase.len()).rev() {
        let before_gap = at + 1 < phrase.len() && !phrase.is_kept(at + 1);
        let beside_gap = before_gap || at + 1 == phrase.len() || (at > 0 && !phrase.is_kept(at - 1));
        let nothing_behind = (at + 1..phrase.len()).all(|at| !phrase.is_kept(at));
        let loose = nothing_behind && before_gap && phrase.is_one_of(at, LINKS);
        if phrase.is_kept(at) && ((beside_gap && is_trimmed(phrase, at)) || loose) {
            phrase.take(at..at + 1);
        }
    }
}

fn is_trimmed(phrase: &Phrase, at: usize) -> bool {
    phrase.is_sign(at) || phrase.is_one_of(at, &["/", "€", "=", "+", "*"])
}

/// A text as a name that [`Name`] accepts, or None when there is no letter or digit in it.
pub(super) fn fit(text: &str) -> Option<String> {
    let mut chars = text.chars();
    let capital: String = chars.next()?.to_uppercase().chain(chars).collect();
    if !capital.chars().any(char::is_alphanumeric) {
        return None;
    }
    let mut cut = String::new();
    for word in capital.split_whitespace() {
        let blank = usize::from(!cut.is_empty());
        if cut.chars().count() + blank + word.chars().count() > NAME {
            break;
        }
        if blank > 0 {
            cut.push(' ');
        }
        cut.push_str(word);
    }
    if cut.is_empty() {
        cut = capital.chars().take(NAME).collect();
    }
    cut.trim_end_matches([',', ';', ':', ' '])
        .parse::<Name>()
        .ok()
        .map(String::from)
}
