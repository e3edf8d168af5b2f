//! Whom a count of people or bodies counts: who takes part, who is served, or neither.

use super::group::Form;
use super::token::Token;
use super::{Governor, Sentence};
use crate::lexicon::Tags;

/// What of people is made better for them.
const BETTERED: &[&str] = &[
    "lives",
    "livelihoods",
    "resilience",
    "health",
    "wellbeing",
    "well-being",
    "incomes",
    "income",
    "nutrition",
    "conditions",
    "vida",
    "vidas",
    "resiliencia",
    "salud",
    "bienestar",
    "ingresos",
    "condiciones",
    "nutrición",
];

/// What those who are taught receive.
const TEACHING: &[&str] = &["training", "instruction", "capacitación", "formación", "entrenamiento", "adiestramiento"];

/// A count with what stands around it.
pub(super) struct Count<'a> {
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) token: usize,
    pub(super) governor: Governor,
    /// What the verb that governs the count says of it.
    pub(super) near: Tags,
    /// What that verb and those it leans on say.
    pub(super) chain: Tags,
    /// The last token before the count that is none of its own words.
    pub(super) before: Option<usize>,
    /// What a participle behind the noun says: "students enrolled".
    pub(super) behind: Tags,
    /// The noun that "for" or "to" offers the count: "training opportunities for".
    pub(super) offered: &'a [Token<'a>],
}

