"""The settings of tests that try a property on random examples."""

from hypothesis import HealthCheck, settings

_ALL, _QUICK = 100, 10


def set_profiles() -> None:
    """The settings for a run: all examples of each property, or with `--hypothesis-profile=quick` a tenth of them.

    There is no deadline for one example: another program that keeps the computer busy is no fault.
    """
    settings.register_profile("all", max_examples=_ALL, deadline=None)
    settings.register_profile("quick", max_examples=_QUICK, deadline=None)
    settings.load_profile("all")


def tried_on(examples: int) -> settings:
    """Tries a property on so many examples, in a quick run on a tenth.

    Answer sheets may take long to draw, and a fixture may be shared by all examples.
    """
    return settings(
        max_examples=max(1, examples * settings().max_examples // _ALL),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    )
