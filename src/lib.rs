//! The core of Redial: recognises the online meeting information block of an appointment, compares it
//! with the organizer's dial-in data, and rewrites exactly that block.
//!
//! The core knows no JavaScript, clock, randomness or network: what it needs of the outside it asks
//! through [`ports`] and [`wire::Transport`]. A room knows those to its right alone, and `calendar` not `dialin`:
//! `form → migration → calendar → meeting → dialin → block → link → html`; [`wire`], [`ports`] and [`rules`] know none of them.
#![forbid(unsafe_code)]

pub mod block;
pub mod calendar;
pub mod configuration;
pub mod dialin;
#[cfg(feature = "doubles")]
pub mod doubles;
pub mod form;
pub mod html;
pub mod link;
pub mod meeting;
pub mod migration;
pub mod policy;
pub mod ports;
pub mod rules;
pub(crate) mod telephone;
pub mod wire;
