"""English: how it writes numbers; its texts are in the files beside this one."""

from .._numbers import Numbers

NUMBERS = Numbers(".", ",", 4, "\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}")
