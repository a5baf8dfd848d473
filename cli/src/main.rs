//! Redial at a shell.

use clap::Parser;

/// Keeps the dial-in details in online meetings true.
#[derive(Parser)]
#[command(name = "redial", version)]
struct Arguments {}

fn main() {
    Arguments::parse();
}
