//! The rows of the tables. Field order is column order; the names are the interface.

use super::{Calendar, Change, Kind, Lang, Modifier, Period, PublishedFrom, Status, words};
use crate::span::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A row of `figures.csv`: one figure and what it is about. An empty text says that the document does not say it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Figure {
    /// Stable over re-runs; starts with a letter.
    pub figure_id: String,
    /// The document it stands in.
    pub doc_id: String,
    /// What sort of figure.
    pub kind: Kind,
    /// The words themselves: the document's text from `char_start` to `char_end`.
    pub exact: String,
    /// The value as a plain number; none for a date.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub value_max: Option<Decimal>,
    /// The stated precision as XBRL's `decimals`: "$3.4 billion" = -8.
    pub decimals: Option<i32>,
    /// ISO 4217 code, `%`, `pp`, `bp`, singular noun, unit of measure or of time.
    pub unit: String,
    /// The base of a rate: year, month, USD …
    pub per: String,
    /// How the words beside it bound it.
    pub modifier: Modifier,
    /// On top of or against something earlier.
    pub change: Option<Change>,
    /// The noun phrase counted, or what the money is.
    pub what: String,
    /// jobs, beneficiaries, participants, other; for money sales, investment …
    pub category: String,
    /// Who gives, does, commits or achieves it.
    pub actor: String,
    /// Where it takes effect.
    pub place: String,
    /// ISO 3166-1 alpha-3 codes of the place, `;`-separated.
    pub country: String,
    /// Achieved, promised or hoped for.
    pub status: Option<Status>,
    /// A date's own value, or the time a quantity is about, as EDTF.
    pub period_edtf: String,
    /// Its first day.
    pub period_start: Option<Date>,
    /// Its last day.
    pub period_end: Option<Date>,
    /// `fiscal` where the period's year is a fiscal one.
    pub calendar: Option<Calendar>,
    /// The headings above it.
    pub section: String,
    /// The sentence, white space folded: of one of more than 600 code points the words around the figure.
    pub sentence: String,
    /// Its first code point in the document's text.
    pub char_start: usize,
    /// The code point after its last.
    pub char_end: usize,
    /// The line it starts on, from 1.
    pub line: usize,
    /// The page it starts on, from 1 (PDF only).
    pub page: Option<usize>,
    /// The document's language.
    pub lang: Lang,
    /// When the document was published (EDTF); empty where it is not known.
    #[serde(default)]
    pub published: String,
    /// Who published it.
    #[serde(default)]
    pub publisher: String,
    /// How likely its least certain slot is right, 0.00 to 1.00; none where nothing had to be decided.
    pub confidence: Option<Decimal>,
    /// Its bytes in the document's text. Not a column; JSONL carries it.
    #[serde(skip)]
    pub span: Span,
    /// Where each slot's words stand. Not a column; JSONL carries it.
    #[serde(skip)]
    pub evidence: Evidence,
}

impl Figure {
    /// The period as one value; none where it is empty or does not read.
    pub fn period(&self) -> Option<Period> {
        let mut period = Period::parse(&self.period_edtf).ok()?;
        (period.start, period.end) = (self.period_start?, self.period_end?);
        period.fiscal = self.calendar.is_some();
        Some(period)
    }

    /// About how many bytes it takes in memory.
    pub(crate) fn weight(&self) -> usize {
        let texts = [&self.figure_id, &self.doc_id, &self.exact, &self.unit, &self.what, &self.actor, &self.section];
        let more = [&self.sentence, &self.publisher, &self.published, &self.category, &self.place];
        let slots = size_of_val(self.evidence.slots.as_slice()) + size_of_val(self.evidence.odds.as_slice());
        size_of::<Self>() + slots + texts.into_iter().chain(more).map(String::capacity).sum::<usize>()
    }

