//! The unit that the head of a column, the first cell of a row, or a caption tells of bare numbers: "Revenue (US$
//! million)", "Access (% of households)", "Spend £bn", "Millions of dollars", "n (%)".

use super::currency::resolve_code;
use super::quantity::{percent_name, stretch_name};
use super::unit::per_slash;
use super::{Cx, Style};
use crate::figure::Lang;
use crate::lexicon::{Currency, HeadWord, Lexicon, ScaleUse, Tags, UnitKind};
use rust_decimal::Decimal;

/// No head or label that tells a unit is longer, in bytes.
const LONGEST: usize = 160;

/// The unit of bare numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CellUnit {
    /// The power of ten by which it scales them.
    pub(super) exponent: u32,
    pub(super) of: Of,
    /// The base of a rate: "US$/t".
    pub(super) per: Option<String>,
}

impl CellUnit {
    /// A magnitude alone.
    pub(super) const fn scale(exponent: u32) -> Self {
        Self { exponent, of: Of::Scale, per: None }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Of {
    Money(String),
    Percent(&'static str),
    Duration(&'static str, Decimal),
    Measure(String, Decimal),
    /// Only the magnitude is said.
    Scale,
}

/// What words at a table say of its bare numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Says {
    /// Nothing.
    #[default]
    Nothing,
    /// Their unit.
    Unit(CellUnit),
    /// They are counts.
    Number,
    /// They are counts, each with its share in brackets behind it: "n (%)".
    Pair,
    /// A unit that is not understood: none is better than a wrong one.
    Unclear,
    /// They are codes.
    Key,
    /// They are dates.
    Date,
}

/// What a row's label says, and the name that it has beside its unit. "ALL", "Group B" and "Kg 2" are names.
pub(super) fn label<'a>(label: &'a str, style: Style, lexicon: &Lexicon) -> (&'a str, Says) {
    let label = label.trim();
    let symbol = label.len() < 4 && label.chars().all(char::is_alphabetic);
    if symbol { (label, Says::Nothing) } else { told(label, style, lexicon) }
}

/// What a head says, and the name that it has beside its unit.
pub(super) fn told<'a>(head: &'a str, style: Style, lexicon: &Lexicon) -> (&'a str, Says) {
    let words = Words { style, lexicon };
    let head = head.trim();
    if head.len() > LONGEST {
        return (head, Says::Nothing);
    }
    let (name, unit) = match words.unit_in(head) {
        Some((name, unit)) => (name, Some(unit)),
        None => (head, None),
    };
    let aged = unit.as_ref().is_some_and(|unit| matches!(unit.of, Of::Duration(..)));
    let says = if (unit.is_none() || aged) && words.is_key(name) {
        Says::Key
    } else if let Some(unit) = unit {
        words.says(name, unit)
    } else if words.is_unclear(head) {
        Says::Unclear
    } else if words.ends_as(head, HeadWord::Date) {
        Says::Date
    } else if words.counts(head) {
        Says::Number
    } else {
        Says::Nothing
    };
    (name, says)
}

/// What a caption or a heading over a table says of its numbers; it does so in brackets, behind a comma, or as a whole.
pub(super) fn caption(line: &str, style: Style, lexicon: &Lexicon) -> Says {
    let words = Words { style, lexicon };
    let line = line.trim().trim_end_matches(['.', ':']).trim_end();
    if line.len() > LONGEST {
        return Says::Nothing;
    }
    // "Grants (US$ million), 2021–22"
    let dated = line.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '/' | ' ' | ','));
    let line = if dated.len() < line.len() && !dated.is_empty() { dated } else { line };
    let inner = line.strip_prefix('(').and_then(|line| line.strip_suffix(')'));
    // "(All amounts in euros)" says nothing else.
    let scaled = |unit: &CellUnit| unit.exponent > 0 || inner.is_some() && matches!(unit.of, Of::Money(_));
    let inner = inner.unwrap_or(line);
    let behind = |mark: &str| inner.rsplit_once(mark).and_then(|(_, unit)| words.unit(unit)).filter(scaled);
    let bracket = || line.ends_with(')').then(|| words.unit_in(line)).flatten();
    if let Some((name, unit)) = bracket() {
        return words.says(name, unit);
    }
    let found = words.unit(inner).or_else(|| behind(", ")).or_else(|| behind(" in ")).or_else(|| behind(" en "));
    match found {
        Some(unit) => Says::Unit(unit),
        None if line.ends_with(')') && words.is_unclear(line) => Says::Unclear,
        None => Says::Nothing,
    }
}

