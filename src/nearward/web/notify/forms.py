"""What a browser says of itself when it asks for signals."""

import base64
import binascii
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

UNUSABLE = _("This browser gave an address that cannot be used. It works in the browser you usually have.")
CHOOSE = _("Choose whether it may ring while your sleep is protected.")
POINT_BYTES, SECRET_BYTES = 65, 16
LOOPBACK = "127.0.0.1"


def allowed(endpoint: str) -> bool:
    """Whether a signal may be sent there: https, no odd port, and a host this server knows for that.

    A row could otherwise make this server knock on any door of the host's own network.
    """
    try:
        url = urlsplit(endpoint)
        host, port = url.hostname or "", url.port
    except ValueError:
        return False
    if url.username or url.password:
        return False
    if host == LOOPBACK:
        return LOOPBACK in settings.PUSH_HOSTS
    known = any(host == one or host.endswith("." + one) for one in settings.PUSH_HOSTS)
    return url.scheme == "https" and port in {None, 443} and known


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""


class PhoneForm(forms.Form):
    """A browser's address for signals and its two keys."""

    endpoint = forms.CharField(max_length=1000, error_messages=dict.fromkeys(("required", "max_length"), UNUSABLE))
    p256dh = forms.CharField(max_length=120, error_messages=dict.fromkeys(("required", "max_length"), UNUSABLE))
    auth = forms.CharField(max_length=40, error_messages=dict.fromkeys(("required", "max_length"), UNUSABLE))

    def clean_endpoint(self) -> str:
        """Take only an address signals may go to."""
        endpoint: str = self.cleaned_data["endpoint"]
        if not allowed(endpoint):
            raise forms.ValidationError(UNUSABLE)
        return endpoint

    def clean_p256dh(self) -> str:
        """Take only a point of the right length."""
        return self._of_length("p256dh", POINT_BYTES)

    def clean_auth(self) -> str:
        """Take only a secret of the right length."""
        return self._of_length("auth", SECRET_BYTES)

    def _of_length(self, name: str, length: int) -> str:
        text: str = self.cleaned_data[name]
        if len(_bytes(text)) != length:
            raise forms.ValidationError(UNUSABLE)
        return text


class SleepRuleForm(forms.Form):
    """What may ring through one's protected sleep. Nothing is chosen beforehand."""

    relief = forms.ChoiceField(
        choices=[("yes", ""), ("no", "")],
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE),
    )
    asks = forms.ChoiceField(choices=[("yes", ""), ("no", "")], required=False)