    /// Sets `confidence` to the least of the probabilities of the slots that are filled.
    pub fn tell_confidence(&mut self) {
        let filled = |column: &str| match column {
            "what" => !self.what.is_empty(),
            "actor" => !self.actor.is_empty(),
            "place" => !self.place.is_empty(),
            "period_edtf" => self.period_start.is_some(),
            _ => true,
        };
        let least = self.evidence.odds.iter().filter(|(column, _)| filled(column)).map(|(_, odds)| *odds).min();
        self.confidence = least.map(|odds| Decimal::new(odds.into(), 2));
    }

    /// Sets the four period columns.
    pub fn set_period(&mut self, period: Option<&Period>) {
        self.period_edtf = period.map(|p| p.edtf.clone()).unwrap_or_default();
        self.period_start = period.map(|p| p.start);
        self.period_end = period.map(|p| p.end);
        self.calendar = period.filter(|p| p.fiscal).map(|_| Calendar::Fiscal);
    }
}

/// The words each slot was read from, as bytes of the document's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Evidence {
    /// The grammar rule that read the figure.
    pub rule: &'static str,
    /// (column, span of its words), in column order.
    pub slots: Vec<(&'static str, Span)>,
    /// (column, how likely its cell is right, in hundredths), an empty cell that had to be decided too.
    pub odds: Vec<(&'static str, u8)>,
}

/// How reading a document went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DocumentStatus {
    /// All of it was read.
    #[default]
    Ok,
    /// Part of it was read; the message says which.
    Partial,
    /// Nothing was read; the message says why.
    Failed,
}

words!(DocumentStatus { Ok = "ok", Partial = "partial", Failed = "failed" });

/// A row of `documents.csv`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DocumentRow {
    /// The document.
    pub doc_id: String,
    /// Its path, relative.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as EDTF.
    pub published: String,
    /// How that is known.
    pub published_from: Option<PublishedFrom>,
    /// Where it was published.
    pub url: String,
    /// The id of the record that it was, as the file has it; empty where it was no record or had none.
    pub source_id: String,
    /// Its language; none where it could not be read.
    pub lang: Option<Lang>,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Code points of its text.
    pub chars: usize,
    /// Figures found in it.
    pub figures: usize,
    /// How reading it went.
    pub status: DocumentStatus,
    /// What went wrong, if anything.
    pub message: String,
}

/// A row of `series.csv`: one figure as a point of a series.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SeriesRow {
    /// The series, as named in `series.toml`.
    pub series_id: String,
    /// The figure.
    pub figure_id: String,
    /// The document it stands in.
    pub doc_id: String,
    /// The document's date, as EDTF.
    pub published: String,
    /// The figure's period, as EDTF.
    pub period_edtf: String,
    /// Its first day.
    pub period_start: Option<Date>,
    /// Its last day.
    pub period_end: Option<Date>,
    /// The value.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub value_max: Option<Decimal>,
    /// How it is bounded.
    pub modifier: Modifier,
    /// Achieved, promised or hoped for.
    pub status: Option<Status>,
}

/// How the figures of a claim stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Relation {
    /// The same said again.
    Repeated,
    /// The same thing for another period or stage.
    Updated,
    /// The same thing and period, a new value from a later document.
    Revised,
    /// Values that cannot both hold.
    Conflicting,
}

words!(Relation { Repeated = "repeated", Updated = "updated", Revised = "revised", Conflicting = "conflicting" });

/// A row of `claims.csv`: one figure as part of a claim that several documents make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ClaimRow {
    /// The claim.
    pub claim_id: String,
    /// The same on every row of a claim.
    pub relation: Relation,
    /// The figure.
    pub figure_id: String,
    /// The document it stands in.
    pub doc_id: String,
    /// The reason, in words.
    pub note: String,
}

impl ClaimRow {
    /// A row without a note.
    pub fn new(
        claim_id: impl Into<String>,
        relation: Relation,
        figure_id: impl Into<String>,
        doc_id: impl Into<String>,
    ) -> Self {
        let (claim_id, figure_id, doc_id) = (claim_id.into(), figure_id.into(), doc_id.into());
        Self { claim_id, relation, figure_id, doc_id, note: String::new() }
    }
}
