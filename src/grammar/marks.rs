//! The mark between the whole and the fraction: that of the document, and where a number cannot be so meant, of the number.
//!
//! "542,95" tells it, and so do "1.234.567" and "1.400,50"; "1.400" is open: a fraction with three digits, or fourteen
//! hundred. The bulk of a document's numbers decides how it is read, so that one odd number turns none of the others.

use super::number::run;
use super::{Cx, Style};
use crate::figure::Lang;
use crate::lexicon::{Lexicon, Mark, ScaleUse, UnitKind};

/// What a number weighs whose mark can only be read one way; an open one weighs less, by how round it is.
const SURE: usize = 3;
/// What the custom of the country weighs in a Spanish text: more than one slip, less than two.
const CUSTOM: usize = SURE + 1;

impl Mark {
    const fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }
}

/// What the numbers of a text say of its marks.
#[derive(Debug, Default)]
pub(super) struct Marks {
    comma: usize,
    point: usize,
    /// The lengths of the heads of open numbers, less one, with a comma, and with a point.
    open: [[bool; 3]; 2],
}

impl Marks {
    /// Counts a run of digits and marks, behind which `rest` stands.
    pub(super) fn count(&mut self, run: &str, rest: &str, lang: Lang, lexicon: &Lexicon) {
        let open = Open::of(run);
        let found = match &open {
            Some(open) => open.vote(follows(rest, lang, lexicon), lang),
            None => sure(run),
        };
        match found {
            Some((Mark::Comma, weight)) => self.comma += weight,
            Some((Mark::Point, weight)) => self.point += weight,
            None => {}
        }
        if let Some(Open { mark, head, .. }) = open {
            self.open[usize::from(mark == Mark::Point)][head - 1] = true;
        }
    }

    /// Whether the decimal mark is a comma; `custom` is that of the country.
    pub(super) fn decimal_comma(&self, lang: Lang, custom: Option<Mark>) -> bool {
        let weight = |mark| if custom == Some(mark) { CUSTOM } else { 0 };
        match lang {
            Lang::Es => self.comma + weight(Mark::Comma) > self.point + weight(Mark::Point),
            // English is written so only by a text that shows it again and again.
            Lang::En => self.comma >= 2 * SURE && self.comma > 2 * self.point,
        }
    }

    /// By the length of its head, less one: whether an open number with the decimal mark may be a whole one all the same,
    /// as none of that length is grouped with the other mark.
    pub(super) fn odd_groups(&self, decimal_comma: bool) -> [bool; 3] {
        self.open[usize::from(decimal_comma)].map(|grouped| !grouped)
    }
}

/// "1.400": one mark before three digits, at most three before it.
struct Open<'a> {
    mark: Mark,
    /// How many digits stand before the mark.
    head: usize,
    tail: &'a str,
}

impl<'a> Open<'a> {
    fn of(run: &'a str) -> Option<Self> {
        let (head, tail) = run.split_once([',', '.'])?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let mark = if run.as_bytes().get(head.len()) == Some(&b',') { Mark::Comma } else { Mark::Point };
        let open = (1..=3).contains(&head.len()) && !head.starts_with('0') && digits(head);
        (open && tail.len() == 3 && digits(tail)).then_some(Self { mark, head: head.len(), tail })
    }

    /// For which decimal mark it speaks, and how much: nobody writes noughts at the end of a fraction.
    fn vote(&self, follows: Follows, lang: Lang) -> Option<(Mark, usize)> {
        match follows {
            Follows::Percent => Some((self.mark, 1)),
            // "$94.575 million" is as good as "$94,575 million".
            Follows::Scale if lang == Lang::En => None,
            _ if self.tail == "000" => Some((self.mark.other(), SURE)),
            _ if self.is_round() => Some((self.mark.other(), SURE - 1)),
            _ => Some((self.mark.other(), 1)),
        }
    }

    fn is_round(&self) -> bool {
        self.tail.ends_with("00")
    }
}

/// For which decimal mark a number speaks that is not open, and how much.
fn sure(run: &str) -> Option<(Mark, usize)> {
    let last = run.rfind([',', '.'])?;
    let (mark, byte) = if run.as_bytes().get(last) == Some(&b',') { (Mark::Comma, ',') } else { (Mark::Point, '.') };
    let (same, all) = (run.matches(byte).count(), run.matches([',', '.']).count());
    let tail = run.len() - last - 1;
    match (same, all) {
        (1, 1) => Some((mark, SURE)),
        (1, _) => Some((mark, 2 * SURE)),
        // "1.2.3" and "12.09.2022" group nothing; "12,34,567" is grouped as in India.
        _ if same == all
            && tail == 3
            && (mark == Mark::Comma || run.split('.').skip(1).all(|group| group.len() == 3)) =>
        {
            Some((mark.other(), SURE))
        }
        _ => None,
    }
}

