//! The report in a real browser: links lead where they should, filters and sorting work, nothing is fetched, a
//! hostile document does nothing. Where no Chromium is installed the tests say so and pass.
//!
//! The page is opened from a file in a copy that also holds a test script, let in by a nonce. All traffic of the
//! browser goes to a proxy of our own, which notes what is asked for and answers nothing.

mod report_sample;

use quantifact::figure::{DocumentRow, DocumentStatus, Figure, Kind};
use quantifact::report::{Correction, ReportInput, html};
use quantifact::span::{Locator, Span};
use report_sample::{Sample, document, figure, sample};
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Notes what the page's policy refused and every error, from before its own script runs.
const WATCH: &str = "window.pwned = 0; window.refused = []; window.wrong = [];
addEventListener('securitypolicyviolation', (e) => refused.push(e.violatedDirective + ' ' + e.blockedURI));
addEventListener('error', (e) => wrong.push(e.message));";

/// What a test script is written with: `is` compares, `click` and `type` do what a person would.
const TOOLS: &str = "
const out = [];
const is = (name, got, want) => out.push((JSON.stringify(got) === JSON.stringify(want) ? 'ok ' : 'FAILED ') + name +
  ': ' + JSON.stringify(got) + (JSON.stringify(got) === JSON.stringify(want) ? '' : ' is not ' + JSON.stringify(want)));
const $ = (s) => document.querySelector(s), $$ = (s) => Array.from(document.querySelectorAll(s));
const rest = () => new Promise((done) => setTimeout(done, 250));
const click = async (element) => { element.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})); await rest(); };
const type = async (text) => { $('#q').value = text; $('#q').dispatchEvent(new Event('input', {bubbles: true})); await rest(); };
const pick = async (id, value) => { $(id).value = value; $(id).dispatchEvent(new Event('change', {bubbles: true})); await rest(); };
const at = async (hash) => { location.hash = hash; await rest(); };
const column = (key) => $$('#table tbody .c-' + key).map((cell) => cell.textContent);
const seen = (element) => { const b = element.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight && b.height > 0; };
const view = () => document.body.dataset.view;
const count = () => $('#shown').textContent;
";

fn browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|candidate| candidate.is_file());
    if found.is_none() {
        eprintln!("skipped: no Chromium on this machine (Debian: apt-get install chromium)");
    }
    found
}

/// A proxy that notes the first line of every request and answers nothing.
fn proxy() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let notes = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut line = String::new();
            let _ = stream.set_read_timeout(Some(Duration::from_secs(1)));
            let _ = BufReader::new(stream).read_line(&mut line);
            notes.lock().unwrap().push(line);
        }
    });
    (port, asked)
}

/// Opens the page at `hash` in a window of this size, runs `script` in it, and gives its lines and what was asked of
/// the network. None where there is no browser.
fn open(page: &str, hash: &str, size: &str, script: &str) -> Option<(Vec<String>, Vec<String>)> {
    let browser = browser()?;
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let file = folder.path().join("page.html");
    let tested = page
        .replacen("script-src &#39;", "script-src &#39;nonce-test&#39; &#39;", 1)
        .replacen("<title>", &format!("<script nonce=\"test\">{WATCH}</script><title>"), 1)
        .replace(
            "</body>\n</html>\n",
            &format!(
                "<script nonce=\"test\">{TOOLS}(async () => {{ try {{ {script} }} catch (e) {{ out.push('FAILED ' + e) }}
                 is('errors', wrong, []); out.push('done');
                 const pre = document.createElement('pre'); pre.id = 'tested'; pre.textContent = out.join('\\n');
                 document.body.append(pre); }})()</script></body></html>"
            ),
        );
    std::fs::write(&file, tested).unwrap();
    let (port, asked) = proxy();
    let address = format!("file://{}{hash}", file.display());
    let mut dom = String::new();
    // A browser on a busy machine may end before the page has begun: it gets a second go, a failed check does not.
    for go in ["one", "two"] {
        dom = run(&browser, &folder.path().join(go), port, size, &address);
        if dom.contains("<pre id=\"tested\">") {
            break;
        }
    }
    let lines = dom
        .split_once("<pre id=\"tested\">")
        .and_then(|(_, rest)| rest.split_once("</pre>"))
        .map(|(text, _)| text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .unwrap_or_default();
    let asked = asked.lock().unwrap().clone();
    Some((lines.lines().map(str::to_owned).collect(), asked))
}

