"""The command that fills a place for measuring."""

import sys
import time

import click

from forum.kernel.house import catch_up


@click.command("generate")
@click.option("--posts", type=click.IntRange(1, 10_000_000), required=True, help="Exactly so many.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same gives the same.")
def generate_posts(posts: int, seed: int) -> None:
    """Fill a place with invented people and posts, to measure with. Never a real one.

    The people cannot sign in and are never mailed. Another seed adds more.
    """
    from tqdm import tqdm

    from forum.generating.filling import generate  # web processes need not keep its words

    began = time.monotonic()
    with tqdm(unit=" posts", total=posts, disable=not sys.stderr.isatty(), file=sys.stderr) as bar:
        generate(posts, seed=seed, progress=bar.update)
    catch_up()
    seconds = time.monotonic() - began
    click.echo(f"{posts:,} posts in {seconds:.1f} s, {posts / seconds:,.0f} a second.")


COMMANDS = [generate_posts]
