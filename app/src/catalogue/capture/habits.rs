//! What the shop's products were before, which the next one will be too unless somebody says otherwise.

use domain::catalogue::{Category, ListingForm, folded};

/// What is known of the shop's products.
#[derive(Clone, Debug, Default)]
pub(super) struct Habits {
    /// Names and where shoppers look for them, the newest first; none: where the shop's goods usually are.
    pub words: Vec<(String, Option<Category>)>,
    /// Where shoppers look for the two newest ones, if they agree: one bottle among fruits makes no cellar.
    pub category: Option<Category>,
}

impl Habits {
    /// Says where shoppers shall look for a product, if nobody did: as for the newest one of that name, else as for the
    /// newest of all.
    pub fn fill(&self, form: &mut ListingForm) {
        if form.category.is_empty() {
            let name = folded(form.name.trim());
            let named = self.words.iter().find(|(known, _)| folded(known) == name);
            let category = named.map_or(self.category, |(_, category)| *category);
            form.category = category.map(|category| category.to_string()).unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_looked_for_where_the_last_of_its_name_was_else_where_the_last_was() {
        let habits = Habits {
            words: vec![
                ("Épeautre".into(), Some(Category::BreadAndPastry)),
                ("Miel".into(), None),
                ("Épeautre".into(), Some(Category::Grocery)),
            ],
            category: Some(Category::BeerAndWine),
        };
        let filled = |name: &str, category: &str| {
            let (name, category) = (name.to_owned(), category.to_owned());
            let mut form = ListingForm {
                name,
                category,
                ..ListingForm::default()
            };
            habits.fill(&mut form);
            form.category
        };
        assert_eq!(filled("epeautre ", ""), Category::BreadAndPastry.to_string());
        assert_eq!(filled("Miel", ""), "");
        assert_eq!(filled("Cidre", ""), Category::BeerAndWine.to_string());
        assert_eq!(filled("Cidre", "toys"), "toys");
    }
}
