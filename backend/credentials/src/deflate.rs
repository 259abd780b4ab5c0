//! Compressed lists: gzip (RFC 1952) and zlib (RFC 1950) around deflate, in memory and within limits.
//!
//! The frame of gzip is read here because the usual reader brings 16 KB of tables for its check sum
//! to every phone.

use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};

/// As small as the format's usual program makes it.
const BEST: u8 = 9;
/// Signature, deflate, no names or comments, no time, densest, no operating system.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];

/// Why compressed bytes cannot be expanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// Not the format, or its check sum differs.
    Format,
    /// More bytes than the caller takes.
    TooLarge,
}

/// Compresses as gzip.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    // The length modulo 2^32: its four lowest bytes, whatever a length has here.
    let length = bytes.len().to_le_bytes();
    let length = length.get(..4).unwrap_or_default();
    [&HEADER, compress_to_vec(bytes, BEST).as_slice(), &crc32(bytes).to_le_bytes(), length].concat()
}

/// Expands one gzip member to `most` bytes at most.
pub(crate) fn gunzip(bytes: &[u8], most: usize) -> Result<Vec<u8>, Unreadable> {
    let (body, sums) = frame(bytes).ok_or(Unreadable::Format)?;
    let expanded = expanded(decompress_to_vec_with_limit(body, most.saturating_add(1)), most)?;
    let length = u32::try_from(expanded.len()).map_err(|_| Unreadable::TooLarge)?;
    let same = sums == [crc32(&expanded).to_le_bytes(), length.to_le_bytes()].concat();
    same.then_some(expanded).ok_or(Unreadable::Format)
}

/// Compresses as zlib.
pub(crate) fn zlib(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(bytes, BEST)
}

/// Expands zlib to `most` bytes at most.
pub(crate) fn unzlib(bytes: &[u8], most: usize) -> Result<Vec<u8>, Unreadable> {
    expanded(decompress_to_vec_zlib_with_limit(bytes, most.saturating_add(1)), most)
}

fn expanded(
    result: Result<Vec<u8>, miniz_oxide::inflate::DecompressError>,
    most: usize,
) -> Result<Vec<u8>, Unreadable> {
    match result {
        Ok(bytes) if bytes.len() <= most => Ok(bytes),
        Err(error) if error.status != TINFLStatus::HasMoreOutput => Err(Unreadable::Format),
        _ => Err(Unreadable::TooLarge),
    }
}

/// The compressed bytes of a member, and its eight bytes of sums (section 2.3).
fn frame(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (header, rest) = bytes.split_at_checked(HEADER.len())?;
    let &[0x1f, 0x8b, 8, flags, ..] = header else { return None };
    // What no version of the format has defined is not guessed.
    if flags & 0b1110_0000 != 0 {
        return None;
    }
    let mut rest = rest;
    if flags & 0b100 != 0 {
        let (length, after) = rest.split_first_chunk::<2>()?;
        rest = after.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    // A file's name and a comment, each ending with a zero.
    for flag in [0b1000, 0b1_0000] {
        if flags & flag != 0 {
            let end = rest.iter().position(|&byte| byte == 0)?;
            rest = rest.get(end + 1..)?;
        }
    }
    if flags & 0b10 != 0 {
        rest = rest.get(2..)?;
    }
    rest.split_at_checked(rest.len().checked_sub(8)?)
}

/// The check sum of gzip (section 8). Its table is made when it is needed: that takes microseconds.
fn crc32(bytes: &[u8]) -> u32 {
    let mut table = [0_u32; 256];
    for (remainder, byte) in table.iter_mut().zip(0_u32..) {
        *remainder = (0..8).fold(byte, |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 });
    }
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        let index = usize::from(sum.to_le_bytes()[0] ^ byte);
        table.get(index).copied().unwrap_or_default() ^ (sum >> 8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// "puente\n", as GNU gzip 1.13 writes it from a file of the name `nombre`.
    fn named() -> Vec<u8> {
        let mut bytes = gzip(b"puente\n");
        bytes[3] = 0b1000;
        bytes.splice(10..10, *b"nombre\0");
        bytes
    }

    #[test]
    fn the_check_sum_is_the_known_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn what_another_program_wrote_is_read() {
        // printf 'puente\n' | gzip -9n, and Python's zlib.compress(b'puente\n', 9)
        let foreign = "1f8b08000000000002032b284dcd2b49e502005a5d670b07000000";
        let bytes: Vec<u8> =
            (0..foreign.len() / 2).map(|at| u8::from_str_radix(&foreign[2 * at..2 * at + 2], 16).unwrap()).collect();
        assert_eq!(gunzip(&bytes, 7).unwrap(), b"puente\n");
        assert_eq!(gunzip(&named(), 7).unwrap(), b"puente\n");
    }

    #[test]
    fn everything_a_header_may_have_is_stepped_over() {
        let mut bytes = gzip(b"puente\n");
        bytes[3] = 0b1_1110;
        bytes.splice(10..10, *b"\x03\x00abcname\0comment\0\xaa\xbb");
        assert_eq!(gunzip(&bytes, 7).unwrap(), b"puente\n");
        bytes[3] |= 0b10_0000;
        assert_eq!(gunzip(&bytes, 7), Err(Unreadable::Format));
    }

    #[test]
    fn a_changed_or_cut_member_is_refused() {
        let whole = gzip(&[7; 500]);
        for end in 0..whole.len() {
            assert!(gunzip(&whole[..end], 500).is_err(), "{end}");
        }
        for at in whole.len() - 8..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert_eq!(gunzip(&changed, 500), Err(Unreadable::Format), "{at}");
        }
        let mut changed = zlib(&[7; 500]);
        let last = changed.len() - 1;
        changed[last] ^= 1;
        assert_eq!(unzlib(&changed, 500), Err(Unreadable::Format));
    }

    #[test]
    fn what_expands_beyond_the_limit_is_refused() {
        let zeros = vec![0; 1 << 24];
        assert_eq!(gunzip(&gzip(&zeros), (1 << 24) - 1), Err(Unreadable::TooLarge));
        assert_eq!(unzlib(&zlib(&zeros), 1_000), Err(Unreadable::TooLarge));
        assert_eq!(gunzip(&gzip(&zeros), 1 << 24).unwrap().len(), 1 << 24);
    }

    proptest! {
        #[test]
        fn both_come_back_as_they_were(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
            prop_assert_eq!(&gunzip(&gzip(&bytes), 2_000).unwrap(), &bytes);
            prop_assert_eq!(&unzlib(&zlib(&bytes), 2_000).unwrap(), &bytes);
        }

        #[test]
        fn strange_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            drop(unzlib(&bytes, 100));
            drop(gunzip(&[&HEADER[..], &bytes].concat(), 100));
        }
    }
}
