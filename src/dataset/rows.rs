//! Rows ↔ cells in the order of their table's columns.

use super::cell::Cell;
use super::error::{CellError, did_you_mean, shorten};
use super::schema::{CLAIMS, Column, DOCUMENTS, FIGURES, SERIES, Table};
use crate::figure::{
    Calendar, Change, ClaimRow, DocumentRow, DocumentStatus, Evidence, Figure, Kind, Lang, Modifier, PublishedFrom,
    Relation, SeriesRow, Status,
};
use crate::span::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::str::FromStr;

/// A row of one of the tables.
pub trait Row: Sized {
    /// The table.
    const TABLE: &'static Table;

    /// Its cells, one a column.
    fn cells(&self) -> Vec<Cell<'_>>;

    /// The row whose cells these are.
    ///
    /// # Errors
    /// Names the column whose cell does not read, and what was expected.
    fn from_fields(fields: &mut Fields<'_>) -> Result<Self, CellError>;

    /// Places in the text that only JSONL carries; a figure has them.
    fn places(&self) -> Option<(Span, &Evidence)> {
        None
    }

    /// Sets those places.
    fn set_places(&mut self, _span: Span, _evidence: Evidence) {}
}

/// The cells of one row as text, read one after the other; an empty one is empty.
#[derive(Debug)]
pub struct Fields<'a> {
    table: &'static Table,
    cells: Vec<Cow<'a, str>>,
    next: usize,
}

impl<'a> Fields<'a> {
    pub(super) fn new(table: &'static Table, cells: Vec<Cow<'a, str>>) -> Self {
        Self { table, cells, next: 0 }
    }

    fn take(&mut self) -> (&'static Column, Cow<'a, str>) {
        // A row asks once a column; `every_column_is_read_once` holds it to that.
        let at = self.next.min(self.table.columns.len() - 1);
        self.next += 1;
        (&self.table.columns[at], self.cells.get_mut(at).map(std::mem::take).unwrap_or_default())
    }

    /// The next cell, which may be empty.
    fn text(&mut self) -> Result<String, CellError> {
        let (column, cell) = self.take();
        if column.required && cell.is_empty() {
            return Err(expected(column, "a text", &cell));
        }
        Ok(cell.into_owned())
    }

    /// The next cell as a value of its type; none where it is empty.
    fn parse<T: FromStr>(&mut self, what: &str) -> Result<Option<T>, CellError> {
        let (column, cell) = self.take();
        if cell.is_empty() {
            return if column.required { Err(expected(column, what, &cell)) } else { Ok(None) };
        }
        cell.parse().map(Some).map_err(|_| expected(column, what, &cell))
    }

    fn number(&mut self) -> Result<Option<Decimal>, CellError> {
        self.parse("a plain number such as 3400000000 or 0.5")
    }

    /// The next cell as a share of one; none where it is empty.
    fn share(&mut self) -> Result<Option<Decimal>, CellError> {
        let wanted = "a number from 0 to 1";
        let (column, cell) = self.take();
        match cell.parse::<Decimal>() {
            _ if cell.is_empty() => Ok(None),
            Ok(share) if (Decimal::ZERO..=Decimal::ONE).contains(&share) => Ok(Some(share)),
            _ => Err(expected(column, wanted, &cell)),
        }
    }

    fn date(&mut self) -> Result<Option<Date>, CellError> {
        self.parse("a day such as 2022-09-12")
    }

    fn count(&mut self) -> Result<usize, CellError> {
        Ok(self.parse("a whole number from 0")?.unwrap_or_default())
    }

    /// The next cell as one of its column's words; none where it is empty.
    fn word<T>(&mut self, from_word: impl Fn(&str) -> Option<T>) -> Result<Option<T>, CellError> {
        let (column, cell) = self.take();
        match from_word(&cell) {
            None if cell.is_empty() && !column.required => Ok(None),
            None => Err(not_a_word(column, &cell)),
            found => Ok(found),
        }
    }

    /// The next cell as one of its column's words, which it must be.
    fn the_word<T>(&mut self, from_word: impl Fn(&str) -> Option<T>) -> Result<T, CellError> {
        let (column, cell) = self.take();
        from_word(&cell).ok_or_else(|| not_a_word(column, &cell))
    }
}

fn not_a_word(column: &'static Column, cell: &str) -> CellError {
    let mut error = expected(column, &format!("one of {}", column.words.join(", ")), cell);
    error.hint = did_you_mean(cell, column.words.iter().copied());
    error
}

