//! The organizer's calendar: requests to a server and its answers, and appointments as files.

pub mod graph;
pub mod icalendar;
mod port;
mod property;

pub use crate::wire::{Busy, MayBeBusy, Patience, RetryAfter, Server, patiently};
pub use port::{Calendar, CalendarError, FirstMarked, Found, KnownHeaders, Listed, Listing, Manners, Rate};
