//! Samples of every format, damaged some thousand ways: no panic, bounded time, every figure's words at its offsets,
//! and the sound files beside them read as ever. What fuzzing found is read again too.

use quantifact::lexicon::Lexicon;
use quantifact::read::{Format, ReadOptions, read};
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Ways that each sample is damaged.
const WAYS: u64 = 1000;

/// No damaged sample takes longer, also where the program is built to be debugged and the machine is busy.
const LONGEST: Duration = Duration::from_secs(10);

const TEXT: &str = "---\ntitle: A plan\ndate: 2023-05-06\n---\n# Jobs\n\nThe agency made **more than\n90,000** jobs in \
    2021, and gave $3.4 billion (US$5–$10 million a year).\n\n- 40% of 12,000 farmers\n\n| State | Homes |\n|---|---|\n\
    | Ohio | 510 |\n";

const PAGE: &str = "<!doctype html><html><head><meta charset=utf-8><title>A plan</title></head><body><h1>Jobs</h1>\
    <p>The agency made <b>90,000</b> jobs &amp; gave $3.4&nbsp;billion.</p><table><tr><th>State<th>Homes<tr><td \
    colspan=2>Ohio<td>510</table></body></html>";

fn samples() -> Vec<(Format, Vec<u8>)> {
    let jsonl = "{\"id\":\"a\",\"text\":\"It made 500 jobs.\",\"date\":\"2022-09-12\"}\n{\"id\":7,\"text\":\"$5\"}\n";
    let csv = "id,text,date\na,\"It made 500 jobs, at \"\"home\"\".\",2022\nb,It cost $5.,\n";
    vec![
        (Format::Txt, TEXT.into()),
        (Format::Md, TEXT.into()),
        (Format::Html, PAGE.into()),
        (Format::Pdf, pdf()),
        (Format::Docx, docx()),
        (Format::Jsonl, jsonl.into()),
        (Format::Csv, csv.into()),
    ]
}

fn docx() -> Vec<u8> {
    let body = "<w:document xmlns:w=\"x\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Jobs\
        </w:t></w:r></w:p><w:p><w:r><w:t>It made 500 jobs &amp; gave $3.4 billion.</w:t></w:r></w:p><w:tbl><w:tr><w:tc>\
        <w:p><w:r><w:t>Ohio</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // Stored parts let damage reach the words, packed ones the unpacking.
    for (name, method) in
        [("word/document.xml", zip::CompressionMethod::Stored), ("docProps/core.xml", zip::CompressionMethod::Deflated)]
    {
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        archive.start_file(name, options).unwrap();
        archive.write_all(body.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn pdf() -> Vec<u8> {
    let draw =
        "BT /F1 12 Tf 72 700 Td (It made 500 jobs in 2021.) Tj 0 -20 Td [(It gave) -250 (\\$3.4 billion.)] TJ ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{draw}\nendstream", draw.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let (mut out, mut offsets) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for (number, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", number + 1).unwrap();
    }
    let start = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for offset in offsets {
        writeln!(out, "{offset:010} 00000 n ").unwrap();
    }
    let size = objects.len() + 1;
    write!(out, "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").unwrap();
    out
}

/// Small numbers without a pattern, the same in every run (Knuth's 64-bit linear congruence).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// Words that most often lead a reader astray.
const HOSTILE: &[&[u8]] = &[
    b"\0",
    b"\xFF\xFE",
    b"\xF0\x9F",
    b"<",
    b">",
    b"<table>",
    b"</",
    b"&#x;",
    b"\"",
    b"\n---\n",
    b"9999999999999999999999",
    b"-1",
    b"$",
    b"e308",
    b"[[",
    b"((",
    b"/Length 99999",
    b"0 0 R",
    b"stream\n",
    b"<<",
    b"\\",
    b"{",
    b"\x1b[31m",
    b"|",
];

fn damaged(sound: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for _ in 0..=dice.below(3) {
        let (from, length) = (dice.below(bytes.len() + 1), dice.below(40));
        let to = bytes.len().min(from + length);
        match dice.below(6) {
            0 => bytes.truncate(from),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let piece = bytes[from..to].repeat(1 + dice.below(30));
                bytes.splice(from..from, piece);
            }
            3 if from < bytes.len() => bytes[from] = dice.below(256) as u8,
            4 if from < bytes.len() => bytes[from] ^= 1 << dice.below(8),
            _ => drop(bytes.splice(from..from, HOSTILE[dice.below(HOSTILE.len())].iter().copied())),
        }
    }
    bytes
}

fn look(bytes: &[u8], format: Format, what: &str) {
    let options = ReadOptions::default().with_format(format);
    let start = Instant::now();
    for document in read(bytes, Path::new("damaged"), &options).unwrap_or_default() {
        for figure in quantifact::extract::document(&document, Lexicon::embedded()) {
            assert_eq!(figure.span.of(&document.text), figure.exact, "{what}");
        }
    }
    assert!(start.elapsed() < LONGEST, "{what} took {:?}", start.elapsed());
}

#[test]
fn damage_is_no_panic_and_takes_no_time() {
    for (format, sound) in samples() {
        let options = ReadOptions::default().with_format(format);
        let documents = read(&sound, Path::new("sound"), &options).unwrap();
        let found: usize =
            documents.iter().map(|it| quantifact::extract::document(it, Lexicon::embedded()).len()).sum();
        assert!(found > 1, "{} reads", format.as_str());
        for way in 0..WAYS {
            look(&damaged(&sound, &mut Dice(way)), format, &format!("{} damaged in way {way}", format.as_str()));
        }
    }
}

#[test]
fn sound_neighbours_are_read_as_ever() {
    let folder = tempfile::tempdir().unwrap();
    let rows = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quantifact"));
        let done = command.args(["extract", "."]).current_dir(folder.path()).output().unwrap();
        let text = String::from_utf8(done.stdout).unwrap();
        text.lines().filter(|line| line.contains(",sound,")).map(str::to_owned).collect::<Vec<_>>()
    };
    std::fs::write(folder.path().join("sound.md"), TEXT).unwrap();
    let alone = rows();
    assert!(alone.len() > 3);
    for (format, sound) in samples() {
        for way in 0..20 {
            let name = format!("damaged-{way}.{}", format.as_str());
            std::fs::write(folder.path().join(name), damaged(&sound, &mut Dice(way))).unwrap();
        }
    }
    assert_eq!(rows(), alone);
}

#[test]
fn what_fuzzing_found_is_read() {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/found");
    for target in std::fs::read_dir(found).into_iter().flatten().flatten() {
        for file in std::fs::read_dir(target.path()).unwrap() {
            let path = file.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            for (format, _) in samples() {
                look(&bytes, format, &path.display().to_string());
            }
        }
    }
}
