//! What people read of providers and rows.

use redial::block::{Provider, Role};

/// The name people know.
pub fn provider_name(provider: Provider) -> &'static str {
    match provider {
        Provider::SkypeForBusiness => "Skype for Business",
        Provider::Lync => "Lync",
        Provider::SkypeConsumer => "Skype (consumer)",
        Provider::Teams => "Microsoft Teams",
        Provider::Hosted => "the organization's bridge",
        Provider::Foreign => "another service, which Redial leaves alone",
    }
}

/// What a row says; a row that no such block has by itself is somebody's.
pub fn role_name(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Opening) => "opening line",
        Some(Role::Title) => "title",
        Some(Role::Join) => "join link",
        Some(Role::WebApp) => "web app",
        Some(Role::MeetingId) => "meeting ID",
        Some(Role::InnerRule) => "inner line",
        Some(Role::PhoneHeading) => "phone heading",
        Some(Role::Number) => "number",
        Some(Role::Unclear) => "number or conference ID",
        Some(Role::Directory) => "directory",
        Some(Role::ConferenceId) => "conference ID",
        Some(Role::Video) => "video systems",
        Some(Role::Help) => "help",
        Some(Role::Branding) => "organization's line",
        Some(Role::Marker) => "language marker",
        Some(Role::Closing) => "closing line",
        None => "added line",
    }
}
