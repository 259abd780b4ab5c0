//! Proof values of `ecdsa-sd-2023`: a header and CBOR (RFC 8949) of a fixed shape, in multibase
//! base64url. Only what these two values need is read and written.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The most elements of a list in a proof value.
const MOST: usize = 5_000;
/// The longest proof value in characters.
const LONGEST: usize = 512 * 1024;

/// What the issuer gives the holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) signature: Vec<u8>,
    pub(super) public_key: Vec<u8>,
    pub(super) hmac_key: [u8; 32],
    pub(super) signatures: Vec<Vec<u8>>,
    pub(super) mandatory: Vec<String>,
}

/// What the holder gives the verifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Derived {
    pub(super) signature: Vec<u8>,
    pub(super) public_key: Vec<u8>,
    pub(super) signatures: Vec<Vec<u8>>,
    /// From `_:c14n0` to `_:u…`.
    pub(super) labels: BTreeMap<String, String>,
    pub(super) mandatory_indexes: Vec<usize>,
}

impl Base {
    pub(super) fn encode(&self) -> String {
        let mut out = vec![0xd9, 0x5d, 0x00];
        head(&mut out, 4, 5);
        for bytes in [self.signature.as_slice(), &self.public_key, &self.hmac_key] {
            put_bytes(&mut out, bytes);
        }
        put_all(&mut out, &self.signatures);
        head(&mut out, 4, self.mandatory.len());
        for pointer in &self.mandatory {
            head(&mut out, 3, pointer.len());
            out.extend_from_slice(pointer.as_bytes());
        }
        format!("u{}", URL_SAFE_NO_PAD.encode(out))
    }

    pub(super) fn decode(text: &str) -> Option<Self> {
        let bytes = decode(text)?;
        let mut input = Input(bytes.strip_prefix(&[0xd9, 0x5d, 0x00])?);
        input.expect(4, 5)?;
        let base = Self {
            signature: input.bytes()?,
            public_key: input.bytes()?,
            hmac_key: input.bytes()?.try_into().ok()?,
            signatures: input.all_bytes()?,
            mandatory: (0..input.head(4)?)
                .map(|_| String::from_utf8(input.string(3)?.to_vec()).ok())
                .collect::<Option<_>>()?,
        };
        input.0.is_empty().then_some(base)
    }
}

impl Derived {
    pub(super) fn encode(&self) -> String {
        let mut out = vec![0xd9, 0x5d, 0x01];
        head(&mut out, 4, 5);
        put_bytes(&mut out, &self.signature);
        put_bytes(&mut out, &self.public_key);
        put_all(&mut out, &self.signatures);
        let mut labels: Vec<(usize, Vec<u8>)> = self.labels.iter().filter_map(compress).collect();
        labels.sort_unstable();
        head(&mut out, 5, labels.len());
        for (number, label) in labels {
            head(&mut out, 0, number);
            put_bytes(&mut out, &label);
        }
        head(&mut out, 4, self.mandatory_indexes.len());
        for &index in &self.mandatory_indexes {
            head(&mut out, 0, index);
        }
        format!("u{}", URL_SAFE_NO_PAD.encode(out))
    }

    pub(super) fn decode(text: &str) -> Option<Self> {
        let bytes = decode(text)?;
        let mut input = Input(bytes.strip_prefix(&[0xd9, 0x5d, 0x01])?);
        input.expect(4, 5)?;
        let (signature, public_key, signatures) = (input.bytes()?, input.bytes()?, input.all_bytes()?);
        let mut labels = BTreeMap::new();
        for _ in 0..input.head(5)? {
            let number = input.head(0)?;
            let label = URL_SAFE_NO_PAD.encode(input.bytes().filter(|label| label.len() == 32)?);
            labels.insert(format!("_:c14n{number}"), format!("_:u{label}"));
        }
        let mandatory_indexes = (0..input.head(4)?).map(|_| input.head(0)).collect::<Option<_>>()?;
        input.0.is_empty().then_some(Self { signature, public_key, signatures, labels, mandatory_indexes })
    }
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix('u').filter(|digits| digits.len() <= LONGEST)?;
    URL_SAFE_NO_PAD.decode(digits).ok()
}

