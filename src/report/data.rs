//! The rows as one block of JSON, which the page's script reads.
//!
//! Figures are arrays in column order (`columns` names them); `doc_id` is an index into `documents`, `sentence` and
//! `section` are indexes into `strings`, so that 10,000 figures stay small. `places` holds, figure by figure, the
//! UTF-16 units of the figure and its sentence in the document's text, of the figure in the sentence, and of the words
//! that filled its slots ([column, start, end]); or null. `doubts` holds, figure by figure, how likely the cells that are not
//! certain are right.

use super::place::Places;
use super::{ReportInput, escape};
use crate::dataset::schema::{FIGURES, Type};
use crate::dataset::{Cell, Row as _};
use crate::figure::{DocumentRow, Figure};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

/// A cell that is right with less, in hundredths, is shown as doubtful.
const CERTAIN: u8 = 70;

/// Everything the script needs.
pub(super) fn data(input: &ReportInput) -> Value {
    let mut strings = Strings::default();
    let mut documents = Documents::new(input.documents);
    let figures: Vec<Value> = input.figures.iter().map(|figure| cells(figure, &mut strings, &mut documents)).collect();
    json!({
        "columns": FIGURES.columns.iter().map(|column| column.name).collect::<Vec<_>>(),
        "text_columns": text_columns().collect::<Vec<_>>(),
        "figures": figures,
        "places": places(input),
        "doubts": input.figures.iter().map(doubts).collect::<Vec<_>>(),
        "strings": strings.list,
        "documents": documents.list.iter().map(|(id, row)| document(id, *row, input.texts)).collect::<Vec<_>>(),
        "claims": claims(input),
        "series": series(input),
        "verdicts": input.verdicts.iter()
            .map(|v| json!([v.check_id, v.figure_id, v.verdict, v.holds, v.message])).collect::<Vec<_>>(),
        "corrections": input.corrections.iter()
            .map(|c| json!([c.figure_id, c.column, c.was, c.note])).collect::<Vec<_>>(),
    })
}

/// The columns whose cells are words, which a spreadsheet might run.
fn text_columns() -> impl Iterator<Item = &'static str> {
    FIGURES.columns.iter().filter(|column| column.kind == Type::String).map(|column| column.name)
}

/// The cells of a figure in column order.
fn cells(figure: &Figure, strings: &mut Strings, documents: &mut Documents) -> Value {
    FIGURES
        .columns
        .iter()
        .zip(figure.cells())
        .map(|(column, cell)| match (column.name, cell) {
            ("doc_id", _) => documents.index(&figure.doc_id).into(),
            ("sentence" | "section", cell) => strings.index(cell.to_string()).into(),
            (_, Cell::Empty) => Value::Null,
            (_, Cell::Integer(number)) => number.into(),
            (_, cell) => cell.to_string().into(),
        })
        .collect()
}

/// The columns whose cell is less certain than most, with how likely it is right in hundredths; or null.
fn doubts(figure: &Figure) -> Value {
    let doubtful = figure.evidence.odds.iter().filter(|(_, odds)| *odds < CERTAIN);
    let told: serde_json::Map<String, Value> =
        doubtful.map(|(column, odds)| ((*column).to_owned(), (*odds).into())).collect();
    if told.is_empty() { Value::Null } else { told.into() }
}

fn places(input: &ReportInput) -> Vec<Value> {
    let mut texts: HashMap<&str, Places> = HashMap::new();
    let place = |figure: &Figure| {
        let (id, text) = input.texts.get_key_value(&figure.doc_id)?;
        let place = texts.entry(id).or_insert_with(|| Places::new(text)).of(figure)?;
        let mut units = json!([place.start, place.end, place.sentence_start, place.sentence_end, place.in_sentence]);
        if !place.evidence.is_empty() {
            units.as_array_mut()?.push(json!(place.evidence));
        }
        Some(units)
    };
    input.figures.iter().map(place).map(Option::unwrap_or_default).collect()
}

