//! The permission matrix: a row per module, a column per level.

use crate::components::FormState;
use entente_domain::{
    permission::{Level, Module, Permissions},
    usecases::access::Place,
};
use leptos::prelude::*;

/// One level per module. What the person at the screen does not hold can be taken away, and not given.
#[component]
pub(super) fn Matrix(
    /// What the group holds at present.
    held: Permissions,
    /// The account, and what the person may do in it.
    place: Place,
) -> impl IntoView {
    let heads = Level::ALL.map(|level| view! { <th scope="col">{level.label()}</th> });
    let rows = Module::of(place.role)
        .map(|module| {
            let most = place.permissions.level(module).max(held.level(module));
            view! { <ModuleRow module=module level=held.level(module) most=most/> }
        })
        .collect_view();
    view! {
        <fieldset class="fieldset">
            <legend>"Permissions"</legend>
            <table class="table matrix">
                <thead>
                    <tr>
                        <th scope="col">"Module"</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </fieldset>
    }
}

#[component]
fn ModuleRow(module: Module, level: Level, most: Level) -> impl IntoView {
    let name = format!("modules[{module}]");
    let typed = FormState::here().and_then(|form| form.typed(&name)?.into_iter().next());
    let chosen = typed.unwrap_or_else(|| level.as_str().to_owned());
    let cells = Level::ALL.map(|level| {
        let words = format!("{}: {}", module.label(), level.label());
        let (checked, disabled) = (chosen == level.as_str(), level > most);
        view! {
            <td>
                <label>
                    <input
                        type="radio"
                        name=name.clone()
                        value=level.as_str()
                        checked=checked
                        disabled=disabled
                    />
                    <span class="visually-hidden">{words}</span>
                </label>
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row">{module.label()}<small class="hint">{module.hint()}</small></th>
            {cells}
        </tr>
    }
}
