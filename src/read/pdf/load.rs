//! The file's bytes → what its pages show, within limits, on a thread of its own.
//!
//! A file that is built to never end or to panic ends only that thread's work. A stack that overflows would end the
//! program: the thread's is large, and how deep a file may nest is bounded.

use super::content::Reader;
use super::furniture;
use super::layout::{self, Item};
use super::limits::Budget;
use super::{seen, segment, stated, unpack};
use crate::read::metadata::Stated;
use crate::read::{Limit, Limits};
use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Once, mpsc};
use std::time::Duration;

/// The stack of the thread, in bytes.
const STACK: usize = 16 << 20;
/// How much later than it should the thread may end.
const GRACE: Duration = Duration::from_millis(500);

/// What was read.
pub(super) struct Loaded {
    pub(super) stated: Stated,
    pub(super) pages: Vec<Vec<Item>>,
    /// What was lost, in words.
    pub(super) lost: Vec<String>,
}

/// Reads the pages.
pub(super) fn load(bytes: &[u8], limits: Limits) -> Result<Loaded, String> {
    let bytes = Arc::new(bytes.to_vec());
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        let damaged = || Err("the PDF is damaged and cannot be read".to_owned());
        let read = guarded(|| pages(&bytes, &limits)).unwrap_or_else(damaged);
        // Nobody waits any more where it took too long.
        drop(sender.send(read));
    };
    let started = std::thread::Builder::new().name("pdf".to_owned()).stack_size(STACK).spawn(work);
    started.map_err(|error| format!("no thread to read the PDF on: {error}"))?;
    let time = Duration::from_secs(limits.get(Limit::Time)).saturating_add(GRACE);
    receiver.recv_timeout(time).unwrap_or_else(|_| Err(limits.exceeded(Limit::Time)))
}

fn pages(bytes: &Arc<Vec<u8>>, limits: &Limits) -> Result<Loaded, String> {
    unpack::measure(bytes)?;
    let file = Pdf::new(Arc::clone(bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => "the PDF is locked with a password".to_owned(),
        LoadPdfError::Decryption(_) => "the PDF is encrypted in a way that is not read".to_owned(),
        LoadPdfError::Invalid => "no readable PDF: it holds no pages".to_owned(),
    })?;
    let mut lost = Vec::new();
    let all = file.pages();
    if let Some(missing) = told_pages(&file).and_then(|told| told.checked_sub(all.len())).filter(|&missing| missing > 0)
    {
        lost.push(format!("{missing} of {} pages are missing", missing + all.len()));
    }
    let layers = seen::hidden_layers(&file);
    let mut reader = Reader::new(Budget::new(limits), layers.clone());
    let (mut pages, mut unknown) = (Vec::new(), (0, 0));
    for (index, page) in all.iter().enumerate() {
        let many = index as u64 >= limits.get(Limit::Pages);
        if many || reader.budget.is_spent() {
            let why = if many { format!(": {}", limits.exceeded(Limit::Pages)) } else { String::new() };
            lost.push(format!("pages {} to {} are not read{why}", index + 1, all.len()));
            break;
        }
        let shown = guarded(|| reader.page(page, index == 0));
        let Some(shown) = shown else {
            lost.push(format!("cannot read page {}", index + 1));
            reader = Reader::new(reader.budget, layers.clone());
            pages.push(Vec::new());
            continue;
        };
        lost.extend(shown.lost.iter().map(|problem| format!("page {} {problem}", index + 1)));
        unknown = (unknown.0 + shown.unknown, unknown.1 + shown.unknown + shown.glyphs.len());
        pages.push(segment::segments(shown.glyphs).iter().flat_map(|segments| layout::read(segments)).collect());
    }
    // A bullet or two without a letter is no loss.
    if unknown.0 * 50 > unknown.1 {
        lost.push(format!("the fonts do not tell the letters of {} of {} characters", unknown.0, unknown.1));
    }
    furniture::take_out(&mut pages);
    Ok(Loaded { stated: stated::stated(&file), pages, lost })
}

/// How many pages the file says it has.
fn told_pages(file: &Pdf) -> Option<usize> {
    let catalog = file.xref().get::<Dict<'_>>(file.xref().root_id())?;
    catalog.get::<Dict<'_>>("Pages")?.get::<usize>("Count").filter(|&count| count < 1_000_000)
}

thread_local! {
    /// Whether a panic of this thread is awaited.
    static AWAITED: Cell<bool> = const { Cell::new(false) };
}

/// Runs what may panic; none where it did. The panic writes nothing to stderr.
fn guarded<T>(run: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !AWAITED.get() {
                before(info);
            }
        }));
    });
    let outer = AWAITED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(run));
    AWAITED.set(outer);
    result.ok()
}
