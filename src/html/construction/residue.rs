//! The tags that lead from one state to a later one.

use super::{Construction, Node};

impl Construction<'_> {
    /// End tags of what is open here and no more in the `later` state, innermost first.
    pub(crate) fn ends_until(&self, later: &Construction<'_>) -> Vec<String> {
        let goes_on = |node: &&Node<'_>| later.open.iter().any(|open| open.origin == node.origin);
        let ended = self.open.iter().rev().filter(|node| !goes_on(node));
        ended.map(|node| format!("</{}>", node.name.as_str())).collect()
    }

    /// Start tags of what goes on in the `later` state and is not known here: what is open, outermost first, then the
    /// formatting that begins again with the next text. The body begins by itself.
    pub(crate) fn starts_until(&self, later: &Construction<'_>) -> Vec<String> {
        let is_new =
            |node: &&Node<'_>| node.origin >= self.created && !node.is_any(&["html", "head", "body"]);
        let open = later.open.iter().filter(is_new).map(Node::start_tag);
        let formatting = later.formatting.iter().filter_map(|entry| entry.node()).filter(is_new);
        let pending = formatting.filter(|node| later.place(node.id).is_none()).map(Node::start_tag);
        let pending: String = pending.collect();
        let pending = (!pending.is_empty()).then(|| format!("<span>{pending}</span>"));
        open.chain(pending).collect()
    }
}

impl Node<'_> {
    fn start_tag(&self) -> String {
        format!("<{}{}>", self.name.as_str(), self.attributes)
    }
}
