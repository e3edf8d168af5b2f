//! What a document may cost: each limit with a name for `--limit`, a default and the words for what goes beyond it.
//!
//! ```
//! use quantifact::read::{Limit, Limits};
//! let mut limits = Limits::default();
//! limits.set("file=2MiB").unwrap();
//! assert_eq!(limits.get(Limit::File), 2 << 20);
//! assert_eq!(limits.exceeded(Limit::File), "the file is larger than 2 MiB (the limit `file`)");
//! assert!(limits.set("fil=2").unwrap_err().starts_with("no limit is called `fil`; there are file, unpacked, "));
//! ```

use std::time::{Duration, Instant};

/// Something that is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of a file.
    File,
    /// Bytes that what is packed unpacks to.
    Unpacked,
    /// How many times larger it is unpacked; asked only of what unpacks to more than [`SMALL`].
    Ratio,
    /// Bytes of a document's text, in UTF-8.
    Text,
    /// Lines, cells and tags of a text.
    Parts,
    /// Pages of a document.
    Pages,
    /// Operators that draw the pages of a PDF, those of forms each time they are drawn.
    Operators,
    /// Seconds that a document takes.
    Time,
    /// Bytes that a document and its figures take in memory, about.
    Memory,
}

/// What unpacks to no more bytes than these is never too dense.
pub const SMALL: u64 = 4 << 20;

/// How a limit's number is said.
#[derive(Clone, Copy)]
enum Unit {
    Bytes,
    Plain,
    Seconds,
}

/// Each limit with its name, its default, its unit, and what is said before the number where it is exceeded.
const TABLE: [(Limit, &str, u64, Unit, &str); 9] = [
    (Limit::File, "file", 512 << 20, Unit::Bytes, "the file is larger than"),
    (Limit::Unpacked, "unpacked", 256 << 20, Unit::Bytes, "it unpacks to more than"),
    (Limit::Ratio, "ratio", 200, Unit::Plain, "a part of it unpacks to so many times its size or more:"),
    (Limit::Text, "text", 64 << 20, Unit::Bytes, "its text is longer than"),
    (Limit::Parts, "parts", 2_000_000, Unit::Plain, "it has more lines, cells and tags than"),
    (Limit::Pages, "pages", 10_000, Unit::Plain, "it has more pages than"),
    (Limit::Operators, "operators", 10_000_000, Unit::Plain, "its pages take more steps to draw than"),
    (Limit::Time, "time", 10, Unit::Seconds, "it takes longer than"),
    (Limit::Memory, "memory", 512 << 20, Unit::Bytes, "its figures take more memory than"),
];

/// The limits that documents are read within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits([u64; TABLE.len()]);

impl Default for Limits {
    fn default() -> Self {
        Self(TABLE.map(|(_, _, default, ..)| default))
    }
}

impl Limits {
    /// The number that a limit stands at.
    pub const fn get(&self, limit: Limit) -> u64 {
        self.0[limit as usize]
    }

    /// Sets a limit as `--limit` tells it: "file=1GiB", "time=30s", "pages=1000".
    ///
    /// # Errors
    /// Says what is wrong with the words.
    pub fn set(&mut self, told: &str) -> Result<(), String> {
        let (name, number) = told.split_once('=').ok_or("write it as NAME=NUMBER, such as time=30")?;
        let row = TABLE.iter().find(|(_, known, ..)| *known == name);
        let Some((limit, _, _, unit, _)) = row else {
            return Err(format!(
                "no limit is called `{name}`; there are {}",
                TABLE.map(|(_, known, ..)| known).join(", ")
            ));
        };
        self.0[*limit as usize] =
            unit.parse(number).ok_or_else(|| format!("`{number}` is no number of {}", unit.word()))?;
        Ok(())
    }

    /// What is told of a document that goes beyond a limit.
    pub fn exceeded(&self, limit: Limit) -> String {
        let (_, name, _, unit, words) = TABLE[limit as usize];
        format!("{words} {} (the limit `{name}`)", unit.say(self.get(limit)))
    }

