//! Files made by hand, from a page's operators up.

use super::*;
use crate::figure::BlockKind;
use proptest::prelude::*;
use std::fmt::Write as _;

/// A file of numbered objects, the first of which is the catalog.
fn file(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.5\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(file, "trailer\n<</Size {}/Root 1 0 R/Info 3 0 R>>\nstartxref\n{start}\n%%EOF\n", places.len() + 1);
    file.chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect()
}

fn stream(dictionary: &str, content: &str) -> String {
    format!("<<{dictionary}/Length {}>>stream\n{content}\nendstream", content.chars().count())
}

/// A file with a page for each content; object 4 is a form, object 5 a font whose entries are given.
fn file_of(pages: &[&str], form: &str, font: &str) -> Vec<u8> {
    let kids: Vec<_> = (0..pages.len()).map(|index| format!("{} 0 R", 6 + 2 * index)).collect();
    let kids = kids.join(" ");
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R/Lang(en)>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()),
        "<</CreationDate(D:20220912)/Title(A plan)>>".to_owned(),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]", form),
        format!("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding{font}>>"),
    ];
    for (index, content) in pages.iter().enumerate() {
        let content_at = 7 + 2 * index;
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {content_at} 0 R\
             /Resources<</Font<</F1 5 0 R>>/XObject<</X1 4 0 R>>>>>>"
        ));
        objects.push(stream("", content));
    }
    file(&objects)
}

fn pdf(pages: &[&str]) -> Vec<u8> {
    file_of(pages, "", "")
}

/// Operators that set each text at its place, in 10 points.
fn set(texts: &[(i32, i32, &str)]) -> String {
    texts.iter().fold(String::new(), |mut content, (x, y, text)| {
        let _ = write!(content, "BT /F1 10 Tf {x} {y} Td ({text}) Tj ET ");
        content
    })
}

#[track_caller]
fn document(bytes: &[u8]) -> Document {
    read(bytes, Lexicon::embedded(), &Limits::default()).unwrap().1
}

#[track_caller]
fn texts(pages: &[&str]) -> Vec<String> {
    document(&pdf(pages)).blocks.into_iter().map(|block| block.text).collect()
}

const FIRST: &str = "BT /F1 12 Tf 50 700 Td (The two agreed to pay $5 million) Tj 0 -14 Td (for the govern-) Tj 0 -14 Td (ment to build.) Tj /F1 7 Tf 73 5 Td (2) Tj /F1 4 Tf -73 -102 Td (2 ) Tj /F1 7 Tf 5 -3 Td (Ministry of Finance.) Tj ET";
const SECOND: &str = "BT /F1 12 Tf 50 700 Td (Page two.) Tj ET";

#[test]
fn pages_are_read_in_lines() {
    let (stated, document) = read(&pdf(&[FIRST, SECOND]), Lexicon::embedded(), &Limits::default()).unwrap();
    let texts: Vec<_> = document.blocks.iter().map(|block| block.text.as_str()).collect();
    let first = "The two agreed to pay $5 million for the government to build.";
    assert_eq!(texts, [first, "Ministry of Finance.", "Page two."]);
    assert_eq!(document.pages.len(), 2);
    assert_eq!(&document.text[document.pages[1]..], "Page two.");
    assert_eq!((stated.made.as_str(), stated.title.as_str(), stated.lang.as_str()), ("D:20220912", "A plan", "en"));
}

