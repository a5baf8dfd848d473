//! The organizer's calendar on a server: requests out, answers in.

pub mod graph;
