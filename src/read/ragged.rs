//! Text copied from printed pages: which of its lines go on in the next, where they are of no one width (those of one
//! width are told by `wrap`).
//!
//! A line goes on where the next begins with a small letter, or where it ends with a word that nothing ends with ("of",
//! "the"). Where many lines do so, the others are prose as well: they go on unless they are short and end a sentence, or
//! are written like a title.

use super::lines::{Line, LineKind};
use super::wrap::{line_at, line_length};
use crate::figure::Lang;
use crate::lexicon::{Lexicon, Tags};

/// The most lines of a list without marks.
const LONGEST_LIST: usize = 60;

/// How the lines of a text break.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ragged {
    /// The length of a full line, in characters.
    full: usize,
    /// Whether most lines go on in the next.
    loose: bool,
}

/// What is known of a line and of the block that it is the last line of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'a> {
    pub(super) words: &'a str,
    /// In characters.
    pub(super) length: usize,
    /// Whether it goes on from a line before it.
    pub(super) continued: bool,
}

impl Ragged {
    /// Measures the lines of `text` from byte `start` on.
    pub(super) fn measure(text: &str, start: usize, lexicon: &Lexicon) -> Self {
        let (mut pairs, mut hanging, mut going_on) = (0, 0, 0);
        let (mut lengths, mut at) = (Vec::new(), start);
        let mut before: Option<Line> = None;
        while let Some(span) = line_at(text, at) {
            let line = Line::read(text, span);
            if let (Some(before), LineKind::Words) = (before, line.kind) {
                let words = before.words.of(text);
                let hangs = hangs(words, lexicon);
                pairs += 1;
                hanging += usize::from(hangs);
                going_on += usize::from(hangs || begins_small(line.words.of(text)) && !ends(words));
            }
            let is_prose = matches!(line.kind, LineKind::Words | LineKind::Item(..));
            if is_prose {
                lengths.push(line_length(text, line));
            }
            before = is_prose.then_some(line);
            at = span.end + 1;
        }
        lengths.sort_unstable();
        let full = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
        // In a list without marks each item may begin with a small letter, but none ends with "of".
        let loose = going_on * 10 >= pairs * 3 && (hanging * 20 >= pairs && hanging > 0 || going_on > 1 && pairs <= 4);
        Self { full, loose }
    }

    /// Whether most lines go on in the next.
    pub(super) fn is_loose(self) -> bool {
        self.loose
    }

    /// Whether a line goes on in the next, which begins with the words `after`.
    pub(super) fn joins(self, before: Before, after: &str, lexicon: &Lexicon) -> bool {
        let ended = ends(before.words);
        // "What We Stand For" may be a title; what it would lead on to does not open a sentence.
        let title = is_title(before.words, lexicon);
        let opens = opens_sentence(after, lexicon);
        if !ended && begins_small(after) || hangs(before.words, lexicon) && !(title && opens) {
            return true;
        }
        let at_least = |tenths: usize| before.length * 10 >= self.full * tenths;
        match (self.loose, ended) {
            (false, _) => false,
            // Behind "the U.S.", say.
            (true, true) if begins_small(after) && before.words.ends_with('.') => true,
            (true, true) => !before.words.ends_with([':', ';']) && at_least(6) && !is_title(after, lexicon),
            (true, false) if before.continued => at_least(6) || !is_title(after, lexicon),
            (true, false) if title => at_least(4) && !opens,
            (true, false) => at_least(3),
        }
    }

    /// The end of the list without marks that begins at byte `at`, below a line that ends with a colon: at least two
    /// short lines none of which goes on; none where there is no such list.
    pub(super) fn list_end(self, text: &str, at: usize, lexicon: &Lexicon) -> Option<usize> {
        let (mut end, mut count, mut next) = (at, 0, at);
        let mut first: Option<&str> = None;
        while let Some(span) = line_at(text, next).filter(|_| count <= LONGEST_LIST) {
            let line = Line::read(text, span);
            let words = line.words.of(text);
            let alike = |first: &str| shape(first) == shape(words);
            if line.kind != LineKind::Words || !alike(first.unwrap_or(words)) || words.chars().count() > 100 {
                break;
            }
            if hangs(words, lexicon) {
                return None;
            }
            first = first.or(Some(words));
            (count, end, next) = (count + 1, span.end, span.end + 1);
            if words.ends_with('.') {
                break;
            }
        }
        // A line as long as the widest, and no more than two: prose.
        (count > 2 || count == 2 && first.is_some_and(|first| first.chars().count() * 10 < self.full * 8))
            .then_some(end)
    }
}

