"""What is no HTTP: uvicorn answers it itself, before the application could."""

from uvicorn.protocols.http.h11_impl import H11Protocol

from dashboard.ui.frame.security_headers import security_headers
from etl.language.i18n import N_, OWN, _, using

_WORDS = N_("Yêu cầu này không theo giao thức HTTP.")


def answer_in_words() -> None:
    """Have uvicorn refuse it as we refuse everything: in words, and with the security headers.

    Streamlit, which starts uvicorn, leaves no choice of another protocol class.
    """
    H11Protocol.send_400_response = _refuse  # type: ignore[method-assign,assignment]


def _refuse(protocol: H11Protocol, _said: str) -> None:
    with using(OWN):
        words = _(_WORDS).encode()
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(words)),
        "Connection": "close",
        **security_headers(in_any_frame=False),
    }
    lines = ["HTTP/1.1 400 Bad Request", *(f"{name}: {text}" for name, text in headers.items())]
    protocol.transport.write("\r\n".join([*lines, "", ""]).encode("ascii") + words)
    protocol.transport.close()
