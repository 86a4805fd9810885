"""How days are written in English."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
DATETIME_FORMAT = "j F, H:i"
SHORT_DATETIME_FORMAT = "D j M, H:i"
