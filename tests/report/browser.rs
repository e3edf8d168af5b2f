//! The report in a real browser: links and keys lead where they should, the address holds what is shown, filters, search
//! and print work, nothing is fetched, a hostile document does nothing. Where no Chromium is installed the tests say so and pass.
//!
//! The page is opened from a file in a copy that also holds a test script, let in by a nonce. All traffic of the
//! browser goes to a proxy of our own, which notes what is asked for and answers nothing.

use crate::harness::{expect, paper};
use crate::sample::{Sample, document, figure, read_text, sample, verbatim};
use quantifact::figure::{DocumentRow, DocumentStatus, Figure, Kind};
use quantifact::report::{Correction, Picture, ReportInput, html};
use quantifact::span::{Locator, Span};

/// The figure of these words.
fn by_words<'a>(sample: &'a Sample, words: &str) -> &'a Figure {
    sample.figures.iter().find(|f| f.exact == words).unwrap_or_else(|| panic!("no figure {words}"))
}

/// The rows as figures.csv has them, as a string of JavaScript.
fn csv(figures: &[Figure]) -> String {
    let mut out = Vec::new();
    quantifact::dataset::csv::write(figures, &mut out, false).unwrap();
    serde_json::to_string(&String::from_utf8(out).unwrap()).unwrap().replace('<', "\\u003c")
}

#[test]
fn rows_sentences_and_addresses_lead_to_each_other() {
    let mut sample = sample();
    // The words around the figure stand for the evidence of its slots.
    let at = sample.figures.iter().position(|f| f.exact == "$38,000").unwrap();
    let chosen = &mut sample.figures[at];
    let text = &sample.texts.iter().find(|document| document.id == chosen.doc_id).unwrap().text;
    let start = Locator::new(text).byte(chosen.char_start);
    chosen.evidence.slots = vec![("status", Span::new(start - 6, start - 1)), ("what", Span::new(start, start + 7))];
    let told = text[start - 6..start - 1].to_owned();
    let figure = by_words(&sample, "$38,000");
    let corrections = [made!(Correction {
        figure_id: figure.figure_id.clone(),
        column: "actor".into(),
        was: "the project".into(),
        note: "named before".into(),
    })];
    let page = html(&made!(ReportInput { corrections: &corrections, ..sample.input() }));
    let script = format!(
        "const id = '{}';
        is('a deep link opens the figure', [view(), $('#text a[aria-current]').textContent, $('#doc-title').textContent.slice(0, 10)],
           ['figures', '$38,000', '{}']);
        is('its sentence is marked', $$('#text .sentence').map((s) => s.textContent).join('').includes('$38,000'), true);
        is('the words that filled a slot are told', $$('#text .proof').map((p) => [p.textContent, p.dataset.slot]),
           [[{}, 'status'], ['$38,000', 'what']]);
        is('and in sight', [seen($('#text a[aria-current]')), seen($('#table tr.chosen'))], [true, true]);
        is('its card tells of it', $('#card .fig').textContent, '$38,000');
        is('a corrected cell says so', $$('#table td.fixed').map((cell) => cell.title), ['actor corrected, was “the project”: named before']);
        const other = $$('#table tbody a.fig').find((a) => a.textContent !== '$38,000');
        await click(other.closest('tr').querySelector('.c-what'));
        is('a row leads to its sentence', $('#text a[aria-current]').dataset.id, other.closest('tr').dataset.id);
        is('the address follows', location.hash, '#' + other.closest('tr').dataset.id);
        is('the sentence has the focus', document.activeElement.dataset.id, other.closest('tr').dataset.id);
        const mark = $('#text a.hl:not([aria-current])');
        mark.click(); await rest();
        is('a highlight leads to its row', $('#table tr.chosen').dataset.id, mark.dataset.id);
        is('the row has the focus', document.activeElement.closest('tr').dataset.id, mark.dataset.id);
        await type('nothing at all holds this'); is('no row', [count().startsWith('0 of'), $('#none').hidden], [true, false]);
        await at('#row/' + id);
        is('a row hidden by a filter is brought back', [$('#table tr.chosen').dataset.id, $('#q').value], [id, '']);
        await at('#doc/scan'); is('a document without text opens', $('#text').textContent.includes('not in the report'), true);
        await at('#claim/c2'); is('a claim', [view(), document.activeElement.dataset.claim], ['claims', 'c2']);
        is('both sentences side by side', $$('[data-claim=c2] blockquote').length, 2);
        $('[data-claim=c2] a.hl').click(); await rest();
        is('a claim leads to the sentence', [view(), $('#text a[aria-current]') !== null], ['figures', true]);
        await at('#f-gone'); is('an unknown address is told', [view(), $('#lost').textContent.includes('f-gone')], ['summary', true]);
        await at('#nothing%E0%A4%A'); is('a broken one is the summary', [view(), $('#lost').hidden], ['summary', true]);
        await at('#checks'); is('verdicts', $$('#checks-body .badge').map((b) => b.textContent), ['differs', 'match']);
        await at('#documents'); is('the failed document comes first', $('#documents-body tbody tr').textContent.includes('not a PDF'), true);
        is('and in the summary', $('#view-summary .problems').textContent.includes('scan.pdf'), true);",
        figure.figure_id,
        sample.documents.iter().find(|d| d.doc_id == figure.doc_id).unwrap().title.chars().take(10).collect::<String>(),
        serde_json::to_string(&told).unwrap(),
    );
    expect(&page, &format!("#{}", figure.figure_id), "1280,800", &script);
}

