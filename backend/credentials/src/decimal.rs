//! Numbers as decimal digits: what a text says exactly, and how JavaScript writes a double.
//!
//! Reading and writing doubles with the standard library brings 20 KB of tables to every phone; of a
//! number this crate only asks whether it can be relied on, and how it is written canonically.

/// The most digits that say a double exactly.
const DIGITS: usize = 17;
/// The largest digits of 17 that are read as a finite number when the point stands 309 places in:
/// 2^1024 − 2^970 is 1.79769313486231580793…e308.
const LARGEST: u64 = 17_976_931_348_623_158;
/// The largest digits of 17 that are read as zero when the point stands 323 places before them:
/// 2^-1075 is 2.4703282292062327208…e-324.
const VANISHING: u64 = 24_703_282_292_062_327;

/// A decimal number: 0.`digits` × 10^`point`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    /// Without zeros in front or at the end; none of zero.
    digits: Vec<u8>,
    point: i64,
    /// Digits from the first that is not zero, with zeros at the end.
    written: usize,
    whole: bool,
}

impl Decimal {
    /// Reads a number as JSON writes it. None when it is none, or its exponent has more digits than
    /// any number.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent.parse::<i32>().ok()?)),
            None => (unsigned, None),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = [whole, fraction].concat().into_bytes();
        if whole.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
        digits.drain(..zeros);
        let written = digits.len();
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        let length = |count: usize| i64::try_from(count).ok();
        let point = length(whole.len())? - length(zeros)? + i64::from(exponent.unwrap_or_default());
        let whole = exponent.is_none() && fraction.is_empty() && !mantissa.contains('.');
        Some(Self { negative, digits, point, written, whole })
    }

    /// Whether every reader of JSON takes the same number from it: integers stay within 2^53, others
    /// within the digits and the range of a double.
    pub(crate) fn is_exact(&self) -> bool {
        if self.digits.is_empty() {
            return true;
        }
        let first = self.first_digits();
        let in_range = match self.point {
            309 => first <= LARGEST,
            -323 => first > VANISHING,
            point => (-322..=308).contains(&point),
        };
        let reliable = !self.whole || (self.written <= 16 && self.integer() <= 9_007_199_254_740_991);
        in_range && reliable && self.written <= DIGITS
    }

    /// The first 17 digits, as a number.
    fn first_digits(&self) -> u64 {
        let zeros = std::iter::repeat(&b'0');
        self.digits.iter().chain(zeros).take(DIGITS).fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
    }

    /// The value of an integer of at most 17 digits.
    fn integer(&self) -> u64 {
        let zeros = std::iter::repeat(&b'0');
        self.digits
            .iter()
            .chain(zeros)
            .take(self.written)
            .fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
    }

    /// Writes a double's shortest digits as JavaScript does (ECMAScript, `Number::toString`).
    pub(crate) fn write(&self, to: &mut Vec<u8>) {
        if self.digits.is_empty() {
            return to.push(b'0');
        }
        if self.negative {
            to.push(b'-');
        }
        let count = |places: i64| usize::try_from(places).unwrap_or_default();
        let zeros = |places: i64| std::iter::repeat_n(b'0', count(places));
        let length = i64::try_from(self.digits.len()).unwrap_or(i64::MAX);
        match self.point {
            point if (length..=21).contains(&point) => {
                to.extend(&self.digits);
                to.extend(zeros(point - length));
            }
            point @ 1..=21 => self.write_around(count(point), to),
            point @ -5..=0 => {
                to.extend(b"0.");
                to.extend(zeros(-point));
                to.extend(&self.digits);
            }
            point => {
                if length == 1 {
                    to.extend(&self.digits);
                } else {
                    self.write_around(1, to);
                }
                let exponent = point - 1;
                to.extend(if exponent < 0 { b"e-" } else { b"e+" });
                to.extend(exponent.unsigned_abs().to_string().bytes());
            }
        }
    }

    /// The digits, with a point after so many.
    fn write_around(&self, before: usize, to: &mut Vec<u8>) {
        let (whole, fraction) = self.digits.split_at_checked(before).unwrap_or((&self.digits, &[]));
        to.extend(whole);
        to.push(b'.');
        to.extend(fraction);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the standard library's own reading of doubles says.
    fn expected(text: &str) -> bool {
        let mantissa = text.split(['e', 'E']).next().unwrap();
        let digits = mantissa.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
        let value: f64 = text.parse().unwrap();
        let vanished = digits > 0 && value == 0.0;
        let too_large = !text.contains(['.', 'e', 'E']) && value.abs() > 9_007_199_254_740_991.0;
        !vanished && !too_large && digits <= DIGITS && value.is_finite()
    }

    #[test]
    fn the_limits_are_those_of_doubles() {
        for text in [
            "0",
            "-0",
            "0.0",
            "0e5",
            "0e-400",
            "1",
            "-1",
            "9007199254740991",
            "9007199254740992",
            "-9007199254740993",
            "10000000000000000",
            "90071992547409910",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "17976931348623158e292",
            "17976931348623159e292",
            "1e308",
            "1e309",
            "2e308",
            "0.00017976931348623159e312",
            "4.9406564584124654e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.5e-324",
            "2.4e-324",
            "3e-324",
            "1e-324",
            "1e-325",
            "9e-325",
            "0.1",
            "0.10000000000000000",
            "0.12345678901234567",
            "0.123456789012345678",
            "123456789012345678e-3",
            "1.0000000000000000",
            "1.00000000000000000",
            "100000000000000000000.0",
            "1e400",
            "1e-400",
        ] {
            assert_eq!(Decimal::parse(text).unwrap().is_exact(), expected(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", ".", ".5", "e5", "1e", "1e+", "1x", "--1", "1.2.3", "ñ", "1e99999999999"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_judged_as_reading_it_would(
            sign in "-?", whole in "(0|[1-9][0-9]{0,18})", fraction in "(\\.[0-9]{1,19})?",
            exponent in "([eE][+-]?(3[0-9]{2}|[0-9]{1,2}))?"
        ) {
            let text = format!("{sign}{whole}{fraction}{exponent}");
            prop_assert_eq!(Decimal::parse(&text).unwrap().is_exact(), expected(&text), "{}", text);
        }
    }
}
