//! The screens: Yew programs built by trunk, merged into `dist/` and compressed.
//!
//! The public pages share one shell, `frontend/index.html`, and differ in the program they start, so
//! that a phone loads no more than it uses; `staff.html` is everything behind a log-in. They share
//! the crate, the styles and the locales, so equal files merge.

use std::fmt::Write;
use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::{browser_code, precompress, process, project, tools};

/// The page of each program: its source under `frontend/`, and its name in `dist/`.
const PAGES: [&str; 6] = ["index.html", "wallet.html", "holder.html", "verify.html", "result.html", "staff.html"];

/// Pages made from `index.html`, named like the programs they start.
const MADE: [&str; 4] = ["wallet", "holder", "verify", "result"];

/// What the built files depend on.
const INPUTS: [&str; 11] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "rust-toolchain.toml",
    "frontend",
    "static",
    "backend/wire",
    "backend/credentials",
    "competency-frameworks",
    "crosswalks",
    "xtask/src/browser_code.rs",
];

/// Builds `dist/` unless it was built from exactly these inputs; returns whether it did.
pub(crate) fn build() -> Result<bool> {
    let dist = project::dist();
    let folder = project::target().join("screens");
    fs::create_dir_all(&folder)?;
    // One build at a time in a checkout; the second finds it done.
    let lock = fs::File::create(folder.join("lock"))?;
    lock.lock()?;
    let stamp = folder.join("inputs.sha256");
    make_pages()?;
    let inputs = hash_inputs(project::root())?;
    let complete = PAGES.iter().all(|page| dist.join(page).is_file());
    if complete && fs::read_to_string(&stamp).is_ok_and(|built| built == inputs) {
        process::say("web", "the screens are up to date");
        return Ok(false);
    }
    let started = Instant::now();
    tools::ensure_wasm_target()?;
    let folders = [tools::trunk()?, nameless_wasm_bindgen(&tools::wasm_bindgen()?)?];
    let merged = folder.join("dist");
    fresh_folder(&merged)?;
    process::run(process::cargo().args(["fetch", "--locked", "--target", tools::WASM]))?;
    compile_programs()?;
    for page in PAGES {
        process::say("web", &format!("packing frontend/{page} for the browser"));
        let built = run_trunk(page, &folders)?;
        merge(&built, &merged, page)?;
    }
    process::say("web", "compressing (brotli, gzip)");
    precompress::folder(&merged)?;
    replace_folder(&merged, &dist)?;
    fs::write(&stamp, inputs).with_context(|| format!("cannot write {}", stamp.display()))?;
    process::say("web", &format!("the screens are built ({} s)", started.elapsed().as_secs()));
    Ok(true)
}

/// Writes the pages that differ from `index.html` only in their program. Workers, which all programs
/// share, are built with that one.
fn make_pages() -> Result<()> {
    let folder = project::root().join("frontend");
    let shell = fs::read_to_string(folder.join("index.html")).context("frontend/index.html cannot be read")?;
    for program in MADE {
        let mut page: String = shell
            .lines()
            .filter(|line| !line.contains("data-type=\"worker\""))
            .fold(String::new(), |page, line| page + line + "\n");
        page = page.replace("data-bin=\"public\"", &format!("data-bin=\"{program}\""));
        page = page.replace(&messages(&words_of("public")?), &messages(&words_of(program)?));
        let path = folder.join(program).with_extension("html");
        if fs::read_to_string(&path).ok().as_deref() != Some(&page) {
            fs::write(&path, page).with_context(|| format!("{} cannot be written", path.display()))?;
        }
    }
    Ok(())
}

/// Compiles every program at once: trunk asks for one after another, and linking one keeps one core
/// busy. Trunk then finds them compiled.
fn compile_programs() -> Result<()> {
    process::say("web", "compiling the programs for the browser");
    process::run(
        process::cargo()
            .current_dir(project::root())
            .args(["build", "--offline", "--package", "puente-frontend", "--bins"])
            .args(["--profile", "web", "--target", tools::WASM])
            .env(browser_code::FLAGS, browser_code::flags()?),
    )
    .context("the programs for the browser did not compile")
}

/// The attribute of a page that names the words to fetch beside the program.
fn messages(words: &str) -> String {
    format!("data-messages=\"{words}\"")
}