fn expected(column: &'static Column, what: &str, cell: &str) -> CellError {
    CellError { column: column.name, expected: what.to_owned(), found: shorten(cell), hint: String::new() }
}

impl Row for Figure {
    const TABLE: &'static Table = &FIGURES;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            (&self.figure_id).into(),
            (&self.doc_id).into(),
            self.kind.as_str().into(),
            (&self.exact).into(),
            self.value.into(),
            self.value_max.into(),
            self.decimals.into(),
            (&self.unit).into(),
            (&self.per).into(),
            self.modifier.as_str().into(),
            self.change.map(Change::as_str).into(),
            (&self.what).into(),
            (&self.category).into(),
            (&self.actor).into(),
            (&self.place).into(),
            (&self.country).into(),
            self.status.map(Status::as_str).into(),
            (&self.period_edtf).into(),
            self.period_start.into(),
            self.period_end.into(),
            self.calendar.map(Calendar::as_str).into(),
            (&self.section).into(),
            (&self.sentence).into(),
            self.char_start.into(),
            self.char_end.into(),
            self.line.into(),
            self.page.into(),
            self.lang.as_str().into(),
            (&self.published).into(),
            (&self.publisher).into(),
            self.confidence.into(),
        ]
    }

    fn from_fields(fields: &mut Fields<'_>) -> Result<Self, CellError> {
        Ok(Self {
            figure_id: fields.text()?,
            doc_id: fields.text()?,
            kind: fields.the_word(Kind::from_word)?,
            exact: fields.text()?,
            value: fields.number()?,
            value_max: fields.number()?,
            decimals: fields.parse("a whole number")?,
            unit: fields.text()?,
            per: fields.text()?,
            modifier: fields.the_word(Modifier::from_word)?,
            change: fields.word(Change::from_word)?,
            what: fields.text()?,
            category: fields.text()?,
            actor: fields.text()?,
            place: fields.text()?,
            country: fields.text()?,
            status: fields.word(Status::from_word)?,
            period_edtf: fields.text()?,
            period_start: fields.date()?,
            period_end: fields.date()?,
            calendar: fields.word(Calendar::from_word)?,
            section: fields.text()?,
            sentence: fields.text()?,
            char_start: fields.count()?,
            char_end: fields.count()?,
            line: fields.count()?,
            page: fields.parse("a whole number from 1")?,
            lang: fields.the_word(Lang::from_word)?,
            published: fields.text()?,
            publisher: fields.text()?,
            confidence: fields.share()?,
            span: Span::default(),
            evidence: Evidence::default(),
        })
    }

    fn places(&self) -> Option<(Span, &Evidence)> {
        Some((self.span, &self.evidence))
    }

    fn set_places(&mut self, span: Span, evidence: Evidence) {
        (self.span, self.evidence) = (span, evidence);
    }
}

impl Row for DocumentRow {
    const TABLE: &'static Table = &DOCUMENTS;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            (&self.doc_id).into(),
            (&self.path).into(),
            (&self.title).into(),
            (&self.publisher).into(),
            (&self.published).into(),
            self.published_from.map(PublishedFrom::as_str).into(),
            (&self.url).into(),
            (&self.source_id).into(),
            self.lang.map(Lang::as_str).into(),
            (&self.sha256).into(),
            self.chars.into(),
            self.figures.into(),
            self.status.as_str().into(),
            (&self.message).into(),
        ]
    }

    fn from_fields(fields: &mut Fields<'_>) -> Result<Self, CellError> {
        Ok(Self {
            doc_id: fields.text()?,
            path: fields.text()?,
            title: fields.text()?,
            publisher: fields.text()?,
            published: fields.text()?,
            published_from: fields.word(PublishedFrom::from_word)?,
            url: fields.text()?,
            source_id: fields.text()?,
            lang: fields.word(Lang::from_word)?,
            sha256: fields.text()?,
            chars: fields.count()?,
            figures: fields.count()?,
            status: fields.the_word(DocumentStatus::from_word)?,
            message: fields.text()?,
        })
    }
}

