//! `/reset-password`: asking for a link, and the new password that the link leads to.

mod ask;
mod new;

pub use ask::ResetPasswordPage;
pub use new::NewPasswordPage;
