//! The first run, implemented.

mod begin;
