//! Keyword arguments → what documents are read with.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use quantifact::figure::{Lang, Period};
use quantifact::lexicon::Lexicon;
use quantifact::read::{Format, Limits, ReadOptions};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What is told of all documents alike, as Python gives it.
#[derive(FromPyObject, Default)]
#[pyo3(from_item_all)]
pub(crate) struct Told {
    format: Option<String>,
    date: Option<String>,
    lang: Option<String>,
    country: Option<String>,
    limits: Option<BTreeMap<String, Most>>,
    lexicon: Option<PathBuf>,
    pub(crate) jobs: Option<usize>,
}

/// A limit as a number, or with its unit: `"2MiB"`.
#[derive(FromPyObject)]
pub(crate) enum Most {
    Number(u64),
    Words(String),
}

impl Told {
    /// The options, and the words.
    ///
    /// # Errors
    /// `ValueError` where one of them does not read.
    pub(crate) fn resolve(&self) -> PyResult<(ReadOptions, Cow<'static, Lexicon>)> {
        let wrong = |what: &str, told: &str, hint: &str| PyValueError::new_err(format!("{what} {told:?}: {hint}"));
        let mut options = ReadOptions::default();
        if let Some(told) = &self.format {
            let format = Format::from_word(told);
            let hint = "expected txt, md, html, pdf, docx, jsonl, csv, arrow or parquet";
            options.format = Some(format.ok_or_else(|| wrong("format", told, hint))?);
        }
        if let Some(told) = &self.date {
            options.date = Some(Period::parse(told).map_err(|error| wrong("date", told, &error.to_string()))?);
        }
        if let Some(told) = &self.lang {
            let lang = Lang::from_word(told);
            options.lang =
                Some(lang.ok_or_else(|| wrong("lang", told, &format!("expected {}", Lang::WORDS.join(" or "))))?);
        }
        if let Some(told) = &self.country {
            let code = Lexicon::embedded().places.country(told);
            let hint = "no country has this name or ISO 3166-1 alpha-3 code";
            options.country = Some(code.ok_or_else(|| wrong("country", told, hint))?.to_owned());
        }
        let mut limits = Limits::default();
        for (name, number) in self.limits.iter().flatten() {
            let number = match number {
                Most::Number(number) => number.to_string(),
                Most::Words(words) => words.clone(),
            };
            limits.set(&format!("{name}={number}")).map_err(PyValueError::new_err)?;
        }
        options.limits = limits;
        let lexicon = match &self.lexicon {
            None => Cow::Borrowed(Lexicon::embedded()),
            Some(folder) if !folder.is_dir() => {
                return Err(wrong("lexicon", &folder.display().to_string(), "no such folder of word tables"));
            }
            Some(folder) => {
                Cow::Owned(Lexicon::load(Some(folder)).map_err(|error| PyValueError::new_err(error.to_string()))?)
            }
        };
        Ok((options, lexicon))
    }
}
