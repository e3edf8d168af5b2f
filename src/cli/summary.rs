//! The closing words of `run`: what there was, what came of it, and where it lies.

use super::failure::tell;
use crate::dataset::Dataset;
use crate::figure::{ClaimRow, DocumentStatus, Kind, Relation};
use crate::plain::visible;
use std::path::{Path, PathBuf};

/// Lines for stderr, gathered as the work goes on.
#[derive(Debug, Default)]
pub(super) struct Summary {
    lines: Vec<(&'static str, String)>,
}

impl Summary {
    /// Begins with what was read.
    pub(super) fn new(dataset: &Dataset) -> Self {
        let mut summary = Self::default();
        let failed = dataset.documents.iter().filter(|row| row.status == DocumentStatus::Failed).count();
        let failed = if failed > 0 { format!(", {failed} of them not read") } else { String::new() };
        summary.say("documents", format!("{}{failed}", dataset.documents.len()));
        let count = |kind: Kind| dataset.figures.iter().filter(|figure| figure.kind == kind).count();
        summary.counts("figures", Kind::ALL.iter().map(|&kind| (count(kind), kind.as_str())));
        summary
    }

    /// Adds what documents say of the same things.
    pub(super) fn claims(&mut self, rows: &[ClaimRow]) {
        // A claim's rows stand together and bear one relation.
        let firsts: Vec<Relation> = rows
            .chunk_by(|a, b| a.claim_id == b.claim_id)
            .filter_map(|claim| claim.first())
            .map(|row| row.relation)
            .collect();
        let count = |relation: Relation| firsts.iter().filter(|&&first| first == relation).count();
        self.counts("claims", Relation::ALL.iter().map(|&relation| (count(relation), relation.as_str())));
    }

    /// Adds a total and its parts: "5: 3 money, 2 count".
    fn counts(&mut self, about: &'static str, parts: impl Iterator<Item = (usize, &'static str)>) {
        let parts: Vec<_> = parts.filter(|(count, _)| *count > 0).collect();
        let total: usize = parts.iter().map(|(count, _)| count).sum();
        let words: Vec<String> = parts.iter().map(|(count, word)| format!("{count} {word}")).collect();
        let words = if words.is_empty() { String::new() } else { format!(": {}", words.join(", ")) };
        self.say(about, format!("{total}{words}"));
    }

    /// Adds a line.
    pub(super) fn say(&mut self, about: &'static str, words: String) {
        self.lines.push((about, words));
    }

    /// Adds where files lie.
    pub(super) fn wrote(&mut self, about: &'static str, folder: &Path, files: &[PathBuf]) {
        let mut names: Vec<String> = Vec::new();
        for name in files.iter().filter_map(|file| file.file_name()).map(|name| name.to_string_lossy()) {
            // Files of one name are one thing in several formats: "jobs.svg .png".
            let (stem, ending) = name.split_once('.').unwrap_or((&name, ""));
            match names.last_mut().filter(|last| last.split('.').next() == Some(stem)) {
                Some(last) => last.extend([" .", ending]),
                None => names.push(name.into_owned()),
            }
        }
        self.say(about, format!("{}: {}", folder.display(), names.join(", ")));
    }

    /// Writes it on stderr, the first words of each line set apart.
    pub(super) fn print(&self) {
        for (about, words) in &self.lines {
            line(about, words);
        }
    }
}

/// Writes one line of such words on stderr.
pub(super) fn line(about: &str, words: &str) {
    let style = anstyle::Style::new().bold();
    tell(format_args!("{style}{about:>10}{style:#}  {}", visible(words)));
}
