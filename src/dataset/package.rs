//! `datapackage.json`: what is in the folder, for programs that know Data Package v2 and Table Schema (frictionless, R
//! and others). Holds no clock time, so a re-run changes no byte.

use super::hex;
use super::schema::{Column, ForeignKey, TABLES, Table};
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

/// The CSV file of a table, as the package lists it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Resource {
    /// The table.
    pub table: &'static Table,
    /// Size of the file in bytes.
    pub bytes: usize,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
}

impl Resource {
    /// Describes the file of `table` that holds `content`.
    pub fn new(table: &'static Table, content: &[u8]) -> Self {
        Self { table, bytes: content.len(), sha256: hex(&Sha256::digest(content)) }
    }
}

/// The descriptor as indented JSON that ends with a line feed.
pub fn descriptor(resources: &[Resource]) -> String {
    pretty(&Package {
        schema: "https://datapackage.org/profiles/2.0/datapackage.json",
        name: "figures",
        title: "Figures stated in official documents",
        description: "Every figure of the documents, with the words that state it. Values are as stated; overlapping \
                      or cumulative figures are not to be summed.",
        resources: resources.iter().map(described).collect(),
    })
}

/// The Table Schema of each table under its name, as indented JSON: what the `schema` command shows.
pub fn schemas() -> String {
    pretty(&Schemas)
}

/// The package, its names in the order of the file.
#[derive(Serialize)]
struct Package<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    resources: Vec<Described<'a>>,
}

#[derive(Serialize)]
struct Described<'a> {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    path: String,
    description: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    hash: String,
    schema: TableSchema<'a>,
}

fn described(resource: &Resource) -> Described<'_> {
    let Resource { table, bytes, sha256 } = resource;
    Described {
        name: table.name,
        kind: "table",
        path: format!("{}.csv", table.name),
        description: table.description,
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        bytes: *bytes,
        hash: format!("sha256:{sha256}"),
        schema: TableSchema::of(table),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TableSchema<'a> {
    fields: Vec<Field<'a>>,
    missing_values: [&'static str; 1],
    primary_key: &'a [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<Key<'a>>,
}

impl<'a> TableSchema<'a> {
    fn of(table: &'a Table) -> Self {
        let key = |key: &'a ForeignKey| Key {
            fields: [key.column],
            reference: Reference { resource: key.table, fields: [key.column] },
        };
        Self {
            fields: table.columns.iter().map(field).collect(),
            missing_values: [""],
            primary_key: table.primary_key,
            foreign_keys: table.foreign_keys.iter().map(key).collect(),
        }
    }
}

#[derive(Serialize)]
struct Key<'a> {
    fields: [&'a str; 1],
    reference: Reference<'a>,
}

#[derive(Serialize)]
struct Reference<'a> {
    resource: &'a str,
    fields: [&'a str; 1],
}

#[derive(Serialize)]
struct Field<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints<'a>>,
}

#[derive(Serialize)]
struct Constraints<'a> {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(rename = "enum", skip_serializing_if = "<[_]>::is_empty")]
    words: &'a [&'static str],
    #[serde(skip_serializing_if = "str::is_empty")]
    pattern: &'a str,
}

fn field(column: &Column) -> Field<'_> {
    let Column { required, words, pattern, .. } = *column;
    let some = required || !words.is_empty() || !pattern.is_empty();
    Field {
        name: column.name,
        kind: column.kind.as_str(),
        description: column.description,
        constraints: some.then_some(Constraints { required, words, pattern }),
    }
}

/// Every table's schema under its name.
struct Schemas;

impl Serialize for Schemas {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(TABLES.len()))?;
        for table in TABLES {
            map.serialize_entry(table.name, &TableSchema::of(table))?;
        }
        map.end()
    }
}

/// Only a map with keys that are no text, or a number that is none, could not be written.
fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn every_table_is_described() {
        let resources = TABLES.map(|table| Resource::new(table, b"x\n"));
        let text = descriptor(&resources);
        let package: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(package["resources"][3]["path"], "claims.csv");
        assert_eq!(package["resources"][0]["bytes"], 2);
        assert_eq!(package["resources"][0]["schema"]["primaryKey"], json!(["figure_id"]));
        assert_eq!(package["resources"][2]["schema"]["foreignKeys"][0]["reference"]["resource"], "figures");
        let kind = &package["resources"][0]["schema"]["fields"][2];
        assert_eq!(kind["constraints"]["enum"][0], "money");
        assert!(text.starts_with("{\n  \"$schema\":") && text.ends_with("}\n"));
        let schemas: Value = serde_json::from_str(&schemas()).unwrap();
        assert_eq!(schemas["figures"], package["resources"][0]["schema"]);
    }
}
