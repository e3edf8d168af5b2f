//! `check --update`: what is confirmed stands in the file afterwards, and nothing else of it changes.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const EXPECTED: &str = "\
# what we know
check_id,doc_id,kind,exact,value,status

sales,2023-*,money,$320 million,310000000,
gone,2023-*,money,$5,,
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = "September 12, 2023\n\nUSAID helped generate more than $320 million in sales.\n";
    std::fs::write(folder.path().join("2023-09-sheet.txt"), text).unwrap();
    std::fs::write(folder.path().join("expected.csv"), EXPECTED).unwrap();
    folder
}

const CHECK: [&str; 6] =
    ["check", "2023-09-sheet.txt", "--expected", "expected.csv", "--corrections", "corrections.csv"];

fn quantifact(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quantifact"));
    command.args(CHECK).args(more).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null()).output().unwrap()
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn what_is_named_is_accepted() {
    let folder = folder();
    let output = quantifact(folder.path(), &["--update", "--accept", "sales"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(read(folder.path(), "expected.csv"), EXPECTED.replace("310000000", "320000000"));
}

#[test]
fn what_cannot_be_accepted_is_told_and_nothing_is_written() {
    let folder = folder();
    for (ids, told) in [
        (&["--update", "--accept", "sales", "--accept", "nobody"][..], "called `nobody`"),
        (&["--update", "--accept", "gone"], "`gone` is missing"),
    ] {
        let output = quantifact(folder.path(), ids);
        assert_eq!(output.status.code(), Some(2), "{ids:?}");
        let told_so = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told_so.contains(told), "{told_so}");
        assert_eq!(read(folder.path(), "expected.csv"), EXPECTED);
    }
    assert_eq!(quantifact(folder.path(), &["--accept", "sales"]).status.code(), Some(2), "--accept asks for --update");
}

/// The same conversation on a pseudo-terminal, which `script` (util-linux) makes: a person sees each finding, slips,
/// edits one and rejects the other.
#[cfg(target_os = "linux")]
#[test]
fn a_person_is_asked_on_a_terminal() {
    let folder = folder();
    let line = std::iter::once(env!("CARGO_BIN_EXE_quantifact")).chain(CHECK).chain(["--update"]);
    let line = line.map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
    let script = Command::new("script")
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut script) = script else {
        eprintln!("no `script` on this machine: not tried on a pseudo-terminal");
        return;
    };
    script.stdin.take().unwrap().write_all(b"x\nr\ne\nexact=$320 million\nvalue=320000000\n\n").unwrap();
    let output = script.wait_with_output().unwrap();
    let seen = String::from_utf8_lossy(&output.stdout).replace('\r', "");
    for shown in ["1 of 2", "a  expect what was found", "`x` is none of the letters above", "2 of 2", "column=value"] {
        assert!(seen.contains(shown), "{shown} in:\n{seen}");
    }
    let corrections = read(folder.path(), "corrections.csv");
    assert!(
        corrections.lines().nth(1).is_some_and(|row| row.ends_with(",2023-09-sheet,,value,310000000,as sales expects"))
    );
    let expected = EXPECTED.replace("money,$5,,", "money,$320 million,320000000,");
    assert_eq!(read(folder.path(), "expected.csv"), expected);
}
