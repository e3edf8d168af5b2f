//! Noun phrases to the right of a token: where they end, where their head stands, and how they are joined.

use super::Sentence;
use super::token::Token;
use crate::figure::Lang;
use crate::lexicon::{Lexicon, Tags};
use crate::span::Span;

/// No noun phrase has more tokens; what has is no prose.
const LONGEST: usize = 40;

/// A noun phrase in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its first token.
    pub(super) start: usize,
    /// The token after its last.
    pub(super) end: usize,
    /// Its head noun: of a joined phrase the first one's.
    pub(super) head: usize,
}

impl Phrase {
    /// Its bytes in the block.
    pub(super) fn span(&self, sentence: &Sentence<'_>) -> Span {
        sentence.tokens[self.start].span.join(sentence.tokens[self.end - 1].span)
    }
}

/// The noun phrase that begins at `start`: adjectives, nouns, and what "and" joins to them. None where a preposition, a
/// verb or a mark comes first.
pub(super) fn phrase(sentence: &Sentence<'_>, start: usize, lang: Lang, lexicon: &Lexicon) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let mut start = start;
    while tokens
        .get(start)
        .is_some_and(|t| (t.is(Tags::DET.with(Tags::POSS)) && !t.is(Tags::REL)) || t.beside || is_quote(t.text))
    {
        start += 1;
    }
    let mut end = start;
    let mut head = None;
    let mut at = start;
    while let Some(token) = tokens.get(at).filter(|_| at - start < LONGEST) {
        if !token.is_word() {
            let Some(over) = over_mark(sentence, (start, at), head, lang, lexicon) else { break };
            // A quotation mark belongs to the phrase.
            if is_quote(token.text) {
                if at != end {
                    break;
                }
                end = at + over;
            }
            at += over;
            continue;
        }
        if token.is(Tags::CONJ) && !token.capital {
            let plural = head.is_some_and(|h| is_plural(sentence, h, lang, lexicon));
            if head.is_some()
                && joins(sentence, at + 1)
                && (!plural
                    || next_is_plural(sentence, at + 1, lang, lexicon)
                    || is_money(sentence, at + 1, lang, lexicon))
            {
                at += 1;
                continue;
            }
            break;
        }
        let plural = head.is_some_and(|h| is_plural(sentence, h, lang, lexicon));
        // "11 severely impacted tribes"
        let describes = token.is(Tags::ADV)
            && (token.text.ends_with("ly") || token.text == "well")
            && !(start..at).any(|i| is_plural(sentence, i, lang, lexicon))
            && next_is_plural(sentence, at + 1, lang, lexicon);
        // "a 4,800 profesionales convalidar sus títulos": no adjective of a plural ends so.
        let infinitive = lang == Lang::Es
            && plural
            && !token.capital
            && token.text.len() > 4
            && ["ar", "er", "ir"].iter().any(|ending| token.text.ends_with(ending));
        if !describes && (infinitive || stops(sentence, at, lang, plural)) {
            break;
        }
        at += 1;
        end = at;
        // The head of a joined phrase is the first plural's ("youth and farmers"), else its last word.
        let joined = head.is_some_and(|h| {
            let conjunction = tokens[h + 1..at].iter().position(|t| t.is(Tags::CONJ));
            // "operations and maintenance jobs" are jobs.
            let own = tokens[h].is(Tags::WHO) || conjunction.is_some_and(|c| at - (h + 1 + c) <= 2);
            is_plural(sentence, h, lang, lexicon) && conjunction.is_some() && own
        });
        let spanish_first = lang == Lang::Es && head.is_some_and(|h| !tokens[h].is(Tags::ADJECTIVE));
        if !joined && !spanish_first {
            head = Some(at - 1);
        }
        if token.possessive && !tokens.get(at).is_some_and(Token::is_word) {
            break;
        }
    }
    while end > start && tokens[end - 1].is(Tags::PREP.with(Tags::CONJ)) && !tokens[end - 1].capital {
        end -= 1;
    }
    let head = head.filter(|&head| head < end)?;
    (start < end).then_some(Phrase { start, end, head })
}

/// How many tokens to pass over where a phrase goes on behind a mark or a figure; none where it ends there. `begun` is
/// where the phrase starts and where the mark stands.
fn over_mark(
    sentence: &Sentence<'_>,
    begun: (usize, usize),
    head: Option<usize>,
    lang: Lang,
    lexicon: &Lexicon,
) -> Option<usize> {
    let tokens = &sentence.tokens;
    let (start, at) = begun;
    let token = &tokens[at];
    let mark = |at: usize, mark: char| tokens.get(at).is_some_and(|t| t.mark(mark));
    let single = head.is_none_or(|h| !is_plural(sentence, h, lang, lexicon));
    if token.figure().is_some() {
        // "two-track spans"
        if mark(at + 1, '-') && joins(sentence, at + 2) && single {
            return Some(2);
        }
        // "24 new three-year grants", "the top 20 metro areas": it only describes the noun to come.
        let describes = (token.text.contains('-') || head.is_some())
            && head.is_none_or(|h| tokens[h].is(Tags::ADJECTIVE) && !tokens[h].is(Tags::WHO))
            && joins(sentence, at + 1)
            && !tokens[at + 1].is(Tags::CONJ);
        return describes.then_some(1);
    }
    // "Broadband Connectivity Program (TBCP) grants"
    let short = token.mark('(')
        && mark(at + 2, ')')
        && joins(sentence, at + 3)
        && !(start..at).any(|i| is_plural(sentence, i, lang, lexicon))
        && next_is_plural(sentence, at + 3, lang, lexicon);
    if short {
        return Some(3);
    }
    // "reliable, renewable power"
    let adjectives = head.is_some_and(|h| h + 1 == at && tokens[h].is(Tags::ADJECTIVE))
        && tokens.get(at + 1).is_some_and(|t| !t.is(Tags::CONJ))
        && joins(sentence, at + 1);
    let listed = head.is_some() && single && continues(sentence, at + 1, lang, lexicon);
    // "development, economic, health, and security assistance"
    let last = token.mark(',')
        && tokens.get(at + 1).is_some_and(|t| t.is(Tags::CONJ))
        && tokens[start..at].iter().any(|t| t.mark(','))
        && single
        && continues(sentence, at + 2, lang, lexicon);
    if last {
        return Some(2);
    }
    let quoted = is_quote(token.text) && tokens.get(at + 1).is_some_and(Token::is_word) && single;
    (token.mark(',') && (adjectives || listed) || quoted).then_some(1)
}