/// What a line above a table calls its figures: "Table 2. Grants by district, 2021 (US$ million)" are grants by district.
pub(super) fn title<'a>(line: &'a str, style: Style, lexicon: &Lexicon) -> &'a str {
    let line = line.trim().trim_end_matches(['.', ':']).trim_end();
    let words = Words { style, lexicon };
    let numbered = line
        .split_once(['.', ':', '–', '—'])
        .filter(|(number, _)| number.len() < 20 && number.ends_with(|char: char| char.is_ascii_digit()));
    let line = numbered.map_or(line, |(_, rest)| rest).trim();
    let name = words.unit_in(line).map_or(line, |(name, _)| name);
    let end = name.find([',', ';', '(', ':']).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    let name = name.trim_end_matches(|char: char| !char.is_alphabetic()).trim();
    // "50-State Data" and "Overview" call nothing by name.
    let counts = numbered.is_some() || name.split(' ').any(|word| words.is_plural(word));
    if counts && !name.contains(|char: char| char.is_ascii_digit()) { name } else { "" }
}

/// The unit that words tell in brackets at their end: "Contributions so far (US$ million)".
pub(super) fn in_brackets(line: &str, style: Style, lexicon: &Lexicon) -> Option<CellUnit> {
    let line = line.trim();
    let words = line.ends_with(')') && !line.starts_with('(') && line.len() <= LONGEST;
    let (_, unit) = words.then(|| Words { style, lexicon }.unit_in(line)).flatten()?;
    Some(unit)
}

/// The code of the currency whose sign opens a cell: "$1,240", "(€12)"; and whether the cell holds no more.
pub(super) fn sign(cell: &str, style: Style, lexicon: &Lexicon) -> Option<(String, bool)> {
    let words = cell.trim_start_matches(['(', '-', '−', ' ']);
    let (length, currency) = lexicon.currencies.get(style.lang).at_start_where(words, Currency::heads)?;
    let (form, rest) = words.split_at_checked(length)?;
    let rest = rest.trim_start_matches(['(', '-', '−', ' ']);
    let number = rest.starts_with(|char: char| char.is_ascii_digit());
    // "ALL" alone is a word, and "L" a size.
    let symbol = form.contains(|char: char| !char.is_alphanumeric());
    let is_sign = !form.contains(char::is_lowercase) && (number || symbol && rest.is_empty());
    let cx = Cx { text: cell, style, lex: lexicon };
    is_sign.then(|| (resolve_code(&cx, &currency.code), rest.is_empty()))
}

/// What a bare number of a row with this label is in a column of money.
pub(super) fn beside_money(label: &str, style: Style, lexicon: &Lexicon) -> Beside {
    let words = Words { style, lexicon };
    let any = |role: HeadWord| label.split(' ').any(|word| words.is(word.trim_matches(['(', ')', ',', ':']), role));
    if any(HeadWord::Apart) {
        Beside::Unclear
    } else if any(HeadWord::Tally) {
        Beside::Tally
    } else if is_people(label, style, lexicon) || told(label, style, lexicon).1 == Says::Number {
        Beside::Count
    } else {
        Beside::Money
    }
}

/// What a bare number among money is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    Money,
    /// A count to which the magnitude holds that is told of the money: "Shares outstanding".
    Tally,
    /// A count of people.
    Count,
    /// A ratio, or a count to which the magnitude may hold or not.
    Unclear,
}

/// Whether a head names things that are counted, and no money: "Beds".
pub(super) fn is_things(name: &str, style: Style, lexicon: &Lexicon) -> bool {
    let noun = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    lexicon.words.is_plural(style.lang, &noun) && lexicon.words.money(style.lang, &noun).is_none()
}

/// What the unit of a row's own cell is.
pub(super) fn of_unit_cell(cell: &str, style: Style, lexicon: &Lexicon) -> Says {
    let words = Words { style, lexicon };
    let cell = cell.trim();
    match words.unit(cell) {
        Some(unit) => Says::Unit(unit),
        None if cell.is_empty() => Says::Nothing,
        None if words.is(cell, HeadWord::Number) || words.is_plural(cell) => Says::Number,
        None => Says::Unclear,
    }
}

