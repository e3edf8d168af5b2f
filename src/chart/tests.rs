//! Charts of the sample rows, and of rows of any shape.

use super::*;
use crate::figure::{Change, Kind, Modifier, Period, Relation, Status};
use crate::series::{sample, select};
use proptest::prelude::*;

fn config() -> SeriesConfig {
    SeriesConfig::parse(include_str!("../../data/series.toml"), "data/series.toml").unwrap()
}

#[test]
fn the_sample_series_are_drawn_as_their_data_ask() {
    let (figures, documents) = sample::dataset();
    let (config, source) = (config(), Source { figures: &figures, documents: &documents, claims: &[] });
    let rows = select(&config, &figures, &documents, &[]).rows;
    let kind = |id: &str| Chart::new(config.get(id).unwrap(), &rows, &source).unwrap().kind();
    assert_eq!(kind("usaid_mobilization"), ChartKind::Time);
    assert_eq!(kind("jobs_created"), ChartKind::Bars);
    assert_eq!(kind("beneficiaries"), ChartKind::Bars);
}

fn claim(relation: Relation, figure_id: &str, doc_id: &str) -> ClaimRow {
    let (claim_id, figure_id, doc_id) = ("c1".to_owned(), figure_id.to_owned(), doc_id.to_owned());
    ClaimRow { claim_id, relation, figure_id, doc_id, note: String::new() }
}

#[test]
fn a_repeated_claim_is_one_mark_with_all_its_sources() {
    let (figures, documents) = sample::dataset();
    let claims = [claim(Relation::Repeated, "f3", "2022-09"), claim(Relation::Repeated, "f5", "2022-09b")];
    let (config, source) = (config(), Source { figures: &figures, documents: &documents, claims: &claims });
    let rows = select(&config, &figures, &documents, &[]).rows;
    let svg = Chart::new(config.get("beneficiaries").unwrap(), &rows, &source).unwrap().svg(Theme::Light);
    assert_eq!(svg.matches("data-figure=\"f3 f5\"").count(), 1, "{svg}");
    assert!(!svg.contains("data-figure=\"f5\""));
    // The same number by another actor for other people is another claim.
    assert!(svg.contains("data-figure=\"f12\""));
}

#[test]
fn without_claims_only_what_is_the_same_in_every_slot_is_one_mark() {
    let (mut figures, documents) = sample::dataset();
    let drawn = |figures: &[Figure]| {
        let (config, source) = (config(), Source { figures, documents: &documents, claims: &[] });
        let rows = select(&config, figures, &documents, &[]).rows;
        let svg = Chart::new(config.get("beneficiaries").unwrap(), &rows, &source).unwrap().svg(Theme::Light);
        svg.contains("data-figure=\"f3 f5\"")
    };
    assert!(!drawn(&figures), "another place");
    figures[5].place = figures[3].place.clone();
    assert!(drawn(&figures));
    figures[5].modifier = Modifier::About;
    assert!(!drawn(&figures), "another bound");
}

#[test]
fn files_are_the_same_bytes_twice_and_the_png_has_two_pixels_a_pixel() {
    let (figures, documents) = sample::dataset();
    let (mut config, source) = (config(), Source { figures: &figures, documents: &documents, claims: &[] });
    config.series.truncate(1);
    let rows = select(&config, &figures, &documents, &[]).rows;
    let dir = tempfile::tempdir().unwrap();
    for theme in [Theme::Light, Theme::Dark] {
        let files = render_all(&rows, &config, &source, dir.path(), theme).unwrap();
        assert_eq!(files.len(), 3);
        let first: Vec<Vec<u8>> = files.iter().map(|path| std::fs::read(path).unwrap()).collect();
        let again = render_all(&rows, &config, &source, dir.path(), theme).unwrap();
        let second: Vec<Vec<u8>> = again.iter().map(|path| std::fs::read(path).unwrap()).collect();
        assert!(files == again && first == second);
        let png = &first[1];
        assert_eq!(&png[1..4], b"PNG");
        assert_eq!(png[16..20], 1440_u32.to_be_bytes());
    }
}

#[test]
fn one_axis_holds_one_unit() {
    let mut figures: Vec<Figure> =
        (0..3).map(|id| sample::figure(id, "d", Kind::Money, "5", if id == 1 { "MXN" } else { "USD" })).collect();
    figures[2].value = Some(7.into());
    let documents = [sample::document("d", "D", "2024")];
    let config = SeriesConfig::parse("[[series]]\nid='m'\ntitle='M'\nwhere={kind='money'}", "").unwrap();
    let rows = select(&config, &figures, &documents, &[]).rows;
    let source = Source { figures: &figures, documents: &documents, claims: &[] };
    let svg = Chart::new(&config.series[0], &rows, &source).unwrap().svg(Theme::Light);
    assert!(svg.contains("In another unit, so not drawn: 1 in MXN."), "{svg}");
    assert!(svg.contains("data-figure=\"f0\"") && !svg.contains("data-figure=\"f1\""));
}

