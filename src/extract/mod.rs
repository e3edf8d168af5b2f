//! The whole pipeline, readable top to bottom: document → blocks → mentions → sentences → slots → figures.
//!
//! ```
//! let figures = quantifact::extract::text("USAID reached more than 104,000 individuals in 2023.");
//! assert_eq!(figures[0].exact, "104,000");
//! assert_eq!(figures[0].actor, "USAID");
//! ```

mod budget;
mod excerpt;
mod heading;
pub mod ids;
mod months;
mod numbering;
mod outcome;
mod passage;
mod surroundings;
mod table;

use crate::context::{self, Decision, Level, Scene, Slot, Slots};
use crate::figure::{Block, BlockKind, Document, Evidence, Figure, Kind, Period};
use crate::grammar::{self, Amount, Heads, Mention, Reading, Style};
use crate::lexicon::{Lexicon, PlaceKind};
use crate::read::{self, Format, Limits, ReadOptions};
use crate::span::{Locator, Span};
use budget::Budget;
pub(crate) use outcome::unread_language;
pub use outcome::{Outcome, outcome};
use passage::Passage;
use std::path::Path;
use surroundings::Surroundings;

/// No more units that were not understood are named.
const MOST_UNREAD: usize = 5;

/// Every figure of a plain text, with the words that come with the program. The text has no date: what is said relative
/// to one ("last September") stays without a period.
pub fn text(text: &str) -> Vec<Figure> {
    let options = ReadOptions { format: Some(Format::Txt), ..ReadOptions::default() };
    let documents = read::read(text.as_bytes(), Path::new("text"), &options).unwrap_or_default();
    documents.iter().flat_map(|read| document(read, Lexicon::embedded())).collect()
}

/// Every figure of a document, in the order of the text, with their ids; none where its language is not read.
pub fn document(document: &Document, lexicon: &Lexicon) -> Vec<Figure> {
    let (mut figures, mut names) = (Vec::new(), ids::Names::default());
    walk(document, lexicon, None, &mut |reader| {
        reader.figures(&mut figures, &mut names);
        0
    });
    figures
}

/// The same as [`document`] as far as the limits go, and what was left out, in words; empty where nothing was.
pub fn within(document: &Document, lexicon: &Lexicon, limits: &Limits) -> (Vec<Figure>, String) {
    let (mut figures, mut names) = (Vec::new(), ids::Names::default());
    let mut budget = Budget::new(document, limits);
    let left_out = walk(document, lexicon, Some(&mut budget), &mut |reader| {
        let before = figures.len();
        reader.figures(&mut figures, &mut names);
        figures[before..].iter().map(Figure::weight).sum()
    });
    (figures, left_out)
}

/// The decisions behind the slots of each figure, with the figure's span in bytes of the text: what a trainer learns from.
pub fn decisions(document: &Document, lexicon: &Lexicon) -> Vec<(Span, Kind, Decision)> {
    let mut all = Vec::new();
    walk(document, lexicon, None, &mut |reader| {
        let passage = reader.passage;
        let mine = reader.with_scene(context::decisions).into_iter().filter(|made| made.mention >= passage.before);
        all.extend(mine.filter_map(|made| {
            let mention = &passage.mentions[made.mention];
            let kind = read_value(&mention.reading, &mut Figure::default());
            Some((passage.source_span(mention.span)?, kind, made))
        }));
        0
    });
    all
}

