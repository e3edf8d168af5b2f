//! Claims over small hand-made documents.

use super::claims;
use crate::extract::ids;
use crate::figure::{ClaimRow, DocumentRow, Figure, Kind, Lang, Period, PublishedFrom, Relation, Status};

/// A count or, in USD, money: the value in its sentence, marked « ».
pub(super) fn figure(doc_id: &str, value: &str, unit: &str, sentence: &str) -> Figure {
    let exact = sentence.split(['«', '»']).nth(1).unwrap_or(value).to_owned();
    Figure {
        doc_id: doc_id.into(),
        kind: if unit == "USD" { Kind::Money } else { Kind::Count },
        exact,
        value: Some(value.parse().unwrap()),
        decimals: Some(0),
        unit: unit.into(),
        status: Some(Status::Actual),
        sentence: sentence.replace(['«', '»'], ""),
        line: 1,
        ..Figure::default()
    }
}

fn document(doc_id: &str, published: &str) -> DocumentRow {
    DocumentRow {
        doc_id: doc_id.into(),
        published: published.into(),
        published_from: Some(PublishedFrom::FileName),
        lang: Some(Lang::En),
        ..DocumentRow::default()
    }
}

/// The claims as "relation: value value …", and the rows.
fn run(mut figures: Vec<Figure>) -> (Vec<String>, Vec<ClaimRow>) {
    for (at, figure) in figures.iter_mut().enumerate() {
        figure.char_start = at;
    }
    ids::assign(&mut figures);
    let documents = ["2021-12", "2022-04-18", "2022-09-12", "2022-09-13", "2023-09-29", "2024-04-19"]
        .map(|date| document(date, date));
    let rows = claims(&figures, &documents);
    figures.reverse();
    assert_eq!(claims(&figures, &documents), rows, "the order of the figures is of no matter");
    let mut lines: Vec<(String, String)> = Vec::new();
    for row in &rows {
        let figure = figures.iter().find(|figure| figure.figure_id == row.figure_id).unwrap();
        if lines.last().is_none_or(|(id, _)| *id != row.claim_id) {
            lines.push((row.claim_id.clone(), format!("{}:", row.relation)));
        }
        let (_, line) = lines.last_mut().unwrap();
        line.extend([" ", &figure.exact]);
    }
    (lines.into_iter().map(|(_, line)| line).collect(), rows)
}

const AWE_APRIL: &str = "The United States awarded the U.S.-Mexico Foundation for Science (FUMEC) $38,000 to implement the \
                         2022 Academy for Women Entrepreneurs program in «13» Mexican states.";
const AWE_SEPTEMBER: &str = "The United States awarded the U.S.-Mexico Foundation for Science (FUMEC) $38,000 to implement \
                             the 2022 Academy for Women Entrepreneurs program, with women from «14» Mexican states.";

#[test]
fn a_new_value_for_the_same_thing_and_time_is_a_revision() {
    let said = |doc: &str, value: &str, sentence: &str| Figure {
        what: "Mexican states".into(),
        ..figure(doc, value, "state", sentence)
    };
    let (lines, rows) = run(vec![said("2022-04-18", "13", AWE_APRIL), said("2022-09-12", "14", AWE_SEPTEMBER)]);
    assert_eq!(lines, ["revised: 13 14"]);
    assert!(rows[0].note.starts_with("13, then 14: the same thing and time, a new value"), "{}", rows[0].note);
    assert_eq!(rows[0].relation, Relation::Revised);
}

#[test]
fn the_same_value_in_the_same_words_is_repeated() {
    let april = AWE_APRIL.replace(['«', '»'], "").replace("$38,000", "«$38,000»");
    let september = AWE_SEPTEMBER.replace(['«', '»'], "").replace("$38,000", "«$38,000»");
    let figures = vec![figure("2022-04-18", "38000", "USD", &april), figure("2022-09-12", "38000", "USD", &september)];
    assert_eq!(run(figures).0, ["repeated: $38,000 $38,000"]);
}

#[test]
fn the_same_thing_for_another_period_is_an_update() {
    let said = |doc: &str, value: &str, period: &str, sentence: &str| {
        let mut figure = Figure {
            actor: "USAID".into(),
            place: "southern Mexico".into(),
            status: Some(Status::Actual),
            ..figure(doc, value, "USD", sentence)
        };
        figure.set_period(Some(&Period::parse(period).unwrap()));
        figure
    };
    let earlier = "From 2021 and 2023, USAID programs in southern Mexico mobilized nearly «$30 million», benefitting more \
                   than 48,000 people.";
    let later = "Over the last two years, USAID mobilized over «$33 million» in economic development investments in southern \
                 Mexico, benefiting over 30,000 people.";
    let figures = vec![
        said("2023-09-29", "30000000", "2021/2023", earlier),
        said("2024-04-19", "33000000", "2022-04/2024-04", later),
    ];
    let (lines, rows) = run(figures);
    assert_eq!(lines, ["updated: $30 million $33 million"]);
    assert!(rows[1].note.contains("another period (2021/2023, then 2022-04/2024-04)"), "{}", rows[1].note);
}

#[test]
fn another_stage_is_an_update() {
    let figures = vec![
        Figure {
            what: "students".into(),
            category: "participants".into(),
            ..figure(
                "2023-09-29",
                "12",
                "student",
                "«Twelve» students were selected to participate in the Community College Initiative for Mexico 2024.",
            )
        },
        Figure {
            period_edtf: "2024-01/2024-05".into(),
            what: "Mexican engineering students".into(),
            category: "participants".into(),
            ..figure(
                "2024-04-19",
                "11",
                "student",
                "Notably, a community college initiative during the January-May 2024 semester saw «eleven» Mexican \
                 engineering students participate in the Automated Industrial Technology program at Mesa Community College \
                 in Arizona.",
            )
        },
    ];
    assert_eq!(run(figures).0, ["updated: Twelve eleven"]);
}

