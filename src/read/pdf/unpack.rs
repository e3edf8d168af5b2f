//! A stream of the file → its bytes, never more than allowed, and what of it was lost.
//!
//! The library unpacks without a limit and without a word of damage; so content is unpacked here, and what the library
//! unpacks by itself is measured first.

use super::limits::{RATIO, STREAM};
use crate::read::SMALL;
use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Object, Stream};
use std::borrow::Cow;

/// How a stream ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// As it should.
    Whole,
    /// Before its end.
    Cut,
    /// In damaged bytes, after this many hundredths of it.
    Damaged(usize),
    /// At the limit.
    TooLarge,
}

impl End {
    /// What is said of it; none where nothing is lost.
    pub(super) fn told(self) -> Option<String> {
        match self {
            Self::Whole => None,
            Self::Cut => Some("is cut off".to_owned()),
            Self::Damaged(part) => Some(format!("is damaged after {part} % of its data")),
            Self::TooLarge => Some(format!("unpacks to more than {} MB or {RATIO} times its size", STREAM >> 20)),
        }
    }
}

/// The bytes of a stream, `limit` at most.
pub(super) fn unpack(stream: &Stream<'_>, limit: usize) -> (Vec<u8>, End) {
    let (bytes, end) = chain(&stream.raw_data(), &stream.filters(), limit);
    if end != End::TooLarge && has_predictor(stream.dict()) {
        return match stream.decoded_data() {
            Ok(bytes) => (bytes.into_owned(), end),
            Err(_) => (Vec::new(), End::Damaged(0)),
        };
    }
    (bytes, end)
}

/// The bytes that filters make of others, `limit` at most.
pub(super) fn chain(packed: &[u8], filters: &[Filter], limit: usize) -> (Vec<u8>, End) {
    let (mut bytes, mut end) = (Vec::new(), End::Whole);
    let limit = limit.min((SMALL as usize).max(packed.len().saturating_mul(RATIO)));
    for (index, filter) in filters.iter().enumerate() {
        let from = if index == 0 { packed } else { bytes.as_slice() };
        let (next, ended) = match filter {
            Filter::FlateDecode => deflated(from, limit),
            Filter::LzwDecode => lzw(from, limit),
            Filter::Ascii85Decode => (ascii85(from), End::Whole),
            Filter::AsciiHexDecode => (ascii_hex(from), End::Whole),
            Filter::RunLengthDecode => run_length(from, limit),
            Filter::Crypt => (from.to_vec(), End::Whole),
            // Images hold no text.
            _ => return (Vec::new(), End::Whole),
        };
        (bytes, end) = (next, if end == End::Whole { ended } else { end });
        if end == End::TooLarge || bytes.len() > limit {
            return (bytes, End::TooLarge);
        }
    }
    if filters.is_empty() { (packed.to_vec(), End::Whole) } else { (bytes, end) }
}

fn has_predictor(dict: &Dict<'_>) -> bool {
    let predicts = |params: Dict<'_>| params.get::<u8>("Predictor").is_some_and(|predictor| predictor > 1);
    ["DecodeParms", "DP"].into_iter().any(|key| {
        dict.get::<Dict<'_>>(key).is_some_and(predicts)
            || dict
                .get::<Array<'_>>(key)
                .is_some_and(|all| all.iter::<Object<'_>>().filter_map(Object::into_dict).any(predicts))
    })
}

fn deflated(packed: &[u8], limit: usize) -> (Vec<u8>, End) {
    let found = inflate(packed, true, limit);
    // Some files leave the header of two bytes out, others spoil it.
    if found.0.is_empty() && matches!(found.1, End::Damaged(_)) {
        let bare = inflate(packed, false, limit);
        let headed = inflate(packed.get(2..).unwrap_or_default(), false, limit);
        return if headed.0.len() > bare.0.len() { headed } else { bare };
    }
    found
}

fn inflate(packed: &[u8], header: bool, limit: usize) -> (Vec<u8>, End) {
    let (mut state, mut bytes) = (Decompress::new(header), Vec::new());
    loop {
        let (read, written) = (state.total_in() as usize, bytes.len());
        if written > limit {
            return (bytes, End::TooLarge);
        }
        bytes.reserve(written.clamp(1 << 14, 1 << 22));
        match state.decompress_vec(packed.get(read..).unwrap_or_default(), &mut bytes, FlushDecompress::None) {
            Ok(Status::StreamEnd) => return (bytes, End::Whole),
            Ok(_) if state.total_in() as usize == read && bytes.len() == written => return (bytes, End::Cut),
            Ok(_) => {}
            // A checksum at the end costs no text.
            Err(_) if header && written > 0 && read + 8 >= packed.len() => return (bytes, End::Whole),
            Err(_) => return (bytes, End::Damaged(state.total_in() as usize * 100 / packed.len().max(1))),
        }
    }
}

fn lzw(packed: &[u8], limit: usize) -> (Vec<u8>, End) {
    let mut decoder = weezl::decode::Decoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8);
    let (mut bytes, mut read) = (Vec::new(), 0);
    let mut buffer = vec![0; 1 << 14];
    loop {
        let step = decoder.decode_bytes(packed.get(read..).unwrap_or_default(), &mut buffer);
        read += step.consumed_in;
        bytes.extend_from_slice(&buffer[..step.consumed_out]);
        if bytes.len() > limit {
            return (bytes, End::TooLarge);
        }
        match step.status {
            Ok(weezl::LzwStatus::Done) => return (bytes, End::Whole),
            Ok(weezl::LzwStatus::Ok) if step.consumed_in + step.consumed_out > 0 => {}
            Ok(_) => return (bytes, End::Cut),
            Err(_) => return (bytes, End::Damaged(read * 100 / packed.len().max(1))),
        }
    }
}

