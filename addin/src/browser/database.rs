//! The browser's database: the journal of runs.

use async_trait::async_trait;
use idb::{DatabaseEvent, Factory, ObjectStoreParams, Query, TransactionMode};
use redial::ports::{Store, StoreError};
use wasm_bindgen::JsValue;

/// IndexedDB of the add-in's origin.
#[derive(Debug, Clone, Copy)]
pub struct Database;

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
    request.await.map_err(failed)
}

async fn within<T>(
    mode: TransactionMode,
    work: impl AsyncFnOnce(&idb::ObjectStore) -> Result<T, idb::Error>,
) -> Result<T, StoreError> {
    let database = open().await?;
    let transaction = database.transaction(&[TABLE], mode).map_err(failed)?;
    let table = transaction.object_store(TABLE).map_err(failed)?;
    let result = work(&table).await.map_err(failed);
    // Only a finished transaction is safe on the disk.
    transaction.await.map_err(failed)?;
    database.close();
    result
}

#[async_trait(?Send)]
impl Store for Database {
    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let value = within(TransactionMode::ReadOnly, async |table| {
            table.get(Query::Key(JsValue::from_str(key)))?.await
        });
        Ok(value.await?.and_then(|value| value.as_string()))
    }

    async fn put(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let (key, value) = (JsValue::from_str(key), JsValue::from_str(value));
        within(TransactionMode::ReadWrite, async |table| table.put(&value, Some(&key))?.await.map(drop)).await
    }

    async fn remove(&self, key: &str) -> Result<(), StoreError> {
        within(TransactionMode::ReadWrite, async |table| {
            table.delete(Query::Key(JsValue::from_str(key)))?.await
        })
        .await
    }
}
