//! From bytes to rows: which letters, which separator, which line.

use serde::{Deserialize, Serialize};

use crate::formats::{Finding, Reason};

/// How a file's letters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 with a byte order mark: what spreadsheets call "Unicode text".
    Utf16,
    /// ISO 8859-1, read with the additions of Windows-1252, which every Spanish spreadsheet writes.
    Latin1,
}

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, where the comma is the decimal sign.
    Semicolon,
    /// A tab.
    Tab,
}

impl Delimiter {
    const ALL: [Self; 3] = [Self::Tab, Self::Semicolon, Self::Comma];

    /// The byte.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// Windows-1252 from 0x80 to 0x9F; the five bytes it leaves open stay control characters.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file, and how it was written. Every byte sequence is some text.
pub fn decode(bytes: &[u8]) -> (String, Encoding) {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks(2).map(|pair| match *pair {
            [a, b] => unit([a, b]),
            _ => u16::from(char::REPLACEMENT_CHARACTER as u8),
        });
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => (wide(rest, u16::from_le_bytes), Encoding::Utf16),
        [0xfe, 0xff, rest @ ..] => (wide(rest, u16::from_be_bytes), Encoding::Utf16),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(), Encoding::Utf8),
            Err(_) => (bytes.iter().map(|byte| latin(*byte)).collect(), Encoding::Latin1),
        },
    }
}

fn latin(byte: u8) -> char {
    let high = usize::from(byte).checked_sub(0x80).and_then(|place| HIGH.get(place));
    high.copied().unwrap_or(char::from(byte))
}

/// Where a file turns out to hold something else than text, a spreadsheet's own format say: at a NUL,
/// or where more than one letter in fifty is a sign that no text has. A stray one is let pass.
pub(super) fn no_text(text: &str) -> Option<Finding> {
    let odd = |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
    let count = text.chars().filter(|letter| odd(*letter)).count();
    let first = text.find('\0').or_else(|| text.find(odd).filter(|_| count * 50 > text.chars().count()))?;
    let before = text.get(..first).unwrap_or_default();
    let line = u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX);
    let start = before.rfind('\n').map_or(0, |place| place + 1);
    let shown: String = text.get(start..).unwrap_or_default().chars().take(40).filter(|c| !c.is_control()).collect();
    Some(Finding::new(line, None, Reason::NotText, &shown))
}

/// The separator: the one that cuts the first rows into the same number of cells, and the most.
pub fn detect(text: &str) -> Delimiter {
    let rows = |delimiter: Delimiter| {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter.byte())
            .from_reader(text.as_bytes());
        let widths: Vec<usize> = reader.into_records().take(20).map(|row| row.map_or(1, |row| row.len())).collect();
        let header = widths.first().copied().unwrap_or(1);
        let alike = widths.iter().filter(|width| **width == header).count();
        if header > 1 { (alike, header) } else { (0, 0) }
    };
    // The last of equals wins: a single column is read as separated by commas.
    Delimiter::ALL.into_iter().max_by_key(|delimiter| rows(*delimiter)).unwrap_or(Delimiter::Comma)
}

/// Counts lines up to the start of each row, past the empty lines before it.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a [u8],
    byte: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    pub(super) const fn of(text: &'a str) -> Self {
        Self { text: text.as_bytes(), byte: 0, line: 1 }
    }

    /// The line, from 1, of the row that begins at this byte or after empty lines there.
    pub(super) fn of_row_at(&mut self, byte: u64) -> u32 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(letter) = self.text.get(self.byte) {
            let ends_line = match letter {
                b'\n' => true,
                b'\r' => self.text.get(self.byte + 1) != Some(&b'\n'),
                _ if self.byte >= byte => break,
                _ => false,
            };
            self.line += u32::from(ends_line);
            self.byte += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_text_is_told_from_one_with_a_stray_sign() {
        let at = |text: &str| no_text(text).map(|finding| (finding.row, finding.value));
        assert_eq!(at("PK\u{3}\u{4}\u{14}\u{0}\u{6}"), Some((1, "PK".to_owned())));
        assert_eq!(at("código,título\nA\u{0},Soldar"), Some((2, "A,Soldar".to_owned())));
        assert_eq!(at("código,título\nA\u{1},Soldar tubos de acero, a mano y con máquina\n"), None);
        assert_eq!(at("código\ttítulo\r\n"), None);
    }

    #[test]
    fn latin_letters_and_spreadsheet_signs_are_read() {
        let (text, encoding) = decode(b"Soldadura \x96 ni\xf1o");
        assert_eq!((text.as_str(), encoding), ("Soldadura – niño", Encoding::Latin1));
        assert_eq!(decode("\u{feff}niño".as_bytes()), ("niño".to_owned(), Encoding::Utf8));
        let wide: Vec<u8> = [0xfeff].into_iter().chain("niño".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide), ("niño".to_owned(), Encoding::Utf16));
    }

    #[test]
    fn the_separator_is_the_one_that_makes_even_rows() {
        assert_eq!(detect("code;title\nA;Corte, confección y costura\nB;Tejido, a mano\n"), Delimiter::Semicolon);
        assert_eq!(detect("code\ttitle, level\nA\tx; y\n"), Delimiter::Tab);
        assert_eq!(detect("code,title\nA,\"uno; dos\"\n"), Delimiter::Comma);
        assert_eq!(detect("title\nCorte; confección\n"), Delimiter::Comma);
    }

    #[test]
    fn a_row_is_counted_where_it_begins_in_the_file() {
        let mut lines = Lines::of("a\r\n\r\nb\n\n\nc");
        assert_eq!(lines.of_row_at(0), 1);
        assert_eq!(lines.of_row_at(3), 3, "past the empty line");
        assert_eq!(lines.of_row_at(7), 6);
    }
}
