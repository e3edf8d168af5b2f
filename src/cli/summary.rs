//! The closing words of `run`: what there was, what came of it, and where it lies.

use crate::dataset::Dataset;
use crate::figure::{DocumentStatus, Kind};
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
        let kinds: Vec<String> = Kind::ALL
            .iter()
            .map(|kind| (dataset.figures.iter().filter(|figure| figure.kind == *kind).count(), kind))
            .filter(|(count, _)| *count > 0)
            .map(|(count, kind)| format!("{count} {kind}"))
            .collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) };
        summary.say("figures", format!("{}{kinds}", dataset.figures.len()));
        summary
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
    anstream::eprintln!("{style}{about:>10}{style:#}  {words}");
}
