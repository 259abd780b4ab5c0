//! A program of an institution that asks for certificates, as cheap as can be, because it runs on the
//! same cores as what is measured. Its request is written once; before each time it is sent, only the
//! numbers in the certificates' ids change. Of an answer it looks at the status, the length, and how it
//! begins.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// Where the number stands in a certificate's id, and how many digits it has.
const NUMBER: &str = "000000000000";

/// Who asks, where, and for what.
pub(super) struct Program<'a> {
    pub(super) address: &'a str,
    pub(super) token: &'a str,
    pub(super) certificate: &'a Value,
}

/// What a caller got: how many certificates, and the answers that were kept, as they came.
pub(super) type Got = (usize, Vec<Vec<u8>>);

impl Program<'_> {
    /// Asks until a moment for so many certificates at a time, none of which was issued before; keeps at
    /// most so many answers. `caller` tells callers apart.
    pub(super) fn issue_until(&self, until: Instant, caller: usize, together: usize, keep: usize) -> Result<Got> {
        let mut request = self.request(caller, together)?;
        let mut connection = Connection::open(self.address)?;
        let good = match together {
            1 => "{".to_owned(),
            many => format!("{{\"issued\":{many},\"refused\":0,"),
        };
        let (mut count, mut kept) = (0, Vec::new());
        while Instant::now() < until {
            request.number_from(count);
            let answer = connection.ask(&request.text)?;
            if !answer.starts_with(good.as_bytes()) {
                bail!("not everything was issued: {}", String::from_utf8_lossy(answer));
            }
            if kept.len() < keep {
                kept.push(answer.to_vec());
            }
            count += together;
        }
        Ok((count, kept))
    }

    fn request(&self, caller: usize, together: usize) -> Result<Request> {
        let certificate = self.unnumbered(caller).to_string();
        let (path, body) = if together == 1 {
            ("/vc-api/credentials/issue", format!("{{\"credential\":{certificate}}}"))
        } else {
            let many = vec![certificate.as_str(); together].join(",");
            ("/vc-api/credentials/issue-batch", format!("{{\"credentials\":[{many}]}}"))
        };
        let (address, token, length) = (self.address, self.token, body.len());
        let text = format!(
            "POST {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        let places: Vec<usize> = text.match_indices(NUMBER).map(|(at, _)| at).collect();
        if places.len() != together {
            bail!("{} places for {together} numbers", places.len());
        }
        Ok(Request { text: text.into_bytes(), places })
    }

    /// The certificate under an id that nobody else uses, but for its number.
    fn unnumbered(&self, caller: usize) -> Value {
        let mut certificate = self.certificate.clone();
        let moment = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_micros();
        if let Some(members) = certificate.as_object_mut() {
            members.remove("credentialStatus");
            members.insert("id".into(), json!(format!("urn:bench:{moment:x}:{caller}:{NUMBER}")));
            let did = format!("did:web:{}:orgs:sena", self.address.replace(':', "%3A"));
            if let Some(issuer) = members.get_mut("issuer").and_then(Value::as_object_mut) {
                issuer.insert("id".into(), json!(did));
            }
        }
        certificate
    }
}

/// A request as it is sent, and where its numbers stand.
struct Request {
    text: Vec<u8>,
    places: Vec<usize>,
}

impl Request {
    fn number_from(&mut self, first: usize) {
        for (number, &place) in (first..).zip(&self.places) {
            let digits = format!("{number:0width$}", width = NUMBER.len());
            if let Some(old) = self.text.get_mut(place..place + NUMBER.len()) {
                old.copy_from_slice(digits.as_bytes());
            }
        }
    }
}

/// A connection that is kept, and what came last.
struct Connection {
    stream: TcpStream,
    answer: Vec<u8>,
}

impl Connection {
    fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, answer: vec![0; 64 * 1024] })
    }

    /// Sends a request; the body of the answer, which must say that all went well.
    fn ask(&mut self, request: &[u8]) -> Result<&[u8]> {
        self.stream.write_all(request)?;
        let mut read = 0;
        let (start, length) = loop {
            read += self.read(read)?;
            let so_far = self.answer.get(..read).unwrap_or_default();
            if let Some(end) = so_far.windows(4).position(|four| four == b"\r\n\r\n") {
                let head = String::from_utf8_lossy(so_far.get(..end).unwrap_or_default()).into_owned();
                let body = so_far.get(end + 4..).unwrap_or_default();
                if !head.starts_with("HTTP/1.1 20") {
                    bail!("{head}\n{}", String::from_utf8_lossy(body));
                }
                break (end + 4, length(&head).context("an answer without a length")?);
            }
        };
        if self.answer.len() < start + length {
            self.answer.resize(start + length, 0);
        }
        while read < start + length {
            read += self.read(read)?;
        }
        self.answer.get(start..start + length).context("a shorter answer")
    }

    fn read(&mut self, from: usize) -> Result<usize> {
        match self.stream.read(self.answer.get_mut(from..).unwrap_or_default())? {
            0 => bail!("the connection, or the room for an answer, ended early"),
            some => Ok(some),
        }
    }
}

fn length(head: &str) -> Option<usize> {
    let named = |line: &str| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    };
    head.lines().find_map(named)
}
