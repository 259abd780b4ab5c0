//! A server that is asked to stop: open requests finish, nobody new is let in. Its log is JSON, a line an
//! entry, with the request's id.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::process::Installation;

const BODY: &str = "{\"login\":\"nobody\",\"password\":\"wrong\"}";

#[test]
fn open_requests_finish_and_nobody_new_is_let_in() {
    let installation = Installation::new();
    let mut serving = installation.command(&["serve", "--addr", "127.0.0.1:0", "--log", "info"]);
    let mut child = serving.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut printed = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let address = printed.find_map(|line| line.strip_prefix("Puente is at http://").map(str::to_owned)).unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);

    let mut open = TcpStream::connect(&address).unwrap();
    let length = BODY.len();
    let head = "POST /api/v1/session HTTP/1.1\r\nHost: here\r\nX-Request-Id: the-open-one\r\nExpect: 100-continue";
    write!(open, "{head}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n").unwrap();
    let mut answer = BufReader::new(open.try_clone().unwrap());
    let mut asked_on = String::new();
    answer.read_line(&mut asked_on).unwrap();
    assert_eq!(asked_on.trim(), "HTTP/1.1 100 Continue", "the server waits for the body");
    let asked = Command::new("sh").args(["-c", "kill -TERM $0", &child.id().to_string()]).status().unwrap();
    assert!(asked.success());
    let stopping = log.find(|line| line.contains("stopping"));
    assert!(stopping.is_some(), "it says that it stops");

    assert!(TcpStream::connect(&address).is_err(), "nobody new is let in");
    open.write_all(BODY.as_bytes()).unwrap();
    let mut answered = String::new();
    answer.read_to_string(&mut answered).unwrap();
    assert!(answered.contains("HTTP/1.1 401"), "{answered}");
    let entries: Vec<Value> = log.map(|line| serde_json::from_str(&line).unwrap()).collect();
    assert!(entries.iter().any(|entry| entry["request_id"] == "the-open-one" && entry["status"] == 401), "{entries:?}");
    assert!(child.wait().unwrap().success());
}
