//! The built-in tables of words, as they stand in `data/lexicon`.

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name: that of its file without the ending.
    pub name: &'static str,
    /// Its rows, as CSV with a head row; a line that begins with `#` is a comment.
    pub csv: &'static str,
}

impl Table {
    /// All of them, by name.
    pub const ALL: [Self; 24] = [
        Self::new("abbreviations", include_str!("../../data/lexicon/abbreviations.csv")),
        Self::new("calendar", include_str!("../../data/lexicon/calendar.csv")),
        Self::new("countries", include_str!("../../data/lexicon/countries.csv")),
        Self::new("cues", include_str!("../../data/lexicon/cues.csv")),
        Self::new("currencies", include_str!("../../data/lexicon/currencies.csv")),
        Self::new("document_words", include_str!("../../data/lexicon/document_words.csv")),
        Self::new("fiscal_years", include_str!("../../data/lexicon/fiscal_years.csv")),
        Self::new("function_words", include_str!("../../data/lexicon/function_words.csv")),
        Self::new("heads", include_str!("../../data/lexicon/heads.csv")),
        Self::new("labels", include_str!("../../data/lexicon/labels.csv")),
        Self::new("modifiers", include_str!("../../data/lexicon/modifiers.csv")),
        Self::new("money", include_str!("../../data/lexicon/money.csv")),
        Self::new("nouns", include_str!("../../data/lexicon/nouns.csv")),
        Self::new("numbers", include_str!("../../data/lexicon/numbers.csv")),
        Self::new("other_languages", include_str!("../../data/lexicon/other_languages.csv")),
        Self::new("places", include_str!("../../data/lexicon/places.csv")),
        Self::new("prefixes", include_str!("../../data/lexicon/prefixes.csv")),
        Self::new("scales", include_str!("../../data/lexicon/scales.csv")),
        Self::new("shared_currencies", include_str!("../../data/lexicon/shared_currencies.csv")),
        Self::new("stopwords", include_str!("../../data/lexicon/stopwords.csv")),
        Self::new("subunits", include_str!("../../data/lexicon/subunits.csv")),
        Self::new("tense", include_str!("../../data/lexicon/tense.csv")),
        Self::new("units", include_str!("../../data/lexicon/units.csv")),
        Self::new("verbs", include_str!("../../data/lexicon/verbs.csv")),
    ];

    const fn new(name: &'static str, csv: &'static str) -> Self {
        Self { name, csv }
    }

    /// The table of this name, with or without the ending.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.strip_suffix(".csv").unwrap_or(name);
        Self::ALL.into_iter().find(|table| table.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_the_folder_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = files.filter_map(|name| name.strip_suffix(".csv").map(ToOwned::to_owned)).collect();
        names.sort_unstable();
        assert_eq!(names, Table::ALL.map(|table| table.name));
    }
}
