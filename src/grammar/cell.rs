//! The bare numbers of a table, in the unit that their column, row or caption tells (see `head`): "3.5" under "Budget (US$
//! million)", "(4.2)" under "Change (%)", "45 (23.4)" under "n (%)".

use super::column::{Heads, cells};
use super::count::looks_like_year;
use super::head::{self, Beside, CellUnit, Of, Says, label, told};
use super::lone::{Lone, lone};
use super::numeral::Reads;
use super::{Amount, Cx, Mention, Reading, Style};
use crate::figure::Modifier;
use crate::lexicon::Lexicon;
use crate::span::Span;
use rust_decimal::Decimal;

/// The rule of a figure whose unit its row tells, or a line above the row.
pub(crate) const ROW_UNIT: &str = "table.row_unit";

/// An amount from a million on is written out, whatever the head says.
const WRITTEN_OUT: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// The figures of a line over a table: no base of its rates, as in "Deaths (per 1,000)".
pub(crate) fn in_caption(mentions: Vec<Mention>, line: &str) -> Vec<Mention> {
    mentions.into_iter().filter(|mention| !is_base(line, mention)).collect()
}

/// The figures of a head row: no numbers of its units, as in "Households ('000)", and none that only name a column.
pub(crate) fn in_head(mentions: Vec<Mention>, header: &str, style: Style, lexicon: &Lexicon) -> Vec<Mention> {
    let cells: Vec<(Span, Says)> =
        cells(header).into_iter().map(|cell| (cell, told(cell.of(header), style, lexicon).1)).collect();
    let is_figure = |mention: &Mention| {
        let cell = cells.iter().find(|(cell, _)| cell.contains(mention.span));
        if is_base(header, mention) {
            return false;
        }
        match (&mention.reading, cell) {
            (Reading::Date(_), _) | (_, None) => true,
            (_, Some((_, Says::Unit(_) | Says::Pair))) => false,
            (Reading::Count { .. }, Some((cell, says))) => *says == Says::Nothing && *cell != mention.span,
            // "Share of the $2 million award"
            _ => true,
        }
    };
    mentions.into_iter().filter(is_figure).collect()
}

/// Whether a row that stands first holds numbers, and so is no head.
pub(crate) fn is_row(row: &str, style: Style, lexicon: &Lexicon) -> bool {
    let cx = Cx { text: row, style, lex: lexicon };
    let number = |cell: &Span| {
        let lone = lone(&cx, *cell, cell.start, Reads::default()).filter(|lone| !looks_like_year(lone.span.of(row)))?;
        Some(lone.amount.value)
    };
    let cells = cells(row);
    let numbers: Vec<Decimal> = cells.iter().skip(1).filter_map(number).collect();
    // "| Grade | 1 | 2 | 3 |"
    let counts_up = numbers.len() > 1 && numbers.windows(2).all(|pair| pair[1] - pair[0] == Decimal::ONE);
    !numbers.is_empty() && !counts_up && cells.first().is_some_and(|cell| number(cell).is_none())
}

/// Whether a row only tells the units of the columns under the heads above it: "| | (number) | US$ million |".
pub(crate) fn is_units(row: &str, style: Style, lexicon: &Lexicon) -> bool {
    let mut cells = cells(row).into_iter().skip(1).map(|cell| cell.of(row)).filter(|cell| !cell.is_empty()).peekable();
    cells.peek().is_some()
        && cells.all(|cell| {
            matches!(head::of_unit_cell(inner(cell), style, lexicon), Says::Unit(_))
                || matches!(told(cell, style, lexicon), (_, Says::Number))
                || head::is_running(cell, style, lexicon)
        })
}

/// A cell without brackets around all of it.
pub(super) fn inner(cell: &str) -> &str {
    cell.strip_prefix('(').and_then(|cell| cell.strip_suffix(')')).unwrap_or(cell)
}

