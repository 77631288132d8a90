//! *Add user*: General → Groups → Summary. What was entered stands in the address, sealed, so that each step can be
//! gone back to, and nothing is kept before the last.

mod steps;

use crate::{
    answer::Answer,
    components::{Alert, Crumb, LoadInAccount, ManagersPage, PageHead, Step, StepState, Stepper, Tone},
    error::AppError,
    frame::Page,
    place::{in_account, use_account, use_param},
    server_fns::users::UsersEntered,
};
use entente_domain::{
    Problem,
    permission::Module,
    usecases::users::{GroupChoice, UserForm},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A step of *Add user*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

    /// Its address, with what was entered, sealed.
    pub fn path(self, account: &str, entered: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("entered", entered);
        format!("/{account}/users/new/{}?{}", self.word(), query.finish())
    }

    /// This step, or the first one that lacks something.
    #[must_use]
    pub fn reached(self, form: &UserForm) -> Self {
        if form.email.is_empty() {
            Self::General
        } else if self == Self::Summary && form.groups.is_empty() {
            Self::Groups
        } else {
            self
        }
    }
}

/// Where somebody is with adding a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddUser {
    /// The step.
    pub step: AddUserStep,
    /// What was entered so far.
    pub form: UserForm,
    /// The same, sealed by the server: names and addresses do not belong in an address bar (`quality.md`, Security).
    pub entered: String,
    /// The address carried something that this server did not seal, or with a key that it has no more.
    pub lost: bool,
    /// Every group.
    pub choices: Vec<GroupChoice>,
}

/// What the address names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    account: String,
    step: String,
    entered: String,
    again: String,
}

/// A step on the screen.
#[derive(Clone)]
struct Shown {
    account: String,
    form: UserForm,
    entered: String,
    lost: bool,
    choices: Vec<GroupChoice>,
    mail_configured: bool,
}

impl Shown {
    fn path(&self, step: AddUserStep) -> String {
        step.path(&self.account, &self.entered)
    }

    fn list(&self) -> String {
        in_account(&self.account, "users")
    }
}

/// The step that the address names, or the first one that lacks something.
#[component]
pub fn AddUserPage() -> impl IntoView {
    let account = use_account();
    let asked = use_asked(account);
    let add = Answer::new(move || {
        let Asked {
            account,
            step,
            entered,
            again,
        } = asked.get();
        UsersEntered {
            account,
            step,
            entered,
            again,
        }
    });
    view! {
        <Page kind="narrow">
            <ManagersPage module=Module::Users>
                <LoadInAccount
                    resource=add
                    view=|add: AddUser, place| {
                        let AddUser { step, form, entered, lost, choices } = add;
                        let (account, mail_configured) = (place.id.to_string(), place.mail_configured);
                        at(step, &Shown { account, form, entered, lost, choices, mail_configured })
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
        Asked {
            account: account.get(),
            step: step.get(),
            entered: value("entered"),
            again: value("again"),
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
    let lost = shown.lost.then(|| {
        view! {
            <Alert tone=Tone::Warning title="What was entered could not be read any more">
                <p>"The address is not whole, or older than this installation's key. Enter it again, please."</p>
            </Alert>
        }
    });
    view! {
        <PageHead title=step.title() crumbs=crumbs/>
        <Stepper steps=stepper(step, shown)/>
        {lost}
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
    fn each_step_leads_to_the_next_and_none_is_skipped() {
        let none = UserForm::default();
        let named = UserForm {
            name: "Ann".to_owned(),
            email: "ann@x.example".to_owned(),
            ..UserForm::default()
        };
        let whole = UserForm {
            groups: vec!["UG-1".to_owned()],
            ..named.clone()
        };
        assert_eq!(AddUserStep::General.after(&none).unwrap(), AddUserStep::Groups);
        assert!(AddUserStep::Groups.after(&none).is_err());
        assert_eq!(AddUserStep::of("groups").after(&whole).unwrap(), AddUserStep::Summary);
        assert_eq!(AddUserStep::Groups.title(), "Step 2 of 3: Groups");
        for (form, reached) in [
            (none, AddUserStep::General),
            (named, AddUserStep::Groups),
            (whole, AddUserStep::Summary),
        ] {
            assert_eq!(AddUserStep::of("summary").reached(&form), reached);
        }
    }

    #[test]
    fn the_address_carries_what_was_entered_as_one_value() {
        let path = AddUserStep::Groups.path("PA-1", "a+/=&b");
        assert_eq!(path, "/PA-1/users/new/groups?entered=a%2B%2F%3D%26b");
    }
}
