//! The words, from `data/lexicon/*.csv`: embedded at build, parsed once, added to by a folder of the same names.
//!
//! Words are data, grammar is code: a new currency, month, noun or verb is a row there, not a branch here. One file
//! here for each table there.

mod abbreviations;
mod calendar;
mod countries;
mod currencies;
mod document;
mod embedded;
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
mod tags;
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
pub use tags::Tags;
pub use tense::{Tense, Tenses};
pub use units::{Subunits, Unit, UnitKind, Units};
pub use words::Words;

use crate::figure::Lang;
use rows::{rows, rows_of};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

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

/// One of something for each language. What is built in is read when it is first asked for: most documents are in one
/// language.
#[derive(Debug, Clone)]
pub struct ByLang<T> {
    made: [OnceLock<T>; 2],
    read: fn(Lang, Option<&Path>) -> Result<T, LexiconError>,
}

impl<T> ByLang<T> {
    /// With a folder both are read at once, for its rows may not read.
    fn load(
        folder: Option<&Path>,
        read: fn(Lang, Option<&Path>) -> Result<T, LexiconError>,
    ) -> Result<Self, LexiconError> {
        let made = Self { made: [OnceLock::new(), OnceLock::new()], read };
        if folder.is_some() {
            for lang in [Lang::En, Lang::Es] {
                let value = read(lang, folder)?;
                made.made[lang as usize].get_or_init(|| value);
            }
        }
        Ok(made)
    }

    /// That of a language.
    pub fn get(&self, lang: Lang) -> &T {
        self.made[lang as usize].get_or_init(|| self.embedded(lang))
    }

    fn embedded(&self, lang: Lang) -> T {
        (self.read)(lang, None).expect("the embedded tables are read by the tests")
    }
}

/// Every table of words, ready to be looked up.
#[derive(Debug, Clone)]
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
    starters: [OnceLock<Starters>; 2],
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
        Ok(Self {
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
            starters: [OnceLock::new(), OnceLock::new()],
        })
    }

    /// The words of a language at which a figure may start.
    pub fn starters(&self, lang: Lang) -> &Starters {
        self.starters[lang as usize].get_or_init(|| Starters::new(self, lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_tables_read() {
        // With a folder all is read at once; this one holds no table.
        let folder = tempfile::tempdir().unwrap();
        let lexicon = Lexicon::load(Some(folder.path())).expect("every row of every table reads");
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
