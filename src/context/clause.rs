//! Verb groups of a sentence, what governs what, and where each group's subject stands.
//!
//! Light on purpose: no tagger, no tree. A group is an auxiliary chain with its verb, an infinitive, a gerund or a bare
//! participle; each leans on a parent (the group whose subject and outlook it shares) or has a subject of its own.

use super::group::{Form, Group};
use super::title::titles;
use super::token::Token;
use super::verb::{before_adverbs, find};
use crate::figure::Lang;
use crate::lexicon::Tags;

/// The verb groups of a sentence, in order, with parents and subjects.
pub(super) fn groups(tokens: &[Token<'_>], lang: Lang) -> Vec<Group> {
    let mut groups = find(tokens, lang);
    let titles = titles(tokens);
    groups.retain(|g| !titles.iter().any(|&(start, end)| start < g.first && g.head < end));
    // "va a ser inaugurado" is one verb, which looks ahead.
    for index in (1..groups.len()).rev().filter(|_| lang == Lang::Es) {
        let (to, go) = (groups[index].first, groups[index - 1].head);
        let joined = groups[index].form == Form::Infinitive && (go + 1..=go + 2).contains(&to);
        if joined && matches!(tokens[go].text, "va" | "van" | "iba" | "iban") && tokens[go + 1].text == "a" {
            let verb = groups.remove(index);
            groups[index - 1] = Group { first: groups[index - 1].first, form: Form::Finite, modal: true, ..verb };
        }
    }
    // "La empresa les dio trabajo": the pronoun is the verb's.
    for group in groups.iter_mut().filter(|g| lang == Lang::Es && g.form == Form::Finite && g.first > 0) {
        group.first -= usize::from(matches!(tokens[group.first - 1].text, "le" | "les" | "nos"));
    }
    for index in 0..groups.len() {
        attach(tokens, &mut groups, index);
    }
    groups
}

fn attach(tokens: &[Token<'_>], groups: &mut [Group], index: usize) {
    let group = &groups[index];
    let strong = (0..group.first).rev().find(|&i| tokens[i].is_strong()).map_or(0, |i| i + 1);
    let previous = before_adverbs(tokens, group.first);
    let earlier = |wanted: &dyn Fn(&Group) -> bool, from: usize| {
        (0..index).rev().find(|&i| groups[i].first >= from && wanted(&groups[i]))
    };
    let limit = (group.head..tokens.len()).find(|&i| tokens[i].is_strong()).unwrap_or(tokens.len());
    let finite_right =
        (index + 1..groups.len()).take_while(|&i| groups[i].first <= limit).find(|&i| groups[i].form == Form::Finite);
    match group.form {
        Form::Infinitive => {
            let first = groups[index].first;
            // "Invest $5 million to ensure the lessons learned are applied": an order leans on nothing.
            let order = first == 0 && tokens[0].text != "To";
            let parent = earlier(&|_| true, strong)
                .or(finite_right.filter(|_| !order))
                .or_else(|| earlier(&|g| g.form == Form::Finite, 0));
            let start = phrase_start(tokens, first).max(strong);
            let said = tokens[start].is(Tags::VERB) || first == start + 1 && tokens[start].text.ends_with("ed");
            if parent.is_none() && start == strong && first > strong && !said {
                groups[index].subject = tokens[first - 1].capital.then_some((start, first));
            }
            groups[index].parent = parent;
        }
        Form::Gerund | Form::Participle => {
            let absolute = previous.and_then(|p| absolute_subject(tokens, p));
            let postmodifier = previous.is_some_and(|p| {
                tokens[p].is_word() && !tokens[p].is(Tags::PREP.with(Tags::CONJ)) || tokens[p].figure().is_some()
            });
            let parent = if postmodifier {
                earlier(&|_| true, strong).or(finite_right)
            } else {
                earlier(&|g| g.form == Form::Finite || g.form == Form::Infinitive, strong).or(finite_right)
            };
            let parent = parent.or_else(|| earlier(&|g| g.form == Form::Finite, 0));
            groups[index].subject = absolute;
            groups[index].parent = parent;
        }
        Form::Finite => {
            // "which this year will reach"
            let beside = |p: usize| tokens[p].figure().is_some() || tokens[p].text == "se";
            let pronoun = previous.map(|p| if beside(p) && p > 0 { p - 1 } else { p });
            // "con la que se distribuyeron": not what does it, but by what it is done.
            let by = |p: usize| {
                let link = tokens[..p].iter().rev().find(|t| !t.is(Tags::DET) && t.text != "lo");
                link.is_some_and(|t| matches!(t.text, "con" | "mediante" | "with" | "through"))
            };
            let relative = pronoun.is_some_and(|p| tokens[p].is(Tags::REL) && p > 0 && !by(p));
            // "y se tiene": the clitic belongs to the verb.
            let link = previous.map(|p| if tokens[p].text == "se" && p > 0 { p - 1 } else { p });
            let joined = link.is_none_or(|p| tokens[p].is(Tags::CONJ) || tokens[p].mark(';'));
            // "zones that produce half of it and employ 500 people": the verb that agrees.
            let base = |g: &Group| tokens[g.head].is(Tags::BASE) && !g.modal;
            let last = earlier(&|g| g.form == Form::Finite, strong).filter(|&i| groups[i].relative && base(&groups[i]));
            let agrees = last.filter(|_| base(&groups[index])).filter(|_| {
                earlier(&|g| g.form == Form::Finite && !g.relative, 0)
                    .is_some_and(|i| tokens[groups[i].head].is(Tags::THIRD))
            });
            let parent = agrees
                .or_else(|| earlier(&|g| g.form == Form::Finite && !g.relative, 0))
                .or_else(|| earlier(&|g| g.form == Form::Finite, 0));
            if relative {
                groups[index].relative = true;
                groups[index].subject = pronoun.and_then(|p| antecedent(tokens, p));
                groups[index].parent = parent;
            } else if joined && parent.is_some() {
                groups[index].parent = parent;
            } else {
                groups[index].subject = subject(tokens, groups, index, strong);
                if groups[index].subject.is_none() {
                    groups[index].parent = parent;
                }
            }
        }
    }
}

/// "with Canada announcing": the noun phrase between "with" and the verb, which ends at `last`.
fn absolute_subject(tokens: &[Token<'_>], last: usize) -> Option<(usize, usize)> {
    if !tokens[last].is_word() || tokens[last].is(Tags::PREP) {
        return None;
    }
    let with = (last.saturating_sub(6)..last).rev().find(|&i| tokens[i].is(Tags::PREP) || !tokens[i].is_word())?;
    let opens = matches!(tokens[with].text, "with" | "With" | "including");
    opens.then_some((with + 1, last + 1))
}

/// The noun phrase that a relative pronoun at `pronoun` stands for: back to the preposition, verb or comma before it.
fn antecedent(tokens: &[Token<'_>], pronoun: usize) -> Option<(usize, usize)> {
    let mut end = pronoun;
    while end > 0 && (tokens[end - 1].mark(',') || tokens[end - 1].is(Tags::PREP)) {
        end -= 1;
    }
    let mut start = phrase_start(tokens, end);
    // "include the Argidius Foundation, PriceSmart Foundation, and Valhalla Capital which have committed"
    let listed = |i: usize| tokens[i].is_word() && tokens[i].capital || matches!(tokens[i].text, "of" | "for" | "the");
    while start > 1 && (tokens[start - 1].mark(',') || tokens[start - 1].is(Tags::CONJ)) && tokens[start].capital {
        let joint = (0..start).rev().take_while(|&i| tokens[i].mark(',') || tokens[i].is(Tags::CONJ)).last();
        let Some(joint) = joint.filter(|&joint| joint > 0 && listed(joint - 1) && tokens[joint - 1].capital) else {
            break;
        };
        start = (0..joint).rev().take_while(|&i| listed(i)).last().unwrap_or(joint - 1);
    }
    (start < end).then_some((start, end))
}

/// The first token of the noun phrase that ends before `end`: back over words, capitals keeping their "of" and "for".
pub(super) fn phrase_start(tokens: &[Token<'_>], end: usize) -> usize {
    let mut start = end;
    while start > 0 {
        let token = &tokens[start - 1];
        let inside_name = token.is(Tags::PREP)
            && matches!(token.text, "of" | "for" | "de" | "del")
            && tokens.get(start).is_some_and(|t| t.capital || t.is(Tags::DET))
            && start >= 2
            && tokens[start - 2].capital;
        let stop = !(token.is_word() || token.mark('(') || token.mark(')') || token.mark('"'))
            || token.is(Tags::REL.with(Tags::SUB).with(Tags::AUX))
            || (token.is(Tags::PREP) && !inside_name)
            || (token.is(Tags::VERB) && !token.capital && !token.is(Tags::NOUNISH) && !token.is(Tags::WHO));
        if stop {
            break;
        }
        start -= 1;
        if token.is(Tags::DET) {
            break;
        }
    }
    start
}

/// The subject of a finite group that is neither joined to another nor relative.
fn subject(tokens: &[Token<'_>], groups: &[Group], index: usize, strong: usize) -> Option<(usize, usize)> {
    let before = |small: &dyn Fn(&Token<'_>) -> bool| {
        (strong..groups[index].first).rev().find(|&i| !small(&tokens[i])).map_or(strong, |i| i + 1)
    };
    let end = before(&|t| t.is(Tags::ADV));
    // "Cafés Montecillos, por ejemplo, se comprometió"
    let clitic = before(&|t| t.is(Tags::ADV) || t.text == "se");
    let name = clitic > strong && tokens[strong].capital && tokens[clitic - 1].mark(',');
    let end = if name && !introduces(tokens, strong) { clitic } else { end };
    // A finite verb before it closes the clause ("said the company will"), a relative clause between commas does not.
    let parenthesis = end > strong && tokens[end - 1].mark(',');
    let closing = |g: &&Group| g.form == Form::Finite && !g.relative && g.head >= strong;
    let closed = groups[..index].iter().rev().find(closing).map(|g| g.head + 1);
    if parenthesis {
        // "Chegg, a platform that …, has committed": the name that opens the clause.
        let opening = self::chunks(tokens, strong, end);
        if let Some(&(s, e)) = opening.iter().find(|&&(s, _)| !introduces(tokens, s))
            && !has_verb(groups, (s, e))
            && groups[..index]
                .iter()
                .all(|g| g.form != Form::Finite || g.relative || g.first > e && !begins_clause(tokens, g))
        {
            return Some((s, e));
        }
        let chunks = chunks(tokens, closed.unwrap_or(strong), end);
        // Behind a verb the first stretch still belongs to it.
        let skipped = usize::from(closed.is_some());
        let (start, end) = chunks.iter().skip(skipped).copied().find(|&(s, _)| !introduces(tokens, s))?;
        return Some((start, end));
    }
    let chunks = chunks(tokens, closed.unwrap_or(strong), end);
    if closed.is_some() && chunks.len() == 1 {
        // "said the company will": only the noun phrase right before the verb; "said that the number of jobs rose": all.
        let that = (chunks[0].0..end).rev().find(|&i| matches!(tokens[i].text, "that" | "que")).map(|i| i + 1);
        let plain = |start: &usize| {
            let opens = tokens[*start].figure().is_some() || !introduces(tokens, *start);
            *start < end && opens && !(*start..end).any(|i| tokens[i].is(Tags::REL))
        };
        let start = that.filter(plain).unwrap_or_else(|| phrase_start(tokens, end));
        let start = joined_clause(tokens, &groups[..index], closed.unwrap_or(start), end).unwrap_or(start);
        return (start < end).then_some((start, end));
    }
    let &(mut start, last) = chunks.last()?;
    // "Costa Rica, Guatemala and Honduras drew": names before the comma belong to the list.
    let name = |&(s, e): &(usize, usize)| {
        e - s <= 5
            && tokens[s].capital
            && tokens[s..e].iter().all(|t| t.capital || matches!(t.text, "of" | "the" | "de"))
    };
    if tokens[start].capital && tokens[start..last].iter().any(|t| t.is(Tags::CONJ)) && !tokens[start].is(Tags::CONJ) {
        let names =
            chunks[..chunks.len() - 1].iter().rev().take_while(|chunk| name(chunk) && !introduces(tokens, chunk.0));
        if let Some(&(first, _)) = names.last().filter(|_| name(&(start, last.min(start + 5))) || chunks.len() > 2) {
            start = first;
        }
    }
    if tokens[start].is(Tags::CONJ) && chunks.len() > 1 {
        // A list: join the noun phrases before it.
        let mut first = chunks.len() - 1;
        // "Over 58,000 students, educators, and members"
        let counted = |(s, e): (usize, usize)| {
            let figure = (s..e).find(|&i| !tokens[i].beside).filter(|&i| tokens[i].figure().is_some());
            figure.is_some_and(|i| i + 1 < e && tokens[i + 1].is_word() && !tokens[i + 1].is(Tags::PREP))
        };
        let stands = |chunk: (usize, usize)| !introduces(tokens, chunk.0) || closed.is_none() && counted(chunk);
        // "signed an agreement with Peru, and it plans", "cut its rate by 5%, and farmers rested": a clause of its own.
        let (from, to) = chunks[0];
        let told = tokens[from..to].iter().any(|t| t.is(Tags::SUB.with(Tags::REL)) || t.text == "that");
        let own = closed.is_some()
            && (chunks.len() == 2 && !told
                || tokens
                    .get(start + 1)
                    .is_some_and(|t| t.is(Tags::PRON.with(Tags::POSS)) && !t.is_acronym() && !t.is(Tags::DET)));
        while !own && first > 0 && stands(chunks[first - 1]) && !has_verb(groups, chunks[first - 1]) {
            first -= 1;
        }
        start = chunks[first].0;
        if tokens[start].is(Tags::CONJ) {
            start += 1;
        }
    }
    // "to ensure a skilled workforce is ready": the object of the infinitive.
    let infinitive =
        groups[..index].iter().rfind(|g| g.form == Form::Infinitive && g.first >= start && g.head + 1 < last);
    let joined = |g: &Group| (g.head + 1..last - 1).any(|i| tokens[i].is(Tags::CONJ) && tokens[i + 1].is(Tags::DET));
    if let Some(g) = infinitive.filter(|g| tokens[g.head + 1].is(Tags::DET.with(Tags::POSS)) && !joined(g)) {
        start = g.head + 1;
    }
    if let Some(cut) = (start..last)
        .rev()
        .find(|&i| tokens[i].is(Tags::SUB.with(Tags::REL)) && !tokens[i].capital || tokens[i].text == "that")
    {
        // "Las cooperativas que apoya el programa generaron": what stands before the relative clause.
        let relative = cut > start && tokens[cut].is(Tags::REL) && has_verb(groups, (cut, last));
        if relative {
            return Some((start, cut));
        }
        start = cut + 1;
    }
    while start < last && tokens[start].is(Tags::ADV) && !tokens[start].is(Tags::DET) {
        start += 1;
    }
    if start < last && tokens[start].is(Tags::PREP) {
        // "In southern Mexico USAID is": the name before the verb.
        let name = name_start(tokens, start, last);
        // "with the Department of State (DOS) having": from the name's beginning.
        let whole = phrase_start(tokens, last).max(start);
        let bracket = tokens[last - 1].mark(')');
        start = if bracket { (whole..last).find(|&i| tokens[i].capital)? } else { (name < last).then_some(name)? };
    }
    (start < last).then_some((start, last))
}

/// "trained 40 nurses and 50 others will follow": where the next clause begins behind the object of the verb that ends
/// before `from`.
fn joined_clause(tokens: &[Token<'_>], groups: &[Group], from: usize, end: usize) -> Option<usize> {
    let opens = |i: usize| {
        let token = tokens.get(i);
        token.is_some_and(|t| t.is(Tags::DET.with(Tags::POSS)) || t.figure().is_some() || t.beside)
    };
    let says = from > 0 && matches!(tokens[from - 1].text, "said" | "says" | "say" | "dijo" | "dice");
    let joint = (from..end).rev().find(|&i| tokens[i].is(Tags::CONJ) && opens(i + 1))?;
    (opens(from) && !says && !groups.iter().any(|g| g.first > joint)).then_some(joint + 1)
}

/// The first token, not before `from`, of the capitals that end before `end`, over "of" between two of them ("the Institute
/// of Housing"); `end` where none does.
pub(super) fn name_start(tokens: &[Token<'_>], from: usize, end: usize) -> usize {
    let capital = |i: usize| tokens[i].is_word() && (tokens[i].capital || tokens[i].is_acronym());
    let mut name = end;
    while name > from {
        let of = matches!(tokens[name - 1].text, "of" | "de" | "del" | "for") && name > from + 1 && capital(name - 2);
        if !(capital(name - 1) || of && name < end && capital(name)) {
            break;
        }
        name -= 1;
    }
    name
}

/// Whether a finite group has a subject right after a comma: then a clause of its own stands between.
fn begins_clause(tokens: &[Token<'_>], group: &Group) -> bool {
    group.subject.is_some_and(|(s, _)| {
        s > 0 && (tokens[s - 1].mark(',') || tokens[s - 1].is(Tags::CONJ) || tokens[s].is(Tags::CONJ))
    })
}

fn has_verb(groups: &[Group], (start, end): (usize, usize)) -> bool {
    groups.iter().any(|g| g.form == Form::Finite && g.first >= start && g.head < end)
}

/// Whether a chunk that begins so only introduces the sentence.
fn introduces(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let participle = token.is(Tags::PART) && tokens.get(at + 1).is_some_and(|t| t.is(Tags::PREP) || t.text == "to");
    token.is(Tags::PREP.with(Tags::SUB).with(Tags::ING).with(Tags::ADV)) && !token.is(Tags::DET)
        || participle
        || token.text == "To"
        || token.figure().is_some()
}

/// "Delphos International, Ltd.": what kind of firm a name is.
fn is_firm(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Inc" | "Ltd" | "LLC" | "Corp" | "Co" | "PLC" | "S.A" | "SARL" | "S.A.S" | "LP"
    )
}

/// The stretches between commas outside brackets, none empty.
fn chunks(tokens: &[Token<'_>], from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0_usize, from);
    for (index, token) in tokens.iter().enumerate().take(to).skip(from) {
        if token.mark('(') {
            depth += 1;
        } else if token.mark(')') {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && token.mark(',') && !tokens.get(index + 1).is_some_and(|t| is_firm(t.text)) {
            if start < index {
                out.push((start, index));
            }
            start = index + 1;
        }
    }
    if start < to {
        out.push((start, to));
    }
    out
}
