"""python -m diabetes_stack."""

from .cli import main

main()