#[test]
fn charts_lead_to_rows() {
    let sample = sample();
    let page = html(&sample.input());
    expect(
        &page,
        "",
        "1280,800",
        "const [one, two] = $$('.chart .mark');
        is('marks are links', [one.getAttribute('role'), one.getAttribute('tabindex')], ['link', '0']);
        await click(one);
        is('a mark leads to its row', [view(), $('#table tr.chosen .fig').textContent], ['figures', '$474 million']);
        await at('#summary');
        two.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true})); await rest();
        is('a mark of two figures shows both', [count().slice(0, 5), $$('#table tbody tr').length], ['2 of ', 2]);
        $('#only button').click(); await rest(); is('and lets go', count().includes(' of '), false);
        await at('#summary'); $('a[href*=series]').click(); await rest();
        is('a chart leads to its figures', [view(), $$('#table tbody tr').length], ['figures', 2]);
        await at('#summary'); $('a[href*=actor]').click(); await rest();
        is('an actor leads to its figures', [view(), [...new Set(column('actor'))].length], ['figures', 1]);
        await at('#summary'); $('a[href*=percent]').click(); await rest();
        is('a kind leads to its figures', new Set(column('exact').map((t) => t.slice(-1))).size, 1);",
    );
}

#[test]
fn filters_sorting_and_download_work() {
    let sample = sample();
    let page = html(&sample.input());
    let total = sample.figures.len();
    let money = sample.figures.iter().filter(|f| f.kind == Kind::Money).count();
    let usaid = sample.figures.iter().filter(|f| f.kind == Kind::Money && f.actor == "USAID").count();
    let csv = csv(&sample.figures);
    let script = format!(
        "await at('#figures');
        is('all are shown', [count(), $$('#table tbody tr').length], ['{total} figures', 100]);
        $('#next').click(); await rest(); is('the next page', $$('#table tbody tr').length, Math.min(100, {total} - 100));
        await click($('#kind button[value=money]'));
        is('one kind', count(), '{money} of {total} figures');
        await pick('#facet-actor', '=USAID'); is('and one actor', count(), '{usaid} of {total} figures');
        is('every row is of the actor', new Set(column('actor')).size, 1);
        is('other values stay to choose from', $$('#facet-actor option').length > 2, true);
        await click($('#clear')); is('cleared', count(), '{total} figures');
        await type('TIJUANA $474'); is('a search', new Set(column('exact')).size, 1);
        await type('lopez obrador'); is('accents do not matter', $$('#table tbody tr').length > 0, true);
        await type('');
        const button = $('th[data-key=value] button'), head = $('th[data-key=value]');
        const rising = () => column('value').map((t) => parseFloat(t.replaceAll(',', ''))).filter((n) => !isNaN(n));
        const sign = (list) => list.slice(1).map((n, i) => Math.sign(n - list[i]));
        await click($('#kind button[value=money]'));
        await click(button); is('sorted up', [head.getAttribute('aria-sort'), sign(rising()).includes(-1)], ['ascending', false]);
        await click(button); is('sorted down', [head.getAttribute('aria-sort'), sign(rising()).includes(1)], ['descending', false]);
        await click(button); is('as the documents have it', head.getAttribute('aria-sort'), null);
        await click($('#clear'));
        let csv = null; const Whole = Blob; window.Blob = function (parts, how) {{ csv = parts[0]; return new Whole(parts, how); }};
        await click($('#kind button[value=percent]')); await click($('#csv'));
        const lines = csv.split('\\n');
        is('the download holds the filtered rows', [lines.length - 2, lines[0].slice(0, 17)],
           [$$('#table tbody tr').length, 'figure_id,doc_id,']);
        await click($('#clear')); await click($('#csv'));
        is('the download of all rows is figures.csv', csv === {csv}, true);
        const theme = $('#theme'), root = document.documentElement, paper = () => getComputedStyle(document.body).backgroundColor;
        const day = paper(); theme.click(); is('the theme turns', [day === paper(), theme.getAttribute('aria-pressed')], [false, 'true']);
        is('a row is told to a screen reader by its place', $('#table tbody tr').getAttribute('aria-rowindex'), '2');"
    );
    expect(&page, "", "1280,800", &script);
}

