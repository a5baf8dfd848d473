//! Values between JavaScript and Rust: the one place where they are taken apart.

use js_sys::Reflect;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// A property of an object; `undefined` where there is none.
pub(super) fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// A property that is a text.
pub(super) fn text_property(object: &JsValue, name: &str) -> Option<String> {
    property(object, name).as_string()
}

/// Whether a property is a function.
pub(super) fn has_method(object: &JsValue, name: &str) -> bool {
    property(object, name).is_function()
}

/// A Rust value as a plain JavaScript object, maps as objects.
pub(super) fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

/// A JavaScript value as a Rust value; `None` if it has another shape.
pub(super) fn from_js<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    serde_wasm_bindgen::from_value(value).ok()
}

/// What a thrown value says.
pub(super) fn reason(error: &JsValue) -> String {
    text_property(error, "message")
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "unknown reason".to_owned())
}
