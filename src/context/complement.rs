//! Noun phrases beside a figure that several rules of `what` look for: behind a preposition, before "of", the subject.

use super::clause::phrase_start;
use super::group::{Form, Group};
use super::noun::{Phrase, phrase};
use super::token::Token;
use super::{Scene, Sentence};
use crate::figure::Lang;
use crate::grammar::Reading;
use crate::lexicon::{Tags, Words};

/// What economists measure other amounts by.
pub(super) const OUTPUT: [&str; 5] = ["GDP", "GNI", "GNP", "PIB", "quota"];

/// The phrase after one of these prepositions directly behind the figure.
pub(super) fn after_preposition(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    prepositions: &[&str],
) -> Option<Phrase> {
    let preposition = sentence.tokens.get(token + 1)?;
    if !prepositions.contains(&preposition.text) {
        return None;
    }
    let mut start = token + 2;
    while sentence
        .tokens
        .get(start)
        .is_some_and(|t| t.beside || t.figure().is_some_and(|m| !super::is_time(&scene.mentions[m].reading)))
    {
        start += 1;
    }
    let gerund = sentence
        .groups
        .iter()
        .find(|g| g.first == start && matches!(g.form, Form::Gerund | Form::Infinitive))
        .map(|g| g.head + 1);
    let mut start = gerund.unwrap_or(start);
    while gerund.is_some() && sentence.tokens.get(start).is_some_and(|t| matches!(t.text, "en" | "a" | "in" | "to")) {
        start += 1;
    }
    // "into highly secure networks"
    while gerund.is_none() && sentence.tokens.get(start).is_some_and(|t| t.is(Tags::ADV) && t.text.ends_with("ly")) {
        start += 1;
    }
    // "83 cents for every dollar" is a rate.
    if sentence.tokens.get(start).is_some_and(|t| matches!(t.text, "every" | "each" | "cada")) {
        return None;
    }
    let found = phrase(sentence, start, scene.lang, scene.lexicon)?;
    // "in response to", "in partnership with": no thing, but a way. "in the first two years", "in the same period": a time.
    let next = sentence.tokens.get(found.end);
    let time = next.and_then(Token::figure).is_some_and(|m| super::is_time(&scene.mentions[m].reading))
        || matches!(
            sentence.tokens[found.head].text,
            "period" | "time" | "date" | "year" | "average" | "periodo" | "período" | "lapso" | "año"
        );
    if time {
        return None;
    }
    let way = found.end - found.start == 1
        && sentence.tokens[found.head].is(Tags::WAY)
        && next.is_none_or(|t| t.is(Tags::PREP) || t.text == "to" || !t.is_word());
    if way {
        return None;
    }
    // "for seniors", "to 114 grantees": who gets money is not what it is.
    let money =
        sentence.tokens[token].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Money { .. }));
    let head = &sentence.tokens[found.head];
    let body = head.is_acronym() && found.end - found.start == 1
        || sentence.tokens[found.start..found.end].iter().any(|t| t.capital && t.is(Tags::TERRITORY));
    // "for states to reduce lead exposure": the purpose says it.
    let aimed = head.is(Tags::BODY.with(Tags::TERRITORY))
        && sentence
            .groups
            .iter()
            .any(|g| g.form == Form::Infinitive && g.first >= found.end && g.first < found.end + 5);
    let phrase = &sentence.tokens[found.start..found.end];
    let office = |t: &Token<'_>| t.capital && t.is(Tags::BODY) && t.is(Tags::ANAPHOR);
    let body = body || phrase.iter().any(office) && !named_vehicle(sentence, found);
    let states = head.is(Tags::TERRITORY) && !head.capital && found.end == found.start + 1;
    let who = head.is(Tags::PEOPLE.with(Tags::BENEFICIARY).with(Tags::EMPLOYEE)) || body || aimed || states;
    let given = money && matches!(preposition.text, "for" | "to" | "para") && who;
    // "$700 million in the Inflation Reduction Act": where it stands.
    let stands = money && preposition.text == "in" && head.capital && head.is(Tags::LAW) && !head.is(Tags::VEHICLE);
    if given || stands {
        return None;
    }
    let place = sentence.places.iter().any(|p| p.start <= found.start && found.start < p.end && p.end >= found.end);
    (!place && sentence.tokens[found.start].figure().is_none()).then_some(found)
}

/// The phrase with the "of …" that completes it.
pub(super) fn with_of(scene: &Scene<'_>, sentence: &Sentence<'_>, found: Phrase) -> Phrase {
    if sentence.tokens.get(found.end).is_some_and(|t| matches!(t.text, "of" | "de" | "del"))
        && let Some(more) = phrase(sentence, found.end + 1, scene.lang, scene.lexicon)
    {
        return Phrase { end: more.end, ..found };
    }
    found
}

