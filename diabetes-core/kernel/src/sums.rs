//! Row sums in several parallel lanes: every class adds its table entry.

/// The table entry of each row.
#[derive(Clone, Copy, Debug)]
pub enum Classes<'a> {
    /// The row's class.
    Of(&'a [u16]),
    /// One entry per pair of classes: those of the second's first class come first; the number is the count of first
    /// classes.
    Pairs(&'a [u16], &'a [u16], u16),
}

/// The sums of a row, one per lane.
pub trait Lanes: Copy {
    /// Resets `sums` to this many rows, each starting at `base`.
    fn start(sums: &mut Vec<Self>, rows: usize, base: Self);

    /// Adds the points of each row's entry to its sums.
    fn add_points(sums: &mut [Self], classes: Classes<'_>, points: &[Self]);

    /// Adds to each row's sums the value of its entry's pieces at its number: `x`, `run`, `y` and `rise`, each for
    /// every lane, give `y + (number - x) / run * rise`, in exactly this order.
    fn add_pieces(sums: &mut [Self], classes: Classes<'_>, numbers: &[f64], pieces: &[[Self; 4]]);

    /// Writes `intercept + slope × sum` of a lane to a column.
    fn calibrate(sums: &[Self], lane: usize, line: [f64; 2], into: &mut [f64]);
}

/// Implemented per number of lanes, so that the loops are compiled here and not at the call sites.
macro_rules! lanes {
    ($($count:literal)*) => {$(
        impl Lanes for [f64; $count] {
            fn start(sums: &mut Vec<Self>, rows: usize, base: Self) {
                sums.clear();
                sums.resize(rows, base);
            }

            fn add_points(sums: &mut [Self], classes: Classes<'_>, points: &[Self]) {
                match classes {
                    Classes::Of(classes) => add_points(sums, classes.iter().copied(), points),
                    Classes::Pairs(first, second, count) => add_points(sums, pairs(first, second, count), points),
                }
            }

            fn add_pieces(sums: &mut [Self], classes: Classes<'_>, numbers: &[f64], pieces: &[[Self; 4]]) {
                match classes {
                    Classes::Of(classes) => add_pieces(sums, classes.iter().copied(), numbers, pieces),
                    Classes::Pairs(first, second, count) => {
                        add_pieces(sums, pairs(first, second, count), numbers, pieces);
                    }
                }
            }

            fn calibrate(sums: &[Self], lane: usize, [intercept, slope]: [f64; 2], into: &mut [f64]) {
                if lane < $count {
                    for (score, sums) in into.iter_mut().zip(sums) {
                        *score = intercept + slope * sums.get(lane).copied().unwrap_or_default();
                    }
                }
            }
        }
    )*};
}

lanes!(2 4);

#[inline(always)]
fn pairs<'a>(first: &'a [u16], second: &'a [u16], count: u16) -> impl Iterator<Item = u16> + 'a {
    first.iter().zip(second).map(move |(first, second)| first.wrapping_add(count.wrapping_mul(*second)))
}

#[inline(always)]
fn add_points<const LANES: usize>(
    sums: &mut [[f64; LANES]],
    entries: impl Iterator<Item = u16>,
    points: &[[f64; LANES]],
) {
    for (sums, entry) in sums.iter_mut().zip(entries) {
        if let Some(points) = points.get(usize::from(entry)) {
            *sums = zipped(*sums, *points, |sum, points| sum + points);
        }
    }
}

#[inline(always)]
fn add_pieces<const LANES: usize>(
    sums: &mut [[f64; LANES]],
    entries: impl Iterator<Item = u16>,
    numbers: &[f64],
    pieces: &[[[f64; LANES]; 4]],
) {
    for ((sums, entry), number) in sums.iter_mut().zip(entries).zip(numbers) {
        if let Some([x, run, y, rise]) = pieces.get(usize::from(entry)) {
            let along = zipped(x.map(|x| number - x), *run, |above, run| above / run);
            let points = zipped(*y, zipped(along, *rise, |along, rise| along * rise), |y, rise| y + rise);
            *sums = zipped(*sums, points, |sum, points| sum + points);
        }
    }
}

/// Combines all lanes at once, on copies that nothing else can access, so that they stay in registers.
#[inline(always)]
fn zipped<const LANES: usize>(mut a: [f64; LANES], b: [f64; LANES], f: impl Fn(f64, f64) -> f64) -> [f64; LANES] {
    for (a, b) in a.iter_mut().zip(b) {
        *a = f(*a, b);
    }
    a
}
