"""What is left after "no": other topics the message before could have meant, or the message itself."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT, METADATA
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.constants import CHANCES, CORRECTED
from bot.nlu.correction_classifier import CorrectionClassifier
from bot.nlu.ensemble import set_chances


@pytest.mark.parametrize("says_more", [False, True])
@pytest.mark.parametrize(("before", "expected"), [
    ({"expiry_own": 0.9, "moving_out": 0.1}, "moving_out"),
    ({"expiry_own": 1.0},                    "goodbye"),  # nothing else was possible
    ({},                                     "goodbye"),
])  # fmt: skip
def test_the_corrected_topic_is_out(before: dict[str, float], expected: str, says_more: bool) -> None:
    about = {"topic": "expiry_own", "text": "until 1 May", "chances": before, "says_more": says_more}
    message = Message({METADATA: {CORRECTED: about}})
    set_chances(message, {"goodbye": 0.3})
    CorrectionClassifier().process([message])
    if says_more and expected != "goodbye":
        assert set(message.get(CHANCES)) >= {expected}
    else:
        assert message.get(INTENT)["name"] == expected
