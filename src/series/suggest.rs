//! The series a dataset could give that the configuration does not name yet.

use super::config::{SeriesConfig, SeriesSpec};
use super::filter::{Filter, OneOrMany};
use super::select::choose;
use crate::figure::{DocumentRow, Figure, Kind};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A series must hold at least this many different claims to be worth a chart.
const FEWEST: usize = 2;

/// A category of all actors with more values than this is too many charts in one: its actors have their own.
const MOST_OF_ALL: usize = 40;
/// More than this add nothing to a group's rank: a chart of hundreds of figures is no better than one of a dozen.
const PLENTY: usize = 12;

/// What makes figures comparable: the same kind, unit (of money and measures) and category, of one actor or of all.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    kind: Kind,
    category: &'a str,
    unit: &'a str,
    /// Empty for all.
    actor: &'a str,
}

/// Series that the dataset could give and `config` does not draw already, the richest first.
///
/// Figures are grouped by actor × category (of money: also currency), and by category alone. A group is left out where
/// it holds fewer than two different values, or where a series of `config` already draws most of it. Groups are ranked
/// by how many different values they hold and, counted twice, how many times; beyond a dozen neither counts. Those of
/// money of no category come last.
pub fn suggest(config: &SeriesConfig, figures: &[Figure], documents: &[DocumentRow]) -> Vec<SeriesSpec> {
    let drawn: HashSet<&str> =
        config.series.iter().flat_map(|spec| choose(spec, figures)).map(|figure| figure.figure_id.as_str()).collect();
    let published: HashMap<&str, &str> =
        documents.iter().map(|row| (row.doc_id.as_str(), row.published.as_str())).collect();
    let mut groups: BTreeMap<Key<'_>, Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        for key in keys(figure) {
            groups.entry(key).or_default().push(figure);
        }
    }
    let mut ranked: Vec<((bool, usize), Key<'_>)> = Vec::new();
    for (key, group) in groups {
        let known = group.iter().filter(|figure| drawn.contains(figure.figure_id.as_str())).count();
        let values: BTreeSet<_> = group.iter().map(|figure| (figure.value, figure.status, figure.modifier)).collect();
        let actors: BTreeSet<&str> = group.iter().map(|figure| figure.actor.as_str()).collect();
        // Where all actors are one, the group of that actor says the same.
        let unfit = key.actor.is_empty() && (actors.len() < 2 || values.len() > MOST_OF_ALL);
        if values.len() < FEWEST || known * 2 > group.len() || unfit {
            continue;
        }
        let times: BTreeSet<&str> = group
            .iter()
            .map(|figure| match figure.period_edtf.as_str() {
                "" => published.get(figure.doc_id.as_str()).copied().unwrap_or_default(),
                own => own,
            })
            .collect();
        let named = !key.category.is_empty();
        ranked.push(((named, values.len().min(PLENTY) + 2 * times.len().min(PLENTY)), key));
    }
    ranked.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.cmp(y)));
    let mut taken: HashSet<String> = config.series.iter().map(|spec| spec.id.clone()).collect();
    ranked.into_iter().map(|(_, key)| spec(&key, &mut taken)).collect()
}

/// The groups a figure belongs to: its actor's, and that of its category.
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
    let of = move |actor| Key { kind: figure.kind, category, unit, actor };
    let own = (comparable && !figure.actor.is_empty()).then(|| of(figure.actor.as_str()));
    let all = (comparable && !unnamed).then(|| of(""));
    own.into_iter().chain(all)
}

fn spec(key: &Key<'_>, taken: &mut HashSet<String>) -> SeriesSpec {
    let subject = match (key.kind, key.category) {
        (Kind::Money, "") => format!("amounts in {}", key.unit),
        (Kind::Money, category) => format!("{category} in {}", key.unit),
        (_, "") => format!("figures in {}", key.unit),
        (_, category) => category.to_owned(),
    };
    let title = match key.actor {
        "" => capitalized(&subject),
        actor => format!("{actor}: {subject}"),
    };
    let one = |word: &str| OneOrMany(vec![word.to_owned()]);
    let filter = Filter {
        kind: OneOrMany(vec![key.kind]),
        unit: if key.unit.is_empty() { OneOrMany::default() } else { one(key.unit) },
        category: one(key.category),
        actor: if key.actor.is_empty() { OneOrMany::default() } else { one(&format!("={}", key.actor)) },
        ..Filter::default()
    };
    SeriesSpec { id: free_id(&format!("{} {subject}", key.actor), taken), title, filter, ..SeriesSpec::default() }
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
            suggest(config, &figures, &documents).into_iter().map(|spec| spec.title).collect()
        };
        let all = titles(&SeriesConfig::default());
        assert_eq!(
            all,
            [
                "Beneficiaries",
                "Participants",
                "USAID: beneficiaries",
                "Investment in USD",
                "Jobs",
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
        let series = suggest(&SeriesConfig::default(), &figures, &documents);
        let text: String = series.iter().map(SeriesSpec::to_toml).collect();
        let config = SeriesConfig::parse(&text, "s.toml").unwrap();
        let selection = select(&config, &figures, &documents);
        assert!(selection.empty.is_empty());
        assert_eq!(selection.rows.iter().filter(|row| row.series_id == "amexcid_jobs").count(), 2);
    }

    #[test]
    fn a_suggestion_takes_no_actor_whose_name_holds_its_own() {
        let (mut figures, documents) = sample::dataset();
        for (at, figure) in figures.iter_mut().enumerate().filter(|(_, figure)| figure.value.is_some()) {
            figure.actor = ["EPA", "Department of Energy", "EPA and DOE"][at % 3].to_owned();
        }
        let series = suggest(&SeriesConfig::default(), &figures, &documents);
        let own: Vec<_> = series.iter().filter(|spec| !spec.filter.actor.is_empty()).collect();
        assert!(own.len() > 2);
        for spec in own {
            let actor = spec.title.split(": ").next().unwrap();
            assert!(choose(spec, &figures).iter().all(|figure| figure.actor == actor), "{}", spec.title);
        }
    }

    #[test]
    fn names_of_files_do_not_clash() {
        let mut taken = HashSet::new();
        assert_eq!(free_id("U.S. Dept. jobs", &mut taken), "u_s_dept_jobs");
        assert_eq!(free_id("U S Dept jobs", &mut taken), "u_s_dept_jobs_2");
        assert_eq!(free_id("Ñ", &mut taken), "series");
    }
}
