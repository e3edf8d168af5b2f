//! Rows made by hand over the five fact sheets: every figure is found by its words, so its offsets are true.

use quantifact::figure::{
    Block, BlockKind, ClaimRow, Document, DocumentRow, DocumentStatus, Figure, Kind, Lang, PublishedFrom, Relation,
    SeriesRow, Status,
};
use quantifact::read::{ReadOptions, read};
use quantifact::report::{Picture, ReportInput, Verdict};
use quantifact::span::Locator;
use regex::Regex;
use std::path::Path;

/// Owns what a [`ReportInput`] borrows.
pub(crate) struct Sample {
    pub(crate) figures: Vec<Figure>,
    pub(crate) documents: Vec<DocumentRow>,
    pub(crate) claims: Vec<ClaimRow>,
    pub(crate) series: Vec<SeriesRow>,
    pub(crate) texts: Vec<Document>,
    pub(crate) pictures: Vec<Picture>,
    pub(crate) verdicts: Vec<Verdict>,
}

impl Sample {
    pub(crate) fn input(&self) -> ReportInput<'_> {
        made!(ReportInput {
            title: "U.S.–Mexico High-Level Economic Dialogue",
            figures: &self.figures,
            documents: &self.documents,
            claims: &self.claims,
            series: &self.series,
            texts: &self.texts,
            pictures: &self.pictures,
            verdicts: &self.verdicts,
            ..ReportInput::default()
        })
    }
}

/// The five fact sheets, and one document that failed.
pub(crate) fn sample() -> Sample {
    let mut sample = Sample {
        figures: Vec::new(),
        documents: Vec::new(),
        claims: Vec::new(),
        series: Vec::new(),
        texts: Vec::new(),
        pictures: Vec::new(),
        verdicts: Vec::new(),
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/fact-sheets");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
        sample.add(&id, path.file_name().unwrap().to_str().unwrap(), &text);
    }
    sample.documents.push(made!(DocumentRow {
        status: DocumentStatus::Failed,
        message: "not a PDF: the file begins with \"PK\"".into(),
        ..document("scan", "scan.pdf")
    }));
    sample.relate();
    sample
}

impl Sample {
    /// Adds a document and a figure for everything in it that looks like one.
    pub(crate) fn add(&mut self, id: &str, path: &str, text: &str) {
        let finder = Regex::new(
            r"(?P<money>\\?\$[\d.,]*\d(?:\s(?:million|billion))?)|(?P<percent>\d+%)|(?P<date>\b20[12]\d\b)|(?P<count>\b\d[\d,]*\d\s[a-z]+)",
        )
        .unwrap();
        let before = self.figures.len();
        let locator = Locator::new(text);
        for found in finder.captures_iter(text) {
            let whole = found.get(0).unwrap();
            let kind = [("money", Kind::Money), ("percent", Kind::Percent), ("date", Kind::Date)]
                .into_iter()
                .find(|(name, _)| found.name(name).is_some())
                .map_or(Kind::Count, |(_, kind)| kind);
            let digits: String = whole.as_str().chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
            let start = text[..whole.start()].rfind(['\n', '.']).map_or(0, |at| at + 1);
            let end = text[whole.end()..].find(['\n', '.']).map_or(text.len(), |at| whole.end() + at + 1);
            let sentence = text[start..end].replace("**", "").replace('\\', "");
            self.figures.push(made!(Figure {
                figure_id: format!("f{:04x}", self.figures.len() * 7 + 4096),
                doc_id: id.into(),
                kind,
                exact: whole.as_str().into(),
                value: if kind == Kind::Date { None } else { digits.parse().ok() },
                unit: match kind {
                    Kind::Money => "USD".into(),
                    Kind::Percent => "%".into(),
                    Kind::Count => whole.as_str().rsplit(char::is_whitespace).next().unwrap().into(),
                    _ => String::new(),
                },
                what: if kind == Kind::Count {
                    whole.as_str().split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
                } else {
                    String::new()
                },
                category: if kind == Kind::Money { "investment".into() } else { String::new() },
                actor: ["USAID", "", "EPA and CONAGUA"][self.figures.len() % 3].into(),
                place: ["southern Mexico", "", "", "El Salvador and Honduras"][self.figures.len() % 4].into(),
                status: [Some(Status::Actual), Some(Status::Commitment), None, Some(Status::Target)]
                    [self.figures.len() % 4],
                period_edtf: if kind == Kind::Date { whole.as_str().into() } else { String::new() },
                sentence: sentence.split_whitespace().collect::<Vec<_>>().join(" "),
                char_start: locator.code_point(whole.start()),
                char_end: locator.code_point(whole.end()),
                line: locator.line(whole.start()),
                ..figure()
            }));
        }
        self.documents.push(made!(DocumentRow {
            title: text.lines().find(|line| line.contains("FACT SHEET")).unwrap_or(id).replace("title: ", ""),
            published: id[..7.min(id.len())].into(),
            chars: text.chars().count(),
            figures: self.figures.len() - before,
            ..document(id, path)
        }));
        self.texts.push(read_text(id, path, text));
    }

