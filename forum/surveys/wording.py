"""The question and its answers in the words people read.

The five levels are those of the GOV.UK service manual ("Measuring user satisfaction"): words only,
because hearts and stars bend answers.
"""

from forum.surveys.rules import NO, PARTLY, YES

SATISFACTION = "Overall, how satisfied were you with how we dealt with this?"
NEED = "Did you get what you needed?"
MORE = "Is there anything you want to add?"
LEVEL_WORDS = {
    5: "Very satisfied",
    4: "Satisfied",
    3: "Neither satisfied nor dissatisfied",
    2: "Dissatisfied",
    1: "Very dissatisfied",
}
GOT_WORDS = {YES: "Yes", PARTLY: "Partly", NO: "No"}
