//! Rooms that are invited to an appointment.

use serde::{Deserialize, Serialize};

/// A room, or whatever else can be booked, that is invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Room {
    /// Its address, by which it is known.
    pub address: String,
    /// What people call it.
    pub name: String,
    /// What it answered last.
    pub answer: RoomAnswer,
}

/// What a room answers by itself. It judges every update anew
/// (<https://learn.microsoft.com/powershell/module/exchangepowershell/set-calendarprocessing>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RoomAnswer {
    /// It takes place there.
    Booked,
    /// It does not take place there.
    Declined,
    /// Nothing yet, or nothing for certain.
    Open,
}
