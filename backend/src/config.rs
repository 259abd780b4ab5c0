//! Settings: flags win over the environment, the environment over the file, the file over defaults.
//!
//! The table of all settings is in `docs/OPERATIONS.md`; a test holds it and this file together.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;

use zeroize::Zeroizing;

use crate::db::DatabaseUrl;

/// What can be set; every field may come from a flag, the environment, or the file.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Directory of the registry: SQLite database, master key, configuration file.
    #[arg(long, env = "PUENTE_DATA", global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// postgres://… instead of SQLite.
    #[arg(long, env = "DATABASE_URL", global = true, value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Address to listen on.
    #[arg(long, env = "PUENTE_ADDR", global = true, value_name = "ADDR:PORT")]
    pub addr: Option<SocketAddr>,
    /// The address people use, e.g. `https://registro.example`. Issuer identities carry its host.
    #[arg(long, env = "PUENTE_ORIGIN", global = true, value_name = "URL")]
    pub origin: Option<String>,
    /// File with the master key, 64 hexadecimal digits; made when missing.
    #[arg(long, env = "PUENTE_MASTER_KEY_FILE", global = true, value_name = "FILE")]
    pub master_key_file: Option<PathBuf>,
    /// The master key itself, 64 hexadecimal digits (from the environment, never a flag).
    #[arg(skip)]
    pub master_key: Option<String>,
    /// Library of a hardware security module (PKCS#11), e.g. `/usr/lib/softhsm/libsofthsm2.so`.
    #[arg(long, env = "PUENTE_PKCS11_MODULE", global = true, value_name = "FILE")]
    pub pkcs11_module: Option<PathBuf>,
    /// The token in it: its label.
    #[arg(long, env = "PUENTE_PKCS11_TOKEN", global = true, value_name = "LABEL")]
    pub pkcs11_token: Option<String>,
    /// File with the token's user PIN.
    #[arg(long, env = "PUENTE_PKCS11_PIN_FILE", global = true, value_name = "FILE")]
    pub pkcs11_pin_file: Option<PathBuf>,
    /// The PIN itself (from the environment, never a flag).
    #[arg(skip)]
    pub pkcs11_pin: Option<String>,
    /// Connections to the database.
    #[arg(long, env = "PUENTE_POOL_SIZE", global = true, value_name = "N")]
    pub pool_size: Option<u32>,
    /// Reverse proxy in front: take the caller's address from `x-forwarded-for`.
    #[arg(long, env = "PUENTE_BEHIND_PROXY", global = true, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    pub behind_proxy: Option<bool>,
    /// For development only: fetch other issuers' documents from this machine's own addresses too.
    #[arg(long, env = "PUENTE_FETCH_LOOPBACK", global = true, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", hide = true)]
    pub fetch_loopback: Option<bool>,
    /// Log filter, e.g. `info` or `puente=debug`.
    #[arg(long, env = "PUENTE_LOG", global = true, value_name = "FILTER")]
    pub log: Option<String>,
}

/// Where keys lie that never leave their hardware.
#[derive(Clone)]
pub struct HardwareSettings {
    /// The library to load.
    pub module: PathBuf,
    /// The token's label.
    pub token: String,
    pin: Pin,
}

/// By value or in a file.
#[derive(Clone)]
enum Pin {
    Given(Zeroizing<String>),
    File(PathBuf),
}

impl std::fmt::Debug for HardwareSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HardwareSettings({} in {})", self.token, self.module.display())
    }
}

impl HardwareSettings {
    /// The token's user PIN; a line end after it in the file does not count.
    pub fn pin(&self) -> Result<Zeroizing<String>, (PathBuf, std::io::Error)> {
        match &self.pin {
            Pin::Given(pin) => Ok(pin.clone()),
            Pin::File(path) => {
                let text = Zeroizing::new(std::fs::read_to_string(path).map_err(|error| (path.clone(), error))?);
                Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
            }
        }
    }

