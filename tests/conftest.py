"""What several topics of the tests share."""

import pytest

from scoring.instrument import Instrument, load_instrument


@pytest.fixture(scope="session")
def instrument() -> Instrument:
    """The questionnaire and the rubric that ship with the program."""
    return load_instrument()
