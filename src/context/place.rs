//! The slots `place` and `country`: where it takes effect, the nearest place the sentence gives.

use super::countries::{several, single_countries, slot};
use super::group::Form;
use super::history::History;
use super::locative::Found;
use super::token::Token;
use super::town::named_end;
use super::{Governor, Scene, Sentence, Slot};
use crate::figure::Lang;
use crate::grammar::Reading;
use crate::lexicon::Tags;
use crate::span::Span;

/// "Zambia is home to 20 million people", "Africa accounts for one percent": what is told of the place that is the subject.
pub(super) fn told_of<'s>(
    scene: &Scene<'_>,
    sentence: &'s Sentence<'_>,
    token: usize,
    governor: Governor,
) -> Option<&'s Found> {
    let group = &sentence.groups[governor.group.filter(|_| !governor.as_subject)?];
    // "Germany was one of the first of 21 countries"
    let next = sentence.tokens[token + 1..].iter().take(4).take_while(|t| t.is_word() && !t.is(Tags::PREP));
    if next.into_iter().any(|t| t.is(Tags::TERRITORY)) {
        return None;
    }
    let between = sentence.tokens.get(group.head + 1..token)?;
    if group.modal || between.iter().any(|t| t.is_strong() || t.mark('—') || t.mark('–') || t.mark(',')) {
        return None;
    }
    let verb = sentence.tokens[group.head].text;
    let tells = group.tags.any(Tags::BE.with(Tags::HAVE).with(Tags::AMOUNTS))
        || matches!(verb, "accounts" | "account" | "hosts");
    let (start, end) =
        group.subject.filter(|_| tells && !group.passive && !group.relative && group.form == Form::Finite)?;
    let first = (start..end).find(|&i| !sentence.tokens[i].is(Tags::DET))?;
    let (_, length) = scene.lexicon.places.at(scene.text.get(sentence.tokens[first].span.start..)?)?;
    let whole = sentence.tokens[first].span.start + length == sentence.tokens[end - 1].span.end;
    sentence.places.iter().find(|p| whole && p.start <= first && p.end == end)
}

