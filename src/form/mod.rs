//! The appointment that is open in a form: how its details stand to dial-in data, and how they are brought up to date there.
//! What its form saves is the text that stands in it, so nobody else may write that meanwhile.

mod after_run;
mod details;
mod today;
mod update;

pub use after_run::update_left_open;
pub use details::{Details, details};
pub use today::TodayError;
pub use update::{UpdateError, update};
