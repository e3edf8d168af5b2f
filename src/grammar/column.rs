//! What stands around the numbers of a table: the heads of its columns and the lines above it, read once for all its rows.

use super::cell::{inner, is_units};
use super::count::looks_like_year;
use super::head::{self, Of, Says, caption, told};
use super::{DateReading, Mention, Reading, Style, resolve};
use crate::figure::{Modifier, Period};
use crate::lexicon::{Lexicon, Tags};
use crate::span::Span;

/// A head row of a table.
#[derive(Debug, Clone)]
pub(crate) struct HeadRow<'a> {
    /// Its cells, parted by `|`.
    pub(crate) text: &'a str,
    /// Its figures.
    pub(crate) dates: Vec<Mention>,
    /// For each column of the table the cell that heads it; none where a row above has said it.
    pub(crate) cells: Vec<Option<usize>>,
}

/// What stands around the rows of a table.
#[derive(Debug, Clone)]
pub(crate) struct Around<'a> {
    /// The head rows, none where the first row is one like the others.
    pub(crate) heads: &'a [HeadRow<'a>],
    /// The lines right above the table, the nearest first.
    pub(crate) above: &'a [&'a str],
    /// The time that the nearest tells.
    pub(crate) period: Option<Period>,
    /// The document's date.
    pub(crate) published: Option<&'a Period>,
}

/// What the heads of a table tell, column by column: read once for all its rows.
#[derive(Debug, Clone)]
pub struct Heads {
    pub(super) columns: Vec<Column>,
    /// The column that tells each row's unit.
    pub(super) units: Option<usize>,
    /// What is said over the whole table, and by which words.
    pub(super) over: Says,
    pub(super) over_words: String,
    /// What the line above the table calls its figures, without unit.
    pub(crate) title: String,
    /// The time that the line tells.
    pub(crate) period: Option<Period>,
    /// The column that tells the time of each row.
    pub(crate) dates: Option<usize>,
    /// What is said of the row that is being read.
    pub(crate) row: RowScope,
    pub(super) style: Style,
}

/// What rows above say of a row.
#[derive(Debug, Clone, Default)]
pub(crate) struct RowScope {
    /// The label of several rows, where it is not in this one.
    pub(crate) label: String,
    /// The last line across the table.
    pub(super) section: Says,
    pub(super) section_words: String,
    /// The time that the label or the line tells.
    pub(crate) period: Option<Period>,
}

impl RowScope {
    /// Whether this is the last line across the table.
    pub(crate) fn is_of(&self, section: &str) -> bool {
        self.section_words == section
    }
}

/// A column of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Column {
    /// The words of its head.
    pub(crate) head: String,
    /// Its head without the unit.
    pub(crate) name: String,
    /// Whether the head says only how or when its figures stand: "Target", "Total number", "2022".
    pub(crate) how: bool,
    /// The words of the head that say so.
    pub(crate) how_words: String,
    /// The time that the head tells.
    pub(crate) period: Option<Period>,
    pub(super) says: Says,
    /// Each number is one that looks like a year.
    pub(super) years: bool,
    /// Each number stands in brackets, which then are no minus.
    pub(super) bracketed: bool,
    /// The currency whose sign stands at some of its numbers, or in a cell of its own before them.
    pub(super) money: Option<String>,
}

