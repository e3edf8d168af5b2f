//! The columns of `figures.csv` as a check sees them: which role a column plays, how its cell reads, how it is set.
//!
//! ```
//! use quantifact::expected::{Column, Role};
//! assert_eq!(Column::from_word("unit").map(Column::role), Some(Role::Select));
//! assert_eq!(Column::Status.role(), Role::Word);
//! assert!(Column::from_word("colour").is_none());
//! ```

use crate::dataset::schema::FIGURES;
use crate::dataset::{Cell, Row, did_you_mean};
use crate::figure::{Calendar, Change, Figure, Modifier, Period, Status, words};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// A column of `figures.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the columns are told in `Figure`, field by field
#[non_exhaustive]
pub enum Column {
    FigureId,
    DocId,
    Kind,
    Exact,
    Value,
    ValueMax,
    Decimals,
    Unit,
    Per,
    Modifier,
    Change,
    What,
    Category,
    Actor,
    Place,
    Country,
    Status,
    PeriodEdtf,
    PeriodStart,
    PeriodEnd,
    Calendar,
    Section,
    Sentence,
    CharStart,
    CharEnd,
    Line,
    Page,
    Lang,
    Published,
    Publisher,
    Confidence,
}

words!(Column {
    FigureId = "figure_id", DocId = "doc_id", Kind = "kind", Exact = "exact", Value = "value", ValueMax = "value_max",
    Decimals = "decimals", Unit = "unit", Per = "per", Modifier = "modifier", Change = "change", What = "what",
    Category = "category", Actor = "actor", Place = "place", Country = "country", Status = "status",
    PeriodEdtf = "period_edtf", PeriodStart = "period_start", PeriodEnd = "period_end", Calendar = "calendar",
    Section = "section", Sentence = "sentence", CharStart = "char_start", CharEnd = "char_end", Line = "line",
    Page = "page", Lang = "lang", Published = "published", Publisher = "publisher",
    Confidence = "confidence",
});

/// What a cell of an expected row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// It selects the figures that the row may speak of.
    Select,
    /// It asserts a number, within the row's tolerance.
    Amount,
    /// It asserts a number as it is.
    Number,
    /// It asserts one of a closed list of words.
    Word,
    /// It asserts a day or an EDTF period.
    Time,
    /// It asserts words that the figure's cell must contain.
    Text,
}

impl Column {
    /// What a cell of this column does in an expected row.
    pub const fn role(self) -> Role {
        match self {
            Self::FigureId | Self::DocId | Self::Kind | Self::Unit | Self::Exact => Role::Select,
            Self::Value | Self::ValueMax => Role::Amount,
            Self::Decimals | Self::CharStart | Self::CharEnd | Self::Line | Self::Page | Self::Confidence => {
                Role::Number
            }
            Self::Modifier | Self::Change | Self::Status | Self::Calendar | Self::Lang => Role::Word,
            Self::PeriodEdtf | Self::PeriodStart | Self::PeriodEnd | Self::Published => Role::Time,
            Self::Per
            | Self::What
            | Self::Category
            | Self::Actor
            | Self::Place
            | Self::Country
            | Self::Section
            | Self::Sentence
            | Self::Publisher => Role::Text,
        }
    }

