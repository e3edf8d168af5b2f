//! What a single word can be: function words, verb forms, nouns and cues, all behind one look-up.
//!
//! Takes `function_words.csv`, `verbs.csv`, `nouns.csv`, `cues.csv` and `money.csv`; English and Spanish verb forms are
//! made from the lemma by rule, the irregular ones stand in the table.

use super::inflect::{forms_en, forms_es, plural, singular_en, singular_es};
use super::tags::Tags;
use super::{ByLang, LexiconError, rows_of};
use crate::figure::Lang;
use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;

/// About so many verb forms are known of a language.
const MANY: usize = 8192;

/// The words of both languages.
#[derive(Debug, Clone)]
pub struct Words(ByLang<WordsOf>);

/// The words of a language.
#[derive(Debug, Clone)]
struct WordsOf {
    lang: Lang,
    tags: HashMap<Box<str>, Tags>,
    singular: HashMap<Box<str>, Box<str>>,
    money: HashMap<Box<str>, Box<str>>,
    lemma: HashMap<Box<str>, Arc<str>>,
}

#[derive(Deserialize)]
struct FunctionWord {
    word: String,
    tag: String,
}

#[derive(Deserialize)]
struct Verb {
    lemma: String,
    past: String,
    participle: String,
    noun: String,
    roles: String,
}

#[derive(Deserialize)]
struct Noun {
    singular: String,
    plural: String,
    class: String,
}

#[derive(Deserialize)]
struct Cue {
    word: String,
    #[serde(rename = "cue")]
    tag: String,
}

#[derive(Deserialize)]
struct Money {
    word: String,
    category: String,
}

impl Words {
    pub(super) fn load(folder: Option<&Path>) -> Result<Self, LexiconError> {
        ByLang::load(folder, WordsOf::load).map(Self)
    }

    /// What `lower`, a lower-case word, can be.
    pub fn tags(&self, lang: Lang, lower: &str) -> Tags {
        self.0.get(lang).tags(lower)
    }

    /// The plain form of a verb form.
    pub fn lemma(&self, lang: Lang, lower: &str) -> Option<&str> {
        self.0.get(lang).lemma.get(lower).map(AsRef::as_ref)
    }

    /// What money described by this lower-case word is.
    pub fn money(&self, lang: Lang, lower: &str) -> Option<&str> {
        self.0.get(lang).money.get(lower).map(AsRef::as_ref)
    }

    /// The singular of a noun as written: by the table, else by rule; acronyms keep their capitals.
    pub fn singular(&self, lang: Lang, noun: &str) -> String {
        let lower = noun.to_lowercase();
        let lower = lower.rsplit(['-', ' ']).next().unwrap_or(&lower);
        if let Some(singular) = self.0.get(lang).singular.get(lower) {
            return singular.to_string();
        }
        let single = match lang {
            Lang::En => singular_en(noun),
            Lang::Es => singular_es(noun),
        };
        if single.chars().filter(|c| c.is_uppercase()).count() > 1 { single } else { single.to_lowercase() }
    }

    /// Whether a lower-case word is, or by its ending seems, a plural.
    pub fn is_plural(&self, lang: Lang, lower: &str) -> bool {
        self.tags(lang, lower).any(Tags::PLURAL)
            || (lower.len() > 3
                && lower.ends_with('s')
                && !["ss", "us", "is", "ous"].iter().any(|end| lower.ends_with(end)))
    }
}

impl WordsOf {
    fn load(lang: Lang, folder: Option<&Path>) -> Result<Self, LexiconError> {
        let (tags, singular, money, lemma) = Default::default();
        let mut words = Self { lang, tags, singular, money, lemma };
        words.tags.reserve(MANY);
        words.lemma.reserve(MANY);
        for row in rows_of::<FunctionWord>("function_words.csv", lang, folder)? {
            words.add(&row.word, Tags::of(&row.tag));
        }
        for row in rows_of::<Verb>("verbs.csv", lang, folder)? {
            words.add_verb(row);
        }
        for row in rows_of::<Noun>("nouns.csv", lang, folder)? {
            let plural = if row.plural.is_empty() { plural(lang, &row.singular) } else { row.plural };
            words.add(&row.singular, Tags::of(&row.class));
            words.add(&plural, Tags::of(&row.class).with(Tags::PLURAL));
            words.singular.insert(plural.to_lowercase().into(), row.singular.into());
        }
        for row in rows_of::<Cue>("cues.csv", lang, folder)? {
            let tag = if row.tag == "target" { Tags::TARGET } else { Tags::of(&row.tag) };
            words.add(&row.word, tag);
        }
        for row in rows_of::<Money>("money.csv", lang, folder)? {
            words.money.entry(row.word.into()).or_insert_with(|| row.category.into());
        }
        Ok(words)
    }

