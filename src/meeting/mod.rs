//! A meeting as Redial sees it.

mod appointment;
mod claims;
mod eligibility;
mod form;
mod ownership;
mod port;
mod tag;

pub use appointment::{
    Appointment, Body, BodyFormat, ChangeKey, CustomProperties, ICalUid, Identity, ItemId, NamedProperties,
    SeriesRole, Uid, Update, Updated,
};
pub use claims::{Claims, Obstacle};
pub use eligibility::{Criteria, Ours, Reason, Standing, adopt, judge};
pub use form::{AddError, Added, Present, Service, add, present, remove};
pub use ownership::{Claim, Ownership};
pub use port::{Form, FormError};
pub use tag::{MadeFor, StoredTag, TAG_KEY, Tag, TextHash};
