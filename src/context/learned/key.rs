/// The classes of `status`.
pub(crate) const STATUS: [&str; 3] = ["actual", "commitment", "target"];
/// The classes of a count's `category`.
pub(crate) const CATEGORY: [&str; 4] = ["beneficiaries", "jobs", "other", "participants"];

/// The key of a feature's name, its parts joined by ":": a hash of its bytes, eight at a time, built without a string.
/// Never nought.
pub(crate) fn key(parts: &[&str]) -> u64 {
    let mut name = Name::default();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            name.push(b":");
        }
        name.push(part.as_bytes());
    }
    mix(mix(name.hash, name.word), name.length as u64).max(1)
}

/// The bytes read so far; what they are cut into has no effect.
#[derive(Default)]
struct Name {
    hash: u64,
    /// The last bytes, fewer than eight, the first one lowest.
    word: u64,
    length: usize,
}

impl Name {
    fn push(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word), 8);
        }
        if !rest.is_empty() {
            self.add(rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)), rest.len());
        }
    }

    /// Adds the `count` low bytes of `word`, one to eight; its others are nought.
    fn add(&mut self, word: u64, count: usize) {
        let filled = self.length % 8;
        self.word |= word << (8 * filled);
        if filled + count >= 8 {
            self.hash = mix(self.hash, self.word);
            self.word = if filled == 0 { 0 } else { word >> (64 - 8 * filled) };
        }
        self.length += count;
    }
}

/// A multiplication whose halves are folded, so that every bit of both tells in the low ones.
const fn mix(hash: u64, word: u64) -> u64 {
    let product = (hash ^ word ^ 0x9e37_79b9_7f4a_7c15) as u128 * 0xd6e8_feb8_6659_fd93_u128;
    (product as u64 ^ (product >> 64) as u64).rotate_left(23)
}
