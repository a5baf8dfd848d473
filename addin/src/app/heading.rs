//! The heading of a state of the page.

use leptos::html::H1;
use leptos::prelude::*;

use super::session::Session;

/// The heading. Where the organizer is working in the page, focus moves to it, because the button that was
/// pressed is gone; else a live region says it without taking the focus away from Outlook.
#[component]
pub(crate) fn Heading(session: Session, text: String, #[prop(optional)] node: NodeRef<H1>) -> impl IntoView {
    let announced = text.clone();
    node.on_load(move |_| {
        if !focus(node) {
            session.live_region.set(announced.clone());
        }
    });
    view! { <h1 tabindex="-1" node_ref=node>{text}</h1> }
}

/// Moves the focus to a heading if the organizer is working in the page; says whether it did.
pub(crate) fn focus(heading: NodeRef<H1>) -> bool {
    let working = document().has_focus().unwrap_or(false);
    working && heading.get_untracked().is_some_and(|heading| heading.focus().is_ok())
}
