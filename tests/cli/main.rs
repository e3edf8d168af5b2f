//! The command as a user meets it: what it prints, where, and how it ends.

mod check;
mod figures;
#[cfg(unix)]
mod outputs;
mod review;
mod run;
mod stream;

use snapbox::cmd::Command;
use snapbox::str;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;

const SHEETS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/fact-sheets");

/// The command, started in `folder`, without colours.
fn quantifact(folder: &Path, args: &[&str]) -> Command {
    Command::new(env!("CARGO_BIN_EXE_quantifact")).env("NO_COLOR", "1").current_dir(folder).args(args)
}

/// A folder that holds these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// A folder with the fact sheets in `in/`, `copies` times each.
fn sheets(copies: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("in")).unwrap();
    for entry in std::fs::read_dir(SHEETS).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for copy in 0..copies {
            std::fs::copy(&path, folder.path().join("in").join(format!("{copy:03}-{name}"))).unwrap();
        }
    }
    folder
}

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            files.extend(contents(&path).into_iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else {
            files.insert(name, std::fs::read(path).unwrap());
        }
    }
    files
}

/// What a successful run prints on stdout.
#[track_caller]
fn stdout(folder: &Path, args: &[&str]) -> Vec<u8> {
    quantifact(folder, args).assert().success().get_output().stdout.clone()
}

const TEXT: &str = "On September 12, 2022, Mexico committed to invest $1.5 billion in border infrastructure.\n";

#[test]
fn help_shows_every_subcommand() {
    let here = folder(&[]);
    let help = String::from_utf8(stdout(here.path(), &["--help"])).unwrap();
    for name in [
        "run",
        "extract",
        "chart",
        "report",
        "check",
        "expected",
        "compare",
        "explain",
        "score",
        "diff",
        "schema",
        "lexicon",
        "completions",
        "man",
    ] {
        assert!(help.contains(&format!("\n  {name} ")), "{name} in {help}");
        let own = String::from_utf8(stdout(here.path(), &[name, "--help"])).unwrap();
        assert!(own.contains("Usage: quantifact "), "{own}");
        assert!(own.contains("Example") || name == "expected", "examples in {own}");
    }
}

