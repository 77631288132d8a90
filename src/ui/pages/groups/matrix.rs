//! The permission matrix: a row per module, a column per level.

use crate::components::FormState;
use entente_domain::{
    permission::{Level, Module, Permissions},
    usecases::access::Place,
};
use leptos::prelude::*;

/// The id of what is said where levels are closed.
const LIMITS: &str = "matrix-limits";

/// One level per module. What the person at the screen does not hold can be taken away, and not given.
#[component]
pub(super) fn Matrix(
    /// What the group holds at present.
    held: Permissions,
    /// The account, and what the person may do in it.
    place: Place,
) -> impl IntoView {
    let heads = Level::ALL.map(|level| view! { <th scope="col">{level.label()}</th> });
    let most = |module| place.permissions.level(module).max(held.level(module));
    let limited = Module::of(place.role).any(|module| most(module) < Level::Manage);
    let rows = Module::of(place.role)
        .map(|module| view! { <ModuleRow module=module level=held.level(module) most=most(module)/> })
        .collect_view();
    view! {
        <fieldset class="fieldset" aria-describedby=limited.then_some(LIMITS)>
            <legend>"Permissions"</legend>
            {limited.then(|| view! { <p class="hint" id=LIMITS>"You can give what you hold yourself."</p> })}
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