#[test]
fn the_address_says_what_is_shown_and_back_leads_back() {
    let sample = sample();
    let page = html(&sample.input());
    let total = sample.figures.len();
    let money = sample.figures.iter().filter(|f| f.kind == Kind::Money).count();
    let usaid = sample.figures.iter().filter(|f| f.kind == Kind::Money && f.actor == "USAID").count();
    let nobody = sample.figures.iter().filter(|f| f.kind == Kind::Money && f.actor.is_empty()).count();
    let script = format!(
        "const begun = history.length;
        is('filters and order are those of the address', [count(), $('#kind [value=money]').getAttribute('aria-pressed'),
           $('#facet-actor').value, $('th[data-key=value]').getAttribute('aria-sort')],
           ['{usaid} of {total} figures', 'true', '=USAID', 'descending']);
        await click($('#table tbody tr .c-what'));
        const id = $('#table tbody tr').dataset.id;
        is('a row is added to it', location.hash, '#' + id + '?kind=money&actor=USAID&sort=-value');
        await pick('#facet-actor', '');
        is('the row stays while it passes', [count(), chosen()], ['{money} of {total} figures', id]);
        await pick('#facet-actor', '=');
        is('an empty cell can be asked for, and the row is let go', [count(), location.hash, chosen()],
           ['{nobody} of {total} figures', '#figures?kind=money&actor=&sort=-value', undefined]);
        await back();
        is('back to the row', [count(), chosen(), location.hash], ['{money} of {total} figures', id, '#' + id + '?kind=money&sort=-value']);
        await back(); await back();
        is('back to the beginning', [count(), location.hash, chosen()],
           ['{usaid} of {total} figures', '#figures?kind=money&actor=USAID&sort=-value', undefined]);
        await forward(); is('and forward', chosen(), id);
        await at('#figures');
        is('no query asks nothing', [count(), $('#facet-actor').value, $('th[data-key=value]').getAttribute('aria-sort')],
           ['{total} figures', '', null]);
        const length = history.length;
        for (const text of ['w', 'wa', 'water']) await type(text);
        is('a burst of typing is one step', [history.length - length, location.hash], [1, '#figures?q=water']);
        $('#q').dispatchEvent(new Event('blur'));
        await back(); is('back from it', [$('#q').value, count()], ['', '{total} figures']);
        await at('#figures?page=2'); is('a page', [$('#page').textContent.slice(0, 6), location.hash], ['Page 2', '#figures?page=2']);
        $('#prev').click(); await rest(); is('and the one before', location.hash, '#figures');
        await at('#claims?relation=conflicting'); is('the claims of a relation', $$('.claim').length, 1);
        await back(); await forward(); is('forward to them', [view(), $$('.claim').length], ['claims', 1]);
        await click($('#claims-body .r-conflicting')); is('all claims', [$$('.claim').length, location.hash], [2, '#claims']);
        await at('#figures?q=water&kind=nonsense&sort=-nonsense&page=-3&series=none'); is('what is unknown', view(), 'figures');
        await at('#figures?kind=percent'); await at('#documents'); $('.top a[href=\"#figures\"]').click(); await rest();
        is('filters stay on the way round', [location.hash, $('#kind [value=percent]').getAttribute('aria-pressed')], ['#figures?kind=percent', 'true']);
        $('.skip').click(); await rest(); is('skipping goes nowhere', [location.hash, document.activeElement.id], ['#figures?kind=percent', 'h-figures']);"
    );
    expect(&page, "#figures?kind=money&actor=USAID&sort=-value", "1280,800", &script);
}