    fn tags(&self, lower: &str) -> Tags {
        self.tags.get(lower).copied().unwrap_or_default()
    }

    fn add(&mut self, word: &str, tags: Tags) {
        let entry = self.tags.entry(word.to_lowercase().into()).or_default();
        *entry = entry.with(tags);
    }

    fn add_verb(&mut self, row: Verb) {
        let roles = Tags::named(&row.roles);
        let noun = if row.noun.is_empty() { Tags::default() } else { Tags::NOUNISH };
        let forms = match self.lang {
            Lang::En => {
                let mut forms = forms_en(&row.lemma, &row.past, &row.participle);
                // "mobilise", "catalyse"
                let british =
                    row.lemma.strip_suffix("ze").filter(|stem| stem.len() > 4).map(|stem| format!("{stem}se"));
                forms.extend(british.into_iter().flat_map(|lemma| forms_en(&lemma, "", "")));
                forms
            }
            Lang::Es => forms_es(&row.lemma, &row.past),
        };
        // "de" is no form of "dar" that prose uses, nor "entre" one of "entrar".
        let closed = Tags::DET
            .with(Tags::POSS)
            .with(Tags::PREP)
            .with(Tags::CONJ)
            .with(Tags::REL)
            .with(Tags::SUB)
            .with(Tags::PRON);
        let lemma: Arc<str> = row.lemma.into();
        for (form, tag) in forms {
            if self.lang == Lang::Es && self.tags(&form).any(closed) {
                continue;
            }
            let noun = if tag.any(Tags::BASE.with(Tags::THIRD)) { noun } else { Tags::default() };
            self.add(&form, tag.with(roles).with(noun));
            self.lemma.entry(form.into()).or_insert_with(|| Arc::clone(&lemma));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn forms_are_found_by_rule() {
        let words = &Lexicon::embedded().words;
        for (form, tag) in [
            ("committed", Tags::PAST),
            ("planning", Tags::ING),
            ("benefitted", Tags::PAST),
            ("targeting", Tags::ING),
            ("carries", Tags::THIRD),
            ("built", Tags::PART),
            ("tying", Tags::ING),
            ("agreed", Tags::PAST),
            ("reaches", Tags::THIRD),
            ("mobilised", Tags::PAST),
        ] {
            assert!(words.tags(Lang::En, form).any(tag), "{form}");
        }
        assert!(words.tags(Lang::Es, "invertirá").any(Tags::FUTURE));
        assert!(words.tags(Lang::Es, "benefició").any(Tags::PAST));
    }

    #[test]
    fn singulars() {
        let words = &Lexicon::embedded().words;
        for (plural, single) in [
            ("jobs", "job"),
            ("beneficiaries", "beneficiary"),
            ("people", "person"),
            ("facilities", "facility"),
            ("MSMEs", "MSME"),
            ("women", "woman"),
            ("businesses", "business"),
            ("leaders", "leader"),
            ("households", "household"),
            ("classes", "class"),
            ("personnel", "personnel"),
            ("bus", "bus"),
            ("HBCUs", "HBCU"),
            ("EVs", "EV"),
        ] {
            assert_eq!(words.singular(Lang::En, plural), single);
        }
        for (plural, single) in
            [("proyectos", "proyecto"), ("países", "país"), ("inversiones", "inversión"), ("veces", "vez")]
        {
            assert_eq!(words.singular(Lang::Es, plural), single);
        }
    }
}
