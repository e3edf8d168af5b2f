//! How often a document names a name, and whether it does so at its start: who a text is about.

use rustc_hash::FxHashMap as HashMap;

/// What stands within so many bytes of the start stands early.
const EARLY: usize = 1000;
/// No word that is shorter is counted, in bytes.
const SHORT: usize = 3;

/// The capitalised words of a document: how often each stands in it, and where first.
#[derive(Debug, Default)]
pub struct Names<'a> {
    words: HashMap<&'a str, (usize, usize)>,
    /// How often the third most frequent stands.
    most: usize,
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let apart = text.split(|c: char| !c.is_alphanumeric());
    apart
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .filter(|(_, word)| word.len() >= SHORT && word.starts_with(char::is_uppercase))
}

impl<'a> Names<'a> {
    /// Counts the words of a text.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let mut found: HashMap<&str, (usize, usize)> = HashMap::default();
        for (at, word) in words(text) {
            found.entry(word).or_insert((0, at)).0 += 1;
        }
        let mut counts: Vec<usize> = found.values().map(|(count, _)| *count).collect();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        Self { most: counts.get(2).or(counts.last()).copied().unwrap_or_default().max(2), words: found }
    }

    /// How often the rarest capitalised word of a name stands, whether it does so early, and whether few words stand oftener.
    pub(super) fn told(&self, name: &str) -> (usize, bool, bool) {
        let rarest = words(name).filter_map(|(_, word)| self.words.get(word)).min();
        rarest.map_or((0, false, false), |&(count, first)| (count, first < EARLY, count >= self.most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_counts_as_often_as_its_rarest_word() {
        let text = "The Alpha Fund lends. Alpha Fund staff met Beta Fund staff, and Beta Fund lent.";
        let names = Names::of(text);
        assert_eq!(names.told("Alpha Fund"), (2, true, true));
        assert_eq!(names.told("the fund"), (0, false, false));
        let late = format!("{}Gamma", "x ".repeat(EARLY));
        assert_eq!(Names::of(&late).told("Gamma"), (1, false, false));
    }
}
