//! `puente recognise`.

use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use competency_frameworks::{Country, ItemKey};
use crosswalks::{Answer, Holding, Information, MissingView, Opening, Recognition, Sentence, StandardRef};
use puente_wire::recognition::RecognitionRequest;

use super::Failure;
use crate::app::App;
use crate::recognition;

/// What certificates count for in a country.
///
/// Outcomes are `full`, `partial`, `provisional`, `not-held`, `refused` and `not-examined`. Only a decision that an
/// authority published makes one of the first four; what exists without any is listed as information.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    puente recognise co-sena-nscl:280101175 --destination EC\n  \
    puente recognise sena=co-sena-nscl:280101175 --destination EC\n  \
    puente recognise co-sena-nscl:270401058@2026-03-14 co-sena-nscl:270401053 --destination EC --json\n  \
    puente recognise co-sena-nscl:280101175 --destination EC --on 2026-04-30 --lang en")]
pub(super) struct Arguments {
    /// One certificate or several: FRAMEWORK:CODE, with @YYYY-MM-DD for the day of issue. A version
    /// stands after the code: 280101128 v2. Who issued it stands before all that, with an equals sign:
    /// the slug of a body of this registry, or a DID.
    #[arg(required = true, value_name = "[ISSUER=]FRAMEWORK:CODE[@DAY]", value_parser = holding)]
    holdings: Vec<Holding>,
    /// Where: two letters of ISO 3166-1, such as EC.
    #[arg(long)]
    destination: Country,
    /// Only what they count for as this standard.
    #[arg(long, value_name = "FRAMEWORK:KEY", value_parser = target)]
    target: Option<StandardRef>,
    /// As of this day; else today in UTC. Nothing published later changes the answer.
    #[arg(long, value_name = "DAY")]
    on: Option<NaiveDate>,
    /// The language of the sentences.
    #[arg(long, value_enum, default_value_t = Language::Es)]
    lang: Language,
    /// Print the whole answer as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Language {
    Es,
    Pt,
    En,
}

impl Language {
    const fn tag(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::Pt => "pt",
            Self::En => "en",
        }
    }
}

fn holding(text: &str) -> Result<Holding, String> {
    let (issuer, text) = issuer_before(text);
    let (framework, rest) = text.split_once(':').ok_or("FRAMEWORK:CODE, such as co-sena-nscl:280101175")?;
    let (code, issued_on) = match rest.rsplit_once('@') {
        Some((code, day)) => (code, Some(day.parse().map_err(|_| format!("{day} is no day such as 2026-03-14"))?)),
        None => (rest, None),
    };
    let framework = framework.parse().map_err(|_| format!("{framework} names no framework"))?;
    Ok(Holding { framework, code: code.to_owned(), version: None, issued_on, issuer, units: Vec::new() })
}

/// A code may hold an equals sign too: before it there is a framework's colon then, and no DID.
fn issuer_before(text: &str) -> (Option<String>, &str) {
    match text.split_once('=') {
        Some((issuer, rest)) if issuer.starts_with("did:") || !issuer.contains(':') => (Some(issuer.to_owned()), rest),
        _ => (None, text),
    }
}

fn target(text: &str) -> Result<StandardRef, String> {
    let (framework, key) = text.split_once(':').ok_or("FRAMEWORK:KEY, such as ec-secap:ILUSTRATIVO-EL-02")?;
    let framework = framework.parse().map_err(|_| format!("{framework} names no framework"))?;
    Ok(StandardRef { framework, standard: ItemKey::parse(key) })
}

pub(super) fn run(app: &App, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let edition = recognition::edition_now(app)?;
    let request = RecognitionRequest {
        holdings: arguments.holdings.clone(),
        destination: arguments.destination,
        target: arguments.target.clone(),
        on: arguments.on,
    };
    let answer = recognition::recognise(&edition, request, recognition::today(app))?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&answer)?);
    } else {
        print!("{}", in_words(&answer, arguments.lang.tag()));
    }
    Ok(ExitCode::SUCCESS)
}

