//! Sentences of the spec in pieces, put together at random: no panic, and every figure's words stand at its offsets.

use proptest::prelude::*;
use quantifact::figure::Lang;
use quantifact::lexicon::Lexicon;
use quantifact::read::{Format, ReadOptions, read};
use std::path::Path;
use std::sync::LazyLock;

/// What most often opens, joins or ends a construct.
const JOINTS: &[&str] = &[
    "(",
    ")",
    ",",
    ";",
    "—",
    "\"",
    "’s",
    "and",
    "of",
    "the",
    "with",
    "which",
    "that",
    "of which",
    "including",
    "Since",
    "by",
    "respectively",
    "se",
    "que",
    "de los cuales",
    "con lo que",
    ":",
    "•",
    "|",
    "another",
    "$5 million",
    "40%",
];

/// Every sentence of the spec.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let lines = texts.iter().flat_map(|text| text.lines());
    lines.filter_map(|line| line.strip_prefix("> ").or_else(|| line.strip_prefix("| "))).map(str::to_owned).collect()
});

/// A stretch of a sentence's words, and what stands behind it.
fn piece() -> impl Strategy<Value = String> {
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1_usize..12, prop::sample::select(JOINTS)).prop_map(
        |(sentence, from, length, joint)| {
            let words: Vec<&str> = sentence.get(&SENTENCES).split(' ').collect();
            let from = from.index(words.len());
            let taken = words[from..words.len().min(from + length)].join(" ");
            format!("{taken} {joint} ")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mangled_prose_is_read_to_its_end(pieces in prop::collection::vec(piece(), 1..8), spanish in any::<bool>()) {
        let lang = Some(if spanish { Lang::Es } else { Lang::En });
        let mut options = ReadOptions::default().with_format(Format::Txt);
        options.lang = lang;
        // Marks without a word are refused as empty.
        for document in read(pieces.concat().as_bytes(), Path::new("mangled.txt"), &options).unwrap_or_default() {
            for figure in quantifact::extract::document(&document, Lexicon::embedded()) {
                prop_assert_eq!(figure.span.of(&document.text), &figure.exact);
            }
        }
    }
}
