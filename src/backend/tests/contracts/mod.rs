//! Contracts: signing, decisions, ends, and who may see and do what.

mod decisions;
mod ends;
mod views;
