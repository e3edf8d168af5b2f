//! The slot `status`: achieved, promised, hoped for, or the starting point of a change.
//!
//! Read from the verb that governs the figure and the verbs that one leans on: "committed to invest" promises, "aims to
//! benefit" hopes, "will", "is on track to", "by 2030" look ahead; a past or perfect verb has happened.

use super::group::{Form, Group};
use super::hoped::hoped_for;
use super::outlook::{Outlook, outlook};
use super::token::Token;
use super::{Governor, Scene, Sentence, Slots};
use crate::figure::{Modifier, Status};
use crate::grammar::Reading;
use crate::lexicon::Tags;
use crate::span::Span;

/// How the figure stands, and the words that say so.
pub(super) fn of(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    governor: Governor,
    slots: &Slots,
) -> (Status, Option<Span>) {
    let tokens = &sentence.tokens;
    if is_baseline(scene, sentence, token, mention) {
        return (Status::Baseline, Some(tokens[token - 1].span));
    }
    let money = matches!(scene.mentions[mention].reading, Reading::Money { .. });
    if super::actor::stands_beside(sentence, token) {
        return (Status::Actual, None);
    }
    // "adding to their previous contribution of $10 million"
    if let Some(earlier) = earlier(sentence, token, slots) {
        return (Status::Actual, Some(earlier));
    }
    if let Some(hope) = hoped_for(scene, sentence, token, mention, governor, slots) {
        return hope;
    }
    let group = governor.group.map(|group| if governor.as_subject { due(sentence, group) } else { group });
    // "$5 billion are to strengthen food systems": set aside for it.
    let resources = RESOURCES.contains(&slots.category.as_str()) || slots.category.is_empty();
    if let Some(g) = governor.group.filter(|g| money && resources && group != Some(*g)) {
        let g = &sentence.groups[g];
        return (Status::Commitment, Some(tokens[g.first].span.join(tokens[g.head].span)));
    }
    let outlook = group.map(|group| outlook(scene, sentence, token, governor, group, money)).unwrap_or_default();
    if money {
        let most = scene.mentions[mention].modifier == Modifier::AtMost;
        return of_money(sentence, token, governor, slots, &outlook, most);
    }
    // Places are there, whatever is to be done in them; but "will support roads in five provinces".
    let planned = governor.group.map(|g| &sentence.groups[g]).is_some_and(|g| {
        let hoped = g.parent.is_some_and(|parent| {
            let parent = &sentence.groups[parent];
            parent.tags.any(Tags::AIM) && parent.form == Form::Finite && !parent.tags.any(Tags::PAST)
        });
        let point = g.parent.is_none() && g.first == 0 && g.head == 0;
        g.head < token
            && (g.form == Form::Finite && g.modal
                || g.form == Form::Infinitive && !governor.as_subject && (hoped || point))
    });
    if !planned && sentence.places.iter().any(|p| p.start <= token && token < p.end) {
        return (Status::Actual, None);
    }
    // "The six areas are intended to support": they are there, whatever they are for.
    let definite = token > 0 && {
        let before = &tokens[token - 1];
        before.possessive
            || before.is(Tags::POSS)
            || matches!(before.text, "the" | "The" | "these" | "These" | "los" | "las" | "Los" | "Las")
    };
    // "will be added to the five already there", "at its four plants": they are there.
    let what = slots.what.as_ref().map(|what| what.span);
    let last = tokens.iter().rfind(|t| what.is_some_and(|what| what.contains(t.span)));
    let already = tokens
        .get(token + 1)
        .or(last)
        .into_iter()
        .chain(last.and_then(|last| tokens.iter().find(|t| t.span.start >= last.span.end)))
        .any(|t| matches!(t.text, "already" | "currently" | "ya" | "actualmente"))
        || matches!(
            (tokens.get(token + 1).map(|t| t.text), tokens.get(token + 3).map(|t| t.text)),
            (Some("en"), Some("actualidad"))
        );
    // "will work along three pillars"
    let before = tokens[..token].iter().rev().find(|t| !t.beside && !t.is(Tags::DET));
    let built = last.is_some_and(|t| t.is(Tags::STRUCTURE))
        && before.is_some_and(|t| t.is(Tags::PREP) || matches!(t.text, "along" | "torno" | "a"));
    let own = token > 1
        && (tokens[token - 1].is(Tags::POSS) || tokens[token - 1].possessive)
        && matches!(tokens[token - 2].text, "at" | "in" | "on" | "across" | "en");
    if already || own || built {
        return (Status::Actual, None);
    }
    // "working with the three governors"
    let company =
        definite && token > 1 && matches!(tokens[token - 2].text, "with" | "among" | "between" | "con" | "entre");
    if definite && governor.as_subject || company {
        return (Status::Actual, None);
    }
    // "dedicates $3.4 billion for 26 projects": the things stand as the money does.
    let mut before = token;
    while before > 0 && (tokens[before - 1].beside || tokens[before - 1].is(Tags::PREP.with(Tags::DET))) {
        before -= 1;
    }
    let paid = before.checked_sub(1).filter(|_| before < token).and_then(|i| tokens[i].figure());
    if let Some(paid) = paid.filter(|&m| matches!(scene.mentions[m].reading, Reading::Money { .. })) {
        return of(scene, sentence, before - 1, paid, sentence.governor(before - 1), &Slots::default());
    }
    // "against 4.1 percent in 2022": what lies behind is no hope.
    let behind =
        slots.period.as_ref().filter(|(_, span)| span.start > tokens[token].span.end).is_some_and(|(period, _)| {
            scene.published.is_some_and(|published| period.end < published.start && period.start < published.start)
        });
    if let Some(span) = outlook.ahead.or(outlook.promised).filter(|_| !behind || was_expected(sentence, governor)) {
        let status = if hands_over(sentence, token, governor, slots) { Status::Commitment } else { Status::Target };
        return (status, Some(span));
    }
    // A year still to come, where no verb says that it has happened.
    if let Some((period, span)) = slots.period.as_ref().filter(|_| !outlook.past)
        && scene.published.is_some_and(|published| period.end > published.end && period.start > published.start)
    {
        return (Status::Target, Some(*span));
    }
    (Status::Actual, None)
}