/// Whether a head is one of a column of units.
pub(super) fn is_unit_head(head: &str, style: Style, lexicon: &Lexicon) -> bool {
    Words { style, lexicon }.is(head.trim(), HeadWord::Unit)
}

/// Whether a head is one of a column that may number the rows.
pub(super) fn is_running(head: &str, style: Style, lexicon: &Lexicon) -> bool {
    Words { style, lexicon }.is(head.trim(), HeadWord::Running)
}

/// Whether a head is a word for dates and nothing else: "Year", not "Year of birth".
pub(super) fn is_date(head: &str, style: Style, lexicon: &Lexicon) -> bool {
    Words { style, lexicon }.is(head.trim(), HeadWord::Date)
}

/// Whether the last word of a name is a noun for people.
pub(super) fn is_people(name: &str, style: Style, lexicon: &Lexicon) -> bool {
    let noun = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    lexicon.words.tags(style.lang, &noun).any(Tags::WHO)
}

/// Whether a head is one of a column of places.
pub(super) fn is_place(head: &str, style: Style, lexicon: &Lexicon) -> bool {
    Words { style, lexicon }.is(head.trim(), HeadWord::Place)
}

/// A single capital.
fn is_letter(words: &str) -> bool {
    words.len() == 1 && words.starts_with(char::is_uppercase)
}

#[derive(Clone, Copy)]
struct Words<'l> {
    style: Style,
    lexicon: &'l Lexicon,
}

