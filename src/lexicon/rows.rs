//! The rows of a table: the built-in ones, and those of a folder besides.

use super::{LexiconError, Table};
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
pub(crate) fn rows<T: DeserializeOwned>(name: &str, folder: Option<&Path>) -> Result<Vec<T>, LexiconError> {
    merged(name, Table::of_name(name).map_or("", |table| table.csv), folder)
}

fn merged<T: DeserializeOwned>(name: &str, embedded: &str, folder: Option<&Path>) -> Result<Vec<T>, LexiconError> {
    let problem = |source| LexiconError::Row { table: name.to_owned(), source };
    let Some(path) = folder.map(|folder| folder.join(name)).filter(|path| path.exists()) else {
        return reader(embedded).deserialize().collect::<Result<_, _>>().map_err(problem);
    };
    let own = std::fs::read_to_string(&path).map_err(|source| LexiconError::Io { path, source })?;
    let (heads, embedded) = records(embedded).map_err(problem)?;
    let (own_heads, own) = records(&own).map_err(problem)?;
    let key: Vec<&str> = heads.iter().take(if heads.iter().next().is_some_and(qualifies) { 2 } else { 1 }).collect();
    let of = |heads: &StringRecord, row: &StringRecord| -> Vec<String> {
        let at = |column: &&str| heads.iter().position(|head| head == *column);
        key.iter().map(|column| at(column).and_then(|at| row.get(at)).unwrap_or_default().to_owned()).collect()
    };
    let taken: HashSet<Vec<String>> = own.iter().map(|row| of(&own_heads, row)).collect();
    let kept = embedded.iter().filter(|row| !taken.contains(&of(&heads, row)));
    let kept = kept.map(|row| row.deserialize(Some(&heads)));
    kept.chain(own.iter().map(|row| row.deserialize(Some(&own_heads)))).collect::<Result<_, _>>().map_err(problem)
}

fn qualifies(head: &str) -> bool {
    QUALIFIERS.contains(&head)
}

fn reader(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes())
}

fn records(text: &str) -> csv::Result<(StringRecord, Vec<StringRecord>)> {
    let mut reader = reader(text);
    Ok((reader.headers()?.clone(), reader.records().collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "lang,form,value\nen,a,1\nen,b,2\nes,a,3\n";

    #[test]
    fn a_folder_adds_rows_and_replaces_those_of_the_same_key() {
        let folder = tempfile::tempdir().unwrap();
        let read = || merged::<(String, String, u8)>("t.csv", TABLE, Some(folder.path()));
        assert_eq!(read().unwrap().len(), 3);
        std::fs::write(folder.path().join("t.csv"), "\u{feff}# own\nlang,form,value\nen,a,7\nen,c,8\n").unwrap();
        let told: Vec<_> =
            read().unwrap().into_iter().map(|(lang, form, value)| format!("{lang} {form} {value}")).collect();
        assert_eq!(told, ["en b 2", "es a 3", "en a 7", "en c 8"]);
        std::fs::write(folder.path().join("t.csv"), "lang,form,value\nen,a,x\n").unwrap();
        let error = read().unwrap_err().to_string();
        assert!(error.contains("t.csv") && error.contains("line 2") || error.contains("line: 2"), "{error}");
    }
}