#[test]
fn what_differs_in_place_actor_or_noun_is_no_claim() {
    let said = |doc: &str, value: &str, place: &str, actor: &str, what: &str| Figure {
        place: place.into(),
        actor: actor.into(),
        what: what.into(),
        ..figure(
            doc,
            value,
            "job",
            &format!("{actor} will create «{value}» {what} through its coffee program in {place}."),
        )
    };
    let base = || said("2022-04-18", "3000", "Guatemala", "Nespresso", "direct jobs");
    for other in [
        said("2022-09-12", "4000", "Honduras", "Nespresso", "direct jobs"),
        said("2022-09-12", "4000", "Guatemala", "Starbucks", "direct jobs"),
        said("2022-09-12", "4000", "Guatemala", "Nespresso", "indirect jobs"),
        said("2022-09-12", "3000", "Honduras", "Nespresso", "direct jobs"),
    ] {
        let label = other.sentence.clone();
        assert_eq!(run(vec![base(), other]).0, [""; 0], "{label}");
    }
    let same = said("2022-09-12", "4000", "Guatemala", "Nespresso", "direct jobs");
    assert_eq!(run(vec![base(), same]).0, ["updated: 3000 4000"]);
}

#[test]
fn values_of_one_day_that_cannot_both_hold_conflict() {
    let said = |doc: &str, value: &str| Figure {
        what: "direct jobs".into(),
        ..figure(doc, value, "job", &format!("Nespresso will create «{value}» direct jobs through its coffee program."))
    };
    let documents = [document("a", "2022-06-10"), document("b", "2022-06-10")];
    let mut figures = vec![said("a", "3000"), said("b", "4000")];
    ids::assign(&mut figures);
    let rows = claims(&figures, &documents);
    assert_eq!(rows.iter().map(|row| row.relation).collect::<Vec<_>>(), [Relation::Conflicting; 2]);
}

#[test]
fn the_same_value_for_another_named_year_is_an_update() {
    let said = |doc: &str, year: &str| {
        let sentence = format!("Nespresso trained «4,000» coffee farmers in Jinotega in {year}.");
        let mut figure = figure(doc, "4000", "farmer", &sentence);
        figure.set_period(Some(&Period::parse(year).unwrap()));
        figure
    };
    assert_eq!(run(vec![said("2022-04-18", "2021"), said("2023-09-29", "2022")]).0, ["updated: 4,000 4,000"]);
    assert_eq!(run(vec![said("2022-04-18", "2021"), said("2023-09-29", "2021")]).0, ["repeated: 4,000 4,000"]);
}

#[test]
fn which_of_two_is_meant_must_be_clear() {
    let said = |doc: &str, value: &str, sentence: &str| Figure {
        what: "residents".into(),
        ..figure(doc, value, "%", sentence)
    };
    let figures = vec![
        said("2022-04-18", "26", "«26» of northern and 29 of southern residents live beside polluted Superfund sites."),
        said("2022-04-18", "29", "26 of northern and «29» of southern residents live beside polluted Superfund sites."),
        said("2022-09-12", "31", "«31» of northern and southern residents live beside polluted Superfund sites."),
    ];
    assert_eq!(run(figures.clone()).0, [""; 0]);
    assert_eq!(run(figures[1..].to_vec()).0, ["updated: 29 31"]);
}

/// A fact sheet and its copy by machine: synonyms for most words, digits for words, a figure more in between.
#[test]
fn a_reworded_copy_is_aligned_by_order() {
    let original = [
        ("4", "pillar", "HLED is focused on «four» thematic pillars."),
        ("21", "engagement", "The governments hosted at least «21» stakeholder outreach engagements."),
        ("474000000", "USD", "EPA and CONAGUA identified a combined «$474 million» in priority projects."),
        ("26", "project", "The law dedicates $3.4 billion for «26» major construction projects."),
        ("4", "state", "USAID launched a program in «four» southern Mexican states."),
        ("30", "partnership", "It will mobilize investment through «30» public-private partnerships."),
        ("13", "center", "The governments established «13» community centers in Veracruz."),
        ("38000", "USD", "The United States awarded the foundation «$38,000»."),
    ];
    let copy = [
        ("4", "pillar", "HLED is targeted on «4» thematic pillars."),
        ("21", "engagement", "The administrations held at the very least «21» stakeholder outreach engagements."),
        ("474000000", "USD", "EPA and CONAGUA recognized a mixed «$474 million» in precedence initiatives."),
        ("26", "initiative", "The regulation dedicates $3.4 billion for «26» main building initiatives."),
        ("5", "photo", "Picture gallery: «5» photos."),
        ("4", "state", "USAID began a challenge in «4» southern Mexican states."),
        ("30", "partnership", "It would mobilize funding by way of «30» public-private partnerships."),
        ("13", "facility", "The administrations set up «13» neighborhood facilities in Veracruz."),
        ("38000", "USD", "The USA awarded the muse «$38,000»."),
    ];
    let rows = |doc: &str, of: &[(&str, &str, &str)]| -> Vec<Figure> {
        of.iter().map(|(value, unit, sentence)| figure(doc, value, unit, sentence)).collect()
    };
    let figures = [rows("2022-09-12", &original), rows("2022-09-13", &copy)].concat();
    let (lines, rows) = run(figures);
    assert_eq!(lines.len(), original.len(), "{lines:#?}");
    assert_eq!(lines[4], "repeated: four 4");
    assert_eq!(lines[6], "repeated: 13 13");
    assert!(rows[0].note.contains("8 of 8 figures"), "{}", rows[0].note);
}
