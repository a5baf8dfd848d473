//! Redial at a shell.

use clap::Parser;

/// Keeps the dial-in details in online meetings true.
#[derive(Parser)]
#[command(name = "redial", version, arg_required_else_help = true)]
struct Arguments {}

fn main() {
    Arguments::parse();
}
