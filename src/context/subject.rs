//! What a subject turns out to be: a name, a body, a word that points back, or nobody.

use super::name::{described, is_name, name};
use super::token::Token;
use super::{Scene, Sentence, Slot};
use crate::lexicon::{PlaceKind, Tags};

/// What a subject turns out to be.
pub(super) enum Subject {
    /// A name, or a noun phrase that can act.
    Named(Slot),
    /// A pronoun, or a noun that points back; what to say where nothing was named before.
    Pointing(Option<Slot>),
    /// "we": whoever speaks.
    Speaker,
    /// Nothing that acts.
    None,
}

/// Reads the subject in these tokens, the first to past the last.
pub(super) fn read(scene: &Scene<'_>, sentence: &Sentence<'_>, start: usize, end: usize) -> Subject {
    let tokens = &sentence.tokens;
    let mut first = start;
    while first < end
        && (tokens[first].is(Tags::DET.with(Tags::CONJ)) || tokens[first].mark('"') || tokens[first].mark('“'))
        && !is_name(&tokens[first])
    {
        first += 1;
    }
    if let Some(found) = pointing(scene, sentence, (start, first), end) {
        return found;
    }
    // "Over 36,000 Americans died": those counted are not who acts in what else the sentence counts.
    if tokens[start..end].iter().any(|t| t.figure().is_some()) && tokens[start..end].iter().any(|t| t.is(Tags::PEOPLE))
    {
        return Subject::None;
    }
    // "and helping more Americans": what somebody does is no one.
    let opens = tokens[first].capital && (first == 0 || tokens[first - 1].is_strong()) && !tokens[first].is_acronym();
    let bare = !tokens[start..first].iter().any(|t| t.is(Tags::DET));
    let doing = tokens[first].is(Tags::ING) && !tokens[first].is(Tags::ANAPHOR) && (opens || !tokens[first].capital);
    if bare && (doing || reverses(tokens, first, end)) {
        return Subject::None;
    }
    // "New programs": a capital that only begins the sentence.
    let opening =
        (first == 0 || tokens[first - 1].is_strong()) && !tokens[first].is_acronym() && !tokens[first].possessive;
    let common = tokens.get(first + 1).filter(|_| first + 1 < end).is_some_and(|t| {
        t.is_word()
            && !t.capital
            && !t.is(Tags::CONJ.with(Tags::PREP).with(Tags::ADV).with(Tags::AUX))
            && !sentence.in_group(first + 1)
    });
    let opened = first;
    if opening && common && scene.lexicon.places.at(tokens[first].text).is_none() {
        let noun = (first + 1..end).take_while(|&i| tokens[i].is_word() && !tokens[i].is(Tags::PREP)).last();
        // "Microsoft programs" are Microsoft's, "Notable achievements" nobody's.
        let theirs = noun.is_some_and(|i| tokens[i].is(Tags::ANAPHOR)) && tokens[first].tags == Tags::default();
        if !theirs || tokens[first].text.contains('-') {
            first += 1;
        }
    }
    // "Funding will support", "Deploy clean energy": a common word alone.
    let word = tokens[first].text.to_lowercase();
    // "Target has committed": a noun that could be counted stands alone only as a name.
    let counted = !word.ends_with('s') && !word.ends_with("ing") && tokens.get(end).is_some_and(|t| t.is(Tags::AUX));
    let verb = tokens[first].is(Tags::VERB) && !counted;
    let common_word = opening && first + 1 == end && (verb || scene.lexicon.words.money(scene.lang, &word).is_some());
    if common_word && bare && !tokens[first].is(Tags::BODY.with(Tags::PEOPLE)) {
        return Subject::None;
    }
    // "Projects include": the plural of a common noun.
    let alone = first + 1 == end && opening && tokens[first].is(Tags::ANAPHOR.with(Tags::VEHICLE));
    let plural = alone && scene.lexicon.words.is_plural(scene.lang, &tokens[first].text.to_lowercase());
    if plural && !tokens[first].is(Tags::BODY.with(Tags::PEOPLE).with(Tags::EMPLOYEE)) {
        return Subject::None;
    }
    if let Some(slot) = listed(scene, sentence, first, end).or_else(|| named(scene, sentence, first, end)) {
        return Subject::Named(slot);
    }
    let stop = (first..end).find(|&i| {
        let t = &tokens[i];
        t.is(Tags::PREP.with(Tags::REL)) || !t.is_word() && t.figure().is_none() || sentence.in_group(i)
    });
    let last = stop.unwrap_or(end);
    if last == first {
        return Subject::None;
    }
    let head = &tokens[last - 1];
    // "Village savings groups", but not "New programs".
    let describes = tokens[opened].is(Tags::DET.with(Tags::ADJECTIVE).with(Tags::ADV));
    let span = tokens[if describes { first } else { opened }].span.join(head.span);
    // "los gobiernos de México y Estados Unidos"
    let of = (head.is(Tags::BODY) && tokens.get(last).is_some_and(|t| matches!(t.text, "of" | "de" | "del")))
        .then(|| {
            let start = (last + 1..end).find(|&i| !tokens[i].is(Tags::DET))?;
            name(scene, sentence, start, end)
        })
        .flatten();
    let span = of.map_or(span, |of| span.join(of.span));
    let slot = Slot { text: span.of(scene.text).to_owned(), span };
    // "X's support for farmers", "the work of USAID": the name inside the phrase acts.
    if head.is(Tags::LAW) {
        return Subject::Named(slot);
    }
    if head.is(Tags::ANAPHOR) {
        // "the program" points back, "a program", "programs" do not.
        let definite = tokens[start..first.max(start + 1)].iter().any(|t| {
            matches!(
                t.text.to_lowercase().as_str(),
                "the" | "this" | "these" | "both" | "el" | "la" | "los" | "las" | "este" | "esta"
            )
        });
        // "these investments" alone are what, not who.
        let money = scene.lexicon.words.money(scene.lang, &head.text.to_lowercase()).is_some();
        let these = tokens[start..first.max(start + 1)]
            .iter()
            .any(|t| matches!(t.text, "These" | "these" | "Those" | "those" | "Estos" | "estos" | "Estas" | "estas"));
        return match definite {
            true if these && !head.is(Tags::BODY) => Subject::None,
            true => Subject::Pointing(Some(slot).filter(|_| !money)),
            // "Village savings groups"
            false if head.is(Tags::BODY) && last - opened > 1 && !describes => Subject::Named(slot),
            false => Subject::None,
        };
    }
    let bodies = tokens[first..last]
        .iter()
        .any(|t| t.is(Tags::BODY.with(Tags::PEOPLE).with(Tags::EMPLOYEE)) || t.is(Tags::TERRITORY));
    // "the fund and USAID"
    let joined = (first..last).rev().find(|&i| tokens[i].is(Tags::CONJ));
    let names = |and: usize| tokens[and + 1..last].iter().all(|t| is_name(t) || t.is(Tags::DET));
    let bodies = bodies || joined.is_some_and(|and| and + 1 < last && names(and));
    if bodies && last - first <= 8 { Subject::Named(slot) } else { Subject::None }
}

