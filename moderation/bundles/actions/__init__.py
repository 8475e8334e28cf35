"""What the desk does with tickets that belong together."""

from moderation.bundles.actions.linking import link, unlink
from moderation.bundles.actions.merging import merge, unmerge
from moderation.bundles.actions.splitting import split

__all__ = ["link", "merge", "split", "unlink", "unmerge"]