fn in_words(found: &Recognition, lang: &str) -> String {
    let say = |sentence: &Sentence| sentence.read_in(lang).to_owned();
    let mut lines = vec![format!("{} ({}): {}", found.outcome.as_str(), found.as_of, say(&found.summary))];
    for (number, issuer) in (1..).zip(found.holdings.iter().map(|holding| &holding.issuer)) {
        lines.extend(issuer.as_ref().map(|issuer| format!("certificate  [{number}] {}", issuer.name)));
    }
    lines.extend(
        found.holdings.iter().flat_map(|holding| &holding.notes).map(|note| format!("note         {}", say(note))),
    );
    for answer in &found.answers {
        lines.push(String::new());
        lines.extend(about(answer, lang));
    }
    for fact in &found.information {
        lines.push(format!("information  {}", information(fact, lang)));
    }
    for authority in &found.ask {
        let contact = &authority.contact;
        lines.push(format!("ask          {} {}", contact.name, contact.url.as_deref().unwrap_or_default()));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn about(answer: &Answer, lang: &str) -> Vec<String> {
    let target = answer.target.as_ref().map_or("—", |target| target.title.read_in(lang));
    let mut lines = vec![format!("{:<12} {target}", answer.outcome.as_str())];
    if answer.illustrative {
        lines.push("             illustrative: no authority decided this".to_owned());
    }
    for unit in &answer.covered {
        let held: Vec<String> = [&unit.holding].into_iter().chain(&unit.with).map(|n| (n + 1).to_string()).collect();
        lines.push(format!("  covered    {} [{}]", unit.title.read_in(lang), held.join(" + ")));
    }
    for unit in &answer.missing {
        lines.push(format!("  missing    {}", unit.title.read_in(lang)));
        lines.extend(ways(unit).map(|way| format!("             → {way}")));
    }
    let until = answer.valid_until.map_or_else(|| "—".to_owned(), |day| day.to_string());
    lines.push(format!("  valid      {} – {until}", answer.valid_from));
    lines.extend(answer.sentences.iter().map(|sentence| format!("  · {}", sentence.read_in(lang))));
    lines
}

fn ways(unit: &MissingView) -> impl Iterator<Item = String> {
    let decided = unit.close.as_ref().map(|close| {
        let hours = close.hours.map_or_else(String::new, |hours| format!(", {hours} h"));
        format!("{}{hours} {}", close.means.as_str(), close.provider.as_deref().unwrap_or_default())
    });
    let open = |opening: &Opening| {
        let hours = opening.hours.map_or_else(String::new, |hours| format!(", {hours} h"));
        let place = opening.place.as_deref().unwrap_or("remote");
        format!("{}, {place} ({}): {}{hours}", opening.body, opening.country, opening.means.as_str())
    };
    decided.into_iter().chain(unit.openings.iter().map(open))
}

fn information(fact: &Information, lang: &str) -> String {
    match fact {
        Information::Mapping { target, predicate, not, crosswalk, .. } => {
            let not = if *not { "not " } else { "" };
            format!("mapping {not}{} {} ({crosswalk})", predicate.as_str(), target.title.read_in(lang))
        }
        Information::SameOccupation { target, isco08, .. } => {
            format!("same occupation, ISCO-08 {isco08}: {}", target.title.read_in(lang))
        }
        Information::Agreement { agreement, .. } => {
            format!("agreement {}: {}", agreement.status.as_str(), agreement.title.read_in(lang))
        }
        Information::OtherIssuers { decision, .. } => {
            let names: Vec<&str> = decision.issuers.iter().map(|issuer| issuer.name.as_str()).collect();
            format!("decision {}, only for certificates of {}", decision.number, names.join(", "))
        }
        Information::OtherTarget { decision, target, .. } => {
            let target = target.as_ref().map_or("—", |target| target.title.read_in(lang));
            format!("decision {}, for another standard: {target}", decision.number)
        }
        Information::EndedDecision { decision, ended_on, withdrawal, .. } => {
            let how = if withdrawal.is_some() { "taken back" } else { "ended" };
            format!("decision {} {how}, last day {ended_on}", decision.number)
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_a_framework_a_code_and_perhaps_an_issuer_and_a_day() {
        let read = |text: &str| {
            let held = holding(text).unwrap();
            let issued = held.issued_on.map(|day| day.to_string());
            (held.issuer, held.framework.to_string(), held.code, issued)
        };
        let own = |text: &str| text.to_owned();
        let (sena, day) = (own("co-sena-nscl"), Some(own("2026-03-14")));
        assert_eq!(read("co-sena-nscl:1@2026-03-14"), (None, sena.clone(), own("1"), day.clone()));
        assert_eq!(read("sena=co-sena-nscl:1 v2"), (Some(own("sena")), sena.clone(), own("1 v2"), None));
        assert_eq!(read("did:web:a=co-sena-nscl:1@2026-03-14"), (Some(own("did:web:a")), sena.clone(), own("1"), day));
        assert_eq!(read("co-sena-nscl:a=b"), (None, sena, own("a=b"), None));
    }
}
