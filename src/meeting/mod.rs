//! A meeting as Redial sees it.

mod appointment;
mod claims;
mod compose;
mod compose_body;
mod eligibility;
mod location;
mod new_block;
mod ownership;
mod port;
mod room;
mod tag;

pub use appointment::{
    Appointment, Body, BodyFormat, ChangeKey, CustomProperties, Header, ICalUid, Identity, ItemId,
    NamedProperties, OnlineLoss, OnlineState, Sent, SeriesRole, Uid, Update, Updated,
};
pub use claims::{Claims, Obstacle};
pub(crate) use compose::TRIES;
pub use compose::{AddError, Added, Present, Service, add, present, present_in, remove, shown_in};
pub use compose_body::{ComposeBody, Exchanged};
pub use eligibility::{Criteria, Ours, Reason, Standing, adopt, is_marked, judge, judge_header};
pub(crate) use new_block::read_back;
pub use ownership::{Claim, Ownership};
pub use port::{ComposeError, ComposeItem, Place};
pub use room::{Room, RoomAnswer};
pub use tag::{MadeFor, StoredTag, TAG_KEY, Tag, TextHash};