#[test]
fn arrow_keys_move_from_row_to_row() {
    let sample = sample();
    let page = html(&sample.input());
    expect(
        &page,
        "#figures",
        "1280,800",
        "const ids = () => $$('#table tbody tr').map((row) => row.dataset.id), length = history.length;
        await press('ArrowDown'); is('the first row', [chosen(), $('#text a[aria-current]').dataset.id], [ids()[0], ids()[0]]);
        await press('ArrowDown'); await press('ArrowDown'); await press('ArrowUp');
        is('down and up', [chosen(), location.hash, history.length - length], [ids()[1], '#row/' + ids()[1], 0]);
        is('the row has the focus', document.activeElement.closest('tr').dataset.id, ids()[1]);
        await press('ArrowUp'); await press('ArrowUp'); is('no row above the first', chosen(), ids()[0]);
        await at('#row/' + ids()[99]); await press('ArrowDown');
        is('on to the next page', [$('#page').textContent.slice(0, 6), chosen(), seen($('tr.chosen'))], ['Page 2', ids()[0], true]);
        await press('ArrowUp'); is('and back', [$('#page').textContent.slice(0, 6), chosen()], ['Page 1', ids()[99]]);
        await click($('#table tbody tr .c-what')); is('the sentence has the focus', document.activeElement.className.slice(0, 2), 'hl');
        await press('ArrowDown'); is('from there too', chosen(), ids()[1]);
        $('#text').focus(); await press('ArrowDown'); is('the text scrolls as it would', chosen(), ids()[1]);
        $('#facet-actor').focus(); await press('ArrowDown'); is('a choice is left alone', chosen(), ids()[1]);
        await click($('#kind [value=percent]')); $('#q').focus(); await press('ArrowUp'); is('the search too', chosen(), undefined);
        await press('ArrowDown'); is('down from the search', chosen(), ids()[0]);
        await at('#documents'); await press('ArrowDown'); is('nowhere else', [view(), location.hash], ['documents', '#documents']);",
    );
}

