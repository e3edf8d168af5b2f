//! How a mention was read, told in words for `explain`.

use super::{Amount, Mention, Reading};
use crate::figure::{Change, Modifier};

/// The steps from the words to the value, one a line, in the order they are taken.
///
/// `text` is the text that the mention's spans point into.
pub fn steps(mention: &Mention, text: &str) -> Vec<String> {
    let words = mention.span.of(text);
    let mut told = vec![format!("`{words}` is read by the rule `{}`", mention.rule)];
    match &mention.reading {
        Reading::Money { amount, currency } => {
            tell(amount, &mut told);
            told.push(format!("its currency is {currency} (ISO 4217)"));
        }
        Reading::Percent { amount, unit } => {
            tell(amount, &mut told);
            told.push(format!("its unit is {unit}"));
        }
        Reading::Count { amount } => {
            tell(amount, &mut told);
            told.push("no unit stands with it: it counts what the words around it name".to_owned());
        }
        Reading::Measure { amount, unit } => {
            tell(amount, &mut told);
            told.push(format!("its unit is {unit}"));
        }
        Reading::Duration { amount, unit } => {
            tell(amount, &mut told);
            told.push(format!("it is a length of time in {unit}s"));
        }
        Reading::Date(date) => {
            let needs =
                if date.needs_document_date() { "is told from the document's date" } else { "stands by itself" };
            told.push(format!("as a date it {needs}"));
            if date.fiscal {
                told.push("its year is a fiscal year".to_owned());
            }
        }
    }
    if let Some(span) = mention.modifier_span.filter(|_| mention.modifier != Modifier::Exact) {
        told.push(format!("`{}` beside it makes it `{}`", span.of(text), mention.modifier));
    }
    if let (Some(span), Some(change)) = (mention.change_span, mention.change) {
        let sense = match change {
            Change::Additional => "comes on top of something earlier",
            Change::Increase => "is an increase",
            Change::Decrease => "is a decrease",
        };
        told.push(format!("`{}` beside it says that it {sense}", span.of(text)));
    }
    told
}

fn tell(amount: &Amount, told: &mut Vec<String>) {
    told.push(match amount.max {
        Some(max) => format!("its value runs from {} to {max}", amount.value),
        None => format!("its value is {}", amount.value),
    });
    told.push(match amount.decimals {
        0 => "it is stated to the unit (decimals 0)".to_owned(),
        decimals @ 1.. => format!("it is stated to {decimals} decimal places (decimals {decimals})"),
        decimals => format!(
            "it is stated to the nearest 1{} (decimals {decimals})",
            "0".repeat(decimals.unsigned_abs() as usize)
        ),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Style;
    use crate::{lexicon::Lexicon, scan};

    #[test]
    fn every_step_is_told() {
        let text = "mobilized nearly $3.4 billion";
        let found = scan::mentions(text, Style::default(), Lexicon::embedded());
        assert_eq!(
            steps(&found[0], text),
            [
                "`$3.4 billion` is read by the rule `money`",
                "its value is 3400000000",
                "it is stated to the nearest 100000000 (decimals -8)",
                "its currency is USD (ISO 4217)",
                "`nearly` beside it makes it `nearly`",
            ]
        );
    }
}
