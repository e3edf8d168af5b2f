//! Files packed by gzip (RFC 1952): what is in them, within the limits; `a.txt.gz` is read as `a.txt`.

use super::limits::Limits;
use std::borrow::Cow;
use std::path::Path;

/// How such a file begins, and how its name ends.
const MARK: &[u8] = b"\x1F\x8B";
const ENDING: &str = "gz";

/// Whether a file that begins so is packed.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// The bytes of a file, unpacked where they are packed.
///
/// # Errors
/// Says what is wrong with the packed file, or which limit it goes beyond.
pub(crate) fn unpacked<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Cow<'a, [u8]>, String> {
    if !is_packed(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    inflated(bytes, limits).map(Cow::Owned)
}

#[cfg(not(feature = "gzip"))]
fn inflated(_: &[u8], _: &Limits) -> Result<Vec<u8>, String> {
    Err("is a gzip archive; one is read by a build with the feature `gzip`".to_owned())
}

#[cfg(feature = "gzip")]
fn inflated(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, String> {
    use super::limits::{Limit, SMALL};
    use std::io::Read as _;
    let most = limits.get(Limit::Unpacked);
    let dense = (bytes.len() as u64).saturating_mul(limits.get(Limit::Ratio)).max(SMALL);
    let mut out = Vec::new();
    let read =
        flate2::bufread::MultiGzDecoder::new(bytes).take(most.min(dense).saturating_add(1)).read_to_end(&mut out);
    if out.len() as u64 > most.min(dense) {
        return Err(limits.exceeded(if dense < most { Limit::Ratio } else { Limit::Unpacked }));
    }
    read.map_err(|error| format!("is no sound gzip file: {error}"))?;
    Ok(out)
}

/// A path without the ending of packed files, which is what is in it.
pub(crate) fn inner(path: &Path) -> Cow<'_, Path> {
    let packed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING));
    if packed { Cow::Owned(path.with_extension("")) } else { Cow::Borrowed(path) }
}

#[cfg(all(test, feature = "gzip"))]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, read};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write as _;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::default());
        out.write_all(text).unwrap();
        out.finish().unwrap()
    }

    #[test]
    fn a_packed_file_is_read_as_what_is_in_it() {
        let options = ReadOptions::default();
        let bytes = packed(b"# Jobs\n\nThe plan made 500 jobs.\n");
        let documents = read(&bytes, Path::new("in/2023-09-jobs.md.gz"), &options).unwrap();
        assert_eq!((documents[0].id.as_str(), documents[0].title.as_str()), ("2023-09-jobs", "Jobs"));
        assert_eq!(documents[0].path, "in/2023-09-jobs.md.gz");
        let told = |bytes: &[u8], name| read(bytes, Path::new(name), &options).unwrap_err().to_string();
        assert!(told(&bytes[..20], "a.txt.gz").starts_with("a.txt.gz: is no sound gzip file: "));
        assert_eq!(told(&packed(&bytes), "a.txt.gz"), "a.txt.gz: is a gzip archive");
        assert!(told(&bytes, "a.gz").contains("cannot tell the format"));
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let bytes = packed(&vec![b' '; 8 << 20]);
        let told = unpacked(&bytes, &Limits::default()).unwrap_err();
        assert!(told.starts_with("a part of it unpacks to so many times its size"), "{told}");
        let mut limits = Limits::default();
        limits.set("unpacked=1MiB").unwrap();
        assert!(unpacked(&bytes, &limits).unwrap_err().starts_with("it unpacks to more than 1 MiB"));
    }
}
