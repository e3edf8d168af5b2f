//! The sentences of `tests/spec/` as examples: short, each with what it must give.

use crate::sets::{Example, of_decision};
use quantifact::extract;
use quantifact::figure::{Lang, Period};
use quantifact::lexicon::Lexicon;
use quantifact::read::{self, Format, ReadOptions};
use std::error::Error;
use std::path::Path;

/// A sentence, how it is read, and the rows it gives: (column, cell).
struct Case {
    sentence: String,
    options: ReadOptions,
    rows: Vec<Vec<(String, String)>>,
}

/// The examples of a folder of specifications, as documents from `documents` on.
pub(crate) fn load(folder: &Path, set: usize, documents: &mut usize) -> Result<Vec<Example>, Box<dyn Error>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    let mut examples = Vec::new();
    for path in paths {
        for case in cases(&std::fs::read_to_string(&path)?) {
            *documents += 1;
            let read = read::read(case.sentence.replace(" ⏎ ", "\n").as_bytes(), Path::new("case.txt"), &case.options)?;
            let Some(document) = read.first() else { continue };
            let figures = extract::document(document, Lexicon::embedded());
            if figures.len() != case.rows.len() {
                continue;
            }
            let decisions = extract::decisions(document, Lexicon::embedded());
            for (span, _, decision) in decisions {
                let Some(row) = figures.iter().position(|figure| figure.span == span) else { continue };
                let column = if decision.slot == "period" { "period_edtf" } else { decision.slot };
                let told = case.rows[row].iter().find(|(name, _)| name == column);
                if let Some((_, gold)) = told
                    && let Some(example) = of_decision(gold, decision, true)
                {
                    let (name, context) = (path.display().to_string(), case.sentence.clone());
                    examples.push(Example { set, document: *documents, name, context, ..example });
                }
            }
        }
    }
    Ok(examples)
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let plain = || ReadOptions::default().with_format(Format::Txt);
    let (mut of_file, mut options, mut in_file, mut fresh) = (plain(), plain(), true, false);
    let mut table: Vec<Vec<String>> = Vec::new();
    for line in text.lines().chain([""]).map(str::trim) {
        if line.starts_with('|') {
            let inner = line.trim_matches('|').replace("\\|", "\u{1}");
            table.push(inner.split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect());
            continue;
        }
        if !table.is_empty() {
            let (head, body) = (&table[0], table.get(2..).unwrap_or_default());
            let row = |from: usize, cells: &[String]| -> Vec<(String, String)> {
                let said = head.iter().zip(cells).skip(from).filter(|(_, cell)| !cell.is_empty());
                said.map(|(name, cell)| (name.clone(), if cell == "—" { String::new() } else { cell.clone() }))
                    .collect()
            };
            if head[0] == "sentence" {
                let case = |cells: &Vec<String>| Case {
                    sentence: cells[0].clone(),
                    options: options.clone(),
                    rows: vec![row(1, cells)],
                };
                cases.extend(body.iter().map(case));
            } else if let Some(case) = cases.last_mut().filter(|_| fresh) {
                case.rows = body.iter().map(|cells| row(0, cells)).collect();
            }
            table.clear();
            fresh = false;
        }
        if line.starts_with('#') {
            in_file &= !line.starts_with("##");
            options = of_file.clone();
        } else if let Some(sentence) = line.strip_prefix("> ") {
            cases.push(Case { sentence: sentence.to_owned(), options: options.clone(), rows: Vec::new() });
            fresh = true;
        } else if let Some((key, value)) = line.split_once(": ") {
            let set = |options: &mut ReadOptions| match key {
                "lang" => options.lang = Lang::from_word(value),
                "country" => options.country = Some(value.to_owned()),
                "date" => options.date = Period::parse(value).ok(),
                _ => {}
            };
            set(&mut options);
            if in_file {
                set(&mut of_file);
            }
        }
    }
    cases
}
