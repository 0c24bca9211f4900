//! A block of rows in panels of eight columns, and the sums over it that least squares needs.
//!
//! Every sum has a fixed order and rounds after each product, so that wider registers change no bit of it.

use multiversion::multiversion;

/// The columns of a panel.
const LANES: usize = 8;
/// The columns that one turn multiplies with a panel: as many as leave their sums in registers.
const TURN: usize = 4;
/// The rows of two panels that stay in the nearest cache.
const NEAR: usize = 256;
/// The sums of a column that run beside each other.
const STRANDS: usize = 4;

type Line = [f64; LANES];

/// A block of rows; columns beyond the last fill its panel.
#[derive(Clone, Debug)]
pub struct Panels {
    panels: Vec<Vec<Line>>,
    /// A panel times the weights.
    weighted: Vec<Line>,
}

impl Panels {
    /// No rows of so many columns.
    #[must_use]
    pub fn new(columns: usize) -> Self {
        Self { panels: vec![Vec::new(); columns.div_ceil(LANES)], weighted: Vec::new() }
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.panels.first().map_or(0, Vec::len)
    }

    /// The columns of all panels.
    #[must_use]
    pub fn columns(&self) -> usize {
        LANES * self.panels.len()
    }

    /// Forgets the rows.
    pub fn clear(&mut self) {
        self.panels.iter_mut().for_each(Vec::clear);
    }

    /// Adds a row of as many numbers as all panels have columns.
    #[inline]
    pub fn push(&mut self, row: &[f64]) {
        for (panel, line) in self.panels.iter_mut().zip(row.as_chunks::<LANES>().0) {
            panel.push(*line);
        }
    }

    /// The sum of each column.
    #[must_use]
    pub fn sums(&self) -> Vec<f64> {
        self.panels.iter().flat_map(|panel| sum(panel)).collect()
    }

    /// The sum of each column over the rows times their weights.
    #[must_use]
    pub fn weighted_sums(&self, weights: &[f64]) -> Vec<f64> {
        self.panels.iter().flat_map(|panel| weighted_sum(panel, weights)).collect()
    }

    /// Subtracts its number from each column.
    pub fn subtract(&mut self, numbers: &[f64]) {
        for (panel, numbers) in self.panels.iter_mut().zip(numbers.as_chunks::<LANES>().0) {
            subtract(panel, numbers);
        }
    }

    /// The sum of each row's columns, times the column's number.
    #[must_use]
    pub fn along(&self, numbers: &[f64]) -> Vec<f64> {
        let mut lines = vec![[0.0; LANES]; self.rows()];
        for (panel, numbers) in self.panels.iter().zip(numbers.as_chunks::<LANES>().0) {
            add_times(&mut lines, panel, numbers);
        }
        lines.iter().map(|[a, b, c, d, e, f, g, h]| ((a + b) + (c + d)) + ((e + f) + (g + h))).collect()
    }

    /// The sums of the products of every two columns, over the rows times their weights: a symmetric matrix.
    #[must_use]
    pub fn products(&mut self, weights: Option<&[f64]>) -> Vec<f64> {
        let columns = self.columns();
        let mut products = vec![0.0; columns * columns];
        for (first, own) in self.panels.iter().enumerate() {
            let left = match weights {
                None => own,
                Some(weights) => {
                    self.weighted.clear();
                    let weighted = own.iter().zip(weights).map(|(line, weight)| line.map(|value| value * weight));
                    self.weighted.extend(weighted);
                    &self.weighted
                }
            };
            for (second, right) in self.panels.iter().enumerate().skip(first) {
                for (row, line) in multiply(left, right).as_flattened().iter().enumerate() {
                    for (column, product) in line.iter().enumerate() {
                        let (row, column) = (first * LANES + row, second * LANES + column);
                        if let Some(entry) = products.get_mut(row * columns + column) {
                            *entry = *product;
                        }
                        if let Some(entry) = products.get_mut(column * columns + row) {
                            *entry = *product;
                        }
                    }
                }
            }
        }
        products
    }
}

/// Both turns of the columns of `left`: their products with those of `right`, summed over the rows.
#[multiversion(targets("x86_64+avx2"))]
fn multiply(left: &[Line], right: &[Line]) -> [[Line; TURN]; 2] {
    let [mut first, mut last] = [[[0.0; LANES]; TURN]; 2];
    for (left, right) in left.chunks(NEAR).zip(right.chunks(NEAR)) {
        first = turn(left.iter().map(|[a, b, c, d, ..]| [*a, *b, *c, *d]), right, first);
        last = turn(left.iter().map(|[.., a, b, c, d]| [*a, *b, *c, *d]), right, last);
    }
    [first, last]
}

