"""What a figure measures, as a noun phrase in the words of its sentence.

Periods and comparisons are no part of it: they have properties of their own. "443 children were being looked
after at 31 March, more than …" measures "children being looked after".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loader.cues import cues
from loader.interpret.figures.comparisons import Own
from loader.interpret.figures.figure import counted_noun
from loader.interpret.figures.noun_phrases import (
    has_verb,
    is_sensible,
    joined,
    noun_phrase,
    person_in,
    reduced,
    weak_start,
)
from loader.interpret.figures.subjects import begins_at, points_back, shortened, shortest, subject_of
from loader.interpret.words.cue_patterns import any_of, pattern
from loader.interpret.words.numbers import NUMBER

__all__ = ["Around", "measure_of"]

_CLAUSE = 10  # words that are said before a bare noun
_SHORT = 4  # words: the last of a list, "reading (71%), writing (71%)"
_WHERE = 20  # words of the clause that is true of some cases
_OF = pattern(
    rf"^(?:out\s+)?of\s+(?:(?:the|these|those|its|their|all|our)\s+)*"
    rf"(?:{NUMBER.pattern}\s+(?!and\b|or\b|to\b|year))?"
)
_OF_THEM = pattern(
    r"of\s+(?:them|these|those|this\s+group)\b(?=\s*(?:$|who\b|that\b|[a-z]+(?<!s)\s|is\s|was\s|has\s))"
)
_LINK = pattern(r"(?:for|in|of|who|among|amongst|within|per|at|to|into|with|on)\b")
_DOING = pattern(r"(?:living|placed|being|having|attending|achieving|waiting|remaining)\b")
_DID = pattern(
    r"^(?:\S+\s+)?(?:\w+s|it|they|has|have)\s+\w{2,}ed\s+"
)  # "inspectors sampled records of 12 children"
_DEFINITE = pattern(r"(?:all\s+(?:of\s+)?)?(?:the|its|their)")
_INVOLVING = pattern(r"\binvolving$")
_ONE_OF_SEVERAL = pattern(r"\bare\s+\w+ed$")  # "the largest groups are mixed (2%) and Asian (1%)"
_SAYS_HOW = pattern(r"\s+(?:ha[sd]\b|have\b|(?:is|are|was|were)\s+(?:an?|not|still|now|yet|also|very|too)\b)")
_CARRIED = pattern(r"(?:and|or)?")
_TO_WHOM = pattern(
    r"\b(?:touch|contact|work(?:s|ing)?|engag\w+|services?|support|available)\s+(?:with|to|for)$"
)
_AVERAGE = pattern(r"\s+an?\s+average\s+of$")
_CASES = pattern(r"\b(?:cases|files|records|audits|instances|families)$")
_IN_CASES = pattern(r"(?<!part)(?<!\bresult)(?<!resulted)(?<!resulting)(?<!engaged)(?<!involved)\sin$")
_WITH = pattern(r"(.+),\s+with$")  # "reviews are timely, with 84% held in time"
_DONE = pattern(r"(?:\w+ing|\w+ed|held|seen|in|within|on)\b")
_TIMELY = pattern(
    r"^(?:timeliness|timescales?|performance|quality|completion|compliance)\s+(?:of|for|in|on|with)\s+"
    r"(?:the\s+)?(?:completion\s+of\s+)?"
)
_WHO = pattern(r"(?:who|whose|whom)\b")
_ARE = pattern(r"\b(?:are|were)(?:\s+\w+ly)?$")
_LAST = pattern(r"(.*\b(?:in|at|of|for|by|from|with|are|is)\s+)")  # up to the last noun of a phrase
_BRACKET = pattern(r"\(\s*(?:(?:now|or|currently|at)\s+)*$")
_IN = pattern(r"^(?:in|for|with|by|to)\s+(?=(?:the|a|an|most|many|some|all|almost|half)\s)")
_COMPARED = pattern(r"\bcompared\s+(?:with|to)(?:\s+(?:only|just|the))?$")
_THAN = pattern(r"\s*(?:\w+\s+)?\w+\s+than\s+(?:the\s+)?")
_AT = re.compile(r",\s+([^,;.]+?)(?=[,;.]|\s(?:is|are|was|were|has|have|remains?)\b|$)")
_OPENS = re.compile(r"(?:The|An?|Its|Their|Most|Many|All|Some|Each)\s")
_MARKS = re.compile(r"[,:;(]")
_HAS = pattern(r"\b(?:has|have|had)$|(?<!work)(?<!worked)(?<!working)(?<!touch)(?<!contact)\swith$")
_CHANGES = {"rise": "increase", "fall": "reduction"}


class Around(NamedTuple):
    """The words around a figure in its clause, without periods and comparisons."""

    before: str
    noun: str  # what it counts; empty where the unit is a mark
    after: str
    beside: str = ""  # what the figure before it in the sentence measures


class _Cues(NamedTuple):
    share: re.Pattern[str]
    quantifier: re.Pattern[str]
    of_those: re.Pattern[str]
    bare: re.Pattern[str]
    noun_of: re.Pattern[str]
    dependent: re.Pattern[str]
    conjunction: re.Pattern[str]
    does: re.Pattern[str]
    amount: re.Pattern[str]
    change_in: re.Pattern[str]


@cache
def _cues() -> _Cues:
    said = cues("measures")
    fillers, common = any_of(said["fillers"]), any_of(said["common"])
    word = rf"(?!{any_of(said['no_nouns'])}\b)[\w’'-]+"
    amounts = any_of(cues("comparisons")["amount_nouns"])
    return _Cues(
        share=pattern(rf"\b{any_of(said['shares'])}(?:,?\s+(?:{fillers}|\w+ly))*\s*$"),
        quantifier=pattern(rf"^(?:{any_of(said['quantifiers'])}\s*)+"),
        of_those=pattern(rf"(?:of|among|amongst)\s+(?:the\s+)?(.+?),\s+(?:\w+\s+)?{any_of(said['most'])}$"),
        bare=pattern(
            rf"(?:{common}\s+)*{any_of(said['persons'])}(?:\s+{common})?(?:\s+and\s+(?:young\s+people|families))?"
        ),
        noun_of=pattern(
            rf"\b((?:{word}\s+){{0,3}}(?!{any_of(said['no_measures'])}\b){word})\s+(?:of|averaging)$"
        ),
        dependent=pattern(
            rf"\b(?:\w{{3,}}ing|{any_of(said['prepositions'])})(?:\s+{any_of(said['determiners'])})*$"
        ),
        conjunction=pattern(rf"^(?:{any_of(said['conjunctions'])}\s+)+"),
        does=pattern(rf"\b{any_of(said['does'])}\b"),
        amount=pattern(rf"\s*(?:\w+\s+)?{amounts}\b"),
        change_in=pattern(rf"\b{any_of(said['changing'])}\s+"),
    )


def measure_of(around: Around, own: Own, previous: str) -> str:
    """What a figure measures; empty where its clause does not say.

    Parameters
    ----------
    around
        The words of its clause.
    own
        The figure.
    previous
        What the figure before it measures, if any; what "this" is.

    """
    if own.change is not None:
        return _amount(around, own.change, around.beside or previous)
    if own.figure.kind == "count" or around.noun:
        return _counted(around)
    if own.figure.kind == "rate":
        return subject_of(around.before) or previous
    of = _cues().noun_of.search(around.before.strip()) if own.figure.kind == "money" else None
    if of:
        return shortened(_DID.sub("", of[1]))
    if _BRACKET.search(around.before) and around.after[:1] in ("", ")"):
        return _in_brackets(around)
    return _predicated(around, previous)


def _counted(around: Around) -> str:
    """Of "12 children attend"; a bare noun takes what is said before it: "caseloads of 18 children"."""
    known, before = _cues(), around.before.strip()
    words, noun = _OF.sub("", joined(around.noun, around.after)), _OF.sub("", around.noun)
    if before.lower() == "in" or (_CASES.search(noun) and _IN_CASES.search(before)):
        return _where(before, words, len(noun))
    phrase = noun_phrase(words, len(noun), dependent=known.dependent.search(before) is not None)
    if _DEFINITE.fullmatch(before):  # "the 12 children who left were pleased" counts those who left
        known_by = noun_phrase(words, len(noun), dependent=True)
        phrase = phrase if known.bare.fullmatch(known_by) else known_by
    if around.beside and _INVOLVING.search(before):
        return f"{phrase} involved in {around.beside}"
    if of := known.noun_of.search(before):
        return f"{shortened(_DID.sub('', of[1]))} of {phrase}"
    if before.endswith("("):  # "the children who return (five children)"
        head = noun_phrase(shortest(before[:-1].strip()))
        return head if phrase in head else phrase
    return phrase if _HAS.search(before) else _that(phrase, before)


def _that(phrase: str, before: str) -> str:
    """A bare noun with what is said before it: of "the team works with 12 children"."""
    said = _cues().conjunction.sub("", begins_at(before.strip(" ,")))
    tells = 1 < len(said.split()) <= _CLAUSE and _cues().does.search(said) and not _MARKS.search(said)
    if not tells or weak_start(said) or not _cues().bare.fullmatch(phrase):
        return phrase
    return f"{phrase} that {_inside(said)}"


def _amount(around: Around, change: str, previous: str) -> str:
    """Of "an 18% increase in visits", and of "visits rose by 18%"."""
    than = _THAN.match(around.after)
    if than:  # "30% larger than the number that leave"
        what, other = subject_of(around.before) or previous, noun_phrase(around.after[than.end() :])
        return f"difference between {what} and {other}" if what and other else ""
    after = _cues().amount.sub("", around.after, count=1).strip()
    if around.noun:
        what = noun_phrase(joined(around.noun, around.after), len(around.noun))
    elif after.lower().startswith("in "):
        what = noun_phrase(after[3:])
    else:
        subject = subject_of(around.before)
        what = subject if subject and not _cues().amount.fullmatch(subject) else previous
    return f"{_CHANGES.get(change, 'change')} in {what}" if what else ""


def _in_brackets(around: Around) -> str:
    """Of "a high proportion of children (84%) are placed in good schools"."""
    known = _cues()
    head, rest = _BRACKET.sub("", around.before).strip(" ,"), around.after[1:].strip()
    if not around.after.startswith(")"):  # "the rate (21% against …)"
        return subject_of(head) or noun_phrase(shortened(known.quantifier.sub("", begins_at(head))))
    if next_one := _like_beside(head, around.beside):  # "reading (71%), writing (71%)"
        return next_one
    if most := known.of_those.match(head):  # "of those placed elsewhere, most (92%) live near"
        return noun_phrase(f"{most[1]} {rest}", counted=len(most[1]))
    if subject := subject_of(head):
        return subject
    head = known.quantifier.sub("", shortened(_IN.sub("", begins_at(head))))
    if not head:
        return _of_them(around.beside, rest) if has_verb(rest, first=True) else noun_phrase(_OF.sub("", rest))
    return noun_phrase(f"{head} {rest}", counted=len(head)) if rest[:1].isalpha() else _measured(head)


def _measured(head: str) -> str:
    """What is measured, without how it did: "the timeliness of visits has improved (84%)"."""
    measured, said = noun_phrase(head, dependent=True), noun_phrase(head, counted=len(head))
    if _SAYS_HOW.match(head, len(measured)):
        return measured
    return said if _ONE_OF_SEVERAL.search(said) else reduced(said)


def _predicated(around: Around, previous: str) -> str:
    """Of "the proportion of visits in time is 84%", and of "84% of visits were in time"."""
    before, after = around.before.strip(), around.after.strip()
    if before.endswith((" at", ":")) and (
        next_one := _like_beside(before[:-1].removesuffix(" a"), around.beside)
    ):
        return next_one  # "Asian at 7.8% and Mixed at 4.5%"
    said = "" if _averaged(before) else subject_of(before)
    if said and _cues().amount.fullmatch(" " + said):  # "it shows an improvement to 58%"
        said = None
    subject = previous if said is None else said
    if around.beside and _COMPARED.search(before) and (group := noun_phrase(_LINK.sub("", after).strip())):
        return f"{group}, compared with {around.beside}"  # "compared with 83% of their peers"
    if after.lower().startswith("of "):
        return _share(around, subject if said is None or _cues().share.search(before) else "")
    if subject:
        tail = noun_phrase(after)
        if _LINK.match(after):
            return f"{subject} {tail}".strip()
        is_one = tail and said and _ARE.search(before) and not has_verb(tail)
        return f"{subject} that are {tail}" if is_one else subject  # "the largest groups are 2.7% Somali"
    return _said_after(around, before, after, previous)


def _share(around: Around, whose: str) -> str:
    """Of "84% of visits were in time"; where someone's share is said, "boys make up 51% of pupils"."""
    after = around.after.strip()
    if whose:
        return f"{whose}, of {noun_phrase(after[3:])}"
    if (
        _CARRIED.fullmatch(around.before.strip()) and ", of " in around.beside
    ):  # "51% of pupils and 40% of staff"
        return f"{around.beside.partition(', of ')[0]}, of {noun_phrase(after[3:])}"
    those = _OF_THEM.match(after)
    if those:  # "92% of them attend"
        return _of_them(around.beside, after[those.end() :].strip())
    before, words = around.before.strip(), _OF.sub("", after)
    if _TO_WHOM.search(before):  # "they are in touch with 84% of care leavers"
        return _that(noun_phrase(words, dependent=True), before)
    return _where(before, words)


