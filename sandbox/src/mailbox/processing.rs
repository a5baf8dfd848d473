//! What goes on with a meeting after somebody wrote it: Exchange itself touches it again, and attendees answer. Each gives
//! it another change key.

use time::{Duration, OffsetDateTime};

use super::appointment::Appointment;
use super::keeping::Response;
use super::rooms::judge;
use crate::random::{Random, Stream};

/// What is yet to happen to the meetings of a mailbox.
pub struct Processing {
    random: Random,
    ahead: Vec<Step>,
}

/// Something that happens to a meeting by itself.
pub struct Step {
    /// When.
    pub at: OffsetDateTime,
    /// To which item.
    pub id: String,
    /// What.
    pub what: What,
}

/// What happens to a meeting by itself.
pub enum What {
    /// Exchange writes it without changing anything that people see.
    Touched,
    /// An attendee answers.
    Answered {
        /// Who.
        address: String,
        /// What.
        response: Response,
    },
}

impl Processing {
    /// Nothing is ahead; what will be is drawn from `random`.
    pub fn new(random: Random) -> Self {
        Self { random, ahead: Vec::new() }
    }

    /// After a write Exchange touches the item once to three times more within five seconds.
    pub fn after_write(&mut self, id: &str, now: OffsetDateTime) {
        let random = self.random.about(&format!("what Exchange does to {id}"));
        for _ in 0..=random.below(3) {
            let at = between(&random, now, Duration::seconds(1), Duration::seconds(5));
            self.ahead.push(Step { at, id: id.to_owned(), what: What::Touched });
        }
    }

    /// After a mail a third of the people who did not answer yet do so within ten minutes, and every room judges it anew within
    /// seconds.
    pub fn after_mail(&mut self, meeting: &Appointment, now: OffsetDateTime) {
        let random = self.random.about(&format!("answers to {}", meeting.id));
        for attendee in &meeting.attendees {
            let is_room = attendee.is_room();
            let address = &attendee.person.address;
            if !is_room && (meeting.keeping.answers.contains_key(address) || random.below(3) > 0) {
                continue;
            }
            let (at, response) = if is_room {
                (
                    between(&random, now, Duration::seconds(1), Duration::seconds(5)),
                    judge(meeting, now, &random),
                )
            } else {
                let answer = random.one_of(&Response::OF_PEOPLE).copied();
                let at = between(&random, now, Duration::seconds(10), Duration::minutes(10));
                (at, answer.unwrap_or(Response::Accepted))
            };
            let what = What::Answered { address: address.clone(), response };
            self.ahead.push(Step { at, id: meeting.id.clone(), what });
        }
    }

    /// What has happened by now, in its order.
    pub fn due(&mut self, now: OffsetDateTime) -> Vec<Step> {
        let (mut due, ahead): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.ahead).into_iter().partition(|step| step.at <= now);
        self.ahead = ahead;
        due.sort_by_key(|step| step.at);
        due
    }
}

fn between(random: &Stream, now: OffsetDateTime, first: Duration, last: Duration) -> OffsetDateTime {
    let span = u64::try_from((last - first).whole_milliseconds()).unwrap_or_default();
    let within = i64::try_from(random.below(span)).unwrap_or_default();
    now + first + Duration::milliseconds(within)
}
