//! The month in which the fiscal year of each country begins.

use super::{LexiconError, rows};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;

/// `fiscal_years.csv`: countries, ISO 3166-1 alpha-3, whose fiscal year is not the calendar's.
#[derive(Debug, Clone, Default)]
pub struct FiscalYears(HashMap<String, i8>);

#[derive(Deserialize)]
struct Row {
    country: String,
    month: i8,
}

impl FiscalYears {
    /// The month, 1 to 12, with which a country's fiscal year begins.
    pub fn first_month(&self, country: &str) -> i8 {
        self.0.get(country).copied().unwrap_or(1)
    }

    pub(super) fn load(folder: Option<&Path>) -> Result<Self, LexiconError> {
        let rows: Vec<Row> = rows("fiscal_years.csv", folder)?;
        let wrong = |row: &&Row| !(1..=12).contains(&row.month);
        if let Some(row) = rows.iter().find(wrong) {
            return Err(LexiconError::Word {
                table: "fiscal_years.csv".to_owned(),
                form: row.country.clone(),
                word: row.month.to_string(),
            });
        }
        Ok(Self(rows.into_iter().map(|row| (row.country, row.month)).collect()))
    }
}
