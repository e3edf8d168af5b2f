//! The noun before a relative clause or a participle, where what an amount is for stands there and nowhere else: "a
//! program for which the bank gave $5 million", "un fondo dotado con 9 millones", "the paving, contracted for $18 million".

use super::clause::phrase_start;
use super::complement::without_articles;
use super::group::Form;
use super::noun::Phrase;
use super::token::Token;
use super::{Governor, Sentence};
use crate::lexicon::Tags;

/// Participles after which an amount tells what was put into the noun before them.
const FUNDED: [&str; 8] = ["endowed", "financed", "funded", "capitalized", "contracted", "insured", "priced", "valued"];
/// The same in Spanish, without their endings.
const DOTADOS: [&str; 7] = ["dotad", "financiad", "fondead", "contratad", "capitalizad", "valorad", "adjudicad"];

/// The noun that the relative clause or the participle over the amount at `token` tells of.
pub(super) fn antecedent(sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    by_participle(sentence, token).or_else(|| by_relative(sentence, token, governor))
}

/// "a fund endowed with $9 million", "dotado con 9 millones"
fn by_participle(sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let link = (0..token).rev().find(|&i| !(tokens[i].beside || tokens[i].is(Tags::DET)))?;
    let links = ["with", "at", "for", "con", "por", "de", "en"];
    let verb = link.checked_sub(1).filter(|_| links.contains(&tokens[link].text))?;
    let text = tokens[verb].text;
    let funded =
        FUNDED.contains(&text) || DOTADOS.iter().any(|stem| text.strip_prefix(stem).is_some_and(|e| e.len() < 3));
    // "The school was funded with $5 million" tells its subject.
    let free = verb > 0 && !tokens[verb - 1].is(Tags::AUX);
    (funded && free).then(|| before(sentence, verb)).flatten()
}

/// "the window, to which the state will give $35 million", "a la que Guatemala destinará"
fn by_relative(sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let group = governor.group.map(|g| &sentence.groups[g])?;
    if governor.as_subject || group.form != Form::Finite || group.head > token {
        return None;
    }
    let clause = (0..group.first).rev().take_while(|&i| tokens[i].is_word() || tokens[i].mark(','));
    let pronoun = clause.into_iter().find(|&i| matches!(tokens[i].text, "which" | "que" | "cual" | "cuales"))?;
    let article = usize::from(pronoun > 0 && matches!(tokens[pronoun - 1].text, "el" | "la" | "los" | "las"));
    // "al que", "del que"
    let at = pronoun.checked_sub(1 + article)?;
    let links = ["to", "for", "in", "into", "on", "a", "al", "para", "en"];
    let linked = links.contains(&tokens[at].text);
    let apart = !sentence.groups.iter().any(|g| g.first > pronoun && g.head < group.first);
    (linked && apart).then(|| before(sentence, at)).flatten()
}

/// The noun phrase that ends before the token `end`, or before the comma there.
fn before(sentence: &Sentence<'_>, end: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let end = end - usize::from(end > 0 && tokens[end - 1].mark(','));
    if end == 0 || tokens[end - 1].is(Tags::CONJ) {
        return None;
    }
    let mut start = phrase_start(tokens, end);
    // "un programa" may be a verb elsewhere.
    if start == end && end > 1 && tokens[end - 1].is_word() && tokens[end - 2].is(Tags::DET) {
        start = end - 1;
    }
    // "a window for investors", "becas de estudio": the noun that the rest completes.
    let joint = |t: &Token<'_>| matches!(t.text, "of" | "for" | "de" | "del" | "para" | "in" | "en");
    while start > 1 && joint(&tokens[start - 1]) && phrase_start(tokens, start - 1) < start - 1 {
        start = phrase_start(tokens, start - 1);
    }
    let first = without_articles(tokens, start, end)?;
    let head = (first..end).take_while(|&i| !tokens[i].is(Tags::PREP)).last()?;
    let noun = tokens[head].is_word() && !tokens[head].is(Tags::PRON) && tokens[head].figure().is_none();
    let who = tokens[head].is(Tags::PEOPLE.with(Tags::BODY));
    let whole = tokens[first..end].iter().all(Token::is_word);
    (noun && whole && !who && !sentence.in_group(head)).then_some(Phrase { start: first, end, head })
}

/// "Of the total investment, $11 million will come", "The largest award, $112 million, goes": the noun that opens it.
pub(super) fn whole(sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let comma =
        (0..token).rev().find(|&i| !tokens[i].beside && !tokens[i].is(Tags::DET)).filter(|&i| tokens[i].mark(','))?;
    let of = tokens[0].text.eq_ignore_ascii_case("of") || matches!(tokens[0].text, "De" | "Del");
    let beside = comma + 1 == token && tokens.get(token + 1).is_some_and(|t| t.mark(','));
    let start = phrase_start(tokens, comma);
    let opens = of && start <= 2 || beside && start == 0;
    let first = without_articles(tokens, start, comma)?;
    let head = (first..comma).take_while(|&i| !tokens[i].is(Tags::PREP)).last()?;
    let vague =
        matches!(tokens[head].text, "total" | "amount" | "sum" | "monto" | "suma" | "cantidad" | "these" | "this");
    let noun =
        tokens[first..comma].iter().all(|t| t.is_word() && t.figure().is_none()) && !tokens[head].capital && !vague;
    (opens && noun && !sentence.in_group(head)).then_some(Phrase { start: first, end: comma, head })
}
