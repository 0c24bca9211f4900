"""Entry point for Streamlit, which runs this file as a script, so imports name the package."""

from diabetes_stack.dashboard.main import main

main()
