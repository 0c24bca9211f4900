"""English: its numbers; its texts are in the files beside this one."""

from .._numbers import Numbers

NUMBERS = Numbers("en", "\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}")