/// Gives each block that holds figures to `read`, which tells how much memory it took, as far as the budget goes; what
/// was left out, in words.
fn walk(
    document: &Document,
    lexicon: &Lexicon,
    mut budget: Option<&mut Budget<'_>>,
    read: &mut dyn FnMut(&Reader<'_>) -> usize,
) -> String {
    if document.foreign.is_some() {
        return String::new();
    }
    let style = style(document, lexicon);
    let at = Locator::new(&document.text);
    let issuer = issuer(document, lexicon);
    let (mut heading, mut over) = (None, String::new());
    let mut tables = table::Tables::new(document, style, lexicon);
    let numbered = numbering::numbered(&document.blocks);
    let mut around = Surroundings::new(document, style, lexicon);
    for (index, block) in document.blocks.iter().enumerate() {
        if let Some(limit) = budget.as_ref().and_then(|budget| budget.exceeded()) {
            over = format!("{limit}: read as far as line {}", at.line(block.map.source(0)));
            break;
        }
        if matches!(block.kind, BlockKind::Heading(_)) {
            heading = Some(block);
        }
        around.enter(index);
        let mut mentions = tables.mentions(index);
        mentions.retain(|mention| mention.span.start > 0 || !numbered.contains(&index));
        if !mentions.is_empty() {
            let passage = &Passage::new(document, block, mentions, style, lexicon);
            let heads = tables.heads(index);
            let above = heading::place(block, heading, lexicon);
            let above = above.map(|place| Level::of_place(place.text, &place.country, place.source));
            let mut scope = around.scope(index, passage.start > 0);
            scope.levels.extend(above.iter().map(|level| ("over", level)));
            let taken = read(&Reader { document, block, heads, issuer, at: &at, lexicon, passage, scope: &scope });
            if let Some(budget) = &mut budget {
                budget.take(taken);
            }
        }
    }
    let left_out = [over, self::unread(&tables.unread)];
    left_out.into_iter().filter(|told| !told.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Says once which units were not understood, and how many numbers that left out.
fn unread(words: &[String]) -> String {
    if words.is_empty() {
        return String::new();
    }
    let mut named: Vec<&str> = Vec::new();
    for word in words {
        if named.len() <= MOST_UNREAD && !named.contains(&word.as_str()) {
            named.push(word);
        }
    }
    let more = if named.len() > MOST_UNREAD { " …" } else { "" };
    let named: Vec<String> = named.iter().take(MOST_UNREAD).map(|word| format!("`{word}`")).collect();
    let (numbers, their) =
        if words.len() == 1 { ("number of tables is", "its") } else { ("numbers of tables are", "their") };
    format!("{} {numbers} left out, {their} unit not understood: {}{more}", words.len(), named.join(", "))
}

/// How a figure of `document` was read, step by step in words: for a person who asks why. Empty where the figure is not
/// of this document.
pub fn steps(figure: &Figure, document: &Document, lexicon: &Lexicon) -> Vec<String> {
    let style = style(document, lexicon);
    let at = |block: &Block| block.map.source(block.map.block(figure.span.start)) == figure.span.start;
    let told = document.blocks.iter().enumerate().filter(|(_, block)| at(block)).find_map(|(index, block)| {
        let mentions = table::Tables::new(document, style, lexicon).mentions(index);
        let mention = mentions.into_iter().find(|m| block.map.source_span(m.span) == figure.span)?;
        Some(grammar::steps(&mention, &block.text))
    });
    told.unwrap_or_default()
}

/// Why each slot of a figure of `document` holds what it does: (column, the features that weighed most, each with its
/// weight). Empty where the figure is not of this document.
pub fn reasons(figure: &Figure, document: &Document, lexicon: &Lexicon) -> Vec<(&'static str, Vec<(String, f32)>)> {
    let period = || match (figure.period_start, figure.period_end) {
        (Some(start), Some(end)) => format!("{start}/{end}"),
        _ => String::new(),
    };
    let told = decisions(document, lexicon).into_iter().filter(|(span, ..)| *span == figure.span);
    told.map(|(_, _, decision)| {
        let (column, value) = match decision.slot {
            "what" => ("what", figure.what.clone()),
            "category" => ("category", figure.category.clone()),
            "actor" => ("actor", figure.actor.clone()),
            "place" => ("place", figure.place.clone()),
            "status" => ("status", figure.status.map_or_else(String::new, |status| status.as_str().to_owned())),
            _ => ("period_edtf", period()),
        };
        let reasons = decision.reasons(&value, REASONS);
        (column, reasons.into_iter().map(|(feature, weight)| (feature.to_owned(), weight)).collect())
    })
    .collect()
}

/// The conventions of the document: those of the country whose body publishes it, as far as its numbers do not tell.
fn style(document: &Document, lexicon: &Lexicon) -> Style {
    let told = Some(document.country.as_str()).filter(|country| !country.is_empty());
    let country = told
        .or_else(|| grammar::country_of(&document.publisher, document.lang, lexicon))
        .or_else(|| filed_under(document, lexicon).filter(|_| !grammar::names_a_country(&document.text, lexicon)))
        .unwrap_or_default();
    grammar::style_of(&document.text, document.lang, country, lexicon)
}

/// The country that the file's name tells, as it tells the day: "2013-05-22-argentina-discurso.txt".
fn filed_under<'a>(document: &Document, lexicon: &'a Lexicon) -> Option<&'a str> {
    let words = document.id.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() >= SHORTEST_COUNTRY);
    let mut named = words.filter_map(|word| {
        let mut letters = word.chars();
        let capital: String = letters.next()?.to_uppercase().chain(letters).collect();
        // No walk over the gazetteer: every document comes here.
        let (place, length) = lexicon.places.at(&capital)?;
        (place.kind == PlaceKind::Country && length == capital.len()).then_some(&*place.country)
    });
    named.next().filter(|first| named.all(|other| other == *first))
}

