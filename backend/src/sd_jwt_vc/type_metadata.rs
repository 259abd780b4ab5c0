//! The type's metadata (SD-JWT VC, section 6): names of every claim for people, and what can be
//! kept back.

use serde_json::{Value, json};

/// A claim: its path, whether it can be kept back, and its name in Spanish, Portuguese and English.
type Claim = (&'static [Option<&'static str>], &'static str, [&'static str; 3]);

const LOCALES: [&str; 3] = ["es", "pt", "en"];

const CLAIMS: [Claim; 11] = [
    (&[Some("title")], "never", ["Certificado", "Certificado", "Certificate"]),
    (&[Some("standard")], "never", ["Norma", "Norma", "Standard"]),
    (&[Some("name")], "always", ["Nombre", "Nome", "Name"]),
    (&[Some("birthdate")], "always", ["Fecha de nacimiento", "Data de nascimento", "Date of birth"]),
    (
        &[Some("certificate_number")],
        "always",
        ["Número del certificado", "Número do certificado", "Certificate number"],
    ),
    (&[Some("certificate_id")], "always", ["Identificador", "Identificador", "Identifier"]),
    (&[Some("verdict")], "always", ["Resultado", "Resultado", "Result"]),
    (&[Some("units")], "never", ["Unidades", "Unidades", "Units"]),
    (&[Some("units"), None], "always", ["Unidad", "Unidade", "Unit"]),
    (&[Some("units"), None, Some("title")], "allowed", ["Título de la unidad", "Título da unidade", "Unit's title"]),
    (
        &[Some("units"), None, Some("result")],
        "always",
        ["Resultado de la unidad", "Resultado da unidade", "Unit's result"],
    ),
];

/// The metadata document of the type `vct`.
pub fn type_metadata(vct: &str) -> Value {
    let names = ["Certificado de competencia", "Certificado de competência", "Certificate of competence"];
    let display: Vec<Value> = LOCALES
        .iter()
        .zip(names)
        .map(|(locale, name)| json!({"locale": locale, "lang": locale, "name": name}))
        .collect();
    json!({
        "vct": vct,
        "name": "Certificate of competence",
        "description": "What a person was found competent in, unit by unit, by an accredited body",
        "display": display,
        "claims": CLAIMS.iter().map(claim).collect::<Vec<_>>(),
    })
}

fn claim((path, sd, labels): &Claim) -> Value {
    let display: Vec<Value> = LOCALES
        .iter()
        .zip(labels)
        .map(|(locale, label)| json!({"locale": locale, "lang": locale, "label": label, "name": label}))
        .collect();
    json!({"path": path, "display": display, "sd": sd})
}

#[cfg(test)]
mod tests {
    use puente_credentials::sd_jwt::HOLDER_CLAIMS;

    use super::*;

    #[test]
    fn every_claim_that_can_be_kept_back_is_described() {
        for name in HOLDER_CLAIMS {
            let described = CLAIMS.iter().find(|(path, _, _)| *path == [Some(name)]);
            assert!(described.is_some_and(|(_, sd, _)| *sd == "always"), "{name}");
        }
    }
}
