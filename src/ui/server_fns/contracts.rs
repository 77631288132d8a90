//! Contracts.

use crate::{error::AppError, notice::Done};
use entente_domain::{
    list::Page,
    usecases::contracts::{ContractRow, ContractView, SignForm},
};
use leptos::prelude::*;

/// A page of the list; `query` is the URL's.
#[server(prefix = "/sfn", endpoint = "contracts/list")]
pub async fn contracts_list(
    #[server(default)] account: String,
    #[server(default)] query: String,
) -> Result<Page<ContractRow>, AppError> {
    let query = entente_domain::usecases::contracts::CONTRACTS.parse(&query);
    Ok(crate::ctx::use_cases()
        .contracts
        .list(&crate::ctx::caller_in(&account)?, query)
        .await?)
}

/// One contract.
#[server(prefix = "/sfn", endpoint = "contracts/find")]
pub async fn contracts_find(
    #[server(default)] account: String,
    #[server(default)] contract: String,
) -> Result<ContractView, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases()
        .contracts
        .find(&caller, crate::ctx::id(&contract)?)
        .await?)
}

/// Enrols in an agreement and opens the contract.
#[server(prefix = "/sfn", endpoint = "contracts/enrol")]
pub async fn contracts_enrol(
    #[server(default)] account: String,
    #[server(default)] agreement: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let id = crate::ctx::use_cases()
        .contracts
        .enrol(&caller, crate::ctx::id(&agreement)?)
        .await?;
    Ok(crate::ctx::done(
        "Enrolled. Read and sign.",
        Some(format!("/{account}/contracts/{id}")),
    ))
}

/// Signs as the partner.
#[server(prefix = "/sfn", endpoint = "contracts/sign")]
pub async fn contracts_sign(
    #[server(default)] account: String,
    #[server(default)] contract: String,
    #[server(flatten)] form: SignForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .contracts
        .sign(&caller, crate::ctx::id(&contract)?, form)
        .await?;
    Ok(crate::ctx::done("Signed.", None))
}

/// Rejects, as the partner or, at approval, as the distributor.
#[server(prefix = "/sfn", endpoint = "contracts/reject")]
pub async fn contracts_reject(
    #[server(default)] account: String,
    #[server(default)] contract: String,
    #[server(default)] reason: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .contracts
        .reject(&caller, crate::ctx::id(&contract)?, reason)
        .await?;
    Ok(crate::ctx::done("Contract rejected.", None))
}

/// Approves what the partner signed.
#[server(prefix = "/sfn", endpoint = "contracts/approve")]
pub async fn contracts_approve(
    #[server(default)] account: String,
    #[server(default)] contract: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .contracts
        .approve(&caller, crate::ctx::id(&contract)?)
        .await?;
    Ok(crate::ctx::done("Contract approved.", None))
}

/// Sends it back to the partner with a note.
#[server(prefix = "/sfn", endpoint = "contracts/request_changes")]
pub async fn contracts_request_changes(
    #[server(default)] account: String,
    #[server(default)] contract: String,
    #[server(default)] note: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .contracts
        .request_changes(&caller, crate::ctx::id(&contract)?, note)
        .await?;
    Ok(crate::ctx::done("Changes requested.", None))
}

/// Takes back what was not signed.
#[server(prefix = "/sfn", endpoint = "contracts/withdraw")]
pub async fn contracts_withdraw(
    #[server(default)] account: String,
    #[server(default)] contract: String,
    #[server(default)] note: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .contracts
        .withdraw(&caller, crate::ctx::id(&contract)?, note)
        .await?;
    Ok(crate::ctx::done("Contract withdrawn.", None))
}

/// Ends a contract in force.
#[server(prefix = "/sfn", endpoint = "contracts/terminate")]
pub async fn contracts_terminate(
    #[server(default)] account: String,
    #[server(default)] contract: String,
    #[server(default)] note: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .contracts
        .terminate(&caller, crate::ctx::id(&contract)?, note)
        .await?;
    Ok(crate::ctx::done("Contract terminated.", None))
}

/// Saves the notes.
#[server(prefix = "/sfn", endpoint = "contracts/save_notes")]
pub async fn contracts_save_notes(
    #[server(default)] account: String,
    #[server(default)] contract: String,
    #[server(default)] revision: String,
    #[server(default)] note_to_signee: String,
    #[server(default)] internal_note: String,
) -> Result<Done, AppError> {
    let (caller, revision) = (crate::ctx::caller_in(&account)?, crate::ctx::number(&revision));
    let contracts = crate::ctx::use_cases().contracts;
    contracts
        .save_notes(
            &caller,
            crate::ctx::id(&contract)?,
            revision,
            note_to_signee,
            internal_note,
        )
        .await?;
    Ok(crate::ctx::done("Notes saved.", None))
}
