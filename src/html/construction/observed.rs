//! What the check against the standard's own cases sees of a state.

use super::node::{Entry, Mode, Namespace};
use super::{Construction, Node};

impl<'a> Construction<'a> {
    /// The list of active formatting elements; a marker is `None`.
    pub(crate) fn formatting(&self) -> impl Iterator<Item = Option<&Node<'a>>> {
        self.formatting.iter().map(Entry::node)
    }

    /// The insertion mode.
    pub(crate) fn mode(&self) -> Mode {
        self.mode
    }

    /// Whether the document is in quirks mode.
    pub(crate) fn is_quirky(&self) -> bool {
        self.quirks
    }

    /// The element because of which nothing is exchanged here.
    pub(crate) fn refuses(&self) -> Option<&str> {
        let open = self.open.iter().find(|node| node.is_opaque()).map(|node| node.name);
        open.or(self.lost_by).map(|name| name.as_str())
    }
}

impl Node<'_> {
    /// The name in lower case; before that of an element of SVG or MathML stands which.
    pub(crate) fn qualified_name(&self) -> String {
        let name = self.name.as_str().to_ascii_lowercase();
        match self.namespace {
            Namespace::Html => name,
            Namespace::Svg => format!("svg {name}"),
            Namespace::MathMl => format!("math {name}"),
        }
    }
}
