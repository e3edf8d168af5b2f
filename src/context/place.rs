//! The slots `place` and `country`: where it takes effect, the nearest place the sentence gives.

use super::clause::Form;
use super::history::History;
use super::token::Token;
use super::toponym::Found;
use super::town::named_end;
use super::{Governor, Scene, Sentence, Slot};
use crate::figure::Lang;
use crate::grammar::Reading;
use crate::lexicon::Tags;

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
    history: &History,
) -> Option<(Slot, String)> {
    let tokens = &sentence.tokens;
    // A count of places is a place itself; "22 countries in Latin America" lie in another.
    if let Some(own) = sentence.places.iter().find(|p| p.start <= token && token < p.end) {
        return of_counted(scene, sentence, own);
    }
    if let Some(receiver) = receiver(sentence, token, governor) {
        return Some(slot(scene, sentence, receiver));
    }
    let stop = (token..tokens.len())
        .find(|&i| tokens[i].is_strong() && !tokens[i].mark('—') && !tokens[i].mark('–'))
        .unwrap_or(tokens.len());
    let own = governor.group.filter(|&g| governor.as_subject || sentence.groups[g].first > token);
    let open = |from: usize, to: usize| {
        let other = |(index, g): (usize, &super::clause::Group)| {
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
        let first = sentence.places.iter().find(|p| p.start == 0 && tokens.get(p.end).is_some_and(|t| t.mark('|')))?;
        return Some(slot(scene, sentence, first));
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
    // "for Amazon to invest": who does it, not where.
    let acts = |p: &Found| {
        let does = sentence.groups.iter().any(|g| g.first == p.end && g.form == Form::Infinitive);
        does && p.countries.is_empty() && tokens[p.start].capital && tokens[p.start - 1].text == "for"
    };
    // "and 50 colleges in 19 states have announced": the place of another subject.
    let other = |p: &Found| {
        let begins = |s: usize| tokens[s - 1].mark(',') || tokens[s - 1].is(Tags::CONJ) || tokens[s].is(Tags::CONJ);
        let inside = |(s, e): (usize, usize)| token < s && s <= p.start && p.end <= e && begins(s);
        sentence.groups.iter().any(|g| g.form == Form::Finite && !g.relative && g.subject.is_some_and(inside))
    };
    // "$649 million from the United States": who gives it.
    let money = tokens[token].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Money { .. }));
    let source = |p: &Found| {
        let from = (token + 1..p.start).rev().find(|&i| !tokens[i].is(Tags::DET));
        money && from == Some(token + 1) && tokens[token + 1].text == "from"
    };
    // "Canada’s commitment to offer", "Russia’s aggression": who acts, not where.
    let does = |p: &Found| {
        let act = ["role", "call", "leadership", "aggression", "invasion", "war", "request", "decision", "history"];
        let noun = tokens.get(p.end).filter(|_| tokens[p.end - 1].possessive);
        let phrase = tokens[p.end..].iter().take(3).take_while(|t| t.is_word() && !t.is(Tags::PREP));
        noun.is_some_and(|t| t.is(Tags::PROMISE.with(Tags::TARGET).with(Tags::BODY)))
            || noun.is_some() && phrase.into_iter().any(|t| act.contains(&t.text))
    };
    let after = |least: u8| {
        let near = |p: &&Found| {
            !does(p) && p.start > token && p.end <= stop && p.strength >= least && open(token, p.start) && !source(p)
        };
        sentence.places.iter().find(|p| near(p) && !acts(p) && !other(p))
    };
    let before = |floor: usize| {
        let candidates = || sentence.places.iter().rev().filter(move |p| p.end <= token && p.start >= floor);
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
        let last = |p: &&Found| (tokens[p.end - 1].possessive || p.countries.is_empty()) && !does(p);
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
    Some(slot(scene, sentence, found))
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

fn slot(scene: &Scene<'_>, sentence: &Sentence<'_>, found: &Found) -> (Slot, String) {
    let span = sentence.tokens[found.start].span.join(sentence.tokens[found.end - 1].span);
    let mut countries = found.countries.clone();
    countries.dedup();
    (Slot { text: span.of(scene.text).to_owned(), span }, countries.join(";"))
}

/// The last joined place of named countries in a sentence, or several named one by one, for "both countries" after it.
pub(super) fn last_joined(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Option<(Slot, String)> {
    several(scene, sentence, sentence.tokens.len())
}

fn several(scene: &Scene<'_>, sentence: &Sentence<'_>, limit: usize) -> Option<(Slot, String)> {
    let named = || sentence.places.iter().filter(|p| p.end <= limit && !p.countries.is_empty() && p.strength > 0);
    if let Some(joined) = named().rev().find(|p| p.countries.len() > 1) {
        return Some(slot(scene, sentence, joined));
    }
    let mut each: Vec<(Slot, String)> = named().filter(|p| p.strength == 3).map(|p| slot(scene, sentence, p)).collect();
    each.dedup_by(|a, b| a.0.text == b.0.text);
    let [(first, one), (second, other)] = &each[..] else { return None };
    let text = format!("{} and {}", first.text, second.text);
    Some((Slot { text, span: first.span.join(second.span) }, format!("{one};{other}")))
}
