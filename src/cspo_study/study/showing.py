"""An answer in words, as it was given, without a verdict."""

from cspo_study.content.model import Match, Multiple, Order, Single
from cspo_study.study.asking import Asked
from cspo_study.study.responses import Assigned, Chosen, Placed, Rated, Response, Typed


def response_in_words(asked: Asked, response: Response) -> str:
    """What was answered: by the numbers on the screen where there are any, with the words they stand for."""
    match asked.question, response:
        case (Single() | Multiple() as question, Chosen(options=chosen)):
            return "; ".join(
                f"{number}. {question.options[place].text}"
                for number, place in enumerate(asked.shown, start=1)
                if place in chosen
            )
        case (Order() as question, Placed(items=placed)):
            return " → ".join(question.items[place].text for place in placed)
        case (Match() as question, Assigned(categories=categories)):
            return "; ".join(f"{question.items[place].text}: {categories[place]}" for place in asked.shown)
        case (_, Typed(text=text)):
            return text
        case (_, Rated(rating=rating)):
            return rating
    return ""
