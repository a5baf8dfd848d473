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
    // A link stays one.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = beside(&path, &format!(".{}.new", std::process::id()));
    let file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let done = put(file, &beside, &path, bytes);
    if done.is_err() {
        drop(fs::remove_file(&beside));
    }
    done
}

/// The path of a file in the same folder whose name ends so.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut beside = path.to_owned().into_os_string();
    beside.push(end);
    PathBuf::from(beside)
}

/// Makes a file anew of what is in it, `None` where there is none. It is replaced in one step; no change that
/// another program makes in the same way is lost; where `change` fails everything stays as it was.
pub fn update<E: From<FileError>>(
    path: &Path,
    change: impl FnOnce(Option<Vec<u8>>) -> Result<Vec<u8>, E>,
) -> Result<(), E> {
    // A link stays one.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
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
