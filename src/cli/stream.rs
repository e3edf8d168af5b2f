//! A table of records, part by part → its figures: the first come before the table ends, and memory holds a few parts,
//! however many records there are.
//!
//! A thread reads ahead by a few parts and then waits; what has come is cut into records, and those are read on every
//! core. What comes out does not depend on how the parts fall.

use super::extracted::{Extracted, failed, file, file_of, one};
use super::failure::{Failure, reason};
use super::inputs::Input;
use super::options::Reading;
use crate::figure::Document;
use crate::read::{Format, Limit, Records, is_sound};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread;

/// Bytes of a part.
const PART: usize = 128 << 10;
/// So many parts are read ahead.
const AHEAD: usize = 8;
/// Bytes that a thread is given at once.
const SHARE: usize = 512 << 10;

/// The format of a table that is read part by part; none for all else. Where the documents' rows are wanted, each with the
/// digest of the file, it must be one that can be read twice.
pub(super) fn format(input: &Input, reading: &Reading, digests: bool) -> Option<Format> {
    let told = reading.options.format.or_else(|| Format::of_path(input.path.as_deref()?));
    let table = told.filter(|format| matches!(format, Format::Jsonl | Format::Csv))?;
    (input.problem.is_none() && (!digests || is_file(input))).then_some(table)
}

fn is_file(input: &Input) -> bool {
    input.path.as_ref().and_then(|path| path.metadata().ok()).is_some_and(|data| data.is_file())
}

/// Gives the figures of a table to `on`, in its order.
///
/// # Errors
/// Only those of `on`.
pub(super) fn each(
    input: &Input,
    format: Format,
    reading: &Reading,
    digests: bool,
    on: &mut dyn FnMut(Extracted) -> Result<(), Failure>,
) -> Result<(), Failure> {
    match Table::open(input, format, reading, digests) {
        Ok(Some(table)) => table.each(on),
        Ok(None) => file(input, &reading.options, &reading.lexicon).into_iter().try_for_each(on),
        Err(error) => on(failed(input, reason(&error))),
    }
}

/// A table that is being read.
struct Table<'a> {
    input: &'a Input,
    reading: &'a Reading,
    format: Format,
    sha256: String,
    parts: Receiver<io::Result<Vec<u8>>>,
    /// Documents that may yet turn out to be all there is: what is then told is told of the file.
    held: Option<Vec<Document>>,
}

impl<'a> Table<'a> {
    /// None where it must be read as a whole, for its bytes tell how.
    fn open(input: &'a Input, format: Format, reading: &'a Reading, digests: bool) -> io::Result<Option<Self>> {
        let mut sha256 = String::new();
        if let Some(path) = input.path.as_deref().filter(|_| is_file(input)) {
            let seen = if digests || format == Format::Csv { Seen::of(path)? } else { Seen::default() };
            if !seen.is_utf8 {
                return Ok(None);
            }
            sha256 = seen.sha256;
        }
        let mut source: Box<dyn Read + Send> = match &input.path {
            Some(path) => Box::new(File::open(path)?),
            None => Box::new(io::stdin()),
        };
        let (sender, parts) = sync_channel(AHEAD);
        thread::spawn(move || {
            loop {
                let mut part = vec![0; PART];
                let read = match source.read(&mut part) {
                    Ok(0) => return,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Ok(length) => {
                        part.truncate(length);
                        Ok(part)
                    }
                    Err(error) => Err(error),
                };
                let ends = read.is_err();
                if sender.send(read).is_err() || ends {
                    return;
                }
            }
        });
        Ok(Some(Self { input, reading, format, sha256, parts, held: Some(Vec::new()) }))
    }

