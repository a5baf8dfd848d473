//! A meeting as Redial sees it.

mod appointment;
mod eligibility;
mod form;
mod tag;

pub use appointment::{
    Appointment, Bag, Body, BodyFormat, ChangeKey, ItemId, NamedProperties, Place, Uid, Update, Updated,
};
pub use eligibility::{Ours, Reason, Standing, judge};
pub use form::{AddError, Added, Present, add, present, remove};
pub use tag::{TAG_KEY, Tag, TextHash};
