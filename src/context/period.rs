//! The slot `period`: the time the sentence ties a quantity to; not the day of an announcement.
//!
//! A date after the figure in the same clause ("by 2030", "over the next five years"), or one that opens the sentence
//! ("Between 2021 and 2023, …") where the verb tells what happened rather than what was said on that day.

use super::group::Form;
use super::{Governor, Scene, Sentence};
use crate::figure::{Modifier, Period};
use crate::grammar::Reading;
use crate::lexicon::Tags;
use crate::span::Span;

/// So many dates before and after a figure may be its own.
const NEAREST: usize = 6;

/// The period of the figure at this token, and the words of the date.
pub(super) fn of(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    governor: Governor,
) -> Option<(Period, Span)> {
    let tokens = &sentence.tokens;
    let dates = || {
        (0..tokens.len()).filter_map(|i| {
            let mention = tokens[i].figure()?;
            // "the Reconciliation Act of 1990" is a name.
            let small = Tags::PREP.with(Tags::SUB).with(Tags::ADV).with(Tags::CONJ);
            let named =
                i > 1 && matches!(tokens[i - 1].text, "of" | "de") && tokens[i - 2].capital && !tokens[i - 2].is(small);
            let date =
                matches!(scene.mentions[mention].reading, Reading::Date(_)) && !named && !sentence.is_compared(i);
            scene.periods.get(mention)?.as_ref().filter(|_| date).map(|period| (i, mention, period))
        })
    };
    // Dates further off are another's.
    let mut later = dates().filter(|&(at, _, _)| at > token).take(NEAREST);
    let after = later.find(|&(at, _, _)| follows(scene, sentence, token, at, governor));
    // "amounts this year to 339 million, of which from January to June": the date beside the verb is the figure's own.
    let near = || {
        let head = sentence.groups[governor.group.filter(|_| !governor.as_subject)?].head;
        let within = |&(at, _, _): &(usize, usize, &Period)| {
            head < at && at < token && !tokens[at..token].iter().any(|t| t.mark(','))
        };
        // "the 2022 Academy in 13 states": the year only names the noun behind it.
        let names = |at: usize| {
            tokens[at + 1].is_word() && !tokens[at + 1].beside && !tokens[at + 1].is(Tags::PREP.with(Tags::DET))
        };
        let within = |found: &(usize, usize, &Period)| within(found) && !names(found.0);
        let apart = |&(at, _, _): &(usize, usize, &Period)| tokens[token..at].iter().any(|t| t.mark(','));
        dates().find(within).filter(|_| after.as_ref().is_none_or(apart) && !tells(sentence, governor))
    };
    let since = || {
        let (at, mention, period) = since_clause(sentence, token, dates())?;
        let month = scene.published.and_then(|p| Period::month(p.end.year(), p.end.month()))?;
        Some((Period::interval(period, &month).filter(|_| at < token)?, scene.mentions[mention].span))
    };
    let behind = || {
        let (at, mention, period) = since_behind(sentence, token, dates())?;
        let month = scene.published.and_then(|p| Period::month(p.end.year(), p.end.month()))?;
        Some((Period::interval(period, &month).filter(|_| at > token)?, scene.mentions[mention].span))
    };
    if after.is_none()
        && let Some(found) = since().or_else(behind)
    {
        return Some(found);
    }
    let found = near().or(after).or_else(|| {
        let mut earlier = dates().take_while(|&(at, _, _)| at < token).take(NEAREST);
        earlier.find(|&(at, mention, _)| opens(scene, sentence, token, at, mention, governor))
    });
    let Some((at, mention, period)) = found else { return years_since(scene, sentence, token) };
    Some((tied(scene, sentence, at, mention, period), scene.mentions[mention].span))
}

/// "$410 million since the initiative was launched in June 2021": the date of the clause behind the figure.
fn since_behind<'p>(
    sentence: &Sentence<'_>,
    token: usize,
    mut dates: impl Iterator<Item = (usize, usize, &'p Period)>,
) -> Option<(usize, usize, &'p Period)> {
    let tokens = &sentence.tokens;
    let since = (token + 1..tokens.len()).take_while(|&i| !tokens[i].is_strong() && tokens[i].figure().is_none());
    let since = since.into_iter().find(|&i| matches!(tokens[i].text, "since" | "desde"))?;
    let found = dates.find(|&(at, _, period)| at > since + 1 && !period.edtf.contains('/'))?;
    let clause = tokens[since..found.0].iter().all(|t| !t.mark(',') && !t.is_strong());
    let finite = sentence.groups.iter().any(|g| g.form == Form::Finite && g.first > since && g.head < found.0);
    (clause && finite).then_some(found)
}

