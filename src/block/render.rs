//! Writes an information block: markup that survives Outlook on the web's sanitiser and Word, with inline
//! styles only, readable without images and in dark mode.

use super::invitation::{DialInNumber, Invitation, PhoneAccess};
use super::language::{Language, Texts};
use super::link::{escape, safe_url};
use super::row::Role;

/// One row of a rendered block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedRow {
    /// What the row says.
    pub role: Role,
    /// The row as a balanced HTML paragraph.
    pub html: String,
}

/// The width of the separator line in every real Skype for Business block.
const SEPARATOR_WIDTH: usize = 137;

/// Microsoft's help page of Skype for Business meetings; `clid` is the language.
const HELP_URL: &str = "https://o15.officeredir.microsoft.com/r/rlidLync15?p1=5&p2=2009&clid=";

/// Renders the Skype for Business block of an invitation.
pub fn render(invitation: &Invitation, language: Language) -> Vec<RenderedRow> {
    let texts = Texts::new(language);
    let mut rows =
        vec![row(Role::Opening, &separator()), join(invitation, &texts), web_app(invitation, &texts)];
    if let Some(phone) = &invitation.phone {
        phone_rows(phone, &texts, &mut rows);
    }
    rows.push(help(invitation, language, &texts));
    branding(invitation, &texts, &mut rows);
    rows.push(marker(language));
    rows.push(row(Role::Closing, &separator()));
    rows
}

fn row(role: Role, content: &str) -> RenderedRow {
    let margin = match role {
        Role::Number | Role::Directory => "0 0 2pt 0",
        Role::WebApp => "3pt 0 12pt 16pt",
        Role::PhoneHeading => "12pt 0 4pt 0",
        _ => "0",
    };
    RenderedRow { role, html: format!(r#"<p style="margin:{margin}">{content}</p>"#) }
}

fn sized(points: &str, content: &str) -> String {
    format!(r#"<span style="font-size:{points}pt">{content}</span>"#)
}

/// A link, or its text alone where the target may not be written.
fn link(target: &str, text: &str, points: &str) -> String {
    let text = escape(text);
    match safe_url(target) {
        Some(url) => format!(
            r#"<a href="{}"><span style="font-size:{points}pt; color:#0066CC">{text}</span></a>"#,
            escape(url)
        ),
        None => sized(points, &text),
    }
}

fn separator() -> String {
    format!(
        r#"<span aria-hidden="true" style="font-size:8.0pt; color:#7F7F7F">{}</span>"#,
        ".".repeat(SEPARATOR_WIDTH)
    )
}

fn join(invitation: &Invitation, texts: &Texts) -> RenderedRow {
    let notes = invitation
        .shared_notes
        .as_deref()
        .map_or_else(|| "&nbsp;".to_owned(), |notes| link(notes, "OneNote", "10.0"));
    let content = format!(
        r#"<a name="OutJoinLink"></a>{} <a name="OutSharedNoteBorder">&nbsp;</a>&nbsp;&nbsp;<a name="OutSharedNoteLink"></a>{notes}"#,
        link(invitation.join_url.as_str(), &texts.get("join"), "16.0"),
    );
    row(Role::Join, &content)
}

fn web_app(invitation: &Invitation, texts: &Texts) -> RenderedRow {
    let question = sized("10.0", &escape(&texts.get("web-app-question")));
    let link = link(&invitation.join_url.web_app(), &texts.get("web-app"), "10.0");
    row(Role::WebApp, &format!("{question} {link}"))
}

fn phone_rows(phone: &PhoneAccess, texts: &Texts, rows: &mut Vec<RenderedRow>) {
    rows.push(row(Role::PhoneHeading, &sized("13.0", &escape(&texts.get("join-by-phone")))));
    rows.extend(phone.numbers.iter().map(|number| row(Role::Number, &dial_in_number(number, texts))));
    if let Some(url) = &phone.directory_url {
        rows.push(row(Role::Directory, &link(url, &texts.get("find-local-number"), "10.0")));
    }
    if let Some(id) = &phone.conference_id {
        let text = texts.with("conference-id", "id", id.as_str());
        rows.push(row(Role::ConferenceId, &sized("10.0", &escape(&text))));
    }
}

fn dial_in_number(number: &DialInNumber, texts: &Texts) -> String {
    let target = format!("tel:+{}", number.digits());
    let mut content = String::new();
    if number.toll_free {
        content.push_str(&sized("10.0", &escape(&texts.get("toll-free"))));
        content.push(' ');
    }
    content.push_str(&link(&target, &number.number, "10.0"));
    let mut details = String::new();
    if !number.region.is_empty() {
        details.push_str(&format!(" ({})", escape(&number.region)));
    }
    if !number.languages.is_empty() {
        details.push_str(&format!("&nbsp;&nbsp;&nbsp; {}", escape(&number.languages)));
    }
    if !details.is_empty() {
        content.push_str(&sized("10.0", &details));
    }
    content
}

fn help(invitation: &Invitation, language: Language, texts: &Texts) -> RenderedRow {
    let default = format!("{HELP_URL}{}", language.lcid());
    let help_url = invitation.branding.help_url.as_deref().and_then(safe_url).unwrap_or(&default);
    let help = link(help_url, &texts.get("help"), "10.0");
    let pin_url = invitation.phone.as_ref().and_then(|phone| phone.pin_url.as_deref());
    let content = match pin_url {
        Some(url) => format!("{} | {help}", link(url, &texts.get("forgot-pin"), "10.0")),
        None => help,
    };
    row(Role::Help, &content)
}

fn branding(invitation: &Invitation, texts: &Texts, rows: &mut Vec<RenderedRow>) {
    let branding = &invitation.branding;
    let logo = branding.logo_url.as_deref().and_then(safe_url).filter(|url| url.starts_with("https://"));
    if let Some(url) = logo {
        rows.push(row(
            Role::Branding,
            &format!(r#"<img src="{}" alt="" style="max-height:60px">"#, escape(url)),
        ));
    }
    let lines =
        branding.footer.iter().flat_map(|footer| footer.lines()).filter(|line| !line.trim().is_empty());
    rows.extend(lines.map(|line| row(Role::Branding, &sized("10.0", &escape(line.trim())))));
    if let Some(url) = branding.legal_url.as_deref().and_then(safe_url) {
        rows.push(row(Role::Branding, &link(url, &texts.get("legal"), "10.0")));
    }
}

fn marker(language: Language) -> RenderedRow {
    let content = format!(
        r#"<sub aria-hidden="true"><span style="font-size:1.0pt; color:white">[!OC([{}])!]</span></sub>"#,
        language.lcid()
    );
    row(Role::Marker, &content)
}
