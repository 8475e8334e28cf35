"""The blueprint all pages of the rota hang on."""

from pathlib import Path

from forum.kernel.web import room

rota = room("rota", str(Path(__file__).parent))
