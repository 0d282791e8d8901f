//! What a town hall decides about a shop or one of its products, and the reasons that it owes for it (Regulation (EU)
//! 2022/2065, art. 17).

use crate::text::{Telling, TextError};
use chrono::Duration;
use thiserror::Error;

words! {
    /// What is done.
    Measure {
        /// Nothing: what was reported may stay.
        Nothing = "nothing",
        /// The merchant is asked to put it right.
        Asked = "asked",
        /// A product is taken out of sight until this is lifted.
        Held = "held",
        /// The shop sells nothing until this is lifted.
        Suspended = "suspended",
        /// An earlier measure ends.
        Lifted = "lifted",
    }
}

/// How long a decision is kept once it holds nobody back any more: as long as the ledger keeps its line.
pub const REMEMBERED: Duration = Duration::days(365);

impl Measure {
    /// Whether it takes something from a merchant: then the reasons must be whole.
    pub const fn restricts(self) -> bool {
        matches!(self, Self::Held | Self::Suspended)
    }

    /// Whether a report is answered by it. Who asks the merchant still has to decide.
    pub const fn answers(self) -> bool {
        !matches!(self, Self::Asked | Self::Lifted)
    }

    /// Whether it is the merchant's to read.
    pub const fn concerns_merchant(self) -> bool {
        !matches!(self, Self::Nothing)
    }
}

words! {
    /// On which rule it is founded.
    Rule {
        /// What nobody may sell.
        Forbidden = "forbidden",
        /// Safety of goods (Regulation (EU) 2023/988).
        Safety = "safety",
        /// Copies (Code de la propriété intellectuelle, art. L335-2, L716-9).
        Counterfeit = "counterfeit",
        /// What misleads (Code de la consommation, art. L121-2).
        Misleading = "misleading",
        /// Alcohol (Code de la santé publique, art. L3342-1).
        Alcohol = "alcohol",
        /// Somebody's picture or data (Code civil, art. 9; Regulation (EU) 2016/679).
        Privacy = "privacy",
        /// Who sells is not said, or not truly (Regulation (EU) 2022/2065, art. 30).
        Identity = "identity",
        /// Another law, named in the words.
        OtherLaw = "other_law",
        /// The market's own terms of use.
        Terms = "terms",
    }
}

impl Rule {
    /// False: not against the law, but against the market's terms.
    pub const fn is_law(self) -> bool {
        !matches!(self, Self::Terms)
    }
}

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementForm {
    /// A word of [`Measure`].
    pub measure: String,
    /// A word of [`Rule`].
    pub rule: String,
    /// What the rule says, and why this is against it.
    pub why: String,
    /// What was seen.
    pub facts: String,
}

/// The reasons of a measure. Nothing here is ever decided by a machine, and the page says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What is done.
    pub measure: Measure,
    /// On which rule; always said of what [restricts](Measure::restricts).
    pub rule: Option<Rule>,
    /// Why this is against it; as above.
    pub why: Option<Telling>,
    /// What was seen, or what is asked for.
    pub facts: Telling,
}

/// Every field that needs another look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Error)]
#[error("some fields need another look")]
pub struct StatementError {
    /// Nothing was chosen.
    pub measure: bool,
    /// The rule is missing.
    pub rule: bool,
    /// What is wrong with the explanation.
    pub why: Option<TextError>,
    /// What is wrong with the facts.
    pub facts: Option<TextError>,
}

impl StatementForm {
    /// A statement, or everything that is wrong at once.
    pub fn parse(&self) -> Result<Statement, StatementError> {
        let mut wrong = StatementError::default();
        let measure = self.measure.parse::<Measure>().ok();
        wrong.measure = measure.is_none();
        let restricts = measure.is_some_and(Measure::restricts);
        // What needs no rule takes none: it would only be left over from another choice.
        let rule = self.rule.parse::<Rule>().ok().filter(|_| restricts);
        wrong.rule = restricts && rule.is_none();
        let why = if restricts {
            self.why.parse().map_err(|why| wrong.why = Some(why)).ok()
        } else {
            None
        };
        let facts = self.facts.parse().map_err(|why| wrong.facts = Some(why));
        match (measure, facts) {
            (Some(measure), Ok(facts)) if wrong == StatementError::default() => Ok(Statement {
                measure,
                rule,
                why,
                facts,
            }),
            _ => Err(wrong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(measure: &str) -> StatementForm {
        StatementForm {
            measure: measure.into(),
            rule: "misleading".into(),
            why: "Un étiquetage trompeur sur l’origine.".into(),
            facts: "L’étiquette dit « Dourdan », le pot vient d’ailleurs.".into(),
        }
    }

    #[test]
    fn who_takes_something_away_says_by_which_rule_and_why() {
        for measure in ["held", "suspended"] {
            let statement = form(measure).parse().unwrap();
            assert_eq!(statement.rule, Some(Rule::Misleading));
            assert!(statement.why.is_some() && statement.measure.restricts());
            let bare = StatementForm {
                rule: String::new(),
                why: " ".into(),
                ..form(measure)
            };
            let wrong = bare.parse().unwrap_err();
            assert!(wrong.rule && wrong.why == Some(TextError::Missing) && wrong.facts.is_none());
        }
    }

    #[test]
    fn what_takes_nothing_away_needs_its_facts_and_no_rule() {
        for measure in ["nothing", "asked", "lifted"] {
            let statement = form(measure).parse().unwrap();
            assert_eq!((statement.rule, statement.why), (None, None), "{measure}");
            let bare = StatementForm {
                facts: String::new(),
                ..form(measure)
            };
            assert_eq!(bare.parse().unwrap_err().facts, Some(TextError::Missing));
        }
        let wrong = StatementForm::default().parse().unwrap_err();
        assert!(wrong.measure && wrong.facts.is_some());
    }

    #[test]
    fn a_report_is_open_until_it_is_decided() {
        let open: Vec<_> = Measure::ALL
            .iter()
            .copied()
            .filter(|measure| !measure.answers())
            .collect();
        assert_eq!(open, [Measure::Asked, Measure::Lifted]);
        assert!(Rule::ALL.iter().filter(|rule| !rule.is_law()).eq([&Rule::Terms]));
    }
}
