//! Lists the files of `www` for `src/pages.rs`.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=www");
    let var = |name| env::var(name).map_err(io::Error::other);
    let folder = Path::new(&var("CARGO_MANIFEST_DIR")?).join("www");
    let mut files = fs::read_dir(&folder)?.collect::<Result<Vec<_>, _>>()?;
    files.retain(|file| file.path().is_file());
    files.sort_by_key(fs::DirEntry::file_name);
    let mut list = String::from("[");
    for file in files {
        let (name, path) = (file.file_name(), file.path());
        writeln!(list, "Page {{ name: {name:?}, content: include_bytes!({path:?}) }},")
            .map_err(io::Error::other)?;
    }
    list.push(']');
    fs::write(Path::new(&var("OUT_DIR")?).join("pages.rs"), list)
}
