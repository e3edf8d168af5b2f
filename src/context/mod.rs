//! What each figure is about. Block + figures → slots, each with the span of the words it came from.
//!
//! ```text
//! sentence → tokens, verb groups and clauses, noun phrases, names, places   token, verb, clause, noun, name, toponym
//!          → what the rules would say, one file a slot                      what, category, actor, place, status, period, change
//! sentence, the ones before, lead-in, headings, title → candidates          learned::level (Scope: extract::surroundings)
//! candidates + what the rules say → features                                learned::facts, learned::options
//! features × weights of data/model → the answer, and how likely it is right learned
//! ```
//!
//! `change`, `per`, the unit of a count, baselines and the cells of tables are the rules' alone.
//!
//! Takes a block with its sentences and mentions; gives a [`Slots`] for each mention, `None` where the words around a
//! bare number show that it is no figure at all. Where the text does not say it, a slot stays empty.

mod actor;
mod agent;
mod amount;
mod antecedent;
mod auxiliary;
mod category;
mod change;
mod clause;
mod complement;
mod counted;
mod countries;
mod governor;
mod group;
mod history;
mod hoped;
mod label;
mod learned;
mod locative;
mod measured;
mod name;
mod noun;
mod outlook;
mod part;
mod period;
mod phrasal;
mod place;
mod purpose;
mod status;
mod subject;
mod table;
mod title;
mod token;
mod toponym;
mod town;
mod verb;
mod what;

use crate::figure::{Change, Lang, Period, Status};
use crate::grammar::{Heads, Mention, Reading};
use crate::lexicon::{Lexicon, Tags};
use crate::span::Span;
use governor::Governor;
use group::{Form, Group};
pub use learned::{Decision, LEAST_LIKELY, Level, Names, Opened, Scope, Spot, same_answer};
use token::Token;

/// What the slots of a block may look at.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The block's text.
    pub text: &'a str,
    /// Its sentences, in bytes of the text.
    pub sentences: &'a [Span],
    /// Its figures, in order.
    pub mentions: &'a [Mention],
    /// The resolved period of each mention that is a date.
    pub periods: &'a [Option<Period>],
    /// The document's date.
    pub published: Option<&'a Period>,
    /// What the text calls the country whose body publishes it, where that is known: it says "we".
    pub issuer: Option<&'a str>,
    /// The heads of the table, where the block is a row of one.
    pub heads: Option<&'a Heads>,
    /// Where the item begins, where the block is one of a list; what introduces the list may stand before it.
    pub item: Option<usize>,
    /// What stands around the block.
    pub scope: &'a Scope<'a>,
    /// The language.
    pub lang: Lang,
    /// The words.
    pub lexicon: &'a Lexicon,
}

/// Words that fill a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The slot's value, in the text's words.
    pub text: String,
    /// Where they stand, in bytes of the block's text.
    pub span: Span,
}

/// What a figure is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slots {
    /// The noun phrase counted, or what the money is.
    pub what: Option<Slot>,
    /// Singular head noun of a count.
    pub unit: String,
    /// jobs, beneficiaries, participants, other; for money from the lexicon.
    pub category: String,
    /// Who gives, does, commits or achieves it.
    pub actor: Option<Slot>,
    /// Where it takes effect.
    pub place: Option<Slot>,
    /// ISO 3166-1 alpha-3 codes of the place, `;`-separated.
    pub country: String,
    /// Achieved, promised or hoped for, and the words that say so.
    pub status: Option<(Status, Option<Span>)>,
    /// The time a quantity is about.
    pub period: Option<(Period, Span)>,
    /// The base of a rate.
    pub per: Option<Slot>,
    /// What sets it on top of or against something earlier.
    pub change: Option<(Change, Option<Span>)>,
    /// The slots (by their column) whose words stand in another block, and where, in bytes of the document.
    pub elsewhere: Vec<(&'static str, Span)>,
    /// How likely each slot that was decided (by its column) is right, in hundredths.
    pub odds: Vec<(&'static str, u8)>,
}

/// A sentence made ready: its tokens, verb groups and places.
struct Sentence<'a> {
    tokens: Vec<Token<'a>>,
    groups: Vec<Group>,
    places: Vec<locative::Found>,
    /// Of a table's row: the column that it begins in.
    column: usize,
}

impl<'a> Sentence<'a> {
    fn new(scene: &Scene<'a>, span: Span) -> Self {
        let tokens = token::tokens(scene.text, span, scene.mentions, scene.lang, scene.lexicon);
        let groups = clause::groups(&tokens, scene.lang);
        let places = toponym::find(scene, &tokens);
        let before = scene.heads.and_then(|_| scene.text.get(..span.start)).unwrap_or_default();
        let column = memchr::memchr_iter(b'|', before.as_bytes()).count();
        Self { tokens, groups, places, column }
    }

