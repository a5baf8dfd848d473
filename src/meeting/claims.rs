//! What is stored outside the body about which online meeting an appointment has.

use crate::link::JoinUrl;

use super::appointment::Header;
use super::tag::{MadeFor, StoredTag, Tag};

/// The join URLs that an appointment's properties claim for it, by who wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claims {
    /// By Redial's own tag: the join URL it has and those it had before.
    pub tagged: Vec<JoinUrl>,
    /// Those of them that a tag says it has: only they name an address.
    pub joined: Vec<JoinUrl>,
    /// By a tag of Redial's that does not tell which meeting it was made for.
    pub untold: Vec<JoinUrl>,
    /// By the properties of Microsoft's buttons.
    pub named: Vec<JoinUrl>,
    /// What keeps the claims from being read.
    pub obstacle: Option<Obstacle>,
}

/// Why what is stored cannot be read, or not all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// A later version of Redial wrote it.
    NewerTag,
    /// It breaks the rules.
    Broken {
        /// The address in it that no online meeting can have.
        address: Option<String>,
    },
}

impl Claims {
    /// The claims on an appointment; a tag made for another one came along with a copy and claims nothing.
    pub fn on(header: &Header) -> Self {
        let named = [&header.named.external_link, &header.named.teams_url];
        let unusable = header.named.unusable.clone();
        let mut claims = Self {
            named: named.into_iter().flatten().cloned().collect(),
            obstacle: unusable.map(|address| Obstacle::Broken { address: Some(address) }),
            ..Self::default()
        };
        match StoredTag::in_properties(&header.custom_properties) {
            StoredTag::Absent => {}
            StoredTag::Read(tag) => match tag.made_for(&header.identity) {
                MadeFor::This => {
                    claims.joined = vec![tag.join.clone()];
                    claims.tagged = urls(&tag);
                }
                MadeFor::Untold => claims.untold = urls(&tag),
                MadeFor::Another => {}
            },
            StoredTag::Newer => claims.obstacle = Some(Obstacle::NewerTag),
            StoredTag::Broken { address } => claims.obstacle = Some(Obstacle::Broken { address }),
        }
        claims
    }

    /// These claims and those on the series: Outlook drops custom properties from its changed occurrences.
    #[must_use]
    pub fn with_series(mut self, series: &Self) -> Self {
        self.tagged.extend_from_slice(&series.tagged);
        self.joined.extend_from_slice(&series.joined);
        self.untold.extend_from_slice(&series.untold);
        self.named.extend_from_slice(&series.named);
        self.obstacle = self.obstacle.or_else(|| series.obstacle.clone());
        self
    }

    /// These claims with the other URLs of the same meetings.
    #[must_use]
    pub fn completed<'a>(mut self, others: impl Fn(&JoinUrl) -> &'a [JoinUrl]) -> Self {
        for urls in [&mut self.tagged, &mut self.joined, &mut self.untold, &mut self.named] {
            let more: Vec<JoinUrl> = urls.iter().flat_map(&others).cloned().collect();
            urls.extend(more);
        }
        self
    }

    /// All join URLs that are claimed.
    pub fn urls(&self) -> impl Iterator<Item = &JoinUrl> {
        self.tagged.iter().chain(&self.untold).chain(&self.named)
    }

    /// Whether nothing is claimed.
    pub fn is_empty(&self) -> bool {
        self.urls().next().is_none()
    }

    /// Whether a block with this join URL is the one that is claimed.
    pub fn agree_with(&self, join_url: &JoinUrl) -> bool {
        self.urls().any(|url| url.agrees_with(join_url))
    }

    /// Whether Redial's own tag claims it.
    pub fn are_tagged(&self, join_url: &JoinUrl) -> bool {
        self.tagged.iter().any(|url| url.agrees_with(join_url))
    }

    /// Whether Redial's own tag says that it is the one the meeting has.
    pub fn are_joined(&self, join_url: &JoinUrl) -> bool {
        self.joined.iter().any(|url| url.agrees_with(join_url))
    }

    /// Whether a tag claims it that does not tell which meeting it was made for.
    pub fn are_untold(&self, join_url: &JoinUrl) -> bool {
        self.untold.iter().any(|url| url.agrees_with(join_url))
    }
}

fn urls(tag: &Tag) -> Vec<JoinUrl> {
    [&tag.join].into_iter().chain(tag.former()).cloned().collect()
}