impl Words<'_> {
    /// What a unit says behind these words; "Women, n" makes a count and its share of a percentage.
    fn says(self, name: &str, unit: CellUnit) -> Says {
        let last = name.rsplit([' ', ',']).next().unwrap_or_default();
        let counts = matches!(unit.of, Of::Percent(_)) && self.is(last, HeadWord::Number);
        if counts { Says::Pair } else { Says::Unit(unit) }
    }

    /// Whether these words are of that role.
    fn is(self, words: &str, role: HeadWord) -> bool {
        let found = self.lexicon.heads.get(self.style.lang).at_start_where(words, |&word| word == role);
        found.is_some_and(|(length, _)| length == words.len())
    }

    /// Whether a noun of that role is the head of these words: the last in English, the first in Spanish.
    fn ends_as(self, words: &str, role: HeadWord) -> bool {
        let heads = self.lexicon.heads.get(self.style.lang);
        let opening = words.split('(').next().unwrap_or_default().trim();
        match self.style.lang {
            Lang::En => heads.at_end_where(opening, |&word| word == role).is_some(),
            Lang::Es => heads.at_start_where(opening, |&word| word == role).is_some_and(|(length, _)| {
                let rest = opening.get(length..).unwrap_or_default().trim_start();
                rest.is_empty() || ["de ", "del ", "("].iter().any(|joint| rest.starts_with(joint))
            }),
        }
    }

    fn is_plural(self, words: &str) -> bool {
        let last = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
        self.lexicon.words.is_plural(self.style.lang, &last)
    }

    /// "Project ID", "Contract number", "Número de contrato".
    fn is_key(self, head: &str) -> bool {
        let numbers = |(length, _): (usize, &HeadWord)| head.get(length..).map(str::trim_start);
        let heads = self.lexicon.heads.get(self.style.lang);
        let noun = heads.at_end_where(head, |&word| word == HeadWord::Number).and_then(|(start, _)| head.get(..start));
        // "Berth no.", but "No." alone and "Schools no." may count.
        let short =
            heads.at_end_where(head, |&word| word == HeadWord::Running).and_then(|(start, _)| head.get(..start));
        let short = short.map(str::trim_end).is_some_and(|noun| !noun.is_empty() && !self.is_plural(noun));
        let behind = noun.map(str::trim_end).is_some_and(|noun| self.ends_as(noun, HeadWord::Numbered));
        let before =
            heads.at_start_where(head, |&word| word == HeadWord::Number).and_then(numbers).is_some_and(|rest| {
                let rest = ["de ", "del ", "of "].iter().find_map(|joint| rest.strip_prefix(joint)).unwrap_or(rest);
                self.ends_as(rest, HeadWord::Numbered)
            });
        self.ends_as(head, HeadWord::Key) || behind || before || short
    }

    /// "Number of clinics", "N.º de viviendas", "Schools (number)".
    fn counts(self, head: &str) -> bool {
        let bracket = head.rsplit_once('(').and_then(|(_, inside)| inside.strip_suffix(')'));
        let heads = self.lexicon.heads.get(self.style.lang);
        let opens = heads.at_start_where(head, |&word| word == HeadWord::Number).is_some_and(|(length, _)| {
            let rest = head.get(length..).unwrap_or_default();
            rest.is_empty() || [" of ", " de "].iter().any(|joint| rest.starts_with(joint))
        });
        opens || bracket.is_some_and(|words| self.is(words.trim(), HeadWord::Number))
    }

    /// Whether the words in brackets, or else the whole, speak of a unit that nothing here understands.
    fn is_unclear(self, head: &str) -> bool {
        let bracket = head.rsplit_once('(').map(|(_, inside)| inside.trim_end_matches(')'));
        let lang = self.style.lang;
        let (currencies, scales) = (self.lexicon.currencies.get(lang), self.lexicon.scales.get(lang));
        let units = self.lexicon.units.get(lang);
        let sign = |word: &str| {
            word.contains(['$', '%', '='])
                || word.starts_with(|c: char| !c.is_alphanumeric())
                    && currencies.at_start_where(word, Currency::heads).is_some()
        };
        let magnitude = |word: &str| {
            let stem = word.trim_end_matches('s').trim_end_matches('e');
            [word, word.trim_end_matches('s'), stem].iter().any(|word| {
                scales
                    .at_start_where(word, |scale| scale.use_ == ScaleUse::Word)
                    .is_some_and(|(length, _)| length == word.len())
            })
        };
        let bare = |text: &str, is: &dyn Fn(&str) -> bool| {
            text.split(' ').any(|word| is(word.trim_matches(['(', ')', ',', ';'])))
        };
        let short = |word: &str| {
            let found = scales.at_start_where(word, |scale| scale.use_ != ScaleUse::Word);
            word.len() > 1 && found.is_some_and(|(length, _)| length == word.len())
        };
        let words = |text: &str| text.split(' ').any(sign) || bare(text, &magnitude);
        // "Cases per 100,000"
        let based = [" per ", " por cada "]
            .iter()
            .any(|per| head.split_once(per).is_some_and(|(_, base)| base.starts_with(|c: char| c.is_ascii_digit())));
        let Some(bracket) = bracket else { return words(head) || based };
        let first = bracket.split(' ').next().unwrap_or_default();
        // "t/ha", "per 1,000", "tCO2e", "kt"
        let rate = bracket.split(['/']).all(|part| part.starts_with(char::is_alphabetic)) && bracket.contains('/')
            || ["per ", "por "].iter().any(|per| bracket.starts_with(per))
            || [" per ", " por "].iter().any(|per| bracket.contains(per));
        let code = currencies.at_start_where(first, Currency::heads).is_some_and(|(length, _)| length == first.len());
        let unit = units.at_start(bracket).is_some() && first.len() > 1;
        let mixed = !bracket.contains(' ')
            && bracket.starts_with(char::is_alphabetic)
            && bracket.chars().skip(1).any(|c| c.is_uppercase() || c.is_numeric())
            && bracket.chars().any(char::is_lowercase);
        // "Revenue (M)", but "Male (M)"
        let magnitude = is_letter(bracket) && !head.starts_with(bracket) && scales.at_start(bracket).is_some();
        // "(mn LCU)"
        let shortened = bracket.contains(' ') && bare(bracket, &short);
        words(head) || shortened || rate || code || unit || mixed || first == "m" || magnitude
    }

    /// The unit in brackets, behind a comma or "in", at either end of a head, or that the whole head is; and the words
    /// before or behind it.
    fn unit_in(self, head: &str) -> Option<(&str, CellUnit)> {
        let mut before = head;
        while let Some((name, inside)) = before.rsplit_once('(') {
            let inside = inside.split(')').next().unwrap_or_default().trim();
            if let Some(unit) = self.bracket(name.trim_end(), inside) {
                return Some((name.trim_end(), unit));
            }
            before = name;
        }
        // "Second", "Foot": a word alone in the singular is as often no unit, and "All", "B" are none.
        let word = head.chars().all(char::is_alphabetic);
        let function = || self.lexicon.words.tags(self.style.lang, &head.to_lowercase()) != Tags::default();
        let alone = |unit: &CellUnit| {
            let symbol = (2..4).contains(&head.len()) || matches!(unit.of, Of::Money(_)) && head.len() < 6;
            !word || self.is_plural(head) || symbol && !function()
        };
        if let Some(unit) = self.unit(head).filter(alone) {
            return Some(("", unit));
        }
        let behind = |mark: &str| {
            let (name, unit) = head.rsplit_once(mark)?;
            Some((name, self.unit(unit).filter(|_| !is_letter(unit))?))
        };
        let found = behind(", ").or_else(|| behind(" in ")).or_else(|| behind(" en "));
        found.or_else(|| self.unit_at_end(head)).or_else(|| self.unit_at_start(head))
    }

    /// "(m)" are metres of roads, but millions of people; of other things it may be either. "Male (M)" is a name.
    fn bracket(self, name: &str, inside: &str) -> Option<CellUnit> {
        if inside != "m" {
            return self.unit(inside).filter(|_| !is_letter(inside));
        }
        let noun = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        if is_people(name, self.style, self.lexicon) {
            return Some(CellUnit::scale(6));
        }
        self.unit(inside).filter(|_| !self.is_plural(&noun))
    }

    /// "Spend £bn", "Budget US$ million", "Share %": from a sign or a code of money on.
    fn unit_at_end(self, head: &str) -> Option<(&str, CellUnit)> {
        let marked = |words: &str| {
            let first = words.split(' ').next().unwrap_or_default();
            !first.contains(char::is_lowercase) || first.starts_with(|c: char| !c.is_alphanumeric())
        };
        head.match_indices(' ').find_map(|(at, _)| {
            let (name, words) = (head.get(..at)?, head.get(at + 1..)?);
            let money = |unit: &CellUnit| matches!(unit.of, Of::Money(_) | Of::Percent(_));
            Some((name, self.unit(words).filter(|unit| marked(words) && money(unit))?))
        })
    }

    /// "US$ million committed", "$ invested".
    fn unit_at_start(self, head: &str) -> Option<(&str, CellUnit)> {
        let signed = head.split(' ').next().is_some_and(|first| first.ends_with(|c: char| !c.is_alphanumeric()));
        head.match_indices(' ').rev().filter(|_| signed).find_map(|(at, _)| {
            let (words, name) = (head.get(..at)?, head.get(at + 1..)?);
            let said = name.starts_with(char::is_lowercase);
            Some((name, self.unit(words).filter(|_| said)?))
        })
    }

    /// A unit that these words are and nothing else; what a share or a measure is of may follow.
    fn unit(self, words: &str) -> Option<CellUnit> {
        let lang = self.style.lang;
        let cx = Cx { text: words, style: self.style, lex: self.lexicon };
        let (currencies, units) = (self.lexicon.currencies.get(lang), self.lexicon.units.get(lang));
        let nothing = CellUnit::scale(0);
        let mut found = nothing.clone();
        let mut rest = words.trim();
        while !rest.is_empty() {
            let heads = self.lexicon.heads.get(lang);
            let aside = heads.at_start_where(rest, |&word| word == HeadWord::Aside).is_some();
            if found != nothing && (aside || rest.starts_with([',', ';'])) {
                // "current US$, billions", but "US$ million, 2015 prices"
                let after = rest.trim_start_matches([',', ';', ' ']);
                if found.exponent > 0 || aside || self.scale(after).is_none() {
                    break;
                }
                rest = after;
            }
            // "US$/t", "€ per hour"
            if matches!(found.of, Of::Money(_)) && (rest.starts_with('/') || rest.starts_with("per ")) {
                found.per = Some(self.base(rest)?);
                break;
            }
            // "USDm"
            let code = || rest.get(..3).and_then(|code| currencies.at_start_where(code, Currency::heads));
            let currency =
                currencies.at_start_where(rest, Currency::heads).or_else(code).filter(|_| found.of == Of::Scale);
            let currency = currency.filter(|&(length, _)| self.ends(rest, length));
            // "miles de millones"
            let scale = self.scale(rest).filter(|&(_, power)| found.exponent == 0 || (found.exponent, power) == (3, 6));
            let length = if let Some((length, exponent)) = scale.filter(|_| !is_measure(rest, &found)) {
                found.exponent += exponent;
                length
            } else if let Some((length, currency)) = currency {
                found.of = Of::Money(resolve_code(&cx, &currency.code));
                found.exponent += u32::try_from(currency.exponent).ok()?;
                length
            } else if let Some(length) = self.filler(rest) {
                length
            } else if found.exponent > 0
                && found.of == Of::Scale
                && units.at_start(rest).is_none()
                && self.is_noun(rest)
            {
                break;
            } else {
                let (length, unit) = units.at_start(rest).filter(|_| found.of == Of::Scale)?;
                // "% of households", "tons of maize", but "M$" is no metre, and "t/ha" a rate.
                let behind = rest.get(length..)?.trim_start();
                let closed = behind.is_empty() || [",", "of ", "de "].iter().any(|mark| behind.starts_with(mark));
                let letter = length == 1 && rest.starts_with(char::is_uppercase);
                let rate = behind.starts_with('/') || behind.starts_with("per ");
                if letter || rate || !closed && unit.kind != UnitKind::Percent {
                    return None;
                }
                found.of = match unit.kind {
                    UnitKind::Percent => Of::Percent(percent_name(&unit.name)),
                    UnitKind::Duration => Of::Duration(stretch_name(&unit.name)?, unit.factor),
                    UnitKind::Between | UnitKind::Base | UnitKind::Extent => return None,
                    _ => Of::Measure(unit.name.clone(), unit.factor),
                };
                break;
            };
            rest = rest.get(length..)?.trim_start();
        }
        (found != nothing).then_some(found)
    }

    /// The base of the rate that these words tell, and nothing else: "/t", "per month".
    fn base(self, words: &str) -> Option<String> {
        let text = words.strip_prefix("per ").map_or_else(|| words.to_owned(), |base| format!("/{base}"));
        let cx = Cx { text: &text, style: self.style, lex: self.lexicon };
        let (base, span) = per_slash(&cx, &text)?;
        (span.end == text.len()).then_some(base)
    }

    /// Whether a currency's form ends after `length` bytes: where the word does, or a magnitude is glued to it.
    fn ends(self, rest: &str, length: usize) -> bool {
        let after = rest.get(length..).unwrap_or_default();
        !after.starts_with(char::is_alphanumeric) || self.scale(after).is_some()
    }

    /// The magnitude at the beginning of `rest`: "millions", "mn", "'000".
    fn scale(self, rest: &str) -> Option<(usize, u32)> {
        let thousands =
            ["'000s", "’000s", "'000", "’000", "‘000", "000s", "000's", "000", "1,000s", "1,000", "1000", "1 000"];
        let closed = |length: usize| {
            !rest.get(length..).unwrap_or_default().starts_with(|c: char| c.is_ascii_digit() || c == ',')
        };
        if let Some(form) = thousands.iter().find(|form| rest.starts_with(**form) && closed(form.len())) {
            return Some((form.len(), 3));
        }
        let scales = self.lexicon.scales.get(self.style.lang);
        let word = rest.split(|c: char| !c.is_alphabetic()).next().filter(|word| !word.is_empty())?;
        let lower = word.to_lowercase();
        let named = ["", "s", "es"].iter().find_map(|end| {
            let stem = lower.strip_suffix(end)?;
            let (length, scale) = scales.at_start_where(stem, |scale| scale.use_ == ScaleUse::Word)?;
            (length == stem.len()).then_some((word.len(), scale.exponent))
        });
        // "M$" is thousands in some countries, millions in others.
        let dollar = word == "M" && rest.get(1..).is_some_and(|after| after.trim_start().starts_with('$'));
        let short = || {
            let (length, scale) = scales.at_start_where(rest, |scale| scale.use_ != ScaleUse::Word)?;
            (length >= word.len()).then_some((length, scale.exponent))
        };
        named.or_else(|| short().filter(|_| !dollar))
    }

    /// A word that says nothing of the unit, or the year whose prices are meant.
    fn filler(self, rest: &str) -> Option<usize> {
        let heads = self.lexicon.heads.get(self.style.lang);
        let word = heads.at_start_where(rest, |&word| word == HeadWord::Filler).map(|(length, _)| length);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let year = (digits == 4 && rest.get(4..)?.starts_with(' ')).then_some(4);
        word.or(year)
    }

    /// "thousand persons", "millions of people": what the magnitude counts.
    fn is_noun(self, rest: &str) -> bool {
        !rest.contains(' ') && rest.chars().all(char::is_alphabetic) && self.is_plural(rest)
    }
}

/// "m" and "mm" behind a currency are magnitudes, else metres and millimetres, as "t" is a ton.
fn is_measure(rest: &str, found: &CellUnit) -> bool {
    let short =
        rest.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| matches!(word, "m" | "mm" | "t" | "b"));
    short && found.of == Of::Scale && !rest.get(1..).is_some_and(|after| after.starts_with('€'))
}
