//! Rows for the tests of series and charts, written by hand from the five fact sheets.

use crate::figure::{Change, DocumentRow, Figure, Kind, Lang, Modifier, Period, Status};
use crate::span::Span;

/// doc | kind | value | unit | modifier | change | what | category | actor | place | status | period | sentence
const FIGURES: &str = "\
2022-09|money|38000|USD|exact||Academy for Women Entrepreneurs program||United States|13 Mexican states|commitment||the program
2022-09|money|3400000000|USD|exact||construction and modernization projects|investment|Bipartisan Infrastructure Law|both U.S. borders|commitment||dedicates
2022-09|count|800|woman|more_than||Mexican women|participants||14 Mexican states|actual||with over 800
2022-09|count|40000|beneficiary|exact||beneficiaries|beneficiaries|USAID|four southern Mexican states|target||improve the livelihoods
2022-09b|count|800|girl|more_than||Mexican girls|participants||14 Mexican states|actual||with over 800
2022-09b|count|40000|beneficiary|exact||beneficiaries|beneficiaries|USAID|4 southern Mexican states|target||enhance the livelihoods
2023-09|count|12|student|exact||students|participants|||actual||Twelve students were selected
2023-09|count|1400|participant|more_than||participants|participants|MDRC|Americas|actual|2021/2023|trained more than
2023-09|count|90000|job|more_than||jobs|jobs|USAID|northern Central America|actual||create more than 90,000 jobs
2023-09|money|320000000|USD|more_than||sales|sales|USAID|northern Central America|actual||generating more than
2023-09|count|104000|individual|more_than||individuals|beneficiaries|USAID||actual||reached more than
2023-09|count|465000|youth|more_than||youth|beneficiaries|USAID|northern Central America|actual||reached more than
2023-09|count|40000|beneficiary|exact||beneficiaries|beneficiaries|AMEXCID|El Salvador and Honduras|actual||a total of
2023-09|count|40000|job|exact|additional|indirect jobs|jobs|AMEXCID|El Salvador and Honduras|actual||created an additional
2023-09|count|14000|youth|exact|additional|youth and farmers|beneficiaries|AMEXCID|Guatemala|target||benefit an additional
2023-09|count|14000|job|at_least||indirect jobs|jobs|AMEXCID|Guatemala|target||generating at least
2023-09|count|2400|individual|exact||individuals|beneficiaries|USAID and AMEXCID|El Salvador and Honduras|actual||jointly assisting
2023-09|money|30000000|USD|nearly||||USAID|southern Mexico|actual|2021/2023|USAID programs in southern Mexico mobilized nearly $30 million, benefitting
2023-09|count|48000|person|more_than||people|beneficiaries|USAID|southern Mexico|actual|2021/2023|benefitting more than 48,000 people
2023-09|money|250000000|USD|more_than||sales and investment|sales|USAID||target||on track to generate
2024-04|count|11|student|exact||Mexican engineering students|participants||Mesa Community College|actual|2024-01/2024-05|saw eleven
2024-04|money|33000000|USD|more_than||economic development investments|investment|USAID|southern Mexico|actual|2022-04/2024-04|USAID mobilized over $33 million
2024-04|count|30000|person|more_than||people|beneficiaries|USAID|southern Mexico|actual|2022-04/2024-04|benefiting over 30,000 people
2024-04|money|10000000|USD|exact|additional|||||target||New programs are set to launch, aiming to mobilize
2024-04|count|5000|student|more_than||students|participants|SEP||actual||with over 5,000 students enrolled
2024-04|date|||exact||||||||In April 2024";

/// A figure with an id and little else.
pub(crate) fn figure(id: usize, doc_id: &str, kind: Kind, value: &str, unit: &str) -> Figure {
    Figure {
        figure_id: format!("f{id}"),
        doc_id: doc_id.to_owned(),
        kind,
        exact: value.to_owned(),
        value: value.parse().ok(),
        decimals: Some(0),
        unit: unit.to_owned(),
        char_start: id,
        char_end: id + 1,
        line: id + 1,
        span: Span::new(id, id + 1),
        ..Figure::default()
    }
}

/// A document with a date.
pub(crate) fn document(doc_id: &str, title: &str, published: &str) -> DocumentRow {
    DocumentRow {
        doc_id: doc_id.to_owned(),
        path: format!("{doc_id}.txt"),
        title: title.to_owned(),
        published: published.to_owned(),
        lang: Some(Lang::En),
        chars: 1,
        figures: 1,
        ..DocumentRow::default()
    }
}

/// The figures and documents above.
pub(crate) fn dataset() -> (Vec<Figure>, Vec<DocumentRow>) {
    let figures = FIGURES.lines().enumerate().map(|(id, line)| {
        let cells: Vec<&str> = line.split('|').collect();
        let mut figure = figure(id, cells[0], Kind::from_word(cells[1]).unwrap(), cells[2], cells[3]);
        figure.modifier = Modifier::from_word(cells[4]).unwrap();
        figure.change = Change::from_word(cells[5]);
        (figure.what, figure.category) = (cells[6].to_owned(), cells[7].to_owned());
        (figure.actor, figure.place) = (cells[8].to_owned(), cells[9].to_owned());
        figure.status = Status::from_word(cells[10]);
        figure.set_period(Period::parse(cells[11]).ok().as_ref());
        cells[12].clone_into(&mut figure.sentence);
        figure
    });
    let documents = [
        ("2022-09", "FACT SHEET: 2022 U.S. – Mexico High-Level Economic Dialogue", "2022-09-12"),
        ("2022-09b", "FACT SHEET: 2022 U.S. – Mexico Excessive-Stage Financial Dialogue", "2022-09-13"),
        ("2023-09", "FACT SHEET – 2023 U.S.-Mexico High-Level Economic Dialogue", "2023-09-29"),
        ("2024-04", "U.S. – Mexico High-Level Economic Dialogue Mid-Year Review", "2024-04-19"),
    ];
    (figures.collect(), documents.iter().map(|(id, title, date)| document(id, title, date)).collect())
}
