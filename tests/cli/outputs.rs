//! What a run writes appears together or not at all, and never over what it reads; what cannot be read or written is
//! told, with exit code 2.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const BIN: &str = env!("CARGO_BIN_EXE_quantifact");

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(BIN).args(args).current_dir(folder).output().unwrap()
}

fn told(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8(output.stderr.clone()).unwrap())
}

/// A project of one document whose outputs lie in the folder of documents.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    put("quantifact.toml", "documents = \".\"\nseries = \"series.toml\"\n");
    put("series.toml", "[[series]]\nid = \"jobs\"\ntitle = \"Jobs\"\nwhere = { unit = \"job\" }\n");
    put("a.txt", "The plan made 500 jobs in 2021.\n");
    folder
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn a_folder_that_holds_the_outputs_does_not_read_them_again() {
    let folder = project();
    assert_eq!(told(&run(folder.path(), &["run"])).0, Some(0));
    let first = files(folder.path());
    assert!(first.iter().any(|(name, _)| name.ends_with("charts/jobs.png")));
    let again = run(folder.path(), &["run"]);
    assert_eq!(told(&again).0, Some(0), "{again:?}");
    assert_eq!(files(folder.path()).len(), first.len());
    let documents = fs::read_to_string(folder.path().join("data/dataset/documents.csv")).unwrap();
    assert_eq!(documents.lines().count(), 2);
    for _ in 0..2 {
        let done = run(folder.path(), &["extract", ".", "--from", "txt", "-o", "all.csv"]);
        assert!(told(&done).0.is_some());
    }
    assert!(!fs::read_to_string(folder.path().join("all.csv")).unwrap().contains(",all,"));
}

#[test]
fn a_run_that_cannot_write_one_file_changes_none() {
    let folder = project();
    run(folder.path(), &["run"]);
    let page = folder.path().join("report/index.html");
    fs::remove_file(&page).unwrap();
    fs::create_dir(&page).unwrap();
    fs::write(page.join("in-the-way"), "").unwrap();
    let before = files(folder.path());
    fs::write(folder.path().join("b.txt"), "The plan made 700 jobs in 2022.\n").unwrap();
    let (code, message) = told(&run(folder.path(), &["run"]));
    assert_eq!(code, Some(2));
    assert!(message.contains("report/index.html: is a folder, not a file"), "{message}");
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    assert_eq!(files(folder.path()), before);
}

#[test]
fn leftovers_of_a_killed_run_are_removed() {
    let folder = project();
    run(folder.path(), &["run"]);
    let before = files(folder.path());
    for name in
        ["data/dataset/.quantifact-7-0.part.csv", "charts/.quantifact-7-5.part.svg", "data/dataset/.quantifact.lock"]
    {
        fs::write(folder.path().join(name), "half").unwrap();
    }
    assert_eq!(told(&run(folder.path(), &["run"])).0, Some(0));
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_document_is_never_written_over() {
    let folder = project();
    let (code, message) = told(&run(folder.path(), &["extract", "a.txt", "-o", "./a.txt"]));
    assert_eq!(code, Some(2));
    assert!(message.contains("./a.txt: is one of the documents to be read"), "{message}");
    assert!(fs::read_to_string(folder.path().join("a.txt")).unwrap().starts_with("The plan"));
}

#[test]
fn where_nothing_is_read_nothing_is_written() {
    let folder = project();
    fs::write(folder.path().join("out.csv"), "old").unwrap();
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    assert_eq!(told(&run(folder.path(), &["extract", "empty.txt", "-o", "out.csv"])).0, Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("out.csv")).unwrap(), "old");
    assert_eq!(told(&run(folder.path(), &["extract", "a.txt", "-o", "out.csv"])).0, Some(0));
    assert!(fs::read_to_string(folder.path().join("out.csv")).unwrap().starts_with("figure_id,"));
}

#[test]
fn a_full_disk_is_told_and_no_stderr_is_no_panic() {
    let folder = project();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let (code, message) = told(&run(folder.path(), &["extract", "a.txt", "-o", "/dev/full"]));
    assert_eq!((code, message.contains("/dev/full: no space left on device")), (Some(2), true), "{message}");
    let quiet = Command::new(BIN).arg("run").current_dir(folder.path()).stderr(full()).status().unwrap();
    assert_eq!(quiet.code(), Some(0));
    let quiet = Command::new(BIN).args(["extract", "none.txt"]).current_dir(folder.path()).stderr(full()).status();
    assert_eq!(quiet.unwrap().code(), Some(2));
}

#[test]
fn a_row_that_names_an_unread_document_does_not_pass() {
    let folder = project();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("b.pdf"), "no PDF").unwrap();
    std::os::unix::fs::symlink("nowhere", at("c.txt")).unwrap();
    fs::write(at("expected.csv"), "check_id,doc_id,kind,expect\nn,b,money,absent\nm,a,money,absent\n").unwrap();
    fs::write(at("quantifact.toml"), "documents = \".\"\nexpected = \"expected.csv\"\n").unwrap();
    let (code, message) = told(&run(folder.path(), &["run"]));
    assert_eq!(code, Some(2), "{message}");
    assert!(message.contains("; n cannot be checked"), "{message}");
    let documents = fs::read_to_string(at("data/dataset/documents.csv")).unwrap();
    assert!(documents.contains("failed,is a link that leads nowhere"), "{documents}");
    for format in ["full", "concise", "json", "junit", "github", "sarif"] {
        for paths in ["data/dataset", "."] {
            let done = run(folder.path(), &["check", paths, "--expected", "expected.csv", "--format", format]);
            assert_eq!(told(&done).0, Some(2), "{format} {paths}");
        }
    }
    fs::write(at("expected.csv"), "check_id,doc_id,kind,expect\nm,a,money,absent\n").unwrap();
    assert_eq!(told(&run(folder.path(), &["check", ".", "--expected", "expected.csv"])).0, Some(0));
}

