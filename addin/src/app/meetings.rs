//! The table of meetings: what happens, or happened, to each.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::html::Table;
use leptos::prelude::*;
use leptos::task::spawn_local;
use redial::meeting::{Header, ItemId, Reason};
use redial::migration::{
    Cause, Link, Look, MeetingOutcome, Plan, PlannedRewrite, Preview, PreviewError, UserEdits, Verdict, Wait,
};
use web_sys::Element;

use super::comparison::{Line, compare};
use super::date::{time_of, when};
use super::error_text;
use super::execution::Summary;
use super::key::Key;
use super::reason::reason;
use super::session::Session;
use super::text::Message;
use super::waiting::{seconds_left, waiting};
use super::window::{Part, Window};

/// What became of each meeting; `None` while it waits.
type Outcomes = Arc<HashMap<ItemId, ArcRwSignal<Option<MeetingOutcome>>>>;

/// What was asked of blocks before and after; kept while the rows come and go.
pub(crate) type Opened = StoredValue<HashMap<ItemId, ArcRwSignal<Option<Sides>>>, LocalStorage>;

/// The meetings that are rewritten, with their results where there is a run, then those that show old details
/// and are left alone.
#[component]
pub(crate) fn MeetingsTable(
    session: Session,
    look: Arc<Look>,
    #[prop(optional)] outcomes: Option<Outcomes>,
    /// What the run did, once it is finished.
    #[prop(optional)]
    summary: Option<ArcRwSignal<Option<Summary>>>,
    /// Whether the focus moves here.
    #[prop(optional)]
    focused: bool,
) -> impl IntoView {
    let node = NodeRef::<Table>::new();
    let list = move || node.get_untracked().map(Element::from);
    let listed = listed(&look.assessment.plan);
    let count = listed.len();
    let window = Window::over(count, list);
    node.on_load(move |table| {
        if focused {
            // A table that cannot be focused is still there.
            drop(table.focus());
        }
        request_animation_frame(move || window.look(&table));
    });
    let rows = Rows {
        session,
        look,
        outcomes,
        summary,
        edits: session.user_edits(),
        opened: StoredValue::new_local(HashMap::new()),
    };
    view! {
        <table class="meetings" role="table" tabindex="-1" aria-rowcount=count + 1 node_ref=node>
            <caption>{Key::Meetings.text()}</caption>
            <thead role="rowgroup">
                <tr role="row" aria-rowindex="1">
                    <th role="columnheader" scope="col">{Key::ColumnMeeting.text()}</th>
                    <th role="columnheader" scope="col">{Key::ColumnWhen.text()}</th>
                    <th role="columnheader" scope="col">{Key::ColumnWhatHappens.text()}</th>
                </tr>
            </thead>
            <For
                each=move || window.parts.get()
                key=Part::key
                children=move |part| match part {
                    Part::Block { number, .. } => {
                        let indices = part.rows().filter_map(|row| Some((row, *listed.get(row)?)));
                        let shown: Vec<_> = indices.map(|(row, index)| rows.row(row, index)).collect();
                        view! { <tbody role="rowgroup" data-block=number>{shown}</tbody> }.into_any()
                    }
                    Part::Gap { height, .. } => {
                        view! {
                            <tbody class="gap" aria-hidden="true">
                                <tr>
                                    <td colspan="3" style:height=format!("{height}px")></td>
                                </tr>
                            </tbody>
                        }
                        .into_any()
                    }
                }
            />
        </table>
    }
}

/// The meetings of a plan that the table shows, in its order.
fn listed(plan: &Plan) -> Vec<usize> {
    let of = |is_listed: fn(&Verdict<PlannedRewrite>) -> bool| {
        plan.meetings.iter().enumerate().filter(move |(_, meeting)| is_listed(&meeting.verdict))
    };
    let rewritten = of(|verdict| matches!(verdict, Verdict::Rewrite(_)));
    let by_policy = of(|verdict| matches!(verdict, Verdict::LeftByPolicy(_)));
    let outdated = of(|verdict| matches!(verdict, Verdict::LeftAlone(why) if why.shows_old_details()));
    rewritten.chain(by_policy).chain(outdated).map(|(index, _)| index).collect()
}

/// What the rows of a table are made from.
#[derive(Clone)]
struct Rows {
    session: Session,
    look: Arc<Look>,
    outcomes: Option<Outcomes>,
    summary: Option<ArcRwSignal<Option<Summary>>>,
    edits: UserEdits,
    opened: Opened,
}

