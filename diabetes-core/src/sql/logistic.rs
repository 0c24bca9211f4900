//! Probabilities with the bits of the library: `exp` in the arithmetic of FreeBSD's, since that of each database is
//! another, and some builds of SQLite have none.

use super::case::Case;
use super::dialect::Dialect;
use super::names::column;
use super::steps::{Column, Steps};
use diabetes_kernel::{EXP_TERMS, LN2_HIGH, LN2_LOW};
use std::f64::consts::LOG2_E;

/// The log-odds below which a probability is 0 and above which it is 1: beyond, less than the last bit of 1 is missing.
const SURE: [f64; 2] = [-43.0, 40.0];
/// Up to here a number has no power of two: half of the logarithm of 2, as `exp` rounds it.
const HALF_LN2: f64 = f64::from_bits(0x3fd6_2e43 << 32);

/// Adds the probabilities of some log-odds; each is a column and the name of the probability.
pub(super) fn add(dialect: Dialect, steps: &mut Steps, log_odds: &[(String, String)]) {
    let each = |of: &str, expression: &dyn Fn(&str) -> String| -> Vec<Column> {
        log_odds.iter().map(|(name, _)| (format!("{name} {of}"), expression(name))).collect()
    };
    let number = |number: f64| dialect.operand(number);
    let part = |name: &str, of: &str| column(&format!("{name} {of}"));
    let high = |name: &str| format!("(-{} - {} * {})", column(name), part(name, "power"), number(LN2_HIGH));
    let low = |name: &str| format!("{} * {}", part(name, "power"), number(LN2_LOW));
    let powers = each("power", &|name| {
        let own = column(name);
        let half = format!("CASE WHEN {own} > 0 THEN {} ELSE {} END", number(-0.5), number(0.5));
        let whole = dialect.truncated(&format!("{} * -{own} + {half}", number(LOG2_E)));
        Case::of([(format!("ABS({own}) < {}", dialect.bound(HALF_LN2)), number(0.0))]).or(whole).written()
    });
    steps.add("the powers", "e to the power of the log-odds is 2 to this power, times the mantissa below.", powers);
    let rests = each("rest", &|name| format!("{} - {}", high(name), low(name)));
    steps.add("the rests", "What is left of the log-odds.", rests);
    let quotients = each("quotient", &|name| {
        let rest = part(name, "rest");
        let square = format!("{rest} * {rest}");
        let [first @ .., last] = EXP_TERMS;
        let inner =
            first.iter().rev().fold(number(last), |inner, term| format!("({} + {square} * {inner})", number(*term)));
        format!("{rest} - {square} * {inner}")
    });
    steps.add("the quotients", "The polynomial of the rest.", quotients);
    let mantissas = each("mantissa", &|name| {
        let (rest, quotient, two) = (part(name, "rest"), part(name, "quotient"), number(2.0));
        let fraction = format!("{rest} * {quotient} / ({two} - {quotient})");
        format!("{} + ({fraction} - {} + {})", number(1.0), low(name), high(name))
    });
    steps.add("the mantissas", "e to the power of the rest.", mantissas);
    let probability = |(name, to): &(String, String)| {
        let (own, mantissa, power) = (column(name), part(name, "mantissa"), part(name, "power"));
        let [impossible, certain] = SURE.map(|at| dialect.bound(at));
        let of = |scaled: String| format!("{one} / ({one} + {scaled})", one = number(1.0));
        let case = Case::of([
            (format!("{own} < {impossible}"), number(0.0)),
            (format!("{own} > {certain}"), number(1.0)),
            (format!("{power} < 0"), of(format!("{mantissa} / {}", dialect.two_to(&format!("-{power}"))))),
        ]);
        (to.clone(), case.or(of(format!("{mantissa} * {}", dialect.two_to(&power)))).written())
    };
    steps.add("the probabilities", "1 / (1 + exp(-log-odds)).", log_odds.iter().map(probability).collect());
}
