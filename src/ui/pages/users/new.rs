//! *Add user*: General → Groups → Summary. What was entered stands in the address, so that each step can be gone
//! back to, and nothing is kept before the last.

use crate::{
    answer::Answer,
    components::{
        CheckboxList, Crumb, EmailField, Fact, Facts, Form, FormAction, HiddenField, Load, PageHead, Step, StepState,
        Stepper, Submit, TextField,
    },
    error::AppError,
    frame::Page,
    place::{in_account, use_account, use_param},
    server_fns::users::{UsersCheck, UsersChoices, UsersInvite},
};
use entente_domain::{
    Problem,
    usecases::{Choice, users::UserForm},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

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
type Choices = Vec<Choice>;

/// The step that the address names, or the first one that lacks something.
#[component]
pub fn AddUserPage() -> impl IntoView {
    let (account, step, query) = (use_account(), use_param("step"), use_query_map());
    let choices = Answer::new(move || UsersChoices { account: account.get() });
    let form = move || {
        query.with(|query| UserForm {
            seen: String::new(),
            name: query.get("name").unwrap_or_default(),
            email: query.get("email").unwrap_or_default(),
            groups: query
                .get("groups")
                .unwrap_or_default()
                .split(',')
                .filter(|id| !id.is_empty())
                .map(str::to_owned)
                .collect(),
        })
    };
    view! {
        <Page kind="narrow">
            <PageHead title="Add user" crumbs=vec![Crumb::new("Users", in_account(&account.get_untracked(), "users"))]/>
            <Load
                resource=choices
                view=move |choices: Choices| {
                    let account = account.get_untracked();
                    view! { {move || at(&account, AddUserStep::of(&step.get()), &form(), &choices)} }.into_any()
                }
            />
        </Page>
    }
    .into_any()
}

fn at(account: &str, asked: AddUserStep, form: &UserForm, choices: &[Choice]) -> AnyView {
    let step = match asked {
        AddUserStep::Summary if form.groups.is_empty() => AddUserStep::Groups,
        step => step,
    };
    let step = if form.email.is_empty() {
        AddUserStep::General
    } else {
        step
    };
    let now = AddUserStep::ALL.iter().position(|one| *one == step).unwrap_or(0);
    let steps = AddUserStep::ALL
        .iter()
        .enumerate()
        .map(|(index, one)| Step {
            label: one.label(),
            href: one.path(account, form),
            state: match index.cmp(&now) {
                std::cmp::Ordering::Less => StepState::Done,
                std::cmp::Ordering::Equal => StepState::Now,
                std::cmp::Ordering::Greater => StepState::Later,
            },
        })
        .collect();
    let body = match step {
        AddUserStep::General => general(account, form),
        AddUserStep::Groups => groups(account, form, choices),
        AddUserStep::Summary => summary(account, form, choices),
    };
    view! {
        <Stepper steps=steps/>
        {body}
    }
    .into_any()
}

fn back(account: &str, step: AddUserStep, form: &UserForm) -> AnyView {
    view! { <a class="button quiet" href=step.path(account, form)>"Back"</a> }.into_any()
}

fn general(account: &str, form: &UserForm) -> AnyView {
    let action = FormAction::of::<UsersCheck>();
    let (account, form) = (account.to_owned(), form.clone());
    view! {
        <Form action=action>
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="step" value="general"/>
            {form.groups.iter().map(|id| view! { <HiddenField name="groups[]" value=id.clone()/> }).collect_view()}
            <TextField name="name" label="Name" value=form.name.clone() autocomplete="off" max=100/>
            <EmailField label="E-mail address" value=form.email.clone()/>
            <div class="form-actions">
                <Submit icon="arrow-right">"Next"</Submit>
                <a class="button quiet" href=in_account(&account, "users")>"Cancel"</a>
            </div>
        </Form>
    }
    .into_any()
}

fn groups(account: &str, form: &UserForm, choices: &[Choice]) -> AnyView {
    let action = FormAction::of::<UsersCheck>();
    let (account, form, choices) = (account.to_owned(), form.clone(), choices.to_vec());
    view! {
        <Form action=action>
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="step" value="groups"/>
            <HiddenField name="name" value=form.name.clone()/>
            <HiddenField name="email" value=form.email.clone()/>
            <CheckboxList
                name="groups"
                label="Groups"
                hint="The user may do what any of them allows."
                values=form.groups.clone()
                options=choices.clone()
            />
            <div class="form-actions">
                <Submit icon="arrow-right">"Next"</Submit>
                {back(&account, AddUserStep::General, &form)}
            </div>
        </Form>
    }
    .into_any()
}

fn summary(account: &str, form: &UserForm, choices: &[Choice]) -> AnyView {
    let action = FormAction::of::<UsersInvite>();
    let chosen = |choice: &&Choice| form.groups.contains(&choice.value);
    let names: Vec<String> = choices
        .iter()
        .filter(chosen)
        .map(|choice| choice.label.clone())
        .collect();
    let (account, form, names) = (account.to_owned(), form.clone(), names.join(", "));
    let ids = form.groups.clone();
    let hidden = move || {
        ids.iter()
            .map(|id| view! { <HiddenField name="groups[]" value=id.clone()/> })
            .collect_view()
    };
    let back = back(&account, AddUserStep::Groups, &form);
    let (name, email) = (form.name.clone(), form.email.clone());
    view! {
        <Facts>
            <Fact label="Name" value=form.name.clone()/>
            <Fact label="E-mail address" value=form.email.clone()/>
            <Fact label="Groups" value=names/>
        </Facts>
        <Form action=action>
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="name" value=name.clone()/>
            <HiddenField name="email" value=email.clone()/>
            {hidden()}
            <div class="form-actions">
                <Submit icon="send">"Invite"</Submit>
                {back}
            </div>
        </Form>
    }
    .into_any()
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
        let none = UserForm::default();
        assert_eq!(AddUserStep::General.after(&none).unwrap(), AddUserStep::Groups);
        assert!(AddUserStep::Groups.after(&none).is_err());
    }
}