#[test]
fn sides_of_a_conflict_stand_together_and_are_named() {
    let mut figures: Vec<Figure> = ["13", "90", "14"]
        .iter()
        .enumerate()
        .map(|(id, value)| sample::figure(id, "a", Kind::Count, value, "state"))
        .collect();
    "b".clone_into(&mut figures[2].doc_id);
    for (figure, what) in figures.iter_mut().zip(["states", "towns", "states"]) {
        what.clone_into(&mut figure.what);
    }
    let documents = [sample::document("a", "A", "2022-04"), sample::document("b", "B", "2022-09")];
    let claims = [claim(Relation::Revised, "f0", "a"), claim(Relation::Revised, "f2", "b")];
    let config = SeriesConfig::parse("[[series]]\nid='m'\ntitle='M'\nchart='bars'\nwhere={kind='count'}", "").unwrap();
    let rows = select(&config, &figures, &documents, &[]).rows;
    let source = Source { figures: &figures, documents: &documents, claims: &claims };
    let svg = Chart::new(&config.series[0], &rows, &source).unwrap().svg(Theme::Light);
    let order: Vec<usize> =
        ["f1", "f0", "f2"].iter().map(|id| svg.find(&format!("data-figure=\"{id}\"")).unwrap()).collect();
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(svg.matches("revised</text>").count(), 2);
}

#[test]
fn svg_png_and_vega_lite_agree() {
    let (figures, documents) = sample::dataset();
    let (config, source) = (config(), Source { figures: &figures, documents: &documents, claims: &[] });
    let rows = select(&config, &figures, &documents, &[]).rows;
    let dir = tempfile::tempdir().unwrap();
    for spec in &config.series {
        for (kind, top) in [(ChartKind::Time, None), (ChartKind::Bars, Some(2)), (ChartKind::Multiples, None)] {
            let spec = SeriesSpec { chart: kind, top, ..spec.clone() };
            let chart = Chart::new(&spec, &rows, &source).unwrap();
            let scene = chart.scene();
            let mut drawn: Vec<String> = scene.groups.iter().map(|group| group.figures.join(" ")).collect();
            drawn.retain(|ids| !ids.is_empty());
            let svg = chart.svg(Theme::Light);
            assert!(drawn.iter().all(|ids| svg.contains(&format!("data-figure=\"{ids}\""))));
            let vega: serde_json::Value = serde_json::from_str(&chart.vega_lite()).unwrap();
            let ids = |value: &serde_json::Value| {
                let ids = value["figures"].as_array().unwrap().iter().filter_map(serde_json::Value::as_str);
                ids.collect::<Vec<_>>().join(" ")
            };
            let mut said: Vec<String> = vega["data"]["values"].as_array().unwrap().iter().map(ids).collect();
            // A mark and its span are two groups of one figure.
            drawn.sort();
            drawn.dedup();
            said.sort();
            assert_eq!(drawn, said, "{} {kind:?}", spec.id);
            assert_eq!(vega["title"]["text"], scene.title.as_str());
            let text = serde_json::to_string(&vega).unwrap();
            assert!(text.contains("Source") && text.contains("\"stack\":null"));
            // The picture is of the same scene.
            let path = dir.path().join("chart.png");
            chart.png(Theme::Light, &path).unwrap();
            let png = std::fs::read(&path).unwrap();
            let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
            assert_eq!((f64::from(side(16)), f64::from(side(20))), (scene.width * 2.0, scene.height * 2.0));
        }
    }
}