/// What a subject is that begins with a pronoun or a possessive, or holds nothing else; `begun` is its first token and the
/// first behind its articles. None where it begins otherwise.
fn pointing(scene: &Scene<'_>, sentence: &Sentence<'_>, begun: (usize, usize), end: usize) -> Option<Subject> {
    let tokens = &sentence.tokens;
    let (start, first) = begun;
    if first >= end {
        let pointing = tokens[start..end]
            .iter()
            .any(|t| t.is(Tags::PRON) || matches!(t.text, "This" | "These" | "this" | "these"));
        return Some(if pointing { Subject::Pointing(None) } else { Subject::None });
    }
    if let Some(slot) = apposed(scene, sentence, start, end) {
        return Some(Subject::Named(slot));
    }
    if tokens[first].is(Tags::PRON) && !tokens[first].is_acronym() {
        if matches!(tokens[first].text, "we" | "We") {
            return Some(Subject::Speaker);
        }
        let person = matches!(
            tokens[first].text.to_lowercase().as_str(),
            "we" | "i" | "you" | "who" | "us" | "nosotros" | "one"
        );
        return Some(if person { Subject::None } else { Subject::Pointing(None) });
    }
    if tokens[first].is(Tags::POSS) && !tokens[first].is(Tags::DET) {
        // "its SURGES program", "su programa SURGES"
        let named = (first + 1..end.min(first + 4)).find(|&i| is_name(&tokens[i]) && !tokens[i].is(Tags::ING));
        let clear = named.filter(|&n| tokens[first + 1..n].iter().all(|t| t.is_word() && !t.is(Tags::PREP)));
        if let Some(slot) = clear.and_then(|start| name(scene, sentence, start, end)) {
            return Some(Subject::Named(slot));
        }
        let own = matches!(tokens[first].text.to_lowercase().as_str(), "our" | "my" | "your" | "nuestro" | "nuestra");
        return Some(if own { Subject::None } else { Subject::Pointing(None) });
    }
    None
}

