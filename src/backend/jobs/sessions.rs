//! Writes when sessions were last used and which account people visited last; both are noted in memory by the
//! requests ([`crate::auth::Seen`]), so that reading a page never writes.

use crate::{
    Backend, Error,
    store::{memberships, sessions, users},
};

impl Backend {
    /// Writes what was noted since the last time.
    pub(crate) async fn write_seen(&self) -> Result<(), Error> {
        let (seen, accounts) = self.seen().take();
        if seen.is_empty() && accounts.is_empty() {
            return Ok(());
        }
        let write = async {
            let mut tx = self.store().write().await?;
            for (session, last) in &seen {
                sessions::update_seen(&mut tx, session, last.at, &last.ip).await?;
            }
            for (user, visit) in &accounts {
                users::update_last_account(&mut tx, user, &visit.account).await?;
                memberships::update_seen(&mut tx, visit.at, &visit.account, user).await?;
            }
            Ok::<_, Error>(tx.commit().await?)
        };
        let written = write.await;
        if written.is_err() {
            self.seen().put_back(seen, accounts);
        }
        written
    }
}
