//! The subcommands that take figures.

use super::check::FIGURES;
use super::*;

const SERIES: &str = "[[series]]\nid = \"grants\"\ntitle = \"Grants\"\nwhere = { kind = \"money\" }\n";

#[test]
fn chart_prints_the_files_it_wrote() {
    let here = folder(&[("figures.csv", FIGURES), ("series.toml", SERIES)]);
    quantifact(here.path(), &["chart", "figures.csv", "--series", "series.toml"]).assert().success().stdout_eq(str![[
        r"
charts/grants.svg
charts/grants.png
charts/grants.vl.json

"
    ]]);
    assert!(std::fs::read_to_string(here.path().join("charts/grants.svg")).unwrap().contains("Grants"));
}

#[test]
fn a_series_that_selects_nothing_is_a_warning() {
    let series = SERIES.replace("money", "percent");
    let here = folder(&[("figures.csv", FIGURES), ("series.toml", &series)]);
    quantifact(here.path(), &["chart", "figures.csv", "--series", "series.toml"]).assert().success().stderr_eq(str![[
        r"
warning: series grants is empty: [..]

"
    ]]);
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