#[test]
fn a_search_ranks_what_is_counted_then_actors_then_sentences() {
    let said = |id: &str, what: &str, actor: &str, sentence: &str| {
        made!(Figure {
            figure_id: id.into(),
            doc_id: "d".into(),
            exact: "40".into(),
            what: what.into(),
            actor: actor.into(),
            sentence: sentence.into(),
            ..figure()
        })
    };
    let figures = [
        said("f1", "", "", "The town paid 40 for its bridges."),
        said("f2", "footbridges", "", "40 footbridges."),
        said("f3", "", "Bridge Authority", "It paid 40."),
        said("f4", "old bridges", "", "40 old bridges."),
        said("f5", "roads", "", "40 roads."),
        said("f6", "bridges", "", "40 bridges."),
        said("f7", "roads and a bridge", "Old Town", "40 roads."),
    ];
    let documents = [
        made!(DocumentRow { title: "A plan for bridges and roads".into(), ..document("d", "d.txt") }),
        made!(DocumentRow { title: "Bridges <b>".into(), ..document("e", "e.txt") }),
    ];
    let page = html(&made!(ReportInput { figures: &figures, documents: &documents }));
    expect(
        &page,
        "#figures?q=bridge",
        "1280,800",
        "const ids = () => $$('#table tbody tr').map((row) => row.dataset.id);
        is('what, actor, sentence, parts of words; no title', ids(), ['f4', 'f6', 'f7', 'f3', 'f1', 'f2']);
        await type('bridges'); is('the whole of what comes first', ids(), ['f6', 'f4', 'f1', 'f2']);
        await type('old bridge'); is('words that stand together', ids()[0], 'f4');
        is('each must be held', ids().length, 2);
        await type('plan bridges'); is('a title finds its document', [ids().length, $('#called').textContent],
           [0, '1 document is called so: A plan for bridges and roads']);
        $('#called a').click(); await rest(); is('and leads to its figures', [ids().length, $('#facet-doc_id').value, $('#called').hidden], [7, '=d', true]);
        await at('#figures?q=bridge&sort=what'); is('a column that is chosen outranks it', ids(), ['f6', 'f2', 'f4', 'f7', 'f1', 'f3']);",
    );
}

#[test]
fn a_row_is_copied_with_its_source() {
    let row = |id: &str, doc: &str, page| {
        made!(Figure {
            figure_id: id.into(),
            doc_id: doc.into(),
            exact: "40".into(),
            sentence: "It built 40 wells.".into(),
            line: 7,
            page,
            ..figure()
        })
    };
    let figures = [row("f1", "d", None), row("f2", "e", Some(3))];
    let documents = [
        made!(DocumentRow {
            title: "Wells".into(),
            publisher: "Town Hall".into(),
            published: "2024-05-02".into(),
            url: "https://town.example/wells".into(),
            ..document("d", "d.txt")
        }),
        document("e", "e.pdf"),
    ];
    let page = html(&made!(ReportInput { figures: &figures, documents: &documents }));
    expect(
        &page,
        "#figures?q=wells",
        "1280,800",
        "let copied = ''; Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => { copied = text; }}});
        await click($('#table tbody tr .copy'));
        is('the quotation, the document, the line, the link', copied,
           '“It built 40 wells.”\\nWells, Town Hall, 2024-05-02, line 7\\nhttps://town.example/wells\\n');
        is('it is told, and no row is chosen', [$('#said').textContent, chosen()], ['Copied with its source', undefined]);
        await at('#row/f2'); await click($('#copy'));
        is('a page, and this report where no address is known', copied,
           '“It built 40 wells.”\\ne, page 3\\n' + location.href.split('#')[0] + '#f2\\n');
        let old = 0; document.execCommand = (what) => { old += what === 'copy'; return false; };
        navigator.clipboard.writeText = async () => { throw new Error('no'); };
        await click($('#copy')); is('where it may not, that is told', [old, $('#said').textContent], [1, 'This browser does not let a page copy']);",
    );
}

#[test]
fn the_reader_shows_words_and_no_markup() {
    let text = "---\ntitle: Wells\ntags: secret-tag\n---\n\n# The *wells*\n\nThe **town** built [40\nwells](https://a.example/x_(1) \"hint\") and \
                ![a picture](p.png) [more][1] at <https://b.example>.[^2]\n\n- \\$5 million for it\n\n| Year | Paid |\n|---|---|\n| 2022 | \\$7 |\n\n\
                [1]: https://c.example/y\n[^2]: A note.\n";
    let read = read_text("d", "d.md", text);
    let figures: Vec<Figure> = quantifact::extract::document(&read, quantifact::lexicon::Lexicon::embedded());
    assert!(figures.iter().any(|f| f.exact.contains("$5 million")), "{figures:?}");
    let documents = [made!(DocumentRow { title: "Wells".into(), ..document("d", "d.md") })];
    let texts = [read];
    let page = html(&made!(ReportInput { figures: &figures, documents: &documents, texts: &texts }));
    expect(
        &page,
        "#doc/d",
        "1280,800",
        "const text = $('#text').textContent;
        is('the words are there', ['The wells', 'The town built 40 wells', '$5 million for it'].filter((words) => !text.includes(words)), []);
        is('no mark-up is', ['---', 'secret-tag', '**', '](', '[', 'http', 'hint', '\\\\', '#', '|--'].filter((sign) => text.includes(sign)), []);
        is('bold is bold', $$('#text b').map((b) => b.textContent), ['town']);
        is('figures are marked', $$('#text a.hl').map((a) => a.textContent).includes('$5 million'), true);",
    );
}

