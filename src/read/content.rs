//! What a file is by its first bytes, whatever its name says: a PDF called `.txt` is read as a PDF, a picture not at all.

use super::Format;
use memchr::memmem;

/// The most bytes that are looked at for how a page of HTML begins.
const HEAD: usize = 2048;

/// How files of other kinds begin, and what they are.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x1F\x8B", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive; unpack it first (zstd -d)"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"\x7FELF", "a program"),
    (b"\xCF\xFA\xED\xFE", "a program"),
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xFF\xD8\xFF", "a picture (JPEG)"),
    (b"GIF87a", "a picture (GIF)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"RIFF", "a picture or a recording (RIFF)"),
    (b"OggS", "a recording (Ogg)"),
    (b"ID3", "a recording (MP3)"),
    (b"SQLite format 3\0", "a database (SQLite)"),
    (b"PAR1", "a table (Parquet)"),
    (b"%!PS", "a PostScript file; make a PDF of it"),
    (b"{\\rtf", "a Rich Text file; save it as .docx"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a file of an old Office program; save it as .docx"),
];

/// The format to read `bytes` as, of which `told` is the name's or the caller's.
///
/// # Errors
/// Says what the file is where it is none that can be read.
pub(super) fn format(bytes: &[u8], told: Option<Format>) -> Result<Option<Format>, String> {
    if bytes.starts_with(b"%PDF-") {
        return Ok(Some(Format::Pdf));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        // The names of an archive's parts stand in it as they are.
        let word = told == Some(Format::Docx) || memmem::find(bytes, b"word/document.xml").is_some();
        return if word { Ok(Some(Format::Docx)) } else { Err("is a ZIP archive and no DOCX".to_owned()) };
    }
    if matches!(told, Some(Format::Arrow | Format::Parquet)) {
        return Ok(told);
    }
    // Marks that are letters must not be taken from a text: what follows them is none.
    let is = |mark: &[u8]| bytes.starts_with(mark) && (!mark.is_ascii() || !has_letters(mark) || holds_zeros(bytes));
    if let Some((_, what)) = SIGNATURES.iter().find(|(mark, _)| is(mark)) {
        return Err(format!("is {what}"));
    }
    match told {
        Some(Format::Txt | Format::Md) | None if is_page(bytes) => Ok(Some(Format::Html)),
        Some(Format::Pdf | Format::Docx) if is_page(bytes) => {
            Err("is a web page, whatever its name says; read it as html".to_owned())
        }
        told => Ok(told),
    }
}

/// Whether a mark is made of letters that a text may begin with, too.
fn has_letters(mark: &[u8]) -> bool {
    mark.iter().all(u8::is_ascii_alphanumeric)
}

fn holds_zeros(bytes: &[u8]) -> bool {
    memchr::memchr(0, bytes.get(..HEAD).unwrap_or(bytes)).is_some()
}

/// Whether a page of HTML begins here, in any encoding: zeros and marks of order are passed over.
fn is_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head: Vec<u8> = head.iter().filter(|byte| byte.is_ascii() && **byte != 0).map(u8::to_ascii_lowercase).collect();
    let head = head.trim_ascii_start();
    let declared = head.starts_with(b"<?xml") && memmem::find(head, b"<html").is_some();
    declared || head.starts_with(b"<!doctype html") || head.starts_with(b"<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_by_its_bytes() {
        use Format::{Docx, Html, Md, Pdf, Txt};
        for (bytes, told, expected) in [
            (&b"%PDF-1.7\n"[..], Some(Txt), Ok(Some(Pdf))),
            (b"%PDF-1.7\n", None, Ok(Some(Pdf))),
            (b"PK\x03\x04.... word/document.xml", Some(Md), Ok(Some(Docx))),
            (b"PK\x03\x04.... xl/workbook.xml", Some(Txt), Err("is a ZIP archive and no DOCX")),
            (b"\n<!DOCTYPE html><p>5", Some(Txt), Ok(Some(Html))),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", Some(Md), Ok(Some(Html))),
            (b"<html><p>5", Some(Pdf), Err("is a web page, whatever its name says; read it as html")),
            (b"<div>Words</div>", Some(Md), Ok(Some(Md))),
            (b"\x1F\x8B\x08", Some(Md), Err("is a gzip archive")),
            (b"\x89PNG\r\n\x1A\n", Some(Txt), Err("is a picture (PNG)")),
            (b"\x7FELF\x02", Some(Txt), Err("is a program")),
            (b"{\\rtf1 words", Some(Txt), Err("is a Rich Text file; save it as .docx")),
            (b"RIFF raff built 5 wells.", Some(Txt), Ok(Some(Txt))),
            (b"BZh means nothing.", Some(Txt), Ok(Some(Txt))),
            (b"PK means nothing.", Some(Txt), Ok(Some(Txt))),
            (b"words", None, Ok(None)),
        ] {
            assert_eq!(format(bytes, told), expected.map_err(str::to_owned), "{bytes:?}");
        }
    }
}
