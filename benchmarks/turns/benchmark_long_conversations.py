"""What a turn costs late in a conversation against early: CPU seconds, medians of twenty turns.

python -m benchmarks.turns.benchmark_long_conversations
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from bot.runtime.quiet_libraries import quiet_libraries

TURNS, EARLY, LATE, MOST = 320, slice(5, 25), slice(300, 320), 1.5
FORM = ("カードの有効期限を計算してください", "1990年5月3日")
QUESTIONS = (
    "住民票の手数料は",
    "カードの更新について",
    "What are the opening hours?",
    "引っ越しました",
    "暗証番号を忘れた",
)


def main() -> int:
    """Measures conversations outside and inside of a form; 1 when a late turn costs too much."""
    quiet_libraries()
    from bot.dialogue.agent_factory import load_agent, open_store
    from bot.dialogue.local_conversation import Conversations
    from bot.settings import read_settings

    with tempfile.TemporaryDirectory() as folder:
        store_url = f"sqlite:///{Path(folder) / 'conversations.db'}"
        desk = Conversations(load_agent(read_settings(), open_store(store_url)))
        loop, ratios = asyncio.new_event_loop(), []
        for name, opening in (("questions", ()), ("in a form", FORM)):
            for text in opening:
                loop.run_until_complete(desk.ask(text, sender=name))
            seconds = []
            for turn in range(TURNS):
                before = time.process_time()
                loop.run_until_complete(desk.ask(QUESTIONS[turn % len(QUESTIONS)], sender=name))
                seconds.append(time.process_time() - before)
            early, late = statistics.median(seconds[EARLY]), statistics.median(seconds[LATE])
            ratios.append(late / early)
            print(f"{name}: early {early * 1000:.1f} ms, late {late * 1000:.1f} ms, ratio {late / early:.2f}")
        assert max(ratios) <= MOST, ratios
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
