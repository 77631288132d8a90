//! All that the browser sees, rendered on the server first and brought to life in the browser afterwards.
//!
//! Here belong: pages, components, the server functions they call, and [`ctx`], the only bridge to the server.
//! Here do not belong: rules, SQL, clocks, anything that knows the back end; the crate knows `domain` only.
//!
//! To add a page: a use case in `domain/usecases`, a server function in [`server_fns`], a file in [`pages`], one
//! route and one line of [`app::PAGES`].

pub mod answer;
pub mod app;
pub mod browser;
pub mod components;
#[cfg(feature = "ssr")]
pub mod ctx;
pub mod error;
pub mod flash;
pub mod frame;
pub mod list;
pub mod notice;
pub mod pages;
pub mod place;
pub mod reload;
pub mod server_fns;
pub mod shell;
mod tab_title;

pub use error::AppError;
