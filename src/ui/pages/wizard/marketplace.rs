//! Step 3, vendors only: where the vendor's products are sold.

use super::{Carried, Shown, StepActions, agreement::choose, review::agreement_title};
use crate::{
    components::{Alert, Form, FormAction, SwitchField, Tone},
    place::in_account,
    server_fns::wizard::WizardSaveMarketplace,
};
use leptos::prelude::*;

/// The form of the step.
pub(super) fn view(shown: &Shown) -> AnyView {
    if shown.draft.marketplaces.is_empty() {
        return nothing_to_choose(shown);
    }
    let action = FormAction::of::<WizardSaveMarketplace>();
    let shown = shown.clone();
    let form = shown.draft.forms.marketplace.clone();
    let options = shown.draft.marketplaces.clone();
    let agreement = agreement_title(&shown.draft);
    view! {
        <Form action=action>
            <Carried shown=shown.clone()/>
            {choose("marketplace", "Marketplace", form.marketplace.clone(), options.clone())}
            <Alert tone=Tone::Info title="What will be made">
                <p>{format!("A distribution agreement under “{agreement}”, named after the marketplace.")}</p>
            </Alert>
            <SwitchField
                name="auto_accept"
                label="Auto accept"
                hint="On: the distribution contract becomes active together with the program contract. Off: the vendor enrols, and you approve."
                checked=form.auto_accept == "true"
            />
            <StepActions shown=shown.clone()/>
        </Form>
    }
    .into_any()
}

fn nothing_to_choose(shown: &Shown) -> AnyView {
    let make = in_account(&shown.account, "marketplaces/new");
    view! {
        <Alert tone=Tone::Warning title="No marketplace yet">
            <p>"A vendor's products need a marketplace. Make one; the draft waits for you under Add partner."</p>
            <div class="actions"><a class="button primary" href=make>"Add marketplace"</a></div>
        </Alert>
    }
    .into_any()
}
