//! Lines of a block → its words: white space folded, mark-up left out, each character traced to the source.
//!
//! One pass serves Markdown and plain text alike, since real text files hold Markdown marks and real Markdown is
//! often malformed. Left out: emphasis marks even where they do not pair, link targets, images, HTML tags and
//! comments, footnote marks, bare addresses (`https://…`, `www.…`, `<…>`). Decoded: `\$`, `&amp;`.
//!
//! Every step looks only ahead of the last, so hostile input costs no more than plain input.

use super::entity;
use super::links::{Ahead, Link, links};
use super::raised;
use crate::figure::SourceMap;
use crate::span::Span;

/// Raised signs longer than this are words, in bytes.
const LONGEST_RAISED: usize = 24;

/// Lines of the source that read as one text, joined by line feeds.
#[derive(Debug, Default)]
pub(super) struct Joined {
    text: String,
    /// (offset in `text`, offset in the source), ascending.
    runs: Vec<(usize, usize)>,
    /// Offsets in `text` at which a new block begins.
    breaks: Vec<usize>,
    /// No mark-up stands in it; only white space is folded and addresses are left out.
    plain: bool,
}

impl Joined {
    /// Lines without mark-up where `plain` is set.
    pub(super) fn new(plain: bool) -> Self {
        Self { plain, ..Self::default() }
    }

    /// Adds a line of `source`; it must lie after those already added.
    pub(super) fn push(&mut self, source: &str, line: Span) {
        if !self.text.is_empty() {
            // The line feed stands at the end of the line before.
            self.text.push('\n');
        }
        self.append(source, line);
    }

    /// Adds a line without white space before it, as where a word is broken at the line's end.
    pub(super) fn append(&mut self, source: &str, line: Span) {
        if self.runs.is_empty() {
            // Most are one line or one cell: millions of them in a large table.
            self.runs.reserve_exact(1);
        }
        self.runs.push((self.text.len(), line.start));
        self.text.push_str(line.of(source));
    }

    /// How many bytes were added.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether one pair of single marks of emphasis holds all of it.
    pub(super) fn is_emphasised(&self) -> bool {
        let text = self.text.trim();
        let inner = |mark| {
            text.strip_prefix(mark).and_then(|text| text.strip_suffix(mark)).filter(|text: &&str| !text.contains(mark))
        };
        !self.plain && (inner('*').is_some() || inner('_').is_some())
    }

    /// Takes back the hyphen at the end, if one stands there.
    pub(super) fn drop_hyphen(&mut self) {
        if self.text.ends_with(['-', '\u{2010}']) {
            self.text.pop();
        }
    }

    /// Begins a new block with the last `length` bytes added.
    pub(super) fn break_before_last(&mut self, length: usize) {
        self.breaks.push(self.text.len() - length);
    }
}

/// The words of a block.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) map: SourceMap,
    pub(super) bold: Vec<Span>,
}

impl Piece {
    /// Whether bold covers all of it but punctuation.
    pub(super) fn all_bold(&self) -> bool {
        let bold: usize = self.bold.iter().map(|span| significant(span.of(&self.text))).sum();
        bold > 0 && bold == significant(&self.text)
    }
}

fn significant(text: &str) -> usize {
    text.chars().filter(|char| char.is_alphanumeric()).count()
}

/// The words of `lines`: one piece, more where a break stands in them. A piece without a letter or digit is left out.
pub(super) fn clean(lines: &Joined) -> Vec<Piece> {
    let mut writer = Writer::default();
    Cleaner::new(lines, &mut writer).run();
    writer.finish()
}

/// The words of a table row: the cells joined by " | ".
pub(super) fn clean_cells(cells: &[Joined]) -> Option<Piece> {
    let mut writer = Writer { one_piece: true, ..Writer::default() };
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            writer.bars += 1;
        }
        Cleaner::new(cell, &mut writer).run();
        writer.strong = false;
        writer.end_bold();
    }
    writer.finish().pop()
}

/// Collects the words.
#[derive(Default)]
struct Writer {
    done: Vec<Piece>,
    piece: Piece,
    /// Where in the source white space stands that is not yet written.
    space: Option<usize>,
    /// The byte after the last character written, in the source.
    source_end: usize,
    strong: bool,
    bold_start: Option<usize>,
    one_piece: bool,
    /// Ends of cells not yet written.
    bars: usize,
}

