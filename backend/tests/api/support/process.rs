//! The real binary as a process, for what only a process can show: being killed, running beside
//! another, losing its disk.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use puente::db::{DatabaseUrl, Db};
use serde_json::Value;

use super::Schema;

/// The binary on a data directory and, when the suite runs on PostgreSQL, a schema of its own.
pub struct Installation {
    pub data: tempfile::TempDir,
    pub schema: Option<Schema>,
}

impl Installation {
    pub fn new() -> Self {
        Self { data: tempfile::tempdir().unwrap(), schema: Schema::if_asked() }
    }

    /// On SQLite, whatever the suite runs on.
    pub fn on_sqlite() -> Self {
        Self { data: tempfile::tempdir().unwrap(), schema: None }
    }

    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_puente"));
        command.env_remove("DATABASE_URL").arg("--data").arg(self.data.path());
        if let Some(schema) = &self.schema {
            command.args(["--database-url", &schema.url]);
        }
        command.args(arguments);
        command
    }

    /// The database, as it lies there.
    pub fn db(&self) -> Db {
        let url = match &self.schema {
            Some(schema) => DatabaseUrl::Postgres(schema.url.clone()),
            None => DatabaseUrl::Sqlite(self.data.path().join("puente.sqlite")),
        };
        Db::open(url, 1)
    }

    /// Runs a subcommand to its end.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Starts serving, with demonstration data.
    pub fn serve(&self) -> Server {
        self.serve_with(&[])
    }

    /// Starts serving, with demonstration data and these environment variables.
    pub fn serve_with(&self, environment: &[(&str, &str)]) -> Server {
        let mut child = self
            .command(&["serve", "--demo", "--addr", "127.0.0.1:0", "--log", "warn"])
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .map(Result::unwrap)
            .find_map(|line| line.strip_prefix("Puente is at http://").map(str::to_owned))
            .expect("the server says where it is");
        // The pipe stays open: a server that cannot print must not stop.
        let printed = std::thread::spawn(move || lines.for_each(drop));
        Server { child, address, _printed: printed }
    }
}

/// A running server; killed when it is dropped.
pub struct Server {
    child: Child,
    /// Host and port.
    pub address: String,
    _printed: std::thread::JoinHandle<()>,
}

const JSON: &str = "application/json";

/// Status and JSON of an answer.
pub type Called = std::io::Result<(u16, Value)>;

impl Server {
    /// The end without a farewell (SIGKILL).
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn caller(&self) -> Caller {
        Caller { address: self.address.clone(), headers: String::new() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends requests over TCP, each on a connection of its own.
#[derive(Clone)]
pub struct Caller {
    address: String,
    headers: String,
}

impl Caller {
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.extend([name, ": ", value, "\r\n"]);
        self
    }

    pub fn get(&self, path: &str) -> Called {
        self.send("GET", path, None)
    }

    pub fn post(&self, path: &str, body: &Value) -> Called {
        self.send("POST", path, Some(body))
    }

    pub fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Called {
        read(&self.exchange(method, path, JSON, &body.map(Value::to_string).unwrap_or_default())?)
    }

    /// Sends a form.
    pub fn form(&self, path: &str, form: &str) -> Called {
        read(&self.exchange("POST", path, "application/x-www-form-urlencoded", form)?)
    }

    /// Logs in as a demonstration account; the caller then carries its session.
    pub fn log_in(self, login: &str) -> Self {
        let body = serde_json::json!({"login": login, "password": puente::demo::PASSWORD});
        let answer = self.exchange("POST", "/api/v1/session", JSON, &body.to_string()).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let cookie = header(head, "set-cookie").unwrap_or_else(|| panic!("{head} {body}"));
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let session = self.clone().with("cookie", &cookie);
        let (_, body) = session.get("/api/v1/session").unwrap();
        session.with("x-puente-csrf", body["csrf"].as_str().unwrap())
    }

    fn exchange(&self, method: &str, path: &str, kind: &str, body: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        let kind = if body.is_empty() { String::new() } else { format!("content-type: {kind}\r\n") };
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n{kind}content-length: {}\r\n{}\r\n{body}",
            self.address,
            body.len(),
            self.headers
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }
}

/// Status and JSON of an answer that came whole.
fn read(answer: &str) -> Called {
    let (head, body) = answer.split_once("\r\n\r\n").ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let status = head.get(9..12).and_then(|status| status.parse().ok()).ok_or(std::io::ErrorKind::InvalidData)?;
    let length = header(head, "content-length").and_then(|length| length.parse().ok());
    if length.is_some_and(|length: usize| length != body.len()) {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok((status, serde_json::from_str(body).unwrap_or(Value::Null)))
}

fn header(head: &str, name: &str) -> Option<String> {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim().to_owned())
}

/// What a command printed, both streams.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A path as text.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