impl Rows {
    /// Row `row` of the table, for a meeting of the plan.
    fn row(&self, row: usize, index: usize) -> Option<AnyView> {
        let Self { session, look, outcomes, summary, edits, opened } = self;
        let meeting = look.assessment.plan.meetings.get(index)?;
        let id = &meeting.header.id;
        let compared = || view! { <BeforeAndAfter session=*session look=Arc::clone(look) id=id.clone() opened=*opened /> };
        let cell = match &meeting.verdict {
            Verdict::Rewrite(rewrite) => {
                let result = outcomes.as_ref().and_then(|outcomes| outcomes.get(id).cloned());
                let what = what_happens(rewrite, *edits, result);
                view! { {what} {compared()} }.into_any()
            }
            Verdict::LeftByPolicy(_) => {
                view! { <p class="status">{Key::LeftByPolicy.text()}</p> {compared()} }.into_any()
            }
            Verdict::LeftAlone(Reason::OpenInForm) => open_in_form(summary.clone()),
            Verdict::LeftAlone(why) => left_alone(why.clone()),
        };
        let row = view! {
            <tr role="row" aria-rowindex=row + 2>
                <th role="rowheader" scope="row">
                    <bdi>{subject(&meeting.header)}</bdi>
                </th>
                <td role="cell" class="when">{when(&meeting.header)}</td>
                <td role="cell">{cell}</td>
            </tr>
        };
        Some(row.into_any())
    }
}

/// The subject, or words in its place.
pub(crate) fn subject(meeting: &Header) -> String {
    match meeting.subject.trim() {
        "" => Key::NoSubject.text(),
        subject => subject.to_owned(),
    }
}

fn left_alone(why: Reason) -> AnyView {
    view! {
        <p class="status">{Key::LeftAlone.text()}</p>
        <p>{reason(why).text()}</p>
    }
    .into_any()
}

/// The appointment that is open: a run may have brought it up to date in its form.
fn open_in_form(summary: Option<ArcRwSignal<Option<Summary>>>) -> AnyView {
    let is_updated = move || {
        let of_form = |summary: &Summary| summary.in_form == Some(Ok(()));
        summary.as_ref().is_some_and(|summary| summary.with(|summary| summary.as_ref().is_some_and(of_form)))
    };
    let status = move || match is_updated() {
        true => view! { <p class="status done">{Key::AppointmentUpdated.text()}</p> }.into_any(),
        false => left_alone(Reason::OpenInForm),
    };
    status.into_any()
}

/// What happens, or happened, to a meeting that is rewritten.
pub(super) fn what_happens(
    rewrite: &PlannedRewrite,
    edits: UserEdits,
    result: Option<ArcRwSignal<Option<MeetingOutcome>>>,
) -> AnyView {
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
        {new_link(rewrite).map(|key| view! { <p class="quiet">{key.text()}</p> })}
        {rewrite.has_edits.then(|| view! { <p class="quiet">{own_lines.text()}</p> })}
        {rewrite.becomes_html.then(|| view! { <p class="quiet">{Key::BecomesHtml.text()}</p> })}
    }
    .into_any()
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
        Some(MeetingOutcome::OnlineLost(loss)) => view! {
            <p class="status failed">{Key::StatusUpdated.text()}</p>
            <p>{error_text::online_lost(*loss).text()}</p>
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
pub(crate) fn BeforeAndAfter(session: Session, look: Arc<Look>, id: ItemId, opened: Opened) -> impl IntoView {
    let known = opened.with_value(|opened| opened.get(&id).cloned());
    let is_open = known.is_some();
    let shown = known.unwrap_or_default();
    let sides_shown = shown.clone();
    let toggled = move |event| {
        if !event_target::<Element>(&event).has_attribute("open") {
            opened.update_value(|opened| drop(opened.remove(&id)));
            return;
        }
        opened.update_value(|opened| drop(opened.insert(id.clone(), shown.clone())));
        if shown.with_untracked(Option::is_some) {
            return;
        }
        shown.set(Some(Sides::Reading));
        let (look, id, shown) = (Arc::clone(&look), id.clone(), shown.clone());
        spawn_local(async move {
            let waits = |wait| shown.set(Some(Sides::Waiting(wait)));
            let sides = session.preview(&look, &id, &waits).await.map(Sides::of);
            shown.set(sides);
        });
    };
    view! {
        <details open=is_open on:toggle=toggled>
            <summary>{Key::BeforeAndAfter.text()}</summary>
            {move || sides_shown.get().map(sides)}
        </details>
    }
}

/// What is known of a block before and after.
#[derive(Clone)]
pub(crate) enum Sides {
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
