//! The certificate for localhost: made once, kept in the user's cache folder, renewed before it expires.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{env, fs};

use anyhow::Context;
use axum_server::tls_rustls::RustlsConfig;
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair};
use time::OffsetDateTime;

const VALID_DAYS: u64 = 90;
const RENEWED_AFTER: Duration = Duration::from_secs((VALID_DAYS - 7) * 24 * 60 * 60);

/// The kept certificate as a TLS configuration; makes one if there is none or it is about to expire.
pub async fn tls_configuration() -> anyhow::Result<RustlsConfig> {
    let folder = cache_folder()?;
    let (certificate, key) = (folder.join("localhost.pem"), folder.join("localhost.key.pem"));
    if !is_fresh(&certificate) || !key.exists() {
        make(&folder, &certificate, &key)
            .with_context(|| format!("cannot keep a certificate in {}", folder.display()))?;
    }
    RustlsConfig::from_pem_file(&certificate, &key)
        .await
        .with_context(|| format!("cannot use the certificate in {}; delete the folder", folder.display()))
}

fn cache_folder() -> anyhow::Result<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = set("XDG_CACHE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .or_else(|| set("LOCALAPPDATA"))
        .context("set XDG_CACHE_HOME or HOME: the certificate is kept below it")?;
    Ok(cache.join("redial-sandbox"))
}

fn is_fresh(certificate: &Path) -> bool {
    let made = fs::metadata(certificate).and_then(|metadata| metadata.modified());
    made.is_ok_and(|made| SystemTime::now().duration_since(made).is_ok_and(|age| age < RENEWED_AFTER))
}

fn make(folder: &Path, certificate: &Path, key: &Path) -> anyhow::Result<()> {
    let mut params = CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()])?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "Redial sandbox");
    let now = OffsetDateTime::now_utc();
    params.not_before = now - time::Duration::days(1);
    params.not_after = now + Duration::from_secs(VALID_DAYS * 24 * 60 * 60);
    let pair = KeyPair::generate()?;
    let signed = params.self_signed(&pair)?;
    fs::create_dir_all(folder)?;
    fs::write(key, pair.serialize_pem())?;
    fs::write(certificate, signed.pem())?;
    Ok(())
}
