//! Work on parts of a table, shared out among threads.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// More would wait for the memory.
const MOST_THREADS: usize = 64;

/// As for training: the number in `RAYON_NUM_THREADS`, or of processors.
pub(crate) fn threads() -> usize {
    let set = std::env::var("RAYON_NUM_THREADS").ok().and_then(|count| count.parse().ok());
    let count = set.filter(|count| *count > 0);
    count.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get)).min(MOST_THREADS)
}

/// The results of `work` for the parts, in order. Several parts are shared out among the workers, each on a thread of
/// its own that ends with the call, so that nothing is lacking in a forked child.
pub(crate) fn each<W: Send, P: Sync, T: Send>(
    workers: &mut [W],
    parts: &[P],
    work: impl Fn(&mut W, &P) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let run = |worker: &mut W| {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(place) else { return done };
            done.push((place, work(worker, part)));
        }
    };
    let count = workers.len().min(parts.len());
    let Some((own, others)) = workers.get_mut(..count).and_then(<[W]>::split_first_mut) else { return Vec::new() };
    let mut done = thread::scope(|scope| {
        // Without another thread, this one does its work.
        let start = |worker| thread::Builder::new().spawn_scoped(scope, || run(worker)).ok();
        let started: Vec<_> = others.iter_mut().filter_map(start).collect();
        let mut done = run(own);
        for thread in started {
            done.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The same where no thread needs anything of its own.
pub(crate) fn each_part<P: Sync, T: Send>(parts: &[P], work: impl Fn(&P) -> T + Sync) -> Vec<T> {
    each(&mut vec![(); threads()], parts, |(), part| work(part))
}