/// A name goes on over "of" and "for" to its next capital: "Center for Gender Equity".
pub(super) fn with_name(scene: &Scene<'_>, sentence: &Sentence<'_>, found: Phrase) -> Phrase {
    let tokens = &sentence.tokens;
    let mut end = found.end;
    while tokens[end - 1].capital
        && tokens.get(end).is_some_and(|t| matches!(t.text, "of" | "for" | "and" | "de"))
        && tokens.get(end + 1).is_some_and(|t| t.capital && t.is_word())
    {
        end += 2;
        while tokens.get(end).is_some_and(|t| t.capital && t.is_word()) {
            end += 1;
        }
    }
    // "U.S. Department of Agriculture (USDA) pilot program": the noun behind the brackets is the head.
    let bracketed = end > found.start
        && tokens[end - 1].capital
        && tokens.get(end).is_some_and(|t| t.mark('('))
        && tokens.get(end + 2).is_some_and(|t| t.mark(')'));
    if bracketed
        && let Some(more) = phrase(sentence, end + 3, scene.lang, scene.lexicon).filter(|more| more.start == end + 3)
    {
        return Phrase { end: more.end, head: more.head, ..found };
    }
    Phrase { end, ..found }
}

/// The token behind "over the next five years", "by 2025," that stand between money and what it is for.
pub(super) fn skip_time(scene: &Scene<'_>, sentence: &Sentence<'_>, at: usize) -> usize {
    let tokens = &sentence.tokens;
    let mut start = at;
    while tokens.get(start).is_some_and(|t| t.mark(',') || matches!(t.text, "respectively" | "respectivamente")) {
        start += 1;
    }
    // "committed $2 million and $1 million, respectively, to improve incomes"
    if start > at + 1 && sentence.groups.iter().any(|g| g.first == start && g.form == Form::Infinitive) {
        return start;
    }
    let is_time = |i: usize| tokens[i].figure().is_some_and(|m| super::is_time(&scene.mentions[m].reading));
    if !tokens.get(start).is_some_and(|t| t.is(Tags::PREP)) {
        return at;
    }
    let Some(time) = (start + 1..(start + 4).min(tokens.len())).find(|&i| is_time(i)) else { return at };
    let small = tokens[start + 1..time].iter().all(|t| t.beside || t.is(Tags::DET.with(Tags::PREP)))
        && !sentence.is_compared(time);
    let next = time + 1 + usize::from(tokens.get(time + 1).is_some_and(|t| t.mark(',')));
    if small { next } else { at }
}