/// What stands behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    Percent,
    /// "million"
    Scale,
    Money,
    Unit,
    /// A word that may be a noun.
    Word,
    Other,
}

fn follows(rest: &str, lang: Lang, lexicon: &Lexicon) -> Follows {
    let glued = !rest.starts_with(' ');
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    if lexicon.scales.get(lang).at_start_where(rest, |scale| scale.use_ == ScaleUse::Word).is_some() {
        return Follows::Scale;
    }
    if lexicon.currencies.get(lang).at_start_where(rest, |currency| currency.place.is_after()).is_some() {
        return Follows::Money;
    }
    match lexicon.units.get(lang).at_start(rest) {
        Some((_, unit)) if unit.kind == UnitKind::Percent => return Follows::Percent,
        Some(_) => return Follows::Unit,
        None => {}
    }
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let noun = !glued && word.starts_with(char::is_lowercase) && !lexicon.stopwords.holds(lang, word);
    if noun { Follows::Word } else { Follows::Other }
}

/// The style in which the number at the beginning of `input` is read: the document's, but where an open number would so
/// have a fraction that nobody writes ("10.000 people", "1.115 municipios"), the other mark is the decimal one.
pub(super) fn style_at(cx: &Cx<'_>, input: &str) -> Style {
    let style = cx.style;
    let other = Style { decimal_comma: !style.decimal_comma, ..style };
    let Ok((rest, run)) = run(input) else { return style };
    let Some(open) = Open::of(run) else { return style };
    if (open.mark == Mark::Comma) != style.decimal_comma || !style.odd_groups.get(open.head - 1).is_some_and(|odd| *odd)
    {
        return style;
    }
    let money = cx.before(cx.at(input)).trim_end().ends_with(['$', '€', '£']);
    let whole = match (style.lang, follows(rest, style.lang, cx.lex)) {
        (_, Follows::Percent) => false,
        (Lang::En, follows) => open.tail == "000" && !money && follows == Follows::Word,
        (Lang::Es, Follows::Scale) => open.tail == "000",
        (Lang::Es, _) if open.is_round() => true,
        // A point was long the mark of groups in Spanish; a comma before three digits of a measure is none.
        (Lang::Es, Follows::Unit) => !money && open.mark == Mark::Point,
        (Lang::Es, Follows::Word) => !money,
        (Lang::Es, Follows::Money | Follows::Other) => false,
    };
    if whole { other } else { style }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comma(text: &str, lang: Lang, custom: Option<Mark>) -> bool {
        let mut marks = Marks::default();
        for (at, word) in text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| (at, &text[at..])) {
            if text[..at].ends_with(|c: char| !matches!(c, ',' | '.') && !c.is_ascii_digit()) || at == 0 {
                let (rest, run) = run(word).unwrap();
                marks.count(run, rest, lang, Lexicon::embedded());
            }
        }
        marks.decimal_comma(lang, custom)
    }

    #[test]
    fn the_bulk_decides() {
        for (text, lang, custom, expected) in [
            ("1.400 y 542,95", Lang::Es, None, true),
            ("1,400 y 542.95", Lang::Es, None, false),
            ("2.000 2,5", Lang::Es, None, true),
            ("1.2 millones, 3.450 casas", Lang::Es, None, false),
            ("1.2 millones, 3.450 casas", Lang::Es, Some(Mark::Comma), true),
            ("0.375 y 2,500", Lang::Es, None, false),
            ("", Lang::Es, None, false),
            ("", Lang::Es, Some(Mark::Comma), true),
            ("1.400 jobs", Lang::En, None, false),
            ("1.400,50 euro", Lang::En, None, true),
            ("$3,4507 and 1,200 jobs", Lang::En, None, false),
            ("10.000 jobs, 25.000 homes", Lang::En, None, true),
            ("10.000 jobs, 25.000 homes, 3.5%, 4.1%", Lang::En, None, false),
            ("$94.575 million, $7.575 million and $1.575 million", Lang::En, None, false),
        ] {
            assert_eq!(comma(text, lang, custom), expected, "{text}");
        }
    }
}
