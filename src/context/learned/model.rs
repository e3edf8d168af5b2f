//! The learned weights: log-linear models over named features, one table a slot in `data/model/`, made ready by `build.rs`.
//!
//! status and category are multinomial (a weight for each class), the other slots a choice among candidates and none (one
//! weight a feature, class empty).

/// The most classes of a slot.
pub(super) const CLASSES: usize = 4;

/// The weights of a slot.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    /// Rows of a key and the weight for each class, see `build.rs`.
    rows: &'static [u8],
    classes: usize,
    /// What scores are divided by before they are turned into probabilities (Guo et al., On Calibration of Modern Neural
    /// Networks, 2017), so that of cells told with 0.9 nine in ten are right.
    temperature: f32,
}

impl Weights {
    const fn new(table: &'static [u8], classes: usize) -> Self {
        let (head, rows) = table.split_at(4);
        let temperature = f32::from_le_bytes([head[0], head[1], head[2], head[3]]);
        Self { rows, classes, temperature }
    }

    /// The weights of a key for each class; none where it has none.
    fn row(&self, key: u64) -> Option<&'static [u8]> {
        let width = 8 + 4 * self.classes;
        let last = self.rows.len() / width - 1;
        let mut at = key as usize & last;
        loop {
            let (found, weights) = self.rows.get(at * width..(at + 1) * width)?.split_first_chunk::<8>()?;
            match u64::from_le_bytes(*found) {
                0 => return None,
                found if found == key => return Some(weights),
                _ => at = (at + 1) & last,
            }
        }
    }

    /// The scores of the classes for these features.
    pub(super) fn scores(&self, keys: &[u64]) -> [f32; CLASSES] {
        let mut sum = [0.0; CLASSES];
        for row in keys.iter().filter_map(|key| self.row(*key)) {
            for (sum, weight) in sum.iter_mut().zip(row.as_chunks::<4>().0) {
                *sum += f32::from_le_bytes(*weight);
            }
        }
        sum
    }

    /// The score of a candidate with these features.
    pub(super) fn score(&self, keys: &[u64]) -> f32 {
        self.scores(keys)[0]
    }

    /// How likely each of these scores' options is the right one, in the same order.
    pub(super) fn odds(&self, scores: &[f32]) -> Vec<f32> {
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let parts: Vec<f32> = scores.iter().map(|score| ((score - most) / self.temperature).exp()).collect();
        let all: f32 = parts.iter().sum();
        parts.into_iter().map(|part| part / all).collect()
    }
}

pub(super) use super::key::{CATEGORY, STATUS};

/// The weights of a slot.
pub(super) const fn of(slot: Decided) -> Weights {
    macro_rules! table {
        ($name:literal, $classes:expr) => {
            Weights::new(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".bin")), $classes)
        };
    }
    match slot {
        Decided::Status => table!("status", STATUS.len()),
        Decided::Category => table!("category", CATEGORY.len()),
        Decided::What => table!("what", 1),
        Decided::Actor => table!("actor", 1),
        Decided::Place => table!("place", 1),
        Decided::Period => table!("period", 1),
    }
}

/// The slots that are decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decided {
    Status,
    Category,
    What,
    Actor,
    Place,
    Period,
}

impl Decided {
    /// The slot of this name.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Status, Self::Category, Self::What, Self::Actor, Self::Place, Self::Period];
        all.into_iter().find(|slot| slot.as_str() == word)
    }

    /// Its name in `data/model/`.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Category => "category",
            Self::What => "what",
            Self::Actor => "actor",
            Self::Place => "place",
            Self::Period => "period",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::key::{key, part};
    use super::*;

    #[test]
    fn every_row_of_a_table_is_found() {
        for (slot, table, classes) in [
            (Decided::Status, include_str!("../../../data/model/status.csv"), &STATUS[..]),
            (Decided::Category, include_str!("../../../data/model/category.csv"), &CATEGORY[..]),
            (Decided::What, include_str!("../../../data/model/what.csv"), &[""][..]),
            (Decided::Actor, include_str!("../../../data/model/actor.csv"), &[""][..]),
            (Decided::Place, include_str!("../../../data/model/place.csv"), &[""][..]),
            (Decided::Period, include_str!("../../../data/model/period.csv"), &[""][..]),
        ] {
            let mut reader = csv::Reader::from_reader(table.as_bytes());
            for row in reader.deserialize::<(String, String, f32)>() {
                let (feature, class, weight) = row.unwrap();
                let class = classes.iter().position(|known| *known == class).unwrap();
                let found = of(slot).scores(&[key([part(&feature)])])[class];
                assert!((found - weight).abs() < f32::EPSILON, "{} {feature} {found} {weight}", slot.as_str());
            }
        }
        assert!(of(Decided::What).row(key([part("no such feature")])).is_none());
    }
}