/// "an investment of $82 million", "sales totaling $78.6 million": the noun that the figure completes.
pub(super) fn named_before(sentence: &Sentence<'_>, token: usize, words: &Words) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let mut before = token;
    let small = |t: &Token<'_>| t.beside || t.is(Tags::DET.with(Tags::POSS)) || matches!(t.text, "between" | "entre");
    while before > 0 && small(&tokens[before - 1]) {
        before -= 1;
    }
    // "a total of", "a minimum of" only measure.
    let mut measured = false;
    loop {
        let measure = before >= 2
            && matches!(tokens[before - 1].text, "of" | "de")
            && matches!(
                tokens[before - 2].text,
                "valor"
                    | "monto"
                    | "suma"
                    | "promedio"
                    | "máximo"
                    | "mínimo"
                    | "total"
                    | "average"
                    | "median"
                    | "minimum"
                    | "maximum"
                    | "combined"
                    | "amount"
                    | "sum"
                    | "value"
                    | "worth"
            );
        if !measure {
            break;
        }
        measured = true;
        before -= 2;
        let adjective = |t: &Token<'_>| matches!(t.text, "combined" | "total" | "estimated" | "overall" | "collective");
        let small = |t: &Token<'_>| t.beside || t.is(Tags::DET) || adjective(t);
        while before > 0 && small(&tokens[before - 1]) {
            before -= 1;
        }
    }
    let link = before.checked_sub(1).filter(|&link| link > 0)?;
    // "deals in Angola with a combined value of $6 million", "These investments, totaling $25 billion"
    let with = measured && matches!(tokens[link].text, "with" | "con");
    let comma = matches!(tokens[link].text, "totaling" | "totalling" | "worth") && tokens[link - 1].mark(',');
    if with || comma {
        let mut end = link - usize::from(comma);
        let mut start = phrase_start(tokens, end);
        while with && start > 1 && matches!(tokens[start - 1].text, "in" | "en" | "across") {
            end = start - 1;
            start = phrase_start(tokens, end);
        }
        let first = without_articles(tokens, start, end)?;
        let noun = tokens[end - 1].is_word() && !tokens[end - 1].capital && !sentence.in_group(end - 1);
        return noun.then_some(Phrase { start: first, end, head: end - 1 });
    }
    // "créditos por 45 millones"
    let credit = |i: usize| {
        let noun = || words.money(Lang::Es, &tokens[i - 1].text.to_lowercase()).is_some();
        tokens[i].text == "por" && (tokens[i - 1].is_word() && !tokens[i - 1].capital || noun())
    };
    if !(matches!(tokens[link].text, "of" | "totaling" | "totalling" | "worth" | "de" | "a" | "to") || credit(link))
        || (matches!(tokens[link].text, "a" | "to") && !tokens[link - 1].text.starts_with("equ"))
    {
        return None;
    }
    let link = if link > 1 && matches!(tokens[link - 1].text, "equivalente" | "equivalent" | "equal") {
        link - 1
    } else {
        link
    };
    let start = phrase_start(tokens, link);
    let mut first = start;
    while first < link && (tokens[first].is(Tags::DET.with(Tags::POSS).with(Tags::CONJ)) || sentence.in_group(first)) {
        first += 1;
    }
    // "funding totaling $17 billion"
    let funding = |t: &Token<'_>| t.is(Tags::ING) && words.money(Lang::En, &t.text.to_lowercase()).is_some();
    (first < link
        && tokens[link - 1].is_word()
        && (funding(&tokens[link - 1]) || !tokens[link - 1].is(Tags::VERB.without(Tags::BASE.with(Tags::THIRD)))))
    .then(|| {
        // "un apoyo mensual de 250 dólares": a Spanish noun stands before its adjectives.
        let spanish = tokens[link].text == "de" || tokens[link].text == "por";
        let head = if spanish {
            (first..link).take_while(|&i| !tokens[i].is(Tags::ADJECTIVE) || i == first).next()
        } else {
            None
        };
        Phrase { start: first, end: link, head: head.unwrap_or(link - 1) }
    })
}

pub(super) fn named_vehicle(sentence: &Sentence<'_>, found: Phrase) -> bool {
    sentence.tokens[found.start..found.end].iter().any(|t| t.is(Tags::VEHICLE))
}

/// The first token from `start` to before `end` that is no article.
pub(super) fn without_articles(tokens: &[Token<'_>], start: usize, end: usize) -> Option<usize> {
    (start..end).find(|&i| !tokens[i].is(Tags::DET.with(Tags::POSS).with(Tags::CONJ)))
}

/// The noun phrase of a group's subject, where it is a thing.
pub(super) fn subject_phrase(scene: &Scene<'_>, sentence: &Sentence<'_>, group: &Group) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let (start, end) = group.subject?;
    let first =
        (start..end).find(|&i| !tokens[i].is(Tags::DET.with(Tags::POSS).with(Tags::CONJ)) && !tokens[i].possessive)?;
    let last = (first..end).take_while(|&i| tokens[i].is_word() && !tokens[i].is(Tags::PREP.with(Tags::REL))).last()?;
    // "la economía mexicana": a Spanish adjective stands last.
    let head = &tokens[if scene.lang == Lang::Es && tokens[last].is(Tags::PEOPLE) { first } else { last }];
    // A capital may only begin the sentence: "Remittances to the three countries".
    let which = tokens.get(1).is_some_and(|t| t.mark(',')) && tokens.get(2).is_some_and(|t| t.is(Tags::REL));
    let opens = last == 0 && (which || tokens.get(1).is_some_and(|t| t.is(Tags::PREP)));
    let named = head.capital && (last > 0 || head.tags == Tags::default() && !opens) || head.is_acronym();
    let money = scene.lexicon.words.money(scene.lang, &head.text.to_lowercase()).is_some();
    // "real per capita income", "that number"
    let cut = head.is(Tags::ADJECTIVE)
        || matches!(head.text, "number" | "número")
            && tokens.get(last + 1).is_none_or(|t| !matches!(t.text, "of" | "de"));
    // "the program cost $5 million": whatever it is.
    let verb = tokens[group.head].text;
    let costs = verb.starts_with("cost") || verb.starts_with("cuesta");
    let thing = !cut
        && !named
        && !head.is(Tags::PRON.with(Tags::PEOPLE).with(Tags::BODY))
        && (money || costs || !head.is(Tags::ANAPHOR));
    // "the number of veterans"
    let found = Phrase { start: first, end: last + 1, head: last };
    let whole = with_of(scene, sentence, found);
    thing.then_some(if whole.end <= end { whole } else { found })
}
