//! Conditions on figures in one line, as `--where` takes them.
//!
//! ```
//! use quantifact::figure::{Figure, Kind};
//! use quantifact::series::Expression;
//! let wanted = Expression::parse("kind in (money, percent) and not (value < 1e6 or actor = EPA)").unwrap();
//! let mut figure = Figure::default();
//! (figure.kind, figure.value) = (Kind::Money, Some(5_000_000.into()));
//! assert!(wanted.holds(&figure));
//!
//! let error = Expression::parse("kynd=money").unwrap_err();
//! assert_eq!(error, "unknown column `kynd`; did you mean `kind`?");
//! ```
//!
//! A condition is a column of `figures.csv`, a sign, and a word, which stands in quotes where it holds blanks. `=` means
//! what it does in `series.toml`: whole words of `what`, `actor`, `place`, `section`, `exact`, `publisher` and `sentence` (or
//! `text`), where `==` takes the whole cell and `/…/` a regular expression; a glob of `doc_id`; one of the codes of `country`;
//! else the whole cell. `""` is an empty cell. `!=` is its opposite, `in (a, b)` any of several words. `<`, `<=`, `>`
//! and `>=` compare numbers and days; an empty cell is neither less nor more. `not` binds before `and`, `and` before `or`.

use super::filter::Condition;
use crate::dataset::schema::{Column, FIGURES, Type};
use crate::dataset::{Cell, Row, did_you_mean};
use crate::figure::Figure;
use jiff::civil::Date;
use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, tag_no_case, take_while1};
use nom::character::complete::{char, multispace0};
use nom::combinator::{cut, map, not, opt, peek, recognize, value};
use nom::multi::{many0, separated_list1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Conditions that a figure meets or does not.
#[derive(Debug, Clone)]
pub struct Expression(Node);

#[derive(Debug, Clone)]
enum Node {
    Any(Vec<Node>),
    All(Vec<Node>),
    Not(Box<Node>),
    Fits(Condition),
    /// The place of a column, and how its cell must stand to a value.
    Compares(usize, Sign, Than),
}

/// What a cell is compared with.
#[derive(Debug, Clone, PartialEq)]
enum Than {
    Empty,
    Number(Decimal),
    Day(Date),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// Parentheses and `not` stand no deeper than this in each other.
const DEEPEST: usize = 50;

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// Says what was expected and what was found: a column that there is not, a word that its column does not hold, a
    /// sign that does not go with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let found = |rest: &str| match rest.trim() {
            "" => "the end".to_owned(),
            rest => format!("`{rest}`"),
        };
        match any(text, 0) {
            Ok((rest, syntax)) if rest.trim().is_empty() => syntax.resolve().map(Self),
            Ok((rest, _)) => Err(format!(
                "expected `and`, `or` or the end, found {}; words with blanks stand in quotes",
                found(rest)
            )),
            Err(nom::Err::Error(error) | nom::Err::Failure(error)) => {
                Err(format!("expected a condition such as kind=money or value>=1e6, found {}", found(error.input)))
            }
            Err(nom::Err::Incomplete(_)) => Err("expected a condition such as kind=money".to_owned()),
        }
    }

    /// Whether a figure meets it.
    pub fn holds(&self, figure: &Figure) -> bool {
        self.0.holds(figure)
    }
}

impl Node {
    fn holds(&self, figure: &Figure) -> bool {
        match self {
            Self::Any(nodes) => nodes.iter().any(|node| node.holds(figure)),
            Self::All(nodes) => nodes.iter().all(|node| node.holds(figure)),
            Self::Not(node) => !node.holds(figure),
            Self::Fits(condition) => condition.holds(figure),
            Self::Compares(column, sign, than) => {
                let order = match (figure.cells().get(*column).copied().unwrap_or(Cell::Empty), than) {
                    (Cell::Empty, Than::Empty) => Some(Ordering::Equal),
                    (Cell::Number(cell), Than::Number(than)) => Some(cell.cmp(than)),
                    (Cell::Integer(cell), Than::Number(than)) => Some(Decimal::from(cell).cmp(than)),
                    (Cell::Date(cell), Than::Day(than)) => Some(cell.cmp(than)),
                    _ => None,
                };
                match sign {
                    Sign::Equal => order == Some(Ordering::Equal),
                    Sign::Unequal => order != Some(Ordering::Equal),
                    Sign::Less => order == Some(Ordering::Less),
                    Sign::AtMost => order.is_some_and(Ordering::is_le),
                    Sign::More => order == Some(Ordering::Greater),
                    Sign::AtLeast => order.is_some_and(Ordering::is_ge),
                }
            }
        }
    }
}

