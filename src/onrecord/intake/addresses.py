"""Addresses: which of the network may be connected to. Only http and https, only public addresses, judged on what a name resolves to.

A page or a feed says where to go next, and whoever wrote it may mean this machine, its neighbours or a cloud's metadata service. So a name is
resolved once, every address it resolves to is judged, and the connection goes to an address that was judged, never to the name: a name that
resolves to another address a moment later (rebinding) gains nothing. This holds again at every redirect.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urljoin, urlsplit, urlunsplit

LONGEST_URL = 2_000
"""Characters of an address: longer ones are not met outside of attacks and trackers."""
CLOSED = frozenset({IPv4Address("168.63.129.16"), IPv4Address("100.100.100.200"), IPv4Address("192.0.0.192")})
"""Services of clouds inside their machines, at addresses that are public or shared by their block."""
_NAT64 = ip_network("64:ff9b::/96")
_SIXTO4, _TEREDO = ip_network("2002::/16"), ip_network("2001::/32")
_NUMERIC = re.compile(r"(?:0[xX][0-9A-Fa-f]*|\d+)", re.ASCII)
Resolve = Callable[[str, int], Sequence[str]]
Permit = Callable[[str], str | None]


class Forbidden(Exception):
    """An address that is not connected to; ``detail`` says why. Never leaves the intake: it becomes a Skip."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class Target:
    """A place to ask: where, and the whole address as it is told."""

    secure: bool
    host: str
    port: int
    path: str
    url: str

    @property
    def site(self) -> str:
        """Scheme, host and port: whose robots.txt counts, and who is not asked too often."""
        default = 443 if self.secure else 80
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{host}" + (f":{self.port}" if self.port != default else "")


def target_of(url: str, base: str = "") -> Target:
    """The place that a URL (from ``base``, where it is relative) names. Raises `Forbidden` for any scheme but http and https, for a name or password
    in it, and for what is no address."""
    whole = urljoin(base, url.strip()) if base else url.strip()
    if len(whole) > LONGEST_URL:
        raise Forbidden(f"an address of more than {LONGEST_URL:,} characters")
    try:
        parts = urlsplit(whole)
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise Forbidden(f"no address: {error}") from None
    if parts.scheme not in ("http", "https"):
        raise Forbidden(f"{parts.scheme or 'no scheme'}: only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise Forbidden("a name or password in the address")
    if not host or port == 0 or any(ord(c) <= 32 or c in '<>"\\^`{|}' for c in host):
        raise Forbidden("no host in the address")
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    path = "".join(c if 32 < ord(c) < 127 else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in path)
    secure = parts.scheme == "https"
    made = Target(secure, _canonical(host.lower().rstrip(".")), port or (443 if secure else 80), path, "")
    return Target(made.secure, made.host, made.port, made.path, made.site + path)


def _canonical(host: str) -> str:
    """The host. One that is a number must be written as addresses are: 2130706433, 0x7f.1 and 0177.0.0.1 are other forms of one, made to deceive."""
    last = host.rsplit(".", 1)[-1]
    if ":" in host or _NUMERIC.fullmatch(last):
        try:
            return str(ip_address(host.partition("%")[0]))
        except ValueError:
            raise Forbidden("a host that is a number in no form that addresses have") from None
    return host


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host, as this machine's resolver gives them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def forbidden(address: str) -> str | None:
    """Why an address may not be connected to; None where it may: it is of the public network."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "no address"
    held = _inside(found)
    if held is not None:
        return forbidden(str(held))
    if found in CLOSED:
        return f"{found} is inside a cloud's machine"
    if found.is_multicast or found.is_reserved or found.is_unspecified or not found.is_global:
        return f"{found} is not of the public network"
    return None


def _inside(found: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to."""
    if isinstance(found, IPv4Address):
        return None
    if found.ipv4_mapped is not None:
        return found.ipv4_mapped
    if found in _NAT64 or (int(found) >> 32 == 0 and int(found) > 1):
        return IPv4Address(int(found) & 0xFFFFFFFF)
    if found in _SIXTO4:
        return found.sixtofour
    return found.teredo[1] if found in _TEREDO and found.teredo is not None else None


def checked_address(target: Target, resolve: Resolve, permit: Permit) -> str:
    """The address to connect to. Raises `Forbidden` where the host resolves to nothing, or to any address that ``permit`` finds fault with: a name
    with one public and one private address is made to get round this."""
    try:
        found = list(resolve(target.host, target.port))
    except (OSError, UnicodeError) as error:
        raise Forbidden(f"the host {target.host} is not known ({error})") from None
    if not found:
        raise Forbidden(f"the host {target.host} has no address")
    for address in found:
        fault = permit(address)
        if fault is not None:
            raise Forbidden(f"{target.host}: {fault}")
    return found[0]
