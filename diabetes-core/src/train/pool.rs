//! The threads that training works on: a process's own, made anew in a forked child.
//!
//! A fork copies no thread but the one that forks. Work that is handed to threads that are not there waits for ever, so
//! the pool is known by the process that made it.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::process;
use std::sync::{Mutex, TryLockError};

/// The pool and the process that made it. It is never dropped: dropping one joins its threads, which a child lacks.
static POOL: Mutex<Option<(u32, &'static ThreadPool)>> = Mutex::new(None);

/// The results of `0..count`, in order: on as many threads as `RAYON_NUM_THREADS` says or there are processors, on this one
/// where none are to be had. Inside another pool of rayon's it is done on that.
pub(super) fn each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    let on_threads = || (0..count).into_par_iter().map(&work).collect();
    if rayon::current_thread_index().is_some() {
        return on_threads();
    }
    match pool() {
        Some(pool) => pool.install(on_threads),
        None => (0..count).map(&work).collect(),
    }
}

/// `None` where no thread can be started, or another one holds the lock: in a child perhaps for ever.
fn pool() -> Option<&'static ThreadPool> {
    let mut known = match POOL.try_lock() {
        Ok(known) => known,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        Err(TryLockError::WouldBlock) => return None,
    };
    match *known {
        Some((process, pool)) if process == process::id() => Some(pool),
        _ => {
            let pool: &'static ThreadPool = Box::leak(Box::new(ThreadPoolBuilder::new().build().ok()?));
            *known = Some((process::id(), pool));
            Some(pool)
        }
    }
}
