//! Each failure with the document's own line, a caret under the words, expected and found side by side, and what to
//! do next. Without the document's text the figure's sentence stands in for it.

use super::message;
use super::source::Source;
use crate::check::verdict::{CellVerdict, Outcome, Report, Verdict};
use crate::expected::{Agreement, Severity};
use crate::figure::Figure;
use crate::plain::{inert, visible};
use crate::span::Span;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, source: &Source<'_>, out: &mut dyn Write) -> io::Result<()> {
    for verdict in report.verdicts.iter().filter(|verdict| !verdict.outcome.passes()) {
        writeln!(out, "{}\n", one(verdict, source))?;
    }
    writeln!(out, "{}", report.summary())
}

/// One failure, without a line end.
pub(crate) fn one(verdict: &Verdict<'_>, source: &Source<'_>) -> String {
    let renderer = if source.color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group(verdict, source)])
}

fn group<'a>(verdict: &Verdict<'a>, source: &Source<'a>) -> Group<'a> {
    let level = if verdict.severity() == Severity::Error { Level::ERROR } else { Level::WARNING };
    let title = visible(&format!("{}: {}", verdict.id(), message::message(verdict))).into_owned();
    let mut group = level.primary_title(title).id(verdict.outcome.as_str()).elements(Vec::<Origin<'_>>::new());
    match (verdict.figure, verdict.nearest) {
        (Some(figure), _) => group = show(group, figure, &label(verdict), source),
        (None, Some(nearest)) => group = show(group, nearest, "the nearest figure", source),
        (None, None) => {
            let line = verdict.row.map_or(1, |row| row.line);
            group = group.element(Origin::path(source.expected).line(line).char_column(1));
        }
    }
    for other in verdict.others.iter().take(3) {
        group = show(group, other, "answers as well", source);
    }
    if !verdict.cells.is_empty() {
        group = group.element(Level::NOTE.no_name().message(visible(&table(&verdict.cells)).into_owned()));
    }
    if let Some(note) = verdict.row.map(|row| row.note.as_str()).filter(|note| !note.is_empty()) {
        group = group.element(Level::NOTE.message(visible(note)));
    }
    for advice in message::advice(verdict, source) {
        group = group.element(Level::HELP.message(visible(&advice).into_owned()));
    }
    group
}

fn label(verdict: &Verdict<'_>) -> String {
    match verdict.outcome {
        Outcome::Differs => verdict
            .cells
            .iter()
            .filter(|cell| cell.agreement == Agreement::Differs)
            .map(|cell| format!("{} {}", cell.column, if cell.found.is_empty() { "empty" } else { &cell.found }))
            .map(|cell| shortened(&cell, 40))
            .collect::<Vec<_>>()
            .join(", "),
        Outcome::Present => "must not be a figure".to_owned(),
        Outcome::Unexpected => "no row speaks of it".to_owned(),
        _ => String::new(),
    }
}

/// The figure under its document's line, or its sentence where the text is not at hand.
fn show<'a>(group: Group<'a>, figure: &'a Figure, label: &str, source: &Source<'a>) -> Group<'a> {
    let (path, text, span, line) = match source.words(figure) {
        Some((path, text, span)) => {
            let (lines, first) = whole_lines(text, span);
            (path, lines.of(text), Span::new(span.start - lines.start, span.end - lines.start), first)
        }
        None => match figure.sentence.find(&message::folded(&figure.exact)) {
            Some(at) => {
                let span = Span::new(at, at + message::folded(&figure.exact).len());
                (figure.doc_id.as_str(), figure.sentence.as_str(), span, figure.line)
            }
            None => return group.element(Origin::path(visible(&message::stands(figure)).into_owned())),
        },
    };
    group.element(
        Snippet::source(inert(text))
            .path(visible(path))
            .line_start(line)
            .annotation(AnnotationKind::Primary.span(span.start..span.end).label(visible(label).into_owned())),
    )
}

/// The whole lines a span lies in, and the number of the first.
fn whole_lines(text: &str, span: Span) -> (Span, usize) {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    (Span::new(start, end), text[..start].matches('\n').count() + 1)
}

/// Column, expected and found, one line each, the wrong ones marked.
fn table(cells: &[CellVerdict<'_>]) -> String {
    const WIDTH: usize = 44;
    let head = [" ".to_owned(), "column".to_owned(), "expected".to_owned(), "found".to_owned()];
    let mut rows = vec![head];
    for cell in cells {
        let mark = match cell.agreement {
            Agreement::Differs => "✗",
            Agreement::Match => "✓",
            Agreement::Consistent | Agreement::Bound => "~",
        };
        let shown = |text: &str| if text.is_empty() { "(empty)".to_owned() } else { shortened(text, WIDTH) };
        rows.push([mark.to_owned(), cell.column.to_string(), shown(cell.expected), shown(&cell.found)]);
    }
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or_default();
    let (names, expected) = (width(1), width(2));
    let lines: Vec<String> = rows
        .iter()
        .map(|[mark, name, want, found]| {
            format!("{mark} {name:names$}  {want:expected$}  {found}").trim_end().to_owned()
        })
        .collect();
    lines.join("\n")
}

fn shortened(text: &str, width: usize) -> String {
    let text = message::folded(text);
    if text.chars().count() <= width {
        return text;
    }
    let kept: String = text.chars().take(width - 1).collect();
    format!("{}…", kept.trim_end())
}
