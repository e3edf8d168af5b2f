//! The command as a user meets it: what it prints, where, and how it ends.

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
    assert_eq!(shown.len(), 29);
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

/// The other subcommands that take figures.
mod figures {
    use super::check::FIGURES;
    use super::*;

    const SERIES: &str = "[[series]]\nid = \"grants\"\ntitle = \"Grants\"\nwhere = { kind = \"money\" }\n";

    #[test]
    fn chart_prints_the_files_it_wrote() {
        let here = folder(&[("figures.csv", FIGURES), ("series.toml", SERIES)]);
        quantifact(here.path(), &["chart", "figures.csv", "--series", "series.toml"]).assert().success().stdout_eq(
            str![[r"
charts/grants.svg
charts/grants.png
charts/grants.vl.json

"]],
        );
        assert!(std::fs::read_to_string(here.path().join("charts/grants.svg")).unwrap().contains("Grants"));
    }

    #[test]
    fn a_series_that_selects_nothing_is_a_warning() {
        let series = SERIES.replace("money", "percent");
        let here = folder(&[("figures.csv", FIGURES), ("series.toml", &series)]);
        quantifact(here.path(), &["chart", "figures.csv", "--series", "series.toml"]).assert().success().stderr_eq(
            str![[r"
warning: series grants is empty: [..]

"]],
        );
    }

    #[test]
    fn report_is_one_file() {
        let here = folder(&[("figures.csv", FIGURES)]);
        stdout(here.path(), &["report", "figures.csv", "-o", "out/page.html", "--title", "Grants & more"]);
        let page = std::fs::read_to_string(here.path().join("out/page.html")).unwrap();
        assert!(page.contains("Grants &amp; more") && page.contains("$5 million"));
    }

    #[test]
    fn compare_finding_nothing_is_no_error() {
        let here = folder(&[("figures.csv", FIGURES)]);
        let text = String::from_utf8(stdout(here.path(), &["compare", "figures.csv"])).unwrap();
        assert_eq!(text, "no claims that several figures make\n");
        let csv = String::from_utf8(stdout(here.path(), &["compare", "figures.csv", "--format", "csv"])).unwrap();
        assert_eq!(csv, "claim_id,relation,figure_id,doc_id,note\n");
        assert!(stdout(here.path(), &["compare", "figures.csv", "--format", "jsonl"]).is_empty());
    }

    #[test]
    fn diff_tells_what_changed_and_ends_with_1_only_where_asked() {
        let here = folder(&[("old.csv", FIGURES), ("new.csv", &FIGURES.replace(",exact,,grants", ",about,,grants"))]);
        let text = String::from_utf8(stdout(here.path(), &["diff", "old.csv", "new.csv"])).unwrap();
        assert!(text.contains("modifier") && text.contains("about"), "{text}");
        quantifact(here.path(), &["diff", "old.csv", "new.csv", "--exit-code"]).assert().code(1);
        quantifact(here.path(), &["diff", "old.csv", "old.csv", "--exit-code"]).assert().success();
    }

    #[test]
    fn a_drafted_table_scores_in_full_and_is_never_overwritten() {
        let here = folder(&[("figures.csv", FIGURES)]);
        stdout(here.path(), &["expected", "init", "figures.csv", "-o", "expected.csv"]);
        quantifact(here.path(), &["check", "figures.csv", "--expected", "expected.csv"]).assert().success();
        let json = stdout(here.path(), &["score", "expected.csv", "figures.csv", "--format", "json"]);
        let score: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(score["all"]["strict"]["f1"], 1.0, "{score}");
        quantifact(here.path(), &["expected", "init", "figures.csv", "-o", "expected.csv"]).assert().code(2);
    }

    #[test]
    fn schema_tells_every_column() {
        let here = folder(&[]);
        let text = String::from_utf8(stdout(here.path(), &["schema", "figures"])).unwrap();
        let head = FIGURES.lines().next().unwrap();
        for column in head.split(',') {
            assert!(text.contains(&format!("\n  {column} ")), "{column}");
        }
        let json = stdout(here.path(), &["schema", "claims", "--format", "json"]);
        assert!(String::from_utf8(json).unwrap().contains("\"relation\""));
    }
}

mod check {
    use super::*;

    pub(super) const FIGURES: &str = "\
figure_id,doc_id,kind,exact,value,value_max,decimals,unit,per,modifier,change,what,category,actor,place,country,status,\
period_edtf,period_start,period_end,calendar,section,sentence,char_start,char_end,line,page,lang
f1,a,money,$5 million,5000000,,-6,USD,,exact,,grants,,USAID,Mexico,MEX,actual,,,,,,\
In 2023 USAID paid $5 million in grants to small farms in the southern states of Mexico.,19,29,1,,en
";

    fn with(expected: &str) -> TempDir {
        folder(&[("figures.csv", FIGURES), ("data/expected.csv", expected)])
    }

    #[test]
    fn all_as_expected_is_0() {
        let here = with("check_id,doc_id,value\ngrants,a,5000000\n");
        quantifact(here.path(), &["check", "figures.csv"]).assert().success().stdout_eq(str![[r"
1 row checked: 1 match

"]]);
        quantifact(here.path(), &["check", "."]).assert().success();
    }

    #[test]
    fn a_difference_is_1_unless_told_otherwise() {
        let here = with("check_id,doc_id,value,modifier\ngrants,a,5000000,more_than\n");
        let told = quantifact(here.path(), &["check", "figures.csv"]).assert().code(1);
        let told = String::from_utf8_lossy(&told.get_output().stdout).into_owned();
        assert!(told.contains("grants") && told.contains("more_than") && told.contains("exact"), "{told}");
        quantifact(here.path(), &["check", "figures.csv", "--exit-zero"]).assert().success();
    }

    #[test]
    fn every_format_tells_of_the_row() {
        let here = with("check_id,doc_id,value\ngrants,a,6000000\n");
        for format in ["full", "concise", "json", "junit", "github", "sarif", "csv"] {
            let told = quantifact(here.path(), &["check", "figures.csv", "--format", format]).assert().code(1);
            let told = String::from_utf8_lossy(&told.get_output().stdout).into_owned();
            assert!(told.contains("grants"), "{format}: {told}");
        }
    }

    #[test]
    fn a_finding_is_accepted_by_its_name() {
        let here = with("# ours\ncheck_id,doc_id,value,modifier\ngrants,a,5000000,more_than\n");
        stdout(here.path(), &["check", "figures.csv", "--update", "--accept", "grants"]);
        let expected = std::fs::read_to_string(here.path().join("data/expected.csv")).unwrap();
        assert_eq!(expected, "# ours\ncheck_id,doc_id,value,modifier\ngrants,a,5000000,exact\n");
        quantifact(here.path(), &["check", "figures.csv"]).assert().success();
        quantifact(here.path(), &["check", "figures.csv", "--update", "--accept", "other"]).assert().code(2);
    }

    #[test]
    fn without_a_terminal_an_update_only_tells_what_to_run() {
        let here = with("check_id,doc_id,value,modifier\ngrants,a,5000000,more_than\n");
        let told = quantifact(here.path(), &["check", "figures.csv", "--update"]).stdin("a\n").assert().code(1);
        let told = String::from_utf8_lossy(&told.get_output().stdout).into_owned();
        assert!(told.contains("--update --accept grants"), "{told}");
        let expected = std::fs::read_to_string(here.path().join("data/expected.csv")).unwrap();
        assert!(expected.contains("more_than"));
    }

    #[test]
    fn a_slip_in_the_expected_values_is_named_with_its_place() {
        let here = with("check_id,modifer\ngrants,exact\n");
        quantifact(here.path(), &["check", "figures.csv"]).assert().code(2).stderr_eq(str![[r"
error: data/expected.csv:1:10: [..]`modifer`[..]`modifier`[..]

"]]);
    }

    #[test]
    fn what_is_missing_is_named() {
        let here = with("check_id,doc_id\ngrants,a\n");
        quantifact(here.path(), &["check", "none.csv"]).assert().code(2).stderr_eq(str![[r"
error: none.csv: no such file or folder
 help: tables of figures are written by `quantifact run` and `quantifact extract`

"]]);
        quantifact(here.path(), &["check", "figures.csv", "--expected", "none.csv"]).assert().code(2).stderr_eq(str![
            [r"
error: none.csv: no such file or folder
 help: the expected values are a CSV file with a check_id and other columns of figures.csv; name it with --expected

"]
        ]);
    }
}

mod run {
    use super::*;

    const CONFIG: &str = "documents = \"in\"\n";

    #[test]
    fn without_a_configuration_it_says_what_to_do() {
        let here = folder(&[]);
        quantifact(here.path(), &["run"]).assert().code(2).stderr_eq(str![[r"
error: quantifact.toml: no such file or folder
 help: name a configuration with --config, or read documents without one: quantifact extract PATH

"]]);
    }

    #[test]
    fn a_bad_key_is_named_with_its_place() {
        let here = folder(&[("quantifact.toml", "documents = \"in\"\nexpect = \"e.csv\"\n")]);
        quantifact(here.path(), &["run"]).assert().code(2).stderr_eq(str![[r"
error: quantifact.toml:2:1: unknown key `expect`; did you mean `expected`?
 help: the keys here are documents, series, expected, corrections, lexicon, outputs

"]]);
    }

    #[test]
    fn a_missing_folder_and_one_without_documents_are_named() {
        let here = folder(&[("quantifact.toml", CONFIG)]);
        quantifact(here.path(), &["run"]).assert().code(2).stderr_eq(str![[r"
error: in: no such file or folder

"]]);
        std::fs::create_dir(here.path().join("in")).unwrap();
        quantifact(here.path(), &["run"]).assert().code(2).stderr_eq(str![[r"
error: in: no documents in this folder
 help: documents end in .txt, .md, .html, .pdf or .docx; a table is read where it is named itself

"]]);
        assert!(!here.path().join("data").exists(), "nothing is written");
    }

    #[test]
    fn where_every_document_fails_it_is_an_error() {
        let here = folder(&[("quantifact.toml", CONFIG), ("in/empty.txt", "")]);
        quantifact(here.path(), &["run"]).assert().code(2);
    }
    #[test]
    fn a_document_that_fails_is_a_row_and_the_others_go_on() {
        let here = folder(&[("quantifact.toml", CONFIG), ("in/a.txt", TEXT), ("in/empty.txt", "")]);
        quantifact(here.path(), &["run"]).assert().success().stderr_eq(str![[r"
warning: in/empty.txt: the file is empty
...
"]]);
        let documents = std::fs::read_to_string(here.path().join("data/dataset/documents.csv")).unwrap();
        let row = documents.lines().find(|line| line.starts_with("empty,in/empty.txt,")).unwrap();
        assert!(row.ends_with(",failed,the file is empty"), "{row}");
    }

    #[test]
    fn records_of_one_id_are_documents_of_their_own() {
        let config = "documents = [\"a.jsonl\", \"b.csv\", \"c.txt\"]\n";
        let records =
            "{\"id\":\"c\",\"text\":\"It built 5 wells.\"}\nno record\n{\"id\":\"c\",\"text\":\"6 pumps ran.\"}\n";
        let table = "id;text\nc;It hired 7 cooks.\nd;\"no end\n";
        let here =
            folder(&[("quantifact.toml", config), ("a.jsonl", records), ("b.csv", table), ("c.txt", "It fed 8 cats.")]);
        quantifact(here.path(), &["run"]).assert().success();
        let read = |table: &str| std::fs::read_to_string(here.path().join("data/dataset").join(table)).unwrap();
        let documents = read("documents.csv");
        let rows: Vec<Vec<&str>> = documents.lines().skip(1).map(|line| line.split(',').collect()).collect();
        let told: Vec<_> =
            rows.iter().map(|row| [row[0], row[7], row[12], row[13]].join(" ").trim().to_owned()).collect();
        let expected = [
            "a-2  failed \"line 2: expected ident",
            "b-2  failed line 3: a quote is opened that is not closed",
            "b.csv#c c ok",
            "c c ok",
            "c-2 c ok",
            "c.txt#c  ok",
        ];
        assert_eq!(told, expected.map(str::to_owned), "{documents}");
        let figures = read("figures.csv");
        let mut keys: Vec<_> = figures.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(keys.len(), 4);
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 4);
        // The report finds each again.
        quantifact(here.path(), &["report", "data/dataset", "-o", "r.html"])
            .assert()
            .success()
            .stderr_eq("    report  r.html\n");
    }

    #[test]
    fn a_second_run_and_other_threads_change_no_byte() {
        let here = sheets(1);
        std::fs::write(here.path().join("quantifact.toml"), CONFIG).unwrap();
        stdout(here.path(), &["run", "--jobs", "1"]);
        let first = contents(here.path());
        assert!(first.contains_key("data/dataset/figures.csv"), "{:?}", first.keys());
        assert!(first.contains_key("data/dataset/datapackage.json"), "{:?}", first.keys());
        stdout(here.path(), &["run", "--jobs", "4"]);
        let second = contents(here.path());
        for (name, bytes) in &first {
            assert!(second.get(name) == Some(bytes), "{name} changed");
        }
        assert_eq!(first.len(), second.len());
    }

    #[test]
    fn it_works_from_another_folder() {
        let here = folder(&[("my/quantifact.toml", CONFIG), ("my/in/a.txt", TEXT)]);
        stdout(here.path(), &["run", "--config", "my/quantifact.toml"]);
        let documents = std::fs::read_to_string(here.path().join("my/data/dataset/documents.csv")).unwrap();
        assert!(documents.contains("\na,in/a.txt,"), "{documents}");
    }
}
