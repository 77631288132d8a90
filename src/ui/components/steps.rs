//! Where one is: the steps of a wizard, the tabs of a page. Both are links.

use super::Icon;
use leptos::prelude::*;

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Finished; its link leads back.
    Done,
    /// The one on the screen.
    Now,
    /// Still to come.
    Later,
}

/// A step of a wizard.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its name.
    pub label: &'static str,
    /// Its page.
    pub href: String,
    /// How far it is.
    pub state: StepState,
}

/// The steps of a wizard: "Step 2 of 5: Agreement".
#[component]
pub fn Stepper(
    /// All of them, in order.
    steps: Vec<Step>,
) -> impl IntoView {
    let count = steps.len();
    let now = steps
        .iter()
        .position(|step| step.state == StepState::Now)
        .map(|index| (index + 1, steps[index].label));
    let now = now.map(|(number, label)| {
        view! { <p class="stepper-now">{format!("Step {number} of {count}: ")}<b>{label}</b></p> }
    });
    let items = steps
        .into_iter()
        .enumerate()
        .map(|(index, step)| match step.state {
            StepState::Done => view! {
                <li class="done">
                    <a href=step.href>
                        <span class="stepper-mark"><Icon name="check" size="small"/></span>
                        {step.label}
                        <span class="visually-hidden">", completed"</span>
                    </a>
                </li>
            }
            .into_any(),
            StepState::Now | StepState::Later => {
                let current = (step.state == StepState::Now).then_some("step");
                view! {
                    <li aria-current=current>
                        <span class="stepper-label"><span class="stepper-mark">{index + 1}</span>{step.label}</span>
                    </li>
                }
                .into_any()
            }
        })
        .collect_view();
    view! { <nav class="stepper" aria-label="Progress">{now}<ol>{items}</ol></nav> }
}

/// A tab: a link to a view of the same page.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Its name.
    pub label: String,
    /// Its page.
    pub href: String,
    /// How many there are behind it.
    pub count: Option<i64>,
    /// The one on the screen.
    pub current: bool,
}

/// Views of the same page.
#[component]
pub fn Tabs(
    /// Names them: "Agreement types".
    label: &'static str,
    /// All of them, in order.
    tabs: Vec<Tab>,
) -> impl IntoView {
    let items = tabs
        .into_iter()
        .map(|tab| {
            let count = tab
                .count
                .map(|count| view! { <span class="tab-count">{crate::list::grouped(count)}</span> });
            view! { <a class="tab" href=tab.href aria-current=tab.current.then_some("page")>{tab.label}" "{count}</a> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=label>{items}</nav> }
}