fn is_quote(text: &str) -> bool {
    matches!(text, "\"" | "“" | "”" | "‘" | "’" | "'" | "*")
}

fn is_plural(sentence: &Sentence<'_>, token: usize, lang: Lang, lexicon: &Lexicon) -> bool {
    let token = &sentence.tokens[token];
    !token.possessive && lexicon.words.is_plural(lang, &token.text.to_lowercase())
}

/// Whether the word at `at` can go on with a phrase after "and".
fn joins(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tokens.get(at).is_some_and(|t| {
        t.is_word()
            && !t.beside
            && !t.is(Tags::DET
                .with(Tags::POSS)
                .with(Tags::PREP)
                .with(Tags::PRON)
                .with(Tags::REL)
                .with(Tags::AUX)
                .with(Tags::ADV)
                .with(Tags::SUB))
            && !sentence.in_group(at)
            // "30,000 jobs and hundreds of millions in investment"
            && !matches!(t.text, "hundreds" | "thousands" | "millions" | "billions" | "dozens" | "tens" | "cientos" | "miles")
    })
}

fn next_is_plural(sentence: &Sentence<'_>, at: usize, lang: Lang, lexicon: &Lexicon) -> bool {
    for index in at..(at + 8).min(sentence.tokens.len()) {
        if sentence.tokens[index].mark(',') {
            continue;
        }
        if stops(sentence, index, lang, false) || !sentence.tokens[index].is_word() {
            return false;
        }
        // "health, humanitarian, and economic assistance"
        let mass = lexicon.words.money(lang, sentence.tokens[index].text).is_some();
        if mass || is_plural(sentence, index, lang, lexicon) {
            return true;
        }
    }
    false
}

/// Whether a single word of money stands there: "sales and investment".
fn is_money(sentence: &Sentence<'_>, at: usize, lang: Lang, lexicon: &Lexicon) -> bool {
    let word = sentence.tokens.get(at).is_some_and(|t| lexicon.words.money(lang, &t.text.to_lowercase()).is_some());
    word && sentence.tokens.get(at + 1).is_none_or(|t| !t.is_word() || t.is(Tags::PREP))
}

/// Whether a list of adjectives or nouns goes on after a comma.
fn continues(sentence: &Sentence<'_>, at: usize, lang: Lang, lexicon: &Lexicon) -> bool {
    joins(sentence, at)
        && sentence.tokens.get(at).is_some_and(|t| !t.is(Tags::CONJ))
        && next_is_plural(sentence, at, lang, lexicon)
}

/// Whether the word at `at` ends the phrase before it.
fn stops(sentence: &Sentence<'_>, at: usize, lang: Lang, after_plural: bool) -> bool {
    let token = &sentence.tokens[at];
    if token.beside {
        return true;
    }
    if lang == Lang::Es && token.is(Tags::PREP) && matches!(token.text, "de" | "del") {
        // "productores de café", but "productores de la región"
        let bare = |t: &Token<'_>| t.is_word() && !t.capital && !t.is(Tags::DET.with(Tags::POSS).with(Tags::PRON));
        return after_plural && !(token.text == "de" && sentence.tokens.get(at + 1).is_some_and(bare));
    }
    // "grants totaling $60 million include": a plain verb, never a noun.
    if token.is(Tags::BASE.with(Tags::THIRD))
        && !token.is(Tags::NOUNISH.with(Tags::ADJECTIVE))
        && !token.capital
        && lang == Lang::En
        && !token.is(Tags::WHO)
    {
        return true;
    }
    let closed = Tags::DET
        .with(Tags::POSS)
        .with(Tags::PREP)
        .with(Tags::PRON)
        .with(Tags::REL)
        .with(Tags::SUB)
        .with(Tags::AUX)
        .with(Tags::NEG);
    if token.is(closed) || token.text == "to" || sentence.in_group(at) {
        return true;
    }
    let adverb = (token.is(Tags::ADV) && !token.is(Tags::DET)) || (after_plural && token.text.ends_with("ly"));
    adverb || (after_plural && token.is(Tags::PAST.with(Tags::PART)) && !token.is(Tags::BASE))
}
