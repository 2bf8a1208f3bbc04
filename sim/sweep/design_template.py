"""Design template: a commented design file to start a study from."""

TEMPLATE = """\
title = "{title}"
story = "The question, and why it matters."
scenario = "{scenario}"  # or scenarios = ["a", "b"], or [[world]] tables with name, scenario, set

# grid and list run values; oat varies one factor at a time; lhs, sobol and morris sample ranges.
method = "lhs"
points = 64  # for lhs, sobol (a power of 2) and morris
replicates = 4  # runs of each point, each with its own random numbers; or a list
# seed = 1
# record = "summary"  # end values and totals; "series" for every quarter, "full" for everything

# Set in every scenario; a [[world]] may have its own `set`.
# set = {{ "run.quarters" = 40 }}

[factors]
"policy.funding.grant_cut" = [0.0, 0.08]  # a range; with grid, list and oat the values themselves
"uncertainty.trust.gain" = true  # the range that its evidence gives (`partnersim params`)
# "policy.collaboration.preset" = ["silo", "genuine"]  # a choice
# "uncertainty.friction.fixed" = {{ low = 0.0, high = 0.3, steps = 4 }}

# [constraints]  # points that break a constraint are left out (grid, list, lhs)
# "policy.funding.grant_cut" = "<= 0.06"

# [precision]  # as many replicates as this precision needs, instead of a fixed number
# measure = "coverage"
# half_width = "5%"
# ceiling = 100
"""


def design_template(name: str, scenario: str) -> str:
    """Return the text of a design file."""
    title = name.replace("-", " ").capitalize().replace('"', "'").replace("\\", "/")
    return TEMPLATE.format(title=title, scenario=scenario)
