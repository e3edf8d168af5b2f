//! Learns the weights in `data/model/` from documents annotated by hand.
//!
//! `learn GOLD.tsv=FOLDER … [--out data/model]`: each gold row is matched to the figure that it overlaps; of each slot the
//! options that agree with the gold are right. Prints, for each slot, the F1 of the rules alone and of the weights in
//! cross-validation over documents, and with each set of documents left out whole. A folder of specifications (`tests/spec`) is a set too.

mod fit;
mod gold;
mod score;
mod sets;
mod spec;

use fit::Settings;
use sets::{Example, SLOTS};
use std::error::Error;
use std::path::PathBuf;

/// So many folds of documents.
const FOLDS: usize = 5;
/// What is added to the score of an empty place.
const EAGER: f64 = -0.8;

fn main() -> Result<(), Box<dyn Error>> {
    let (mut sets, mut out, mut only, mut settings) = (Vec::new(), None, None, Settings::default());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next().map(PathBuf::from),
            "--only" => only = arguments.next(),
            "--strength" => settings.strength = arguments.next().ok_or("--strength needs a number")?.parse()?,
            "--documents" => settings.documents = arguments.next().ok_or("--documents needs a number")?.parse()?,
            "--wrong" => settings.show = true,
            set => {
                let (gold, folder) = set.split_once('=').unwrap_or((set, set));
                sets.push((PathBuf::from(gold), PathBuf::from(folder)));
            }
        }
    }
    let (examples, names) = sets::load(&sets)?;
    for slot in SLOTS.iter().filter(|slot| only.as_deref().is_none_or(|only| only == **slot)) {
        // A place more often stands further off: there an empty slot must be the better answer by more.
        let bias = if *slot == "place" { EAGER } else { 0.0 };
        let settings = Settings { bias, ..settings };
        let all: Vec<&Example> = examples.iter().filter(|example| example.slot == *slot).collect();
        report(slot, &all, &names, &settings);
        if let Some(out) = &out {
            let weights = fit::learn(&all, &settings);
            std::fs::write(out.join(format!("{slot}.csv")), weights.table())?;
        }
    }
    Ok(())
}

/// Prints how the rules and the weights do.
fn report(slot: &str, all: &[&Example], names: &[String], settings: &Settings) {
    let mut folded = vec![0; all.len()];
    for fold in 0..FOLDS {
        let held = |example: &&&Example| example.document % FOLDS == fold;
        let train: Vec<&Example> = all.iter().filter(|e| !held(e)).copied().collect();
        let weights = fit::learn(&train, settings);
        let test: Vec<usize> = (0..all.len()).filter(|&i| held(&&all[i])).collect();
        for i in test {
            folded[i] = weights.best(all[i]);
        }
    }
    let mut left = vec![0; all.len()];
    for set in 0..names.len() {
        let train: Vec<&Example> = all.iter().filter(|e| e.set != set).copied().collect();
        let weights = fit::learn(&train, settings);
        let test: Vec<usize> = (0..all.len()).filter(|&i| all[i].set == set).collect();
        for i in test {
            left[i] = weights.best(all[i]);
        }
    }
    println!("{slot:9} {:>8} {:>6} {:>6} {:>6} {:>6}", "rows", "rules", "cross", "left", "oracle");
    for (set, name) in names.iter().enumerate() {
        let mine: Vec<usize> = (0..all.len()).filter(|&i| all[i].set == set).collect();
        let f1 = |chosen: &dyn Fn(usize) -> usize| score::f1(mine.iter().map(|&i| (all[i], chosen(i))));
        println!(
            "  {name:8} {:>7} {:>6.3} {:>6.3} {:>6.3} {:>6.3}",
            mine.len(),
            f1(&|i| all[i].rule),
            f1(&|i| folded[i]),
            f1(&|i| left[i]),
            f1(&|i| all[i].oracle()),
        );
        if settings.show {
            for &i in mine.iter().filter(|&&i| !all[i].right.contains(&left[i])) {
                let e = all[i];
                println!(
                    "    {} «{}» gold [{}] got [{}]{}",
                    e.name,
                    e.context,
                    e.gold,
                    e.options[left[i]].value,
                    if e.right.is_empty() { " (no candidate)" } else { "" }
                );
            }
        }
    }
}
