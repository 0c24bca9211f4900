"""Many people: upload a file, say what its columns are, show its result."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import diabetes
import streamlit as st

from ...contacts import CONTACTS
from ...store.tables import utc_now
from .. import context
from ..answered import Answered
from ..away import draw_for_operators
from ..client import Client, LibraryClient, UnavailableError
from ..clock import local
from ..exports import template
from ..fields import fields as described
from ..headings import Choice, Column, columns_of, must_be_asked
from ..opening import TooLargeError, check
from ..plain import plain
from ..run import upload_limit
from ..tables import codes, joined
from ..texts import Texts
from ..upload import Upload, read
from .columns import ask
from .result import draw_result

__all__ = ["show"]

#: Session keys of the file in hand with its columns, of the last result, of answers to a part of a file, and of when
#: the answers to which files were stored. They end with the session.
_OPENED, _HELD, _PARTLY, _STORED = "opened", "batch", "partly", "stored_files"


@dataclass(frozen=True)
class _Asked:
    """What was asked: the content of which file, what its columns are (field and unit), which model."""

    file: str
    columns: tuple[tuple[str | None, str | None], ...]
    version: str


def show() -> None:
    """Draw the page."""
    text = context.words()
    st.markdown(text("batch.intro", limit=upload_limit(context.options())))
    st.download_button(
        text("batch.template"), template(described(text)), "plantilla.csv", "text/csv",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    file = st.file_uploader(
        text("batch.file"), type=["csv", "txt", "parquet", "pq"], key="file", on_change=_forget
    )
    if file is not None:
        _entered(file, text)
    if (done := st.session_state.get(_HELD)) is not None:
        draw_result(done, text)


def _forget() -> None:
    """Another file, or none: what the last one gave is not shown beside it. Coming back from another page is no
    change."""
    st.session_state.pop(_HELD, None)
    st.session_state.pop(_PARTLY, None)


def _entered(file: Any, text: Texts) -> None:
    columns = _opened(file, text)
    if columns is None:
        return
    held: Answered | None = st.session_state.get(_HELD)
    choices = ask(columns, file.file_id, held is not None, text) if columns else []
    if not st.button(text("batch.start"), type="primary", disabled=choices is None) or choices is None:
        return
    version = str(context.client().info()["version"])
    named = tuple((choice.field, choice.unit.name if choice.unit else None) for choice in choices)
    asked = _Asked(sha256(file.getvalue()).hexdigest(), named, version)
    if held is not None and held.asked == asked:
        _say_held(held, text)
        return
    st.session_state.pop(_HELD, None)
    # What nobody had to confirm is read as its headings say.
    is_named = not must_be_asked(columns) and [column.named for column in columns] == choices
    done = _run(file, asked, None if is_named else choices, text)
    if done is not None:
        st.session_state[_HELD] = done
        # Drawn anew, with the columns folded in.
        st.rerun()


def _say_held(held: Answered, text: Texts) -> None:
    """The same file, read in the same way by the same model, is not asked about again, which would store it twice."""
    stores = context.options().api_base_url is not None
    at = f"{local(held.stored_at or held.at or utc_now()):%H:%M}"
    st.info(text("batch.again.stored" if stores else "batch.again", at=at), icon=":material/task_alt:")


def _opened(file: Any, text: Texts) -> list[Column] | None:
    """The columns of a CSV file; none for another format, None if it cannot be read, which is said."""
    held = st.session_state.get(_OPENED)
    if held is None or held[:2] != (file.file_id, text.locale):
        content = file.getvalue()
        try:
            columns = columns_of(content, text.locale) if check(content, context.options()) else []
        except (TooLargeError, diabetes.DiabetesError) as error:
            _refuse(error, len(content), text)
            return None
        held = st.session_state[_OPENED] = (file.file_id, text.locale, columns)
    return list(held[2])


def _refuse(error: Exception, size: int, text: Texts) -> None:
    if isinstance(error, TooLargeError):
        context.record("upload_too_large", bytes=size, bound=error.bound)
        told = text(f"batch.too_large.{error.bound}", limit=text.number(error.limit))
        st.error(f"{told} {text('batch.too_large.do')}", icon=":material/error:")
    else:
        context.record("upload_unreadable", bytes=size, code=getattr(error, "code", None))
        st.error(text("batch.unreadable"), icon=":material/error:")
        draw_for_operators("batch.unreadable.do", text, reason=plain(error))


def _run(file: Any, asked: _Asked, choices: list[Choice] | None, text: Texts) -> Answered | None:
    content, started = file.getvalue(), time.perf_counter()
    try:
        upload = read(content, context.options(), choices)
    except (TooLargeError, diabetes.DiabetesError) as error:
        _refuse(error, len(content), text)
        return None
    if not upload.table.num_rows:
        st.warning(text("batch.empty"))
        return None
    stored = st.session_state.setdefault(_STORED, {})
    client, before = _client(asked, stored.get(asked))
    answers = _answers(upload, asked, client, text)
    if answers is None:
        return None
    seconds = time.perf_counter() - started
    done = Answered(upload, answers, seconds, client.info(), file.name, utc_now(), asked, before)
    if context.options().api_base_url is not None:
        stored.setdefault(asked, done.at)
    found = dict(codes(done.arrow))
    context.record(
        "upload", bytes=len(content), rows=answers.num_rows, errors=found, milliseconds=round(1000 * seconds)
    )
    return done


def _client(asked: _Asked, stored_at: datetime | None) -> tuple[Client, datetime | None]:
    """Who answers: the same model here if the answers were stored before, at that time."""
    own = None if stored_at is None else context.model(asked.version)
    if own is None:
        return context.client(), None
    return LibraryClient(own, context.options().findrisc_cut), stored_at


def _answers(upload: Upload, asked: _Asked, client: Client, text: Texts) -> diabetes.Table | None:
    """The answers to all rows; None if the service stopped answering, which is said. What it gave is kept, also when
    somebody turns the page meanwhile: whoever tries again goes on from there."""
    total = upload.table.num_rows
    before, pieces = st.session_state.get(_PARTLY, (None, []))
    pieces = pieces if before == asked else []
    st.session_state[_PARTLY] = (asked, pieces)
    rows = sum(piece.num_rows for piece in pieces)
    bar = st.progress(rows / total, text("batch.progress", done=text.number(rows), total=text.number(total)))
    try:
        for piece in client.predict_table(upload, text.locale, rows):
            pieces.append(piece)
            rows += piece.num_rows
            bar.progress(
                rows / total, text("batch.progress", done=text.number(rows), total=text.number(total))
            )
    except UnavailableError as failure:
        bar.empty()
        context.record("api_unavailable", level=30, reason=failure.reason)
        said = text(
            "batch.away.unsure" if failure.is_unsure else "batch.away",
            done=text.number(rows), total=text.number(total), mail=CONTACTS["devops"],
        )  # fmt: skip
        st.error(said, icon=":material/cloud_off:")
        draw_for_operators("unavailable.do", text, url=failure.url)
        return None
    bar.empty()
    st.session_state.pop(_PARTLY, None)
    return joined(pieces)