/// Where the figure at this token takes effect, and the country codes.
pub(super) fn of(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    governor: Governor,
    history: &mut History,
) -> Option<(Slot, String)> {
    let tokens = &sentence.tokens;
    // A count of places is a place itself; "22 countries in Latin America" lie in another.
    if let Some(own) = sentence.places.iter().find(|p| p.start <= token && token < p.end) {
        return of_counted(scene, sentence, own);
    }
    if let Some(named) = bracketed(scene, sentence, token) {
        return Some(named);
    }
    if let Some(own) = of_jobs(scene, sentence, token) {
        return Some(own);
    }
    if let Some(receiver) = receiver(sentence, token, governor) {
        return Some(slot(scene, sentence, receiver));
    }
    let stop = (token..tokens.len())
        .find(|&i| tokens[i].is_strong() && !tokens[i].mark('—') && !tokens[i].mark('–'))
        .unwrap_or(tokens.len());
    let own = governor.group.filter(|&g| governor.as_subject || sentence.groups[g].first > token);
    let open = |from: usize, to: usize| {
        let other = |(index, g): (usize, &super::group::Group)| {
            g.form == Form::Finite
                && g.subject.is_some()
                && !g.relative
                && g.first > from
                && g.head < to
                && own != Some(index)
        };
        !sentence.groups.iter().enumerate().any(other)
    };
    // The row of a table is about the place in its first cell.
    if tokens.iter().any(|t| t.mark('|')) {
        let first = sentence.places.iter().find(|p| p.start == 0 && tokens.get(p.end).is_some_and(|t| t.mark('|')));
        return first.map(|first| slot(scene, sentence, first)).or_else(|| super::table::place(scene, sentence));
    }
    // "48 families in Sonora, while in Yucatán"
    let turns = |t: &Token<'_>| matches!(t.text, "while" | "whereas" | "mientras" | "but" | "pero");
    // "12 offices, including three in Peru"
    let part = |i: usize| {
        let part = ["including", "incluidos", "incluidas", "ellos", "ellas"].contains(&tokens[i].text);
        part && tokens[i..].iter().take(4).any(|t| t.figure().is_some())
    };
    // "creating 1,250 jobs, $10 billion to build centers in Ohio": the place of another sum.
    let kind = |i: usize| tokens[i].figure().map(|m| matches!(scene.mentions[m].reading, Reading::Money { .. }));
    let other = |i: usize| {
        let before = (token..i).rev().find(|&j| !tokens[j].beside).is_some_and(|j| tokens[j].mark(','));
        i > token && before && kind(token) == Some(false) && kind(i) == Some(true)
    };
    let stop = (token..stop).find(|&i| turns(&tokens[i]) || part(i) || other(i)).unwrap_or(stop);
    let after = |least: u8| {
        let near = |p: &&Found| p.start > token && p.end <= stop && p.strength >= least && open(token, p.start);
        sentence.places.iter().find(|p| near(p) && !is_elsewhere(scene, sentence, token, p))
    };
    let before = |floor: usize| {
        let candidates = || {
            sentence.places.iter().rev().filter(move |p| p.end <= token && p.start >= floor && !is_ranked(tokens, p))
        };
        candidates().find(|p| p.strength == 3).or_else(|| {
            candidates().find(|p| {
                (p.strength == 2 || p.strength == 1 && p.start <= 12 && !tokens[p.end - 1].possessive)
                    && !p.countries.is_empty()
            })
        })
    };
    let before = || {
        let part = (0..token).rev().find(|&i| tokens[i].mark(';')).map_or(0, |i| i + 1);
        let turn = (part..token).rev().find(|&i| turns(&tokens[i]));
        // "In Colorado, 700 are eligible, while 400": what opens the sentence holds to its end.
        let opening = || before(part).filter(|p| p.start <= part + 2);
        turn.map_or_else(|| before(part), |turn| before(turn + 1).or_else(opening))
    };
    // "the region’s economy" before the figure comes last.
    let owned = || {
        let acts =
            |p: &Found| sentence.groups.iter().any(|g| g.subject.is_some_and(|(s, e)| s <= p.start && p.end <= e));
        let last = |p: &&Found| (tokens[p.end - 1].possessive || p.countries.is_empty()) && !is_deed(tokens, p);
        sentence.places.iter().rev().find(|p| p.end <= token && p.strength > 0 && last(p) && !acts(p))
    };
    let told = || told_of(scene, sentence, token, governor);
    let found = after(2).or_else(before).or_else(|| after(1)).or_else(owned).or_else(told)?;
    // "in areas of high need in Guatemala": the place that has a name.
    let common = tokens[found.start..found.end]
        .iter()
        .any(|t| !t.capital && (t.is(Tags::TERRITORY) || matches!(t.text, "markets" | "economies")));
    let next = sentence.places.iter().find(|p| {
        p.start == found.end + 1 && matches!(tokens[found.end].text, "in" | "of" | "en" | "de" | "del" | "across")
    });
    let found = next
        .filter(|p| common && p.members < 3 && !tokens[p.start..p.end].iter().any(|t| t.is(Tags::TERRITORY)))
        .unwrap_or(found);
    if found.pointing {
        let meant = several(scene, sentence, found.start).or_else(|| history.places.clone());
        if meant.is_some() {
            return meant;
        }
    }
    // "across the country": the one that the block has named.
    let text = tokens[found.end - 1].text;
    if found.end == found.start + 2 && matches!((tokens[found.start].text, text), ("the", "country") | ("el", "país"))
    {
        let mut named = history.countries(scene).iter().cloned().chain(single_countries(scene, sentence));
        if let Some(first) = named.next().filter(|first| named.all(|other| other.1 == first.1)) {
            return Some(first);
        }
    }
    Some(slot(scene, sentence, found))
}

