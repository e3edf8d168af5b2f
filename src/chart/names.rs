//! The full names of actors called by their initials, as the documents give them: "Bank of Ports (BOP)".

use crate::figure::Figure;

/// Initials alone are no proof where fewer of them fit.
const LEAST: usize = 3;

/// The name that stands before `(SHORT)` in a sentence of `figures`; none where no sentence spells it out.
pub(super) fn full(short: &str, figures: &[Figure]) -> Option<String> {
    let initials = short.len() >= 2 && short.chars().all(|c| c.is_ascii_uppercase());
    let sign = format!("({short})");
    let mut sentences = figures.iter().filter(|_| initials).map(|figure| figure.sentence.as_str());
    sentences.find_map(|sentence| before(sentence.split_once(&sign)?.0, short))
}

/// The name at the end of `text` whose capitals are `short`.
fn before(text: &str, short: &str) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    let mut rest = short;
    let mut small = 0;
    for word in text.split_whitespace().rev() {
        let capitals: String = word.chars().filter(char::is_ascii_uppercase).collect();
        match rest.strip_suffix(capitals.as_str()) {
            Some(left) if !capitals.is_empty() => (rest, small) = (left, 0),
            _ if capitals.is_empty() && !words.is_empty() && small == 0 => small += 1,
            _ => break,
        }
        words.push(word);
        if rest.is_empty() {
            break;
        }
    }
    let fits = rest.is_empty() && short.len() >= LEAST;
    words.reverse();
    fits.then(|| words.join(" "))
}

/// "BOP is the Bank of Ports.", for each actor of the figures whose full name the documents give; empty where none is.
pub(super) fn note<'a>(actors: impl Iterator<Item = &'a str>, figures: &[Figure]) -> String {
    let mut parts: Vec<&str> = actors.flat_map(|actor| actor.split(|c: char| !c.is_alphanumeric())).collect();
    parts.sort_unstable();
    parts.dedup();
    let told = parts.into_iter().filter_map(|short| Some(format!("{short}: {}.", full(short, figures)?)));
    told.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Kind;
    use crate::series::sample;

    #[test]
    fn a_name_is_read_from_its_initials() {
        for (text, short, name) in [
            ("through the Bank of Inland Ports ", "BIP", Some("Bank of Inland Ports")),
            ("The U.S. Office for Canal Repair ", "USOCR", Some("U.S. Office for Canal Repair")),
            ("BIP and the Ministry of Mills ", "BMM", None),
            ("in the north of it ", "NOI", None),
        ] {
            assert_eq!(before(text, short).as_deref(), name, "{text}");
        }
        let mut figure = sample::figure(0, "d", Kind::Count, "1", "port");
        figure.sentence = "The Bank of Inland Ports (BIP) built 1 port.".to_owned();
        let figures = [figure];
        assert_eq!(note(["BIP and Mills", "Mills", "BIP"].into_iter(), &figures), "BIP: Bank of Inland Ports.");
        assert_eq!(note(["BIM"].into_iter(), &figures), "");
    }
}
