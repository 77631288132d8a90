//! Turning an account's switches, whichever page they stand on.

use crate::{
    Backend, Error,
    auth::Actor,
    store::{
        Transaction,
        accounts::{self, Switch},
        events::NewEvent,
    },
};

impl Backend {
    /// Turns a switch of the actor's account and ends the transaction; nothing happens when it stood so already.
    /// `words` are what the log says of off and of on.
    pub(crate) async fn turn(
        &self,
        mut tx: Transaction,
        actor: &Actor,
        (switch, on): (Switch, bool),
        words: [&str; 2],
    ) -> Result<(), Error> {
        if !accounts::turn(&mut tx, actor.account(), switch, on).await? {
            return Ok(());
        }
        let state = |on: bool| format!(r#"{{"{}":{on}}}"#, switch.column());
        let event = NewEvent {
            object_type: "account",
            object_id: actor.account().as_str(),
            action: "changed",
            what: words[usize::from(on)],
            before: &state(!on),
            after: &state(on),
            ..NewEvent::default()
        };
        self.record(&mut tx, actor, event).await?;
        Ok(tx.commit().await?)
    }
}
