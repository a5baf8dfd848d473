//! Where dial-in data comes from.

mod hosted;
mod number;
mod source;
mod tailored;
mod teams;
mod ucwa;

pub use hosted::Hosted;
pub use source::Source;
pub use tailored::Tailored;
pub use teams::Teams;
pub use ucwa::{Discovery, Ucwa};
