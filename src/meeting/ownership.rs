//! Which of the organizer's appointments claim which online meetings, and whose these are.

use std::collections::{HashMap, HashSet};

use crate::dialin::{Address, OwnAddresses, Whose};
use crate::link::JoinUrl;
use crate::ports::Clock;

use super::appointment::{Appointment, Header, ItemId};
use super::claims::Claims;

/// How many other meetings at an address vouch for it.
const WITNESSES: usize = 2;

/// What all of the organizer's appointments together tell about each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ownership {
    addresses: OwnAddresses,
    claimed: HashMap<String, Claimants>,
    /// The appointments on which the properties of Microsoft's buttons name an address that fits the organizer's own.
    witnesses: HashMap<Address, HashSet<ItemId>>,
}

/// The appointments that claim one online meeting; a series counts as one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Claimants {
    /// By a tag of their own.
    tagged: HashSet<ItemId>,
    /// By a tag that does not tell which meeting it was made for.
    untold: HashSet<ItemId>,
    /// By the properties of Microsoft's buttons.
    named: HashSet<ItemId>,
}

impl Claimants {
    fn all(&self) -> impl Iterator<Item = &ItemId> {
        self.tagged.iter().chain(&self.untold).chain(&self.named)
    }
}

/// How a claim on an online meeting stands to the claims of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It is believed.
    Believed,
    /// Another appointment's own tag claims the same: this is a copy of it.
    Copied,
    /// Others claim the same, and nothing tells whose it is.
    Contested,
}

impl Ownership {
    /// What the headers tell that the owner of the calendar organizes, each with the claims on it: nobody else's say
    /// anything. A tag that does not tell which meeting it was made for counts where the text is [weighed](Self::weigh).
    pub async fn new(mut addresses: OwnAddresses, all: &[(Header, Claims)], clock: &dyn Clock) -> Self {
        let joined: Vec<&JoinUrl> = own(all).flat_map(|(_, claims)| &claims.joined).collect();
        addresses.add_tagged(&joined, clock).await;
        let mut ownership = Self { addresses, claimed: HashMap::new(), witnesses: HashMap::new() };
        for (header, claims) in own(all) {
            ownership.take(header.whole(), claims);
            clock.breathe().await;
        }
        ownership
    }

    fn take(&mut self, whole: &ItemId, claims: &Claims) {
        let Self { addresses, claimed, witnesses } = self;
        for url in &claims.tagged {
            claimed.entry(addresses.meeting(url)).or_default().tagged.insert(whole.clone());
        }
        for url in &claims.named {
            claimed.entry(addresses.meeting(url)).or_default().named.insert(whole.clone());
            if let Some(address) = addresses.fitting(url) {
                witnesses.entry(address).or_default().insert(whole.clone());
            }
        }
    }

    /// The appointments that are to be weighed: another one claims the same, and only their texts tell whether their own
    /// tags still do.
    pub fn unweighed(&self, all: &[(Header, Claims)]) -> Vec<ItemId> {
        let untold: Vec<(&Header, Vec<_>)> = own(all)
            .filter(|(_, claims)| !claims.untold.is_empty())
            .map(|(header, claims)| {
                (header, claims.untold.iter().map(|url| self.addresses.meeting(url)).collect())
            })
            .collect();
        let mut claimants: HashMap<_, HashSet<&ItemId>> = HashMap::new();
        for (header, keys) in &untold {
            for key in keys {
                claimants.entry(key).or_default().insert(header.whole());
            }
        }
        let is_claimed_twice = |(header, keys): &&(&Header, Vec<String>)| {
            keys.iter().any(|key| {
                let others = self.claimed.get(key).into_iter().flat_map(Claimants::all);
                let all = claimants.get(key).into_iter().flatten().copied().chain(others);
                all.into_iter().any(|whole| whole != header.whole())
            })
        };
        untold.iter().filter(is_claimed_twice).map(|(header, _)| header.id.clone()).collect()
    }

    /// Takes what the text of an appointment tells: the tag of an online meeting that was taken out of it claims nothing.
    pub fn weigh(&mut self, appointment: &Appointment) {
        let Appointment { header, body } = appointment;
        if !self.addresses.may_stand_in(&body.content) {
            return;
        }
        for url in &Claims::on(header).untold {
            self.claimed
                .entry(self.addresses.meeting(url))
                .or_default()
                .untold
                .insert(header.whole().clone());
        }
    }

    /// Claims with every URL of the meetings that are claimed.
    pub fn completed(&self, claims: Claims) -> Claims {
        claims.completed(|url| self.addresses.others(url))
    }

    /// Whose online meeting the URL on an appointment leads to.
    pub fn whose(&self, url: &JoinUrl, on: &Header) -> Whose {
        if self.has_witnesses(url, on) { Whose::Own } else { self.addresses.whose(url) }
    }

    /// Whether an appointment's own tag says whose a meeting is of which nobody else knows: a run's that was made since.
    pub fn is_named(&self, url: &JoinUrl, claims: &Claims) -> bool {
        let is_by_any_tag = claims.are_untold(url) && self.addresses.are_told_by_tags_alone();
        (claims.are_joined(url) || is_by_any_tag) && self.addresses.may_be_own(url)
    }

    /// Whether an online meeting is the organizer's by all that is known of none of them alone.
    pub fn is_own(&self, url: &JoinUrl) -> bool {
        self.addresses.whose(url) == Whose::Own
    }

    fn has_witnesses(&self, url: &JoinUrl, on: &Header) -> bool {
        let named_on = self.addresses.fitting(url).and_then(|address| self.witnesses.get(&address));
        let others = named_on.into_iter().flatten().filter(|whole| *whole != on.whole());
        others.take(WITNESSES).count() == WITNESSES
    }

    /// How the claim that an appointment without a tag of its own, and its series, have on an online meeting stands to
    /// those of others.
    pub fn claim(&self, url: &JoinUrl, claims: &Claims) -> Claim {
        let Some(claimants) =
            self.claimed.get(&self.addresses.meeting(url)).filter(|claimants| !claimants.untold.is_empty())
        else {
            return Claim::Believed;
        };
        if self.addresses.is_shared(url) {
            Claim::Believed
        } else if !claimants.tagged.is_empty() {
            if claims.are_untold(url) { Claim::Copied } else { Claim::Believed }
        } else if claimants.untold.union(&claimants.named).nth(1).is_some() {
            Claim::Contested
        } else {
            Claim::Believed
        }
    }
}

/// Those that the owner of the calendar organizes.
fn own(all: &[(Header, Claims)]) -> impl Iterator<Item = &(Header, Claims)> {
    all.iter().filter(|(header, _)| header.is_organizer)
}
