"""Hears, by rules beside the learned words, what a form is asked back: "where is it written?", "how much?"."""

from __future__ import annotations

import re

from bot.grammar.date_roles import PRINTED, named_role
from bot.text.normalization import normal_text
from expiry.draft import ROLE

HELP = "help"  # the visitor asks what is asked for, or where it stands
WHY = "why"  # the visitor asks why this is asked
LONGEST_NAME = 24  # characters of a message that says no more than what a date is: "it is the issue date"
_END = re.compile(r"有効期限|期限|expir|有效期|유효기|만료")
# The era alone, as the answer to "of which calendar?"
_ERAS = {
    "showa": re.compile(r"\W*(?:昭和|しょうわ|ショウワ|sh[oō]u?wa|쇼와|소화)\W*(?:です|だよ?|の方|예요|이에요|요)?\W*"),
    "heisei": re.compile(
        r"\W*(?:平成|へいせい|ヘイセイ|heisei|헤이세이|평성)\W*(?:です|だよ?|の方|예요|이에요|요)?\W*"
    ),
    "reiwa": re.compile(r"\W*(?:令和|れいわ|レイワ|reiwa|레이와|영화)\W*(?:です|だよ?|の方|예요|이에요|요)?\W*"),
}
_THING = (
    r"(?:発行日|はっこうび|生年月日|有効期限|満了日|在留期間|在留資格|永住|電子証明書|更新|日付|これ|それ|どれ"
    r"|issue date|date of issue|issued|birth date|expir\w*|period of stay|status|date|this|that|certificates?"
    r"|permanent|it"
    r"|发卡日|发行日|出生日期|有效期|在留|期限|日期|永住|这个|证书"
    r"|발급일|발행일|생년월일|유효기한|만료일|재류|날짜|영주|이게|그게|증명서)"
)
_HELP = re.compile(
    rf"^\W*(?:where|which side|どこ|どこに|哪里|哪儿|在哪(?:里|儿)?|어디(?:요|에요|예요)?)\W*$"
    rf"|(?:where|どこ|何処|哪里|哪裡|哪儿|哪|어디).{{0,24}}(?:written|printed|find|see|look|書|載|のって|見れば|見たら|ありますか"
    rf"|写|寫|印|看|找|적|쓰여|써|나와|있(?:어|나|습)|봐|보면|찾)"
    rf"|(?:what(?:'s| is| are| does| do you mean)|meaning of|which).{{0,16}}{_THING}"
    rf"|{_THING}.{{0,8}}(?:って何|ってなに|とは|は何|はなに|の意味|どういう|どれ|是什么|是什麼|是啥"
    rf"|什么意思|指什么|[이가은는]? ?(?:뭐|무엇|무슨))"
    rf"|哪(?:个|個|一)?(?:位置|地方|面|部分)|(?:which|what) (?:side|part) of"
    rf"|どの(?:へん|辺|あたり|面|部分)|어느 ?(?:쪽|면|부분)"
    rf"|(?:什么是|什麼是|뭐가|무엇이).{{0,8}}{_THING}|(?:写|寫|印|看)在?(?:卡的?)?哪"
    rf"|how (?:do|can) i (?:know|find|see|tell)"
    rf"|どうやって(?:調べ|分か|わか|見)|怎么(?:查|看|知道)|어떻게 (?:알|찾|봐)",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\b(?:costs?|fees?|price|charge|pay|how much)\b|手数料|費用|料金|费|錢|钱|수수료|비용|얼마", re.IGNORECASE
)
_WHY = re.compile(
    r"(?:なん[での]|なぜ|何故|どうして|何のため|なんのため)(?!.*(?:更新|窓口|切れ|変わ)).{0,14}(?:聞[いくき]|きく|きい|訊|必要|い[るり]|要る|要り|教え|言わ|入れ|書か)"
    r"|\b(?:why|what for)\b(?!.*\b(?:renew|go|come|pay|expire|bring)\b)"
    r"(?: .{0,24}\b(?:ask\w*|need|want|know|required|necessary|tell|enter)\b|\W*$)"
    r"|\bwhat (?:do you|will you|is it) .{0,12}\bfor\b\W*$"
    r"|(?:为什么|為什麼|为啥|干嘛|幹嘛|为何)(?!.*(?:更新|窗口|过期|去))(?:.{0,10}(?:问|問|要|需|知道|告诉|填|说)|\W*$)"
    r"|(?:왜|어째서|무엇 ?때문에|뭐하러)(?!.*(?:갱신|창구|가야|끝))"
    r"(?:.{0,12}(?:물|묻|필요|알려|말해|알아|적어|입력)|\W*$)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"[?？]\s*$|(?:ですか|ますか|ませんか|でしょうか|のか|かな|かしら|だめか|どうすれば|どうしたら)\W*$"
    r"|^\W*(?:いくら|どこ|いつ|誰|だれ|何時|なんじ|必要なもの|持ち物)"
    r"|^\W*(?:what|where|when|who|why|how|can|could|do|does|is|are|should|will|may|must)\b(?!.{0,20}\bknow\b)"
    r"|吗\W*$|嗎\W*$|多久|多少钱|几点|哪里|怎么办|什么时候|需要什么"
    r"|(?:까|나요|가요|죠)\W*$|^\W*(?:얼마|어디|언제|누가|뭐)",
    re.IGNORECASE,
)
# "Is it all right that I don't know?" and "don't you know?" still say that it is not known.
_UNKNOWN = re.compile(
    r"分から|分かん|わから|わかん|わかりま|知ら[なん]|知りま|忘れ|覚えて(?:い)?[なま]|思い出せ|不明|wakara|shirana|wasure"
    r"|don'?t (?:know|remember|have)|do not (?:know|remember|have)|no (?:idea|clue)|not sure|forg[oe]t|unknown"
    r"|can'?t (?:remember|find|read|tell)|unsure|dunno"
    r"|不知道|不清楚|忘了|不记得|記不|记不|不明|不确定|没印象|想不起|哪知道|谁知道|誰知道"
    r"|모르|몰라|기억(?:이)? ?(?:안|못|나지)|잊어|까먹|글쎄|모름",
    re.IGNORECASE,
)