/// "| ($1,555) |": the accountant's bracket around all of a cell is a minus, the sign of the currency inside it or not.
fn bracketed_money(row: &str, cell: Span, own: &mut [Mention]) {
    let inner = cell.of(row).strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    if let ([mention], Some(inner)) = (own, inner)
        && mention.span.of(row) == inner
        && let Reading::Money { amount, .. } = &mut mention.reading
        && amount.max.is_none()
        && amount.value.is_sign_positive()
    {
        amount.value = -amount.value;
        mention.span = cell;
    }
}

/// The mentions of a table's row in the unit that its column, its own unit cell, its label, the line across the table
/// above it or the caption tells; the words of units that are not understood go to `unread`, once for each number.
///
/// `row` is the text of the row, cells parted by `|`; spans are bytes of it.
pub(crate) fn in_table(
    mentions: Vec<Mention>,
    row: &str,
    heads: &Heads,
    lexicon: &Lexicon,
    unread: &mut Vec<String>,
) -> Vec<Mention> {
    let style = heads.style;
    let cx = Cx { text: row, style, lex: lexicon };
    let cells = cells(row);
    // Labels may stand in several columns: "| North | Revenue (US$ million) | 4.1 |".
    let number = |cell: &Span| {
        let opens = |mention: &Mention| cell.contains(mention.span) && mention.span.start <= cell.start + 4;
        let told = |mention: &Mention| !matches!(mention.reading, Reading::Date(_)) && opens(mention);
        let words = cell.of(row).trim_start_matches(|char: char| !char.is_alphanumeric());
        words.starts_with(|char: char| char.is_ascii_digit()) || mentions.iter().any(told)
    };
    let end = cells.iter().skip(1).position(number).map_or(cells.len(), |end| end + 1);
    let labels = cells.iter().take(end).enumerate().rev();
    let labels = labels.filter(|(index, _)| heads.units != Some(*index)).map(|(_, cell)| cell.of(row));
    let labels = labels.filter(|words| head::sign(words, style, lexicon).is_none_or(|(_, alone)| !alone));
    let labels = labels.chain(std::iter::once(heads.row.label.as_str()));
    let mut said = labels.map(|words| (label(words, style, lexicon), words));
    let ((name, says), words) = said.find(|((_, says), _)| *says != Says::Nothing).unwrap_or_default();
    // "| Lira | 36 |" under "Town | Beds": the name of a currency alone may be that of a town.
    let is_money = matches!(&says, Says::Unit(unit) if matches!(unit.of, Of::Money(_)));
    let plural = lexicon.words.is_plural(style.lang, &words.to_lowercase());
    let named = is_money && name.is_empty() && words.contains(char::is_lowercase) && !words.contains(' ') && !plural;
    // "| €400–€799 | 3,345 |": amounts of their own tell no unit of others.
    let holds =
        |mention: &Mention| words.contains(mention.span.of(row)) && !matches!(mention.reading, Reading::Date(_));
    let says = if mentions.iter().any(holds) { Says::Nothing } else { says };
    let label = (says, words);
    let first = cells.first().map_or("", |cell| cell.of(row));
    let first = if first.is_empty() { heads.row.label.as_str() } else { first };
    let unit_cell = heads.units.and_then(|index| cells.get(index)).map_or("", |cell| cell.of(row));
    let unit_cell = (head::of_unit_cell(unit_cell, style, lexicon), unit_cell);
    let none = (Says::Nothing, "");
    let mut rest = mentions.into_iter().peekable();
    let mut out = Vec::with_capacity(rest.len());
    let mut sign: Option<(String, Vec<Mention>)> = None;
    for (index, &cell) in cells.iter().enumerate() {
        let own = std::iter::from_fn(|| rest.next_if(|mention| mention.span.start < cell.end));
        let mut own: Vec<Mention> = own.filter(|mention| !is_base(row, mention)).collect();
        bracketed_money(row, cell, &mut own);
        // "| $ | 4,512 |": what the sign opens ends in the next cell.
        if let Some((code, true)) = head::sign(cell.of(row), style, lexicon).filter(|_| index > 0) {
            sign = Some((code, own));
            continue;
        }
        let (code, opened) = sign.take().unzip();
        // "| (1,935 | ) |"
        let open = cell.of(row).starts_with('(') && !cell.of(row).contains(')');
        let closed = cells.get(index + 1).is_some_and(|next| matches!(next.of(row), ")" | ")%"));
        let span = opened.iter().flatten().fold(cell, |cell, mention| cell.join(mention.span));
        own.splice(0..0, opened.unwrap_or_default());
        let column = heads.columns.get(index);
        let head = column.map_or((&none.0, none.1), |column| (&column.says, column.head.as_str()));
        // What is said over the table holds for no rate: "Loss per share".
        let rate = [first, heads.row.section_words.as_str()].into_iter().any(is_rate)
            || column.is_some_and(|column| is_rate(&column.name));
        let over = if rate && heads.over != Says::Nothing { &Says::Unclear } else { &heads.over };
        let section = (&heads.row.section, heads.row.section_words.as_str());
        let things = named && column.is_some_and(|column| !column.how && head::is_things(&column.name, style, lexicon));
        let label = (if things { &none.0 } else { &label.0 }, label.1);
        let others = [head, (&unit_cell.0, unit_cell.1), label, section, (over, &heads.over_words)];
        // The first column has labels: only its own head speaks of them, as of a column of dates.
        let own_head = index == 0 || *head.0 == Says::Date;
        let (says, words) = if own_head { head } else { first_said(&others) };
        // "| Phone | 555 0199 |"
        let told_by_head = std::ptr::eq(says, head.0) || std::ptr::eq(says, over);
        let rule = if told_by_head { "table.unit" } else { ROW_UNIT };
        let is_code = *head.0 == Says::Key || heads.columns.is_empty() && index > 0 && *label.0 == Says::Key;
        if is_code || is_ratio(cell.of(row)) {
            continue;
        }
        let among = among_money(says, first, code, column.and_then(|column| column.money.as_ref()), style, lexicon);
        let says = among.as_ref().unwrap_or(says);
        let dated = |says: &Says| *says == Says::Date;
        let years = dated(head.0) || dated(label.0) || column.is_none_or(|column| column.years);
        let brackets = match column {
            _ if open && closed => Brackets::Open,
            Some(column) if column.bracketed => Brackets::Plain,
            _ => Brackets::Minus,
        };
        let named = column.filter(|column| !column.how && !column.name.is_empty());
        let named = named.map_or(cells.first().map_or("", |cell| cell.of(row)), |column| column.name.as_str());
        let people = head::is_people(named, style, lexicon);
        if *says == Says::Unclear && lone(&cx, cell, cell.start, Reads::default()).is_some() {
            unread.push(words.to_owned());
        }
        out.extend(Cell { cx, span, says, years, brackets, rule, people }.read(own));
    }
    out
}