impl Heads {
    /// Reads what stands around the `rows` of a table, their cells parted by `|`.
    pub(crate) fn new<'a>(
        around: Around<'_>,
        rows: &(impl Iterator<Item = &'a str> + Clone),
        style: Style,
        lexicon: &Lexicon,
    ) -> Self {
        let width = around.heads.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut numbers: Vec<Vec<&str>> = vec![Vec::new(); width];
        for row in rows.clone() {
            for (column, cell) in numbers.iter_mut().zip(row.split('|')) {
                column.extend(Some(cell.trim()).filter(|cell| cell.contains(|c: char| c.is_ascii_digit())));
            }
        }
        let mut signs: Vec<Option<String>> = vec![None; width];
        for row in rows.clone() {
            for (index, cell) in row.split('|').take(width).enumerate().skip(1) {
                if let Some((code, alone)) = head::sign(cell, style, lexicon)
                    && let Some(sign) = signs.get_mut(index + usize::from(alone))
                {
                    sign.get_or_insert(code);
                }
            }
        }
        let mut columns = vec![Column::default(); width];
        for (index, row) in around.heads.iter().enumerate() {
            let spans = cells(row.text);
            let units = index > 0 && is_units(row.text, style, lexicon);
            for (column, cell) in columns.iter_mut().zip(&row.cells) {
                if let Some(&span) = cell.and_then(|cell| spans.get(cell)).filter(|span| !span.is_empty()) {
                    let read = if units { Column::unit } else { Column::read };
                    column.add(read(row, span, around.published, style, lexicon));
                }
            }
        }
        for (index, (column, found)) in columns.iter_mut().zip(&numbers).enumerate() {
            column.fill(index == 0, found, style, lexicon);
            column.money = signs.get_mut(index).and_then(Option::take);
        }
        let units = columns.iter().position(|column| head::is_unit_head(&column.head, style, lexicon));
        let said = around.above.iter().map(|line| (caption(line, style, lexicon), *line));
        let mut over = said.clone().find(|(says, _)| *says != Says::Nothing).unwrap_or_default();
        // "| US$ million | 2021 | 2022 |"
        let labels = rows.clone().all(|row| !row.starts_with(|c: char| c.is_ascii_digit()));
        // "| Landings (tonnes) | 2021 | 2022 |": the heads beside it tell only times.
        let times =
            columns.len() > 1 && columns.iter().skip(1).all(|column| column.how && column.says == Says::Nothing);
        let corner = columns
            .first_mut()
            .filter(|corner| (corner.name.is_empty() || times) && matches!(corner.says, Says::Unit(_)));
        if let Some(corner) = corner.filter(|_| labels) {
            over = (std::mem::take(&mut corner.says), "");
        }
        let title = around.above.first().map(|line| head::title(line, style, lexicon)).unwrap_or_default();
        let over_words = over.1.to_owned();
        let mut dates = (0..width).filter(|&index| head::is_date(&columns[index].head, style, lexicon));
        let dates = dates.next().filter(|_| dates.next().is_none());
        let (title, period) = (title.to_owned(), around.period);
        Self { columns, units, over: over.0, over_words, title, period, dates, row: RowScope::default(), style }
    }

    /// Takes what the rows above say of the next row: the label that spans it, with its time, and the last line across
    /// the table, with its.
    pub(crate) fn scope(&mut self, label: &str, section: &str, period: Option<Period>, lexicon: &Lexicon) {
        if self.row.section_words != section {
            self.row.section = told(section, self.style, lexicon).1;
            section.clone_into(&mut self.row.section_words);
        }
        label.clone_into(&mut self.row.label);
        self.row.period = period;
    }

    /// The column of that number.
    pub(crate) fn column(&self, index: usize) -> Option<&Column> {
        self.columns.get(index)
    }

    /// Whether the column of that number holds places: "Location", "Municipio".
    pub(crate) fn is_place(&self, index: usize, lexicon: &Lexicon) -> bool {
        let name = self.columns.get(index).map(|column| column.name.to_lowercase()).unwrap_or_default();
        lexicon.words.tags(self.style.lang, &name).any(Tags::TERRITORY) || head::is_place(&name, self.style, lexicon)
    }

    /// Whether the line above the table, which tells that its numbers are counts, also tells of what.
    pub(crate) fn counts_title(&self) -> bool {
        let counts = matches!(&self.over, Says::Unit(unit) if unit.of == Of::Scale) || self.over == Says::Number;
        counts && !self.title.is_empty()
    }

    /// Whether the column of that number tells the units of the rows.
    pub(crate) fn is_units(&self, index: usize) -> bool {
        self.units == Some(index)
    }

    /// Whether a row's label says only how its figures stand: "Total".
    pub(crate) fn is_how(&self, label: &str, lexicon: &Lexicon) -> bool {
        is_plain(label, Tags::COLUMN, self.style, lexicon)
    }

    /// A row's label without its unit.
    pub(crate) fn name<'a>(&self, label: &'a str, lexicon: &Lexicon) -> &'a str {
        match head::label(label, self.style, lexicon) {
            (name, Says::Unit(_) | Says::Pair) if !name.is_empty() => name,
            // "Staff (number)"
            (_, Says::Number) => label.split(" (").next().unwrap_or(label),
            _ => label,
        }
    }

    /// Whether bare words beside a number in this column leave open what it counts.
    pub(crate) fn has_unit(&self, index: usize) -> bool {
        self.columns.get(index).is_some_and(|column| matches!(column.says, Says::Unit(_) | Says::Unclear))
    }
}

impl Column {
    /// What one cell of a head row says.
    fn read(row: &HeadRow<'_>, cell: Span, published: Option<&Period>, style: Style, lexicon: &Lexicon) -> Self {
        let head = cell.of(row.text).trim();
        let (name, says) = told(head, style, lexicon);
        let mut dates =
            row.dates.iter().filter(|mention| cell.start <= mention.span.start && mention.span.end <= cell.end);
        let date = dates.next().filter(|_| dates.next().is_none()).and_then(|mention| match &mention.reading {
            Reading::Date(date) => Some((mention, date)),
            _ => None,
        });
        let (how, period) = time(row.text, published, cell, name, date, style, lexicon);
        let how_words = if how { name.to_owned() } else { String::new() };
        Self { head: head.to_owned(), name: name.to_owned(), how, how_words, period, says, ..Self::default() }
    }

