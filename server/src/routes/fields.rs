use axum::extract::{Form, FromRequest, Request, rejection::FormRejection};
use std::str::FromStr;

/// The fields of a form that was sent, as typed.
pub struct Fields(Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = FormRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, FormRejection> {
        Form::from_request(request, state)
            .await
            .map(|Form(fields)| Self(fields))
    }
}

impl Fields {
    /// A field's text; empty when the form has no such field.
    pub fn text(&self, name: &str) -> String {
        self.find(name).unwrap_or_default().to_owned()
    }

    /// A field as something that can be read from text; none when it is missing or cannot.
    pub fn read<T: FromStr>(&self, name: &str) -> Option<T> {
        self.find(name)?.parse().ok()
    }

    /// Every field of that name as something that can be read from text, or the first reason why one cannot.
    pub fn all<T: FromStr>(&self, name: &str) -> Result<Vec<T>, T::Err> {
        let named = self.0.iter().filter(|(key, _)| key == name);
        named.map(|(_, value)| value.parse()).collect()
    }

    /// Whether the form has the field at all.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Fields whose names begin so, without that beginning.
    pub fn beginning<'a>(&'a self, with: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0
            .iter()
            .filter_map(move |(name, value)| Some((name.strip_prefix(with)?, value.as_str())))
    }

    /// All of them, as typed.
    pub fn all_as_typed(&self) -> Vec<(String, String)> {
        self.0.clone()
    }

    fn find(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}