/// What bare numbers are where the sign of a currency stands in the cell before them, or at others of their column and
/// only a magnitude is told: "$1,240" over "96" under "(in millions)". None where what is said holds.
fn among_money(
    says: &Says,
    label: &str,
    sign: Option<String>,
    column: Option<&String>,
    style: Style,
    lexicon: &Lexicon,
) -> Option<Says> {
    let exponent = match says {
        Says::Unit(unit) if unit.of == Of::Scale => unit.exponent,
        Says::Nothing | Says::Number => 0,
        _ => return None,
    };
    let money = |code: &String| Says::Unit(CellUnit { of: Of::Money(code.clone()), ..CellUnit::scale(exponent) });
    if let Some(code) = sign {
        return Some(money(&code));
    }
    let code = column.filter(|_| exponent > 0)?;
    match head::beside_money(label, style, lexicon) {
        Beside::Money => Some(money(code)),
        Beside::Tally => None,
        Beside::Count => Some(Says::Nothing),
        Beside::Unclear => Some(Says::Unclear),
    }
}

/// The figures of words in which a bare number stands in the unit that the words over them tell: an item "Norway: 12.5"
/// under "Contributions (US$ million):", a line "-4,500" under "Net result (EUR)".
pub(crate) fn under_unit(
    mentions: Vec<Mention>,
    text: &str,
    over: &str,
    style: Style,
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let marks = [": ", " – ", " — ", " - "];
    let start = marks.iter().filter_map(|mark| Some(text.rfind(mark)? + mark.len())).max().unwrap_or(0);
    let span = Span::new(start, text.trim_end_matches(['.', ';', ',', ' ']).len().max(start));
    let cx = Cx { text, style, lex: lexicon };
    let over = over.trim().trim_end_matches(':');
    let unit = lone(&cx, span, span.start, Reads::default()).and_then(|_| head::in_brackets(over, style, lexicon));
    let Some(unit) = unit else { return mentions };
    let says = &Says::Unit(unit);
    let (mut out, own): (Vec<Mention>, Vec<Mention>) =
        mentions.into_iter().partition(|mention| mention.span.start < span.start);
    let people = head::is_people(over, style, lexicon);
    out.extend(Cell { cx, span, says, years: false, brackets: Brackets::Minus, rule: ROW_UNIT, people }.read(own));
    out
}