/// How a line begins: with a small letter, a capital, or a figure.
fn shape(words: &str) -> u8 {
    match words.chars().next() {
        Some(char) if char.is_lowercase() => 0,
        Some(char) if char.is_uppercase() => 1,
        _ => 2,
    }
}

/// Whether a line begins with a word that often opens a sentence.
fn opens_sentence(words: &str, lexicon: &Lexicon) -> bool {
    let first = words.split(|char: char| !char.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    [Lang::En, Lang::Es].iter().any(|&lang| lexicon.stopwords.starts_sentence(lang, &first))
}

fn begins_small(words: &str) -> bool {
    words.starts_with(char::is_lowercase)
}

/// Whether a line ends what it says.
fn ends(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', '\'', ')', '»']).ends_with(['.', '!', '?', ':', ';', '…'])
}

/// Whether a line ends with a word or a mark that something must follow: a function word, a comma.
pub(super) fn hangs(words: &str, lexicon: &Lexicon) -> bool {
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    if last.len() == words.len() || last.len() == 1 || !last.chars().all(char::is_alphabetic) {
        return words.ends_with(',') && words.contains(' ');
    }
    let last = last.to_lowercase();
    let leads_on = Tags::DET.with(Tags::POSS).with(Tags::PREP).with(Tags::CONJ).with(Tags::SUB).with(Tags::AUX);
    [Lang::En, Lang::Es].iter().any(|&lang| lexicon.words.tags(lang, &last).any(leads_on))
}

/// Whether a line is written like a title: its words but for function words have capitals, and it ends no sentence.
fn is_title(words: &str, lexicon: &Lexicon) -> bool {
    let small = |word: &str| lexicon.stopwords.holds(Lang::En, word) || lexicon.stopwords.holds(Lang::Es, word);
    let mut letters = words.split(' ').filter(|word| word.starts_with(char::is_alphabetic));
    !words.ends_with(['.', ',', ';'])
        && words.contains(char::is_alphabetic)
        && letters.all(|word| word.starts_with(char::is_uppercase) || small(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joins(text: &str, before: &str, after: &str, continued: bool) -> bool {
        let lexicon = Lexicon::embedded();
        let before = Before { words: before, length: before.chars().count(), continued };
        Ragged::measure(text, 0, lexicon).joins(before, after, lexicon)
    }

    const RAGGED: &str = "The agency said today that it will give $3.4\nbillion to clean energy across the region, of\nwhich $1.2 billion goes to\nGuatemala.\nIt made 40,000 jobs in\n2022.\n";

    #[test]
    fn lines_go_on() {
        for (before, after, continued, expected) in [
            ("it will give $3.4", "billion to clean energy", true, true),
            ("which $1.2 billion goes to", "Guatemala.", true, true),
            ("all across the whole country. It made", "40,000 jobs", true, true),
            ("It ended in the north of the country.", "It began anew", true, true),
            ("It ended.", "It began anew", true, false),
            ("Work in the North", "The agency gave $5 million", false, false),
            ("Work of the Partners in the Whole North", "The agency gave $5 million", false, false),
            ("In May, the Department of Urban", "Development gave $5 million", false, true),
            ("In 2019, 43% of", "American households", false, true),
            ("It has three goals:", "to plant trees", true, false),
        ] {
            assert_eq!(joins(RAGGED, before, after, continued), expected, "{before} {after}");
        }
        // Where nothing speaks for it, each line is by itself.
        let lines = "One line stands here\nAnother one here\n5 wells built\n";
        assert!(!joins(lines, "One line stands here", "Another one here", false));
    }

    #[test]
    fn lists_without_marks() {
        let lexicon = Lexicon::embedded();
        for (text, expected) in [
            ("trained 40 teachers\nbuilt 5 wells\npaid $3 million\n\nMore.", Some(49)),
            ("1,250 teachers trained\n40 schools built\n$5 million paid\nThe agency went on.", Some(55)),
            ("it will give $5 million to\nthe north and the south\nof the country.", None),
            ("one line", None),
        ] {
            let ragged = Ragged { full: 60, loose: true };
            assert_eq!(ragged.list_end(text, 0, lexicon), expected, "{text}");
        }
    }
}
