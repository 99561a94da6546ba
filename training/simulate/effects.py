"""Effects of the simulator that can be switched off one at a time, to measure the benefit of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from backend.common.errors import InputError


@dataclass(frozen=True)
class Effects:
    """Switches of the simulated effects; True is on.

    Where possible, a switch does not change the order of a scene's random draws, so that scenes with and without an
    effect have as much in common as possible.

    Attributes:
        brightness: brightness of crowns and swards varies between scenes and between plants. Off: all modelled plants
            have the light at the middle of the range.
        one_cover: scenes entirely of forest or of grass, and landscapes that emphasise a few of their zones. Off: zones
            have the shares of their landscape; a zone wider than the scene still fills it.
        shrubs: zones of shrubs, heath and orchards.
        seasons: leafless trees, droughts and lush growth, frozen lakes. Off: a mild summer in all scenes.
        crop_stages: cover of the ground varies between the herbs of a scene, and some crops are at their peak.
        small_waters: ponds a few pixels wide, and canals.
        bright_water: turbid, shallow and glinting waters, and shade on water. Off: clear, deep, lit water.
        dry_land: zones of dry grass, straw and dead scrub over soil. Dry parcels and patches elsewhere stay.
        thin_crowns: savannas and pine barrens, where crowns are resolved.
        shining_leaves: light reflected at the surface of leaves, so that modelled crowns are as bright in red as
            measured ones.
        glaciers: bare ice, and snow in the shade of mountains. Off: snow in the sun.
        smooth_woods: woods drawn as stands where a sub-pixel contains many trees. Off: a sample of single crowns.
    """

    brightness: bool = True
    one_cover: bool = True
    shrubs: bool = True
    seasons: bool = True
    crop_stages: bool = True
    small_waters: bool = True
    bright_water: bool = True
    dry_land: bool = True
    thin_crowns: bool = True
    shining_leaves: bool = True
    glaciers: bool = True
    smooth_woods: bool = True


ALL_EFFECTS = Effects()
NAMES = tuple(field.name for field in fields(Effects))


def without(names: Iterable[str]) -> Effects:
    """Return all effects except the named ones.

    Raises:
        InputError: a name is not known.
    """
    off = list(names)
    unknown = sorted(set(off) - set(NAMES))
    if unknown:
        raise InputError(f"Effect '{unknown[0]}' is not known; choose from {', '.join(NAMES)}.")
    return Effects(**dict.fromkeys(off, False))
