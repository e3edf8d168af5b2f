use super::*;
use proptest::prelude::*;

/// Each block on a line: what it is, its words, "<" and what introduces it.
#[track_caller]
fn outline(text: &str, markup: Markup) -> String {
    let blocks = read(text, 0, markup, Lexicon::embedded());
    let line = |block: &Block| {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem(depth) => format!("i{depth}"),
            BlockKind::TableRow => "r".to_owned(),
        };
        let lead_in = block.lead_in.map(|index| format!(" < {index}")).unwrap_or_default();
        format!("{kind} {}{lead_in}", block.text)
    };
    blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn md(text: &str) -> String {
    outline(text, Markup::Md)
}

fn txt(text: &str) -> String {
    outline(text, Markup::Txt)
}

#[test]
fn markdown() {
    for (text, expected) in [
        ("one\ntwo\n\nthree", "p one two\np three"),
        ("# A\nB\n\n## C ##\nD", "h1 A\np B\nh2 C\np D"),
        ("A\n===\nB\n---\nc", "h1 A\nh2 B\np c"),
        ("**A  \nB**  \n*The c\nd.*", "h3 A\nh3 B\np The c d."),
        ("a  \nb goes on", "p a b goes on"),
        (
            "Lead:\n\n-   a\n    b\n\n<!-- -->\n\n-   c\n\n    more\n    - d\n- e",
            "p Lead:\ni1 a b < 0\ni1 c < 0\np more < 2\ni2 d < 2\ni1 e < 0",
        ),
        ("in\n2021. It ended\n2.3 million", "p in 2021. It ended 2.3 million"),
        ("a:\n1. b\n2. c\n   1. d", "p a:\ni1 b < 0\ni1 c < 0\ni2 d < 2"),
        ("from 2021\n– 2023 it grew\n— fast", "p from 2021 – 2023 it grew — fast"),
        ("- a\n    – B\n    – C", "i1 a\ni2 B < 0\ni2 C < 0"),
        ("*Providing $1 Billion to the Fund*\n\nIn 2021", "h4 Providing $1 Billion to the Fund\np In 2021"),
        ("*One sentence in all.*\n\nx", "p One sentence in all.\np x"),
        (
            "unlock renewable energy resources, mitigate faults that\n\nlead to wildfires.",
            "p unlock renewable energy resources, mitigate faults that lead to wildfires.",
        ),
        ("- gases\n    – potent ones – fall", "i1 gases – potent ones – fall"),
        ("- a:\n    o B\n    o C", "i1 a:\ni2 B < 0\ni2 C < 0"),
        ("> quoted\n> more\n\nnot", "p quoted more\np not"),
        ("-   **Chegg**, an", "i1 Chegg, an"),
        ("a\n\n------\n\n- b", "p a\ni1 b"),
        ("\\###", ""),
        ("a:\n\n-   b.**  \n      \n    **\n-   c", "p a:\ni1 b. < 0\ni1 c < 0"),
        ("[1]: https://x.org\n\na", "p a"),
        ("", ""),
    ] {
        assert_eq!(md(text), expected, "{text}");
    }
}

#[test]
fn plain_text() {
    let wrapped = "The two governments agreed to invest a combined sum\nin border infrastructure over five years and to meet\nagain.\nSecond paragraph with some more words in it, and long\nenough to go on.";
    let joined = wrapped.replace('\n', " ").replace("again. ", "again.\np ");
    for (text, expected) in [
        (
            "One line of prose stands here.\nAnother one stands here.",
            "p One line of prose stands here.\np Another one stands here.",
        ),
        (wrapped, &format!("p {joined}")),
        (
            "A Title\n\nPILLAR I: BUILDING\nProse.\n\n  • a.\n  • b.\n\nLooking Ahead\n\nEnd.",
            "h1 A Title\nh2 PILLAR I: BUILDING\np Prose.\ni1 a. < 2\ni1 b. < 2\nh4 Looking Ahead\np End.",
        ),
        ("Text.\n---\nMODERADOR\nMuchas gracias.", "p Text.\nh2 MODERADOR\np Muchas gracias."),
        ("- a:\n - b\n - c\n- d", "i1 a:\ni2 b < 0\ni2 c < 0\ni1 d"),
        ("• a:\n– b\n• c", "i1 a:\ni2 b < 0\ni1 c"),
        (
            "A page ends within this very sentence of the medical\n\ndevice sector.",
            "p A page ends within this very sentence of the medical device sector.",
        ),
        ("Title here\n==========\nText.", "h1 Title here\np Text."),
    ] {
        assert_eq!(txt(text), expected, "{text}");
    }
}

