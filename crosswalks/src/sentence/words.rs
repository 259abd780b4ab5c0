//! Days and countries as people say them, in Spanish, Portuguese and English.

use chrono::{Datelike, NaiveDate};
use competency_frameworks::Country;

/// A day as people say it, in Spanish, Portuguese and English.
pub(crate) fn day(day: NaiveDate) -> [String; 3] {
    let month = usize::try_from(day.month0()).unwrap_or_default();
    let [es, pt, en] = MONTHS.map(|months| months.get(month).copied().unwrap_or_default());
    let (number, year) = (day.day(), day.year());
    [format!("{number} de {es} de {year}"), format!("{number} de {pt} de {year}"), format!("{number} {en} {year}")]
}

pub(super) fn country(country: &Country) -> [&str; 3] {
    let code = country.as_str();
    COUNTRIES.iter().find(|(known, _)| *known == code).map_or([code; 3], |(_, names)| *names)
}

const MONTHS: [[&str; 12]; 3] = [
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

/// Countries by code: Spanish, Portuguese, English.
const COUNTRIES: &[(&str, [&str; 3])] = &[
    ("AR", ["Argentina", "Argentina", "Argentina"]),
    ("BO", ["Bolivia", "Bolívia", "Bolivia"]),
    ("BR", ["Brasil", "Brasil", "Brazil"]),
    ("CL", ["Chile", "Chile", "Chile"]),
    ("CO", ["Colombia", "Colômbia", "Colombia"]),
    ("CR", ["Costa Rica", "Costa Rica", "Costa Rica"]),
    ("CU", ["Cuba", "Cuba", "Cuba"]),
    ("DO", ["República Dominicana", "República Dominicana", "Dominican Republic"]),
    ("EC", ["Ecuador", "Equador", "Ecuador"]),
    ("ES", ["España", "Espanha", "Spain"]),
    ("GT", ["Guatemala", "Guatemala", "Guatemala"]),
    ("GY", ["Guyana", "Guiana", "Guyana"]),
    ("HN", ["Honduras", "Honduras", "Honduras"]),
    ("HT", ["Haití", "Haiti", "Haiti"]),
    ("MX", ["México", "México", "Mexico"]),
    ("NI", ["Nicaragua", "Nicarágua", "Nicaragua"]),
    ("PA", ["Panamá", "Panamá", "Panama"]),
    ("PE", ["Perú", "Peru", "Peru"]),
    ("PT", ["Portugal", "Portugal", "Portugal"]),
    ("PY", ["Paraguay", "Paraguai", "Paraguay"]),
    ("SR", ["Surinam", "Suriname", "Suriname"]),
    ("SV", ["El Salvador", "El Salvador", "El Salvador"]),
    ("US", ["Estados Unidos", "Estados Unidos", "United States"]),
    ("UY", ["Uruguay", "Uruguai", "Uruguay"]),
    ("VE", ["Venezuela", "Venezuela", "Venezuela"]),
];

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    #[test]
    fn a_day_is_said_with_its_month() {
        let said = day("2026-04-09".parse().unwrap());
        assert_eq!(said, ["9 de abril de 2026", "9 de abril de 2026", "9 April 2026"]);
    }

    #[test]
    fn a_country_is_named_in_each_language_and_an_unknown_one_by_its_code() {
        assert_eq!(country(&"BR".parse().unwrap()), ["Brasil", "Brasil", "Brazil"]);
        assert_eq!(country(&"XX".parse().unwrap()), ["XX"; 3]);
    }
}
