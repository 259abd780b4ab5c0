//! `puente verify`.

use std::fs;
use std::io::Read;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::Args;
use puente_credentials::json::{self, Limits};
use puente_credentials::verify::unreadable;
use puente_wire::verification::{CertificateFacts, Reason, State, Verification};
use serde_json::Value;

use super::Failure;
use super::trust;
use super::verify_many::{self, Options, Round, Verifier};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::verifications::batch::Batch;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// File with the certificate (JSON); `-` reads standard input.
    #[arg(required_unless_present = "ndjson", conflicts_with = "ndjson")]
    file: Option<PathBuf>,
    /// File with one certificate a line; `-` reads standard input. Ends with `verified N, failed M`.
    #[arg(long, value_name = "FILE")]
    ndjson: Option<PathBuf>,
    /// With --ndjson: print a line for each failure.
    #[arg(long, requires = "ndjson")]
    report: bool,
    /// With --ndjson: on how many threads; as many as there are cores when not said.
    #[arg(long, value_name = "N", requires = "ndjson")]
    threads: Option<NonZero<usize>>,
    /// Ask no registry and no network: rely on this file, which `puente trust export` writes or
    /// `/trust/list` answers with. Give it again for each further page.
    #[arg(long, value_name = "FILE")]
    trust: Vec<PathBuf>,
    /// With --trust: take no file but those that this public key signed (multibase, `z6Mk…`).
    #[arg(long, value_name = "KEY", requires = "trust")]
    trust_key: Option<String>,
    /// Print the whole result as JSON.
    #[arg(long)]
    json: bool,
}

/// Exit code 0: valid; 1: not; 2: could not tell (the file or the registry cannot be read).
pub(super) fn run(config: Config, arguments: &Arguments) -> Result<ExitCode, Failure> {
    if !arguments.trust.is_empty() {
        let now = Clock::system().now();
        return check(arguments, &trust::read(&arguments.trust, arguments.trust_key.as_deref(), now)?);
    }
    let app = super::open_as_served(config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    check(arguments, &Online { app, runtime })
}

/// Asks the registry, and others for what it does not hold.
struct Online {
    app: App,
    runtime: tokio::runtime::Runtime,
}

impl Verifier for Online {
    type Round<'a> = OnlineRound<'a>;

    fn begin(&self) -> OnlineRound<'_> {
        OnlineRound { batch: Batch::begin(&self.app), runtime: &self.runtime }
    }
}

/// What the registry and others said at one moment.
struct OnlineRound<'a> {
    batch: Batch,
    runtime: &'a tokio::runtime::Runtime,
}

impl Round for OnlineRound<'_> {
    fn verify(&self, credential: &Value) -> Result<Verification, Failure> {
        Ok(self.runtime.block_on(self.batch.verify(credential))?)
    }

    fn now(&self) -> DateTime<Utc> {
        self.batch.now()
    }
}

fn check(arguments: &Arguments, verifier: &impl Verifier) -> Result<ExitCode, Failure> {
    if let Some(lines) = &arguments.ndjson {
        let options = Options { path: lines, report: arguments.report, threads: arguments.threads };
        return verify_many::run(&options, verifier);
    }
    let file = arguments.file.as_deref().unwrap_or(Path::new("-"));
    let text = read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let round = verifier.begin();
    let result = match json::parse(&text, Limits::CREDENTIAL) {
        Ok(credential) => round.verify(&credential)?,
        Err(error) => unreadable(&error, round.now()),
    };
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&result)?);
    } else {
        print!("{}", in_words(&result));
    }
    Ok(ExitCode::from(u8::from(result.state != State::Valid)))
}

/// At most one byte more than a certificate may have, so that the limit shows.
fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    let most = Limits::CREDENTIAL.bytes as u64 + 1;
    let mut text = Vec::new();
    if file.as_os_str() == "-" {
        std::io::stdin().take(most).read_to_end(&mut text)?;
    } else {
        fs::File::open(file)?.take(most).read_to_end(&mut text)?;
    }
    Ok(text)
}

fn in_words(result: &Verification) -> String {
    let mut lines = vec![format!("{}: {}", result.state, result.reason)];
    if let Some(issuer) = &result.issuer {
        lines.push(format!("issuer       {} ({})", issuer.name, issuer.country));
    }
    // What a document says that is not genuine is not repeated.
    let believable = result.state != State::Invalid || result.reason == Reason::Revoked;
    if let Some(certificate) = result.certificate.as_ref().filter(|_| believable) {
        lines.extend(about(certificate));
    }
    for check in &result.checks {
        lines.push(format!("{:<18} {:<12} {}", check.check.as_str(), check.outcome.as_str(), check.detail));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn about(certificate: &CertificateFacts) -> Vec<String> {
    let mut lines = vec![format!("certificate  {}", certificate.title)];
    let mut fact = |name: &str, value: Option<String>| lines.extend(value.map(|value| format!("{name:<12} {value}")));
    fact("number", certificate.number.clone());
    fact("holder", certificate.holder_name.clone());
    fact("standard", certificate.standard.as_ref().map(|standard| format!("{} {}", standard.framework, standard.code)));
    fact("issued on", Some(certificate.issued_on.to_string()));
    fact("valid until", certificate.valid_until.map(|day| day.to_string()));
    lines
}
