//! How mails leave mailboxes: so many in a minute, to so many recipients in a day
//! (<https://learn.microsoft.com/exchange/client-developer/exchange-web-services/ews-throttling-in-exchange>).

use std::collections::{HashMap, VecDeque};

use time::{Duration, OffsetDateTime};

use super::window::Window;
use crate::directory::AccountId;
use crate::mailbox::Mailbox;
use crate::mailbox::mails::SentMail;
use crate::severity::{Limit, Severity};

/// The mails of the whole organization.
#[derive(Debug)]
pub struct MailFlow {
    senders: HashMap<AccountId, Sender>,
    external_recipients: Window,
}

/// What one mailbox sends.
#[derive(Debug)]
struct Sender {
    outbox: VecDeque<SentMail>,
    departures: Window,
    recipients: Window,
}

impl Default for MailFlow {
    fn default() -> Self {
        Self { senders: HashMap::new(), external_recipients: Window::of(Duration::DAY) }
    }
}

impl Default for Sender {
    fn default() -> Self {
        Self {
            outbox: VecDeque::new(),
            departures: Window::of(Duration::MINUTE),
            recipients: Window::of(Duration::DAY),
        }
    }
}

impl MailFlow {
    /// Sends what a mailbox's owner has sent off and what may leave by now.
    pub fn carry(&mut self, id: &AccountId, mailbox: &mut Mailbox, now: OffsetDateTime, severity: &Severity) {
        let sender = self.senders.entry(id.clone()).or_default();
        sender.outbox.extend(mailbox.take_outgoing());
        while let Some(mail) = sender.next(now, severity) {
            let lost =
                undelivered(sender, &mut self.external_recipients, &mail, &mailbox.owner.address, severity);
            let report = mail.not_delivered(&lost, &mailbox.owner.address);
            mailbox.keep_sent(mail.without(&lost).into_iter().chain(report));
        }
    }
}

impl Sender {
    /// The next mail, once it may leave. Others wait behind it.
    fn next(&mut self, now: OffsetDateTime, severity: &Severity) -> Option<SentMail> {
        let waiting = self.outbox.front_mut()?;
        let mut at = waiting.at.max(self.departures.last().unwrap_or(waiting.at));
        self.departures.pass(at);
        while severity.mails_in_a_minute.is_exceeded_by(self.departures.total() + 1)
            && let Some(free) = self.departures.next_less()
        {
            at = free;
            self.departures.pass(at);
        }
        waiting.at = at;
        let mail = if at <= now { self.outbox.pop_front() } else { None };
        self.departures.add(u64::from(mail.is_some()), at);
        mail
    }
}

/// The recipients of a mail that are beyond a day's: all of them, or those outside the organization.
fn undelivered(
    sender: &mut Sender,
    external_recipients: &mut Window,
    mail: &SentMail,
    owner: &str,
    severity: &Severity,
) -> Vec<String> {
    let external: Vec<_> =
        mail.to.iter().filter(|address| domain(address) != domain(owner)).cloned().collect();
    if !takes(&mut sender.recipients, mail.to.len(), mail.at, severity.recipients_in_a_day) {
        return mail.to.clone();
    }
    if takes(external_recipients, external.len(), mail.at, severity.external_recipients_in_a_day) {
        return Vec::new();
    }
    external
}

/// Counts recipients, unless they are too many.
fn takes(day: &mut Window, recipients: usize, at: OffsetDateTime, limit: Limit) -> bool {
    let recipients = u64::try_from(recipients).unwrap_or(u64::MAX);
    day.pass(at);
    let fit = recipients == 0 || !limit.is_exceeded_by(day.total().saturating_add(recipients));
    if fit {
        day.add(recipients, at);
    }
    fit
}

fn domain(address: &str) -> String {
    address.rsplit('@').next().unwrap_or_default().to_ascii_lowercase()
}