/// "their previous contribution of $10 million": what is there already.
fn earlier(sentence: &Sentence<'_>, token: usize, slots: &Slots) -> Option<Span> {
    let before = ["previous", "prior", "earlier", "anterior", "anteriores"];
    let tokens = &sentence.tokens;
    let what = slots.what.as_ref().map(|what| what.span);
    let inside = |t: &&Token<'_>| before.contains(&t.text) && what.is_some_and(|what| what.contains(t.span));
    let beside = token.checked_sub(1).map(|i| &tokens[i]).filter(|t| before.contains(&t.text));
    tokens.iter().find(inside).or(beside).map(|t| t.span)
}

/// "It was expected to average 5% in 2022": a hope of then.
fn was_expected(sentence: &Sentence<'_>, governor: Governor) -> bool {
    let Some(group) = governor.group else { return false };
    sentence.chain(group).map(|g| &sentence.groups[g]).any(|g| {
        g.tags.any(Tags::AIM) && matches!(sentence.tokens[g.first].text, "was" | "were" | "had" | "había" | "habían")
    })
}

/// "will provide 11,500 visas for nationals": things, not people, handed over to somebody.
fn hands_over(sentence: &Sentence<'_>, token: usize, governor: Governor, slots: &Slots) -> bool {
    let Some(what) = &slots.what else { return false };
    let direct = governor.group.is_some_and(|g| {
        let g = &sentence.groups[g];
        let between = sentence.tokens.get(g.head + 1..token).unwrap_or_default();
        g.tags.any(Tags::GIVE)
            && !governor.as_subject
            && g.head < token
            && between.iter().all(|t| t.beside || t.is(Tags::DET))
    });
    let inside = || sentence.tokens.iter().filter(|t| what.span.contains(t.span));
    let after = sentence.tokens.iter().find(|t| t.span.start >= what.span.end);
    let people = slots.category != "other" || inside().next_back().is_some_and(|t| t.is(Tags::WHO));
    direct && !people && after.is_some_and(|t| matches!(t.text, "to" | "for" | "a" | "para"))
}

