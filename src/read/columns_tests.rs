use super::super::blocks::{self, Markup};
use crate::figure::BlockKind;
use crate::lexicon::Lexicon;

/// The blocks of a text, the rows of tables in square brackets, heads marked; each row's words are those of the source.
#[track_caller]
fn read(text: &str) -> Vec<String> {
    let blocks = blocks::read(text, 0, Markup::Txt, Lexicon::embedded());
    let shown = blocks.iter().map(|block| {
        for (at, char) in block.text.char_indices() {
            let there = text.get(block.map.source(at)..).and_then(|rest| rest.chars().next());
            assert!(matches!(char, ' ' | '|') || there == Some(char), "{}", block.text);
        }
        let mark = if block.cells.head {
            "!"
        } else if block.cells.section {
            "="
        } else {
            ""
        };
        if block.kind == BlockKind::TableRow { format!("{mark}[{}]", block.text) } else { block.text.clone() }
    });
    shown.collect()
}

#[test]
fn cells_aligned_by_spaces() {
    let text = "Ward        Homes    Cost ($ m)\nAlto          410          1.5\nBajo        1,020          0.75\n";
    assert_eq!(read(text), ["![Ward | Homes | Cost ($ m)]", "[Alto | 410 | 1.5]", "[Bajo | 1,020 | 0.75]"]);
    let text = "Ward     2021   2022\n-------  -----  -----\nAlto       41     52\n\nTotal      90     99\n\nIt ended.";
    assert_eq!(read(text), ["![Ward | 2021 | 2022]", "[Alto | 41 | 52]", "[Total | 90 | 99]", "It ended."]);
    // A blank cell, a section, a label of two lines.
    let text = "Item            2021   2022\nWater\n  Wells           40      \n  Pumps                  17\nFood and\n  seed            3      4";
    let rows = ["![Item | 2021 | 2022]", "[Wells | 40]", "[Pumps | | 17]", "[Food and seed | 3 | 4]"];
    assert_eq!(read(text), [rows[0], "=[Water]", rows[1], rows[2], rows[3]]);
}

#[test]
fn heads_of_several_lines() {
    let text = "                2021            2022\nWard       Girls   Boys   Girls   Boys\nAlto          40     41      42     43\nBajo          30     31      32     33";
    assert_eq!(read(text)[..2], ["![| 2021 | | 2022]", "![Ward | Girls | Boys | Girls | Boys]"]);
    // Whose "paid ($ m)" is it?
    let text = "Ward      Homes   Cost\nname      built paid ($ m)\nAlto         40     41\nBajo         30     31";
    assert!(read(text).iter().all(|block| !block.starts_with('[')), "{:?}", read(text));
}

#[test]
fn cells_parted_by_tabs() {
    let text = "Item\t2021\t2022\nWells\t40\t45\nPumps\t\t3\n";
    assert_eq!(read(text), ["![Item | 2021 | 2022]", "[Wells | 40 | 45]", "[Pumps | | 3]"]);
    assert_eq!(read("Wells\t40\nPumps\t3\n"), ["[Wells | 40]", "[Pumps | 3]"]);
}

#[test]
fn prose_stays_prose() {
    for text in [
        "It gave $5 million.  It built 45 schools.\nIt trained 30 people.  Then it gave 12 boats.\n",
        "Ana Ruiz              Juan Paz\nDirector              Minister\n",
        "Introduction          1\nMethods              14\nMaps                 52\n",
        "Tel.      020 7946 0958\nFax       020 7946 0959\n",
        "12 Main Street        Suite 200\n14 High Street        Room 5\n",
        "O  moon,\n    so  high\n  above  12  hills\n",
        "1.  Wells drilled     40\n2.  Pumps repaired    12\n",
        "The  fund  gave  45   schools\nto the  towns  of  the 12   provinces\n",
        "North     1,250     3.4\nSouth       980     2.1\n",
        "Cost\tUS$ 4 million\nStart\t1 May 2021\nLength\t36 months\nGrant number\t5519\n",
    ] {
        assert!(read(text).iter().all(|block| !block.contains('|')), "{:?}", read(text));
    }
}
