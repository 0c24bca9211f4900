//! Long work that a signal such as Ctrl-C ends.

use diabetes_core::Stop;
use pyo3::prelude::*;
use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How often signals are looked for.
const EVERY: Duration = Duration::from_millis(100);

/// Does the work, without the GIL, on a thread that ends with the call, while this one waits for signals: Python handles
/// them on its main thread alone. What a handler raises asks the work to `stop` and is raised in its place.
pub(crate) fn watched<T: Send>(py: Python<'_>, stop: &Stop, work: impl FnOnce() -> T + Send) -> PyResult<T> {
    let work = Mutex::new(Some(work));
    let run = || work.lock().unwrap_or_else(PoisonError::into_inner).take().map(|work| work());
    let (done, raised) = py.detach(|| {
        thread::scope(|scope| {
            let (ends, ended) = channel::<()>();
            let work = || {
                // Dropped at the end of the work, however it ends.
                let _ends = ends;
                run()
            };
            // Without another thread, this one does the work.
            let Ok(thread) = thread::Builder::new().spawn_scoped(scope, work) else { return (run(), None) };
            let mut raised = None;
            while ended.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                // The method itself is not general enough in its lifetime.
                #[allow(clippy::redundant_closure_for_method_calls)]
                let looked = Python::attach(|py| py.check_signals());
                if let Err(error) = looked {
                    stop.ask();
                    raised = Some(error);
                }
            }
            (thread.join().unwrap_or_else(|panic| resume_unwind(panic)), raised)
        })
    });
    match (raised, done) {
        (None, Some(done)) => Ok(done),
        (raised, _) => Err(raised.unwrap_or_else(|| pyo3::exceptions::PyRuntimeError::new_err("nothing was done"))),
    }
}
