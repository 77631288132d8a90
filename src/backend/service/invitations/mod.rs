//! Invitations: what the inviter does with them, and the public pages that a link leads to.
//!
//! - `links`: links, the mail that carries them, its limits.
//! - `held`: an invitation in the hands of whoever opened its link; every public verb begins there.
//! - `backing`: who could make it today.
//! - `view`, `accept` (with `guest`: who accepts, `terms`: what must hold, and `sign`), `decline`, `ask`: the public
//!   pages.
//! - `manage`: resend, replace the link, revoke, mail to another address; `supersede`: another name or address.
//! - `of_partner`: the people of a partner's account, invited and corrected by the distributor.
//!
//! Whoever holds a genuine link may look; only POST verbs write, and each decides again by a guarded UPDATE.

mod accept;
mod ask;
pub(super) mod backing;
mod decline;
mod guest;
mod held;
mod links;
mod manage;
mod of_partner;
mod sign;
pub(super) mod supersede;
mod terms;
mod view;

use crate::Backend;
use async_trait::async_trait;
use entente_domain::{
    Problem,
    id::{AccountId, InvitationId},
    usecases::{
        Caller,
        invitations::{AcceptForm, InvitationPage, Invitations, Taken},
        users::UserForm,
    },
};

#[async_trait]
impl Invitations for Backend {
    fn open(&self, token: &str) -> Option<InvitationId> {
        self.key().read_invitation_token(token).map(|token| token.invitation)
    }

    async fn view(&self, caller: &Caller, id: InvitationId) -> Result<InvitationPage, Problem> {
        self.answer(caller, view::run(self, caller, &id)).await
    }

    async fn accept(&self, caller: &Caller, id: InvitationId, form: AcceptForm) -> Result<Taken, Problem> {
        self.answer(caller, accept::run(self, caller, &id, form)).await
    }

    async fn decline(&self, caller: &Caller, id: InvitationId, reason: String) -> Result<(), Problem> {
        self.answer(caller, decline::run(self, caller, &id, &reason)).await
    }

    async fn ask_for_new_link(&self, caller: &Caller, id: InvitationId) -> Result<(), Problem> {
        self.answer(caller, ask::for_new_link(self, caller, &id)).await
    }

    async fn mail_newer_link(&self, caller: &Caller, id: InvitationId) -> Result<(), Problem> {
        self.answer(caller, ask::for_newer_link(self, caller, &id)).await
    }

    async fn resend(&self, caller: &Caller, id: InvitationId) -> Result<(), Problem> {
        self.answer(caller, manage::resend(self, caller, &id)).await
    }

    async fn replace_link(&self, caller: &Caller, id: InvitationId) -> Result<(), Problem> {
        self.answer(caller, manage::replace_link(self, caller, &id)).await
    }

    async fn revoke(&self, caller: &Caller, id: InvitationId, reason: String) -> Result<(), Problem> {
        self.answer(caller, manage::revoke(self, caller, &id, &reason)).await
    }

    async fn mail_to(&self, caller: &Caller, id: InvitationId, email: String) -> Result<(), Problem> {
        self.answer(caller, manage::mail_to(self, caller, &id, &email)).await
    }

    async fn invite_to_partner(&self, caller: &Caller, partner: AccountId, form: UserForm) -> Result<(), Problem> {
        self.answer(caller, of_partner::invite(self, caller, &partner, &form))
            .await
    }

    async fn correct(&self, caller: &Caller, id: InvitationId, form: UserForm) -> Result<(), Problem> {
        self.answer(caller, of_partner::correct(self, caller, &id, &form)).await
    }
}
