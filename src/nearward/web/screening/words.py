"""The forms by plain names."""

from nearward.domain.words import N_

TITLES = {
    "phq2": N_("Low mood, two questions"),
    "phq9": N_("Low mood, nine questions"),
    "gad2": N_("Worry, two questions"),
    "gad7": N_("Worry, seven questions"),
    "epds": N_("Mood around a birth, ten questions"),
}
