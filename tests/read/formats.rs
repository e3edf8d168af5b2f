//! The same document as HTML, as DOCX and as PDF gives the figures of its text.
//!
//! The files are made here from the documents of `data/fact-sheets`: each block as the element that it is, bold as
//! bold; in the PDF by the size of its letters, its indent and the space above it. A further format is a further row of `MAKERS`.

use quantifact::extract;
use quantifact::figure::{Block, BlockKind, Document, Figure};
use quantifact::lexicon::Lexicon;
use quantifact::read::{self, Format, ReadOptions};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

/// The least share of the rows of the text that each format gives.
const LEAST: f64 = 0.98;

type Maker = fn(&Document) -> Vec<u8>;

const MAKERS: [(Format, Maker); 3] = [(Format::Html, html), (Format::Docx, docx), (Format::Pdf, pdf)];

/// A figure's row but for what tells where it stands in the file.
fn row(figure: &Figure) -> String {
    let value = |value: Option<_>| value.map(|value: rust_decimal::Decimal| value.to_string()).unwrap_or_default();
    let exact: String = figure.exact.replace(['*', '\\'], "").split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "{} {exact} = {} {} {} {} {} | {} | {} | {} | {} | {} | {}",
        figure.kind,
        value(figure.value),
        value(figure.value_max),
        figure.unit,
        figure.modifier,
        figure.per,
        figure.what,
        figure.category,
        figure.actor,
        figure.place,
        figure.country,
        figure.period_edtf,
    )
}

fn rows(document: &Document) -> BTreeMap<String, usize> {
    let mut rows = BTreeMap::new();
    for figure in extract::document(document, Lexicon::embedded()) {
        *rows.entry(row(&figure)).or_default() += 1;
    }
    rows
}

fn read(bytes: &[u8], format: Format, text: &Document) -> Document {
    let mut options = ReadOptions::default().with_format(format).with_lang(text.lang);
    options.date = text.published.as_ref().map(|published| published.period.clone());
    options.country = Some(text.country.clone()).filter(|country| !country.is_empty());
    read::read(bytes, Path::new("document"), &options).unwrap().remove(0)
}

#[test]
fn a_document_gives_the_same_rows_in_every_format() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/fact-sheets");
    let mut documents = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let text = read::read(&bytes, &path, &ReadOptions::default()).unwrap().remove(0);
        let expected = rows(&text);
        let total: usize = expected.values().sum();
        assert!(total > 10, "{}", path.display());
        for (format, make) in MAKERS {
            let got = rows(&read(&make(&text), format, &text));
            let missing: Vec<_> = expected
                .iter()
                .map(|(row, &count)| (row, count.saturating_sub(got.get(row).copied().unwrap_or(0))))
                .filter(|&(_, count)| count > 0)
                .collect();
            let lost: usize = missing.iter().map(|(_, count)| count).sum();
            let share = 1.0 - f64::from(u32::try_from(lost).unwrap()) / f64::from(u32::try_from(total).unwrap());
            let name = path.file_name().unwrap().to_string_lossy();
            let more: usize =
                got.iter().map(|(row, &n)| n.saturating_sub(expected.get(row).copied().unwrap_or(0))).sum();
            println!("{name} {}: {lost} of {total} rows missing, {more} others", format.as_str());
            for (row, _) in &missing {
                println!("    {row}");
            }
            assert!(share >= LEAST, "{name} as {}: {share:.3}, {missing:#?}", format.as_str());
            assert!(more * 50 <= total, "{name} as {}: {more} rows that the text does not give", format.as_str());
        }
        documents += 1;
    }
    assert_eq!(documents, 5);
}

