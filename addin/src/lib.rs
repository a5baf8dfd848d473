//! Redial in the browser: the core's ports over Office.js and the web, and what people see.

pub mod host;
