use super::super::within;
use crate::figure::Kind;
use crate::lexicon::Lexicon;
use crate::read::{self, Format, Limits, ReadOptions};
use std::path::Path;

/// The figures of a table but its dates, and what is said of those left out. Rows are parted by "/", cells by "|", and
/// "td2", "td^" begin a cell that spans two columns, two rows; "!" begins a row of heads.
#[track_caller]
fn figures(caption: &str, table: &str) -> Vec<String> {
    let cell = |cell: &str, name: &str| {
        let (text, spans) = match cell.trim() {
            text if text.starts_with('^') => (&text[1..], "rowspan=2"),
            text if text.starts_with('+') => (&text[1..], "colspan=2"),
            text => (text, ""),
        };
        format!("<{name} {spans}>{text}</{name}>")
    };
    let row = |row: &str| {
        let (row, name) = row.trim().strip_prefix('!').map_or((row, "td"), |row| (row, "th"));
        format!("<tr>{}</tr>", row.split('|').map(|text| cell(text, name)).collect::<String>())
    };
    let rows: String = table.split(" / ").map(row).collect();
    let page = format!("<html lang=en><p>{caption}</p><table>{rows}</table>");
    let options = ReadOptions { format: Some(Format::Html), ..ReadOptions::default() };
    let document = read::read(page.as_bytes(), Path::new("t"), &options).unwrap().remove(0);
    let (figures, note) = within(&document, Lexicon::embedded(), &Limits::default());
    let shown = figures.iter().filter(|figure| figure.kind != Kind::Date).map(|figure| {
        let value = figure.value.map(|value| value.normalize().to_string()).unwrap_or_default();
        let slots = [value, figure.unit.clone(), figure.what.clone(), figure.place.clone(), figure.period_edtf.clone()];
        slots.into_iter().filter(|slot| !slot.is_empty()).collect::<Vec<_>>().join(" ")
    });
    shown.chain(Some(note).filter(|note| !note.is_empty())).collect()
}

#[test]
fn several_head_rows() {
    let expected = ["7000000 CHF Sales Alto 2024", "8000000 CHF Sales Alto 2023"];
    for table in [
        "!^Region | +Sales (CHF millions) / !2024 | 2023 / Alto | 7 | 8",
        "^Region | +Sales (CHF millions) / 2024 | 2023 / Alto | 7 | 8",
        "!Region | Sales (CHF millions) | / ! | 2024 | 2023 / Alto | 7 | 8",
        "!Region | Sales | Sales / ! | 2024 | 2023 / ! | (CHF millions) | (CHF millions) / Alto | 7 | 8",
        "!| +Sales (CHF millions) / Region | 2024 | 2023 / Alto | 7 | 8",
    ] {
        assert_eq!(figures("", table), expected, "{table}");
    }
    let expected = ["30 pupil Pupils", "40 farm Farms: Large"];
    assert_eq!(figures("", "!Site | Pupils | Farms / ! | (number) | Large / B-1 | 30 | 40"), expected);
    let expected = ["30 farm Farms", "40 farm Farms"];
    assert_eq!(figures("", "!Site | +Farms / B-1 | 30 | 40"), expected);
}

#[test]
fn labels_and_lines_that_hold_for_several_rows() {
    let table = "!Year | Site | Farms / ^2021 | B-1 | 30 / B-2 | 40";
    assert_eq!(figures("", table), ["30 farm Farms 2021", "40 farm Farms 2021"]);
    let table = "!Region | Item | 2021 / ^Alto | Farms | 30 / Loans (US$ million) | 4";
    assert_eq!(figures("", table), ["30 farm Farms Alto 2021", "4000000 USD Loans Alto 2021"]);
    let table = "!Item | 2021 / People / Farms | 30 / Money (EUR thousand) / Loans | 4 / Grants | 5";
    assert_eq!(figures("", table), ["30 farm Farms 2021", "4000 EUR Loans 2021", "5000 EUR Grants 2021"]);
    let table = "!Site | Farms / B-1 | 30 / 2022 / B-1 | 40";
    assert_eq!(figures("", table), ["30 farm Farms", "40 farm Farms 2022"]);
}