/// An expression as it is written.
#[derive(Debug)]
enum Syntax<'a> {
    Any(Vec<Syntax<'a>>),
    All(Vec<Syntax<'a>>),
    Not(Box<Syntax<'a>>),
    One(&'a str, Sign, Vec<&'a str>),
}

impl Syntax<'_> {
    fn resolve(self) -> Result<Node, String> {
        let all = |nodes: Vec<Self>| nodes.into_iter().map(Self::resolve).collect::<Result<Vec<_>, _>>();
        Ok(match self {
            Self::Any(nodes) => Node::Any(all(nodes)?),
            Self::All(nodes) => Node::All(all(nodes)?),
            Self::Not(node) => Node::Not(Box::new(node.resolve()?)),
            Self::One(name, sign, words) => condition(name, sign, &words)?,
        })
    }
}

fn condition(name: &str, sign: Sign, words: &[&str]) -> Result<Node, String> {
    let (at, column) = column(name)?;
    if column.kind != Type::String {
        let compared = words.iter().map(|word| Ok(Node::Compares(at, sign, than(column, word)?)));
        return Ok(Node::Any(compared.collect::<Result<_, String>>()?));
    }
    if !matches!(sign, Sign::Equal | Sign::Unequal) {
        return Err(format!("`{name}` holds words: it is compared by = and != alone"));
    }
    let known = |word: &&&str| word.is_empty() || column.words.is_empty() || column.words.contains(*word);
    if let Some(strange) = words.iter().find(|word| !known(word)) {
        let hint = did_you_mean(strange, column.words.iter().copied());
        return Err(format!("{name}: expected one of {}, found `{strange}`{hint}", column.words.join(", ")));
    }
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    let fits = Node::Fits(Condition::checked(column.name, words).map_err(|wrong| format!("{name}: {wrong}"))?);
    Ok(if sign == Sign::Equal { fits } else { Node::Not(Box::new(fits)) })
}

/// A column of `figures.csv` and its place; `text` is another name of `sentence`.
fn column(name: &str) -> Result<(usize, &'static Column), String> {
    let asked = if name == "text" { "sentence" } else { name };
    let found = FIGURES.columns.iter().enumerate().find(|(_, column)| column.name == asked);
    found.ok_or_else(|| unknown_column(name))
}

/// What is told of a column that `figures.csv` has not.
pub(crate) fn unknown_column(name: &str) -> String {
    let names = || FIGURES.columns.iter().map(|column| column.name);
    match did_you_mean(name, names()).as_str() {
        "" => format!("unknown column `{name}`; there are {}", names().collect::<Vec<_>>().join(", ")),
        hint => format!("unknown column `{name}`{hint}"),
    }
}

fn than(column: &Column, word: &str) -> Result<Than, String> {
    if word.is_empty() {
        return Ok(Than::Empty);
    }
    let name = column.name;
    if column.kind == Type::Date {
        let day = word.parse().map(Than::Day);
        return day.map_err(|_| format!("{name}: expected a day such as 2022-09-12, found `{word}`"));
    }
    let number = word.parse().map(Than::Number);
    number.map_err(|_| format!("{name}: expected a number such as 3400000 or 3.4e6, found `{word}`"))
}

fn any(input: &str, depth: usize) -> IResult<&str, Syntax<'_>> {
    let all = |input| all(input, depth);
    let more = many0(preceded(keyword("or"), cut(all)));
    map((all, more), |(first, more)| joined(first, more, Syntax::Any)).parse(input)
}

fn all(input: &str, depth: usize) -> IResult<&str, Syntax<'_>> {
    let one = |input| one(input, depth);
    let more = many0(preceded(keyword("and"), cut(one)));
    map((one, more), |(first, more)| joined(first, more, Syntax::All)).parse(input)
}

fn joined<'a>(first: Syntax<'a>, more: Vec<Syntax<'a>>, join: impl Fn(Vec<Syntax<'a>>) -> Syntax<'a>) -> Syntax<'a> {
    if more.is_empty() { first } else { join(std::iter::once(first).chain(more).collect()) }
}

fn one(input: &str, depth: usize) -> IResult<&str, Syntax<'_>> {
    if depth > DEEPEST {
        return Err(nom::Err::Failure(nom::error::Error::new(input, nom::error::ErrorKind::TooLarge)));
    }
    let denied = map(preceded(keyword("not"), cut(|input| one(input, depth + 1))), |node| Syntax::Not(Box::new(node)));
    let within = delimited(token("("), cut(|input| any(input, depth + 1)), cut(token(")")));
    alt((denied, within, asked)).parse(input)
}

fn asked(input: &str) -> IResult<&str, Syntax<'_>> {
    let name = preceded(multispace0, recognize(take_while1(|c: char| c.is_ascii_alphanumeric() || c == '_')));
    let list = delimited(token("("), separated_list1(token(","), word), token(")"));
    let several = map(preceded(keyword("in"), cut(list)), |words| (Sign::Equal, words));
    let single = map((sign, cut(word)), |(sign, word)| (sign, vec![word]));
    map((name, alt((several, single))), |(name, (sign, words))| Syntax::One(name, sign, words)).parse(input)
}

fn sign(input: &str) -> IResult<&str, Sign> {
    alt((
        value(Sign::Unequal, token("!=")),
        value(Sign::AtMost, token("<=")),
        value(Sign::AtLeast, token(">=")),
        value(Sign::Less, token("<")),
        value(Sign::More, token(">")),
        value(Sign::Equal, token("=")),
    ))
    .parse(input)
}

