"""Arrow streams that can lie: arrays of pyarrow whose C structs are changed before they are handed over."""

import ctypes

import pyarrow as pa


class Array(ctypes.Structure):
    """``ArrowArray`` of the C data interface."""


Array._fields_ = [
    *((name, ctypes.c_int64) for name in ("length", "null_count", "offset", "n_buffers", "n_children")),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(Array))),
    ("dictionary", ctypes.POINTER(Array)),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
]


class Stream(ctypes.Structure):
    """``ArrowArrayStream`` of the C data interface."""


_GET = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.c_void_p)
_TEXT = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(Stream))
_RELEASE = ctypes.CFUNCTYPE(None, ctypes.POINTER(Stream))
Stream._fields_ = [
    ("get_schema", _GET),
    ("get_next", _GET),
    ("get_last_error", _TEXT),
    ("release", _RELEASE),
    ("private_data", ctypes.c_void_p),
]

_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype = ctypes.py_object
_new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


class Liar:
    """A table of one batch, whose struct ``change`` may change."""

    def __init__(self, batch, change):
        self._batch = batch
        self._change = change
        self._given = False

    def __arrow_c_stream__(self, requested_schema=None):
        def get_schema(_, out):
            self._batch.schema._export_to_c(out)
            return 0

        def get_next(_, out):
            ctypes.memset(out, 0, ctypes.sizeof(Array))
            if not self._given:
                self._batch._export_to_c(out)
                self._change(ctypes.cast(out, ctypes.POINTER(Array)).contents)
                self._given = True
            return 0

        def release(stream):
            stream.contents.release = _RELEASE()

        self._stream = Stream(
            _GET(get_schema), _GET(get_next), _TEXT(lambda _: None), _RELEASE(release), None
        )
        return _new_capsule(ctypes.addressof(self._stream), b"arrow_array_stream", None)


def batch_of(**columns):
    """A record batch of arrays."""
    return pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))
