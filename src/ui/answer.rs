//! What a server function answers: loaded with the page, and again whenever what is asked changes.
//!
//! In the browser every answer is a text, and is read where it is shown. So there is one kind of resource; one
//! for each type of answer would be half of the program that people have to load.

use crate::{components::FormAction, error::AppError, flash::CurrentFlash, notice::Done};
use leptos::{prelude::*, server::codee::string::FromToStringCodec, server_fn::ServerFn};
use serde::{Serialize, de::DeserializeOwned};
use std::{fmt::Display, marker::PhantomData, pin::Pin};

/// What a page shows of its forms' last answer, also when a form was sent without JavaScript.
pub fn answered<T: DeserializeOwned + Send + Sync + 'static>(actions: &[FormAction]) -> RwSignal<Option<T>> {
    let read = |text: &String| serde_json::from_str(text).ok();
    let flashed = actions.iter().find_map(|action| CurrentFlash::answer(action.path()));
    let shown = RwSignal::new(flashed.as_ref().and_then(read));
    for action in actions {
        let value = action.value();
        Effect::new(move |_| {
            if let Some(Ok(Done {
                answer: Some(answer), ..
            })) = &*value.read()
            {
                shown.set(read(answer));
            }
        });
    }
    shown
}

/// Begins a refusal, as no JSON does.
const REFUSED: char = '!';

/// An answer before it is read: JSON, or an exclamation mark and the problem as JSON.
pub type Text = Resource<String, FromToStringCodec>;

type Asked = Pin<Box<dyn Future<Output = String> + Send>>;

/// What a server function answers.
pub struct Answer<T> {
    text: Text,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Answer<T> {}

/// A server function that answers with `T`.
pub trait Question<T>: ServerFn<Output = T, Error = AppError> + Serialize + DeserializeOwned + 'static {}

impl<T, F: ServerFn<Output = T, Error = AppError> + Serialize + DeserializeOwned + 'static> Question<T> for F {}

impl<T: Serialize + DeserializeOwned + 'static> Answer<T> {
    /// Asks what `question` makes of the signals it reads.
    pub fn new<F: Question<T>>(question: impl Fn() -> F + Send + Sync + 'static) -> Self {
        Self::anew(|| "", question)
    }

    /// The same, and asks again whenever `moment` changes.
    pub fn anew<F: Question<T>, M: Display>(
        moment: impl Fn() -> M + Send + Sync + 'static,
        question: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self {
        let body = Box::new(move || {
            let body = serde_qs::to_string(&question()).unwrap_or_default();
            (moment().to_string(), body)
        });
        Self {
            text: resource(body, ask::<F>),
            of: PhantomData,
        }
    }

    /// The answer, or the refusal. To be awaited inside a `Suspend`.
    ///
    /// # Errors
    /// The refusal, or that no answer came.
    pub async fn read(self) -> Result<T, AppError> {
        read(&self.text.await)
    }

    /// What is there already, without waiting and without being told of a later one.
    pub fn read_untracked(self) -> Option<Result<T, AppError>> {
        self.text.get_untracked().map(|text| read(&text))
    }
}

impl<T> Answer<T> {
    /// The answer before it is read.
    pub const fn text(self) -> Text {
        self.text
    }

    /// Asks again.
    pub fn refetch(self) {
        self.text.refetch();
    }
}

/// Apart from its callers, so that it is compiled once.
fn resource(body: Box<dyn Fn() -> (String, String) + Send + Sync>, ask: fn(String) -> Asked) -> Text {
    Resource::new_str(body, move |(_, body)| ask(body))
}

#[cfg(feature = "ssr")]
fn ask<F>(body: String) -> Asked
where
    F: ServerFn<Error = AppError> + DeserializeOwned + 'static,
    F::Output: Serialize,
{
    Box::pin(async move {
        let answer = match serde_qs::from_str::<F>(&body) {
            Ok(question) => question.run_body().await,
            Err(_) => Err(AppError::unreadable_form()),
        };
        let text = answer.map(|answer| serde_json::to_string(&answer));
        text.map_or_else(|refusal| refused(&refusal), Result::unwrap_or_default)
    })
}

#[cfg(not(feature = "ssr"))]
fn ask<F: ServerFn>(body: String) -> Asked {
    fetch(F::PATH, body)
}

#[cfg(not(feature = "ssr"))]
fn fetch(path: &'static str, body: String) -> Asked {
    // The browser has one thread.
    Box::pin(send_wrapper::SendWrapper::new(async move {
        match crate::browser::fetch(path, &body).await {
            Ok((true, answer)) => answer,
            Ok((false, refusal)) => format!("{REFUSED}{refusal}"),
            Err(_) => refused(&AppError::unreachable()),
        }
    }))
}

fn refused(refusal: &AppError) -> String {
    format!("{REFUSED}{}", serde_json::to_string(refusal).unwrap_or_default())
}

/// Reads an answer.
///
/// # Errors
/// The refusal, or that it is no such answer.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, AppError> {
    match text.strip_prefix(REFUSED) {
        Some(refusal) => Err(AppError::de(refusal.to_owned().into())),
        None => serde_json::from_str(text).map_err(|_| AppError::unreadable_answer()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_and_a_refusal_are_told_apart() {
        assert_eq!(read::<Vec<u32>>("[1,2]"), Ok(vec![1, 2]));
        assert_eq!(
            read::<u32>(&refused(&AppError::not_found())),
            Err(AppError::not_found())
        );
        assert_eq!(read::<u32>("<html>"), Err(AppError::unreadable_answer()));
    }
}
