//! Words that titles of occupations are full of, in Spanish, Portuguese and English, folded.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::spelling::stem;

/// Endings that follow a slash or stand in brackets behind a word.
pub(super) const GENDER: [&str; 17] =
    ["a", "o", "as", "os", "e", "es", "ra", "ras", "ora", "oras", "era", "eras", "ero", "ista", "na", "isa", "triz"];

/// What follows one of these, up to the end of the bracket or text, is what the title is *not* about.
pub(super) const EXCEPT: [&str; 14] = [
    "excepto",
    "excepta",
    "exceto",
    "except",
    "excluyendo",
    "excluindo",
    "excluding",
    "excluido",
    "excluidos",
    "excluidas",
    "salvo",
    "excepcion",
    "excecao",
    "excluye",
];

/// Abbreviations of titles, with and without a full stop.
const ABBREVIATIONS: [(&str, &str); 40] = [
    ("adm", "administrativo"),
    ("admin", "administrativo"),
    ("admon", "administracion"),
    ("agric", "agricola"),
    ("asist", "asistente"),
    ("asst", "assistant"),
    ("aux", "auxiliar"),
    ("ay", "ayudante"),
    ("comerc", "comercial"),
    ("cond", "conductor"),
    ("const", "construccion"),
    ("constr", "construccion"),
    ("coord", "coordinador"),
    ("depto", "departamento"),
    ("dir", "director"),
    ("elec", "electrico"),
    ("elect", "electrico"),
    ("eng", "engineer"),
    ("enf", "enfermeria"),
    ("equip", "equipos"),
    ("esp", "especialista"),
    ("espec", "especialista"),
    ("gral", "general"),
    ("ing", "ingeniero"),
    ("inst", "instalacion"),
    ("lic", "licenciado"),
    ("mant", "mantenimiento"),
    ("manut", "manutencao"),
    ("maq", "maquinas"),
    ("mec", "mecanico"),
    ("mgr", "manager"),
    ("op", "operador"),
    ("oper", "operador"),
    ("prod", "produccion"),
    ("prof", "profesor"),
    ("sec", "secretario"),
    ("serv", "servicios"),
    ("sup", "supervisor"),
    ("tec", "tecnico"),
    ("trab", "trabajador"),
];

/// Filler of lists of occupations, beside the stop words of all texts.
pub(super) const FILLER: [&str; 62] = [
    "afines",
    "afin",
    "afins",
    "assim",
    "asi",
    "bajo",
    "clasificado",
    "clasificados",
    "clasificadas",
    "classificados",
    "classificadas",
    "classified",
    "classificado",
    "como",
    "conexas",
    "conexos",
    "correlatos",
    "cual",
    "demas",
    "diversos",
    "diversas",
    "elsewhere",
    "epigrafes",
    "epigrafe",
    "etc",
    "etcetera",
    "from",
    "incluso",
    "cuya",
    "cuyo",
    "destina",
    "more",
    "ni",
    "not",
    "nao",
    "on",
    "or",
    "other",
    "others",
    "otra",
    "otras",
    "otro",
    "otros",
    "ou",
    "outra",
    "outras",
    "outro",
    "outros",
    "parte",
    "related",
    "relacionadas",
    "relacionados",
    "se",
    "similar",
    "similares",
    "sob",
    "tipo",
    "todo",
    "trata",
    "u",
    "varios",
    "with",
];

/// Words that name a role, whatever the trade: stems by role, in three languages.
const ROLES: [(&str, &[&str]); 9] = [
    (
        "=manager",
        &[
            "director",
            "directivo",
            "gerente",
            "jefe",
            "coordinador",
            "administrador",
            "manager",
            "head",
            "chefe",
            "dirigente",
            "executive",
            "ejecutivo",
            "presidente",
        ],
    ),
    ("=supervisor", &["supervisor", "capataz", "encargado", "foreman", "mestre", "sobrestante", "encarregado"]),
    (
        "=helper",
        &[
            "ayudante",
            "peon",
            "ajudante",
            "labourer",
            "laborer",
            "helper",
            "apoyo",
            "apoio",
            "servente",
            "elementares",
            "elemental",
            "mozo",
            "cargador",
        ],
    ),
    ("=assistant", &["auxiliar", "asistente", "assistente", "assistant", "secretario", "apoyo"]),
    ("=technician", &["tecnico", "technician", "tecnologo"]),
    ("=operator", &["operador", "operario", "maquinista", "operator", "operative"]),
    (
        "=professional",
        &[
            "especialista",
            "profesional",
            "profissional",
            "professional",
            "investigador",
            "pesquisador",
            "researcher",
            "cientifico",
            "scientist",
            "cientista",
            "consultor",
            "consultant",
            "asesor",
            "analista",
            "analyst",
        ],
    ),
    ("=seller", &["vendedor", "seller", "dependiente", "comerciante", "expendedor", "salesperson", "balconista"]),
    (
        "=teacher",
        &["profesor", "professor", "docente", "maestro", "teacher", "instructor", "instrutor", "educador", "ensenanza"],
    ),
];

/// What an abbreviation stands for; any other word as it is.
pub(super) fn in_full(word: &str) -> &str {
    ABBREVIATIONS.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long)
}

/// The role that a stem names.
pub(super) fn role(of: &str) -> Option<&'static str> {
    static BY_STEM: LazyLock<HashMap<String, &'static str>> =
        LazyLock::new(|| ROLES.iter().flat_map(|(role, words)| words.iter().map(|word| (stem(word), *role))).collect());
    BY_STEM.get(of).copied()
}

/// The major groups of ISCO-08 that a role (`=manager`) is mostly found in, by its skill levels.
pub(super) fn levels_of(role: &str) -> &'static [(usize, f32)] {
    match role {
        "=manager" => &[(1, 1.0)],
        "=supervisor" => &[(3, 0.7), (5, 0.2), (1, 0.1)],
        "=helper" => &[(9, 1.0)],
        "=assistant" => &[(3, 0.4), (4, 0.3), (5, 0.3)],
        "=technician" => &[(3, 1.0)],
        "=operator" => &[(8, 0.8), (7, 0.2)],
        "=professional" | "=teacher" => &[(2, 1.0)],
        "=seller" => &[(5, 0.8), (9, 0.2)],
        _ => &[],
    }
}