    /// What one cell of a row says that only tells units.
    fn unit(row: &HeadRow<'_>, cell: Span, _: Option<&Period>, style: Style, lexicon: &Lexicon) -> Self {
        let head = cell.of(row.text).trim();
        Self { head: head.to_owned(), says: head::of_unit_cell(inner(head), style, lexicon), ..Self::default() }
    }

    /// Adds what the cell of the next head row says of the column: "Spending" over "2021", "Pupils" over "(number)".
    fn add(&mut self, below: Self) {
        if self.head.is_empty() {
            *self = below;
            return;
        }
        self.head = format!("{} {}", self.head, below.head);
        if below.says != Says::Nothing {
            self.says = below.says;
        }
        self.period = below.period.or(self.period.take());
        if !below.how_words.is_empty() {
            self.how_words = format!("{} {}", self.how_words, below.how_words);
        }
        if self.name.is_empty() || self.how && !below.name.is_empty() {
            (self.name, self.how) = (below.name, below.how);
        } else if !below.how && !below.name.is_empty() {
            self.name = format!("{}: {}", self.name, below.name);
        }
    }

    /// Takes the numbers found in the column.
    fn fill(&mut self, first: bool, found: &[&str], style: Style, lexicon: &Lexicon) {
        let several = found.len() > 1;
        let counts_up = several
            && found.iter().enumerate().all(|(index, cell)| cell.trim_end_matches(['.', ')']).parse() == Ok(index + 1));
        let running = head::is_running(&self.head, style, lexicon);
        if running && (first || counts_up) || counts_up && first && !matches!(self.says, Says::Unit(_)) {
            self.says = Says::Key;
        }
        self.years = self.says != Says::Number && !found.is_empty() && found.iter().all(|cell| looks_like_year(cell));
        self.bracketed = several && found.iter().all(|cell| cell.starts_with('('));
    }
}

/// Whether a head says only how or when its figures stand, and the period that it tells.
fn time(
    header: &str,
    published: Option<&Period>,
    cell: Span,
    name: &str,
    date: Option<(&Mention, &DateReading)>,
    style: Style,
    lexicon: &Lexicon,
) -> (bool, Option<Period>) {
    let words = |text: &str| has_words(text).then(|| is_plain(text, Tags::COLUMN.with(Tags::TARGET), style, lexicon));
    let Some((mention, reading)) = date else { return (words(name) == Some(true), None) };
    let span = mention.span;
    let before = Span::new(cell.start, span.start).of(header);
    let (behind, _) = told(Span::new(span.end, cell.end).of(header), style, lexicon);
    let how = words(before).unwrap_or(true) && words(behind).unwrap_or(true);
    // "Jobs created in 2022", "Jobs (2022)", "Budget 2022", "2022 budget", but "Change since 2019", "Growth from 2019"
    let before = before.trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let against = lexicon.words.tags(style.lang, &last).any(Tags::PREP.with(Tags::CONJ));
    let tied = [" in", " en", "(", ",", " during", " durante"].iter().any(|mark| before.ends_with(mark))
        || before.is_empty()
        || behind.is_empty() && !against && before.ends_with(char::is_alphabetic);
    let bound = matches!(mention.modifier, Modifier::Since | Modifier::Before | Modifier::After);
    let compared = bound || ["from", "vs", "vs.", "versus", "than", "desde"].contains(&last.as_str());
    let period = ((how || tied) && !compared).then(|| resolve(reading, published)).flatten();
    (how, period)
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether words say only how or when figures stand.
fn is_plain(text: &str, how: Tags, style: Style, lexicon: &Lexicon) -> bool {
    let tags = how.with(Tags::PREP).with(Tags::DET);
    let plain = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || lexicon.words.tags(style.lang, &word.to_lowercase()).any(tags)
            || told(word, style, lexicon).1 == Says::Number
    };
    has_words(text) && text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(plain)
}

fn leading(cell: &str) -> usize {
    cell.len() - cell.trim_start().len()
}

/// The cells of a row, the bars and the white space beside them left out.
pub(crate) fn cells(row: &str) -> Vec<Span> {
    let mut at = 0;
    row.split('|')
        .map(|cell| {
            let start = at + leading(cell);
            at += cell.len() + 1;
            Span::new(start, start + cell.trim().len())
        })
        .collect()
}