/// "The mill will create 600 jobs": a definite thing as the text names it, where its verb can have one.
pub(super) fn thing(scene: &Scene<'_>, sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let the = matches!(tokens[start].text, "The" | "the" | "El" | "el" | "La" | "la" | "Los" | "los" | "Las" | "las");
    let noun = |i: &usize| {
        let token = &tokens[*i];
        token.is_word() && !token.capital && !token.is(Tags::PREP.with(Tags::REL)) && !sentence.in_group(*i)
    };
    let last = (start + 1..end).take_while(noun).filter(|&i| !tokens[i].is(Tags::CONJ)).last().filter(|_| the)?;
    let head = &tokens[last];
    let money = scene.lexicon.words.money(scene.lang, head.text).is_some();
    // "the importance of vaccines", "the number of jobs"
    let of = tokens.get(last + 1).is_some_and(|t| matches!(t.text, "of" | "de" | "del"));
    let money = money || of || matches!(head.text, "money" | "dinero");
    if money || head.is(Tags::TARGET.with(Tags::PROMISE).with(Tags::ADJECTIVE)) || last - start > 4 {
        return None;
    }
    let span = tokens[start + 1].span.join(head.span);
    Some(Slot { text: span.of(scene.text).to_owned(), span })
}

/// The name with which a subject begins.
fn named(scene: &Scene<'_>, sentence: &Sentence<'_>, first: usize, end: usize) -> Option<Slot> {
    let tokens = &sentence.tokens;
    // "new Southern Mexico …", "the company Nespresso": a word or two before the name.
    let named = (first..end.min(first + 3)).find(|&i| is_name(&tokens[i]));
    let plain = |i: usize| {
        tokens[i].is_word()
            && !tokens[i].is(Tags::PREP.with(Tags::CONJ).with(Tags::REL).with(Tags::VERB.without(Tags::BASE)))
    };
    // "Swiss healthcare company Roche"
    let introduced = named.and_then(|n| {
        let noun = (n + 1..end.min(n + 5)).take_while(|&i| plain(i) && !tokens[i].capital).last()?;
        let company = tokens[noun].is(Tags::BODY) && tokens.get(noun + 1).is_some_and(is_name) && noun + 1 < end;
        company.then_some(noun + 1)
    });
    let named = introduced.or(named);
    let described = named.and_then(|n| described(scene, sentence, n, end));
    let counted = |i: usize| i == first && tokens[i].figure().is_some();
    let clear = named.filter(|&n| introduced.is_some() || (first..n).all(|i| plain(i) || counted(i)));
    // "Federal" alone names nobody.
    let adjective = clear.is_some_and(|n| {
        tokens[n].is(Tags::ADJECTIVE) && !tokens[n].is_acronym() && !tokens.get(n + 1).is_some_and(|t| t.capital)
    });
    // "The median Black American family": no name either.
    let adjectives = clear.is_some_and(|n| {
        let run = (n..end).take_while(|&i| tokens[i].is_word() && tokens[i].capital);
        let noun = tokens
            .get(n + run.clone().count())
            .is_some_and(|t| t.is_word() && !t.capital && n + run.clone().count() < end);
        noun && run.into_iter().all(|i| tokens[i].is(Tags::ADJECTIVE.with(Tags::PEOPLE)) && !tokens[i].is_acronym())
    });
    let adjective = adjective || adjectives;
    let clear = clear.filter(|_| !adjective).map(|n| town(scene, sentence, n).unwrap_or(n));
    described.or_else(|| name(scene, sentence, clear?, end))
}