# "I forgot my PIN" and "I lost the letter" say nothing of the date that is asked for.
_ANOTHER_THING = re.compile(
    r"暗証|あんしょう|パスワード|ぱすわーど|\bpins?\b|pass(?:word|code)"
    r"|密码|密碼|비밀 ?번호|비번|패스워드|암호|핀 ?번호"
    r"|(?:手数料|費用|写真|予約|持ち物|住所|fees?\b|photos?\b|appointment|address|手续费|费用|照片|预约|地址"
    r"|수수료|사진|예약|주소)"
    r"[^。.!?]{0,12}(?:分から|わから|知ら|忘れ|don'?t know|not sure|不知道|不清楚|忘|모르|몰라|기억)"
    r"|(?:don'?t know|not sure|forg[eo]t|不知道|不清楚|忘了)[^。.!?]{0,24}"
    r"(?:fees?\b|photos?\b|appointment|address|手续费|费用|照片|预约|地址)",
    re.IGNORECASE,
)
_NOT_RENEWED = re.compile(
    r"(?:更新|発行し直|取り直)[^。]{0,6}(?:してい?(?:ない|ません)|しな(?:かった|い)|したことが?(?:ない|ありません))"
    r"|^\W*(?:いいえ[、 ]*)?まだ(?:更新)?して(?:い)?(?:ない|ません)\W*$"
    r"|(?:haven'?t|have not|did ?n[o']?t|never|not)\s+(?:been\s+)?(?:renew\w*|reissue\w*)"
    r"|^\W*(?:no,? )?(?:i )?(?:haven'?t|have not|not) (?:been )?done(?: (?:it|that))?(?: yet)?\W*$"
    r"|(?:没|沒|没有|沒有|未|从没|从来没有?)(?:更新|续|換|换|重新)过?"
    r"|갱신(?:을|은)?\s*(?:안|못|한 ?적(?:이)? ?없|하지 ?않)|(?:안|못) ?갱신|^\W*(?:아직 ?)?(?:안|못) ?했\S*\W*$",
    re.IGNORECASE,
)


def speaks_of_another_thing(text: str) -> bool:
    """Whether what a message does not know is no date: a PIN, a fee.

    >>> [speaks_of_another_thing(text) for text in ("비번 기억 안나는데", "i forgot my pin", "わからない")]
    [True, True, False]
    """
    return bool(_ANOTHER_THING.search(normal_text(text)))


def is_not_renewed(text: str) -> bool:
    """Whether a message says that the certificates were not renewed."""
    return bool(_NOT_RENEWED.search(normal_text(text)))


def is_question(text: str) -> bool:
    """Whether a message asks something and does not say that the answer is not known.

    >>> [is_question(text) for text in ("いくら?", "本人じゃないとだめ？", "多久", "わからないんですが、いいですか")]
    [True, True, True, False]
    """
    plain = normal_text(text)
    return bool(_QUESTION.search(plain)) and not _UNKNOWN.search(plain)


def asks_for_help(text: str) -> bool:
    """Whether a message asks what is asked for, or where it stands.

    >>> [asks_for_help(text) for text in ("what is the issue date?", "どこに書いてありますか", "what does it cost")]
    [True, True, False]
    """
    plain = normal_text(text)
    return bool(_HELP.search(plain)) and not _COST.search(plain)


def said_of_dates(text: str) -> list[str]:
    """Form words about what is asked for: `help`, `why`, `role_<slot>`, or an era."""
    plain = normal_text(text).casefold()
    found = [era for era, words in _ERAS.items() if words.fullmatch(plain)]
    found += [WHY] if _WHY.search(plain) else [HELP] if asks_for_help(plain) else []
    role = named_role(plain) if found == [HELP] or len(plain) <= LONGEST_NAME else None
    if HELP in found and role == PRINTED and not _END.search(plain):
        role = None  # "where is it written?" speaks of the date that is asked for
    return [*found, ROLE + role] if role else found
