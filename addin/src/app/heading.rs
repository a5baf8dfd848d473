//! The heading of a state of the page.

use leptos::html::H1;
use leptos::prelude::*;

use super::session::Session;

/// The heading. Where the organizer is working in the page, focus moves to it, because the button that was
/// pressed is gone; else it is said without taking the focus away from Outlook.
#[component]
pub(crate) fn Heading(session: Session, text: String) -> impl IntoView {
    let node = NodeRef::<H1>::new();
    let said = text.clone();
    node.on_load(move |heading| {
        let has_focus = document().has_focus().unwrap_or(false);
        if !has_focus || heading.focus().is_err() {
            session.said.set(said.clone());
        }
    });
    view! { <h1 tabindex="-1" node_ref=node>{text}</h1> }
}
