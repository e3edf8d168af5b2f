//! What reading the figures of a document may still cost.

use crate::figure::Document;
use crate::read::{Clock, Limit, Limits};

/// A text is held about so many times: itself, as blocks, with the way back.
const COPIES: usize = 3;
/// About so many bytes are held of a block beside its text.
const BLOCK: usize = 400;

/// The time and the memory that are left.
#[derive(Debug)]
pub(super) struct Budget<'a> {
    limits: &'a Limits,
    clock: Clock,
    memory: u64,
}

impl<'a> Budget<'a> {
    /// That of a document which has been read.
    pub(super) fn new(document: &Document, limits: &'a Limits) -> Self {
        let clock = limits.clock_after(document.spent);
        let mut budget = Self { limits, clock, memory: limits.get(Limit::Memory) };
        budget.take(document.text.len() * COPIES + document.blocks.len() * BLOCK);
        budget
    }

    /// So many bytes were taken.
    pub(super) fn take(&mut self, bytes: usize) {
        self.memory = self.memory.saturating_sub(bytes as u64);
    }

    /// The limit that is exceeded, in words, if one is.
    pub(super) fn exceeded(&self) -> Option<String> {
        let limit = if self.memory == 0 { Limit::Memory } else { Limit::Time };
        (self.memory == 0 || self.clock.is_over()).then(|| self.limits.exceeded(limit))
    }
}
