//! Which of the organizer's appointments claim which online meetings, and whose these are.

use std::collections::{HashMap, HashSet};

use crate::dialin::{Address, OwnAddresses, Whose};
use crate::link::JoinUrl;

use super::appointment::{Appointment, ItemId};
use super::claims::Claims;

/// How many other meetings at an address vouch for it.
const WITNESSES: usize = 2;

/// What all of the organizer's appointments together tell about each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ownership {
    addresses: OwnAddresses,
    claimed: HashMap<(String, String), Claimants>,
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
    /// What the `appointments` tell that the owner of the calendar organizes: nobody else's say anything.
    pub fn new(mut addresses: OwnAddresses, appointments: &[Appointment]) -> Self {
        let own = || appointments.iter().filter(|appointment| appointment.is_organizer);
        let mut claimed: HashMap<_, Claimants> = HashMap::new();
        let mut witnesses: HashMap<_, HashSet<_>> = HashMap::new();
        let all: Vec<_> = own().map(|appointment| (appointment, Claims::on(appointment))).collect();
        addresses.add_tagged(&all.iter().flat_map(|(_, claims)| &claims.joined).collect::<Vec<_>>());
        for (appointment, claims) in &all {
            let whole = appointment.whole();
            for url in &claims.tagged {
                claimed.entry(key(url)).or_default().tagged.insert(whole.clone());
            }
            // The tag of an online meeting that was taken out of the text claims nothing.
            for url in claims.untold.iter().filter(|_| addresses.may_stand_in(&appointment.body.content)) {
                claimed.entry(key(url)).or_default().untold.insert(whole.clone());
            }
            for url in &claims.named {
                claimed.entry(key(url)).or_default().named.insert(whole.clone());
                if let Some(address) = addresses.fitting(url) {
                    witnesses.entry(address).or_default().insert(whole.clone());
                }
            }
        }
        Self { addresses, claimed, witnesses }
    }

    /// Whose online meeting the URL on an appointment leads to.
    pub fn whose(&self, url: &JoinUrl, on: &Appointment) -> Whose {
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

    fn has_witnesses(&self, url: &JoinUrl, on: &Appointment) -> bool {
        let named_on = self.addresses.fitting(url).and_then(|address| self.witnesses.get(&address));
        named_on.is_some_and(|wholes| wholes.iter().filter(|whole| *whole != on.whole()).count() >= WITNESSES)
    }

    /// How the claim that an appointment without a tag of its own, and its series, have on an online meeting stands to
    /// those of others.
    pub fn claim(&self, url: &JoinUrl, claims: &Claims) -> Claim {
        let Some(claimants) = self.claimed.get(&key(url)).filter(|claimants| !claimants.untold.is_empty())
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

/// The same for all join URLs that agree.
fn key(url: &JoinUrl) -> (String, String) {
    (url.host(), url.path().to_owned())
}
