use super::*;
use crate::figure::BlockKind;
use proptest::prelude::*;
use std::io::Cursor;
use std::io::Write;

fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const BODY: &str = r#"<w:document xmlns:w="x"><w:body>
    <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>R&amp;D</w:t></w:r></w:p>
    <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Chegg</w:t></w:r><w:r><w:t xml:space="preserve"> paid $5</w:t></w:r><w:del><w:r><w:delText>6</w:delText></w:r></w:del></w:p>
    <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
    </w:body></w:document>"#;

#[test]
fn a_document() {
    let core = "<c><dc:title>A &amp; B</dc:title><dcterms:created>2022-09-12T00:00:00Z</dcterms:created></c>";
    let bytes = docx(&[("word/document.xml", BODY), ("docProps/core.xml", core)]);
    let (stated, Document { blocks, .. }) = read(&bytes, Lexicon::embedded(), &Limits::default()).unwrap();
    assert_eq!((stated.title.as_str(), stated.made.as_str()), ("A & B", "2022-09-12T00:00:00Z"));
    let found: Vec<_> = blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
    assert_eq!(
        found,
        [
            (BlockKind::Heading(1), "R&D"),
            (BlockKind::Paragraph, "Chegg paid $5"),
            (BlockKind::ListItem(2), "item"),
            (BlockKind::TableRow, "a | b"),
        ]
    );
    assert_eq!(blocks[1].bold[0].of(&blocks[1].text), "Chegg");
}

#[track_caller]
fn texts(body: &str, notes: &str) -> Vec<String> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let bytes = docx(&[("word/document.xml", &document), ("word/footnotes.xml", notes)]);
    read(&bytes, Lexicon::embedded(), &Limits::default())
        .unwrap()
        .1
        .blocks
        .into_iter()
        .map(|block| block.text)
        .collect()
}

/// A run set so.
fn run(set: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{set}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn what_is_not_shown_is_left_out_and_raised_digits_are_read() {
    let raised = "<w:vertAlign w:val=\"superscript\"/>";
    for (runs, expected) in [
        ([run("<w:strike/>", "20 "), run("", "25 "), run("<w:strike w:val=\"0\"/>", "roads")], "25 roads"),
        ([run("<w:vanish/>", "77 sites "), run("<w:dstrike/>", "8 "), run("", "wells")], "wells"),
        ([run("", "350 km"), run(raised, "2"), run("<w:b/>", " of park")], "350 km² of park"),
        ([run("", "$320"), run(raised, "1"), run("", " million")], "$320 million"),
        ([run("", "families"), run(raised, "1,"), run(raised, "2")], "families"),
    ] {
        let mark = "<w:pPr><w:rPr><w:strike/></w:rPr></w:pPr>";
        assert_eq!(texts(&format!("<w:p>{mark}{}</w:p>", runs.concat()), ""), [expected]);
    }
}

#[test]
fn notes_stand_behind_the_text() {
    let notes = format!("<w:footnotes><w:footnote><w:p>{}</w:p></w:footnote></w:footnotes>", run("", "37 dams"));
    assert_eq!(texts(&format!("<w:p>{}</w:p>", run("", "a")), &notes), ["a", "37 dams"]);
}

#[test]
fn a_broken_line_is_two_unless_its_sentence_goes_on() {
    for (first, second, expected) in [
        ("Costs", "Total: $5", &["Costs", "Total: $5"][..]),
        ("It cost US$7.5", "million.", &["It cost US$7.5 million."]),
        ("It will:", "build 5 wells", &["It will:", "build 5 wells"]),
    ] {
        let body = format!("<w:p>{}<w:r><w:br/><w:t>{second}</w:t></w:r></w:p>", run("", first));
        assert_eq!(texts(&body, ""), expected);
    }
}

#[test]
fn fields_formulas_and_signs_show_what_they_mean() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let inner = [mark("begin"), mark("separate"), run("", "999"), mark("end")].concat();
    let field = [mark("begin"), inner, mark("separate"), run("", "1,275"), mark("end"), run("", " farms")].concat();
    let power = "<m:oMath><m:r><m:t>2.4×10</m:t></m:r><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:oMath>";
    let fraction = "<m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>";
    let sign = "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>";
    for (body, expected) in [
        (field, "1,275 farms"),
        (format!("{power}{}", run("", " tonnes")), "2.4×10⁶ tonnes"),
        (format!("{fraction}{}", run("", " of them")), "3/4 of them"),
        (format!("{sign}{}", run("", " 250 beds")), "≥ 250 beds"),
    ] {
        assert_eq!(texts(&format!("<w:p>{body}</w:p>"), ""), [expected]);
    }
}

