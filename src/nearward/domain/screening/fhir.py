"""Forms as they were answered, as FHIR R4 resources: a QuestionnaireResponse and an Observation of its total.

hl7.org/fhir/R4/questionnaireresponse.html and observation.html; R4B left both as they are. Codes are LOINC's,
given only where they were checked at loinc.org (`Instrument.panel_code` and the like); the rest is said as text.
A form whose text may not be passed on is told by the numbers of its items.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from nearward.domain.screening.instrument import Instrument, Item, Option
from nearward.domain.screening.scoring import result

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
SURVEY = {"coding": [{"system": CATEGORY, "code": "survey", "display": "Survey"}]}
Resource = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """One form, the place of the chosen option of each item, and when."""

    form: Instrument
    chosen: tuple[int, ...]
    at: datetime


def bundle(answered: Sequence[Answered], *, key: UUID, at: datetime) -> Resource:
    """Return a collection of everything answered. `key`, drawn anew for each file, stands for the person.

    Raises `Refused` for answers that are not on the form.
    """
    subject = {"reference": f"Patient/{key}"}
    entries = [
        {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
        for number, one in enumerate(answered)
        for resource in _resources(one, subject, key, number)
    ]
    made: Resource = {"resourceType": "Bundle", "type": "collection", "timestamp": _moment(at)}
    return made | ({"entry": entries} if entries else {})  # FHIR knows no empty list


def _resources(one: Answered, subject: Resource, key: UUID, number: int) -> tuple[Resource, Resource]:
    response, total = (str(uuid5(key, f"{number} {kind}")) for kind in ("response", "total"))
    return _response(one, subject, response), _total(one, subject, total, response)


def _response(one: Answered, subject: Resource, name: str) -> Resource:
    """Return the answers, in one group that names the form. The `author` is the person: they filled it in."""
    numbered = enumerate(zip(one.form.items, one.chosen, strict=True), start=1)
    items = [_item(item, item.options[chosen], number) for number, (item, chosen) in numbered]
    group = {"linkId": one.form.panel_code or one.form.key, "text": one.form.name, "item": items}
    return {
        "resourceType": "QuestionnaireResponse", "id": name, "status": "completed", "subject": subject,
        "author": subject, "source": subject, "authored": _moment(one.at), "item": [group],
    }  # fmt: skip


def _item(item: Item, option: Option, number: int) -> Resource:
    """Return one answer. Its `linkId` is the item's LOINC code, or its number on the form."""
    said: Resource = {"extension": [{"url": ORDINAL, "valueDecimal": option.score}]}
    if option.code:
        said |= {"system": LOINC, "code": option.code}
    if option.text:
        said |= {"display": option.text}
    answer = {"valueCoding": said} if option.text else {"valueInteger": option.score}
    return {"linkId": item.code or str(number), "text": item.text or f"item {number}", "answer": [answer]}


def _total(one: Answered, subject: Resource, name: str, response: str) -> Resource:
    """Return what the answers add up to, and the form it comes from."""
    code: Resource = {"text": f"{one.form.name} total score"}
    if one.form.total_code:
        code |= {"coding": [{"system": LOINC, "code": one.form.total_code}]}
    score = result(one.form, one.chosen).score
    return {
        "resourceType": "Observation", "id": name, "status": "final", "category": [SURVEY], "code": code,
        "subject": subject, "effectiveDateTime": _moment(one.at), "issued": _moment(one.at),
        "performer": [subject], "derivedFrom": [{"reference": f"urn:uuid:{response}"}],
        "valueQuantity": {"value": score, "unit": "{score}", "system": UCUM, "code": "{score}"},
    }  # fmt: skip


def _moment(at: datetime) -> str:
    """Return a FHIR instant."""
    return at.isoformat(timespec="seconds")
