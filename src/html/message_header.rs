//! The header that mail programs put above a message that is answered or forwarded, told from memos, journeys and agendas.

use super::characters::{digit, is_colon, is_hyphen};
use super::header_words::{Field, field, says_forwarded};
use super::moment::{has_day, has_time};
use super::row::Row;

/// Follows rows and tells when those right above make a header.
#[derive(Debug, Default)]
pub(super) struct Header {
    lead: Lead,
    /// The words right above.
    above: String,
    /// The lines so far, each field once; of lines that are no field of a header the first few.
    lines: Vec<Line>,
    /// Whether the value of the last line is yet to come: labels and values stand in cells of their own.
    awaits_value: bool,
    /// How many values stood in cells of their own.
    cells: usize,
    /// What may go on in the row below.
    goes_on: GoesOn,
}

/// What stands right above a header.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// Nothing that tells.
    #[default]
    None,
    /// Words, which may introduce a message.
    Words,
    /// A drawn line.
    Line,
    /// What Outlook draws above the message that it answers, whatever language it speaks.
    Outlooks,
}

#[derive(Debug)]
struct Line {
    field: Option<Field>,
    value: String,
}

/// How the last line of a header goes on.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum GoesOn {
    #[default]
    Not,
    /// In one more row.
    Once,
    /// In as many rows as list people.
    WithPeople,
}

/// The longest label, in characters.
const LONGEST_LABEL: usize = 24;

/// How many lines are kept that are no field of a header.
const FEW: usize = 4;

impl Header {
    /// What Outlook draws above a message was met.
    pub(super) fn lead(&mut self) {
        *self = Self { lead: Lead::Outlooks, ..Self::default() };
    }

    /// Whether, with this row, the rows right above are another message's header.
    pub(super) fn take(&mut self, row: &Row) -> bool {
        let text = &*row.text;
        if let Some((label, value)) = labelled(text) {
            self.add(label, value, text);
        } else if !self.takes_value(text) && !self.goes_on(text) {
            self.begin_below(row);
        }
        self.is_messages()
    }

    fn begin_below(&mut self, row: &Row) {
        let lead = if row.rule || is_drawn(&row.text) { Lead::Line } else { Lead::Words };
        let above = std::mem::take(&mut self.above);
        *self = Self { lead, above, ..Self::default() };
        self.above.clear();
        self.above.push_str(&row.text);
    }

    fn add(&mut self, label: &str, value: &str, text: &str) {
        let field = field(label);
        if field.is_none() && value.is_empty() && says_forwarded(text) {
            *self = Self { lead: Lead::Line, ..Self::default() };
            return;
        }
        self.goes_on = match field {
            None | Some(Field::Recipient) => GoesOn::WithPeople,
            Some(_) => GoesOn::Once,
        };
        let is_new = match field {
            Some(_) => !self.has(field),
            None => self.lines.iter().filter(|line| line.field.is_none()).count() < FEW,
        };
        self.awaits_value = is_new && value.is_empty();
        if is_new {
            self.lines.push(Line { field, value: value.to_owned() });
        }
    }

    /// Whether a row is the value whose label stands above it.
    fn takes_value(&mut self, text: &str) -> bool {
        let Some(line) = self.lines.last_mut().filter(|_| self.awaits_value) else { return false };
        line.value = text.to_owned();
        self.awaits_value = false;
        self.cells += usize::from(line.field.is_some());
        true
    }

    /// Whether a row is what the line above had no place for.
    fn goes_on(&mut self, text: &str) -> bool {
        let lists_people = text.contains([';', '@', ',']);
        match self.goes_on {
            _ if self.lines.iter().filter(|line| line.field.is_some()).count() < 2 => false,
            GoesOn::WithPeople if lists_people => true,
            GoesOn::Once | GoesOn::WithPeople => {
                self.goes_on = GoesOn::Not;
                true
            }
            GoesOn::Not => false,
        }
    }

    fn has(&self, field: Option<Field>) -> bool {
        self.position(field).is_some()
    }

    fn position(&self, field: Option<Field>) -> Option<usize> {
        self.lines.iter().position(|line| line.field == field)
    }

    fn value(&self, field: Field) -> Option<&str> {
        self.lines.iter().find(|line| line.field == Some(field)).map(|line| line.value.as_str())
    }

    fn is_messages(&self) -> bool {
        let has = |field| self.has(Some(field));
        // An hour sends nothing.
        let is_sender = |value: &str| !has_time(value) && (value.is_empty() || has_letter(value));
        if !self.value(Field::Sender).is_some_and(is_sender) {
            return self.is_in_other_words();
        }
        let (to, about) = (has(Field::Recipient), has(Field::Subject));
        if has(Field::Sent) {
            return to || about;
        }
        // A journey goes from somewhere to somewhere on a day; it is about nothing.
        about
            && match self.lead {
                Lead::Line | Lead::Outlooks => to || has(Field::Date),
                Lead::Words if says_forwarded(&self.above) => to || has(Field::Date),
                Lead::None | Lead::Words => has(Field::Date) && self.is_unlike_memos(to),
            }
    }

    /// Whether sender, date and subject stand as programs write them. Memos name the recipient before the day, and no
    /// hour.
    fn is_unlike_memos(&self, has_recipient: bool) -> bool {
        let names_address = self.value(Field::Sender).is_some_and(is_address_of_mail);
        let is_timed = self.value(Field::Date).is_some_and(|date| has_day(date) && has_time(date));
        let begins = self.lines.iter().find_map(|line| line.field);
        let begins_so = matches!(begins, Some(Field::Sender | Field::Subject));
        let is_dated_first = self.position(Some(Field::Date)) < self.position(Some(Field::Recipient));
        names_address || has_recipient && (is_timed || begins_so && (is_dated_first || self.cells > 2))
    }

    /// Whether lines with labels that nobody knows stand as Outlook's do: somebody, some day, and more.
    fn is_in_other_words(&self) -> bool {
        let is_person = |value: &str| has_letter(value) && !has_time(value);
        self.lead == Lead::Outlooks
            && match self.lines.as_slice() {
                [sender, sent, _, ..] => {
                    is_person(&sender.value) && (has_letter(&sent.value) || has_day(&sent.value))
                }
                _ => false,
            }
    }
}

/// A label and what stands behind its colon.
fn labelled(text: &str) -> Option<(&str, &str)> {
    let (label, value) = text.split_once(is_colon)?;
    let is_label = !label.trim().is_empty() && label.chars().count() <= LONGEST_LABEL;
    is_label.then_some((label, value.trim_matches(|c: char| c.is_whitespace() || c == '*')))
}

/// `<ines@contoso.example>` or `[mailto:ines@contoso.example]`, as only programs write addresses behind a name.
fn is_address_of_mail(sender: &str) -> bool {
    let behind = sender.split_once(['<', '[']).map(|(_, behind)| behind);
    behind.is_some_and(|behind| behind.contains('@') && behind.trim_end().ends_with(['>', ']']))
}

fn has_letter(value: &str) -> bool {
    value.chars().any(|character| character.is_alphabetic() && digit(character).is_none())
}

/// A line of dashes, underscores or the like.
fn is_drawn(text: &str) -> bool {
    text.len() >= 8 && text.chars().all(|c| matches!(c, '_' | '-' | '=' | '*') || is_hyphen(c))
}
