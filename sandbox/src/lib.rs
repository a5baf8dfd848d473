//! A local Outlook on the web and Exchange, in which the add-in is tried and tested.
//!
//! Two origins: Outlook's ([`outlook_origin`]) with everything Microsoft would run, and the add-in's
//! ([`addin_origin`]) with the built files.

pub mod addin_origin;
pub mod certificate;
mod content_type;
pub mod control;
mod cross_origin;
pub mod dial_in;
pub mod faults;
pub mod graph;
pub mod mailbox;
pub mod online_meetings;
pub mod outlook_origin;
mod owa;
mod pages;
pub mod request_log;
pub mod sandbox;
pub mod seed;
pub mod server;
pub mod sign_in;
pub mod ucwa;
