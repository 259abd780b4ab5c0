//! The invented people of the demonstration, and how far each came.

use puente_wire::people::DocumentType;

/// One person on one standard.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) birth_date: &'static str,
    pub(super) document: (DocumentType, &'static str),
    pub(super) organisation: &'static str,
    pub(super) assessor: &'static str,
    pub(super) signatory: &'static str,
    pub(super) framework: &'static str,
    pub(super) standard: &'static str,
    pub(super) days_ago: i64,
    pub(super) end: End,
}

/// How far it came.
pub(super) enum End {
    Started,
    Draft,
    Submitted,
    NotYet,
    Returned(&'static str),
    Issued,
    Claimed,
    Suspended(&'static str),
    Revoked(&'static str),
}

const SENA: Case = Case {
    name: "",
    birth_date: "1990-01-01",
    document: (DocumentType::NationalId, "CO"),
    organisation: "sena",
    assessor: "evaluadora@sena.example",
    signatory: "firmante@sena.example",
    framework: "co-sena-nscl",
    standard: "280101175",
    days_ago: 0,
    end: End::Started,
};

const CONOCER: Case = Case {
    document: (DocumentType::NationalId, "MX"),
    organisation: "conocer",
    assessor: "evaluador@conocer.example",
    signatory: "firmante@conocer.example",
    framework: "mx-conocer-ec",
    standard: "EC0118",
    ..SENA
};

const SECAP: Case = Case {
    document: (DocumentType::NationalId, "EC"),
    organisation: "secap",
    assessor: "evaluadora@secap.example",
    signatory: "firmante@secap.example",
    framework: "ec-secap",
    standard: "ilustrativo-EL-02",
    ..SENA
};

/// Oldest first.
pub(super) const CASES: &[Case] = &[
    Case {
        name: "José Aníbal Mina",
        birth_date: "1984-11-02",
        days_ago: 96,
        end: End::Revoked("La evidencia de la unidad 2 era de otra persona."),
        ..SENA
    },
    Case { name: "Guadalupe Hernández Soto", birth_date: "1979-06-14", days_ago: 88, end: End::Claimed, ..CONOCER },
    Case {
        name: "Luis Pardo",
        birth_date: "1988-03-21",
        document: (DocumentType::Ppt, "CO"),
        standard: "220601038",
        days_ago: 61,
        end: End::Claimed,
        ..SENA
    },
    Case {
        name: "Marleny Ospino",
        birth_date: "1993-09-30",
        standard: "270401058",
        days_ago: 45,
        end: End::Suspended("Un empleador avisó de una posible suplantación; se está revisando."),
        ..SENA
    },
    Case {
        name: "Teresa Xicoténcatl",
        birth_date: "1971-01-19",
        standard: "EC0669",
        days_ago: 40,
        end: End::Claimed,
        ..CONOCER
    },
    Case {
        name: "Ana Quispe",
        birth_date: "1996-12-08",
        document: (DocumentType::Passport, "PE"),
        standard: "270401058",
        days_ago: 20,
        end: End::Issued,
        ..SENA
    },
    Case { name: "Jhon Fredy Palacios", birth_date: "1999-05-05", days_ago: 12, end: End::NotYet, ..SENA },
    Case {
        name: "Wilmer Araque",
        birth_date: "1987-07-17",
        document: (DocumentType::Pep, "CO"),
        standard: "220601038",
        days_ago: 9,
        end: End::Returned("Falta la fecha de la observación en la unidad 1. Complétela y envíe de nuevo."),
        ..SENA
    },
    Case {
        name: "Luz Dary Chango",
        birth_date: "1990-10-10",
        document: (DocumentType::MunicipalId, "EC"),
        days_ago: 8,
        end: End::Submitted,
        ..SECAP
    },
    Case {
        name: "Yuleidy Contreras",
        birth_date: "1991-08-04",
        document: (DocumentType::Ppt, "CO"),
        days_ago: 3,
        end: End::Issued,
        ..SENA
    },
    Case { name: "Arturo Beltrán Ruiz", birth_date: "1982-04-27", days_ago: 2, end: End::Issued, ..CONOCER },
    Case {
        name: "Deisy Rangel",
        birth_date: "1994-02-11",
        document: (DocumentType::ForeignerId, "CO"),
        standard: "270401058",
        days_ago: 2,
        end: End::Submitted,
        ..SENA
    },
    Case {
        name: "Yuleidy Contreras",
        birth_date: "1991-08-04",
        document: (DocumentType::Ppt, "CO"),
        standard: "220601038",
        days_ago: 1,
        end: End::Submitted,
        ..SENA
    },
    Case { name: "Rosalba Cuéllar", birth_date: "2001-08-23", days_ago: 1, end: End::Draft, ..SENA },
    Case {
        name: "Óscar Iván Triana",
        birth_date: "1976-12-30",
        standard: "EC0669",
        days_ago: 1,
        end: End::Draft,
        ..CONOCER
    },
    Case {
        name: "Yuleidy Contreras",
        birth_date: "1991-08-04",
        document: (DocumentType::Ppt, "CO"),
        standard: "270401058",
        days_ago: 0,
        end: End::Started,
        ..SENA
    },
];
