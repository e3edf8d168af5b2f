//! `datapackage.json`: what is in the folder, for programs that know Data Package v2 and Table Schema (frictionless, R
//! and others). Holds no clock time, so a re-run changes no byte.

use super::hex;
use super::schema::{Column, ForeignKey, TABLES, Table};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// The CSV file of a table, as the package lists it.
#[derive(Debug, Clone)]
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
    pretty(&json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "figures",
        "title": "Figures stated in official documents",
        "description": "Every figure of the documents, with the words that state it. Values are as stated; overlapping \
                        or cumulative figures are not to be summed.",
        "resources": resources.iter().map(resource).collect::<Vec<_>>(),
    }))
}

/// The Table Schema of each table under its name, as indented JSON: what the `schema` command shows.
pub fn schemas() -> String {
    let tables: Map<String, Value> = TABLES.iter().map(|table| (table.name.to_owned(), table_schema(table))).collect();
    pretty(&tables.into())
}

fn resource(resource: &Resource) -> Value {
    let Resource { table, bytes, sha256 } = resource;
    json!({
        "name": table.name,
        "type": "table",
        "path": format!("{}.csv", table.name),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes,
        "hash": format!("sha256:{sha256}"),
        "schema": table_schema(table),
    })
}

fn table_schema(table: &Table) -> Value {
    let mut schema = json!({
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": table.primary_key,
    });
    if !table.foreign_keys.is_empty() {
        let key = |key: &ForeignKey| json!({ "fields": [key.column], "reference": { "resource": key.table, "fields": [key.column] } });
        schema["foreignKeys"] = table.foreign_keys.iter().map(key).collect();
    }
    schema
}

fn field(column: &Column) -> Value {
    let mut field = json!({
        "name": column.name,
        "type": column.kind.as_str(),
        "description": column.description,
    });
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".into(), true.into());
    }
    if !column.words.is_empty() {
        constraints.insert("enum".into(), json!(column.words));
    }
    if !column.pattern.is_empty() {
        constraints.insert("pattern".into(), column.pattern.into());
    }
    if !constraints.is_empty() {
        field["constraints"] = constraints.into();
    }
    field
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

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
