//! Dial-in data and online meetings over UCWA: links are followed, answers are checked.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod discovery;
mod hostile;
mod online_meetings;
mod profile;
mod server;
mod sign_in;
