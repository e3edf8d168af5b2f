//! Figures and texts made by hand, for the tests of this room.

use crate::figure::{Figure, Kind};

/// A figure with these cells and nothing else.
pub(crate) fn figure(doc_id: &str, kind: &str, exact: &str, value: Option<&str>) -> Figure {
    Figure {
        figure_id: format!("f-{}", exact.to_lowercase().replace([' ', ',', '$', '.'], "")),
        doc_id: doc_id.to_owned(),
        kind: Kind::from_word(kind).expect("a kind"),
        exact: exact.to_owned(),
        value: value.map(|value| value.parse().expect("a number")),
        value_max: None,
        decimals: None,
        unit: String::new(),
        per: String::new(),
        modifier: crate::figure::Modifier::Exact,
        change: None,
        what: String::new(),
        category: String::new(),
        actor: String::new(),
        place: String::new(),
        country: String::new(),
        status: None,
        period_edtf: String::new(),
        period_start: None,
        period_end: None,
        calendar: None,
        section: String::new(),
        sentence: String::new(),
        char_start: 0,
        char_end: 0,
        line: 1,
        page: None,
        lang: crate::figure::Lang::En,
        span: crate::span::Span::default(),
        evidence: crate::figure::Evidence::default(),
    }
}

/// The figure with cells set as `column=text`.
pub(crate) fn with(mut figure: Figure, cells: &[(&str, &str)]) -> Figure {
    for (name, text) in cells {
        let column = super::Column::from_word(name).expect("a column");
        column.set(&mut figure, text).expect("a cell");
    }
    figure
}