/// The files of words that a program says it uses, apart by spaces.
fn words_of(program: &str) -> Result<String> {
    let path = project::root().join("frontend/src/bin").join(program).with_extension("rs");
    let source = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let list = source.split_once("const WORDS").and_then(|(_, rest)| rest.split_once(';')).map(|(list, _)| list);
    let list = list.with_context(|| format!("{} names no words", path.display()))?;
    Ok(list.split('"').skip(1).step_by(2).collect::<Vec<_>>().join(" "))
}

/// Builds one page into a folder of its own and returns it. The page's own `<link data-trunk>` names
/// the binary and the cargo profile `web`.
fn run_trunk(page: &str, folders: &[PathBuf; 2]) -> Result<PathBuf> {
    let out = project::target().join("screens").join(page.trim_end_matches(".html"));
    fresh_folder(&out)?;
    let [trunk, wasm_bindgen] = folders;
    let mut command = Command::new(trunk.join("trunk"));
    command
        .current_dir(project::root())
        .args(["build", "--release", "--offline", "--dist"])
        .arg(&out)
        .arg(Path::new("frontend").join(page))
        // trunk downloads what it does not find on PATH, and cargo must be the one of the toolchain file.
        .env("PATH", process::path_with(&[trunk, wasm_bindgen])?)
        .env(browser_code::FLAGS, browser_code::flags()?)
        .env_remove("NO_COLOR");
    process::run(&mut command).with_context(|| format!("the screens of {page} did not build"))?;
    Ok(out)
}

/// A folder whose `wasm-bindgen` leaves out the names of functions, a third of what a phone would
/// load; trunk has no setting for it.
fn nameless_wasm_bindgen(real: &Path) -> Result<PathBuf> {
    let folder = project::target().join("screens").join("bin");
    fs::create_dir_all(&folder)?;
    let script = folder.join("wasm-bindgen");
    let real = real.join("wasm-bindgen");
    fs::write(
        &script,
        format!("#!/bin/sh\nexec '{}' --remove-name-section --remove-producers-section \"$@\"\n", real.display()),
    )?;
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755))?;
    Ok(folder)
}

/// Copies a trunk output into `to`: its page as `page`, everything else under its own name.
fn merge(from: &Path, to: &Path, page: &str) -> Result<()> {
    for file in files_under(from)? {
        let relative = file.strip_prefix(from)?;
        let target = if relative == Path::new("index.html") { to.join(page) } else { to.join(relative) };
        if target.is_file() && fs::read(&target)? != fs::read(&file)? {
            bail!("both programs emit {} with different content", relative.display());
        }
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(&file, &target)?;
    }
    Ok(())
}

/// SHA-256 over names and contents of every input, in a fixed order.
fn hash_inputs(root: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for input in INPUTS {
        let path = root.join(input);
        let files = if path.is_dir() { files_under(&path)? } else { vec![path] };
        for file in files {
            hash.update(file.strip_prefix(root)?.to_string_lossy().as_bytes());
            let mut content = Vec::new();
            fs::File::open(&file)
                .and_then(|mut open| open.read_to_end(&mut content))
                .with_context(|| format!("cannot read {}", file.display()))?;
            hash.update((content.len() as u64).to_le_bytes());
            hash.update(&content);
        }
    }
    let mut hexadecimal = String::new();
    for byte in hash.finalize() {
        write!(hexadecimal, "{byte:02x}")?;
    }
    Ok(hexadecimal)
}

/// Every file under `folder`, sorted.
pub(crate) fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let entries = fs::read_dir(&next).with_context(|| format!("cannot list {}", next.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn fresh_folder(path: &Path) -> Result<()> {
    if path.exists() {
        fs::remove_dir_all(path).with_context(|| format!("cannot empty {}", path.display()))?;
    }
    fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))
}

/// Puts `from` in the place of `to`. Both may be on different file systems.
fn replace_folder(from: &Path, to: &Path) -> Result<()> {
    fresh_folder(to)?;
    for file in files_under(from)? {
        let target = to.join(file.strip_prefix(from)?);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(&file, &target).with_context(|| format!("cannot write {}", target.display()))?;
    }
    Ok(())
}