    fn each(mut self, on: &mut dyn FnMut(Extracted) -> Result<(), Failure>) -> Result<(), Failure> {
        let Reading { options, lexicon, pool } = self.reading;
        let path = self.input.path.as_deref().unwrap_or(Path::new("stdin"));
        let mut records = Records::new(self.format, path, options, lexicon);
        let most = options.limits.get(Limit::File);
        let (mut bytes, mut last, mut begun) = (Vec::new(), false, false);
        while !last {
            // Waits for a part, and takes what else is there.
            let mut next = self.parts.recv().map_err(|_| TryRecvError::Disconnected);
            loop {
                match next {
                    Ok(Ok(part)) => bytes.extend(part),
                    Ok(Err(error)) => return on(failed(self.input, reason(&error))),
                    Err(TryRecvError::Empty) => break,
                    Err(TryRecvError::Disconnected) => {
                        last = true;
                        break;
                    }
                }
                if bytes.len() > SHARE * pool.current_num_threads() {
                    break;
                }
                next = self.parts.try_recv();
            }
            if bytes.is_empty() && !begun {
                return on(failed(self.input, "the file is empty".to_owned()));
            }
            if !std::mem::replace(&mut begun, true) && !Records::come_in_parts(&bytes, self.format) {
                return self.whole(bytes, on);
            }
            let (found, taken) = match records.take(&bytes, last) {
                Ok(found) => found,
                Err(error) => {
                    let message = error.to_string();
                    let message = message.strip_prefix(&format!("{}: ", path.display())).unwrap_or(&message);
                    return on(failed(self.input, message.to_owned()));
                }
            };
            bytes.drain(..taken);
            let sha256 = &self.sha256;
            let mut documents: Vec<Document> =
                pool.install(|| found.into_par_iter().map(|named| records.document(named, sha256)).collect());
            if let Some(held) = &mut self.held {
                held.append(&mut documents);
                if !held.iter().any(|document| !document.blocks.is_empty()) {
                    continue;
                }
                documents = self.held.take().unwrap_or_default();
            }
            self.give(documents, on)?;
            if bytes.len() as u64 > most {
                let message = options.limits.exceeded(Limit::File).replacen("the file", "a record", 1);
                return on(failed(self.input, message));
            }
        }
        match self.held.take() {
            None => Ok(()),
            Some(held) if held.iter().all(|document| document.message.is_empty()) => {
                on(failed(self.input, "holds no text".to_owned()))
            }
            Some(held) if !held.iter().any(is_sound) => {
                let first = held.first().map(|document| document.message.clone());
                on(failed(self.input, first.unwrap_or_default()))
            }
            Some(held) => self.give(held, on),
        }
    }

    fn give(
        &self,
        documents: Vec<Document>,
        on: &mut dyn FnMut(Extracted) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Reading { options, lexicon, pool } = self.reading;
        let read = |document| one(document, self.input, &options.limits, lexicon);
        let mut done: Vec<Extracted> = pool.install(|| documents.into_par_iter().map(read).collect());
        if let Some(last) = done.last_mut() {
            last.pauses = true;
        }
        done.into_iter().try_for_each(on)
    }

    /// Reads the rest, and then the whole.
    fn whole(self, mut bytes: Vec<u8>, on: &mut dyn FnMut(Extracted) -> Result<(), Failure>) -> Result<(), Failure> {
        let Reading { options, lexicon, .. } = self.reading;
        let most = options.limits.get(Limit::File);
        for part in &self.parts {
            match part {
                Ok(part) => bytes.extend(part),
                Err(error) => return on(failed(self.input, reason(&error))),
            }
            if bytes.len() as u64 > most {
                return on(failed(self.input, options.limits.exceeded(Limit::File)));
            }
        }
        file_of(self.input, options, lexicon, &bytes).into_iter().try_for_each(on)
    }
}

/// What is known of a file that was read once.
struct Seen {
    sha256: String,
    is_utf8: bool,
}

impl Default for Seen {
    fn default() -> Self {
        Self { sha256: String::new(), is_utf8: true }
    }
}

impl Seen {
    fn of(path: &Path) -> io::Result<Self> {
        let (mut file, mut hash) = (File::open(path)?, Sha256::new());
        // The bytes of a character that the part before began stand first.
        let (mut part, mut begun, mut is_utf8) = (vec![0; PART], 0, true);
        loop {
            let length = file.read(&mut part[begun..])?;
            if length == 0 {
                break;
            }
            let read = &part[begun..begun + length];
            hash.update(read);
            let end = begun + length;
            let whole = match std::str::from_utf8(&part[..end]) {
                Ok(_) => end,
                Err(error) => {
                    is_utf8 &= error.error_len().is_none();
                    error.valid_up_to()
                }
            };
            begun = if is_utf8 { end - whole } else { 0 };
            part.copy_within(end - begun..end, 0);
        }
        let sha256 = hash.finalize().iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        Ok(Self { sha256, is_utf8: is_utf8 && begun == 0 })
    }
}
