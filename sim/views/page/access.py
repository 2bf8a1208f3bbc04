"""The door: where the page is, and who may come in: this machine's browsers, or a token."""

from dataclasses import dataclass
from hmac import compare_digest
from urllib.parse import parse_qs, urlsplit

from starlette.requests import cookie_parser

LOOPBACK = ("127.0.0.1", "localhost")
QUERY = "token"
PLAIN_HTTP = 80
"""The port that browsers leave out of an address."""


@dataclass(frozen=True)
class Door:
    """Where the page is served, and the token that a shared one asks for."""

    host: str
    port: int
    token: str = ""
    names: tuple[str, ...] = ()
    """Addresses of this machine that it is served under besides ``host``."""

    @property
    def cookie(self) -> str:
        """The cookie that holds the token: browsers share cookies between all ports of a host."""
        return f"partnersim_token_{self.port}"

    @property
    def address(self) -> str:
        """The address to give to those who may come in."""
        return self.link("")

    def link(self, query: str) -> str:
        """Return the address of a room, by its query, for those who may come in."""
        return f"http://{(*self.names, self.host)[0]}:{self.port}{self.path(query)}"

    def path(self, query: str = "") -> str:
        """Return the part of an address after the port, with the token if one is asked for."""
        token = f"{QUERY}={self.token}" if self.token else ""
        asked = "&".join(part for part in (token, query) if part)
        return f"/?{asked}" if asked else "/"

    def knows(self, host: str) -> bool:
        """Tell whether a name is one that this page is served under (against DNS rebinding)."""
        name, _, port = host.lower().partition(":")
        ports = {str(self.port)} | ({""} if self.port == PLAIN_HTTP else set())
        return port in ports and name in {known.lower() for known in self._known}

    @property
    def _known(self) -> tuple[str, ...]:
        return (self.host, *self.names, *LOOPBACK)

    def admits(self, headers: dict[str, str], query: str) -> str:
        """Return why somebody may not come in; nothing if they may."""
        if not self.knows(headers.get("host", "")):
            return "this page is not served under that name"
        origin = headers.get("origin")
        if origin is not None and not self.knows(urlsplit(origin).netloc):
            return "that page may not speak to this one"
        if self.token and not self._has_token(headers, query):
            return "this page needs the link with its token"
        return ""

    def _has_token(self, headers: dict[str, str], query: str) -> bool:
        shown = parse_qs(query).get(QUERY, [""])[0]
        held = cookie_parser(headers.get("cookie", "")).get(self.cookie, "")
        return any(compare_digest(text.encode(), self.token.encode()) for text in (shown, held))


HERE = Door(LOOPBACK[0], 8350)
"""The usual door: for this machine's browsers only."""