fn of_money(
    sentence: &Sentence<'_>,
    token: usize,
    governor: Governor,
    slots: &Slots,
    outlook: &Outlook,
    most: bool,
) -> (Status, Option<Span>) {
    let tokens = &sentence.tokens;
    let nearest = governor.group.map(|g| &sentence.groups[g]);
    let in_what = |tags: Tags| {
        let what = slots.what.as_ref()?;
        tokens.iter().rfind(|t| what.span.contains(t.span) && t.is(tags))
    };
    let vehicle = in_what(Tags::VEHICLE);
    let promised = outlook.promised;
    let brings = nearest.is_some_and(|g| g.tags.any(Tags::RESULT) && !g.tags.any(Tags::GIVE));
    // "$1.2 billion in commitments"
    if let Some(word) = in_what(Tags::PROMISE) {
        return (Status::Commitment, Some(word.span));
    }
    let gets = nearest.is_some_and(|g| g.tags.any(Tags::GAIN));
    // "will gain skills through a $4 million grant"
    let before = tokens[..token].iter().rev().find(|t| !t.beside && !t.is(Tags::DET));
    let through = before.is_some_and(|t| matches!(t.text, "through" | "with" | "via" | "mediante" | "con"));
    let granted =
        matches!(slots.category.as_str(), "grants" | "funding" | "financing" | "loans" | "investment" | "assistance");
    let whole = !sentence.groups.iter().any(|g| g.form == Form::Finite);
    let named = before.is_some_and(|t| matches!(t.text, "of" | "for" | "de" | "por"));
    let direct = tokens.get(token + 1).is_some_and(|t| t.is_word() && !t.is(Tags::PREP));
    match (outlook.ahead.or(outlook.promised.filter(|_| brings)), promised) {
        (Some(span), _) if through && granted && direct => (Status::Commitment, Some(span)),
        // "is improving connectivity through $100 million of financing"
        _ if through && granted && nearest.is_some_and(|g| g.progressive) => (Status::Commitment, None),
        // "will receive $62 million"
        (Some(span), _) if gets && !governor.as_subject => (Status::Commitment, Some(span)),
        // "announced over $167 million will go towards"
        (Some(span), _) if governor.as_subject && goes(tokens, nearest) => (Status::Commitment, Some(span)),
        (Some(span), _) if brings || outlook.reckoned => (Status::Target, Some(span)),
        // "which will reach $200"
        (Some(span), None) if nearest.is_some_and(|g| g.tags.any(Tags::AMOUNTS) || is_told(tokens, g, token)) => {
            (Status::Target, Some(span))
        }
        (_, Some(span)) => (Status::Commitment, Some(span)),
        (Some(span), None) => {
            let given = nearest.is_some_and(|g| g.tags.any(Tags::GIVE));
            let resources = RESOURCES.contains(&slots.category.as_str());
            let added = nearest.is_some_and(|g| g.tags.any(Tags::RESULT)) && granted;
            let status =
                if given || added || resources || vehicle.is_some() { Status::Commitment } else { Status::Target };
            (status, Some(span))
        }
        // "$6 million to fund tourism"
        (None, None) if governor.group.is_none() && sentence.groups.iter().any(|g| g.first == token + 1) => {
            let purpose = sentence.groups.iter().find(|g| g.first == token + 1 && g.form == Form::Infinitive);
            match purpose {
                Some(g) => (Status::Commitment, Some(tokens[g.first].span.join(tokens[g.head].span))),
                None => (Status::Actual, None),
            }
        }
        // "more than $2 billion in projects have been announced"
        (None, None)
            if governor.as_subject
                && nearest.is_some_and(|g| g.passive && matches!(tokens[g.head].text, "announced" | "unveiled")) =>
        {
            (Status::Commitment, None)
        }
        // "as part of a $200 million investment"
        (None, None)
            if tokens[..token]
                .iter()
                .rev()
                .filter(|t| !t.is(Tags::DET) && !t.beside)
                .take(3)
                .map(|t| t.text)
                .eq(["of", "part", "as"]) =>
        {
            (Status::Commitment, None)
        }
        // "selected to receive $7 million"
        (None, None) if gets && nearest.is_some_and(|g| g.form == Form::Infinitive) => (Status::Commitment, None),
        // "launched an initiative, investing $30 million"
        (None, None)
            if nearest.is_some_and(|g| {
                let parent = g.parent.map(|parent| sentence.groups[parent].tags).unwrap_or_default();
                let aside = g.first > 0 && !tokens[g.first - 1].is_word() && tokens[g.first - 1].figure().is_none();
                aside && g.form == Form::Gerund && g.tags.any(Tags::GIVE) && parent.any(Tags::START)
            }) =>
        {
            (Status::Commitment, None)
        }
        // "is building a $3 billion port"
        (None, None) if direct && nearest.is_some_and(|g| g.progressive && g.tags.any(Tags::START)) => {
            (Status::Commitment, None)
        }
        // "Award: up to $5 million", "letters of interest for support of up to $1 billion"
        (None, None) if most && (whole || granted && named && !gets && !past_giving(nearest)) => {
            (Status::Commitment, None)
        }
        // "a $3 million project"
        (None, None) => match vehicle
            .filter(|v| v.span.start < tokens[token].span.end + 60 && !past_giving(nearest) && !costs(tokens, nearest))
        {
            Some(vehicle) => (Status::Commitment, Some(vehicle.span)),
            None => (Status::Actual, None),
        },
    }
}

