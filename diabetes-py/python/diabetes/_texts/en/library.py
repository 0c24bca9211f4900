"""The sentences that the library itself says in English only, as patterns for their translation."""

TEXTS = {
    "library.missing_column": "training needs columns that the table lacks: {columns}",
    "library.no_outcome": "no outcome: the table has neither the target column nor hba1c",
    "library.too_few_rows.first": "{refusal}; the first row with an error is row {row}: {what}",
    "library.too_few_rows": "too few rows: {rows} to fit, {needed} needed",
    "library.too_few_rows.skipped": "too few rows: {rows} to fit, {needed} needed; not used: {codes}",
    "library.too_few_rows.weighted": (
        "too few rows: {rows} to fit, equivalent to {effective} rows of equal weight, {needed} needed"
    ),
    "library.too_few_rows.both": (
        "too few rows: {rows} to fit, equivalent to {effective} rows of equal weight, {needed} needed; "
        "not used: {codes}"
    ),
    "library.no_predictors": "no predictor has known, varying values in enough rows",
    "library.no_output": "no output can be fitted: {reasons}",
    "library.not_converged": "the fit of {output} did not converge in {steps} steps",
    "library.unknown_algorithm": 'unknown algorithm "{name}"; known algorithms: {known}',
    "library.bad_weights.row": (
        "weights must be zero or more, and not all zero: row {row} is negative or infinite"
    ),
    "library.bad_weights.zero": "weights must be zero or more, and not all zero: all are zero",
    "library.bad_scale": "column {column} is too large or too small to be squared: rescale it",
    "library.bad_option.test_size": "option test_size must be at least 0 and below 1",
    "library.bad_option.outputs": "option outputs must contain at least one output",
    "library.bad_option.no_output": 'option outputs: there is no output "{name}"',
    "library.bad_option.linear": "option monotone: linear terms are always monotone",
    "library.bad_option.not_number": "option monotone: {field} is not a number field used as a predictor",
    "library.bad_option.no_field": 'option monotone: there is no field "{name}"',
    "library.bad_option.resamples": "option resamples must be at most {most}",
    "library.bad_option.levels": "option by: {name} has {levels} levels; at most {most} are allowed",
    "library.bad_option.kinds": "option by: {name} contains neither numbers, text nor Booleans",
    "library.bad_option.cluster": "option cluster: contains neither numbers, text nor Booleans",
    "library.bad_option.no_column": 'option {option}: no column "{name}"',
    "library.bad_option.twice": 'option {option}: column "{name}" occurs twice',
    "library.bad_option.two_ways": (
        'option {option}: "{name}" has values that are not numbers or can be read in two ways'
    ),
    "library.bad_option.tests": "option tests must be a whole number from 0 to {most}",
    "library.bad_option.outcome": "option outcome must be diabetes or dysglycaemia",
    "library.unknown_dialect": 'unknown dialect "{name}"; known dialects: {known}',
    "library.bad_table_name": (
        '"{name}" does not name a table: write table, schema.table or database.schema.table'
    ),
    "library.unknown_score": 'unknown score "{name}"; known scores: {known}',
    "library.bad_cut": "a cut-off for {score} must be from {least} to {most} points",
    "library.no_such_output": "the model has no output {output}",
    "library.not_a_model": "this is not a diabetes model file",
    "library.not_a_model.pickle": (
        "a .joblib or .pkl file is a pickle, which runs code when it is opened, so it is not read; retrain "
        "on the same data: diabetes train DATA.csv --out models/best_model.json"
    ),
    "library.too_new": (
        "the model file has format version {version}; this library reads versions up to {most}: update "
        "diabetes"
    ),
    "library.table": "the table cannot be read: {text}",
    "library.table.empty": "it is empty",
    "library.table.blank": "it contains only blanks",
    "library.table.xlsx": "it is a workbook (.xlsx) or another zip file; save the sheet as CSV",
    "library.table.xls": "it is an old workbook (.xls); save the sheet as CSV",
    "library.table.compressed": "it is compressed ({kind}); decompress it first",
    "library.table.parquet": "it is a Parquet file, not CSV",
    "library.table.pdf": "it is a PDF, not CSV",
    "library.table.web": "it is a web page or XML, not CSV",
    "library.table.json": "it is JSON, not CSV",
    "library.table.utf16": "it is UTF-16 without a byte-order mark; save it as UTF-8",
    "library.table.not_text": "it is not text",
    "library.table.separator": "its first line declares a separator other than comma, semicolon or tab",
    "library.table.no_headings": "its first line contains no headings",
    "library.table.unit": 'column "{heading}" is in another unit: {field} is read as {unit}',
    "library.table.proportion": (
        'column "{heading}" is in another unit: {field} is read as a proportion from 0 to 1'
    ),
    "library.table.data_row": (
        "its first line does not name any field of the schema and looks like a data row: the headings "
        "are missing"
    ),
    "library.table.no_field": "its first line does not name any field of the schema: {headings}",
    "library.table.same_field": 'columns "{one}" and "{other}" both name the same field',
    "library.table.changed": "it changed while it was read",
    "library.table.twice": "column {name} occurs twice",
    "library.table.quote": "the quote opened on line {line} is never closed",
    "library.table.quote_row": (
        "the quote opened on line {line} is not closed before line {row}, which is a complete row"
    ),
    "library.table.plain": 'column "{name}" of type {kind} does not contain plain values',
    "library.table.length": "column {name} has {length} rows instead of {rows}",
    "library.table.nearest": "{heading} (nearest known: {field})",
    "library.ignored": "ignored columns: {headings}",
    "library.source_not_stated": "source not stated: it is unknown whether the records are of people",
    "library.skipped.known": (
        "{count} rows of people with diagnosed diabetes were skipped: the estimate does not apply to them"
    ),
    "library.skipped.pregnant": (
        "{count} rows of people who are pregnant were skipped: the estimate does not apply to them"
    ),
    "library.constant": "{field} is not used: every known value is the same",
    "library.mostly_missing": "{field} is not used: it is known in under one row of twenty",
    "library.aliased": "{field} is not used: it says the same as fields before it",
    "library.findrisc": (
        "{field} is a predictor: it includes earlier high glucose, which is part of the outcome"
    ),
    "library.determined": "{field} determines {output}: is it derived from the outcome?",
    "library.few_events": (
        "{output}: {events} events or non-events for {parameters} parameters, fewer than {least} for "
        "each: the figures may not hold for other people"
    ),
    "library.few_events.weighted": (
        "{output}: {events} events or non-events after weighting for {parameters} parameters, fewer than "
        "{least} for each: the figures may not hold for other people"
    ),
    "library.left_out": "{output} is left out: {reason} ({told})",
    "library.cutoffs": "{reason}: the cut-offs of the risk levels are left out: {text}",
    "library.cutoffs.equal": "the two are equal",
    "library.cutoffs.separated": (
        "the outcome is perfectly separated, so they would divide people who certainly have it or "
        "certainly do not; is the outcome derived from the inputs?"
    ),
    "library.cutoffs.one": "all rows have the same outcome",
    "library.cutoffs.kept": "{reason}: the cut-offs of the risk levels are left out",
    "library.kept": "{reason}: output {output} is kept as it was",
    "library.periods": (
        "there is no risk interval: {periods} periods have all tests for {least} cases and {others} "
        "others; at least {needed} are needed"
    ),
    "library.told": "{rows} rows, {events} events",
    "library.told.weighted": (
        "{rows} rows, {events} events; with these weights equivalent to {effective} rows, {cases} events"
    ),
    "library.told.rows": "{rows} rows",
    "library.told.rows_weighted": "{rows} rows; with these weights equivalent to {effective} rows",
    "library.synthetic_model": "the model learned from generated records, not from people",
    "library.model_source": "it is unknown whether the model learned from people: no source was stated",
    "library.no_rows": "the model cannot answer any of the rows",
    "library.rows_without_weight": "{count} rows have no weight and are left out",
    "library.diagnosis_unknown": (
        "the data does not say who has diagnosed diabetes; such people would make the model look better "
        "than it is"
    ),
    "library.rows_without_group": "{by}: rows without a group: {count}",
    "library.withheld": "fewer than 10 people with the outcome, or fewer than 10 without it: {outcomes}",
    "library.withheld.weighted": (
        "fewer than 10 people with the outcome, or fewer than 10 without it after weighting: {outcomes}"
    ),
    "library.bad_sums": "not an evaluation that can be merged: {reason}",
    "library.cannot_merge": "the evaluations cannot be merged: {reason}",
    "library.sums.json": "it is not an evaluation's JSON",
    "library.sums.member": "it has no member sums: evaluate again with this version",
    "library.sums.none": (
        "it has no sums: its rows are weighted or in clusters, or too few for its smallest cell"
    ),
    "library.sums.newer": "a newer library wrote its sums (version {version})",
    "library.sums.version": "its sums have no known version",
    "library.sums.checksum": "its checksum does not match",
    "library.sums.changed": "{name} was changed in one of them",
    "library.sums.schema": "its rows were read with other fields, units or limits",
    "library.sums.schemas": "their rows were read with other fields, units or limits",
    "library.sums.models": "{one} and {other} are different models",
    "library.sums.twice": "the same people stand in two of them: {site}",
    "library.sums.large": "a sum is too large",
    "library.sums.counting": "they count people at other probabilities or by other scores",
    "library.sums.nothing": "none were given",
    "library.groups_differ": "groups cut at quartiles cannot be put together and are left out: {groups}",
    "library.rows_left_out": (
        "people are missing from some figures: at their site, fewer than its smallest cell were in a group, "
        "or had the outcome, or did not have it"
    ),
    "library.wide_cells": (
        "a site's cells are so wide that an AUROC is known only to within {within}: merge without it"
    ),
    "library.counted_in_cells": (
        "not every score is known: a site has wider cells, or there are more than {most} distinct scores or "
        "more than {rows} people; figures may differ a little from those of all rows"
    ),
    "library.bad_option.smallest_cell": "option smallest_cell must be from 1 to {most}",
    "library.any_test": "too few rows have every test, and a missing test hides cases: {outputs}",
    "library.partial_definition": (
        "the data lacks a test that defines the outcome, so some cases are missed: {outputs}"
    ),
    "library.implausible_auroc": (
        "an AUROC of {area} is higher than these inputs reach on real people: look for diagnosed "
        "diabetes, generated records or inputs derived from the outcome"
    ),
    "library.few_clusters": "fewer than {least} clusters: the intervals are too narrow",
    "library.fewer_resamples": "{done} resamples instead of {asked}, to save time",
    "library.reaches": "{test} >= {at}",
    "library.definition": "the definition of {output}",
    # Of a text that matches none.
    "unmatched.damaged": "the model file is damaged: copy or download it again",
    "unmatched.otherwise": "a message that only exists in English ({code})",
    "unmatched.detail": "to see it, repeat with LANG=C",
}
