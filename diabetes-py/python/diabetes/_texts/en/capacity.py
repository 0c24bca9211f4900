"""What is said of a number of tests that can be paid, in English."""

TEXTS = {
    "capacity.choice": (
        "With {tests}: test those with an estimated risk of {outcome} of {cutoff} or more ({tested} of "
        "{candidates} people)."
    ),
    "capacity.everyone": "With {tests} everyone can be tested: {tested}.",
    "capacity.nobody": "There is no one to choose: in this data nobody's test depends on the risk.",
    "capacity.no_tests": "Without tests no one is found. Among {candidates}, {missed} are expected.",
    "capacity.all_tied": (
        "No one is chosen: {tied} share the highest risk and there are not tests for all of them, so the "
        "risk cannot tell them apart. Tests not used: {left}."
    ),
    "capacity.tied": (
        "Next come {tied} of equal risk; there are not tests for all of them, so none is tested. Tests not "
        "used: {left}."
    ),
    "capacity.left": "Tests not used: {left}.",
    "capacity.plain": "{value} cases ({span})",
    "capacity.cases": "{value} cases of {outcome} ({span})",
    "capacity.found": (
        "{found} are expected to be found: {value} of the tests, or one case for every {number} tests "
        "({span})."
    ),
    "capacity.share": "That is {sensitivity} of all expected cases.",
    "capacity.also": "The same tests are expected to find {found}.",
    "capacity.missed": (
        "{missed} would go without a test: {not_tested} for every {per} people not tested and {screened} for "
        "every {per} people screened."
    ),
    "capacity.observed": (
        "What happened: these tests would have found {found}, {value} of the tests and {sensitivity} of all "
        "cases; {missed} would have gone without a test, which is {not_tested} for every {per} people not "
        "tested."
    ),
    "capacity.off": (
        "What happened does not agree with what was expected: the risks do not seem well calibrated for "
        "these people. Recalibrate the model before using the expected figures."
    ),
    "capacity.observed.few": "Too few people have the outcome, or do not have it, to say what happened.",
    "capacity.first": "Before anything else, see {people}.",
    "capacity.apart": "Apart, with care of their own, are {people}.",
    "capacity.own": "The tests that people counted apart need are not among these.",
    "capacity.left_out": "Left out: {people}.",
    "capacity.advised": (
        "People below the cut-off who are advised to have a test now all the same: {people}."
    ),
    "capacity.not_clinical": (
        "The cut-off comes from the number of tests and is not a clinical one: people below it still need "
        "what their advice says, and those with symptoms need the test."
    ),
    "capacity.chance": (
        "Intervals are 95 % and hold chance alone: they suppose that the risks are well calibrated for these "
        "people."
    ),
    "capacity.wilson": "The intervals of what happened are 95 % too (Wilson).",
    "capacity.approximate": "With so many people the ends are approximate.",
    "capacity.differs": (
        "If everyone's risk were at one end of its 90 % interval, {low} to {high} cases would be found."
    ),
    "capacity.definition": "A case is a person with {tests}.",
    "capacity.one_test": "One of these tests alone finds fewer cases.",
    "capacity.synthetic": "The model learned from synthetic data: these figures do not hold for people.",
    "capacity.or_more": "{low} or more",
    "capacity.count": "{who} {what}",
    "tests.one": "{count} test",
    "tests.many": "{count} tests",
    # What becomes of each person.
    "place.urgent": "with a finding that a clinician must see today",
    "place.measured_diabetes": "with a measured value in the range of diabetes",
    "place.measured_prediabetes": "with a measured value in the range of prediabetes",
    "place.known_diabetes": "with diabetes already diagnosed",
    "place.pregnant": "in pregnancy",
    "place.recent_normal": "with a recent normal result",
    "place.no_outcome": "without a measured outcome",
    "place.errors": "with errors in the record",
    # The table of the command.
    "capacity.row.tests": "tests that can be paid",
    "capacity.row.candidates": "people to choose from",
    "capacity.row.tested": "tested",
    "capacity.row.not_tested": "not tested",
    "capacity.row.cutoff": "risk from which people are tested",
    "capacity.expected": "Expected",
    "capacity.happened": "What happened",
    "capacity.figure.found": "cases found",
    "capacity.figure.predictive_value": "cases among the tests",
    "capacity.figure.sensitivity": "share of all cases",
    "capacity.figure.number_needed_to_test": "tests for each case found",
    "capacity.figure.missed": "cases not tested",
    "capacity.figure.missed_per_1000_not_tested": "cases not tested per 1,000 people not tested",
    "capacity.figure.missed_per_1000_screened": "cases not tested per 1,000 people screened",
    "capacity.written": "{count} rows with their place written to {file}",
}