/// A page with a block of the text as the element that it is.
fn html(document: &Document) -> Vec<u8> {
    let mut page = "<!doctype html><html><head><meta charset=\"utf-8\"></head><body><main>\n".to_owned();
    let mut depth = 0;
    for block in &document.blocks {
        let within = match block.kind {
            BlockKind::ListItem(depth) => usize::from(depth),
            // A further paragraph of an item.
            BlockKind::Paragraph if block.lead_in.is_some() => depth,
            _ => 0,
        };
        page.push_str(&"<ul>".repeat(within.saturating_sub(depth)));
        page.push_str(&"</li></ul>".repeat(depth.saturating_sub(within)));
        depth = within;
        let words = marked(block, ("<b>", "</b>"));
        page += match block.kind {
            BlockKind::Heading(level) => format!("<h{level}>{words}</h{level}>\n"),
            BlockKind::ListItem(_) => format!("<li>{words}\n"),
            BlockKind::TableRow => {
                let cells: Vec<_> = words.split(" | ").map(|cell| format!("<td>{cell}</td>")).collect();
                format!("<table><tr>{}</tr></table>\n", cells.concat())
            }
            _ => format!("<p>{words}</p>\n"),
        }
        .as_str();
    }
    page.push_str("</main></body></html>");
    page.into_bytes()
}

/// A DOCX with a block of the text as the paragraph that it is.
fn docx(document: &Document) -> Vec<u8> {
    let mut body = String::new();
    for block in &document.blocks {
        let style = match block.kind {
            BlockKind::Heading(level) => format!("<w:pStyle w:val=\"Heading{level}\"/>"),
            BlockKind::ListItem(depth) => format!("<w:numPr><w:ilvl w:val=\"{}\"/></w:numPr>", depth - 1),
            _ => String::new(),
        };
        let (plain, bold) = ("</w:t></w:r><w:r><w:t xml:space=\"preserve\">", "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>");
        let bold = format!("{bold}<w:t xml:space=\"preserve\">");
        let words = marked(block, (&bold, plain));
        let run = format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        body.extend(["<w:p><w:pPr>", &style, "</w:pPr>", &run, "</w:p>"]);
    }
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(document.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

/// Pages of Courier, each character 0.6 of its size wide, with lines of the block's words where they are full.
fn pdf(document: &Document) -> Vec<u8> {
    const WIDTH: usize = 500;
    const TOP: usize = 780;
    const FOOT: usize = 60;
    let escaped = |line: &str| line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    let (mut pages, mut at) = (vec![String::new()], TOP);
    for block in &document.blocks {
        let (size, indent, mark) = match block.kind {
            BlockKind::Heading(level) => (18 - 2 * usize::from(level.min(3)), 0, ""),
            BlockKind::ListItem(depth) => (10, 18 * usize::from(depth), "• "),
            _ => (10, 0, ""),
        };
        at -= size;
        let words = format!("{mark}{}", block.text.replace('*', ""));
        for line in lines(&words, (WIDTH - indent) * 10 / (size * 6)) {
            if at < FOOT + size {
                pages.push(String::new());
                at = TOP;
            }
            at -= size + 2;
            let page = pages.last_mut().unwrap();
            let _ = writeln!(page, "BT /F1 {size} Tf {} {at} Td ({}) Tj ET", 50 + indent, escaped(&line));
        }
    }
    file(&pages)
}

/// Lines of at most so many characters, parted at white space.
fn lines(words: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => line.extend([" ", word]),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A PDF with these pages' operators, its characters in Windows-1252.
fn file(pages: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), pages.len()).into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    for (index, page) in pages.iter().enumerate() {
        let content = 5 + 2 * index;
        objects.push(
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 842]/Contents {content} 0 R\
                 /Resources<</Font<</F1 3 0 R>>>>>>"
            )
            .into_bytes(),
        );
        let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(page);
        assert!(!lost, "{page}");
        objects.push([format!("<</Length {}>>stream\n", bytes.len()).as_bytes(), &bytes, b"\nendstream"].concat());
    }
    let (mut file, mut places) = (b"%PDF-1.5\n".to_vec(), String::new());
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(places, "{:010} 00000 n ", file.len());
        file.extend([format!("{} 0 obj\n", index + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file.extend(
        format!(
            "xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<</Size {size}/Root 1 0 R>>\n\
             startxref\n{start}\n%%EOF\n"
        )
        .into_bytes(),
    );
    file
}

/// The words of a block with marks around what is bold.
fn marked(block: &Block, (open, close): (&str, &str)) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let (mut out, mut at) = (String::new(), 0);
    for span in &block.bold {
        out += &escaped(&block.text[at..span.start]);
        out.extend([open, &escaped(span.of(&block.text)), close]);
        at = span.end;
    }
    out + &escaped(&block.text[at..])
}
