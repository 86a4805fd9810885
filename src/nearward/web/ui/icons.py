"""The icons, drawn for Nearward on a 24 × 24 grid with one round stroke."""

ICONS = {
    "today": '<path d="M3 20 13 5M21 20 12 4"/>',
    "nights": '<path d="M20 14A8 8 0 1 1 10 4a6.5 6.5 0 0 0 10 10z"/>',
    "holding": '<path d="M4 7h9M4 12h16M4 17h12"/>',
    "us": '<circle cx="9" cy="12" r="6"/><circle cx="15" cy="12" r="6"/>',
    "mine": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "family": '<path d="M3 11 12 4l9 7"/><circle cx="12" cy="15" r="3"/>',
    "back": '<path d="M14.5 5.5 8 12l6.5 6.5"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 17v0"/>',
}
