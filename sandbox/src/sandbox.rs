//! The running sandbox: its world behind one lock, and the folders it serves.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::mailbox::UpdateError;
use crate::mailbox::store::StoreError;
use crate::seed::{self, Seed};
pub use crate::world::Origins;
use crate::world::World;

/// Folders that are served as they are at each request.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The add-in as built.
    pub dist: PathBuf,
    /// The `dist` folder of `@microsoft/office-js`.
    pub office_js: PathBuf,
}

/// The running sandbox.
pub struct Sandbox {
    /// Where it is reached.
    pub origins: Origins,
    /// What it serves from the disk.
    pub folders: Folders,
    world: Mutex<World>,
}

/// How handlers hold the sandbox.
pub type Shared = Arc<Sandbox>;

impl Sandbox {
    /// A sandbox with empty mailboxes. What is random in it follows from `random_seed`.
    pub fn new(origins: Origins, folders: Folders, random_seed: u32) -> Result<Shared, StoreError> {
        let world = World::new(&origins, random_seed)?;
        Ok(Arc::new(Self { origins, folders, world: Mutex::new(world) }))
    }

    /// Locks what requests read and change, as it is by now.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        // A store that fails says so to whoever asks it next.
        world.pass_time().ok();
        world
    }

    /// Puts everything back to the beginning, with the meetings of a seed.
    pub(crate) fn reset(&self, seed: Seed) -> Result<(), UpdateError> {
        let mut world = self.world();
        world.begin_anew(&self.origins)?;
        let now = world.clock.now();
        seed::plant(seed, &mut world, now)
    }
}
