use leptos::prelude::*;

/// One of several numbers, with what it counts.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it counts.
    pub name: &'static str,
    /// How many.
    pub value: u64,
    /// Of how many, in words.
    pub of: Option<String>,
    /// Where those are that were counted.
    pub link: Option<&'static str>,
}

impl Figure {
    /// A number by itself.
    pub const fn of(name: &'static str, value: u64) -> Self {
        Self {
            name,
            value,
            of: None,
            link: None,
        }
    }
}

/// Numbers side by side.
#[component]
pub fn Figures(
    /// In their order.
    figures: Vec<Figure>,
) -> impl IntoView {
    let items = figures.into_iter().map(|figure| {
        let value = match figure.link {
            Some(address) => view! { <a href=address>{figure.value}</a> }.into_any(),
            None => figure.value.into_any(),
        };
        let of = figure.of.map(|of| view! { " "<small>{of}</small> });
        view! { <div class="figures__item"><dt>{figure.name}</dt><dd class="figures__value">{value}{of}</dd></div> }
    });
    view! { <dl class="figures">{items.collect_view()}</dl> }
}
