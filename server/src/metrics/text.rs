//! Prometheus' text format, as much of it as is said here. Labels are words of this program and need no escaping.

use services::meters::{BOUNDS, Taken};
use std::fmt::{Display, Write};

/// What a number means.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// It only grows.
    Counter,
    /// It is so just now.
    Gauge,
    /// How often something took how long.
    Histogram,
}

/// What is told, one family of numbers after the other.
#[derive(Debug, Default)]
pub struct Text {
    written: String,
    name: &'static str,
}

impl Text {
    /// From now on it is about this.
    pub fn begin(&mut self, name: &'static str, kind: Kind, help: &str) {
        self.name = name;
        let kind = match kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
        };
        // Writing into a string never fails, here and below.
        let _ = writeln!(self.written, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    /// One number.
    pub fn say(&mut self, labels: &[(&str, &str)], value: impl Display) {
        self.line("", labels, None, value);
    }

    /// A histogram: how many up to each bound, all together, and how many.
    pub fn durations(&mut self, labels: &[(&str, &str)], taken: &Taken) {
        let mut so_far = 0;
        for (bound, count) in BOUNDS.iter().zip(taken.counts) {
            so_far += count;
            let bound = bound.as_secs_f64().to_string();
            self.line("_bucket", labels, Some(&bound), so_far);
        }
        self.line("_bucket", labels, Some("+Inf"), taken.count());
        self.line("_sum", labels, None, taken.sum.as_secs_f64());
        self.line("_count", labels, None, taken.count());
    }

    fn line(&mut self, ending: &str, labels: &[(&str, &str)], le: Option<&str>, value: impl Display) {
        let bound = le.map(|le| ("le", le));
        let labels: Vec<String> = labels
            .iter()
            .copied()
            .chain(bound)
            .map(|(name, value)| format!("{name}=\"{value}\""))
            .collect();
        let labels = if labels.is_empty() {
            String::new()
        } else {
            format!("{{{}}}", labels.join(","))
        };
        let _ = writeln!(self.written, "{}{ending}{labels} {value}", self.name);
    }

    /// All that was told.
    pub fn into_string(self) -> String {
        self.written
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use services::meters::Durations;
    use std::time::Duration;

    #[test]
    fn it_is_written_as_prometheus_reads_it() {
        let mut text = Text::default();
        text.begin("pears", Kind::Gauge, "Pears in the basket");
        text.say(&[], 3);
        text.say(&[("kind", "ripe"), ("from", "here")], 2);
        let took = Durations::default();
        for millis in [1, 1, 300, 60_000] {
            took.note(Duration::from_millis(millis));
        }
        text.begin("walk", Kind::Histogram, "Walks");
        text.durations(&[("way", "home")], &took.taken());
        let said = text.into_string();
        assert!(
            said.starts_with(
                "# HELP pears Pears in the basket\n# TYPE pears gauge\npears 3\npears{kind=\"ripe\",from=\"here\"} 2\n\
                 # HELP walk Walks\n# TYPE walk histogram\nwalk_bucket{way=\"home\",le=\"0.0001\"} 0\n"
            ),
            "{said}"
        );
        for line in [
            "walk_bucket{way=\"home\",le=\"0.001\"} 2",
            "walk_bucket{way=\"home\",le=\"0.25\"} 2",
            "walk_bucket{way=\"home\",le=\"0.5\"} 3",
            "walk_bucket{way=\"home\",le=\"10\"} 3",
            "walk_bucket{way=\"home\",le=\"+Inf\"} 4",
            "walk_sum{way=\"home\"} 60.302",
            "walk_count{way=\"home\"} 4",
        ] {
            assert!(said.lines().any(|said| said == line), "{line} in\n{said}");
        }
    }
}
