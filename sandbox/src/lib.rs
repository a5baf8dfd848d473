//! A local Outlook on the web and Exchange, in which the add-in is tried and tested.
//!
//! Two origins: Outlook's ([`outlook_origin`]) with everything Microsoft would run, and the add-in's
//! ([`addin_origin`]) with the built files; [`server`] listens on both.

pub mod addin_origin;
mod authority;
mod certificate;
mod clock;
mod content_type;
mod control;
mod cross_domain;
mod cross_origin;
mod dial_in;
mod directory;
mod faults;
mod gateway;
mod graph;
mod hosted_profile;
mod mailbox;
mod online_meetings;
pub mod outlook_origin;
mod owa;
mod pages;
mod passive_sign_in;
mod random;
pub mod sandbox;
mod seed;
pub mod server;
mod severity;
mod sign_in;
mod teams_meetings;
mod ucwa;
mod world;
