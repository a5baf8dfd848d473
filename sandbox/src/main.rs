//! Starts the sandbox: prints where both origins are reached, and serves until it is told to end.

use std::io::Write;
use std::path::PathBuf;
use std::{io, thread};

use anyhow::Context;
use clap::Parser;
use redial_sandbox::sandbox::{Folders, Origins};
use redial_sandbox::server;
use serde::Serialize;
use tokio::sync::oneshot;
use uuid::Uuid;

/// A local Outlook on the web and Exchange, in which the add-in is tried and tested.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// Port of Outlook; 0 for a free one.
    #[arg(long, default_value_t = 8443)]
    outlook_port: u16,
    /// Port of the add-in's files; 0 for a free one.
    #[arg(long, default_value_t = 3443)]
    addin_port: u16,
    /// The add-in as `cargo xtask build` leaves it.
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// The `dist` folder of npm's `@microsoft/office-js`.
    #[arg(long, default_value = "node_modules/@microsoft/office-js/dist")]
    office_js: PathBuf,
    /// What everything random follows from; without it another one at each start.
    #[arg(long)]
    random_seed: Option<u32>,
    /// End when standard input is closed, as it is when the program that started this one ends.
    #[arg(long)]
    until_stdin_closes: bool,
}

/// The line on standard output.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Announcement<'a> {
    #[serde(flatten)]
    origins: &'a Origins,
    random_seed: u32,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let listening = server::listen(options.outlook_port, options.addin_port).await?;
    let random_seed = options.random_seed.unwrap_or_else(|| Uuid::new_v4().as_fields().0);
    let announcement = serde_json::to_string(&Announcement { origins: &listening.origins, random_seed })?;
    writeln!(io::stdout(), "{announcement}").context("cannot say where the sandbox is reached")?;
    let folders = Folders { dist: options.dist, office_js: options.office_js };
    tokio::select! {
        served = listening.serve(folders, random_seed) => served,
        () = signalled() => Ok(()),
        Ok(()) = stdin_closed(options.until_stdin_closes) => Ok(()),
    }
}

/// Completes when standard input ends. A thread of its own reads it: the runtime would wait for a blocked read
/// when it ends.
fn stdin_closed(wanted: bool) -> oneshot::Receiver<()> {
    let (closed, receiver) = oneshot::channel();
    if wanted {
        thread::spawn(move || {
            let _ = io::copy(&mut io::stdin(), &mut io::sink());
            let _ = closed.send(());
        });
    }
    receiver
}

#[cfg(unix)]
async fn signalled() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(not(unix))]
async fn signalled() {
    let _ = tokio::signal::ctrl_c().await;
}
