//! Redial in the browser.
