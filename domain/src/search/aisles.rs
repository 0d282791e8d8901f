//! Words for a whole aisle of the market or a kind of shop: whoever types "fromage" means all of the cheesemonger's, whatever
//! the names of the cheeses. French and English; each as its stem, without accents.

use super::distance::within;
use crate::{catalogue::Category, shops::ShopKind};

/// What people call a category, besides the names of what is in it.
pub(super) const fn of_category(category: Category) -> &'static str {
    match category {
        Category::FruitAndVegetables => "fruit legume primeur vegetable",
        Category::BreadAndPastry => "pain patisserie viennoiserie boulangerie bread pastry cake",
        Category::Meat => "viande charcuterie boucherie meat",
        Category::Fish => "poisson poissonnerie fish",
        Category::CheeseAndDairy => "fromage laitage cremerie fromagerie cheese dairy",
        Category::Grocery => "epicerie grocery",
        Category::Ready => "traiteur plat",
        Category::Drinks | Category::TeaAndCoffee => "boisson drink",
        Category::BeerAndWine => "alcool boisson drink alcohol",
        Category::Flowers => "fleur plante flower plant",
        Category::Books => "livre lecture papeterie book",
        Category::Toys => "jouet jeu toy game",
        Category::Clothes => "vetement habit clothe",
        Category::Home => "maison deco decoration home",
        Category::Tools => "outil outillage bricolage tool",
        Category::Beauty => "beaute soin beauty",
        Category::Other => "",
    }
}

/// What people call a kind of shop, and what all of its goods are.
pub(super) const fn of_kind(kind: ShopKind) -> &'static str {
    match kind {
        ShopKind::Grocer => "epicerie epicier grocer",
        ShopKind::Bakery => "boulangerie boulanger patisserie patissier bakery baker",
        ShopKind::Butcher => "boucherie boucher charcuterie charcutier butcher",
        ShopKind::Cheese => "fromagerie fromager cremerie cremier fromage cheese",
        ShopKind::MarketGarden => "maraicher primeur",
        ShopKind::Wine => "caviste cave vin wine",
        ShopKind::Brewery => "brasserie brasseur biere brewery beer",
        ShopKind::Tea => "the tisane infusion tea",
        ShopKind::Florist => "fleuriste florist",
        ShopKind::Books => "librairie libraire papeterie bookshop",
        ShopKind::Toys => "jouet toy",
        ShopKind::Clothes => "vetement mercerie habit",
        ShopKind::Hardware => "quincaillerie quincaillier droguerie bricolage hardware",
        ShopKind::Other => "",
    }
}

/// What a shop of that kind would most likely have if somebody has it: asked for where a town shows none.
const fn asked_of(kind: ShopKind) -> &'static str {
    match kind {
        ShopKind::Grocer => {
            "pate riz sucre farine sel poivre epice vinaigre moutarde conserve biscuit cereale soupe chip sirop"
        }
        ShopKind::Bakery => "pain baguette eclair tarte flan chouquette galette meringue sandwich brioche",
        ShopKind::Butcher => {
            "boeuf veau porc agneau volaille dinde canard lapin steak saucisse merguez boudin lardon pate cote gibier"
        }
        ShopKind::Cheese => {
            "camembert roquefort gruyere emmental reblochon munster raclette fondue mozzarella parmesan creme lait \
             yaourt faisselle beurre feta"
        }
        ShopKind::MarketGarden => {
            "salade tomate courgette aubergine banane orange citron chou navet epinard haricot betterave radi ail \
             echalote persil fraise cerise abricot melon potiron"
        }
        ShopKind::Wine => "champagne bordeaux bourgogne alsace whisky rhum gin cognac armagnac porto pastis",
        ShopKind::Brewery => "ipa stout houblon malt fut pression",
        ShopKind::Tea => "rooibo matcha maccha camomille verveine cafe chocolat theiere",
        ShopKind::Florist => "rose tulipe orchide bouquet muguet geranium terreau pot lys",
        ShopKind::Books => "roman bd manga cahier stylo crayon agenda dictionnaire guide carte atlas gomme",
        ShopKind::Toys => "poupe peluche puzzle lego figurine ballon doudou deguisement toupie",
        ShopKind::Clothes => {
            "pantalon robe jupe manteau veste chaussette chemise pull jean chaussure pyjama ceinture laine"
        }
        ShopKind::Hardware => {
            "vis clou perceuse pile ampoule marteau colle peinture joint cle serrure scie pince tournevis rallonge \
             cheville"
        }
        ShopKind::Other => "",
    }
}

/// Whether such a shop may have what nobody shows; `stems` are of what was typed. A slip of the finger is let pass in words
/// of five letters.
pub fn may_have<'a>(kind: ShopKind, category: Category, mut stems: impl Iterator<Item = &'a str>) -> bool {
    stems.any(|stem| {
        let most = usize::from(stem.len() >= 5);
        let known = [of_kind(kind), of_category(category), asked_of(kind)];
        let mut known = known.into_iter().flat_map(str::split_whitespace);
        known.any(|word| within(stem, word, most).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::stem::stem;

    #[test]
    fn every_word_is_written_as_it_is_compared() {
        let of_kinds = ShopKind::ALL
            .iter()
            .flat_map(|kind| [of_kind(*kind), asked_of(*kind)]);
        let all = of_kinds.chain(Category::ALL.iter().map(|category| of_category(*category)));
        let words = all.flat_map(str::split_whitespace);
        let others: Vec<&str> = words.filter(|word| stem(word) != **word).collect();
        assert_eq!(others, [""; 0]);
    }

    #[test]
    fn the_cremerie_is_asked_for_camembert() {
        let asked = |kind, word| may_have(kind, Category::usual(kind), std::iter::once(word));
        assert!(asked(ShopKind::Cheese, "camembert"));
        assert!(asked(ShopKind::Cheese, "camenbert"));
        assert!(!asked(ShopKind::Books, "camembert"));
        assert!(!asked(ShopKind::Tea, "tee"));
    }
}
