use super::Icon;
use leptos::prelude::*;

/// Something to know before going on.
#[component]
pub fn Notice(
    /// `notice--done`, `notice--failed` or nothing.
    #[prop(default = "")]
    kind: &'static str,
    /// The icon beside it.
    icon: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=format!("notice {kind}") role=if kind == "notice--failed" { "alert" } else { "status" }>
            <Icon name=icon />
            <div class="notice__body">{children()}</div>
        </div>
    }
}

/// What is wrong with a field; `id` is what the field's `aria-describedby` names.
#[component]
pub fn FieldError(
    /// For `aria-describedby`.
    id: String,
    /// One sentence.
    #[prop(into)]
    says: String,
) -> impl IntoView {
    view! { <p class="field__error" id=id><Icon name="alert" />" "{says}</p> }
}
