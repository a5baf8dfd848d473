//! Listens on both origins.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::Context;
use axum_server::tls_rustls::{RustlsConfig, from_tcp_rustls};

use crate::faults::ForEachConnection;
use crate::sandbox::{Folders, Origins, Sandbox};
use crate::seed::Seed;
use crate::{addin_origin, certificate, outlook_origin};

/// Both origins, listening on loopback.
pub struct Listening {
    outlook: TcpListener,
    addin: TcpListener,
    tls: RustlsConfig,
    /// Where they are reached.
    pub origins: Origins,
}

/// Takes the ports (0 for any free one) and the certificate.
pub async fn listen(outlook_port: u16, addin_port: u16) -> anyhow::Result<Listening> {
    let outlook = bind(outlook_port, "--outlook-port")?;
    let addin = bind(addin_port, "--addin-port")?;
    let origins = Origins { outlook: origin(&outlook)?, addin: origin(&addin)? };
    Ok(Listening { outlook, addin, tls: certificate::tls_configuration().await?, origins })
}

fn bind(port: u16, option: &str) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        format!("cannot listen on port {port}; choose another with {option}, or 0 for any")
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

fn origin(listener: &TcpListener) -> anyhow::Result<String> {
    Ok(format!("https://localhost:{}", listener.local_addr()?.port()))
}

impl Listening {
    /// Serves a sandbox with the demo's meetings.
    pub async fn serve(self, folders: Folders, random_seed: u32) -> anyhow::Result<()> {
        let sandbox = Sandbox::new(self.origins, folders, random_seed)?;
        sandbox.reset(Seed::Demo)?;
        let outlook = ForEachConnection(outlook_origin::router(sandbox.clone()));
        let addin = addin_origin::router(sandbox);
        let outlook_server = from_tcp_rustls(self.outlook, self.tls.clone())?;
        let addin_server = from_tcp_rustls(self.addin, self.tls)?;
        tokio::try_join!(outlook_server.serve(outlook), addin_server.serve(addin.into_make_service()),)?;
        Ok(())
    }
}
