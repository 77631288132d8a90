//! Groups: named sets of permissions in an account.

use crate::{error::AppError, notice::Done};
use entente_domain::{
    list::Page,
    usecases::groups::{GroupForm, GroupMembers, GroupRow, GroupView},
};
use leptos::prelude::*;

/// A page of the list; `query` is the URL's.
#[server(prefix = "/sfn", endpoint = "groups/list")]
pub async fn groups_list(
    #[server(default)] account: String,
    #[server(default)] query: String,
) -> Result<Page<GroupRow>, AppError> {
    let query = entente_domain::usecases::groups::GROUPS.parse(&query);
    Ok(crate::ctx::use_cases()
        .groups
        .list(&crate::ctx::caller_in(&account)?, query)
        .await?)
}

/// One group.
#[server(prefix = "/sfn", endpoint = "groups/find")]
pub async fn groups_find(
    #[server(default)] account: String,
    #[server(default)] group: String,
) -> Result<GroupView, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases()
        .groups
        .find(&caller, crate::ctx::id(&group)?)
        .await?)
}

/// Makes a group.
#[server(prefix = "/sfn", endpoint = "groups/create")]
pub async fn groups_create(
    #[server(default)] account: String,
    #[server(flatten)] form: GroupForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let name = form.name.trim().to_owned();
    crate::ctx::use_cases().groups.create(&caller, form).await?;
    Ok(crate::ctx::done(
        &format!("Group {name} added."),
        Some(format!("/{account}/groups")),
    ))
}

/// Saves a group.
#[server(prefix = "/sfn", endpoint = "groups/save")]
pub async fn groups_save(
    #[server(default)] account: String,
    #[server(default)] group: String,
    #[server(default)] revision: String,
    #[server(flatten)] form: GroupForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let revision = crate::ctx::number(&revision);
    crate::ctx::use_cases()
        .groups
        .save(&caller, crate::ctx::id(&group)?, revision, form)
        .await?;
    Ok(crate::ctx::done("Group saved.", Some(format!("/{account}/groups"))))
}

/// Deletes a group.
#[server(prefix = "/sfn", endpoint = "groups/delete")]
pub async fn groups_delete(
    #[server(default)] account: String,
    #[server(default)] group: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .groups
        .delete(&caller, crate::ctx::id(&group)?)
        .await?;
    Ok(crate::ctx::done("Group deleted.", Some(format!("/{account}/groups"))))
}

/// Who is in a group.
#[server(prefix = "/sfn", endpoint = "groups/members")]
pub async fn groups_members(
    #[server(default)] account: String,
    #[server(default)] group: String,
) -> Result<GroupMembers, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases()
        .groups
        .members(&caller, crate::ctx::id(&group)?)
        .await?)
}

/// Adds users to a group.
#[server(prefix = "/sfn", endpoint = "groups/add_members")]
pub async fn groups_add_members(
    #[server(default)] account: String,
    #[server(default)] group: String,
    #[server(default)] users: Vec<String>,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let users = users
        .iter()
        .map(|user| crate::ctx::id(user))
        .collect::<Result<Vec<_>, _>>()?;
    let added = crate::ctx::use_cases()
        .groups
        .add_members(&caller, crate::ctx::id(&group)?, users)
        .await?;
    let words = if added == 1 {
        "1 user added.".to_owned()
    } else {
        format!("{added} users added.")
    };
    Ok(crate::ctx::done(&words, None))
}

/// Takes a user out of a group.
#[server(prefix = "/sfn", endpoint = "groups/remove_member")]
pub async fn groups_remove_member(
    #[server(default)] account: String,
    #[server(default)] group: String,
    #[server(default)] user: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let name = crate::ctx::use_cases()
        .groups
        .remove_member(&caller, crate::ctx::id(&group)?, crate::ctx::id(&user)?)
        .await?;
    Ok(crate::ctx::done(
        &format!("{name} is not in this group any more."),
        None,
    ))
}
