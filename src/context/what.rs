//! The slot `what`: the noun phrase counted, or what an amount is; and `unit`, a count's singular head.
//!
//! "26 major construction projects at", "3,000 direct and 7,600 indirect jobs", "jobs: 3,000", "54 rings, of which 19".

use super::amount::{limited, money};
use super::antecedent::antecedent;
use super::clause::phrase_start;
use super::complement::OUTPUT;
use super::counted::{
    counted, elided, goes_on, introduced, is_grouped, is_of_which, left_out_of, of_which, opens_item, part_of_all,
    shared,
};
use super::group::Form;
use super::measured::{amounting, apposed, gapped_share, growth, measured, raised, risen, share};
use super::noun::Phrase;
use super::token::Token;
use super::{Governor, Scene, Sentence, Slot, Slots};
use crate::figure::Lang;
use crate::grammar::Reading;
use crate::lexicon::Tags;
use rust_decimal::Decimal;

/// Fills `what` and `unit`; `None` where a bare number turns out to be no figure.
pub(super) fn fill(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    governor: Governor,
    slots: &mut Slots,
) -> Option<()> {
    if let Some(heads) = scene.heads {
        return super::table::fill(scene, sentence, token, mention, heads, slots);
    }
    if matches!(scene.mentions[mention].reading, Reading::Count { .. })
        && super::label::is_label(scene, sentence, token)
    {
        return None;
    }
    let found = match &scene.mentions[mention].reading {
        Reading::Count { .. } => {
            let counted = counted(scene, sentence, token)
                .or_else(|| left_out_of(scene, sentence, token, governor))
                .or_else(|| part_of_all(scene, sentence, token))
                .or_else(|| elided(scene, sentence, token))
                .or_else(|| introduced(scene, sentence, token));
            if let Some(counted) = counted {
                let head = &sentence.tokens[counted.head];
                slots.unit = scene.lexicon.words.singular(scene.lang, head.text);
            } else if !stands_alone(scene, sentence, token, mention, governor)
                || is_part_of_money(scene, sentence, token)
            {
                return None;
            }
            counted
        }
        Reading::Percent { .. } => percent(scene, sentence, token, governor),
        Reading::Measure { .. } => measured(scene, sentence, token, governor)
            .or_else(|| raised(scene, sentence, token, governor))
            .or_else(|| risen(scene, sentence, token, governor)),
        _ => money(scene, sentence, token, governor),
    };
    let found = super::in_other_money(scene, sentence, token)
        .and_then(|whole| money(scene, sentence, whole, sentence.governor(whole)))
        .or(found)
        .or_else(|| earlier(scene, sentence, token, mention))
        .or_else(|| {
            let money = matches!(scene.mentions[mention].reading, Reading::Money { .. });
            money.then(|| antecedent(sentence, token, governor)).flatten()
        });
    if let (Reading::Count { .. }, Some(found), true) = (&scene.mentions[mention].reading, found, slots.unit.is_empty())
    {
        slots.unit = scene.lexicon.words.singular(scene.lang, sentence.tokens[found.head].text);
    }
    let listed = |found| {
        let count = matches!(scene.mentions[mention].reading, Reading::Count { .. });
        count.then(|| shared(scene, sentence, token, found)).flatten()
    };
    slots.what = found.map(|found| listed(found).unwrap_or_else(|| slot(scene, sentence, found)));
    Some(())
}

/// "$5 million, of which 2 million": the rest of an amount, whose unit is left unsaid.
fn is_part_of_money(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let before = (0..token).rev().find(|&i| !tokens[i].beside);
    let which = before.filter(|&i| i > 0 && matches!(tokens[i].text, "which" | "cuales" | "que" | "them"));
    let whole = tokens[..token].iter().rev().find_map(Token::figure);
    which.is_some() && whole.is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Money { .. }))
}

