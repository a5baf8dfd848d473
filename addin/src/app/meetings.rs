//! The table of meetings: what happens, or happened, to each.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::html::Table;
use leptos::prelude::*;
use leptos::task::spawn_local;
use redial::meeting::{Header, ItemId, Reason};
use redial::migration::{
    Cause, Link, Look, MeetingOutcome, PlannedRewrite, Preview, PreviewError, UserEdits, Wait,
};

use super::comparison::{Line, compare};
use super::date::{time_of, when};
use super::error_text;
use super::key::Key;
use super::reason::reason;
use super::session::Session;
use super::text::Message;
use super::waiting::{seconds_left, waiting};

/// What became of each meeting; `None` while it waits.
type Outcomes = Arc<HashMap<ItemId, ArcRwSignal<Option<MeetingOutcome>>>>;

/// The meetings that are rewritten, with their results where there is a run, then those that show old details
/// and are left alone.
#[component]
pub(crate) fn MeetingsTable(
    session: Session,
    look: Arc<Look>,
    #[prop(optional)] outcomes: Option<Outcomes>,
    /// Whether the focus moves here.
    #[prop(optional)]
    focused: bool,
) -> impl IntoView {
    let node = NodeRef::<Table>::new();
    if focused {
        // A table that cannot be focused is still there.
        node.on_load(|table| drop(table.focus()));
    }
    let edits = session.user_edits();
    let rewritten: Vec<_> = look
        .assessment
        .plan
        .rewrites()
        .map(|(meeting, rewrite)| {
            let result = outcomes.as_ref().and_then(|outcomes| outcomes.get(&meeting.id).cloned());
            row(meeting, view! { <RewriteCell session look=Arc::clone(&look) id=meeting.id.clone() rewrite=rewrite.clone() edits result /> }.into_any())
        })
        .collect();
    let by_policy: Vec<_> = look
        .assessment
        .plan
        .left_by_policy()
        .map(|(meeting, _)| {
            let cell = view! {
                <p class="status">{Key::LeftByPolicy.text()}</p>
                <BeforeAndAfter session look=Arc::clone(&look) id=meeting.id.clone() />
            };
            row(meeting, cell.into_any())
        })
        .collect();
    let left: Vec<_> =
        look.assessment.plan.outdated().map(|(meeting, why)| row(meeting, left_alone(why.clone()))).collect();
    view! {
        <table class="meetings" role="table" tabindex="-1" node_ref=node>
            <caption>{Key::Meetings.text()}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{Key::ColumnMeeting.text()}</th>
                    <th role="columnheader" scope="col">{Key::ColumnWhen.text()}</th>
                    <th role="columnheader" scope="col">{Key::ColumnWhatHappens.text()}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rewritten} {by_policy} {left}</tbody>
        </table>
    }
}

/// The subject, or words in its place.
pub(crate) fn subject(meeting: &Header) -> String {
    match meeting.subject.trim() {
        "" => Key::NoSubject.text(),
        subject => subject.to_owned(),
    }
}

fn row(meeting: &Header, what_happens: AnyView) -> impl IntoView + use<> {
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <bdi>{subject(meeting)}</bdi>
            </th>
            <td role="cell" class="when">{when(meeting)}</td>
            <td role="cell">{what_happens}</td>
        </tr>
    }
}

fn left_alone(why: Reason) -> AnyView {
    view! {
        <p class="status">{Key::LeftAlone.text()}</p>
        <p>{reason(why).text()}</p>
    }
    .into_any()
}

#[component]
fn RewriteCell(
    session: Session,
    look: Arc<Look>,
    id: ItemId,
    rewrite: PlannedRewrite,
    edits: UserEdits,
    result: Option<ArcRwSignal<Option<MeetingOutcome>>>,
) -> impl IntoView {
    let mails = rewrite.mails;
    let status = match result {
        None => planned(Key::GetsCurrentDetails, mails),
        Some(outcome) => (move || outcome.with(|outcome| status(outcome.as_ref(), mails))).into_any(),
    };
    let own_lines = match edits {
        UserEdits::Keep | UserEdits::Skip => Key::OwnLinesKept,
        UserEdits::Overwrite => Key::OwnLinesReplaced,
    };
    view! {
        {status}
        {cause(rewrite.cause).map(|key| view! { <p class="quiet">{key.text()}</p> })}
        {new_link(&rewrite).map(|key| view! { <p class="quiet">{key.text()}</p> })}
        {rewrite.has_edits.then(|| view! { <p class="quiet">{own_lines.text()}</p> })}
        <BeforeAndAfter session look id />
    }
}

/// That it differs again though it was updated asks for a word.
fn cause(cause: Cause) -> Option<Key> {
    match cause {
        Cause::Changed => None,
        Cause::OlderCopy => Some(Key::OlderCopySaved),
    }
}

