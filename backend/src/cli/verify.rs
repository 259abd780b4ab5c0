//! `puente verify`.

use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use puente_credentials::json::{self, Limits};
use puente_credentials::verify::unreadable;
use puente_wire::verification::{CertificateFacts, Reason, State, Verification};

use super::Failure;
use crate::app::App;
use crate::verifications;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// File with the certificate (JSON); `-` reads standard input.
    file: PathBuf,
    /// Print the whole result as JSON.
    #[arg(long)]
    json: bool,
}

/// Exit code 0: valid; 1: not; 2: could not tell (the file or the registry cannot be read).
pub(super) fn run(app: &App, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let text = read(arguments).map_err(|error| format!("{}: {error}", arguments.file.display()))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let result = match json::parse(&text, Limits::CREDENTIAL) {
        Ok(credential) => runtime.block_on(verifications::verify(app, &credential, None))?,
        Err(error) => unreadable(&error, app.clock.now()),
    };
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&result)?);
    } else {
        print!("{}", in_words(&result));
    }
    Ok(ExitCode::from(u8::from(result.state != State::Valid)))
}

/// At most one byte more than a certificate may have, so that the limit shows.
fn read(arguments: &Arguments) -> std::io::Result<Vec<u8>> {
    let most = Limits::CREDENTIAL.bytes as u64 + 1;
    let mut text = Vec::new();
    if arguments.file.as_os_str() == "-" {
        std::io::stdin().take(most).read_to_end(&mut text)?;
    } else {
        fs::File::open(&arguments.file)?.take(most).read_to_end(&mut text)?;
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