/// What an earlier figure of the sentence is of, where this one leaves it out: "connecting four million people, with one
/// million already connected", "$5 million in grants, bringing the total to $9 million", "agronomists—41% of whom".
fn earlier(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, mention: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let mut before = token;
    while before > 0 && tokens[before - 1].beside {
        before -= 1;
    }
    let reading = &scene.mentions[mention].reading;
    let same = |m: usize| std::mem::discriminant(&scene.mentions[m].reading) == std::mem::discriminant(reading);
    // "54 rings, of which 19 were", "escuelas, de las cuales 20 son"
    let link = (0..before).rev().find(|&i| !tokens[i].is(Tags::DET) || tokens[i].is(Tags::REL));
    let which = link.filter(|&i| i > 1 && is_of_which(sentence, i));
    if matches!(reading, Reading::Count { .. } | Reading::Percent { .. })
        && let Some(which) = which
    {
        let counts = |m: usize| matches!(scene.mentions[m].reading, Reading::Count { .. });
        let other = tokens[..which].iter().rposition(|t| t.figure().is_some_and(counts))?;
        return counted(scene, sentence, other);
    }
    // "trade reached $779 billion, 17% more than the year before", "$21 billion in 2022, up 8 percent from 2021"
    let up = (before..token).any(|i| matches!(tokens[i].text, "up" | "down"))
        || before > 1 && matches!(tokens[before - 1].text, "up" | "down");
    let edge = before - usize::from(before > 1 && matches!(tokens[before - 1].text, "up" | "down"));
    let up = up && edge > 0 && tokens[edge - 1].mark(',');
    let before = if up { edge } else { before };
    let more = tokens.get(token + 1).filter(|_| matches!(reading, Reading::Percent { .. }) && before > 0);
    let words = ["more", "less", "higher", "lower", "más", "menos", "up", "down"];
    if more.is_some_and(|t| words.contains(&t.text) || up) && tokens[before - 1].mark(',') {
        let quantity = |t: &Token<'_>| t.figure().is_some_and(|m| !super::is_time(&scene.mentions[m].reading));
        let other = tokens[..before - 1].iter().rposition(quantity)?;
        let whole = tokens[other].figure().map(|m| &scene.mentions[m].reading)?;
        let governor = sentence.governor(other);
        return match whole {
            Reading::Money { .. } => money(scene, sentence, other, governor),
            Reading::Percent { .. } => percent(scene, sentence, other, governor),
            _ => counted(scene, sentence, other),
        };
    }
    // "an investment of $339 million, of which $172 million has been spent"
    if matches!(reading, Reading::Money { .. })
        && let Some(other) = tokens[..before].iter().rposition(|t| t.figure().is_some_and(same))
        && (other + 2..before).any(|i| is_of_which(sentence, i))
    {
        return money(scene, sentence, other, sentence.governor(other));
    }
    // "8,400 people, including 600 with disabilities"
    if let Some(other) = included(scene, sentence, token) {
        return counted(scene, sentence, other);
    }
    if of_which(sentence, token) {
        // "five states of the south, three of which"
        let counts = matches!(reading, Reading::Count { .. });
        let other = tokens[..before].iter().rposition(|t| t.figure().is_some_and(same)).filter(|_| counts);
        if let Some(found) = other.and_then(|other| counted(scene, sentence, other)) {
            return Some(found);
        }
        let edge = (0..before).rev().find(|&i| !tokens[i].is(Tags::DET));
        let mark = edge.filter(|&i| !tokens[i].is_word() && tokens[i].figure().is_none())?;
        // "243,000 farmers last year, 54 percent of whom"
        let time = |i: &usize| tokens[*i].figure().is_some_and(|m| super::is_time(&scene.mentions[m].reading));
        let dated = mark.checked_sub(1).filter(time);
        let link = |i: &usize| tokens[*i].is(Tags::PREP);
        let mark = dated.map_or(mark, |date| date.checked_sub(1).filter(link).unwrap_or(date));
        let start = phrase_start(tokens, mark);
        let first = (start..mark).find(|&i| !tokens[i].is(Tags::DET.with(Tags::POSS)))?;
        return Some(Phrase { start: first, end: mark, head: mark - 1 });
    }
    let total = before > 1 && tokens[before - 1].text == "to" && tokens[before - 2].text == "total";
    let from = before > 1 && tokens[before - 1].text == "from" && matches!(tokens[before - 2].text, "up" | "down");
    let left_out = matches!(reading, Reading::Count { .. })
        && before > 0
        && tokens[before - 1].text == "with"
        && tokens.get(token + 1).is_some_and(|t| t.is(Tags::ADV.with(Tags::PART)));
    // "against 4.1 percent in 2022", "compared with 248,000"
    let against = before > 0
        && (matches!(tokens[before - 1].text, "against" | "versus")
            || before > 1
                && matches!(
                    (tokens[before - 2].text, tokens[before - 1].text),
                    ("compared", "with" | "to") | ("frente" | "contra", "a")
                ));
    if !total && !left_out && !from && !against {
        return None;
    }
    let other = tokens[..before].iter().rposition(|t| t.figure().is_some_and(same))?;
    let governor = sentence.governor(other);
    match reading {
        Reading::Count { .. } => {
            counted(scene, sentence, other).or_else(|| left_out_of(scene, sentence, other, governor))
        }
        Reading::Percent { .. } => percent(scene, sentence, other, governor),
        _ => money(scene, sentence, other, governor),
    }
}

/// The count that this one is a part of: "8,400 people, including 600 with disabilities".
fn included(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let before = (0..token).rev().find(|&i| !tokens[i].beside)?;
    let includes =
        ["including", "incl", "incluidos", "incluidas", "incluyendo", "ellos", "ellas"].contains(&tokens[before].text);
    let part = tokens.get(token + 1).is_some_and(|t| t.is(Tags::PREP) && !matches!(t.text, "of" | "de"));
    let other = tokens[..before].iter().rposition(|t| t.figure().is_some()).filter(|_| part)?;
    // "including 3,150 in the north and 2,700 in the south"
    if !includes {
        return included(scene, sentence, other).filter(|_| tokens[before].is(Tags::CONJ));
    }
    let count = tokens[other].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Count { .. }));
    count.then_some(other)
}

