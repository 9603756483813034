"""Who asks for easy Japanese, and whom it is offered: by examples, and how rarely by everybody's questions."""

from __future__ import annotations

import re

import pytest
import yaml

from bot.grammar.easy_japanese import beside_wish, may_need_easy, wishes_easy, wishes_usual
from bot.grammar.register_choice import register_of
from bot.settings import ROOT

# fmt: off
WISHES = [
    "やさしい日本語でお願いします", "やさしい日本語", "やさしい にほんごで おねがいします", "かんたんな日本語で教えて",
    "簡単な日本語にしてください", "わかりやすい日本語で説明してください", "ひらがなで書いてください", "ひらがなで おねがいします",
    "ひらがなで", "平仮名だけでお願いします", "もっとやさしく言ってください", "もっと やさしく おしえて", "やさしい言葉で説明して",
    "カードをなくしました。やさしい日本語で教えてください", "更新の方法をやさしい日本語で", "Easy Japanese please",
    "please answer in simple Japanese", "yasashii nihongo de onegaishimasu", "hiragana de kaite kudasai", "请用简单的日语", "쉬운 일본어로 부탁해요",
]
NO_WISHES = [
    "カードをなくしました", "日本語でお願いします", "ひらがな", "名前はひらがなで書いてもいいですか", "申請書はひらがなで書いてもらえますか",
    "やさしい日本語のパンフレットはありますか", "職員はやさしい日本語で話してくれますか", "窓口でやさしい日本語で話してもらえますか",
    "やさしい日本語はやめてください", "ふつうの日本語でお願いします", "簡単に更新できますか", "簡単な手続きですか", "やさしい人に聞きたい",
    "Is Japanese easy?", "in Japanese please", "ふりがなをひらがなで登録したい",
]
NEEDS = [
    "かーどを なくしました どうしますか", "かーどをなくしましたどうすればいいですか", "わたしは カードを なくしました", "カードを 無くしました。 どこへ 行きますか",
    "まいなんばーかーどを つくりたいのですが どこへ いけばいいですか", "kaado wo nakushimashita dou sureba ii desu ka",
    "漢字が読めません", "漢字むずかしいです", "日本語が少ししかわかりません", "にほんごが まだ へたです", "あんしょうばんごうをわすれましたどうすればいいですか",
    "こどものかーどをうけとりにいきたいです", "説明がむずかしいです",
]
NO_NEEDS = [
    "どうすればいいですか", "カードをなくしました。どうすればいいですか", "カードなくした", "いつまでですか", "マイナンバーカード 更新 必要書類",
    "どこに行けばいいの", "ありがとうございました", "こんにちは", "よろしくお願いします", "それはいくらですか", "マイナポータルってなに？", "できますか",
    "暗証番号を忘れました", "はい", "まだですか？", "いくらかかりますか", "I lost my card", "我的卡丢了", "카드를 잃어버렸어요", "PIN", "",
    "目黒区 カード 再発行 手数料", "スマホをなくしました", "コンビニで住民票をとりたい",
]
# fmt: on


@pytest.mark.parametrize("text", WISHES)
def test_a_wish(text: str) -> None:
    assert wishes_easy(text) and register_of(text) == "ja-x-easy"


@pytest.mark.parametrize("text", NO_WISHES)
def test_no_wish(text: str) -> None:
    assert not wishes_easy(text) and register_of(text) != "ja-x-easy"


@pytest.mark.parametrize(
    "text", ["ふつうの日本語でお願いします", "やさしい日本語はやめてください", "normal Japanese please"]
)
def test_ordinary_japanese_again(text: str) -> None:
    assert wishes_usual(text) and register_of(text) == "ja"


@pytest.mark.parametrize("text", ["やさしい日本語か中国語でお願いします", "简单的日语不行，请用中文"])
def test_another_language_is_asked_for_as_well(text: str) -> None:
    assert register_of(text) != "ja-x-easy"


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("やさしい日本語でお願いします", ""),
        ("ひらがなで 書いて ください。", ""),
        ("Easy Japanese, please!", ""),
        ("カードをなくしました。やさしい日本語で教えてください", "カードをなくしました。"),
        ("かんたんな日本語でおねがいします。更新はどこですか？", "更新はどこですか？"),
        ("更新の方法をやさしい日本語で", "更新の方法をやさしい日本語で"),
    ],
)
def test_what_is_asked_beside_a_wish(text: str, beside: str) -> None:
    assert beside_wish(text) == beside


@pytest.mark.parametrize("text", NEEDS)
def test_easy_japanese_may_help(text: str) -> None:
    assert may_need_easy(text)


@pytest.mark.parametrize("text", NO_NEEDS)
def test_nothing_shows_that_it_may(text: str) -> None:
    assert not may_need_easy(text)


def test_few_are_offered_it_and_none_who_writes_as_most_do() -> None:
    """Of the questions in data/nlu, which hold many in kana and in Latin letters on purpose."""
    examples = [
        line.removeprefix("- ")
        for path in (ROOT / "data/nlu/ja").glob("*.yml")
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in block.get("examples", "").splitlines()
    ]
    with_kanji = [text for text in examples if re.search("[一-龯]", text)]
    offered = [text for text in with_kanji if may_need_easy(text)]
    assert len(with_kanji) > 10_000 and len(offered) < 0.003 * len(with_kanji), offered
    assert sum(map(may_need_easy, examples)) < 0.04 * len(examples)
