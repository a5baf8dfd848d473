//! What stands on the page while something takes a moment.

use leptos::prelude::*;

/// Something takes a moment.
#[component]
pub(crate) fn Busy(#[prop(into)] text: Signal<String>) -> impl IntoView {
    view! {
        <div class="busy">
            <fluent-spinner size="tiny" aria-hidden="true"></fluent-spinner>
            <span>{move || text.get()}</span>
        </div>
    }
}