/// `_:c14n3` and `_:u…` as a number and 32 bytes.
fn compress((canonical, signed): (&String, &String)) -> Option<(usize, Vec<u8>)> {
    let number = canonical.strip_prefix("_:c14n")?.parse().ok()?;
    Some((number, URL_SAFE_NO_PAD.decode(signed.strip_prefix("_:u")?).ok()?))
}

/// The head of an item: its major type and its length, count or value, as short as can be.
fn head(out: &mut Vec<u8>, major: u8, value: usize) {
    let major = major << 5;
    match value {
        0..=23 => out.push(major | u8::try_from(value).unwrap_or_default()),
        24..=0xff => out.extend([major | 0x18, u8::try_from(value).unwrap_or_default()]),
        0x100..=0xffff => {
            out.push(major | 0x19);
            out.extend(u16::try_from(value).unwrap_or_default().to_be_bytes());
        }
        _ => {
            out.push(major | 0x1a);
            out.extend(u32::try_from(value).unwrap_or_default().to_be_bytes());
        }
    }
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    head(out, 2, bytes.len());
    out.extend_from_slice(bytes);
}

fn put_all(out: &mut Vec<u8>, list: &[Vec<u8>]) {
    head(out, 4, list.len());
    for bytes in list {
        put_bytes(out, bytes);
    }
}

/// What is left to read.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// The value of an item's head, if it is of this major type and not too large.
    fn head(&mut self, major: u8) -> Option<usize> {
        let &first = self.take(1)?.first()?;
        let value = match first & 0x1f {
            short @ 0..=23 => usize::from(short),
            24 => usize::from(*self.take(1)?.first()?),
            25 => usize::from(u16::from_be_bytes(self.take(2)?.try_into().ok()?)),
            26 => usize::try_from(u32::from_be_bytes(self.take(4)?.try_into().ok()?)).ok()?,
            _ => return None,
        };
        (first >> 5 == major && value <= MOST).then_some(value)
    }

    fn expect(&mut self, major: u8, value: usize) -> Option<()> {
        (self.head(major)? == value).then_some(())
    }

    fn string(&mut self, major: u8) -> Option<&'a [u8]> {
        let length = self.head(major)?;
        self.take(length)
    }

    /// A byte string; some implementations mark it as typed (tag 64, RFC 8746).
    fn bytes(&mut self) -> Option<Vec<u8>> {
        if let Some(rest) = self.0.strip_prefix(&[0xd8, 0x40]) {
            self.0 = rest;
        }
        self.string(2).map(<[u8]>::to_vec)
    }

    fn all_bytes(&mut self) -> Option<Vec<Vec<u8>>> {
        (0..self.head(4)?).map(|_| self.bytes()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_come_back() {
        let base = Base {
            signature: vec![1; 64],
            public_key: vec![2; 35],
            hmac_key: [3; 32],
            signatures: vec![vec![4; 64]; 30],
            mandatory: vec!["/issuer".into(), String::new()],
        };
        assert_eq!(Base::decode(&base.encode()), Some(base.clone()));
        assert_eq!(Derived::decode(&base.encode()), None);
        let label = format!("_:u{}", URL_SAFE_NO_PAD.encode([7; 32]));
        let derived = Derived {
            signature: base.signature,
            public_key: base.public_key,
            signatures: base.signatures,
            labels: [("_:c14n0".to_owned(), label.clone()), ("_:c14n12".to_owned(), label)].into(),
            mandatory_indexes: vec![0, 3, 300],
        };
        assert_eq!(Derived::decode(&derived.encode()), Some(derived));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            for header in [0, 1] {
                let text = format!("u{}", URL_SAFE_NO_PAD.encode([&[0xd9, 0x5d, header], bytes.as_slice()].concat()));
                let _ = Base::decode(&text);
                let _ = Derived::decode(&text);
            }
        }
    }
}
