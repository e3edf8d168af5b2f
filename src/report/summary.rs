//! The first section: totals, documents that were not read whole, charts. Plain HTML, readable without a script.

use super::escape::{Html, Param};
use super::picture::inline_svg;
use super::{Picture, ReportInput};
use crate::figure::{DocumentStatus, Figure, Kind, Relation, Status};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Writes the section.
pub(super) fn summary(out: &mut String, title: &str, input: &ReportInput) {
    let _ = write!(
        out,
        "<section class=\"view page\" id=\"view-summary\" aria-labelledby=\"h-summary\">\n\
         <p id=\"lost\" role=\"alert\" hidden></p>\n<h1 id=\"h-summary\" tabindex=\"-1\">{}</h1>\n<p class=\"lede\">{}</p>\n\
         <nav id=\"contents\" aria-label=\"Contents\" hidden></nav>\n<div class=\"whole\">\n",
        Html(title),
        Html(&lede(input))
    );
    kinds(out, input);
    facts(out, input);
    out.push_str("</div>\n");
    problems(out, input);
    if !input.pictures.is_empty() {
        out.push_str("<h2 id=\"h-charts\">Charts</h2>\n<div class=\"charts\">\n");
        for (index, picture) in input.pictures.iter().enumerate() {
            chart(out, index, picture, input);
        }
        out.push_str("</div>\n");
    }
    most_named(out, input);
    out.push_str("</section>\n");
}

/// "341 figures from 5 documents, published 2022-04-12 to 2024-04-30."
fn lede(input: &ReportInput) -> String {
    let mut text = format!(
        "{} from {}",
        counted(input.figures.len(), "figure", "figures"),
        counted(input.documents.len(), "document", "documents")
    );
    let dates: BTreeSet<&str> =
        input.documents.iter().map(|document| document.published.as_str()).filter(|date| !date.is_empty()).collect();
    match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first != last => {
            let _ = write!(text, ", published {first} to {last}");
        }
        (Some(first), _) => {
            let _ = write!(text, ", published {first}");
        }
        _ => {}
    }
    text + ". Each one leads to the words that say it."
}

/// How many figures of each kind: a bar, and a link to each kind's rows.
fn kinds(out: &mut String, input: &ReportInput) {
    if input.figures.is_empty() {
        return;
    }
    let count = |kind: Kind| input.figures.iter().filter(|figure| figure.kind == kind).count();
    out.push_str(
        "<svg class=\"share\" viewBox=\"0 0 1000 10\" width=\"1000\" height=\"10\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\">",
    );
    let mut before = 0;
    for &kind in Kind::ALL {
        let (from, to) = (before * 1000 / input.figures.len(), (before + count(kind)) * 1000 / input.figures.len());
        before += count(kind);
        let width = (to - from).saturating_sub(3);
        let _ = write!(out, "<rect class=\"k-{kind}\" x=\"{from}\" y=\"0\" width=\"{width}\" height=\"10\"/>");
    }
    out.push_str("</svg>\n<ul class=\"kinds\">\n");
    for &kind in Kind::ALL {
        let _ = writeln!(
            out,
            "<li{}><a class=\"k-{kind}\" href=\"#figures?kind={kind}\"><b>{}</b> <span>{}</span></a></li>",
            if count(kind) == 0 { " class=\"zero\"" } else { "" },
            grouped(count(kind)),
            kind_name(kind, count(kind))
        );
    }
    out.push_str("</ul>\n");
}

