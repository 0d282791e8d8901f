//! What a town shows of itself on its market's pages, and what it announces there.

use super::{Days, DaysForm};
use crate::{
    shops::ClosureError,
    text::{Sentence, TextError, optional},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// The colour of the canvas over the town's market. No text stands on it, so every one of them can be read by all.
    #[derive(Default)]
    Awning {
        #[default]
        Tomato = "tomato",
        Basil = "basil",
        Honey = "honey",
        Slate = "slate",
        Sky = "sky",
        Plum = "plum",
    }
}

/// The town's own words and colours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    /// What it says to whoever comes in.
    pub welcome: Option<Sentence>,
    /// The colour of its canvas.
    pub awning: Awning,
    /// Whether it shows how many shops are online.
    pub counts: bool,
}

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontForm {
    /// May be empty.
    pub welcome: String,
    /// The chosen colour.
    pub awning: Awning,
    /// Whether the count is wanted.
    pub counts: bool,
}

impl FrontForm {
    /// The front; what can be wrong is the welcome.
    pub fn parse(&self) -> Result<Front, TextError> {
        Ok(Front {
            welcome: optional(&self.welcome)?,
            awning: self.awning,
            counts: self.counts,
        })
    }
}

impl Front {
    /// As the form shows it again.
    pub fn form(&self) -> FrontForm {
        FrontForm {
            welcome: self.welcome.as_ref().map(Sentence::to_string).unwrap_or_default(),
            awning: self.awning,
            counts: self.counts,
        }
    }
}

/// A sentence or two above every page of the town's market.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// What is said.
    pub words: Sentence,
    /// On which days.
    pub days: Days,
}

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncementForm {
    /// Empty: nothing is announced any more.
    pub words: String,
    /// The days on which it stands.
    pub days: DaysForm,
}

/// What is wrong with an announcement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncementError {
    /// The words.
    pub words: Option<TextError>,
    /// The days.
    pub days: Option<ClosureError>,
}

impl AnnouncementForm {
    /// The announcement, as seen on `today`; none when nothing was typed.
    pub fn parse(&self, today: NaiveDate) -> Result<Option<Announcement>, AnnouncementError> {
        match (optional::<Sentence>(&self.words), self.days.parse(today)) {
            (Ok(None), _) => Ok(None),
            (Ok(Some(words)), Ok(days)) => Ok(Some(Announcement { words, days })),
            (words, days) => Err(AnnouncementError {
                words: words.err(),
                days: days.err(),
            }),
        }
    }
}

impl Announcement {
    /// As the form shows it again.
    pub fn form(&self) -> AnnouncementForm {
        AnnouncementForm {
            words: self.words.to_string(),
            days: self.days.form(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str, from: &str, to: &str) -> Result<Option<Announcement>, AnnouncementError> {
        let form = AnnouncementForm {
            words: words.into(),
            days: DaysForm {
                from: from.into(),
                to: to.into(),
            },
        };
        form.parse("2026-11-24".parse().unwrap())
    }

    #[test]
    fn an_announcement_says_everything_that_is_wrong_at_once() {
        let wrong = AnnouncementError {
            words: Some(TextError::TooLong { max: 200 }),
            days: Some(ClosureError::NotADay),
        };
        assert_eq!(parse(&"é".repeat(201), "hier", ""), Err(wrong));
        let days_only = AnnouncementError { words: None, ..wrong };
        assert_eq!(parse("Marché de Noël", "hier", ""), Err(days_only));
        // Nothing typed takes it down, whatever the days say.
        assert_eq!(parse(" ", "hier", ""), Ok(None));
        let said = parse(" Marché  de Noël ", "", "2026-12-24").unwrap().unwrap();
        assert_eq!(said.form().words, "Marché de Noël");
    }

    #[test]
    fn a_front_comes_back_into_its_form() {
        let form = FrontForm {
            welcome: "Bienvenue chez nous.".into(),
            awning: Awning::Basil,
            counts: true,
        };
        assert_eq!(form.parse().unwrap().form(), form);
        assert_eq!(FrontForm::default().parse().unwrap(), Front::default());
    }
}
