//! What is known of a document as a whole: title, publisher, address, date and how it is known, language.

use super::front_matter::FrontMatter;
use super::inline::is_invisible;
use super::{ReadOptions, date_line, language};
use crate::figure::{Block, BlockKind, Document, Period, Published, PublishedFrom};
use crate::lexicon::Lexicon;
use std::path::Path;

/// No title is longer than this, in bytes.
const LONGEST_TITLE: usize = 300;
/// So many words behind one that looks ahead a year may still be its own.
const LOOKS_AHEAD: usize = 12;
/// So many words behind a year are asked whether they look ahead.
const WORDS_BEHIND: usize = 6;
/// How many blocks from either end a line with the date may stand.
const DATE_BLOCKS: usize = 8;

/// What the file states of itself, apart from its text.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) title: String,
    pub(super) publisher: String,
    pub(super) url: String,
    pub(super) date: String,
    /// When the file itself was made.
    pub(super) made: String,
    pub(super) lang: String,
    pub(super) country: String,
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
            made: String::new(),
            lang: get(&["lang", "language", "locale"]),
            country: get(&["country", "pais", "país"]),
        }
    }
}

/// Fills in what is known of `document`, whose text and blocks are read.
pub(super) fn fill(document: &mut Document, stated: &Stated, path: &Path, options: &ReadOptions, lexicon: &Lexicon) {
    document.title = if stated.title.is_empty() { first_title(&document.blocks) } else { clip(&stated.title) };
    document.publisher.clone_from(&stated.publisher);
    document.url.clone_from(&stated.url);
    document.lang = options.lang.unwrap_or_else(|| {
        let guess = language::guess(document.blocks.iter().map(|block| block.text.as_str()), lexicon);
        document.foreign = guess.foreign;
        language::named(&stated.lang).unwrap_or(guess.lang)
    });
    document.published = published(document, stated, path, options, lexicon);
    let named = lexicon.places.country(&stated.country);
    let unread = [
        ("the date", &stated.date, stated_date(&stated.date, lexicon).is_some()),
        ("the country", &stated.country, named.is_some()),
    ];
    for (what, told, _) in unread.into_iter().filter(|(_, told, read)| !told.is_empty() && !read) {
        let problem = format!("cannot read {what} `{}`", clip(told));
        let known = std::mem::take(&mut document.message);
        document.message = if known.is_empty() { problem } else { format!("{known}; {problem}") };
    }
    let told = options.country.clone().or_else(|| named.map(str::to_owned));
    document.country = told.unwrap_or_else(|| country(document, lexicon));
}

/// The country whose body publishes at this address, or is named as publisher or in a line near the top.
fn country(document: &Document, lexicon: &Lexicon) -> String {
    let words = &lexicon.document;
    let host = document.url.split("//").nth(1).and_then(|rest| rest.split(['/', ':', '?']).next()).unwrap_or_default();
    let host = host.to_lowercase();
    let ends = host.match_indices('.').filter_map(|(at, _)| host.get(at + 1..)).chain([host.as_str()]);
    let of_host =
        || ends.filter_map(|end| words.hosts.get(end).map(|code| (end.len(), code))).max().map(|(_, code)| code);
    let of_issuer = |name: &str| words.issuers.get(&name.to_lowercase());
    let near_top = || document.blocks.iter().take(DATE_BLOCKS).find_map(|block| of_issuer(&block.text));
    of_host().or_else(|| of_issuer(&document.publisher)).or_else(near_top).cloned().unwrap_or_default()
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
    let shown: String = title.chars().filter(|&char| !is_invisible(char)).collect();
    let folded = shown.split_whitespace().collect::<Vec<_>>().join(" ");
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
    use PublishedFrom::{Argument, DateLine, FileName, FileProperties, FrontMatter, Inferred};
    let told = |period: Option<Period>, from| period.map(|period| Published { period, from });
    told(options.date.clone(), Argument)
        .or_else(|| told(stated_date(&stated.date, lexicon), FrontMatter))
        .or_else(|| told(line_with_date(&document.blocks, lexicon), DateLine))
        .or_else(|| told(path.file_stem().and_then(|stem| file_name_date(&stem.to_string_lossy(), lexicon)), FileName))
        .or_else(|| told(stated_date(&stated.made, lexicon), FileProperties))
        .or_else(|| told(latest_year(&document.blocks, lexicon), Inferred))
}

