//! Deletes what has ended and nobody looks at any more. Invitations, contracts, evidence and events stay.

use crate::{
    Backend, Error,
    clock::DAY,
    store::{drafts, email_changes, resets, sessions, sign_ins},
};

/// So long after its end a link for a new password or address is forgotten.
const LINKS_KEPT: i64 = DAY;
/// So long after the last change an unfinished wizard is kept.
const DRAFTS_KEPT: i64 = 90 * DAY;

impl Backend {
    /// Deletes what has ended.
    pub(crate) async fn clean_up(&self) -> Result<(), Error> {
        self.throttle().tidy();
        let now = self.now();
        let mut tx = self.store().write().await?;
        sessions::delete_ended(&mut tx, now).await?;
        resets::delete_ended(&mut tx, now - LINKS_KEPT).await?;
        email_changes::delete_ended(&mut tx, now - LINKS_KEPT).await?;
        sign_ins::delete_ended(&mut tx, now).await?;
        drafts::delete_abandoned(&mut tx, now - DRAFTS_KEPT).await?;
        Ok(tx.commit().await?)
    }
}