#[test]
fn paper_holds_what_is_shown_behind_a_page_of_contents() {
    let sample = sample();
    let page = html(&sample.input());
    let total = sample.figures.len();
    let percent: Vec<&Figure> = sample.figures.iter().filter(|f| f.kind == Kind::Percent).collect();
    let documents = percent.iter().map(|f| &f.doc_id).collect::<std::collections::BTreeSet<_>>().len();
    let script = format!(
        "const drawn = () => [$$('#table tbody tr').length, $$('#print article').length];
        dispatchEvent(new Event('beforeprint'));
        is('the filtered rows and their documents', drawn(), [{}, {documents}]);
        is('no other figure is marked', $$('#print a.hl').every((a) => a.className.includes('k-percent')), true);
        is('charts, claims and checks of others are away', [$$('.chart:not(.unprinted)').length, $$('.claim').length, $$('#checks-body tbody tr').length], [0, 0, 0]);
        is('the contents lead to what is there', $$('#contents a').filter((a) => !document.getElementById(a.hash.slice(1))).length, 0);
        is('and name each document', $$('#contents a').filter((a) => a.hash.startsWith('#print-')).length, {documents});
        is('the filters are told', $('#contents p').textContent, '{} of {total} figures. Kind: percent.');
        dispatchEvent(new Event('afterprint'));
        is('all is put away', [drawn(), $$('.claim').length, $('#contents').children.length], [[{}, 0], 2, 0]);
        await at('#figures'); dispatchEvent(new Event('beforeprint'));
        is('without filters all is printed', [drawn(), $$('.chart:not(.unprinted)').length, $$('.claim').length], [[{total}, 5], 1, 2]);
        dispatchEvent(new Event('afterprint')); is('and a page is left', $$('#table tbody tr').length, 100);",
        percent.len(),
        percent.len(),
        percent.len().min(100),
    );
    expect(&page, "#figures?kind=percent", "1280,800", &script);
    let Some(words) = paper(&page, "#figures?kind=percent") else { return };
    assert!(words.contains("Contents") && words.contains(&format!("{} of {total} figures", percent.len())), "{words}");
    assert!(words.contains(&percent[0].exact), "{words}");
    assert!(
        !words.contains("Money invested") && !words.contains("Download CSV") && !words.contains("cannot hold"),
        "{words}"
    );
}

#[test]
fn words_of_charts_can_be_read_on_every_screen() {
    let small = "<svg width=\"720\" height=\"200\" viewBox=\"0 0 720 200\"><text x=\"9\" y=\"30\" font-size=\"11.5\">small</text>\
                 <text x=\"9\" y=\"60\" font-size=\"20\">large</text></svg>";
    let pictures =
        [made!(Picture { id: "s".into(), title: "S".into(), svg: small.into(), svg_dark: Some(small.into()) })];
    let page = html(&made!(ReportInput { pictures: &pictures }));
    for size in ["500,800", "1280,800", "1920,1000"] {
        let script = "const svg = $('.chart svg'), scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            is('words are 12 pixels at least', $$('.chart svg text').filter((text) => text.getAttribute('font-size') * scale < 12).length, 0);
            is('nothing is wider than the screen', document.documentElement.scrollWidth <= innerWidth, true);
            is('what is wider can be moved', getComputedStyle(svg.parentElement).overflowX, 'auto');";
        expect(&page, "", size, script);
    }
}