    /// Leaves of a text as much as is within `length` and [`Limit::Parts`], each of which ends with one of the marks;
    /// tells the limit it went beyond, if it did.
    pub(super) fn cut(&self, text: &mut String, length: Limit, [one, other]: [u8; 2]) -> Option<Limit> {
        let number = |limit| usize::try_from(self.get(limit)).unwrap_or(usize::MAX);
        let longest = number(length);
        let (end, limit) = match memchr::memchr2_iter(one, other, text.as_bytes()).nth(number(Limit::Parts)) {
            Some(end) if end <= longest => (end, Limit::Parts),
            _ if text.len() > longest => (text.floor_char_boundary(longest), length),
            _ => return None,
        };
        text.truncate(end);
        Some(limit)
    }

    /// Starts the time that a document may take.
    pub fn clock(&self) -> Clock {
        self.clock_after(Duration::ZERO)
    }

    /// The same where so much of the time has passed.
    pub(crate) fn clock_after(&self, spent: Duration) -> Clock {
        Clock(Instant::now().checked_add(Duration::from_secs(self.get(Limit::Time)).saturating_sub(spent)))
    }

    /// The names with their defaults, for the help.
    pub fn defaults() -> String {
        let said: Vec<String> =
            TABLE.iter().map(|(_, name, default, unit, _)| format!("{name}={}", unit.say(*default))).collect();
        said.join(", ").replace(' ', "").replace(',', ", ")
    }
}

/// The time that is left for a document.
#[derive(Debug, Clone, Copy)]
pub struct Clock(Option<Instant>);

impl Clock {
    /// Whether the time is up.
    pub fn is_over(self) -> bool {
        self.0.is_some_and(|end| Instant::now() >= end)
    }
}

impl Unit {
    const fn word(self) -> &'static str {
        match self {
            Self::Bytes => "bytes, KiB, MiB or GiB",
            Self::Plain => "them",
            Self::Seconds => "seconds",
        }
    }

    fn say(self, number: u64) -> String {
        match self {
            Self::Bytes if number >= 1 << 20 && number.is_multiple_of(1 << 20) => format!("{} MiB", number >> 20),
            Self::Bytes => format!("{number} bytes"),
            Self::Plain => number.to_string(),
            Self::Seconds => format!("{number} s"),
        }
    }

    fn parse(self, told: &str) -> Option<u64> {
        let digits = told.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let factor = match (self, told.get(digits.len()..)?.to_ascii_lowercase().as_str()) {
            (_, "") | (Self::Bytes, "b") | (Self::Seconds, "s") => 1,
            (Self::Bytes, "k" | "kb" | "kib") => 1 << 10,
            (Self::Bytes, "m" | "mb" | "mib") => 1 << 20,
            (Self::Bytes, "g" | "gb" | "gib") => 1 << 30,
            _ => return None,
        };
        digits.trim().parse::<u64>().ok()?.checked_mul(factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_stands_in_its_row() {
        for (index, (limit, name, default, ..)) in TABLE.into_iter().enumerate() {
            assert_eq!(limit as usize, index);
            let mut limits = Limits::default();
            assert_eq!(limits.get(limit), default);
            limits.set(&format!("{name}=7")).unwrap();
            assert_eq!(limits.get(limit), 7);
            assert!(limits.exceeded(limit).ends_with(&format!("(the limit `{name}`)")));
        }
    }

    #[test]
    fn numbers_are_told_with_their_units() {
        let set = |told: &str| {
            let mut limits = Limits::default();
            limits.set(told).map(|()| limits.0)
        };
        assert_eq!(set("unpacked=1GiB").unwrap()[Limit::Unpacked as usize], 1 << 30);
        assert_eq!(set("text=3k").unwrap()[Limit::Text as usize], 3072);
        assert_eq!(set("time=30s").unwrap()[Limit::Time as usize], 30);
        assert_eq!(set("time=1h").unwrap_err(), "`1h` is no number of seconds");
        assert_eq!(set("file=99999999999GiB").unwrap_err(), "`99999999999GiB` is no number of bytes, KiB, MiB or GiB");
        assert_eq!(set("time").unwrap_err(), "write it as NAME=NUMBER, such as time=30");
        assert!(Limits::defaults().starts_with("file=512MiB, unpacked=256MiB, ratio=200, "));
    }

    #[test]
    fn a_clock_runs_out() {
        let mut limits = Limits::default();
        assert!(!limits.clock().is_over());
        limits.set("time=0").unwrap();
        assert!(limits.clock().is_over());
    }
}
