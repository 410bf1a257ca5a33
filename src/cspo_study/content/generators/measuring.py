"""Numbers that tell how a product is taken: recommendation, adoption, retention, conversion, a sample's limits."""

from random import Random

from cspo_study.content.generators.drawing import Drawn, Ranges, between, drawn, multiple, numeric, percent


def _nps(dice: Random, ranges: Ranges) -> Drawn:
    """Net Promoter Score: the share of promoters (9 and 10) less that of detractors (0 to 6) in all answers, in points.

    Both shares are multiples of 5 per cent, and some passives (7 and 8) are always left (Reichheld 2003).
    """
    if ranges["promoters"][1] + ranges["detractors"][1] > 99:
        raise ValueError("no passives would be left")
    answers = multiple(dice, ranges["answers"], 20)
    for_it, against = percent(dice, ranges["promoters"]), percent(dice, ranges["detractors"])
    promoters, detractors = answers * for_it // 100, answers * against // 100
    return drawn(
        for_it - against,
        answers=answers,
        promoters=promoters,
        passives=answers - promoters - detractors,
        detractors=detractors,
    )


def _adoption_rate(dice: Random, ranges: Ranges) -> Drawn:
    """The share of the people active in a time who used a function in it: adopters / active x 100 (Rodden et al. 2010).

    `accounts` are all that were ever opened, `dormant` of them idle: the wrong thing to divide by.
    """
    active = multiple(dice, ranges["active"], 20)
    rate = percent(dice, ranges["percent"])
    dormant = between(dice, ranges["dormant"])
    return drawn(rate, active=active, adopters=active * rate // 100, accounts=active + dormant, dormant=dormant)


def _retention_rate(dice: Random, ranges: Ranges) -> Drawn:
    """The share of those there at the start who are still there: (end - new) / start x 100 (Croll and Yoskovitz 2013).

    `end` counts everyone there at the end, `new` those who came in between.
    """
    start = multiple(dice, ranges["start"], 20)
    rate = percent(dice, ranges["percent"])
    new = between(dice, ranges["new"])
    return drawn(rate, start=start, end=start * rate // 100 + new, new=new, stayed=start * rate // 100)


def _funnel(dice: Random, ranges: Ranges) -> Drawn:
    """The share of those at the first of four steps who reach the last: d / a x 100 (McClure 2007).

    At each step a multiple of 10 per cent goes on (`b_rate`, `c_rate`, `d_rate`), so that all counts are whole.
    """
    a = multiple(dice, ranges["first"], 1000)
    rates = [percent(dice, ranges["rate"], 10) for _ in range(3)]
    b = a * rates[0] // 100
    c = b * rates[1] // 100
    d = c * rates[2] // 100
    return drawn(100 * d / a, a=a, b=b, c=c, d=d, b_rate=rates[0], c_rate=rates[1], d_rate=rates[2])


def _interview_sample(dice: Random, ranges: Ranges) -> Drawn:
    """How likely five interviews miss what a share of people have: (1 - share) to the fifth, in per cent.

    True where the five are drawn by chance (Nielsen and Landauer 1993). `rest` is what is left of 100.
    """
    share = percent(dice, ranges["share"], 1)
    rest = 100 - share
    return drawn(round(100 * (rest / 100) ** 5, 2), share=share, rest=rest)


GENERATORS = {
    "nps": numeric("answers promoters detractors", "answers promoters passives detractors", _nps),
    "adoption-rate": numeric("active percent dormant", "active adopters accounts dormant", _adoption_rate),
    "retention-rate": numeric("start percent new", "start end new stayed", _retention_rate),
    "funnel": numeric("first rate", "a b c d b_rate c_rate d_rate", _funnel),
    "interview-sample": numeric("share", "share rest", _interview_sample),
}