/// The online meeting is made by the run: neither its link nor an ID of its own is known before.
fn new_link(rewrite: &PlannedRewrite) -> Option<Key> {
    match &rewrite.link {
        Link::Kept => None,
        Link::ToBeMade { .. } if rewrite.gets_new_id => Some(Key::GetsNewLinkAndId),
        Link::Moved { .. } | Link::ToBeMade { .. } => Some(Key::GetsNewLink),
    }
}

fn planned(status: Key, mails: usize) -> AnyView {
    view! {
        <p class="status">{status.text()}</p>
        <Mails count=mails />
    }
    .into_any()
}

fn status(outcome: Option<&MeetingOutcome>, mails: usize) -> AnyView {
    match outcome {
        None => planned(Key::StatusWaiting, mails),
        Some(MeetingOutcome::Updated) => view! {
            <p class="status done">{Key::StatusUpdated.text()}</p>
            <Mails count=mails />
        }
        .into_any(),
        Some(MeetingOutcome::LeftAlone(why)) => left_alone(why.clone()),
        Some(MeetingOutcome::Unclear(failure)) => view! {
            <p class="status failed">{Key::StatusUnclear.text()}</p>
            <p>{error_text::failure(failure).text()}</p>
        }
        .into_any(),
        Some(MeetingOutcome::Deferred { until }) => view! {
            <p class="status">{Key::StatusDeferred.with("time", time_of(*until)).text()}</p>
        }
        .into_any(),
        Some(MeetingOutcome::Failed(failure)) => view! {
            <p class="status failed">{Key::StatusNotUpdated.text()}</p>
            <p>{error_text::failure(failure).text()}</p>
        }
        .into_any(),
    }
}

#[component]
fn Mails(count: usize) -> impl IntoView {
    view! { <p class="quiet">{Key::MailsPerMeeting.with("count", count).text()}</p> }
}

/// The block before and after, read anew when it is opened: a calendar may hold thousands, and none is kept.
#[component]
fn BeforeAndAfter(session: Session, look: Arc<Look>, id: ItemId) -> impl IntoView {
    let shown = RwSignal::new(None);
    let open = move |_| {
        if shown.with_untracked(Option::is_some) {
            return;
        }
        shown.set(Some(Sides::Reading));
        let (look, id) = (Arc::clone(&look), id.clone());
        spawn_local(async move {
            let waits = |wait| drop(shown.try_set(Some(Sides::Waiting(wait))));
            let sides = session.preview(&look, &id, &waits).await.map(Sides::of);
            // The table may be gone by now.
            shown.try_set(sides);
        });
    };
    view! {
        <details on:toggle=open>
            <summary>{Key::BeforeAndAfter.text()}</summary>
            {move || shown.get().map(sides)}
        </details>
    }
}

/// What is known of a block before and after.
#[derive(Clone)]
enum Sides {
    Reading,
    Waiting(Wait),
    Read { before: Vec<String>, after: Vec<String> },
    Not(Message),
}

impl Sides {
    fn of(preview: Result<Preview, PreviewError>) -> Self {
        match preview {
            Ok(Preview::Compared { before, after }) => Self::Read { before, after },
            Ok(Preview::LeftAlone(why)) => Self::Not(reason(why)),
            Err(PreviewError::Calendar(error)) => Self::Not(error_text::calendar(&error)),
            Err(PreviewError::Journal(error)) => Self::Not(error_text::store(&error)),
        }
    }
}

fn sides(sides: Sides) -> AnyView {
    let (before, after) = match sides {
        Sides::Reading => return view! { <p class="quiet">{Key::Reading.text()}</p> }.into_any(),
        Sides::Waiting(Wait { until, why }) => {
            let left = seconds_left(until);
            return view! { <p class="quiet">{move || waiting(why, left.get()).text()}</p> }.into_any();
        }
        Sides::Not(message) => return view! { <p>{message.text()}</p> }.into_any(),
        Sides::Read { before, after } => (before, after),
    };
    let comparison = compare(&before, &after);
    view! {
        <div class="comparison">
            <div>
                <p class="side">{Key::Before.text()}</p>
                <ul>{lines(comparison.before, |text| view! { <del>{text}</del> }.into_any())}</ul>
            </div>
            <div>
                <p class="side">{Key::After.text()}</p>
                <ul>{lines(comparison.after, |text| view! { <ins>{text}</ins> }.into_any())}</ul>
            </div>
        </div>
    }
    .into_any()
}

fn lines(lines: Vec<Line>, mark: fn(String) -> AnyView) -> Vec<AnyView> {
    let item = |Line { text, changed }| {
        let shown = if changed { mark(text) } else { text.into_any() };
        view! { <li dir="auto">{shown}</li> }.into_any()
    };
    lines.into_iter().map(item).collect()
}
