use super::*;
use crate::figure::BlockKind;
use proptest::prelude::*;

#[track_caller]
fn blocks(page: &str) -> String {
    let (_, text, blocks) = read(page, Lexicon::embedded()).unwrap();
    let line = |block: &Block| {
        let start = block.map.source(0);
        assert_eq!(text.get(start..start + 1), block.text.get(..1));
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem(depth) => format!("i{depth}"),
            BlockKind::TableRow => "r".to_owned(),
        };
        let bold: Vec<_> = block.bold.iter().map(|span| span.of(&block.text)).collect();
        let bold = if bold.is_empty() { String::new() } else { format!(" *{}", bold.join("*")) };
        format!("{kind} {}{bold}", block.text)
    };
    blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn pages() {
    for (page, expected) in [
        ("<p>One <b>two</b>\n three<p>Four", "p One two three *two\np Four"),
        ("<h1>A</h1><div>b<br><br><strong><u>C d</u></strong><br>e</div>", "h1 A\np b\nh3 C d *C d\np e"),
        ("<ul><li>a<ul><li>b</ul>c<li>d</ul>e", "i1 a\ni2 b\np c\ni1 d\np e"),
        ("<table><tr><th>A<th>B</tr><tr><td>$5<td><p>x</p><p>y</p></table>f", "r A | B\nr $5 | x y\np f"),
        ("<script>var a = '<p>5</p>';</script><style>p{}</style><nav>Home</nav>x<footer>1600</footer>", "p x"),
        ("top<main><p>in</p></main>bottom", "p in"),
        ("R&amp;D &#8217;s 5&nbsp;million<sup>1</sup> https://x.gov/55 y", "p R&D ’s 5 million y"),
        ("*not* \\$5 [mark](up)", "p *not* \\$5 [mark](up)"),
        ("", ""),
        // What is not shown; a paragraph may stay open, and so may an item.
        ("<p>a <del>9</del><s>8</s><ins>7</ins> <span hidden>6</span><b style='display: none'>5</b>b", "p a 7 b"),
        (
            "<p hidden>a<p>b<ul><li style=display:none>c<ul><li>d</ul><li>e</ul><div hidden>f</p>g</div>h",
            "p b\ni1 e\np h",
        ),
        ("<p hidden>a<div>b</div><tr hidden><td>c</table>d", "p b\np d"),
        ("<div aria-hidden=true>40 wells</div><br hidden>a", "p 40 wells\np a"),
        // What surrounds the words.
        ("<form>a 5<div role=main>b</div>c</form><div role=dialog>9</div>", "p b"),
        ("<form><p>The whole page.</p></form>d", "p The whole page.\np d"),
        ("<p>Words of the page</p><div class='x share-count'>9<div>8</div>7</div>b", "p Words of the page\np b"),
        (
            "<div class=shared>a</div><p>b <blockquote>c<footer>d</footer></blockquote><footer>e</footer>",
            "p a\np b\np c\np d",
        ),
        (
            "<p>Words of the page</p><div class=related><div hidden>9</div><table><tr><td>a<td><div>8</div></table></div>b",
            "p Words of the page\np b",
        ),
        ("<p class=share>Share<p>Words of the page", "p Share\np Words of the page"),
        // A broken line.
        ("<p>It cost €9.4<br>million.<br>Next", "p It cost €9.4 million.\np Next"),
        ("<h1>Jobs<br>in 2023</h1><b>Total</b><br>of all", "h1 Jobs in 2023\nh3 Total *Total\np of all"),
        // Raised signs and links to notes.
        ("5 km<sup>2</sup>, 6 m<sup>3</sup>, 2×10<sup>6</sup>, 7<sup>1, 2</sup>", "p 5 km², 6 m³, 2×10⁶, 7"),
        (
            "8,000<a href='#n'>[6]</a> 90<a href='#n'>7</a> 50<a>8</a> <a href='#x'>9</a> 3<a href='#y'>†</a>",
            "p 8,000 90 50 9 3",
        ),
        ("<table><tr><td>a<td>40<sup>b</sup></table>1<sup>a</sup> 2<sup>nd</sup>", "r a | 40\np 1ª 2nd"),
        // Two elements are two words, where a number and a word meet.
        ("<i>8%</i><i>of homes</i>", "p 8% of homes"),
        ("<b>45,000</b><span>jobs</span> 3<i>,5</i> 21<u>st</u>", "p 45,000 jobs 3,5 21st *45,000*st"),
        // Definition lists.
        ("a<dl><dt>b<dd>5<dt>c<dd>6</dl>d", "p a\nr b | 5\nr c | 6\np d"),
        ("<dl><div><dt>b</dt><dd>5</dd></div></dl>", "r b | 5"),
        // A table that only lays out the page is as many paragraphs.
        ("<table><tr><td><h2>A</h2><p>b</p><p>c</p></table>", "p A\np b\np c"),
        ("<table><tr><td>a<td>b<tr><td><table><tr><td>c<td>d</table></table>", "r a | b\nr c | d"),
        (
            "<table><tr><td colspan=2>a<tr><td>b<td>c<tr><td colspan=2>d<tr><td>e<td>f</table>",
            "p a\nr b | c\nr d\nr e | f",
        ),
    ] {
        assert_eq!(blocks(page), expected, "{page}");
    }
}

