//! The commands of README.md and of the guide (`docs/src`) are run as a reader would run them, page by page, and each
//! ends as its page says.
//!
//! A page begins in a folder of its own, which holds `quantifact/`, the project's own data as a clone would, and
//! `documents/`, the five fact sheets. Of its blocks, in their order,
//! - one behind a line that ends with a file's name and a colon ("write a `series.toml`:") becomes that file;
//! - in ```` ```sh ```` each line is run that begins with `quantifact`, or with what makes ready for it ([`RUN`]);
//!   `cargo run --release --` is run in `quantifact/`, with the command as this test has it built. `# ends with 1` at
//!   its end tells its exit code, which is 0 where nothing is told;
//! - ```` ```text ```` behind commands is what they print, lines of `...` standing for any others.
//!
//! Blocks in other languages (R, Python, SQL, YAML) are not run: they ask for programs that a machine may lack.
#![cfg(unix)]

use quantifact::read::Limits;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Beginnings of lines that are run.
const RUN: &[&str] = &["quantifact ", "cargo run --release -- ", "cp ", "mkdir ", "printf "];
/// Beginnings of lines that are not: they need the network, a history, or much time.
const NOT_RUN: &[&str] = &["cargo install ", "cargo test", "git ", "curl "];

/// Where the project is.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The guide's pages, in the order of its contents.
fn pages() -> Vec<PathBuf> {
    let contents = fs::read_to_string(root().join("docs/src/SUMMARY.md")).unwrap();
    let named = links(&contents).into_iter().map(|(_, link)| root().join("docs/src").join(link));
    named.collect()
}

/// A fenced block of a page.
#[derive(Default)]
struct Block {
    /// The line of its first line, from 1.
    line: usize,
    language: String,
    lines: Vec<String>,
    /// The file that the line before it says it is.
    file: Option<String>,
}

fn blocks(page: &str) -> Vec<Block> {
    let (mut blocks, mut open, mut before): (Vec<Block>, Option<Block>, &str) = (Vec::new(), None, "");
    for (number, line) in (1..).zip(page.lines()) {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => {
                blocks.extend(open.take());
                before = "";
            }
            (Some(language), None) => {
                let file =
                    before.strip_suffix("`:").and_then(|said| said.rsplit_once('`')).map(|said| said.1.to_owned());
                open = Some(Block { line: number + 1, language: language.to_owned(), file, ..Block::default() });
            }
            (None, Some(block)) => block.lines.push(line.to_owned()),
            (None, None) if !line.is_empty() => before = line,
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// The folder that a page begins in.
fn folder() -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        if from.is_file() {
            fs::copy(from, to).unwrap();
            return;
        }
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("data/fact-sheets"), &folder.path().join("documents"));
    fs::create_dir(folder.path().join("quantifact")).unwrap();
    for name in ["quantifact.toml", "data"] {
        copy(&root().join(name), &folder.path().join("quantifact").join(name));
    }
    folder
}

/// Runs a line; what it prints on stdout, then on stderr.
fn run(line: &str, folder: &Path, place: &str) -> String {
    let (line, code) = line.rsplit_once("# ends with ").map_or((line, 0), |(line, code)| (line, code.parse().unwrap()));
    let (line, folder) = match line.strip_prefix("cargo run --release -- ") {
        Some(arguments) => (format!("quantifact {arguments}"), folder.join("quantifact")),
        None => (line.to_owned(), folder.to_owned()),
    };
    let built = Path::new(env!("CARGO_BIN_EXE_quantifact")).parent().unwrap();
    let path = format!("{}:{}", built.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).current_dir(folder).env("PATH", path).env("NO_COLOR", "1").stdin(Stdio::null());
    let done = shell.output().unwrap();
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let told = told(&done.stdout) + &told(&done.stderr);
    assert_eq!(done.status.code(), Some(code), "{place}: {line}\n{told}");
    told
}

/// Whether `wanted` is what was printed, where lines of `...` stand for any others.
fn is_printed(wanted: &[String], printed: &str) -> bool {
    let mut lines = printed.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let mut gap = false;
    for wanted in wanted.iter().map(|line| line.trim_end()).filter(|line| !line.is_empty()) {
        if wanted == "..." {
            gap = true;
        } else if gap {
            gap = false;
            if !lines.any(|line| line == wanted) {
                return false;
            }
        } else if lines.next() != Some(wanted) {
            return false;
        }
    }
    gap || lines.next().is_none()
}

