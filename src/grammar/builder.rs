//! A number being put together from its words: each acts on it, and what no number continues with is refused.

use crate::figure::Lang;
use rust_decimal::Decimal;

#[derive(Debug, Clone, Copy)]
pub(super) struct Builder {
    /// Closed parts: those with a magnitude.
    pub(super) closed: Decimal,
    /// Spanish thousands inside an open part: the "mil" of "mil millones".
    pub(super) thousands: Option<Decimal>,
    /// The open part, below a thousand unless in digits.
    pub(super) open: Option<Decimal>,
    /// What may be added to the open part must be below this.
    pub(super) room: Decimal,
    /// The next magnitude must be below this power of ten.
    pub(super) limit: u32,
    pub(super) decimals: i32,
    pub(super) mantissa: Decimal,
    pub(super) exponent: u32,
    pub(super) bare: bool,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            closed: Decimal::ZERO,
            thousands: None,
            open: None,
            room: Decimal::MAX,
            limit: 28,
            decimals: 0,
            mantissa: Decimal::ZERO,
            exponent: 0,
            bare: false,
        }
    }

    /// Adds a number below the next magnitude; refuses one that does not fit under what stands.
    pub(super) fn add(&mut self, value: Decimal, decimals: i32, room: Decimal) -> bool {
        if value >= self.room || (value.is_zero() && self.open.is_some()) {
            return false;
        }
        self.open = Some(self.open.unwrap_or_default() + value);
        self.decimals = decimals;
        self.room = room;
        true
    }

    /// Multiplies the open part by a hundred or a dozen.
    pub(super) fn multiply(&mut self, by: Decimal) -> bool {
        match self.open {
            // "two hundred dozen"
            Some(open)
                if by != Decimal::ONE_HUNDRED && open >= Decimal::ONE_HUNDRED && self.room == Decimal::ONE_HUNDRED =>
            {
                self.open = Some(open * by);
                self.room = Decimal::ZERO;
                true
            }
            Some(open) if open < Decimal::ONE_HUNDRED && self.room <= Decimal::TEN => {
                self.open = Some(open * by);
                self.room = if by == Decimal::ONE_HUNDRED { by } else { Decimal::ZERO };
                true
            }
            _ => false,
        }
    }

    /// Closes the open part with a magnitude; refuses one that is not smaller than the last.
    pub(super) fn scale(&mut self, exponent: u32, lang: Lang) -> bool {
        let Some(power) =
            10_i128.checked_pow(exponent).and_then(|power| Decimal::try_from_i128_with_scale(power, 0).ok())
        else {
            return false;
        };
        // "2.5 thousand million"
        let joined = lang == Lang::En && self.exponent == 3 && exponent == 6 && self.open.is_none();
        if joined && self.limit == 3 {
            let Some(closed) = self.closed.checked_mul(power) else { return false };
            (self.closed, self.limit, self.exponent) = (closed, exponent, exponent + 3);
            self.decimals -= exponent as i32;
            return true;
        }
        if exponent >= self.limit {
            return false;
        }
        if lang == Lang::Es && exponent == 3 && self.thousands.is_none() {
            let part = self.open.unwrap_or(Decimal::ONE);
            let Some(thousands) = part.checked_mul(power) else { return false };
            self.thousands = Some(thousands);
            self.mantissa = part;
        } else {
            let part = match (self.thousands, self.open) {
                (None, None) => return false,
                (thousands, open) => thousands.unwrap_or_default() + open.unwrap_or_default(),
            };
            let Some(closed) = part.checked_mul(power).and_then(|part| part.checked_add(self.closed)) else {
                return false;
            };
            self.closed = closed;
            self.mantissa = part;
            self.thousands = None;
            self.limit = exponent;
        }
        self.decimals -= exponent as i32;
        self.open = None;
        self.exponent = exponent;
        self.room = Decimal::from(1000);
        true
    }

    pub(super) fn value(&self) -> Option<Decimal> {
        self.closed.checked_add(self.thousands.unwrap_or_default())?.checked_add(self.open.unwrap_or_default())
    }
}
