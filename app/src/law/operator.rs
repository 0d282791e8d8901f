//! Who runs this instance: what the law wants everybody to be able to read (loi n° 2004-575 pour la confiance dans
//! l'économie numérique, art. 1-1; GDPR, art. 13).

/// As the settings say; empty: nobody said it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operator {
    /// Its name, as in "Commune de Dourdan".
    pub name: String,
    /// Street, postcode and town, in one line.
    pub address: String,
    /// Its phone number.
    pub phone: String,
    /// Its e-mail address.
    pub email: String,
    /// Its number in the register: SIREN or SIRET.
    pub number: String,
    /// Who answers for what is published: a person.
    pub publisher: String,
    /// Where the machine stands: name, address and phone of the host, in one line.
    pub host: String,
    /// Who answers about personal data; empty: the operator's e-mail address.
    pub privacy: String,
}

impl Operator {
    /// Where to write about personal data.
    pub fn privacy_contact(&self) -> &str {
        if self.privacy.is_empty() {
            &self.email
        } else {
            &self.privacy
        }
    }
}
