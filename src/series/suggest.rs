//! The series a dataset could give that the configuration does not name yet.

use super::config::{ChartKind, SeriesConfig, SeriesSpec};
use super::filter::{Filter, OneOrMany};
use super::limits::Known;
use super::select::choose;
use crate::figure::{ClaimRow, DocumentRow, Figure, Kind, Relation};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A series must hold at least this many different values to be worth a chart.
const FEWEST: usize = 2;
/// A group with more values than this is too many bars in one: its largest, its course over time and its parts have
/// charts of their own.
const MOST_OF_ALL: usize = 40;
/// How many of such a group are "the largest".
const LARGEST: usize = 10;
/// Of how many values, the largest, a course over time can be read.
const OVER_TIME: usize = 12;
/// A course over time has so many different times.
const FEWEST_TIMES: usize = 3;
/// Of two series that share so much of their figures (in hundredths), the lower one says nothing new.
const SAME: usize = 90;

/// The series that figures could give.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Suggestions {
    /// The best first.
    pub series: Vec<SeriesSpec>,
    /// What was thought of and left out, and why, a line each.
    pub left_out: Vec<String>,
}

/// What makes figures comparable: the same kind, unit (of money and measures), base of a rate and category, of one
/// actor, of one place, or of all.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key<'a> {
    kind: Kind,
    category: &'a str,
    unit: &'a str,
    per: &'a str,
    of: Of<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Of<'a> {
    All,
    Actor(&'a str),
    Place(&'a str),
}

/// How a group is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Whole,
    Largest,
    OverTime,
}

/// A group that could be a series.
struct Candidate<'a> {
    key: Key<'a>,
    view: View,
    /// The least value that is shown; none where all are.
    least: Option<Decimal>,
    figures: BTreeSet<&'a str>,
    /// Of a category, of all actors, and what it is worth.
    score: (bool, bool, usize),
}

/// Series that the dataset could give and `config` does not draw already, the best first, and what was left out.
///
/// Figures are grouped by category (of money: also currency; of rates: also their base), and each category by actor; a
/// group of very many values is split: its largest ten, its course over time, its actors, its places. A group ranks
/// by the documents and times it spans, by the claims of `claims` that are `updated` (a trend), and by how many of its
/// figures name their actor. Whole categories come before their parts, money of no category last. Left out, and told, is what holds fewer than two values,
/// what `config` draws, and what shows nearly the figures of a better one.
pub fn suggest(
    config: &SeriesConfig,
    figures: &[Figure],
    documents: &[DocumentRow],
    claims: &[ClaimRow],
) -> Suggestions {
    let known = Known::new(documents, claims);
    let drawn: HashSet<&str> = config
        .series
        .iter()
        .flat_map(|spec| choose(spec, figures, &known))
        .map(|figure| figure.figure_id.as_str())
        .collect();
    let trends: HashSet<&str> = claims
        .iter()
        .filter(|claim| claim.relation == Relation::Updated)
        .map(|claim| claim.figure_id.as_str())
        .collect();
    let mut groups: BTreeMap<Key<'_>, Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        for key in keys(figure) {
            groups.entry(key).or_default().push(figure);
        }
    }
    let large: HashSet<Key<'_>> = groups
        .iter()
        .filter(|(key, group)| key.of == Of::All && values(group) > MOST_OF_ALL)
        .map(|(key, _)| key.clone())
        .collect();
    let (mut candidates, mut left_out) = (Vec::new(), Vec::new());
    let mut small = 0;
    for (key, group) in &groups {
        let whole = Key { of: Of::All, ..key.clone() };
        let known_already = group.iter().filter(|figure| drawn.contains(figure.figure_id.as_str())).count();
        // Places part only what is too large for one chart; where all actors are one, that one's group says the same.
        let actors: BTreeSet<&str> = group.iter().map(|figure| figure.actor.as_str()).collect();
        let ones = key.of == Of::All && actors.len() == 1 && !actors.contains("");
        if ones || (matches!(key.of, Of::Place(_)) && !large.contains(&whole)) {
            continue;
        }
        if values(group) < FEWEST {
            small += 1;
            continue;
        }
        if known_already * 2 > group.len() {
            left_out.push(format!("{}: drawn by a series of the configuration", title(key, View::Whole)));
            continue;
        }
        let times = group.iter().filter_map(|figure| known.time(figure)).collect::<BTreeSet<_>>().len();
        let views: &[View] = match (values(group) > MOST_OF_ALL, times >= FEWEST_TIMES) {
            (false, _) => &[View::Whole],
            (true, true) => &[View::Largest, View::OverTime],
            (true, false) => &[View::Largest],
        };
        let score = (!key.category.is_empty(), key.of == Of::All, score(group, times, &trends));
        candidates.extend(views.iter().map(|&view| {
            let least = if view == View::OverTime { nth_largest(group, OVER_TIME) } else { None };
            let shown = group.iter().filter(|figure| least.is_none() || figure.value >= least);
            let figures = shown.map(|figure| figure.figure_id.as_str()).collect();
            Candidate { key: key.clone(), view, least, figures, score }
        }));
    }
    candidates.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.key.cmp(&b.key)));
    let mut taken: HashSet<String> = config.series.iter().map(|spec| spec.id.clone()).collect();
    let mut chosen: Vec<&Candidate<'_>> = Vec::new();
    for candidate in &candidates {
        if let Some(better) = chosen.iter().find(|better| nearly_same(better, candidate)) {
            let (own, theirs) = (title(&candidate.key, candidate.view), title(&better.key, better.view));
            left_out.push(format!("{own}: nearly the same figures as \u{201C}{theirs}\u{201D}"));
            continue;
        }
        chosen.push(candidate);
    }
    if small > 0 {
        left_out.push(format!("{small} groups of fewer than {FEWEST} different values"));
    }
    let rest = figures.iter().filter(|figure| figure.value.is_some() && keys(figure).next().is_none()).count();
    if rest > 0 {
        left_out.push(format!("{rest} durations, and counts and percentages of no category, share no axis"));
    }
    Suggestions { series: chosen.into_iter().map(|candidate| spec(candidate, &mut taken)).collect(), left_out }
}

