//! Opens a page in the browser and runs a script in it.

use quantifact::read::{ReadOptions, read};
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
const press = async (key) => { document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true})); await rest(); };
const back = async () => { history.back(); await rest(); await rest(); }, forward = async () => { history.forward(); await rest(); await rest(); };
const chosen = () => ($('#table tr.chosen') || {dataset: {}}).dataset.id;
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
                "<script nonce=\"test\">{TOOLS}(async () => {{ await rest(); try {{ {script} }} catch (e) {{ out.push('FAILED ' + e) }}
                 is('errors', wrong, []); out.push('done');
                 const pre = document.createElement('pre'); pre.id = 'tested'; pre.textContent = out.join('\\n');
                 document.body.append(pre); }})()</script></body></html>"
            ),
        );
    std::fs::write(&file, tested).unwrap();
    let (port, asked) = proxy();
    let address = format!("file://{}{hash}", file.display());
    let wish = [format!("--window-size={size}"), "--virtual-time-budget=30000".into(), "--dump-dom".into()];
    let mut dom = String::new();
    // A browser on a busy machine may end before the page has begun: it gets a second go, a failed check does not.
    for go in ["one", "two"] {
        dom = run(&browser, &folder.path().join(go), port, &wish, &address);
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

/// What the browser writes, asked for by `wish`. It is ended where it takes more than two minutes.
fn run(browser: &Path, profile: &Path, port: u16, wish: &[String], address: &str) -> String {
    let mut child = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg("--disable-default-apps")
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--proxy-server=127.0.0.1:{port}"))
        .arg("--proxy-bypass-list=<-loopback>")
        .args(wish)
        .arg(address)
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

/// The words on paper, where the page at `hash` is printed; none where there is no browser.
pub(super) fn paper(page: &str, hash: &str) -> Option<String> {
    let browser = browser()?;
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let (file, pdf) = (folder.path().join("page.html"), folder.path().join("page.pdf"));
    std::fs::write(&file, page).unwrap();
    let (port, _) = proxy();
    let wish = [format!("--print-to-pdf={}", pdf.display()), "--no-pdf-header-footer".into()];
    for go in ["one", "two"] {
        run(&browser, &folder.path().join(go), port, &wish, &format!("file://{}{hash}", file.display()));
        if pdf.is_file() {
            break;
        }
    }
    let bytes = std::fs::read(&pdf).expect("a PDF was printed");
    let read = read(&bytes, &pdf, &ReadOptions::default()).unwrap();
    Some(read[0].text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Runs the script and demands that all it compares agrees.
#[track_caller]
pub(super) fn expect(page: &str, hash: &str, size: &str, script: &str) {
    let Some((lines, asked)) = open(page, hash, size, script) else { return };
    let failed: Vec<_> = lines.iter().filter(|line| line.starts_with("FAILED")).collect();
    assert!(failed.is_empty(), "{failed:#?}\nof {lines:#?}");
    assert_eq!(lines.last().map(String::as_str), Some("done"), "{lines:#?}");
    let ours: Vec<_> = asked.iter().filter(|line| line.contains(".example") || line.contains("page.html")).collect();
    assert!(ours.is_empty(), "fetched {ours:?}");
}