/// A head row with the letters behind its years left out: "2023e", "FY24E", "2022 (p)".
pub(crate) fn plain_years(row: &str) -> String {
    let mut plain = row.as_bytes().to_vec();
    for cell in cells(row) {
        let words = cell.of(row);
        let start = words.find(|char: char| char.is_ascii_digit()).unwrap_or(words.len());
        let (before, rest) = words.split_at(start);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let fiscal =
            before.trim_end().len() == 2 && before.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b' ');
        let year = before.is_empty() && digits == 4 && looks_like_year(&rest[..4]) || fiscal && matches!(digits, 2 | 4);
        let tail = rest.get(digits..).unwrap_or_default();
        let mark = tail.trim_start().trim_start_matches('(');
        let skipped = tail.len() - mark.len();
        let open =
            skipped == 0 || tail.trim_start().starts_with('(') && mark.get(1..).is_some_and(|end| end.starts_with(')'));
        let letter = mark.starts_with(['a', 'b', 'e', 'f', 'p', 'r', 'A', 'B', 'E', 'F', 'P', 'R']);
        let closed = mark.get(1..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if year && open && letter && closed {
            let at = cell.start + start + digits;
            let end = at + skipped + 1 + usize::from(skipped > 0);
            plain[at..end].fill(b' ');
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| row.to_owned())
}

/// The first of these that says anything of what bare numbers are.
fn first_said<'a>(says: &[(&'a Says, &'a str)]) -> (&'a Says, &'a str) {
    let silent = |says: &Says| matches!(says, Says::Nothing | Says::Date | Says::Key);
    says.iter().find(|(says, _)| !silent(says)).copied().unwrap_or((&Says::Nothing, ""))
}

/// "Loss per share"
fn is_rate(words: &str) -> bool {
    [" per ", " por "].iter().any(|per| words.contains(per))
}

/// "per 100,000 births", "per 100 kg": a number that others are measured by.
fn is_base(text: &str, mention: &Mention) -> bool {
    let before = text.get(..mention.span.start).unwrap_or_default();
    matches!(mention.reading, Reading::Count { .. } | Reading::Measure { .. })
        && ["per ", "por ", "por cada "].iter().any(|per| before.ends_with(per))
}

/// "45/120", "30 of 60", "3 : 1".
fn is_ratio(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    ["/", ":", " of ", " out of ", " de "].iter().any(|mark| {
        let Some((part, whole)) = cell.split_once(mark) else { return false };
        let dated = part.trim().len() == 4 && *mark == "/";
        digits(part.trim()) && digits(whole.trim()) && !dated
    })
}