/// "6,200 U.S.-based jobs", "three Canada-based firms": the country that the noun says.
fn of_jobs(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<(Slot, String)> {
    let tokens = &sentence.tokens;
    let next = (token + 1..tokens.len()).take(3).take_while(|&i| tokens[i].is_word() && !tokens[i].is(Tags::PREP));
    for i in next {
        let based = tokens[i].text.strip_suffix("-based");
        let jobs =
            || (i + 1..tokens.len()).take(3).take_while(|&j| tokens[j].is_word()).any(|j| tokens[j].is(Tags::JOBS));
        let name = based.or_else(|| jobs().then_some(tokens[i].text));
        let whole = name.and_then(|name| Some((name, scene.lexicon.places.at(name)?)));
        if let Some((name, (place, _))) = whole.filter(|(name, (_, length))| *length == name.len()) {
            let span = Span::new(tokens[i].span.start, tokens[i].span.start + name.len());
            return Some((Slot { text: name.to_owned(), span }, place.country.to_string()));
        }
    }
    None
}

/// Whether a place behind the figure tells of something else.
fn is_elsewhere(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, p: &Found) -> bool {
    let tokens = &sentence.tokens;
    // "for Amazon to invest": who does it, not where.
    let does = sentence.groups.iter().any(|g| g.first == p.end && g.form == Form::Infinitive);
    let acts = does && p.countries.is_empty() && tokens[p.start].capital && tokens[p.start - 1].text == "for";
    // "and 50 colleges in 19 states have announced": the place of another subject.
    let begins = |s: usize| tokens[s - 1].mark(',') || tokens[s - 1].is(Tags::CONJ) || tokens[s].is(Tags::CONJ);
    let inside = |(s, e): (usize, usize)| token < s && s <= p.start && p.end <= e && begins(s);
    let other = sentence.groups.iter().any(|g| g.form == Form::Finite && !g.relative && g.subject.is_some_and(inside));
    // "$649 million from the United States": who gives it.
    let money =
        |i: usize| tokens[i].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Money { .. }));
    let from = (token + 1..p.start).rev().find(|&i| !tokens[i].is(Tags::DET));
    let source = money(token) && from == Some(token + 1) && tokens[token + 1].text == "from";
    // "The $2 billion deals build on the $6 billion in Qatar": the place of the other sum.
    let sum = from.filter(|&i| i > token + 1 && money(i - 1) && money(token)).map(|i| i - 1);
    let apart = sum.is_some_and(|sum| sentence.groups.iter().any(|g| token < g.first && g.head < sum));
    acts || other || source || apart || is_deed(tokens, p) || is_ranked(tokens, p)
}