/// The latest year that stands with its month ("on April 19, 2024", "en mayo de 2022") and is not said to lie ahead.
fn latest_year(blocks: &[Block], lexicon: &Lexicon) -> Option<Period> {
    blocks.iter().filter_map(|block| latest_year_of(&block.text, lexicon)).max().and_then(Period::year)
}

fn latest_year_of(text: &str, lexicon: &Lexicon) -> Option<i16> {
    // The words since the last month, since the last word that looks ahead, and since one that leads to a span's end.
    let (mut since_month, mut since_future, mut since_to) = (usize::MAX, usize::MAX, usize::MAX);
    let (mut latest, mut pending): (Option<i16>, Option<(i16, usize)>) = (None, None);
    for word in text.split(' ') {
        let bare = word.trim_matches(|char: char| !char.is_alphanumeric());
        let month = date_line::month_of(bare, lexicon);
        let future = lexicon.document.future.contains(&bare.to_lowercase());
        // A year counts once the words behind it do not look ahead either.
        pending = match pending {
            Some(_) if future => None,
            Some((year, 0)) => {
                latest = latest.max(Some(year));
                None
            }
            pending => pending.map(|(year, left)| (year, left - 1)),
        };
        let year = bare.parse::<i16>().ok().filter(|year| bare.len() == 4 && (1950..2200).contains(year));
        if let Some(year) = year.filter(|_| since_month <= 2 && since_future > LOOKS_AHEAD && since_to > 4) {
            latest = latest.max(pending.map(|(year, _)| year));
            pending = Some((year, WORDS_BEHIND));
        }
        let ends = word.ends_with(';') || word.ends_with('.') && bare.len() > 3;
        if ends && let Some((year, _)) = pending.take() {
            latest = latest.max(Some(year));
        }
        let to = matches!(bare, "to" | "a" | "al" | "through") || matches!(word, "-" | "–" | "—");
        since_month = if month.is_some() { 0 } else { since_month.saturating_add(1) };
        since_future = match (future, ends) {
            (_, true) => usize::MAX,
            (true, _) => 0,
            _ => since_future.saturating_add(1),
        };
        since_to = if to { 0 } else { since_to.saturating_add(1) };
    }
    latest.max(pending.map(|(year, _)| year))
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

/// The date that a block near the top, or near the end, holds and nothing else, or with which one near the top opens.
fn line_with_date(blocks: &[Block], lexicon: &Lexicon) -> Option<Period> {
    let date = |block: &Block| date_line::parse(&block.text, lexicon);
    let top = || blocks.iter().take(DATE_BLOCKS);
    let opening = |block: &Block| date_line::dateline(&block.text, lexicon);
    top()
        .find_map(date)
        .or_else(|| top().find_map(opening))
        .or_else(|| top().find_map(|block| date_line::in_part(&block.text, lexicon)))
        .or_else(|| blocks.iter().rev().take(DATE_BLOCKS / 2).find_map(date))
}

/// The day or month at the start of, or within, a file name: "2022-04-review", "release_2021-12-13".
fn file_name_date(stem: &str, lexicon: &Lexicon) -> Option<Period> {
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
    if let Some(period) = worded_date(stem, lexicon) {
        return Some(period);
    }
    let compact = |at: usize| {
        let digits = stem.get(at..at + 8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        let text = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]);
        (!digit(at + 8) && plausible(&text)).then(|| Period::parse(&text).ok()).flatten()
    };
    (0..bytes.len()).filter(|&at| at == 0 || !digit(at - 1)).find_map(compact)
}

