//! What is known of a document as a whole: title, publisher, address, date and how it is known, language.

use super::front_matter::FrontMatter;
use super::{ReadOptions, date_line, language};
use crate::figure::{Block, BlockKind, Document, Period, Published, PublishedFrom};
use crate::lexicon::Lexicon;
use std::path::Path;

/// No title is longer than this, in bytes.
const LONGEST_TITLE: usize = 300;
/// How many blocks from either end a line with the date may stand.
const DATE_BLOCKS: usize = 8;

/// What the file states of itself, apart from its text.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) title: String,
    pub(super) publisher: String,
    pub(super) url: String,
    pub(super) date: String,
    pub(super) lang: String,
}

impl Stated {
    /// The front matter's keys as site generators and archives name them.
    pub(super) fn from_front_matter(front: &FrontMatter) -> Self {
        let get = |keys: &[&str]| front.get(keys).unwrap_or_default().to_owned();
        Self {
            title: get(&["title", "headline", "titulo", "título"]),
            publisher: get(&["publisher", "source", "organization", "agency", "site_name", "author"]),
            url: get(&["source_url", "url", "canonical_url", "canonical", "link", "permalink"]),
            date: get(&["date", "published", "published_time", "publication_date", "pubdate", "created", "fecha"]),
            lang: get(&["lang", "language", "locale"]),
        }
    }
}

/// Fills in what is known of `document`, whose text and blocks are read.
pub(super) fn fill(document: &mut Document, stated: &Stated, path: &Path, options: &ReadOptions, lexicon: &Lexicon) {
    document.title = if stated.title.is_empty() { first_title(&document.blocks) } else { clip(&stated.title) };
    document.publisher.clone_from(&stated.publisher);
    document.url.clone_from(&stated.url);
    document.lang = options
        .lang
        .or_else(|| language::named(&stated.lang))
        .unwrap_or_else(|| language::guess(document.blocks.iter().map(|block| block.text.as_str()), lexicon));
    document.published = published(document, stated, path, options, lexicon);
}

/// The first heading of the first level, else the first block if it is a heading, near the top.
fn first_title(blocks: &[Block]) -> String {
    let top = || blocks.iter().take(DATE_BLOCKS);
    let heading = top()
        .find(|block| block.kind == BlockKind::Heading(1))
        .or_else(|| top().find(|block| matches!(block.kind, BlockKind::Heading(_))));
    let first = blocks.first().filter(|block| block.kind == BlockKind::Paragraph && block.text.len() <= 120);
    match (heading, first) {
        (Some(heading), _) if heading.kind == BlockKind::Heading(1) => clip(&heading.text),
        (_, Some(first)) => clip(&first.text),
        (Some(heading), None) => clip(&heading.text),
        (None, None) => String::new(),
    }
}

fn clip(title: &str) -> String {
    let folded = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = folded.char_indices().map(|(at, _)| at).find(|&at| at > LONGEST_TITLE).unwrap_or(folded.len());
    folded[..end].to_owned()
}

/// The date by the most trusted source that tells one.
fn published(
    document: &Document,
    stated: &Stated,
    path: &Path,
    options: &ReadOptions,
    lexicon: &Lexicon,
) -> Option<Published> {
    use PublishedFrom::{Argument, DateLine, FileName, FrontMatter};
    let told = |period: Option<Period>, from| period.map(|period| Published { period, from });
    told(options.date.clone(), Argument)
        .or_else(|| told(stated_date(&stated.date, lexicon), FrontMatter))
        .or_else(|| told(line_with_date(&document.blocks, lexicon), DateLine))
        .or_else(|| told(path.file_stem().and_then(|stem| file_name_date(&stem.to_string_lossy())), FileName))
}

/// "2022-09-12", "2022-09-12 21:43:21-04:00", "20220912", "September 12, 2022", "D:20220912".
pub(super) fn stated_date(text: &str, lexicon: &Lexicon) -> Option<Period> {
    let text = text.trim().trim_start_matches("D:");
    let head = text.split(['T', ' ']).next().unwrap_or_default();
    let compact = || {
        let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        Period::parse(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])).ok()
    };
    // "Sat, 22 May 2021 00:45:13 +0000": a clock time ends the date.
    let day = text.find(':').and_then(|colon| text[..colon].rfind(' ')).map_or(text, |end| &text[..end]);
    Period::parse(head).ok().or_else(compact).or_else(|| date_line::parse(day, lexicon))
}

/// The date that a block near the top, or near the end, holds and nothing else.
fn line_with_date(blocks: &[Block], lexicon: &Lexicon) -> Option<Period> {
    let date = |block: &Block| date_line::parse(&block.text, lexicon);
    blocks.iter().take(DATE_BLOCKS).find_map(date).or_else(|| blocks.iter().rev().take(DATE_BLOCKS / 2).find_map(date))
}

/// The day or month at the start of, or within, a file name: "2022-04-review", "release_2021-12-13".
fn file_name_date(stem: &str) -> Option<Period> {
    let bytes = stem.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let starts = (0..bytes.len()).filter(|&at| digit(at) && (at == 0 || !digit(at - 1)) && !digit(at + 4));
    for at in starts {
        let part = |length: usize| {
            let end = at + length;
            stem.get(at..end).filter(|_| !digit(end)).map(|text| text.replace('_', "-")).filter(|text| plausible(text))
        };
        if let Some(period) = [10, 7].into_iter().filter_map(part).find_map(|text| Period::parse(&text).ok()) {
            return (!period.edtf.contains('/')).then_some(period);
        }
    }
    let compact = |at: usize| {
        let digits = stem.get(at..at + 8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        let text = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]);
        (!digit(at + 8) && plausible(&text)).then(|| Period::parse(&text).ok()).flatten()
    };
    (0..bytes.len()).filter(|&at| at == 0 || !digit(at - 1)).find_map(compact)
}

/// A year of our times and a month of the calendar, not a season's code or a number of another kind.
fn plausible(text: &str) -> bool {
    let year = text.get(..4).and_then(|year| year.parse::<u16>().ok());
    let month = text.get(5..7).and_then(|month| month.parse::<u8>().ok());
    year.is_some_and(|year| (1900..2200).contains(&year)) && month.is_some_and(|month| (1..=12).contains(&month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_file_names() {
        for (stem, expected) in [
            ("2022-04-hled-mid-year-review", "2022-04"),
            ("2021-12-13-commitments", "2021-12-13"),
            ("release_2021_12_13", "2021-12-13"),
            ("20211213-release", "2021-12-13"),
            ("wh-2022-06-10-la", "2022-06-10"),
            ("report-2022", ""),
            ("2022-23-budget", ""),
            ("12345-06-07", ""),
            ("2022-13-01", ""),
            ("é2022-04", "2022-04"),
            ("", ""),
        ] {
            let found = file_name_date(stem).map(|period| period.edtf).unwrap_or_default();
            assert_eq!(found, expected, "{stem}");
        }
    }

    #[test]
    fn dates_as_stated() {
        for (text, expected) in [
            ("2022-09-12 21:43:21-04:00", "2022-09-12"),
            ("2022-09-12T21:43:21Z", "2022-09-12"),
            ("Sat, 22 May 2021 00:45:13 +0000", "2021-05-22"),
            ("D:20220912214321", "2022-09-12"),
            ("September 12, 2022", "2022-09-12"),
            ("2022", "2022"),
            ("soon", ""),
            ("", ""),
        ] {
            let found = stated_date(text, Lexicon::embedded()).map(|period| period.edtf).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
    }
}
