//! Agreements and their versions.

mod edit;
mod list;
mod versions;

use super::support::TestApp;
use entente_domain::{
    id::AgreementId,
    usecases::{
        Caller,
        agreements::{AgreementView, Agreements},
    },
};

async fn find(app: &TestApp, caller: &Caller, id: &AgreementId) -> AgreementView {
    app.backend.find(caller, id.clone()).await.unwrap()
}