/// How many are achieved or promised, how many claims agree, how many checks hold.
fn facts(out: &mut String, input: &ReportInput) {
    let mut facts: Vec<(&str, String)> = Vec::new();
    let status = |status: Status| input.figures.iter().filter(|figure| figure.status == Some(status)).count();
    let said: Vec<String> = Status::ALL
        .iter()
        .filter(|&&s| status(s) > 0)
        .map(|&s| format!("{} {}", grouped(status(s)), plural_status(s, status(s))))
        .collect();
    if !said.is_empty() {
        facts.push(("Status", said.join(" · ")));
    }
    let claims = |relation: Relation| {
        input.claims.iter().filter(|row| row.relation == relation).map(|row| &row.claim_id).collect::<BTreeSet<_>>()
    };
    let related: Vec<String> = [Relation::Conflicting, Relation::Revised, Relation::Updated, Relation::Repeated]
        .into_iter()
        .filter(|&relation| !claims(relation).is_empty())
        .map(|relation| format!("{} {relation}", grouped(claims(relation).len())))
        .collect();
    if !related.is_empty() {
        facts.push(("Claims", related.join(" · ")));
    }
    if !input.verdicts.is_empty() {
        let held = input.verdicts.iter().filter(|verdict| verdict.holds).count();
        facts.push(("Checks", format!("{} of {} hold", grouped(held), grouped(input.verdicts.len()))));
    }
    if !input.corrections.is_empty() {
        facts.push(("Corrections", counted(input.corrections.len(), "cell", "cells") + " corrected by hand"));
    }
    if !facts.is_empty() {
        out.push_str("<dl class=\"facts\">\n");
        for (name, text) in facts {
            let _ = writeln!(out, "<div><dt>{name}</dt><dd>{}</dd></div>", Html(&text));
        }
        out.push_str("</dl>\n");
    }
}

/// Documents that failed or were read in part, with what was said of them.
fn problems(out: &mut String, input: &ReportInput) {
    let problems: Vec<_> = [DocumentStatus::Failed, DocumentStatus::Partial]
        .into_iter()
        .flat_map(|status| input.documents.iter().filter(move |document| document.status == status))
        .collect();
    if problems.is_empty() {
        return;
    }
    let _ = write!(
        out,
        "<section class=\"problems\" aria-labelledby=\"h-problems\">\n<h2 id=\"h-problems\">{} not read whole</h2>\n<ul>\n",
        counted(problems.len(), "document was", "documents were")
    );
    for document in problems {
        let how = if document.status == DocumentStatus::Failed { "failed" } else { "read in part" };
        let name = if document.path.is_empty() { &document.doc_id } else { &document.path };
        let _ = writeln!(
            out,
            "<li><span class=\"badge {}\">{how}</span> <b>{}</b> <span>{}</span></li>",
            document.status,
            Html(name),
            Html(&document.message)
        );
    }
    out.push_str("</ul>\n</section>\n");
}

/// How many values a list of the most named holds.
const MOST: usize = 8;

/// What is named most often, each leading to its rows.
fn most_named(out: &mut String, input: &ReportInput) {
    type Slot = fn(&Figure) -> &str;
    let slots: [(&str, &str, Slot); 3] = [
        ("category", "Categories", |figure| &figure.category),
        ("actor", "Actors", |figure| &figure.actor),
        ("place", "Places", |figure| &figure.place),
    ];
    let mut lists = String::new();
    for (facet, name, slot) in slots {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        // "other" is the category of what has none.
        for value in input.figures.iter().map(slot).filter(|value| !matches!(*value, "" | "other")) {
            *counts.entry(value).or_default() += 1;
        }
        let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
        ranked.sort_by_key(|&(value, count)| (std::cmp::Reverse(count), value));
        if ranked.is_empty() {
            continue;
        }
        let _ = writeln!(lists, "<div><h3>{name}</h3>\n<ul>");
        for (value, count) in ranked.into_iter().take(MOST) {
            let _ = writeln!(
                lists,
                "<li><a href=\"#figures?{facet}={}\">{}</a><span>{}</span></li>",
                Param(value),
                Html(value),
                grouped(count)
            );
        }
        lists.push_str("</ul></div>\n");
    }
    if !lists.is_empty() {
        let _ = writeln!(
            out,
            "<div class=\"whole\">\n<h2>Named most often</h2>\n<div class=\"most\">\n{lists}</div></div>"
        );
    }
}

