//! Organisations and accounts of the demonstration.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use puente_wire::session::{OrganisationKind, Role};

use super::DemoError;
use crate::accounts::organisations::{self, NewOrganisation};
use crate::accounts::passwords;
use crate::db::DbConn;
use crate::db::schema::users;
use crate::secrets::SecretError;

/// The password of every demonstration account. It protects nothing: the data is invented.
pub const PASSWORD: &str = "puente-de-prueba";

/// A demonstration account.
pub struct Account {
    /// What to log in with.
    pub login: &'static str,
    /// The person's invented name.
    pub name: &'static str,
    /// The organisation's slug.
    pub organisation: &'static str,
    /// What they may do there.
    pub roles: &'static [Role],
}

const fn account(
    login: &'static str,
    name: &'static str,
    organisation: &'static str,
    roles: &'static [Role],
) -> Account {
    Account { login, name, organisation, roles }
}

/// Every demonstration account.
pub const ACCOUNTS: &[Account] = &[
    account("evaluadora@sena.example", "Marta Rojas", "sena", &[Role::Assessor]),
    account("firmante@sena.example", "Julián Ospina", "sena", &[Role::Signatory]),
    account("admin@sena.example", "Pilar Nieto", "sena", &[Role::OrganisationAdmin]),
    account("evaluador@conocer.example", "Raúl Ibarra", "conocer", &[Role::Assessor]),
    account("firmante@conocer.example", "Elena Duarte", "conocer", &[Role::Signatory]),
    account("evaluadora@secap.example", "Rosa Guamán", "secap", &[Role::Assessor]),
    account("firmante@secap.example", "Iván Cedeño", "secap", &[Role::Signatory]),
    account("curadora@mdt-ec.example", "Lucía Paredes", "mdt-ec", &[Role::Curator]),
    account("revisor@mdt-ec.example", "Andrés Mora", "mdt-ec", &[Role::Reviewer]),
    account("directora@mdt-ec.example", "Verónica Andrade", "mdt-ec", &[Role::Reviewer]),
    account("curadora@mintrabajo-co.example", "Nubia Torres", "mintrabajo-co", &[Role::Curator]),
    account("revisor@mintrabajo-co.example", "Felipe Arango", "mintrabajo-co", &[Role::Reviewer]),
    account("directora@mintrabajo-co.example", "Clara Bedoya", "mintrabajo-co", &[Role::Reviewer]),
    account("curador@stps-mx.example", "Héctor Salas", "stps-mx", &[Role::Curator]),
    account("revisora@stps-mx.example", "Inés Cantú", "stps-mx", &[Role::Reviewer]),
    account("director@stps-mx.example", "Tomás Lira", "stps-mx", &[Role::Reviewer]),
    account("ventanilla@cucuta.example", "Doris Peña", "cucuta", &[Role::CounterOfficer]),
    account("operador@puente.example", "Sara Quintero", "operador", &[Role::Operator]),
];

const fn body(
    slug: &'static str,
    name: &'static str,
    country: &'static str,
    kind: OrganisationKind,
    website: &'static str,
) -> NewOrganisation<'static> {
    // Sign-off without a second factor, so that the demonstration can be followed without a phone.
    NewOrganisation { slug, name, country, kind, contact: "", website, signatory_totp_required: false }
}

const ORGANISATIONS: &[NewOrganisation<'static>] = &[
    body(
        "sena",
        "Servicio Nacional de Aprendizaje (SENA)",
        "CO",
        OrganisationKind::TrainingBody,
        "https://www.sena.edu.co",
    ),
    body(
        "conocer",
        "Consejo Nacional de Normalización y Certificación de Competencias Laborales (CONOCER)",
        "MX",
        OrganisationKind::CertificationBody,
        "https://www.conocer.gob.mx",
    ),
    body(
        "secap",
        "Servicio Ecuatoriano de Capacitación Profesional (SECAP)",
        "EC",
        OrganisationKind::CertificationBody,
        "https://www.secap.gob.ec",
    ),
    body(
        "mdt-ec",
        "Ministerio del Trabajo del Ecuador",
        "EC",
        OrganisationKind::Ministry,
        "https://www.trabajo.gob.ec",
    ),
    body(
        "mintrabajo-co",
        "Ministerio del Trabajo de Colombia",
        "CO",
        OrganisationKind::Ministry,
        "https://www.mintrabajo.gov.co",
    ),
    body(
        "stps-mx",
        "Secretaría del Trabajo y Previsión Social de México",
        "MX",
        OrganisationKind::Ministry,
        "https://www.gob.mx/stps",
    ),
    body("cucuta", "Alcaldía de San José de Cúcuta", "CO", OrganisationKind::CityCounter, "https://cucuta.gov.co"),
    body("operador", "Operador del registro", "CO", OrganisationKind::Operator, ""),
];

pub(super) fn load(conn: &mut DbConn, now: DateTime<Utc>) -> Result<(), DemoError> {
    for organisation in ORGANISATIONS {
        organisations::insert(conn, organisation, now)?;
    }
    // One hash for all: they share the password, and hashing takes its time on purpose.
    let hash = passwords::hash(PASSWORD).ok_or(SecretError::NoRandomness)?;
    for account in ACCOUNTS {
        let user_id = uuid::Uuid::now_v7().to_string();
        diesel::insert_into(users::table)
            .values((
                users::id.eq(&user_id),
                users::login.eq(account.login),
                users::name.eq(account.name),
                users::password_hash.eq(&hash),
                users::created_at.eq(now.naive_utc()),
            ))
            .execute(conn)
            .map_err(crate::db::DbError::from)?;
        let organisation = organisations::by_slug(conn, account.organisation)?;
        for role in account.roles {
            organisations::add_member(conn, &organisation.id, &user_id, *role, now.naive_utc())?;
        }
    }
    Ok(())
}
