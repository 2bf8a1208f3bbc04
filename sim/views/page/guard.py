"""The door: who may come in. A page on this machine is for this machine's browsers only."""

from dataclasses import dataclass
from hmac import compare_digest
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost")
COOKIE, QUERY = "partnersim_token", "token"


@dataclass(frozen=True)
class Door:
    """Where the page is served, and the token that a shared one asks for."""

    host: str
    port: int
    token: str = ""

    @property
    def address(self) -> str:
        """The address to give to those who may come in."""
        return self.link("")

    def link(self, query: str) -> str:
        """Return the address of a room, by its query, for those who may come in."""
        return f"http://{self.host}:{self.port}{self.path(query)}"

    def path(self, query: str = "") -> str:
        """Return the part of an address after the port, with the token if one is asked for."""
        token = f"{QUERY}={self.token}" if self.token else ""
        asked = "&".join(part for part in (token, query) if part)
        return f"/?{asked}" if asked else "/"

    def knows(self, host: str) -> bool:
        """Tell whether a name is one that this page is served under (against DNS rebinding)."""
        return host in {f"{name}:{self.port}" for name in (self.host, *LOOPBACK)}

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
        morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        held = morsel.value if morsel else ""
        return any(compare_digest(text.encode(), self.token.encode()) for text in (shown, held))


HERE = Door(LOOPBACK[0], 8350)
"""The usual door: for this machine's browsers only."""


class Guard:
    """Turns away every request and every socket that the door does not admit."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        refusal = self.door.admits(headers, scope["query_string"].decode("latin-1"))
        if not refusal:
            await self.app(scope, receive, self._with_cookie(scope, send))
        elif scope["type"] == "http":
            await PlainTextResponse(refusal, status_code=403)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _with_cookie(self, scope: Scope, send: Send) -> Send:
        """Return a sender that hands the token on to what the page loads next."""
        if not self.door.token or scope["type"] != "http" or scope["path"] != "/":
            return send
        cookie = f"{COOKIE}={self.door.token}; Path=/; HttpOnly; SameSite=Strict"

        async def passing(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        return passing