/// The longest name by which a document calls the country that publishes it; none where it is not known.
fn issuer<'a>(document: &'a Document, lexicon: &'a Lexicon) -> Option<&'a str> {
    let full = |name: &&str| !name.contains('.') && document.text.contains(*name);
    lexicon.places.names(&document.country).filter(full).max_by_key(|name| (name.len(), *name))
}

/// No shorter word of a file's name is taken for a country: three letters are as often something else's.
const SHORTEST_COUNTRY: usize = 4;

/// So many features of a decision are told.
const REASONS: usize = 5;

/// Reads a block that holds figures.
struct Reader<'a> {
    document: &'a Document,
    block: &'a Block,
    /// The heads of the table that the block is a row of.
    heads: Option<&'a Heads>,
    /// What the text calls the country that publishes it.
    issuer: Option<&'a str>,
    at: &'a Locator<'a>,
    lexicon: &'a Lexicon,
    passage: &'a Passage<'a>,
    /// What stands around the block.
    scope: &'a context::Scope<'a>,
}

impl Reader<'_> {
    /// What `f` makes of the scene of the block.
    fn with_scene<T>(&self, f: impl FnOnce(&Scene<'_>) -> T) -> T {
        let passage = self.passage;
        f(&Scene {
            text: &passage.text,
            sentences: &passage.sentences,
            mentions: &passage.mentions,
            periods: &self.periods(),
            published: self.published(),
            issuer: self.issuer,
            heads: self.heads,
            item: matches!(self.block.kind, BlockKind::ListItem(_)).then_some(passage.start),
            scope: self.scope,
            lang: self.document.lang,
            lexicon: self.lexicon,
        })
    }

    fn published(&self) -> Option<&Period> {
        self.document.published.as_ref().map(|p| &p.period)
    }

    /// The resolved period of each mention that is a date.
    fn periods(&self) -> Vec<Option<Period>> {
        let resolved = |mention: &Mention| match &mention.reading {
            Reading::Date(reading) => grammar::resolve(reading, self.published()),
            _ => None,
        };
        self.passage.mentions.iter().map(resolved).collect()
    }

    fn figures(&self, out: &mut Vec<Figure>, names: &mut ids::Names) {
        let passage = self.passage;
        let periods = self.periods();
        let slots = self.with_scene(context::describe);
        for ((mention, period), slots) in passage.mentions.iter().zip(&periods).zip(slots).skip(passage.before) {
            let Some(slots) = slots else { continue };
            if let Some(mut figure) = self.figure(mention, period.as_ref(), slots) {
                names.give(&mut figure, Some(passage.sentence(mention.span).0));
                out.push(figure);
            }
        }
    }

    /// What the row of the figure at a span of the passage quotes.
    fn excerpt(&self, span: Span) -> String {
        let (sentence, own) = self.passage.sentence(span);
        if self.block.kind == BlockKind::TableRow {
            let head = |column| self.heads.and_then(|heads| heads.column(column)).map_or("", |column| &column.head);
            excerpt::of_row(sentence, own, head)
        } else {
            excerpt::of_sentence(sentence, own)
        }
    }

    fn figure(&self, mention: &Mention, period: Option<&Period>, slots: Slots) -> Option<Figure> {
        let source = self.passage.source_span(mention.span)?;
        let page = self.document.pages.partition_point(|&start| start <= source.start);
        let mut figure = Figure {
            doc_id: self.document.id.clone(),
            exact: source.of(&self.document.text).to_owned(),
            modifier: mention.modifier,
            section: self.block.section.clone(),
            sentence: self.excerpt(mention.span),
            char_start: self.at.code_point(source.start),
            char_end: self.at.code_point(source.end),
            line: self.at.line(source.start),
            page: (page > 0).then_some(page),
            lang: self.document.lang,
            published: self.document.published.as_ref().map(|known| known.period.edtf.clone()).unwrap_or_default(),
            publisher: self.document.publisher.clone(),
            span: source,
            ..Figure::default()
        };
        let mut evidence = Evidence { rule: mention.rule, slots: Vec::new(), odds: Vec::new() };
        let mut note = |column: &'static str, span: Option<Span>| {
            let source = span.filter(|span| !span.is_empty()).and_then(|span| self.passage.source_span(span));
            evidence.slots.extend(source.map(|span| (column, span)));
        };
        figure.kind = read_value(&mention.reading, &mut figure);
        note("modifier", mention.modifier_span);
        if matches!(figure.kind, Kind::Date | Kind::Duration) {
            figure.set_period(period);
        } else {
            if figure.kind == Kind::Count {
                figure.unit.clone_from(&slots.unit);
            }
            figure.category = slots.category;
            figure.country = slots.country;
            let mut take = |column: &'static str, slot: Option<Slot>| {
                slot.map_or_else(String::new, |slot| {
                    note(column, Some(slot.span));
                    slot.text
                })
            };
            figure.per = take("per", slots.per);
            figure.what = take("what", slots.what);
            figure.actor = take("actor", slots.actor);
            figure.place = take("place", slots.place);
            figure.change = slots.change.map(|(change, span)| {
                note("change", span);
                change
            });
            figure.status = slots.status.map(|(status, span)| {
                note("status", span);
                status
            });
            if let Some((period, span)) = &slots.period {
                figure.set_period(Some(period));
                note("period_edtf", Some(*span));
            }
        }
        for (column, span) in slots.elsewhere {
            evidence.slots.push((column, span));
        }
        evidence.odds = slots.odds;
        figure.evidence = evidence;
        figure.tell_confidence();
        Some(figure)
    }
}

