"""Spanish, as in Colombia, with usted: how it writes numbers; its texts are in the files beside this one."""

from .._numbers import Numbers

# A thin space between groups of five digits and more, as the Real Academia Española has it.
NUMBERS = Numbers(",", "\N{NARROW NO-BREAK SPACE}", 5, "\N{NO-BREAK SPACE}a\N{NO-BREAK SPACE}")
