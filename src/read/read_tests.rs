use super::*;
use proptest::prelude::*;

#[track_caller]
fn one(name: &str, text: &str) -> Document {
    read(text.as_bytes(), Path::new(name), &ReadOptions::default()).unwrap().remove(0)
}

#[test]
fn the_document_date_and_how_it_is_known() {
    for (name, text, expected) in [
        ("2022-04-a.md", "---\ndate: 2022-09-12\n---\nSeptember 13, 2022\n\nText", "2022-09-12 front_matter"),
        ("2022-04-a.txt", "Title\n\nSeptember 13, 2022\n\nText", "2022-09-13 date_line"),
        ("2022-04-a.txt", "Title\n\nText", "2022-04 file_name"),
        ("a.txt", "Title\n\nText", ""),
    ] {
        let published = one(name, text).published;
        let found = published.map(|published| format!("{} {}", published.period, published.from)).unwrap_or_default();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn what_was_read_only_in_part_is_told() {
    for (text, expected) in [
        ("---\ndate: soon\n---\nText", "cannot read the date `soon`"),
        ("---\ncountry: Atlantis\n---\nText", "cannot read the country `Atlantis`"),
        ("---\ncountry: Chile\n---\nText", ""),
        ("---\ntitle: \"a\n---\nText", "the front matter is no YAML: "),
        ("---\ndate: 2022-09-12\n---\nText", ""),
    ] {
        let message = one("a.md", text).message;
        assert!(message.starts_with(expected) && message.is_empty() == expected.is_empty(), "{message}");
    }
}

#[test]
fn what_goes_beyond_a_limit_is_left_out_and_told() {
    let told = |name: &str, text: &str, limit: &str| {
        let mut options = ReadOptions::default();
        options.limits.set(limit).unwrap();
        let document = read(text.as_bytes(), Path::new(name), &options).unwrap().remove(0);
        let words: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
        format!("{} / {}", words.join(" "), document.message)
    };
    let rest = "than 2 (the limit `parts`): the rest is left out";
    let expected = format!("One Two / it has more lines, cells and tags {rest}");
    assert_eq!(told("a.txt", "One\n\nTwo\nThree", "parts=2"), expected);
    assert_eq!(told("a.txt", "One\nTwo\n", "parts=2"), "One Two / ");
    let text = told("a.txt", "One é\nTwo", "text=5");
    assert_eq!(text, "One / its text is longer than 5 bytes (the limit `text`): the rest is left out");
    #[cfg(feature = "html")]
    assert_eq!(
        told("a.html", "<p>One</p><p>Two", "parts=2"),
        format!("One / it has more lines, cells and tags {rest}")
    );
}

#[test]
fn errors_name_the_file() {
    for (name, bytes, expected) in [
        ("a.xyz", &b"text"[..], "a.xyz: cannot tell the format"),
        ("a.txt", b"", "a.txt: holds no text"),
        ("a.md", b"---\n---\n***\n", "a.md: holds no text"),
    ] {
        let error = read(bytes, Path::new(name), &ReadOptions::default()).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        for format in [Format::Txt, Format::Md] {
            let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
            let _ = read(&bytes, Path::new("a"), &options);
        }
    }
}

#[test]
fn a_format_whose_feature_is_off_is_named() {
    let off =
        |name: &str, feature: &str| format!("{name}: is not read by this build, which lacks the feature `{feature}`");
    for (on, name, bytes, message) in [
        (cfg!(feature = "pdf"), "a.pdf", &b"%PDF-1.7\n"[..], off("a.pdf", "pdf")),
        (cfg!(feature = "docx"), "a.docx", b"PK\x03\x04 word/document.xml", off("a.docx", "docx")),
        (cfg!(feature = "html"), "a.txt", b"<!doctype html><p>It made 5 wells.", off("a.txt", "html")),
        (
            cfg!(feature = "encodings"),
            "a.txt",
            b"It paid \xA35 million.",
            "a.txt: is not UTF-8; other encodings are read by a build with the feature `encodings`".to_owned(),
        ),
        (
            cfg!(feature = "gzip"),
            "a.txt.gz",
            b"\x1F\x8B\x08",
            "a.txt.gz: is a gzip archive; one is read by a build with the feature `gzip`".to_owned(),
        ),
    ] {
        let told = read(bytes, Path::new(name), &ReadOptions::default()).err().map(|error| error.to_string());
        assert_eq!(told.as_ref() == Some(&message), !on, "{name}: {told:?}");
    }
}
