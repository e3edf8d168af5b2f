//! Nice ticks from zero, and time in months.

use super::words::month_name;
use jiff::civil::Date;

/// A scale of values: it holds zero and every value, and its ticks are 1, 2, 2.5 or 5 times a power of ten apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ValueAxis {
    pub(super) low: f64,
    pub(super) high: f64,
    /// The ticks in order, exact decimals as text.
    pub(super) ticks: Vec<(f64, String)>,
    /// How many times a tick is the one before, where each is so many times; none on a linear axis.
    pub(super) times: Option<u64>,
}

/// A logarithmic axis names at most so many powers of ten.
const MOST_POWERS: i32 = 6;
/// Values that span more than this lie on one by themselves.
const WIDE: f64 = 1000.0;

impl ValueAxis {
    /// An axis over the values with about `wanted` steps.
    pub(super) fn new(values: impl Iterator<Item = f64>, wanted: f64) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for value in values.filter(|value| value.is_finite()) {
            (low, high) = (low.min(value), high.max(value));
        }
        if low >= high {
            high = 1.0;
        }
        let raw = (high - low) / wanted.max(1.0);
        let power = raw.log10().floor();
        let (mantissa, power) = match raw / 10_f64.powf(power) {
            m if m <= 1.0 => (1.0, power),
            m if m <= 2.0 => (2.0, power),
            m if m <= 2.5 => (2.5, power),
            m if m <= 5.0 => (5.0, power),
            _ => (1.0, power + 1.0),
        };
        let step = mantissa * 10_f64.powf(power);
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let decimals = if power < 0.0 { -power as usize } else { 0 } + usize::from(mantissa > 2.0 && mantissa < 3.0);
        let ticks: Vec<_> = (first as i64..=last as i64)
            .map(|index| (index as f64 * step, format!("{:.decimals$}", index as f64 * step)))
            .collect();
        Self { low: first * step, high: last * step, ticks, times: None }
    }

    /// An axis on which each step is so many times the one before; none where a value is not above zero.
    pub(super) fn logarithmic(values: impl Iterator<Item = f64>) -> Option<Self> {
        let (low, high) = ends(values)?;
        // The least value stands off the low end, so that its bar can be seen.
        let power = |value: f64| value.log10().ceil() as i32;
        let (first, last) = (power(low) - 1, power(high));
        let step = (last - first + MOST_POWERS - 1) / MOST_POWERS;
        let ticks = (first..=last).step_by(step.max(1) as usize).map(|power| {
            let decimals = usize::try_from(-power).unwrap_or(0);
            (10_f64.powi(power), format!("{:.decimals$}", 10_f64.powi(power)))
        });
        let times = Some(10_u64.saturating_pow(step.max(1) as u32));
        Some(Self { low: 10_f64.powi(first), high: 10_f64.powi(last), ticks: ticks.collect(), times })
    }

    /// Whether the values span so much that the small ones would vanish on a linear axis.
    pub(super) fn is_wide(values: impl Iterator<Item = f64>) -> bool {
        ends(values).is_some_and(|(least, most)| most / least > WIDE)
    }

    /// Whether bars start from this tick.
    pub(super) fn is_base(&self, tick: f64) -> bool {
        if self.times.is_some() { tick <= self.low } else { tick.abs() < f64::EPSILON }
    }

    /// 0 at the low end, 1 at the high end.
    pub(super) fn share(&self, value: f64) -> f64 {
        if self.times.is_some() {
            let (low, high) = (self.low.log10(), self.high.log10());
            return ((value.max(self.low).log10() - low) / (high - low)).clamp(0.0, 1.0);
        }
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// The least and the largest, where all are above zero.
fn ends(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        (least, most) = (least.min(value), most.max(value));
    }
    (least > 0.0 && least <= most && most.is_finite()).then_some((least, most))
}

/// A day as months since year 0: every month is as long as another, so that years are too.
pub(super) fn months(day: Date) -> f64 {
    let into = f64::from(day.day() - 1) / f64::from(day.days_in_month());
    f64::from(day.year()) * 12.0 + f64::from(day.month() - 1) + into
}

/// The end of a day, in months.
pub(super) fn months_after(day: Date) -> f64 {
    months(day) + 1.0 / f64::from(day.days_in_month())
}

/// A scale of time in whole steps of months, quarters, years and so on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TimeAxis {
    pub(super) low: f64,
    pub(super) high: f64,
    /// Months in a step.
    step: i64,
}

