"""What reviewers decided about what one report says, put in the place of what was read.

1. A label that a reviewer gave has the method ``reviewer`` and the confidence 1.
2. A theme that a reviewer refused is gone. Where a polarity was refused that the sentence has, it is the next
   likely, with the confidence that the labeller gives it then; where the labeller can't tell, neutral (mixed,
   where neutral was refused), with that of a guess among the three that are left.
3. An action that a reviewer refused is gone. The others keep their numbers, and its words stay a block of the
   report: a list of actions has no findings.
4. A block that a reviewer named is an action, after the others, read as the items of lists are; its sentences
   are no findings any more. It is called after its block, so that it stays what it is whatever comes or goes.
   An action that is several is refused, and its blocks are named.
5. A decision on what the report does not have, or whose quote does not begin the words there, is stale: it
   changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from loader.decisions import Decision, Decisions, Stale
from loader.interpret.actions import actions_of
from loader.interpret.findings import sentences
from loader.interpret.labelling.labeller import Labeller
from loader.interpret.labelling.model import standard_labeller
from loader.interpret.required.items import item_of
from loader.records import Action, Finding, Label, Report, Span

__all__ = ["METHOD", "Decided", "decide"]

METHOD = "reviewer"
_SHOWN = 80  # characters of words that are not those of a quote
_GUESS = 0.33  # confidence of one polarity among three


class Decided(NamedTuple):
    """A report as reviewers would have it, and the decisions that could not be applied."""

    report: Report
    stale: tuple[Stale, ...] = ()


def decide(report: Report, decisions: Decisions, labeller: Labeller | None = None) -> Decided:
    """Apply the decisions on one report.

    Parameters
    ----------
    report
        As it was read.
    decisions
        Those below its inspection's path.
    labeller
        The method that gives the themes of a block that becomes an action, and the polarity in the place of
        one that was refused; the one that ships if not told.

    """
    if not decisions.rows:
        return Decided(report)
    method = labeller if labeller is not None else standard_labeller()
    on_actions, stale_actions = _sorted_out(decisions.of("action"), _blocks(report) | _actions(report))
    report = _with_actions(report, on_actions, method)
    labels = decisions.of("polarity", "theme")
    on_labels, stale_labels = _sorted_out(labels, _findings(report) | _actions(report))
    return Decided(_with_labels(report, on_labels, method), (*stale_actions, *stale_labels))


# What a decision is about, and whether it still is


def _blocks(report: Report) -> dict[str, str]:
    return {f"block/{block.id}": block.text for block in report.document.blocks if block.section is not None}


def _actions(report: Report) -> dict[str, str]:
    return {f"action/{action.id}": action.text for action in report.actions}


def _findings(report: Report) -> dict[str, str]:
    return {f"finding/{finding.id}": finding.span.quote for finding in report.findings}


def _sorted_out(rows: Iterable[Decision], texts: Mapping[str, str]) -> tuple[list[Decision], list[Stale]]:
    """The decisions that can be applied, and those that can't, given what there is."""
    fresh, stale = [], []
    for row in rows:
        if row.part not in texts:
            stale.append(Stale(row.about, f"the report has no {row.part} any more"))
        elif not row.quotes(texts[row.part]):
            stale.append(Stale(row.about, f"its words are others now: {texts[row.part][:_SHOWN]!r}"))
        else:
            fresh.append(row)
    return fresh, stale


# Actions


def _with_actions(report: Report, rows: Iterable[Decision], labeller: Labeller) -> Report:
    verdicts = {row.part: row.verdict for row in rows}
    kept = [action for action in report.actions if "no" not in _verdicts(action, verdicts)]
    known = {span.block for action in kept for span in action.words}
    blocks = [
        block
        for block in report.document.blocks
        if verdicts.get(f"block/{block.id}") == "yes" and block.id not in known
    ]
    last = max((action.n for action in report.actions), default=0)
    items = [item_of(report.document, block) for block in blocks]
    read = actions_of(report.document, items, last + 1, report.title.published, labeller)
    taken = {block.id for block in blocks}
    return replace(
        report,
        actions=(*kept, *(replace(action, method=METHOD) for action in read)),
        findings=tuple(finding for finding in report.findings if finding.span.block not in taken),
    )


def _verdicts(action: Action, verdicts: Mapping[str, str]) -> set[str | None]:
    """What was decided about an action, by its own name or by that of a block of its words."""
    parts = [f"action/{action.id}", *(f"block/{span.block}" for span in action.words)]
    return {verdicts.get(part) for part in parts}


# Labels


def _with_labels(report: Report, rows: Iterable[Decision], labeller: Labeller) -> Report:
    on: dict[str, list[Decision]] = {}
    for row in rows:
        on.setdefault(row.part, []).append(row)
    refused = {row.part for row in rows if (row.kind, row.verdict) == ("polarity", "no")}
    instead = _instead(report, refused, labeller)
    return replace(
        report,
        findings=tuple(
            _finding(finding, on.get(f"finding/{finding.id}", ()), instead.get(finding.span))
            for finding in report.findings
        ),
        actions=tuple(
            replace(action, themes=_themes(action.themes, on.get(f"action/{action.id}", ())))
            for action in report.actions
        ),
    )


def _instead(report: Report, refused: Collection[str], labeller: Labeller) -> dict[Span, Label | None]:
    """The polarity that a labeller gives some findings if it is not the one that it gave."""
    spans = {finding.span for finding in report.findings if f"finding/{finding.id}" in refused}
    found = [it for it in sentences(report.document) if it.span in spans] if spans else []
    labels = labeller.label([it.context for it in found])
    return {it.span: given.instead for it, given in zip(found, labels, strict=True)}


def _finding(finding: Finding, rows: Iterable[Decision], instead: Label | None) -> Finding:
    given = (_polarity(finding.polarity, row, instead) for row in rows if row.kind == "polarity")
    return replace(finding, polarity=next(given, finding.polarity), themes=_themes(finding.themes, rows))


def _polarity(label: Label, row: Decision, instead: Label | None) -> Label:
    if row.verdict == "yes":
        return Label(row.object, 1.0, METHOD)
    if label.concept != row.object:
        return label
    if instead:
        return replace(instead, method=f"{METHOD}+{instead.method}")
    return Label("mixed" if row.object == "neutral" else "neutral", _GUESS, METHOD)


def _themes(labels: tuple[Label, ...], rows: Iterable[Decision]) -> tuple[Label, ...]:
    """Themes, surest first."""
    verdicts = {row.object: row.verdict for row in rows if row.kind == "theme"}
    given = [Label(concept, 1.0, METHOD) for concept, verdict in sorted(verdicts.items()) if verdict == "yes"]
    return (*given, *(label for label in labels if label.concept not in verdicts))
