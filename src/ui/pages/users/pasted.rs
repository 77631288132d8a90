//! *Paste addresses*: a list goes in, what would become of every entry comes out, then everybody who can be invited
//! is. The page is the answer to both of its forms, also without JavaScript: a list of five hundred fits no flash.

use super::{called, groups::GroupsField};
use crate::{
    answer::{Answer, answered},
    browser,
    components::{
        Alert, ButtonLink, Crumb, Disclosure, ExpiryField, Form, FormAction, Head, HiddenField, Load, ManagersPage,
        PageHead, Status, StatusBadge, Submit, Table, TextArea, Tone,
    },
    frame::Page,
    list::cell,
    place::{in_account, use_account},
    server_fns::users::{UsersCheckPasted, UsersChoices, UsersInvitePasted},
};
use entente_domain::{
    permission::Module,
    usecases::users::{Fate, GroupChoice, Pasted, PastedForm, PastedRow},
};
use leptos::prelude::*;

const RESULT: &str = "pasted-result";
/// Those who are invited when the list is sent.
const INVITED: &[Fate] = &[Fate::Invite, Fate::Join];

/// What the loaded value is called in `view!`, which takes no generic types.
type Choices = Vec<GroupChoice>;

/// What the parts of the page share.
#[derive(Clone)]
struct Place {
    account: String,
    choices: Choices,
    check: FormAction,
    send: FormAction,
}

impl Place {
    fn page(&self) -> String {
        in_account(&self.account, "users/invite")
    }
}

/// The page.
#[component]
pub fn PasteAddressesPage() -> impl IntoView {
    let account = use_account();
    let choices = Answer::new(move || UsersChoices { account: account.get() });
    let (check, send) = (
        FormAction::of::<UsersCheckPasted>(),
        FormAction::of::<UsersInvitePasted>(),
    );
    let pasted = answered::<Pasted>(&[check, send]);
    Effect::new(move |before: Option<()>| {
        pasted.track();
        if before.is_some() {
            request_animation_frame(|| {
                browser::focus(RESULT);
            });
        }
    });
    view! {
        <Page>
            <ManagersPage module=Module::Users>
                <PageHead
                    title="Paste addresses"
                    lead="Invite many at once. Before anything is sent you see what becomes of every entry."
                    crumbs=vec![Crumb::new("Users", in_account(&account.get_untracked(), "users"))]
                />
                <Load
                    resource=choices
                    view=move |choices: Choices| {
                        let place = Place {
                            account: account.get_untracked(),
                            choices,
                            check,
                            send,
                        };
                        view! { {move || pasted.with(|pasted| body(&place, pasted.as_ref()))} }.into_any()
                    }
                />
            </ManagersPage>
        </Page>
    }
    .into_any()
}

fn body(place: &Place, pasted: Option<&Pasted>) -> AnyView {
    let Some(pasted) = pasted else {
        return paste(place, &PastedForm::default());
    };
    let rows = pasted.rows.iter().map(|row| entry(place, row, pasted)).collect();
    view! {
        <div class="stack">
            {result(pasted)}
            {next(place, pasted)}
            <Table
                label="Entries"
                heads=vec![Head::Text("Entry"), Head::Text("What becomes of it"), Head::Text("Note")]
                rows=rows
            />
        </div>
    }
    .into_any()
}

/// What can be done now; above the entries, of which there may be five hundred.
fn next(place: &Place, pasted: &Pasted) -> AnyView {
    let form = paste(place, &pasted.form);
    let invited = pasted.count(INVITED);
    if !pasted.sent {
        return view! {
            {(invited > 0).then(|| send(place, pasted, invited))}
            <Disclosure open="Change the list">{form}</Disclosure>
        }
        .into_any();
    }
    let (words, back) = if pasted.form.text.is_empty() {
        ("Paste more", "primary")
    } else {
        ("Go on with what is left in the list", "")
    };
    view! {
        <div class="actions">
            <ButtonLink href=in_account(&place.account, "users") kind=back>"Back to users"</ButtonLink>
        </div>
        <Disclosure open=words>{form}</Disclosure>
    }
    .into_any()
}

/// The box for the list, and the groups.
fn paste(place: &Place, form: &PastedForm) -> AnyView {
    let (place, form) = (place.clone(), form.clone());
    view! {
        <Form action=place.check page=place.page() class="form paste">
            <HiddenField name="account" value=place.account.clone()/>
            <TextArea
                name="text"
                label="Names and addresses"
                hint="As mail programs write them: Ann Lee <ann@example.com>; bob@example.com. Semicolons, commas or line breaks stand between; at most 500 go at once."
                value=form.text.clone()
                rows=8
            />
            <GroupsField
                hint="Everybody in the list may do what any of them allows."
                chosen=form.groups.clone()
                groups=place.choices.clone()
            />
            <ExpiryField value=form.expiry_days.clone()/>
            <div class="form-actions">
                <Submit icon="arrow-right">"Check"</Submit>
                <a class="button quiet" href=in_account(&place.account, "users")>"Cancel"</a>
            </div>
        </Form>
    }
    .into_any()
}

