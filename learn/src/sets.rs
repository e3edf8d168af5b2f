//! Gold and documents → examples: the options of each decision, and which of them are right.

use crate::gold::{self, Gold};
use crate::score::{likeness, same_time, same_words};
use quantifact::context::{Decision, Opened};
use quantifact::extract;
use quantifact::figure::Kind;
use quantifact::lexicon::Lexicon;
use quantifact::read::{self, ReadOptions};
use quantifact::span::Span;
use std::collections::HashMap;
use std::error::Error;
use std::path::PathBuf;

/// The slots that are decided.
pub(crate) const SLOTS: [&str; 6] = ["status", "category", "what", "actor", "place", "period"];

/// Of the candidates that agree with the gold, those are wanted that are as like it as this share of the likest.
const NEAR: f64 = 0.8;

/// One option of a decision.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) features: Vec<String>,
}

/// A decision, and which of its options are right.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) set: usize,
    pub(crate) document: usize,
    pub(crate) name: String,
    pub(crate) context: String,
    pub(crate) slot: &'static str,
    pub(crate) gold: String,
    /// Whether the options are the classes that every figure has; else the first option is none.
    pub(crate) classes: bool,
    pub(crate) options: Vec<Choice>,
    pub(crate) right: Vec<usize>,
    /// Those of them that say it best.
    pub(crate) wanted: Vec<usize>,
    /// What the rules alone choose.
    pub(crate) rule: usize,
    /// How often it counts.
    pub(crate) count: f64,
}

impl Example {
    /// The options that are to be learned; where none is right, leaving the slot empty.
    pub(crate) fn wanted_or_none(&self) -> &[usize] {
        if self.wanted.is_empty() { &[0] } else { &self.wanted }
    }

    /// Whether this option is the right answer.
    pub(crate) fn is_right(&self, chosen: usize) -> bool {
        self.right.contains(&chosen)
    }

    /// The best that any choice among the options could give.
    pub(crate) fn oracle(&self) -> usize {
        self.right.first().copied().unwrap_or_default()
    }
}

/// A table of annotations and the folder of its documents, or twice a folder of specifications.
#[derive(Debug)]
pub(crate) struct Set {
    pub(crate) gold: PathBuf,
    pub(crate) folder: PathBuf,
    /// How often each of its examples counts.
    pub(crate) count: f64,
}

/// The examples of all sets, and the names of the sets.
pub(crate) fn load(sets: &[Set]) -> Result<(Vec<Example>, Vec<String>), Box<dyn Error>> {
    let (mut examples, mut names, mut documents) = (Vec::new(), Vec::new(), 0);
    for (set, Set { gold: table, folder, count }) in sets.iter().enumerate() {
        names.push(table.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        if table.is_dir() {
            let cases = crate::spec::load(table, set, &mut documents)?;
            examples.extend(cases.into_iter().map(|example| Example { count: *count, ..example }));
            continue;
        }
        let rows = gold::read(table)?;
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let mine: Vec<&Gold> = rows.iter().filter(|row| name.starts_with(&row.document)).collect();
            if mine.is_empty() {
                continue;
            }
            documents += 1;
            for document in read::read(&std::fs::read(&path)?, &path, &ReadOptions::default())? {
                let mut decisions: HashMap<(usize, usize), (Kind, Vec<_>)> = HashMap::new();
                for (span, kind, decision) in extract::decisions(&document, Lexicon::embedded()) {
                    decisions.entry((span.start, span.end)).or_insert((kind, Vec::new())).1.push(decision);
                }
                let mut spans: Vec<_> = decisions.keys().copied().collect();
                spans.sort_unstable();
                for row in mine.iter().filter(|row| !row.optional && is_quantity(&row.kind)) {
                    let at = row
                        .locate(&document.text)
                        .ok_or_else(|| format!("{}: not found: {}", row.document, row.context))?;
                    let family = |kind: Kind| {
                        row.kind == kind.as_str()
                            || matches!((row.kind.as_str(), kind), ("count", Kind::Measure) | ("measure", Kind::Count))
                    };
                    let hit = spans.iter().find(|&&(start, end)| {
                        Span::new(start, end).overlaps(at) && family(decisions[&(start, end)].0)
                    });
                    let Some((_, found)) = hit.and_then(|hit| decisions.remove(hit)) else { continue };
                    spans.retain(|span| decisions.contains_key(span));
                    for decision in found {
                        if let Some(example) = example(row, decision) {
                            examples.push(Example {
                                set,
                                document: documents,
                                name: row.document.clone(),
                                context: row.context.clone(),
                                count: *count,
                                ..example
                            });
                        }
                    }
                }
            }
        }
    }
    Ok((examples, names))
}

