//! What stands on the page while something takes a moment.

use leptos::prelude::*;

/// Something takes a moment.
#[component]
pub(crate) fn Busy(text: String) -> impl IntoView {
    view! {
        <div class="busy">
            <fluent-spinner size="tiny" aria-hidden="true"></fluent-spinner>
            <span>{text}</span>
        </div>
    }
}
