"""The look: base page, parts, icons, the lean as a picture."""