/// "In the one year since the act was signed, firms have announced $166 billion": the years up to the document's month.
fn years_since(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<(Period, Span)> {
    let tokens = &sentence.tokens;
    let at = (1..token).find(|&i| {
        let duration =
            tokens[i].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Duration { .. }));
        duration && tokens.get(i + 1).is_some_and(|t| matches!(t.text, "since" | "desde" | "transcurridos"))
    })?;
    let mention = &scene.mentions[tokens[at].figure()?];
    let Reading::Duration { amount, unit } = &mention.reading else { return None };
    let count = i64::try_from(amount.value.trunc().mantissa()).ok().filter(|_| amount.value.scale() == 0)?;
    let length = match *unit {
        "year" => jiff::Span::new().try_years(count).ok()?,
        "month" => jiff::Span::new().try_months(count).ok()?,
        _ => return None,
    };
    let end = scene.published?.end;
    let start = end.checked_sub(length).ok()?;
    let month = |day: jiff::civil::Date| Period::month(day.year(), day.month());
    Some((Period::interval(&month(start)?, &month(end)?)?, mention.span))
}

/// Whether the verb over the figure announces or promises, so that a day beside it is its own.
fn tells(sentence: &Sentence<'_>, governor: Governor) -> bool {
    let tags = Tags::ANNOUNCE.with(Tags::COMMIT);
    let tells = |group: usize| sentence.chain(group).any(|g| sentence.groups[g].tags.any(tags));
    governor.group.is_some_and(|group| sentence.groups[group].form != Form::Infinitive && tells(group))
}

/// "Since the summit in December, the agency has closed 75 deals": the date of the clause that says since when.
fn since_clause<'p>(
    sentence: &Sentence<'_>,
    token: usize,
    mut dates: impl Iterator<Item = (usize, usize, &'p Period)>,
) -> Option<(usize, usize, &'p Period)> {
    let tokens = &sentence.tokens;
    let since = (0..token).find(|&i| {
        let opens = i == 0 || !tokens[i - 1].is_word() || tokens[i - 1].text == "that" || tokens[i - 1].text == "que";
        opens && matches!(tokens[i].text, "Since" | "since" | "Desde" | "desde")
    })?;
    // Behind the comma after its date the main clause begins.
    let (at, mention, period) = dates.find(|&(at, _, _)| at > since)?;
    let comma = (since..token).find(|&i| tokens[i].mark(',') && i > at)?;
    // "Since January 2020," is a date by itself, "since they opened, in November, four lanes" one of its own.
    let simple = comma == at + 1 && at <= since + 3 || tokens[since..at].iter().any(|t| t.mark(','));
    (at < comma && !simple && !period.edtf.contains('/')).then_some((at, mention, period))
}

