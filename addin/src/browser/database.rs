//! The browser's database: the journal of runs.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use idb::{DatabaseEvent, Factory, ObjectStore, ObjectStoreParams, Query, TransactionMode};
use redial::meeting::ItemId;
use redial::migration::{Journal, JournalEntry};
use redial::ports::StoreError;
use time::OffsetDateTime;
use wasm_bindgen::JsValue;

/// IndexedDB of the add-in's origin. Its connection is opened when it is first used, and stays open.
#[derive(Debug, Default)]
pub struct Database {
    connection: RefCell<Option<Rc<idb::Database>>>,
}

const NAME: &str = "redial";
const TABLE: &str = "journal";
const VERSION: u32 = 1;

fn failed(error: idb::Error) -> StoreError {
    StoreError { place: "journal", reason: error.to_string() }
}

async fn open() -> Result<idb::Database, StoreError> {
    let factory = Factory::new().map_err(failed)?;
    let mut request = factory.open(NAME, Some(VERSION)).map_err(failed)?;
    request.on_upgrade_needed(|event| {
        // A table that cannot be made shows at its first use.
        let made = event
            .database()
            .and_then(|database| database.create_object_store(TABLE, ObjectStoreParams::new()));
        drop(made);
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
    async fn transaction(&self, mode: TransactionMode) -> Result<idb::Transaction, StoreError> {
        let known = self.connection.borrow().clone();
        if let Some(Ok(transaction)) = known.map(|database| database.transaction(&[TABLE], mode)) {
            return Ok(transaction);
        }
        // There is none yet, or the browser closed it.
        let database = Rc::new(open().await?);
        self.connection.replace(Some(Rc::clone(&database)));
        database.transaction(&[TABLE], mode).map_err(failed)
    }

    async fn within<T>(
        &self,
        mode: TransactionMode,
        work: impl AsyncFnOnce(&ObjectStore) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let transaction = self.transaction(mode).await?;
        let table = transaction.object_store(TABLE).map_err(failed)?;
        let result = work(&table).await?;
        // Only a finished transaction is safe on the disk.
        transaction.await.map_err(failed)?;
        Ok(result)
    }

    async fn entries(
        &self,
        is_wanted: impl Fn(&JournalEntry) -> bool,
    ) -> Result<Vec<JournalEntry>, StoreError> {
        let kept = self.within(TransactionMode::ReadOnly, async |table| all(table).await).await?;
        Ok(kept.iter().filter_map(|text| JournalEntry::read(text)).filter(is_wanted).collect())
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
        self.within(TransactionMode::ReadWrite, async |table| {
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
        let text = self.within(TransactionMode::ReadOnly, async |table| kept(table, &key).await).await?;
        Ok(text.as_deref().and_then(JournalEntry::read))
    }

    async fn of_run(&self, correlation_id: &str) -> Result<Vec<JournalEntry>, StoreError> {
        self.entries(|entry| entry.correlation_id == correlation_id).await
    }

    async fn open(&self) -> Result<Vec<JournalEntry>, StoreError> {
        self.entries(JournalEntry::is_open).await
    }

    async fn purge(&self, before: OffsetDateTime) -> Result<(), StoreError> {
        self.within(TransactionMode::ReadWrite, async |table| {
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
