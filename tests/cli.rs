//! The command as a user meets it: what it prints, where, and how it ends.

use snapbox::cmd::Command;
use snapbox::str;
use std::path::Path;
use tempfile::TempDir;

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

/// What a successful run prints on stdout.
#[track_caller]
fn stdout(folder: &Path, args: &[&str]) -> Vec<u8> {
    quantifact(folder, args).assert().success().get_output().stdout.clone()
}

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
fn an_empty_file_is_named() {
    let here = folder(&[("empty.txt", "")]);
    quantifact(here.path(), &["extract", "empty.txt"]).assert().code(2).stderr_eq(str![[r"
error: empty.txt: the file is empty

"]]);
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
}
