"""Spanish, as in Colombia, with usted: its numbers; its texts are in the files beside this one."""

from .._numbers import Numbers

NUMBERS = Numbers("es", "\N{NO-BREAK SPACE}a\N{NO-BREAK SPACE}")