#[test]
fn a_phone_shows_cards_and_then_the_document() {
    let sample = sample();
    let page = html(&sample.input());
    expect(
        &page,
        "#figures",
        "500,800",
        "is('nothing is wider than the screen', document.documentElement.scrollWidth <= innerWidth, true);
        is('rows are cards', getComputedStyle($('#table tbody tr')).display, 'grid');
        is('and still a table', [$('#table').getAttribute('role'), $('#table td').getAttribute('role')], ['table', 'cell']);
        is('the document is away', getComputedStyle($('#reader')).display, 'none');
        const row = $('#table tbody tr'); await click(row.querySelector('.c-what, .c-value'));
        is('a card opens the document', [getComputedStyle($('#reader')).display, seen($('#text a[aria-current]')), $('#list').inert],
           ['flex', true, true]);
        $('#back').click(); await rest();
        is('back to the card', [getComputedStyle($('#reader')).display, $('#table tr.chosen').dataset.id, $('#list').inert],
           ['none', row.dataset.id, false]);
        for (const id of ['summary', 'documents', 'claims', 'checks']) {
          await at('#' + id); is(id + ' is no wider', document.documentElement.scrollWidth <= innerWidth, true);
        }",
    );
}

#[test]
fn a_hostile_document_does_nothing() {
    let evil = "<script>pwned=1</script>\n\n\"><img src=http://evil.example/i onerror=pwned=1>\n\n\
                [paid](javascript:pwned=1) 𝄞😀 $5 and <svg onload=pwned=1> \u{202e}=cmd|' /C calc'!A0\n";
    let at = evil.chars().position(|c| c == '$').unwrap();
    let name = "</title></script><img src=x onerror=pwned=1>";
    let texts = [verbatim(name, evil)];
    let documents = [made!(DocumentRow {
        title: name.into(),
        publisher: evil.into(),
        url: "javascript:pwned=1".into(),
        message: evil.into(),
        status: DocumentStatus::Partial,
        ..document(name, name)
    })];
    let figures = [made!(Figure {
        figure_id: "f0'\"<b>/%".into(),
        doc_id: name.into(),
        exact: "$5".into(),
        value: Some(5.into()),
        what: "=1+1".into(),
        actor: evil.into(),
        place: "a,\"b\"\nc".into(),
        sentence: evil.split_whitespace().collect::<Vec<_>>().join(" "),
        char_start: at,
        char_end: at + 2,
        ..figure()
    })];
    let page = html(&made!(ReportInput { title: name, figures: &figures, documents: &documents, texts: &texts }));
    let csv = csv(&figures);
    let script = format!(
        "const before = $$('img, iframe, #text svg, #text script').length;
        for (const hash of ['#figures', '#documents', '#' + encodeURIComponent('f0\\'\"<b>/%'), '#row/f0', '#<img src=x onerror=pwned=1>']) {{
          await at(hash);
        }}
        await at('#figures'); await click($('#table tbody tr'));
        is('the words are at their place', $('#text a[aria-current]').textContent, '$5');
        is('nothing of it is an element', [before, $$('img, iframe, #text svg, #text script').length], [0, 0]);
        is('no link but to the page', $$('a').filter((a) => !a.getAttribute('href').startsWith('#')).length, 0);
        let csv = null; const Whole = Blob; window.Blob = function (parts, how) {{ csv = parts[0]; return new Whole(parts, how); }};
        await click($('#csv')); const text = csv;
        is('the download is figures.csv', text === {csv}, true);
        is('formulas are defused', text.includes(\",'=1+1,\"), true);
        is('cells are quoted', text.includes(',\"a,\"\"b\"\"\\nc\",'), true);
        dispatchEvent(new Event('beforeprint'));
        is('nothing ran', pwned, 0); is('nothing was refused', refused, []);
        is('nothing was fetched', performance.getEntriesByType('resource').length, 0);"
    );
    expect(&page, "", "1280,800", &script);
}
