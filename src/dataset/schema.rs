//! What every column of every table holds, said once: `datapackage.json`, the `schema` command, the workbook and the
//! readers all take it from here.
//!
//! ```
//! use quantifact::dataset::schema::{FIGURES, TABLES, Type};
//! assert_eq!(TABLES.map(|table| table.name), ["figures", "documents", "series", "claims"]);
//! let value = FIGURES.column("value").unwrap();
//! assert_eq!(value.kind, Type::Number);
//! assert!(FIGURES.column("kind").unwrap().words.contains(&"money"));
//! ```

use crate::figure::{Calendar, Change, DocumentStatus, Kind, Lang, Modifier, PublishedFrom, Relation, Status};

/// What a column's cells are. The names are those of the Table Schema standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// Words.
    String,
    /// A decimal number.
    Number,
    /// A whole number.
    Integer,
    /// A day, YYYY-MM-DD.
    Date,
}

impl Type {
    /// The name in Table Schema.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Date => "date",
        }
    }
}

/// One column.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Column {
    /// Its name in the head row.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Type,
    /// What they mean, with their unit.
    pub description: &'static str,
    /// The only words it may hold; none where it is open.
    pub words: &'static [&'static str],
    /// The form of its text as a regular expression; empty where it is open.
    pub pattern: &'static str,
    /// Whether it is never empty.
    pub required: bool,
    /// Whether it came after others: tables written before it are read, too.
    pub later: bool,
}

impl Column {
    const fn new(name: &'static str, kind: Type, description: &'static str) -> Self {
        Self { name, kind, description, words: &[], pattern: "", required: false, later: false }
    }

    const fn words(mut self, words: &'static [&'static str]) -> Self {
        self.words = words;
        self
    }

    const fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = pattern;
        self
    }

    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn later(mut self) -> Self {
        self.later = true;
        self
    }
}

/// A column that holds a key of another table.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ForeignKey {
    /// The column; the other table's key has the same name.
    pub column: &'static str,
    /// The other table.
    pub table: &'static str,
}

/// One table.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Table {
    /// Its name: the file's without its ending.
    pub name: &'static str,
    /// What a row is.
    pub description: &'static str,
    /// Its columns in order.
    pub columns: &'static [Column],
    /// The columns that together name a row.
    pub primary_key: &'static [&'static str],
    /// The columns that lead to other tables.
    pub foreign_keys: &'static [ForeignKey],
}

