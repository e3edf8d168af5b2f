//! Learns the weights in `data/model/` from documents annotated by hand.
//!
//! `learn GOLD.tsv=FOLDER[*COUNT] … [--only SLOT] [--out data/model] [--wrong] [--fit]`: each gold row is matched to the figure that it
//! overlaps; of each slot the options that agree with the gold are right. Prints, for each slot, the F1 of the rules
//! alone and of the weights in cross-validation over documents, and with each set of documents left out whole; then how
//! often cells of the sets left out are right by their probability. A folder of specifications (`tests/spec`) is a set
//! too. A set with a COUNT counts so many times: what it says is settled. With `--out` writes the tables, and the temperatures that the probabilities need; with `--fit` only the tables, and
//! nothing is scored.

mod calibrate;
mod fit;
mod gold;
mod score;
mod sets;
mod spec;

use fit::Data;
use quantifact::context::LEAST_LIKELY;
use sets::{Example, SLOTS, Set};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// So many folds of documents.
const FOLDS: usize = 5;
/// The table of temperatures.
const TEMPERATURES: &str = "temperature.csv";

fn main() -> Result<(), Box<dyn Error>> {
    let (mut sets, mut out, mut only, mut show, mut fit_only) = (Vec::new(), None, None, false, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next().map(PathBuf::from),
            "--only" => only = arguments.next(),
            "--wrong" => show = true,
            "--fit" => fit_only = true,
            set => {
                let (set, count) = set.split_once('*').unwrap_or((set, "1"));
                let (gold, folder) = set.split_once('=').unwrap_or((set, set));
                sets.push(Set { gold: gold.into(), folder: folder.into(), count: count.parse()? });
            }
        }
    }
    let (examples, names) = sets::load(&sets)?;
    for slot in SLOTS.iter().filter(|slot| only.as_deref().is_none_or(|only| only == **slot)) {
        let data = Data::new(examples.iter().filter(|example| example.slot == *slot).collect());
        let temperature = if fit_only { None } else { Some(report(slot, &data, &names, show)) };
        if let Some(out) = &out {
            let weights = data.learn(&|_| true);
            std::fs::write(out.join(format!("{slot}.csv")), data.table(&weights))?;
            if let Some(temperature) = temperature {
                set_temperature(&out.join(TEMPERATURES), slot, temperature)?;
            }
        }
    }
    Ok(())
}

/// Puts the temperature of a slot into the table.
fn set_temperature(path: &Path, slot: &str, temperature: f64) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let told = text.lines().skip(1).filter_map(|line| line.split_once(','));
    let mut rows: BTreeMap<String, String> = told.map(|(slot, told)| (slot.to_owned(), told.to_owned())).collect();
    rows.insert(slot.to_owned(), format!("{temperature:.2}"));
    let mut out = "slot,temperature\n".to_owned();
    for (slot, told) in rows {
        writeln!(out, "{slot},{told}")?;
    }
    Ok(std::fs::write(path, out)?)
}

/// Prints how the rules and the weights do; the temperature at which the probabilities of sets left out hold.
fn report(slot: &str, data: &Data<'_>, names: &[String], show: bool) -> f64 {
    let all = &data.examples;
    let groups = |count: usize, group: &dyn Fn(&Example) -> usize| {
        let mut scores = vec![Vec::new(); all.len()];
        for held in 0..count {
            let weights = data.learn(&|example| group(example) != held);
            for i in (0..all.len()).filter(|&i| group(all[i]) == held) {
                scores[i] = data.scores(i, &weights);
            }
        }
        scores
    };
    let folded = groups(FOLDS, &|example| example.document % FOLDS);
    let left = groups(names.len(), &|example| example.set);
    let told: Vec<_> = all.iter().copied().zip(left.iter().cloned()).collect();
    let temperature = calibrate::temperature(&told);
    let answer =
        |i: usize, scores: &[Vec<f64>]| calibrate::answer(all[i], &scores[i], temperature, f64::from(LEAST_LIKELY));
    println!("{slot:9} {:>8} {:>6} {:>6} {:>6} {:>6}", "rows", "rules", "cross", "left", "oracle");
    for (set, name) in names.iter().enumerate() {
        let mine: Vec<usize> = (0..all.len()).filter(|&i| all[i].set == set).collect();
        let f1 = |chosen: &dyn Fn(usize) -> usize| score::f1(mine.iter().map(|&i| (all[i], chosen(i))));
        println!(
            "  {name:12} {:>5} {:>6.3} {:>6.3} {:>6.3} {:>6.3}",
            mine.len(),
            f1(&|i| all[i].rule),
            f1(&|i| answer(i, &folded).0),
            f1(&|i| answer(i, &left).0),
            f1(&|i| all[i].oracle()),
        );
        for i in mine.into_iter().filter(|_| show) {
            let (chosen, odds) = answer(i, &left);
            if !all[i].is_right(chosen) {
                let got = &all[i].options[chosen].value;
                println!("    {} «{}» gold [{}] got [{got}] {odds:.2}", all[i].name, all[i].context, all[i].gold);
            }
        }
    }
    let answers: Vec<_> = (0..all.len()).map(|i| (all[i], answer(i, &left))).collect();
    let bands = calibrate::reliability(&answers);
    let bands: Vec<String> = bands.iter().map(|(from, count, right)| format!("{from:.1} {count} {right:.3}")).collect();
    let f1 = |least: f64| {
        score::f1((0..all.len()).map(|i| (all[i], calibrate::answer(all[i], &left[i], temperature, least).0)))
    };
    let f1: Vec<String> =
        [0.5, 0.45, 0.4, 0.35, 0.3].iter().map(|&least| format!("{least} {:.3}", f1(least))).collect();
    println!("  all sets left out, filled from probability: {}", f1.join("; "));
    println!("  temperature {temperature}; from probability, cells, right: {}", bands.join("; "));
    temperature
}
