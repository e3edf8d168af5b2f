//! The forms of verbs and nouns made from the lemma by rule.

use super::Tags;
use crate::figure::Lang;

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Whether the last consonant doubles before "-ed" and "-ing" ("commit", "plan", but not "visit", "benefit", "target").
fn doubles(lemma: &str) -> bool {
    let chars: Vec<char> = lemma.chars().collect();
    let [.., before, vowel, last] = chars[..] else { return false };
    let short = !is_vowel(before) && is_vowel(vowel) && !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y');
    let vowels = chars.iter().filter(|&&c| is_vowel(c)).count();
    short
        && (vowels == 1
            || ["mit", "cur", "fer", "pel", "bat", "vet", "rol", "gin", "get", "quip", "ship"]
                .iter()
                .any(|end| lemma.ends_with(end)))
        && !["offer", "suffer", "differ", "target", "budget", "market"].contains(&lemma)
}

pub(super) fn forms_en(lemma: &str, past: &str, participle: &str) -> Vec<(String, Tags)> {
    let third = if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| lemma.ends_with(end)) {
        format!("{lemma}es")
    } else if let Some(stem) = lemma.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
        format!("{stem}ies")
    } else {
        format!("{lemma}s")
    };
    let stem = if doubles(lemma) { format!("{lemma}{}", &lemma[lemma.len() - 1..]) } else { lemma.to_owned() };
    let regular = if lemma.ends_with('e') {
        format!("{lemma}d")
    } else if let Some(stem) = lemma.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
        format!("{stem}ied")
    } else {
        format!("{stem}ed")
    };
    let ing = match lemma.strip_suffix('e') {
        Some(stem) if lemma.ends_with("ie") => format!("{}ying", &stem[..stem.len() - 1]),
        Some(stem) if !lemma.ends_with("ee") => format!("{stem}ing"),
        _ => format!("{stem}ing"),
    };
    // Both spellings are written: "benefited" and "benefitted".
    let ends_short = lemma.ends_with(|c: char| !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y' | 'h'))
        && lemma.chars().rev().nth(1).is_some_and(is_vowel)
        && !lemma.chars().rev().nth(2).is_some_and(is_vowel);
    let other = format!("{lemma}{}", &lemma[lemma.len() - 1..]);
    let mut twice = Vec::new();
    if ends_short && stem == *lemma && past.is_empty() {
        twice.push((format!("{other}ing"), Tags::ING));
        twice.push((format!("{other}ed"), Tags::PAST.with(Tags::PART)));
    }
    let past = if past.is_empty() { &regular } else { past };
    let participle = if participle.is_empty() { past } else { participle };
    twice.extend([
        (lemma.to_owned(), Tags::BASE),
        (third, Tags::THIRD),
        (past.to_owned(), Tags::PAST),
        (participle.to_owned(), Tags::PART),
        (ing, Tags::ING),
    ]);
    twice
}

/// The forms of a regular Spanish verb that official prose uses, and of those with a changed stem the regular ones too.
pub(super) fn forms_es(lemma: &str, irregular: &str) -> Vec<(String, Tags)> {
    let Some(stem) = ["ar", "er", "ir"].iter().find_map(|end| lemma.strip_suffix(end)) else { return Vec::new() };
    let ar = lemma.ends_with("ar");
    let mut forms = vec![(lemma.to_owned(), Tags::BASE)];
    forms.extend(irregular.split_whitespace().filter_map(|form| {
        let (form, tense) = form.split_once(':')?;
        let tag = match tense {
            "present" => Tags::THIRD,
            "past" => Tags::PAST,
            "future" => Tags::FUTURE,
            "subjunctive" => Tags::THIRD.with(Tags::SUBJUNCTIVE),
            _ => return None,
        };
        Some((form.to_owned(), tag))
    }));
    let mut add = |endings: &[&str], tag: Tags| {
        for ending in endings {
            forms.push((format!("{stem}{ending}"), tag));
        }
    };
    if ar {
        add(&["a", "an", "amos"], Tags::THIRD);
        add(&["ó", "aron", "aba", "aban"], Tags::PAST);
        add(&["ado", "ada", "ados", "adas"], Tags::PART);
        add(&["ando"], Tags::ING);
        add(&["ará", "arán", "aremos", "aría", "arían"], Tags::FUTURE);
    } else {
        add(&["e", "en", "emos", "imos"], Tags::THIRD);
        add(&["ió", "ieron", "í", "ía", "ían"], Tags::PAST);
        add(&["ido", "ida", "idos", "idas"], Tags::PART);
        add(&["iendo"], Tags::ING);
        let theme = if lemma.ends_with("er") { "er" } else { "ir" };
        for ending in ["á", "án", "emos", "ía", "ían"] {
            forms.push((format!("{stem}{theme}{ending}"), Tags::FUTURE));
        }
    }
    forms.extend(respelt_es(stem, ar));
    forms
}