fn values(group: &[&Figure]) -> usize {
    group.iter().map(|figure| (figure.value, figure.status, figure.modifier)).collect::<BTreeSet<_>>().len()
}

fn nth_largest(group: &[&Figure], nth: usize) -> Option<Decimal> {
    group.iter().filter_map(|figure| figure.value).collect::<BTreeSet<_>>().into_iter().rev().take(nth).min()
}

/// What a group is worth: documents, times, values and trends, less where actors are not named. The square root, since
/// the hundredth document adds less than the second.
fn score(group: &[&Figure], times: usize, trends: &HashSet<&str>) -> usize {
    let documents = group.iter().map(|figure| figure.doc_id.as_str()).collect::<BTreeSet<_>>().len();
    let trend = group.iter().filter(|figure| trends.contains(figure.figure_id.as_str())).count();
    let named = group.iter().filter(|figure| !figure.actor.is_empty()).count();
    let worth: usize = [documents, times, values(group), trend].into_iter().map(|count| (100 * count).isqrt()).sum();
    worth * (group.len() + named) / (2 * group.len().max(1))
}

fn nearly_same(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    let shared = a.figures.intersection(&b.figures).count();
    a.view == b.view && shared * 100 >= SAME * (a.figures.len() + b.figures.len() - shared)
}

/// The groups a figure belongs to: its category's, its actor's, its place's.
fn keys(figure: &Figure) -> impl Iterator<Item = Key<'_>> {
    let unit = match figure.kind {
        Kind::Count => "",
        _ => figure.unit.as_str(),
    };
    let category = figure.category.as_str();
    let unnamed = category.is_empty() || category == "other";
    let comparable = figure.value.is_some()
        && match figure.kind {
            Kind::Date | Kind::Duration => false,
            // "Other" counts share nothing but that: projects, states and pillars do not belong on one axis, nor do
            // shares of different things.
            Kind::Count | Kind::Percent => !unnamed,
            Kind::Money | Kind::Measure => true,
        };
    let key = move |of| Key { kind: figure.kind, category, unit, per: figure.per.as_str(), of };
    let said = |text: &str| comparable && !text.is_empty();
    let actor = said(&figure.actor).then(|| key(Of::Actor(&figure.actor)));
    let place = (said(&figure.place) && !unnamed).then(|| key(Of::Place(&figure.place)));
    let all = (comparable && !unnamed).then(|| key(Of::All));
    all.into_iter().chain(actor).chain(place)
}

