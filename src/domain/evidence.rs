//! Evidence: what is kept of every acceptance and decline (`domain.md §6`), and the sentences people accept.
//!
//! The sentences are stored word for word in the evidence; a change here changes no stored row.

crate::words! {
    /// What a person did with a document.
    EvidenceAct {
        /// Accepted it.
        Accepted = "accepted", "accepted";
        /// Turned it down.
        Declined = "declined", "declined";
        /// Nobody signed: the issuer put it in force, or its auto accept did.
        Activated = "activated", "activated by the issuer";
    }
}

crate::words! {
    /// How the address of the signatory was proved.
    Verification {
        /// They came through a link mailed to it.
        MailedLink = "mailed_link", "proved by the mailed link";
        /// They were signed in, and the address had been proved before.
        SignedIn = "signed_in", "signed in, address proved before";
        /// Not at all: a copied link.
        NotVerified = "not_verified", "not verified";
        /// The issuer acted; there is no signatory.
        Issuer = "issuer", "issuer";
    }
}

crate::words! {
    /// How an act came in.
    EvidenceChannel {
        /// Through the link in a mail.
        MailedLink = "mailed link", "mailed link";
        /// Through a link handed over some other way.
        CopiedLink = "copied link", "copied link";
        /// From inside, by somebody signed in.
        SignedIn = "signed in", "signed in";
        /// By the issuer.
        Issuer = "issuer", "issuer";
    }
}

/// The language the sentences below are in.
pub const LANGUAGE: &str = "en";

/// The sentence that is accepted on signing.
pub fn statement(title: &str, version: i64) -> String {
    format!("I have read and accept {title}, version {version}.")
}

/// The sentence that is accepted with an invitation that brings no agreement.
pub fn statement_without_document(inviter: &str) -> String {
    format!("I accept the invitation of {inviter}.")
}

/// The sentence about authority.
pub fn authority_statement(account: &str) -> String {
    format!("I am authorised to sign for {account}.")
}

/// What is kept when somebody turns a document down.
pub fn decline_statement(title: &str, version: i64) -> String {
    format!("I decline {title}, version {version}.")
}

/// What is kept when the issuer creates an account and its contract comes into force at once.
pub const ACTIVATED_AT_ONCE: &str = "Activated by the issuer when it created the account. Nobody has signed.";

/// What is kept when a contract comes into force with the one above it.
pub fn auto_accept_statement(main_contract: &str) -> String {
    format!("Active with contract {main_contract} by auto accept.")
}