#[test]
fn a_decrease_is_drawn_below_zero_and_wide_values_on_a_logarithmic_axis() {
    let mut figures: Vec<Figure> =
        (0..3).map(|id| sample::figure(id, "d", Kind::Count, ["5", "9000", "70000"][id], "job")).collect();
    let documents = [sample::document("d", "D", "2024")];
    let drawn = |figures: &[Figure], keys: &str| {
        let text = format!("[[series]]\nid='m'\ntitle='M'\nchart='bars'\n{keys}\nwhere={{kind='count'}}");
        let config = SeriesConfig::parse(&text, "").unwrap();
        let rows = select(&config, figures, &documents, &[]).rows;
        let source = Source { figures, documents: &documents, claims: &[] };
        Chart::new(&config.series[0], &rows, &source).unwrap().svg(Theme::Light)
    };
    assert!(drawn(&figures, "").contains("logarithmic"));
    let linear = drawn(&figures, "scale='linear'");
    assert!(!linear.contains("logarithmic") && linear.contains("too small to show"), "{linear}");
    assert!(drawn(&figures, "top=1").contains("The 1 largest, and 2 more."));
    // A document of which no mark is drawn is no source.
    figures[0].doc_id = "e".to_owned();
    assert!(drawn(&figures, "").contains("Sources: ") && drawn(&figures, "top=1").contains("Source: D"));
    figures[1].change = Some(Change::Decrease);
    let svg = drawn(&figures, "");
    assert!(
        !svg.contains("logarithmic") && svg.contains("Down by 9,000</text>") && svg.contains(">−20,000</text>"),
        "{svg}"
    );
}

#[test]
fn bars_stand_under_the_head_of_their_group() {
    let (figures, documents) = sample::dataset();
    let text = "[[series]]\nid='m'\ntitle='M'\nchart='bars'\ngroup='actor'\nwhere={category='jobs'}";
    let config = SeriesConfig::parse(text, "").unwrap();
    let rows = select(&config, &figures, &documents, &[]).rows;
    let source = Source { figures: &figures, documents: &documents, claims: &[] };
    let svg = Chart::new(&config.series[0], &rows, &source).unwrap().svg(Theme::Light);
    let at = |words: &str| svg.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at(">AMEXCID</text>") < at("data-figure=\"f13\"") && at("data-figure=\"f15\"") < at(">USAID</text>"));
}

#[test]
fn a_headline_is_filled_and_a_rough_end_is_soft() {
    let (mut figures, mut documents) = sample::dataset();
    documents[3].publisher = "Ministry".to_owned();
    figures[21].sentence = "USAID mobilized over $33 million over the last two years.".to_owned();
    let text = "[[series]]\nid='m'\ntitle='M'\nheadline='{actor} moved {latest} {when}'\nchart='time'\n\
                where={kind='money',place='southern Mexico'}";
    let config = SeriesConfig::parse(text, "").unwrap();
    let draw = |figures: &[Figure]| {
        let rows = select(&config, figures, &documents, &[]).rows;
        let source = Source { figures, documents: &documents, claims: &[] };
        Chart::new(&config.series[0], &rows, &source).unwrap().svg(Theme::Light)
    };
    let svg = draw(&figures);
    assert!(svg.contains("aria-label=\"USAID moved more than $33M in the 2 years to April 2024\""), "{svg}");
    assert!(svg.contains("It fades where") && svg.contains("Ministry, U.S. – Mexico"));
    assert!(svg.contains("not on top of it"));
    figures[21].sentence = "USAID mobilized over $33 million from April 2022 to April 2024.".to_owned();
    assert!(!draw(&figures).contains("It fades where"));
}

/// The boxes of all text, with the text.
fn texts(scene: &Scene) -> Vec<(scene::Box2, String)> {
    let shapes = scene.groups.iter().flat_map(|group| &group.shapes);
    shapes
        .filter_map(|shape| match shape {
            scene::Shape::Text { x, y, size, weight, anchor, text, .. } => {
                let w = font::width(text, *size, *weight);
                let left = match anchor {
                    scene::Anchor::Start => *x,
                    scene::Anchor::Middle => x - w / 2.0,
                    scene::Anchor::End => x - w,
                };
                Some((scene::Box2::new(left, y - size * 0.73, w, size * 0.73), text.clone()))
            }
            _ => None,
        })
        .collect()
}

/// Text that leaves the picture, in words.
fn outside(scene: &Scene) -> Vec<String> {
    let picture = scene::Box2::new(0.0, 0.0, scene.width, scene.height);
    texts(scene).into_iter().filter(|(at, _)| !picture.contains(*at)).map(|(_, text)| text).collect()
}