fn document(id: &str, row: Option<&DocumentRow>, texts: &BTreeMap<String, String>) -> Value {
    let mut value = row.and_then(|row| serde_json::to_value(row).ok()).unwrap_or_else(|| json!({ "doc_id": id }));
    if let Some(text) = texts.get(id) {
        value["text"] = text.as_str().into();
    }
    value["web"] = row.is_some_and(|row| escape::is_web_url(&row.url)).into();
    value
}

/// The claims in order of their first row: id, relation, and (figure id, note) row by row.
fn claims(input: &ReportInput) -> Vec<Value> {
    let mut order: Vec<&str> = Vec::new();
    let mut rows: HashMap<&str, (&str, Vec<Value>)> = HashMap::new();
    for row in input.claims {
        let claim = rows.entry(&row.claim_id).or_insert_with(|| {
            order.push(&row.claim_id);
            (row.relation.as_str(), Vec::new())
        });
        claim.1.push(json!([row.figure_id, row.note]));
    }
    order
        .into_iter()
        .filter_map(|id| rows.remove(id).map(|(relation, rows)| json!({"id": id, "relation": relation, "rows": rows})))
        .collect()
}

/// `series_id` → figure ids.
fn series<'a>(input: &ReportInput<'a>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut series: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in input.series {
        series.entry(&row.series_id).or_default().push(&row.figure_id);
    }
    series
}

/// Texts that many rows share, each held once.
#[derive(Default)]
struct Strings {
    list: Vec<String>,
    known: HashMap<String, usize>,
}

impl Strings {
    fn index(&mut self, text: String) -> usize {
        if let Some(&index) = self.known.get(&text) {
            return index;
        }
        self.known.insert(text.clone(), self.list.len());
        self.list.push(text);
        self.list.len() - 1
    }
}

/// The documents in the order of their rows, then those that only figures name.
struct Documents<'a> {
    list: Vec<(String, Option<&'a DocumentRow>)>,
    known: HashMap<String, usize>,
}

impl<'a> Documents<'a> {
    fn new(rows: &'a [DocumentRow]) -> Self {
        let list: Vec<_> = rows.iter().map(|row| (row.doc_id.clone(), Some(row))).collect();
        let known = list.iter().enumerate().map(|(index, (id, _))| (id.clone(), index)).collect();
        Self { list, known }
    }

    fn index(&mut self, id: &str) -> usize {
        if let Some(&index) = self.known.get(id) {
            return index;
        }
        self.known.insert(id.to_owned(), self.list.len());
        self.list.push((id.to_owned(), None));
        self.list.len() - 1
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A figure as plain as can be.
    pub(in super::super) fn figure() -> Figure {
        let row = "figure_id,doc_id,kind,exact,value,value_max,decimals,unit,per,modifier,change,what,category,actor,\
                   place,country,status,period_edtf,period_start,period_end,calendar,section,sentence,char_start,\
                   char_end,line,page,lang\n\
                   f1,d1,money,$5.50,5.50,,-1,USD,,exact,,aid,assistance,,,,actual,,,,,,Paid $5.50.,5,10,1,,en\n";
        csv::Reader::from_reader(row.as_bytes()).deserialize().next().unwrap().unwrap()
    }

    #[test]
    fn rows_are_short_and_whole() {
        let figures = [figure(), Figure { figure_id: "f2".into(), doc_id: "elsewhere".into(), ..figure() }];
        let texts = BTreeMap::from([("d1".to_owned(), "Paid $5.50.".to_owned())]);
        let data = data(&ReportInput { figures: &figures, texts: &texts, ..ReportInput::default() });
        assert_eq!(data["figures"][0][0], "f1");
        assert_eq!(data["figures"][0][4], "5.5");
        assert_eq!(data["places"], json!([[5, 10, 0, 11, 5], null]));
        assert_eq!(data["strings"], json!(["", "Paid $5.50."]));
        assert_eq!(data["documents"][1], json!({"doc_id": "elsewhere", "web": false}));
    }
}