    /// All of it, or nothing.
    fn of(
        module: Option<PathBuf>,
        token: Option<String>,
        pin: Option<String>,
        pin_file: Option<PathBuf>,
    ) -> Result<Option<Self>, ConfigError> {
        let pin = pin.map(|pin| Pin::Given(Zeroizing::new(pin))).or_else(|| pin_file.map(Pin::File));
        match (module, token, pin) {
            (None, None, None) => Ok(None),
            (Some(module), Some(token), Some(pin)) => Ok(Some(Self { module, token, pin })),
            _ => Err(ConfigError::Pkcs11),
        }
    }
}

/// The settings, complete and checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// Directory of the registry.
    pub data: PathBuf,
    /// Where the data is.
    pub database: DatabaseUrl,
    /// Address to listen on.
    pub addr: SocketAddr,
    /// The address people use, without a slash at the end.
    pub origin: String,
    /// Whether the origin was set, and not made from `addr`.
    pub origin_is_set: bool,
    /// File with the master key.
    pub master_key_file: PathBuf,
    /// The master key, when given by value.
    pub master_key: Option<String>,
    /// The hardware security module, if there is one.
    pub hardware: Option<HardwareSettings>,
    /// Connections to the database.
    pub pool_size: u32,
    /// Take the caller's address from `x-forwarded-for`.
    pub behind_proxy: bool,
    /// For development only: fetch other issuers' documents from this machine's own addresses too.
    pub fetch_loopback: bool,
    /// Log filter.
    pub log: String,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The configuration file cannot be read.
    #[error("configuration file {0}: {1}")]
    File(String, String),
    /// The origin is not http(s)://host[:port].
    #[error("origin {0:?}: write it as https://host or https://host:port, without a path")]
    Origin(String),
    /// Only postgres:// is known.
    #[error("database URL: only postgres://… is supported; leave it out for SQLite in the data directory")]
    DatabaseUrl,
    /// Some of what a hardware security module needs, but not all.
    #[error(
        "a hardware security module needs pkcs11-module, pkcs11-token, and its PIN (pkcs11-pin-file or PUENTE_PKCS11_PIN)"
    )]
    Pkcs11,
    /// The pool size is out of range.
    #[error("pool size {0}: between 1 and 200")]
    PoolSize(u32),
}

impl Config {
    /// Puts flags, environment, file and defaults together.
    pub fn load(flags: Settings) -> Result<Self, ConfigError> {
        let data = flags.data.clone().unwrap_or_else(|| PathBuf::from("data"));
        let file = read_file(&data.join("puente.toml"))?;
        let addr = flags.addr.or(file.addr).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let set_origin = flags.origin.or(file.origin);
        let origin_is_set = set_origin.is_some();
        let origin = check_origin(set_origin.unwrap_or_else(|| format!("http://{addr}")))?;
        let database = match flags.database_url.or(file.database_url) {
            None => DatabaseUrl::Sqlite(data.join("puente.sqlite")),
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                DatabaseUrl::Postgres(url)
            }
            Some(_) => return Err(ConfigError::DatabaseUrl),
        };
        let pool_size = flags.pool_size.or(file.pool_size).unwrap_or(8);
        if !(1..=200).contains(&pool_size) {
            return Err(ConfigError::PoolSize(pool_size));
        }
        let hardware = HardwareSettings::of(
            flags.pkcs11_module.or(file.pkcs11_module),
            flags.pkcs11_token.or(file.pkcs11_token),
            flags.pkcs11_pin.or_else(|| std::env::var("PUENTE_PKCS11_PIN").ok()).or(file.pkcs11_pin),
            flags.pkcs11_pin_file.or(file.pkcs11_pin_file),
        )?;
        Ok(Self {
            hardware,
            master_key_file: flags.master_key_file.or(file.master_key_file).unwrap_or_else(|| data.join("master.key")),
            master_key: flags.master_key.or_else(|| std::env::var("PUENTE_MASTER_KEY").ok()).or(file.master_key),
            behind_proxy: flags.behind_proxy.or(file.behind_proxy).unwrap_or(false),
            fetch_loopback: flags.fetch_loopback.or(file.fetch_loopback).unwrap_or(false),
            log: flags.log.or(file.log).unwrap_or_else(|| "info".to_owned()),
            data,
            database,
            addr,
            origin,
            origin_is_set,
            pool_size,
        })
    }

    /// Whether people reach the registry over TLS; then cookies are marked `Secure`.
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// The host of the origin with its port, as in `did:web` (the colon percent-encoded;
    /// did:web Method Specification, "Method-specific identifier").
    pub fn did_web_host(&self) -> String {
        let host = self.origin.split_once("://").map_or(self.origin.as_str(), |(_, host)| host);
        host.replace(':', "%3A")
    }
}

