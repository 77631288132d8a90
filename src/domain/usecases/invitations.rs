//! Invitations: what the inviter does with them inside, and the public pages that a link leads to
//! (`domain.md §5`, `screens.md §6`).

use super::{Caller, Problem, When, access::SignedIn, partners::DeliveryRow, users::UserForm, wizard::ActivationLink};
use crate::{
    id::{AccountId, InvitationId},
    invitation::{Channel, InvitationKind, InvitationState},
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The agreement as the invitee reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedDocument {
    /// "Front Street Inc Agreement".
    pub title: String,
    /// The version's number.
    pub version: i64,
    /// The description, line breaks kept.
    pub description: String,
    /// The document's address elsewhere, possibly empty.
    pub link: String,
    /// What the distributor adds for this partner, possibly empty.
    pub note: String,
    /// SHA-256 of the exact bytes shown, in hexadecimal; comes back with the acceptance.
    pub hash: String,
}

/// An invitation that can be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The invitation.
    pub id: InvitationId,
    /// Partner or user.
    pub kind: InvitationKind,
    /// The organisation that invites.
    pub inviter_account: String,
    /// The person who invites.
    pub inviter: String,
    /// The organisation that is invited (partner), or that the user would join.
    pub account: String,
    /// What the invitee becomes: "vendor", "reseller", or the group names and what they may do.
    pub becomes: String,
    /// Until when.
    pub expires: When,
    /// What is to be signed; `None` when there is no agreement.
    pub document: Option<OfferedDocument>,
    /// What happens besides, as sentences: dependent contracts that become active with this one.
    pub consequences: Vec<String>,
    /// The statement that is accepted, word for word.
    pub statement: String,
    /// "I am authorised to sign for Front Street Inc".
    pub authority_statement: String,
    /// How this browser came by the link.
    pub channel: Channel,
    /// The invited name, possibly empty; a proposal for the form.
    pub name: String,
    /// The invited address, possibly empty. It is fixed when the invitation names one.
    pub address: String,
}

/// What a link leads to. Each state is a page of its own, with a next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum InvitationPage {
    /// Nobody is signed in: read, then register or sign in, or decline.
    Offer(Box<Offer>),
    /// The right person is signed in: one click accepts.
    SignedIn {
        /// The offer.
        offer: Box<Offer>,
        /// Name of the person.
        name: String,
        /// Their address.
        email: String,
    },
    /// Somebody else is signed in: both addresses and *Sign out and continue*. The invited one is masked
    /// unless this browser opened the mailed link.
    WrongPerson {
        /// The organisation that invites.
        inviter_account: String,
        /// The invited address as far as it may be shown.
        invited: String,
        /// The invitation names an address, and stays with it.
        bound: bool,
        /// Who is signed in.
        signed_in: String,
    },
    /// The time has passed.
    Expired {
        /// The organisation that invites.
        inviter_account: String,
        /// Since when.
        expired: When,
        /// A request for a new link was sent within the last day.
        asked: bool,
    },
    /// A newer link exists.
    Replaced {
        /// The organisation that invites.
        inviter_account: String,
        /// The newer one can be mailed to the invited address.
        can_mail: bool,
    },
    /// Nobody of the inviting organisation could make it any more.
    Unbacked {
        /// The organisation that invites.
        inviter_account: String,
    },
    /// It has to wait: the account that the user would join is suspended. It works again once that ends.
    Suspended {
        /// The organisation that invites.
        inviter_account: String,
        /// The organisation that the user would join.
        account: String,
    },
    /// Taken back.
    Revoked {
        /// The organisation that invited.
        inviter_account: String,
    },
    /// Taken by the one who looks.
    AcceptedByYou {
        /// Where to go on.
        account: String,
    },
    /// Taken by somebody, or nobody is signed in.
    Accepted {
        /// The organisation that invited.
        inviter_account: String,
        /// Since when.
        accepted: When,
    },
    /// Turned down.
    Declined {
        /// The organisation that invited.
        inviter_account: String,
        /// Since when.
        declined: When,
    },
    /// The link is not known; says nothing more.
    Unknown,
}