    /// Whether a token belongs to a verb group.
    fn in_group(&self, token: usize) -> bool {
        self.groups.iter().any(|g| g.first <= token && token <= g.head)
    }

    /// "50 percent below 2005 levels", "$400 above 2021": a time that something is set against.
    fn is_compared(&self, date: usize) -> bool {
        let text = self.tokens[date].text;
        let earlier = ["previous", "prior", "preceding"].iter().any(|word| text.starts_with(word))
            || ["anterior", "previo", "precedente"].iter().any(|word| text.ends_with(word));
        let mut before = self.tokens[..date].iter().rev().skip_while(|t| t.is(Tags::DET)).map(|t| t.text);
        let against = match before.next() {
            Some("above" | "below" | "over" | "under" | "versus") => true,
            Some("than") => before.next() != Some("later"),
            Some("to" | "with") => before.next() == Some("compared"),
            // "up 8 percent from 2021"
            Some("from") => before
                .next()
                .is_some_and(|share| ["%", "percent", "per cent", "p.c"].iter().any(|sign| share.ends_with(sign))),
            // "un 6,2 % más que en 2022", "respecto de 2023", "frente a 2022"
            Some("en") => before.next() == Some("que"),
            Some("de" | "a" | "al") => matches!(before.next(), Some("respecto" | "frente")),
            Some("con") => before.next().is_some_and(|word| word.starts_with("compara")),
            _ => false,
        };
        earlier || self.tokens[date].is_plain_number() && against
    }
}

/// The slots of each mention, in order; `None` for a number that the words around show to be no figure, and empty slots
/// for dates and durations.
pub fn describe(scene: &Scene<'_>) -> Vec<Option<Slots>> {
    decided(scene, learned::Decider::new(None))
}

/// The decisions behind the slots of each mention, laid open for a trainer.
pub fn decisions(scene: &Scene<'_>) -> Vec<Decision> {
    let mut opened = Vec::new();
    decided(scene, learned::Decider::new(Some(&mut opened)));
    opened
}

fn decided(scene: &Scene<'_>, mut decider: learned::Decider<'_>) -> Vec<Option<Slots>> {
    let mut out: Vec<Option<Slots>> = Vec::with_capacity(scene.mentions.len());
    let mut history = history::History::default();
    for (index, &span) in scene.sentences.iter().enumerate() {
        let first = out.len();
        let count = scene.mentions[first..].iter().take_while(|m| m.span.start < span.end).count();
        let quantities = scene.mentions[first..first + count].iter().any(|m| !is_time(&m.reading));
        if !quantities {
            out.extend((0..count).map(|_| Some(Slots::default())));
            continue;
        }
        let sentence = Sentence::new(scene, span);
        history.advance(index);
        let mut filled = Vec::new();
        for mention in first..first + count {
            let slots = match sentence.tokens.iter().position(|t| t.figure() == Some(mention)) {
                Some(token) if !is_time(&scene.mentions[mention].reading) => {
                    filled.push((mention, token));
                    fill(scene, &sentence, token, mention, &mut history)
                }
                _ => Some(Slots::default()),
            };
            out.push(slots);
        }
        let mut slots: Vec<Option<&mut Slots>> = out[first..].iter_mut().map(Option::as_mut).collect();
        let mut figures: Vec<_> = filled
            .iter()
            .filter_map(|&(mention, token)| Some((mention, token, slots[mention - first].take()?)))
            .collect();
        decider.sentence(scene, &sentence, index, &mut figures);
        history.remember(scene, &sentence, index);
    }
    out.resize(scene.mentions.len(), Some(Slots::default()));
    out
}

fn is_time(reading: &Reading) -> bool {
    matches!(reading, Reading::Date(_) | Reading::Duration { .. })
}