/// What becomes, or became, of the list as a whole.
fn result(pasted: &Pasted) -> AnyView {
    let (invited, all) = (pasted.count(INVITED), pasted.rows.len());
    let heading = match (pasted.sent, invited) {
        (false, _) => format!("{invited} of {all} will be invited"),
        (true, _) => invited_in_words(pasted),
    };
    let limit = (!pasted.limit.is_empty()).then(|| {
        let title = format!("{} over the limit", waiting(pasted.count(&[Fate::Later])));
        let limit = pasted.limit.clone();
        view! {
            <Alert tone=Tone::Warning title=title>
                <p>{limit}" They stay in the list, to be sent then."</p>
            </Alert>
        }
    });
    let no_mail = (!pasted.mail_configured && invited > 0).then(|| {
        view! {
            <Alert tone=Tone::Info title="No mail server is set">
                <p>"Nobody gets a mail: copy each link from the list of users and hand it over yourself."</p>
            </Alert>
        }
    });
    let others = Fate::ALL.iter().filter(|fate| !INVITED.contains(fate));
    let counts = others
        .map(|&fate| (fate, pasted.count(&[fate])))
        .filter(|&(_, count)| count > 0)
        .map(|(fate, count)| view! { <span>{format!("{}: {count}", fate.label())}</span> })
        .collect_view();
    view! {
        <div>
            <h2 id=RESULT tabindex="-1">{heading}</h2>
            <p class="meta">{counts}</p>
        </div>
        {limit}
        {no_mail}
    }
    .into_any()
}

fn waiting(number: usize) -> String {
    if number == 1 {
        "1 entry is".to_owned()
    } else {
        format!("{number} entries are")
    }
}

fn send(place: &Place, pasted: &Pasted, invited: usize) -> AnyView {
    let (place, form) = (place.clone(), pasted.form.clone());
    let words = match (pasted.mail_configured, invited) {
        (true, 1) => "Send 1 invitation".to_owned(),
        (true, _) => format!("Send {invited} invitations"),
        (false, 1) => "Make 1 invitation".to_owned(),
        (false, _) => format!("Make {invited} invitations"),
    };
    view! {
        <Form action=place.send page=place.page()>
            <HiddenField name="account" value=place.account.clone()/>
            <HiddenField name="text" value=form.text.clone()/>
            {form.groups.iter().map(|id| view! { <HiddenField name="groups[]" value=id.clone()/> }).collect_view()}
            <HiddenField name="expiry_days" value=form.expiry_days.clone()/>
            <div class="actions"><Submit icon="send">{words}</Submit></div>
        </Form>
    }
    .into_any()
}

/// What became of an entry that is invited is said otherwise once it is.
#[derive(Debug, Clone, Copy)]
struct Shown {
    fate: Fate,
    sent: bool,
}

impl Status for Shown {
    fn badge(self) -> (Tone, &'static str, &'static str) {
        match self.fate {
            Fate::Invite if self.sent => (Tone::Success, "check-circle", "Invited"),
            Fate::Join if self.sent => (Tone::Success, "check-circle", "Invited to join"),
            Fate::Invite | Fate::Join => (Tone::Success, "send", self.fate.label()),
            Fate::Member => (Tone::Neutral, "user-check", self.fate.label()),
            Fate::Invited => (Tone::Info, "mail", self.fate.label()),
            Fate::Later => (Tone::Warning, "clock", self.fate.label()),
            Fate::Twice => (Tone::Neutral, "copy", self.fate.label()),
            Fate::Unreadable => (Tone::Danger, "cross-circle", self.fate.label()),
        }
    }
}

fn entry(place: &Place, row: &PastedRow, pasted: &Pasted) -> AnyView {
    let status = Shown {
        fate: row.fate,
        sent: pasted.sent,
    };
    let name = called(&row.name, &row.text).to_owned();
    let name = if row.key.is_empty() {
        view! { <span class="cell-line">{name}</span> }.into_any()
    } else {
        let href = in_account(&place.account, &format!("users/{}", row.key));
        view! { <a class="cell-title" href=href>{name}</a> }.into_any()
    };
    let address = (!row.name.is_empty()).then(|| view! { <span class="cell-sub">{row.text.clone()}</span> });
    view! {
        <tr>
            <td class="cell-main" data-label="Entry">{name}{address}</td>
            <td data-label="What becomes of it"><StatusBadge status=status/></td>
            <td data-label="Note">{cell::text(&note(row, pasted))}</td>
        </tr>
    }
    .into_any()
}

fn note(row: &PastedRow, pasted: &Pasted) -> String {
    match row.fate {
        Fate::Invite | Fate::Join if pasted.sent && pasted.mail_configured => "The mail is queued.".to_owned(),
        Fate::Invite if pasted.mail_configured => "Gets a mail with a link to register.".to_owned(),
        Fate::Join if pasted.mail_configured => "Is known here; gets a mail with a link to join.".to_owned(),
        Fate::Join => "Is known here; the link leads to joining.".to_owned(),
        Fate::Twice => "Stands further above already.".to_owned(),
        _ => row.note.clone(),
    }
}

/// "12 people are invited.".
pub(crate) fn invited_in_words(pasted: &Pasted) -> String {
    match pasted.count(INVITED) {
        0 => "Nobody was invited.".to_owned(),
        1 => "1 person is invited.".to_owned(),
        number => format!("{number} people are invited."),
    }
}
