//! Writes the rows of an information block: HTML that survives Outlook on the web's sanitiser and Word, with
//! inline styles only, readable without images and in dark mode; or plain text.

use crate::html::is_mark;
use crate::link::{escape, safe_url};

use super::grouping::in_threes;
use super::invitation::{ConferenceId, DialInNumber, Invitation, MeetingKind, PhoneAccess};
use super::language::{Language, Texts};
use super::role::Role;

/// One row of a rendered block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedRow {
    /// What the row says.
    pub role: Role,
    parts: Vec<RowPart>,
}

/// A part of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
enum RowPart {
    /// Words.
    Text { text: String, points: &'static str },
    /// Words with a target, which is left out where it may not be written.
    Link { target: String, text: String, points: &'static str },
    /// The line that opens or closes the block.
    Separator,
    /// The bookmarks of Outlook's own block: the join link, the border and the place of shared notes.
    Bookmark(&'static str),
    /// Wide blanks.
    Gap,
    /// The organization's logo.
    Logo(String),
    /// The hidden language marker.
    Marker(u16),
}

/// The width of the separator line in every real Skype for Business block.
const SEPARATOR_WIDTH: usize = 137;

/// The size of the words in a Teams block: 14 pixels.
const TEAMS_POINTS: &str = "10.5";

/// The size of a heading in a Teams block: 16 pixels.
const TEAMS_HEADING_POINTS: &str = "12.0";

/// Microsoft's help page of Skype for Business meetings; `clid` is the language.
const HELP_URL: &str = "https://o15.officeredir.microsoft.com/r/rlidLync15?p1=5&p2=2009&clid=";

/// Renders the block of an invitation in the look of Skype for Business. What only Skype has (its web app, its
/// bookmarks, Microsoft's help) is left out of a third-party bridge's.
pub fn render(invitation: &Invitation, language: Language) -> Vec<RenderedRow> {
    let texts = Texts::new(language);
    let mut rows = vec![row(Role::Opening, [RowPart::Separator])];
    rows.extend(join_rows(invitation, &texts));
    if let Some(phone) = &invitation.phone {
        rows.extend(phone_rows(phone, invitation.kind, &texts));
    }
    rows.extend(help(invitation, language, &texts));
    branding(invitation, &texts, &mut rows);
    rows.push(row(Role::Marker, [RowPart::Marker(language.lcid())]));
    rows.push(row(Role::Closing, [RowPart::Separator]));
    rows
}

impl RenderedRow {
    /// The row as a balanced paragraph.
    pub fn html(&self) -> String {
        let margin = match self.role {
            Role::Number | Role::Directory => "0 0 2pt 0",
            Role::WebApp => "3pt 0 12pt 16pt",
            Role::PhoneHeading => "12pt 0 4pt 0",
            _ => "0",
        };
        format!(r#"<p style="margin:{margin}">{}</p>"#, self.line())
    }

    /// The row as HTML that may stand inside a line.
    pub(crate) fn line(&self) -> String {
        self.parts.iter().map(RowPart::html).collect()
    }

    /// The row as a line of plain text.
    pub fn text(&self) -> String {
        self.parts.iter().map(RowPart::text).collect::<String>().trim_end().to_owned()
    }
}

impl RowPart {
    fn html(&self) -> String {
        match self {
            Self::Text { text, points } => sized(points, &escape(&single_line(text))),
            Self::Link { target, text, points } => link_html(target, text, points),
            Self::Separator => format!(
                r#"<span aria-hidden="true" style="font-size:8.0pt; color:#7F7F7F">{}</span>"#,
                ".".repeat(SEPARATOR_WIDTH)
            ),
            Self::Bookmark("OutSharedNoteBorder") => r#"<a name="OutSharedNoteBorder">&nbsp;</a>"#.to_owned(),
            Self::Bookmark(name) => format!(r#"<a name="{name}"></a>"#),
            Self::Gap => "&nbsp;&nbsp; ".to_owned(),
            Self::Logo(url) => format!(r#"<img src="{}" alt="" style="max-height:60px">"#, escape(url)),
            Self::Marker(lcid) => format!(
                r#"<sub aria-hidden="true"><span style="font-size:1.0pt; color:white">[!OC([{lcid}])!]</span></sub>"#
            ),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Text { text, .. } => single_line(text),
            Self::Link { target, text, .. } => match safe_url(target) {
                // A number is dialled as it stands.
                Some(url) if !url.starts_with("tel:") => format!("{} <{url}>", single_line(text)),
                _ => single_line(text),
            },
            Self::Separator => ".".repeat(SEPARATOR_WIDTH),
            Self::Bookmark(_) => String::new(),
            Self::Gap => "      ".to_owned(),
            Self::Logo(url) => format!("[{url}]"),
            Self::Marker(lcid) => format!("[!OC([{lcid}])!]"),
        }
    }
}

/// Words from outside as one line; marks of direction would turn around what stands beside them.
fn single_line(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_mark(*c));
    seen.map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn row(role: Role, parts: impl IntoIterator<Item = RowPart>) -> RenderedRow {
    RenderedRow { role, parts: parts.into_iter().collect() }
}

fn words(text: impl Into<String>, points: &'static str) -> RowPart {
    RowPart::Text { text: text.into(), points }
}

fn link(target: impl Into<String>, text: impl Into<String>, points: &'static str) -> RowPart {
    RowPart::Link { target: target.into(), text: text.into(), points }
}

fn sized(points: &str, content: &str) -> String {
    format!(r#"<span style="font-size:{points}pt">{content}</span>"#)
}

fn link_html(target: &str, text: &str, points: &str) -> String {
    let text = escape(&single_line(text));
    match safe_url(target) {
        Some(url) => format!(
            r#"<a href="{}"><span style="font-size:{points}pt; color:#0066CC">{text}</span></a>"#,
            escape(url)
        ),
        None => sized(points, &text),
    }
}

fn join_rows(invitation: &Invitation, texts: &Texts) -> Vec<RenderedRow> {
    if invitation.kind == MeetingKind::Hosted {
        return vec![row(Role::Join, [link(invitation.join_url.as_str(), texts.get("join-hosted"), "16.0")])];
    }
    vec![join(invitation, texts), web_app(invitation, texts)]
}

fn join(invitation: &Invitation, texts: &Texts) -> RenderedRow {
    let mut parts = vec![
        RowPart::Bookmark("OutJoinLink"),
        link(invitation.join_url.as_str(), texts.get("join"), "16.0"),
        words(" ", "10.0"),
        RowPart::Bookmark("OutSharedNoteBorder"),
        RowPart::Bookmark("OutSharedNoteLink"),
    ];
    parts.extend(invitation.shared_notes.as_deref().map(|notes| link(notes, "OneNote", "10.0")));
    row(Role::Join, parts)
}

fn web_app(invitation: &Invitation, texts: &Texts) -> RenderedRow {
    let question = format!("{} ", texts.get("web-app-question"));
    row(
        Role::WebApp,
        [words(question, "10.0"), link(invitation.join_url.web_app(), texts.get("web-app"), "10.0")],
    )
}

/// The phone part: heading, numbers, directory, conference ID.
pub(crate) fn phone_rows(phone: &PhoneAccess, kind: MeetingKind, texts: &Texts) -> Vec<RenderedRow> {
    let (heading, points) = match kind {
        MeetingKind::Teams => ("dial-in-by-phone", TEAMS_HEADING_POINTS),
        MeetingKind::SkypeForBusiness | MeetingKind::Hosted => ("join-by-phone", "13.0"),
    };
    let mut rows = vec![row(Role::PhoneHeading, [words(texts.get(heading), points)])];
    rows.extend(number_rows(phone, kind, texts));
    rows.extend(directory_row(phone, kind, texts));
    rows.extend(conference_id_row(phone, kind, texts));
    rows
}

/// The size of the words in a block of this kind.
fn points_of(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Teams => TEAMS_POINTS,
        MeetingKind::SkypeForBusiness | MeetingKind::Hosted => "10.0",
    }
}

/// The numbers as the service of this kind shows them.
pub(crate) fn number_rows(phone: &PhoneAccess, kind: MeetingKind, texts: &Texts) -> Vec<RenderedRow> {
    let own_row = |number| match (kind, &phone.conference_id) {
        (MeetingKind::Teams, Some(id)) => one_touch_row(number, id, texts),
        _ => number_row(number, texts),
    };
    phone.numbers.iter().map(own_row).collect()
}

pub(crate) fn directory_row(phone: &PhoneAccess, kind: MeetingKind, texts: &Texts) -> Option<RenderedRow> {
    let url = phone.directory_page()?;
    Some(row(Role::Directory, [link(url, texts.get("find-local-number"), points_of(kind))]))
}

pub(crate) fn conference_id_row(
    phone: &PhoneAccess,
    kind: MeetingKind,
    texts: &Texts,
) -> Option<RenderedRow> {
    let id = phone.conference_id.as_ref()?;
    let text = match kind {
        MeetingKind::Teams => texts.with("phone-conference-id", "id", &in_threes(id)),
        MeetingKind::SkypeForBusiness | MeetingKind::Hosted => texts.with("conference-id", "id", id.as_str()),
    };
    Some(labelled_id_row(&text, kind))
}

/// The conference ID behind its label.
pub(crate) fn labelled_id_row(text: &str, kind: MeetingKind) -> RenderedRow {
    row(Role::ConferenceId, [words(text, points_of(kind))])
}

/// The link to the PIN page, on a row of its own.
pub(crate) fn pin_row(url: &str, texts: &Texts) -> RenderedRow {
    row(Role::Help, [link(url, texts.get("forgot-pin"), "10.0")])
}

/// Links of the block's own, parted by bars.
pub(crate) fn links_row(links: &[(String, String)]) -> RenderedRow {
    let mut parts = Vec::with_capacity(links.len() * 2);
    for (target, text) in links {
        if !parts.is_empty() {
            parts.push(words(" | ", "10.0"));
        }
        parts.push(link(target, text, "10.0"));
    }
    row(Role::Help, parts)
}

/// A number that dials the conference ID along, as Teams writes it.
fn one_touch_row(number: &DialInNumber, id: &ConferenceId, texts: &Texts) -> RenderedRow {
    let target = format!("tel:{},,{id}#", number.dialled());
    let mut parts: Vec<RowPart> = toll_free_label(number, texts, TEAMS_POINTS).into_iter().collect();
    parts.push(link(target, format!("{},,{id}#", number.number), TEAMS_POINTS));
    if !number.region.is_empty() {
        parts.extend([RowPart::Gap, words(&number.region, TEAMS_POINTS)]);
    }
    row(Role::Number, parts)
}

fn toll_free_label(number: &DialInNumber, texts: &Texts, points: &'static str) -> Option<RowPart> {
    number.toll_free.then(|| words(format!("{} ", texts.get("toll-free")), points))
}

fn number_row(number: &DialInNumber, texts: &Texts) -> RenderedRow {
    let mut parts: Vec<RowPart> = toll_free_label(number, texts, "10.0").into_iter().collect();
    parts.push(link(format!("tel:{}", number.dialled()), &number.number, "10.0"));
    if !number.region.is_empty() {
        parts.push(words(format!(" ({})", number.region), "10.0"));
    }
    if !number.languages.is_empty() {
        parts.push(RowPart::Gap);
        parts.push(words(&number.languages, "10.0"));
    }
    row(Role::Number, parts)
}

fn help(invitation: &Invitation, language: Language, texts: &Texts) -> Option<RenderedRow> {
    let microsofts =
        (invitation.kind != MeetingKind::Hosted).then(|| format!("{HELP_URL}{}", language.lcid()));
    let help_url =
        invitation.branding.help_url.as_deref().and_then(safe_url).map(str::to_owned).or(microsofts);
    let pin = invitation.phone.as_ref().and_then(PhoneAccess::pin_page);
    let mut links: Vec<(String, String)> =
        pin.into_iter().map(|url| (url, texts.get("forgot-pin"))).collect();
    links.extend(help_url.map(|url| (url, texts.get("help"))));
    (!links.is_empty()).then(|| links_row(&links))
}

fn branding(invitation: &Invitation, texts: &Texts, rows: &mut Vec<RenderedRow>) {
    let branding = &invitation.branding;
    let logo = branding.logo_url.as_deref().and_then(safe_url).filter(|url| url.starts_with("https://"));
    rows.extend(logo.map(|url| row(Role::Branding, [RowPart::Logo(url.to_owned())])));
    let lines =
        branding.footer.iter().flat_map(|footer| footer.lines()).filter(|line| !line.trim().is_empty());
    rows.extend(lines.map(|line| row(Role::Branding, [words(line.trim(), "10.0")])));
    let legal = branding.legal_url.as_deref().and_then(safe_url);
    rows.extend(legal.map(|url| row(Role::Branding, [link(url, texts.get("legal"), "10.0")])));
}