/// "investment in USD per year", as it stands inside a title.
fn subject(key: &Key<'_>) -> String {
    let subject = match (key.kind, key.category) {
        (Kind::Money, "") => format!("amounts in {}", key.unit),
        (Kind::Money, category) => format!("{category} in {}", key.unit),
        (_, "") => format!("figures in {}", key.unit),
        (_, category) => category.to_owned(),
    };
    if key.per.is_empty() { subject } else { format!("{subject} per {}", key.per) }
}

fn title(key: &Key<'_>, view: View) -> String {
    let subject = subject(key);
    let title = match key.of {
        Of::All => capitalized(&subject),
        Of::Actor(actor) => format!("{actor}: {subject}"),
        Of::Place(place) => format!("{} ({place})", capitalized(&subject)),
    };
    match view {
        View::Whole => title,
        View::Largest => format!("{title}: the ten largest"),
        View::OverTime => format!("{title} over time: the largest"),
    }
}

fn spec(candidate: &Candidate<'_>, taken: &mut HashSet<String>) -> SeriesSpec {
    let Candidate { key, view, .. } = candidate;
    let one = |word: &str| OneOrMany(vec![word.to_owned()]);
    let whole = |word: &str| one(&format!("={word}"));
    let mut filter = Filter {
        kind: OneOrMany(vec![key.kind]),
        unit: if key.unit.is_empty() { OneOrMany::default() } else { one(key.unit) },
        per: one(key.per),
        category: one(key.category),
        ..Filter::default()
    };
    match key.of {
        Of::All => {}
        Of::Actor(actor) => filter.actor = whole(actor),
        Of::Place(place) => filter.place = whole(place),
    }
    let (chart, top) = match view {
        View::Whole => (ChartKind::Auto, None),
        View::Largest => (ChartKind::Bars, Some(LARGEST)),
        View::OverTime => (ChartKind::Time, None),
    };
    let title = title(key, *view);
    SeriesSpec { id: free_id(&title, taken), title, chart, top, min: candidate.least, filter, ..SeriesSpec::default() }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// A name for files made of the words, none that is taken.
fn free_id(words: &str, taken: &mut HashSet<String>) -> String {
    let parts = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).take(8);
    let base = parts.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_");
    let base = if base.is_empty() { "series".to_owned() } else { base };
    let mut id = base.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{base}_{number}");
        number += 1;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::{sample, select};

    #[test]
    fn suggestions_are_the_groups_not_yet_drawn() {
        let (figures, documents) = sample::dataset();
        let titles = |config: &SeriesConfig| -> Vec<String> {
            suggest(config, &figures, &documents, &[]).series.into_iter().map(|spec| spec.title).collect()
        };
        let all = titles(&SeriesConfig::default());
        assert_eq!(
            all,
            [
                "Beneficiaries",
                "Participants",
                "Investment in USD",
                "Jobs",
                "USAID: beneficiaries",
                "USAID: sales in USD",
                "AMEXCID: beneficiaries",
                "AMEXCID: jobs"
            ]
        );
        let jobs = "[[series]]\nid='j'\ntitle='J'\nwhere={category='jobs'}";
        let config = SeriesConfig::parse(jobs, "s.toml").unwrap();
        assert!(!titles(&config).contains(&"AMEXCID: jobs".to_owned()));
    }

    #[test]
    fn a_suggestion_selects_what_it_was_made_of_and_can_be_pasted() {
        let (figures, documents) = sample::dataset();
        let series = suggest(&SeriesConfig::default(), &figures, &documents, &[]).series;
        let text: String = series.iter().map(SeriesSpec::to_toml).collect();
        let config = SeriesConfig::parse(&text, "s.toml").unwrap();
        let selection = select(&config, &figures, &documents, &[]);
        assert!(selection.empty.is_empty());
        assert_eq!(selection.rows.iter().filter(|row| row.series_id == "amexcid_jobs").count(), 2);
    }

    #[test]
    fn a_suggestion_takes_no_actor_whose_name_holds_its_own() {
        let (mut figures, documents) = sample::dataset();
        for (at, figure) in figures.iter_mut().enumerate().filter(|(_, figure)| figure.value.is_some()) {
            figure.actor = ["EPA", "Department of Energy", "EPA and DOE"][at % 3].to_owned();
        }
        let series = suggest(&SeriesConfig::default(), &figures, &documents, &[]).series;
        let own: Vec<_> = series.iter().filter(|spec| !spec.filter.actor.is_empty()).collect();
        assert!(own.len() > 2);
        for spec in own {
            let actor = spec.title.split(": ").next().unwrap();
            assert!(
                choose(spec, &figures, &Known::default()).iter().all(|figure| figure.actor == actor),
                "{}",
                spec.title
            );
        }
    }

    #[test]
    fn a_large_category_is_split_and_not_dropped() {
        let (_, documents) = sample::dataset();
        let figures: Vec<Figure> = (0..90)
            .map(|id| {
                let doc = ["2022-09", "2023-09", "2024-04"][id % 3];
                let mut figure = sample::figure(id, doc, Kind::Count, &(100 + id).to_string(), "job");
                "jobs".clone_into(&mut figure.category);
                figure.actor = ["Port", "Mill", "Yard", "Bank"][id % 4].to_owned();
                "Ohio".clone_into(&mut figure.place);
                // One is a rate.
                figure.per = if id == 0 { "month" } else { "" }.to_owned();
                figure
            })
            .collect();
        let suggested = suggest(&SeriesConfig::default(), &figures, &documents, &[]);
        let titles: Vec<&str> = suggested.series.iter().map(|spec| spec.title.as_str()).collect();
        assert_eq!(titles[..2], ["Jobs: the ten largest", "Jobs over time: the largest"]);
        assert!(titles.contains(&"Mill: jobs"), "{titles:?}");
        // All of them are in Ohio: that part is the whole again.
        assert!(!titles.iter().any(|title| title.contains("Ohio")), "{titles:?}");
        assert!(
            suggested.left_out.iter().any(|told| told.starts_with("Jobs (Ohio): the ten largest: nearly the same"))
        );
        for spec in &suggested.series {
            let chosen = choose(spec, &figures, &Known::default());
            assert!(chosen.iter().all(|figure| figure.per.is_empty()), "{}", spec.title);
        }
    }

    #[test]
    fn a_trend_and_named_actors_rank_before() {
        let (_, documents) = sample::dataset();
        let figures: Vec<Figure> = (0..9)
            .map(|id| {
                let mut figure = sample::figure(id, "2024-04", Kind::Count, &(10 + id).to_string(), "job");
                figure.category = ["jobs", "participants", "beneficiaries"][id % 3].to_owned();
                figure.actor = match id % 6 {
                    1 => "Mill",
                    4 => "Port",
                    _ => "",
                }
                .to_owned();
                figure
            })
            .collect();
        let claim = |figure_id: &str| ClaimRow {
            claim_id: "c".to_owned(),
            relation: Relation::Updated,
            figure_id: figure_id.to_owned(),
            doc_id: "2024-04".to_owned(),
            note: String::new(),
        };
        let claims = ["f0", "f3", "f6"].map(claim);
        let titles = |claims: &[ClaimRow]| -> Vec<String> {
            let suggested = suggest(&SeriesConfig::default(), &figures, &documents, claims);
            suggested.series.into_iter().map(|spec| spec.title).collect()
        };
        assert_eq!(titles(&[]), ["Participants", "Beneficiaries", "Jobs", "Mill: participants"]);
        assert_eq!(titles(&claims), ["Participants", "Jobs", "Beneficiaries", "Mill: participants"]);
    }

    #[test]
    fn names_of_files_do_not_clash() {
        let mut taken = HashSet::new();
        assert_eq!(free_id("U.S. Dept. jobs", &mut taken), "u_s_dept_jobs");
        assert_eq!(free_id("U S Dept jobs", &mut taken), "u_s_dept_jobs_2");
        assert_eq!(free_id("Ñ", &mut taken), "series");
    }
}