#[test]
fn pairs_have_no_head_and_their_labels_tell_a_time() {
    let page = "<html lang=en><dl><dt>Founded<dd>1998<dt>Members<dd>1,204<dt>Budget (2021)<dd>$4 million</dl>";
    let options = ReadOptions { format: Some(Format::Html), ..ReadOptions::default() };
    let document = read::read(page.as_bytes(), Path::new("t"), &options).unwrap().remove(0);
    let figures = within(&document, Lexicon::embedded(), &Limits::default()).0;
    let figures = figures.iter().filter(|figure| figure.kind != Kind::Date);
    let found: Vec<_> = figures.map(|f| (f.what.as_str(), f.period_edtf.as_str())).collect();
    assert_eq!(found, [("Members", ""), ("Budget", "2021")]);
}

#[test]
fn places_and_totals_are_no_names_of_what_is_counted() {
    let table = "!District | 2021 / Alto | 30 / Total | 70";
    let expected = ["30 farm Farms irrigated Alto 2021", "70 farm Farms irrigated 2021"];
    assert_eq!(
        figures("Table 3. Farms irrigated by district", table)[..1],
        ["30 farm Farms irrigated by district Alto 2021"]
    );
    assert_eq!(figures("Farms irrigated, 2021", table), expected);
}

#[test]
fn a_note_under_a_table_is_prose_and_a_frame_no_table() {
    let table = "!Site | Farms / B-1 | 30 / +Note: 4 sites did not report.";
    assert_eq!(figures("", table), ["30 farm Farms", "4 site sites"]);
}

#[test]
fn units_not_understood_are_told_once() {
    let table = "!Crop | Yield (t/ha) | Index (2015=100) / Maize | 2.4 | 3 / Wheat | 1.9 | .. / Area (ha) | n/a | -";
    let expected = "3 numbers of tables are left out, their unit not understood: `Yield (t/ha)`, `Index (2015=100)`";
    assert_eq!(figures("", table), [expected]);
    let expected = ["12 death Deaths", "1 number of tables is left out, its unit not understood: `Cases per 100,000`"];
    assert_eq!(figures("", "!Site | Deaths | Cases per 100,000 / B-1 | 12 | 45.2"), expected);
}

#[test]
fn a_second_head_begins_another_table() {
    let table = "!Site | Farms / B-1 | 30 / !Site | Boats / B-1 | 40 / !Total | 50";
    assert_eq!(figures("", table), ["30 farm Farms", "40 boat Boats", "50 boat Boats"]);
}

#[test]
fn months_take_the_year_over_them() {
    let heads = "!^City | +2023 / !January | February / Nadi | 30 | 40";
    assert_eq!(figures("Farms", heads), ["30 farm Farms Nadi 2023-01", "40 farm Farms Nadi 2023-02"]);
    let rows = "!Month | Farms / January | 30 / May | 40";
    assert_eq!(figures("Farms visited, 2023", rows), ["30 farm Farms 2023-01", "40 farm Farms 2023-05"]);
    assert_eq!(figures("Farms visited", rows), ["30 farm Farms", "40 farm Farms"]);
}

#[test]
fn units_stand_in_a_row_or_a_column_of_their_own_or_in_the_corner() {
    let row = "!Site | Farms | Land / ! | No. | ha / B-1 | 30 | 40";
    assert_eq!(figures("", row), ["30 farm Farms", "40 hectare Land"]);
    let column = "!Site | Currency | Amount / B-1 | KES | 4,500 / B-2 | UGX | 900";
    assert_eq!(figures("", column), ["4500 KES B-1", "900 UGX B-2"]);
    let corner = "!Landings (tonnes) | 2021 | 2022 / Tuna | 30 | 40";
    assert_eq!(figures("", corner), ["30 tonne Tuna 2021", "40 tonne Tuna 2022"]);
    let unknown = "!Item | 2021 / GDP (mn LCU) | 48,210";
    assert_eq!(figures("", unknown), ["1 number of tables is left out, its unit not understood: `GDP (mn LCU)`"]);
}

#[test]
fn a_bracket_may_end_in_the_next_cell_and_a_label_hold_amounts() {
    let table = "!Item | 2021 | / Net loss (USD) | (1,935 | ) / Net sales (USD) | 40 |";
    assert_eq!(figures("", table), ["-1935 USD Net loss 2021", "40 USD Net sales 2021"]);
    let classes = "!Rent | Tenants / €400–€799 | 30 / €800 or more | 40";
    let counts: Vec<_> = figures("", classes).into_iter().filter(|row| row.contains("tenant")).collect();
    assert_eq!(counts, ["30 tenant Tenants", "40 tenant Tenants"]);
    assert_eq!(figures("", "!Port | Berth no. | Farms / Tema | 7 | 40"), ["40 farm Farms"]);
}
