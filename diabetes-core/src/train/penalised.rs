//! Least squares on sums, with a penalty on the diagonal blocks and sign constraints on coefficients.

#![allow(clippy::indexing_slicing, reason = "every index is below the size of the problem")]

/// How far rounding can move a gradient of 0, relative to the sum of its terms.
const ROUNDING: f64 = 1e-12;
/// The most pivots, in addition to one per coefficient.
const MAX_PIVOTS: usize = 100;

/// Minimises `b·h·b − 2 b·c`, where `signs` requires `b ≥ 0` (1) or `b ≤ 0` (−1) for a coefficient. `pinned` holds the
/// coefficients fixed at 0, initially and finally. `h` is rows × columns; `None` if it is not positive definite.
///
/// Block principal pivoting (Portugal, Júdice and Vicente, 1994).
pub(super) fn minimise(h: &[f64], c: &[f64], signs: &[i8], pinned: &mut [bool]) -> Option<Vec<f64>> {
    let p = c.len();
    let (mut fewest, mut chances) = (p + 1, 3);
    for _ in 0..MAX_PIVOTS + p {
        let free: Vec<usize> = (0..p).filter(|i| !pinned[*i]).collect();
        let factor = Cholesky::of(h, p, &free)?;
        let solution = factor.solve(&free.iter().map(|i| c[*i]).collect::<Vec<_>>());
        let mut b = vec![0.0; p];
        for (i, value) in free.iter().zip(solution) {
            b[*i] = value;
        }
        let is_wrong = |i: &usize| {
            let sign = f64::from(signs[*i]);
            if !pinned[*i] {
                return b[*i] * sign < 0.0;
            }
            let line = &h[i * p..][..p];
            let size: f64 = line.iter().zip(&b).map(|(h, b)| (h * b).abs()).sum();
            (dot(line, &b) - c[*i]) * sign < -ROUNDING * (c[*i].abs() + size)
        };
        let wrong: Vec<usize> = (0..p).filter(|i| signs[*i] != 0).filter(is_wrong).collect();
        let Some(last) = wrong.last() else { return Some(b) };
        if wrong.len() < fewest {
            (fewest, chances) = (wrong.len(), 3);
        } else if chances > 0 {
            chances -= 1;
        } else {
            // Exchanging only the one with the highest number cannot cycle.
            pinned[*last] = !pinned[*last];
            continue;
        }
        for i in wrong {
            pinned[i] = !pinned[i];
        }
    }
    // Only rounding can lead here.
    None
}

/// The lower triangular factor of selected rows and columns of a matrix.
pub(super) struct Cholesky {
    n: usize,
    lower: Vec<f64>,
}

impl Cholesky {
    /// `None` if the matrix is not positive definite.
    pub(super) fn of(h: &[f64], p: usize, rows: &[usize]) -> Option<Self> {
        let n = rows.len();
        let mut lower = vec![0.0; n * n];
        for i in 0..n {
            let (above, line) = lower.split_at_mut(i * n);
            for j in 0..i {
                let other = &above[j * n..][..=j];
                line[j] = (h[rows[i] * p + rows[j]] - dot(&line[..j], &other[..j])) / other[j];
            }
            let left = h[rows[i] * p + rows[i]] - dot(&line[..i], &line[..i]);
            if left.is_nan() || left <= 0.0 {
                return None;
            }
            line[i] = left.sqrt();
        }
        Some(Self { n, lower })
    }

    pub(super) fn solve(&self, c: &[f64]) -> Vec<f64> {
        let n = self.n;
        let mut x = c.to_vec();
        for i in 0..n {
            let line = &self.lower[i * n..][..=i];
            x[i] = (x[i] - dot(&line[..i], &x[..i])) / line[i];
        }
        for i in (0..n).rev() {
            let line = &self.lower[i * n..][..=i];
            x[i] /= line[i];
            let value = x[i];
            for (left, entry) in x[..i].iter_mut().zip(line) {
                *left -= value * entry;
            }
        }
        x
    }
}

/// Sum of products, in four lanes.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 4];
    let (a, b) = (a.chunks_exact(4), b.chunks_exact(4));
    let rest: f64 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a.zip(b) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_kept_and_nothing_else_is_lost() {
        // Minimum of (b0 − 1)² + (b1 + 2)² + (b0 − b1)²: without signs (0, −1).
        let (h, c) = ([2.0, -1.0, -1.0, 2.0], [1.0, -2.0]);
        let solve = |signs: [i8; 2]| minimise(&h, &c, &signs, &mut [false; 2]).unwrap();
        let near = |b: Vec<f64>, expected: [f64; 2]| b.iter().zip(expected).all(|(b, e)| (b - e).abs() < 1e-12);
        assert!(near(solve([0, 0]), [0.0, -1.0]));
        assert!(near(solve([0, 1]), [0.5, 0.0]));
        assert!(near(solve([-1, -1]), [0.0, -1.0]));
        assert!(near(solve([1, 1]), [0.5, 0.0]));
        assert_eq!(minimise(&[0.0], &[1.0], &[0], &mut [false]), None);
    }
}
