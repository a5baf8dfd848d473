//! Where dial-in data comes from.

mod hosted;
mod number;
mod tailored;
mod teams;
mod ucwa;

pub use hosted::Hosted;
pub use tailored::Tailored;
pub use teams::Teams;
pub use ucwa::{Discovery, Ucwa};
