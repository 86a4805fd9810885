"""Where no plan can bring the two sides together, the best is whatever relieves the one side most."""

from nearward.domain.week.best import Plan, Shares
from nearward.domain.week.whole import Move, Whole


def by_relief(sums: Whole, shares: Shares, most: int) -> list[Plan] | None:
    """Return the best plan with at most c changes for c = 0 … most, or None where some c needs a search.

    Take the plan with the least load of B, and then of A: the c moves that lower B most. If B is still the worse
    off in it, no plan has a smaller worst, since none has less on B; and none of those alike a smaller total.
    """
    lowering = [_lowering(sums, side) for side in (0, 1)]
    plans = []
    for c in range(most + 1):
        found = [
            plan for side in (0, 1) if _worse_off(plan := _taking(sums, lowering[side][:c]), shares) in (side, None)
        ]
        if not found:
            return None
        plans.append(min(found, key=shares.rank))
    return plans


def _lowering(sums: Whole, side: int) -> list[Move]:
    """Return each unit's best move for a side, if it has one: most relief first, then least on the other."""

    def key(move: Move) -> tuple[int, int]:
        return (move.a, move.b) if side == 0 else (move.b, move.a)

    best = [min(options, key=key) for options in sums.moves]
    return sorted((move for move in best if key(move) < (0, 0)), key=key)


def _taking(sums: Whole, moves: list[Move]) -> Plan:
    a, b = sums.now
    return Plan(len(moves), a + sum(move.a for move in moves), b + sum(move.b for move in moves), tuple(moves))


def _worse_off(plan: Plan, shares: Shares) -> int | None:
    """Return the side with more load for its share, or nothing when both are alike."""
    on_a, on_b = plan.a / shares.a, plan.b / shares.b
    return None if on_a == on_b else int(on_b > on_a)