/// Runs a page; gives how many of its commands were run.
fn run_page(path: &Path) -> usize {
    let folder = folder();
    let (mut count, mut printed) = (0, None);
    for block in blocks(&fs::read_to_string(path).unwrap()) {
        let place = format!("{}:{}", path.display(), block.line);
        if let Some(file) = &block.file {
            let file = folder.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, block.lines.join("\n") + "\n").unwrap();
        } else if block.language == "sh" {
            let lines = block.lines.join("\n").replace("\\\n", " ");
            let lines = lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
            let mut told = String::new();
            for line in lines.filter(|line| !NOT_RUN.iter().any(|start| line.starts_with(start))) {
                assert!(RUN.iter().any(|start| line.starts_with(start)), "{place}: neither run nor left out: {line}");
                told.push_str(&run(line, folder.path(), &place));
                count += usize::from(line.contains("quantifact ") || line.starts_with("cargo run"));
            }
            printed = Some(told);
        } else if let ("text", Some(printed)) = (block.language.as_str(), printed.take()) {
            assert!(is_printed(&block.lines, &printed), "{place}: what is printed is\n{printed}");
        }
    }
    count
}

#[test]
fn the_commands_of_the_readme_run() {
    assert!(run_page(&root().join("README.md")) >= 8);
}

#[test]
fn the_commands_of_the_guide_run() {
    let counts: Vec<usize> = pages().iter().map(|page| run_page(page)).collect();
    assert!(counts.iter().sum::<usize>() >= 40, "{counts:?}");
}

#[test]
fn a_command_that_fails_and_one_that_is_not_known_are_seen() {
    let fails = |page: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.md");
        fs::write(&path, page).unwrap();
        std::panic::catch_unwind(|| run_page(&path)).is_err()
    };
    assert!(!fails("```sh\nquantifact extract none # ends with 2\n```\n"));
    assert!(fails("```sh\nquantifact extract none\n```\n"));
    assert!(fails("```sh\nquantifact schema # ends with 1\n```\n"));
    assert!(fails("```sh\nnothing known\n```\n"));
    let says = |words: &str| {
        fails(&format!(
            "Save `a.txt`:\n\n```text\nx\ny\n```\n\n```sh\ncp a.txt b.txt\nquantifact extract empty.txt # ends with 2\n```\n\n```text\n{words}\n```\n"
        ))
    };
    assert!(!says("error: empty.txt: no such file or folder"));
    assert!(!says("...") && says("something else") && says("...\nsomething else"));
}

/// The links of a page that lead into the project, with the line they stand on.
fn links(page: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in (1..).zip(page.lines()) {
        for part in line.split("](").skip(1) {
            let link = part.split(')').next().unwrap_or_default().split('#').next().unwrap_or_default();
            if !link.is_empty() && !link.contains("://") {
                found.push((number, link.to_owned()));
            }
        }
    }
    found
}

#[test]
fn links_lead_to_something() {
    let mut sheets = pages();
    sheets.extend(["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"].map(|name| root().join(name)));
    for sheet in sheets {
        // What a run writes is there only after one.
        let there = |link: &str| link.starts_with("report/") || sheet.parent().unwrap().join(link).exists();
        for (line, link) in links(&fs::read_to_string(&sheet).unwrap()) {
            assert!(there(&link), "{}:{line}: {link}", sheet.display());
        }
    }
}

#[test]
fn every_page_stands_in_the_contents() {
    let named = pages();
    for entry in fs::read_dir(root().join("docs/src")).unwrap() {
        let path = entry.unwrap().path();
        let page = path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("SUMMARY.md");
        assert!(!page || named.contains(&path), "{}", path.display());
    }
}

#[test]
fn the_limits_that_are_told_are_those_that_hold() {
    let told = fs::read_to_string(root().join("SECURITY.md")).unwrap().replace([' ', ','], "");
    for limit in Limits::defaults().split(", ") {
        let (name, default) = limit.split_once('=').unwrap();
        assert!(told.contains(&format!("|`{name}`|{default}|")), "{limit}");
    }
}
