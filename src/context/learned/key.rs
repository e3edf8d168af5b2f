/// The classes of `status`.
pub(crate) const STATUS: [&str; 3] = ["actual", "commitment", "target"];
/// The classes of a count's `category`.
pub(crate) const CATEGORY: [&str; 4] = ["beneficiaries", "jobs", "other", "participants"];

/// A part of a feature's name as its hash, from which those of names are put together: the polynomial of its bytes modulo
/// 2^64 (Karp and Rabin, Efficient randomized pattern-matching algorithms, 1987).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    hash: u64,
    /// The base to the power of its length.
    power: u64,
}

/// An odd number without a pattern.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of a part.
pub(crate) const fn part(text: &str) -> Part {
    let bytes = text.as_bytes();
    let mut part = Part { hash: 0, power: 1 };
    let mut at = 0;
    while at < bytes.len() {
        part = Part { hash: step(part.hash, bytes[at]), power: part.power.wrapping_mul(BASE) };
        at += 1;
    }
    part
}

/// The key of a feature's name, which is its parts joined by ":". Never nought.
pub(crate) fn key(parts: impl IntoIterator<Item = Part>) -> u64 {
    let joined = |name: u64, part: Part| step(name, b':').wrapping_mul(part.power).wrapping_add(part.hash);
    let mut parts = parts.into_iter();
    let first = parts.next().map_or(0, |part| part.hash);
    let hash = parts.fold(first, joined);
    // Every bit of the key is to depend on all of the name.
    let hash = (hash ^ (hash >> 32)).wrapping_mul(BASE);
    (hash ^ (hash >> 29)).max(1)
}

const fn step(hash: u64, byte: u8) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(byte as u64 + 1)
}
