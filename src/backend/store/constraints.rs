//! The one table that turns a violated constraint into the sentence for its field.

use entente_domain::Problem;

/// (part of the database's message, field, sentence)
const TABLE: &[(&str, &str, &str)] = &[
    (
        "partners.account_id, partners.external_id",
        "external_id",
        "Another partner has this external id.",
    ),
    (
        "marketplaces.account_id, marketplaces.name",
        "name",
        "A marketplace with this name exists. Choose another name.",
    ),
    ("users.email", "email", "This address is taken."),
    (
        "invitations.joins_account_id, invitations.kind, invitations.address",
        "email",
        "An open invitation for this address exists. Resend that one, or revoke it first.",
    ),
    (
        "groups.account_id, groups.name",
        "name",
        "A group with this name exists. Choose another name.",
    ),
];

/// The refusal that `error` means for the person, if it is a violated constraint they can do something about.
pub fn problem(error: &sqlx::Error) -> Option<Problem> {
    let error = error.as_database_error()?;
    if !error.is_unique_violation() {
        return None;
    }
    let message = error.message();
    TABLE
        .iter()
        .find(|(part, ..)| message.contains(part))
        .map(|(_, field, sentence)| Problem::field(field, *sentence))
}