fn is_quantity(kind: &str) -> bool {
    matches!(kind, "money" | "count" | "percent" | "measure")
}

fn example(row: &Gold, decision: Decision) -> Option<Example> {
    let named = ["beneficiaries", "jobs", "participants"];
    let gold = match decision.slot {
        "status" => &row.status,
        "category" if named.contains(&row.category.as_str()) || row.category.is_empty() => &row.category,
        "category" => "other",
        "what" => &row.what,
        "actor" => &row.actor,
        "place" => &row.place,
        _ => &row.period,
    };
    of_decision(gold, decision, false)
}

/// A decision as an example: `gold` is what is right, to the letter where `strict`.
pub(crate) fn of_decision(gold: &str, decision: Decision, strict: bool) -> Option<Example> {
    let slot = decision.slot;
    let gold = if slot == "status" && gold == "baseline" { "actual" } else { gold };
    let classes = matches!(slot, "status" | "category");
    if classes && gold.is_empty() {
        return None;
    }
    let choice = |option: Opened| Choice { value: option.value, features: option.features };
    let options: Vec<Choice> = decision.options.into_iter().map(choice).collect();
    let agrees = |option: &Choice| match slot {
        "period" => same_time(gold, &option.value),
        "status" | "category" => option.value == gold,
        _ if strict => option.value == gold,
        _ => same_words(gold, &option.value),
    };
    let nearest = options.iter().map(|option| likeness(gold, &option.value)).fold(0.0, f64::max);
    let right: Vec<usize> = if gold.is_empty() {
        vec![0]
    } else {
        (0..options.len()).filter(|&i| (classes || i > 0) && agrees(&options[i])).collect()
    };
    let near = |i: &usize| classes || slot == "period" || likeness(gold, &options[*i].value) >= NEAR * nearest;
    let wanted = right.iter().copied().filter(near).collect();
    let rule = if classes {
        let name = if slot == "status" { "rule:" } else { "category:" };
        let said = options[0]
            .features
            .iter()
            .find_map(|feature| feature.strip_prefix(name).filter(|rest| !rest.contains(':')))
            .map(|said| if said == "baseline" { "actual" } else { said });
        options.iter().position(|option| said == Some(&option.value)).unwrap_or_default()
    } else {
        options.iter().position(|option| option.features.iter().any(|feature| feature == "rule")).unwrap_or_default()
    };
    Some(Example {
        set: 0,
        document: 0,
        name: String::new(),
        context: String::new(),
        slot,
        gold: gold.to_owned(),
        classes,
        options,
        right,
        wanted,
        rule,
        count: 1.0,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An example with these options, of which one is right; each has its words as its only feature.
    pub(crate) fn example(slot: &'static str, options: &[&str], right: usize) -> Example {
        let option = |value: &&str| Choice { value: (*value).to_owned(), features: vec![format!("is {value}")] };
        Example {
            set: 0,
            document: 0,
            name: String::new(),
            context: String::new(),
            slot,
            gold: options[right].to_owned(),
            classes: false,
            options: options.iter().map(option).collect(),
            right: vec![right],
            wanted: vec![right],
            rule: 0,
            count: 1.0,
        }
    }
}
