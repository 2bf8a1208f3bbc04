"""The guard: turns away whoever the door does not admit, before anything else is done."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sim.views.page.access import Door


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
        cookie = f"{self.door.cookie}={self.door.token}; Path=/; HttpOnly; SameSite=Strict"

        async def passing(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        return passing
