//! The open invitations that somebody made, by whom they invite.

use crate::{
    Error,
    store::{Connection, word},
};
use entente_domain::invitation::InvitationKind;
use sqlx::{Any, QueryBuilder, Row};

/// An invitation that can be taken.
#[derive(Debug, Clone)]
pub struct MadeRow {
    /// Who made it.
    pub created_by: String,
    /// Its id.
    pub id: String,
    /// Partner or user.
    pub kind: InvitationKind,
    /// The account that the invitee joins.
    pub joins_account_id: String,
    /// The partner's name, or the invited person's name or address; possibly empty.
    pub whom: String,
}

/// The account's invitations that can be taken at `now` and were made by one of these users, the newest first.
pub async fn open_by(
    connection: &mut Connection,
    (account_id, now): (&str, i64),
    users: &[&str],
) -> Result<Vec<MadeRow>, Error> {
    let mut query = QueryBuilder::<Any>::new(
        "SELECT i.created_by, i.id, i.kind, i.joins_account_id,
            CASE WHEN i.kind = 'partner' THEN a.name WHEN i.name = '' THEN coalesce(i.address, '') ELSE i.name END
                AS whom
         FROM invitations i JOIN accounts a ON a.id = i.joins_account_id
         WHERE i.status = 'open' AND i.account_id = ",
    );
    query.push_bind(account_id.to_owned());
    query.push(" AND i.expires_at > ").push_bind(now);
    query.push(" AND i.created_by IN (");
    let mut list = query.separated(", ");
    for user in users {
        list.push_bind((*user).to_owned());
    }
    query.push(") ORDER BY i.created_at DESC, i.id");
    let rows = query.build().fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            Ok(MadeRow {
                created_by: row.try_get("created_by")?,
                id: row.try_get("id")?,
                kind: word(row.try_get("kind")?)?,
                joins_account_id: row.try_get("joins_account_id")?,
                whom: row.try_get("whom")?,
            })
        })
        .collect()
}