/// The DOM after the script has run. The browser is ended where it takes more than two minutes.
fn run(browser: &Path, profile: &Path, port: u16, size: &str, address: &str) -> String {
    let mut child = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg("--disable-default-apps")
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--proxy-server=127.0.0.1:{port}"))
        .arg("--proxy-bypass-list=<-loopback>")
        .arg(format!("--window-size={size}"))
        .args(["--virtual-time-budget=30000", "--dump-dom", address])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut dom = Vec::new();
        let _ = stdout.read_to_end(&mut dom);
        String::from_utf8_lossy(&dom).into_owned()
    });
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_mins(2) {
            let _ = child.kill();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    reader.join().unwrap()
}

/// Runs the script and demands that all it compares agrees.
#[track_caller]
fn expect(page: &str, hash: &str, size: &str, script: &str) {
    let Some((lines, asked)) = open(page, hash, size, script) else { return };
    let failed: Vec<_> = lines.iter().filter(|line| line.starts_with("FAILED")).collect();
    assert!(failed.is_empty(), "{failed:#?}\nof {lines:#?}");
    assert_eq!(lines.last().map(String::as_str), Some("done"), "{lines:#?}");
    let ours: Vec<_> = asked.iter().filter(|line| line.contains(".example") || line.contains("page.html")).collect();
    assert!(ours.is_empty(), "fetched {ours:?}");
}

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
    let text = &sample.texts[&chosen.doc_id];
    let start = Locator::new(text).byte(chosen.char_start);
    chosen.evidence.slots = vec![("status", Span::new(start - 6, start - 1)), ("what", Span::new(start, start + 7))];
    let told = text[start - 6..start - 1].to_owned();
    let figure = by_words(&sample, "$38,000");
    let corrections = [Correction {
        figure_id: figure.figure_id.clone(),
        column: "actor".into(),
        was: "the project".into(),
        note: "named before".into(),
    }];
    let page = html(&ReportInput { corrections: &corrections, ..sample.input() });
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
        await at('#summary'); $('a[data-series]').click(); await rest();
        is('a chart leads to its figures', [view(), $$('#table tbody tr').length], ['figures', 2]);
        await at('#summary'); $('a[data-facet=actor]').click(); await rest();
        is('an actor leads to its figures', [view(), [...new Set(column('actor'))].length], ['figures', 1]);
        await at('#summary'); $('a[data-kind=percent]').click(); await rest();
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
        await at('#figures'); dispatchEvent(new Event('beforeprint'));
        await click($('#clear')); dispatchEvent(new Event('beforeprint'));
        is('all is printed', [$$('#table tbody tr').length, $$('#print article').length], [{total}, 5]);
        dispatchEvent(new Event('afterprint')); is('and put away', $$('#table tbody tr').length, 100);"
    );
    expect(&page, "", "1280,800", &script);
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
    let texts = [(name.to_owned(), evil.to_owned())].into();
    let documents = [DocumentRow {
        title: name.into(),
        publisher: evil.into(),
        url: "javascript:pwned=1".into(),
        message: evil.into(),
        status: DocumentStatus::Partial,
        ..document(name, name)
    }];
    let figures = [Figure {
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
    }];
    let page = html(&ReportInput {
        title: name,
        figures: &figures,
        documents: &documents,
        texts: &texts,
        ..Default::default()
    });
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
