//! Which messages each program can show, read from the source: the modules that a program reaches
//! from its `bin/`, the ids in them, and whether they are in the files of words that it loads.
//!
//! A module is reached by a path that starts at `crate`, `super` or `puente_frontend`, by a name that
//! another module re-exports, or from a parent by the child's name. All that a reached file says
//! counts, so what only another program shows belongs in a file of its own.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::Locale;
use super::coverage::{code_of, every_id_used, every_message, families_in, ids_in, in_family, messages};

/// The program that the server starts a page with, `staff` being the only one behind a log-in.
const PROGRAMS: [&str; 6] = ["public", "wallet", "holder", "verify", "result", "staff"];

/// What a server refuses, and what is wrong with a field, come from the server's codes. A program
/// that asks for nothing it could be refused does not load them.
const REFUSALS: [&str; 2] = ["error-", "field-"];

type Module = Vec<String>;

fn source_root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The file of a module, if there is such a module.
fn file_of(module: &[String]) -> Option<PathBuf> {
    let place = module.iter().fold(source_root(), |place, name| place.join(name));
    let candidates = [place.with_extension("rs"), place.join("mod.rs"), place.join("lib.rs")];
    candidates
        .into_iter()
        .find(|candidate| candidate.is_file() && (module.is_empty() || !candidate.ends_with("lib.rs")))
}

fn source_of(module: &[String]) -> String {
    let file = file_of(module).unwrap_or_else(|| panic!("no module {module:?}"));
    code_of(&fs::read_to_string(file).expect("readable file"))
}

/// The paths of a `use` tree at the start of a text: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn paths(text: &str) -> (Vec<Module>, &str) {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        let mut found = Vec::new();
        loop {
            let (more, after) = paths(rest);
            found.extend(more);
            // A renaming (`as …`) is passed over.
            let Some(end) = after.find([',', '}']) else { return (found, after) };
            let (_, after) = after.split_at(end);
            rest = after.get(1..).unwrap_or_default();
            if after.starts_with('}') || rest.trim_start().starts_with('}') {
                let closed = if after.starts_with('}') { rest } else { rest.trim_start().get(1..).unwrap_or_default() };
                return (found, closed);
            }
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '*').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    match rest.strip_prefix("::") {
        // A turbofish ends a path.
        Some(deeper) if !deeper.starts_with('<') => {
            let (found, rest) = paths(deeper);
            (found.into_iter().map(|path| [vec![name.to_owned()], path].concat()).collect(), rest)
        }
        _ => (vec![vec![name.to_owned()]], rest),
    }
}

/// Where each path in a source that starts with a name begins.
fn starts<'a>(source: &'a str, name: &str) -> Vec<&'a str> {
    let mark = format!("{name}::");
    let inside = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    source
        .match_indices(&mark)
        .filter(|(at, _)| !source.split_at(*at).0.ends_with(inside))
        .map(|(at, _)| source.split_at(at).1)
        .collect()
}

/// A path as it is from the root of the crate.
fn absolute(path: &[String], module: &[String]) -> Module {
    match path.split_first() {
        Some((first, rest)) if first == "crate" || first == "puente_frontend" => rest.to_vec(),
        Some((first, _)) if first == "super" => {
            let up = path.iter().take_while(|name| *name == "super").count();
            let kept = module.len().saturating_sub(up);
            module.iter().take(kept).chain(path.iter().skip(up)).cloned().collect()
        }
        _ => module.iter().chain(path).cloned().collect(),
    }
}

/// The module that a path leads to, through re-exports.
fn resolve(path: &[String], reached: &mut BTreeSet<Module>) {
    let depth = (1..=path.len()).take_while(|depth| file_of(path.get(..*depth).unwrap_or_default()).is_some()).count();
    let (module, items) = path.split_at(depth);
    let Some(item) = items.first() else {
        reached.insert(module.to_vec());
        return;
    };
    let source = source_of(module);
    let exported = source.split("pub use ").skip(1).chain(source.split("pub(super) use ").skip(1));
    for export in exported.flat_map(|text| paths(text).0) {
        let same = export.last() == Some(item);
        let target = absolute(&export, module);
        if same && file_of(target.get(..=depth).unwrap_or_default()).is_some() {
            return resolve(&target, reached);
        }
    }
    if !module.is_empty() {
        reached.insert(module.to_vec());
    }
}

