//! A sentence as tokens: words with what the lexicon says of them, punctuation, and each figure as one token.

use crate::figure::Lang;
use crate::grammar::{Mention, Reading};
use crate::lexicon::{Lexicon, Tags};
use crate::span::Span;
use rust_decimal::Decimal;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A word, its possessive ending left off.
    Word,
    /// One character of punctuation.
    Mark(char),
    /// The figure with this index among the block's mentions.
    Figure(usize),
}

/// A token of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    /// Its bytes in the block.
    pub(super) span: Span,
    /// Its words.
    pub(super) text: &'a str,
    /// What it is.
    pub(super) kind: TokenKind,
    /// What the lexicon says of the word.
    pub(super) tags: Tags,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether it carries a possessive ending ("Mexico’s", "States’").
    pub(super) possessive: bool,
    /// Whether it belongs to a figure's modifier or change words ("more than", "an additional").
    pub(super) beside: bool,
}

impl Token<'_> {
    pub(super) fn is(&self, tags: Tags) -> bool {
        self.tags.any(tags)
    }

    pub(super) fn mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark(mark)
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub(super) fn figure(&self) -> Option<usize> {
        match self.kind {
            TokenKind::Figure(index) => Some(index),
            _ => None,
        }
    }

    /// A figure of nothing but digits: "10".
    pub(super) fn is_plain_number(&self) -> bool {
        self.figure().is_some() && self.text.bytes().all(|b| b.is_ascii_digit())
    }

    /// A semicolon, colon, dash or sentence mark: nothing is governed across it.
    pub(super) fn is_strong(&self) -> bool {
        matches!(self.kind, TokenKind::Mark(';' | ':' | '—' | '–' | '!' | '?' | '.' | '|' | '•'))
    }

    /// An acronym such as "USAID" or "CONAGUA".
    pub(super) fn is_acronym(&self) -> bool {
        self.is_word()
            && self.text.len() > 1
            && self.text.chars().filter(|c| c.is_uppercase()).count() * 2
                > self.text.chars().filter(|c| c.is_alphanumeric()).count()
    }
}

