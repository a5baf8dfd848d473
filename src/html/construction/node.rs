//! What tree construction keeps: open elements, formatting that goes on, the insertion mode.

use crate::html::elements::Name;

/// An element that is open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'a> {
    /// Its number in the order of creation.
    pub(crate) id: usize,
    pub(crate) name: Name<'a>,
    /// The attributes of its start tag as they are written; none where it has no tag.
    pub(super) attributes: &'a str,
    pub(super) namespace: Namespace,
    /// The element whose start tag it comes from: its own number, or that of the one it continues.
    pub(crate) origin: usize,
    /// The traits of it and of all it stands in; of formatting some may be missing.
    pub(super) within: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Namespace {
    Html,
    Svg,
    MathMl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    BeforeHead,
    InHead,
    AfterHead,
    InBody,
    InTable,
    InCaption,
    InColumnGroup,
    InTableBody,
    InRow,
    InCell,
    AfterBody,
}

/// Something that happened to elements far from where the parser stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Displacement {
    /// Attributes were added to the element of this name.
    Attributes(&'static str),
    /// A formatting element was divided around another element.
    Divided { formatting: usize, around: usize },
}

/// An entry of the list of active formatting elements.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry<'a> {
    /// Nothing before it goes on: the beginning of a cell, a caption, an object.
    Marker,
    Element(Node<'a>),
}

impl<'a> Entry<'a> {
    pub(super) fn node(&self) -> Option<&Node<'a>> {
        match self {
            Self::Marker => None,
            Self::Element(node) => Some(node),
        }
    }
}
