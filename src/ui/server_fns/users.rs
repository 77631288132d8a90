//! The users of an account: members and invited people.

use crate::{error::AppError, notice::Done, pages::AddUser};
use entente_domain::{
    list::Page,
    usecases::users::{GroupChoice, PastedForm, UserForm, UserRow, UserView},
};
use leptos::prelude::*;

/// A page of the list; `query` is the URL's.
#[server(prefix = "/sfn", endpoint = "users/list")]
pub async fn users_list(
    #[server(default)] account: String,
    #[server(default)] query: String,
) -> Result<Page<UserRow>, AppError> {
    let query = entente_domain::usecases::users::USERS.parse(&query);
    Ok(crate::ctx::use_cases()
        .users
        .list(&crate::ctx::caller_in(&account)?, query)
        .await?)
}

/// Every group, to choose from.
#[server(prefix = "/sfn", endpoint = "users/choices")]
pub async fn users_choices(#[server(default)] account: String) -> Result<Vec<GroupChoice>, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases().users.choices(&caller).await?)
}

/// One user.
#[server(prefix = "/sfn", endpoint = "users/find")]
pub async fn users_find(
    #[server(default)] account: String,
    #[server(default)] user: String,
) -> Result<UserView, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases()
        .users
        .find(&caller, crate::ctx::id(&user)?)
        .await?)
}

/// Where somebody is with *Add user*: `entered` is what an earlier step has sealed. `again` is the id of an invitation
/// that has ended; its name, address and expiry are proposed.
#[server(prefix = "/sfn", endpoint = "users/entered")]
pub async fn users_entered(
    #[server(default)] account: String,
    #[server(default)] step: String,
    #[server(default)] entered: String,
    #[server(default)] again: String,
) -> Result<AddUser, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let users = crate::ctx::use_cases().users;
    let choices = users.choices(&caller).await?;
    let (form, entered) = if entered.is_empty() && !again.is_empty() {
        let key = entente_domain::usecases::users::UserKey::Invited(crate::ctx::id(&again)?);
        let before = users.find(&caller, key).await?;
        before.ended.ok_or_else(AppError::not_found)?;
        let form = UserForm {
            name: before.form.name,
            email: before.form.email,
            expiry_days: before.form.expiry_days,
            ..UserForm::default()
        };
        let entered = seal(&account, &form);
        (Some(form), entered)
    } else {
        (crate::ctx::unseal(&sealed_for(&account), &entered), entered)
    };
    let lost = form.is_none() && !entered.is_empty();
    let form = form.unwrap_or_default();
    Ok(AddUser {
        step: crate::pages::AddUserStep::of(&step).reached(&form),
        form,
        entered: if lost { String::new() } else { entered },
        lost,
        choices,
    })
}

/// The first two steps of *Add user*: checks what was entered and goes on to the next, whose address carries it
/// sealed; with `back` to the first, also with what is wrong.
#[server(prefix = "/sfn", endpoint = "users/check")]
pub async fn users_check(
    #[server(default)] account: String,
    #[server(default)] step: String,
    #[server(default)] back: String,
    #[server(flatten)] form: UserForm,
) -> Result<Done, AppError> {
    use crate::pages::AddUserStep as Step;
    let caller = crate::ctx::caller_in(&account)?;
    let checked = crate::ctx::use_cases().users.check(&caller, form.clone()).await;
    let next = match checked {
        Err(problem) if back.is_empty() || problem.fields.is_empty() => return Err(problem.into()),
        _ if !back.is_empty() => Step::General,
        _ => Step::of(&step).after(&form)?,
    };
    Ok(crate::ctx::done("", Some(next.path(&account, &seal(&account, &form)))))
}

/// What is sealed in one account opens in no other.
#[cfg(feature = "ssr")]
fn sealed_for(account: &str) -> String {
    format!("add-user {account}")
}

#[cfg(feature = "ssr")]
fn seal(account: &str, form: &UserForm) -> String {
    let trimmed = UserForm {
        name: form.name.trim().to_owned(),
        email: form.email.trim().to_owned(),
        ..form.clone()
    };
    crate::ctx::seal(&sealed_for(account), &trimmed)
}

/// Invites somebody.
#[server(prefix = "/sfn", endpoint = "users/invite")]
pub async fn users_invite(
    #[server(default)] account: String,
    #[server(flatten)] form: UserForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let name = form.name.trim().to_owned();
    let invitation = crate::ctx::use_cases().users.invite(&caller, form).await?;
    let page = format!("/{account}/users/{invitation}");
    Ok(crate::ctx::done(&format!("{name} is invited."), Some(page)))
}

/// Says what would become of every entry of a pasted list.
#[server(prefix = "/sfn", endpoint = "users/check_pasted")]
pub async fn users_check_pasted(
    #[server(default)] account: String,
    #[server(flatten)] form: PastedForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let pasted = crate::ctx::use_cases().users.check_pasted(&caller, form).await?;
    Ok(crate::ctx::answered("", &pasted))
}

/// Invites everybody in a pasted list who can be invited.
#[server(prefix = "/sfn", endpoint = "users/invite_pasted")]
pub async fn users_invite_pasted(
    #[server(default)] account: String,
    #[server(flatten)] form: PastedForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let pasted = crate::ctx::use_cases().users.invite_pasted(&caller, form).await?;
    Ok(crate::ctx::answered(&crate::pages::invited_in_words(&pasted), &pasted))
}

/// Saves a member's groups, or an invited person's name, address and groups.
#[server(prefix = "/sfn", endpoint = "users/save")]
pub async fn users_save(
    #[server(default)] account: String,
    #[server(default)] user: String,
    #[server(flatten)] form: UserForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let key = crate::ctx::use_cases()
        .users
        .save(&caller, crate::ctx::id(&user)?, form)
        .await?;
    let page = (key != user).then(|| format!("/{account}/users/{key}"));
    Ok(crate::ctx::done("User saved.", page))
}

/// Ends a member's access. With `next`, a path, goes there: the user's own page ends with it.
#[server(prefix = "/sfn", endpoint = "users/remove")]
pub async fn users_remove(
    #[server(default)] account: String,
    #[server(default)] user: String,
    #[server(default)] next: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .users
        .remove(&caller, crate::ctx::id(&user)?)
        .await?;
    let next = (!next.is_empty()).then_some(next);
    Ok(crate::ctx::done("User removed.", next))
}

/// Leaves an account.
#[server(prefix = "/sfn", endpoint = "users/leave")]
pub async fn users_leave(#[server(default)] account: String) -> Result<Done, AppError> {
    let account = crate::ctx::id(&account)?;
    crate::ctx::use_cases()
        .users
        .leave(&crate::ctx::caller(), account)
        .await?;
    Ok(crate::ctx::done("You have left the account.", Some("/me".to_owned())))
}