fn fill(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    history: &mut history::History,
) -> Option<Slots> {
    let governor = sentence.governor(token);
    let mut slots = Slots::default();
    what::fill(scene, sentence, token, mention, governor, &mut slots)?;
    slots.category = category::of(scene, sentence, token, mention, governor, &slots);
    // "$17 million, of which $2 million went to": the part stands as the whole does.
    let whole = part_of(scene, sentence, token, mention);
    slots.actor = match whole {
        Some((token, mention)) => actor::of(scene, sentence, token, mention, sentence.governor(token), history),
        None => actor::of(scene, sentence, token, mention, governor, history),
    };
    // "Remittances reached $26 billion": what it is, not who acts.
    let what = slots.what.as_ref().map(|what| what.span);
    let backer = |actor: &Slot| scene.text[actor.span.end..].starts_with('-');
    slots.actor = slots.actor.filter(|actor| backer(actor) || what.is_none_or(|what| !what.overlaps(actor.span)));
    if place::told_of(scene, sentence, token, governor).is_some() {
        slots.actor = None;
    }
    // "according to two people"
    if token > 1 && matches!(sentence.tokens[token - 1].text, "to") && sentence.tokens[token - 2].text == "according" {
        slots.actor = None;
    }
    if let Some((place, country)) = place::of(scene, sentence, token, governor, history) {
        slots.place = Some(place);
        slots.country = country;
    }
    let own = period::of(scene, sentence, token, governor);
    let restated = || {
        let (whole, _) =
            whole.filter(|&(whole, _)| !sentence.tokens[whole..token].iter().any(|t| t.text == "which"))?;
        period::of(scene, sentence, whole, sentence.governor(whole))
    };
    slots.period = own.or_else(restated);
    slots.status = Some(match whole {
        Some((token, mention)) => {
            status::of(scene, sentence, token, mention, sentence.governor(token), &Slots::default())
        }
        None => status::of(scene, sentence, token, mention, governor, &slots),
    });
    if let Some(status) = table::status(scene, sentence, token) {
        slots.status = Some((status, None));
    }
    if let Some(period) = table::period(scene, sentence, token) {
        slots.period = Some(period);
    }
    if slots.period.is_none() {
        slots.period = table::period_over(scene);
    }
    let looks_ahead = slots.status.is_some_and(|(status, _)| matches!(status, Status::Target | Status::Commitment));
    if slots.period.is_none() && looks_ahead {
        slots.period = period::within(scene, sentence, token);
    }
    // "from $500 million to $1 billion in 2024": the year is the second's.
    let figures = |until: Span| {
        let between = sentence.tokens[token + 1..].iter().take_while(|t| t.span.start < until.start);
        between.filter_map(Token::figure).any(|m| !is_time(&scene.mentions[m].reading))
    };
    if slots.status.is_some_and(|(status, _)| status == Status::Baseline) {
        slots.period = slots.period.filter(|(_, span)| !figures(*span));
    }
    slots.change = change::of(scene, sentence, token, mention, governor);
    let rate = scene.mentions[mention].per.as_ref();
    slots.per = match rate {
        Some((base, span)) => Some(Slot { text: base.clone(), span: *span }),
        None => change::per(scene, sentence, token, mention, &slots),
    };
    Some(slots)
}

/// "$1.2 billion, or 31 percent of the amount": the figure that a share tells again; its own words begin at `before`.
fn restated(scene: &Scene<'_>, sentence: &Sentence<'_>, before: usize, mention: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let or =
        before.checked_sub(1).filter(|&i| i > 1 && matches!(tokens[i].text, "or" | "o") && tokens[i - 1].mark(','))?;
    let share = matches!(scene.mentions[mention].reading, Reading::Percent { .. });
    let figure = |&i: &usize| tokens[i].figure().is_some_and(|m| !is_time(&scene.mentions[m].reading));
    let whole = (0..or).rev().find(figure).filter(|_| share)?;
    (!sentence.groups.iter().any(|g| g.first > whole && g.head < or && g.form == Form::Finite)).then_some(whole)
}

/// "loan of €165.8 million (US$175 million)": the amount that the one in brackets says again.
fn in_other_money(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let money =
        |i: &usize| tokens[*i].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Money { .. }));
    let bracket = (0..token).rev().find(|&i| !tokens[i].beside).filter(|&i| tokens[i].mark('(') && money(&token))?;
    bracket.checked_sub(1).filter(money)
}

/// The figure that this one is "of which": its token and mention.
fn part_of(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, mention: usize) -> Option<(usize, usize)> {
    let tokens = &sentence.tokens;
    let mut before = token;
    while before > 0 && tokens[before - 1].beside {
        before -= 1;
    }
    let again = in_other_money(scene, sentence, token).or_else(|| restated(scene, sentence, before, mention));
    if let Some(whole) = again {
        return Some((whole, tokens[whole].figure()?));
    }
    let which = before > 1
        && (tokens[before - 1].text == "which" && tokens[before - 2].text == "of"
            || tokens[before - 1].is(Tags::INCLUDE) && tokens[before - 2].text == "which");
    let same = |m: usize| {
        std::mem::discriminant(&scene.mentions[m].reading) == std::mem::discriminant(&scene.mentions[mention].reading)
    };
    let whole = tokens[..before].iter().rposition(|t| t.figure().is_some_and(same)).filter(|_| which)?;
    Some((whole, tokens[whole].figure()?))
}
