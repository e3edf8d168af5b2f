//! Every format on one small check that holds every outcome; SARIF and `JUnit` by rules written from their standards.

use super::{Format, Source, write};
use crate::check::{Expectation, Options, run};
use crate::expected::testing::{figure, with};
use crate::figure::Figure;
use serde_json::Value;

const TEXT: &str = "López paid:\n- USAID mobilized nearly \\$30 million; 40,000 beneficiaries and 40,000 jobs,\n  more than 90,000 youth in 2021,\n  5 states or $33 million & 21st Century <plans>\n";

fn figures() -> Vec<Figure> {
    let at = |kind: &str, exact: &str, nth: usize, value: Option<&str>, cells: &[(&str, &str)]| {
        let byte = TEXT.match_indices(exact).nth(nth).map(|(at, _)| at).expect("the words stand in the text");
        let mut figure = with(figure("2023-a", kind, exact, value), cells);
        figure.char_start = TEXT[..byte].chars().count();
        figure.char_end = figure.char_start + exact.chars().count();
        figure.line = TEXT[..byte].matches('\n').count() + 1;
        figure.figure_id = format!("f{}", figure.char_start);
        figure.sentence = TEXT.split_whitespace().collect::<Vec<_>>().join(" ");
        figure
    };
    vec![
        at(
            "money",
            "$30 million",
            0,
            Some("30000000"),
            &[("unit", "USD"), ("status", "actual"), ("modifier", "nearly")],
        ),
        at("count", "40,000", 0, Some("40000"), &[("unit", "beneficiary")]),
        at("count", "40,000", 1, Some("40000"), &[("unit", "job")]),
        at("count", "90,000", 0, Some("90000"), &[("unit", "youth"), ("modifier", "more_than")]),
        at("date", "2021", 0, None, &[("period_edtf", "2021")]),
        at("money", "$33 million", 0, Some("33000000"), &[("unit", "USD"), ("decimals", "-6")]),
        at("count", "5", 0, Some("5"), &[("unit", "state")]),
        at("count", "21", 1, Some("21"), &[]),
    ]
}

const ROWS: &str = "\
check_id,doc_id,kind,exact,value,unit,status,expect,severity,note
same,2023-*,date,2021,,,,,,
rounded,2023-*,money,,33421000,,,,,
bound,2023-*,count,,92500,youth,,,,
none,*,count,19,,,,absent,,
wrong,2023-*,money,$30 million,31000000,USD,commitment,,,\"ask, then check\"
gone,2023-*,money,$3 million,,,,,warn,
near,2023-*,count,5 states,6,state,,,,
nowhere,1999-*,money,$5,,,,,,
trap,2023-*,count,,21,,,absent,,
either,2023-*,count,\"40,000\",40000,,,,,
";

