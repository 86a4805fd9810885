"""Us: words both agree on, one small thing a week, and a time one keeps like sleep."""
