//! Auxiliaries with the verb they lead to: "has not yet been built", "is on track".

use super::group::Group;
use super::token::Token;
use crate::lexicon::Tags;

/// Extends an auxiliary to its chain: "has not yet been", "is on track" keeps "is" as its verb.
pub(super) fn auxiliary(tokens: &[Token<'_>], at: usize, mut group: Group) -> Group {
    let mut be = false;
    let mut have = false;
    let mut last = at;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        if token.is(Tags::AUX) && !token.is(Tags::NOUNISH) {
            be |= token.is(Tags::BE);
            have |= token.is(Tags::HAVE);
            group.modal |= token.is(Tags::MODAL);
            last = index;
        } else if token.is(Tags::VERB) && token.is_word() && !token.capital && fits(token, be, have, group.modal) {
            group.head = index;
            group.tags = token.tags;
            group.passive = be && token.is(Tags::PART);
            group.progressive = be && token.is(Tags::ING);
            return group;
        } else if !(token.is(Tags::ADV.with(Tags::NEG)) || token.text == "since" && have || token.mark('"')) {
            break;
        }
    }
    // "que haya 900 migrantes": there are.
    group.modal &= !matches!(tokens[last].text, "haya" | "hayan");
    group.head = last;
    group.tags = Tags::BE;
    group
}

fn fits(token: &Token<'_>, be: bool, have: bool, modal: bool) -> bool {
    if be {
        token.is(Tags::PART.with(Tags::ING))
    } else if have {
        token.is(Tags::PART)
    } else {
        modal && token.is(Tags::BASE) || !modal && token.is(Tags::BASE)
    }
}
