//! A private PostgreSQL cluster for tests: a folder, a port and a life of its own.

use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process as own, thread};

use anyhow::{Context, Result, bail};

use crate::{process, system};

/// Stops the cluster and removes its folder when the pipe to it closes, however we end.
const GUARDIAN: &str = r#"
trap '' INT TERM
"$1" -D "$2/data" >"$2/log" 2>&1 </dev/null &
cluster=$!
cat >/dev/null
kill -INT "$cluster" 2>/dev/null
wait "$cluster"
rm -rf "$2"
"#;

/// A running cluster; dropping it stops it and removes everything it wrote.
pub(crate) struct Cluster {
    guardian: Child,
    lifeline: Option<ChildStdin>,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Starts an empty cluster on a free loopback port and a Unix socket; it need not outlive a power cut.
    pub(crate) fn start() -> Result<Self> {
        Self::start_with("fsync = off\nfull_page_writes = off\n")
    }

    /// [`Cluster::start`], with every commit on disk, as a registry has it.
    pub(crate) fn start_durable() -> Result<Self> {
        Self::start_with("")
    }

    fn start_with(settings: &str) -> Result<Self> {
        let binaries = ensure_server_binaries()?;
        let user = system::is_root().then(unprivileged_user).transpose()?;
        let folder = env::temp_dir().join(format!("puente-postgres-{}", own::id()));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        if let Some((uid, gid)) = user {
            chown(&folder, Some(uid), Some(gid))?;
        }
        let cluster =
            initialise(&binaries, &folder, user, settings).and_then(|port| launch(&binaries, &folder, user, port));
        if cluster.is_err() && folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
        cluster
    }

    /// The address of its `postgres` database, for a user who may create others.
    pub(crate) fn url(&self) -> String {
        format!("postgres://puente@127.0.0.1:{}/postgres", self.port)
    }

    /// The process that all of its processes come from.
    pub(crate) fn process(&self) -> u32 {
        self.guardian.id()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        if let Err(error) = self.guardian.wait() {
            process::say("postgres", &format!("the cluster in {} may still run: {error}", self.folder.display()));
        }
    }
}

/// The folder with `initdb` and `postgres`; installs Debian's package when it is missing and we may.
pub(crate) fn ensure_server_binaries() -> Result<PathBuf> {
    if let Some(found) = server_binaries() {
        return Ok(found);
    }
    system::install_debian(&["postgresql"], "the server for the tests on PostgreSQL; its own cluster is not used")?;
    server_binaries().context("PostgreSQL was installed, but initdb is neither on PATH nor under /usr/lib/postgresql")
}

fn server_binaries() -> Option<PathBuf> {
    let on_path = system::find(&["initdb"]).and_then(|found| found.parent().map(Path::to_path_buf));
    let versions = fs::read_dir("/usr/lib/postgresql").ok();
    let mut debian: Vec<PathBuf> =
        versions.into_iter().flatten().flatten().map(|version| version.path().join("bin")).collect();
    debian.sort();
    on_path
        .into_iter()
        .chain(debian.into_iter().rev())
        .find(|bin| ["initdb", "postgres", "pg_isready"].iter().all(|name| bin.join(name).is_file()))
}

/// PostgreSQL refuses to run as root: the user and group ids to run it as.
fn unprivileged_user() -> Result<(u32, u32)> {
    let users = fs::read_to_string("/etc/passwd").context("/etc/passwd")?;
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| ids_of(&users, name))
        .context("PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody` to run it as")
}

fn ids_of(users: &str, name: &str) -> Option<(u32, u32)> {
    let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

fn as_user(program: &Path, user: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    command.current_dir("/");
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command
}

/// `initdb` and the settings of a throw-away cluster; returns the port chosen for it.
fn initialise(binaries: &Path, folder: &Path, user: Option<(u32, u32)>, more: &str) -> Result<u16> {
    let data = folder.join("data");
    process::output(
        as_user(&binaries.join("initdb"), user)
            .args(["--username=puente", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(&data),
    )?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let settings = format!(
        "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{}'\nmax_connections = 200\n\
         max_wal_size = '512MB'\n{more}",
        folder.display()
    );
    fs::write(data.join("postgresql.auto.conf"), settings)?;
    Ok(port)
}

fn launch(binaries: &Path, folder: &Path, user: Option<(u32, u32)>, port: u16) -> Result<Cluster> {
    let mut guardian = as_user(Path::new("/bin/sh"), user)
        .args(["-c", GUARDIAN, "guardian"])
        .arg(binaries.join("postgres"))
        .arg(folder)
        .stdin(Stdio::piped())
        .spawn()
        .context("cannot start PostgreSQL")?;
    let lifeline = guardian.stdin.take();
    let cluster = Cluster { guardian, lifeline, folder: folder.to_path_buf(), port };
    let asked = Instant::now();
    while !accepts(binaries, port) {
        if asked.elapsed() > Duration::from_secs(50) {
            let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
            bail!("PostgreSQL did not come up in 50 seconds; its log says: {log}");
        }
        thread::sleep(Duration::from_millis(100));
    }
    process::say("postgres", &format!("private cluster on port {port}"));
    Ok(cluster)
}

fn accepts(binaries: &Path, port: u16) -> bool {
    let mut ask = Command::new(binaries.join("pg_isready"));
    ask.args(["--quiet", "--host=127.0.0.1", "--dbname=postgres", "--port", &port.to_string()]);
    ask.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Cluster, ids_of};

    #[test]
    fn ids_are_read_for_the_whole_user_name() {
        let users = "postgres-backup:x:7:8::/:/bin/sh\npostgres:x:110:115::/var/lib/postgresql:/bin/bash\n";
        assert_eq!(ids_of(users, "postgres"), Some((110, 115)));
        assert_eq!(ids_of(users, "nobody"), None);
    }

    #[test]
    fn a_cluster_leaves_nothing_behind() -> anyhow::Result<()> {
        let cluster = Cluster::start()?;
        let folder = cluster.folder.clone();
        assert!(folder.join("data").is_dir());
        drop(cluster);
        assert!(!Path::new(&folder).exists());
        Ok(())
    }
}
