"""The least-squares solver against certified figures and numpy, and what it refuses."""

import diabetes
import numpy as np
import pandas as pd
import pytest
from common import synthetic_frame

# NIST Statistical Reference Datasets, Longley: employment, then deflator, gross national
# product, unemployed, armed forces, population, year.
LONGLEY = np.array(
    [
        [60323, 83.0, 234289, 2356, 1590, 107608, 1947],
        [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
        [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
        [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
        [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
        [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
        [64989, 99.0, 365385, 1870, 3547, 115094, 1953],
        [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
        [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
        [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
        [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
        [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
        [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
        [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
        [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
        [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
    ]
)
CERTIFIED_INTERCEPT = -3482258.63459582
CERTIFIED = [
    15.0618722713733,
    -0.0358191792925910,
    -2.02022980381683,
    -1.03322686717359,
    -0.0511041056535807,
    1829.15146461355,
]


def sample(n=200, p=6, seed=0):
    """A well-conditioned problem: x, y."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(n, p)) * np.arange(1, p + 1) + 3
    return x, x @ random.normal(size=p) + 5 + random.normal(size=n)


def reference(x, y, weights=None):
    """Intercept and coefficients by numpy on rows scaled by the root of their weight."""
    root = np.sqrt(np.ones(len(y)) if weights is None else np.asarray(weights, float))
    rows = np.column_stack([np.ones(len(y)), x]) * root[:, None]
    solution = np.linalg.lstsq(rows, y * root, rcond=None)[0]
    return solution[0], solution[1:]


def predictions(fit, x):
    return fit.intercept + np.asarray(x, float) @ np.asarray(fit.coefficients)


def refusal(x, y, **options):
    with pytest.raises(diabetes.TrainingError) as caught:
        diabetes.least_squares(x, y, **options)
    return caught.value


def test_longley_agrees_with_nist_to_eleven_digits():
    fit = diabetes.least_squares(LONGLEY[:, 1:], LONGLEY[:, 0])
    found = np.array([fit.intercept, *fit.coefficients])
    certified = np.array([CERTIFIED_INTERCEPT, *CERTIFIED])
    digits = -np.log10(np.maximum(np.abs(found - certified) / np.abs(certified), 1e-16))
    assert digits.min() >= 11, digits
    assert list(fit.aliased) == []


def test_an_exact_plane_is_found_again():
    x, _ = sample()
    true = np.array([2.0, -1.0, 0.5, 0.0, 3.0, -0.25])
    fit = diabetes.least_squares(x, x @ true + 7)
    np.testing.assert_allclose(fit.coefficients, true, atol=1e-12)
    assert fit.intercept == pytest.approx(7, abs=1e-11)


@pytest.mark.parametrize("of", [np.asfortranarray, lambda x: np.repeat(x, 2, axis=1)[:, ::2]])
@pytest.mark.parametrize("size", [np.float64, np.float32])
def test_a_matrix_is_read_as_it_lies_in_memory_and_gives_the_same_bits(of, size):
    x, y = sample()
    narrow = x.astype(size)
    fit = diabetes.least_squares(of(narrow), y)
    same = diabetes.least_squares(narrow.astype(np.float64), y)
    assert (fit.coefficients.tolist(), fit.intercept) == (same.coefficients.tolist(), same.intercept)


def test_no_copy_is_made_of_a_large_matrix():
    resource = pytest.importorskip("resource")
    x = np.zeros((300_000, 60), np.float32)[:, ::2]
    x[:, 0] = np.arange(len(x)) % 7
    y = x[:, 0].astype(float)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fit = diabetes.least_squares(x, y)
    assert fit.coefficients[0] == pytest.approx(1)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000, "a copy takes 36,000 kB"


def test_a_weighted_fit_is_the_fit_of_scaled_rows():
    x, y = sample()
    weights = np.random.default_rng(1).uniform(0.1, 50, len(y))
    fit = diabetes.least_squares(x, y, weights=weights)
    intercept, coefficients = reference(x, y, weights)
    assert fit.intercept == pytest.approx(intercept, rel=1e-9)
    np.testing.assert_allclose(fit.coefficients, coefficients, rtol=1e-9)
    assert not np.allclose(fit.coefficients, diabetes.least_squares(x, y).coefficients, rtol=1e-4)


def test_a_weight_of_three_is_three_rows_and_a_weight_of_zero_none():
    x, y = sample(60)
    weights = np.arange(60) % 4
    fit = diabetes.least_squares(x, y, weights=weights)
    repeated = diabetes.least_squares(np.repeat(x, weights, axis=0), np.repeat(y, weights))
    np.testing.assert_allclose(fit.coefficients, repeated.coefficients, rtol=1e-10)
    assert fit.intercept == pytest.approx(repeated.intercept, rel=1e-10)


def test_the_scale_of_the_weights_does_not_matter():
    x, y = sample()
    weights = np.random.default_rng(2).uniform(1, 2, len(y))
    fit = diabetes.least_squares(x, y, weights=weights)
    scaled = diabetes.least_squares(x, y, weights=weights * 1e6)
    np.testing.assert_allclose(fit.coefficients, scaled.coefficients, rtol=1e-10)


def test_a_large_offset_of_the_columns_leaves_the_slopes():
    x, y = sample()
    offset = diabetes.least_squares(x + 2.0**20, y)
    np.testing.assert_allclose(offset.coefficients, diabetes.least_squares(x, y).coefficients, rtol=1e-7)


@pytest.mark.parametrize(
    ("extra", "candidates"),
    [
        (lambda x: x[:, 2], {2, 6}),
        (lambda x: np.full(len(x), 4.25), {6}),
        (lambda x: np.zeros(len(x)), {6}),
        (lambda x: x[:, 0] * 2 - x[:, 3] + 1, {0, 3, 6}),
        (lambda x: x[:, 1] * 1e6, {1, 6}),
    ],
    ids=["duplicate", "constant", "zeros", "sum", "multiple"],
)
def test_a_column_that_tells_nothing_new_is_named_and_does_no_harm(extra, candidates):
    x, y = sample()
    wide = np.column_stack([x, extra(x)])
    fit = diabetes.least_squares(wide, y)
    (aliased,) = fit.aliased
    assert aliased in candidates
    assert fit.coefficients[aliased] == 0
    assert len(fit.coefficients) == 7
    intercept, coefficients = reference(x, y)
    np.testing.assert_allclose(predictions(fit, wide), intercept + x @ coefficients, rtol=1e-9)


def test_a_full_set_of_indicator_columns_loses_one():
    x, y = sample(90)
    wide = np.column_stack([x, np.eye(3)[np.arange(90) % 3]])
    fit = diabetes.least_squares(wide, y)
    assert len(fit.aliased) == 1
    assert fit.aliased[0] in {6, 7, 8}
    assert np.abs(fit.coefficients).max() < 1e3


def old_columns(frame):
    """The 29 columns of the existing system: 18 fields, 8 made from them, 3 indicators."""

    def yes(field, level="Si"):
        return (frame[field].astype(str) == level).astype(float)

    numbers = ["edad", "imc", "talla", "peso", "perimetro_abdominal", "tas", "tad"]
    numbers += ["frecuencia_cardiaca", "puntaje_findrisc", "riesgo_cardiovascular", "estrato"]
    columns = {field: frame[field].astype(float) for field in numbers}
    columns |= {"sexo": yes("sexo", "M"), "zona": yes("zona_residencia", "Urbana")}
    for field in ("realiza_ejercicio", "fuma", "medicamentos_hta"):
        columns[field] = yes(field)
    for field in ("historia_familiar_dm", "diabetes_gestacional"):
        columns[field] = yes(field)
    edad, imc, tas, tad = (columns[field] for field in ("edad", "imc", "tas", "tad"))
    columns["mean_pressure"] = (tas + 2 * tad) / 3
    columns["pulse_pressure"] = tas - tad
    columns["waist_to_height"] = columns["perimetro_abdominal"] / columns["talla"]
    columns["imc_class"] = np.digitize(imc, [18.5, 25, 30, 35]).astype(float)
    columns["edad_class"] = np.digitize(edad, [30, 45, 60, 75]).astype(float)
    columns["edad_squared"] = edad**2
    columns["sum"] = (tas - 120) / 20 + (imc - 25) / 5 + (edad - 40) / 20 + columns["fuma"]
    columns["habits"] = 2 * columns["realiza_ejercicio"] - columns["fuma"]
    for level in ("Nunca", "Ocasional", "Frecuente"):
        columns[level] = yes("consume_alcohol", level)
    return pd.DataFrame(columns)


def test_the_existing_system_s_columns_give_sane_coefficients():
    frame = synthetic_frame(3000, seed=3)
    x, y = old_columns(frame), frame["Resultado"].to_numpy(float)
    assert x.shape == (3000, 29)
    fit = diabetes.least_squares(x, y)
    assert len(fit.aliased) == 5
    assert np.abs([fit.intercept, *fit.coefficients]).max() <= 1e6
    standard = (x - x.mean()) / x.std()
    intercept, coefficients = reference(standard.to_numpy(), y)
    expected = intercept + standard.to_numpy() @ coefficients
    np.testing.assert_allclose(predictions(fit, x), expected, rtol=1e-8)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_value_that_is_not_finite_is_refused_with_its_row_and_column(bad):
    x, y = sample()
    x[117, 4] = bad
    error = refusal(x, y)
    assert error.code == "not_finite"
    assert "117" in str(error)
    assert "4" in str(error).replace("117", "")


def test_an_outcome_that_is_not_finite_is_refused_with_its_row():
    x, y = sample()
    y[117] = np.nan
    error = refusal(x, y)
    assert error.code == "not_finite"
    assert "117" in str(error)


@pytest.mark.parametrize(
    "weights", [-np.ones(200), np.zeros(200), np.full(200, np.nan), np.full(200, np.inf)]
)
def test_impossible_weights_are_refused(weights):
    assert refusal(*sample(), weights=weights).code in ("bad_weights", "not_finite")


def test_shapes_that_do_not_fit_are_refused():
    x, y = sample()
    assert refusal(x, y[:-1]).code == "bad_shape"
    assert refusal(x, y, weights=np.ones(199)).code in ("bad_shape", "bad_weights")


@pytest.mark.parametrize("rows", [0, 1, 5, 6])
def test_fewer_rows_than_coefficients_are_refused(rows):
    x, y = sample()
    assert refusal(x[:rows], y[:rows]).code == "too_few_rows"


@pytest.mark.parametrize(
    "form",
    [
        lambda x: x.astype(np.float32),
        lambda x: x.astype(np.int64),
        lambda x: np.asfortranarray(x),
        lambda x: np.repeat(x, 2, axis=0)[::2],
        lambda x: x[::-1, ::-1][::-1, ::-1],
        lambda x: np.column_stack([x, x])[:, :6],
        lambda x: pd.DataFrame(x, columns=list("abcdef")),
        lambda x: pd.DataFrame(x.astype(np.float32)).astype({0: "float64"}),
    ],
    ids=["float32", "int64", "fortran", "strided", "reversed", "wide", "frame", "mixed frame"],
)
def test_the_kind_of_array_does_not_matter(form):
    x, y = sample()
    x = np.rint(x * 8)
    given = form(x)
    fit = diabetes.least_squares(given, y)
    plain = diabetes.least_squares(x, y)
    np.testing.assert_allclose(fit.coefficients, plain.coefficients, rtol=1e-12)
    np.testing.assert_array_equal(np.asarray(given, float), x)