/// The tokens of `sentence`, a span of `block`.
pub(super) fn tokens<'a>(
    block: &'a str,
    sentence: Span,
    mentions: &[Mention],
    lang: Lang,
    lexicon: &Lexicon,
) -> Vec<Token<'a>> {
    let mut out = Vec::with_capacity(sentence.len() / 5);
    let mut next = mentions.partition_point(|m| m.span.end <= sentence.start);
    let mut at = sentence.start;
    let mut lower = String::new();
    while at < sentence.end {
        if let Some(mention) = mentions.get(next).filter(|m| m.span.start <= at && m.span.end > at) {
            out.push(Token {
                span: mention.span,
                text: mention.span.of(block),
                kind: TokenKind::Figure(next),
                tags: Tags::default(),
                capital: false,
                possessive: false,
                beside: false,
            });
            at = mention.span.end;
            next += 1;
            continue;
        }
        let limit = mentions.get(next).map_or(sentence.end, |m| m.span.start.min(sentence.end)).max(at);
        // "12 people/km2": the base of the rate is no part of the noun.
        let base =
            next.checked_sub(1).and_then(|before| mentions.get(before)?.per.as_ref()).map(|(_, span)| span.start);
        let limit = base.filter(|&base| at < base.saturating_sub(1)).map_or(limit, |base| limit.min(base - 1));
        let Some(c) = block.get(at..).and_then(|rest| rest.chars().next()) else { break };
        // A full stop inside the sentence belongs to the abbreviation before it: "Delphos Partners, Ltd. is".
        let inside = || block.get(at + 1..sentence.end).is_some_and(|rest| !rest.trim().is_empty());
        let short = c == '.' && out.last().is_some_and(|t: &Token<'_>| t.is_word() && t.span.end == at) && inside();
        if c == ' ' || short {
            at += 1;
            continue;
        }
        let rest = block.get(at..limit).unwrap_or_default();
        let len = if c.is_alphanumeric() {
            word_length(rest, lang)
        } else {
            out.last().filter(|t: &&Token<'_>| t.is_word()).map_or(0, |_| contraction(rest, lang))
        };
        if len == 0 {
            let span = Span::new(at, at + c.len_utf8());
            let joins = c == '&';
            out.push(Token {
                span,
                text: span.of(block),
                kind: if joins {
                    TokenKind::Word
                } else {
                    TokenKind::Mark(if c == '“' || c == '”' { '"' } else { c })
                },
                tags: if joins { Tags::CONJ } else { Tags::default() },
                capital: false,
                possessive: false,
                beside: false,
            });
            at = span.end;
            continue;
        }
        let span = Span::new(at, at + len);
        let text = span.of(block);
        lower.clear();
        lower.extend(text.chars().flat_map(char::to_lowercase));
        // A date's "by" or "since" is a preposition like any other.
        let beside = mentions[..mentions.len().min(next + 1)].iter().rev().take(2).any(|m| {
            !matches!(m.reading, Reading::Date(_))
                && (m.modifier_span.is_some_and(|s| s.overlaps(span))
                    || m.change_span.is_some_and(|s| s.overlaps(span)))
        });
        let mut tags = lexicon.words.tags(lang, &lower);
        if tags == Tags::default() && lower == text {
            let after_preposition = out.last().is_some_and(|t| matches!(t.text, "a" | "para" | "por"));
            tags = by_ending(lang, &lower, after_preposition);
        }
        // "25 pumps", "26 saves": a verb of one is no verb of many.
        let many = out.last().and_then(Token::figure).is_some_and(|m| {
            matches!(mentions[m].reading, Reading::Count { amount } if amount.max.is_some() || amount.value > Decimal::ONE)
        });
        if many && lang == Lang::En && tags.any(Tags::THIRD) && !tags.any(Tags::AUX) {
            tags = tags.without(Tags::VERB).with(Tags::PLURAL);
        }
        let mut token =
            Token { span, text, kind: TokenKind::Word, tags, capital: c.is_uppercase(), possessive: false, beside };
        at = span.end;
        let rest = block.get(at..sentence.end).unwrap_or_default();
        if lang == Lang::En
            && !(token.is(Tags::PRON.with(Tags::REL)) || matches!(lower.as_str(), "that" | "there" | "here" | "what"))
            && (rest.starts_with("'s") || rest.starts_with("’s"))
            && !starts_word(&rest[rest.len().min(if rest.starts_with('\'') { 2 } else { 4 })..])
        {
            token.possessive = true;
            at += if rest.starts_with('\'') { 2 } else { 4 };
        } else if lang == Lang::En && text.ends_with('s') && (rest.starts_with("' ") || rest.starts_with("’ ")) {
            token.possessive = true;
            at += if rest.starts_with('\'') { 1 } else { 3 };
        }
        out.push(token);
    }
    out
}

/// What the ending of a word that no table holds tells of it.
fn by_ending(lang: Lang, lower: &str, after_preposition: bool) -> Tags {
    let ends = |endings: &[&str]| lower.len() > 5 && endings.iter().any(|end| lower.ends_with(end));
    match lang {
        Lang::En if ends(&["ly"]) => Tags::ADV,
        Lang::Es if ends(&["mente"]) => Tags::ADV,
        Lang::Es if ends(&["aron", "ieron", "ó"]) => Tags::PAST,
        Lang::Es if ends(&["arán", "erán", "irán", "ará", "erá", "irá"]) => Tags::FUTURE,
        Lang::Es if after_preposition && ends(&["ar", "er", "ir"]) && lower != "bienestar" => Tags::BASE,
        _ => Tags::default(),
    }
}

fn starts_word(rest: &str) -> bool {
    rest.starts_with(char::is_alphanumeric)
}

/// The length of a shortened auxiliary: the "’re" of "we’re", and the "’s" of "it’s", which owns nothing.
fn contraction(rest: &str, lang: Lang) -> usize {
    if lang != Lang::En || !rest.starts_with(['\'', '’']) {
        return 0;
    }
    let end = rest.char_indices().skip(1).find(|(_, c)| !c.is_alphanumeric()).map_or(rest.len(), |(at, _)| at);
    let short = rest[..end].trim_start_matches(['\'', '’']);
    if matches!(short, "re" | "ve" | "ll" | "d" | "m" | "s") { end } else { 0 }
}

/// The length of the word at the start of `text`: letters and digits, with hyphens, full stops ("U.S."), ampersands and
/// apostrophes between them; "U.S." keeps its last full stop, "low- and middle-income" its hanging hyphen.
fn word_length(text: &str, lang: Lang) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            end = at + c.len_utf8();
            continue;
        }
        let next = text[at + c.len_utf8()..].chars().next();
        let follows = next.is_some_and(char::is_alphanumeric);
        let joins = match c {
            // "U.S.-Mexico": the hyphen after the last initial's full stop.
            '-' | '\u{2011}' if hangs(&text[at + c.len_utf8()..]) => return at + c.len_utf8(),
            '-' | '\u{2011}' => follows && (end == at || text[..at].ends_with('.')),
            '.' => end == at && (follows || (next == Some('-') && is_initials(&text[..at]))),
            '&' | '/' => follows && end == at,
            '\'' | '’' => follows && end == at && !possessive(&text[at..]) && contraction(&text[at..], lang) == 0,
            _ => false,
        };
        if end == 0 || !joins {
            break;
        }
    }
    let word = &text[..end];
    if is_initials(word) && text[end..].starts_with('.') { end + 1 } else { end }
}

/// Whether a hyphen stands for a word still to come: "low- and middle-income", "Medicare- or Medicaid-certified".
fn hangs(rest: &str) -> bool {
    [" and ", " or ", ", ", " to "].iter().any(|joint| rest.starts_with(joint))
}

/// "U.S", "D.C": single letters between full stops.
fn is_initials(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
}

fn possessive(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    chars.next() == Some('s') && !chars.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text, Span::new(0, text.len()), &[], Lang::En, Lexicon::embedded())
            .iter()
            .map(|t| format!("{}{}", t.text, if t.possessive { "+" } else { "" }))
            .collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(
            words("U.S.-Mexico’s “plan”, U.S. aid."),
            ["U.S.-Mexico+", "“", "plan", "”", ",", "U.S.", "aid", "."]
        );
        assert_eq!(
            words("we’re low- and middle-income, it's"),
            ["we", "’re", "low-", "and", "middle-income", ",", "it", "'s"]
        );
        assert_eq!(words("JDE Peet’s farmers’ R&D"), ["JDE", "Peet+", "farmers+", "R&D"]);
    }
}