fn ascii85(packed: &[u8]) -> Vec<u8> {
    let (mut bytes, mut value, mut count) = (Vec::with_capacity(packed.len() * 4 / 5), 0u32, 0usize);
    let packed = packed.strip_prefix(b"<~").unwrap_or(packed);
    for &byte in packed {
        match byte {
            b'z' if count == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                value = value.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    bytes.extend(value.to_be_bytes());
                    (value, count) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    if count > 1 {
        for _ in count..5 {
            value = value.wrapping_mul(85).wrapping_add(84);
        }
        bytes.extend(&value.to_be_bytes()[..count - 1]);
    }
    bytes
}

fn ascii_hex(packed: &[u8]) -> Vec<u8> {
    let digits = packed.iter().take_while(|&&byte| byte != b'>').filter_map(|&byte| char::from(byte).to_digit(16));
    let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn run_length(packed: &[u8], limit: usize) -> (Vec<u8>, End) {
    let (mut bytes, mut at) = (Vec::new(), 0);
    while let Some(&length) = packed.get(at).filter(|&&length| length != 128) {
        let length = usize::from(length);
        if length < 128 {
            bytes.extend(packed.iter().skip(at + 1).take(length + 1));
            at += length + 2;
        } else {
            let Some(&byte) = packed.get(at + 1) else { return (bytes, End::Cut) };
            bytes.extend(std::iter::repeat_n(byte, 257 - length));
            at += 2;
        }
        if bytes.len() > limit {
            return (bytes, End::TooLarge);
        }
    }
    (bytes, End::Whole)
}

/// Whether a stream that the library unpacks by itself keeps within the limit.
pub(super) fn is_bounded(stream: &Stream<'_>) -> bool {
    chain(&stream.raw_data(), &stream.filters(), STREAM).1 != End::TooLarge
}

/// Measures the streams that the library unpacks as it opens the file: those that hold objects or their places.
pub(super) fn measure(file: &[u8]) -> Result<(), String> {
    let (mut at, mut total, mut dictionary) = (0, 0, 0);
    while let Some(found) = memchr::memmem::find(&file[at..], b"stream") {
        let start = at + found + b"stream".len();
        let head = &file[dictionary.max(start.saturating_sub(LONGEST_DICTIONARY))..start];
        at = start;
        if file[..start].ends_with(b"endstream") {
            dictionary = start;
            continue;
        }
        let head = without_escapes(head);
        if !holds(&head, b"/First") && !holds(&head, b"/W") {
            continue;
        }
        let length = memchr::memmem::find(&file[start..], b"endstream").unwrap_or(file.len() - start);
        let data = &file[start..start + length];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let (bytes, end) = chain(data, &named_filters(&head), STREAM);
        total += bytes.len();
        if end == End::TooLarge || total > 3 * STREAM {
            return Err("the file's list of objects unpacks to more than it may".to_owned());
        }
        at = start + length;
    }
    Ok(())
}

/// The dictionary before a stream is not longer than this, in bytes.
const LONGEST_DICTIONARY: usize = 4096;

/// The source of a dictionary with `#` and two digits in its names read.
fn without_escapes(head: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'#', head).is_none() {
        return Cow::Borrowed(head);
    }
    let digit = |at: usize| head.get(at).and_then(|&byte| char::from(byte).to_digit(16));
    let (mut plain, mut at) = (Vec::with_capacity(head.len()), 0);
    while let Some(&byte) = head.get(at) {
        if let (b'#', Some(high), Some(low)) = (byte, digit(at + 1), digit(at + 2)) {
            plain.push((high << 4 | low) as u8);
            at += 3;
        } else {
            plain.push(byte);
            at += 1;
        }
    }
    Cow::Owned(plain)
}

/// Whether the source of a dictionary holds this name.
fn holds(head: &[u8], name: &[u8]) -> bool {
    memchr::memmem::find_iter(head, name)
        .any(|at| head.get(at + name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric()))
}

/// The filters named in the source of a dictionary, in order.
fn named_filters(head: &[u8]) -> Vec<Filter> {
    let names: [(&[u8], Filter); 5] = [
        (b"/Fl", Filter::FlateDecode),
        (b"/LZW", Filter::LzwDecode),
        (b"/A85", Filter::Ascii85Decode),
        (b"/ASCII85", Filter::Ascii85Decode),
        (b"/RunLength", Filter::RunLengthDecode),
    ];
    let hex: [(&[u8], Filter); 3] =
        [(b"/AHx", Filter::AsciiHexDecode), (b"/ASCIIHex", Filter::AsciiHexDecode), (b"/RL", Filter::RunLengthDecode)];
    let mut found: Vec<(usize, Filter)> = Vec::new();
    for (name, filter) in names.into_iter().chain(hex) {
        found.extend(memchr::memmem::find_iter(head, name).map(|at| (at, filter)));
    }
    found.sort_by_key(|&(at, _)| at);
    let filters: Vec<Filter> = found.into_iter().map(|(_, filter)| filter).take(8).collect();
    // The name may stand elsewhere.
    if filters.is_empty() { vec![Filter::FlateDecode] } else { filters }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn deflate(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn filters_are_undone_in_turn() {
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x} ")).collect::<Vec<_>>().concat() + ">";
        let packed = weezl::encode::Encoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8).encode(b"words").unwrap();
        let nested = hex(&deflate(b"words"));
        for (packed, filters) in [
            (b"words".to_vec(), vec![]),
            (deflate(b"words"), vec![Filter::FlateDecode]),
            (deflate(b"words")[2..].to_vec(), vec![Filter::FlateDecode]),
            (packed, vec![Filter::LzwDecode]),
            (b"<~GAhM4Er~>".to_vec(), vec![Filter::Ascii85Decode]),
            (b"776f 72647 3>".to_vec(), vec![Filter::AsciiHexDecode]),
            (b"\x04words\x80".to_vec(), vec![Filter::RunLengthDecode]),
            (nested.into_bytes(), vec![Filter::AsciiHexDecode, Filter::FlateDecode]),
        ] {
            let (bytes, end) = chain(&packed, &filters, STREAM);
            assert_eq!((String::from_utf8_lossy(&bytes).as_ref(), end), ("words", End::Whole), "{filters:?}");
        }
    }

    #[test]
    fn damage_is_told_with_what_was_read() {
        let whole: Vec<u8> = (0u32..4000).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let mut packed = deflate(&whole);
        let half = packed.len() / 2;
        let (bytes, end) = chain(&packed[..half], &[Filter::FlateDecode], STREAM);
        assert!(end == End::Cut && whole.starts_with(&bytes) && !bytes.is_empty());
        packed.truncate(2);
        packed.extend([0xFF; 40]);
        assert!(matches!(chain(&packed, &[Filter::FlateDecode], STREAM).1, End::Damaged(_)));
    }

    #[test]
    fn a_packed_list_of_objects_is_measured_whatever_its_name() {
        let bomb = deflate(&vec![0; 8 << 20]);
        for (dictionary, refused) in [
            ("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", true),
            ("/N 1/Fi#72st 4/Filter[/Fl#61teDecode]", true),
            ("/Type/XRef/W[1 2 1]/Filter 9 0 R", true),
            ("/Subtype/Image/Width 9000/Filter/FlateDecode", false),
        ] {
            let mut file = format!("1 0 obj\n<<{dictionary}>>stream\r\n").into_bytes();
            file.extend(&bomb);
            file.extend(b"\nendstream\nendobj\n");
            assert_eq!(measure(&file).is_err(), refused, "{dictionary}");
        }
    }
}
