"""Furigana: every reading of the desk's Japanese texts, checked one by one; whole sentences; dates and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Any

import pytest
from babel.messages.extract import extract_from_file
from hypothesis import given
from hypothesis import strategies as st
from sudachipy import SplitMode

from bot.i18n.formatting import placeholders, write_date, write_moment, write_time, write_yen
from bot.i18n.languages import EASY
from bot.i18n.yaml_extractor import extract_yaml
from bot.replies.speaker import Speaker
from bot.settings import ROOT
from bot.text.furigana import align, annotate
from bot.text.japanese import sudachi
from bot.text.normalization import hiragana
from knowledge.lines import TOKYO
from knowledge.wards import read_yaml
from tests.conftest import read_tsv
from tests.ward import WARD

TABLE = "furigana.tsv"
MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
KANJI = re.compile("[\u3400-\u9fff々]")
MOMENTS = [datetime(2026, 11, 25, hour, tzinfo=TOKYO) for hour in (10, 22)]  # all lines open; most closed
SPOKEN_CODE = ("bot/channels/web/*labels.py", "bot/i18n/phrases.py", "bot/replies/*.py")
SPOKEN_DATA = ("knowledge/*.yml", "knowledge/answers/*.yml", "knowledge/wards/*/lines.yml")
JAPANESE = ("ja", EASY)
Row = tuple[str, str, str]


def strip(annotated: str) -> str:
    return MARK.sub(r"\1", annotated)


def msgids() -> Iterator[str]:
    """What replies are made of, also where it takes a conversation to hear it."""
    for path in (path for pattern in SPOKEN_CODE for path in ROOT.glob(pattern)):
        yield from (str(found[1]) for found in extract_from_file("python", path, keywords={"_": None}))
    for path in (path for pattern in SPOKEN_DATA for path in ROOT.glob(pattern)):
        with path.open("rb") as file:
            yield from (found[2] for found in extract_yaml(file, (), (), {}))


def strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, (dict, list)):
        for value in part.values() if isinstance(part, dict) else part:
            yield from strings(value)


def desk_texts() -> Iterator[str]:
    """Every Japanese text of the desk, easy ones too; values that only a conversation knows are figures here."""
    speaker = Speaker(WARD)
    for msgid, reader in product(msgids(), JAPANESE):
        unknown = placeholders(msgid) - set(speaker.facts)
        yield speaker.say(msgid, reader, **dict.fromkeys(unknown, "0"))
    for topic, reader in product(speaker.answers, JAPANESE):
        for now in MOMENTS:
            reply = speaker.reply(topic, reader, now=now)
            yield from strings([reply["custom"], reply["buttons"]])


def rows(text: str) -> Iterator[Row]:
    """Kanji, reading and context of each mark; figures have tests of their own.

    One kanji is read by its neighbours, so they are its context; longer words are read alike everywhere.
    """
    annotated = annotate(text)
    for mark in MARK.finditer(annotated):
        kanji, reading = mark.groups()
        before, after = strip(annotated[: mark.start()])[-1:], strip(annotated[mark.end() :])[:1]
        if not re.search("[0-9]", kanji):
            beside = (before + kanji + after).strip("\n")  # of easy Japanese, a sentence a line
            yield kanji, reading, re.sub("[0-9]", "0", beside) if len(kanji) == 1 else kanji


@pytest.fixture(scope="module")
def texts() -> set[str]:
    return set(desk_texts())


def test_every_reading_was_checked(texts: set[str]) -> None:
    found = {row for text in texts for row in rows(text)}
    checked = {(row["kanji"], row["reading"], row["context"]) for row in read_tsv(TABLE)}
    new, unused = ("\n".join("\t".join(row) for row in sorted(some)) for some in (found - checked, checked - found))
    assert not new, (
        f"Read these aloud where they stand. A right one goes into tests/data/{TABLE} as it is printed here; "
        f"for a wrong one correct knowledge/readings.yml, then look again:\n{new}"
    )
    assert not unused, f"The desk no longer says these; take them out of tests/data/{TABLE}:\n{unused}"


def test_the_table_is_sorted_and_holds_nothing_twice() -> None:
    lines = [(row["kanji"], row["reading"], row["context"]) for row in read_tsv(TABLE)]
    assert lines == sorted(set(lines))


def test_no_kanji_is_left_without_a_reading(texts: set[str]) -> None:
    assert {text for text in texts if KANJI.search(MARK.sub("", annotate(text)))} == set()


# fmt: off
SENTENCES = [
    # okurigana and kana stay outside
    ("お持ちください",                 "お{持|も}ちください"),
    ("お問い合わせください",           "お{問|と}い{合|あ}わせください"),
    ("引っ越しの手続き",               "{引|ひ}っ{越|こ}しの{手続|てつづ}き"),
    ("申し込み",                       "{申|もう}し{込|こ}み"),
    ("マルチコピー機の画面",           "マルチコピー{機|き}の{画面|がめん}"),
    ("カードのおもて面とうら面",       "カードのおもて{面|めん}とうら{面|めん}"),
    ("マイナンバーカード",             "マイナンバーカード"),
    ("",                               ""),
    ("0120-95-0178",                   "0120-95-0178"),
    # names, places, official words
    ("目黒区総合庁舎1階 戸籍住民課",   "{目黒区|めぐろく}{総合|そうごう}{庁舎|ちょうしゃ}1{階|かい} {戸籍|こせき}{住民|じゅうみん}{課|か}"),
    ("カード交付係（3階）",            "カード{交付係|こうふがかり}（3{階|がい}）"),
    ("地区サービス事務所",             "{地区|ちく}サービス{事務所|じむしょ}"),
    ("ほかの市区町村",                 "ほかの{市区町村|しくちょうそん}"),
    ("戸籍の附票、謄本、抄本",         "{戸籍|こせき}の{附票|ふひょう}、{謄本|とうほん}、{抄本|しょうほん}"),
    ("除票の写し",                     "{除|じょ}{票|ひょう}の{写|うつ}し"),
    ("世帯主との続柄",                 "{世帯主|せたいぬし}との{続柄|つづきがら}"),
    ("署名用電子証明書の失効",         "{署名|しょめい}{用|よう}{電子|でんし}{証明書|しょうめいしょ}の{失効|しっこう}"),
    ("券面事項入力補助用",             "{券面|けんめん}{事項|じこう}{入力|にゅうりょく}{補助|ほじょ}{用|よう}"),
    ("在留カードの再交付",             "{在留|ざいりゅう}カードの{再交付|さいこうふ}"),
    ("銀行やカード会社",               "{銀行|ぎんこう}やカード{会社|がいしゃ}"),
    ("日本国籍のかた",                 "{日本|にほん}{国籍|こくせき}のかた"),
    ("平日、土日祝、土日・祝日",       "{平日|へいじつ}、{土日祝|どにちしゅく}、{土日|どにち}・{祝日|しゅくじつ}"),
    ("年末年始を除く",                 "{年末|ねんまつ}{年始|ねんし}を{除|のぞ}く"),
    # 日
    ("在留期間の満了日まで",           "{在留|ざいりゅう}{期間|きかん}の{満了日|まんりょうび}まで"),
    ("発行日から",                     "{発行日|はっこうび}から"),
    ("受け取った日（交付日）",         "{受|う}け{取|と}った{日|ひ}（{交付日|こうふび}）"),
    ("システムメンテナンス日",         "システムメンテナンス{日|び}"),
    ("翌営業日から、翌日から",         "{翌営業日|よくえいぎょうび}から、{翌日|よくじつ}から"),
    ("誕生日の前日",                   "{誕生日|たんじょうび}の{前日|ぜんじつ}"),
    ("生年月日",                       "{生年月日|せいねんがっぴ}"),
    ("今日より前の日付",               "{今日|きょう}より{前|まえ}の{日付|ひづけ}"),
    ("その日のうちに",                 "その{日|ひ}のうちに"),
    ("何年の何月何日ですか。",         "{何|なん}{年|ねん}の{何月|なんがつ}{何日|なんにち}ですか。"),
    ("二月二十九日生まれ",             "{二月二十九日|にがつにじゅうくにち}{生|う}まれ"),
    ("四月、七月、九月",               "{四月|しがつ}、{七月|しちがつ}、{九月|くがつ}"),
    ("24時間365日",                    "{24時間|にじゅうよじかん}365{日|にち}"),
    ("1日に3回、1月1日に1回",          "1{日|にち}に3{回|かい}、1{月|がつ}{1日|ついたち}に1{回|かい}"),
    ("平成元年",                       "{平成|へいせい}{元年|がんねん}"),
    ("令和5年10月1日現在",             "{令和|れいわ}5{年|ねん}10{月|がつ}{1日|ついたち}{現在|げんざい}"),
    ("平成29年度(2017年度)",           "{平成|へいせい}29{年度|ねんど}(2017{年度|ねんど})"),
    ("(月)(火)(水)(木)(金)(土)(日)",   "({月|げつ})({火|か})({水|すい})({木|もく})({金|きん})({土|ど})({日|にち})"),
    # counters
    ("1人、2人、3人、4人",             "{1人|ひとり}、{2人|ふたり}、3{人|にん}、{4人|よにん}"),
    ("有効期限の3か月前",              "{有効|ゆうこう}{期限|きげん}の3か{月|げつ}{前|まえ}"),
    ("約1週間",                        "{約|やく}1{週間|しゅうかん}"),
    ("10回目の誕生日",                 "10{回目|かいめ}の{誕生日|たんじょうび}"),
    ("20歳以上の方は",                 "20{歳|さい}{以上|いじょう}の{方|かた}は"),
    ("15歳未満の方",                   "15{歳|さい}{未満|みまん}の{方|かた}"),
    ("数字4桁、6文字以上",             "{数字|すうじ}4{桁|けた}、6{文字|もじ}{以上|いじょう}"),
    ("手数料は1,000円",                "{手数料|てすうりょう}は1,000{円|えん}"),
    ("いずれか1点、2枚",               "いずれか1{点|てん}、2{枚|まい}"),
    ("一通200円",                      "{一通|いっつう}200{円|えん}"),
    ("一か所、一つ、一度、一年、一枚", "{一|いっ}か{所|しょ}、{一|ひと}つ、{一度|いちど}、{一|いち}{年|ねん}、{一|いち}{枚|まい}"),
    ("音声案内の5番",                  "{音声|おんせい}{案内|あんない}の5{番|ばん}"),
    # written alike, read otherwise
    ("カードをお持ちの方",             "カードをお{持|も}ちの{方|かた}"),
    ("外国籍の方へ",                   "{外国籍|がいこくせき}の{方|かた}へ"),
    ("カードの方が早い",               "カードの{方|ほう}が{早|はや}い"),
    ("証明書の取り方、方法",           "{証明書|しょうめいしょ}の{取|と}り{方|かた}、{方法|ほうほう}"),
    ("下の電話、以下の条件",           "{下|した}の{電話|でんわ}、{以下|いか}の{条件|じょうけん}"),
    ("上の番号、ネット上",             "{上|うえ}の{番号|ばんごう}、ネット{上|じょう}"),
    ("手続きを行ってください",         "{手続|てつづ}きを{行|おこな}ってください"),
    ("手続きを必ず行ってください",     "{手続|てつづ}きを{必|かなら}ず{行|おこな}ってください"),
    ("窓口に行ってください",           "{窓口|まどぐち}に{行|い}ってください"),
    ("窓口が開いている日",             "{窓口|まどぐち}が{開|あ}いている{日|ひ}"),
    ("リンクは開かないでください",     "リンクは{開|ひら}かないでください"),
    ("時期が来たら、来る前に",         "{時期|じき}が{来|き}たら、{来|く}る{前|まえ}に"),
    ("正しく入力できますか",           "{正|ただ}しく{入力|にゅうりょく}できますか"),
    ("当日中に、カードの中の",         "{当日|とうじつ}{中|ちゅう}に、カードの{中|なか}の"),
    ("その後、交付の後で",             "その{後|ご}、{交付|こうふ}の{後|あと}で"),
    ("届を出す、届いたら",             "{届|とどけ}を{出|だ}す、{届|とど}いたら"),
    ("その他、ほかの人",               "その{他|た}、ほかの{人|ひと}"),
    # easy Japanese: phrases apart, explained in brackets
    ("制度（しくみ）の ページ",        "{制度|せいど}（しくみ）の ページ"),
    ("届（ネット）を 出す",            "{届|とどけ}（ネット）を {出|だ}す"),
    ("何が 必要ですか、何時ですか",    "{何|なに}が {必要|ひつよう}ですか、{何時|なんじ}ですか"),
    ("少しの 間は、窓口が 開く日",     "{少|すこ}しの {間|あいだ}は、{窓口|まどぐち}が {開|あ}く{日|ひ}"),
    # unknown to the dictionary
    ("龘は読めません",                 "龘は{読|よ}めません"),
]
# fmt: on


@pytest.mark.parametrize(("text", "annotated"), SENTENCES)
def test_sentence(text: str, annotated: str) -> None:
    assert annotate(text) == annotated


# fmt: off
MONTHS = [
    "1{月|がつ}", "2{月|がつ}", "3{月|がつ}", "{4月|しがつ}", "5{月|がつ}", "6{月|がつ}",
    "{7月|しちがつ}", "8{月|がつ}", "{9月|くがつ}", "10{月|がつ}", "11{月|がつ}", "12{月|がつ}",
]
DAYS = [
    "{1日|ついたち}", "{2日|ふつか}", "{3日|みっか}", "{4日|よっか}", "{5日|いつか}", "{6日|むいか}", "{7日|なのか}",
    "{8日|ようか}", "{9日|ここのか}", "{10日|とおか}", "11{日|にち}", "12{日|にち}", "13{日|にち}", "{14日|じゅうよっか}",
    "15{日|にち}", "16{日|にち}", "{17日|じゅうしちにち}", "18{日|にち}", "{19日|じゅうくにち}", "{20日|はつか}",
    "21{日|にち}", "22{日|にち}", "23{日|にち}", "{24日|にじゅうよっか}", "25{日|にち}", "26{日|にち}",
    "{27日|にじゅうしちにち}", "28{日|にち}", "{29日|にじゅうくにち}", "30{日|にち}", "31{日|にち}",
]
WEEKDAYS = ["{月|げつ}", "{火|か}", "{水|すい}", "{木|もく}", "{金|きん}", "{土|ど}", "{日|にち}"]
HALVES = ["{午前|ごぜん}", "{午後|ごご}"]
HOURS = [  # on a 24-hour clock
    "0{時|じ}", "1{時|じ}", "2{時|じ}", "3{時|じ}", "{4時|よじ}", "5{時|じ}", "6{時|じ}", "{7時|しちじ}", "8{時|じ}",
    "{9時|くじ}", "10{時|じ}", "11{時|じ}", "12{時|じ}", "13{時|じ}", "{14時|じゅうよじ}", "15{時|じ}", "16{時|じ}",
    "{17時|じゅうしちじ}", "18{時|じ}", "{19時|じゅうくじ}", "20{時|じ}", "21{時|じ}", "22{時|じ}", "23{時|じ}",
]
ERA_YEARS = [
    (1912, "{明治|めいじ}45{年|ねん}"),  # until 29 July
    (1913, "{大正|たいしょう}2{年|ねん}"),
    (1929, "{昭和|しょうわ}{4年|よねん}"),
    (1990, "{平成|へいせい}2{年|ねん}"),
    (1992, "{平成|へいせい}{4年|よねん}"),
    (2020, "{令和|れいわ}2{年|ねん}"),
    (2024, "{令和|れいわ}6{年|ねん}"),
]
# fmt: on


def test_every_day_of_a_year() -> None:
    for number in range(366):
        day = date(2024, 1, 1) + timedelta(days=number)
        read = MONTHS[day.month - 1] + DAYS[day.day - 1]
        assert annotate(write_date(day, "ja")) == f"{{令和|れいわ}}6{{年|ねん}}{read}(2024{{年|ねん}}{read})"


def test_every_weekday_and_hour() -> None:
    for number in range(24 * 7):
        moment = datetime(2026, 11, 23, tzinfo=TOKYO) + timedelta(hours=number)  # a Monday
        day = f"11{{月|がつ}}{DAYS[moment.day - 1]}({WEEKDAYS[moment.weekday()]})"
        hour = HALVES[moment.hour // 12] + HOURS[moment.hour % 12 or 12]
        assert annotate(write_moment(moment, "ja")) == f"{day} {hour}"


def test_every_hour_and_minute() -> None:
    for hour, minute in ((hour, minute) for hour in range(24) for minute in range(1, 60)):
        read = "ぷん" if minute % 10 in (0, 1, 3, 4, 6, 8) else "ふん"
        assert annotate(write_time(time(hour, minute), "ja", 24)) == f"{HOURS[hour]}{minute:02}{{分|{read}}}"


@pytest.mark.parametrize(("year", "annotated"), ERA_YEARS)
def test_eras(year: int, annotated: str) -> None:
    assert annotate(write_date(date(year, 3, 1), "ja")).startswith(annotated + "3{月|がつ}{1日|ついたち}")


def test_first_years_of_eras() -> None:
    days = {"{大正|たいしょう}": (1912, 7, 30), "{平成|へいせい}": (1989, 1, 8), "{令和|れいわ}": (2019, 5, 1)}
    for era, day in days.items():
        assert annotate(write_date(date(*day), "ja")).startswith(era + "{元年|がんねん}")


@pytest.mark.parametrize("amount", [0, 4, 100, 1000, 12_000, 1_000_000])
def test_yen(amount: int) -> None:
    assert annotate(write_yen(amount, "ja")) == f"{amount:,}{{円|えん}}"


# fmt: off
FRAGMENTS = [
    "10月1日", "3か月", "2人", "(水)", "満了日", "持って", "。", "\n", "ｶｰﾄﾞ", "㍻", "々", "ヶ月", "１日", "|", "｛",
]
# fmt: on
WITHOUT_BRACES = st.one_of(
    st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]), max_size=60),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text("漢字一二日本人行きあア1０ ", max_size=6))).map("".join),
)


@given(WITHOUT_BRACES)
def test_the_text_comes_back_without_its_marks(text: str) -> None:
    assert strip(annotate(text)) == text


@given(st.text("漢字持行かなカナ12、", min_size=1), st.text("かなもじ12", min_size=1))
def test_the_word_comes_back_whatever_its_reading(surface: str, reading: str) -> None:
    assert strip(align(surface, reading)) == surface


def dictionary_reading(surface: str, text: str) -> str:
    """How Sudachi alone reads the first place of a word or phrase in a text."""
    words, start = sudachi().tokenize(text, mode=SplitMode.B), text.index(surface)
    return "".join(hiragana(word.reading_form()) for word in words if start <= word.begin() < start + len(surface))


@pytest.mark.parametrize(("surface", "reading"), read_yaml(ROOT / "knowledge/readings.yml")["words"].items())
def test_every_correction_is_needed(surface: str, reading: str, texts: set[str]) -> None:
    said = [text for text in [*texts, *(text for text, _annotated in SENTENCES)] if surface in text]
    assert any(dictionary_reading(surface, text) != hiragana(reading) for text in said)