fn read_file(path: &Path) -> Result<Settings, ConfigError> {
    let wrong = |error: String| ConfigError::File(path.display().to_string(), error);
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).map_err(|error| wrong(error.to_string())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
        Err(error) => Err(wrong(error.to_string())),
    }
}

fn check_origin(origin: String) -> Result<String, ConfigError> {
    let trimmed = origin.trim_end_matches('/');
    let host = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => Ok(trimmed.to_owned()),
        _ => Err(ConfigError::Origin(origin)),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    fn in_dir(dir: &Path) -> Settings {
        Settings { data: Some(dir.to_owned()), ..Settings::default() }
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("puente.toml"), "pool-size = 3\nlog = \"debug\"\n").unwrap();
        let config = Config::load(Settings { log: Some("warn".into()), ..in_dir(dir.path()) }).unwrap();
        assert_eq!((config.pool_size, config.log.as_str()), (3, "warn"));
        assert_eq!(config.origin, "http://127.0.0.1:8080");
    }

    #[test]
    fn the_table_for_operators_lists_exactly_the_settings() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/OPERATIONS.md");
        let text = std::fs::read_to_string(path).unwrap();
        let rows: Vec<(String, String)> = text
            .lines()
            .skip_while(|line| !line.starts_with("| flag |"))
            .skip(2)
            .take_while(|line| line.starts_with('|'))
            .map(|line| {
                let mut cells = line.split('|').skip(1).map(|cell| cell.trim().trim_matches('`').to_owned());
                (cells.next().unwrap(), cells.next().unwrap())
            })
            .collect();
        let command = Settings::augment_args(clap::Command::new("puente"));
        let mut known: Vec<(String, String)> = command
            .get_arguments()
            .filter_map(|argument| {
                let variable = argument.get_env()?.to_string_lossy().into_owned();
                Some((format!("--{}", argument.get_long()?), variable))
            })
            .collect();
        // Given by value, and so never by a flag.
        known.extend(["PUENTE_MASTER_KEY", "PUENTE_PKCS11_PIN"].map(|name| ("–".to_owned(), name.to_owned())));
        known.sort();
        let mut listed = rows;
        listed.sort();
        assert_eq!(listed, known);
    }

    #[test]
    fn a_setting_that_cannot_be_used_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let with = |change: fn(&mut Settings)| {
            let mut settings = in_dir(dir.path());
            change(&mut settings);
            Config::load(settings).unwrap_err().to_string()
        };
        assert!(with(|s| s.origin = Some("registro.example/x".into())).contains("origin"));
        assert!(with(|s| s.database_url = Some("mysql://x".into())).contains("postgres"));
        assert!(with(|s| s.pool_size = Some(0)).contains("pool size"));
        assert!(with(|s| s.pkcs11_token = Some("puente".into())).contains("pkcs11-module"));
        std::fs::write(dir.path().join("puente.toml"), "colour = 1").unwrap();
        assert!(with(|_| ()).contains("colour"));
    }

    #[test]
    fn the_port_is_encoded_in_did_web() {
        let dir = tempfile::tempdir().unwrap();
        let config =
            Config::load(Settings { origin: Some("https://a.example:8443/".into()), ..in_dir(dir.path()) }).unwrap();
        assert_eq!(config.did_web_host(), "a.example%3A8443");
    }
}
