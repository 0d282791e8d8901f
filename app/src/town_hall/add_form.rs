//! A shop typed by hand.

use crate::{
    routes, session, speech,
    ui::{FieldError, Icon},
};
use domain::{
    roster::{EntryError, EntryForm},
    shops::ShopKind,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// A shop that could not be added: shown again with what was typed.
#[derive(Clone, Debug)]
pub struct ShopPosted {
    /// As typed.
    pub form: EntryForm,
    /// What is wrong with each field.
    pub wrong: EntryError,
}

/// On the board, below the list.
#[component]
pub(super) fn AddForm() -> impl IntoView {
    let locale = session::locale();
    let (form, wrong) =
        use_context::<ShopPosted>().map_or_else(Default::default, |posted| (posted.form, posted.wrong));
    let kinds = ShopKind::ALL.iter().map(|kind| {
        view! { <option value=kind.as_str() selected=form.kind == kind.as_str()>{speech::kind(locale, *kind)}</option> }
    });
    let kinds = kinds.collect_view();
    let field = |id: &'static str,
                 name: &'static str,
                 label: &'static str,
                 kind: &'static str,
                 typed: String,
                 says: Option<String>| {
        let is_wrong = says.is_some();
        let error = format!("{id}-error");
        let described = is_wrong.then(|| error.clone());
        view! {
            <div class="field">
                <label class="field__label" for=id>{label}</label>
                {says.map(|says| view! { <FieldError id=error says=says /> })}
                <input class="field__input" id=id name=name type=kind autocomplete="off" value=typed
                    aria-invalid=is_wrong.then_some("true") aria-describedby=described />
            </div>
        }
    };
    let name = wrong.name.map(|wrong| speech::text_error(locale, wrong));
    let address = wrong.address.map(|wrong| speech::text_error(locale, wrong));
    let phone = wrong.phone.map(|wrong| speech::phone_error(locale, wrong));
    view! {
        <section class="section panel" aria-labelledby="add">
            <form class="fields" method="post" action=routes::TOWN_HALL novalidate>
                <h2 id="add">{td_string!(locale, hall.add)}</h2>
                <div class="fields__row">
                    {field("shop-name", "name", td_string!(locale, hall.name), "text", form.name, name)}
                    <div class="field">
                        <label class="field__label" for="kind">{td_string!(locale, hall.kind)}</label>
                        <select class="field__input" id="kind" name="kind">{kinds}</select>
                    </div>
                    {field("shop-address", "address", td_string!(locale, hall.address), "text", form.address, address)}
                    {field("shop-phone", "phone", td_string!(locale, hall.phone), "tel", form.phone, phone)}
                </div>
                <button class="button" type="submit"><Icon name="plus" />" "{td_string!(locale, hall.add_button)}</button>
                <p><a href=routes::ROSTER>{td_string!(locale, hall.whole_list)}</a></p>
            </form>
        </section>
    }
}
