//! The rows of a built-in table, read where they lie: at start there is no time to read every table whole, so the rows
//! of another language are passed over, and no cell is copied but into the row that keeps it.

use crate::figure::Lang;
use serde::de::value::{BorrowedStrDeserializer, Error};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use std::borrow::Cow;
use std::str::FromStr;

/// The rows of a table; of one whose first column is `lang` those of the language, if one is given, and of none.
///
/// # Errors
/// Says what in a row does not read.
pub(super) fn rows<'de, T: Deserialize<'de>>(csv: &'de str, lang: Option<Lang>) -> Result<Vec<T>, Error> {
    let mut lines = csv.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let heads: Vec<&str> = lines.next().unwrap_or_default().split(',').map(str::trim).collect();
    let other = match lang {
        Some(Lang::En) if heads.first() == Some(&"lang") => "es,",
        Some(Lang::Es) if heads.first() == Some(&"lang") => "en,",
        _ => "\n",
    };
    let (mut rows, mut cells, mut order) = (Vec::new(), Vec::with_capacity(heads.len()), Vec::new());
    for line in lines.filter(|line| !line.starts_with(other)) {
        split(line, &mut cells);
        rows.push(T::deserialize(Row { heads: &heads, cells: &mut cells, order: &mut order })?);
    }
    Ok(rows)
}

/// A cell without its quotes and the white space around it.
type Cell<'de> = Cow<'de, str>;

fn split<'de>(line: &'de str, cells: &mut Vec<Cell<'de>>) {
    cells.clear();
    if !line.contains('"') {
        return cells.extend(line.split(',').map(|cell| Cow::Borrowed(cell.trim())));
    }
    let mut rest = Some(line);
    while let Some(text) = rest {
        let Some(quoted) = text.trim_start().strip_prefix('"') else {
            let (cell, behind) = text.split_once(',').map_or((text, None), |(cell, behind)| (cell, Some(behind)));
            rest = behind;
            cells.push(Cow::Borrowed(cell.trim()));
            continue;
        };
        let mut cell = String::new();
        let mut left = quoted;
        // A quote that is doubled is one of the cell.
        while let Some((part, behind)) = left.split_once('"') {
            cell.push_str(part);
            left = behind;
            if !behind.starts_with('"') {
                break;
            }
            cell.push('"');
            left = &behind[1..];
        }
        rest = left.split_once(',').map(|(_, behind)| behind);
        cells.push(Cow::Owned(cell.trim().to_owned()));
    }
}

/// A row as a struct whose fields are named as the heads, or as a sequence of its cells.
struct Row<'a, 'de> {
    heads: &'a [&'de str],
    cells: &'a mut Vec<Cell<'de>>,
    /// The column of each field, filled by the first row.
    order: &'a mut Vec<usize>,
}

impl<'de> Deserializer<'de> for Row<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.order.clear();
        self.order.extend(0..self.cells.len());
        visitor.visit_seq(Fields { row: self, next: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.order.is_empty() {
            let column = |field: &&str| self.heads.iter().position(|head| head == field).unwrap_or(usize::MAX);
            self.order.extend(fields.iter().map(column));
        }
        visitor.visit_seq(Fields { row: self, next: 0 })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct Fields<'a, 'de> {
    row: Row<'a, 'de>,
    next: usize,
}

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some(&column) = self.row.order.get(self.next) else { return Ok(None) };
        self.next += 1;
        let cell = self.row.cells.get_mut(column).map(std::mem::take).unwrap_or_default();
        seed.deserialize(Value(cell)).map(Some)
    }
}

/// A cell as a value of the type asked for; an empty one as none.
struct Value<'de>(Cell<'de>);

impl Value<'_> {
    fn parse<T: FromStr>(&self, what: &str) -> Result<T, Error> {
        self.0.parse().map_err(|_| serde::de::Error::custom(format_args!("expected {what} instead of `{}`", self.0)))
    }
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Cow::Borrowed(text) => BorrowedStrDeserializer::new(text).deserialize_enum(name, variants, visitor),
            Cow::Owned(text) => text.into_deserializer().deserialize_enum(name, variants, visitor),
        }
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i8(self.parse("a whole number")?)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i32(self.parse("a whole number")?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u8(self.parse("a whole number from 0")?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u32(self.parse("a whole number from 0")?)
    }

    forward_to_deserialize_any! {
        bool i16 i64 i128 u16 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Table;

    #[test]
    fn every_table_reads_as_with_the_reader_of_folders() {
        for table in Table::ALL {
            let mut reader =
                csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(table.csv.as_bytes());
            let wanted: Vec<Vec<String>> = reader.deserialize().collect::<Result<_, _>>().unwrap();
            assert_eq!(rows::<Vec<String>>(table.csv, None).unwrap(), wanted, "{}", table.name);
            let of_both = [Lang::En, Lang::Es].map(|lang| rows::<Vec<String>>(table.csv, Some(lang)).unwrap().len());
            let shared = wanted.iter().filter(|row| !["en", "es"].contains(&&*row[0])).count();
            assert_eq!(of_both[0] + of_both[1], wanted.len() + shared, "{}", table.name);
        }
    }

    #[test]
    fn fields_are_found_by_their_heads() {
        #[derive(Debug, PartialEq, Deserialize)]
        struct Row<'a> {
            number: u8,
            word: &'a str,
            lang: Option<Lang>,
        }
        let csv = "# words\nlang,word,number\n, a ,1\nes,b,2\nen,\"c\",3\n";
        assert!(rows::<Row<'_>>(csv, None).is_err(), "a quoted cell is not borrowed");
        let of_es = rows::<Row<'_>>(csv, Some(Lang::Es)).unwrap();
        assert_eq!(of_es[0], Row { number: 1, word: "a", lang: None });
        assert_eq!(of_es[1], Row { number: 2, word: "b", lang: Some(Lang::Es) });
        assert_eq!(of_es.len(), 2);
        assert!(rows::<(String, u8)>("word,number\na,x\n", None).unwrap_err().to_string().contains("`x`"));
    }
}