def _said_after(around: Around, before: str, after: str, previous: str) -> str:
    """Of a figure without a subject, by what follows it, and by what the figure beside it measures."""
    if not before and (next_one := _like_beside(after, around.beside)):
        return next_one
    if waited := _averaged(before):
        return noun_phrase(joined(shortest(waited), after))
    if len(before.split()) <= 1 and (at := _AT.match(after)):  # "At 63%, the proportion of …"
        what = shortest(at[1])
        return previous if points_back(what, whole=True) else what
    goes_on = _WHO.match(after) or (len(shortened(before.strip(" ,"))) <= 3 and _LINK.match(after))
    if _DONE.match(after) and (subject := _with(before)):
        return noun_phrase(f"{subject} {after}", counted=len(subject))
    says = has_verb(after, first=True) or _DOING.match(after)  # "3% have apprenticeships", "64% to others"
    if says or (around.beside and goes_on):
        return _of_them(around.beside, after)
    changes = list(_cues().change_in.finditer(before))  # "a reduction in staff turnover from"
    changed = noun_phrase(shortened(before[changes[-1].end() :])) if changes else ""
    candidates = (noun_phrase(after), changed, noun_phrase(shortest(before)))
    return next((each for each in candidates if each and is_sensible(each)), "")


def _with(before: str) -> str:
    """The subject before a "with": of "reviews are timely, with 84% held in time"."""
    clause = _WITH.match(before)
    if clause is None or not has_verb(clause[1]):
        return ""
    subject = _TIMELY.sub("", noun_phrase(shortest(clause[1]), dependent=True))
    return subject if counted_noun(subject) else ""