#[test]
fn the_package_names_its_document_and_the_styles_what_they_mean() {
    let rels = "<r><Relationship Type=\"http://x/officeDocument\" Target=\"/word/document2.xml\"/></r>";
    let style = |id: &str, name: &str, set: &str| {
        format!("<w:style w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:rPr>{set}</w:rPr></w:style>")
    };
    let styles = style("berschrift2", "heading 2", "") + &style("Weg", "Weg", "<w:vanish/>");
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"berschrift2\"/></w:pPr>{}{}</w:p><w:altChunk/>",
        run("", "Ziele"),
        run("<w:rStyle w:val=\"Weg\"/>", " und 88")
    );
    let parts = [("_rels/.rels", rels), ("word/document2.xml", &body), ("word/styles.xml", &styles)];
    let document = read(&docx(&parts), Lexicon::embedded(), &Limits::default()).unwrap().1;
    assert_eq!((document.blocks[0].kind, document.blocks[0].text.as_str()), (BlockKind::Heading(2), "Ziele"));
    assert_eq!(document.message, "1 parts in other formats embedded in it are not read");
}

#[test]
fn a_table_in_a_cell_is_one_of_its_own() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let words = |text: &str| cell(&format!("<w:p>{}</w:p>", run("", text)));
    let inner = ["North|420", "South|385"]
        .map(|row| format!("<w:tr>{}</w:tr>", row.split('|').map(words).collect::<String>()))
        .concat();
    let body =
        format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", words("Costs"), cell(&format!("<w:tbl>{inner}</w:tbl><w:p/>")));
    assert_eq!(texts(&body, ""), ["Costs", "North | 420", "South | 385"]);
}

#[test]
fn merged_cells() {
    let cell = |set: &str, text: &str| format!("<w:tc><w:tcPr>{set}</w:tcPr><w:p>{}</w:p></w:tc>", run("", text));
    let (wide, first, next) = ("<w:gridSpan w:val=\"2\"/>", "<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let table = [
        cell(first, "Region") + &cell(wide, "Spending"),
        cell(next, "") + &cell("", "2021") + &cell("", "2022"),
        cell("", "North") + &cell("", "4") + &cell("", "5"),
    ];
    let rows: String = format!("<w:tr>{}</w:tr>", table.join("</w:tr><w:tr>"));
    let document = format!("<w:document><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>");
    let blocks =
        read(&docx(&[("word/document.xml", &document)]), Lexicon::embedded(), &Limits::default()).unwrap().1.blocks;
    let found: Vec<_> = blocks.iter().map(|block| (block.text.as_str(), block.cells.from[0])).collect();
    assert_eq!(found, [("Region | Spending", (0, 0)), ("| 2021 | 2022", (1, 0)), ("North | 4 | 5", (0, 0))]);
    assert_eq!(blocks[0].cells.until, 3);
}

#[test]
fn errors_say_what_is_wrong() {
    for (bytes, expected) in [
        (b"text".to_vec(), "no DOCX: "),
        (docx(&[("a.xml", "")]), "no DOCX: it holds no word/document.xml"),
        (docx(&[("word/document.xml", "<w:p></w:q>")]), "word/document.xml, byte "),
    ] {
        let error = read(&bytes, Lexicon::embedded(), &Limits::default()).err().unwrap();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let words = format!("<w:p><w:t>{}</w:t></w:p>", "five jobs ".repeat(1 << 20));
    let bomb = docx(&[("word/document.xml", &words)]);
    let told = |limits: &Limits| read(&bomb, Lexicon::embedded(), limits).err().unwrap();
    let mut limits = Limits::default();
    limits.set("ratio=20").unwrap();
    assert!(told(&limits).starts_with("a part of it unpacks to so many times its size or more: 20 "));
    limits.set("unpacked=1MiB").unwrap();
    assert_eq!(told(&limits), "it unpacks to more than 1 MiB (the limit `unpacked`)");
    limits.set("unpacked=1GiB").unwrap();
    limits.set("ratio=2000").unwrap();
    assert!(read(&bomb, Lexicon::embedded(), &limits).is_ok());
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(at: prop::sample::Index, byte: u8, cut: prop::sample::Index) {
        let mut bytes = docx(&[("word/document.xml", BODY)]);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read(&bytes, Lexicon::embedded(), &Limits::default());
        bytes.truncate(cut.index(bytes.len()));
        let _ = read(&bytes, Lexicon::embedded(), &Limits::default());
    }

    #[test]
    fn no_xml_makes_it_panic(xml in "(</?w:(p|r|t|b|tbl|tr|tc|rPr|del)/?>|[a5é ]|&amp;|&x;|<|>){0,40}") {
        let _ = read(&docx(&[("word/document.xml", &xml)]), Lexicon::embedded(), &Limits::default());
    }
}
