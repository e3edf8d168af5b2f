//! The programs of `examples/` do what they say, started as their first lines tell. `cargo test` has built them before.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Runs an example in the project's folder with something on its stdin.
fn run(name: &str, arguments: &[&str], stdin: &str) -> Output {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--example", name, "--"]).args(arguments).current_dir(ROOT);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[track_caller]
fn stdout(done: &Output) -> String {
    assert!(done.status.success(), "{done:?}");
    String::from_utf8(done.stdout.clone()).unwrap()
}

#[test]
fn a_text_gives_its_figures() {
    let told = stdout(&run("text", &[], ""));
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "count\t90,000\t90000\tjob\tmore_than\tactual");
    assert!(lines[1].starts_with("money\t$5 to $7 million\t5000000 to 7000000\tUSD\texact\t"), "{told}");
    let told = stdout(&run("text", &["It", "opened", "on", "May 12, 2022."], ""));
    assert_eq!(told, "date\tMay 12, 2022\t2022-05-12\t\texact\t\n");
}

#[test]
fn a_folder_gives_the_table_that_the_command_gives() {
    let told = stdout(&run("folder", &["data/fact-sheets"], ""));
    let mut command = Command::new(env!("CARGO_BIN_EXE_quantifact"));
    let wanted = command.args(["extract", "data/fact-sheets"]).current_dir(ROOT).output().unwrap();
    assert!(told.lines().count() > 100);
    assert!(told == stdout(&wanted));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "It made 40 beds.\n").unwrap();
    std::fs::write(folder.path().join("b.pdf"), "no PDF").unwrap();
    let done = run("folder", &[folder.path().to_str().unwrap()], "");
    assert!(stdout(&done).contains(",a,count,40,"));
    assert!(String::from_utf8_lossy(&done.stderr).contains("b.pdf: "), "{done:?}");
    assert!(!run("folder", &["no-such-folder"], "").status.success());
}

#[test]
fn json_lines_give_json_lines() {
    let records = "{\"id\":\"r-1\",\"date\":\"2024-04-19\",\"text\":\"Last year 1,200 teachers were trained.\"}\n\
        {\"id\":\"r-2\",\"lang\":\"es\",\"text\":\"El fondo invirtió 320 millones de pesos.\"}\n";
    let told = stdout(&run("json_lines", &[], records));
    let rows: Vec<serde_json::Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let row = |exact: &str| rows.iter().find(|row| row["exact"] == exact).unwrap_or_else(|| panic!("{exact}: {told}"));
    assert_eq!((&row("1,200")["doc_id"], &row("1,200")["period_edtf"]), (&"r-1".into(), &"2023".into()));
    assert_eq!(
        (&row("320 millones de pesos")["value"], &row("320 millones de pesos")["unit"]),
        (&320_000_000.into(), &"MXN".into())
    );
    assert!(!run("json_lines", &[], "no record\n").status.success());
}

#[test]
fn a_series_gives_a_chart() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("mobilized.svg");
    stdout(&run("chart", &["data/dataset", picture.to_str().unwrap()], ""));
    let svg = std::fs::read_to_string(&picture).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("Money mobilized by USAID"), "{svg}");
    let marks: HashSet<&str> = svg.split("data-figure=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let table = std::fs::read_to_string(Path::new(ROOT).join("data/dataset/figures.csv")).unwrap();
    let is_row = |id: &str| table.contains(&format!("\n{id},2"));
    assert!(marks.len() >= 2 && marks.iter().flat_map(|ids| ids.split(' ')).all(is_row), "{marks:?}");
    assert!(!run("chart", &[folder.path().to_str().unwrap(), "x.svg"], "").status.success());
}
