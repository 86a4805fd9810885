"""Made-up weeks, and a slow judge: every allowed plan, one after the other, in fractions."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from nearward.domain.week.problem import Item, Partner, Week

ANA, BEN = "Ana", "Ben"

whole = st.integers(0, 20).map(float)
decimals = st.integers(0, 4000).map(lambda hundredths: hundredths / 100)
tastes = st.tuples(st.integers(0, 40), st.sampled_from((0.8, 1.0, 1.25))).map(lambda load: load[0] * load[1] / 5)
any_number = st.one_of(st.just(0.0), st.floats(1e-6, 1000))
loads = st.sampled_from((whole, decimals, tastes, any_number))
shares = st.integers(50, 950).map(lambda thousandths: thousandths / 1000)


@st.composite
def weeks(draw, most_items=7, splits=True):
    """Return a week of up to `most_items` items, some bundled, some stuck, some split between the two."""
    load, ids = draw(loads), [f"i{at}" for at in range(draw(st.integers(0, most_items)))]
    items = [_item(draw, id_, load, splits) for id_ in ids]
    order = draw(st.permutations(ids))
    cut = sorted(draw(st.lists(st.integers(0, len(ids)), max_size=3)))
    bundles = [tuple(order[start:end]) for start, end in zip([0, *cut][:-1], cut, strict=True)]
    bundles = tuple(bundle for bundle in bundles if bundle)
    if not splits:
        items = _one_holder_each(items, bundles)
    share = draw(shares)
    partners = Partner(ANA, share), Partner(BEN, 1 - share)
    return Week(partners, tuple(items), bundles, draw(st.integers(0, 6)))


def _item(draw, id_, load, splits):
    of_each = {ANA: draw(load), BEN: draw(load)}
    split = {ANA: draw(load), BEN: draw(load)} if splits and draw(st.integers(0, 5)) == 0 else {}
    holder = "" if split else draw(st.sampled_from((ANA, BEN)))
    can = frozenset(
        draw(st.sets(st.sampled_from((ANA, BEN, BEN, ANA)), max_size=2)) if draw(st.booleans()) else of_each
    )
    return Item(id_, holder, can, of_each, split=split)


def _one_holder_each(items, bundles):
    holder = {item.id: item.holder for item in items}
    first = {id_: bundle[0] for bundle in bundles for id_ in bundle}
    return [Item(item.id, holder[first.get(item.id, item.id)], item.can, item.load) for item in items]


@dataclass(frozen=True)
class Judged:
    """What one plan comes to: smaller is better."""

    worst: Fraction
    total: Fraction
    changes: int

    @property
    def rank(self):
        return self.worst, self.total, self.changes


def number(value):
    """The number as a person or a formula meant it."""
    plain = Fraction(value).limit_denominator(10_000)
    return plain if abs(plain - Fraction(value)) <= Fraction(value) * Fraction(4, 10**15) else Fraction(repr(value))


def groups(week):
    of_bundle = {id_: bundle for bundle in week.bundles for id_ in bundle}
    by_id = {item.id: item for item in week.items}
    return [
        [by_id[id_] for id_ in group] for group in dict.fromkeys(of_bundle.get(i.id, (i.id,)) for i in week.items)
    ]


def judge(week, taken):
    """Judge the plan that gives each group of `taken` (by first id) whole to a name."""
    carried = {ANA: Fraction(0), BEN: Fraction(0)}
    for group in groups(week):
        taker = taken.get(group[0].id)
        for item in group:
            for name in carried:
                if taker is None:
                    carried[name] += number(item.load[name] if item.holder == name else item.split.get(name, 0.0))
                elif name == taker:
                    carried[name] += number(item.load[name])
    worst = max(carried[partner.name] / number(partner.share) for partner in week.partners)
    return Judged(worst, sum(carried.values()), len(taken)), carried


def may(week, group, name):
    return any(item.holder != name for item in group) and all(
        item.holder == name or name in item.can for item in group
    )


def every_plan(week):
    """Yield every allowed plan as {first id: taker}."""
    found = groups(week)
    choices = [[None, *(name for name in (ANA, BEN) if may(week, group, name))] for group in found]
    for takers in product(*choices):
        yield {group[0].id: taker for group, taker in zip(found, takers, strict=True) if taker}


def best_by_trying(week):
    """Return the rank of the best plan with at most k changes, for each k."""
    judged = [judge(week, plan)[0] for plan in every_plan(week)]
    return [min(one.rank for one in judged if one.changes <= k) for k in range(week.max_changes + 1)]


def taken(row):
    return {change.items[0].id: change.taker for change in row.changes}