/// Sets value, precision and unit from the reading, and tells its kind.
fn read_value(reading: &Reading, figure: &mut Figure) -> Kind {
    let mut amount = |amount: &Amount| {
        figure.value = Some(amount.value);
        figure.value_max = amount.max;
        figure.decimals = Some(amount.decimals);
    };
    match reading {
        Reading::Money { amount: a, currency } => {
            amount(a);
            figure.unit.clone_from(currency);
            Kind::Money
        }
        Reading::Percent { amount: a, unit } => {
            amount(a);
            (*unit).clone_into(&mut figure.unit);
            Kind::Percent
        }
        Reading::Count { amount: a } => {
            amount(a);
            Kind::Count
        }
        Reading::Measure { amount: a, unit } => {
            amount(a);
            figure.unit.clone_from(unit);
            Kind::Measure
        }
        Reading::Duration { amount: a, unit } => {
            amount(a);
            (*unit).clone_into(&mut figure.unit);
            Kind::Duration
        }
        Reading::Date(_) => Kind::Date,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(head: &str) -> Vec<Figure> {
        markdown(&format!("| State | {head} |\n|---|---|\n| Ohio | 510 |\n"))
    }

    fn markdown(text: &str) -> Vec<Figure> {
        let options = ReadOptions { format: Some(Format::Md), ..ReadOptions::default() };
        let documents = read::read(text.as_bytes(), Path::new("t.md"), &options).unwrap();
        documents.iter().flat_map(|read| document(read, Lexicon::embedded())).collect()
    }

    #[test]
    fn a_heading_or_a_label_that_is_a_place_tells_where() {
        let figures = markdown(
            "# Work\n\n## Honduras\n\nThe agency trained 510 teachers.\n\nClay, New York: It built 20 homes.\n\n\
             - **Hub North** (NORTH2; Ohio, Indiana) — It made 30 jobs.\n- Lake Power (Kenya): It made 40 jobs.\n\
             - Light in Sierra Leone: It made 50 jobs.\n",
        );
        let places: Vec<_> = figures.iter().map(|f| (f.place.as_str(), f.country.as_str())).collect();
        let labels = [("Ohio, Indiana", "USA"), ("Kenya", "KEN"), ("Sierra Leone", "SLE")];
        assert_eq!(places[..2], [("Honduras", "HND"), ("Clay, New York", "USA")]);
        assert_eq!(places[2..], labels);
        let evidence = figures[0].evidence.slots.iter().find(|(column, _)| *column == "place").map(|(_, span)| *span);
        assert_eq!(evidence, Some(Span::new(11, 19)));
        assert_eq!(markdown("## Women of Honduras\n\nIt trained 510 teachers.\n")[0].place, "");
    }

    #[test]
    fn what_takes_too_much_is_read_as_far_as_the_limits_go() {
        let options = ReadOptions { format: Some(Format::Txt), ..ReadOptions::default() };
        let read = &read::read(b"It trained 5 teachers.\n\nIt built 7 homes.\n", Path::new("t"), &options).unwrap()[0];
        let found = |limit: &str| {
            let mut limits = Limits::default();
            limits.set(limit).unwrap();
            let (figures, left_out) = within(read, Lexicon::embedded(), &limits);
            (figures.len(), left_out)
        };
        assert_eq!(found("time=10"), (2, String::new()));
        assert_eq!(
            found("time=0"),
            (0, "it takes longer than 0 s (the limit `time`): read as far as line 1".to_owned())
        );
        let told = "its figures take more memory than 1200 bytes (the limit `memory`): read as far as line 3";
        assert_eq!(found("memory=1200"), (1, told.to_owned()));
    }

    #[test]
    fn a_list_goes_on_from_what_introduces_it() {
        let figures = markdown(
            "By 2030, the Alpha Fund will:\n\n- plant 500 trees;\n- Train 30 teachers in Honduras.\n- USAID gave $5.\n",
        );
        let told: Vec<_> =
            figures.iter().skip(1).map(|f| (f.actor.as_str(), f.status, f.period_edtf.as_str())).collect();
        let target = Some(crate::figure::Status::Target);
        assert_eq!(told[..2], [("Alpha Fund", target, "2030"), ("Alpha Fund", target, "2030")]);
        assert_eq!(told[2].0, "USAID");
        assert_eq!(figures[1].sentence, "plant 500 trees;");
    }

    #[test]
    fn the_head_of_a_column_says_what_its_cells_are() {
        let figures = table("Jobs created");
        assert_eq!(figures.len(), 1);
        assert_eq!((figures[0].what.as_str(), figures[0].place.as_str()), ("Jobs created", "Ohio"));
    }

    #[test]
    fn a_head_that_tells_how_leaves_what_to_the_row() {
        let figures = markdown(
            "| Indicator | Target | 2022 |\n|---|---|---|\n| Teachers trained | 500 | 320 |\n| Ohio | 5 | 7 |\n",
        );
        let figures: Vec<_> = figures.into_iter().filter(|f| f.kind == Kind::Count).collect();
        let told: Vec<_> = figures.iter().map(|f| (f.what.as_str(), f.period_edtf.as_str())).collect();
        assert_eq!(told, [("Teachers trained", ""), ("Teachers trained", "2022"), ("", ""), ("", "2022")]);
        let status: Vec<_> =
            figures.iter().filter_map(|f| f.status.map(|s| s == crate::figure::Status::Target)).collect();
        assert_eq!(status, [true, false, true, false]);
    }

    #[test]
    fn the_name_of_a_file_tells_the_country_of_a_text_that_names_none() {
        let unit = |name: &str, text: &str| {
            let options = ReadOptions { lang: Some(crate::figure::Lang::Es), ..ReadOptions::default() };
            let documents = read::read(text.as_bytes(), Path::new(name), &options).unwrap();
            let figures: Vec<_> = documents.iter().flat_map(|read| document(read, Lexicon::embedded())).collect();
            figures.into_iter().map(|figure| figure.unit).collect::<Vec<_>>()
        };
        let text = "Se pagan 900 pesos por hijo en la escuela.";
        assert_eq!(unit("2013-05-22-argentina-discurso.txt", text), ["ARS"]);
        assert_eq!(unit("2013-05-22-discurso.txt", text), ["MXN"]);
        assert_eq!(unit("2013-05-22-argentina-chile.txt", text), ["MXN"]);
        assert_eq!(unit("2013-05-22-argentina-discurso.txt", &format!("{text} Lo dijo en Colombia.")), ["COP"]);
    }

    #[test]
    fn we_is_the_country_whose_body_publishes() {
        let actors = |host: &str| {
            let text = format!(
                "---\nsource_url: https://{host}/a\n---\nThe United States acts.\n\nWe gave $5 million. “We gave $6 million,” \
                 said Ann Smith.\n"
            );
            markdown(&text).iter().map(|f| f.actor.clone()).collect::<Vec<_>>()
        };
        assert_eq!(actors("www.state.gov"), ["United States", ""]);
        assert_eq!(actors("www.example.org"), ["", ""]);
    }

    #[test]
    fn a_head_may_say_that_its_column_is_places() {
        let place = |head: &str| markdown(&format!("| {head} | Homes |\n|---|---|\n| Truro | 84 |\n"))[0].place.clone();
        assert_eq!((place("Location").as_str(), place("Recipient").as_str()), ("Truro", ""));
    }

    #[test]
    fn a_head_or_a_label_may_tell_the_unit() {
        let told = |head: &str| table(head).iter().map(|f| (f.kind, f.value, f.unit.clone())).collect::<Vec<_>>();
        let money = (Kind::Money, Some(510_000_000.into()), "USD".to_owned());
        assert_eq!(told("Revenue (US$ million)"), std::slice::from_ref(&money));
        assert_eq!(told("Millions of dollars"), [money]);
        assert_eq!(told("Share (%)"), [(Kind::Percent, Some(510.into()), "%".to_owned())]);
        assert_eq!(told("Revenue (M$)"), []);
        let figures = markdown(
            "| Indicator | Baseline (2022) | Target (June 2024) |\n|---|---|---|\n| Area sown (hectares) | 5 | 7 |\n",
        );
        let figures: Vec<_> = figures.iter().filter(|f| f.kind == Kind::Measure).collect();
        let told: Vec<_> = figures.iter().map(|f| (f.what.as_str(), f.unit.as_str(), f.period_edtf.as_str())).collect();
        assert_eq!(told, [("Area sown", "hectare", "2022"), ("Area sown", "hectare", "2024-06")]);
    }
}
