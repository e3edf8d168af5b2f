//! The slot `category`: of a count jobs, beneficiaries, participants or other; of money what the lexicon calls it.

use super::part::{Count, gives_to, joins_in, of_people};
use super::token::Token;
use super::{Governor, Scene, Sentence, Slots};
use crate::grammar::Reading;
use crate::lexicon::Tags;

/// The category of the figure at this token.
pub(super) fn of(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    governor: Governor,
    slots: &Slots,
) -> String {
    match scene.mentions[mention].reading {
        Reading::Count { .. } => count(scene, sentence, token, governor, slots).to_owned(),
        Reading::Money { .. } => money(scene, sentence, governor, slots),
        _ => String::new(),
    }
}

fn count(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor, slots: &Slots) -> &'static str {
    let roles = governor.group.map(|group| {
        let near = sentence.groups[group].tags;
        let chain = sentence.chain(group).take(3).fold(Tags::default(), |tags, g| tags.with(sentence.groups[g].tags));
        (near, chain)
    });
    let (near, chain) = roles.unwrap_or_default();
    let Some(what) = &slots.what else {
        return if near.any(Tags::TRAIN) {
            "participants"
        } else if near.any(Tags::HELP) {
            "beneficiaries"
        } else if near.any(Tags::EMPLOY) {
            "jobs"
        } else {
            "other"
        };
    };
    // "the training of 120,000 workers"
    let before = sentence.tokens[..token].iter().rposition(|t| !t.beside && !t.is(Tags::DET));
    let before_noun =
        before.filter(|&i| i > 0 && matches!(sentence.tokens[i].text, "of" | "de" | "to" | "for" | "a" | "para"));
    // "skilling opportunities for 840 people", "language instruction to 40 girls"
    let offered = before_noun.map_or(&[][..], |i| {
        let words = sentence.tokens[..i].iter().rev().take_while(|t| t.is_word() && !t.is(Tags::PREP)).take(3).count();
        &sentence.tokens[i - words..i]
    });
    let training = |t: &Token<'_>| t.is(Tags::TRAIN) && !t.is(Tags::NOUNISH) && !t.is(Tags::PAST) || t.is(Tags::COURSE);
    if offered.iter().any(training) && !offered.iter().any(|t| t.figure().is_some()) {
        return "participants";
    }
    let inside = || sentence.tokens.iter().filter(|t| what.span.contains(t.span) && t.is_word());
    let head = head(scene, sentence, what.span, &slots.unit);
    if head.any(Tags::JOBS) {
        return "jobs";
    }
    if head.any(Tags::BENEFICIARY) {
        return "beneficiaries";
    }
    if head.any(Tags::EMPLOYEE) && (near.any(Tags::EMPLOY) || slots.unit == "employee" || slots.unit == "empleado") {
        return "jobs";
    }
    // "350,000 Arkansans": who is from somewhere.
    let from = inside().next_back().is_some_and(|t| t.capital && t.text.len() > 5 && t.text.ends_with("ans"));
    let people = from
        || head.any(Tags::PEOPLE.with(Tags::EMPLOYEE).with(Tags::PARTICIPANT))
        || inside().next_back().is_some_and(|t| t.is(Tags::PEOPLE));
    // "would give work to some 220 people"
    let work = governor.group.is_some_and(|g| {
        let after = sentence.tokens.get(sentence.groups[g].head + 1);
        after.is_some_and(|t| matches!(t.text, "empleo" | "trabajo" | "jobs" | "work" | "employment"))
    });
    if people && (near.any(Tags::EMPLOY) || work && !governor.as_subject && gives_to(sentence, token)) {
        return "jobs";
    }
    if head.any(Tags::PARTICIPANT) {
        return "participants";
    }
    // A participle behind the noun speaks last: "students enrolled", "people served".
    let end = sentence.tokens.iter().position(|t| t.span.start >= what.span.end).unwrap_or(sentence.tokens.len());
    let joined = sentence.tokens.get(end).is_some_and(|t| t.is(Tags::CONJ));
    let behind = sentence
        .groups
        .iter()
        .find(|g| g.first == end || !joined && g.first == end + 1)
        .map(|g| g.tags)
        .unwrap_or_default();
    if people {
        return of_people(&Count { sentence, token, governor, near, chain, before, behind, offered }, head);
    }
    if joins_in(sentence, token, governor, &slots.unit, head) {
        return "participants";
    }
    let speaks = governor.as_subject && near.any(Tags::COMMIT.with(Tags::ANNOUNCE));
    // "courses in five centers": where, not who.
    let inside = before.is_some_and(|i| matches!(sentence.tokens[i].text, "in" | "at" | "across" | "en"));
    if head.any(Tags::BODY)
        && !inside
        && (speaks || near.any(Tags::TRAIN) || behind.any(Tags::TRAIN))
        && !head.any(Tags::TERRITORY)
    {
        return "participants";
    }
    "other"
}

/// What the head noun of a count is.
fn head(scene: &Scene<'_>, sentence: &Sentence<'_>, what: crate::span::Span, unit: &str) -> Tags {
    let own = scene.lexicon.words.tags(scene.lang, unit);
    // "puestos de trabajo" are jobs, "pilares de trabajo" are none.
    let place = matches!(unit, "puesto" | "plaza" | "fuente");
    let inside = || sentence.tokens.iter().filter(|t| what.contains(t.span) && t.is_word());
    let of = |t: &&Token<'_>| !matches!(t.text, "de" | "del");
    let last = if place { inside().next_back() } else { inside().take_while(of).last() };
    last.map_or(own, |t| t.tags.with(own))
}

fn money(scene: &Scene<'_>, sentence: &Sentence<'_>, governor: Governor, slots: &Slots) -> String {
    let words = &scene.lexicon.words;
    let named = slots.what.as_ref().and_then(|what| {
        // The verb of a purpose ("support schools") says nothing of the money.
        let inside = (0..sentence.tokens.len()).rev().filter(|&i| {
            let token = &sentence.tokens[i];
            what.span.contains(token.span) && token.is_word() && !sentence.in_group(i)
        });
        let word = |i: usize| words.money(scene.lang, &sentence.tokens[i].text.to_lowercase());
        // Of "the cost of damage" the head says it.
        let inside: Vec<usize> = inside.collect();
        let of = inside.iter().rposition(|&i| sentence.tokens[i].is(Tags::PREP)).map_or(0, |at| at + 1);
        inside[of..].iter().chain(&inside[..of]).find_map(|&i| word(i))
    });
    let verb = || {
        let head = &sentence.tokens[sentence.groups[governor.group?].head];
        words.money(scene.lang, words.lemma(scene.lang, &head.text.to_lowercase())?)
    };
    named.or_else(verb).unwrap_or_default().to_owned()
}
