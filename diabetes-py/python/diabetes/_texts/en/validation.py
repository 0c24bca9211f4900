"""The texts of a local validation, in English: its plan, its documents, its verdict."""

TEXTS = {
    "plan.about": (
        "Plan of a local validation. Fill it in before anyone looks at an outcome, then lock it:\n  "
        "{command}\n"
        "After that, neither this file nor the model may change."
    ),
    "plan.site": "The name of the place",
    "plan.responsible": "The person who answers for the study",
    "plan.setting": "Where people are seen, such as an outpatient clinic",
    "plan.population": "Who is included and who is not",
    "plan.recruitment_from": "First day of the records, such as 2027-01-15",
    "plan.recruitment_to": "Last day",
    "plan.outcome": "How and when the outcome is measured",
    "plan.model": "The file of the model, or nhanes for the one in the library",
    "plan.target": (
        "The column of the fasting glucose in mg/dL; blank if only HbA1c is measured, which is\n"
        "read by its own name, hba1c"
    ),
    "plan.groups": "Columns whose groups get figures, beside sex, age and body mass index",
    "plan.expected": (
        "What you expect here: the share of people with undiagnosed diabetes,\n"
        "and the area under the ROC curve (0.5 is chance, 1 is perfect)"
    ),
    "plan.precision": (
        "How wide the 95 % intervals may be. Narrower ones need more people; the widest that are allowed\n"
        "are {observed_expected_width} for the ratio, {slope_width} for the slope and {auroc_width} for "
        "the area"
    ),
    "plan.criteria": (
        "When the model is good enough here: [lowest, highest]. The area may not be below {auroc_low}; the "
        "ratio,\n"
        "between {observed_expected_low} and {observed_expected_high}, and the slope, between {slope_low} "
        "and {slope_high}, include 1"
    ),
    "plan.smallest_cell": (
        "The fewest people in a cell of the counts by probability that may leave the place; other\ncounts "
        "have no minimum.\nWith 1 each person's score and result leave it: only where rows may be shared"
    ),
    "plan.resamples": "Resamples for the intervals",
    "plan.seed": "Seed of the resampling",
    "validation.to_fill": "to fill in",
    "validation.no_groups": "none",
    "validation.title": "Local validation against its plan",
    "validation.verdict.met": "The criteria of the plan are met.",
    "validation.verdict.not_met": (
        "The criteria of the plan are not met. The model should not be used here as it is: recalibrate it "
        "or choose another, and validate again."
    ),
    "validation.verdict.not_enough_events": (
        "There are not enough people with the outcome for a verdict. This is no approval: collect more."
    ),
    "validation.verdict.open": (
        "There is no verdict, and this is no approval. First resolve what follows, then repeat the analysis:"
    ),
    "validation.open.unreadable_outcomes": (
        "Rows whose outcome is there but cannot be read: {count}. They were left out of the figures."
    ),
    "validation.open.repeated_rows": (
        "Rows with the same answers and outcomes as an earlier one: {count}. Keep each person once."
    ),
    "validation.open.before_end": "The period of the plan is not over.",
    "validation.unjudged.one_test": (
        "People who have only one of the two tests, and so were not judged: {count}. If the second is "
        "ordered by the first, the others do not stand for them."
    ),
    "validation.unjudged.no_test": "People without any test, who were not judged: {count}.",
    "validation.open": "no verdict",
    "validation.met": "met",
    "validation.not_met": "not met",
    "validation.not_enough_events": "not enough events",
    "validation.figure.auroc": "Area under the ROC curve",
    "validation.figure.observed_expected": "Observed / expected cases",
    "validation.figure.slope": "Calibration slope",
    "validation.criterion": "Criterion",
    "validation.found": "Found",
    "validation.wanted": "Wanted",
    "validation.judged": "Verdict",
    "validation.between": "{low} to {high}",
    "validation.people": (
        "{events} people with the outcome of {people}; planned: {needed_events} of {needed}."
    ),
    "validation.locked": "The plan was locked on {date}, before the analysis.",
    "validation.other_data": (
        "The data are not those of the first run, on {date}: its verdict was “{verdict}”. Say why they "
        "changed."
    ),
    "validation.caption": "Figures of undiagnosed diabetes beside the plan's criteria",
    "validation.protocol.title": "Protocol: local validation of the diabetes risk model {name} at {site}",
    "validation.protocol.question.title": "Question",
    "validation.protocol.question.1": (
        "Does the model {name} (version {version}) predict undiagnosed diabetes well enough in the people "
        "of {site} to be used there to advise a laboratory test? The model does not diagnose and does not "
        "replace a test."
    ),
    "validation.protocol.design.title": "Design",
    "validation.protocol.design.1": (
        "External validation of an existing prediction model, without changing it, on people whose outcome "
        "is measured. Setting: {setting}. Records from {recruitment_from} to {recruitment_to}."
    ),
    "validation.protocol.design.2": (
        "Responsible: {responsible}. The plan was locked on {locked}; its digest and the model's are in the "
        "file of the lock."
    ),
    "validation.protocol.people.title": "People",
    "validation.protocol.people.1": "{population}",
    "validation.protocol.people.2": (
        "People with diagnosed diabetes and pregnant women are left out, because the model does not apply "
        "to them. Records with errors are left out and counted by reason."
    ),
    "validation.protocol.model.title": "Model",
    "validation.protocol.model.1": "{name}, version {version}, SHA-256 {hash}.",
    "validation.protocol.model.2": (
        "It is a table of points for answers and measurements without laboratory tests. Its probabilities "
        "are computed by the library without change."
    ),
    "validation.protocol.outcome.title": "Outcome",
    "validation.protocol.outcome.1": "Undiagnosed diabetes: {definition}. {outcome}",
    "validation.protocol.outcome.2": (
        "Does whoever measures the outcome know the model's answer? {blank} Where the data have glucose and "
        "HbA1c, only people with both tests are judged; the report counts those with one or none."
    ),
    "validation.protocol.size.title": "Sample size",
    "validation.protocol.size.1": (
        "{people} people with a known outcome, {events} of them with it, for an expected prevalence of "
        "{prevalence} and an area under the ROC curve of {auroc}."
    ),
    "validation.protocol.size.2": (
        "Observed over expected cases needs {for_ratio} people (interval {observed_expected_width} wide), "
        "the calibration slope {for_slope} ({slope_width}) and the area {for_auroc} ({auroc_width})."
    ),
    "validation.protocol.size.3": (
        "Formulas of the first reference, for a binary outcome; the log-odds are assumed to be normal and "
        "the model calibrated."
    ),
    "validation.protocol.analysis.title": "Analysis",
    "validation.protocol.analysis.1": (
        "Calibration (observed over expected cases, slope, curve), discrimination (area under the ROC "
        "curve), sensitivity, specificity and predictive values at the model's cut-offs, and net benefit."
    ),
    "validation.protocol.analysis.2": (
        "95 % intervals by {resamples} resamples of people, seed {seed}. Missing answers are handled as the "
        "model does in use."
    ),
    "validation.protocol.analysis.3": (
        "Groups: sex, age, body mass index, stratum and area of residence where they are known. Other "
        "groups: {groups}."
    ),
    "validation.protocol.analysis.4": (
        "The analysis is locked: it runs only with this plan and this model. Another analysis is reported "
        "as exploratory."
    ),
    "validation.protocol.criteria.title": "Criteria",
    "validation.protocol.criteria.1": (
        "Area from {auroc_low} to {auroc_high}; observed over expected cases from {observed_expected_low} "
        "to {observed_expected_high}; slope from {slope_low} to {slope_high}."
    ),
    "validation.protocol.criteria.2": (
        "A criterion is missed if the whole interval lies outside. With fewer events than planned nothing "
        "else is decided. With as many, the figure itself has to lie within."
    ),
    "validation.protocol.data.title": "Data",
    "validation.protocol.data.1": (
        "The records stay at {site}. ☐ It was checked that the file that is analysed has no names, "
        "identity numbers or addresses. Who has access: {blank}. Where they are kept, and until when: "
        "{blank}."
    ),
    "validation.protocol.data.2": (
        "Nothing may leave the site but a report and a file with counts and sums, without rows or "
        "identifiers. For a merge, results are counted in cells of at least {smallest_cell} people, some "
        "with the outcome and some without. The report's tables have no minimum, such as the cases of a "
        "group: they may be of one or a few people, and somebody who knows their answers could work out "
        "their result. ☐ They were checked before they were handed over. They go to: {blank}."
    ),
    "validation.protocol.data.2.each": (
        "A report may leave the site. It holds the score of each person with their result, without their "
        "answers; whoever has the model may guess answers from a score. It is kept and sent like the records."
    ),
    "validation.protocol.limits.title": "Limits",
    "validation.protocol.limits.1": (
        "A validation at one site in one period does not show that the model works elsewhere or later. "
        "Foreseeable biases: {blank}."
    ),
    "validation.protocol.references.title": "References",
    "validation.ethics.title": (
        "For the ethics committee: validation of the diabetes risk model {name} at {site}"
    ),
    "validation.ethics.summary.title": "Summary",
    "validation.ethics.summary.1": (
        "Records of {people} people with a measured outcome are compared with the answers of an existing "
        "model. Setting: {setting}. Responsible: {responsible}."
    ),
    "validation.ethics.summary.2": (
        "Does anybody's care change because of the study, and do the treating staff see the model's "
        "answers? {blank}"
    ),
    "validation.ethics.risk.title": "Risk",
    "validation.ethics.risk.1": (
        "Under article 11 of Resolution 8430 of 1993, the study is proposed as: {blank} (research without "
        "risk if existing records are reviewed and nothing is done to people; minimal risk if a test is "
        "done for the study)."
    ),
    "validation.ethics.risk.2": (
        "Main risk: that health data become known. Second risk: that a wrong figure leads to trust in the "
        "model; so the criteria are written in a plan that is locked. Locked on: {locked}. ☐ Nobody of the "
        "study had seen the outcomes when it was locked."
    ),
    "validation.ethics.consent.title": "Informed consent",
    "validation.ethics.consent.1": (
        "Consent: {blank} (say whether it is obtained, and how, or what the committee is asked for). ☐ To "
        "be confirmed by the committee: what the first paragraph of article 16 of Resolution 8430 of 1993 "
        "allows for the proposed category of risk."
    ),
    "validation.ethics.consent.2": "Reasons: {blank}.",
    "validation.ethics.privacy.title": "Data about people",
    "validation.ethics.privacy.1": (
        "Health data are sensitive data (article 5 of Law 1581 of 2012). Article 6, letter e, allows their "
        "treatment for scientific purposes if measures are taken to suppress people's identity."
    ),
    "validation.ethics.privacy.2": (
        "Measures: ☐ it was checked that the file that is analysed has no names, identity numbers or "
        "addresses. The key, if there is one, is kept by: {blank}. The controller of the data is: {blank}."
    ),
    "validation.ethics.privacy.3": (
        "Nothing may leave the site but a report and a file with counts and sums, without rows or "
        "identifiers. For a merge, results are counted in cells of at least {smallest_cell} people, some "
        "with the outcome and some without. The report's tables have no minimum, such as the cases of a "
        "group: they may be of one or a few people, and somebody who knows their answers could work out "
        "their result. ☐ They were checked before they were handed over. They go to: {blank}."
    ),
    "validation.ethics.privacy.3.each": (
        "A report leaves the site with the score of each person and their result, without their answers. "
        "Whoever has the model may guess answers from a score, so the report is protected like the records. "
        "It is received by: {blank}."
    ),
    "validation.ethics.benefit.title": "Benefit",
    "validation.ethics.benefit.1": (
        "People of the site gain a model that is used only if it works for them. Direct benefit to those "
        "whose records are used: {blank}."
    ),
    "validation.ethics.benefit.2": (
        "A person whose test shows diabetes or prediabetes and does not know is told by: {blank}."
    ),
    "validation.ethics.conflicts.title": "Conflicts of interest and funding",
    "validation.ethics.conflicts.1": "{blank}",
    "validation.ethics.signatures.title": "Signatures",
    "validation.ethics.signatures.1": "{responsible}: {blank}. Date: {blank}.",
}
