//! The tokens that were given out.

use std::collections::{HashMap, HashSet};

use super::accounts::AccountId;

/// What a token for Graph allows.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Whose token it is.
    pub account: AccountId,
}

/// The tokens that were given out. They are numbered, so that none is given twice.
#[derive(Debug, Default)]
pub struct SignIn {
    count: u64,
    graph: HashMap<String, Grant>,
    ucwa: HashSet<String>,
}

impl SignIn {
    /// Gives out a token for Graph.
    pub fn issue_for_graph(&mut self, grant: Grant) -> String {
        let token = format!("sandbox-graph-{:08}", self.next());
        self.graph.insert(token.clone(), grant);
        token
    }

    /// Gives out a web ticket for UCWA.
    pub fn issue_for_ucwa(&mut self) -> String {
        let token = format!("cwt={:08}", self.next());
        self.ucwa.insert(token.clone());
        token
    }

    /// What a token for Graph allows; `None` where it was not given out here.
    pub fn grant(&self, token: &str) -> Option<&Grant> {
        self.graph.get(token)
    }

    /// Whether this is a web ticket for UCWA.
    pub fn is_web_ticket(&self, token: &str) -> bool {
        self.ucwa.contains(token)
    }

    fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }
}