/// "Wayne County, Michigan has": the first token of the town before its state.
fn town(scene: &Scene<'_>, sentence: &Sentence<'_>, state: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let (place, _) = scene.lexicon.places.at(scene.text.get(tokens[state].span.start..)?)?;
    let comma = state.checked_sub(1).filter(|&i| tokens[i].mark(',') && place.kind == PlaceKind::State)?;
    let capital = |&i: &usize| tokens[i].is_word() && tokens[i].capital && !tokens[i].is(Tags::PREP);
    let first = (0..comma).rev().take_while(capital).last().filter(|&first| comma - first < 4)?;
    if first > 0 && tokens[first - 1].mark('.') {
        return None;
    }
    let listed = scene.lexicon.places.at(scene.text.get(tokens[first].span.start..)?).is_some_and(|(before, len)| {
        before.kind == PlaceKind::State && tokens[first].span.start + len == tokens[comma - 1].span.end
    });
    (!listed).then_some(first)
}

/// "Countries, ports, and companies offered": a list of common nouns that are bodies or people.
fn listed(scene: &Scene<'_>, sentence: &Sentence<'_>, first: usize, end: usize) -> Option<Slot> {
    let tokens = &sentence.tokens[first..end];
    let plain = |t: &Token<'_>| (t.is_word() && !t.capital && !t.is(Tags::PREP) && t.figure().is_none()) || t.mark(',');
    let list = tokens.get(1)?.mark(',') && tokens[1..].iter().all(plain) && tokens.iter().any(|t| t.is(Tags::CONJ));
    let acts = |t: &Token<'_>| t.is(Tags::BODY.with(Tags::PEOPLE).with(Tags::EMPLOYEE));
    let span = tokens[0].span.join(tokens.last()?.span);
    (list && acts(tokens.last()?)).then(|| Slot { text: span.of(scene.text).to_owned(), span })
}

/// "The company, Vientos del Sur, said": the name between commas behind a definite noun.
fn apposed(scene: &Scene<'_>, sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let definite = matches!(tokens[start].text, "The" | "the" | "El" | "el" | "La" | "la");
    let noun =
        end.checked_sub(1).is_some_and(|last| !tokens[last].capital && tokens[last].is(Tags::BODY.with(Tags::ANAPHOR)));
    let owned = tokens[start..end].iter().any(|t| t.possessive);
    let open = tokens.get(end)?.mark(',') && definite && noun && !owned;
    let close = (end + 1..tokens.len().min(end + 8)).find(|&i| tokens[i].mark(','))?;
    let small = |t: &Token<'_>| matches!(t.text, "of" | "the" | "and" | "de" | "del" | "la" | "y" | "&");
    let inside = &tokens[end + 1..close];
    let name =
        inside.first().is_some_and(|t| t.capital) && inside.iter().all(|t| t.is_word() && (t.capital || small(t)));
    let span = tokens[end + 1].span.join(tokens[close - 1].span);
    (open && name).then(|| Slot { text: span.of(scene.text).to_owned(), span })
}

/// "Reversed onerous standards": a verb that begins a point of a list.
fn reverses(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    let opens = first == 0 || tokens[first - 1].is_strong();
    let verb = tokens[first].is(Tags::THIRD.with(Tags::PAST)) && !tokens[first].is(Tags::NOUNISH.with(Tags::WHO));
    opens && verb && tokens[first].capital && first + 1 < end && !tokens[first + 1].capital
}
