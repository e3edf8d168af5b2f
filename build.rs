//! The learned weights in `data/model/` → hash tables that are looked up as they lie, so that nothing is read at start.
//!
//! A table: the temperature (f32), then a power of two of rows, each a key (u64, nought where the row is free) and one
//! weight (f32) a class. All little-endian; a key stands at its low bits or in the next free row.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[path = "src/context/learned/key.rs"]
mod key;

/// Each slot with its classes.
const SLOTS: [(&str, &[&str]); 6] = [
    ("actor", &[""]),
    ("category", &key::CATEGORY),
    ("period", &[""]),
    ("place", &[""]),
    ("status", &key::STATUS),
    ("what", &[""]),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data/model");
    println!("cargo::rerun-if-changed=src/context/learned/key.rs");
    let temperatures = fs::read_to_string("data/model/temperature.csv")?;
    for (slot, classes) in SLOTS {
        let temperature = temperatures.lines().find_map(|line| line.strip_prefix(slot)?.strip_prefix(','));
        let temperature: f32 = temperature.ok_or_else(|| format!("temperature.csv: no row {slot}"))?.parse()?;
        let path = format!("data/model/{slot}.csv");
        let mut rows: Vec<(u64, Vec<f32>)> = Vec::new();
        for (number, line) in (1..).zip(fs::read_to_string(&path)?.lines()).skip(1) {
            let wrong = || format!("{path}:{number}: expected feature,class,weight");
            let mut cells = line.rsplitn(3, ',');
            let weight: f32 = cells.next().ok_or_else(wrong)?.parse()?;
            let class = cells.next().ok_or_else(wrong)?;
            let feature = cells.next().ok_or_else(wrong)?;
            let feature = match feature.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
                Some(inner) => inner.replace("\"\"", "\""),
                None => feature.to_owned(),
            };
            let class = classes.iter().position(|known| *known == class).ok_or_else(wrong)?;
            let key = key::key([key::part(&feature)]);
            // The classes of a feature stand together.
            if rows.last().is_none_or(|(last, _)| *last != key) {
                rows.push((key, vec![0.0; classes.len()]));
            }
            if let Some((_, weights)) = rows.last_mut() {
                weights[class] = weight;
            }
        }
        fs::write(
            Path::new(&env::var("OUT_DIR")?).join(format!("{slot}.bin")),
            table(temperature, &rows, classes.len()),
        )?;
    }
    Ok(())
}

fn table(temperature: f32, rows: &[(u64, Vec<f32>)], classes: usize) -> Vec<u8> {
    let capacity = (rows.len() * 2).next_power_of_two();
    let mut free: Vec<Option<&(u64, Vec<f32>)>> = vec![None; capacity];
    for row in rows {
        let mut at = row.0 as usize & (capacity - 1);
        while free[at].is_some_and(|other| other.0 != row.0) {
            at = (at + 1) & (capacity - 1);
        }
        free[at] = Some(row);
    }
    let mut out = temperature.to_le_bytes().to_vec();
    for row in free {
        match row {
            Some((key, weights)) => {
                out.extend(key.to_le_bytes());
                out.extend(weights.iter().flat_map(|weight| weight.to_le_bytes()));
            }
            None => out.extend(vec![0; 8 + 4 * classes]),
        }
    }
    out
}