impl Table {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Every table, in the order of the data package.
pub const TABLES: [&Table; 4] = [&FIGURES, &DOCUMENTS, &SERIES, &CLAIMS];

const TO_DOCUMENTS: ForeignKey = ForeignKey { column: "doc_id", table: "documents" };
const TO_FIGURES: ForeignKey = ForeignKey { column: "figure_id", table: "figures" };

const FIGURE_ID: Column =
    Column::new("figure_id", Type::String, "The figure. Stable over re-runs; never reads as a number.")
        .pattern("^f[0-9a-f]{14}$")
        .required();
const DOC_ID: Column = Column::new("doc_id", Type::String, "The document the figure stands in.").required();
const PERIOD_START: Column = Column::new("period_start", Type::Date, "First day of the period (ISO 8601).");
const PERIOD_END: Column = Column::new("period_end", Type::Date, "Last day of the period (ISO 8601).");
const VALUE: Column = Column::new(
    "value",
    Type::Number,
    "The value in full, in the unit of `unit` (3400000000 for $3.4 billion); the low end of a range. Empty for a date.",
);
const VALUE_MAX: Column = Column::new("value_max", Type::Number, "The high end of a range, in the unit of `unit`.");
const MODIFIER: Column = Column::new(
    "modifier",
    Type::String,
    "How the words beside the figure bound it: `at_least` for \"at least\", `nearly` for \"nearly\". `early`, `mid`, \
     `late`, `by`, `since`, `before` and `after` belong to dates.",
)
.words(Modifier::WORDS)
.required();
const STATUS: Column = Column::new(
    "status",
    Type::String,
    "`actual`: it has happened or is so. `commitment`: resources promised or awarded. `target`: a result hoped for. \
     `baseline`: the \"from A\" of \"from A to B\". Empty for dates and durations.",
)
.words(Status::WORDS);
const PUBLISHED: Column =
    Column::new("published", Type::String, "When the document was published, as EDTF (ISO 8601-2).");

/// `figures.csv`.
pub const FIGURES: Table = Table {
    name: "figures",
    description: "One row a figure: the number, what it counts, by whom, where, when, and the words that say so. An \
                  empty cell says that the document does not say it.",
    columns: &[
        FIGURE_ID,
        DOC_ID,
        Column::new("kind", Type::String, "What sort of figure.").words(Kind::WORDS).required(),
        Column::new("exact", Type::String, "The words themselves: the document's text from char_start to char_end.")
            .required(),
        VALUE,
        VALUE_MAX,
        Column::new(
            "decimals",
            Type::Integer,
            "The stated precision in powers of ten, as XBRL's decimals: $3.4 billion = -8, 40,000 = 0.",
        ),
        Column::new(
            "unit",
            Type::String,
            "Money: ISO 4217 code. Percent: `%`, `pp` (percentage points) or `bp` (basis points). Count: singular noun. \
             Measure: unit in the singular. Duration: year, month, week, day, hour.",
        ),
        Column::new("per", Type::String, "The base of a rate: year in \"4,000 workers per year\"."),
        MODIFIER,
        Column::new("change", Type::String, "Whether it comes on top of, or is set against, something earlier.")
            .words(Change::WORDS),
        Column::new("what", Type::String, "The noun phrase counted, or what the money is."),
        Column::new(
            "category",
            Type::String,
            "Count: `jobs`, `beneficiaries`, `participants`, `other`. Money: `investment`, `sales`, `assistance` …",
        ),
        Column::new("actor", Type::String, "Who gives, does, commits or achieves it, in the text's words."),
        Column::new("place", Type::String, "Where it takes effect, in the text's words."),
        Column::new("country", Type::String, "ISO 3166-1 alpha-3 codes of the place, `;`-separated.")
            .pattern("^[A-Z]{3}(;[A-Z]{3})*$"),
        STATUS,
        Column::new(
            "period_edtf",
            Type::String,
            "A date's own value; for a quantity the time it is about. EDTF (ISO 8601-2): seasons 21-24, quarters 33-36, \
             halves 40-41, always a closed interval.",
        ),
        PERIOD_START,
        PERIOD_END,
        Column::new(
            "calendar",
            Type::String,
            "`fiscal` where the period's year is a fiscal one; then the plain year stands in it.",
        )
        .words(Calendar::WORDS),
        Column::new("section", Type::String, "The headings above it, the outermost first, ` > ` between levels."),
        Column::new("sentence", Type::String, "The sentence, white space folded. At most 600 code points: of a longer one the words around the figure, with … where words are left out; of a longer row of a table its first cell, the head of the column and the cell, parted by |."),
        Column::new(
            "char_start",
            Type::Integer,
            "Its first character, in Unicode code points from the start of the text.",
        )
        .required(),
        Column::new("char_end", Type::Integer, "The character after its last, in Unicode code points.").required(),
        Column::new("line", Type::Integer, "The line it starts on, from 1.").required(),
        Column::new("page", Type::Integer, "The page it starts on, from 1 (PDF only)."),
        Column::new("lang", Type::String, "The document's language (ISO 639-1).").words(Lang::WORDS).required(),
        PUBLISHED.later(),
        Column::new("publisher", Type::String, "Who published the document.").later(),
        Column::new(
            "confidence",
            Type::Number,
            "How likely the least certain of what, category, actor, place, status and period is right, 0.00 to 1.00, where it \
             is filled. Empty for a date.",
        )
        .later(),
    ],
    primary_key: &["figure_id"],
    foreign_keys: &[TO_DOCUMENTS],
};

/// `documents.csv`.
pub const DOCUMENTS: Table = Table {
    name: "documents",
    description: "One row a document, also one that could not be read.",
    columns: &[
        Column::new("doc_id", Type::String, "The document: its file name without its ending, or its id as a record.")
            .required(),
        Column::new("path", Type::String, "Its path, relative."),
        Column::new("title", Type::String, "Its title."),
        Column::new("publisher", Type::String, "Who published it."),
        PUBLISHED,
        Column::new("published_from", Type::String, "How that date is known, the most trusted first.")
            .words(PublishedFrom::WORDS),
        Column::new("url", Type::String, "Where it was published."),
        Column::new(
            "source_id",
            Type::String,
            "The id of the record that it was, as the file has it; `doc_id` differs where another document bears it.",
        )
        .later(),
        Column::new("lang", Type::String, "Its language (ISO 639-1).").words(Lang::WORDS),
        Column::new("sha256", Type::String, "SHA-256 of its bytes, in hexadecimal.").pattern("^[0-9a-f]{64}$"),
        Column::new("chars", Type::Integer, "Unicode code points of its text.").required(),
        Column::new("figures", Type::Integer, "Figures found in it.").required(),
        Column::new("status", Type::String, "How reading it went.").words(DocumentStatus::WORDS).required(),
        Column::new("message", Type::String, "What went wrong, if anything."),
    ],
    primary_key: &["doc_id"],
    foreign_keys: &[],
};

/// `series.csv`.
pub const SERIES: Table = Table {
    name: "series",
    description: "One row a point of a series: a figure that series.toml selects.",
    columns: &[
        Column::new("series_id", Type::String, "The series, as named in series.toml.").required(),
        FIGURE_ID,
        DOC_ID,
        PUBLISHED,
        Column::new("period_edtf", Type::String, "The time the figure is about, as EDTF (ISO 8601-2)."),
        PERIOD_START,
        PERIOD_END,
        VALUE,
        VALUE_MAX,
        MODIFIER,
        STATUS,
    ],
    primary_key: &["series_id", "figure_id"],
    foreign_keys: &[TO_FIGURES, TO_DOCUMENTS],
};

/// `claims.csv`.
pub const CLAIMS: Table = Table {
    name: "claims",
    description: "One row a figure of a claim that several documents make. Values are never merged or averaged.",
    columns: &[
        Column::new("claim_id", Type::String, "The claim.").required(),
        Column::new(
            "relation",
            Type::String,
            "`repeated`: the same said again. `updated`: the same thing for another period or stage. `revised`: the same \
             thing and period, a new value from a later document. `conflicting`: values that cannot both hold. The same \
             on every row of a claim.",
        )
        .words(Relation::WORDS)
        .required(),
        FIGURE_ID,
        DOC_ID,
        Column::new("note", Type::String, "The reason, in words."),
    ],
    primary_key: &["claim_id", "figure_id"],
    foreign_keys: &[TO_FIGURES, TO_DOCUMENTS],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_columns() {
        for table in TABLES {
            for key in table.primary_key.iter().chain(table.foreign_keys.iter().map(|key| &key.column)) {
                assert!(table.column(key).is_some_and(|column| column.required), "{}.{key}", table.name);
            }
            for key in table.foreign_keys {
                let other = TABLES.iter().find(|other| other.name == key.table).unwrap();
                assert_eq!(other.primary_key, [key.column]);
            }
        }
    }
}