#[track_caller]
fn shown(format: Format, with_text: bool) -> String {
    let rows = Expectation::read_csv("data/expected.csv", ROWS).expect("rows");
    // No row speaks of the states: strict tells of them.
    let figures = figures();
    let report = run(&rows, &figures, Options { strict: true });
    let mut source = Source::new("data/expected.csv", "figures.csv");
    if with_text {
        source.add("2023-a", "docs/2023 a.txt", TEXT);
    }
    let mut out = Vec::new();
    write(&report, format, &source, &mut out).expect("a vector takes all");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn full() {
    insta::assert_snapshot!(shown(Format::Full, true), @r#"
    error[differs]: wrong: "$30 million": value is `30000000`, expected `31000000`; status is `actual`, expected `commitment`
     --> docs/2023 a.txt:2:27
      |
    2 | - USAID mobilized nearly \$30 million; 40,000 beneficiaries and 40,000 jobs,
      |                           ^^^^^^^^^^^ value 30000000, status actual
      |
      =   column  expected    found
        ✗ value   31000000    30000000
        ✗ status  commitment  actual
      = note: ask, then check
      = help: to expect what was found: quantifact check figures.csv --expected data/expected.csv --update --accept wrong

    warning[missing]: gone: no money "$3 million" in 2023-* found
    --> data/expected.csv:7:1

    error[missing]: near: no count "5 states" in 2023-* found; nearest is "5" (count 5 state) at 2023-a:4
     --> docs/2023 a.txt:4:3
      |
    4 |   5 states or $33 million & 21st Century <plans>
      |   ^ the nearest figure
      |
      =   column  expected  found
        ✗ value   6         5
      = help: to expect the nearest figure instead: quantifact check figures.csv --expected data/expected.csv --update --accept near

    error[missing]: nowhere: no money "$5" in 1999-* found: no figure of such a document
    --> data/expected.csv:9:1
     = help: see that the doc_id is right and that the document was read (documents.csv)

    error[present]: trap: found "21" (count 21) at 2023-a:4 where there must be no count 21 in 2023-*
     --> docs/2023 a.txt:4:29
      |
    4 |   5 states or $33 million & 21st Century <plans>
      |                             ^^ must not be a figure
      |
      =   column  expected  found
        ✓ value   21        21
      = help: to expect the figure after all: quantifact check figures.csv --expected data/expected.csv --update --accept trap

    error[ambiguous]: either: 2 figures answer it equally well: "40,000" (count 40000 beneficiary) at 2023-a:2, "40,000" (count 40000 job) at 2023-a:2
     --> docs/2023 a.txt:2:40
      |
    2 | - USAID mobilized nearly \$30 million; 40,000 beneficiaries and 40,000 jobs,
      |                                        ^^^^^^
      |
     ::: docs/2023 a.txt:2:65
      |
    2 | - USAID mobilized nearly \$30 million; 40,000 beneficiaries and 40,000 jobs,
      |                                                                 ^^^^^^ answers as well
      |
      =   column  expected  found
        ✓ value   40000     40000
      = help: fill in a column that tells them apart: unit

    error[unexpected]: f125: no row speaks of "5" (count 5 state) at 2023-a:4
     --> docs/2023 a.txt:4:3
      |
    4 |   5 states or $33 million & 21st Century <plans>
      |   ^ no row speaks of it
      |
      = help: to add a row for it: quantifact check figures.csv --expected data/expected.csv --strict --update --accept f125

    10 rows checked: 1 match, 1 consistent, 1 bound, 1 absent, 1 differs, 3 missing, 1 present, 1 ambiguous, 1 unexpected (1 only warned of)
    "#);
}

#[test]
fn full_without_the_text_shows_the_sentence() {
    let text = shown(Format::Full, false);
    insta::assert_snapshot!(text.split("\n\n").next().unwrap_or_default(), @r#"
    error[differs]: wrong: "$30 million": value is `30000000`, expected `31000000`; status is `actual`, expected `commitment`
     --> 2023-a:2:39
      |
    2 | López paid: - USAID mobilized nearly \$30 million; 40,000 beneficiaries and 40,000 jobs, more than 90,000 youth in 2021, 5 states or ...
      |                                       ^^^^^^^^^^^ value 30000000, status actual
      |
      =   column  expected    found
        ✗ value   31000000    30000000
        ✗ status  commitment  actual
      = note: ask, then check
      = help: to expect what was found: quantifact check figures.csv --expected data/expected.csv --update --accept wrong
    "#);
}

#[test]
fn concise() {
    insta::assert_snapshot!(shown(Format::Concise, true), @r#"
    docs/2023 a.txt:2:27: error: differs[wrong]: "$30 million": value is `30000000`, expected `31000000`; status is `actual`, expected `commitment`
    data/expected.csv:7:1: warning: missing[gone]: no money "$3 million" in 2023-* found
    docs/2023 a.txt:4:3: error: missing[near]: no count "5 states" in 2023-* found; nearest is "5" (count 5 state) at 2023-a:4
    data/expected.csv:9:1: error: missing[nowhere]: no money "$5" in 1999-* found: no figure of such a document
    docs/2023 a.txt:4:29: error: present[trap]: found "21" (count 21) at 2023-a:4 where there must be no count 21 in 2023-*
    docs/2023 a.txt:2:40: error: ambiguous[either]: 2 figures answer it equally well: "40,000" (count 40000 beneficiary) at 2023-a:2, "40,000" (count 40000 job) at 2023-a:2
    docs/2023 a.txt:4:3: error: unexpected[f125]: no row speaks of "5" (count 5 state) at 2023-a:4
    10 rows checked: 1 match, 1 consistent, 1 bound, 1 absent, 1 differs, 3 missing, 1 present, 1 ambiguous, 1 unexpected (1 only warned of)
    "#);
}

#[test]
fn github() {
    insta::assert_snapshot!(shown(Format::Github, true), @r#"
    ::error file=docs/2023 a.txt,line=2,col=27,endLine=2,endColumn=38,title=differs%3A wrong::"$30 million": value is `30000000`, expected `31000000`; status is `actual`, expected `commitment`%0Ato expect what was found: quantifact check figures.csv --expected data/expected.csv --update --accept wrong
    ::warning file=data/expected.csv,line=7,col=1,endLine=7,title=missing%3A gone::no money "$3 million" in 2023-* found
    ::error file=docs/2023 a.txt,line=4,col=3,endLine=4,endColumn=4,title=missing%3A near::no count "5 states" in 2023-* found; nearest is "5" (count 5 state) at 2023-a:4%0Ato expect the nearest figure instead: quantifact check figures.csv --expected data/expected.csv --update --accept near
    ::error file=data/expected.csv,line=9,col=1,endLine=9,title=missing%3A nowhere::no money "$5" in 1999-* found: no figure of such a document%0Asee that the doc_id is right and that the document was read (documents.csv)
    ::error file=docs/2023 a.txt,line=4,col=29,endLine=4,endColumn=31,title=present%3A trap::found "21" (count 21) at 2023-a:4 where there must be no count 21 in 2023-*%0Ato expect the figure after all: quantifact check figures.csv --expected data/expected.csv --update --accept trap
    ::error file=docs/2023 a.txt,line=2,col=40,endLine=2,endColumn=46,title=ambiguous%3A either::2 figures answer it equally well: "40,000" (count 40000 beneficiary) at 2023-a:2, "40,000" (count 40000 job) at 2023-a:2%0Afill in a column that tells them apart: unit
    ::error file=docs/2023 a.txt,line=4,col=3,endLine=4,endColumn=4,title=unexpected%3A f125::no row speaks of "5" (count 5 state) at 2023-a:4%0Ato add a row for it: quantifact check figures.csv --expected data/expected.csv --strict --update --accept f125
    10 rows checked: 1 match, 1 consistent, 1 bound, 1 absent, 1 differs, 3 missing, 1 present, 1 ambiguous, 1 unexpected (1 only warned of)
    "#);
}

#[test]
fn csv() {
    insta::assert_snapshot!(shown(Format::Csv, true), @r#"
    check_id,outcome,severity,figure_id,doc_id,path,line,column,exact,message,note
    same,match,error,f117,2023-a,docs/2023 a.txt,3,29,2021,"""2021"" as expected",
    rounded,consistent,error,f137,2023-a,docs/2023 a.txt,4,15,$33 million,"""$33 million"" agrees within its precision",
    bound,bound,error,f101,2023-a,docs/2023 a.txt,3,13,"90,000","""90,000"" (more_than) is kept",
    none,absent,error,,,data/expected.csv,5,1,,"no count ""19"" found, as expected",
    wrong,differs,error,f38,2023-a,docs/2023 a.txt,2,27,$30 million,"""$30 million"": value is `30000000`, expected `31000000`; status is `actual`, expected `commitment`","ask, then check"
    gone,missing,warn,,,data/expected.csv,7,1,,"no money ""$3 million"" in 2023-* found",
    near,missing,error,,,docs/2023 a.txt,4,3,,"no count ""5 states"" in 2023-* found; nearest is ""5"" (count 5 state) at 2023-a:4",
    nowhere,missing,error,,,data/expected.csv,9,1,,"no money ""$5"" in 1999-* found: no figure of such a document",
    trap,present,error,f151,2023-a,docs/2023 a.txt,4,29,21,"found ""21"" (count 21) at 2023-a:4 where there must be no count 21 in 2023-*",
    either,ambiguous,error,f51,2023-a,docs/2023 a.txt,2,40,"40,000","2 figures answer it equally well: ""40,000"" (count 40000 beneficiary) at 2023-a:2, ""40,000"" (count 40000 job) at 2023-a:2",
    ,unexpected,error,f125,2023-a,docs/2023 a.txt,4,3,5,"no row speaks of ""5"" (count 5 state) at 2023-a:4",
    "#);
}

#[test]
fn junit() {
    let xml = shown(Format::Junit, true);
    junit_rules(&xml);
    insta::assert_snapshot!(xml, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="quantifact check" tests="11" failures="6" errors="0">
      <testsuite name="*" tests="1" failures="0" errors="0" skipped="0">
        <testcase name="none" classname="*"/>
      </testsuite>
      <testsuite name="1999-*" tests="1" failures="1" errors="0" skipped="0">
        <testcase name="nowhere" classname="1999-*">
          <failure type="missing" message="no money &quot;$5&quot; in 1999-* found: no figure of such a document">data/expected.csv:9:1
    see that the doc_id is right and that the document was read (documents.csv)</failure>
        </testcase>
      </testsuite>
      <testsuite name="2023-*" tests="8" failures="4" errors="0" skipped="0">
        <testcase name="same" classname="2023-*"/>
        <testcase name="rounded" classname="2023-*"/>
        <testcase name="bound" classname="2023-*"/>
        <testcase name="wrong" classname="2023-*">
          <failure type="differs" message="&quot;$30 million&quot;: value is `30000000`, expected `31000000`; status is `actual`, expected `commitment`">docs/2023 a.txt:2:27
    value: expected 31000000, found 30000000
    status: expected commitment, found actual
    to expect what was found: quantifact check figures.csv --expected data/expected.csv --update --accept wrong</failure>
        </testcase>
        <testcase name="gone" classname="2023-*">
          <system-out>warning: no money &quot;$3 million&quot; in 2023-* found
    data/expected.csv:7:1</system-out>
        </testcase>
        <testcase name="near" classname="2023-*">
          <failure type="missing" message="no count &quot;5 states&quot; in 2023-* found; nearest is &quot;5&quot; (count 5 state) at 2023-a:4">docs/2023 a.txt:4:3
    value: expected 6, found 5
    to expect the nearest figure instead: quantifact check figures.csv --expected data/expected.csv --update --accept near</failure>
        </testcase>
        <testcase name="trap" classname="2023-*">
          <failure type="present" message="found &quot;21&quot; (count 21) at 2023-a:4 where there must be no count 21 in 2023-*">docs/2023 a.txt:4:29
    value: expected 21, found 21
    to expect the figure after all: quantifact check figures.csv --expected data/expected.csv --update --accept trap</failure>
        </testcase>
        <testcase name="either" classname="2023-*">
          <failure type="ambiguous" message="2 figures answer it equally well: &quot;40,000&quot; (count 40000 beneficiary) at 2023-a:2, &quot;40,000&quot; (count 40000 job) at 2023-a:2">docs/2023 a.txt:2:40
    value: expected 40000, found 40000
    fill in a column that tells them apart: unit</failure>
        </testcase>
      </testsuite>
      <testsuite name="2023-a" tests="1" failures="1" errors="0" skipped="0">
        <testcase name="f125" classname="2023-a">
          <failure type="unexpected" message="no row speaks of &quot;5&quot; (count 5 state) at 2023-a:4">docs/2023 a.txt:4:3
    to add a row for it: quantifact check figures.csv --expected data/expected.csv --strict --update --accept f125</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn sarif() {
    let log: Value = serde_json::from_str(&shown(Format::Sarif, true)).expect("JSON");
    sarif_rules(&log);
    insta::assert_snapshot!(serde_json::to_string_pretty(&log["runs"][0]["results"][0]).expect("JSON"), @r#"
    {
      "ruleId": "differs",
      "ruleIndex": 0,
      "level": "error",
      "message": {
        "text": "\"$30 million\": value is `30000000`, expected `31000000`; status is `actual`, expected `commitment`\nto expect what was found: quantifact check figures.csv --expected data/expected.csv --update --accept wrong"
      },
      "locations": [
        {
          "physicalLocation": {
            "artifactLocation": {
              "uri": "docs/2023%20a.txt"
            },
            "region": {
              "startLine": 2,
              "startColumn": 27,
              "endLine": 2,
              "endColumn": 38,
              "charOffset": 38,
              "charLength": 11
            }
          }
        }
      ],
      "partialFingerprints": {
        "checkId/v1": "wrong"
      }
    }
    "#);
}

#[test]
fn json() {
    let report: Value = serde_json::from_str(&shown(Format::Json, true)).expect("JSON");
    assert_eq!(report["passed"], false);
    assert_eq!(report["verdicts"].as_array().map(Vec::len), Some(11));
    insta::assert_snapshot!(serde_json::to_string_pretty(&report["verdicts"][4]).expect("JSON"), @r#"
    {
      "check_id": "wrong",
      "outcome": "differs",
      "passes": false,
      "severity": "error",
      "message": "\"$30 million\": value is `30000000`, expected `31000000`; status is `actual`, expected `commitment`",
      "note": "ask, then check",
      "expected_line": 6,
      "figure_id": "f38",
      "doc_id": "2023-a",
      "nearest": null,
      "others": [],
      "path": "docs/2023 a.txt",
      "line": 2,
      "column": 27,
      "cells": [
        {
          "column": "value",
          "expected": "31000000",
          "found": "30000000",
          "agreement": "differs"
        },
        {
          "column": "status",
          "expected": "commitment",
          "found": "actual",
          "agreement": "differs"
        }
      ],
      "advice": [
        "to expect what was found: quantifact check figures.csv --expected data/expected.csv --update --accept wrong"
      ]
    }
    "#);
    insta::assert_snapshot!(report["counts"], @r#"{"match":1,"consistent":1,"bound":1,"absent":1,"differs":1,"missing":3,"present":1,"ambiguous":1,"unexpected":1}"#);
}

/// What SARIF 2.1.0 asks of a log (sections of the OASIS standard in brackets).
fn sarif_rules(log: &Value) {
    let text = |value: &Value| value.as_str().map(str::to_owned).expect("a string");
    let whole = |value: &Value| value.as_u64().expect("a whole number");
    assert_eq!(log["version"], "2.1.0"); // [3.13.2]
    let runs = log["runs"].as_array().expect("runs is an array"); // [3.13.4]
    for run in runs {
        let driver = &run["tool"]["driver"]; // [3.18.2]
        assert!(!text(&driver["name"]).is_empty()); // [3.19.8]
        assert_eq!(text(&driver["semanticVersion"]).split('.').count(), 3); // [3.19.12]
        assert!(text(&driver["informationUri"]).starts_with("https://")); // [3.19.17] an absolute URI
        assert_eq!(run["columnKind"], "unicodeCodePoints"); // [3.14.17]
        let rules = driver["rules"].as_array().expect("rules");
        let ids: std::collections::BTreeSet<String> = rules.iter().map(|rule| text(&rule["id"])).collect();
        assert_eq!(ids.len(), rules.len(), "rule ids are unique"); // [3.19.23]
        for result in run["results"].as_array().expect("results is an array, if empty") {
            let index = whole(&result["ruleIndex"]) as usize; // [3.27.6]
            assert_eq!(rules[index]["id"], result["ruleId"]); // [3.27.5]
            assert!(["none", "note", "warning", "error"].contains(&text(&result["level"]).as_str())); // [3.27.10]
            assert!(!text(&result["message"]["text"]).is_empty()); // [3.27.11]
            let empty = Vec::new();
            let related = result["relatedLocations"].as_array().unwrap_or(&empty);
            for location in result["locations"].as_array().expect("locations").iter().chain(related) {
                let physical = &location["physicalLocation"]; // [3.28.3]
                let uri = text(&physical["artifactLocation"]["uri"]); // [3.4.3] a URI reference
                assert!(uri.bytes().all(|b| b.is_ascii_graphic() && !br#""<>\^`{|}"#.contains(&b)), "{uri}");
                let region = &physical["region"]; // [3.30]
                let (line, end_line) = (whole(&region["startLine"]), region["endLine"].as_u64());
                assert!(line >= 1 && end_line.is_none_or(|end| end >= line)); // [3.30.5], [3.30.7]
                if let Some(offset) = region.get("charOffset") {
                    let start = whole(&region["startColumn"]); // [3.30.6] from 1
                    let end = whole(&region["endColumn"]); // [3.30.8] one past the last
                    assert!(start >= 1 && (end_line > Some(line) || end >= start));
                    // [3.30.9], [3.30.10]: the same region told in characters.
                    let (offset, length) = (whole(offset) as usize, whole(&region["charLength"]) as usize);
                    let words: String = TEXT.chars().skip(offset).take(length).collect();
                    let row: String = TEXT.lines().nth(line as usize - 1).expect("the line").to_owned();
                    let from_columns: String =
                        row.chars().skip(start as usize - 1).take((end - start) as usize).collect();
                    assert_eq!(words, from_columns);
                }
            }
        }
    }
}

/// What Jenkins' xUnit plugin asks of a `JUnit` file (junit-10.xsd): elements, where they stand, attributes required.
fn junit_rules(xml: &str) {
    use quick_xml::Reader;
    use quick_xml::events::Event;
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<String> = Vec::new();
    let (mut cases, mut failures, mut claimed) = (0, 0, Vec::new());
    loop {
        let event = reader.read_event().expect("well-formed");
        let (start, empty) = match event {
            Event::Eof => break,
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            _ => continue,
        };
        let name = start.name().as_ref().to_string();
        let attributes: Vec<(String, String)> = start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.expect("an attribute");
                (attribute.key.as_ref().to_string(), attribute.value.to_string())
            })
            .collect();
        let has = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
        let (parent, allowed, required): (&str, &[&str], &[&str]) = match name.as_str() {
            "testsuites" => ("", &["name", "tests", "failures", "errors", "time", "disabled"], &[]),
            "testsuite" => (
                "testsuites",
                &["name", "tests", "failures", "errors", "time", "skipped", "timestamp", "hostname", "id", "package"],
                &["name", "tests"],
            ),
            "testcase" => ("testsuite", &["name", "classname", "time", "status", "assertions"], &["name"]),
            "failure" => ("testcase", &["type", "message"], &[]),
            "system-out" => ("testcase", &[], &[]),
            other => panic!("no such element: {other}"),
        };
        assert_eq!(open.last().map_or("", String::as_str), parent, "{name}");
        assert!(attributes.iter().all(|(key, _)| allowed.contains(&key.as_str())), "{attributes:?}");
        assert!(required.iter().all(|key| has(key).is_some()), "{attributes:?}");
        cases += usize::from(name == "testcase");
        failures += usize::from(name == "failure");
        if name == "testsuites" {
            claimed = vec![has("tests"), has("failures")];
        }
        if !empty {
            open.push(name);
        }
    }
    assert!(open.is_empty());
    assert_eq!(claimed, [Some(cases.to_string()), Some(failures.to_string())]);
}
