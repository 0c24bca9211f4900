//! The thread pool for training: one per process, recreated in a forked child.
//!
//! A fork copies only the thread that forks. Work handed to missing threads waits forever, so the pool is identified by
//! the process that created it.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::process;
use std::sync::{Mutex, TryLockError};

/// The pool and the process that created it. It is never dropped, because dropping joins its threads, which a child
/// lacks.
static POOL: Mutex<Option<(u32, &'static ThreadPool)>> = Mutex::new(None);

/// The results for `0..count`, in order. Uses the number of threads in `RAYON_NUM_THREADS` or of processors, or the
/// current thread if no pool is available. Inside another rayon pool it runs on that one.
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

/// `None` if no thread can be started or another thread holds the lock, which in a child may be forever.
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