/// Nouns that look like a verb's subjunctive.
const NOUNS_IN_E: [&str; 9] =
    ["avance", "alcance", "enfoque", "enlace", "balance", "ataque", "embarque", "toque", "cruce"];

/// The forms of a Spanish verb whose stem is spelt by what follows it: "alcance", "ofrezca", "concluyó".
fn respelt_es(stem: &str, ar: bool) -> Vec<(String, Tags)> {
    let spelt = |ending: &str, letters: &str| stem.strip_suffix(ending).map(|rest| format!("{rest}{letters}"));
    // "dar" and "ver" have their own: "de" and "va" are other words.
    if stem.len() < 2 {
        return Vec::new();
    }
    let wish = Tags::THIRD.with(Tags::SUBJUNCTIVE);
    if ar {
        let soft = spelt("c", "qu").or_else(|| spelt("g", "gu")).or_else(|| spelt("z", "c"));
        let soft = soft.unwrap_or_else(|| stem.to_owned());
        let one = format!("{soft}e");
        let noun = NOUNS_IN_E.contains(&&*one).then(Vec::new);
        let one = noun.unwrap_or_else(|| vec![(one, wish)]);
        return one.into_iter().chain([(format!("{soft}en"), wish), (format!("{soft}é"), Tags::PAST)]).collect();
    }
    let glide = stem.ends_with('u') && !stem.ends_with("gu") && !stem.ends_with("qu");
    let hard =
        spelt("ec", "ezc").or_else(|| spelt("oc", "ozc")).or_else(|| spelt("uc", "uzc")).or_else(|| spelt("g", "j"));
    let hard = if glide { format!("{stem}y") } else { hard.unwrap_or_else(|| stem.to_owned()) };
    let mut forms = vec![(format!("{hard}a"), wish), (format!("{hard}an"), wish)];
    if glide {
        let all =
            [("e", Tags::THIRD), ("en", Tags::THIRD), ("ó", Tags::PAST), ("eron", Tags::PAST), ("endo", Tags::ING)];
        forms.extend(all.map(|(ending, tag)| (format!("{hard}{ending}"), tag)));
    }
    forms
}

/// The regular plural of a noun, which may be a phrase.
pub(super) fn plural(lang: Lang, noun: &str) -> String {
    match lang {
        Lang::En if ["s", "x", "z", "ch", "sh"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es"),
        Lang::En => match noun.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
            Some(stem) => format!("{stem}ies"),
            None => format!("{noun}s"),
        },
        Lang::Es if noun.ends_with(|c: char| "aeiouáéó".contains(c)) => format!("{noun}s"),
        Lang::Es => format!("{noun}es"),
    }
}

pub(super) fn singular_en(noun: &str) -> String {
    let lower = noun.to_lowercase();
    let cut = |by: usize| noun.get(..noun.len() - by).unwrap_or(noun).to_owned();
    // "HBCUs", "EVs"
    if noun.strip_suffix('s').is_some_and(|stem| stem.len() > 1 && stem.ends_with(char::is_uppercase)) {
        cut(1)
    } else if lower.len() < 4 || ["ss", "us", "is"].iter().any(|end| lower.ends_with(end)) {
        noun.to_owned()
    } else if lower.ends_with("ies") {
        format!("{}y", cut(3))
    } else if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|end| lower.ends_with(end)) {
        cut(2)
    } else if lower.ends_with('s') {
        cut(1)
    } else {
        noun.to_owned()
    }
}

pub(super) fn singular_es(noun: &str) -> String {
    let lower = noun.to_lowercase();
    if let Some(stem) = lower.strip_suffix("ciones").or_else(|| lower.strip_suffix("siones")) {
        return format!("{stem}{}", if lower.ends_with("siones") { "sión" } else { "ción" });
    }
    if let Some(stem) = lower.strip_suffix("ces") {
        return format!("{stem}z");
    }
    // "camiones", "regiones"
    if let Some(stem) = lower.strip_suffix("ones").filter(|stem| stem.len() > 2) {
        return format!("{stem}ón");
    }
    // "hogares", but "robles", "semestres": two consonants take an "e" in the singular too.
    let consonants = |stem: &str| !stem.chars().rev().nth(1).is_some_and(|c| "aeiouáéíóú".contains(c));
    match lower.strip_suffix("es") {
        Some(stem) if stem.ends_with(['d', 'l', 'r', 'n', 'j', 'y', 's']) && !consonants(stem) => stem.to_owned(),
        _ => lower.strip_suffix('s').map_or_else(|| lower.clone(), ToOwned::to_owned),
    }
}