impl Row for SeriesRow {
    const TABLE: &'static Table = &SERIES;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            (&self.series_id).into(),
            (&self.figure_id).into(),
            (&self.doc_id).into(),
            (&self.published).into(),
            (&self.period_edtf).into(),
            self.period_start.into(),
            self.period_end.into(),
            self.value.into(),
            self.value_max.into(),
            self.modifier.as_str().into(),
            self.status.map(Status::as_str).into(),
        ]
    }

    fn from_fields(fields: &mut Fields<'_>) -> Result<Self, CellError> {
        Ok(Self {
            series_id: fields.text()?,
            figure_id: fields.text()?,
            doc_id: fields.text()?,
            published: fields.text()?,
            period_edtf: fields.text()?,
            period_start: fields.date()?,
            period_end: fields.date()?,
            value: fields.number()?,
            value_max: fields.number()?,
            modifier: fields.the_word(Modifier::from_word)?,
            status: fields.word(Status::from_word)?,
        })
    }
}

impl Row for ClaimRow {
    const TABLE: &'static Table = &CLAIMS;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            (&self.claim_id).into(),
            self.relation.as_str().into(),
            (&self.figure_id).into(),
            (&self.doc_id).into(),
            (&self.note).into(),
        ]
    }

    fn from_fields(fields: &mut Fields<'_>) -> Result<Self, CellError> {
        Ok(Self {
            claim_id: fields.text()?,
            relation: fields.the_word(Relation::from_word)?,
            figure_id: fields.text()?,
            doc_id: fields.text()?,
            note: fields.text()?,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A figure with every slot filled.
    pub(in crate::dataset) fn sample() -> Figure {
        Figure {
            figure_id: "f00000000000001".into(),
            doc_id: "2022-09-fact-sheet".into(),
            kind: Kind::Money,
            exact: "$20 to\n$30.50 million".into(),
            value: Some("20000000".parse().unwrap()),
            value_max: Some("30500000".parse().unwrap()),
            decimals: Some(-4),
            unit: "USD".into(),
            per: "year".into(),
            modifier: Modifier::AtLeast,
            change: Some(Change::Additional),
            what: "=HYPERLINK(\"x\")".into(),
            category: "sales".into(),
            actor: "'-quoted".into(),
            place: "Yucatán, México".into(),
            country: "MEX;USA".into(),
            status: Some(Status::Target),
            period_edtf: "2022/2024".into(),
            period_start: Some(Date::constant(2022, 1, 1)),
            period_end: Some(Date::constant(2024, 12, 31)),
            calendar: Some(Calendar::Fiscal),
            section: "PILLAR II > Sales".into(),
            sentence: "It says \"$20 to $30.50 million\", at least.".into(),
            char_start: 10,
            char_end: 31,
            line: 3,
            page: Some(2),
            lang: Lang::Es,
            published: "2022-09-12".into(),
            publisher: "Office of Trade".into(),
            confidence: Some(Decimal::new(93, 2)),
            span: Span::new(11, 33),
            evidence: Evidence { rule: "", slots: vec![("place", Span::new(40, 56))], odds: vec![("place", 93)] },
        }
    }

    #[track_caller]
    fn check<R: Row + serde::Serialize>(row: &R) {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.serialize(row).unwrap();
        let text = String::from_utf8(out.into_inner().unwrap()).unwrap();
        let names: Vec<_> = R::TABLE.columns.iter().map(|column| column.name).collect();
        assert_eq!(text.lines().next(), Some(names.join(",").as_str()));
        assert_eq!(row.cells().len(), names.len());
        let texts = row.cells().iter().map(|cell| cell.to_string().into()).collect();
        let mut fields = Fields::new(R::TABLE, texts);
        R::from_fields(&mut fields).unwrap();
        assert_eq!(fields.next, names.len());
    }

    #[test]
    fn every_column_is_read_once() {
        let figure = sample();
        check(&figure);
        check(&DocumentRow {
            doc_id: "a".into(),
            path: "a.txt".into(),
            title: String::new(),
            publisher: String::new(),
            published: "2022".into(),
            published_from: Some(PublishedFrom::FileName),
            url: String::new(),
            source_id: String::new(),
            lang: Some(Lang::En),
            sha256: String::new(),
            chars: 5,
            figures: 1,
            status: DocumentStatus::Partial,
            message: "page 2 has no text".into(),
        });
        check(&SeriesRow {
            series_id: "sales".into(),
            figure_id: figure.figure_id.clone(),
            doc_id: "a".into(),
            published: "2022".into(),
            period_edtf: "2022".into(),
            period_start: figure.period_start,
            period_end: figure.period_end,
            value: figure.value,
            value_max: None,
            modifier: Modifier::Exact,
            status: None,
        });
        check(&ClaimRow {
            claim_id: "c1".into(),
            relation: Relation::Revised,
            figure_id: figure.figure_id,
            doc_id: "a".into(),
            note: "13, then 14".into(),
        });
    }
}
