//! What a search found so far: headers, each once, whichever lists tell of it.

use std::collections::HashSet;

use serde_json::Value;
use time::OffsetDateTime;

use crate::calendar::Found;
use crate::meeting::{ChangeKey, Header, ItemId, Uid};

use super::answer::unreadable;
use super::client::Client;
use super::event::{Event, header};

/// Headers, each once.
#[derive(Default)]
pub(super) struct Collection {
    ids: HashSet<ItemId>,
    versions: HashSet<(Uid, Option<OffsetDateTime>, ChangeKey)>,
    pub(super) headers: Vec<Header>,
    /// The names of events that cannot be read; what came in their places where not even the names can.
    pub(super) missed: HashSet<String>,
}

impl Collection {
    /// Takes an event's header, or notes that it cannot be read. It may stand in several lists.
    pub(super) fn read<T>(&mut self, event: Event, client: &Client<T>) {
        if event.listed().is_some_and(|listed| self.ids.contains(&listed.id)) {
            return;
        }
        let read: Result<Value, _> = serde_json::from_str(event.raw.get());
        match read.map_err(|_| unreadable("JSON")).and_then(|event| header(&event, &client.builder)) {
            Ok(header) => self.take(header),
            Err(_) => self.miss(event.name()),
        }
    }

    /// The same for one that was asked for by a name, which it is called by.
    pub(super) fn read_as<T>(&mut self, id: ItemId, event: &Value, client: &Client<T>) {
        match header(event, &client.builder) {
            Ok(header) => self.take(Header { id, ..header }),
            Err(_) => self.miss(id.to_string()),
        }
    }

    pub(super) fn miss(&mut self, name: String) {
        self.missed.insert(name);
    }

    /// An item that is called otherwise in another list is the same in the same version.
    pub(super) fn take(&mut self, header: Header) {
        let uid = header.identity.uid.clone();
        let version = uid.map(|uid| (uid, header.identity.original_start, header.change_key.clone()));
        let is_known = version.is_some_and(|version| !self.versions.insert(version));
        if !is_known && self.ids.insert(header.id.clone()) {
            self.headers.push(header);
        }
    }

    /// One that could be read in another answer is not missed.
    pub(super) fn found(self) -> Found {
        let Self { ids, headers, missed, .. } = self;
        let is_missed = |name: &String| !ids.contains(&ItemId::new(name.as_str()));
        Found { unreadable: missed.into_iter().filter(is_missed).collect(), headers }
    }
}
