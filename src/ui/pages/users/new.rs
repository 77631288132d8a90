//! *Add user*: General → Groups → Summary. What was entered stands in the address, so that each step can be gone
//! back to, and nothing is kept before the last.

mod steps;

use crate::{
    answer::Answer,
    components::{Crumb, LoadInAccount, ManagersPage, PageHead, Step, StepState, Stepper},
    error::AppError,
    frame::Page,
    place::{in_account, use_account, use_param},
    server_fns::users::UsersChoices,
};
use entente_domain::{
    Problem,
    permission::Module,
    usecases::users::{GroupChoice, UserForm},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use std::cmp::Ordering;

/// A step of *Add user*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddUserStep {
    /// Name and address.
    General,
    /// What the user may do.
    Groups,
    /// Everything once more.
    Summary,
}

impl AddUserStep {
    const ALL: [Self; 3] = [Self::General, Self::Groups, Self::Summary];

    /// The step called `word` in the address; the first one for anything else.
    pub fn of(word: &str) -> Self {
        match word {
            "groups" => Self::Groups,
            "summary" => Self::Summary,
            _ => Self::General,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Groups => "groups",
            Self::Summary => "summary",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::General => "General",
            Self::Groups => "Groups",
            Self::Summary => "Summary",
        }
    }

    fn number(self) -> usize {
        Self::ALL
            .iter()
            .position(|step| *step == self)
            .map_or(1, |index| index + 1)
    }

    /// "Step 2 of 3: Groups".
    fn title(self) -> String {
        format!("Step {} of {}: {}", self.number(), Self::ALL.len(), self.label())
    }

    /// The next step, once this one is complete.
    ///
    /// # Errors
    /// No group is chosen.
    pub fn after(self, form: &UserForm) -> Result<Self, AppError> {
        match self {
            Self::General => Ok(Self::Groups),
            Self::Groups | Self::Summary if form.groups.is_empty() => {
                Err(AppError(Problem::field("groups", "Choose at least one group.")))
            }
            Self::Groups | Self::Summary => Ok(Self::Summary),
        }
    }

    /// Its address, with what was entered.
    pub fn path(self, account: &str, form: &UserForm) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("name", form.name.trim())
            .append_pair("email", form.email.trim())
            .append_pair("groups", &form.groups.join(","));
        format!("/{account}/users/new/{}?{}", self.word(), query.finish())
    }
}

/// What the loaded value is called in `view!`, which takes no generic types.
type Choices = Vec<GroupChoice>;

/// What the address names: a step, and what was entered so far.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    step: AddUserStep,
    form: UserForm,
}

impl Asked {
    /// The step that is named, or the first one that lacks something.
    fn step(&self) -> AddUserStep {
        if self.form.email.is_empty() {
            AddUserStep::General
        } else if self.step == AddUserStep::Summary && self.form.groups.is_empty() {
            AddUserStep::Groups
        } else {
            self.step
        }
    }
}

/// A step on the screen.
#[derive(Clone)]
struct Shown {
    account: String,
    form: UserForm,
    choices: Vec<GroupChoice>,
    mail_configured: bool,
}

impl Shown {
    fn path(&self, step: AddUserStep) -> String {
        step.path(&self.account, &self.form)
    }

    fn list(&self) -> String {
        in_account(&self.account, "users")
    }
}

/// The step that the address names, or the first one that lacks something.
#[component]
pub fn AddUserPage() -> impl IntoView {
    let account = use_account();
    let choices = Answer::new(move || UsersChoices { account: account.get() });
    let asked = use_asked(account);
    view! {
        <Page kind="narrow">
            <ManagersPage module=Module::Users>
                <LoadInAccount
                    resource=choices
                    view=move |choices: Choices, place| {
                        let (account, mail_configured) = (place.id.to_string(), place.mail_configured);
                        let shown = move || {
                            let asked = asked.get();
                            let (account, choices) = (account.clone(), choices.clone());
                            at(asked.step(), &Shown { account, form: asked.form, choices, mail_configured })
                        };
                        view! { {shown} }.into_any()
                    }
                />
            </ManagersPage>
        </Page>
    }
    .into_any()
}

/// What the address asks for. Another page's address, on the way there, changes nothing here: the heading that gets
/// the focus is that page's.
fn use_asked(account: Memo<String>) -> Memo<Asked> {
    let (step, query, path) = (use_param("step"), use_query_map(), use_location().pathname);
    Memo::new(move |before: Option<&Asked>| {
        let here = path.with(|path| path.starts_with(&in_account(&account.get(), "users/new")));
        if let (Some(before), false) = (before, here) {
            return before.clone();
        }
        let value = |name| query.with(|query| query.get(name).unwrap_or_default());
        let groups = value("groups");
        let groups = groups.split(',').filter(|id| !id.is_empty());
        Asked {
            step: AddUserStep::of(&step.get()),
            form: UserForm {
                name: value("name"),
                email: value("email"),
                groups: groups.map(str::to_owned).collect(),
                seen: String::new(),
            },
        }
    })
}

fn at(step: AddUserStep, shown: &Shown) -> AnyView {
    let crumbs = vec![
        Crumb::new("Users", shown.list()),
        Crumb::new("Add user", shown.path(AddUserStep::General)),
    ];
    let body = match step {
        AddUserStep::General => steps::general(shown),
        AddUserStep::Groups => steps::groups(shown),
        AddUserStep::Summary => steps::summary(shown),
    };
    view! {
        <PageHead title=step.title() crumbs=crumbs/>
        <Stepper steps=stepper(step, shown)/>
        {body}
    }
    .into_any()
}

fn stepper(now: AddUserStep, shown: &Shown) -> Vec<Step> {
    let step = |one: &AddUserStep| Step {
        label: one.label(),
        href: shown.path(*one),
        state: match one.number().cmp(&now.number()) {
            Ordering::Less => StepState::Done,
            Ordering::Equal => StepState::Now,
            Ordering::Greater => StepState::Later,
        },
    };
    AddUserStep::ALL.iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_carries_what_was_entered() {
        let form = UserForm {
            seen: String::new(),
            name: " Ann & Bob ".to_owned(),
            email: "ann+1@x.example".to_owned(),
            groups: vec!["UG-1".to_owned(), "UG-2".to_owned()],
        };
        assert_eq!(
            AddUserStep::Groups.path("PA-1", &form),
            "/PA-1/users/new/groups?name=Ann+%26+Bob&email=ann%2B1%40x.example&groups=UG-1%2CUG-2"
        );
        assert_eq!(AddUserStep::of("groups").after(&form).unwrap(), AddUserStep::Summary);
        assert_eq!(AddUserStep::Groups.title(), "Step 2 of 3: Groups");
        let none = UserForm::default();
        assert_eq!(AddUserStep::General.after(&none).unwrap(), AddUserStep::Groups);
        assert!(AddUserStep::Groups.after(&none).is_err());
    }
}
