//! Named features as hashes: what a decision looks at.
//!
//! A feature's name is its parts joined by ":"; its key is the 64-bit FNV-1a hash of the name, built without a string.

use super::key::key;

/// Few options have more features.
const ROOM: usize = 64;

/// The features of one option of a decision.
#[derive(Debug, Clone, Default)]
pub(super) struct Features {
    pub(super) keys: Vec<u64>,
    /// One bit of each key: what has no bit here is new.
    seen: u128,
    /// Their names, in the order of `keys`; kept only where somebody asks for them.
    pub(super) names: Option<Vec<String>>,
}

impl Features {
    /// No features yet; their names are kept where `named`.
    pub(super) fn new(named: bool) -> Self {
        Self { keys: Vec::with_capacity(ROOM), seen: 0, names: named.then(Vec::new) }
    }

    /// Adds the feature with these parts, once.
    pub(super) fn add(&mut self, parts: &[&str]) {
        let key = key(parts);
        let bit = 1 << (key >> 57);
        if self.seen & bit != 0 && self.keys.contains(&key) {
            return;
        }
        self.seen |= bit;
        self.keys.push(key);
        if let Some(names) = &mut self.names {
            names.push(parts.join(":"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_that_of_the_joined_name() {
        assert_eq!(key(&["own", "subject", "money"]), key(&["own:subject:money"]));
        assert_ne!(key(&["own", "subject"]), key(&["ownsubject"]));
    }

    #[test]
    fn a_feature_counts_once() {
        let mut features = Features::new(true);
        features.add(&["own", "money"]);
        features.add(&["own:money"]);
        assert_eq!((features.keys.len(), features.names), (1, Some(vec!["own:money".to_owned()])));
    }
}