impl Writer {
    fn put(&mut self, char: char, source: usize) {
        self.put_for(char, source, char.len_utf8());
    }

    /// Writes what stands for `length` bytes of the source.
    fn put_for(&mut self, char: char, source: usize, length: usize) {
        self.write_bars(source);
        // "A\\|B" in a cell: a bar would end it.
        let char = if self.one_piece && char == '|' { '¦' } else { char };
        if let Some(space) = self.space.take()
            && !self.piece.text.is_empty()
        {
            self.piece.map.push(self.piece.text.len(), space);
            self.piece.text.push(' ');
        }
        let at = self.piece.text.len();
        if self.strong && self.bold_start.is_none() {
            self.bold_start = Some(at);
        }
        self.piece.map.push(at, source);
        self.piece.text.push(char);
        if length != char.len_utf8() && char.len_utf8() > 1 {
            // A span that ends with it ends behind all that it stands for.
            self.piece.map.push(self.piece.text.len() - 1, source + length - 1);
        }
        self.source_end = source + length;
    }

    fn blank(&mut self, source: usize) {
        self.space.get_or_insert(source);
    }

    /// Writes the " | " between cells, empty ones too; it stands in no one place of the source.
    fn write_bars(&mut self, next: usize) {
        let bars = std::mem::take(&mut self.bars);
        if bars > 0 {
            self.space = None;
            let (first, source) = if self.piece.text.is_empty() { ("|", next) } else { (" |", self.source_end) };
            for char in first.chars().chain(" |".repeat(bars - 1).chars()).chain([' ']) {
                self.piece.map.push(self.piece.text.len(), source);
                self.piece.text.push(char);
            }
        }
    }

    fn end_bold(&mut self) {
        let end = self.piece.text.len();
        let Some(start) = self.bold_start.take().filter(|&start| start < end) else { return };
        match self.piece.bold.last_mut() {
            // "**a** **b**" is one stretch of bold.
            Some(last) if start <= last.end + 1 => last.end = end,
            _ => self.piece.bold.push(Span::new(start, end)),
        }
    }

    fn split(&mut self, source: usize) {
        if self.one_piece {
            return self.blank(source);
        }
        self.end_bold();
        self.space = None;
        self.done.push(std::mem::take(&mut self.piece));
    }

    fn finish(mut self) -> Vec<Piece> {
        // Bold that is never closed is a stray mark.
        if !self.strong {
            self.end_bold();
        }
        self.done.push(self.piece);
        self.done.retain(|piece| piece.text.chars().any(char::is_alphanumeric));
        self.done
    }
}

/// Walks over the joined lines.
struct Cleaner<'a> {
    text: &'a str,
    lines: &'a Joined,
    writer: &'a mut Writer,
    at: usize,
    run: usize,
    next_break: usize,
    links: Vec<Link>,
    next_link: usize,
    /// Where each open link's text ends, and the byte after its target; the innermost last.
    open_links: Vec<(usize, usize)>,
    next_angle: Ahead,
    /// In a `<span>` whose style makes it bold or underlined.
    strong_span: bool,
}

impl<'a> Cleaner<'a> {
    fn new(lines: &'a Joined, writer: &'a mut Writer) -> Self {
        let text = lines.text.as_str();
        Self {
            text,
            lines,
            writer,
            at: 0,
            run: 0,
            next_break: 0,
            links: if lines.plain { Vec::new() } else { links(text) },
            next_link: 0,
            open_links: Vec::new(),
            next_angle: Ahead::default(),
            strong_span: false,
        }
    }

