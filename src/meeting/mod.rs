//! A meeting as Redial sees it.

mod appointment;
mod claims;
mod eligibility;
mod form;
mod tag;

pub use appointment::{
    Appointment, Bag, Body, BodyFormat, ChangeKey, ItemId, NamedProperties, Place, Uid, Update, Updated,
};
pub use claims::Claims;
pub use eligibility::{Criteria, Ours, Reason, Standing, judge};
pub use form::{AddError, Added, Present, Service, add, present, remove};
pub use tag::{TAG_KEY, Tag, TextHash};