/// A cell of a table.
struct Cell<'a> {
    cx: Cx<'a>,
    span: Span,
    says: &'a Says,
    years: bool,
    brackets: Brackets,
    /// Who tells the unit.
    rule: &'static str,
    /// People are counted: "1.2m" are millions.
    people: bool,
}

/// What a bracket around a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Brackets {
    /// A minus.
    Minus,
    /// Nothing: each number of the column has one.
    Plain,
    /// A minus that the next cell closes.
    Open,
}

impl Cell<'_> {
    /// The figures of the cell; `own` are those that it would give as prose.
    fn read(&self, own: Vec<Mention>) -> Vec<Mention> {
        let start = own
            .first()
            .and_then(|first| first.modifier_span)
            .map_or(self.span.start, |words| if words.start == self.span.start { words.end } else { self.span.start });
        let dated = |lone: &Lone| {
            let stretch = !matches!(self.says, Says::Unit(unit) if !matches!(unit.of, Of::Duration(..)));
            looks_like_year(lone.span.of(self.cx.text)) && self.years && stretch
        };
        let wordless = |mention: &Mention| matches!(mention.reading, Reading::Count { .. } | Reading::Date(_));
        let money = matches!(self.says, Says::Unit(unit) if matches!(unit.of, Of::Money(_)));
        let reads = Reads { money, ..Reads::default() };
        let lone = if self.brackets == Brackets::Open {
            let inner = Span::new(self.span.start + 1, self.span.end);
            lone(&self.cx, inner, inner.start, reads).map(|lone| Lone { in_brackets: true, ..lone })
        } else {
            lone(&self.cx, self.span, start, reads)
        };
        match lone {
            // "3.5m" of money are no metres.
            Some(lone) if (own.iter().all(wordless) || money && lone.exponent > 0) && !dated(&lone) => {
                self.number(&lone, own)
            }
            _ => self.prose(own),
        }
    }

    /// A number that stands alone.
    fn number(&self, lone: &Lone, own: Vec<Mention>) -> Vec<Mention> {
        let unit = match self.says {
            Says::Unit(unit) => Some(unit),
            Says::Unclear => return Vec::new(),
            _ => None,
        };
        // What prose does not take for a figure is none here either, unless the head tells what it is.
        if own.is_empty() && unit.is_none() && *self.says != Says::Pair && !lone.noted {
            return Vec::new();
        }
        let share = unit.is_some_and(|unit| matches!(unit.of, Of::Percent(_)));
        // "5.6 (1.2)" under "Growth (%)": which of them is the growth?
        if share && lone.bracket.is_some() {
            return Vec::new();
        }
        let money = unit.is_some_and(|unit| matches!(unit.of, Of::Money(_)));
        let mut amount = lone.amount;
        if lone.in_brackets && (money || self.brackets != Brackets::Plain) {
            amount.value = -amount.value;
        }
        let span = if lone.in_brackets && amount.value.is_sign_negative() { self.span } else { lone.span };
        let mut own = own.into_iter();
        let first = own.next();
        let prose = first.unwrap_or(Mention {
            span,
            reading: Reading::Count { amount },
            modifier: Modifier::Exact,
            modifier_span: None,
            change: None,
            change_span: None,
            per: None,
            rule: "table.number",
        });
        let bare = Mention { span, reading: Reading::Count { amount }, ..prose };
        let mut out = match unit {
            None => vec![bare],
            Some(unit) => self.told(&bare, unit, lone.exponent).into_iter().collect(),
        };
        if let Some((span, amount)) = lone.bracket.filter(|_| *self.says == Says::Pair) {
            let reading = Reading::Percent { amount, unit: "%" };
            let (modifier, modifier_span) = (Modifier::Exact, None);
            out.push(Mention {
                span,
                reading,
                modifier,
                modifier_span,
                change: None,
                change_span: None,
                per: None,
                rule: self.rule,
            });
        }
        // "12 (2021)"
        out.extend(own.filter(|other| matches!(other.reading, Reading::Date(_))));
        out
    }

    /// The mention in a unit that is told.
    fn told(&self, mention: &Mention, unit: &CellUnit, own: u32) -> Option<Mention> {
        let reading = scaled(mention, unit, own)?;
        let per = mention.per.clone().or_else(|| Some((unit.per.clone()?, Span::default())));
        Some(Mention { reading, per, rule: self.rule, ..mention.clone() })
    }

    /// Words and their figures: only a number that opens the cell and has no words of its own takes the head's unit.
    fn prose(&self, own: Vec<Mention>) -> Vec<Mention> {
        let alone = own.first().is_some_and(|first| {
            let span = first.modifier_span.map_or(first.span, |words| words.join(first.span));
            let around = [Span::new(self.span.start, span.start), Span::new(span.end, self.span.end)];
            let words =
                |span: Span| span.of(self.cx.text).split(|c: char| !c.is_alphanumeric()).any(|word| word.len() > 1);
            span.start >= self.span.start && span.end <= self.span.end && !around.into_iter().any(words)
        });
        let reread = |mention: Mention| {
            let count = matches!(mention.reading, Reading::Count { .. });
            let letters = mention.span.of(self.cx.text).trim_start_matches(|c: char| !c.is_ascii_digit());
            if let Reading::Measure { amount, unit } = &mention.reading
                && self.people
                && alone
                && unit == "meter"
                && letters.ends_with('m')
                && letters.trim_end_matches('m').ends_with(|c: char| c.is_ascii_digit())
            {
                let bare = Mention { reading: Reading::Count { amount: *amount }, ..mention };
                return scaled(&bare, &CellUnit::scale(6), 0).map(|reading| Mention {
                    reading,
                    rule: "table.unit",
                    ..bare
                });
            }
            match self.says {
                Says::Unclear if alone && count => None,
                Says::Unit(unit) if alone && !letters.contains(char::is_alphabetic) => {
                    self.told(&mention, unit, 0).or(Some(mention))
                }
                _ => Some(mention),
            }
        };
        own.into_iter().filter_map(reread).collect()
    }
}