#[test]
fn words_stand_where_their_block_says() {
    let document = document(&pdf(&[FIRST, SECOND]));
    let block = &document.blocks[0];
    let at = block.text.find("$5 million").unwrap();
    let span = block.map.source_span(crate::span::Span::new(at, at + 10));
    assert_eq!(span.of(&document.text), "$5 million");
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = ["The fund gave $4 million in all", "to farms of the northern hills", "in the summer of 2021."];
    let right = ["A grant of $2 million paid for", "nurses and clinics in the towns", "of the south in 2022."];
    let rows = |lift| {
        let column =
            |x, lift, lines: [&'static str; 3]| (0..).zip(lines).map(move |(n, line)| (x, 700 - 12 * n + lift, line));
        let lines: Vec<_> = column(50, 0, left).chain(column(320, lift, right)).collect();
        set(&lines)
    };
    for lift in [0, 5, 12] {
        assert_eq!(texts(&[&rows(lift)]), [left.join(" "), right.join(" ")], "{lift}");
    }
}

#[test]
fn tables_are_read_row_by_row() {
    let content = set(&[
        (50, 720, "Grants of the year"),
        (50, 700, "Region"),
        (205, 700, "2021"),
        (300, 700, "2022"),
        (50, 686, "North"),
        (200, 686, "1,234"),
        (295, 686, "1,300"),
        (50, 672, "Far south and"),
        (50, 661, "the islands"),
        (200, 672, "987"),
        (295, 672, "990"),
        (50, 640, "The table ends here."),
    ]);
    let document = document(&pdf(&[&content]));
    let rows: Vec<_> = document.blocks.iter().filter(|block| block.kind == BlockKind::TableRow).collect();
    let texts: Vec<_> = rows.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(texts, ["Region | 2021 | 2022", "North | 1,234 | 1,300", "Far south and the islands | 987 | 990"]);
    assert!(rows[1..].iter().all(|row| row.lead_in == Some(1)));
    assert_eq!(document.blocks.last().unwrap().text, "The table ends here.");
}

#[test]
fn heads_over_heads_are_one() {
    let content = set(&[
        (240, 700, "Households"),
        (50, 694, "Region"),
        (205, 688, "2021"),
        (300, 688, "2022"),
        (50, 674, "North"),
        (200, 674, "1,234"),
        (295, 674, "1,300"),
    ]);
    assert_eq!(texts(&[&content]), ["Region | Households 2021 | Households 2022", "North | 1,234 | 1,300"]);
}

#[test]
fn a_list_is_no_table() {
    let content = set(&[(50, 700, "1."), (90, 700, "Wells"), (50, 686, "2."), (90, 686, "Pumps")]);
    assert_eq!(texts(&[&content]), ["Wells", "Pumps"]);
}

#[test]
fn furniture_parts_no_sentence() {
    let page =
        |number: &str, text: &'static str| set(&[(50, 760, "Fact sheet 2022"), (50, 700, text), (50, 40, number)]);
    let pages = [
        page("Page 1 of 2", "The ministry spent a further $3.5 million on the new books for"),
        page("Page 2 of 2", "schools, and it hired 300 teachers."),
    ];
    let texts = texts(&[&pages[0], &pages[1]]);
    let sentence = "The ministry spent a further $3.5 million on the new books for schools, and it hired 300 teachers.";
    assert_eq!(texts, ["Fact sheet 2022", sentence]);
}

#[test]
fn notes_at_the_foot_part_no_sentence() {
    let first =
        set(&[(50, 700, "It ends here."), (50, 670, "The ministry spent a further $3.5 million on the books for")])
            + "BT /F1 7 Tf 50 60 Td (Year on year.) Tj ET";
    let second = set(&[(50, 700, "schools, and it hired 300 teachers.")]);
    let sentence = "The ministry spent a further $3.5 million on the books for schools, and it hired 300 teachers.";
    assert_eq!(texts(&[&first, &second]), ["It ends here.", "Year on year.", sentence]);
}

#[test]
fn a_page_full_of_scattered_letters_takes_no_time() {
    let scattered = (0u32..20_000).fold(String::new(), |mut content, n| {
        let (x, y) = (n.wrapping_mul(7919) % 590, n.wrapping_mul(104_729) % 790);
        let _ = write!(content, "1 0 0 1 {x} {y} Tm (.) Tj ");
        content
    });
    let start = std::time::Instant::now();
    let _ = read(&pdf(&[&format!("BT /F1 1 Tf {scattered} ET")]), Lexicon::embedded(), &Limits::default());
    assert!(start.elapsed() < std::time::Duration::from_secs(9));
}

#[test]
fn raised_digits_are_powers_or_marks() {
    let content = "BT /F1 11 Tf 50 700 Td (The $320) Tj 5 Ts /F1 9 Tf (1) Tj 0 Ts /F1 11 Tf ( million bought 350 km) Tj \
        4 Ts /F1 9 Tf (2) Tj 0 Ts /F1 11 Tf ( of land.) Tj ET BT /F1 8 Tf 50 60 Td (1 Estimate of the office.) Tj ET";
    assert_eq!(texts(&[content]), ["The $320 million bought 350 km² of land.", "Estimate of the office."]);
}

#[test]
fn letters_are_joined_to_words() {
    let letters = [("2", 83.35), ("i", 61.12), ("p", 50.0), ("d", 63.34), ("$", 72.23), ("1", 77.79), ("a", 55.56)];
    let apart = letters.into_iter().fold(String::new(), |mut content, (char, x)| {
        let _ = write!(content, "BT /F1 10 Tf {x} 700 Td ({char}) Tj ET ");
        content
    });
    let twice = set(&[(50, 700, "All 230 hills")]) + &set(&[(50, 700, "All 230 hills")]).replace("50 700", "50.4 700");
    for (content, expected) in [
        (apart.as_str(), "paid $12"),
        (twice.as_str(), "All 230 hills"),
        ("BT /F1 10 Tf 50 700 Td [(The) -300 (fund) -300 (pa) 20 (id)] TJ ET", "The fund paid"),
        ("0 1 -1 0 0 0 cm BT /F1 10 Tf 50 -300 Td (It stands upright.) Tj ET", "It stands upright."),
        ("/Span <</ActualText(first)>> BDC BT /F1 10 Tf 50 700 Td (fi-rst) Tj ET EMC", "first"),
    ] {
        assert_eq!(texts(&[content]), [expected]);
    }
}

#[test]
fn a_break_with_a_soft_hyphen_is_mended() {
    let content = set(&[(50, 700, "They reached 12,500 benefi\\255"), (50, 688, "ciaries of the plan.")]);
    assert_eq!(texts(&[&content]), ["They reached 12,500 beneficiaries of the plan."]);
}

#[test]
fn a_form_is_drawn_but_not_within_itself() {
    let words = "BT /F1 10 Tf 50 700 Td (Drawn once.) Tj ET";
    assert_eq!(document(&file_of(&["/X1 Do"], words, "")).text, "Drawn once.");
    let looped = document(&file_of(&["/X1 Do"], &format!("{words} /X1\tDo"), ""));
    assert_eq!((looped.text.as_str(), looped.message.as_str()), ("Drawn once.", "page 1 draws a form within itself"));
}

#[test]
fn small_damage_is_mended() {
    let sound = pdf(&[SECOND]);
    let text = String::from_utf8(sound.clone()).unwrap();
    let cut = text[..text.find("startxref").unwrap()].to_owned();
    let junk = format!("{text}{}", "<!-- served -->".repeat(60));
    let moved = text.replace("startxref\n", "startxref\n1");
    for damaged in [cut, junk, moved, text.replace('\n', "\r\n"), format!("HTTP/1.1 200 OK\n\n{text}")] {
        let document = document(damaged.as_bytes());
        assert_eq!((document.text.as_str(), document.message.as_str()), ("Page two.", ""));
    }
}

/// A file with one page whose packed content is given.
fn packed(content: &[u8], filter: &str) -> Vec<u8> {
    let content: String = content.iter().map(|&byte| char::from(byte)).collect();
    file(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[4 0 R]/Count 1>>".to_owned(),
        "<<>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 6 0 R>>>>>>".to_owned(),
        stream(&format!("/Filter/{filter}"), &content),
        "<</Type/Font/Subtype/Type1/BaseFont/Courier>>".to_owned(),
    ])
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn damaged_content_is_told_of() {
    let lines: Vec<_> = (0..40)
        .map(|n| (50, 750 - 12 * n, ["One paid $5.", "Two paid $7.", "All of it went."][n as usize % 3]))
        .collect();
    let whole = deflate(set(&lines).as_bytes());
    let read = document(&packed(&whole, "FlateDecode"));
    assert_eq!(read.message, "");
    let cut = document(&packed(&whole[..whole.len() / 2], "FlateDecode"));
    assert_eq!(cut.message, "page 1 is cut off");
    assert!(!cut.text.is_empty() && cut.text.len() < read.text.len());
}

#[test]
fn what_swells_is_refused() {
    let bomb = deflate(&b"q ".repeat(3 << 20));
    for (bytes, expected) in [
        (packed(&bomb, "FlateDecode"), "page 1 unpacks to more than 64 MB or 250 times its size"),
        (pdf(&[&"/X1 Do ".repeat(6000)]), "page 1 holds more than 5000 drawn forms on a page"),
        (pdf(&["BT /None 1 Tf (a) Tj ET"]), "the fonts do not tell the letters of 1 of 1 characters"),
        (b"text".to_vec(), "no readable PDF: it holds no pages"),
    ] {
        assert_eq!(read(&bytes, Lexicon::embedded(), &Limits::default()).err().unwrap(), expected);
    }
}

#[test]
fn a_font_without_end_is_left_out() {
    for font in ["/FirstChar 4000000000/LastChar 4000000001/Widths[1]", "/W[0 4294967295 500]"] {
        let read = read(&file_of(&[SECOND], "", font), Lexicon::embedded(), &Limits::default());
        assert!(read.err().unwrap().starts_with("the fonts do not tell"));
    }
}

proptest! {
    #[test]
    fn no_damage_makes_it_panic(at: prop::sample::Index, byte: u8, cut: prop::sample::Index) {
        let mut bytes = pdf(&[FIRST, SECOND]);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read(&bytes, Lexicon::embedded(), &Limits::default());
        bytes.truncate(cut.index(bytes.len()));
        let _ = read(&bytes, Lexicon::embedded(), &Limits::default());
    }
}

/// What the one page shows that is made of these operators and objects from number 8 on; `page` and `catalog` are
/// further entries of both.
#[track_caller]
fn shown(content: &str, page: &str, catalog: &str, objects: &[String]) -> String {
    let mut all = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        "<</Type/Pages/Kids[6 0 R]/Count 1>>".to_owned(),
        "<<>>".to_owned(),
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "x"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 7 0 R{page}\
             /Resources<</Font<</F1 5 0 R>>/XObject<</X1 4 0 R>>/Properties<</L 8 0 R>>>>>>"
        ),
        stream("", content),
    ];
    all.extend_from_slice(objects);
    match read(&file(&all), Lexicon::embedded(), &Limits::default()) {
        Ok((_, document)) => document.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" / "),
        Err(problem) => problem,
    }
}

