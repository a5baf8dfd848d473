//! What Ines has in her calendar: the single meetings of the demo, as data.

/// How an appointment says how to join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    /// By an information block in English, made with the button.
    Skype,
    /// By an information block in French, made with the button.
    SkypeInFrench,
    /// By a block into which the organizer wrote a line.
    SkypeEdited(&'static str),
    /// By a block pasted from another meeting; the button was never used.
    Pasted,
    /// By another provider's words.
    OtherProvider,
    /// It does not.
    InPerson,
}

/// One meeting that does not recur.
pub struct Meeting {
    /// The subject.
    pub subject: &'static str,
    /// Days from today.
    pub day: i64,
    /// Minutes after midnight, UTC.
    pub minute: i64,
    /// How long, in minutes.
    pub length: i64,
    /// How to join.
    pub joining: Joining,
    /// A paragraph above the block; may hold markup.
    pub above: &'static str,
    /// A paragraph below the block.
    pub below: &'static str,
    /// Where, if that is no room that is booked.
    pub place: Option<&'static str>,
    /// The room that is booked: its name and its address.
    pub room: Option<(&'static str, &'static str)>,
    /// Everybody invited: how many of the team.
    pub attendees: usize,
}

const fn skype(
    subject: &'static str,
    day: i64,
    minute: i64,
    attendees: usize,
    above: &'static str,
) -> Meeting {
    Meeting {
        subject,
        day,
        minute,
        length: 30,
        joining: Joining::Skype,
        above,
        below: "",
        place: None,
        room: None,
        attendees,
    }
}

/// The single meetings.
pub const PROGRAM: &[Meeting] = &[
    skype(
        "Kick-off Harbour extension",
        -40,
        540,
        5,
        "Welcome everybody. Please bring the first cost figures.",
    ),
    skype("Interview: site engineer", -33, 780, 2, "CV and questions are in the recruiting folder."),
    skype("Retrospective Q3", -21, 840, 4, "What went well, what hurt, what we change."),
    skype("Contract review with Lind Logistics", -12, 600, 3, "Only sections 4 and 7 are open."),
    skype("Call with the harbour authority", -6, 660, 2, "Their questions about night work."),
    skype("Budget pre-check", -2, 570, 2, "Half an hour should do."),
    skype("Budget review 2027", 1, 540, 4, "Agenda:<br>1. Forecast<br>2. Open positions<br>3. Decisions"),
    skype("1:1 with Anna", 1, 660, 1, "Your topics first."),
    Meeting {
        room: Some(("Room Lighthouse", "lighthouse@contoso.example")),
        below: "Coffee is in the room from a quarter to.",
        ..skype("Design walk-through pier 4", 1, 840, 5, "Drawings as of Monday, please read them before.")
    },
    skype("Call with the insurer", 2, 510, 2, "Claim 2026-118, see their letter of last week."),
    Meeting {
        joining: Joining::SkypeEdited("Ask Anna for the PIN if nobody lets you in."),
        ..skype(
            "Supplier round table",
            2,
            600,
            6,
            "Please dial in five minutes early, the line is busy at the hour.",
        )
    },
    skype("Noise measurements: results", 2, 780, 3, "Short presentation, then questions."),
    Meeting {
        below: "\u{3088}\u{308d}\u{3057}\u{304f}\u{304a}\u{9858}\u{3044}\u{3057}\u{307e}\u{3059} \u{1f64f}\u{1f3fd}",
        ..skype(
            "Tokyo \u{3068}\u{306e}\u{5b9a}\u{4f8b}\u{4f1a}\u{8b70} \u{1f5fc}",
            3,
            420,
            3,
            "\u{8b70}\u{984c}\u{ff1a}\u{9032}\u{6357}\u{5831}\u{544a}\u{3001}\u{6b21}\u{306e}\u{6bb5}\u{968e} \u{1f4cc}",
        )
    },
    Meeting {
        below: "\u{646}\u{644}\u{62a}\u{642}\u{64a} \u{627}\u{644}\u{62e}\u{645}\u{64a}\u{633} &mdash; \u{5ea}\u{5d5}\u{5d3}\u{5d4} &mdash; \u{421}\u{43f}\u{430}\u{441}\u{438}\u{431}\u{43e}",
        ..skype(
            "Regional leads \u{2013} \u{41f}\u{440}\u{438}\u{432}\u{435}\u{442}",
            3,
            600,
            4,
            "\u{395}\u{3c5}\u{3c7}\u{3b1}\u{3c1}\u{3b9}\u{3c3}\u{3c4}\u{3ce} for the figures \u{2764}\u{fe0f}",
        )
    },
    Meeting {
        joining: Joining::SkypeInFrench,
        below: "\u{c0} bient\u{f4}t, Ines",
        ..skype(
            "Point hebdomadaire avec Lyon",
            3,
            840,
            3,
            "Ordre du jour\u{a0}: avancement, planning, questions diverses.",
        )
    },
    Meeting {
        joining: Joining::Pasted,
        ..skype(
            "Follow-up pier 4 (pasted invitation)",
            4,
            540,
            2,
            "Same link as last time, I copied it over.",
        )
    },
    Meeting {
        joining: Joining::OtherProvider,
        ..skype("Webinar: concrete in salt water", 4, 900, 1, "Hosted by the association, just listen in.")
    },
    Meeting { joining: Joining::InPerson, place: Some("Dentist"), ..skype("Dentist", 5, 480, 0, "") },
    skype("Tender opening", 5, 660, 5, "All offers are opened in the meeting."),
    skype("Focus time: report", 6, 540, 0, "Only for me, with the line open for questions."),
    skype("Safety briefing night shift", 7, 1020, 6, "Mandatory for everybody on site."),
    skype("Interview: project controller", 8, 600, 2, "Second round."),
    Meeting {
        room: Some(("Room Anchor", "anchor@contoso.example")),
        ..skype("Steering committee", 9, 780, 6, "<b>Decisions needed</b> on dredging and on the crane.")
    },
    skype(
        "Crane supplier, technical questions",
        10,
        570,
        3,
        "Bring the load tables &amp; the wind limits (&lt; 20 m/s).",
    ),
    skype("Press preparation", 12, 660, 2, "Ten questions we expect."),
    skype("Year-end closing: timetable", 13, 540, 4, ""),
    Meeting {
        below: "<table border=\"1\"><tr><td>Item</td><td>Owner</td></tr><tr><td>Permits</td><td>Jonas</td></tr></table>",
        ..skype("Permits: open points", 14, 840, 3, "The table below is the state of today.")
    },
    skype("Handover to operations", 18, 600, 5, "Documents are in the share."),
    skype("Lessons learned harbour extension", 22, 780, 6, "Everybody brings one."),
    skype("Planning 2027, first round", 28, 540, 4, "Rough figures are fine."),
    skype("Call with the auditors", 33, 600, 2, "They call in by phone."),
    skype("Planning 2027, second round", 42, 540, 4, "Now with exact figures."),
];
