"""Nobody is alarmed without a wording of a loss or a scam, and everybody who has one is told first."""

from __future__ import annotations

from typing import Any

import pytest

from bot.grammar.circumstances import circumstances
from bot.grammar.denials import beside_denials, silenced
from bot.i18n.languages import LANGUAGES
from bot.nlu.safety_net import urgent_topics
from knowledge.follow_ups import follow_up
from tests.conftest import DATA
from tests.speaking import SPEAKER

NIGHT, DAY = "2026-11-26T02:00", "2026-11-25T10:00"
ALARMS = frozenset({"lost_card", "scam"})


def lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def rows(name: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")) for line in lines(name)[1:]]


@pytest.fixture(scope="module")
def alarm_leads() -> set[str]:
    names = [name for name, answer in SPEAKER.answers.items() if answer.urgent]
    return {SPEAKER.say(SPEAKER.answers[name].lead, language) for name in names for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_short_messages_raise_no_alarm(ask: Any, alarm_leads: set[str], language: str) -> None:
    """Neither as the first sentence nor as a note, by day and by night."""
    texts = lines(f"calm/{language}.txt")
    assert len(texts) >= 120
    alarmed = []
    for number, text in enumerate(texts):
        for reply in ask(text, language=language, now=(DAY, NIGHT)[number % 2])["replies"]:
            answer = reply["custom"]["answer"]
            if {answer["lead"], *answer["notes"]} & alarm_leads:
                alarmed.append(text)
    assert not alarmed


@pytest.mark.parametrize(("language", "text", "topics"), rows("denials.tsv"))
def test_what_did_not_happen_is_answered_as_what_is_asked(ask: Any, language: str, text: str, topics: str) -> None:
    (*_, reply) = ask(text, language=language)["replies"]
    assert reply["custom"]["topic"] in topics.split(",")


@pytest.mark.parametrize(("language", "text", "is_scam"), rows("points.tsv"))
def test_a_message_that_promises_points_is_a_scam_first(
    ask: Any, alarm_leads: set[str], language: str, text: str, is_scam: str
) -> None:
    (*_, reply) = ask(text, language=language)["replies"]
    assert (reply["custom"]["answer"]["lead"] in alarm_leads) == (is_scam == "yes")


@pytest.mark.parametrize(("language", "text", "is_alarm"), rows("withheld.tsv"))
def test_a_card_that_somebody_withholds_is_to_be_stopped(ask: Any, language: str, text: str, is_alarm: str) -> None:
    (*_, reply) = ask(text, language=language)["replies"]
    assert (reply["custom"]["topic"] == "lost_card") == (is_alarm == "yes")


@pytest.mark.parametrize(("language", "text"), rows("not_denials.tsv"))
def test_a_loss_beside_a_denial_is_a_loss(ask: Any, language: str, text: str) -> None:
    (reply,) = ask(text, language=language)["replies"]
    assert reply["custom"]["topic"] == "lost_card"
    assert "0120-95-0178" in reply["custom"]["answer"]["lead"]


@pytest.mark.parametrize(
    "text", ["期限を知りたい", "I lost it", "卡丢了", "잃어버렸어요", "なくしたんじゃないかと思います", "是不是丢了"]
)
def test_nothing_is_denied(text: str) -> None:
    assert beside_denials(text) is None
    assert silenced(text) == text


@pytest.mark.parametrize(
    ("text", "rest"), [("カードはなくしていません", ""), ("My card is not lost.", ""), ("卡没丢", "")]
)
def test_a_denial_alone_leaves_nothing(text: str, rest: str) -> None:
    assert beside_denials(text) == rest
    assert urgent_topics(text) == []


@pytest.mark.parametrize(("language", "kind", "text"), rows("circumstances.tsv"))
def test_circumstances(language: str, kind: str, text: str) -> None:
    assert circumstances(text) == ([] if kind == "none" else [kind])


# fmt: off
@pytest.mark.parametrize(("language", "text"), [
    ("ja", "耳が聞こえません。電話できません"), ("ja", "電話が使えません。どう連絡すればいい?"), ("en", "deaf, cannot call"), ("en", "I don't have a phone, who can I contact?"),
    ("zh", "听不见,不能打电话"), ("zh", "我是聋哑人，怎么联系"), ("ko", "귀가 안 들려요"), ("ko", "전화를 못 하는데 어떻게 연락해요"),
])
# fmt: on
def test_who_cannot_telephone_is_told_the_ways_without_a_voice_first(ask: Any, language: str, text: str) -> None:
    (reply,) = ask(text, language=language, now=DAY)["replies"]
    assert reply["custom"]["topic"] == "no_voice"
    assert "0120-601-785" in reply["custom"]["answer"]["lead"] and not reply["custom"]["answer"]["links"]


# fmt: off
@pytest.mark.parametrize(("language", "text", "topic", "first"), [
    ("ja", "耳が聞こえません。マイナンバーカードをなくしました", "lost_card", "0120-601-785"), ("en", "deaf, lost my card", "lost_card", "0120-601-785"),
    ("zh", "我是聋人，个人编号卡丢了", "lost_card", "0120-601-785"), ("ko", "청각장애인인데 마이넘버카드를 잃어버렸어요", "lost_card", "0120-601-785"),
    ("ja", "声が出せません。番号を教えろと怪しい人が来ました", "scam", "交番"), ("en", "I am deaf and a suspicious man wants my number", "scam", "交番"),
])
# fmt: on
def test_an_alarm_without_a_voice(ask: Any, language: str, text: str, topic: str, first: str) -> None:
    (reply,) = ask(text, language=language, now=DAY)["replies"]
    assert reply["custom"]["topic"] == topic
    assert first in reply["custom"]["answer"]["lead"] and "0120-95-0178" in reply["text"]


# fmt: off
@pytest.mark.parametrize(("language", "text"), [
    ("ja", "スマホをなくした、電子証明書入り"), ("ja", "iPhoneを盗まれました。中にマイナンバーカードが入っています"), ("ja", "携帯を落とした"),
    ("en", "lost my phone with my number card"), ("en", "My iPhone was stolen and the certificates are on it"), ("en", "I can't find my phone"),
    ("zh", "我手机丢了，手机里有电子证明书"), ("zh", "手机被偷了，里面有个人编号卡"), ("zh", "手机不见了"),
    ("ko", "스마트폰을 잃어버렸어요 전자증명서가 들어 있어요"), ("ko", "아이폰을 도난당했는데 마이넘버카드가 들어 있어요"), ("ko", "휴대폰 분실"),
])
# fmt: on
@pytest.mark.parametrize("now", [NIGHT, DAY])
def test_a_lost_phone_leads_to_stopping_it(ask: Any, language: str, text: str, now: str) -> None:
    (reply,) = ask(text, language=language, now=now)["replies"]
    answer = reply["custom"]["answer"]
    assert reply["custom"]["topic"] == "lost_card"
    assert "0120-95-0178" in answer["lead"] and (language == "ja" or "0120-0178-27" in answer["lead"])
    assert all(link["open"] for link in answer["links"])


# fmt: off
@pytest.mark.parametrize(("language", "text"), [
    ("ja", "財布を落とした。マイナンバーカードが入ってる"), ("en", "My wallet with the My Number card was stolen"), ("zh", "我的个人编号卡被偷了"), ("ko", "마이넘버카드를 잃어버렸어요"),
])
# fmt: on
@pytest.mark.parametrize("now", [NIGHT, DAY, "2027-01-01T23:00"])
def test_a_lost_card_leads_to_a_line_that_is_open_and_understands(ask: Any, language: str, text: str, now: str) -> None:
    (reply,) = ask(text, language=language, now=now)["replies"]
    lead, links = reply["custom"]["answer"]["lead"], reply["custom"]["answer"]["links"]
    assert all(link["open"] for link in links)
    assert ("0120-0178-27" in lead) == (language != "ja")
    assert "0120-95-0178" in lead


# fmt: off
@pytest.mark.parametrize(("language", "text", "then"), [
    ("ja", "怪しい電話に番号を教えてしまった", "どうすればいいですか"), ("ja", "もう暗証番号教えちゃった、相手は役所の人だと言ってた", "どうしよう"), ("ja", "キャッシュカードを渡してしまった", "どうしたらいい?"),
    ("en", "my grandma told a stranger her number", "what should I do?"), ("en", "my neighbour sent a photo of the card to someone", "What now?"), ("en", "I gave my PIN to a caller", "so what do i do now"),
    ("zh", "我把密码告诉骗子了", "怎么办"), ("zh", "我妈把卡的照片发给陌生人了", "那现在该怎么办？"), ("ko", "엄마가 카드를 모르는 사람에게 줬어요", "어떻게 해야 해요?"), ("ko", "사기꾼한테 번호를 말해버렸어요", "어떡하죠"),
])
# fmt: on
@pytest.mark.parametrize("now", [NIGHT, DAY])
def test_who_already_told_is_not_told_to_hang_up(
    ask: Any, language: str, text: str, then: str, now: str
) -> None:
    sender = f"told: {text} {now}"
    told = {SPEAKER.say(SPEAKER.answers[name].title, language) for name in ("scam_told",)}
    for said in (text, then):
        (reply,) = ask(said, language=language, sender=sender, now=now)["replies"]
        assert reply["custom"]["topic"] == "scam" and reply["custom"]["answer"]["title"] in told


@pytest.mark.parametrize("text", ["どうすればいいですか", "what should I do", "怎么办", "어떻게 해야 해요?", "どうしよう！", "What now?"])
def test_what_now_leans_on_the_alarm(text: str) -> None:
    assert [follow_up(text, after) for after in ("lost_card", "scam", "greet")] == ["lost_card", "scam", None]
