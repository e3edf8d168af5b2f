//! What a word can be: parts of speech, and what it says of the figures beside it.

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
    pub(super) fn named(names: &str) -> Self {
        names.split_whitespace().fold(Self::default(), |tags, name| tags.with(Self::of(name)))
    }

    pub(super) fn of(name: &str) -> Self {
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
