//! What a single word can be: function words, verb forms, nouns and cues, all behind one look-up.
//!
//! Takes `function_words.csv`, `verbs.csv`, `nouns.csv`, `cues.csv` and `money.csv`; English and Spanish verb forms are
//! made from the lemma by rule, the irregular ones stand in the table.

use super::inflect::{forms_en, forms_es, plural, singular_en, singular_es};
use super::{ByLang, LexiconError, rows_of};
use crate::figure::Lang;
use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;

/// About so many verb forms are known of a language.
const MANY: usize = 8192;

/// What a word can be, as a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tags(u64);

macro_rules! tags {
    ($($name:ident = $bit:literal $doc:literal),+ $(,)?) => {
        impl Tags {
            $(#[doc = $doc] pub const $name: Self = Self(1 << $bit);)+
            const NAMES: &[(Self, &'static str)] = &[$((Self::$name, stringify!($name))),+];
        }
    };
}
tags! {
    DET = 0 "determiner", POSS = 1 "possessive determiner", PREP = 2 "preposition", CONJ = 3 "coordinating conjunction",
    REL = 4 "relative pronoun", SUB = 5 "subordinating conjunction", PRON = 6 "personal pronoun", MODAL = 7 "modal",
    BE = 8 "form of be", HAVE = 9 "form of have", DO = 10 "form of do", NEG = 11 "negation", ADV = 12 "adverb",
    BASE = 13 "plain verb form", THIRD = 14 "third person present", PAST = 15 "past tense", PART = 16 "past participle",
    ING = 17 "present participle", NOUNISH = 18 "verb form that is as often a noun", FUTURE = 19 "future tense",
    COMMIT = 20 "promises resources", ANNOUNCE = 21 "an act with a day of its own", AIM = 22 "a result hoped for",
    GIVE = 23 "hands over resources", RESULT = 24 "brings a number about", START = 25 "sets something up",
    HELP = 26 "serves people", TRAIN = 27 "has people take part", EMPLOY = 28 "employs people",
    INCLUDE = 29 "includes", REQUIRE = 30 "requires",
    JOBS = 31 "a job", EMPLOYEE = 32 "an employee", BENEFICIARY = 33 "a beneficiary", PARTICIPANT = 34 "a participant",
    PEOPLE = 35 "people", BODY = 36 "an organisation",
    TARGET = 37 "cue: hoped for", PROMISE = 38 "cue: promised", ANAPHOR = 39 "points back to a name",
    DIRECTION = 40 "part of a place", TERRITORY = 41 "makes a place of its phrase", VEHICLE = 42 "money's project",
    PLURAL = 43 "known plural", UP = 44 "raises", DOWN = 45 "lowers", WAY = 46 "a way of doing, after \"in\"",
    ADJECTIVE = 47 "only describes", TELIC = 48 "done only when all is done",
    LAW = 49 "a text that acts by itself", AMOUNTS = 50 "tells how much its subject is",
    GAIN = 51 "its subject gets it", OWN = 53 "of people: what they earn, pay or save themselves", SUBJUNCTIVE = 52 "wished or hoped for by its form",
    COLUMN = 54 "heads a column by how or when its figures stand", STRUCTURE = 55 "a part of how something is built", LANDFORM = 56 "names a stretch of land or water", COURSE = 57 "what people take part in",
    EVERYWHERE = 58 "says that it is everywhere",
}

impl Tags {
    /// Any finite or non-finite form of a verb.
    pub const VERB: Self =
        Self(Self::BASE.0 | Self::THIRD.0 | Self::PAST.0 | Self::PART.0 | Self::ING.0 | Self::FUTURE.0);
    /// An auxiliary.
    pub const AUX: Self = Self(Self::MODAL.0 | Self::BE.0 | Self::HAVE.0 | Self::DO.0);
    /// What a verb says of its figures.
    pub const ROLES: Self = Self(
        Self::COMMIT.0
            | Self::ANNOUNCE.0
            | Self::AIM.0
            | Self::GIVE.0
            | Self::RESULT.0
            | Self::START.0
            | Self::HELP.0
            | Self::TRAIN.0
            | Self::EMPLOY.0
            | Self::INCLUDE.0
            | Self::REQUIRE.0,
    );
    /// A noun that names people or bodies.
    pub const WHO: Self = Self(
        Self::JOBS.0 | Self::EMPLOYEE.0 | Self::BENEFICIARY.0 | Self::PARTICIPANT.0 | Self::PEOPLE.0 | Self::BODY.0,
    );

    /// Whether any flag of `other` is set.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The flags that both have.
    pub const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The flags of this set that `other` lacks.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The names of the flags set.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().filter(move |(flag, _)| self.any(*flag)).map(|&(_, name)| name)
    }

    /// The flags of space-separated names; unknown names are ignored.
    fn named(names: &str) -> Self {
        names.split_whitespace().fold(Self::default(), |tags, name| tags.with(Self::of(name)))
    }

    fn of(name: &str) -> Self {
        match name {
            "det" => Self::DET,
            "poss" => Self::POSS,
            "prep" => Self::PREP,
            "conj" => Self::CONJ,
            "rel" => Self::REL,
            "sub" => Self::SUB,
            "pron" => Self::PRON,
            "modal" => Self::MODAL,
            "be" => Self::BE,
            "have" => Self::HAVE,
            "do" => Self::DO,
            "neg" => Self::NEG,
            "adv" => Self::ADV,
            "commit" => Self::COMMIT,
            "announce" => Self::ANNOUNCE,
            "target" => Self::AIM,
            "give" => Self::GIVE,
            "result" => Self::RESULT,
            "start" => Self::START,
            "help" => Self::HELP,
            "train" => Self::TRAIN,
            "employ" => Self::EMPLOY,
            "include" => Self::INCLUDE,
            "require" => Self::REQUIRE,
            "jobs" => Self::JOBS,
            "employee" => Self::EMPLOYEE,
            "beneficiary" => Self::BENEFICIARY,
            "participant" => Self::PARTICIPANT,
            "people" => Self::PEOPLE,
            "body" => Self::BODY,
            "promise" => Self::PROMISE,
            "anaphor" => Self::ANAPHOR,
            "direction" => Self::DIRECTION,
            "territory" => Self::TERRITORY,
            "vehicle" => Self::VEHICLE,
            "up" => Self::UP,
            "down" => Self::DOWN,
            "way" => Self::WAY,
            "adjective" => Self::ADJECTIVE,
            "noun" => Self::NOUNISH,
            "amounts" => Self::AMOUNTS,
            "law" => Self::LAW,
            "telic" => Self::TELIC,
            "gain" => Self::GAIN,
            "own" => Self::OWN,
            "column" => Self::COLUMN,
            "structure" => Self::STRUCTURE,
            "landform" => Self::LANDFORM,
            "course" => Self::COURSE,
            "everywhere" => Self::EVERYWHERE,
            _ => Self::default(),
        }
    }
}

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
