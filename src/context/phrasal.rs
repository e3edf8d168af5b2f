//! English verbs of two words, which say something else than the first alone: "sets aside", "calls for", "takes on",
//! "helps create".

use super::group::Group;
use super::token::Token;
use crate::lexicon::Tags;

/// The group with what the word behind its verb makes of it.
pub(super) fn phrasal(tokens: &[Token<'_>], mut group: Group) -> Group {
    let Some(next) = tokens.get(group.head + 1) else { return group };
    match (tokens[group.head].text, next.text) {
        ("set" | "sets" | "setting", "aside") => group.tags = group.tags.with(Tags::COMMIT).with(Tags::GIVE),
        ("call" | "calls" | "called" | "calling", "for") => {
            group.tags = group.tags.with(Tags::COMMIT).with(Tags::ANNOUNCE);
        }
        ("take" | "takes" | "took" | "taken" | "taking", "on") | ("lay" | "lays" | "laid" | "laying", "off") => {
            group.tags = group.tags.with(Tags::EMPLOY);
        }
        // "helped create 40 jobs", "to help mobilize $1 billion": one with what is helped to be done.
        ("help" | "helps" | "helped" | "helping", _) if next.is(Tags::BASE) && !next.capital => {
            let object = tokens
                .get(group.head + 2)
                .is_some_and(|t| t.figure().is_some() || t.beside || t.is(Tags::DET.with(Tags::POSS)));
            if object || !next.is(Tags::NOUNISH) {
                group.head += 1;
                group.tags = group.tags.with(next.tags);
            }
        }
        _ => {}
    }
    group
}