#[test]
fn no_text_covers_another_or_leaves_the_picture() {
    let (figures, documents) = sample::dataset();
    let (config, source) = (config(), Source { figures: &figures, documents: &documents, claims: &[] });
    let rows = select(&config, &figures, &documents, &[]).rows;
    for spec in &config.series {
        for kind in [ChartKind::Auto, ChartKind::Time, ChartKind::Bars, ChartKind::Multiples] {
            let spec = SeriesSpec { chart: kind, ..spec.clone() };
            let scene = Chart::new(&spec, &rows, &source).unwrap().scene();
            let texts = texts(&scene);
            assert_eq!(outside(&scene), Vec::<String>::new(), "{} {kind:?}", spec.id);
            for (i, (a, words)) in texts.iter().enumerate() {
                let covered: Vec<_> = texts.iter().skip(i + 1).filter(|(b, _)| a.overlaps(*b)).collect();
                assert!(covered.is_empty(), "{} {kind:?}: {words} covers {covered:?}", spec.id);
            }
        }
    }
}

/// A figure of any shape: any value a decimal holds, any text, any or no period.
fn any_figure() -> impl Strategy<Value = Figure> {
    let value = (any::<i64>(), 0_u32..20).prop_map(|(digits, scale)| rust_decimal::Decimal::new(digits, scale));
    let period = prop_oneof![
        Just(String::new()),
        "(19|20)[0-9]{2}",
        "20[0-9]{2}-(0[1-9]|1[0-2]|2[1-4]|3[3-6]|4[01])",
        "20[0-2][0-9]/20[3-9][0-9]",
        Just("0001/9999".to_owned()),
    ];
    let words = prop_oneof!["[a-z ]{0,30}", "\\PC{0,20}", Just("x".repeat(300)), Just(String::new())];
    (value, any::<Option<bool>>(), period, [words.clone(), words.clone(), words], 0_usize..6, 0_usize..5, 0_usize..4)
        .prop_map(|(value, range, period, [what, actor, place], modifier, status, change)| {
            let mut figure = sample::figure(0, "d", Kind::Count, "0", "thing");
            figure.value = Some(value);
            figure.value_max = range.map(|same| if same { value } else { rust_decimal::Decimal::MAX });
            (figure.what, figure.actor, figure.place) = (what, actor, place);
            figure.modifier = Modifier::ALL.get(modifier).copied().unwrap_or_default();
            figure.status = Status::ALL.get(status).copied();
            figure.change = Change::ALL.get(change).copied();
            figure.set_period(Period::parse(&period).ok().as_ref());
            figure
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn no_rows_break_a_chart(
        mut figures in prop::collection::vec(any_figure(), 1..40),
        chart in prop::sample::select(vec!["auto", "time", "bars", "multiples"]),
        date in prop::sample::select(vec!["", "2024", "2024-04-19", "no date"]),
    ) {
        for (id, figure) in figures.iter_mut().enumerate() {
            figure.figure_id = format!("f{id}");
        }
        let documents = [sample::document("d", "D", date)];
        let text = format!("[[series]]\nid='m'\ntitle='M'\nchart='{chart}'\nwhere={{kind='count'}}");
        let config = SeriesConfig::parse(&text, "").unwrap();
        let rows = select(&config, &figures, &documents, &[]).rows;
        let source = Source { figures: &figures, documents: &documents, claims: &[] };
        let chart = Chart::new(&config.series[0], &rows, &source).unwrap();
        let svg = chart.svg(Theme::Light);
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf\""), "{}", svg);
        prop_assert_eq!(&svg, &chart.svg(Theme::Light));
        prop_assert_eq!(outside(&chart.scene()), Vec::<String>::new());
        let vega: serde_json::Value = serde_json::from_str(&chart.vega_lite()).unwrap();
        prop_assert!(vega["data"]["values"].as_array().is_some_and(|values| !values.is_empty()));
    }
}

#[test]
fn five_hundred_points_are_drawn() {
    let figures: Vec<Figure> = (0..500)
        .map(|id| {
            let mut figure = sample::figure(id, "d", Kind::Count, &(id * 37 % 1009).to_string(), "person");
            figure.set_period(Period::year(1500 + id as i16).as_ref());
            figure
        })
        .collect();
    let documents = [sample::document("d", "D", "2024-04-19")];
    for chart in ["auto", "bars", "multiples"] {
        let text = format!("[[series]]\nid='m'\ntitle='M'\nchart='{chart}'\nwhere={{kind='count'}}");
        let config = SeriesConfig::parse(&text, "").unwrap();
        let rows = select(&config, &figures, &documents, &[]).rows;
        let source = Source { figures: &figures, documents: &documents, claims: &[] };
        let chart = Chart::new(&config.series[0], &rows, &source).unwrap();
        let svg = chart.svg(Theme::Dark);
        let drawn = svg.matches("class=\"q-mark\"").count();
        assert!(if chart.kind() == ChartKind::Bars { drawn == 24 } else { drawn >= 500 }, "{drawn}");
    }
}
