//! Tables of records that come part by part.

use super::{folder, quantifact};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn record(n: usize) -> String {
    format!("{{\"id\":\"r-{n}\",\"text\":\"The fund trained {n} teachers in 2021.\"}}\n")
}

/// `extract` with a pipe at both ends.
fn piped(args: &[&str], folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quantifact"));
    command.args(["extract", "-"]).args(args).current_dir(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

#[test]
fn the_first_figures_come_before_the_input_ends() {
    let here = folder(&[]);
    for (args, head) in [(&["--from", "jsonl"][..], ""), (&["--from", "csv"], "id,text\n")] {
        let line =
            |n| if head.is_empty() { record(n) } else { format!("r-{n},The fund trained {n} teachers in 2021.\n") };
        let mut child = piped(args, here.path());
        let (mut to, mut from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        to.write_all(head.as_bytes()).unwrap();
        let mut told = String::new();
        for n in [17, 23] {
            // The pipe stays open, and nothing more comes until what was sent is answered.
            to.write_all(line(n).as_bytes()).unwrap();
            while !told.contains(&format!(",{n},{n},")) {
                assert!(from.read_line(&mut told).unwrap() > 0, "{told}");
            }
        }
        drop(to);
        from.read_to_string(&mut told).unwrap();
        assert!(child.wait().unwrap().success());
        assert!(told.starts_with("figure_id,") && told.contains(",r-23,"), "{told}");
    }
}

#[test]
fn a_table_gives_the_same_from_a_pipe_and_whatever_the_jobs() {
    let all: String = (1..4000).map(record).collect();
    let here = folder(&[("set.jsonl", &all)]);
    let out = |args: &[&str]| quantifact(here.path(), args).assert().success().get_output().stdout.clone();
    let one = out(&["extract", "set.jsonl", "--jobs", "1"]);
    assert!(one.len() > all.len() && one == out(&["extract", "set.jsonl", "--jobs", "3"]));
    let piped = quantifact(here.path(), &["extract", "-", "--from", "jsonl"]).stdin(all).assert().success();
    assert!(piped.get_output().stdout == one);
}
