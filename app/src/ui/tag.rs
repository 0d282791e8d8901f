use leptos::prelude::*;

/// One of several links to choose from.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its words.
    pub words: String,
    /// How much is behind it; none when that says nothing.
    pub count: Option<u64>,
    /// Where it leads.
    pub address: String,
    /// Whether one is there already.
    pub here: bool,
}

/// Links to choose from, in a row that a thumb can push.
#[component]
pub fn Tags(
    /// What they are, to those who cannot see them.
    label: String,
    /// In their order.
    tags: Vec<Tag>,
) -> impl IntoView {
    let tags = tags.into_iter().map(|tag| {
        view! {
            <li>
                <a class="tag" href=tag.address aria-current=tag.here.then_some("page")>
                    {tag.words}
                    {tag.count.map(|count| view! { " "<span class="tag__count">{count}</span> })}
                </a>
            </li>
        }
    });
    view! { <nav class="tags" aria-label=label><ul class="tags__row" role="list">{tags.collect_view()}</ul></nav> }
}