/// The reading under this unit, of a number with a magnitude of its own or none (0); none where the number tells
/// another unit itself.
fn scaled(mention: &Mention, unit: &CellUnit, own: u32) -> Option<Reading> {
    let exponent = if own > 0 { 0 } else { unit.exponent };
    let times = |amount: &Amount, factor: Decimal| {
        let power = Decimal::from(10_i64.checked_pow(exponent)?).checked_mul(factor)?;
        let grow = |value: Decimal| value.checked_mul(power).map(|value| value.normalize());
        let max = match amount.max {
            Some(max) => Some(grow(max)?),
            None => None,
        };
        Some(Amount { value: grow(amount.value)?, max, decimals: amount.decimals - i32::try_from(exponent).ok()? })
    };
    Some(match (&mention.reading, &unit.of) {
        (Reading::Count { amount }, Of::Money(code)) => {
            Reading::Money { amount: times(amount, Decimal::ONE)?, currency: code.clone() }
        }
        (Reading::Count { amount }, Of::Percent(unit)) => {
            Reading::Percent { amount: times(amount, Decimal::ONE)?, unit }
        }
        (Reading::Count { amount }, Of::Duration(unit, factor)) => {
            Reading::Duration { amount: times(amount, *factor)?, unit }
        }
        (Reading::Count { amount }, Of::Measure(unit, factor)) => {
            Reading::Measure { amount: times(amount, *factor)?, unit: unit.clone() }
        }
        (Reading::Count { amount }, Of::Scale) => Reading::Count { amount: times(amount, Decimal::ONE)? },
        // "$2,800" under "Deficit ($ billions)"
        (Reading::Money { amount, currency }, Of::Money(_) | Of::Scale)
            if exponent > 0 && amount.value < WRITTEN_OUT =>
        {
            Reading::Money { amount: times(amount, Decimal::ONE)?, currency: currency.clone() }
        }
        _ => return None,
    })
}
