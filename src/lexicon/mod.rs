//! The words, from `data/lexicon/*.csv`: embedded at build, parsed once, added to by a folder of the same names.
//!
//! Words are data, grammar is code: a new currency, month, noun or verb is a row there, not a branch here. One file
//! here for each table there.

mod abbreviations;
mod calendar;
mod countries;
mod currencies;
mod document;
mod fiscal;
mod heads;
mod inflect;
mod labels;
mod modifiers;
mod numbers;
mod other_languages;
mod phrases;
mod places;
mod rows;
mod scales;
mod starters;
mod stopwords;
mod tables;
mod tense;
mod units;
mod words;

pub use abbreviations::{Abbreviations, Ends};
pub use calendar::{Calendar, CalendarWord, Stretch};
pub use countries::{Countries, Country, Mark, Order};
pub use currencies::{Candidate, Currencies, Currency, CurrencyCode, Place, SharedCurrency};
pub use document::DocumentWords;
pub use fiscal::FiscalYears;
pub use heads::{HeadWord, HeadWords};
pub use labels::{Label, Labels};
pub use modifiers::{Head, ModifierOf, ModifierWords, Modifiers, Side};
pub use numbers::{FRACTION_SIGNS, NumberClass, NumberWord, Numbers};
pub use other_languages::OtherLanguages;
pub use phrases::Phrases;
pub(crate) use phrases::{LONGEST_WORD, first_word, form_at_end, is_hyphen, lower};
pub use places::{PlaceEntry, PlaceKind, Places};
pub use scales::{Scale, ScaleUse, Scales};
pub use starters::Starters;
pub use stopwords::Stopwords;
pub use tables::Table;
pub use tense::{Tense, Tenses};
pub use units::{Subunits, Unit, UnitKind, Units};
pub use words::{Tags, Words};

use crate::figure::Lang;
use rows::rows;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Why a lexicon could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// A table of the folder could not be opened.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The table.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// A row of a table does not read.
    #[error("{table}: {source}")]
    Row {
        /// The table's file name.
        table: String,
        /// The reason, with its line.
        source: csv::Error,
    },
    /// A row says something that its table does not know.
    #[error("{table}: `{form}` is of no known kind: `{word}`")]
    Word {
        /// The table's file name.
        table: String,
        /// The form of the row.
        form: String,
        /// What is not known.
        word: String,
    },
}

/// One of something for each language.
#[derive(Debug, Clone, Default)]
pub struct ByLang<T> {
    en: T,
    es: T,
}

impl<T> ByLang<T> {
    /// That of a language.
    pub const fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        }
    }
}

impl<V> ByLang<Phrases<V>> {
    /// Sorts rows by language; a row of no language belongs to each.
    fn build<R>(rows: impl IntoIterator<Item = R>, read: impl Fn(&R) -> (Option<Lang>, String, V)) -> Self {
        let rows: Vec<R> = rows.into_iter().collect();
        let of = |lang| {
            let read = rows.iter().map(&read);
            Phrases::new(read.filter(|row| row.0.is_none_or(|of| of == lang)).map(|(_, form, value)| (form, value)))
        };
        Self { en: of(Lang::En), es: of(Lang::Es) }
    }

    /// The same, forms with a capital read only as they are written.
    fn exact_case(self) -> Self {
        Self { en: self.en.exact_case(), es: self.es.exact_case() }
    }
}

/// Every table of words, ready to be looked up.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Words written with a full stop that need not end a sentence.
    pub abbreviations: Abbreviations,
    /// Words by which the parts of a document are known.
    pub document: DocumentWords,
    /// Function words of each language.
    pub stopwords: Stopwords,
    /// Function words of languages that are not read.
    pub other_languages: OtherLanguages,
    /// What single words can be.
    pub words: Words,
    /// The gazetteer.
    pub places: Places,
    /// The conventions of countries.
    pub countries: Countries,
    /// Number words.
    pub numbers: Numbers,
    /// Magnitudes.
    pub scales: Scales,
    /// Currencies.
    pub currencies: Currencies,
    /// Names of money that several countries share.
    pub shared_currencies: Vec<SharedCurrency>,
    /// Units told in two parts.
    pub subunits: Subunits,
    /// Percent, lengths of time, measures.
    pub units: Units,
    /// Months, seasons, "last", "next".
    pub calendar: Calendar,
    /// Words that bound a number.
    pub modifiers: Modifiers,
    /// Words that make a number part of a name.
    pub labels: Labels,
    /// When the fiscal year of a country begins.
    pub fiscal_years: FiscalYears,
    /// Words of the heads of tables.
    pub heads: HeadWords,
    /// Words that tell past from future.
    pub tenses: Tenses,
    /// The words at which a figure may start.
    pub starters: ByLang<Starters>,
}

impl Lexicon {
    /// The lexicon that comes with the program.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::load(None).expect("the embedded tables are read by the tests"));
        &EMBEDDED
    }

    /// The embedded tables, each with the rows of the table of the same file name in `folder` where that exists: a row
    /// of the same key (its first column, or its language and the next) takes the place of the embedded ones.
    ///
    /// # Errors
    /// Names the table, and the line of the row that does not read.
    pub fn load(folder: Option<&Path>) -> Result<Self, LexiconError> {
        let mut lexicon = Self {
            abbreviations: Abbreviations::load(folder)?,
            document: DocumentWords::load(folder)?,
            stopwords: Stopwords::load(folder)?,
            other_languages: OtherLanguages::load(folder)?,
            words: Words::load(folder)?,
            places: Places::load(folder)?,
            countries: Countries::load(folder)?,
            numbers: numbers::load(folder)?,
            scales: scales::load(folder)?,
            currencies: currencies::load(folder)?,
            shared_currencies: currencies::load_shared(folder)?,
            units: units::load(folder)?,
            subunits: Subunits::load(folder)?,
            calendar: calendar::load(folder)?,
            modifiers: modifiers::load(folder)?,
            labels: labels::load(folder)?,
            fiscal_years: FiscalYears::load(folder)?,
            heads: heads::load(folder)?,
            tenses: tense::load(folder)?,
            starters: ByLang::default(),
        };
        lexicon.starters = ByLang { en: Starters::new(&lexicon, Lang::En), es: Starters::new(&lexicon, Lang::Es) };
        Ok(lexicon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_tables_read() {
        let lexicon = Lexicon::load(None).expect("every row of every table reads");
        assert_eq!(
            lexicon.scales.get(Lang::Es).at_start("Millones de").map(|(length, scale)| (length, scale.exponent)),
            Some((8, 6))
        );
    }

    #[test]
    fn a_folder_adds_to_a_table_and_a_bad_row_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let write = |rows: &str| std::fs::write(folder.path().join("scales.csv"), rows).unwrap();
        write("lang,form,exponent,use\nen,lakh,5,word\n");
        let lexicon = Lexicon::load(Some(folder.path())).unwrap();
        assert!(lexicon.scales.get(Lang::En).at_start("lakh").is_some());
        assert!(lexicon.scales.get(Lang::En).at_start("million").is_some());
        assert!(lexicon.numbers.get(Lang::En).at_start("twelve").is_some());
        write("lang,form,exponent,use\nen,lakh,many,word\n");
        assert!(Lexicon::load(Some(folder.path())).unwrap_err().to_string().starts_with("scales.csv: "));
    }
}
