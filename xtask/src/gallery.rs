//! The gallery of screens in `docs/screens/`, taken by the browser tests.

use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result};

use crate::{browser, process, project, web};

/// Runs the browser tests that take pictures, and lists what they took.
pub(crate) fn run() -> Result<()> {
    let folder = project::root().join("docs").join("screens");
    web::build()?;
    process::run(process::cargo().current_dir(project::root()).args(["build", "--package", "puente"]))?;
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let report = project::target().join("test-logs").join("gallery.json");
    process::run(browser::playwright(&report)?.args(["--grep", "@picture"]).env("PUENTE_SCREENS", &folder))?;
    let mut names: Vec<String> =
        web::files_under(&folder)?.iter().filter_map(|file| file.file_stem()?.to_str().map(str::to_owned)).collect();
    names.sort();
    fs::write(folder.join("README.md"), page(&names)?).context("docs/screens/README.md")
}

/// A page with the phone's and the desktop's picture of each screen side by side.
fn page(names: &[String]) -> Result<String> {
    let mut page = String::from(
        "# Screens\n\nTaken by the browser tests (`cargo xtask gallery`), with invented people, at 360 px and on a desktop.\n",
    );
    let mut screens: Vec<&str> =
        names.iter().map(|name| name.trim_end_matches("-phone").trim_end_matches("-desktop")).collect();
    screens.sort_unstable();
    screens.dedup();
    for screen in screens {
        write!(page, "\n## {}\n\n", screen.replace('-', " "))?;
        for (size, width) in [("phone", 240), ("desktop", 560)] {
            let name = format!("{screen}-{size}");
            if names.contains(&name) {
                writeln!(
                    page,
                    "<img src=\"{name}.png\" width=\"{width}\" alt=\"{} ({size})\">",
                    screen.replace('-', " ")
                )?;
            }
        }
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn each_screen_is_listed_once_with_the_pictures_there_are() -> anyhow::Result<()> {
        let names = ["admin-desktop", "admin-health-desktop", "admin-phone", "wallet-phone"].map(str::to_owned);
        let page = page(&names)?;
        assert_eq!(page.matches("## ").count(), 3);
        assert_eq!(page.matches("<img").count(), 4);
        Ok(())
    }
}