    /// The figure's cell, as `figures.csv` writes it but for the escape of a leading `=`.
    pub fn of(self, figure: &Figure) -> Cow<'_, str> {
        match figure.cells().get(self as usize) {
            Some(Cell::Text(text)) => Cow::Borrowed(text),
            Some(cell) => Cow::Owned(cell.to_string()),
            None => Cow::Borrowed(""),
        }
    }

    /// Whether `text` is a value this column can hold; the reason in words where it is not.
    ///
    /// # Errors
    /// Says what the column takes, and the word that was nearest where it takes one of a list.
    pub fn check(self, text: &str) -> Result<(), String> {
        let words = FIGURES.column(self.as_str()).map_or(&[][..], |column| column.words);
        if !words.is_empty() {
            return if words.contains(&text) { Ok(()) } else { Err(one_of(text, words)) };
        }
        match self {
            Self::Value | Self::ValueMax => {
                let wanted = "a plain number such as 3400000000";
                number::<Decimal>(text, wanted).map_err(|told| match plain(text) {
                    Some(plain) => format!("{told}; write {plain}"),
                    None => told,
                })
            }
            Self::Confidence => number::<Decimal>(text, "a number from 0 to 1"),
            Self::Decimals => number::<i32>(text, "a whole number such as -6"),
            Self::CharStart | Self::CharEnd | Self::Line | Self::Page => {
                number::<usize>(text, "a whole number such as 12")
            }
            Self::PeriodEdtf => Period::parse(text).map(|_| ()).map_err(|error| error.to_string()),
            Self::PeriodStart | Self::PeriodEnd => number::<Date>(text, "a day such as 2022-09-12"),
            _ => Ok(()),
        }
    }

    /// Whether a person may set the column.
    ///
    /// # Errors
    /// Says why not: the place, the words and the identity of a figure are what the document says.
    pub fn settable(self) -> Result<(), String> {
        match self {
            Self::PeriodStart | Self::PeriodEnd => {
                Err(format!("`{self}` follows from `period_edtf`; correct that one"))
            }
            Self::FigureId
            | Self::DocId
            | Self::Kind
            | Self::Exact
            | Self::Section
            | Self::Sentence
            | Self::CharStart
            | Self::CharEnd
            | Self::Line
            | Self::Page
            | Self::Published
            | Self::Publisher
            | Self::Confidence
            | Self::Lang => Err(format!("`{self}` is what the document says and cannot be corrected")),
            _ => Ok(()),
        }
    }

    /// Puts `text` into the figure's cell; an empty text empties it.
    ///
    /// # Errors
    /// Says what the column takes, or why it cannot be set (see [`Column::settable`]).
    pub fn set(self, figure: &mut Figure, text: &str) -> Result<(), String> {
        self.settable()?;
        if !text.is_empty() {
            self.check(text)?;
        }
        let owned = || text.to_owned();
        // What a person says is certain.
        let told = !figure.evidence.odds.is_empty();
        figure.evidence.odds.retain(|(column, _)| *column != self.as_str());
        match self {
            Self::Value => figure.value = text.parse().ok(),
            Self::ValueMax => figure.value_max = text.parse().ok(),
            Self::Decimals => figure.decimals = text.parse().ok(),
            Self::Unit => figure.unit = owned(),
            Self::Per => figure.per = owned(),
            Self::Modifier => figure.modifier = Modifier::from_word(text).unwrap_or_default(),
            Self::Change => figure.change = Change::from_word(text),
            Self::What => figure.what = owned(),
            Self::Category => figure.category = owned(),
            Self::Actor => figure.actor = owned(),
            Self::Place => figure.place = owned(),
            Self::Country => figure.country = owned(),
            Self::Status => figure.status = Status::from_word(text),
            Self::PeriodEdtf => {
                let period = Period::parse(text).ok();
                let calendar = figure.calendar;
                figure.set_period(period.as_ref());
                figure.calendar = period.and(calendar);
            }
            Self::Calendar => figure.calendar = Calendar::from_word(text),
            // `settable` let nothing else through.
            _ => {}
        }
        if told {
            figure.tell_confidence();
        }
        Ok(())
    }
}

fn number<T: std::str::FromStr>(text: &str, wanted: &str) -> Result<(), String> {
    match text.parse::<T>() {
        Ok(_) => Ok(()),
        Err(_) => Err(format!("expected {wanted}, found `{text}`")),
    }
}

/// The plain form of a number as people write it: 40,000, or 3,5 for three and a half.
fn plain(text: &str) -> Option<Decimal> {
    let mut groups = text.split(',').skip(1);
    let grouped = groups.clone().count() > 1 || groups.all(|group| group.len() == 3);
    text.replace(',', if grouped { "" } else { "." }).parse().ok()
}

/// "expected one of a, b; found `x`", with the nearest where there is one.
pub(super) fn one_of(found: &str, words: &[&str]) -> String {
    format!("expected one of {}, found `{found}`{}", words.join(", "), did_you_mean(found, words.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_the_table_in_its_order() {
        let names: Vec<_> = FIGURES.columns.iter().map(|column| column.name).collect();
        assert_eq!(Column::ALL.iter().map(|column| column.as_str()).collect::<Vec<_>>(), names);
    }

    #[test]
    fn what_a_person_sets_is_no_longer_doubtful() {
        let mut figure = Figure { actor: "EPA".into(), place: "Peru".into(), ..Figure::default() };
        figure.evidence.odds = vec![("actor", 55), ("place", 80)];
        figure.tell_confidence();
        assert_eq!(figure.confidence, Some(Decimal::new(55, 2)));
        Column::Actor.set(&mut figure, "DOE").unwrap();
        assert_eq!(figure.confidence, Some(Decimal::new(80, 2)));
        Column::Place.set(&mut figure, "Chile").unwrap();
        assert_eq!(figure.confidence, None);
    }

    #[test]
    fn a_wrong_word_is_told_the_right_one() {
        assert_eq!(
            Column::Status.check("comitment").unwrap_err(),
            "expected one of actual, commitment, target, baseline, found `comitment`; did you mean `commitment`?"
        );
    }

    #[test]
    fn a_cell_set_reads_back() {
        let mut figure = crate::expected::testing::figure("d", "money", "$5", Some("5"));
        for (column, text) in [
            (Column::Value, "3400000000"),
            (Column::Status, "target"),
            (Column::Status, ""),
            (Column::PeriodEdtf, "2021/2023"),
            (Column::Change, "additional"),
            (Column::What, "sales"),
        ] {
            column.set(&mut figure, text).unwrap();
            assert_eq!(column.of(&figure), text);
        }
        assert_eq!(Column::PeriodEnd.of(&figure), "2023-12-31");
        assert!(Column::Exact.set(&mut figure, "$6").is_err());
        assert!(Column::Value.set(&mut figure, "five").is_err());
    }
}