fn chart(out: &mut String, index: usize, picture: &Picture, input: &ReportInput) {
    let light = inline_svg(&picture.svg, &format!("c{index}-"), &picture.title);
    let dark = picture.svg_dark.as_ref().and_then(|svg| inline_svg(svg, &format!("d{index}-"), &picture.title));
    let Some(light) = light else {
        let _ = writeln!(out, "<p class=\"problems\">The chart “{}” is no SVG picture.</p>", Html(&picture.id));
        return;
    };
    let _ = write!(
        out,
        "<figure class=\"chart{}\" id=\"chart-{index}\">\n<div class=\"on-light\">{light}</div>\n",
        if dark.is_some() { " has-dark" } else { "" }
    );
    if let Some(dark) = dark {
        let _ = writeln!(out, "<div class=\"on-dark\">{dark}</div>");
    }
    let points = input.series.iter().filter(|row| row.series_id == picture.id).count();
    if points > 0 {
        let _ = writeln!(
            out,
            "<figcaption class=\"scripted\"><a href=\"#figures?series={}\">{}</a></figcaption>",
            Param(&picture.id),
            if points == 1 { "Show its figure".into() } else { format!("Show its {points} figures") }
        );
    }
    out.push_str("</figure>\n");
}

/// How many claims there are.
pub(super) fn claim_count(input: &ReportInput) -> usize {
    input.claims.iter().map(|row| &row.claim_id).collect::<BTreeSet<_>>().len()
}

/// A count with its thousands apart: 12,345.
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

const fn kind_name(kind: Kind, count: usize) -> &'static str {
    match (kind, count) {
        (Kind::Money, 1) => "amount of money",
        (Kind::Money, _) => "amounts of money",
        (Kind::Percent, 1) => "percentage",
        (Kind::Percent, _) => "percentages",
        (Kind::Count, 1) => "count",
        (Kind::Count, _) => "counts",
        (Kind::Measure, 1) => "measure",
        (Kind::Measure, _) => "measures",
        (Kind::Duration, 1) => "duration",
        (Kind::Duration, _) => "durations",
        (Kind::Date, 1) => "date",
        (Kind::Date, _) => "dates",
    }
}

const fn plural_status(status: Status, count: usize) -> &'static str {
    match (status, count) {
        (Status::Actual, _) => "actual",
        (Status::Commitment, 1) => "commitment",
        (Status::Commitment, _) => "commitments",
        (Status::Target, 1) => "target",
        (Status::Target, _) => "targets",
        (Status::Baseline, 1) => "baseline",
        (Status::Baseline, _) => "baselines",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::data::tests::figure;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            ["0", "999", "1,000", "12,345,678"],
            [0, 999, 1000, 12_345_678].map(grouped).each_ref().map(String::as_str)
        );
    }

    #[test]
    fn what_failed_is_named_with_its_message() {
        let row = |id: &str, status, message: &str| crate::figure::DocumentRow {
            doc_id: id.into(),
            path: format!("{id}.pdf"),
            published: "2024".into(),
            status,
            message: message.into(),
            ..crate::figure::DocumentRow::default()
        };
        let documents = [
            row("a", DocumentStatus::Ok, ""),
            row("b", DocumentStatus::Partial, "page 3 <unread>"),
            row("c", DocumentStatus::Failed, "not a PDF"),
        ];
        let figures = [figure()];
        let mut out = String::new();
        summary(&mut out, "T", &ReportInput { documents: &documents, figures: &figures, ..ReportInput::default() });
        assert!(out.contains("1 figure from 3 documents, published 2024."), "{out}");
        assert!(out.contains("2 documents were not read whole"));
        assert!(out.contains("<span class=\"badge failed\">failed</span> <b>c.pdf</b> <span>not a PDF</span>"));
        assert!(out.contains("<b>b.pdf</b> <span>page 3 &lt;unread&gt;</span>"));
        assert!(!out.contains("a.pdf"));
    }

    #[test]
    fn what_is_named_most_comes_first() {
        let named = |actor: &str| Figure { actor: actor.into(), category: String::new(), ..figure() };
        let figures = [
            named("b"),
            named(""),
            named("other"),
            named("other"),
            named("other"),
            named("c\""),
            named("c\""),
            named("a"),
        ];
        let mut out = String::new();
        most_named(&mut out, &ReportInput { figures: &figures, ..ReportInput::default() });
        let values: Vec<&str> = out.split("?actor=").skip(1).filter_map(|rest| rest.split("</a>").next()).collect();
        assert_eq!(values, ["c%22\">c&quot;", "a\">a", "b\">b"]);
        assert!(!out.contains("Places") && !out.contains("Categories"));
    }
}
