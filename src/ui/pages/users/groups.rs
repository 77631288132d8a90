//! Choosing what somebody may do.

use crate::components::CheckboxList;
use entente_domain::usecases::{Choice, users::GroupChoice};
use leptos::prelude::*;

/// The names of those that are chosen.
pub(super) fn names(groups: &[GroupChoice], chosen: &[String]) -> String {
    let chosen = groups.iter().filter(|group| chosen.contains(&group.id));
    chosen.map(|group| group.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The account's groups. One that holds more than the person may give can be kept where it is chosen already.
#[component]
pub(super) fn GroupsField(
    /// What choosing does.
    hint: &'static str,
    /// Ids of the chosen ones.
    chosen: Vec<String>,
    /// Every group.
    groups: Vec<GroupChoice>,
) -> impl IntoView {
    let not_givable = groups.iter().filter(|group| !group.givable);
    let closed = not_givable.map(|group| group.id.clone()).collect();
    let choice = |group: GroupChoice| Choice {
        hint: if group.givable {
            group.permissions
        } else {
            format!("{} · more than you may give", group.permissions)
        },
        value: group.id,
        label: group.name,
    };
    let options = groups.into_iter().map(choice).collect();
    view! { <CheckboxList name="groups" label="Groups" hint=hint values=chosen options=options closed=closed/> }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_be_given_can_be_kept() {
        let group = |id: &str, givable| GroupChoice {
            id: id.to_owned(),
            name: id.to_owned(),
            permissions: String::new(),
            givable,
        };
        let html = Owner::new().with(|| {
            let groups = vec![group("A", true), group("B", false), group("C", false)];
            view! { <GroupsField hint="" chosen=vec!["C".to_owned()] groups=groups/> }.to_html()
        });
        let input = |value: &str| {
            let attributes = html
                .split("<input")
                .find(|input| input.contains(&format!("value=\"{value}\"")));
            let attributes = attributes.and_then(|input| input.split('>').next()).unwrap();
            (attributes.contains("checked"), attributes.contains("disabled"))
        };
        assert_eq!(
            ["A", "B", "C"].map(input),
            [(false, false), (false, true), (true, false)],
            "{html}"
        );
    }
}