/// What a percentage is of.
fn percent(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    // "a deficit of 6 percent of GDP": how it is measured, not what it is.
    let output = sentence.tokens.get(token + 2).is_some_and(|t| OUTPUT.contains(&t.text));
    let measured = || {
        growth(scene, sentence, token)
            .or_else(|| apposed(sentence, token))
            .or_else(|| amounting(scene, sentence, token, governor))
    };
    raised(scene, sentence, token, governor)
        .or_else(|| risen(scene, sentence, token, governor))
        .or_else(|| output.then(measured).flatten())
        .or_else(|| share(scene, sentence, token))
        .or_else(|| growth(scene, sentence, token))
        .or_else(|| limited(sentence, token))
        .or_else(|| gapped_share(scene, sentence, token))
        .or_else(|| apposed(sentence, token))
}

/// The phrase as a slot: without words that only count or compare ("additional", "total").
fn slot(scene: &Scene<'_>, sentence: &Sentence<'_>, mut found: Phrase) -> Slot {
    // "Micron’s investment": the owner is the actor.
    let verb = sentence.groups.iter().any(|g| g.head == found.start);
    if !verb && let Some(owner) = (found.start..found.end - 1).rev().find(|&i| sentence.tokens[i].possessive) {
        found.start = owner + 1;
    }
    // "funding available"
    while scene.lang == Lang::En && found.start + 1 < found.end && {
        let last = &sentence.tokens[found.end - 1];
        last.is(Tags::ADJECTIVE)
            && !last.is(Tags::WHO.with(Tags::NOUNISH))
            && !last.capital
            && !sentence.tokens[found.end - 2].is(Tags::ADJECTIVE)
    } {
        found.end -= 1;
    }
    while found.start + 1 < found.end
        && matches!(
            sentence.tokens[found.start].text,
            "additional" | "more" | "fewer" | "total" | "other" | "different" | "adicionales" | "más" | "nuevos"
        )
    {
        found.start += 1;
    }
    let span = found.span(sentence);
    let text = span.of(scene.text).trim_matches(|c| matches!(c, '"' | '“' | '”' | '*' | ' '));
    Slot { text: text.to_owned(), span }
}

/// Whether a number without a noun is still a figure: it is written as only amounts are, a verb that counts governs it, it
/// is the subject of its clause, or a pronoun follows.
fn stands_alone(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, mention: usize, governor: Governor) -> bool {
    let tokens = &sentence.tokens;
    if tokens.iter().any(|t| t.mark('|')) {
        return true;
    }
    let counts = Tags::HELP.with(Tags::TRAIN).with(Tags::RESULT).with(Tags::EMPLOY).with(Tags::GIVE);
    let governed =
        governor.group.is_some_and(|g| sentence.groups[g].tags.any(counts) && token <= sentence.groups[g].head + 5);
    let compared = token > 0 && tokens[token - 1].beside;
    // "3,200 growers, up from 900"
    let from = token > 1 && tokens[token - 1].text == "from" && matches!(tokens[token - 2].text, "up" | "down");
    let described = tokens.get(token + 1).is_some_and(|t| t.is(Tags::ADJECTIVE.with(Tags::ADV)));
    let before = token.checked_sub(1).filter(|&i| i > 1);
    let part = of_which(sentence, token) || before.is_some_and(|i| is_of_which(sentence, i));
    // "output was 30000", "the ratio was 2.54": what its subject amounts to.
    let large = match scene.mentions[mention].reading {
        Reading::Count { amount } => {
            amount.value.is_sign_negative() || amount.value >= Decimal::from(10_000) || !amount.value.is_integer()
        }
        _ => false,
    };
    let is = token > 0 && tokens[token - 1].is(Tags::BE.with(Tags::AMOUNTS));
    let dated = tokens.get(token + 1).is_some_and(|t| t.is(Tags::PREP));
    governed
        || is && (large || dated)
        || scene.mentions[mention].span.of(scene.text).starts_with(['-', '−'])
        || scene.text[..scene.mentions[mention].span.start].ends_with('+')
        || opens_item(scene, sentence, token)
        || compared
        || from
        || described
        || part
        || included(scene, sentence, token).is_some()
        || is_grouped(scene, sentence, token)
        || is_subject(sentence, token)
        || goes_on(scene, sentence, token)
}

/// "Of these, 15 represent Tribes", "and 40 were": a number that opens its clause before a verb.
fn is_subject(sentence: &Sentence<'_>, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let rest = |t: &Token<'_>| matches!(t.text, "that" | "remaining" | "other" | "others" | "restantes");
    let opens =
        token == 0 || tokens[token - 1].mark(',') || tokens[token - 1].is(Tags::CONJ) || rest(&tokens[token - 1]);
    let verb = sentence.groups.iter().find(|g| g.first == token + 1);
    opens && verb.is_some_and(|g| g.form == Form::Finite)
}
