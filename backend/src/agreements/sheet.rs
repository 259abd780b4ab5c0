//! Agreements as rows of a table; docs/API.md says what each column holds.

use competency_frameworks::{ItemKey, Sector};
use crosswalks::{AgreementStatus, Mode, Party, StandardRef};
use puente_wire::workbench::{AgreementAct, AgreementDraft};

use super::Agreements;
use crate::acts::bulk::Bulk;
use crate::acts::sheet::{Column, Row, needed, optional};

const COLUMNS: [Column; 15] = [
    needed("title"),
    needed("parties"),
    needed("mode"),
    needed("status"),
    optional("sectors"),
    optional("frameworks"),
    optional("standards"),
    optional("legal_bases"),
    optional("starts_on"),
    optional("ends_on"),
    optional("rule"),
    optional("votes"),
    needed("source"),
    optional("illustrative"),
    optional("lang"),
];

impl Bulk for Agreements {
    const COLUMNS: &'static [Column] = &COLUMNS;
    const EXAMPLE: &'static str = include_str!("../../../docs/examples/agreements.csv");

    fn read(row: &mut Row<'_>) -> Option<AgreementDraft> {
        row.needed("title");
        let title = row.words("title");
        row.needed("parties");
        let parties = row.parsed_list("parties", party);
        let mode = row.one_of("mode", &Mode::ALL, Mode::as_str);
        let status = row.one_of("status", &AgreementStatus::ALL, AgreementStatus::as_str);
        let sectors = row.parsed_list("sectors", |name| name.parse::<Sector>().ok());
        let frameworks = row.parsed_list("frameworks", |id| id.parse().ok());
        let standards = row.parsed_list("standards", standard);
        let (starts_on, ends_on) = (row.parsed("starts_on"), row.parsed("ends_on"));
        let votes = row.parsed("votes");
        let source = row.needed("source");
        Some(AgreementDraft {
            title: title?,
            parties,
            mode: mode?,
            status: status?,
            sectors,
            frameworks,
            standards,
            legal_bases: row.list("legal_bases"),
            starts_on,
            ends_on,
            rule: row.words("rule"),
            votes,
            illustrative: row.flag("illustrative"),
            source: source?,
        })
    }

    fn column(field: &str) -> &str {
        field.split(['[', '.']).next().unwrap_or(field)
    }

    fn name(draft: &AgreementDraft) -> String {
        draft.title.official_text().to_owned()
    }

    fn identity(draft: &AgreementDraft) -> String {
        let mut parties: Vec<String> =
            draft.parties.iter().map(|party| format!("{} {}", party.country, party.body)).collect();
        parties.sort();
        format!("{}\n{}", draft.title.official_text(), parties.join("\n")).to_lowercase()
    }

    fn draft_of(view: AgreementAct) -> AgreementDraft {
        view.agreement
    }
}

/// `CO SENA`: the country, and the body that signed for it.
fn party(text: &str) -> Option<Party> {
    let (country, body) = text.split_once(char::is_whitespace)?;
    Some(Party { country: country.parse().ok()?, body: body.trim().to_owned() })
}

/// `co-sena-nscl:280101175`: the framework, and the standard's key in it.
fn standard(text: &str) -> Option<StandardRef> {
    let (framework, key) = text.split_once(':')?;
    Some(StandardRef { framework: framework.trim().parse().ok()?, standard: ItemKey::parse(key.trim()) })
}