/// "release-22Sep2004", "Sep-22-2004", "2004 Sep 22": a day whose month is in letters.
fn worded_date(stem: &str, lexicon: &Lexicon) -> Option<Period> {
    let mut runs: Vec<&str> = Vec::new();
    let mut rest = stem;
    while let Some(first) = rest.chars().next() {
        let same =
            |c: char| c.is_ascii_digit() == first.is_ascii_digit() && c.is_alphanumeric() == first.is_alphanumeric();
        let length = rest.find(|c| !same(c)).unwrap_or(rest.len());
        runs.extend(rest.get(..length).filter(|_| first.is_alphanumeric()));
        rest = rest.get(length..).unwrap_or_default();
    }
    let number = |run: &str, length: std::ops::RangeInclusive<usize>| {
        (length.contains(&run.len()) && run.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| run.parse::<i16>().ok())?
    };
    runs.windows(3).find_map(|window| {
        let &[one, two, three] = window else { return None };
        let month =
            |run: &str| date_line::month_of(run, lexicon).or_else(|| date_line::month_of(&capital(run), lexicon));
        let day = |run: &str| number(run, 1..=2).and_then(|day| i8::try_from(day).ok());
        let year = |run: &str| number(run, 4..=4).filter(|year| (1900..2200).contains(year));
        let day_first = || Period::day(year(three)?, month(two)?, day(one)?);
        let month_first = || Period::day(year(three)?, month(one)?, day(two)?);
        let year_first = || Period::day(year(one)?, month(two)?, day(three)?);
        day_first().or_else(month_first).or_else(year_first)
    })
}

/// "sep" as "Sep".
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
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
            ("report-22Sep2004-final", "2004-09-22"),
            ("sep-22-2004", "2004-09-22"),
            ("2004_Sep_22", "2004-09-22"),
            ("report-2022", ""),
            ("2022-23-budget", ""),
            ("12345-06-07", ""),
            ("2022-13-01", ""),
            ("é2022-04", "2022-04"),
            ("", ""),
        ] {
            let found = file_name_date(stem, Lexicon::embedded()).map(|period| period.edtf).unwrap_or_default();
            assert_eq!(found, expected, "{stem}");
        }
    }

    #[test]
    fn years_that_texts_speak_of_as_past() {
        for (text, expected) in [
            ("Officials met on April 19, 2024, after a talk in May 2023.", Some(2024)),
            ("Se reunieron en mayo de 2022.", Some(2022)),
            ("It will end in May 2026; it began in 2019.", None),
            ("By May 2026 it shall end.", None),
            ("In 2021, 2000 people came.", None),
            ("The bond matures in May 2031. Sales rose in June 2024.", Some(2024)),
            ("In March 2031 the loan is due; it was signed in May 2019.", Some(2019)),
            ("It runs from May 2022 to June 2029.", Some(2022)),
            ("El bono vence en mayo de 2031. Las ventas subieron en junio de 2024.", Some(2024)),
        ] {
            assert_eq!(latest_year_of(text, Lexicon::embedded()), expected, "{text}");
        }
    }

    #[test]
    fn what_the_text_or_the_name_says_is_trusted_before_when_the_file_was_made() {
        let lexicon = Lexicon::embedded();
        let stated = Stated { made: "D:20240105".to_owned(), ..Stated::default() };
        for (text, name, edtf, from) in [
            ("September 12, 2022", "a-2021-12-13.pdf", "2022-09-12", PublishedFrom::DateLine),
            ("A plan", "a-2021-12-13.pdf", "2021-12-13", PublishedFrom::FileName),
            ("They met on May 3, 2019.", "a.pdf", "2024-01-05", PublishedFrom::FileProperties),
        ] {
            let blocks = super::super::blocks::read(text, 0, super::super::blocks::Markup::Plain, lexicon);
            let document = Document { blocks, ..Document::default() };
            let found = published(&document, &stated, Path::new(name), &ReadOptions::default(), lexicon).unwrap();
            assert_eq!((found.period.edtf.as_str(), found.from), (edtf, from), "{text}");
        }
    }

    #[test]
    fn countries() {
        for (url, publisher, expected) in [
            ("https://www.whitehouse.gov/a", "", "USA"),
            ("https://www.gob.mx/se", "", "MEX"),
            ("https://www.gov.uk/x", "", "GBR"),
            ("https://example.org/gob.mx", "Gobierno de México", "MEX"),
            ("", "", ""),
        ] {
            let document = Document { url: url.to_owned(), publisher: publisher.to_owned(), ..Document::default() };
            assert_eq!(country(&document, Lexicon::embedded()), expected, "{url}");
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
