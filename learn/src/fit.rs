//! Log-linear weights by maximum likelihood with a Gaussian prior, found by L-BFGS: no chance in it, the same every time.

use crate::sets::Example;
use quantifact::context::{CLASS_DEFERENCE, DEFERENCE, RELUCTANCE};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fmt::Write;

/// How weights are learned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// How strongly weights are held near nought.
    pub(crate) strength: f64,
    /// What is added to the score of leaving a slot empty: less fills more.
    pub(crate) bias: f64,
    /// A feature of fewer documents is left out.
    pub(crate) documents: usize,
    /// Whether wrong answers are printed.
    pub(crate) show: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { strength: 10.0, bias: 0.0, documents: 2, show: false }
    }
}

/// The steps that are remembered, and the most that are taken.
const MEMORY: usize = 8;
const STEPS: usize = 150;
/// Smaller weights are left out of the table.
const LEAST: f64 = 0.02;

/// Weights by (feature, class); the class is empty for candidates.
pub(crate) struct Weights {
    index: HashMap<(String, String), usize>,
    values: Vec<f64>,
}

impl Weights {
    /// The option with the highest score.
    pub(crate) fn best(&self, example: &Example) -> usize {
        let scores: Vec<f64> = features(example)
            .map(|option| option.filter_map(|key| self.index.get(&key)).map(|&i| self.values[i]).sum())
            .collect();
        let best =
            (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a))).unwrap_or_default();
        let rule = example.rule;
        let need = if example.classes {
            CLASS_DEFERENCE
        } else if rule > 0 {
            DEFERENCE
        } else {
            RELUCTANCE
        };
        if scores[best] < scores[rule] + f64::from(need) { rule } else { best }
    }

    /// The weights as a table, sorted.
    pub(crate) fn table(&self) -> String {
        let mut rows: Vec<_> = self
            .index
            .iter()
            .map(|(key, &i)| (key, self.values[i]))
            .filter(|(_, value)| value.abs() >= LEAST)
            .collect();
        rows.sort_by(|a, b| a.0.cmp(b.0));
        let mut out = "feature,class,weight\n".to_owned();
        for ((feature, class), value) in rows {
            let quoted = if feature.contains([',', '"']) {
                format!("\"{}\"", feature.replace('"', "\"\""))
            } else {
                feature.clone()
            };
            let _ = writeln!(out, "{quoted},{class},{value:.2}");
        }
        out
    }
}

/// The keys of each option's features.
fn features(example: &Example) -> impl Iterator<Item = impl Iterator<Item = (String, String)> + '_> + '_ {
    example.options.iter().map(|option| {
        let class = if example.classes { option.value.as_str() } else { "" };
        option.features.iter().map(move |feature| (feature.clone(), class.to_owned()))
    })
}

/// Learns from examples.
pub(crate) fn learn(examples: &[&Example], settings: &Settings) -> Weights {
    let mut held: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for example in examples {
        for option in features(example) {
            for (feature, _) in option {
                held.entry(feature).or_default().insert(example.document);
            }
        }
    }
    let kept: BTreeSet<String> = held
        .into_iter()
        .filter(|(_, documents)| documents.len() >= settings.documents)
        .map(|(feature, _)| feature)
        .collect();
    let mut index = HashMap::new();
    let data: Vec<(Vec<Vec<u32>>, Vec<usize>)> = examples
        .iter()
        .map(|example| {
            let options = features(example)
                .map(|option| {
                    let known = option.filter(|(feature, _)| kept.contains(feature.as_str()));
                    known
                        .map(|key| {
                            let next = index.len();
                            u32::try_from(*index.entry(key).or_insert(next)).unwrap_or_default()
                        })
                        .collect()
                })
                .collect();
            let right = if example.right.is_empty() { vec![0] } else { example.right.clone() };
            (options, right)
        })
        .collect();
    let mut values = minimise(index.len(), &|at| cost(&data, at, settings.strength));
    if let Some(&none) = index.get(&("none".to_owned(), String::new())) {
        values[none] += settings.bias;
    }
    Weights { index, values }
}

/// The negative log-likelihood with its prior, and its gradient.
fn cost(data: &[(Vec<Vec<u32>>, Vec<usize>)], at: &[f64], strength: f64) -> (f64, Vec<f64>) {
    let mut gradient: Vec<f64> = at.iter().map(|w| strength * w).collect();
    let mut total = 0.5 * dot(&gradient, at);
    for (options, right) in data {
        let scores: Vec<f64> = options.iter().map(|option| option.iter().map(|&i| at[i as usize]).sum()).collect();
        let most = scores.iter().copied().fold(f64::MIN, f64::max);
        let weights: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
        let all: f64 = weights.iter().sum();
        let good: f64 = right.iter().map(|&i| weights[i]).sum::<f64>().max(1e-300);
        total -= (good / all).ln();
        for (i, option) in options.iter().enumerate() {
            let wanted = if right.contains(&i) { weights[i] / good } else { 0.0 };
            let push = weights[i] / all - wanted;
            for &feature in option {
                gradient[feature as usize] += push;
            }
        }
    }
    (total, gradient)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// A value and its gradient.
type Cost = (f64, Vec<f64>);

/// L-BFGS with a backtracking line search (Nocedal and Wright, Numerical Optimization, chapter 7).
fn minimise(size: usize, cost: &dyn Fn(&[f64]) -> Cost) -> Vec<f64> {
    let mut at = vec![0.0; size];
    let (mut value, mut gradient) = cost(&at);
    let mut memory: VecDeque<(Vec<f64>, Vec<f64>, f64)> = VecDeque::new();
    for _ in 0..STEPS {
        let mut direction: Vec<f64> = gradient.iter().map(|g| -g).collect();
        let mut alphas = Vec::new();
        for (s, y, rho) in memory.iter().rev() {
            let alpha = rho * dot(s, &direction);
            direction.iter_mut().zip(y).for_each(|(d, y)| *d -= alpha * y);
            alphas.push(alpha);
        }
        if let Some((s, y, _)) = memory.back() {
            let scale = dot(s, y) / dot(y, y);
            for d in &mut direction {
                *d *= scale;
            }
        }
        for ((s, y, rho), alpha) in memory.iter().zip(alphas.iter().rev()) {
            let beta = rho * dot(y, &direction);
            direction.iter_mut().zip(s).for_each(|(d, s)| *d += (alpha - beta) * s);
        }
        let slope = dot(&gradient, &direction);
        if slope > -1e-9 {
            break;
        }
        let mut step = if memory.is_empty() { 1.0 / dot(&gradient, &gradient).sqrt().max(1.0) } else { 1.0 };
        let (next, new_value, new_gradient) = loop {
            let next: Vec<f64> = at.iter().zip(&direction).map(|(a, d)| a + step * d).collect();
            let (new_value, new_gradient) = cost(&next);
            if new_value <= value + 1e-4 * step * slope || step < 1e-12 {
                break (next, new_value, new_gradient);
            }
            step *= 0.5;
        };
        let s: Vec<f64> = next.iter().zip(&at).map(|(n, a)| n - a).collect();
        let y: Vec<f64> = new_gradient.iter().zip(&gradient).map(|(n, g)| n - g).collect();
        let curve = dot(&s, &y);
        if curve > 1e-12 {
            memory.push_back((s, y, 1.0 / curve));
            if memory.len() > MEMORY {
                memory.pop_front();
            }
        }
        let fell = value - new_value;
        (at, value, gradient) = (next, new_value, new_gradient);
        if fell < 1e-7 * value.abs() {
            break;
        }
    }
    at
}
