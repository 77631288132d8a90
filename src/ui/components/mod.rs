//! Reusable parts of pages, with typed properties and no rules.
//!
//! Here belong: what more than one page shows. Here do not belong: loading data, words of a single page. To add
//! one: a file here, its style in `style/`, and the class names in both.

mod basics;
mod choice;
mod confirm;
mod copy;
mod deliveries;
mod document;
mod events_link;
mod expiry;
mod field;
mod form;
mod invitation_actions;
mod load;
mod managers;
mod menu;
mod new_password;
mod page_head;
mod problem;
mod question;
mod status;
mod steps;
mod table;
mod text_area;
mod theme;
mod time;
mod wiring;

pub use basics::{Alert, ButtonLink, Card, DeadEnd, EmptyState, Fact, Facts, Icon};
pub use choice::{Checkbox, CheckboxList, RadioGroup, SelectField, SwitchField};
pub use confirm::{Confirm, Disclosure};
pub use copy::{CopyAction, CopyButton, CopyField, Id};
pub use deliveries::Deliveries;
pub use document::DocumentSheet;
pub use events_link::EventsLink;
pub use expiry::{ExpiryField, days_in_words};
pub use field::{EmailField, HiddenField, PasswordField, TextField};
pub use form::{Form, FormAction, FormState, NativeForm, Submit};
pub use invitation_actions::{InvitationActions, InvitationForms};
pub(crate) use load::waiting;
pub use load::{Load, LoadInAccount};
pub use managers::{ForManagers, ManagersPage};
pub use menu::Menu;
pub use new_password::NewPasswordField;
pub(crate) use page_head::Arrived;
pub use page_head::{Crumb, PageHead};
pub use problem::ProblemView;
pub use question::{Asking, Question, QuestionDialog, QuestionLink, Touched, TouchedList};
pub use status::{Badge, Status, StatusBadge, Tone};
pub use steps::{Step, StepState, Stepper, Tab, Tabs};
pub use table::{Head, Table};
pub use text_area::TextArea;
pub use theme::ThemeSwitch;
pub use time::{Time, Timeline};