/// What a module's source names.
fn named(module: &[String], source: &str, reached: &mut BTreeSet<Module>) {
    for root in ["crate", "super", "puente_frontend"] {
        for path in starts(source, root).into_iter().flat_map(|text| paths(text).0) {
            resolve(&absolute(&path, module), reached);
        }
    }
    // A module that is imported as a whole is named by its own name afterwards.
    for import in source.split("\nuse ").skip(1).flat_map(|text| paths(text).0) {
        let target = absolute(&import, module);
        if let Some(name) = import.last().filter(|_| file_of(&target).is_some()) {
            for path in starts(source, name).into_iter().flat_map(|text| paths(text).0) {
                resolve(&[target.as_slice(), path.get(1..).unwrap_or_default()].concat(), reached);
            }
        }
    }
    let children =
        source.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    let own: String = source.lines().filter(|line| !line.starts_with("pub use ")).collect::<Vec<_>>().join("\n");
    for child in children {
        for path in starts(&own, child).into_iter().flat_map(|text| paths(text).0) {
            resolve(&absolute(&path, module), reached);
        }
    }
}

/// The sources that a program is made of.
fn sources_of(program: &str) -> Vec<String> {
    let start = vec!["bin".to_owned(), program.to_owned()];
    let mut reached = BTreeSet::from([start]);
    let mut read = BTreeSet::new();
    let mut sources = Vec::new();
    while let Some(module) = reached.difference(&read).next().cloned() {
        let source = source_of(&module);
        named(&module, &source, &mut reached);
        read.insert(module);
        sources.push(source);
    }
    sources
}

/// The files of words that a program loads.
fn words_of(program: &str) -> Vec<String> {
    let source = source_of(&["bin".to_owned(), program.to_owned()]);
    let (_, rest) = source.split_once("const WORDS").expect("every program names its words");
    let (list, _) = rest.split_once(';').expect("a list ends");
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn what_a_program_shows_is_in_the_files_it_loads() {
    for program in PROGRAMS {
        let files = words_of(program);
        let given: BTreeSet<_> = files.iter().flat_map(|file| messages(Locale::Spanish, file).into_keys()).collect();
        let sources = sources_of(program);
        assert!(sources.len() > 20, "{program} is made of {} files only", sources.len());
        let shown: BTreeSet<_> = sources.iter().flat_map(|source| ids_in(source)).collect();
        let missing: Vec<_> = shown.difference(&given).collect();
        assert!(missing.is_empty(), "{program} loads {files:?}, without {missing:?}");
    }
}

#[test]
fn a_program_that_puts_ids_together_loads_all_of_their_family() {
    let families = |program: &str| -> BTreeSet<String> {
        sources_of(program).iter().flat_map(|source| families_in(source)).collect()
    };
    let all: BTreeSet<_> = PROGRAMS.into_iter().flat_map(families).collect();
    // An id is of the longest family it starts with (`check-outcome-`, not `check-`); one that stands
    // in the source as a whole is not put together, whatever it starts with.
    let (every, whole) = (every_message(), every_id_used());
    let of = |id: &str| all.iter().filter(|family| id.starts_with(*family)).max_by_key(|family| family.len());
    for program in PROGRAMS {
        let files = words_of(program);
        let refused = files.iter().any(|file| file == "errors");
        let given: BTreeSet<_> = files.iter().flat_map(|file| messages(Locale::Spanish, file).into_keys()).collect();
        for family in families(program) {
            assert!(in_family(&family), "{program}: {family} is no family");
            if !refused && REFUSALS.contains(&family.as_str()) {
                continue;
            }
            let elsewhere = every.difference(&whole).filter(|id| of(id) == Some(&family) && !given.contains(*id));
            let missing: Vec<_> = elsewhere.collect();
            assert!(missing.is_empty(), "{program} loads {files:?}, without {missing:?}");
        }
    }
}

#[test]
fn pages_and_the_service_worker_name_the_files_that_programs_load() {
    let frontend = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    for (page, program) in [("index.html", "public"), ("staff.html", "staff")] {
        let page = fs::read_to_string(frontend.join(page)).expect("readable file");
        let words = words_of(program).join(" ");
        assert!(page.contains(&format!("data-messages=\"{words}\"")), "{program} loads {words}");
    }
    let worker = fs::read_to_string(frontend.join("../static/sw.js")).expect("readable file");
    let (_, list) = worker.split_once("const WORDS = [").expect("its words");
    let (list, _) = list.split_once(']').expect("a list ends");
    let kept: BTreeSet<_> = list.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    let phone: BTreeSet<_> = PROGRAMS.into_iter().filter(|p| *p != "staff").flat_map(words_of).collect();
    assert_eq!(kept, phone);
}

#[test]
fn a_path_is_followed_through_groups_and_re_exports() {
    let (found, rest) = paths("crate::a::{self, b::{C, d as e}, F};\nmore");
    let found: Vec<_> = found.iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["crate::a::self", "crate::a::b::C", "crate::a::b::d", "crate::a::F"]);
    assert_eq!(rest, ";\nmore");
    let mut reached = BTreeSet::new();
    resolve(&["components".to_owned(), "Band".to_owned()], &mut reached);
    assert_eq!(reached, BTreeSet::from([vec!["components".to_owned(), "band".to_owned()]]));
}
