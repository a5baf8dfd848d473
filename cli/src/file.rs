//! Files as bytes: read up to a limit, and written so that nobody ever reads half of one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use anyhow::Context as _;
use thiserror::Error;

/// The largest file in MB.
const LARGEST: u64 = 32;

const MB: u64 = 1024 * 1024;

/// How often, and how many milliseconds apart, a file is tried that another program writes.
const PATIENCE: (u32, u64) = (50, 100);

/// How many links lead to a file at most, as systems count them.
const MOST_LINKS: usize = 40;

/// The longest name of a file in bytes.
const LONGEST_NAME: usize = 255;

/// The mark that some editors put in front of UTF-8; browsers leave it out.
const MARK: &str = "\u{feff}";

/// Why a file cannot be used.
#[derive(Debug, Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    /// It is too large.
    #[error("it is larger than {megabytes} MB")]
    TooLarge {
        /// What is read of such a file at most.
        megabytes: u64,
    },
    /// It cannot be written.
    #[error("it cannot be written: {0}")]
    Unwritable(io::Error),
    /// Another program has been writing it for long.
    #[error("another program is writing it; if none is, delete {} and try again", .0.display())]
    Busy(PathBuf),
}

/// Refuses to read standard input twice: the second time there would be nothing in it.
pub fn check_inputs<'a>(paths: impl IntoIterator<Item = &'a Path>) -> anyhow::Result<()> {
    let inputs = paths.into_iter().filter(|path| *path == Path::new("-")).count();
    anyhow::ensure!(inputs < 2, "standard input can be read once only; name a file for the others");
    Ok(())
}

/// The bytes of a file, of standard input for `-`.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    read_up_to(LARGEST, path)
}

/// The bytes of a file that is never so large.
pub fn read_up_to(megabytes: u64, path: &Path) -> Result<Vec<u8>, FileError> {
    let limit = megabytes * MB;
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
    };
    if read.map_err(FileError::Unreadable)? as u64 > limit {
        return Err(FileError::TooLarge { megabytes });
    }
    Ok(bytes)
}

/// The mark in front and the text, as browsers read a JSON file; `None` if it is not UTF-8.
pub fn served(bytes: &[u8]) -> Option<(&str, &str)> {
    let text = str::from_utf8(bytes).ok()?;
    Some(text.strip_prefix(MARK).map_or(("", text), |text| (MARK, text)))
}

/// Writes where it is asked for: to standard output unless told, and for `-`. A file is replaced in one step, so that
/// what was in it stays where that fails.
pub fn write(output: Option<&Path>, bytes: &[u8]) -> anyhow::Result<()> {
    match output.filter(|path| *path != Path::new("-")) {
        Some(path) => replace(path, bytes).with_context(|| format!("{} cannot be written", path.display())),
        None => {
            let mut out = io::stdout().lock();
            let written = out.write_all(bytes).and_then(|()| out.flush());
            written.context("standard output cannot be written")
        }
    }
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A pipe or a device has nothing to lose, and no other file takes its place.
    if fs::metadata(path).is_ok_and(|known| !known.is_file()) {
        return fs::write(path, bytes);
    }
    let path = behind_links(path)?;
    // A name of its own: what is to be written may have the longest there is.
    let beside = path.with_file_name(format!(".redial-{}.new", std::process::id()));
    let file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let done = put(file, &beside, &path, bytes);
    if done.is_err() {
        drop(fs::remove_file(&beside));
    }
    done
}

/// What a path leads to through links, be it there or not: a link stays one.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its links lead to each other"))
}

/// The path of a file in the same folder whose name goes on so, cut where it would be too long.
fn beside(path: &Path, end: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let room = LONGEST_NAME.saturating_sub(end.len());
    let kept = (0..=room.min(name.len())).rev().find_map(|cut| name.get(..cut)).unwrap_or_default();
    path.with_file_name(format!("{kept}{end}"))
}

/// Makes a file anew of what is in it, `None` where there is none. It is replaced in one step; no change that
/// another program makes in the same way is lost; where `change` fails everything stays as it was.
pub fn update<E: From<FileError>>(
    path: &Path,
    change: impl FnOnce(Option<Vec<u8>>) -> Result<Vec<u8>, E>,
) -> Result<(), E> {
    let path = behind_links(path).map_err(FileError::Unwritable)?;
    let beside = beside(&path, ".lock");
    let file = lock(&beside)?;
    let done = old(&path).map_err(E::from).and_then(change).and_then(|new| {
        put(file, &beside, &path, &new).map_err(FileError::Unwritable)?;
        Ok(())
    });
    if done.is_err() {
        drop(fs::remove_file(&beside));
    }
    done
}

/// Creates the file that will take the place of another: there is at most one at a time.
fn lock(beside: &Path) -> Result<File, FileError> {
    let (times, milliseconds) = PATIENCE;
    for _ in 0..times {
        match OpenOptions::new().write(true).create_new(true).open(beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                sleep(Duration::from_millis(milliseconds));
            }
            opened => return opened.map_err(FileError::Unwritable),
        }
    }
    Err(FileError::Busy(beside.to_owned()))
}

fn old(path: &Path) -> Result<Option<Vec<u8>>, FileError> {
    match read(path) {
        Err(FileError::Unreadable(error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

fn put(mut file: File, beside: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    // Who may read it stays: a web server does.
    if let Ok(known) = fs::metadata(path) {
        file.set_permissions(known.permissions())?;
    }
    file.sync_all()?;
    drop(file);
    fs::rename(beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_beside_one_with_the_longest_name_has_a_name_that_can_be_written() {
        for (name, beside_it) in [
            ("config.json".to_owned(), "config.json.lock".to_owned()),
            ("x".repeat(250), format!("{}.lock", "x".repeat(250))),
            ("x".repeat(255), format!("{}.lock", "x".repeat(250))),
            ("é".repeat(127), format!("{}.lock", "é".repeat(125))),
        ] {
            let path = Path::new("folder").join(name);
            assert_eq!(beside(&path, ".lock"), Path::new("folder").join(beside_it));
        }
    }
}