/// A word, in quotes, between slashes (which are kept), or up to a blank, a comma or a parenthesis.
fn word(input: &str) -> IResult<&str, &str> {
    let quoted =
        |quote: &'static str| delimited(tag(quote), map(opt(is_not(quote)), Option::unwrap_or_default), tag(quote));
    let slashes = recognize((char('/'), is_not("/"), char('/')));
    let bare = take_while1(|c: char| !c.is_whitespace() && !matches!(c, ',' | '(' | ')' | '"' | '\''));
    preceded(multispace0, alt((quoted("\""), quoted("'"), slashes, bare))).parse(input)
}

fn token<'a>(sign: &'static str) -> impl Parser<&'a str, Output = &'a str, Error = nom::error::Error<&'a str>> {
    preceded(multispace0, tag(sign))
}

/// A word of the language, with none of a name's letters after it.
fn keyword<'a>(word: &'static str) -> impl Parser<&'a str, Output = &'a str, Error = nom::error::Error<&'a str>> {
    let letter = take_while1(|c: char| c.is_ascii_alphanumeric() || c == '_');
    preceded(multispace0, terminated(tag_no_case(word), not(peek(letter))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Kind, Status};

    fn figure() -> Figure {
        Figure {
            doc_id: "2023-09-jobs".into(),
            kind: Kind::Count,
            exact: "90,000".into(),
            value: Some(90_000.into()),
            what: "new jobs".into(),
            actor: "the Ministry of Labour".into(),
            country: "MEX;USA".into(),
            status: Some(Status::Target),
            period_start: Some(Date::constant(2023, 1, 1)),
            line: 7,
            ..Figure::default()
        }
    }

    #[test]
    fn every_column_of_words_has_its_cell() {
        let columns = FIGURES.columns.iter().filter(|column| column.kind == Type::String);
        for (at, column) in columns.enumerate() {
            // A word that the column takes, another in each.
            let word = column.words.last().map_or_else(|| format!("w{at}"), |word| (*word).to_owned());
            let row = FIGURES.columns.iter().map(|other| match other.name {
                name if name == column.name => word.as_str(),
                "decimals" => "",
                _ if other.kind == Type::Integer => "0",
                _ => other.words.first().filter(|_| other.required).map_or("", |word| *word),
            });
            let head: Vec<&str> = FIGURES.columns.iter().map(|column| column.name).collect();
            let table = format!("{}\n{}\n", head.join(","), row.collect::<Vec<_>>().join(","));
            let figure: Figure = csv::Reader::from_reader(table.as_bytes()).deserialize().next().unwrap().unwrap();
            assert!(Expression::parse(&format!("{}='{word}'", column.name)).unwrap().holds(&figure), "{}", column.name);
        }
    }

    #[test]
    fn what_holds() {
        for (text, holds) in [
            ("kind=count", true),
            ("kind != count", false),
            ("kind in (money, count)", true),
            ("value>=9e4 and value < 90001", true),
            ("value = 90000.0", true),
            ("value_max > 0", false),
            ("value_max <= 0", false),
            ("value_max = \"\"", true),
            ("what=jobs", true),
            ("what=job", false),
            ("what==jobs", false),
            ("what='=new jobs'", true),
            ("what=/^new/", true),
            ("actor=\"ministry of labour\"", true),
            ("place=''", true),
            ("country=usa", true),
            ("doc_id=2023-*", true),
            ("period_start>=2023-01-01", true),
            ("period_end>=2023-01-01", false),
            ("line=7", true),
            ("kind=money or kind=percent and value=90000", false),
            ("kind=count or kind=percent and value=1", true),
            ("(kind=count or kind=percent) and value=1", false),
            ("not kind=money AND NOT (status=actual)", true),
            ("notes", false),
        ] {
            match Expression::parse(text) {
                Ok(expression) => assert_eq!(expression.holds(&figure()), holds, "{text}"),
                Err(_) => assert_eq!(text, "notes"),
            }
        }
    }

    #[test]
    fn what_does_not_read_is_told() {
        for (text, told) in [
            ("", "expected a condition such as kind=money or value>=1e6, found the end"),
            ("kind=money and", "expected a condition such as kind=money or value>=1e6, found the end"),
            (
                "kind=money value=3",
                "expected `and`, `or` or the end, found `value=3`; words with blanks stand in quotes",
            ),
            ("(kind=money", "expected a condition such as kind=money or value>=1e6, found the end"),
            (
                "kind=mony",
                "kind: expected one of money, percent, count, measure, duration, date, found `mony`; did you mean `money`?",
            ),
            ("what>5", "`what` holds words: it is compared by = and != alone"),
            ("value>many", "value: expected a number such as 3400000 or 3.4e6, found `many`"),
            ("period_end>2022", "period_end: expected a day such as 2022-09-12, found `2022`"),
            ("valeu>1", "unknown column `valeu`; did you mean `value`?"),
        ] {
            assert_eq!(Expression::parse(text).unwrap_err(), told, "{text}");
        }
        assert!(Expression::parse("what=/(/").unwrap_err().starts_with("what: `/(/` is no regular expression"));
        assert!(Expression::parse(&"(".repeat(100_000)).is_err());
    }
}
