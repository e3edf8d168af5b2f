//! From scores to answers as the program gives them, and to probabilities that hold what they say.

use crate::sets::Example;
use quantifact::context::same_answer;

/// The temperatures that are tried.
const TEMPERATURES: [f64; 10] = [0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.6, 1.8, 2.0];
/// What is less likely adds nothing to an answer that says the same.
const SLIGHT: f64 = 0.005;

/// The probabilities of options with these scores.
fn odds(scores: &[f64], temperature: f64) -> Vec<f64> {
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let parts: Vec<f64> = scores.iter().map(|score| ((score - most) / temperature).exp()).collect();
    let all: f64 = parts.iter().sum();
    parts.into_iter().map(|part| part / all).collect()
}

/// The option that is chosen, and how likely it is right.
pub(crate) fn answer(example: &Example, scores: &[f64], temperature: f64, least: f64) -> (usize, f64) {
    let odds = odds(scores, temperature);
    let first = usize::from(!example.classes);
    let best = (first..odds.len()).max_by(|&a, &b| odds[a].total_cmp(&odds[b]).then(b.cmp(&a)));
    let Some(best) = best else { return (0, odds[0]) };
    if example.classes {
        return (best, odds[best]);
    }
    let same = |i: usize| {
        i == best
            || example.slot != "period"
                && odds[i] > SLIGHT
                && same_answer(&example.options[i].value, &example.options[best].value)
    };
    let likely: f64 = (first..odds.len()).filter(|&i| same(i)).map(|i| odds[i]).sum();
    if likely < least { (0, odds[0]) } else { (best, likely) }
}

/// The temperature at which the right options of examples are most likely.
pub(crate) fn temperature(examples: &[(&Example, Vec<f64>)]) -> f64 {
    let loss = |temperature: f64| -> f64 {
        let told = examples.iter().filter(|(example, _)| !example.right.is_empty());
        told.map(|(example, scores)| {
            let odds = odds(scores, temperature);
            -example.right.iter().map(|&i| odds[i]).sum::<f64>().max(1e-6).ln()
        })
        .sum()
    };
    TEMPERATURES.into_iter().min_by(|&a, &b| loss(a).total_cmp(&loss(b))).unwrap_or(1.0)
}

/// Of cells filled with so much probability: how many, and the share that is right.
pub(crate) fn reliability(answers: &[(&Example, (usize, f64))]) -> Vec<(f64, usize, f64)> {
    let steps = [0.5, 0.6, 0.7, 0.8, 0.9];
    let band = |from: f64| {
        let to = if from > 0.85 { 2.0 } else { from + 0.1 };
        let inside = answers
            .iter()
            .filter(|(example, (chosen, odds))| (example.classes || *chosen > 0) && (from..to).contains(odds));
        let right: Vec<bool> = inside.map(|(example, (chosen, _))| example.is_right(*chosen)).collect();
        let good = right.iter().filter(|right| **right).count();
        (from, right.len(), good as f64 / right.len().max(1) as f64)
    };
    steps.map(band).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sets::{Choice, tests::example};

    #[test]
    fn an_answer_takes_the_probability_of_its_short_form() {
        let mut example = example("actor", &["", "Alpha Fund", "Fund", "Beta"], 1);
        let scores = [0.0, 0.0, 0.0, -9.0];
        let (chosen, odds) = answer(&example, &scores, 1.0, 0.5);
        assert!(chosen == 1 && (odds - 2.0 / 3.0).abs() < 1e-3, "{chosen} {odds}");
        example.options[2] = Choice { value: "Gamma".to_owned(), features: Vec::new() };
        assert_eq!(answer(&example, &scores, 1.0, 0.5).0, 0);
    }

    #[test]
    fn scores_that_boast_are_cooled() {
        let boast: Vec<_> = (0..4).map(|i| example("actor", &["", "Alpha"], usize::from(i > 0))).collect();
        let told: Vec<_> = boast.iter().map(|example| (example, vec![0.0, 3.0])).collect();
        assert!(temperature(&told) > 1.5);
        let answers: Vec<_> = boast.iter().map(|example| (example, (1, 0.95))).collect();
        assert_eq!(reliability(&answers)[4], (0.9, 4, 0.75));
    }
}