/// "will be $5 million", "será de un millón": nothing stands between the verb and what it tells.
fn is_told(tokens: &[Token<'_>], group: &Group, token: usize) -> bool {
    let between = tokens.get(group.head + 1..token);
    group.tags.any(Tags::BE)
        && between.is_some_and(|between| between.iter().all(|t| t.beside || t.is(Tags::ADV) || t.text == "de"))
}

/// What money is that is given, whether it was handed over or not.
const RESOURCES: [&str; 7] = ["investment", "commitment", "funding", "assistance", "financing", "grants", "loans"];

/// Of "are set to receive", "is to supply" the verb that its subject is to do.
fn due(sentence: &Sentence<'_>, group: usize) -> usize {
    let (g, next) = (&sentence.groups[group], sentence.groups.get(group + 1));
    let ahead = ["set", "due", "likely", "expected", "poised", "slated", "scheduled", "about"];
    let near = sentence.tokens.get(g.head + 1).is_some_and(|t| ahead.contains(&t.text));
    let leans = next.is_some_and(|n| n.form == Form::Infinitive && n.first == g.head + 1 + usize::from(near));
    let looks =
        g.tags.any(Tags::BE) && !g.passive && g.first == g.head || g.passive && g.tags.any(Tags::AIM.with(Tags::START));
    group + usize::from(g.form == Form::Finite && leans && looks)
}

/// Verbs of money that is set aside: "will go towards", "will come from", "se destinarán a".
fn goes(tokens: &[Token<'_>], group: Option<&Group>) -> bool {
    let verbs = ["go", "come", "flow", "finance", "fund", "destinarán", "destinará", "irán", "provendrán", "vendrán"];
    group.is_some_and(|g| verbs.contains(&tokens[g.head].text))
}

/// "The program has cost $5 million" tells what was spent.
fn costs(tokens: &[Token<'_>], group: Option<&Group>) -> bool {
    group.is_some_and(|g| !g.modal && ["cost", "cuesta"].iter().any(|stem| tokens[g.head].text.starts_with(stem)))
}

/// Whether the money was handed over: "provided", "contributed".
fn past_giving(group: Option<&super::group::Group>) -> bool {
    group.is_some_and(|g| g.tags.any(Tags::GIVE.with(Tags::RESULT)) && !g.modal && g.form == Form::Finite)
}

/// "from 23% to over 32%": the figure after "from" whose partner of the same kind follows "to".
fn is_baseline(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, mention: usize) -> bool {
    let tokens = &sentence.tokens;
    let mut before = token;
    while before > 0 && tokens[before - 1].beside {
        before -= 1;
    }
    let from = before > 0 && matches!(tokens[before - 1].text.to_lowercase().as_str(), "from" | "del" | "de");
    if !from {
        return false;
    }
    // "decreased $1 million to $23 million, from $24 million", "rose to 640 from 512"
    let reached = (0..before - 1).rev().take(8).find(|&i| {
        let same = |m: usize| {
            std::mem::discriminant(&scene.mentions[m].reading)
                == std::mem::discriminant(&scene.mentions[mention].reading)
        };
        tokens[i].figure().is_some_and(same)
    });
    let moved = sentence.groups.iter().any(|g| g.head < before && g.tags.any(Tags::UP.with(Tags::DOWN)));
    let got = reached.filter(|&i| i > 0 && matches!(tokens[i - 1].text, "to" | "a") || i > 1 && tokens[i - 1].beside);
    if scene.lang == crate::figure::Lang::En && moved && got.is_some() {
        return true;
    }
    // "down from 15 percent today"
    if before > 1 && matches!(tokens[before - 2].text, "up" | "down") {
        return true;
    }
    let next = (token + 1..(token + 7).min(tokens.len()))
        .find(|&i| tokens[i].figure().is_some_and(|m| !super::is_time(&scene.mentions[m].reading)));
    next.and_then(|i| Some((i, tokens[i].figure()?))).is_some_and(|(i, m)| {
        let same = std::mem::discriminant(&scene.mentions[m].reading)
            == std::mem::discriminant(&scene.mentions[mention].reading);
        same && tokens[token + 1..i].iter().any(|t| matches!(t.text, "to" | "al" | "a"))
            && !matches!(scene.mentions[mention].modifier, Modifier::By)
    })
}
