//! `check`, and rows that are expected.

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
    quantifact(here.path(), &["check", "figures.csv", "--expected", "none.csv"]).assert().code(2).stderr_eq(str![[r"
error: none.csv: no such file or folder
 help: the expected values are a CSV file with a check_id and other columns of figures.csv; name it with --expected

"]]);
}
