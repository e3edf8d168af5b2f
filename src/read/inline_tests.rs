use super::*;
use proptest::prelude::*;

fn joined(source: &str) -> Joined {
    let mut lines = Joined::default();
    let mut at = 0;
    for line in source.split('\n') {
        lines.push(source, Span::new(at, at + line.len()));
        at += line.len() + 1;
    }
    lines
}

#[track_caller]
fn text(source: &str) -> String {
    clean(&joined(source)).into_iter().map(|piece| piece.text).collect::<Vec<_>>().join(" / ")
}

#[track_caller]
fn bold(source: &str) -> Vec<String> {
    let pieces = clean(&joined(source));
    pieces.iter().flat_map(|piece| piece.bold.iter().map(|span| span.of(&piece.text).to_owned())).collect()
}

#[test]
fn mark_up_is_left_out() {
    for (source, expected) in [
        ("a\u{A0} \t\nb", "a b"),
        ("\\$320 million", "$320 million"),
        ("costs\\ \\$5", "costs $5"),
        ("C:\\dir", "C:\\dir"),
        ("**bold** and *italic*", "bold and italic"),
        ("**text **more", "text more"),
        ("the *Call to Action *are", "the Call to Action are"),
        ("today*, *alongside", "today, alongside"),
        ("***[**Chegg**](https://x.org/a_(b))***, an", "Chegg, an"),
        ("_under_ snake_case __both__", "under snake_case both"),
        ("2*3 = 6", "2*3 = 6"),
        ("[State\nDepartment](https://www.state.gov/314-million/)’s", "State Department’s"),
        ("[$25\nmillion](https://x.gov \"title 5\")", "$25 million"),
        ("[a](https://x.org/un(paired) b", "a b"),
        ("[laughter] and [1] (see)", "[laughter] and [1] (see)"),
        ("[not a link] (12 people)", "[not a link] (12 people)"),
        ("![a chart of 5](c.png)text", "text"),
        ("[![logo 3](a.png)](https://x.org) text", "text"),
        ("grew[^12] fast", "grew fast"),
        ("see https://x.gov/828154/a_esp.pdf. Next", "see . Next"),
        ("at (www.x.org/5).", "at ()."),
        ("<https://x.gov/5> and <wise5@usaid.gov> x", "and x"),
        ("<u>under</u> <span style=\"a: 5\">span</span>", "under span"),
        ("x < 5 and y > 3", "x < 5 and y > 3"),
        ("21<sup>st</sup> century", "21st century"),
        ("$5 million<sup>1</sup>.", "$5 million."),
        ("5 km<sup>2</sup>", "5 km²"),
        ("one<br/>two", "one / two"),
        ("a<!-- 5 -->b", "ab"),
        ("AT&amp;T &#8217;s R&D &nbsp;x", "AT&T ’s R&D x"),
        ("bi\u{AD}lat\u{200B}eral", "bilateral"),
        ("`code` ~~struck~~ ~5", "code struck ~5"),
        ("** **", ""),
        ("###", ""),
    ] {
        assert_eq!(text(source), expected, "{source:?}");
    }
}

#[test]
fn bold_is_kept_where_it_is_meant() {
    for (source, expected) in [
        ("**Chegg**, an online", vec!["Chegg"]),
        ("that **focused on** **the use** of", vec!["focused on the use"]),
        ("to **address pollution. **", vec!["address pollution."]),
        ("<u>PepsiCo</u> and **<u>Cargill</u>**", vec!["PepsiCo", "Cargill"]),
        ("***[**Chegg**](https://x.org)***, an", vec!["Chegg"]),
        ("<span style=\"text-decoration: underline\">Cleaning Up</span> <span>x</span>", vec!["Cleaning Up"]),
        ("a ** stray mark", vec![]),
        ("stray** mark", vec![]),
        ("*italic*", vec![]),
    ] {
        assert_eq!(bold(source), expected, "{source:?}");
    }
}

#[test]
fn hostile_input_takes_no_longer_than_plain_input() {
    for unit in [
        "*", "[", "](", "<", "<a", "(", "_", "&", "](a b", "![", "https://", "[^", "\\", "<sup>", "www.]", "[a](",
        "**[**a",
    ] {
        let source = unit.repeat(400_000 / unit.len());
        let started = std::time::Instant::now();
        clean(&joined(&source));
        assert!(started.elapsed().as_secs() < 5, "{unit}");
    }
}

proptest! {
    #[test]
    fn every_character_stands_where_the_map_says(source in "([ab5 \n*_\\[\\]()<>!`~|$\\\\\u{A0}é–]|\\*\\*|\\]\\(|<u>|</u>|&|https://|<br>){0,60}") {
        for piece in clean(&joined(&source)) {
            prop_assert_eq!(piece.text.trim(), piece.text.as_str());
            prop_assert!(!piece.text.contains("  "));
            let mut last = None;
            for (at, char) in piece.text.char_indices() {
                let place = piece.map.source(at);
                prop_assert!(last < Some(place));
                last = Some(place);
                let there = source[place..].chars().next().unwrap();
                prop_assert!(there == char || char == ' ' && is_blank(there), "{:?} at {}", char, place);
            }
            for span in &piece.bold {
                prop_assert!(!span.of(&piece.text).is_empty());
            }
        }
    }
}
