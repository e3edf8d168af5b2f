//! What reading one document may cost. What exceeds a limit is left out and told of.

use crate::read::{Clock, Limit, Limits};

/// How large a stream of the file may become, in bytes.
pub(super) const STREAM: usize = 64 << 20;
/// How many times its packed size a stream may become where it is larger than [`crate::read::SMALL`].
pub(super) const RATIO: usize = 250;
/// How many characters a document may hold, and a page.
const GLYPHS: usize = 8_000_000;
const PAGE_GLYPHS: usize = 150_000;
/// How many forms a page may draw.
const DRAWS: usize = 5_000;
/// How deep forms may be drawn within forms.
pub(super) const DEPTH: usize = 12;
/// How many states of drawing may be kept for later.
pub(super) const SAVED: usize = 512;
/// How many objects a font may describe; the highest number of a character in it.
pub(super) const FONT_ENTRIES: usize = 0x2_0000;

/// What is left of the limits.
#[derive(Debug)]
pub(super) struct Budget {
    limits: Limits,
    clock: Clock,
    unpacked: usize,
    operators: usize,
    glyphs: usize,
    page_glyphs: usize,
    draws: usize,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        let number = |limit| usize::try_from(limits.get(limit)).unwrap_or(usize::MAX);
        Self {
            limits: *limits,
            clock: limits.clock(),
            unpacked: number(Limit::Unpacked),
            operators: number(Limit::Operators),
            glyphs: GLYPHS,
            page_glyphs: 0,
            draws: 0,
        }
    }

    /// Begins a page.
    pub(super) fn page(&mut self) -> Result<(), String> {
        (self.page_glyphs, self.draws) = (PAGE_GLYPHS, DRAWS);
        self.time()
    }

    /// How many bytes may still be unpacked at once.
    pub(super) fn stream(&self) -> usize {
        STREAM.min(self.unpacked)
    }

    pub(super) fn unpacked(&mut self, bytes: usize) {
        self.unpacked = self.unpacked.saturating_sub(bytes);
    }

    pub(super) fn operator(&mut self) -> Result<(), String> {
        self.operators = self.operators.checked_sub(1).ok_or_else(|| self.exceeded(Limit::Operators))?;
        // A clock costs more than an operator.
        if self.operators.is_multiple_of(1024) { self.time() } else { Ok(()) }
    }

    pub(super) fn glyph(&mut self) -> Result<(), String> {
        self.page_glyphs = spent(self.page_glyphs, || format!("more than {PAGE_GLYPHS} characters on a page"))?;
        self.glyphs = spent(self.glyphs, || format!("more than {GLYPHS} characters"))?;
        if self.glyphs.is_multiple_of(1024) { self.time() } else { Ok(()) }
    }

    pub(super) fn draw(&mut self) -> Result<(), String> {
        self.draws = spent(self.draws, || format!("more than {DRAWS} drawn forms on a page"))?;
        Ok(())
    }

    /// Whether nothing more can be read of the document.
    pub(super) fn is_spent(&self) -> bool {
        self.operators == 0 || self.glyphs == 0 || self.unpacked == 0 || self.clock.is_over()
    }

    fn time(&self) -> Result<(), String> {
        if self.clock.is_over() { Err(self.exceeded(Limit::Time)) } else { Ok(()) }
    }

    fn exceeded(&self, limit: Limit) -> String {
        format!("is not read to its end: {}", self.limits.exceeded(limit))
    }
}

fn spent(left: usize, what: impl FnOnce() -> String) -> Result<usize, String> {
    left.checked_sub(1).ok_or_else(|| format!("holds {}", what()))
}
