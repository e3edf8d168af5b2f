//! The learned weights: log-linear models over named features, one table a slot in `data/model/`.
//!
//! status and category are multinomial (a weight for each class), the other slots a choice among candidates and none (one
//! weight a feature, class empty).

use super::features::key;
use serde::Deserialize;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// The most classes of a slot.
pub(super) const CLASSES: usize = 4;

/// The weights of a slot.
#[derive(Debug, Default)]
pub(super) struct Weights {
    /// Of each feature's key, the weight for each class.
    rows: HashMap<u64, [f32; CLASSES], BuildHasherDefault<Same>>,
}

/// A row of a table.
#[derive(Debug, Deserialize)]
struct Row {
    feature: String,
    class: String,
    weight: f32,
}

impl Weights {
    /// The weights of a table whose classes are these.
    fn read(table: &str, classes: &[&str]) -> Self {
        let mut weights = Self::default();
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(table.as_bytes());
        for row in reader.deserialize::<Row>().flatten() {
            if let Some(class) = classes.iter().position(|&class| class == row.class) {
                weights.rows.entry(key(&[&row.feature])).or_default()[class] = row.weight;
            }
        }
        weights
    }

    /// The scores of the classes for these features.
    pub(super) fn scores(&self, keys: &[u64]) -> [f32; CLASSES] {
        let mut sum = [0.0; CLASSES];
        for row in keys.iter().filter_map(|key| self.rows.get(key)) {
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += weight;
            }
        }
        sum
    }

    /// Whether nothing has been learned.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// The slots that are decided.
pub(super) struct Model {
    pub(super) status: Weights,
    pub(super) category: Weights,
    pub(super) what: Weights,
    pub(super) actor: Weights,
    pub(super) place: Weights,
    pub(super) period: Weights,
}

/// The classes of `status`.
pub(super) const STATUS: [&str; 3] = ["actual", "commitment", "target"];
/// The classes of a count's `category`.
pub(super) const CATEGORY: [&str; 4] = ["beneficiaries", "jobs", "other", "participants"];

macro_rules! table {
    ($name:literal, $classes:expr) => {
        Weights::read(include_str!(concat!("../../../data/model/", $name, ".csv")), $classes)
    };
}

/// The weights that come with the program.
pub(super) static MODEL: LazyLock<Model> = LazyLock::new(|| Model {
    status: table!("status", &STATUS),
    category: table!("category", &CATEGORY),
    what: table!("what", &[""]),
    actor: table!("actor", &[""]),
    place: table!("place", &[""]),
    period: table!("period", &[""]),
});

/// Keys are hashes already.
#[derive(Debug, Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_a_table_reads() {
        for (table, classes) in [
            (include_str!("../../../data/model/status.csv"), &STATUS[..]),
            (include_str!("../../../data/model/category.csv"), &CATEGORY[..]),
            (include_str!("../../../data/model/what.csv"), &[""][..]),
            (include_str!("../../../data/model/actor.csv"), &[""][..]),
            (include_str!("../../../data/model/place.csv"), &[""][..]),
            (include_str!("../../../data/model/period.csv"), &[""][..]),
        ] {
            let read = Weights::read(table, classes);
            let told: f32 = read.rows.values().flatten().map(|weight| f32::from(u8::from(*weight != 0.0))).sum();
            assert_eq!(told as usize, table.lines().count() - 1);
        }
    }
}
