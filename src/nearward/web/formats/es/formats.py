"""How days are written in Spanish."""

DATE_FORMAT = r"j \d\e F \d\e Y"
MONTH_DAY_FORMAT = r"j \d\e F"
DATETIME_FORMAT = r"j \d\e F, H:i"
SHORT_DATETIME_FORMAT = "D j M, H:i"