#[test]
fn what_cannot_be_seen_is_left_out() {
    let seen = |content: &str| shown(content, "", "", &[]);
    let kept = set(&[(50, 700, "It built 7 homes in the north.")]);
    let more = set(&[(50, 600, "It has 9 roads.")]);
    let both = "It built 7 homes in the north. / It has 9 roads.";
    for (content, expected) in [
        (format!("{kept} 3 Tr {more}"), "It built 7 homes in the north."),
        (format!("3 Tr {kept} {more}"), both),
        (format!("{kept} 1 1 1 rg {more}"), "It built 7 homes in the north."),
        (format!("{kept} 0 0 0.5 rg 0 590 600 30 re f 1 g {more}"), both),
        (format!("{kept} {}", set(&[(50, 900, "It has 9 roads.")])), "It built 7 homes in the north."),
        ("q 600 0 0 800 0 0 cm /X1 Do Q".to_owned(), "page 1 is a picture without text"),
    ] {
        assert_eq!(seen(&content), expected, "{content}");
    }
}

#[test]
fn hidden_layers_are_left_out() {
    let content = format!("{} /OC /L BDC {} EMC", set(&[(50, 700, "A road.")]), set(&[(50, 600, "A plan.")]));
    let layer = ["<</Type/OCG/Name(Plan)>>".to_owned()];
    for (state, expected) in
        [("/D<</OFF[8 0 R]>>", "A road."), ("/D<</BaseState/OFF>>", "A road."), ("/D<<>>", "A road. / A plan.")]
    {
        let catalog = format!("/OCProperties<</OCGs[8 0 R]{state}>>");
        assert_eq!(shown(&content, "", &catalog, &layer), expected, "{state}");
    }
}

#[test]
fn filled_fields_and_notes_on_a_page_are_read() {
    let look = stream("/Type/XObject/Subtype/Form/BBox[0 0 100 20]", "BT /F1 10 Tf 2 5 Td (1,480) Tj ET");
    let field = |flags: u8| format!("<</Subtype/Widget/Rect[200 695 300 715]/F {flags}/AP<</N 9 0 R>>>>");
    let content = set(&[(50, 700, "Number of people:")]);
    for (flags, expected) in [(4, "Number of people: 1,480"), (2, "Number of people:")] {
        let objects = [field(flags), look.clone()];
        assert_eq!(shown(&content, "/Annots[8 0 R]", "", &objects), expected);
    }
}