    /// A claim, a series with its picture and two verdicts over the figures at hand.
    fn relate(&mut self) {
        let of = |words: &str| {
            self.figures
                .iter()
                .filter(|f| f.exact.split_whitespace().collect::<Vec<_>>().join(" ").trim_start_matches('\\') == words)
                .collect::<Vec<_>>()
        };
        let row = |claim: &str, relation, figure: &Figure, note: &str| {
            let mut row = ClaimRow::new(claim, relation, &figure.figure_id, &figure.doc_id);
            row.note = note.into();
            row
        };
        let same = of("$474 million");
        let new = of("$33 million");
        assert!(same.len() >= 2 && !new.is_empty());
        let mut claims: Vec<_> =
            same.iter().map(|f| row("c1", Relation::Repeated, f, "same value, unit and actor")).collect();
        claims.push(row("c2", Relation::Conflicting, same[0], "474 million"));
        claims.push(row("c2", Relation::Conflicting, new[0], "33 million cannot hold beside it"));
        let points: Vec<&Figure> = vec![same[0], new[0]];
        let series = points.iter().map(|f| {
            made!(SeriesRow {
                series_id: "invested".into(),
                figure_id: f.figure_id.clone(),
                doc_id: f.doc_id.clone(),
                value: f.value,
                modifier: f.modifier,
                status: f.status,
            })
        });
        let picture = made!(Picture {
            id: "invested".into(),
            title: "Money invested".into(),
            svg: format!(
                "<svg width=\"600\" height=\"200\" viewBox=\"0 0 600 200\"><text x=\"20\" y=\"30\" font-size=\"18\">Money \
                 invested</text><rect x=\"20\" y=\"60\" width=\"474\" height=\"40\" fill=\"#0072b2\" data-figure=\"{}\"/>\
                 <rect x=\"20\" y=\"120\" width=\"33\" height=\"40\" fill=\"#0072b2\" data-figure=\"{} {}\"/></svg>",
                same[0].figure_id, new[0].figure_id, same[1].figure_id
            ),
            svg_dark: None,
        });
        let verdict = |check: &str, figure: &Figure, word: &str, message: &str| {
            made!(Verdict {
                check_id: check.into(),
                figure_id: figure.figure_id.clone(),
                verdict: word.into(),
                holds: message.is_empty(),
                message: message.into(),
            })
        };
        let verdicts =
            vec![verdict("k1", same[0], "match", ""), verdict("k2", new[0], "differs", "expected 30000000, found 33")];
        self.series = series.collect();
        (self.claims, self.verdicts) = (claims, verdicts);
        self.pictures.push(picture);
    }
}

/// A document as the program reads it.
pub(crate) fn read_text(id: &str, path: &str, text: &str) -> Document {
    let mut document = read(text.as_bytes(), Path::new(path), &ReadOptions::default()).unwrap().remove(0);
    document.id = id.into();
    document
}

/// A document whose words are shown as they stand, a block a line, whatever they hold.
pub(crate) fn verbatim(id: &str, text: &str) -> Document {
    let mut document = Document::default();
    (document.id, document.text) = (id.into(), text.into());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut map = quantifact::figure::SourceMap::default();
        map.push(0, start);
        start += line.len();
        document.blocks.push(Block::new(BlockKind::Paragraph, line.trim_end(), map));
    }
    document
}

/// A figure of which nothing is known.
pub(crate) fn figure() -> Figure {
    made!(Figure { kind: Kind::Count, decimals: Some(0), line: 1, ..Figure::default() })
}

/// A document of which nothing is known.
pub(crate) fn document(id: &str, path: &str) -> DocumentRow {
    made!(DocumentRow {
        doc_id: id.into(),
        path: path.into(),
        published_from: Some(PublishedFrom::FileName),
        lang: Some(Lang::En),
    })
}
