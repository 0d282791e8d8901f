/// What somebody typed, for the `inner_html` of a text area: Leptos writes the children of one as they are, and whoever types
/// its end would write the page from there on.
pub fn as_typed(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::as_typed;

    #[test]
    fn nobody_ends_a_text_area_by_typing() {
        assert_eq!(
            as_typed("« a & b »</textarea><img src=x>"),
            "« a &amp; b »&lt;/textarea&gt;&lt;img src=x&gt;"
        );
    }
}
