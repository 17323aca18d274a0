"""The settings of tests that try a property on random examples."""

from hypothesis import HealthCheck, settings

_ALL, _QUICK = 100, 20


def register_quick_profile() -> None:
    """Makes `--hypothesis-profile=quick` known, with which each property is tried on a fifth of its examples."""
    settings.register_profile("quick", max_examples=_QUICK)


def tried_on(examples: int) -> settings:
    """Tries a property on so many examples, in a quick run on a fifth of them.

    There is no deadline for one example, and whole answer sheets may take long to draw.
    """
    return settings(
        max_examples=max(1, examples * settings().max_examples // _ALL),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