#[test]
fn nothing_of_a_document_acts_on_the_terminal() {
    let folder = project();
    let at = |name: &str| folder.path().join(name);
    let evil = "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}\r";
    fs::write(at(&format!("e{}.pdf", evil.trim_end())), "x").unwrap();
    fs::write(at("a.txt"), format!("The {evil} plan made 500 {evil} jobs in 2021.\n")).unwrap();
    fs::write(at("b.txt"), format!("The {evil} plan made 500 {evil} jobs in 2021.\n")).unwrap();
    fs::write(at("expected.csv"), "check_id,doc_id,exact,what\nx,*,500,homes\n").unwrap();
    let acts = |text: &[u8]| {
        let text = String::from_utf8_lossy(text).into_owned();
        let bad: Vec<char> =
            text.chars().filter(|c| c.is_control() && !"\n\t".contains(*c) || *c == '\u{202e}').collect();
        (bad, text)
    };
    for args in [
        &["extract", "."][..],
        &["explain", "--text", &format!("It made 500 {evil} jobs.")],
        &["check", ".", "--expected", "expected.csv"],
        &["check", ".", "--expected", "expected.csv", "--format", "concise"],
        &["check", ".", "--expected", "expected.csv", "--format", "github"],
        &["compare", "."],
        &["diff", "a.txt", "b.txt"],
    ] {
        let done = run(folder.path(), args);
        let out = if args[0] == "extract" { &[][..] } else { &done.stdout };
        for text in [out, &done.stderr] {
            let (bad, text) = acts(text);
            assert!(bad.is_empty(), "{args:?} {bad:?}: {text}");
        }
    }
}

#[test]
fn an_output_of_an_unknown_ending_is_refused() {
    let folder = project();
    for name in ["x.tsv", "x.json"] {
        let (code, told) = told(&run(folder.path(), &["extract", "a.txt", "-o", name]));
        assert_eq!(code, Some(2));
        assert!(told.contains("figures are not written as") && told.contains("csv, jsonl, xlsx"), "{told}");
        assert!(!folder.path().join(name).exists());
    }
    assert_eq!(told(&run(folder.path(), &["extract", "a.txt", "-o", "x.tsv", "--format", "csv"])).0, Some(0));
}

#[test]
fn an_extraction_gives_the_rows_and_columns_asked_for() {
    let folder = project();
    fs::write(folder.path().join("b.txt"), "The plan made 40 jobs and cost $3 million in 2021.\n").unwrap();
    fs::write(folder.path().join("list"), "a.txt\0b.txt\0").unwrap();
    let of = |args: &[&str]| {
        let output = run(folder.path(), &[&["extract", "--files-from", "list"], args].concat());
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    };
    let asked = ["--columns", "value,doc_id", "--where", "kind=count and value>=1e2 or kind=money"];
    assert_eq!(of(&asked), "value,doc_id\n500,a\n3000000,b\n");
    assert!(of(&["--columns", "valeu"]).contains("unknown column `valeu`; did you mean `value`?"));
    assert!(of(&["--where", "kind="]).contains("expected a condition such as kind=money"));
    let drafted =
        run(folder.path(), &["expected", "init", "a.txt", "b.txt", "--kind", "count", "--where", "value<100"]);
    let drafted = String::from_utf8(drafted.stdout).unwrap();
    assert!(
        drafted.contains("b,count,40,40,") && !drafted.contains(",500,") && !drafted.contains("money"),
        "{drafted}"
    );
    let drawn = run(folder.path(), &["expected", "init", "a.txt", "b.txt", "--series", "series.toml"]);
    let drawn = String::from_utf8(drawn.stdout).unwrap();
    assert!(drawn.contains(",500,") && !drawn.contains("money") && !drawn.contains("date"), "{drawn}");
}

#[test]
fn a_check_fails_only_for_what_is_new_since() {
    let folder = project();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let expected = "check_id;exact;value;doc_id;expect\na;500;600;;\nb;;7;none;absent\n";
    put("expected.csv", expected);
    let check = |more: &[&str]| {
        told(&run(folder.path(), &[&["check", "a.txt", "-e", "expected.csv", "-f", "concise"], more].concat()))
    };
    let (code, message) = check(&[]);
    assert_eq!(code, Some(1));
    assert!(message.contains("b: expects no figure, but no document is called `none`"), "{message}");
    assert_eq!(told(&run(folder.path(), &["extract", "a.txt", "-o", "old.csv"])).0, Some(0));
    assert_eq!(check(&["--new-since", "old.csv"]).0, Some(0));
    put("a.txt", "The plan made 500 million jobs in 2021.\n");
    put("expected.csv", &expected.replace(";500;", ";500 million;"));
    assert_eq!(check(&["--new-since", "old.csv"]).0, Some(1));
}