#[test]
fn what_a_page_states() {
    let page = "<html lang=es-MX><head><title>A &amp; B</title><link rel=canonical href='https://x.gov/a'>\
                <meta name=date content='Sat, 22 May 2021 00:45:13 +0000'><meta property=og:site_name content=SRE>";
    let stated = read(page, Lexicon::embedded()).unwrap().0;
    let found = [stated.title, stated.url, stated.date, stated.publisher, stated.lang];
    assert_eq!(found, ["A & B", "https://x.gov/a", "Sat, 22 May 2021 00:45:13 +0000", "SRE", "es-MX"]);
}

#[test]
fn json_ld_and_times_tell_a_date_where_no_meta_does() {
    let script = "<script type='application/ld+json'>{\"datePublished\": \"2022-03-01\"}</script>";
    let time = "<time datetime=2022-03-02>";
    let meta = "<meta name=date content=2022-03-03>";
    for (page, expected) in [
        (format!("{time}{script}"), "2022-03-01"),
        (time.to_owned(), "2022-03-02"),
        (format!("{script}{meta}"), "2022-03-03"),
    ] {
        assert_eq!(read(&page, Lexicon::embedded()).unwrap().0.date, expected, "{page}");
    }
}

#[test]
fn a_crowded_tag_is_refused() {
    let page = format!("<p>\n<a {}>", "b ".repeat(MOST_ATTRIBUTES + 1));
    assert_eq!(read(&page, Lexicon::embedded()).err(), Some("line 2: a tag with more than 2000 attributes".to_owned()));
}

#[test]
fn hostile_pages_take_no_longer_than_others() {
    for unit in [
        "<div>",
        "<ul><li>",
        "<",
        "<a ",
        "<table><tr><td>",
        "&",
        "<!--",
        "</p>",
        "<nav>",
        "<b>",
        "<nav><div>",
        "<p hidden>",
        "<td colspan=999 rowspan=999>",
        "<dl><dt>",
        "<sup>",
    ] {
        let page = unit.repeat(300_000 / unit.len());
        let started = std::time::Instant::now();
        let _ = read(&page, Lexicon::embedded());
        assert!(started.elapsed().as_secs() < 5, "{unit}");
    }
}

proptest! {
    #[test]
    fn no_page_makes_it_panic(page in "(<[a-z]{1,4}>|</[a-z]{1,4}>|<(td|tr|table|li|ul|b|sup|nav|main|h1)>|</(td|tr|table|li|ul|b|sup|nav|main|h1|dl|p|a)>|<(dl|dt|dd|p hidden|td colspan=3|td rowspan=2|del)>|[a5é ]|&amp;|\\PC){0,60}") {
        if let Ok((_, text, blocks)) = read(&page, Lexicon::embedded()) {
            for block in blocks {
                for (at, char) in block.text.char_indices() {
                    let there = text.get(block.map.source(at)..).and_then(|rest| rest.chars().next());
                    let bar = char == '¦' && there == Some('|');
                    prop_assert!(matches!(char, ' ' | '|') || bar || there == Some(char));
                }
                for span in &block.bold {
                    prop_assert!(!span.of(&block.text).is_empty());
                }
            }
        }
    }
}