#[test]
fn a_wrong_argument_is_named() {
    let here = folder(&[]);
    quantifact(here.path(), &["extrct"]).assert().code(2).stderr_eq(str![[r"
error: unrecognized subcommand 'extrct'

  tip: a similar subcommand exists: 'extract'
...
"]]);
    quantifact(here.path(), &["extract", "--date", "Sept", "-"]).assert().code(2).stderr_eq(str![[r"
error: invalid value 'Sept' for '--date <DATE>': expected a day, month, season, quarter, half, year, decade or interval (such as 2022-09-12, 2024-33 or 2021/2023), found `Sept`
...
"]]);
}

#[test]
fn words_of_ones_own_stand_beside_the_built_in_ones() {
    let table = "lang,form,code,exponent,place\n,Zol,ZWG,0,before\n";
    let here = folder(&[("own/currencies.csv", table), ("a.txt", "It gave Zol 5 million and $3 million.\n")]);
    let names = String::from_utf8(stdout(here.path(), &["lexicon"])).unwrap();
    assert!(names.lines().any(|name| name == "currencies.csv"), "{names}");
    let built_in = String::from_utf8(stdout(here.path(), &["lexicon", "currencies"])).unwrap();
    assert!(built_in.lines().any(|line| line == "lang,form,code,exponent,place"));
    let rows = String::from_utf8(stdout(here.path(), &["extract", "a.txt", "--lexicon", "own"])).unwrap();
    let money: Vec<_> = rows.lines().skip(1).map(|row| row.split(',').skip(2).take(6).collect::<Vec<_>>()).collect();
    assert_eq!(
        money,
        [["money", "Zol 5 million", "5000000", "", "-6", "ZWG"], ["money", "$3 million", "3000000", "", "-6", "USD"]]
    );
}

#[test]
fn an_empty_file_is_named() {
    let here = folder(&[("empty.txt", "")]);
    quantifact(here.path(), &["extract", "empty.txt"]).assert().code(2).stderr_eq(str![[r"
error: empty.txt: the file is empty

"]]);
}

#[test]
fn a_language_that_is_not_read_is_named_and_the_others_go_on() {
    let portuguese = "A prefeitura entregou 320 casas às famílias da região em 2021.";
    let records = format!("{{\"id\":\"r-1\",\"text\":\"{portuguese}\"}}\n");
    let here = folder(&[("a.txt", TEXT), ("b.txt", portuguese), ("c.jsonl", &records)]);
    let done =
        quantifact(here.path(), &["extract", "b.txt", "a.txt", "c.jsonl"]).assert().code(2).stderr_eq(str![[r"
error: b.txt: language not read: Portuguese
error: c.jsonl: r-1: language not read: Portuguese

"]]);
    let rows = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    assert!(rows.contains(",a,money,") && !rows.contains(",b,"), "{rows}");
    let told = quantifact(here.path(), &["extract", "b.txt", "--lang", "es"]).assert().success();
    assert!(String::from_utf8_lossy(&told.get_output().stdout).contains(",b,count,320,"));
    quantifact(here.path(), &["explain", "--text", portuguese]).assert().code(2);
}

#[test]
fn a_folder_without_documents_is_named() {
    let here = folder(&[("in/picture.png", "x")]);
    quantifact(here.path(), &["extract", "in"]).assert().code(2).stderr_eq(str![[r"
error: in: no documents in this folder
 help: documents end in .txt, .md, .html, .pdf or .docx; a table is read where it is named itself

"]]);
}

#[test]
fn a_figure_comes_out_as_a_row() {
    let here = folder(&[("a.txt", TEXT)]);
    let csv = String::from_utf8(stdout(here.path(), &["extract", "a.txt"])).unwrap();
    let mut lines = csv.lines();
    assert!(lines.next().unwrap().starts_with("figure_id,doc_id,kind,exact,value,"));
    let money: Vec<_> = lines.filter(|line| line.contains(",a,money,$1.5 billion,1500000000,")).collect();
    assert_eq!(money.len(), 1, "{csv}");
}

#[test]
fn stdin_is_a_document() {
    let here = folder(&[]);
    let from_stdin = quantifact(here.path(), &["extract", "-"]).stdin(TEXT).assert().success();
    let csv = String::from_utf8_lossy(&from_stdin.get_output().stdout).into_owned();
    assert!(csv.contains(",stdin,money,$1.5 billion,1500000000,"), "{csv}");
}

#[test]
fn json_lines_come_one_figure_a_line() {
    let here = folder(&[("a.txt", TEXT)]);
    let lines = String::from_utf8(stdout(here.path(), &["extract", "--format", "jsonl", "a.txt"])).unwrap();
    let rows: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(rows.iter().any(|row| row["exact"] == "$1.5 billion"), "{lines}");
}

#[test]
fn an_output_file_holds_what_stdout_would() {
    let here = folder(&[("a.txt", TEXT)]);
    let csv = stdout(here.path(), &["extract", "a.txt"]);
    assert!(stdout(here.path(), &["extract", "a.txt", "-o", "out.csv"]).is_empty());
    assert_eq!(std::fs::read(here.path().join("out.csv")).unwrap(), csv);
    let excel = stdout(here.path(), &["extract", "a.txt", "--excel"]);
    assert_eq!(excel, [b"\xEF\xBB\xBF".as_slice(), &csv].concat());
}

#[test]
fn a_text_without_figures_is_no_error() {
    let here = folder(&[("a.txt", "Nothing is counted here.\n")]);
    let csv = String::from_utf8(stdout(here.path(), &["extract", "a.txt"])).unwrap();
    assert_eq!(csv.lines().count(), 1, "{csv}");
}

#[test]
fn a_missing_file_is_named_and_the_others_go_on() {
    let here = folder(&[("a.txt", TEXT)]);
    let done = quantifact(here.path(), &["extract", "none.txt", "a.txt"]).assert().code(2).stderr_eq(str![[r"
error: none.txt: no such file or folder

"]]);
    assert!(String::from_utf8_lossy(&done.get_output().stdout).contains("$1.5 billion"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let here = sheets(40);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_quantifact"))
        .current_dir(here.path())
        .args(["extract", "in"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut head = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut head).unwrap();
    assert!(head.starts_with("figure_id,"));
    // The reader is gone; there is much more to write than a pipe holds.
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""));
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let here = sheets(8);
    let one = stdout(here.path(), &["extract", "in", "--jobs", "1"]);
    assert!(one.len() > 10_000);
    assert!(one == stdout(here.path(), &["extract", "in", "--jobs", "4"]));
}

#[test]
fn explain_shows_the_words_behind_each_column() {
    let here = folder(&[("a.txt", TEXT)]);
    let csv = String::from_utf8(stdout(here.path(), &["extract", "a.txt"])).unwrap();
    let row = csv.lines().find(|line| line.contains("$1.5 billion,")).unwrap();
    let id = row.split(',').next().unwrap();
    let page = String::from_utf8(stdout(here.path(), &["explain", id, "a.txt"])).unwrap();
    assert!(page.starts_with(&format!("{id}  $1.5 billion\na.txt:1:51, characters 50 to 62\n")), "{page}");
    assert!(page.contains("1500000000") && page.contains("“Mexico” at 23"), "{page}");
    let text = String::from_utf8(stdout(here.path(), &["explain", "--text", "It paid $5 million."])).unwrap();
    assert!(text.contains("5000000"), "{text}");
    quantifact(here.path(), &["explain", "none", "a.txt"]).assert().code(2);
}

#[test]
fn the_row_in_the_readme_is_what_is_read() {
    let here = folder(&[]);
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let shown: Vec<(&str, String)> = readme
        .lines()
        .skip_while(|line| *line != "| column | this row | what it is |")
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .map(|(column, rest)| (column, rest.split(" | ").next().unwrap().trim().replace('\\', "")))
        .take_while(|(column, _)| *column != "run")
        .collect();
    let lines = String::from_utf8(stdout(here.path(), &["extract", SHEETS, "--format", "jsonl"])).unwrap();
    let mut rows = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let row = rows.find(|row| row["figure_id"] == shown[0].1.as_str()).expect("the README's row is read");
    for (column, cell) in &shown {
        let read = match &row[*column] {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        assert_eq!(&read, cell, "{column}");
    }
    assert_eq!(shown.len(), quantifact::dataset::schema::FIGURES.columns.len());
}

#[test]
fn the_country_of_a_bare_sign_may_be_told() {
    let told = |args: &[&str]| {
        let folder =
            folder(&[("a.txt", "El plan costó $ 300 millones."), ("b.md", "---\ncountry: CHL\n---\nCostó $ 300.")]);
        let table = String::from_utf8(stdout(folder.path(), args)).unwrap();
        let unit = |line: &str| line.split(',').nth(7).unwrap_or_default().to_owned();
        table.lines().skip(1).map(unit).collect::<Vec<_>>()
    };
    let base = ["extract", "a.txt", "b.md", "--lang", "es"];
    assert_eq!(told(&base), ["USD", "CLP"]);
    assert_eq!(told(&[&base[..], &["--country", "Argentina"]].concat()), ["ARS", "ARS"]);
    let folder = folder(&[("a.txt", "Costó $ 300.")]);
    let run = quantifact(folder.path(), &["extract", "a.txt", "--country", "XYZ"]).assert().code(2);
    run.stderr_eq(str![
        "error: invalid value 'XYZ' for '--country <COUNTRY>': no country has this name or ISO 3166-1 alpha-3 code[..]
..."
    ]);
}

#[test]
fn documents_are_compared_as_tables_are() {
    let here = folder(&[]);
    let text = String::from_utf8(stdout(here.path(), &["compare", SHEETS])).unwrap();
    assert!(text.contains("\nrepeated  ") && text.contains("2022-09-hled-fact-sheet-reworded:"), "{text}");
}

#[test]
fn completions_and_manual_are_written() {
    let here = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = String::from_utf8(stdout(here.path(), &["completions", shell])).unwrap();
        assert!(script.contains("quantifact") && script.contains("extract"), "{shell}");
    }
    assert!(String::from_utf8(stdout(here.path(), &["man"])).unwrap().contains(".SH SYNOPSIS"));
    stdout(here.path(), &["man", "-o", "man1"]);
    assert!(here.path().join("man1/quantifact-extract.1").is_file());
}
