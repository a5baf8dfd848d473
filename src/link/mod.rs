//! Where links lead: what mail filters put around them, whose host it is, what they are for, and which may be written.

mod host;
mod join_url;
mod kind;
mod target;
mod teams;
mod wrapper;

pub use join_url::JoinUrl;
pub use target::{escape, original_url, safe_url};
pub use wrapper::Wrapper;

pub(crate) use host::{TEAMS, is_on, split_host};
pub(crate) use kind::{LinkKind, kind};
pub(crate) use wrapper::{WRAPPERS, unwrapped};
