"""`python -m dashboard.mcp`: serve assistants on this machine, by standard input or by HTTP."""

from typing import Annotated

import typer

from dashboard.mcp.tools import server


def main(
    port: Annotated[
        int | None,
        typer.Option(
            help="Serve HTTP at 127.0.0.1, path /mcp; by standard input without a port.",
            min=1,
            max=65535,
        ),
    ] = None,
) -> None:
    """Serve the published build to assistants by the Model Context Protocol; only reading."""
    if port is None:
        server().run("stdio")
    else:
        # No sessions: any answer can come from any process.
        server().run("streamable-http", port=port, stateless_http=True, json_response=True)


if __name__ == "__main__":
    typer.run(main)
