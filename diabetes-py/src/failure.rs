//! Whether what another library or a record raised tells of the data, or must reach the caller as it is.

use pyo3::exceptions::{PyException, PyKeyboardInterrupt, PyMemoryError, PyOSError, PySystemExit};
use pyo3::prelude::*;

/// What pyarrow's text of a failed stream has before the traceback of a Python exception.
const PYTHON: &str = "Python exception: ";

/// Whether pyarrow raised it for what it read: an error of its own, or of the file, but neither of memory nor an
/// interruption.
pub(crate) fn is_of_the_data(py: Python<'_>, error: &PyErr) -> bool {
    let is_arrow = || {
        let class = py.import("pyarrow").and_then(|pyarrow| pyarrow.getattr("ArrowException"));
        class.is_ok_and(|class| error.is_instance(py, &class))
    };
    !is_beyond(py, error) && (error.is_instance_of::<PyOSError>(py) || is_arrow())
}

/// Whether it has nothing to do with the data: an interruption, an exit, or lack of memory.
pub(crate) fn is_beyond(py: Python<'_>, error: &PyErr) -> bool {
    !error.is_instance_of::<PyException>(py) || error.is_instance_of::<PyMemoryError>(py)
}

/// The exception that a failed stream tells of, if it has nothing to do with the data: a stream has only its text.
pub(crate) fn stopped(text: &str) -> Option<PyErr> {
    let (_, traceback) = text.rsplit_once(PYTHON)?;
    let last = traceback.lines().rfind(|line| !line.trim().is_empty())?;
    let (name, told) = last.split_once(": ").unwrap_or((last, ""));
    match name.trim() {
        "KeyboardInterrupt" => Some(PyKeyboardInterrupt::new_err(told.to_owned())),
        "SystemExit" => Some(PySystemExit::new_err(told.to_owned())),
        "MemoryError" => Some(PyMemoryError::new_err(told.to_owned())),
        _ => None,
    }
}
