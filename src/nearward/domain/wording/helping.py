"""What is said when danger is heard: help first and alone."""

from nearward.domain.words import N_

HELP = (
    N_("Are you safe right now?"),
    N_("These words may be about more than words. You need not be sure, and you need no right words for it."),
    N_("If someone may be hurt now, call the emergency number. If not, a line below, or someone you trust."),
)
KEPT_NOTHING = N_("Nobody is watching in real time. Nothing of what you wrote was kept, and nobody was told.")
