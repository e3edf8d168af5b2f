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
        line: 1,
        ..Figure::default()
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
