//! Named features as hashes: what a decision looks at.
//!
//! A feature's name is its parts joined by ":"; its key is made from the hashes of the parts, each of which is hashed once
//! for all the features it is in.

use super::key::{self, Part, key};

/// Few options have more features.
const ROOM: usize = 64;
/// Bits that tell what is new.
const BITS: usize = 512;

/// A part of names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'a> {
    pub(super) text: &'a str,
    part: Part,
}

/// Hashes a part.
pub(super) const fn name(text: &str) -> Name<'_> {
    Name { text, part: key::part(text) }
}

/// A part that is hashed when the program is built.
macro_rules! part {
    ($text:literal) => {
        const { crate::context::learned::features::name($text) }
    };
}
pub(super) use part;

/// A distance in a few steps.
pub(super) const fn step(distance: usize) -> Name<'static> {
    match distance {
        0 => part!("0"),
        1 => part!("1"),
        2 => part!("2"),
        3 => part!("3"),
        4..=5 => part!("5"),
        6..=8 => part!("8"),
        9..=13 => part!("13"),
        14..=21 => part!("21"),
        _ => part!("far"),
    }
}

/// The features of one option of a decision.
#[derive(Debug, Clone)]
pub(super) struct Features {
    pub(super) keys: Vec<u64>,
    /// One bit of each key: what has no bit here is new.
    seen: [u64; BITS / 64],
    /// Their names, in the order of `keys`; kept only where somebody asks for them.
    pub(super) names: Option<Vec<String>>,
}

impl Features {
    /// No features yet; their names are kept where `named`.
    pub(super) fn new(named: bool) -> Self {
        Self { keys: Vec::with_capacity(ROOM), seen: [0; BITS / 64], names: named.then(Vec::new) }
    }

    /// Adds the feature with these parts, once.
    #[inline]
    pub(super) fn add(&mut self, parts: &[Name<'_>]) {
        let key = key(parts.iter().map(|name| name.part));
        let bit = (key >> 32) as usize % BITS;
        let (seen, bit) = (&mut self.seen[bit / 64], 1 << (bit % 64));
        if *seen & bit != 0 && self.keys.contains(&key) {
            return;
        }
        *seen |= bit;
        self.keys.push(key);
        if let Some(names) = &mut self.names {
            names.push(parts.iter().map(|name| name.text).collect::<Vec<_>>().join(":"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_that_of_the_joined_name() {
        assert_eq!(key(["own", "subject", "", "money"].map(key::part)), key([key::part("own:subject::money")]));
        assert_ne!(key(["own", "subject"].map(key::part)), key([key::part("ownsubject")]));
    }

    #[test]
    fn a_feature_counts_once() {
        let mut features = Features::new(true);
        features.add(&[part!("own"), part!("money")]);
        features.add(&[part!("own:money")]);
        assert_eq!((features.keys.len(), features.names), (1, Some(vec!["own:money".to_owned()])));
    }
}