/// "within three years" of something promised or hoped for: from the document's month on.
pub(super) fn within(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<(Period, Span)> {
    let tokens = &sentence.tokens;
    let found = (token + 2..tokens.len()).find_map(|at| {
        let mention = &scene.mentions[tokens[at].figure()?];
        let Reading::Duration { amount, unit } = &mention.reading else { return None };
        matches!(tokens[at - 1].text, "within" | "dentro").then_some((at, amount, *unit, mention.span))
    });
    let (at, amount, unit, span) = found?;
    let between = &tokens[token + 1..at];
    let quantity = between.iter().any(|t| t.figure().is_some_and(|m| !super::is_time(&scene.mentions[m].reading)));
    if quantity || between.iter().any(super::token::Token::is_strong) || amount.max.is_some() {
        return None;
    }
    let count = i64::try_from(amount.value.trunc().mantissa()).ok().filter(|_| amount.value.scale() == 0)?;
    let length = match unit {
        "year" => jiff::Span::new().try_years(count).ok()?,
        "month" => jiff::Span::new().try_months(count).ok()?,
        _ => return None,
    };
    let start = scene.published?.end;
    let end = start.checked_add(length).ok()?;
    let month = |day: jiff::civil::Date| Period::month(day.year(), day.month());
    Some((Period::interval(&month(start)?, &month(end)?)?, span))
}

/// Whether the date at `at` belongs to the figure before it.
fn follows(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, at: usize, governor: Governor) -> bool {
    let tokens = &sentence.tokens;
    let between = &tokens[token + 1..at];
    if between.iter().any(|t| t.is_strong() && !t.mark('—') && !t.mark('–')) {
        return false;
    }
    let before = between.iter().rev().find(|t| !t.is(Tags::DET) && !t.beside);
    let preposition = before.is_some_and(|t| t.is(Tags::PREP))
        || scene.mentions[tokens[at].figure().unwrap_or(0)].modifier != Modifier::Exact
        || spans_words(tokens[at].text);
    if !preposition {
        return false;
    }
    // "the July meeting": the date only names the noun behind it.
    let names = tokens.get(at + 1).is_some_and(|n| {
        let small =
            Tags::PREP.with(Tags::CONJ).with(Tags::REL).with(Tags::AUX).with(Tags::ADV).with(Tags::SUB).with(Tags::DET);
        n.is_word()
            && !n.capital
            && !n.is(small)
            && !sentence.in_group(at + 1)
            && !matches!(n.text, "to" | "season" | "harvest" | "cycle")
            && n.span.start == tokens[at].span.end + 1
    });
    if names {
        return false;
    }
    // The verb of "antes de que termine 2024" belongs to the date.
    let own_words = scene.mentions[tokens[at].figure().unwrap_or(0)].modifier_span;
    let inside = |g: &&super::group::Group| own_words.is_none_or(|own| !own.contains(tokens[g.head].span));
    let groups = || sentence.groups.iter().filter(|g| g.first > token && g.head < at).filter(inside);
    let own_verb = governor.as_subject.then_some(governor.group).flatten();
    let clause = groups().any(|g| {
        (g.form == Form::Finite && own_verb.is_none_or(|own| sentence.groups[own].first != g.first))
            || g.tags.any(Tags::ANNOUNCE)
    });
    if clause {
        return false;
    }
    let quantity = between.iter().any(|t| t.figure().is_some_and(|m| !super::is_time(&scene.mentions[m].reading)));
    // "$1 billion for the lakes, including $200 million in 2022"
    let listed = |from: usize, to: usize| {
        tokens[from + 1..to].iter().all(|t| t.beside || t.figure().is_some() || t.is(Tags::CONJ.with(Tags::DET)))
    };
    let apart = (token + 1..at).any(|i| {
        let quantity = tokens[i].figure().is_some_and(|m| !super::is_time(&scene.mentions[m].reading));
        let comma = (token + 1..i).rev().find(|&c| tokens[c].mark(','));
        quantity && comma.is_some_and(|comma| !listed(comma, i))
    });
    if apart {
        return false;
    }
    // "four deals totaling $10 million by 2024" is one phrase; a comma begins another.
    let comma = between.iter().any(|t| t.mark(','));
    if quantity && groups().any(|g| g.form != Form::Gerund || comma) {
        return false;
    }
    // "300 million, up from 24 million in August"
    let from = |i: usize| {
        let quantity = tokens[i].figure().is_some_and(|m| !super::is_time(&scene.mentions[m].reading));
        let before = tokens[..i].iter().rev().find(|t| !t.beside);
        quantity && before.is_some_and(|t| matches!(t.text, "from" | "desde"))
    };
    if (token + 1..at).any(from) {
        return false;
    }
    // A second date in between is the nearer one.
    let dated = |i: usize| tokens[i].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Date(_)));
    if (token + 1..at).any(|i| dated(i) && !sentence.is_compared(i)) {
        return false;
    }
    let announced = governor.group.is_some_and(|g| {
        let g = &sentence.groups[g];
        g.tags.any(Tags::ANNOUNCE) && !g.tags.any(Tags::GIVE) && !g.modal
    });
    let extent = is_extent(scene, sentence, at);
    !announced || extent
}

