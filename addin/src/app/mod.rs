//! What organizers see: Redial's page.
//!
//! Its words stand in `languages/<language>/page.ftl`, named by [`key::Key`].

mod announcement;
mod appointment;
mod busy;
mod checking;
mod checking_view;
mod comparison;
mod date;
mod error_text;
mod execution;
mod heading;
mod key;
mod loss;
mod lost;
mod lost_rooms;
mod meetings;
mod offer;
mod other_meetings;
mod page;
mod reason;
mod rest;
mod rest_view;
mod ribbon;
mod run_view;
mod selected_message;
mod session;
mod sign_in;
mod sign_in_view;
mod text;
mod up_to_date;
mod view;
mod waiting;
mod window;

pub use ribbon::add_online_meeting;

/// Shows the page in the document's body.
pub fn mount() {
    leptos::mount::mount_to_body(page::Page);
}