#[test]
fn text_copied_from_pages() {
    for (text, expected) in [
        (
            "Work in the North\nThe agency said today that it will give $3.4\nbillion to clean energy across the region, of\nwhich $1.2 billion goes to\nGuatemala. It made 40,000 jobs in\n2022.\nIt ends in 2025.",
            "h1 Work in the North\np The agency said today that it will give $3.4 billion to clean energy across the region, of which $1.2 billion goes to Guatemala. It made 40,000 jobs in 2022.\np It ends in 2025.",
        ),
        (
            "In 2022 the agency:\ntrained 40 teachers\nbuilt 5 wells\npaid $3 million\n\nIt ended.",
            "p In 2022 the agency:\ni1 trained 40 teachers < 0\ni1 built 5 wells < 0\ni1 paid $3 million < 0\np It ended.",
        ),
        (
            "The agency reached 40,000 people in the north and it\n12\ncreated 5,000 jobs there.",
            "p The agency reached 40,000 people in the north and it created 5,000 jobs there.",
        ),
        (
            "It gave 5 cows to each of the many families and\n\n3\n\u{C}Annual Report\n\ntook 6 of them back, and then it gave to them\n\n4\n\u{C}Annual Report\n\nno more.",
            "p It gave 5 cows to each of the many families and took 6 of them back, and then it gave to them no more.",
        ),
        (
            "The govern-\nment built 5 wells in 2021-\n2023 and will go on with its work and\nthe micro-\nenterprises.",
            "p The government built 5 wells in 2021-2023 and will go on with its work and the micro-enterprises.",
        ),
        ("The re\u{AD}\nport tells of it.", "p The report tells of it."),
        (
            "5 wells\n40 schools\nWells built: 5\nSchools built: 40",
            "h1 5 wells\np 40 schools\np Wells built: 5\np Schools built: 40",
        ),
    ] {
        assert_eq!(txt(text), expected, "{text}");
        assert_eq!(outline(text, Markup::Plain), expected, "{text}");
    }
}

#[test]
fn words_broken_at_a_line_end() {
    let text = "The two governments will support small and micro-\nenterprises as well as pre- and post-war industry, pre-\nand post-harvest work and all of the others at large.\nAlso them.";
    assert!(txt(text).contains("micro-enterprises") && txt(text).contains("pre- and post-harvest"), "{}", txt(text));
}

#[test]
fn hostile_input_takes_no_longer_than_plain_input() {
    let deep = (0..1500).map(|depth| " ".repeat(depth) + "- a\n").collect::<String>();
    for unit in [
        "- ",
        "> ",
        ">",
        "* a\n",
        "<!--\n",
        "<table>",
        "<td",
        "|",
        "#",
        "1. a\n",
        "-\n",
        "a\n\n",
        "# a\n",
        "[a]: ",
        "a  1\n",
        "a  b\na  1\n",
        "a\t1\n",
        "a\na  1\n--\n",
        "a  1  ",
        "a\t1\t",
        deep.as_str(),
    ] {
        let text = unit.repeat(200_000 / unit.len());
        let started = std::time::Instant::now();
        for markup in [Markup::Md, Markup::Txt] {
            read(&text, 0, markup, Lexicon::embedded());
        }
        assert!(started.elapsed().as_secs() < 10, "{unit:.20}");
    }
}

proptest! {
    #[test]
    fn every_character_stands_where_the_map_says(text in "([ab5é \t]|\n|\r\n|\n\n|- |\\* |  \n|\\*\\*|# |<td>|<table>|\\||<!--|-->|---|• |1\\. |> |A word\n|Word: ){0,80}") {
        for markup in [Markup::Md, Markup::Txt, Markup::Print] {
            for block in read(&text, 0, markup, Lexicon::embedded()) {
                prop_assert_eq!(block.text.trim(), block.text.as_str());
                for (at, char) in block.text.char_indices() {
                    let there = text.get(block.map.source(at)..).and_then(|rest| rest.chars().next());
                    let bar = char == '¦' && there == Some('|');
                    prop_assert!(char == ' ' || char == '|' || bar || there == Some(char));
                }
                prop_assert!(block.lead_in.is_none_or(|index| index < text.len()));
            }
        }
    }
}