/// Whether a date opens the sentence or stands in the subject, so that the whole clause is about it.
fn opens(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    at: usize,
    mention: usize,
    governor: Governor,
) -> bool {
    let Some(group) = governor.group else { return false };
    let tokens = &sentence.tokens;
    let root = sentence.chain(group).last().unwrap_or(group);
    let root_group = &sentence.groups[root];
    let said = sentence.chain(group).any(|g| sentence.groups[g].tags.any(Tags::ANNOUNCE.with(Tags::COMMIT)));
    if said && !is_extent(scene, sentence, at) {
        return false;
    }
    if tokens[at..token].iter().any(|t| t.mark(';') || t.mark(':')) {
        return false;
    }
    let spans = |at: usize| {
        let mention = tokens[at].figure();
        let period = mention.and_then(|m| scene.periods.get(m)).and_then(Option::as_ref);
        period.is_some_and(|p| p.edtf.contains('/'))
    };
    // "has, since 2015, connected 1.5 million people and paid $100 million"
    let aside = at > 2
        && tokens[at - 1].is(Tags::PREP)
        && tokens[at - 2].mark(',')
        && tokens[at - 3].is(Tags::AUX)
        && tokens.get(at + 1).is_some_and(|t| t.mark(','));
    // "has paid $5 million since 2004, reaching 266 million people"
    let own = &sentence.groups[group];
    let brings = Tags::RESULT.with(Tags::HELP).with(Tags::TRAIN).with(Tags::EMPLOY).with(Tags::GIVE).with(Tags::START);
    let shared = own.form == Form::Gerund
        && own.tags.any(brings)
        && own.first > at
        && own.first > 0
        && tokens[own.first - 1].mark(',')
        && own.parent.is_some_and(|parent| sentence.groups[parent].head < at)
        && is_extent(scene, sentence, at);
    let in_subject = root_group.subject.is_some_and(|(s, e)| s <= at && at < e);
    let opening = at <= 8
        && root_group.first > at
        // "In the first phase, run between 2020 and 2022, it trained 300".
        && !sentence.groups.iter().any(|g| g.head < at && !(g.form == Form::Participle && spans(at)))
        && at > 0
        && (tokens[..at].iter().any(|t| t.is(Tags::PREP)) || scene.mentions[mention].span.of(scene.text).contains(' '))
        && tokens[at + 1..].first().is_some_and(|t| t.mark(',') || t.is_word());
    // "The FY 2023 Budget Request includes $800 million"
    let law = root_group.subject.is_some_and(|(s, e)| tokens[s..e].iter().any(|t| t.is(Tags::LAW))) && in_subject;
    let bare_opening = at == 0 && spans_words(tokens[at].text);
    // Between the verb and the figure: "raised in 2022 over $5 million".
    let inside = at > root_group.head
        && root == group
        && tokens[at - 1].is(Tags::PREP)
        && tokens[at + 1..token].iter().all(|t| t.beside || t.mark(',') || t.is(Tags::DET) || t.text == "to");
    // "which this year will reach": right before its verb.
    let beside = at + 1 == root_group.first && root == group;
    // "aims that, by 2024, each household", "Education: In 2023, USAID": it opens the clause.
    let begins = |t: &super::token::Token<'_>| !t.is_word() && t.figure().is_none() || t.is(Tags::REL.with(Tags::SUB));
    let clause = at > 0
        && tokens[at - 1].is(Tags::PREP)
        && (at == 1 || begins(&tokens[at - 2]))
        && (tokens.get(at + 1).is_some_and(|t| t.mark(',')) || tokens[at - 1].text == "para")
        && root_group.subject.map_or(root_group.first, |(start, _)| start).checked_sub(at).is_some_and(|gap| gap < 4);
    opening
        || clause
        || beside
        || bare_opening
        || inside
        || aside
        || shared
        || law
        || (in_subject && at < token && tokens[at.saturating_sub(2)..at].iter().any(|t| t.is(Tags::PREP)))
}

/// Whether the date tells an extent or a limit rather than the day of an act: a range, "by", "through", "since", "over".
fn is_extent(scene: &Scene<'_>, sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(mention) = sentence.tokens[at].figure() else { return false };
    let period = scene.periods.get(mention).and_then(Option::as_ref);
    // What is promised in a whole year is the year's sum, what is on a day that day's act.
    let range = period.is_some_and(|p| p.edtf.contains('/') || p.fiscal || p.edtf.len() == 4);
    let limit =
        matches!(scene.mentions[mention].modifier, Modifier::By | Modifier::Since | Modifier::Before | Modifier::After);
    range
        || limit
        || preposition(sentence, at)
            .is_some_and(|p| matches!(p.as_str(), "by" | "through" | "since" | "over" | "until" | "during" | "for"))
}

/// Whether the date's own words hold its preposition ("Between 2021-23").
fn spans_words(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    matches!(
        first.as_str(),
        "between" | "from" | "entre" | "de" | "desde" | "last" | "this" | "next" | "este" | "esta" | "estos" | "estas"
    )
}

fn preposition(sentence: &Sentence<'_>, at: usize) -> Option<String> {
    let before = sentence.tokens[..at].iter().rev().find(|t| !t.is(Tags::DET) || t.is(Tags::PREP))?;
    Some(before.text.to_lowercase())
}

/// The period that the words around the date make of it: "since X" runs to the document's month, "through X" from it.
fn tied(scene: &Scene<'_>, sentence: &Sentence<'_>, at: usize, mention: usize, period: &Period) -> Period {
    let month = scene.published.and_then(|p| Period::month(p.end.year(), p.end.month()));
    let Some(month) = month else { return period.clone() };
    let before = preposition(sentence, at).unwrap_or_default();
    let since = scene.mentions[mention].modifier == Modifier::Since || matches!(before.as_str(), "since" | "desde");
    let until = matches!(before.as_str(), "through" | "until" | "till" | "hasta");
    let made = if since && !period.edtf.contains('/') {
        Period::interval(period, &month)
    } else if until && period.end > month.end && !period.edtf.contains('/') {
        Period::interval(&month, period)
    } else {
        None
    };
    made.unwrap_or_else(|| period.clone())
}
