//! The rows as one block of JSON, which the page's script reads.
//!
//! Figures are arrays in column order (`columns` names them); `doc_id` is an index into `documents`, `sentence` and
//! `section` are indexes into `strings`, so that 10,000 figures stay small. A document has its `blocks`: the words alone,
//! so that no front matter and no mark-up can show. `places` holds, figure by figure, its block and the UTF-16 units
//! there of the figure, of its sentence, and of the words that filled its slots ([column, block, start, end]); or null.
//! `doubts` holds, figure by figure, how likely the cells that are not certain are right.

use super::place::{Places, units};
use super::{ReportInput, escape};
use crate::dataset::schema::{FIGURES, Type};
use crate::dataset::{Cell, Row as _};
use crate::figure::{Block, BlockKind, Document, DocumentRow, Figure};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

/// A cell that is right with less, in hundredths, is shown as doubtful.
const CERTAIN: u8 = 70;

/// Everything the script needs. Rows are held as their JSON: as values, half a million would take gigabytes.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    columns: Vec<&'static str>,
    text_columns: Vec<&'static str>,
    figures: Vec<Json>,
    places: Vec<Json>,
    doubts: Vec<Json>,
    strings: Vec<String>,
    documents: Vec<Json>,
    claims: Vec<Value>,
    series: BTreeMap<&'a str, Vec<&'a str>>,
    verdicts: Vec<Value>,
    corrections: Vec<Value>,
}

type Json = Box<RawValue>;

/// The value's JSON.
fn json_of(value: &Value) -> Json {
    to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

/// Gathers what the page shows.
pub(super) fn data<'a>(input: &ReportInput<'a>) -> Data<'a> {
    let mut strings = Strings::default();
    let mut documents = Documents::new(input.documents);
    let texts: HashMap<&str, &Document> = input.texts.iter().map(|document| (document.id.as_str(), document)).collect();
    let figures = input.figures.iter().map(|figure| cells(figure, &mut strings, &mut documents)).collect();
    let document = |(id, row): &(String, _)| document(id, *row, texts.get(id.as_str()).copied());
    Data {
        columns: FIGURES.columns.iter().map(|column| column.name).collect(),
        text_columns: text_columns().collect(),
        figures,
        places: places(input, &texts),
        doubts: input.figures.iter().map(doubts).collect(),
        documents: documents.list.iter().map(document).collect(),
        strings: strings.list,
        claims: claims(input),
        series: series(input),
        verdicts: input
            .verdicts
            .iter()
            .map(|v| json!([v.check_id, v.figure_id, v.verdict, v.holds, v.message]))
            .collect(),
        corrections: input.corrections.iter().map(|c| json!([c.figure_id, c.column, c.was, c.note])).collect(),
    }
}

/// The columns whose cells are words, which a spreadsheet might run.
fn text_columns() -> impl Iterator<Item = &'static str> {
    FIGURES.columns.iter().filter(|column| column.kind == Type::String).map(|column| column.name)
}

/// The cells of a figure in column order.
fn cells(figure: &Figure, strings: &mut Strings, documents: &mut Documents) -> Json {
    let cells: Value = FIGURES
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
        .collect();
    json_of(&cells)
}

/// The columns whose cell is less certain than most, with how likely it is right in hundredths; or null.
fn doubts(figure: &Figure) -> Json {
    let doubtful = figure.evidence.odds.iter().filter(|(_, odds)| *odds < CERTAIN);
    let told: serde_json::Map<String, Value> =
        doubtful.map(|(column, odds)| ((*column).to_owned(), (*odds).into())).collect();
    json_of(&if told.is_empty() { Value::Null } else { told.into() })
}

fn places(input: &ReportInput, texts: &HashMap<&str, &Document>) -> Vec<Json> {
    // The rows of a document stand together.
    let mut last: Option<(&str, Places)> = None;
    let mut place = |figure: &Figure| {
        let document = *texts.get(figure.doc_id.as_str())?;
        if last.as_ref().is_none_or(|(id, _)| *id != document.id) {
            last = Some((&document.id, Places::new(document)));
        }
        let place = last.as_mut()?.1.of(figure)?;
        let mut units = json!([place.block, place.words.0, place.words.1, place.sentence.0, place.sentence.1]);
        if !place.evidence.is_empty() {
            units.as_array_mut()?.push(json!(place.evidence));
        }
        Some(units)
    };
    input.figures.iter().map(|figure| json_of(&place(figure).unwrap_or_default())).collect()
}

fn document(id: &str, row: Option<&DocumentRow>, text: Option<&Document>) -> Json {
    let mut value = row.and_then(|row| serde_json::to_value(row).ok()).unwrap_or_else(|| json!({ "doc_id": id }));
    if let Some(document) = text {
        value["blocks"] = document.blocks.iter().map(block).collect();
    }
    value["web"] = row.is_some_and(|row| escape::is_web_url(&row.url)).into();
    json_of(&value)
}

/// What it is (`h`, `p`, `l` with its depth, `t`), its words, and the units that begin and end each part in bold.
fn block(block: &Block) -> Value {
    let kind = match block.kind {
        BlockKind::Heading(_) => "h".to_owned(),
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::ListItem(depth) => format!("l{depth}"),
        BlockKind::TableRow => "t".to_owned(),
    };
    let bold: Vec<_> = block.bold.iter().map(|&span| units(&block.text, span)).collect();
    if bold.is_empty() { json!([kind, block.text]) } else { json!([kind, block.text, bold]) }
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
    use crate::read::{ReadOptions, read};
    use std::path::Path;

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
        let figure = || Figure { char_start: 9, char_end: 14, ..figure() };
        let figures = [figure(), Figure { figure_id: "f2".into(), doc_id: "elsewhere".into(), ..figure() }];
        let texts = read(b"**Paid** $5.50.", Path::new("d1.md"), &ReadOptions::default()).unwrap();
        let data =
            serde_json::to_value(data(&ReportInput { figures: &figures, texts: &texts, ..ReportInput::default() }))
                .unwrap();
        assert_eq!(data["figures"][0][0], "f1");
        assert_eq!(data["figures"][0][4], "5.5");
        assert_eq!(data["places"], json!([[0, 5, 10, 0, 11], null]));
        assert_eq!(data["documents"][0]["blocks"], json!([["p", "Paid $5.50.", [[0, 4]]]]));
        assert_eq!(data["strings"], json!(["", "Paid $5.50."]));
        assert_eq!(data["documents"][1], json!({"doc_id": "elsewhere", "web": false}));
    }
}