impl TimeAxis {
    /// An axis over the stretches (in months), of at most `most` steps.
    pub(super) fn new(stretches: impl Iterator<Item = (f64, f64)>, most: i64) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for (start, end) in stretches {
            (low, high) = (low.min(start), high.max(end));
        }
        if low > high {
            (low, high) = (0.0, 12.0);
        }
        let bounds = |step: i64| {
            let first = (low / step as f64).floor() as i64;
            // A point on the last boundary still has room before the edge.
            let last = ((high / step as f64).ceil() as i64).max(first + 1);
            (first, last)
        };
        let steps = [1, 3, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000, 120_000];
        let fits = |step: &i64| {
            let (first, last) = bounds(*step);
            // The name of a year is short.
            last - first <= if *step == 12 { 2 * most } else { most }
        };
        let step = steps.into_iter().find(fits).unwrap_or(240_000);
        let (mut first, mut last) = bounds(step);
        // A chart of one step looks like a mistake.
        while last - first < 3 && step < 12 {
            first -= 1;
            last += i64::from(last - first < 3);
        }
        Self { low: (first * step) as f64, high: (last * step) as f64, step }
    }

    /// 0 at the low end, 1 at the high end.
    pub(super) fn share(&self, months: f64) -> f64 {
        ((months - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// Where each step begins, in months, and what it is called.
    pub(super) fn steps(&self) -> Vec<(f64, String)> {
        let first = (self.low / self.step as f64).round() as i64;
        let last = (self.high / self.step as f64).round() as i64;
        (first..last).map(|index| ((index * self.step) as f64, self.name(index * self.step))).collect()
    }

    pub(super) fn step(&self) -> f64 {
        self.step as f64
    }

    fn name(&self, months: i64) -> String {
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
        match self.step {
            1 => format!("{} {year}", month_name(month)),
            3 => format!("Q{} {year}", (month - 1) / 3 + 1),
            12 => year.to_string(),
            step => format!("{year}–{}", year + step / 12 - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn ticks(values: &[f64]) -> String {
        let axis = ValueAxis::new(values.iter().copied(), 4.0);
        axis.ticks.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_are_nice_and_hold_zero() {
        assert_eq!(ticks(&[33e6, 10e6]), "0 10000000 20000000 30000000 40000000");
        assert_eq!(ticks(&[0.03]), "0.00 0.01 0.02 0.03");
        assert_eq!(ticks(&[9.0]), "0.0 2.5 5.0 7.5 10.0");
        assert_eq!(ticks(&[-3.0, 1.0]), "-3 -2 -1 0 1");
        assert_eq!(ticks(&[]), "0.00 0.25 0.50 0.75 1.00");
        assert_eq!(ticks(&[0.0, f64::NAN]), ticks(&[]));
    }

    #[test]
    fn a_logarithmic_axis_names_powers_of_ten() {
        let ticks = |values: &[f64]| {
            let axis = ValueAxis::logarithmic(values.iter().copied())?;
            Some(axis.ticks.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(ticks(&[50.0, 20_000.0]).unwrap(), "10 100 1000 10000 100000");
        assert_eq!(ticks(&[0.02, 1.0]).unwrap(), "0.01 0.1 1");
        assert_eq!(ticks(&[1.0, 1e12]).unwrap(), "0.1 100 100000 100000000 100000000000");
        assert_eq!(ticks(&[0.0, 5.0]), None);
        assert_eq!(ticks(&[]), None);
        let axis = ValueAxis::logarithmic([100.0, 10_000.0].into_iter()).unwrap();
        assert!((axis.share(1000.0) - 2.0 / 3.0).abs() < 1e-9 && axis.share(0.0) == 0.0);
        assert!(ValueAxis::is_wide([1.0, 1001.0].into_iter()) && !ValueAxis::is_wide([1.0, 1000.0].into_iter()));
        assert!(!ValueAxis::is_wide([-1.0, 1e9].into_iter()));
    }

    #[test]
    fn time_is_cut_in_steps_that_fit() {
        let axis = |from: Date, to: Date| TimeAxis::new([(months(from), months_after(to))].into_iter(), 8);
        let names = |axis: TimeAxis| axis.steps().into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(" ");
        assert_eq!(names(axis(date(2021, 1, 1), date(2024, 4, 19))), "2021 2022 2023 2024");
        assert_eq!(names(axis(date(2023, 5, 1), date(2023, 5, 31))), "Apr 2023 May 2023 Jun 2023");
        assert_eq!(
            names(axis(date(2022, 9, 1), date(2023, 12, 31))),
            "Q3 2022 Q4 2022 Q1 2023 Q2 2023 Q3 2023 Q4 2023"
        );
        assert_eq!(names(axis(date(2019, 1, 1), date(2030, 12, 31))).split(' ').count(), 12);
        assert_eq!(
            names(axis(date(2001, 1, 1), date(2030, 12, 31))),
            "2000–2004 2005–2009 2010–2014 2015–2019 2020–2024 2025–2029 2030–2034"
        );
        assert!(axis(date(-9999, 1, 1), date(9999, 12, 31)).steps().len() <= 8);
    }
}
