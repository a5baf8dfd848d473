//! A meeting as Redial sees it.

mod appointment;
mod claims;
mod compose;
mod eligibility;
mod location;
mod ownership;
mod port;
mod room;
mod tag;

pub use appointment::{
    Appointment, Body, BodyFormat, ChangeKey, CustomProperties, Header, ICalUid, Identity, ItemId,
    NamedProperties, OnlineLoss, OnlineState, Sent, SeriesRole, Uid, Update, Updated,
};
pub use claims::{Claims, Obstacle};
pub use compose::{AddError, Added, Present, Service, add, present, remove};
pub(crate) use eligibility::is_marked_by;
pub use eligibility::{Criteria, Ours, Reason, Standing, adopt, is_marked, judge, judge_header};
pub use ownership::{Claim, Ownership};
pub use port::{ComposeError, ComposeItem};
pub use room::{Room, RoomAnswer};
pub use tag::{MadeFor, StoredTag, TAG_KEY, Tag, TextHash};
