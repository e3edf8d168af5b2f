//! `run`: the whole job.

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
    let told: Vec<_> = rows.iter().map(|row| [row[0], row[7], row[12], row[13]].join(" ").trim().to_owned()).collect();
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