/// The category of a count of people.
pub(super) fn of_people(count: &Count<'_>, head: Tags) -> &'static str {
    let &Count { sentence, token, governor, near, chain, before, behind, offered } = count;
    let before = before.map(|i| (i, &sentence.tokens[i]));
    let link = before.map_or("", |(_, t)| t.text);
    // "more than 2,500 participants, including 250 mayors"
    let including = matches!(link, "including" | "incluidos" | "incluidas");
    let among = including && sentence.tokens[..token].iter().rev().skip(2).take(6).any(|t| t.is(Tags::PARTICIPANT));
    let within = before.is_some_and(|(_, t)| t.is(Tags::PREP));
    if among || !within && !head.any(Tags::EMPLOYEE) && attends(sentence, governor) {
        return "participants";
    }
    // "a delegation made up of 22 officials", "integrada por 22 funcionarios"
    if matches!(link, "by" | "por") && !near.any(Tags::TRAIN) {
        return "other";
    }
    let next = governor.group.and_then(|g| sentence.tokens.get(sentence.groups[g].head + 1)).map_or("", |t| t.text);
    // "taking part"
    let train = matches!(next, "part" | "together") || behind.any(Tags::TRAIN) || near.any(Tags::TRAIN) && token > 0;
    if train && !behind.any(Tags::HELP) {
        return "participants";
    }
    // "940 officials have received training"
    let object = governor.group.map_or(0, |g| sentence.groups[g].head + 1);
    let taught = near.any(Tags::GAIN)
        && governor.as_subject
        && sentence.tokens[object..].iter().take(2).any(|t| t.is(Tags::COURSE) || TEACHING.contains(&t.text));
    if taught {
        return "participants";
    }
    // "will have access to internet"
    let access = governor.as_subject && matches!(next, "access" | "acceso");
    // "benefits for 400 residents", "to help 500 people adapt"
    let benefits = ["benefits", "benefit", "aid", "relief", "beneficios", "ayuda"];
    let served = offered.last().is_some_and(|t| benefits.contains(&t.text))
        || before.is_some_and(|(i, t)| t.is(Tags::HELP) && sentence.in_group(i));
    // "Six members will provide assistance": who helps is not helped.
    let helps = governor.as_subject
        && near.any(Tags::GIVE)
        && near.any(Tags::HELP)
        && governor.group.is_some_and(|g| !sentence.groups[g].passive && sentence.groups[g].form == Form::Finite);
    if helps && !within {
        return "participants";
    }
    // "increase the resilience of 900 million people"
    let bettered = matches!(link, "of" | "de")
        && chain.any(Tags::HELP.with(Tags::UP).with(Tags::RESULT))
        && offered.last().is_some_and(|t| BETTERED.contains(&t.text));
    let helped = near.any(Tags::HELP)
        || bettered
        || behind.any(Tags::HELP)
        || chain.any(Tags::HELP) && !near.any(Tags::TRAIN.with(Tags::EMPLOY));
    let given = gives_to(sentence, token) && (governor.as_subject || !near.any(Tags::RESULT));
    if access || served || helped || given { "beneficiaries" } else { "other" }
}

/// "to 4 million people", "for 250,000 farmers": the figure's people receive something.
pub(super) fn gives_to(sentence: &Sentence<'_>, token: usize) -> bool {
    let mut before = sentence.tokens[..token].iter().rev().filter(|t| !t.beside && !t.is(Tags::DET));
    match before.next().map(|t| t.text) {
        // "is home to 20 million people", "according to two people", "entrevistó a 200 personas"
        Some(link @ ("to" | "a")) => {
            let behind = before.next();
            !behind.is_some_and(|t| {
                matches!(t.text, "home" | "according" | "compared" | "hogar")
                    || link == "a" && t.is(Tags::VERB) && !t.is(Tags::NOUNISH.with(Tags::HELP).with(Tags::GIVE))
            })
        }
        Some("for" | "para") => true,
        // "en favor de 2,300 jornaleros", "for the benefit of 300 families"
        Some("of" | "de") => before.next().is_some_and(|t| matches!(t.text, "favor" | "beneficio" | "benefit")),
        _ => false,
    }
}

/// "200 officials completed a course", "100 leaders have traveled to Peru to participate": the people take part.
fn attends(sentence: &Sentence<'_>, governor: Governor) -> bool {
    let Some(index) = governor.group.filter(|_| governor.as_subject) else { return false };
    let group = &sentence.groups[index];
    let begins =
        ["completed", "complete", "completing", "finished", "finish", "begin", "began", "started", "underwent"];
    let spanish = ["concluyeron", "completaron", "terminaron", "cursaron", "iniciaron", "finalizaron", "culminaron"];
    let head = sentence.tokens[group.head].text;
    let object = sentence.tokens[group.head + 1..].iter().take(8).take_while(|t| !t.is_strong() && !t.mark(','));
    let course = (begins.contains(&head) || spanish.contains(&head))
        && object.into_iter().any(|t| t.is(Tags::COURSE) || matches!(t.text, "program" | "programa"));
    let to = sentence.groups.get(index + 1).filter(|g| g.form == Form::Infinitive && g.parent == Some(index));
    course
        || to.is_some_and(|g| {
            g.tags.any(Tags::TRAIN)
                && matches!(
                    sentence.tokens[g.head].text,
                    "participate" | "attend" | "study" | "train" | "participar" | "estudiar"
                )
        })
}

/// Bodies and states that take part: "partnerships with 17 universities", "endorsed by 94 countries".
pub(super) fn joins_in(sentence: &Sentence<'_>, token: usize, governor: Governor, unit: &str, head: Tags) -> bool {
    let tokens = &sentence.tokens;
    let state = matches!(
        unit,
        "country" | "nation" | "government" | "economy" | "state" | "país" | "nación" | "gobierno" | "estado"
    );
    if !head.any(Tags::BODY) && !state {
        return false;
    }
    let mut before = tokens[..token].iter().rev().filter(|t| !t.beside && !t.is(Tags::DET));
    let link = before.next().map(|t| t.text);
    let noun = before.next();
    let partners = noun.is_some_and(|t| {
        matches!(t.text, "partnership" | "partnerships" | "together" | "alianza" | "alianzas")
            || matches!(t.text, "worked" | "working" | "trabajó" | "trabajan" | "trabajando")
            || t.text.starts_with("colabora")
            || t.text.starts_with("collabora")
            || t.text.starts_with("coop")
            || t.text.starts_with("coordina")
    });
    match link {
        Some("with" | "con") if partners => return true,
        Some("alongside") => return true,
        Some("of" | "from") if noun.is_some_and(|t| matches!(t.text, "commitment" | "commitments" | "pledges")) => {
            return true;
        }
        _ => {}
    }
    // "21 corporations have come together"
    let united = governor.group.filter(|_| governor.as_subject).map(|g| sentence.groups[g].head + 1);
    if united.is_some_and(|next| tokens.get(next).is_some_and(|t| matches!(t.text, "together" | "forces"))) {
        return true;
    }
    let Some(index) = governor.group.filter(|_| state) else { return false };
    let group = &sentence.groups[index];
    let verb = tokens[group.head].text;
    let to = sentence.groups.iter().find(|g| g.first > token && g.form == Form::Infinitive && g.first <= token + 4);
    let to = to.filter(|g| !tokens[token..g.first].iter().any(Token::is_strong));
    let placed = tokens[..token].iter().rev().find(|t| !t.beside && !t.is(Tags::DET)).is_some_and(|t| t.is(Tags::PREP));
    group.tags.any(Tags::TRAIN) && (governor.as_subject && !placed || link == Some("by") || verb.starts_with("join"))
        || to.is_some_and(|g| g.tags.any(Tags::TRAIN))
}
