//! A meeting as Redial sees it.

mod appointment;
mod claims;
mod compose;
mod eligibility;
mod exchange;
mod location;
mod new_block;
mod ownership;
mod port;
mod room;
mod service;
mod tag;

pub use appointment::{
    Appointment, Body, BodyFormat, ChangeKey, CustomProperties, Header, ICalUid, Identity, ItemId,
    NamedProperties, OnlineLoss, OnlineState, Sent, SeriesRole, Uid, Update, Updated,
};
pub use claims::{Claims, Obstacle};
pub(crate) use compose::TRIES;
pub use compose::{AddError, Added, Present, add, present, present_in, remove, shown_in};
pub(crate) use eligibility::is_marked_by;
pub use eligibility::{Criteria, Ours, Reason, Standing, adopt, is_marked, judge, judge_header};
pub use exchange::{Exchanged, exchange};
pub(crate) use new_block::read_back;
pub use ownership::{Claim, Ownership};
pub use port::{ComposeBody, ComposeError, ComposeItem, Place};
pub use room::{Room, RoomAnswer};
pub use service::Service;
pub use tag::{MadeFor, StoredTag, TAG_KEY, Tag, TextHash};
