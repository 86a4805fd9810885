"""What people send: for each route that takes a form, bodies worth sending, and queries worth asking."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

KEY = UUID(int=2**64)
CHECK_IN = {
    "key": KEY,
    "stress": 4,
    "move": 6,
    "room": 2,
    "sleep": 3,
    "hands": 1,
    "sleep_hours": "3.5",
    "note": "mine",
}
ITEM = {
    "title": "The pharmacy",
    "kind": "tracking",
    "standard": "Always a week ahead.",
    "minutes": 30,
    "mental": 3,
    "fixed_time": "any",
    "taste": -1,
}
ABOUT = {"name": "Sam", "language": "en", "zone": "Europe/Madrid", "country": "ES"}
JOIN = {**ABOUT, "sign_in_name": "sam", "passphrase": "slow warm boat lamp"}

QUERIES: Mapping[str, tuple[str, ...]] = {
    "today": ("?part=now", "?after=words"),
    "open_mine": ("?next=/mine/stress/", "?next=//example.org/"),
    "ask": ("?with=support", "?part=preview&need=sleep&kind=take&when=tonight", "?words=mine"),
    "read_ask": ("?part=state",),
    "mine": ("?before=2026-03-09T12:00:00%2B00:00", "?before=now"),
    "help": ("?country=DE", "?country=XX"),
    "family": ("?first=1",),
    "give": ("?what=feed",),
    "holding": ("?part=now",),
    "held_item": ("?part=now",),
    "reviews": ("?before=2026-02-02", "?before=soon"),
    "repairs": ("?before=2026-03-09T12:00:00%2B00:00", "?before=now"),
}

BODIES: Mapping[str, tuple[dict[str, Any], ...]] = {
    "check_in": (CHECK_IN, {"key": KEY, "stress": 11}),
    "correct_checkin": (CHECK_IN,),
    "answer_night": ({"do": "agree"}, {"do": "put off"}, {"do": "turn"}, {"do": "take over", "from": "nights"}),
    "plan_nights": ({},),
    "hours": (
        {"bed": "21:30", "up": "07:00", "leaves": "2", "leaves_at": "08:15", "floor": "240", "breastfeeds": "on"},
        {"bed": "late", "up": "07:00", "leaves": "9", "leaves_at": "08:15", "floor": "1"},
    ),
    "feeding": ({"way": "bottles", "bottles": "2"}, {"way": "bottles", "bottles": ""}),
    "helper_hours": (
        {"evenings": "4", "start": "22:00", "end": "02:00"},
        {"evenings": "x", "start": "", "end": "2"},
    ),
    "slept": ({"key": KEY, "minutes": 150}, {"key": KEY, "minutes": "long"}),
    "event": ({"key": KEY, "tap": "8-3"}, {"key": KEY, "tap": "11-3"}),
    "open_mine": ({"pin": "2486", "next": "/mine/stress/"}, {"pin": "1397"}),
    "close_mine": ({}, {"aside": "/mine/pin/", "note": "half written"}),
    "pin": ({"pin": "7294"}, {"pin": "1111"}),
    "show_stress": ({},),
    "take_back_stress": ({},),
    "cycle": (
        {"do": "agree"},
        {"do": "stop"},
        {"do": "words", "words": "I need air"},
        {"do": "words", "words": "x" * 121},
    ),
    "review": ({"day": "2026-03-15"}, {"day": "2036-01-01"}, {"day": "soon"}),
    "change_review": (
        {"key": KEY, "number": 1, "worked": "the soup", "to_change": "earlier to bed"},
        {"key": KEY, "number": 9, "worked": "x" * 4001},
    ),
    "write_review": (
        {"key": KEY, "number": 0, "worked": "the soup", "not_worked": "Sunday", "to_repair": "Sunday, too"},
        {"key": KEY, "number": 0, "do": "finish"},
        {"key": KEY, "number": 0, "do": "agree", "worked": "half"},
        {"do": "back"},
        {"key": KEY, "number": 9, "worked": "x" * 4001},
    ),
    "situation": (
        {"key": KEY, "chosen": "lean"},
        {"key": KEY, "chosen": "cant_tell"},
        {"key": KEY, "chosen": "anxious"},
    ),
    "learned": (
        {"key": KEY, "number": 0, "chosen": "alone", "words": "I made my own supper"},
        {"key": KEY, "number": 9, "words": "x" * 4001},
    ),
    "share_sentence": ({"words": "I learned to get by alone."}, {"words": " "}),
    "take_back_sentence": ({},),
    "keep": ({"key": KEY, "number": 0, "friends": "Thursdays"}, {"key": KEY, "number": 9, "quiet": "x" * 4001}),
    "expect": (
        {"key": KEY, "number": 0, "nights": "we take turns"},
        {"key": KEY, "number": 0, "do": "finish"},
        {"key": KEY, "number": 9, "nights": "x" * 4001},
        {"do": "back"},
    ),
    "our_words": ({"seen": 0, "words": "You and me.", "do": "propose"}, {"seen": 1, "do": "agree"}, {"seen": "x"}),
    "before_birth": ({"seen": 0, "words": "You sleep first."}, {"seen": 9, "do": "agree"}),
    "together": ({"key": KEY, "thing": "tea", "weeks": "0"}, {"key": KEY, "words": " "}, {"thing": "x" * 30}),
    "keep_time": (
        {"key": KEY, "weekday": "4", "start": "18:00", "end": "19:30", "until": "2026-04-01", "holds": "on"},
        {"key": KEY, "weekday": "9", "start": "18:00", "end": "late", "until": "soon"},
    ),
    "answer_plan": ({"how": "yes"}, {"how": "no", "words": ""}, {"how": "perhaps"}),
    "end_plan": ({},),
    "start_repair": (
        {"key": KEY, "about": "Sunday"},
        {"do": "look", "about": "Sunday, and the dishes"},
        {"key": KEY, "about": " "},
    ),
    "repair": (
        {"seen": 0, "do": "propose", "words": "We sit down first."},
        {"seen": 0, "do": "agree"},
    ),
    "leave_repair": ({"do": "leave"}, {"do": "back"}),
    "repair_step": (
        {"key": KEY, "number": 0, "words": "I was crying", "feelings": "hurt"},
        {"key": KEY, "number": 0, "words": "I was crying", "do": "share"},
        {"key": KEY, "number": 0, "words": "x" * 2001},
        {"do": "back"},
    ),
    "space": (
        {"key": KEY, "minutes": 25},
        {"key": KEY, "time": "20:40", "words": "back soon"},
        {"key": KEY, "time": "late"},
    ),
    "hold_more": (
        {"key": KEY, "text": "buy a present", "kind": "anticipating", "mine": "0", "do": "keep"},
        {"key": KEY, "text": "x" * 121, "do": "look"},
        {"key": KEY, "text": "zxcv", "kind": "", "do": "keep"},
    ),
    "start_holding": ({"key": KEY, "starter": "Bath"}, {"starter": "Bath"}),
    "not_this_week": ({},),
    "take_item": ({"stage": "whole"}, {"stage": "all"}),
    "let_go": ({"stage": "whole"}, {"stage": "do"}),
    "offer_item": ({"key": KEY, "to": "00000000-0000-0000-0000-000000000000", "do": "give"}, {"to": "you"}),
    "answer_offer": ({"how": "yes"}, {"how": "back"}),
    "say_plan": ({"plan": "yes"},),
    "agree_standard": ({"read": "Always a week ahead."},),
    "change_item": (ITEM, {**ITEM, "minutes": "many"}),
    "end_item": ({"do": "away"}, {"do": "back"}),
    "later": ({"time": "21:30"}, {"time": "soon"}),
    "ask": (
        {"key": KEY, "need": "sleep", "kind": "take", "when": "tonight", "words": ""},
        {"key": KEY, "need": "sleep", "kind": "take", "when": "never", "words": "mine"},
        {"need": "sleep", "kind": "take", "when": "week", "do": "preview"},
    ),
    "answer": (
        {"key": KEY, "how": "here", "seen": 0},
        {"key": KEY, "how": "at", "time": "18:30", "seen": 0},
        {"key": KEY, "how": "but", "words": "after this call", "seen": 0},
        {"key": KEY, "how": "but", "words": " ", "seen": 0},
    ),
    "end_ask": ({"how": "closed"},),
    "give": ({"key": KEY, "what": "bedtime", "until": "23:00"}, {"key": KEY, "what": "", "until": "late"}),
    "say_here": ({"key": KEY},),
    "invite": ({"until": "2026-04-01"}, {"until": "soon"}),
    "add_child": ({"name": "Noor", "born_on": "2026-02-01", "home": "on"}, {"name": "Noor"}),
    "child": ({"name": "Noor", "due_on": "2026-02-01"}, {"name": "x" * 61, "due_on": "soon"}),
    "lost": ({"do": "undo"},),
    "join": (JOIN, {**JOIN, "sign_in_name": "alice"}, {**JOIN, "passphrase": "short"}),
    "you": (ABOUT, {**ABOUT, "name": ""}),
    "devices": ({"which": "others"},),
    "recover": ({"sign_in_name": "alice", "code": "123456", "passphrase": "slow warm boat lamp"},),
    "account_login": (
        {"login": "alice", "password": "not it at all"},
        {"login": "nobody", "password": "not it at all"},
    ),
    "bring_in_log": ({"child": "00000000-0000-0000-0000-000000000000"},),
    "preview_log": ({"do": "look", "zone": "Nowhere/Else"},),
    "undo_import": ({},),
    "loss": ({},),
    "switch_family": ({},),
    "erase": ({},),
    "theme": ({"theme": "night", "next": "/you/"},),
}
