/// The classes of `status`.
pub(crate) const STATUS: [&str; 3] = ["actual", "commitment", "target"];
/// The classes of a count's `category`.
pub(crate) const CATEGORY: [&str; 4] = ["beneficiaries", "jobs", "other", "participants"];

/// The key of a feature's name, its parts joined by ":": the 64-bit FNV-1a hash, built without a string. Never nought.
pub(crate) fn key(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            hash = step(hash, b':');
        }
        hash = part.bytes().fold(hash, step);
    }
    hash.max(1)
}

const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}