/// "Canada’s commitment to offer", "Russia’s aggression": who acts, not where.
fn is_deed(tokens: &[Token<'_>], p: &Found) -> bool {
    let act = ["role", "call", "leadership", "aggression", "invasion", "war", "request", "decision", "history"];
    let noun = tokens.get(p.end).filter(|_| tokens[p.end - 1].possessive);
    let phrase = tokens[p.end..].iter().take(3).take_while(|t| t.is_word() && !t.is(Tags::PREP));
    noun.is_some_and(|t| t.is(Tags::PROMISE.with(Tags::TARGET).with(Tags::BODY)))
        || noun.is_some() && phrase.into_iter().any(|t| act.contains(&t.text))
}

/// "a plant in Ohio, the largest in America": among which places it is the first, not where it is.
fn is_ranked(tokens: &[Token<'_>], p: &Found) -> bool {
    let from = p.start.saturating_sub(9);
    let Some(comma) = (from..p.start).rev().find(|&i| !tokens[i].is_word() && tokens[i].figure().is_none()) else {
        return false;
    };
    let best = |t: &Token<'_>| {
        matches!(t.text, "first" | "most" | "only" | "mayor" | "primer" | "primera" | "única" | "único")
            || t.text.len() > 5 && t.text.ends_with("est")
    };
    let article = ["the", "its", "one", "among", "el", "la", "los", "las", "uno", "una", "su"];
    let opens = tokens.get(comma + 1).is_some_and(|t| article.contains(&t.text));
    opens && tokens[comma + 1..p.start].iter().take(5).any(best)
}

/// "across Peru ($8 million) and Chile ($5 million)": the place that the amount in brackets stands behind; those of all
/// of them for an amount before.
fn bracketed(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<(Slot, String)> {
    let tokens = &sentence.tokens;
    let open = (0..token).rev().find(|&i| !tokens[i].beside)?;
    let behind = |p: &&Found| {
        let figure = tokens.get(p.end + 1..).into_iter().flatten().find(|t| !t.beside);
        p.end < tokens.len() && tokens[p.end].mark('(') && figure.is_some_and(|t| t.figure().is_some())
    };
    // "donors, including Japan ($8 million)": who gives it.
    let all = || sentence.places.iter().filter(behind);
    if all().next()?.strength < 2 {
        return None;
    }
    if let Some(own) = all().find(|p| p.end == open) {
        return Some(slot(scene, sentence, own));
    }
    let listed: Vec<&Found> = all().filter(|p| p.start > token).collect();
    let [first, .., last] = listed[..] else { return None };
    let (mut text, mut countries) = (String::new(), Vec::new());
    for (index, place) in listed.iter().enumerate() {
        let (one, country) = slot(scene, sentence, place);
        text += if index == 0 {
            ""
        } else if index + 1 == listed.len() {
            " and "
        } else {
            ", "
        };
        text += &one.text;
        countries.extend((!country.is_empty()).then_some(country));
    }
    let span = tokens[first.start].span.join(tokens[last.end - 1].span);
    Some((Slot { text, span }, countries.join(";")))
}

/// Where the places lie that a figure counts: "22 countries in Latin America", "34 municipios de Lempira".
fn of_counted(scene: &Scene<'_>, sentence: &Sentence<'_>, own: &Found) -> Option<(Slot, String)> {
    let tokens = &sentence.tokens;
    let within = |p: &&Found| {
        // "24 countries and regions in Africa"
        let from = (own.end..p.start).find(|&i| !tokens[i].is(Tags::CONJ.with(Tags::TERRITORY)));
        p.start > own.end
            && from.is_some_and(|i| {
                p.start <= i + 2 && matches!(tokens[i].text, "in" | "across" | "throughout" | "en" | "de" | "del")
            })
            && tokens[p.start..p.end].iter().any(|t| t.capital)
    };
    // "in six countries facing hunger: Ethiopia, Kenya and Yemen"
    let named = |p: &&Found| {
        let opens = p.start.checked_sub(1).map(|i| &tokens[i]);
        p.start > own.end
            && p.members > 1
            && opens.is_some_and(|t| t.mark(':') || t.mark('—') || t.mark('–') || t.mark('('))
    };
    let found = sentence.places.iter().find(within).or_else(|| sentence.places.iter().find(named));
    // "34 municipios de Lempira, Intibucá y Copán"
    let listed = || {
        let of = tokens.get(own.end).filter(|t| matches!(t.text, "de" | "del"))?;
        let end = named_end(tokens, own.end + 1).filter(|_| scene.lang == Lang::Es && of.is_word())?;
        let span = tokens[own.end + 1].span.join(tokens[end - 1].span);
        Some((Slot { text: span.of(scene.text).to_owned(), span }, String::new()))
    };
    found.map(|p| slot(scene, sentence, p)).or_else(listed)
}

/// "provide Indonesia with $150 million": the country that is given it.
fn receiver<'s>(sentence: &'s Sentence<'_>, token: usize, governor: Governor) -> Option<&'s Found> {
    let tokens = &sentence.tokens;
    let given = governor.group.map(|g| &sentence.groups[g]).filter(|g| g.tags.any(Tags::GIVE) && g.head < token)?;
    let found = sentence.places.iter().find(|p| {
        let with = tokens.get(p.end).is_some_and(|t| t.text == "with") && p.end < token;
        with && p.start > given.head && tokens[given.head + 1..p.start].iter().all(|t| t.is(Tags::DET))
    });
    found.filter(|p| !p.countries.is_empty())
}
