//! Runs `tests/spec/*.md`: what the extractor reads, as sentences and the rows they must give.
//!
//! A case is a blockquoted sentence and a table of the rows it must give, in the order of the text, with the columns
//! that the case asserts (those of figures.csv); a sentence without a table must give none. ` ⏎ ` in a sentence is a line's
//! end. Where one figure tells it
//! all, cases stand as the rows of one table whose first column is `sentence`; cells that are empty then assert
//! nothing, and a row whose other cells are all empty must give no figure. A cell `—` asserts emptiness.
//!
//! `lang: es`, `date: 2022-04-18` and `country: ARG` on lines of their own set language, document's date and country until
//! the next heading;
//! before the first `##` they hold for the whole file.

use libtest_mimic::{Arguments, Failed, Trial};
use quantifact::figure::{Figure, Lang, Period};
use quantifact::lexicon::Lexicon;
use quantifact::read::{Format, ReadOptions, read};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// One row: column name → text, as figures.csv writes it.
type Row = BTreeMap<String, String>;

#[derive(Debug, Clone, Default)]
struct Settings {
    lang: Option<Lang>,
    date: Option<Period>,
    country: Option<String>,
}

#[derive(Debug)]
struct Case {
    name: String,
    settings: Settings,
    sentence: String,
    /// The rows wanted; each holds only the columns asserted.
    rows: Vec<Row>,
}

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("tests/spec is there").map(|entry| entry.expect("it lists").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    let mut trials = Vec::new();
    for path in &paths {
        let text = std::fs::read_to_string(path).expect("a spec is text");
        let file = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let cases = cases(&file, &text);
        assert!(!cases.is_empty(), "{file}.md holds no case");
        trials.extend(cases.into_iter().map(|case| Trial::test(case.name.clone(), move || check(&case))));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// The rows that the extractor gives for a sentence.
fn extract(sentence: &str, settings: &Settings) -> Vec<Row> {
    let Settings { lang, date, country } = settings.clone();
    let mut options = ReadOptions::default().with_format(Format::Txt);
    (options.date, options.lang, options.country) = (date, lang, country);
    let sentence = sentence.replace(" ⏎ ", "\n");
    let documents = read(sentence.as_bytes(), Path::new("case.txt"), &options).expect("a sentence reads");
    let figures = documents.iter().flat_map(|document| quantifact::extract::document(document, Lexicon::embedded()));
    figures.map(|figure| row(&figure)).collect()
}

fn row(figure: &Figure) -> Row {
    let value = serde_json::to_value(figure).expect("a figure serializes");
    let cell = |value: &serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    value.as_object().into_iter().flatten().map(|(column, value)| (column.clone(), cell(value))).collect()
}

fn check(case: &Case) -> Result<(), Failed> {
    let got = extract(&case.sentence, &case.settings);
    let holds = got.len() == case.rows.len()
        && case
            .rows
            .iter()
            .zip(&got)
            .all(|(wanted, got)| wanted.iter().all(|(column, text)| got.get(column) == Some(text)));
    if holds {
        return Ok(());
    }
    let columns: Vec<&String> =
        case.rows.iter().flat_map(Row::keys).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    let mut told = format!("> {}\nwanted:\n", case.sentence);
    for wanted in &case.rows {
        writeln!(told, "  {wanted:?}").expect("a string takes it");
    }
    told.push_str("got:\n");
    for got in &got {
        let shown: Vec<(&str, &String)> = ["kind", "exact", "value"]
            .into_iter()
            .chain(
                columns
                    .iter()
                    .map(|column| column.as_str())
                    .filter(|column| !["kind", "exact", "value"].contains(column)),
            )
            .filter_map(|column| Some((column, got.get(column)?)))
            .collect();
        writeln!(told, "  {shown:?}").expect("a string takes it");
    }
    Err(told.into())
}

/// Reads the cases of a file.
fn cases(file: &str, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let (mut of_file, mut settings, mut heading) = (Settings::default(), Settings::default(), String::new());
    let mut table: Vec<Vec<String>> = Vec::new();
    let mut in_file = true;
    let mut fresh = false;
    for (index, line) in text.lines().chain([""]).enumerate() {
        let line = line.trim();
        if line.starts_with('|') {
            table.push(cells(line));
            continue;
        }
        if !table.is_empty() {
            take_table(&table, file, &heading, &settings, &mut cases, fresh);
            table.clear();
            fresh = false;
        }
        if let Some(title) = line.strip_prefix('#') {
            in_file &= !title.starts_with('#');
            settings = of_file.clone();
            title.trim_start_matches('#').trim().clone_into(&mut heading);
        } else if let Some(sentence) = line.strip_prefix("> ") {
            let name = format!("{file}:{} {sentence}", index + 1);
            cases.push(Case { name, settings: settings.clone(), sentence: sentence.to_owned(), rows: Vec::new() });
            fresh = true;
        } else if let Some((key, value)) = line.split_once(": ") {
            let set = |settings: &mut Settings| match key {
                "lang" => settings.lang = Lang::from_word(value),
                "country" => settings.country = Some(value.to_owned()),
                "date" => settings.date = Some(Period::parse(value).expect("a date is a period")),
                _ => {}
            };
            set(&mut settings);
            if in_file {
                set(&mut of_file);
            }
        }
    }
    cases
}

/// A table tells the rows of the sentence above it, or is a list of sentences with one row each.
fn take_table(
    table: &[Vec<String>],
    file: &str,
    heading: &str,
    settings: &Settings,
    cases: &mut Vec<Case>,
    fresh: bool,
) {
    let (head, body) = (&table[0], table.get(2..).unwrap_or_default());
    for cells in body {
        assert_eq!(cells.len(), head.len(), "{file}: a row of other columns than its table: {cells:?}");
    }
    if head.first().is_some_and(|column| column == "sentence") {
        for cells in body {
            let row = asserted(&head[1..], &cells[1..]);
            let sentence = cells[0].clone();
            let name = format!("{file}: {heading}: {sentence}");
            let rows = if row.is_empty() { Vec::new() } else { vec![row] };
            cases.push(Case { name, settings: settings.clone(), sentence, rows });
        }
        return;
    }
    let case =
        cases.last_mut().filter(|_| fresh).unwrap_or_else(|| panic!("{file}: a table without a sentence: {head:?}"));
    case.rows = body.iter().map(|cells| asserted(head, cells)).collect();
}

/// The cells that say something; `—` says that the column is empty.
fn asserted(columns: &[String], cells: &[String]) -> Row {
    let said = columns.iter().zip(cells).filter(|(_, text)| !text.is_empty());
    said.map(|(column, text)| (column.clone(), if text == "—" { String::new() } else { text.clone() })).collect()
}

/// The cells of a line; `\|` is a bar.
fn cells(line: &str) -> Vec<String> {
    let inner = line.trim_matches('|').replace("\\|", "\u{1}");
    inner.split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect()
}
