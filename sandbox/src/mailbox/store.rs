//! The rows of the mailbox: SQLite in memory.

use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};
use thiserror::Error;
use time::OffsetDateTime;

use super::appointment::Appointment;

const SCHEMA: &str = "
CREATE TABLE appointment (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    master TEXT,
    original_start INTEGER,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    properties TEXT NOT NULL,
    document TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX appointment_master ON appointment (master);
CREATE INDEX appointment_starts ON appointment (kind, starts);
";

/// The mailbox could not be read or written: a fault of the sandbox itself.
#[derive(Debug, Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error("the sandbox's mailbox failed: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A row does not hold what was written.
    #[error("the sandbox's mailbox holds an unreadable row: {0}")]
    Row(#[from] serde_json::Error),
}

/// How much of each appointment is read: texts are large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// All but its text, in the place of which there is none.
    WithoutText,
}

impl Extent {
    fn columns(self) -> &'static str {
        match self {
            Self::Whole => "document, properties, text",
            Self::WithoutText => "document, properties, ''",
        }
    }
}

/// A condition on rows, as a piece of SQL with its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What stands after `WHERE`.
    pub sql: String,
    /// The values of its `?`, in order.
    pub parameters: Vec<String>,
}

impl Condition {
    /// Every row.
    pub fn always() -> Self {
        Self { sql: "1".to_owned(), parameters: Vec::new() }
    }
}

/// The table of appointments.
pub struct Store {
    connection: Connection,
}

impl Store {
    /// An empty table.
    pub fn open() -> Result<Self, StoreError> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self { connection })
    }

    /// Inserts, or replaces the row with this id.
    pub fn put(&self, appointment: &Appointment) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO appointment (id, kind, master, original_start, starts, ends, document, properties, text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (id) DO UPDATE
             SET kind = ?2, starts = ?5, ends = ?6, document = ?7, properties = ?8, text = ?9",
        )?;
        statement.execute(params![
            appointment.id,
            appointment.kind.name(),
            appointment.kind.master(),
            appointment.kind.original_start().map(OffsetDateTime::unix_timestamp),
            appointment.start.unix_timestamp(),
            appointment.end.unix_timestamp(),
            serde_json::to_string(appointment)?,
            serde_json::to_string(&appointment.properties)?,
            appointment.body.content,
        ])?;
        Ok(())
    }

    /// Removes an appointment, and with a series its exceptions.
    pub fn remove(&self, id: &str) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM appointment WHERE id = ?1 OR master = ?1", [id])?;
        Ok(())
    }

    /// The stored appointment with this id.
    pub fn get(&self, id: &str, extent: Extent) -> Result<Option<Appointment>, StoreError> {
        let sql = format!("SELECT {} FROM appointment WHERE id = ?", extent.columns());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let row = statement.query_row([id], columns).optional()?;
        row.map(read).transpose()
    }

    /// Everything stored, in the order it was created.
    pub fn all(&self) -> Result<Vec<Appointment>, StoreError> {
        self.select("SELECT document, properties, text FROM appointment ORDER BY sequence", [])
    }

    /// The exceptions of a series, in the order of their original starts.
    pub fn exceptions(&self, master: &str, extent: Extent) -> Result<Vec<Appointment>, StoreError> {
        let columns = extent.columns();
        self.select(
            &format!("SELECT {columns} FROM appointment WHERE master = ? ORDER BY original_start"),
            [master],
        )
    }

    /// Every series.
    pub fn masters(&self, extent: Extent) -> Result<Vec<Appointment>, StoreError> {
        let columns = extent.columns();
        self.select(&format!("SELECT {columns} FROM appointment WHERE kind = 'seriesMaster'"), [])
    }

    /// Single appointments and series that satisfy a condition, in the order of their starts.
    pub fn singles_and_masters(
        &self,
        condition: &Condition,
        skip: usize,
        top: usize,
        extent: Extent,
    ) -> Result<Vec<Appointment>, StoreError> {
        // Rows are sorted without their documents, which are large.
        let sql = format!(
            "SELECT sequence FROM appointment
             WHERE kind IN ('singleInstance', 'seriesMaster') AND ({})
             ORDER BY starts, sequence LIMIT {top} OFFSET {skip}",
            condition.sql
        );
        let parameters = condition.parameters.iter().map(|value| value as &dyn ToSql);
        let mut found = self.connection.prepare_cached(&sql)?;
        let sequences =
            found.query_map(rusqlite::params_from_iter(parameters), |row| row.get::<_, i64>(0))?;
        let sql = format!("SELECT {} FROM appointment WHERE sequence = ?", extent.columns());
        let mut row = self.connection.prepare_cached(&sql)?;
        sequences.map(|sequence| read(row.query_row([sequence?], columns)?)).collect()
    }

    /// Starts and ids of the single appointments and exceptions that overlap a time.
    pub fn keys_between(
        &self,
        from: OffsetDateTime,
        to: OffsetDateTime,
    ) -> Result<Vec<(OffsetDateTime, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT starts, id FROM appointment
             WHERE kind IN ('singleInstance', 'exception') AND starts < ?2 AND (ends > ?1 OR starts = ?1)",
        )?;
        let rows = statement.query_map([from.unix_timestamp(), to.unix_timestamp()], |row| {
            Ok((row.get::<_, i64>(0)?, row.get(1)?))
        })?;
        let mut keys = Vec::new();
        for row in rows {
            let (starts, id) = row?;
            keys.push((OffsetDateTime::from_unix_timestamp(starts).unwrap_or(from), id));
        }
        Ok(keys)
    }

    fn select(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<Vec<Appointment>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(parameters, columns)?;
        rows.map(|row| read(row?)).collect()
    }
}

fn columns(row: &Row<'_>) -> rusqlite::Result<(String, String, String)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn read((document, properties, text): (String, String, String)) -> Result<Appointment, StoreError> {
    let mut appointment: Appointment = serde_json::from_str(&document)?;
    appointment.properties = serde_json::from_str(&properties)?;
    appointment.body.content = text;
    Ok(appointment)
}
