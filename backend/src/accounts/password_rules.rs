//! What a password must be: long, and not one that is guessed first. Nothing about which kinds of
//! characters it has (NIST SP 800-63B, section 3.1.1.2).

use puente_wire::problem::FieldError;

use super::error::{SAME_AS_NAME, TOO_COMMON};
use super::passwords::{MAX_LENGTH, MIN_LENGTH};
use crate::http::problem::{FieldCode, TOO_LONG, TOO_SHORT, field_error};

/// Long enough, and among the first that anybody tries here; without spaces and hyphens, in lower case.
const COMMON: &[&str] = &[
    "adminadminadmin",
    "administrador",
    "administrador1",
    "administrador123",
    "administrator",
    "bienvenido123",
    "bienvenido1234",
    "cambiame12345",
    "changemeplease",
    "clavesegura123",
    "colombia12345",
    "contrasena123",
    "contrasena1234",
    "contraseña123",
    "contraseña1234",
    "correcthorsebatterystaple",
    "ecuador123456",
    "iloveyou1234",
    "letmeinplease",
    "mexico123456",
    "minhasenha123",
    "micontraseña",
    "passwordpassword",
    "password1234",
    "password12345",
    "password123456",
    "puentedeprueba",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopasdf",
    "qwertyuiopasdfghjkl",
    "senha123456789",
    "senhasegura123",
    "tequieromucho",
    "welcome12345",
    "welcome123456",
];

/// What is wrong with a new password, said of the request's `field`.
pub(super) fn check(field: &str, password: &str, login: &str, name: &str) -> Result<(), FieldError> {
    let wrong = |code: FieldCode| Err(field_error(field, code));
    let length = password.chars().count();
    if length < MIN_LENGTH {
        return wrong(TOO_SHORT);
    }
    if length > MAX_LENGTH {
        return wrong(TOO_LONG);
    }
    let bare = bare(password);
    if COMMON.contains(&bare.as_str()) || is_sequence(&bare) {
        return wrong(TOO_COMMON);
    }
    let mailbox = login.split('@').next().unwrap_or_default();
    if [login, mailbox, name].into_iter().any(|own| self::bare(own) == bare) {
        return wrong(SAME_AS_NAME);
    }
    Ok(())
}

fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').flat_map(char::to_lowercase).collect()
}

/// `aaaaaaaaaaaa`, `123456789012`, `abcdefghijkl`, `121212121212`: few different characters, or
/// each the next of the one before.
fn is_sequence(text: &str) -> bool {
    let different: std::collections::BTreeSet<char> = text.chars().collect();
    let follows = |a: char, b: char| u32::from(b) == u32::from(a) + 1 || (a == '9' && b == '0');
    let pairs = || text.chars().zip(text.chars().skip(1));
    different.len() < 4 || pairs().all(|(a, b)| follows(a, b)) || pairs().all(|(a, b)| follows(b, a))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_of(password: &str) -> Option<String> {
        check("new", password, "ana.rojas@sena.example", "Ana María Rojas").err().map(|error| error.code)
    }

    #[test]
    fn length_is_asked_for_and_kinds_of_characters_are_not() {
        assert_eq!(code_of("corta").as_deref(), Some("too-short"));
        assert_eq!(code_of(&"larga".repeat(41)).as_deref(), Some("too-long"));
        assert_eq!(code_of("cuatro palabras sin cifras"), None);
        assert_eq!(code_of("ñandú sobre ríos"), None);
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for password in
            ["Password 1234", "123456789012", "aaaaaaaaaaaaaa", "210987654321", "Puente-de-Prueba", "abababababab"]
        {
            assert_eq!(code_of(password).as_deref(), Some("too-common"), "{password}");
        }
    }

    #[test]
    fn the_own_name_or_login_is_refused() {
        for password in
            ["ana.rojas@sena.example", "Ana Maria Rojas".replace("Maria", "María").as_str(), "ANA MARÍA ROJAS"]
        {
            assert_eq!(code_of(password).as_deref(), Some("same-as-name"), "{password}");
        }
    }
}
