"""What the shell offers for an option: names from the database; nothing, and no word, where it cannot be read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import typer

from rmentor.programme.words import Role
from rmentor.store.hints import names


def people_ids(ctx: typer.Context, incomplete: str) -> Sequence[str]:
    """Return the ids that begin so of people who take part in any programme."""
    return names(_database(ctx), "people", incomplete)


def roles(incomplete: str) -> Sequence[str]:
    """Return the roles that begin so."""
    return [role for role in Role if role.startswith(incomplete)]


def departments(ctx: typer.Context, incomplete: str) -> Sequence[str]:
    """Return the departments that begin so."""
    return names(_database(ctx), "departments", incomplete)


def sites(ctx: typer.Context, incomplete: str) -> Sequence[str]:
    """Return the sites that begin so."""
    return names(_database(ctx), "sites", incomplete)


def programmes(ctx: typer.Context, incomplete: str) -> Sequence[str]:
    """Return the programmes that begin so."""
    return names(_database(ctx), "programmes", incomplete)


def topics(ctx: typer.Context, incomplete: str) -> Sequence[str]:
    """Return the list with its last topic completed: `ai;so` gives `ai;social-media`."""
    before, mark, last = incomplete.rpartition(";")
    taken = before.split(";")
    known = dict.fromkeys(name for text in _definitions(ctx) for name in _topics_of(text))
    return [f"{before}{mark}{name}" for name in known if name.startswith(last) and name not in taken]


def _definitions(ctx: typer.Context) -> Sequence[str]:
    return names(_database(ctx), "definitions", ctx.params.get("programme") or "")


def _topics_of(text: str) -> Sequence[str]:
    from rmentor.programme.reader import read_programme

    programme = read_programme(text.encode(), "").programme
    return [topic.id for topic in programme.topics] if programme else []


def _database(ctx: typer.Context) -> Path:
    return Path(ctx.params.get("db") or os.environ.get("RMENTOR_DB") or "rmentor.db")