/// Accepting, by somebody who registers, who signs in on the same form, or who is signed in.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AcceptForm {
    /// Address; ignored when the invitation names one.
    pub email: String,
    /// Full name, as typed: the signature. Needed for a document and for registering.
    pub name: String,
    /// Position in the organisation, possibly empty.
    pub title: String,
    /// New password, or the present one of an address that has an account; empty when signed in.
    pub password: String,
    /// "true": I have read and accept.
    pub accepted: String,
    /// "true": I am authorised to sign.
    pub authorised: String,
    /// [`OfferedDocument::hash`] of what was shown.
    pub document_hash: String,
}

/// An accepted invitation.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The session to go on with; `None` when the present one stays.
    pub signed_in: Option<SignedIn>,
    /// The account to open.
    pub account: crate::id::AccountId,
}

/// The invitation of a user to a partner's account, as the inviting account sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserInvitation {
    /// Its id.
    pub id: String,
    /// What it is now.
    pub state: InvitationState,
    /// When it expires, expired, or ended otherwise.
    pub at: When,
    /// Why it was declined or revoked, possibly empty.
    pub reason: String,
    /// The link, while the invitation is open or expired and the person may manage partners.
    pub link: Option<ActivationLink>,
    /// Mail so far, the newest first.
    pub deliveries: Vec<DeliveryRow>,
}

/// Open invitations that a member of an account made; they count while somebody else there could make them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeInvitations {
    /// How many.
    pub count: usize,
    /// The newest of them: the page below the account's path, and whom it invites.
    pub some: Vec<(String, String)>,
}

/// Invitations.
#[async_trait]
pub trait Invitations: Send + Sync {
    /// Reads a link's token; returns the invitation it names when the token is genuine, whatever the
    /// invitation's state. Needs no database and changes nothing.
    fn open(&self, token: &str) -> Option<InvitationId>;

    /// What the link leads to, for the one who looks. The browser must have opened a link of this invitation
    /// (`caller.links`), else it is unknown. Changes nothing, ever.
    async fn view(&self, caller: &Caller, id: InvitationId) -> Result<InvitationPage, Problem>;

    /// Accepts: membership, contract, evidence and the auto-accept cascade, all or nothing. Exactly one of
    /// many parallel calls wins. Refused when the document shown is no longer the one on offer, and while the account
    /// to join is suspended. For an unknown address a person is registered, for a known one the password is checked;
    /// both are refused alike.
    async fn accept(&self, caller: &Caller, id: InvitationId, form: AcceptForm) -> Result<Taken, Problem>;

    /// Declines, with an optional reason; the contract is rejected, evidence is kept, the inviter is told.
    async fn decline(&self, caller: &Caller, id: InvitationId, reason: String) -> Result<(), Problem>;

    /// Tells the inviter that a new link is wanted; once a day; makes none.
    async fn ask_for_new_link(&self, caller: &Caller, id: InvitationId) -> Result<(), Problem>;

    /// Mails the newer link to the invited address; for the holder of a replaced one.
    async fn mail_newer_link(&self, caller: &Caller, id: InvitationId) -> Result<(), Problem>;

    /// Renews the expiry and mails the same link again, when the invitation names an address.
    /// `partners: manage` (user invitations: `users: manage`), as for the following.
    async fn resend(&self, caller: &Caller, id: InvitationId) -> Result<(), Problem>;

    /// Makes a new link; every older one says so. Renews the expiry.
    async fn replace_link(&self, caller: &Caller, id: InvitationId) -> Result<(), Problem>;

    /// Kills the link at once and withdraws its contract.
    async fn revoke(&self, caller: &Caller, id: InvitationId, reason: String) -> Result<(), Problem>;

    /// Mails the link to `email`. Names the address for an invitation that had none; for another address than
    /// the present one the invitation is superseded by a new one and the old link dies.
    async fn mail_to(&self, caller: &Caller, id: InvitationId, email: String) -> Result<(), Problem>;

    /// Invites one of a partner's people as an administrator of its account, and mails the link where a mail server is
    /// set; of the form name and address count. Refused once somebody there can manage users: afterwards its own people
    /// invite. `partners: manage`, as for the following.
    async fn invite_to_partner(&self, caller: &Caller, partner: AccountId, form: UserForm) -> Result<(), Problem>;

    /// Corrects name or address of a user whom this account has invited to a partner's: a new invitation takes over, its
    /// link is mailed where a mail server is set, and the old link dies. Refused as inviting is.
    async fn correct(&self, caller: &Caller, id: InvitationId, form: UserForm) -> Result<(), Problem>;
}
