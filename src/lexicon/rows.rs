//! The rows of a table: the built-in ones, and those of a folder besides.

use super::{LexiconError, Table, embedded};
use crate::figure::Lang;
use csv::StringRecord;
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::path::Path;

/// Columns that only together with the one behind them say what a row is of.
const QUALIFIERS: [&str; 2] = ["lang", "role"];

/// The embedded rows, and those of the folder's table of that name: each takes the place of the embedded ones with the
/// same key, which is the first column, and the second too where the first is `lang` or `role`.
///
/// A line that begins with `#` is a comment.
///
/// # Errors
/// Names the table, and the line of the row that does not read.
pub(super) fn rows<T: DeserializeOwned>(name: &str, folder: Option<&Path>) -> Result<Vec<T>, LexiconError> {
    merged(name, Table::of_name(name).map_or("", |table| table.csv), folder, None)
}

/// The rows of a language, and those of none, of a table whose first column is `lang`.
///
/// # Errors
/// As [`rows`].
pub(super) fn rows_of<T: DeserializeOwned>(
    name: &str,
    lang: Lang,
    folder: Option<&Path>,
) -> Result<Vec<T>, LexiconError> {
    merged(name, Table::of_name(name).map_or("", |table| table.csv), folder, Some(lang))
}

fn merged<T: DeserializeOwned>(
    name: &str,
    embedded: &str,
    folder: Option<&Path>,
    lang: Option<Lang>,
) -> Result<Vec<T>, LexiconError> {
    let problem = |source| LexiconError::Row { table: name.to_owned(), source };
    let Some(path) = folder.map(|folder| folder.join(name)).filter(|path| path.exists()) else {
        return embedded::rows(embedded, lang)
            .map_err(|error| problem(std::io::Error::other(error.to_string()).into()));
    };
    let own = std::fs::read_to_string(&path).map_err(|source| LexiconError::Io { path, source })?;
    let (heads, embedded) = records(embedded).map_err(problem)?;
    let (own_heads, own) = records(&own).map_err(problem)?;
    let key: Vec<&str> = heads.iter().take(if heads.iter().next().is_some_and(qualifies) { 2 } else { 1 }).collect();
    let cell = |heads: &StringRecord, row: &StringRecord, column: &str| -> String {
        let at = heads.iter().position(|head| head == column);
        at.and_then(|at| row.get(at)).unwrap_or_default().to_owned()
    };
    let of = |heads: &StringRecord, row: &StringRecord| -> Vec<String> {
        key.iter().map(|column| cell(heads, row, column)).collect()
    };
    let other = |heads: &StringRecord, row: &StringRecord| {
        lang.is_some_and(|lang| Lang::from_word(&cell(heads, row, "lang")).is_some_and(|of| of != lang))
    };
    let told = |row: &&StringRecord| lang.map(|_| cell(&own_heads, row, "lang")).unwrap_or_default();
    if let Some(row) = own.iter().find(|row| !told(row).is_empty() && Lang::from_word(&told(row)).is_none()) {
        let form = row.get(1).unwrap_or_default().to_owned();
        return Err(LexiconError::Word { table: name.to_owned(), form, word: told(&row) });
    }
    let taken: HashSet<Vec<String>> = own.iter().map(|row| of(&own_heads, row)).collect();
    let kept = embedded.iter().filter(|row| !taken.contains(&of(&heads, row)) && !other(&heads, row));
    let kept = kept.map(|row| row.deserialize(Some(&heads)));
    let own = own.iter().filter(|row| !other(&own_heads, row)).map(|row| row.deserialize(Some(&own_heads)));
    kept.chain(own).collect::<Result<_, _>>().map_err(problem)
}

fn qualifies(head: &str) -> bool {
    QUALIFIERS.contains(&head)
}

fn records(text: &str) -> csv::Result<(StringRecord, Vec<StringRecord>)> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    Ok((reader.headers()?.clone(), reader.records().collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "lang,form,value\nen,a,1\nen,b,2\nes,a,3\n";

    #[test]
    fn a_folder_adds_rows_and_replaces_those_of_the_same_key() {
        let folder = tempfile::tempdir().unwrap();
        let read = || merged::<(String, String, u8)>("t.csv", TABLE, Some(folder.path()), None);
        assert_eq!(read().unwrap().len(), 3);
        std::fs::write(folder.path().join("t.csv"), "\u{feff}# own\nlang,form,value\nen,a,7\nen,c,8\n").unwrap();
        let told: Vec<_> =
            read().unwrap().into_iter().map(|(lang, form, value)| format!("{lang} {form} {value}")).collect();
        assert_eq!(told, ["en b 2", "es a 3", "en a 7", "en c 8"]);
        let of_es = merged::<(String, String, u8)>("t.csv", TABLE, Some(folder.path()), Some(Lang::Es)).unwrap();
        assert_eq!(of_es, [("es".to_owned(), "a".to_owned(), 3)]);
        std::fs::write(folder.path().join("t.csv"), "lang,form,value\nen,a,x\n").unwrap();
        let error = read().unwrap_err().to_string();
        assert!(error.contains("t.csv") && error.contains("line 2") || error.contains("line: 2"), "{error}");
    }
}
