"""What the report says, in English; its checklist is in tripod.py."""

TEXTS = {
    "report.title": "Evaluation of the diabetes risk model “{name}”",
    "report.contents": "Contents",
    "report.nav.summary": "Summary",
    "report.nav.validation": "Verdict",
    "report.nav.population": "People and data",
    "report.nav.participants": "Participants",
    "report.nav.discrimination": "Ranking",
    "report.nav.calibration": "Calibration",
    "report.nav.decision": "Net benefit",
    "report.nav.cutoffs": "Cut-offs",
    "report.nav.glucose": "Glucose estimate",
    "report.nav.subgroups": "Subgroups",
    "report.nav.sites": "Sites",
    "report.sites.title": "Sites: is it the same everywhere?",
    "report.sites.about": (
        "All other figures are of these sites together. {merged} Large differences between sites are a "
        "finding of their own: look at each before the mean."
    ),
    "report.sites.merged.cells": "They were merged from counts and sums; no row left a site.",
    "report.sites.merged.each": (
        "They were merged from each person's score and result, without the answers, and equal those of one "
        "evaluation of all rows."
    ),
    "report.sites.merged.mixed": (
        "They were merged from counts and sums, at some sites also from each person's score and result, "
        "without the answers."
    ),
    "report.sites.caption": "Undiagnosed diabetes by site",
    "report.sites.site": "Site",
    "report.sites.unnamed": "site {number}",
    "report.sites.evaluated": "Evaluated",
    "report.sites.judged": "People",
    "report.sites.events": "Cases",
    "report.sites.auroc": "Area under the ROC curve",
    "report.sites.ratio": "Observed / expected",
    "report.sites.slope": "Slope",
    "report.nav.compared": "Two models",
    "report.nav.missing": "Missing data",
    "report.nav.terms": "Terms in pictures",
    "report.nav.model": "The whole model",
    "report.nav.tripod": "TRIPOD+AI checklist",
    "report.footer": (
        "Model {name}, version {version}, SHA-256 {hash}. Evaluated on {date} with diabetes {library}."
    ),
    "report.footer.resamples": "{resamples} bootstrap resamples, seed {seed}.",
    "report.byline": "Version {version}, evaluated on {date}.",
    "report.byline.data": "Trained on: {source}.",
    "report.generated": (
        "The model was trained on generated records. Its figures say nothing about real people, and it "
        "must not be used for them."
    ),
    "report.summary.people": (
        "The model was evaluated on <strong>{people} people</strong>, {known} of them with a known "
        "outcome: {events} had {condition}."
    ),
    "report.summary.auroc": (
        "Of one person with it and one without, the model gives the first the higher risk <strong>{times} "
        "times in 100</strong>, an area under the ROC curve of {area}."
    ),
    "report.summary.compared": "Compared with published scores it ranks {scores}.",
    "report.summary.score": "{how} {score}, {area}",
    "report.summary.not_compared": (
        "The area of published scores is: {scores}. Without an interval of the difference, the model is "
        "called neither better nor worse."
    ),
    "report.summary.score_alone": "{score}, {area}",
    "report.summary.none": (
        "The model was given {rows} records and answered <strong>{people} people</strong>; too few of them "
        "have a known outcome of either kind to say how well it ranks."
    ),
    "report.summary.level": (
        "Its probabilities of {output} are <strong>{level}</strong> on the whole: for each person it "
        "expected, {ratio} had it."
    ),
    "report.summary.level_by": (
        "Judged by {tests} alone, its probabilities of {output} are <strong>{level}</strong> on the whole: "
        "for each person it expected, {ratio} had it."
    ),
    "report.summary.ratio": (
        "For each person with {output} that it expected, {ratio} had it. Without an interval, this does "
        "not say whether its probabilities are right."
    ),
    "report.summary.ratio_by": (
        "Judged by {tests} alone, for each person with {output} that it expected, {ratio} had it. Without "
        "an interval, this does not say whether its probabilities are right."
    ),
    "report.summary.glucose": "Its estimate of fasting glucose is off by {mae} mg/dL on average.",
    "report.summary.cutoffs": "Of <strong>1,000 people</strong> like these, {cutoffs}.",
    "report.summary.cutoff": (
        "testing from a risk of {at} ({name}) would test <strong>{tested}</strong>, find {found} of the "
        "{cases} with diabetes and miss {missed}"
    ),
    "report.summary.device": (
        "<strong>It is not a diagnostic device.</strong> It can suggest a laboratory test but never "
        "replaces one. It does not answer for people who are pregnant or have diagnosed diabetes, and it "
        "does not say who will fall ill in later years."
    ),
    "report.summary.intervals": "Brackets hold 95 % intervals.",
    "report.how.worse": "worse than",
    "report.how.alike": "not clearly differently from",
    "report.how.better": "better than",
    "report.level.high": "too high",
    "report.level.right": "about right",
    "report.level.low": "too low",
    "report.population.title": "People and data",
    "report.population.caption": "From the records given to the people evaluated",
    "report.step": "step",
    "report.people": "people",
    "report.population.given": "Records given",
    "report.population.invalid": "left out because not valid: {reason}",
    "report.population.not_applicable": "left out because the model does not apply: {reason}",
    "report.population.no_weight": "left out without a weight",
    "report.population.answered": "Answered and evaluated",
    "report.population.measured": "of them with {test} measured",
    "report.population.weighted": (
        "Every figure is weighted by the weights given with the people; counts are of people, unweighted."
    ),
    "report.population.once": "Each person counts once.",
    "report.population.clusters": "Intervals resample the {clusters} clusters whole.",
    "report.population.resamples": (
        "Intervals are the middle 95 % of {resamples} bootstrap resamples; those of shares are Wilson's."
    ),
    "report.population.no_resamples": "Intervals of ranking, agreement and error were not asked for.",
    "report.population.fewest": (
        "No figure is shown that is based on fewer than 10 people with the outcome or fewer than 10 without."
    ),
    "report.population.outcomes": "The outcomes that the model knows:",
    "report.population.rule": (
        "{definition}; yes when any known test reaches its cut-off, no when all known ones are below"
    ),
    "report.population.glucose": "fasting plasma glucose, mg/dL",
    "report.participants.title": "Participants: who had the outcome and who did not",
    "report.participants.caption": (
        "{output}: number and share, or median and the middle half (quartiles); people whose answer is known"
    ),
    "report.participants.with": "with the outcome",
    "report.participants.without": "without the outcome",
    "report.participants.all": "People",
    "report.participants.missing": "not known",
    "report.participants.none": (
        "Not shown: fewer than 10 people with or without the outcome, or the data does not hold it."
    ),
    "report.characteristic": "characteristic",
    "report.discrimination.title": "Ranking: are people with the outcome ranked higher?",
    "report.discrimination.about": (
        "The area under the ROC curve (AUROC) is the share of pairs, one person with the outcome and one "
        "without, in which the first is given the higher risk. Published scores are evaluated on the same "
        "people; where items are missing, by the points that are certain; the last column counts the "
        "people for whom every item of a score is known."
    ),
    "report.discrimination.figure": "Area under the ROC curve by outcome",
    "report.discrimination.described": (
        "A dot and its 95 % interval for the model and each published score; the table below has the numbers."
    ),
    "report.discrimination.caption": (
        "Ranking by outcome. Compare average precision with the share of people who have the outcome. The "
        "difference is the model minus the score on the same resamples."
    ),
    "report.ranked_by": "ranked by",
    "report.average_precision": "average precision",
    "report.auroc_difference": "AUROC, model minus score",
    "report.complete": "score complete",
    "report.discrimination.withheld": "{outcome}: {rows} people, {reason}",
    "report.discrimination.outcome": (
        "{outcome}: {events} of {rows} people ({share}), the model by its probability of {output}"
    ),
    "report.discrimination.none": "The model has no probability to rank people by, or no outcome is known.",
    "report.calibration.title": "Calibration: do the probabilities match what happens?",
    "report.calibration.figure": "Calibration of {output}",
    "report.calibration.described": (
        "Observed and predicted risk in groups of equal size, with 95 % intervals; the table below has the "
        "numbers."
    ),
    "report.calibration.about": (
        "Each dot is a group of people with similar predicted risk; the groups are about equally large. "
        "The bar is its 95 % interval; the marks above the axis are the groups’ mean predictions. On the "
        "dashed line, the observed risk equals the predicted risk."
    ),
    "report.calibration.caption": (
        "Agreement of predicted and observed risk. Ideal: slope 1, intercept 0, calibration in the large "
        "0, observed/expected 1."
    ),
    "report.figure": "figure",
    "report.value": "value",
    "report.calibration.people": "People evaluated",
    "report.calibration.events": "with the outcome",
    "report.calibration.ratio": "Observed / expected",
    "report.calibration.slope": "Slope",
    "report.calibration.intercept": "Intercept, with that slope",
    "report.calibration.large": "Calibration in the large",
    "report.calibration.brier": "Mean squared error of the probability (Brier score)",
    "report.calibration.brier_scaled": "Brier score, scaled (1 is perfect, 0 knows the prevalence)",
    "report.calibration.every": (
        "{output}: {definition}, judged on people who have every one of these tests that the data holds, "
        "since a missing test hides cases."
    ),
    "report.calibration.any": (
        "{output}: {definition}, judged on people who have any of these tests, because too few have all of "
        "them."
    ),
    "report.calibration.alone": (
        "<strong>The data holds {tests} alone</strong>: cases that only the other test would find count as "
        "none, so fewer are observed than the model means."
    ),
    "report.calibration.groups": "The groups of the curve in numbers",
    "report.predicted": "predicted",
    "report.observed": "observed",
    "report.calibration.none": (
        "The model has no probability to compare with what happened, or no outcome is known."
    ),
    "report.decision.title": "Net benefit: is testing by the model better than testing all or none?",
    "report.decision.figure": "Decision curve",
    "report.decision.described": (
        "Net benefit of testing by the model, testing all and testing none, by the risk from which one "
        "would test."
    ),
    "report.decision.about": (
        "{output}, {events} of {rows} people. Net benefit counts people found, less those tested without "
        "having it, weighed by how many such tests one would accept for each person found: at a threshold "
        "of 5 %, nineteen."
    ),
    "report.decision.numbers": "The decision curve in numbers",
    "report.decision.caption": "Net benefit for 1,000 people; testing none is 0",
    "report.threshold": "threshold",
    "report.by_model": "by the model",
    "report.test_all": "test all",
    "report.not_shown": "Not shown: {reason}.",
    "report.decision.none": (
        "Not available: the model has no probability of diabetes, or the outcome is not known."
    ),
    "report.cutoffs.title": "Cut-offs: what they would do",
    "report.cutoffs.people": "{name}, test from {at}: 1,000 people",
    "report.cell.tp": "found",
    "report.cell.fp": "tested without having it",
    "report.cell.fn": "missed",
    "report.cell.tn": "not tested, without it",
    "report.cutoffs.caption": "Of 1,000 people like these",
    "report.test_from": "test from",
    "report.tested": "tested",
    "report.cutoffs.figures": "How the cut-offs of the model separate these people, with 95 % intervals",
    "report.cutoffs.from": "{name}, from {at}",
    "report.cutoffs.flagged": "Share to be tested",
    "report.cutoffs.sensitivity": "Of those with it, share found (sensitivity)",
    "report.cutoffs.specificity": "Of those without it, share spared the test (specificity)",
    "report.cutoffs.ppv": "Of those tested, share with it (positive predictive value)",
    "report.cutoffs.npv": "Of those not tested, share without it (negative predictive value)",
    "report.cutoffs.nnt": "Tests for one person found",
    "report.cutoffs.above": "People: with it above, without it above",
    "report.cutoffs.below": "People: with it below, without it below",
    "report.cutoffs.about": (
        "The lower cut-off was chosen to find 80 % of the cases of the training people, the higher one for "
        "a specificity of 90 % on them."
    ),
    "report.cutoffs.none": "The model has no cut-offs, or too few people have a known outcome to judge them.",
    "report.glucose.title": "Glucose: how far off is the estimate?",
    "report.glucose.caption": "Estimated and measured fasting glucose, {rows} people",
    "report.glucose.mae": "Mean absolute error, mg/dL",
    "report.glucose.rmse": "Root mean squared error, mg/dL",
    "report.glucose.bias": "Bias (estimate minus measured), mg/dL",
    "report.glucose.r2": "Share of the variation explained, R²",
    "report.glucose.category": "Same category as the measured value (normal, prediabetes, diabetes)",
    "report.glucose.coverage": "Measured value inside the 90 % interval",
    "report.glucose.third.0": "in the lowest third of the estimates",
    "report.glucose.third.1": "in the middle third of the estimates",
    "report.glucose.third.2": "in the highest third of the estimates",
    "report.glucose.few": "Not available: too few of these people have a measured fasting glucose.",
    "report.glucose.none": "Not available: the model does not estimate glucose.",
    "report.subgroups.title": "Subgroups: does it hold for everyone?",
    "report.subgroups.figure": "Ranking and calibration by subgroup",
    "report.subgroups.described": (
        "Area under the ROC curve and observed over expected cases of each subgroup, with 95 % intervals; "
        "the table below has the numbers."
    ),
    "report.subgroups.about": (
        "Right of the dashed line more people have undiagnosed diabetes than the model expects."
    ),
    "report.subgroups.caption": "Undiagnosed diabetes by subgroup",
    "report.subgroups.caption_glucose": (
        "Undiagnosed diabetes by subgroup, and the glucose estimate: mean error and bias in mg/dL, "
        "coverage of the 90 % interval"
    ),
    "report.group": "group",
    "report.with_it": "with it",
    "report.ratio": "observed / expected",
    "report.glucose_known": "glucose known",
    "report.error": "error",
    "report.bias": "bias",
    "report.coverage": "coverage",
    "report.subgroups.none": "No subgroups were found or asked for.",
    "report.compared.title": "Two models on the same people",
    "report.compared.about": (
        "This model is {name}, version {version}; the other is {other}, version {other_version}. Where an "
        "interval of one holds the figure of the other, the difference may be chance."
    ),
    "report.compared.caption": "Figures of both models, with 95 % intervals",
    "report.compared.auroc": "{outcome}: area under the ROC curve",
    "report.compared.ratio": "{output}: observed / expected",
    "report.compared.slope": "{output}: slope of the calibration",
    "report.compared.brier": "{output}: Brier score",
    "report.compared.mae": "Glucose: mean absolute error, mg/dL",
    "report.compared.ranking.figure": "Area under the ROC curve of both models",
    "report.compared.ranking.described": (
        "A dot and its 95 % interval for each model and outcome; the table below has the numbers."
    ),
    "report.compared.calibration.figure": "Calibration of both models",
    "report.compared.calibration.described": (
        "Observed and predicted risk of both models in groups of equal "
        "size, with 95 % intervals; the table below has the slopes."
    ),
    "report.missing.title": "Missing data",
    "report.missing.about": (
        "A field that is not known adds exactly 0 points, as for the average person in training; a missing "
        "answer is never read as No. Nobody is left out for a field that is not required."
    ),
    "report.missing.caption": "Predictors, over the {people} people answered",
    "report.field": "field",
    "report.used": "used",
    "report.known": "known",
    "report.missing": "missing",
    "report.share_missing": "share missing",
    "report.yes": "yes",
    "report.no": "no",
    "report.missing.none": "No predictors were counted.",
    "report.terms.title": "Every term in pictures",
    "report.terms.about": (
        "The model is a table: each field adds points to a score, and nothing else does. A line shows the "
        "points of every value, in colours where they differ by sex; the grey shape shows where the "
        "training people lie. Bars show the points of each choice, with its share of the training people. "
        "Point at a value to read it."
    ),
    "report.terms.figure": "{output}: points of {field}",
    "report.terms.odds": (
        "Points are logarithms of the odds: +0.69 doubles them. The scale on the right shows by how much a "
        "value multiplies the odds, compared with the average training person."
    ),
    "report.terms.none": "The model has no terms.",
    "report.model.title": "The whole model",
    "report.model.name": "Name, version",
    "report.model.algorithm": "Algorithm",
    "report.model.created": "Made on",
    "report.model.source": "From",
    "report.model.recalibrated": "Recalibrated",
    "report.model.cutoffs": "Cut-offs",
    "report.model.cutoff": "{name} from {at}",
    "report.not_stated": "not stated",
    "report.generated_records": "(generated records)",
    "report.model.recalibrated_on": "{date}, on {rows} people",
    "report.model.before": "before, the model was {hash}",
    "report.model.recalibration": (
        "What recalibrating changed: a and b of the calibrated score, a + b × score"
    ),
    "report.output": "output",
    "report.refitted": "refitted",
    "report.a_before": "a before",
    "report.b_before": "b before",
    "report.a_now": "a now",
    "report.b_now": "b now",
    "report.model.by_hand": (
        "To answer by hand: start with the intercept, add the points of every field that is known (between "
        "two values of a line, in proportion), then take a + b × score with the calibration’s two numbers. "
        "A probability is 1 / (1 + e<sup>−s</sup>) of that s; the glucose estimate is s itself, in mg/dL."
    ),
    "report.model.terms": "{output}: {count} terms",
    "report.model.numbers": "Intercept {intercept}; calibration a = {a}, b = {b}.",
    "report.points": "points",
    "report.points_in": "Points: {unit}",
    "report.odds_times": "odds ×",
    "report.tripod.title": "TRIPOD+AI checklist",
    "report.tripod.about": (
        "The items of TRIPOD+AI (Collins et al., BMJ 2024;385:e078378) in short form, filled in with what "
        "this report knows. What only the authors of a study can tell is marked; they fill it in from a "
        "file."
    ),
    "report.tripod.caption": "27 items, for the evaluation of a model",
    "report.item": "item",
    "report.asked": "what is asked",
    "report.answered": "what is known",
    "report.tripod.author": "for the author",
    "report.tripod.rest": "The rest: for the author.",
}
