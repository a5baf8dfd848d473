//! The browser's database: the journal of runs, and what looks judged.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use idb::{DatabaseEvent, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query, TransactionMode};
use redial::meeting::ItemId;
use redial::migration::{Journal, JournalEntry, Memory};
use redial::ports::StoreError;
use time::OffsetDateTime;
use wasm_bindgen::JsValue;

/// IndexedDB of the add-in's origin. Its connection is opened when it is first used, and stays open.
#[derive(Debug, Default)]
pub struct Database {
    connection: RefCell<Option<Rc<idb::Database>>>,
}

const NAME: &str = "redial";
const VERSION: u32 = 2;

/// The tables.
#[derive(Debug, Clone, Copy)]
enum Table {
    /// What runs write down.
    Journal,
    /// What looks judged.
    Looks,
}

impl Table {
    const ALL: [Self; 2] = [Self::Journal, Self::Looks];

    fn name(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Looks => "looks",
        }
    }
}

/// What stands behind every name.
const LAST: &str = "\u{ffff}";

/// How many texts are taken out of the table at a time.
const AT_ONCE: u32 = 100;

fn failed(error: idb::Error) -> StoreError {
    StoreError { place: "database", reason: error.to_string() }
}

async fn open() -> Result<idb::Database, StoreError> {
    let factory = Factory::new().map_err(failed)?;
    let mut request = factory.open(NAME, Some(VERSION)).map_err(failed)?;
    request.on_upgrade_needed(|event| {
        // A table that cannot be made shows at its first use.
        let Ok(database) = event.database() else { return };
        for name in Table::ALL.map(Table::name) {
            if !database.store_names().iter().any(|known| known == name) {
                drop(database.create_object_store(name, ObjectStoreParams::new()));
            }
        }
    });
    let mut database = request.await.map_err(failed)?;
    // Whoever holds on to an old version keeps a newer page waiting.
    database.on_version_change(|event| {
        if let Ok(database) = event.database() {
            database.close();
        }
    });
    Ok(database)
}

impl Database {
    async fn transaction(&self, table: Table, mode: TransactionMode) -> Result<idb::Transaction, StoreError> {
        let known = self.connection.borrow().clone();
        if let Some(Ok(transaction)) = known.map(|database| database.transaction(&[table.name()], mode)) {
            return Ok(transaction);
        }
        // There is none yet, or the browser closed it.
        let database = Rc::new(open().await?);
        self.connection.replace(Some(Rc::clone(&database)));
        database.transaction(&[table.name()], mode).map_err(failed)
    }

    async fn within<T>(
        &self,
        table: Table,
        mode: TransactionMode,
        work: impl AsyncFnOnce(&ObjectStore) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let transaction = self.transaction(table, mode).await?;
        let table = transaction.object_store(table.name()).map_err(failed)?;
        let result = work(&table).await?;
        // Only a finished transaction is safe on the disk.
        transaction.await.map_err(failed)?;
        Ok(result)
    }

    async fn entries(
        &self,
        is_wanted: impl Fn(&JournalEntry) -> bool,
    ) -> Result<Vec<JournalEntry>, StoreError> {
        let mut entries = Vec::new();
        let first = JsValue::from_str("");
        let mut take =
            |text: String| entries.extend(JournalEntry::read(&text).filter(|entry| is_wanted(entry)));
        self.each(Table::Journal, first, &JsValue::from_str(LAST), &mut take).await?;
        Ok(entries)
    }