#[inline(always)]
fn turn(left: impl Iterator<Item = [f64; TURN]>, right: &[Line], mut sums: [Line; TURN]) -> [Line; TURN] {
    for (factors, line) in left.zip(right) {
        for (sums, factor) in sums.iter_mut().zip(factors) {
            for (sum, value) in sums.iter_mut().zip(line) {
                *sum += factor * value;
            }
        }
    }
    sums
}

#[multiversion(targets("x86_64+avx2"))]
fn sum(panel: &[Line]) -> Line {
    let (groups, rest) = panel.as_chunks::<STRANDS>();
    let mut strands = [[0.0; LANES]; STRANDS];
    for group in groups {
        strands.iter_mut().zip(group).for_each(|(sums, line)| add(sums, line));
    }
    strands.iter_mut().zip(rest).for_each(|(sums, line)| add(sums, line));
    total(strands)
}

#[multiversion(targets("x86_64+avx2"))]
fn weighted_sum(panel: &[Line], weights: &[f64]) -> Line {
    let (groups, rest) = panel.as_chunks::<STRANDS>();
    let (group_weights, rest_weights) = weights.as_chunks::<STRANDS>();
    let mut strands = [[0.0; LANES]; STRANDS];
    for (group, weights) in groups.iter().zip(group_weights) {
        for ((sums, line), weight) in strands.iter_mut().zip(group).zip(weights) {
            add(sums, &line.map(|value| value * weight));
        }
    }
    for ((sums, line), weight) in strands.iter_mut().zip(rest).zip(rest_weights) {
        add(sums, &line.map(|value| value * weight));
    }
    total(strands)
}

#[inline(always)]
fn add(sums: &mut Line, line: &Line) {
    sums.iter_mut().zip(line).for_each(|(sum, value)| *sum += value);
}

#[inline(always)]
fn total([mut a, b, mut c, d]: [Line; STRANDS]) -> Line {
    add(&mut a, &b);
    add(&mut c, &d);
    add(&mut a, &c);
    a
}

#[multiversion(targets("x86_64+avx2"))]
fn subtract(panel: &mut [Line], numbers: &Line) {
    for line in panel {
        line.iter_mut().zip(numbers).for_each(|(value, number)| *value -= number);
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn add_times(sums: &mut [Line], panel: &[Line], numbers: &Line) {
    for (sums, line) in sums.iter_mut().zip(panel) {
        for ((sum, value), number) in sums.iter_mut().zip(line).zip(numbers) {
            *sum += value * number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows without pattern, in panels and as they are.
    fn rows(count: usize) -> (Panels, Vec<[f64; 2 * LANES]>) {
        let number = |row: usize, column: usize| ((row * 31 + column * 17) as f64 * 0.618_033_988_749).fract() - 0.4;
        let rows: Vec<_> = (0..count).map(|row| std::array::from_fn(|column| number(row, column))).collect();
        let mut panels = Panels::new(LANES + 1);
        for row in &rows {
            panels.push(row);
        }
        (panels, rows)
    }

    #[test]
    fn a_product_has_the_bits_of_a_plain_sum_over_the_rows() {
        let (mut panels, rows) = rows(2 * NEAR + 3);
        let weights: Vec<f64> = (0..rows.len()).map(|row| (row % 3) as f64).collect();
        for weights in [None, Some(weights.as_slice())] {
            let products = panels.products(weights);
            let weight = |row| weights.map_or(1.0, |weights| weights[row]);
            for i in 0..2 * LANES {
                for j in i..2 * LANES {
                    let plain = rows.iter().enumerate().fold(0.0, |sum, (at, row)| sum + row[i] * weight(at) * row[j]);
                    assert_eq!(products[i * 2 * LANES + j], plain, "{i}, {j}");
                    assert_eq!(products[j * 2 * LANES + i], plain, "{j}, {i}");
                }
            }
        }
    }

    #[test]
    fn sums_have_all_rows_and_weights() {
        let (mut panels, rows) = rows(4 * STRANDS + 3);
        let weights: Vec<f64> = (0..rows.len()).map(|row| row as f64).collect();
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found}, {expected}");
        for (column, (sum, weighted)) in panels.sums().into_iter().zip(panels.weighted_sums(&weights)).enumerate() {
            near(sum, rows.iter().map(|row| row[column]).sum());
            near(weighted, rows.iter().zip(&weights).map(|(row, weight)| row[column] * weight).sum());
        }
        let numbers: Vec<f64> = (0..2 * LANES).map(|column| column as f64).collect();
        panels.subtract(&numbers);
        for (found, row) in panels.along(&numbers).into_iter().zip(&rows) {
            near(found, row.iter().zip(&numbers).map(|(value, number)| (value - number) * number).sum());
        }
        panels.clear();
        assert_eq!(panels.rows(), 0);
    }
}