    fn run(&mut self) {
        while let Some(char) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            while self.lines.breaks.get(self.next_break).is_some_and(|&at| at <= self.at) {
                self.next_break += 1;
                let source = self.source(self.at);
                self.writer.split(source);
            }
            if self.copy_words() {
                continue;
            }
            match char {
                _ if self.lines.plain && char.is_ascii_punctuation() => self.keep(char),
                '\\' => self.escape(),
                '*' => self.marks(b'*'),
                '_' => self.marks(b'_'),
                '`' => self.at += 1,
                '~' if self.text[self.at..].starts_with("~~") => self.at += 2,
                '!' | '[' | ']' => self.bracket(char),
                '<' => self.angle(),
                '&' => self.entity(),
                'h' | 'H' | 'w' | 'W' | 'f' if self.address_here() => self.skip_address(),
                _ if is_invisible(char) => self.at += char.len_utf8(),
                _ if is_blank(char) => {
                    let source = self.source(self.at);
                    self.writer.blank(source);
                    self.at += char.len_utf8();
                }
                _ => self.keep(char),
            }
        }
    }

    /// The source offset of a byte of the text at or after those asked before.
    fn source(&mut self, at: usize) -> usize {
        while self.lines.runs.get(self.run + 1).is_some_and(|&(start, _)| start <= at) {
            self.run += 1;
        }
        self.lines.runs.get(self.run).map_or(at, |&(start, source)| source + (at - start))
    }

    fn keep(&mut self, char: char) {
        let source = self.source(self.at);
        self.writer.put(char, source);
        self.at += char.len_utf8();
    }

    /// Copies the ASCII letters and digits that stand here as they are, up to one that may begin an address.
    fn copy_words(&mut self) -> bool {
        let end = self.lines.runs.get(self.run + 1).map_or(self.text.len(), |&(start, _)| start);
        let end = self.lines.breaks.get(self.next_break).map_or(end, |&at| at.min(end));
        let Some(rest) = self.text.as_bytes().get(self.at..end) else { return false };
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() && !matches!(byte, b'h' | b'H' | b'w' | b'W' | b'f');
        let length = rest.iter().take_while(|byte| plain(byte)).count();
        if length == 0 {
            return false;
        }
        let source = self.source(self.at);
        self.writer.put(char::from(rest[0]), source);
        // The map goes on in step from the first.
        self.writer.piece.text.push_str(&self.text[self.at + 1..self.at + length]);
        self.writer.source_end = source + length;
        self.at += length;
        true
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    fn escape(&mut self) {
        match self.text.as_bytes().get(self.at + 1) {
            Some(next) if next.is_ascii_punctuation() => {
                self.at += 1;
                self.keep(char::from(*next));
            }
            Some(next) if next.is_ascii_whitespace() => self.at += 1,
            Some(_) => self.keep('\\'),
            None => self.at += 1,
        }
    }

    /// A run of `*` or `_`.
    fn marks(&mut self, mark: u8) {
        let bytes = self.text.as_bytes();
        let count = bytes[self.at..].iter().take_while(|&&byte| byte == mark).count();
        let (before, after) = (self.before(), self.text[self.at + count..].chars().next());
        let alphanumeric = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
        let blank = |char: Option<char>| char.is_none_or(is_blank);
        let digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
        // snake_case and 2*3 are words, not marks.
        let literal =
            if mark == b'_' { alphanumeric(before) && alphanumeric(after) } else { digit(before) && digit(after) };
        if literal {
            for _ in 0..count {
                self.keep(char::from(mark));
            }
            return;
        }
        if matches!(count, 2 | 3) {
            let opens = !blank(after) && !alphanumeric(before);
            let closes = !blank(before) && (blank(after) || !alphanumeric(after));
            if self.writer.strong {
                // A second opening before any word is the same bold again.
                if self.writer.bold_start.is_some() || !opens {
                    self.writer.strong = false;
                    self.writer.end_bold();
                }
            } else if opens || !closes {
                self.writer.strong = true;
            }
        }
        self.at += count;
    }

    fn bracket(&mut self, char: char) {
        let at = self.at;
        while self.open_links.last().is_some_and(|&(end, _)| end < at) {
            self.open_links.pop();
        }
        if let Some(&(end, after)) = self.open_links.last()
            && end == at
        {
            self.open_links.pop();
            self.at = after;
            return;
        }
        while self.links.get(self.next_link).is_some_and(|link| link.start < at) {
            self.next_link += 1;
        }
        match self.links.get(self.next_link) {
            Some(link) if link.start == at && link.dropped => self.at = link.after,
            Some(link) if link.start == at => {
                self.open_links.push((link.text_end, link.after));
                self.at += 1;
            }
            _ => self.keep(char),
        }
    }

    /// A tag, comment or address in angle brackets; else the sign itself.
    fn angle(&mut self) {
        let rest = &self.text[self.at + 1..];
        let bytes = rest.as_bytes();
        let starts =
            bytes.first().is_some_and(|&byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'));
        let Some(end) = starts.then(|| self.next_angle.find(self.text, self.at + 1, *b"<>")).flatten() else {
            return self.keep('<');
        };
        let inner = &self.text[self.at + 1..end];
        if self.text.as_bytes()[end] == b'<' || inner.len() > 4096 {
            return self.keep('<');
        }
        let name: String =
            inner.chars().take_while(|&char| !is_blank(char) && char != '>').collect::<String>().to_ascii_lowercase();
        let is_tag = inner.starts_with(['!', '?'])
            || name.trim_matches('/').bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let is_address = !inner.contains(char::is_whitespace) && (inner.contains("://") || inner.contains('@'));
        if !is_tag && !is_address && !inner.contains('=') {
            return self.keep('<');
        }
        let start = self.at;
        self.at = end + 1;
        match name.trim_end_matches('/') {
            "b" | "strong" | "u" => self.writer.strong = true,
            "span" if inner.contains("underline") || inner.contains("bold") => {
                self.strong_span = true;
                self.writer.strong = true;
            }
            "/span" if !std::mem::take(&mut self.strong_span) => {}
            "/b" | "/strong" | "/u" | "/span" => {
                self.writer.strong = false;
                self.writer.end_bold();
            }
            "br" | "p" | "/p" | "div" | "/div" | "li" | "/li" => {
                let source = self.source(start);
                self.writer.split(source);
            }
            "sup" => self.raised(),
            _ => {}
        }
    }

    /// Reads what stands between `<sup>` and `</sup>` by what it follows; longer than a mark it is words.
    fn raised(&mut self) {
        let rest = &self.text[self.at..];
        let head = rest
            .get(..rest.len().min(LONGEST_RAISED))
            .or_else(|| rest.split_at_checked(LONGEST_RAISED / 2).map(|x| x.0));
        let Some(length) = head.and_then(|head| head.find("</")) else { return };
        let Some(signs) = rest.get(..length).filter(|_| rest[length..].starts_with("</sup>")) else { return };
        if signs.contains('[') {
            return;
        }
        let read = raised::read(&self.writer.piece.text, signs, self.writer.one_piece);
        if read == signs {
            return;
        }
        for ((at, sign), char) in signs.char_indices().zip(read.chars()) {
            let source = self.source(self.at + at);
            self.writer.put_for(char, source, sign.len_utf8());
        }
        self.at += length;
    }

    fn entity(&mut self) {
        match entity::decode(&self.text[self.at..]) {
            Some((char, length)) => {
                let source = self.source(self.at);
                if is_blank(char) {
                    self.writer.blank(source);
                } else if !is_invisible(char) {
                    self.writer.put_for(char, source, length);
                }
                self.at += length;
            }
            None => self.keep('&'),
        }
    }

    fn address_here(&self) -> bool {
        let rest = self.text.as_bytes().get(self.at..self.text.len().min(self.at + 8)).unwrap_or_default();
        let starts = |prefix: &[u8]| rest.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
        (starts(b"http://") || starts(b"https://") || starts(b"www.") || starts(b"ftp://"))
            && !self.before().is_some_and(char::is_alphanumeric)
    }

    /// Skips a bare address, but not the punctuation after it.
    fn skip_address(&mut self) {
        let link_end = self.open_links.last().map_or(usize::MAX, |&(end, _)| end);
        let rest = &self.text[self.at..self.text.len().min(link_end)];
        let mut parentheses = 0i32;
        let end = rest
            .char_indices()
            .find(|&(_, char)| {
                match char {
                    '(' => parentheses += 1,
                    ')' => parentheses -= 1,
                    _ => {}
                }
                parentheses < 0 || is_blank(char) || matches!(char, '<' | '>' | '"' | '“' | '”' | '|')
            })
            .map_or(rest.len(), |(at, _)| at);
        let kept = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', ']', '\\']);
        self.at += kept.len().max(1);
    }
}

const fn is_blank_ascii(char: char) -> bool {
    char.is_ascii_whitespace() || char.is_ascii_control()
}

/// White space of any kind, and control characters.
pub(super) fn is_blank(char: char) -> bool {
    is_blank_ascii(char) || char.is_whitespace() || char.is_control()
}

/// Marks without width: joiners, soft hyphens, directions, the byte order mark.
pub(super) fn is_invisible(char: char) -> bool {
    matches!(char, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
#[path = "inline_tests.rs"]
mod tests;
