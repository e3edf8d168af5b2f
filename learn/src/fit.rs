//! Log-linear weights by maximum likelihood with a Gaussian prior, found by L-BFGS: no chance in it, the same every time.

use crate::sets::Example;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fmt::Write;

/// How strongly weights are held near nought: the best of 3, 5, 10 and 20 with publishers left out.
const STRENGTH: f64 = 5.0;
/// A feature of fewer documents is left out.
const DOCUMENTS: usize = 3;
/// The steps that are remembered, and the most that are taken.
const MEMORY: usize = 8;
const STEPS: usize = 150;
/// Smaller weights are left out of the table.
const LEAST: f64 = 0.1;

/// The examples of a slot, their features as numbers.
pub(crate) struct Data<'a> {
    pub(crate) examples: Vec<&'a Example>,
    /// (feature, class) by number; the class is empty for candidates.
    names: Vec<(&'a str, &'a str)>,
    /// Of each example, of each option, its features.
    options: Vec<Vec<Vec<u32>>>,
}

impl<'a> Data<'a> {
    pub(crate) fn new(examples: Vec<&'a Example>) -> Self {
        let mut held: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for example in &examples {
            for feature in example.options.iter().flat_map(|option| &option.features) {
                held.entry(feature).or_default().insert(example.document);
            }
        }
        held.retain(|_, documents| documents.len() >= DOCUMENTS);
        let mut index: HashMap<(&str, &str), u32> = HashMap::new();
        let mut names = Vec::new();
        let options = examples
            .iter()
            .map(|example| {
                let option = |option: &'a crate::sets::Choice| {
                    let class = if example.classes { option.value.as_str() } else { "" };
                    let known = option.features.iter().filter(|feature| held.contains_key(feature.as_str()));
                    let number = |feature: &'a String| {
                        *index.entry((feature, class)).or_insert_with(|| {
                            names.push((feature.as_str(), class));
                            u32::try_from(names.len() - 1).unwrap_or(u32::MAX)
                        })
                    };
                    known.map(number).collect()
                };
                example.options.iter().map(option).collect()
            })
            .collect();
        Self { examples, names, options }
    }

    /// The weights learned from the examples that `of` takes, each counted as often as its set says.
    pub(crate) fn learn(&self, of: &dyn Fn(&Example) -> bool) -> Vec<f64> {
        let taken: Vec<usize> = (0..self.examples.len()).filter(|&i| of(self.examples[i])).collect();
        minimise(self.names.len(), &|at| self.cost(&taken, at))
    }

    /// The scores of the options of an example.
    pub(crate) fn scores(&self, example: usize, weights: &[f64]) -> Vec<f64> {
        self.options[example].iter().map(|option| option.iter().map(|&i| weights[i as usize]).sum()).collect()
    }

    /// The negative log-likelihood with its prior, and its gradient.
    fn cost(&self, taken: &[usize], at: &[f64]) -> Cost {
        let mut gradient: Vec<f64> = at.iter().map(|w| STRENGTH * w).collect();
        let mut total = 0.5 * dot(&gradient, at);
        for &example in taken {
            let (told, options) = (self.examples[example], &self.options[example]);
            let scores = self.scores(example, at);
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let parts: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
            let all: f64 = parts.iter().sum();
            let right = told.wanted_or_none();
            let good: f64 = right.iter().map(|&i| parts[i]).sum::<f64>().max(1e-300);
            total -= told.count * (good / all).ln();
            for (i, option) in options.iter().enumerate() {
                let wanted = if right.contains(&i) { parts[i] / good } else { 0.0 };
                let push = told.count * (parts[i] / all - wanted);
                for &feature in option {
                    gradient[feature as usize] += push;
                }
            }
        }
        (total, gradient)
    }

    /// Weights as a table, sorted.
    pub(crate) fn table(&self, weights: &[f64]) -> String {
        let mut rows: Vec<_> = self.names.iter().zip(weights).filter(|(_, value)| value.abs() >= LEAST).collect();
        rows.sort_by(|a, b| a.0.cmp(b.0));
        let mut out = "feature,class,weight\n".to_owned();
        for ((feature, class), value) in rows {
            let quoted = if feature.contains([',', '"']) {
                format!("\"{}\"", feature.replace('"', "\"\""))
            } else {
                (*feature).to_owned()
            };
            let _ = writeln!(out, "{quoted},{class},{value:.2}");
        }
        out
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibrate::answer;
    use crate::sets::tests::example;

    #[test]
    fn what_is_right_in_many_documents_is_learned() {
        let told = |document| Example { document, ..example("actor", &["", "Alpha", "Beta"], 1) };
        let examples: Vec<Example> = (0..40).map(told).collect();
        let data = Data::new(examples.iter().collect());
        let weights = data.learn(&|_| true);
        assert_eq!(answer(&examples[0], &data.scores(0, &weights), 1.0, 0.5).0, 1);
        assert_eq!(weights, data.learn(&|_| true), "the same input gives the same weights");
        assert!(data.table(&weights).starts_with("feature,class,weight\nis ,,-"));
    }
}