    /// Hands over each text from one key to another, a few at a time: there may be thousands, and a page is to be used
    /// meanwhile.
    async fn each(
        &self,
        table: Table,
        mut first: JsValue,
        last: &JsValue,
        take: &mut dyn FnMut(String),
    ) -> Result<(), StoreError> {
        let mut is_open = false;
        loop {
            let range = KeyRange::bound(&first, last, Some(is_open), None).map_err(failed)?;
            let (keys, texts) = self
                .within(table, TransactionMode::ReadOnly, async |table| {
                    let range = || Some(Query::KeyRange(range.clone()));
                    let keys = table.get_all_keys(range(), Some(AT_ONCE)).map_err(failed)?;
                    let texts = table.get_all(range(), Some(AT_ONCE)).map_err(failed)?;
                    Ok((keys.await.map_err(failed)?, texts.await.map_err(failed)?))
                })
                .await?;
            texts.iter().filter_map(JsValue::as_string).for_each(&mut *take);
            match keys.into_iter().next_back() {
                Some(next) if texts.len() == AT_ONCE as usize => (first, is_open) = (next, true),
                _ => return Ok(()),
            }
        }
    }
}

async fn kept(table: &ObjectStore, key: &JsValue) -> Result<Option<String>, StoreError> {
    let value = table.get(Query::Key(key.clone())).map_err(failed)?.await.map_err(failed)?;
    Ok(value.and_then(|value| value.as_string()))
}

async fn all(table: &ObjectStore) -> Result<Vec<String>, StoreError> {
    let values = table.get_all(None, None).map_err(failed)?.await.map_err(failed)?;
    Ok(values.iter().filter_map(JsValue::as_string).collect())
}

#[async_trait(?Send)]
impl Journal for Database {
    async fn append(&self, entries: &[JournalEntry]) -> Result<(), StoreError> {
        self.within(Table::Journal, TransactionMode::ReadWrite, async |table| {
            for entry in entries {
                JournalEntry::replaces(kept(table, &JsValue::from_str(&entry.key())).await?.as_deref())?;
            }
            for entry in entries {
                let (key, text) = (JsValue::from_str(&entry.key()), JsValue::from_str(&entry.text()?));
                table.put(&text, Some(&key)).map_err(failed)?.await.map_err(failed)?;
            }
            Ok(())
        })
        .await
    }

    async fn of_item(&self, correlation_id: &str, id: &ItemId) -> Result<Option<JournalEntry>, StoreError> {
        let key = JsValue::from_str(&JournalEntry::key_of(correlation_id, id));
        let text = self
            .within(Table::Journal, TransactionMode::ReadOnly, async |table| kept(table, &key).await)
            .await?;
        Ok(text.as_deref().and_then(JournalEntry::read))
    }

    async fn of_run(&self, correlation_id: &str) -> Result<Vec<JournalEntry>, StoreError> {
        self.entries(|entry| entry.correlation_id == correlation_id).await
    }

    async fn open(&self) -> Result<Vec<JournalEntry>, StoreError> {
        self.entries(JournalEntry::is_open).await
    }

    async fn purge(&self, before: OffsetDateTime) -> Result<(), StoreError> {
        self.within(Table::Journal, TransactionMode::ReadWrite, async |table| {
            let kept = all(table).await?;
            let known = kept.iter().filter_map(|text| JournalEntry::read(text));
            for entry in known.filter(|entry| entry.is_older_than(before)) {
                let key = Query::Key(JsValue::from_str(&entry.key()));
                table.delete(key).map_err(failed)?.await.map_err(failed)?;
            }
            Ok(())
        })
        .await
    }
}

/// Under which key the text with this name is kept for the mailbox of `owner`.
fn key(owner: &str, name: &str) -> JsValue {
    JsValue::from_str(&format!("{}\n{name}", owner.to_lowercase()))
}

#[async_trait(?Send)]
impl Memory for Database {
    async fn recall(&self, owner: &str, each: &mut dyn FnMut(String)) -> Result<(), StoreError> {
        self.each(Table::Looks, key(owner, ""), &key(owner, LAST), each).await
    }

    async fn keep(&self, owner: &str, texts: &[(String, String)], gone: &[String]) -> Result<(), StoreError> {
        self.within(Table::Looks, TransactionMode::ReadWrite, async |table| {
            for (name, text) in texts {
                table.put(&JsValue::from_str(text), Some(&key(owner, name))).map_err(failed)?;
            }
            for name in gone {
                table.delete(Query::Key(key(owner, name))).map_err(failed)?;
            }
            Ok(())
        })
        .await
    }
}
