"""Persons, families, children and invites. Every row of every room hangs on a family."""

import uuid
from datetime import date, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from nearward.domain.daytime import city_of, day_of


class PersonManager(BaseUserManager["Person"]):
    """Finds a person by sign-in name; people are made by `services.create_person`."""


class Person(AbstractBaseUser):
    """One adult who can sign in. There is no staff, no superuser and no default account.

    `by_myself`: exercises for this person alone, their own silent switch; only their own circle reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sign_in_name = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    language = models.CharField(max_length=10, default="en")
    zone = models.CharField(max_length=64, default="UTC")
    country = models.CharField(max_length=2, blank=True)
    is_active = models.BooleanField(default=True)
    by_myself = models.BooleanField(default=False)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "sign_in_name"

    def __str__(self) -> str:
        return self.name


class PersonKey(models.Model):
    """A person's own key, wrapped by the server key. Deleting it makes their sealed texts unreadable."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="vault_key")
    wrapped = models.BinaryField()


class Pin(models.Model):
    """What opens a person's Mine on a device already signed in: the PIN's slow hash, sealed with their key."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="pin")
    sealed = models.BinaryField()


class KnownBrowser(models.Model):
    """A browser in which a person was signed in before. Of its cookie only a hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="known_browsers")
    token_hash = models.BinaryField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "token_hash"], name="a_browser_is_known_once")]


class Tries(models.Model):
    """When something was tried lately, in epoch seconds: for a person, or for a bucket that strangers share."""

    key = models.CharField(max_length=120, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True)
    browser = models.ForeignKey(KnownBrowser, on_delete=models.CASCADE, null=True, db_constraint=False)
    moments = models.JSONField(default=list)


class Family(models.Model):
    """Two partners, their children, and whoever helps. `parted`: one of two partners has left it.

    `resting`: exercises for two are paused by the counselor both see, for both alike.
    `zone`: the clock nights and weeks go by; it is the family's, and no partner's own zone moves it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    parted = models.BooleanField(default=False)
    resting = models.BooleanField(default=False)
    zone = models.CharField(max_length=64, default="UTC")

    @property
    def city(self) -> str:
        """The city its clock is named after."""
        return city_of(self.zone)


def day_before(ends: datetime | None, family: Family | None) -> date | None:
    """Return the last whole day before `ends` in a family, since a day lasts until 04:00 of the next."""
    return day_of(ends - timedelta(minutes=1), ZoneInfo(family.zone)) if ends and family else None


class ZoneSuggestion(models.Model):
    """Another clock one partner suggests for the family; `zone` is empty once that was agreed to or let go.

    `number` goes up with each step, so that a yes is a yes to what was read.
    """

    family = models.OneToOneField(Family, on_delete=models.CASCADE, primary_key=True)
    by = models.ForeignKey("Caregiver", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    zone = models.CharField(max_length=64, blank=True)

    @property
    def city(self) -> str:
        """The city the suggested clock is named after."""
        return city_of(self.zone)


class Caregiver(models.Model):
    """An adult's place in one family. `paused`: what they say and do stays with them; nobody else is told."""

    class Role(models.TextChoices):
        PARTNER = "partner"
        HELPER = "helper"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="caregivers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="places")
    role = models.CharField(max_length=10, choices=Role.choices)
    seat = models.PositiveSmallIntegerField(default=0)
    joined_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    paused = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "person"], name="one_place_per_family"),
            models.UniqueConstraint(
                fields=["family", "seat"],
                condition=Q(role="partner", ended_at__isnull=True),
                name="two_partners_at_most",
            ),
            models.CheckConstraint(condition=Q(role="helper") | Q(seat__in=[0, 1]), name="a_partner_has_a_seat"),
        ]

    @property
    def name(self) -> str:
        """The person's name, as shown; someone who erased themselves has none."""
        return self.person.name or _("someone who left")

    @property
    def last_day(self) -> date | None:
        """A helper's last day, by the family's clock."""
        return day_before(self.until, self.family)

    @property
    def hue(self) -> str:
        """Which of the two colours is this partner's: `a` amber, `b` blue, `c` for a helper."""
        return "c" if self.role == self.Role.HELPER else "ab"[self.seat]


class Child(models.Model):
    """A baby: expected, born, home or in hospital, or lost. Nothing here changes by date alone.

    `home_since` is when a baby was last said to have come home from hospital.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="children")
    name = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(null=True, blank=True)
    born_on = models.DateField(null=True, blank=True)
    home = models.BooleanField(default=True)
    home_since = models.DateTimeField(null=True, blank=True)
    lost_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()


class Practice(models.Model):
    """Where counselors work. Its name and telephone are shown to those who let one of them in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    phone = models.CharField(max_length=40, blank=True)


class Counselor(models.Model):
    """Someone who works at a desk: never with a place in a family under the same name."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="desk")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="counselors")
    joined_at = models.DateTimeField()

    @property
    def name(self) -> str:
        """The person's name, as shown."""
        return self.person.name


class Invite(models.Model):
    """A single-use link, kept only as a hash. Without a family it lets one person start one, or sit at a desk.

    `printed`: a start of the server printed it for the first family; the next start ends it.
    """

    class For(models.TextChoices):
        FAMILY = "family"
        PARTNER = "partner"
        HELPER = "helper"
        COUNSELOR = "counselor"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE, null=True, related_name="invites")
    by = models.ForeignKey(Caregiver, on_delete=models.CASCADE, null=True)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, null=True)
    kind = models.CharField(max_length=10, choices=For.choices)
    token_hash = models.BinaryField(unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    helper_until = models.DateTimeField(null=True)
    printed = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True)

    @property
    def last_day(self) -> date | None:
        """The last day of the helper this lets in, by the family's clock."""
        return day_before(self.helper_until, self.family)