def _averaged(before: str) -> str:
    """What comes before "an average of" behind a verb of its own: of "they waited an average of 12 days"."""
    average = _AVERAGE.search(before)
    head = before[: average.start()] if average else ""
    return head if head and subject_of(head) == "" else ""


def _like_beside(words: str, beside: str) -> str:
    """A measure that differs from the one beside it in its last words alone."""
    shared, words = _LAST.match(beside), words.strip(" ,")
    if shared is None or not 0 < len(words.split()) <= _SHORT or has_verb(words):
        return ""
    return noun_phrase(f"{shared[1]}{words}")


def _of_them(beside: str, words: str) -> str:
    """What is said of those whom the measure beside it is about; "those", where it names no persons."""
    person = person_in(beside)
    return noun_phrase(f"{beside[: person.end()] if person else 'those'} {words}")


def _where(before: str, words: str, counted: int = 0) -> str:
    """Of "in 40% of cases, plans were late", and of "plans were late in 40% of cases"."""
    phrase, said = noun_phrase(words, counted, dependent=counted > 0), shortened(before)
    if said.lower() == "in":
        rest = words[len(phrase) :].lstrip(" ,") if words.startswith(phrase) else ""
        said = noun_phrase(rest, counted=len(rest))
    elif before.endswith(" in"):
        said = said.removesuffix(" in")
    else:
        return phrase
    tells = 2 < len(said.split()) <= _WHERE and has_verb(said) and not _MARKS.search(said)
    tells = tells and not weak_start(said)
    return f"{phrase} where {_inside(said)}" if tells else phrase


def _inside(said: str) -> str:
    """The head of a sentence as it stands within one; a name keeps its capital."""
    return said[:1].lower() + said[1:] if _OPENS.match(said) else said
