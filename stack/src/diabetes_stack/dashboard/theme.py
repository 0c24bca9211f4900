"""The colours of the dashboard, light and dark; the browser's setting selects them."""

from __future__ import annotations

from dataclasses import asdict, dataclass

__all__ = ["DARK", "LIGHT", "Palette", "streamlit_options"]


@dataclass(frozen=True)
class Palette:
    """Colours with enough contrast to each other for text (4.5:1) and for lines and edges (3:1)."""

    text: str
    muted: str
    background: str
    surface: str
    border: str
    field: str
    field_border: str
    accent: str
    on_accent: str
    focus: str
    person: str
    normal: str
    prediabetes: str
    diabetes: str
    normal_zone: str
    prediabetes_zone: str
    diabetes_zone: str
    raised: str
    lowered: str
    other: str
    band: str

    @property
    def categories(self) -> dict[str, str]:
        """The colour of each category of glucose."""
        return {"Normal": self.normal, "Prediabetes": self.prediabetes, "Diabetes": self.diabetes}

    @property
    def zones(self) -> dict[str, str]:
        """The colour behind each category of glucose."""
        return {
            "Normal": self.normal_zone,
            "Prediabetes": self.prediabetes_zone,
            "Diabetes": self.diabetes_zone,
        }

    @property
    def levels(self) -> dict[str, str]:
        """The colour of each level of risk, and of the advice."""
        return {"Bajo": self.normal, "Moderado": self.prediabetes, "Alto": self.diabetes}

    @property
    def lines(self) -> tuple[str, ...]:
        """The colours of the lines of a chart."""
        return (self.accent, self.raised, self.other, self.muted)

    @property
    def variables(self) -> str:
        """The colours as variables of CSS."""
        return " ".join(f"--{name.replace('_', '-')}: {colour};" for name, colour in asdict(self).items())


LIGHT = Palette(
    text="#1b2530", muted="#4f5d6a", background="#f5f7f8", surface="#ffffff", border="#d3dadf",
    field="#ffffff", field_border="#74828f", accent="#0b5f6b", on_accent="#ffffff", focus="#1a66d6", person="#74828f",
    normal="#27693f", prediabetes="#8a5200", diabetes="#a3262a", normal_zone="#dcefe3",
    prediabetes_zone="#fbeacb", diabetes_zone="#f9dedc", raised="#b4530f", lowered="#1f6f9c",
    other="#5b4a9c", band="#e3eef0",
)  # fmt: skip
DARK = Palette(
    text="#e8edf1", muted="#a9b6c0", background="#11171b", surface="#1a2228", border="#36434d",
    field="#11171b", field_border="#7b8b98", accent="#63c7d3", on_accent="#06262b", focus="#8ab8ff", person="#7b8b98",
    normal="#83d3a3", prediabetes="#f0b95a", diabetes="#ff9f9a", normal_zone="#1e3a2a",
    prediabetes_zone="#43361b", diabetes_zone="#4a2426", raised="#f09a5b", lowered="#6db9e6",
    other="#b7a6f2", band="#22323a",
)  # fmt: skip


def streamlit_options() -> dict[str, str]:
    """The same colours for Streamlit's own parts. With both kinds given, the browser's setting selects one."""
    named = {
        f"theme.{kind}.{option}": value
        for kind, colours in (("light", LIGHT), ("dark", DARK))
        for option, value in _streamlit(colours).items()
    }
    return {**named, "theme.baseRadius": "6px", "theme.showWidgetBorder": "true"}


def _streamlit(colours: Palette) -> dict[str, str]:
    return {
        "primaryColor": colours.accent,
        "backgroundColor": colours.background,
        "secondaryBackgroundColor": colours.surface,
        "textColor": colours.text,
        "linkColor": colours.accent,
        "borderColor": colours.field_border,
        "codeTextColor": colours.text,
        "codeBackgroundColor": colours.surface,
        "redTextColor": colours.diabetes,
        "redBackgroundColor": colours.diabetes_zone,
        "yellowTextColor": colours.prediabetes,
        "yellowBackgroundColor": colours.prediabetes_zone,
        "greenTextColor": colours.normal,
        "greenBackgroundColor": colours.normal_zone,
        "blueTextColor": colours.text,
        "blueBackgroundColor": colours.band,
    }
